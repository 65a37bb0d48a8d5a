"""Typed baselines in the window: leaving the page keeps them, undo belongs to the page, closing asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.baselines.page import BaselinesPage
from firemode_desktop.ui.window import Window

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


def keyboard() -> QWidget:
    """The widget that has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_(text: str) -> None:
    """Type and press Enter; the first key opens the editor that gets the others."""
    for letter in text:
        QTest.keyClicks(keyboard(), letter)
    QTest.keyClick(keyboard(), KEY.Key_Return)


def test_that_the_window_keeps_undoes_and_asks_for_typed_baselines(
    qtbot: QtBot, window: Window, calm: Callable[[Window], None]
) -> None:
    window.visit("baselines")
    calm(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5_000)
    page = window.page("baselines")
    assert isinstance(page, BaselinesPage)
    page.entering.begin()
    type_("51")
    type_("52")
    window.visit("overview")
    calm(window)
    window.visit("baselines")
    calm(window)
    assert len(page.desk.draft.cells) == 2
    page.matrix.setFocus()
    QTest.keyClick(keyboard(), KEY.Key_Z, CTRL)
    assert [one.texts for one in page.desk.draft.cells.values()] == [("51",)]
    assert not window.close()
    assert window.notices.history[-1].text == "One baseline that was typed is not saved."
    QTest.keyClick(keyboard(), KEY.Key_Z, CTRL)
    assert page.desk.draft.cells == {}
    assert window.close()
