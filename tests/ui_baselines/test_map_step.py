"""The map step by itself: real files, held against a building, with real keys."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.baselines import Place, Survey
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.mappings.mapping import Block, FileMapping, Fixed, InCell, OfSheet
from firemode_desktop.services.sitting import Person
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.importing.checking import Source, check
from firemode_desktop.ui.importing.mapping import MapStep
from firemode_desktop.ui.importing.mapping_menu import cell_menu
from firemode_desktop.ui.importing.mapping_words import ReadAs
from firemode_desktop.ui.notices import Kind, Notice, Notices
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Tools
from tests.ui_baselines.sites import CTRL, KEY, LEVELS, press, roles, site_file, tower, type_text, with_keyboard

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
BUILDING = UUID(int=7)


def building() -> Survey:
    """Two stairs with a doorway on each of four floors."""
    stairs = [Place(uuid5(BUILDING, name), name, uuid5(BUILDING, name)) for name in ("Stair-A", "Stair-B")]
    floors = [Place(uuid5(stair.id, one), one, stair.id) for stair in stairs for one in (*LEVELS, "Level-4")]
    ways = [Place(uuid5(floor.id, "w"), f"W-{floor.name}", floor.stair_id, floor.id) for floor in floors]
    return Survey(BUILDING, "Tower One", date(2026, 5, 4), tuple(stairs), tuple(floors), (), tuple(ways))


@dataclasses.dataclass
class Desk:
    """The map step in a window of its own, with what it says."""

    step: MapStep
    background: Background
    qtbot: QtBot
    said: list[Notice] = dataclasses.field(default_factory=list)

    def take(self, file: Path) -> MapStep:
        """Read a file and take it in hand, as the import does."""
        source = Source(file, BUILDING, NOW, survey=building())
        found: list[Any] = []
        self.background.work(self.step, lambda work: check(work, source), found.append, text="Checking")
        self.settle()
        self.step.begin(found[0])
        self.step.setFocus()
        self.settle()
        return self.step

    def settle(self) -> None:
        """Wait until the import was planned with what was told."""
        self.qtbot.waitUntil(lambda: not self.step.trying.pending and not self.background.running, timeout=20_000)


def no_database(_job: Callable[[Any], Any]) -> Any:
    raise AssertionError("The map step by itself asks no database.")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    background, notices, group = Background(no_database), Notices(lambda: NOW), UndoGroup()
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    person = Person(uuid4(), "engineer", "Engineer One", "engineer")
    tools = Tools(background, notices, Commands(), group, kept, person, lambda: NOW, lambda key, place: None, tmp_path)
    window, step = QWidget(), MapStep(tools)
    QVBoxLayout(window).addWidget(step)
    for action, keys in ((group.createUndoAction(window), "Ctrl+Z"), (group.createRedoAction(window), "Ctrl+Y")):
        action.setShortcut(keys)
        window.addAction(action)
    group.setActiveStack(step.history)
    made = Desk(step, background, qtbot)
    notices.said.connect(made.said.append)
    background.failed.connect(notices.show_error)
    qtbot.addWidget(window)
    window.resize(1112, 720)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    yield made
    background.close()


def test_that_what_was_told_is_undone_and_done_again_by_keys(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    proposed = step.mapping
    step.grid.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Delete)
    assert roles(step)[1] == "not read"
    desk.settle()
    assert step.comes_to.text() == "Would read 9 pressures."
    press(KEY.Key_Z, CTRL)
    assert step.mapping == proposed
    press(KEY.Key_Y, CTRL)
    assert roles(step)[1] == "not read"
    step.again_button.click()
    assert step.mapping == proposed
    desk.settle()
    assert step.comes_to.text() == "Would read 12 pressures."
    assert step.check_button.isEnabled()


def test_that_escape_in_the_list_leaves_a_column_as_it_was(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    proposed = step.mapping
    step.grid.setFocus()
    press(KEY.Key_F4)
    type_text("door force")
    assert [one.kind for one in step.list.found] == [BaselineKind.DOOR_FORCE] * 3
    press(KEY.Key_Escape)
    assert with_keyboard() is step.grid
    assert step.mapping == proposed


def test_that_a_sheet_is_left_out_and_taken_in_again(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    proposed = step.mapping
    step.bar.read.setFocus()
    press(KEY.Key_Space)
    assert step.tabs.tabText(0) == "Stair-A · not read"
    assert step.mapping.left_out == {"Stair-A"}
    desk.settle()
    assert step.comes_to.text() == "Would read 6 pressures."
    press(KEY.Key_Space)
    assert step.mapping == proposed


def test_that_a_sheet_that_says_nothing_holds_the_check_until_it_is_told_or_left_out(
    desk: Desk, tmp_path: Path
) -> None:
    step = desk.take(tower(tmp_path))
    step.tabs.setCurrentIndex(2)
    assert step.unread.isVisible()
    step.bar.read.setFocus()
    press(KEY.Key_Space)
    desk.settle()
    assert not step.check_button.isEnabled()
    assert step.others.text() == (
        "No column of the sheet “Notes” holds readings yet; say which does, or leave the sheet out."
    )
    assert step.tabs.tabText(2) == "Notes · to be told"
    press(KEY.Key_Space)
    desk.settle()
    assert step.check_button.isEnabled()


def test_that_nine_points_are_taken_at_once(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Where", *"abcdefghi"], *([level, *[1 + at / 10] * 9] for at, level in enumerate(LEVELS))]
    step = desk.take(site_file(tmp_path, {"Stair-A": rows}))
    type_text("floor")
    press(KEY.Key_Return)
    press(KEY.Key_Right)
    type_text("p1 worst")
    press(KEY.Key_Return)
    assert step.rest.isVisible()
    assert step.rest_words.text() == "The other points stand in C to J?"
    press(KEY.Key_D, CTRL)
    assert roles(step) == ["floor", *(f"point {number}, worst case 3 doors open" for number in range(1, 10))]
    assert not step.rest.isVisible()
    step.tell("stair", OfSheet())
    step.tell("commissioned_date", Fixed("2024-01-15"))
    desk.settle()
    assert step.comes_to.text() == "Would read 3 velocities."


def test_that_nine_points_in_a_block_have_three_columns(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Where", "x", "y", "z"]]
    for level in LEVELS:
        rows += [[level, 1.1, 1.2, 1.3], [None, 1.4, 1.5, 1.6], [None, 1.7, 1.8, 1.9]]
    step = desk.take(site_file(tmp_path, {"Stair-A": rows}))
    assert step.mapping.tables[0].block is Block.BESIDE
    step.bar.shape.setFocus()
    press(KEY.Key_Up)
    assert step.mapping.tables[0].block is None
    press(KEY.Key_Down)
    assert step.mapping.tables[0].block is Block.BESIDE
    step.take(1, ReadAs("p1", BaselineKind.VELOCITY, "worst_case_3_doors_open", points=True))
    assert [reading.name for reading in step.mapping.tables[0].readings] == ["p1", "p2", "p3"]
    step.tell("stair", OfSheet())
    step.tell("commissioned_date", Fixed("2024-01-15"))
    desk.settle()
    assert step.comes_to.text() == "Would read 3 velocities."


def test_that_the_heading_moves_by_its_row_and_by_the_menu_of_a_cell(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    step.bar.first.setFocus()
    press(KEY.Key_Up)
    assert step.mapping.tables[0].heading == (4, 4)
    assert step.grid.model_.shown.is_heading(4)
    menu = {action.text(): action for action in cell_menu(step, 3, 0).actions()}
    menu["The heading is row 4"].trigger()
    assert step.mapping.tables[0].heading == (3, 3)
    menu = {action.text(): action for action in cell_menu(step, 5, 0).actions()}
    menu["Row 6 is the last"].trigger()
    desk.settle()
    assert step.comes_to.text() == "Would read 10 pressures."
    menu = {action.text(): action for action in cell_menu(step, 0, 0).actions()}
    menu["A1 says the commissioned by"].trigger()
    assert step.mapping.tables[0].columns["commissioned_by"] == InCell(0, 0)
    assert step.grid.model_.shown.marked[0, 0] == "commissioned by"


def test_that_a_mapping_is_saved_and_loaded_and_a_bad_one_gives_its_sentence(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    step.grid.setFocus()
    press(KEY.Key_Right)
    press(KEY.Key_Delete)
    told = step.mapping
    step.files.save(told, tmp_path / "told.json")
    desk.settle()
    assert FileMapping.from_json((tmp_path / "told.json").read_text()) == told
    step.start_again()
    step.files.load(tmp_path / "told.json")
    desk.settle()
    assert step.mapping == told
    (tmp_path / "bad.json").write_text('{"firemode_mapping": 9}')
    step.files.load(tmp_path / "bad.json")
    desk.settle()
    assert desk.said[-1].kind is Kind.PROBLEM
    assert "a later version" in desk.said[-1].text
    assert step.mapping == told


def test_that_of_a_mapping_for_other_sheets_only_what_fits_is_taken(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    first, second = step.mapping.tables
    elsewhere = FileMapping((first, dataclasses.replace(second, sheet="Stair-Z")))
    (tmp_path / "other.json").write_text(elsewhere.to_json())
    step.files.load(tmp_path / "other.json")
    desk.settle()
    assert step.mapping.tables == (first,)
    assert desk.said[-1].text == "other.json also reads “Stair-Z”; this file has no such sheet."


def test_that_a_column_in_another_unit_is_asked_about_and_converted(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Date: 15 Jan 2024"], ["Level", "Doors closed (kPa)"]]
    step = desk.take(site_file(tmp_path, {"Stair-A": [*rows, *([level, 0.045] for level in LEVELS)]}))
    assert not step.check_button.isEnabled()
    step.grid.setFocus()
    step.grid.setCurrentIndex(step.grid.model_.index(1, 1))
    press(KEY.Key_F4)
    type_text("in kpa")
    press(KEY.Key_Return)
    assert roles(step)[1] == "pressure, all doors closed, in kPa"
    desk.settle()
    assert step.comes_to.text() == "Would read 3 pressures."
    with desk.qtbot.waitSignal(step.wanted) as told:
        press(KEY.Key_Return, CTRL)
    assert told.args == [step.mapping]
    assert step.mapping.tables[0].readings[0].unit == "kPa"


def test_that_the_controls_of_the_map_step_are_named_and_reached_by_keys(desk: Desk, tmp_path: Path) -> None:
    step = desk.take(tower(tmp_path))
    lines = [line.box for line in step.sources.lines.values()]
    for widget in (step.grid, step.tabs, step.bar.read, step.bar.first, step.bar.last, step.bar.end, *lines):
        assert widget.accessibleName() or widget is step.bar.read
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    cell = step.grid.model_.index(4, 1)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "B5: 41, in a row that is read. B: pressure, all doors closed – headed “Doors closed (Pa)”"
    )


def test_that_what_is_to_be_told_is_gone_through_with_one_key(desk: Desk, tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Date: 15 Jan 2024"], ["Level", "dP (kPa)", "Fan off (N)", "Door force (N)"]]
    rows += [[level, 0.045, 70, 60] for level in LEVELS]
    sheets = {"Stair-A": rows, "Stair-B": rows}
    step = desk.take(site_file(tmp_path, sheets))
    asked = sorted(step.grid.model_.shown.asked)
    assert asked == [1, 3]
    assert with_keyboard() is step.grid
    assert step.grid.currentIndex().column() == 1
    assert str(step.grid.model_.headerData(1, Qt.Orientation.Horizontal)).startswith("B: pressure – ")
    press(KEY.Key_F8)
    assert step.grid.currentIndex().column() == 3
    press(KEY.Key_F8)
    assert with_keyboard() is step.sources.lines["door_configuration"].box
    press(KEY.Key_F8)
    assert with_keyboard() is step.sources.lines["pressurization_active"].box
    assert step.told.text() == "6 things are to be told before this file can be checked."
    step.take(1, ReadAs("pressure_pa", BaselineKind.PRESSURE, "all_closed", unit="kPa"))
    step.take(3, ReadAs("force_newtons", BaselineKind.DOOR_FORCE, "yes"))
    desk.settle()
    assert step.others.text() == "Something is also to be told of: Stair-B."
    press(KEY.Key_F8)
    assert step.tabs.currentIndex() == 1
    assert with_keyboard() is step.grid
    assert step.grid.currentIndex().column() == 1
