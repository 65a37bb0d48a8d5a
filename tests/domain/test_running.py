"""The tests of a session in the words of the trade, and which of them is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import Context, Instrument, Reading, Rule, Test
from firemode_desktop.domain.running import (
    Recorded,
    RunSheet,
    RunTest,
    ShownCheck,
    Tool,
    Wanted,
    brief,
    next_to_do,
)
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.verdict import validate
from firemode_desktop.domain.words import CheckResult, InstanceStatus

DAY = date(2026, 5, 4)
AT = datetime(2026, 5, 4, 2, tzinfo=UTC)
PRESSURE = Test(
    "pressure_differential",
    "Stair-A",
    "PRESSURE_STAIR-A_L8_ALL-CLOSED",
    floor="Level-8",
    door_configuration="all_closed",
    min_threshold=Decimal(20),
    max_threshold=Decimal(80),
    unit="Pa",
    baseline_value=Decimal("44.2"),
    required_instrument_type="manometer",
)
FORCE = Test("door_opening_force", "Stair-A", floor="Level-8", door="D-8", pressurization_active=True, unit="N")
SEQUENCE = Test(
    "cause_and_effect_logic",
    "Stair-A",
    zone="Zone-3",
    scenario="Fire Floor 8",
    expected_sequence=parse(
        [
            {
                "step_order": 1,
                "component_id": "FAN",
                "component_type": "fan",
                "expected_action": "start",
                "expected_delay_seconds": 3,
                "tolerance_seconds": 2,
            }
        ]
    ),
)
INTERFACE = Test(
    "interface_test", "Stair-A", interface_type="manual_override", location_id="FIRE-PANEL-01", response_time_s=5
)


def key(number: int) -> UUID:
    return UUID(int=number)


def one(number: int = 1, test: Test = PRESSURE, status: str = "pending", **given: object) -> RunTest:
    return RunTest(key(number), test, InstanceStatus(status), **given)  # type: ignore[arg-type]


def read(value: str, **given: object) -> RunTest:
    """The pressure, recorded."""
    rule = Rule("SP-01", "1", "pressure_differential", "critical", "1A")
    taken = Reading(DAY, Decimal(value))
    return one(**given).with_result(taken, validate(PRESSURE, taken, Context(rule)), AT, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("test", "where", "what", "short", "limits"),
    [
        (PRESSURE, "Stair-A · Level-8", "Pressure, all doors closed", "Pressure, doors closed", "20–80 Pa"),
        (FORCE, "Stair-A · Level-8", "Door force, fan running", "Door force, fan on", ""),
        (SEQUENCE, "Stair-A · Zone-3", "Fire Floor 8", "Fire Floor 8", "1 step"),
        (INTERFACE, "Stair-A", "Manual override at FIRE-PANEL-01", "Manual override at FIRE-PANEL-01", "≤ 5 s"),
        (
            Test("fan_operation", "Stair-A", location_id="FAN-01"),
            "Stair-A",
            "Fan operation FAN-01",
            "Fan operation FAN-01",
            "",
        ),
    ],
)
def test_that_a_test_is_named_in_the_words_of_the_trade(
    test: Test, where: str, what: str, short: str, limits: str
) -> None:
    shown = one(test=test)
    assert (shown.where, shown.what, shown.short, shown.limits) == (where, what, short, limits)


def test_that_limits_are_brief() -> None:
    assert brief(replace(PRESSURE, max_threshold=None).limits) == "≥ 20 Pa"
    assert brief(replace(PRESSURE, min_threshold=None).limits) == "≤ 80 Pa"
    assert brief(FORCE.limits) == ""


@pytest.mark.parametrize(
    ("value", "shown", "standing", "word"),
    [
        ("18.2", "18.2 Pa", Standing.FAIL, "fail"),
        ("19.99", "19.99 Pa", Standing.FAIL, "fail"),
        ("20", "20.0 Pa", Standing.NEAR, "near a limit"),
        ("45.25", "45.2 Pa", Standing.PASS, "pass"),
    ],
)
def test_that_a_reading_is_shown_on_its_own_side_of_the_limit(
    value: str, shown: str, standing: Standing, word: str
) -> None:
    done = read(value)
    assert (done.reading, done.standing, done.word) == (shown, standing, word)


def test_that_what_is_no_number_is_told_in_words() -> None:
    seen = Recorded(taken=Reading(DAY, observed=(ObservedEffect("FAN", "start", Decimal(9), 1),)), is_compliant=False)
    assert one(test=SEQUENCE, status="completed", recorded=seen).reading == "0 of 1"
    answered = Recorded(taken=Reading(DAY, Decimal("2.4"), result_observed=True), is_compliant=True, verdict="pass")
    shown = one(test=INTERFACE, status="completed", recorded=answered)
    assert (shown.reading, shown.standing) == ("yes, 2.4 s", Standing.PASS)
    grid = Recorded(taken=Reading(DAY, grid=Grid((Decimal("1.2"),) * 9)), is_compliant=True, verdict="pass")
    velocity = Test("air_velocity", "Stair-A", min_threshold=Decimal(1), unit="m/s")
    assert one(test=velocity, status="completed", recorded=grid).reading == "1.20 m/s"


@pytest.mark.parametrize(
    ("status", "word", "standing"),
    [
        ("pending", "to do", Standing.NOT_TESTED),
        ("in_progress", "begun", Standing.NOT_TESTED),
        ("skipped", "skipped", Standing.SKIPPED),
        ("failed", "not possible", Standing.SKIPPED),
    ],
)
def test_that_what_has_no_result_says_why(status: str, word: str, standing: Standing) -> None:
    assert (one(status=status).word, one(status=status).standing) == (word, standing)


def test_that_a_result_nobody_judged_is_not_a_pass() -> None:
    done = one(status="completed", recorded=Recorded(taken=Reading(DAY, Decimal(44)), verdict="not_checked"))
    assert (done.word, done.standing) == ("not judged", Standing.NOT_TESTED)
    assert done.wanted(Wanted.NOT_DEMONSTRATED)
    assert not done.wanted(Wanted.TO_DO)


def test_that_a_retest_is_numbered_and_what_it_stands_in_for_says_so() -> None:
    again = one(test=replace(PRESSURE, identifier="PRESSURE_STAIR-A_L8_ALL-CLOSED_R3"), retest_of=key(2))
    assert again.what == "Pressure, all doors closed · retest 2"
    assert replace(read("18.2"), superseded=True).word == "fail, retested"


def test_that_tests_are_found_by_state_and_by_words() -> None:
    failing, todo, skipped = read("18.2"), one(2), one(3, status="skipped")
    wanted = {which: [t.wanted(which) for t in (failing, todo, skipped)] for which in Wanted}
    assert wanted == {
        Wanted.ALL: [True, True, True],
        Wanted.TO_DO: [False, True, False],
        Wanted.NOT_COMPLIANT: [True, False, False],
        Wanted.NOT_DEMONSTRATED: [False, True, True],
    }
    assert failing.matches("level-8 FAIL")
    assert not failing.matches("level-8 pass")


def test_that_an_instrument_that_failed_its_check_is_unfit_until_it_is_accepted() -> None:
    checks = (ShownCheck("instrument_calibration", CheckResult.FAIL, "No certificate."),)
    assert Recorded(checks=checks).instrument_unfit
    assert not Recorded(checks=checks, accepted_because="Compared.").instrument_unfit
    assert not Recorded(checks=(ShownCheck("limit", CheckResult.FAIL, "Too low."),)).instrument_unfit


def test_that_next_goes_on_in_walking_order_and_begins_again_at_the_top() -> None:
    tests = [one(1), one(2, status="skipped"), one(3), one(4)]
    assert next_to_do(tests, None) is tests[0]
    assert next_to_do(tests, key(1)) is tests[2]
    assert next_to_do(tests, key(4)) is tests[0]
    assert next_to_do(tests, key(1), [key(3)]) is tests[3]
    assert next_to_do([one(1)], key(1)) is None
    assert next_to_do([one(1, status="skipped")], None) is None


def sheet(*tests: RunTest) -> RunSheet:
    tool = Tool(key(9), Instrument("SN-1", "manometer"))
    return RunSheet(
        key(0), "Annual", "draft", "annual", DAY, "simple", Decimal(20), "Australia/Sydney", tests, tools=(tool,)
    )


def test_that_the_instrument_used_last_is_the_one_of_the_latest_reading() -> None:
    first = replace(read("44", number=1), recorded=Recorded(at=AT, instrument_id=key(9)))
    later = replace(read("44", number=2), recorded=Recorded(at=AT.replace(hour=3), instrument_id=key(8)))
    assert sheet(later, first).last_used("manometer") == key(8)
    assert sheet(later, first).last_used("anemometer") is None


def test_that_the_tests_to_do_are_counted_and_each_is_found() -> None:
    whole = sheet(read("44"), one(2))
    assert (sheet(one(1), one(2)).left, whole.left) == (2, 1)
    assert whole.find(key(1)) is not None
    assert whole.find("PRESSURE_STAIR-A_L8_ALL-CLOSED") is whole.tests[0]
    assert whole.find(key(7)) is None


def test_that_a_verdict_is_made_with_the_instrument_that_is_chosen() -> None:
    whole = sheet(one(1))
    assert whole.context(whole.tests[0], key(9)).instrument is whole.tools[0].instrument
    assert whole.context(whole.tests[0], None).instrument is None
