"""What the rows of a log become: names are exact or asked about, words are data, the trigger is told or chosen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.event_log import (
    LEFT_OUT,
    ZERO,
    Answers,
    Expected,
    LogEvent,
    LogReading,
    observed,
    read_log,
)
from firemode_desktop.domain.event_words import Tells
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.sequence import Step
from firemode_desktop.imports.event_logs import event_words


def step(order: int, component: str, action: str, at: int) -> Step:
    return Step(order, component, "fan", action, Decimal(at), Decimal(2))


STEPS = (step(1, "FAN-01", "start", 3), step(2, "LIFT-01", "recall", 5), step(3, "LOCK-01", "release", 5))
EXPECTED = Expected(STEPS, "SD-1", ("FAN-01", "FAN-02", "AHU-01"))


def event(row: int, seconds: str, point: str, said: str, description: str = "") -> LogEvent:
    return LogEvent(row, Decimal(seconds), point, said, description)


def reading(*events: LogEvent, answers: Answers | None = None, zero: bool = False) -> LogReading:
    return read_log(events, EXPECTED, event_words(), answers, zero=zero)


ALARM = event(2, "100", "SD-1", "ALARM")


def becomes(point: str, said: str, description: str = "", answers: Answers | None = None) -> tuple[str, str] | str:
    """Component and action, or the reason why it is none."""
    row = reading(ALARM, event(3, "104", point, said, description), answers=answers).rows[-1]
    return (row.effect.component_id, row.effect.action) if row.effect is not None else row.reason


@pytest.mark.parametrize(
    ("point", "said", "description", "effect"),
    [
        ("FAN-01", "RUN", "", ("FAN-01", "start")),
        ("fan-01", "Started", "", ("FAN-01", "start")),
        ("FAN-01", "STOPPED -> RUNNING", "", ("FAN-01", "start")),
        ("FAN-01", "TRIPPED", "", ("FAN-01", "stop")),
        ("3.001", "ON", "Supply fan FAN-01 roof", ("FAN-01", "start")),
        ("", "FAN-01 started", "", ("FAN-01", "start")),
        ("LIFT-01", "ACTIVATED", "", ("LIFT-01", "recall")),
        ("LIFT-01", "Ground floor recall", "", ("LIFT-01", "recall")),
        ("LOCK-01", "OFF", "", ("LOCK-01", "release")),
        ("LOCK-01", "UNLOCKED", "", ("LOCK-01", "release")),
        ("FAN-02", "ON", "", ("FAN-02", "activate")),
        ("AHU-01", "SHUTDOWN", "", ("AHU-01", "stop")),
        ("FAN-01", "FAIL TO START", "", "FAN-01: FAIL TO START says nothing of what it did"),
        ("FAN-01", "NORMAL", "", "FAN-01: NORMAL is a return to rest"),
        ("FAN-01", "80 %", "", "FAN-01: what 80 % means is not known"),
        ("FAN-011", "RUN", "", "names no component of the scenario or the register"),
        ("FAN 01", "RUN", "", "FAN 01 is no component; is FAN-01 meant?"),
        ("FAN-1", "RUN", "", "FAN-1 is no component; is FAN-01 meant?"),
        ("FAM-01", "RUN", "", "FAM-01 is no component; is FAN-01 meant?"),
        ("1.2", "ON", "FAN-01 and FAN-02", "its description names FAN-01 and FAN-02; say which of them it is"),
        ("PRINTER", "ON", "", "names no component of the scenario or the register"),
    ],
)
def test_that_a_row_becomes_an_effect_or_says_why_not(
    point: str, said: str, description: str, effect: tuple[str, str] | str
) -> None:
    assert becomes(point, said, description) == effect


def test_that_switching_on_what_is_expected_to_let_go_is_asked_about() -> None:
    found = reading(ALARM, event(3, "104", "LOCK-01", "ACTIVATED"))
    assert [row.event.row for row in found.doubts] == [3]
    assert found.questions[0].endswith("or the opposite.")


def test_that_a_doubt_about_a_step_that_was_seen_anyway_is_no_question() -> None:
    found = reading(ALARM, event(3, "103", "FAN-01", "RUN"), event(4, "104", "FAN-01", "80 %"))
    assert [row.doubt for row in found.rows] == [False, False, True]
    assert found.questions == ()


def test_that_what_a_person_said_holds_for_every_such_row_and_rest_stays_rest() -> None:
    said = Answers(points={("supply a", ""): ("FAN-01", "start")})
    assert becomes("SUPPLY A", "XYZ", answers=said) == ("FAN-01", "start")
    assert becomes("SUPPLY A", "NORMAL", answers=said) == "FAN-01: NORMAL is a return to rest"
    assert becomes("SUPPLY A", "STOPPED", answers=Answers(points={("supply a", ""): ("FAN-01", "")})) == (
        "FAN-01",
        "stop",
    )
    assert becomes("FAN-01", "RUN", answers=Answers(points={("fan 01", "run"): LEFT_OUT})) == "left out by choice"


def test_that_rows_before_the_trigger_are_told_and_never_counted() -> None:
    found = reading(event(1, "98.5", "FAN-01", "RUN"), ALARM, event(3, "100", "FAN-01", "RUN"))
    assert [row.seconds for row in found.rows] == [Decimal("-1.5"), 0, 0]
    assert found.rows[0].reason == "1.5 s before the trigger, not counted"
    assert [effect.delay_seconds for effect in found.observed] == [0]


def test_that_the_only_activation_is_the_trigger_and_of_several_the_first_is_proposed() -> None:
    one = reading(event(1, "50", "SD-1", "NORMAL"), ALARM, event(3, "200", "SD-1", "RESET"))
    assert (one.trigger, one.questions) == (ALARM, ())
    two = reading(ALARM, event(3, "200", "SD-1", "ALARM"))
    assert two.trigger == ALARM
    assert "rows 2, 3; row 2, the first, is proposed" in two.questions[0]
    chosen = reading(ALARM, event(3, "200", "SD-1", "ALARM"), answers=Answers(trigger=3))
    assert (chosen.trigger and chosen.trigger.row, chosen.questions) == (3, ())


def test_that_a_log_without_its_trigger_waits_for_a_row_unless_it_counts_from_zero() -> None:
    fan = event(2, "3", "FAN-01", "RUN")
    lost = reading(fan)
    assert (lost.started, lost.rows[0].seconds, lost.observed) == (False, None, ())
    assert lost.questions[0] == "No row of the log activates SD-1; say which row is the trigger."
    for found in (reading(fan, zero=True), reading(fan, answers=Answers(trigger=ZERO))):
        assert found.started
        assert found.observed == (ObservedEffect("FAN-01", "start", Decimal(3)),)
    with pytest.raises(Invalid, match="Row 9 of the log is no event"):
        reading(fan, answers=Answers(trigger=9))


def test_that_a_power_failure_can_be_a_trigger_although_failures_are_noise() -> None:
    expected = Expected(STEPS, "MAINS-1")
    fail = event(2, "10", "MAINS-1", "POWER FAIL")
    found = read_log([fail, event(3, "13", "FAN-01", "RUN")], expected, event_words())
    assert (found.trigger, found.comparison.of_step(1)[0].outcome) == (fail, "as_expected")


def test_that_effects_come_from_points_alone() -> None:
    points = {("a", "on"): ("FAN-01", "start"), ("b", "on"): LEFT_OUT}
    rows = [event(1, "9", "A", "ON"), ALARM, event(3, "104.50", "A", "ON"), event(4, "105", "B", "ON")]
    assert observed(rows, ALARM, points) == (ObservedEffect("FAN-01", "start", Decimal("4.5")),)
    assert observed(rows, None, points)[0].delay_seconds == 9


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("ALARM", Tells.ACTION),
        ("Alarm cleared", Tells.REST),
        ("PRE-ALARM", Tells.NOISE),
        ("FAULT", Tells.NOISE),
        ("Detector isolated", Tells.NOISE),
        ("shut off", Tells.ACTION),
        ("whatever", Tells.UNKNOWN),
        ("", Tells.UNKNOWN),
    ],
)
def test_that_events_tell_actions_from_rest_and_noise(said: str, tells: Tells) -> None:
    assert event_words().tells(said) is tells
