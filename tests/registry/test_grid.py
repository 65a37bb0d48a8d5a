"""The grid as a spreadsheet, on a made-up book, with real keys."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.fields import Problem
from firemode_desktop.ui.registry import editors, pickers
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.grid import Grid
from firemode_desktop.ui.registry.model import BAD, CHANGED, GHOST, NEEDED, Index, SheetModel
from firemode_desktop.ui.registry.pane import Pane
from firemode_desktop.ui.undo import UndoStack
from tests.registry.sheets import ACTIVE, DOOR, DOOR_FLOOR, DOOR_STAIR, SEEN, WIDTH, book, key
from tests.registry.typing_ import ALT, CTRL, KEY, SHIFT, clipboard, focus, press, type_


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def desk(qapp: QApplication) -> Desk:
    made = Desk(UndoStack())
    made.start(book())
    return made


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk, settings: QSettings) -> Iterator[Pane]:
    made = Pane(desk, desk.draft["doors"].register, settings)
    tester = QAbstractItemModelTester(made.sheet, QAbstractItemModelTester.FailureReportingMode.Warning)
    made.resize(1000, 500)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    made.grid.setFocus()
    yield made
    del tester


def at(pane: Pane, row: int, column: int) -> None:
    pane.grid.show_cell(row, column)


def shown(pane: Pane, row: int, column: int) -> str:
    return pane.sheet.text(row, column)


def test_that_typing_replaces_the_cell_and_enter_goes_down(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    type_("0,85")
    press(KEY.Key_Return)
    assert shown(pane, 0, WIDTH) == "0.85"
    assert pane.grid.place == (1, WIDTH)
    assert pane.desk.stack.undoText() == "width of D-0-Stair-A, Stair-A"


def test_that_what_is_being_typed_is_never_reformatted(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    type_("0,850 m")
    editor = focus()
    assert isinstance(editor, editors.LineEditor)
    assert editor.text() == "0,850 m"
    press(KEY.Key_Return)
    assert shown(pane, 0, WIDTH) == "0.85"


def test_that_f2_edits_what_is_there(pane: Pane) -> None:
    at(pane, 0, DOOR)
    press(KEY.Key_F2)
    press(KEY.Key_End)
    type_("x")
    press(KEY.Key_Return)
    assert shown(pane, 0, DOOR) == "D-0-Stair-Ax"


def test_that_escape_leaves_the_cell_as_it_was(pane: Pane) -> None:
    at(pane, 0, DOOR)
    type_("other")
    press(KEY.Key_Escape)
    assert shown(pane, 0, DOOR) == "D-0-Stair-A"
    assert pane.desk.stack.count() == 0


def test_that_tab_goes_right_and_enter_then_returns_to_where_the_tabs_began(pane: Pane) -> None:
    at(pane, 0, DOOR)
    press(KEY.Key_Tab, times=2)
    assert pane.grid.place == (0, ACTIVE)
    press(KEY.Key_Return)
    assert pane.grid.place == (1, DOOR)
    press(KEY.Key_Return, SHIFT)
    press(KEY.Key_Backtab, SHIFT)
    assert pane.grid.place == (0, DOOR_FLOOR)


def test_that_tab_runs_over_the_end_of_a_row(pane: Pane) -> None:
    at(pane, 0, SEEN)
    press(KEY.Key_Tab)
    assert pane.grid.place == (1, DOOR_STAIR)


def test_that_a_cell_that_cannot_be_saved_keeps_what_was_typed_with_the_reason(pane: Pane, qtbot: QtBot) -> None:
    at(pane, 0, WIDTH)
    with qtbot.waitSignal(pane.refused) as refused:
        type_("4")
        press(KEY.Key_Return)
    assert refused.args == ["Width “4”: Width must be more than 0 and at most 3 m; this is 4."]
    assert pane.sheet.paint_of(0, WIDTH) == ("4", BAD | CHANGED)
    index = pane.sheet.index(0, WIDTH)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "Width must be more than 0 and at most 3 m; this is 4."
    assert pane.sheet.mark(0) == "trouble"
    at(pane, 0, WIDTH)
    note = pane.form.boxes[WIDTH].note
    assert (note.text(), note.isVisible()) == ("Width must be more than 0 and at most 3 m; this is 4.", True)


def test_that_undo_and_redo_are_exact(pane: Pane) -> None:
    before = pane.desk.draft
    at(pane, 0, WIDTH)
    type_("4")
    press(KEY.Key_Return)
    press(KEY.Key_Delete)
    pane.grid.clear_cells()
    after = pane.desk.draft
    assert pane.desk.stack.count() == 2
    pane.desk.stack.undo()
    pane.desk.stack.undo()
    assert pane.desk.draft == before
    pane.desk.stack.redo()
    pane.desk.stack.redo()
    assert pane.desk.draft == after


def test_that_a_choice_is_found_by_typing_part_of_it(pane: Pane) -> None:
    at(pane, 0, DOOR_FLOOR)
    type_("vel-2")
    editor = focus()
    assert isinstance(editor, pickers.ChoiceEditor)
    assert [editor.list.item(i).text() for i in range(editor.list.count())] == ["Level-2"]
    press(KEY.Key_Return)
    assert shown(pane, 0, DOOR_FLOOR) == "Level-2"
    assert pane.grid.place == (1, DOOR_FLOOR)


def test_that_the_list_offers_only_what_belongs_to_the_row(pane: Pane) -> None:
    at(pane, 5, DOOR_FLOOR)
    press(KEY.Key_Down, ALT)
    editor = focus()
    assert isinstance(editor, pickers.ChoiceEditor)
    assert editor.popup.isVisible()
    assert editor.list.count() == 4
    press(KEY.Key_Down)
    press(KEY.Key_Return)
    assert pane.desk.draft["doors"].rows[5].cells[DOOR_FLOOR] == key("Level-2 Stair-B")


def test_that_a_name_that_is_not_in_the_list_is_kept_and_marked(pane: Pane) -> None:
    at(pane, 0, DOOR_FLOOR)
    type_("Roof")
    press(KEY.Key_Return)
    cell = pane.desk.draft["doors"].rows[0].cells[DOOR_FLOOR]
    assert isinstance(cell, Problem)
    assert cell.text == "Roof"


def test_that_the_space_bar_turns_yes_into_no(pane: Pane) -> None:
    at(pane, 0, ACTIVE)
    press(KEY.Key_Space)
    assert shown(pane, 0, ACTIVE) == "No"
    press(KEY.Key_Space)
    assert shown(pane, 0, ACTIVE) == "Yes"


def test_that_a_field_only_the_program_writes_cannot_be_typed_into(pane: Pane) -> None:
    at(pane, 0, SEEN)
    type_("x")
    assert focus() is pane.grid
    assert shown(pane, 0, SEEN) == "once"


def test_that_the_arrow_keys_step_a_number_under_f2_and_leave_the_cell_after_typing(pane: Pane) -> None:
    at(pane, 1, WIDTH)
    press(KEY.Key_F2)
    press(KEY.Key_Up)
    press(KEY.Key_Return)
    assert shown(pane, 1, WIDTH) == "1.00"
    at(pane, 1, WIDTH)
    type_("1,1")
    press(KEY.Key_Up)
    assert shown(pane, 1, WIDTH) == "1.10"
    assert pane.grid.place == (0, WIDTH)


def test_that_a_row_typed_into_the_blank_line_is_a_new_row_and_typing_goes_on_in_it(pane: Pane) -> None:
    rows = pane.sheet.rows
    pane.begin()
    assert pane.grid.place == (rows, DOOR_STAIR)
    assert pane.sheet.paint_of(rows, 0)[1] == GHOST
    for text in ("stair-b", "level-1", "D-NEW"):
        type_(text)
        press(KEY.Key_Tab)
    assert pane.sheet.rows == rows + 1
    assert pane.grid.place == (rows, WIDTH)
    assert [shown(pane, rows, column) for column in range(5)] == ["Stair-B", "Level-1", "D-NEW", "", "Yes"]
    assert pane.sheet.mark(rows) == "new"


def test_that_leaving_the_blank_line_blank_adds_nothing(pane: Pane) -> None:
    pane.begin()
    press(KEY.Key_F2)
    press(KEY.Key_Return)
    assert pane.desk.stack.count() == 0


def test_that_what_a_new_row_still_needs_is_said_in_its_cells(pane: Pane) -> None:
    pane.begin()
    type_("Stair-A")
    press(KEY.Key_Return)
    assert pane.sheet.paint_of(8, DOOR)[1] & NEEDED
    assert pane.sheet.why(8, DOOR) == "Door is needed."


def test_that_a_block_from_a_spreadsheet_is_pasted_from_the_current_cell_on(pane: Pane) -> None:
    at(pane, 0, DOOR)
    clipboard("D-A\t0,80\r\nD-B\t0,85\r\n")
    pane.grid.paste()
    assert [[shown(pane, row, column) for column in (DOOR, WIDTH)] for row in range(3)] == [
        ["D-A", "0.80"],
        ["D-B", "0.85"],
        ["D-2-Stair-A", "0.90"],
    ]
    assert pane.desk.stack.count() == 1, "one paste is one step"
    assert pane.grid.selected() == ([0, 1], [DOOR, WIDTH])


def test_that_one_value_is_pasted_into_every_selected_cell(pane: Pane) -> None:
    pane.grid.select([0, 1, 2], [WIDTH])
    clipboard("1,2")
    pane.grid.paste()
    assert [shown(pane, row, WIDTH) for row in range(4)] == ["1.20", "1.20", "1.20", "0.90"]


def test_that_rows_that_do_not_fit_are_appended(pane: Pane, qtbot: QtBot) -> None:
    pane.begin()
    lines = [f"Stair-A\tLevel-{number % 4}\tD-{number}" for number in range(60)]
    clipboard("Stair\tFloor\tDoor\n" + "\n".join(lines) + "\n")
    with qtbot.waitSignal(pane.refused) as said:
        pane.grid.paste()
    assert pane.sheet.rows == 68, "the headings are no row"
    assert said.args == [
        "Pasted 60 rows, 60 of them new. 15 cells need attention. "
        "D-0, Stair-A: Floor “Level-0”: There is no floor called “Level-0”. Did you mean “Level-3”?"
    ]
    pane.desk.stack.undo()
    assert pane.sheet.rows == 8


def test_that_a_hundred_thousand_rows_in_the_clipboard_are_refused_at_once(pane: Pane, qtbot: QtBot) -> None:
    at(pane, 0, DOOR)
    clipboard("D-1\n" * 100_000)
    with qtbot.waitSignal(pane.refused) as said:
        pane.grid.paste()
    assert said.args[0].startswith("This would add 99,992 rows; at most 10,000 are pasted at once. Nothing was pasted.")
    assert pane.sheet.rows == 8


def test_that_a_copied_range_pastes_back_as_it_was(pane: Pane) -> None:
    pane.grid.select([0, 1, 2, 3], list(range(SEEN)))
    before = pane.desk.draft
    pane.grid.copy()
    assert clipboard().splitlines()[1] == "Stair-A\tLevel-1\tD-1-Stair-A\t0.90\tYes"
    pane.grid.paste()
    assert pane.desk.draft == before


def test_that_delete_clears_cells_and_never_rows(pane: Pane) -> None:
    pane.grid.select([0, 1], [WIDTH, ACTIVE])
    pane.grid.clear_cells()
    assert pane.sheet.rows == 8
    assert [shown(pane, 1, column) for column in (DOOR, WIDTH, ACTIVE)] == ["D-1-Stair-A", "", ""]


def test_that_fill_down_copies_the_first_row_or_the_one_above(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    type_("1")
    press(KEY.Key_Return)
    pane.grid.fill_down()
    assert shown(pane, 1, WIDTH) == "1.00"
    pane.grid.select([0, 1, 2, 3], [WIDTH, DOOR])
    pane.grid.fill_down()
    assert [shown(pane, row, WIDTH) for row in range(5)] == ["1.00"] * 4 + ["0.90"]


def test_that_a_click_on_a_heading_sorts_up_then_down_then_not_at_all(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    type_("2")
    press(KEY.Key_Return)
    heading = pane.grid.headings.sectionClicked
    heading.emit(WIDTH)
    assert shown(pane, 7, WIDTH) == "2.00"
    assert pane.grid.place[0] == 0, "the current cell goes with its row"
    heading.emit(WIDTH)
    assert shown(pane, 0, WIDTH) == "2.00"
    heading.emit(WIDTH)
    assert [shown(pane, row, DOOR) for row in range(2)] == ["D-0-Stair-A", "D-1-Stair-A"]


def test_that_a_row_stays_where_it_is_while_it_is_edited_in_a_sorted_column(pane: Pane) -> None:
    pane.sheet.sort_by(DOOR)
    at(pane, 0, DOOR)
    type_("ZZZ")
    press(KEY.Key_Return)
    assert shown(pane, 0, DOOR) == "ZZZ"


def test_that_the_filter_row_shows_what_matches_and_escape_gives_everything_back(pane: Pane) -> None:
    at(pane, 0, DOOR_STAIR)
    pane.grid.toggle_filters()
    type_("stair-b")
    assert (pane.sheet.rows, pane.sheet.hidden_rows) == (4, 4)
    press(KEY.Key_Return)
    assert focus() is pane.grid
    type_("Stair-A")
    press(KEY.Key_Return)
    assert pane.sheet.rows == 4, "an edited row stays until the filter is asked again"
    pane.grid.toggle_filters()
    press(KEY.Key_Escape)
    assert pane.sheet.rows == 8


def test_that_a_paste_into_filtered_rows_touches_only_those(pane: Pane) -> None:
    pane.sheet.filter_by(DOOR_STAIR, "stair-b")
    pane.grid.select([0, 1, 2, 3], [WIDTH])
    clipboard("1,5")
    pane.grid.paste()
    assert [row.cells[WIDTH] for row in pane.desk.draft["doors"].rows] == [Decimal("0.90")] * 4 + [Decimal("1.50")] * 4


def test_that_undo_brings_a_dropped_row_back_to_its_place(pane: Pane) -> None:
    pane.begin()
    type_("Stair-A")
    press(KEY.Key_Return)
    draft = pane.desk.draft
    made = draft["doors"].rows[-1].key
    again = draft.add("doors", key("later"), {DOOR: "later"})
    pane.desk.do("another", again)
    pane.desk.do("removal", pane.desk.draft.remove("doors", [made], pane.desk.saved["doors"]))
    assert pane.sheet.rows == 9
    pane.desk.stack.undo()
    assert pane.sheet.at(made) == 8
    assert pane.sheet.rows == 10


def test_that_the_form_and_the_grid_edit_the_same_row(pane: Pane) -> None:
    at(pane, 2, DOOR)
    editor = pane.form.boxes[WIDTH].editor
    assert isinstance(editor, editors.NumberEditor)
    assert editor.text() == "0.90"
    editor.setFocus()
    editor.selectAll()
    type_("1,05")
    press(KEY.Key_Return)
    assert shown(pane, 2, WIDTH) == "1.05"
    assert pane.form.state.text() == "Changed, not yet saved."
    pane.desk.stack.undo()
    assert editor.text() == "0.90"


def test_that_the_form_offers_the_conversion_of_another_unit(pane: Pane) -> None:
    at(pane, 0, WIDTH)
    type_("850 mm")
    press(KEY.Key_Return)
    at(pane, 0, WIDTH)
    box = pane.form.boxes[WIDTH]
    assert box.note.text() == "850 mm is 0.85 m; enter that if it is meant."
    layout = box.offers.layout()
    assert layout is not None
    item = layout.itemAt(0)
    assert item is not None
    button: Any = item.widget()
    assert button.text() == "Enter 0.85"
    button.click()
    assert shown(pane, 0, WIDTH) == "0.85"


def test_that_a_new_row_can_be_begun_in_the_form(pane: Pane) -> None:
    pane.begin()
    editor = pane.form.boxes[DOOR].editor
    assert isinstance(editor, editors.LineEditor)
    editor.setFocus()
    type_("D-FORM")
    press(KEY.Key_Return)
    assert pane.sheet.rows == 9
    assert pane.form.title.text() == "D-FORM"


def test_that_column_order_widths_and_hidden_columns_are_remembered(
    pane: Pane, desk: Desk, settings: QSettings, qtbot: QtBot
) -> None:
    headings = pane.grid.headings
    headings.resizeSection(WIDTH, 123)
    headings.moveSection(headings.visualIndex(ACTIVE), 0)
    pane.grid.columns.menu(pane.grid).actions()[2].trigger()
    again = Grid(SheetModel(desk, desk.draft["doors"].register), settings)
    qtbot.addWidget(again)
    assert again.headings.sectionSize(WIDTH) == 123
    assert again.shown_columns() == pane.grid.shown_columns()
    assert again.shown_columns()[0] == ACTIVE
    assert len(again.shown_columns()) == 5


class Counted(SheetModel):
    """Counts how often Qt asks for a cell."""

    asked = 0
    painted = 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> Any:
        Counted.asked += 1
        return super().data(index, role)

    def paint_of(self, at: int, column: int) -> tuple[str, int]:
        Counted.painted += 1
        return super().paint_of(at, column)


def test_that_scrolling_a_page_asks_at_most_seven_times_a_cell(qtbot: QtBot, settings: QSettings) -> None:
    desk = Desk(UndoStack())
    desk.start(book(levels=2000))
    grid = Grid(Counted(desk, desk.draft["doors"].register), settings)
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    QApplication.processEvents()
    cells = (grid.viewport().height() // 26 + 1) * len(grid.shown_columns())
    Counted.asked = Counted.painted = 0
    for page in range(1, 11):
        grid.verticalScrollBar().setValue(page * 20)
        QApplication.processEvents()
    assert Counted.painted >= 10 * 15 * len(grid.shown_columns()), "the pages were drawn"
    assert Counted.asked + Counted.painted <= 7 * 10 * cells


def test_that_moving_with_a_modifier_held_down_selects_one_cell_and_no_range(pane: Pane) -> None:
    at(pane, 2, WIDTH)
    press(KEY.Key_Return, SHIFT)
    assert pane.grid.selected() == ([1], [WIDTH])
    press(KEY.Key_Z, CTRL)
    at(pane, 4, DOOR)
    assert pane.grid.selected() == ([4], [DOOR])
