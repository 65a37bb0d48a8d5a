"""The steps of a scenario as a table: keys, a block of a spreadsheet, rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.scenarios.step_model import COMPONENT, FIELDS
from firemode_desktop.ui.scenarios.step_table import StepGrid, StepTable
from firemode_desktop.ui.scenarios.studio import Studio

Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DELAY, TOLERANCE = FIELDS.index("expected_delay_seconds"), FIELDS.index("tolerance_seconds")
NAMES = ["ALARM-PANEL", "FAN-01-A", "DAMPER-RELIEF-Z1", "PRESSURE-SENSOR-Z1"]


@pytest.fixture
def grid(studio: Studio, qtbot: QtBot) -> StepGrid:
    """The table in a window of its own, the keyboard in it."""
    table = StepTable(studio)
    qtbot.addWidget(table)
    table.resize(800, 400)
    table.show()
    table.grid.setFocus()
    return table.grid


def select(grid: StepGrid, top: int, left: int, bottom: int, right: int) -> None:
    model, flags = grid.steps, QItemSelectionModel.SelectionFlag
    grid.setCurrentIndex(model.index(top, left))
    block = QItemSelection(model.index(top, left), model.index(bottom, right))
    grid.selectionModel().select(block, flags.ClearAndSelect)


def delays(studio: Studio) -> list[Decimal]:
    return [step.expected_delay_seconds for step in studio.sequence]


def test_that_typing_sets_a_time_as_one_step_of_undo(grid: StepGrid, studio: Studio) -> None:
    grid.setCurrentIndex(grid.steps.index(1, DELAY))
    QTest.keyClicks(grid, "4")
    editor = grid.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Key.Key_Return)
    assert delays(studio) == [0, 4, 5, 15]
    studio.stack.undo()
    assert delays(studio) == [0, 3, 5, 15]


def test_that_a_block_of_a_spreadsheet_is_pasted_from_the_corner(grid: StepGrid, studio: Studio) -> None:
    select(grid, 1, DELAY, 1, DELAY)
    QGuiApplication.clipboard().setText("4\t1\n6\t2.5")
    QTest.keyClick(grid, Key.Key_V, Ctrl)
    assert delays(studio) == [0, 4, 6, 15]
    assert [step.tolerance_seconds for step in studio.sequence][1:3] == [1, Decimal("2.5")]


def test_that_a_cell_that_cannot_be_read_stays_and_the_step_keeps_its_time(grid: StepGrid, studio: Studio) -> None:
    select(grid, 1, DELAY, 1, DELAY)
    QGuiApplication.clipboard().setText("soon")
    QTest.keyClick(grid, Key.Key_V, Ctrl)
    assert delays(studio) == [0, 3, 5, 15]
    assert grid.steps.text(1, DELAY) == "soon"


def test_that_filling_down_takes_the_topmost_of_each_column(grid: StepGrid, studio: Studio) -> None:
    select(grid, 1, TOLERANCE, 3, TOLERANCE)
    QTest.keyClick(grid, Key.Key_D, Ctrl)
    assert [step.tolerance_seconds for step in studio.sequence] == [2, 2, 2, 2]


def test_that_ctrl_delete_takes_the_step_away(grid: StepGrid, studio: Studio) -> None:
    select(grid, 3, COMPONENT, 3, COMPONENT)
    QTest.keyClick(grid, Key.Key_Delete, Ctrl)
    assert [step.component_id for step in studio.sequence] == NAMES[:3]


def test_that_a_step_moves_with_what_waits_for_it(grid: StepGrid, studio: Studio) -> None:
    grid.setCurrentIndex(grid.steps.index(1, COMPONENT))
    QTest.keyClick(grid, Key.Key_Up, Ctrl | Shift)
    assert [step.component_id for step in studio.sequence] == [NAMES[1], NAMES[0], *NAMES[2:]]
    assert studio.sequence.step(3).depends_on == (1,)
    assert grid.currentIndex().row() == 0
