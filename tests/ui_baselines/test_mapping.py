"""The map step within an import: real files, real keys and a real database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt

from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.mapping import Fixed, InCell
from firemode_desktop.imports.tables.values import DateOrder
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.mapping import MapStep
from firemode_desktop.ui.importing.mapping_words import ReadAs
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.sites import ALT, CTRL, KEY, LEVELS, press, roles, tower, type_text, unknown, with_keyboard


@pytest.fixture
def keyed(sitting: Sitting) -> Sitting:
    """The page with the keyboard, and Ctrl+Z and Ctrl+Y as the window has them."""
    for action, keys in (
        (sitting.tools.undo.createUndoAction(sitting.page), "Ctrl+Z"),
        (sitting.tools.undo.createRedoAction(sitting.page, "Redo"), "Ctrl+Y"),
    ):
        action.setShortcut(keys)
        sitting.page.addAction(action)
    sitting.page.activateWindow()
    sitting.qtbot.waitActive(sitting.page)
    return sitting


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
    sitting.qtbot.waitUntil(lambda: not mapping.trying.pending, timeout=20_000)
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


def test_that_a_certain_file_goes_to_the_preview_and_its_columns_are_shown_when_asked(
    keyed: Sitting, tmp_path: Path
) -> None:
    keyed.read(tower(tmp_path))
    panel = keyed.page.panel
    assert panel.step is Step.PREVIEW
    press(KEY.Key_M, CTRL)
    step = panel.mapping
    assert step.isVisible()
    assert roles(step) == ["floor", "pressure, all doors closed", "pressure, evacuation doors open"]
    assert step.grid.model_.headerData(1, Qt.Orientation.Horizontal) == (
        "B: pressure, all doors closed – headed “Doors closed (Pa)”"
    )
    assert [step.tabs.tabText(at) for at in range(step.tabs.count())] == ["Stair-A", "Stair-B", "Notes · not read"]
    assert step.comes_to.text() == "Would read 12 pressures."
    before = panel.checked
    press(KEY.Key_Delete)
    assert roles(step)[0] == "not read"
    press(KEY.Key_Z, CTRL)
    assert roles(step)[0] == "floor"
    press(KEY.Key_Escape)
    assert panel.preview.isVisible()
    assert panel.checked is before
    assert panel.isVisible()


def test_that_headings_told_once_are_read_so_again_until_that_is_forgotten(keyed: Sitting, tmp_path: Path) -> None:
    step = opened(keyed, unknown(tmp_path))
    step.take(0, ReadAs("floor"))
    step.take(1, ReadAs("pressure_pa", BaselineKind.PRESSURE, "all_closed"))
    step.tell("stair", Fixed("Stair-A"))
    step.tell("commissioned_date", InCell(0, 2))
    settle(keyed)
    step.check_button.click()
    keyed.rest()
    panel = keyed.page.panel
    panel.confirm.click()
    keyed.rest()
    assert keyed.counts() == (3, 0, 0, 1)
    step = opened(keyed, unknown(tmp_path))
    assert roles(step) == ["floor", "pressure, all doors closed", "not read"]
    assert step.remembered.isVisible()
    assert step.known.text().startswith(
        "Headings like these were read before: site.xlsx, sheet Readings, by Engineer One on "
    )
    step.forget_button.click()
    keyed.rest()
    assert roles(opened(keyed, unknown(tmp_path))) == ["not read"] * 3


def test_that_dates_with_slashes_are_asked_about_where_they_can_be_read_in_two_ways(
    keyed: Sitting, tmp_path: Path
) -> None:
    keyed.read(tower(tmp_path, "3/4/2024"))
    step = keyed.page.panel.mapping
    assert step.isVisible()
    settle(keyed)
    assert step.whole.dates.isVisible()
    assert not step.whole.decimal.isVisible()
    assert step.sources.lines["commissioned_date"].why.text() == "Say above whether the day or the month comes first."
    assert with_keyboard() is step.whole.dates
    press(KEY.Key_Down)
    assert step.mapping.dates is DateOrder.DAY_FIRST
    settle(keyed)
    step.check_button.click()
    keyed.rest()
    keyed.page.panel.confirm.click()
    keyed.rest()
    assert keyed.ask("SELECT DISTINCT commissioned_date FROM baseline_pressure_differentials") == [(date(2024, 4, 3),)]


def test_that_escape_lets_a_file_go_that_cannot_be_read_without_being_told(keyed: Sitting, tmp_path: Path) -> None:
    opened(keyed, unknown(tmp_path))
    assert keyed.page.unsaved() == "site.xlsx was checked but is not imported."
    press(KEY.Key_Escape)
    assert not keyed.page.panel.isVisible()
    assert keyed.counts() == (0, 0, 0, 0)


def test_that_what_no_telling_of_columns_can_mend_is_shown_in_the_preview(keyed: Sitting, tmp_path: Path) -> None:
    file = tower(tmp_path)
    book = openpyxl.load_workbook(file)
    book["Stair-A"].merge_cells("B5:B6")
    book.save(file)
    keyed.read(file)
    panel = keyed.page.panel
    assert panel.step is Step.PREVIEW
    assert panel.checked is not None
    assert not panel.confirm.isVisible()
    assert any("is merged over several rows" in problem.message for problem in panel.checked.plan.errors)
