"""The habits of a spreadsheet, one by one, with real keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.fields import Problem
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.pane import Pane
from firemode_desktop.ui.undo import UndoGroup, UndoStack
from tests.registry.sheets import ACTIVE, DOOR, DOOR_FLOOR, DOOR_STAIR, SEEN, WIDTH, book
from tests.registry.typing_ import CTRL, KEY, SHIFT, clipboard, press, type_

ALL = [DOOR_STAIR, DOOR_FLOOR, DOOR, WIDTH, ACTIVE, SEEN]
BOTH = CTRL | SHIFT


@pytest.fixture
def pane(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Pane:
    """Eight doors; the width of the fifth is blank."""
    desk = Desk(UndoStack())
    start = book()
    desk.start(start.clear("doors", [start["doors"].rows[4].key], [WIDTH]))
    made = Pane(desk, desk.draft["doors"].register, QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat))
    made.resize(1000, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.grid.setFocus()
    return made


def at(pane: Pane, row: int, column: int) -> None:
    pane.grid.show_cell(row, column)


def test_that_shift_and_arrows_select_a_range_from_the_cell_where_one_stands_however_one_came_there(pane: Pane) -> None:
    at(pane, 0, DOOR)
    press(KEY.Key_Return, times=2)
    press(KEY.Key_Down, SHIFT, times=2)
    press(KEY.Key_Right, SHIFT)
    assert pane.grid.selected() == ([2, 3, 4], [DOOR, WIDTH])
    press(KEY.Key_Up, SHIFT, times=3)
    assert pane.grid.selected() == ([1, 2], [DOOR, WIDTH])
    press(KEY.Key_Left, SHIFT, times=2)
    assert pane.grid.selected() == ([1, 2], [DOOR_FLOOR, DOOR])
    press(KEY.Key_Down)
    assert pane.grid.selected() == ([2], [DOOR_FLOOR])


def test_that_control_and_arrows_go_to_the_edge_of_what_is_filled_in(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    places = []
    for _ in range(4):
        press(KEY.Key_Down, CTRL)
        places.append(pane.grid.place[0])
    assert places == [3, 5, 7, 8], "the last filled one, over the blank, the last, and the blank row"
    press(KEY.Key_Up, CTRL)
    assert pane.grid.place == (7, WIDTH)
    press(KEY.Key_Left, CTRL)
    assert pane.grid.place == (7, DOOR_STAIR)
    press(KEY.Key_Right, CTRL)
    assert pane.grid.place == (7, SEEN)


def test_that_control_shift_and_arrows_select_up_to_the_edge(pane: Pane) -> None:
    at(pane, 1, WIDTH)
    press(KEY.Key_Down, BOTH)
    assert pane.grid.selected() == ([1, 2, 3], [WIDTH])
    press(KEY.Key_Left, BOTH)
    assert pane.grid.selected() == ([1, 2, 3], [DOOR_STAIR, DOOR_FLOOR, DOOR, WIDTH])


def test_that_home_and_end_go_to_the_ends_of_the_row_and_with_control_of_the_register(pane: Pane) -> None:
    at(pane, 3, WIDTH)
    press(KEY.Key_Home)
    assert pane.grid.place == (3, DOOR_STAIR)
    press(KEY.Key_End)
    assert pane.grid.place == (3, SEEN)
    press(KEY.Key_Home, CTRL)
    assert pane.grid.place == (0, DOOR_STAIR)
    press(KEY.Key_End, CTRL)
    assert pane.grid.place == (7, SEEN), "the last row, not the blank one below it"
    at(pane, 3, WIDTH)
    press(KEY.Key_Home, SHIFT)
    assert pane.grid.selected() == ([3], [DOOR_STAIR, DOOR_FLOOR, DOOR, WIDTH])
    at(pane, 6, ACTIVE)
    press(KEY.Key_End, BOTH)
    assert pane.grid.selected() == ([6, 7], [ACTIVE, SEEN])


def test_that_the_whole_register_rows_and_columns_are_selected_by_key(pane: Pane) -> None:
    at(pane, 2, WIDTH)
    press(KEY.Key_Down, SHIFT)
    press(KEY.Key_Space, SHIFT)
    assert pane.grid.selected() == ([2, 3], ALL)
    assert len(pane.grid.selected_keys()) == 2
    at(pane, 2, WIDTH)
    press(KEY.Key_Space, CTRL)
    assert pane.grid.selected() == (list(range(8)), [WIDTH])
    press(KEY.Key_A, CTRL)
    assert len(pane.grid.selected_keys()) == 8
    assert pane.grid.selected()[1] == ALL


def test_that_ranges_reach_over_hidden_and_moved_columns_as_they_stand_on_the_screen(pane: Pane) -> None:
    headings = pane.grid.headings
    headings.moveSection(headings.visualIndex(ACTIVE), 0)
    headings.setSectionHidden(DOOR_FLOOR, True)
    at(pane, 0, ACTIVE)
    press(KEY.Key_Right, SHIFT, times=2)
    assert pane.grid.selected() == ([0], [ACTIVE, DOOR_STAIR, DOOR])
    pane.grid.copy()
    assert clipboard() == "Yes\tStair-A\tD-0-Stair-A\n"


def test_that_a_cell_of_several_lines_comes_from_a_spreadsheet_as_one_cell(pane: Pane) -> None:
    at(pane, 0, DOOR)
    clipboard('"D-1 ""main""\nlobby"\t"0,95 m"\r\n2" pipe\t 1.1\r\n')
    pane.grid.paste()
    assert [pane.sheet.text(row, DOOR) for row in (0, 1)] == ['D-1 "main" lobby', '2" pipe']
    assert [pane.sheet.text(row, WIDTH) for row in (0, 1)] == ["0.95", "1.10"]


def test_that_sixty_rows_arrive_right_or_say_why_not_and_are_one_step(pane: Pane, qtbot: QtBot) -> None:
    pane.begin()
    rows = [
        f"Stair-{'AB'[at % 2]}\tLevel-{1 + at % 3}\tP-{at}\t{'0,9 m' if at != 41 else '9,9'}\tyes" for at in range(60)
    ]
    clipboard("\r\n".join(rows) + "\r\n")
    with qtbot.waitSignal(pane.refused) as said:
        pane.grid.paste()
    assert said.args == [
        "Pasted 60 rows, 60 of them new. One cell needs attention. P-41, Stair-B: Width “9,9”: "
        "Width must be more than 0 and at most 3 m; this is 9.9."
    ]
    sheet = pane.desk.draft["doors"]
    bad = [(at, cell.text) for at, row in enumerate(sheet.rows) for cell in row.cells if isinstance(cell, Problem)]
    assert bad == [(8 + 41, "9,9")]
    assert {pane.sheet.text(row, WIDTH) for row in range(8, 68)} == {"0.90", "9,9"}
    assert pane.desk.stack.count() == 1
    pane.desk.stack.undo()
    assert pane.sheet.rows == 8


def test_that_the_current_column_is_sorted_by_key_as_by_a_click(pane: Pane) -> None:
    at(pane, 0, DOOR)
    pane.grid.sort_here()
    pane.grid.sort_here()
    assert pane.sheet.sorted == (DOOR, True)
    assert pane.sheet.text(0, DOOR) == "D-3-Stair-B"
    pane.grid.sort_here()
    assert pane.sheet.sorted is None


def test_that_columns_are_chosen_without_the_mouse(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    pane.grid.choose_columns()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, KEY.Key_Down)
    QTest.keyClick(menu, KEY.Key_Return)
    assert pane.grid.shown_columns() == ALL[1:]


def test_that_undo_and_redo_have_their_keys_and_redo_has_two(pane: Pane) -> None:
    group, commands = UndoGroup(), Commands()
    group.setActiveStack(pane.desk.stack)
    commands.adopt(pane, group.createUndoAction(pane), menu="Edit", shortcut="Ctrl+Z")
    commands.adopt(pane, group.createRedoAction(pane), menu="Edit", shortcut="Ctrl+Y; Ctrl+Shift+Z")
    at(pane, 0, WIDTH)
    type_("1,2")
    press(KEY.Key_Return)
    for key, modifiers, shown in (
        (KEY.Key_Z, CTRL, "0.90"),
        (KEY.Key_Y, CTRL, "1.20"),
        (KEY.Key_Z, CTRL, "0.90"),
        (KEY.Key_Z, BOTH, "1.20"),
    ):
        press(key, modifiers)
        assert pane.sheet.text(0, WIDTH) == shown
