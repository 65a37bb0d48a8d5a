"""Undo is the value before: sheets, sequences and mappings are immutable, and one command swaps them.

::

    stack.push(Swap("width of D-GF-A", before, after, self._put))

``push`` calls ``put(after)``; undo calls ``put(before)``; the menu says *Undo width of D-GF-A*. "Unsaved" is
"the stack is not clean"; a page calls ``stack.setClean()`` when a save has been answered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtGui import QUndoCommand

Value = TypeVar("Value")


class Swap(QUndoCommand):
    """One change of one immutable value. Two swaps in a row with the same ``place`` (not None) become one step."""

    def __init__(
        self, text: str, before: Value, after: Value, put: Callable[[Value], object], *, place: object = None
    ) -> None:
        super().__init__(text)
        self.before: Any = before
        self.after: Any = after
        self.place = place
        self._put: Callable[[Any], object] = put

    def redo(self) -> None:
        self._put(self.after)

    def undo(self) -> None:
        self._put(self.before)

    def id(self) -> int:
        return -1 if self.place is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later swap of the same place in; a value that is back where it began leaves no step behind."""
        if not isinstance(other, Swap) or other.place != self.place:
            return False
        self.after = other.after
        self.setText(other.text())
        self.setObsolete(bool(self.after == self.before))
        return True
