"""The map step with real files, real keys and a real database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from firemode_desktop.imports.mapping import Block, FileMapping, Fixed, InCell, InColumn, OfSheet
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.mapping import MapStep
from firemode_desktop.ui.notices import Kind
from tests.ui_baselines.conftest import Sitting

KEY, NONE, CTRL, ALT = (
    Qt.Key,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEVELS = ("Level-3", "Level-2", "Level-1")


def site_file(folder: Path, rows: Sequence[Sequence[Any]], sheet: str = "Sheet1", name: str = "site.xlsx") -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name


def unknown(folder: Path) -> Path:
    """A sheet whose headings say nothing to the program, with the day in a cell above."""
    rows = [["Tower", None, date(2024, 1, 15)], [], ["Where", "Alpha", "Beta"]]
    rows += [[level, 41 + at, 21 + at] for at, level in enumerate(LEVELS)]
    return site_file(folder, rows)


def press(key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    """Press a key in whatever has the keyboard."""
    for _ in range(times):
        QTest.keyClick(with_keyboard(), key, held)


def type_text(text: str) -> None:
    for letter in text:
        QTest.keyClicks(with_keyboard(), letter)


def with_keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def keyed(sitting: Sitting) -> Iterator[Sitting]:
    """The page with the keyboard, and Ctrl+Z and Ctrl+Y as the window has them."""
    for action, keys in (
        (sitting.tools.undo.createUndoAction(sitting.page), "Ctrl+Z"),
        (sitting.tools.undo.createRedoAction(sitting.page, "Redo"), "Ctrl+Y"),
    ):
        action.setShortcut(keys)
        sitting.page.addAction(action)
    sitting.page.activateWindow()
    sitting.qtbot.waitActive(sitting.page)
    yield sitting


def opened(sitting: Sitting, file: Path) -> MapStep:
    """The map step with a file in hand."""
    sitting.read(file)
    if sitting.page.panel.step is not Step.MAPPING:
        sitting.page.panel.show_columns()
    settle(sitting)
    assert sitting.page.panel.step is Step.MAPPING
    return sitting.page.panel.mapping


def settle(sitting: Sitting) -> None:
    """Wait until the import was planned with what was told."""
    mapping = sitting.page.panel.mapping
    sitting.qtbot.waitUntil(lambda: not mapping.pending, timeout=20_000)
    sitting.rest()


def test_that_a_sheet_of_unknown_headings_is_read_with_the_keyboard_alone(keyed: Sitting, tmp_path: Path) -> None:
    step = opened(keyed, unknown(tmp_path))
    assert with_keyboard() is step.grid
    assert step.grid.currentIndex().row() == 2
    type_text("floor")
    press(KEY.Key_Return)
    press(KEY.Key_Right)
    press(KEY.Key_F4)
    type_text("pressure closed")
    press(KEY.Key_Return)
    press(KEY.Key_Right)
    press(KEY.Key_Down, ALT)
    type_text("pressure evac")
    press(KEY.Key_Return)
    settle(keyed)
    assert step.comes_to.text() == "Would read 6 pressures, once the rest is told."
    press(KEY.Key_F8)
    assert with_keyboard() is step.sources.lines["stair"].box
    type_text("All")
    assert step.mapping.tables[0].columns["stair"] == Fixed("Stair-A")
    settle(keyed)
    press(KEY.Key_F8)
    assert with_keyboard() is step.sources.lines["commissioned_date"].box
    type_text("Pick")
    assert with_keyboard() is step.grid
    press(KEY.Key_Up, times=2)
    press(KEY.Key_Return)
    assert step.mapping.tables[0].columns["commissioned_date"] == InCell(0, 2)
    settle(keyed)
    assert step.comes_to.text() == "Would read 6 pressures."
    press(KEY.Key_Return, CTRL)
    keyed.rest()
    panel = keyed.page.panel
    assert panel.step is Step.PREVIEW
    panel.confirm.click()
    keyed.rest()
    found = keyed.ask(
        "SELECT f.floor_level, b.door_configuration, b.pressure_pa, b.commissioned_date, s.stair_name "
        "FROM baseline_pressure_differentials b JOIN floors f USING (floor_id) JOIN stairs s ON s.stair_id = b.stair_id"
    )
    wanted = [(level, "all_closed", Decimal(41 + at)) for at, level in enumerate(LEVELS)]
    wanted += [(level, "evac_doors_open", Decimal(21 + at)) for at, level in enumerate(LEVELS)]
    assert sorted(found) == sorted((*row, date(2024, 1, 15), "Stair-A") for row in wanted)
