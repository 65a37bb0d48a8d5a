"""The fields of every kind of result with real keys, beside no database: what is typed, stamped, moved and offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.entry import Entry, Preview, preview, shape
from firemode_desktop.domain.observed import Outcome, compare
from firemode_desktop.domain.reading import Context, Reading, Rule, Test
from firemode_desktop.domain.running import Recorded, RunSheet, RunTest
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.session_physics import Opening, Site
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstanceStatus, Verdict
from firemode_desktop.ui.parts import column
from firemode_desktop.ui.testing.checklist import ChecklistField
from firemode_desktop.ui.testing.doorway_pad import PointsField
from firemode_desktop.ui.testing.field import Field
from firemode_desktop.ui.testing.fields import FIELDS, NumberField, ObservedField
from firemode_desktop.ui.testing.scroll import Scroll
from firemode_desktop.ui.testing.sequence_field import StepsField
from firemode_desktop.ui.testing.step_bar import Bar
from tests.ui_testing.keys import CTRL, KEY, focus, press, type_

DAY = date(2026, 5, 4)
FORCE = Test("door_opening_force", "Stair-A", unit="N", max_threshold=Decimal(110))
PRESSURE = Test("pressure_differential", "Stair-A", unit="Pa", min_threshold=Decimal(20), max_threshold=Decimal(80))
VELOCITY = Test(
    "air_velocity", "Stair-A", floor="Level-8", doorway="DW-8", unit="m/s", min_threshold=Decimal(1), identifier="V"
)
RESTORE = Test("pressure_restoration_time", "Stair-A", unit="s", max_threshold=Decimal(10))
INTERFACE = Test("interface_test", "Stair-A", unit="s", response_time_s=5, expected_result="Fan stops")
LATCH = Test("door_latching", "Stair-A", door="D-8")
FAN = Test("fan_operation", "Stair-A", unit="checklist", checklist=("Runs", "Guards in place", "No fault shown"))
STEPS = parse(
    [
        {
            "step_order": order,
            "component_id": component,
            "component_type": kind,
            "expected_action": action,
            "expected_delay_seconds": delay,
            "tolerance_seconds": 2,
            "must_not": must_not,
        }
        for order, (component, kind, action, delay, must_not) in enumerate(
            (
                ("PANEL", "alarm", "activate", 2, False),
                ("FAN-02", "fan", "start", 10, True),
                ("FAN-01", "fan", "start", 5, False),
                ("DAMPER", "damper", "open", 8, False),
            ),
            start=1,
        )
    ]
)
SEQUENCE = Test("cause_and_effect_logic", "Stair-A", unit="s", expected_sequence=STEPS)


class Held:
    """A field as the card holds it: every change is judged at once, what is handed over is counted."""

    def __init__(self, qtbot: QtBot, test: Test, sheet: RunSheet | None = None) -> None:
        self.test = test
        self.one = RunTest(uuid4(), test, InstanceStatus.PENDING)
        self.sheet = sheet or sheet_of(self.one)
        self.field: Field = FIELDS[shape(test)]()
        self.handed: list[Entry] = []
        self.now = 100.0
        self.holder = QWidget()
        self.holder.setLayout(QVBoxLayout())
        self.holder.layout().addWidget(self.field)  # type: ignore[union-attr]  # it was set just now
        self.field.edited.connect(self.judge)
        self.field.entered.connect(lambda: self.handed.append(self.field.entry()))
        if hasattr(self.field, "dial"):
            self.field.dial.clock = lambda: self.now
        self.show()
        qtbot.addWidget(self.holder)
        with qtbot.waitActive(self.holder):
            self.holder.show()
            self.holder.activateWindow()
        self.field.begin()

    def show(self, entry: Entry | None = None, one: RunTest | None = None) -> None:
        self.field.show_place(self.sheet, one or self.one)
        self.field.show_entry(entry or Entry.blank_for(self.test), self.test)
        self.judge()

    @property
    def found(self) -> Preview:
        return preview(
            self.field.entry(), self.test, Context(Rule("R", "1", self.test.measurement_type, "c", "1A")), DAY
        )

    def verdict(self) -> Verdict | None:
        return self.found.result.verdict if self.found.result is not None else None

    def judge(self) -> None:
        self.field.show_preview(self.found)

    def wait(self, seconds: float) -> None:
        self.now += seconds


def sheet_of(one: RunTest, **more: object) -> RunSheet:
    return RunSheet(uuid4(), "Visit", "draft", "annual", DAY, "simple", Decimal(20), "Australia/Sydney", (one,), **more)  # type: ignore[arg-type]  # as they are named


Hold = Callable[..., Held]


@pytest.fixture
def hold(qtbot: QtBot) -> Hold:
    held: list[Held] = []

    def made(test: Test, sheet: RunSheet | None = None) -> Held:
        held.append(Held(qtbot, test, sheet))
        return held[-1]

    return made


# --- numbers and slips -----------------------------------------------------------------------------------------------


def test_that_a_slip_is_said_and_the_first_enter_asks_whether_it_was_meant(hold: Hold) -> None:
    held = hold(FORCE)
    type_("21")
    assert held.field.slip.words.text() == "21 may have been read in lbf: that would be 93.41 N."
    assert held.field.texts() == ("21",)
    assert held.field.asks_again(held.found)
    assert "Enter again records 21 N as typed." in held.field.slip.words.text()
    assert not held.field.asks_again(held.found)
    type_("5")  # 215 N is no slip any more
    assert held.field.slip.isHidden()


def test_that_control_u_takes_the_slip_and_keeps_what_was_read(hold: Hold) -> None:
    held = hold(FORCE)
    type_("21")
    press(KEY.Key_U, CTRL)
    assert held.field.texts() == ("93.412654",)
    taken = held.found.reading
    assert taken is not None
    assert (taken.value, taken.environment) == (Decimal("93.412654"), {"as_read": "21 lbf"})
    assert held.field.slip.isHidden()
    type_("90")
    assert held.found.reading is not None
    assert held.found.reading.environment == {}


def test_that_the_arrows_step_the_last_digit_and_leave_the_rest_as_it_was_typed(hold: Hold) -> None:
    held = hold(PRESSURE)
    type_("45,2 Pa")
    press(KEY.Key_Up)
    assert held.field.texts() == ("45,3 Pa",)
    press(KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert held.field.texts() == ("44,3 Pa",)


def test_that_space_starts_and_stops_the_stopwatch_of_a_restoration(hold: Hold) -> None:
    held = hold(RESTORE)
    assert isinstance(held.field, NumberField)
    press(KEY.Key_Space)
    assert focus() is held.field.dial
    held.wait(10.04)
    press(KEY.Key_Space)
    assert held.field.texts() == ("10.0",)
    assert held.verdict() is Verdict.PASS
    press(KEY.Key_Return)
    assert [entry.texts for entry in held.handed] == [("10.0",)]


def test_that_a_pressure_has_no_stopwatch_and_space_is_typed(hold: Hold) -> None:
    held = hold(PRESSURE)
    press(KEY.Key_Space)
    type_("45")
    assert held.field.texts() == (" 45",)
    assert held.field.dial.isHidden()  # type: ignore[attr-defined]  # a number's field has one


def pair(hold: Hold, pressure: str | None) -> Held:
    door = replace(FORCE, floor="Level-8", door="D-8", pressurization_active=True)
    off = replace(door, pressurization_active=False)
    one = RunTest(UUID(int=1), off, InstanceStatus.PENDING)
    read = Recorded(taken=Reading(DAY, value=Decimal("90")), is_compliant=True, verdict="pass")
    tests = [one, RunTest(UUID(int=2), door, InstanceStatus.COMPLETED, recorded=read)]
    if pressure is not None:
        closed = replace(PRESSURE, floor="Level-8", door_configuration="all_closed")
        done = Recorded(taken=Reading(DAY, value=Decimal(pressure)), is_compliant=True, verdict="pass")
        tests.append(RunTest(UUID(int=3), closed, InstanceStatus.COMPLETED, recorded=done))
    site = Site(doors={("Stair-A", "Level-8", "D-8"): Opening(Decimal("0.9144"), Decimal("2.1336"), Decimal("0.0762"))})
    held = hold(off, replace(sheet_of(one, site=site), tests=tuple(tests)))
    held.one = one
    held.show()
    held.field.begin()
    return held


def test_that_a_doors_other_force_stands_beside_and_leads_to_its_test(hold: Hold) -> None:
    held = pair(hold, None)
    assert isinstance(held.field, NumberField)
    other = held.field.other
    assert (other.caption.text(), other.go.text()) == ("Fan running", "90.0 N ›")
    wanted: list[object] = []
    held.field.wanted.connect(wanted.append)
    other.go.click()
    assert wanted == [UUID(int=2)]


def test_that_two_forces_imply_a_pressure_which_is_held_against_the_measured_one(hold: Hold) -> None:
    held = pair(hold, None)
    assert isinstance(held.field, NumberField)
    type_("40")
    # 50 N × 2·(0.9144 − 0.0762) / (0.9144² × 2.1336) = 46.985 Pa
    assert held.field.other.words.text() == "D-8: its forces imply 47 Pa; none was measured on its floor yet."
    held = pair(hold, "45")
    assert isinstance(held.field, NumberField)
    type_("40")
    assert held.field.other.words.text() == "D-8: its forces imply 47 Pa; 45 Pa was measured."


def test_that_a_force_without_a_partner_shows_none(hold: Hold) -> None:
    held = hold(FORCE)
    assert isinstance(held.field, NumberField)
    assert held.field.other.isHidden()


# --- nine points -----------------------------------------------------------------------------------------------------


def pad(hold: Hold, **more: object) -> Held:
    one = RunTest(uuid4(), VELOCITY, InstanceStatus.PENDING)
    opening = Opening(Decimal(1), Decimal("2.1"))
    site = Site(doorways={("Stair-A", "Level-8", "DW-8"): opening})
    return hold(VELOCITY, sheet_of(one, site=site, **more))


def test_that_enter_goes_from_point_to_point_and_the_mean_grows(hold: Hold) -> None:
    held = pad(hold)
    assert isinstance(held.field, PointsField)
    for text in ("1.2", "1.3", "0.9"):
        type_(text)
        press(KEY.Key_Return)
    assert focus() is held.field.edits[3]
    assert held.field.words.text() == "mean of 3 points 1.133 m/s · lowest 0.9 at point 3 · spread 0.4"
    for text in ("1.1", "1.1", "1.1", "1.1", "1.1", "1.1"):
        type_(text)
        press(KEY.Key_Return)
    assert held.found.complete
    assert len(held.handed) == 1


def test_that_the_arrows_move_over_the_doorway_and_stay_within_it(hold: Hold) -> None:
    held = pad(hold)
    edits = held.field.edits
    went = []
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Right, KEY.Key_Right, KEY.Key_Up):
        press(key)
        went.append(next(place for place, edit in enumerate(edits, 1) if edit is focus()))
    assert went == [2, 5, 8, 8, 9, 9, 6]
    type_("1.25")
    press(KEY.Key_Left)
    assert focus() is edits[5]
    press(KEY.Key_Right)
    press(KEY.Key_Left)
    assert edits[5].text() == "1.25"


def test_that_each_point_says_where_it_is(hold: Hold) -> None:
    held = pad(hold)
    assert held.field.edits[0].toolTip() == "0.25 m from the left, 1.68 m above the floor"
    assert held.field.edits[8].accessibleName().endswith("0.75 m from the left, 0.42 m above the floor")
    held.sheet = sheet_of(held.one)
    held.show()
    assert held.field.edits[0].toolTip() == "25 % of the width from the left, 80 % of the height up"


def test_that_nine_copied_cells_fill_the_doorway_from_wherever_the_keyboard_is(hold: Hold) -> None:
    held = pad(hold)
    press(KEY.Key_Down)
    QGuiApplication.clipboard().setText("1.1\t1.2\t1.3\n1.1\t1.2\t1.3\n1.1\t1.2\t1.3")
    press(KEY.Key_V, CTRL)
    assert held.field.texts() == ("1.1", "1.2", "1.3") * 3
    assert held.found.complete


def test_that_the_density_of_the_air_is_offered_taken_for_all_points_and_given_back(hold: Hold) -> None:
    held = pad(hold, conditions={"temp_stair_c": Decimal(35), "barometric_kpa": Decimal("99.5")})
    assert isinstance(held.field, PointsField)
    assert held.field.density.isHidden()
    QGuiApplication.clipboard().setText("\t".join(["0.96"] * 9))
    press(KEY.Key_V, CTRL)
    assert held.field.density.words.text().startswith("Thermal anemometer? At 35 °C")
    assert held.verdict() is Verdict.FAIL
    press(KEY.Key_D, CTRL)
    taken = held.found.reading
    assert taken is not None
    factor = Decimal("1.067261")  # 308/294.1 × 101.4/99.5
    assert taken.environment == {"as_read": ["0.96"] * 9, "density_factor": factor}
    assert taken.measured == Decimal("0.96") * factor
    assert held.field.texts() == ("0.96",) * 9
    assert held.verdict() is Verdict.PASS
    press(KEY.Key_D, CTRL)
    assert held.found.reading is not None
    assert held.found.reading.environment == {}


def test_that_no_correction_is_offered_without_the_pressure_of_the_day(hold: Hold) -> None:
    held = pad(hold, conditions={"temp_stair_c": Decimal(35)})
    type_("1.1")
    press(KEY.Key_D, CTRL)
    assert isinstance(held.field, PointsField)
    assert held.field.density.isHidden()
    assert held.field.entry().density_factor is None


# --- sequences -------------------------------------------------------------------------------------------------------


def test_that_a_key_stamps_a_step_and_the_verdict_of_each_is_that_of_the_comparison(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    for wait, key in ((2.04, "1"), (2.9, "3"), (5.5, "4")):
        held.wait(wait)
        type_(key)
    press(KEY.Key_Space)
    assert held.field.texts() == ("2.0", "", "4.9", "10.4")
    observed = held.found.reading.observed if held.found.reading else None
    assert observed is not None
    outcomes = [finding.outcome for finding in compare(STEPS, observed).findings]
    assert outcomes == [Outcome.AS_EXPECTED, Outcome.AS_EXPECTED, Outcome.AS_EXPECTED, Outcome.LATE]
    shown = [row.mark.accessibleName() for row in held.field.rows]
    assert shown == ["pass", "pass", "pass", "fail"]
    press(KEY.Key_Return)
    assert len(held.handed) == 1


def test_that_more_than_ten_steps_have_letters_and_the_next_one_a_key_of_its_own(hold: Hold) -> None:
    steps = tuple(
        replace(STEPS[0], step_order=n, component_id=f"PART-{n:02}", expected_delay_seconds=Decimal(60 - n))
        for n in range(1, 41)
    )
    held = hold(replace(SEQUENCE, expected_sequence=steps))
    press(KEY.Key_Space)
    held.wait(1)
    type_("b")
    held.wait(1)
    type_(".")
    type_(".")
    texts = held.field.texts()
    assert (texts[11], texts[39], texts[38]) == ("1.0", "2.0", "2.0")
    assert sum(bool(text) for text in texts) == 3


def test_that_backspace_takes_the_last_stamp_back_and_a_step_is_stamped_again(hold: Hold) -> None:
    held = hold(SEQUENCE)
    press(KEY.Key_Space)
    held.wait(1)
    type_("1")
    held.wait(1)
    type_("3")
    press(KEY.Key_Backspace)
    assert held.field.texts() == ("1.0", "", "", "")
    held.wait(1)
    type_("1")
    assert held.field.texts() == ("3.0", "", "", "")
    press(KEY.Key_Backspace)
    press(KEY.Key_Backspace)
    assert held.field.texts() == ("", "", "", "")


def test_that_the_stopwatch_goes_on_while_another_test_is_looked_at(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(2)
    type_("1")
    entry, other = held.field.entry(), RunTest(UUID(int=1), SEQUENCE, InstanceStatus.PENDING)
    held.show(one=other)
    assert held.field.dial.watch.fresh
    assert held.field.dial.running == 1
    assert held.field.dial.hint.text() == "1 running for another test · Space"
    held.wait(3)
    held.show(entry)
    held.field.begin()
    assert focus() is held.field.dial
    type_("3")
    assert held.field.texts() == ("2.0", "", "5.0", "")


def test_that_a_stopped_clock_goes_on_from_the_trigger_and_stamps_can_be_typed_over(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(2)
    press(KEY.Key_Space)
    held.wait(3)
    press(KEY.Key_Space)
    type_("3")
    press(KEY.Key_Space)
    assert held.field.texts() == ("", "", "5.0", "")
    held.field.edits[2].setFocus()
    held.field.edits[2].selectAll()
    type_("6.5")
    assert held.field.texts() == ("", "", "6.5", "")


def test_that_another_action_and_an_unexpected_effect_are_noted(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(5)
    type_("3")
    held.wait(1)
    type_("+")
    menu = held.field.rows[2].choices()
    next(action for action in menu.actions() if action.text() == "stop").trigger()
    extra = held.field.extras[0]
    extra.component.setCurrentText("LIFT-1")
    extra.action.setCurrentText("de energise")
    entry = held.field.entry()
    assert entry.actions == ("", "", "stop", "")
    assert [(e.component, e.action, e.seconds) for e in entry.extras] == [("LIFT-1", "de_energise", "6.0")]
    observed = held.found.reading.observed if held.found.reading else None
    assert observed is not None
    found = {finding.outcome for finding in compare(STEPS, observed).findings}
    assert {Outcome.WRONG_ACTION, Outcome.UNEXPECTED} <= found
    held.show(entry)
    assert held.field.entry() == entry
    extra = held.field.extras[0]
    extra.remove.click()
    assert held.field.entry().extras == ()


def test_that_an_effect_beyond_the_steps_without_its_seconds_is_asked_for(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    type_("2")
    held.field.add_extra()
    held.field.extras[0].component.setCurrentText("LIFT-1")
    assert held.found.problems == (
        (4, "What else was seen: which component, what it did, and after how many seconds?"),
    )
    assert held.field.extras[0].edit.property("invalid") is True


def test_that_what_must_not_happen_stands_apart_and_fails_when_it_is_stamped(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    assert held.field.must_not.isVisible()
    for text in ("2", "5", "8"):
        type_(text)
        press(KEY.Key_Return)
    assert [entry.texts for entry in held.handed] == [("2", "", "5", "8")]
    held.field.edits[1].setFocus()
    type_("9")
    assert held.field.rows[1].mark.accessibleName() == "fail"
    assert held.verdict() is Verdict.FAIL


def test_that_a_reset_takes_everything_back_and_can_be_undone(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(2)
    type_("1")
    before = held.field.entry()
    held.field.reset.click()
    assert held.field.entry().blank
    assert held.field.dial.watch.fresh
    held.field.reset.click()
    assert held.field.entry() == before


def test_that_a_stamp_that_was_made_again_is_taken_back_to_the_one_before_and_an_added_effect_is_too(
    hold: Hold,
) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(1)
    type_("1")
    held.wait(1)
    type_("1")
    type_("+")
    assert held.field.texts()[0] == "2.0"
    press(KEY.Key_Z, CTRL)
    assert held.field.extras == []
    press(KEY.Key_Z, CTRL)
    assert held.field.texts()[0] == "1.0"
    press(KEY.Key_Space)
    press(KEY.Key_Backspace)
    assert held.field.texts()[0] == ""


def test_that_an_effect_removed_by_hand_is_not_taken_back_once_more(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(1)
    type_("1++")
    held.field.extras[0].remove.click()
    press(KEY.Key_Backspace)
    assert held.field.extras == []
    assert held.field.texts()[0] == "1.0"
    press(KEY.Key_Backspace)
    assert held.field.texts()[0] == ""


def told(held: Held) -> list[str]:
    assert isinstance(held.field, StepsField)
    return [made.told.text().removeprefix("· ") for made in held.field.rows]


def test_that_windows_count_down_and_what_is_overdue_is_told_while_the_stopwatch_runs(hold: Hold) -> None:
    held = hold(SEQUENCE)  # 2 ± 2, must not 10 ± 2, 5 ± 2, 8 ± 2
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    held.wait(4)
    held.field.dial.ticked.emit()
    assert told(held) == ["0.0 s left", "in 4.0 s", "3.0 s left", "in 2.0 s"]
    held.wait(0.1)
    held.field.dial.ticked.emit()
    assert told(held)[0] == "0.1 s overdue"
    assert held.field.rows[0].mark.accessibleName() == "near a limit"
    type_("1")
    assert told(held)[0] == "0.1 s late"
    held.wait(8)
    held.field.dial.ticked.emit()
    assert told(held)[1] == "did not happen"


def test_that_the_step_waited_for_is_lit_and_stays_in_sight_among_sixty(hold: Hold, qtbot: QtBot) -> None:
    steps = tuple(
        replace(STEPS[0], step_order=n, component_id=f"PART-{n:02}", expected_delay_seconds=Decimal(n))
        for n in range(1, 61)
    )
    held = hold(replace(SEQUENCE, expected_sequence=steps))
    assert isinstance(held.field, StepsField)
    scroll = Scroll(column(held.field), "Test")
    scroll.resize(400, 600)
    qtbot.addWidget(scroll)
    with qtbot.waitActive(scroll):
        scroll.show()
        scroll.activateWindow()
    held.field.begin()
    press(KEY.Key_Space)
    for _ in range(40):
        held.wait(1)
        type_(".")
    row, head = held.field.rows[40], held.field.sticky.held
    assert row.stood.awaited
    assert sum(made.stood.awaited for made in held.field.rows) == 1
    seen = scroll.viewport().rect()
    assert seen.contains(row.mapTo(scroll.viewport(), row.rect().center()))
    assert head.mapTo(scroll.viewport(), head.rect().topLeft()).y() == 0
    assert row.mapTo(scroll.viewport(), row.rect().topLeft()).y() >= head.height()


def drag(bar: Bar, at: Decimal, to: Decimal) -> None:
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(at)), 9))
    QTest.mouseMove(bar, QPoint(round(bar.x_of(to)), 9))


def test_that_a_mark_is_dragged_to_another_second_and_back_with_undo(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    type_("2")
    bar = held.field.rows[0].bar
    drag(bar, Decimal(2), Decimal(8))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(round(bar.x_of(Decimal(8))), 9))
    moved = Decimal(held.field.texts()[0])
    assert abs(moved - 8) <= Decimal("0.1")
    assert moved.as_tuple().exponent == -1
    assert held.field.rows[0].mark.accessibleName() == "fail"
    press(KEY.Key_Z, CTRL)
    assert Decimal(held.field.texts()[0]) == 2


def test_that_escape_leaves_a_dragged_mark_where_it_was_and_a_recorded_one_does_not_move(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    type_("2")
    bar = held.field.rows[0].bar
    drag(bar, Decimal(2), Decimal(8))
    assert Decimal(held.field.texts()[0]) > 7
    press(KEY.Key_Escape)
    assert Decimal(held.field.texts()[0]) == 2
    held.field.set_read_only(True)
    drag(bar, Decimal(2), Decimal(8))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton)
    assert Decimal(held.field.texts()[0]) == 2


def test_that_once_stopped_a_sentence_says_what_became_of_it(hold: Hold) -> None:
    held = hold(SEQUENCE)
    assert isinstance(held.field, StepsField)
    press(KEY.Key_Space)
    for wait, key in ((2, "1"), (3, "3")):
        held.wait(wait)
        type_(key)
    assert held.field.head.summary.isHidden()
    press(KEY.Key_Space)
    assert held.field.head.summary.text() == "3 of 4 as expected; DAMPER open not seen."
    assert told(held) == ["as expected", "did not happen", "as expected", "not seen"]


# --- interfaces, doors, checklists -----------------------------------------------------------------------------------


def test_that_yes_while_the_stopwatch_runs_takes_its_seconds(hold: Hold) -> None:
    held = hold(INTERFACE)
    assert isinstance(held.field, ObservedField)
    press(KEY.Key_Space)
    held.wait(4.96)
    type_("y")
    assert (held.field.observed(), held.field.texts()) == (True, ("5.0",))
    press(KEY.Key_Return)
    assert len(held.handed) == 1


def test_that_seconds_can_be_typed_instead_and_no_needs_none(hold: Hold) -> None:
    held = hold(INTERFACE)
    type_("y")
    type_("5.1")
    assert held.verdict() is Verdict.FAIL
    press(KEY.Key_Return)
    held.show()
    held.field.begin()
    type_("n")
    press(KEY.Key_Return)
    assert [(entry.observed, entry.texts) for entry in held.handed] == [(True, ("5.1",)), (False, ("",))]


def test_that_a_slip_of_one_key_is_no_final_result(hold: Hold) -> None:
    held = hold(LATCH)
    type_("n")
    assert held.handed == []
    assert held.verdict() is Verdict.FAIL
    type_("y")
    press(KEY.Key_Return)
    assert [entry.observed for entry in held.handed] == [True]


def test_that_a_checklist_is_gone_through_by_keys_and_every_item_has_to_be_looked_at(hold: Hold) -> None:
    held = hold(FAN)
    assert isinstance(held.field, ChecklistField)
    type_("y")
    press(KEY.Key_Down)
    type_("y")
    assert not held.found.complete
    press(KEY.Key_Return)
    assert held.handed == []
    type_("n")
    assert [answer.value for answer in held.field.answers] == [True, False, True]
    press(KEY.Key_Return)
    assert [entry.checklist for entry in held.handed] == [(True, False, True)]
    assert held.verdict() is Verdict.FAIL
    assert [mark.accessibleName() for mark in held.field._marks] == [
        Standing.PASS.label,
        Standing.FAIL.label,
        Standing.PASS.label,
    ]
