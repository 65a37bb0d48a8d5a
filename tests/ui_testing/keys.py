"""Keys as a person presses them: each goes to whatever has the focus at that moment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def focus() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press one key."""
    QTest.keyClick(focus(), key, modifiers)
    QApplication.processEvents()


def type_(text: str) -> None:
    """Type a text."""
    for character in text:
        QTest.keyClick(focus(), character)
        QApplication.processEvents()
