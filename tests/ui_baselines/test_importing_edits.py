"""Cells put right in the preview with the keyboard, repairs, undo; what is shown is what is written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.importing.flow import Step
from firemode_desktop.ui.importing.grid import PreviewGrid
from firemode_desktop.ui.importing.looking import HINT
from tests.ui_baselines.conftest import Sitting
from tests.ui_baselines.test_importing import altered

KEY = Qt.Key
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def at(sitting: Sitting, number: int, letter: str) -> PreviewGrid:
    """The grid with its cursor on a cell of the file."""
    grid = sitting.page.panel.preview.grid
    assert grid.jump(number, ord(letter) - 65)
    grid.setFocus()
    return grid


def press(widget: Any, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(widget, key, modifiers)


def editor_of(grid: PreviewGrid) -> QLineEdit:
    editor = grid.indexWidget(grid.currentIndex())
    assert isinstance(editor, QLineEdit)
    return editor


def enter(grid: PreviewGrid, text: str, end: Qt.Key = KEY.Key_Return) -> None:
    """Type into the current cell, over what stands there."""
    QTest.keyClicks(grid.viewport(), text[0])
    editor = editor_of(grid)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, end)
    QApplication.processEvents()


def shown(grid: PreviewGrid, number: int, letter: str) -> str:
    row = grid.preview.at(number)
    assert row is not None
    return str(grid.preview.index(row, grid.preview.column_of(ord(letter) - 65)).data())


def status(grid: PreviewGrid, number: int) -> Any:
    return next(line.status for line in grid.preview.lines if line.number == number)


@pytest.fixture
def wrong(sitting: Sitting, tmp_path: Path) -> Sitting:
    """Three bad cells in the sheet Pressure: D10, D12 and C19, C21."""
    sitting.read(altered(tmp_path, {"D10": 444, "D12": "45,2x", "C19": "shut", "C21": "shut"}))
    return sitting


def test_that_a_cell_is_typed_over_planned_again_and_written(wrong: Sitting) -> None:
    grid = at(wrong, 10, "D")
    enter(grid, "44.4")
    assert (grid.here, shown(grid, 10, "D")) == ((11, 3), "44.4")
    wrong.rest()
    assert status(grid, 10) is RowStatus.NEW
    for number, letter, text in ((12, "D", "45.2"), (19, "C", "all_closed"), (21, "C", "all_closed")):
        enter(at(wrong, number, letter), text)
        wrong.rest()
    panel = wrong.page.panel
    assert panel.confirm.text() == "Import 150 rows"
    panel.confirm.click()
    wrong.rest()
    assert wrong.counts() == (60, 30, 60, 1)
    values = wrong.ask("SELECT pressure_pa FROM baseline_pressure_differentials WHERE source_ref LIKE '%!D10'")
    assert values == [(Decimal("44.40"),)]
    [(kept,)] = wrong.ask("SELECT mapping->'corrections'->0 FROM import_batches")
    assert kept == {"sheet": "Pressure", "cell": "D10", "read": "444", "typed": "44.4"}


def test_that_f2_begins_with_what_was_read_and_escape_leaves_it(wrong: Sitting) -> None:
    grid = at(wrong, 12, "D")
    press(grid.viewport(), KEY.Key_F2)
    editor = editor_of(grid)
    assert editor.text() == "45,2x"
    QTest.keyClicks(editor, "7")
    press(editor, KEY.Key_Escape)
    wrong.rest()
    assert shown(grid, 12, "D") == "45,2x"
    assert wrong.page.panel.step is Step.PREVIEW
    assert not wrong.page.panel.history.count()


def test_that_a_corrected_cell_says_what_was_read_and_can_be_put_back(wrong: Sitting) -> None:
    grid = at(wrong, 12, "D")
    enter(grid, "45.2", KEY.Key_Tab)
    wrong.rest()
    assert grid.here == (12, 4)
    cell = grid.preview.index(grid.preview.at(12) or 0, 3)
    assert "45,2x" in cell.data(Qt.ItemDataRole.ToolTipRole)
    press(at(wrong, 12, "D"), KEY.Key_Backspace, CTRL)
    wrong.rest()
    assert (shown(grid, 12, "D"), status(grid, 12)) == ("45,2x", RowStatus.ERROR)


def test_that_every_edit_can_be_undone_and_done_again(wrong: Sitting) -> None:
    grid, active = at(wrong, 10, "D"), wrong.tools.undo.active
    assert active is wrong.page.panel.history
    enter(grid, "44.4")
    wrong.rest()
    assert active.undoText() == "D10"
    active.undo()
    wrong.rest()
    assert (shown(grid, 10, "D"), status(grid, 10)) == ("444", RowStatus.ERROR)
    active.redo()
    wrong.rest()
    assert (shown(grid, 10, "D"), status(grid, 10)) == ("44.4", RowStatus.NEW)


def test_that_undo_belongs_to_the_page_again_when_the_panel_is_closed(wrong: Sitting) -> None:
    enter(at(wrong, 10, "D"), "44.4")
    wrong.rest()
    wrong.page.panel.close_panel()
    assert wrong.tools.undo.active is not wrong.page.panel.history
    assert wrong.page.stack is wrong.tools.undo.active


def test_that_a_range_is_pasted_and_cleared_as_one_step_each(wrong: Sitting) -> None:
    QApplication.clipboard().setText("41\t2024-02-03\n42\t2024-02-04\n")
    grid = at(wrong, 10, "D")
    press(grid, KEY.Key_V, CTRL)
    wrong.rest()
    assert [shown(grid, 10, "D"), shown(grid, 11, "E"), shown(grid, 11, "D")] == ["41", "4 Feb 2024", "42"]
    assert wrong.page.panel.history.undoText() == "4 cells"
    grid = at(wrong, 10, "D")
    press(grid, KEY.Key_Down, SHIFT)
    press(grid, KEY.Key_Delete)
    wrong.rest()
    assert [shown(grid, 10, "D"), shown(grid, 11, "D")] == ["", ""]
    assert (status(grid, 10), wrong.page.panel.history.index()) == (RowStatus.ERROR, 2)


def test_that_typing_fast_ends_with_the_last_plan(wrong: Sitting) -> None:
    grid = at(wrong, 10, "D")
    for text in ("41", "42", "43"):
        grid = at(wrong, 10, "D")
        enter(grid, text)
    wrong.rest()
    plan = wrong.page.panel.checked
    assert plan is not None
    assert next(str(row.facts.value) for row in plan.plan.rows if row.row == 10 and row.facts).startswith("43")
    assert shown(grid, 10, "D") == "43"


def test_that_nothing_can_be_confirmed_until_the_edit_is_checked(wrong: Sitting, tmp_path: Path) -> None:
    wrong.read(altered(tmp_path, {}, "good.xlsx"))
    panel = wrong.page.panel
    assert panel.confirm.isEnabled()
    enter(at(wrong, 10, "D"), "444")
    assert not panel.confirm.isEnabled()
    panel.write_all()
    wrong.rest()
    assert wrong.counts() == (0, 0, 0, 0)
    assert not panel.confirm.isVisible()


def test_that_the_filter_the_cursor_and_a_row_put_right_stay_in_view(wrong: Sitting) -> None:
    preview = wrong.page.panel.preview
    preview.filter.choose(1)
    assert [line.number for line in preview.grid.preview.lines] == [10, 12, 19, 21]
    grid = at(wrong, 12, "D")
    enter(grid, "45.2")
    wrong.rest()
    assert preview.filter.index == 1
    assert grid.here == (19, 3)
    assert [(line.number, line.status) for line in grid.preview.lines][1] == (12, RowStatus.NEW)
    preview.filter.choose(0)
    preview.filter.choose(1)
    assert [line.number for line in grid.preview.lines] == [10, 19, 21]


def test_that_what_is_being_typed_survives_a_plan_that_comes_meanwhile(wrong: Sitting) -> None:
    preview = wrong.page.panel.preview
    preview.filter.choose(1)
    grid = at(wrong, 10, "D")
    enter(grid, "44.4")
    QTest.keyClicks(grid.viewport(), "4")
    editor = editor_of(grid)
    QTest.keyClicks(editor, "5.1")
    wrong.rest()
    assert editor_of(grid) is editor
    assert editor.text() == "45.1"
    press(editor, KEY.Key_Return)
    wrong.rest()
    assert shown(grid, 12, "D") == "45.1"


def test_that_a_repair_mends_all_cells_of_its_cause_and_is_undone_like_an_edit(wrong: Sitting) -> None:
    panel = wrong.page.panel
    listed = panel.preview.list
    at_repair = next(n for n, one in enumerate(listed.problems.entries) if one.repair and "all_closed" in one.text)
    assert listed.problems.entries[at_repair].text == "2 × “shut”: read as all_closed"
    listed.setFocus()
    listed.setCurrentIndex(listed.problems.index(at_repair, 0))
    press(listed, KEY.Key_Return)
    wrong.rest()
    grid = panel.preview.grid
    assert {status(grid, 19), status(grid, 21)} == {RowStatus.NEW}
    assert panel.history.undoText() == "2 × “shut”: read as all_closed"
    panel.history.undo()
    wrong.rest()
    assert status(grid, 19) is RowStatus.ERROR


def test_that_alt_r_carries_out_the_first_repair(wrong: Sitting) -> None:
    wrong.page.panel.preview.grid.setFocus()
    wrong.page.activateWindow()
    QTest.qWaitForWindowActive(wrong.page)
    press(wrong.page.panel.preview.grid, KEY.Key_R, Qt.KeyboardModifier.AltModifier)
    wrong.rest()
    assert status(wrong.page.panel.preview.grid, 19) is RowStatus.NEW


def test_that_f8_goes_from_problem_to_problem_and_round(wrong: Sitting) -> None:
    preview = wrong.page.panel.preview
    wrong.page.activateWindow()
    QTest.qWaitForWindowActive(wrong.page)
    preview.grid.jump(3, 0)
    preview.grid.setFocus()
    visited = []
    for _ in range(5):
        press(preview.grid, KEY.Key_F8)
        visited.append(preview.grid.here)
    assert visited == [(10, 3), (12, 3), (19, 2), (21, 2), (10, 3)]
    press(preview.grid, KEY.Key_F8, SHIFT)
    assert preview.grid.here == (21, 2)


def test_that_what_is_said_about_a_cell_stands_below_the_rows_for_those_without_a_mouse(wrong: Sitting) -> None:
    preview = wrong.page.panel.preview
    at(wrong, 10, "D")
    assert preview.about.text().startswith("D10: 444 Pa cannot be: pressure_pa is 10 to 100 Pa.")
    press(preview.grid, KEY.Key_Up)
    assert preview.about.text() == f"D9 · {preview.grid.preview.lines[6].where}\n{HINT}"
    enter(at(wrong, 19, "C"), "all_closed")
    wrong.rest()
    at(wrong, 19, "C")
    assert "“shut” was read" in preview.about.text()
    assert preview.about.text().endswith("Ctrl+Backspace puts it back.")


def test_that_figures_written_as_text_stand_at_the_right(sitting: Sitting, tmp_path: Path) -> None:
    heading = "stair;floor;door_configuration;pressure_pa;commissioned_date;commissioned_by"
    (tmp_path / "a.csv").write_text(f"{heading}\nStair-A;Level-1;all_closed;45,5;2024-01-15;ABC\n")
    sitting.read(tmp_path / "a.csv")
    headings = sitting.page.panel.preview.grid.preview.sheet.headings
    assert [one.title for one in headings if one.numeric] == ["pressure_pa"]
