"""What is wrong with a scenario, and its mends, by keyboard."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.scenarios.checks import ChecksPanel
from firemode_desktop.ui.scenarios.studio import Studio


def test_that_a_mend_by_keyboard_mends_and_keeps_the_keyboard_in_the_panel(studio: Studio, qtbot: QtBot) -> None:
    panel = ChecksPanel(studio)
    qtbot.addWidget(panel)
    panel.show()
    studio.edit(studio.sequence.changed(3, expected_delay_seconds=Decimal(1)), "damper before its fan")
    before = studio.problems
    mends = [each for each in panel.findChildren(QPushButton) if each.text().startswith("→")]
    mends[0].setFocus()
    QTest.keyClick(mends[0], Qt.Key.Key_Space)
    assert len(studio.problems) < len(before)
    focused = panel.window().focusWidget()
    assert focused is panel or panel.isAncestorOf(focused)
    studio.stack.undo()
    assert studio.problems == before


def test_that_the_panel_says_how_many_keep_it_from_being_published(studio: Studio, qtbot: QtBot) -> None:
    panel = ChecksPanel(studio)
    qtbot.addWidget(panel)
    assert panel.errors == 0
    studio.edit(studio.sequence.changed(3, depends_on=(9,)), "waits for nothing")
    assert panel.errors == 1
    assert "1 error in the way of publishing" in panel.summary.text()
