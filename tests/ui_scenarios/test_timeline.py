"""The timeline under mouse and keyboard: every gesture, what Esc takes back, and one step of undo for each."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.scenarios.dragging import MIME, dropped_components
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_drag import dot_of
from firemode_desktop.ui.scenarios.timeline_paint import plan_words
from firemode_desktop.ui.scenarios.timeline_rows import told
from firemode_desktop.ui.scenarios.timeline_view import TimelineView
from tests.ui_scenarios.scenes import step

D, Key, Modifier = Decimal, Qt.Key, Qt.KeyboardModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Modifier.NoModifier
SIX = Sequence(
    (
        step(1, "ALARM-PANEL", "alarm", "activate", 0),
        step(2, "FAN-01-A", "fan", "start", 3),
        step(3, "DAMPER-RELIEF-Z1", "damper", "open", 5, depends_on=(2,)),
        step(4, "PRESSURE-SENSOR-Z1", "sensor", "reach_setpoint", 15, 5),
        step(5, "LIFT-01", "actuator", "return_to_ground", 20, 10),
        step(6, "AHU-08", "fan", "run", 15, 15, must_not=True),
    )
)


@pytest.fixture
def view(studio: Studio, qtbot: QtBot) -> TimelineView:
    """Six steps, none chosen, nothing to undo."""
    studio.edit(SIX, "six steps", then=())
    studio.stack.clear()
    made = TimelineView(studio)
    qtbot.addWidget(made)
    made.resize(900, 360)
    made.show()
    made.setFocus()
    return made


def on_bar(view: TimelineView, order: int, seconds: float | None = None) -> QPoint:
    place = view.place_of(order)
    one = view.studio.sequence.step(order)
    assert place is not None
    at = float(one.expected_delay_seconds) if seconds is None else seconds
    return QPoint(round(view.frame.x_of(at)), round(view.frame.middle(place)))


def drag(view: TimelineView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE, drop: bool = True) -> None:
    QTest.mousePress(view.viewport(), LEFT, held, start)
    QTest.mouseMove(view.viewport(), start + QPoint(5, 0))
    move(view, end, held)
    if drop:
        QTest.mouseRelease(view.viewport(), LEFT, held, end)


def move(view: TimelineView, to: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    """A mouse move with modifiers, which QTest cannot send."""
    where = QPointF(to)
    event = QMouseEvent(QEvent.Type.MouseMove, where, QPointF(view.mapToGlobal(to)), LEFT, LEFT, held)
    QApplication.sendEvent(view.viewport(), event)


def right(view: TimelineView, seconds: float) -> QPoint:
    return QPoint(round(seconds * view.frame.pace), 0)


def delay(view: TimelineView, order: int) -> Decimal:
    return view.studio.sequence.step(order).expected_delay_seconds


def press(view: TimelineView, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(view, key, held)


# --- mouse -----------------------------------------------------------------------------------------------------------


def test_that_a_bar_is_dragged_to_another_second_in_one_step_of_undo(view: TimelineView) -> None:
    start = on_bar(view, 5)
    drag(view, start, start + right(view, 5.3))
    assert delay(view, 5) == 25
    assert view.studio.stack.undoText() == "LIFT-01 from 20 s to 25 s"
    assert view.studio.stack.count() == 1
    view.studio.stack.undo()
    assert delay(view, 5) == 20


def test_that_shift_drags_by_tenths(view: TimelineView) -> None:
    start = on_bar(view, 5)
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    move(view, start + right(view, 1.5), Modifier.ShiftModifier)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, start)
    assert delay(view, 5) != delay(view, 5).to_integral_value()
    assert D("21.3") <= delay(view, 5) <= D("21.7")


def test_that_the_new_value_and_the_difference_are_said_while_dragging(view: TimelineView) -> None:
    start = on_bar(view, 5)
    drag(view, start, start + right(view, -5), drop=False)
    picture = view.picture()
    assert picture.label == (4, "15 s, −5 s")
    assert picture.origin[5].expected_delay_seconds == 20
    assert delay(view, 5) == 20


def test_that_escape_lets_go_and_leaves_nothing_to_undo(view: TimelineView) -> None:
    start = on_bar(view, 5)
    drag(view, start, start + right(view, 5), drop=False)
    press(view, Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, start + right(view, 5))
    assert (delay(view, 5), view.studio.stack.count()) == (D(20), 0)
    assert view.picture().label is None


def test_that_a_click_on_a_bar_chooses_and_moves_nothing(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, on_bar(view, 4))
    assert (view.studio.order, view.studio.stack.count()) == (4, 0)


@pytest.mark.parametrize(("end", "by"), [("late", -2), ("early", 2)])
def test_that_an_end_is_dragged_to_another_tolerance(view: TimelineView, end: str, by: int) -> None:
    start = on_bar(view, 5, 30 if end == "late" else 10)
    drag(view, start, start + right(view, by))
    assert (delay(view, 5), view.studio.sequence.step(5).tolerance_seconds) == (D(20), D(8))
    assert view.studio.stack.undoText() == "LIFT-01 from 20 ± 10 s to 20 ± 8 s"


def test_that_an_end_of_a_forbidden_window_leaves_the_other_where_it_is(view: TimelineView) -> None:
    start = on_bar(view, 6, 30)
    drag(view, start, start + right(view, -6))
    forbidden = view.studio.sequence.step(6)
    assert (forbidden.earliest, forbidden.latest) == (D(0), D(24))


def test_that_several_steps_are_dragged_together_and_none_before_the_trigger(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, on_bar(view, 4))
    QTest.mouseClick(view.viewport(), LEFT, Modifier.ControlModifier, on_bar(view, 5))
    assert view.studio.orders == {4, 5}
    start = on_bar(view, 5)
    drag(view, start, start + right(view, 3))
    assert (delay(view, 4), delay(view, 5)) == (D(18), D(23))
    assert view.studio.stack.undoText() == "2 steps by +3 s"
    start = on_bar(view, 5)
    drag(view, start, start + right(view, -21))
    assert (delay(view, 4), delay(view, 5)) == (D(0), D(5))


def test_that_ctrl_and_click_takes_a_step_back_out(view: TimelineView) -> None:
    view.studio.choose_steps(4, 5)
    QTest.mouseClick(view.viewport(), LEFT, Modifier.ControlModifier, on_bar(view, 5))
    assert view.studio.orders == {4}


def test_that_a_frame_on_empty_ground_chooses_the_bars_it_touches(view: TimelineView) -> None:
    drag(view, on_bar(view, 2, 28), on_bar(view, 5, 18))
    assert view.studio.orders == {4, 5}
    assert view.studio.stack.count() == 0


def test_that_a_click_and_a_double_click_on_empty_time_change_nothing(view: TimelineView) -> None:
    QTest.mouseClick(view.viewport(), LEFT, NONE, on_bar(view, 2, 20))
    assert view.studio.order == 2
    QTest.mouseDClick(view.viewport(), LEFT, NONE, on_bar(view, 2, 20))
    assert (view.studio.sequence, view.studio.stack.count()) == (SIX, 0)


def dot(view: TimelineView, order: int) -> QPoint:
    place = view.place_of(order)
    assert place is not None
    return dot_of(view.frame, place, view.studio.sequence.step(order)).toPoint()


def test_that_a_dot_dragged_onto_another_row_makes_it_wait(view: TimelineView) -> None:
    drag(view, dot(view, 1), on_bar(view, 5))
    assert view.studio.sequence.step(5).depends_on == (1,)
    assert view.studio.stack.undoText() == "LIFT-01 waits for ALARM-PANEL"


def test_that_a_circle_is_refused_with_its_reason(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.studio.said) as said:
        drag(view, dot(view, 3), on_bar(view, 2))
    assert "waits for FAN-01-A start already" in said.args[0].message
    assert view.studio.sequence == SIX


def test_that_nothing_is_dragged_where_nothing_may_be_edited(view: TimelineView) -> None:
    view.studio.read_only = True
    drag(view, on_bar(view, 5), on_bar(view, 5) + right(view, 5))
    press(view, Key.Key_Right)
    press(view, Key.Key_Delete)
    assert view.studio.sequence == SIX
    assert view.studio.order == 5


# --- keys ------------------------------------------------------------------------------------------------------------


def test_that_up_and_down_choose_and_shift_extends(view: TimelineView) -> None:
    press(view, Key.Key_Down)
    press(view, Key.Key_Down)
    assert view.studio.order == 2
    press(view, Key.Key_Down, Modifier.ShiftModifier)
    assert view.studio.orders == {2, 3}
    press(view, Key.Key_End)
    assert view.studio.order == 6
    press(view, Key.Key_Home)
    assert view.studio.order == 1


@pytest.mark.parametrize(
    ("key", "held", "expected"),
    [
        (Key.Key_Right, NONE, "21"),
        (Key.Key_Left, NONE, "19"),
        (Key.Key_Right, Modifier.ShiftModifier, "20.1"),
        (Key.Key_Left, Modifier.ControlModifier, "10"),
    ],
)
def test_that_left_and_right_move_a_step(
    view: TimelineView, key: Qt.Key, held: Qt.KeyboardModifier, expected: str
) -> None:
    view.studio.choose_steps(5)
    press(view, key, held)
    assert delay(view, 5) == D(expected)


def test_that_keys_in_a_row_are_one_step_of_undo(view: TimelineView) -> None:
    view.studio.choose_steps(5)
    for _each in range(3):
        press(view, Key.Key_Right)
    assert (delay(view, 5), view.studio.stack.count()) == (D(23), 1)
    assert view.studio.stack.undoText() == "LIFT-01 to 23 s"
    view.studio.stack.undo()
    assert delay(view, 5) == 20


def test_that_alt_changes_the_tolerance_and_ctrl_the_order(view: TimelineView) -> None:
    view.studio.choose_steps(5)
    press(view, Key.Key_Right, Modifier.AltModifier)
    assert view.studio.sequence.step(5).tolerance_seconds == 11
    press(view, Key.Key_Up, Modifier.ControlModifier)
    assert (view.studio.order, view.studio.sequence.step(4).component_id) == (4, "LIFT-01")


def test_that_d_and_a_number_makes_a_step_wait_and_again_no_longer(view: TimelineView) -> None:
    view.studio.choose_steps(5)
    for expected in ((4,), ()):
        press(view, Key.Key_D)
        press(view, Key.Key_4)
        assert view.keys.question.startswith("LIFT-01 waits for step: 4")
        press(view, Key.Key_Return)
        assert view.studio.sequence.step(5).depends_on == expected
    assert view.keys.question == ""


def test_that_an_unknown_number_is_told_and_escape_asks_no_longer(view: TimelineView, qtbot: QtBot) -> None:
    view.studio.choose_steps(5)
    press(view, Key.Key_D)
    press(view, Key.Key_Escape)
    press(view, Key.Key_9)
    assert view.asking is None
    press(view, Key.Key_D)
    press(view, Key.Key_9)
    with qtbot.waitSignal(view.studio.said) as said:
        press(view, Key.Key_Return)
    assert said.args[0].message == "There is no step 9 to wait for; the steps are 1 to 6."
    assert view.studio.sequence == SIX


def test_that_m_forbids_an_effect_and_again_expects_it(view: TimelineView) -> None:
    view.studio.choose_steps(5)
    press(view, Key.Key_M)
    assert view.studio.sequence.step(5).must_not
    press(view, Key.Key_M)
    assert not view.studio.sequence.step(5).must_not


def test_that_delete_removes_the_chosen_steps_and_undo_brings_them_back(view: TimelineView) -> None:
    view.studio.choose_steps(2, 3)
    press(view, Key.Key_Delete)
    assert [one.component_id for one in view.studio.sequence][:2] == ["ALARM-PANEL", "PRESSURE-SENSOR-Z1"]
    assert view.studio.stack.undoText() == "removing 2 steps"
    view.studio.stack.undo()
    assert view.studio.sequence == SIX


def test_that_enter_asks_for_the_card_and_insert_for_a_step(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.card_asked):
        press(view, Key.Key_Return)
    with qtbot.waitSignal(view.step_asked):
        press(view, Key.Key_Insert)


def test_that_a_key_that_is_none_does_nothing(view: TimelineView) -> None:
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, ""))
    assert view.studio.sequence == SIX


# --- zoom, drop, words -----------------------------------------------------------------------------------------------


def test_that_the_wheel_zooms_at_the_pointer_and_0_fits_again(view: TimelineView) -> None:
    fitted, where = view.frame.pace, QPointF(500, 100)
    moment = view.frame.at(500)
    wheel = QWheelEvent(
        where,
        QPointF(view.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Modifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.frame.pace > 1.5 * fitted
    assert view.frame.at(500) == pytest.approx(moment, abs=0.1)
    assert view.horizontalScrollBar().maximum() > 0
    QTest.keyClicks(view, "0")
    assert (view.frame.pace, view.horizontalScrollBar().maximum()) == (fitted, 0)


@pytest.mark.parametrize("latest", [3, 40, 600, 7000])
def test_that_the_scale_has_room_for_its_words(view: TimelineView, latest: int) -> None:
    view.studio.edit(SIX.changed(5, expected_delay_seconds=D(latest)), "later")
    ticks = view.frame.ticks()
    assert 3 <= len(ticks) <= 14
    assert min(b[0] - a[0] for a, b in pairwise(ticks)) * view.frame.pace >= 50


def test_that_components_are_dropped_at_their_time(view: TimelineView) -> None:
    data = QMimeData()
    data.setData(MIME, json.dumps([{"identifier": "FAN-02", "kind": "fan"}]).encode())
    where = QPointF(view.frame.x_of(12.2), 60)
    buttons = LEFT, NONE
    view.dropEvent(QDropEvent(where, Qt.DropAction.CopyAction, data, *buttons))
    added = view.studio.sequence.step(7)
    assert (added.component_id, added.component_type, added.expected_delay_seconds) == ("FAN-02", "fan", D(12))
    assert view.studio.order == 7


def test_that_what_was_seen_stands_beside_the_plan_and_the_unexpected_below(view: TimelineView, studio: Studio) -> None:
    seen = (
        ObservedEffect("FAN-01-A", "start", D("3.9"), 2),
        ObservedEffect("DAMPER-RELIEF-Z1", "open", D("8.4"), 3),
        ObservedEffect("DOOR-HOLD-12", "release", D("12.5")),
    )
    assert studio.key is not None
    studio.observe(studio.key, seen)
    rows = view.rows
    assert [row.said for row in rows[1:3]] == ["3.9 s", "8.4 s – 1.4 s late"]
    assert (rows[6].name, rows[6].said, rows[6].standing) == ("DOOR-HOLD-12", "12.5 s, in no step", Standing.NEAR)


def test_that_another_time_than_on_record_is_told(view: TimelineView) -> None:
    record = view.studio.on_record
    assert record is not None
    view.studio.edit(record.sequence.changed(4, expected_delay_seconds=D(20)), "later")
    assert plan_words(view.rows[3]) == "20 ± 5 s · was 15 ± 5 s"
    assert "on record 15 ± 5 s" in told(view.rows[3], view.studio.sequence)


def test_that_a_removed_step_stands_below_as_it_was(view: TimelineView) -> None:
    record = view.studio.on_record
    assert record is not None
    view.studio.edit(record.sequence.without({4}), "without the sensor")
    view.viewport().grab()
    gone = view.rows[3]
    assert (gone.name, gone.action) == ("PRESSURE-SENSOR-Z1", "reach setpoint – removed")
    assert plan_words(gone) == "was 15 ± 5 s"
    QTest.mouseClick(view.viewport(), LEFT, NONE, QPoint(20, round(view.frame.middle(3))))
    assert view.studio.orders == frozenset()


def test_that_sixty_steps_are_told_once_however_often_they_are_painted(view: TimelineView) -> None:
    view.studio.edit(Sequence(tuple(step(n, f"D-{n}", "damper", "open", 2 * n) for n in range(1, 61))), "sixty")
    view.viewport().grab()
    rows = view.rows
    assert len(rows) == 60 + 4, "and the four that are gone"
    for _each in range(5):
        view.viewport().grab()
        assert view.rows is rows


def test_that_no_steps_and_no_scenario_are_told(view: TimelineView) -> None:
    view.studio.edit(Sequence(), "no steps")
    view.viewport().grab()
    assert view.rows == ()
    view.studio.choose(None)
    view.viewport().grab()
    press(view, Key.Key_Down)
    assert view.studio.orders == frozenset()


@pytest.mark.parametrize("foreign", [b"", b"{", b"\xff", b"[1]", b'{"identifier": 1}', b'[{"identifier": "A"}]'])
def test_that_what_another_program_drags_under_our_name_is_no_component(foreign: bytes) -> None:
    data = QMimeData()
    data.setData(MIME, foreign)
    assert dropped_components(data) == ()
