"""The keyboard stays with what a person is at: from step to step of an import, after saving, out of the map step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from firemode_desktop.paths import resources
from firemode_desktop.ui.baselines.page import IMPORTS, MATRIX
from firemode_desktop.ui.baselines.pictures import fill, pictures
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.looking import HINT
from firemode_desktop.ui.importing.wording import IMPORTED
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.sites import ALT, CTRL, KEY, press, unknown, with_keyboard
from tests.ui_baselines.test_importing_site import site

PILOT = resources() / "pilot-baseline.xlsx"


@pytest.fixture
def open_(sitting: Sitting) -> Sitting:
    """The page in a window that has the keyboard."""
    sitting.page.window().activateWindow()
    sitting.qtbot.waitActive(sitting.page.window())
    return sitting


def changed(folder: Path, cell: str, value: Any) -> Path:
    """The pilot's workbook with another value in a cell of its pressures."""
    book = openpyxl.load_workbook(PILOT)
    book["Pressure"][cell] = value
    book.save(folder / "changed.xlsx")
    return folder / "changed.xlsx"


def test_that_the_keyboard_goes_to_the_matrix_when_the_first_import_is_written(open_: Sitting) -> None:
    open_.read(PILOT)
    panel = open_.page.panel
    panel.confirm.setFocus()
    press(KEY.Key_Space)
    assert with_keyboard() is panel.foot.doing.cancel
    open_.rest()
    assert open_.page._stack.currentIndex() == MATRIX
    assert with_keyboard() is open_.page.matrix


def test_that_escape_stops_an_import_that_was_begun_by_key_and_leads_back_to_its_button(open_: Sitting) -> None:
    open_.read(PILOT)
    panel = open_.page.panel
    panel.confirm.setFocus()
    press(KEY.Key_Space)
    press(KEY.Key_Escape)
    open_.rest()
    assert open_.counts() == (0, 0, 0, 0)
    assert panel.step is Step.PREVIEW
    assert with_keyboard() is panel.confirm


def test_that_tab_runs_from_the_sheet_through_what_is_told_to_the_buttons(open_: Sitting, tmp_path: Path) -> None:
    open_.read(unknown(tmp_path))
    step = open_.page.panel.mapping
    step.grid.setFocus()
    visited: list[QWidget] = []
    while step.back_button not in visited and len(visited) < 40:
        press(KEY.Key_Tab)
        visited.append(with_keyboard())
    lines = [line.box for line in step.sources.lines.values() if line.isVisible()]
    assert visited[0] is lines[0]
    assert set(lines) < set(visited)
    assert len(visited) == len(set(visited))


def test_that_ctrl_enter_leads_to_what_is_still_to_be_told(open_: Sitting, tmp_path: Path) -> None:
    open_.read(unknown(tmp_path))
    step = open_.page.panel.mapping
    step.back_button.setFocus()
    assert not step.check_button.isEnabled()
    press(KEY.Key_Return, CTRL)
    assert with_keyboard() is not step.back_button
    assert open_.page.panel.step is Step.MAPPING


def test_that_the_keys_of_a_kind_let_the_keyboard_act_on_it(open_: Sitting) -> None:
    for _ in fill(open_.page):
        open_.rest()
    page = open_.page
    page.import_button.setFocus()
    press(KEY.Key_2, ALT)
    assert with_keyboard() is page.matrix
    assert page.tabs.index == 1
    press(KEY.Key_4, ALT)
    assert with_keyboard() is page.imports.list
    assert page.tabs.index == IMPORTS


def test_that_the_keyboard_is_in_the_matrix_when_what_was_typed_is_saved_from_the_foot(open_: Sitting) -> None:
    page = open_.page
    page.first_entry.click()
    QGuiApplication.clipboard().setText("45.2")
    press(KEY.Key_V, CTRL)
    page.bar.begin()
    for letter in "15 Jan 2024":
        QTest.keyClicks(with_keyboard(), letter)
    open_.rest()
    page.bar.save_button.setFocus()
    press(KEY.Key_Space)
    open_.rest()
    assert open_.counts()[0] == 1
    assert with_keyboard() is page.matrix


