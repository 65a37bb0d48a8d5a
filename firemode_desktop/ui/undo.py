"""Undo is the value before: sheets, sequences and mappings are immutable, and one step swaps them.

::

    stack.push(Swap("width of D-GF-A", before, after, self._put))

``push`` calls ``put(after)``; undo calls ``put(before)``; the menu says *Undo width of D-GF-A*. "Unsaved" is
"the stack is not clean"; a page calls ``stack.setClean()`` when a save has been answered.

The two classes do what Qt's ``QUndoStack`` and ``QUndoGroup`` do, under the same names, with steps that are plain
values (decision 11: Qt frees commands that belong to Python when a page and its history go together).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from firemode_desktop.ui.language import tr

Value = TypeVar("Value")


class Swap:
    """One change of one immutable value. Two swaps in a row with the same ``place`` (not None) become one step."""

    def __init__(
        self, text: str, before: Value, after: Value, put: Callable[[Value], object], *, place: object = None
    ) -> None:
        self.text = text
        self.before: Any = before
        self.after: Any = after
        self.place = place
        self._put: Callable[[Any], object] = put

    def redo(self) -> None:
        """Put the value after."""
        self._put(self.after)

    def undo(self) -> None:
        """Put the value before."""
        self._put(self.before)

    def takes(self, later: Swap) -> bool:
        """Take a later swap of the same place in, if it is one."""
        if self.place is None or later.place != self.place:
            return False
        self.after, self.text = later.after, later.text
        return True

    @property
    def is_idle(self) -> bool:
        """Whether the value is back where it began, so that no step is left."""
        return bool(self.place is not None and self.after == self.before)


class UndoStack(QObject):
    """The steps of one page in the order in which they were done; ``index`` of them are done, the rest undone."""

    indexChanged = Signal(int)
    cleanChanged = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Swap] = []
        self._index = 0
        self._clean = 0

    def push(self, step: Swap) -> None:
        """Do a step; what was undone before it is gone, and one of the same place as the last joins it."""
        step.redo()
        was_clean = self.isClean()
        del self._steps[self._index :]
        if self._clean > self._index:
            self._clean = -1
        last = self._steps[-1] if self._steps and self._index != self._clean else None
        if last is None or not last.takes(step):
            self._steps.append(step)
        elif last.is_idle:
            self._steps.pop()
        self._moved(len(self._steps), was_clean)

    def undo(self) -> None:
        """Take the last step back; nothing happens where there is none."""
        self.setIndex(self._index - 1)

    def redo(self) -> None:
        """Do the next step again; nothing happens where there is none."""
        self.setIndex(self._index + 1)

    def setIndex(self, index: int) -> None:
        """Undo or redo, step by step, until ``index`` of them are done."""
        wanted, was_clean = max(0, min(index, len(self._steps))), self.isClean()
        while self._index > wanted:
            self._index -= 1
            self._steps[self._index].undo()
        while self._index < wanted:
            self._index += 1
            self._steps[self._index - 1].redo()
        self._moved(wanted, was_clean)

    def clear(self) -> None:
        """Forget every step; nothing is undone."""
        was_clean = self.isClean()
        self._steps.clear()
        self._clean = 0
        self._moved(0, was_clean)

    def setClean(self) -> None:
        """What stands now is saved."""
        was_clean, self._clean = self.isClean(), self._index
        self._moved(self._index, was_clean)

    def resetClean(self) -> None:
        """What was saved is no longer among the steps."""
        was_clean, self._clean = self.isClean(), -1
        self._moved(self._index, was_clean)

    def _moved(self, index: int, was_clean: bool) -> None:
        self._index = index
        self.indexChanged.emit(index)
        if self.isClean() is not was_clean:
            self.cleanChanged.emit(self.isClean())

    def isClean(self) -> bool:
        """Whether one stands where it was saved last."""
        return self._index == self._clean

    def cleanIndex(self) -> int:
        """How many steps were done when it was saved last; -1 where that can no longer be reached."""
        return self._clean

    def count(self) -> int:
        """How many steps there are, done and undone."""
        return len(self._steps)

    def index(self) -> int:
        """How many of them are done."""
        return self._index

    def step(self, place: int) -> Swap:
        """The step at that place, counted from 0."""
        return self._steps[place]

    def text(self, place: int) -> str:
        """What the step at that place is called."""
        return self._steps[place].text

    def undoText(self) -> str:
        """What would be undone; empty where nothing would."""
        return self._steps[self._index - 1].text if self._index else ""

    def redoText(self) -> str:
        """What would be done again; empty where nothing would."""
        return self._steps[self._index].text if self._index < len(self._steps) else ""


class UndoGroup(QObject):
    """The two actions of the window; they belong to the stack of the page in front."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._active: UndoStack | None = None
        self._actions: list[tuple[QAction, str, Callable[[UndoStack], str]]] = []

    @property
    def active(self) -> UndoStack | None:
        """The stack of the page in front, as long as that page is there."""
        return self._active if self._active is not None and shiboken6.isValid(self._active) else None

    def setActiveStack(self, stack: UndoStack | None) -> None:
        """Another page is in front."""
        if self.active is not None:
            self.active.indexChanged.disconnect(self._show)
        self._active = stack
        if stack is not None:
            stack.indexChanged.connect(self._show)
        self._show()

    def createUndoAction(self, parent: QObject, word: str = tr("Undo")) -> QAction:
        """*Undo width of D-GF-A*, enabled while there is something to undo."""
        return self._action(parent, word, UndoStack.undoText, UndoStack.undo)

    def createRedoAction(self, parent: QObject, word: str = tr("Redo")) -> QAction:
        """*Redo width of D-GF-A*, enabled while there is something undone."""
        return self._action(parent, word, UndoStack.redoText, UndoStack.redo)

    def _action(
        self, parent: QObject, word: str, text: Callable[[UndoStack], str], do: Callable[[UndoStack], None]
    ) -> QAction:
        action = QAction(word, parent)
        action.triggered.connect(lambda: self._do(do))
        self._actions.append((action, word, text))
        self._show()
        return action

    def _do(self, what: Callable[[UndoStack], None]) -> None:
        if self.active is not None:
            what(self.active)

    def _show(self, _index: int = 0) -> None:
        for action, word, text in self._actions:
            what = text(self.active) if self.active is not None else ""
            action.setText(f"{word} {what}".strip())
            action.setEnabled(bool(what))
