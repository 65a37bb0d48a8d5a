"""Keys as a person presses them: each goes to whatever has the focus at that moment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEY = Qt.Key


def focus() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press one key."""
    for _ in range(times):
        QTest.keyClick(focus(), key, modifiers)
        QApplication.processEvents()


def type_(text: str) -> None:
    """Type a text."""
    for character in text:
        QTest.keyClick(focus(), character)
        QApplication.processEvents()


def clipboard(text: str | None = None) -> str:
    """What is on the clipboard, after putting ``text`` there."""
    board = QApplication.clipboard()
    if text is not None:
        board.setText(text)
    return board.text()