def test_that_an_import_that_came_in_is_the_one_that_would_be_taken_back(open_: Sitting, tmp_path: Path) -> None:
    page = open_.page
    for file in (PILOT, changed(tmp_path, "D3", 40)):
        open_.read(file)
        page.panel.write_all()
        open_.rest()
    current = page.imports.list.current
    assert current is not None
    assert current.file_name == "changed.xlsx"


def test_that_what_was_said_of_an_import_is_settled_when_the_next_one_begins(open_: Sitting) -> None:
    settled: list[str] = []
    open_.tools.notices.settled.connect(settled.append)
    open_.read(PILOT)
    open_.page.panel.write_all()
    open_.rest()
    assert open_.said[-1].about == IMPORTED
    settled.clear()
    open_.page.start_import()
    assert settled == [IMPORTED]


def test_that_whose_cell_one_stands_in_and_the_keys_are_said_below_the_rows(open_: Sitting, tmp_path: Path) -> None:
    open_.read(changed(tmp_path, "D9", 41))
    preview = open_.page.panel.preview
    press(KEY.Key_Right)
    assert preview.about.text() == f"B3 · Stair-A, Ground, all doors closed\n{HINT}"


def test_that_the_places_stay_in_view_where_a_problem_leaves_room_for_them(open_: Sitting, tmp_path: Path) -> None:
    open_.read(changed(tmp_path, "D40", 444))
    grid = open_.page.panel.preview.grid
    grid.horizontalScrollBar().setValue(grid.horizontalScrollBar().maximum())
    press(KEY.Key_F8)
    assert grid.here == (40, 3)
    assert grid.horizontalScrollBar().value() == 0


def test_that_nothing_is_told_of_a_location_while_a_filter_leaves_none(open_: Sitting) -> None:
    for _ in fill(open_.page):
        open_.rest()
    page = open_.page
    assert page.side.place.text().startswith("Stair-")
    page.legend.choose("missing")
    open_.rest()
    assert not page.matrix.baselines.rowCount()
    assert not page.side.place.text().startswith("Stair-")
    page.legend.choose("missing")
    open_.rest()
    assert page.side.place.text().startswith("Stair-")


def test_that_the_pictures_write_nothing_and_show_every_state(open_: Sitting) -> None:
    for _ in fill(open_.page):
        open_.rest()
    before, found = open_.counts(), {}
    for name in pictures(open_.page):
        open_.rest()
        open_.qtbot.waitUntil(lambda: not open_.page.panel.mapping.trying.pending)
        found[name] = open_.page.panel.step
    assert found["columns"] is Step.MAPPING
    assert found["site"] is found["preview"] is Step.PREVIEW
    assert {"velocity", "force", "imports", "typed", "points", "section", "advice", "empty", "import"} < set(found)
    assert open_.counts() == before
    assert open_.page.desk.unsaved() is None


def test_that_of_a_row_with_several_readings_each_cell_says_whose_it_is(open_: Sitting, tmp_path: Path) -> None:
    open_.read(site(tmp_path))
    preview = open_.page.panel.preview
    said = []
    for place in (0, 1, 2):
        preview.grid.jump(7, place)
        said.append(preview.about.text().splitlines()[0])
    assert said == [
        "A7",
        "B7 · Stair-A, Level-14, all doors closed",
        "C7 · Stair-A, Level-14, evacuation doors open",
    ]


def test_that_tab_runs_through_what_belongs_to_all_before_it_comes_to_save(open_: Sitting) -> None:
    page = open_.page
    page.first_entry.click()
    QGuiApplication.clipboard().setText("45.2")
    press(KEY.Key_V, CTRL)
    open_.rest()
    page.bar.begin()
    visited = [with_keyboard()]
    while visited[-1] is not page.bar.save_button and len(visited) < 20:
        press(KEY.Key_Tab)
        visited.append(with_keyboard())
    shown = [field for field in page.bar.fields.values() if field.isVisible()]
    assert set(visited[: len(shown)]) == set(shown)
    assert visited[len(shown) :] == [page.bar.discard_button, page.bar.save_button]
