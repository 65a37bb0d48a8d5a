"""The matrix: typed into like a spreadsheet, and every edit one of the design."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.design import Design, Scenario, Sequence
from firemode_desktop.domain.matrix import Effect, cells_of
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step
from firemode_desktop.ui.scenarios.dragging import MIME
from firemode_desktop.ui.scenarios.matrix import MatrixView
from firemode_desktop.ui.scenarios.matrix_grid import MatrixGrid
from firemode_desktop.ui.scenarios.studio import Studio
from tests.ui_scenarios import scenes

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
PANEL, FAN, STOP, DAMPER_1, DAMPER_2, DAMPER_3, SENSOR_1 = range(7)
CALL_POINT, SMOKE = 3, 4


@pytest.fixture
def view(studio: Studio, qtbot: QtBot) -> MatrixView:
    """Five causes of a stair, the keyboard in the matrix."""
    made = MatrixView(studio)
    qtbot.addWidget(made)
    made.resize(1200, 500)
    made.show()
    made.grid.setFocus()
    go(made.grid, 0, PANEL)
    return made


@pytest.fixture
def grid(view: MatrixView) -> MatrixGrid:
    return view.grid


def go(grid: MatrixGrid, row: int, column: int) -> None:
    grid.setCurrentIndex(grid.model_.index(row, column))


def choose(grid: MatrixGrid, top: int, left: int, bottom: int, right: int) -> None:
    go(grid, top, left)
    range_ = QItemSelection(grid.model_.index(top, left), grid.model_.index(bottom, right))
    grid.selectionModel().select(range_, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def type_(grid: MatrixGrid, text: str, end: Key = Key.Key_Return) -> None:
    """The first key opens the cell, the others go into it."""
    QTest.keyClick(grid, text[0])
    editor = grid.indexWidget(grid.currentIndex())
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, end)


def here(grid: MatrixGrid) -> tuple[int, int]:
    return grid.currentIndex().row(), grid.currentIndex().column()


def steps(grid: MatrixGrid, row: int, column: int) -> tuple[Step, ...]:
    """The steps of a cell as the design has them."""
    one = grid.studio.design.scenarios[row]
    return cells_of(one.sequence).get(grid.model_.columns[column], ())


def times(grid: MatrixGrid, row: int, column: int) -> list[tuple[Decimal, Decimal]]:
    return [(step.expected_delay_seconds, step.tolerance_seconds) for step in steps(grid, row, column)]


def shown(grid: MatrixGrid, row: int, column: int) -> str:
    return str(grid.model_.index(row, column).data())


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_that_causes_stand_down_and_effects_across(grid: MatrixGrid) -> None:
    head = [grid.model_.headerData(n, Qt.Orientation.Vertical) for n in range(grid.model_.rowCount())]
    assert head == [
        "Zone-1 · SD-Z1-01",
        "Zone-2 · SD-Z2-01",
        "Zone-3 · SD-Z3-01",
        "Zone-3 · MCP-Z3-01",
        "Zone-1 · DSD-01",
    ]
    assert grid.model_.headerData(DAMPER_2, Qt.Orientation.Horizontal) == "DAMPER-RELIEF-Z2 open"
    assert [shown(grid, 1, n) for n in range(7)] == ["0±2 s", "3±2 s", "", "", "5±2 s", "", ""]
    assert shown(grid, SMOKE, FAN) == "must not"
    assert "must not happen from 0 to 60 s" in grid.model_.index(SMOKE, FAN).data(Qt.ItemDataRole.ToolTipRole)


def test_that_a_cell_told_to_a_screen_reader_says_its_window_and_what_it_waits_for(grid: MatrixGrid) -> None:
    told = grid.model_.index(0, DAMPER_1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == ("Zone-1 · SD-Z1-01: DAMPER-RELIEF-Z1 open; Step 3: 5 s ± 2 s (3 to 7 s), after FAN-01-A start")


def test_that_standing_in_a_cell_chooses_its_scenario_and_its_step(grid: MatrixGrid, studio: Studio) -> None:
    QTest.keyClick(grid, Key.Key_Right)
    QTest.keyClick(grid, Key.Key_Down)
    assert studio.scenario is not None
    assert (studio.scenario.name, studio.order) == ("Fire in Zone-2", 2)
    go(grid, 1, STOP)
    assert studio.orders == frozenset()


def test_that_a_step_chosen_elsewhere_is_stood_in_here(grid: MatrixGrid, studio: Studio) -> None:
    studio.choose(UUID(int=3), [3])
    assert here(grid) == (2, DAMPER_3)


# --- typing -----------------------------------------------------------------------------------------------------------


def test_that_typing_sets_the_time_and_enter_goes_down(grid: MatrixGrid, studio: Studio) -> None:
    go(grid, 0, SENSOR_1)
    type_(grid, "20±10")
    assert times(grid, 0, SENSOR_1) == [(20, 10)]
    assert here(grid) == (1, SENSOR_1)
    assert studio.design.scenarios[0].state is ScenarioState.DRAFT
    assert grid.model_.shown(0, SENSOR_1).caption == "was 15±5"
    assert studio.stack.undoText() == "PRESSURE-SENSOR-Z1 from 15±5 to 20±10"
    studio.stack.undo()
    assert studio.design == scenes.design()
    assert not grid.model_.shown(0, SENSOR_1).changed


def test_that_typed_times_keep_what_the_step_waits_for_and_f2_tells_all_of_it(grid: MatrixGrid) -> None:
    go(grid, 0, DAMPER_1)
    type_(grid, "6±1", Key.Key_Tab)
    assert here(grid) == (0, DAMPER_2)
    assert steps(grid, 0, DAMPER_1)[0].depends_on == (2,)
    go(grid, 0, DAMPER_1)
    QTest.keyClick(grid, Key.Key_F2)
    editor = grid.indexWidget(grid.currentIndex())
    assert editor.text() == "6±1 after 2"
    for _ in range(len(" after 2")):
        QTest.keyClick(editor, Key.Key_Backspace)
    QTest.keyClick(editor, Key.Key_Return)
    assert (times(grid, 0, DAMPER_1), steps(grid, 0, DAMPER_1)[0].depends_on) == ([(6, 1)], ())


def test_that_a_time_alone_takes_the_usual_tolerance_of_its_column(grid: MatrixGrid, view: MatrixView) -> None:
    go(grid, 1, SENSOR_1)
    QTest.keyClick(grid, "9")
    assert view.line.text() == "= 9 s ± 5 s (4 to 14 s)"
    QTest.keyClick(grid.indexWidget(grid.currentIndex()), Key.Key_Return)
    assert times(grid, 1, SENSOR_1) == [(9, 5)]


def test_that_an_exclamation_mark_forbids_until_the_sequence_is_over(grid: MatrixGrid) -> None:
    go(grid, 0, STOP)
    type_(grid, "!")
    (step,) = steps(grid, 0, STOP)
    assert (step.must_not, step.earliest, step.latest) == (True, 0, 60)


def test_that_what_cannot_be_read_stays_with_its_reason_and_is_not_part_of_the_design(
    grid: MatrixGrid, view: MatrixView, studio: Studio
) -> None:
    type_(grid, "soon")
    assert studio.design == scenes.design()
    assert (shown(grid, 0, PANEL), grid.model_.shown(0, PANEL).slip) == ("soon", True)
    go(grid, 0, PANEL)
    assert view.line.text().startswith("“soon” cannot be read")
    QTest.keyClick(grid, Key.Key_F2)
    editor = grid.indexWidget(grid.currentIndex())
    assert editor.text() == "soon"
    QTest.keyClick(editor, Key.Key_Escape)
    assert shown(grid, 0, PANEL) == "soon"
    QTest.keyClick(grid, Key.Key_Escape)
    assert shown(grid, 0, PANEL) == "0±2 s"


def test_that_a_slip_follows_its_scenario_into_the_draft_and_is_mended_by_typing(grid: MatrixGrid) -> None:
    type_(grid, "x")
    go(grid, 0, FAN)
    type_(grid, "4±2")
    assert shown(grid, 0, PANEL) == "x"
    go(grid, 0, PANEL)
    type_(grid, "1±1")
    assert (shown(grid, 0, PANEL), grid.model_.slips) == ("1±1 s", {})


def test_that_escape_gives_up_what_is_being_typed(grid: MatrixGrid, studio: Studio) -> None:
    type_(grid, "20±1", Key.Key_Escape)
    assert studio.design == scenes.design()
    assert here(grid) == (0, PANEL)


# --- ranges -----------------------------------------------------------------------------------------------------------


def test_that_delete_clears_a_range_as_one_step(grid: MatrixGrid, studio: Studio) -> None:
    choose(grid, 0, PANEL, 1, FAN)
    QTest.keyClick(grid, Key.Key_Delete)
    assert [len(one.sequence) for one in studio.design] == [2, 2, 4, 3, 3]
    assert (grid.model_.shown(0, FAN).text, grid.model_.shown(0, FAN).caption) == ("", "was 3±2")
    studio.stack.undo()
    assert studio.design == scenes.design()


def test_that_a_column_that_was_emptied_stays_until_the_columns_are_put_in_order(grid: MatrixGrid) -> None:
    go(grid, SMOKE, STOP)
    QTest.keyClick(grid, Key.Key_Delete)
    assert grid.model_.columns[STOP].words == "FAN-01-A stop"
    grid.model_.order_by_time()
    assert grid.model_.columns[STOP].words == "DAMPER-RELIEF-Z1 open"
    assert "FAN-01-A stop" not in [effect.words for effect in grid.model_.columns]


def test_that_a_range_goes_to_a_spreadsheet_and_comes_back(grid: MatrixGrid, studio: Studio) -> None:
    choose(grid, 0, PANEL, 1, DAMPER_1)
    QTest.keyClick(grid, Key.Key_C, Ctrl)
    text = QGuiApplication.clipboard().text()
    assert text == "0±2\t3±2\t\t5±2 after 2\n0±2\t3±2\t\t"
    QGuiApplication.clipboard().setText("1±1\t\t!0-20\r\n2\t3.5±0,5\tnever\r\n")
    go(grid, 2, PANEL)
    QTest.keyClick(grid, Key.Key_V, Ctrl)
    assert [times(grid, 2, n) for n in range(3)] == [[(1, 1)], [], [(10, 10)]]
    assert [times(grid, CALL_POINT, n) for n in range(2)] == [[(2, 2)], [(Decimal("3.5"), Decimal("0.5"))]]
    assert shown(grid, CALL_POINT, STOP) == "never"
    assert studio.stack.undoText() == "paste 6 cells"
    studio.stack.undo()
    assert studio.design == scenes.design()


def test_that_a_range_too_large_is_not_pasted_at_all(grid: MatrixGrid, view: MatrixView, studio: Studio) -> None:
    QGuiApplication.clipboard().setText("1±1\n2±1")
    go(grid, SMOKE, PANEL)
    QTest.keyClick(grid, Key.Key_V, Ctrl)
    assert "is 2 × 1 cells" in view.line.text()
    assert studio.design == scenes.design()


def test_that_one_copied_cell_fills_a_range_and_waits_for_the_same_effect_there(grid: MatrixGrid) -> None:
    go(grid, 0, DAMPER_1)
    QTest.keyClick(grid, Key.Key_C, Ctrl)
    choose(grid, CALL_POINT, DAMPER_1, SMOKE, DAMPER_1)
    QTest.keyClick(grid, Key.Key_V, Ctrl)
    fan = steps(grid, CALL_POINT, FAN)[0].step_order
    assert [step.depends_on for step in steps(grid, CALL_POINT, DAMPER_1)] == [(fan,)]
    assert [step.depends_on for step in steps(grid, SMOKE, DAMPER_1)] == [()], "the fan must not start there"


def test_that_filling_down_takes_the_first_row_or_the_row_above(grid: MatrixGrid, studio: Studio) -> None:
    go(grid, 0, FAN)
    type_(grid, "7±3")
    choose(grid, 0, FAN, 2, FAN)
    QTest.keyClick(grid, Key.Key_D, Ctrl)
    assert [times(grid, n, FAN) for n in range(4)] == [[(7, 3)]] * 3 + [[(3, 2)]]
    go(grid, CALL_POINT, FAN)
    QTest.keyClick(grid, Key.Key_D, Ctrl)
    assert times(grid, CALL_POINT, FAN) == [(7, 3)]
    studio.stack.undo()
    studio.stack.undo()
    assert times(grid, 1, FAN) == [(3, 2)]


def test_that_cutting_is_one_step(grid: MatrixGrid, studio: Studio) -> None:
    go(grid, 0, SENSOR_1)
    QTest.keyClick(grid, Key.Key_X, Ctrl)
    assert (QGuiApplication.clipboard().text(), steps(grid, 0, SENSOR_1)) == ("15±5", ())
    assert studio.stack.undoText() == "cut PRESSURE-SENSOR-Z1 reach setpoint in Zone-1"


def test_that_the_menu_does_the_same(grid: MatrixGrid) -> None:
    go(grid, 0, STOP)
    menu = grid.menu()
    deeds = {action.text().split("\t")[0]: action for action in menu.actions()}
    deeds["Must not happen"].trigger()
    assert steps(grid, 0, STOP)[0].must_not
    deeds["Clear"].trigger()
    assert steps(grid, 0, STOP) == ()
    menu.close()


# --- columns ----------------------------------------------------------------------------------------------------------


def test_that_an_effect_is_added_by_keyboard_and_typed_into(view: MatrixView, grid: MatrixGrid) -> None:
    QTest.keyClick(grid, Key.Key_Insert)
    adding = view.adding
    QTest.keyClicks(adding.component.lineEdit(), "lift-01")
    QTest.keyClick(adding.component.lineEdit(), Key.Key_Escape)
    adding.begin()
    adding.component.setEditText("lift-01")
    adding.action.setEditText("return to ground")
    QTest.keyClick(adding, Key.Key_Return)
    assert grid.model_.columns[1] == Effect("LIFT-01", "actuator", "return_to_ground")
    type_(grid, "20±10")
    assert times(grid, 0, 1) == [(20, 10)]
    assert grid.model_.shown(0, 1).caption == "new"


def test_that_a_component_outside_the_register_is_said_and_marked(view: MatrixView, grid: MatrixGrid) -> None:
    view.begin_adding()
    view.adding.component.setEditText("FAN-99")
    assert view.adding.note.text().startswith("FAN-99 is not in the equipment register")
    view.adding.submit()
    added = grid.model_.columns[here(grid)[1]]
    assert (added.component_id, grid.model_.is_known(added)) == ("FAN-99", False)
    assert grid.model_.is_known(grid.model_.columns[PANEL])


def test_that_an_effect_without_a_name_is_asked_for(view: MatrixView, grid: MatrixGrid) -> None:
    view.begin_adding()
    view.adding.submit()
    assert view.adding.note.text().startswith("Name the component")
    assert grid.model_.columnCount() == 9


def test_that_a_component_of_the_shelf_dropped_on_a_cause_becomes_its_usual_step(grid: MatrixGrid) -> None:
    data = QMimeData()
    data.setData(MIME, json.dumps([{"identifier": "LIFT-01", "kind": "actuator"}]).encode())
    y = grid.rowViewportPosition(1) + 5
    event = QDropEvent(QPointF(50, y), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Ctrl)
    grid.dropEvent(event)
    (step,) = [each for each in grid.studio.design.scenarios[1].sequence if each.component_id == "LIFT-01"]
    assert step.expected_delay_seconds > 0
    assert here(grid) == (1, grid.model_.columns.index(Effect.of(step)))


def test_that_columns_are_filtered_by_trade_and_by_words(view: MatrixView, grid: MatrixGrid) -> None:
    view.trades.setCurrentText("Pressure")
    assert {effect.component_type for effect in grid.model_.columns} == {"sensor"}
    assert view.count.text() == "5 causes × 3 of 9 effects"
    view.trades.setCurrentText("Effects of this cause")
    assert [effect.component_id for effect in grid.model_.columns][-1] == "PRESSURE-SENSOR-Z1"
    QTest.keyClick(grid, Key.Key_Down)
    assert [effect.component_id for effect in grid.model_.columns][-1] == "PRESSURE-SENSOR-Z2"
    view.trades.setCurrentIndex(0)
    QTest.keyClicks(view.words, "call point")
    assert view.count.text() == "1 of 5 causes × 9 effects"
    view.words.setText("damper")
    assert view.count.text() == "5 causes × 3 of 9 effects"
    view.words.setText("nothing like this")
    assert view.line.text() == "Nothing fits what is looked for."


def test_that_where_one_stands_survives_a_filter(view: MatrixView, grid: MatrixGrid) -> None:
    go(grid, 0, SENSOR_1)
    view.words.setText("pressure")
    assert grid.model_.columns[here(grid)[1]].words == "PRESSURE-SENSOR-Z1 reach setpoint"
    view.words.clear()
    assert here(grid) == (0, SENSOR_1)


def test_that_the_words_are_reached_by_keyboard_and_left_again(view: MatrixView, grid: MatrixGrid) -> None:
    QTest.keyClick(grid, Key.Key_F, Ctrl)
    assert view.words.hasFocus()
    QTest.keyClick(view.words, Key.Key_Return)
    assert grid.hasFocus()


def test_that_the_cell_stood_in_stays_in_sight_when_the_matrix_gets_smaller(view: MatrixView, grid: MatrixGrid) -> None:
    go(grid, SMOKE, SENSOR_1)
    view.resize(700, 260)
    QTest.qWait(1)
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()).center())


# --- who may, and how much --------------------------------------------------------------------------------------------


def test_that_a_reader_changes_nothing(view: MatrixView, grid: MatrixGrid, studio: Studio) -> None:
    studio.read_only = True
    view.refresh()
    QTest.keyClick(grid, "9")
    assert grid.indexWidget(grid.currentIndex()) is None
    QTest.keyClick(grid, Key.Key_Delete)
    QTest.keyClick(grid, Key.Key_Insert)
    assert studio.design == scenes.design()
    assert view.adding.isHidden()


def test_that_a_mouse_click_on_a_cause_chooses_it(grid: MatrixGrid, studio: Studio) -> None:
    y = grid.causes.sectionViewportPosition(2) + 8
    QTest.mouseClick(grid.causes.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, y))
    assert studio.key == UUID(int=3)


def large() -> Design:
    """200 causes of 60 steps, a third of the effects their own."""

    def one(number: int) -> Scenario:
        names = [f"FAN-{n:02d}" if n < 40 else f"DAMPER-{number % 20}-{n}" for n in range(60)]
        sequence = Sequence(tuple(scenes.step(n + 1, name, "fan", "start", n) for n, name in enumerate(names)))
        made = scenes.scenario(1000 + number, 1, f"Fire floor {number}", sequence, f"SD-L{number}-01")
        return replace(made, row_version=1)

    return Design(tuple(one(number) for number in range(200)))


def test_that_200_causes_with_60_steps_open_and_are_edited(view: MatrixView, grid: MatrixGrid, studio: Studio) -> None:
    studio.begin(large(), scenes.around())
    studio.choose(UUID(int=1000))
    assert (grid.model_.rowCount(), grid.model_.columnCount()) == (200, 40 + 20 * 20)
    go(grid, 150, 7)
    type_(grid, "30±1")
    assert times(grid, 150, 7) == [(30, 1)]
    assert [one.is_draft for one in studio.design].count(True) == 1
    view.grab()
