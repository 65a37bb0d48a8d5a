"""Which keys are a widget's own: Qt asks it before the shortcuts of the page are tried (``ShortcutOverride``)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


def takes_key(event: QEvent, deed: Callable[[QKeyEvent], object]) -> bool:
    """Whether a widget is asked about a key that does something in it (``deed`` is true); it is told that this is so.

    To be asked first in ``event``: the key then comes to ``keyPressEvent``, whatever the page does with it elsewhere.
    """
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and deed(event):
        event.accept()
        return True
    return False


def carries_out(event: QKeyEvent, deed_of: Callable[[QKeyEvent], Callable[[], object] | None]) -> bool:
    """Whether a key does something in a widget; it has been done then. For ``keyPressEvent``, beside ``takes_key``."""
    deed = deed_of(event)
    if deed is not None:
        deed()
    return deed is not None


def leaves_undo(event: QEvent, field: QLineEdit) -> bool:
    """Whether a field is asked about undo or redo and has nothing of its own to undo; they are then the page's."""
    if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
        undo = event.matches(QKeySequence.StandardKey.Undo) and not field.isUndoAvailable()
        redo = event.matches(QKeySequence.StandardKey.Redo) and not field.isRedoAvailable()
        if undo or redo:
            event.ignore()
            return True
    return False
