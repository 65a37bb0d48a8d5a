"""Laws of the verdict: what holds at every limit, whatever the numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.basis import as_tested, context_of, day_of
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.conditions import CONDITIONS, parse_conditions
from firemode_desktop.domain.decision import guard_banded, simple
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.reading import Context, Reading
from firemode_desktop.domain.verdict import validate
from firemode_desktop.domain.words import CheckResult, DecisionRule, Verdict
from tests.domain.scenes import (
    DAY,
    SP01,
    SP02,
    SP03,
    certificate,
    d,
    force_test,
    manometer,
    pressure_test,
    read,
    velocity_test,
)

WORST_FIRST = (Verdict.FAIL, Verdict.CONDITIONAL_FAIL, Verdict.CONDITIONAL_PASS, Verdict.PASS)
numbers = st.decimals(min_value=-500, max_value=500, places=4)
margins = st.decimals(min_value=0, max_value=50, places=4)
LOW, HIGH = Limits(minimum=d(20)), Limits(maximum=d(110))


@given(numbers, numbers, margins)
def test_that_more_is_never_worse_at_a_lower_limit_nor_better_at_an_upper_one(
    x: Decimal, y: Decimal, u: Decimal
) -> None:
    less, more = sorted((x, y))
    rank = WORST_FIRST.index
    assert rank(guard_banded(less, LOW, u)) <= rank(guard_banded(more, LOW, u))
    assert rank(guard_banded(less, HIGH, u)) >= rank(guard_banded(more, HIGH, u))


@given(margins, st.decimals(min_value="0.0001", max_value=50, places=4))
def test_that_each_edge_of_the_guard_band_belongs_to_the_better_verdict(u: Decimal, step: Decimal) -> None:
    at = {d(20) + u: Verdict.PASS, d(20): Verdict.CONDITIONAL_PASS, d(20) - u: Verdict.CONDITIONAL_FAIL}
    for value, verdict in at.items() if u else ():
        assert guard_banded(value, LOW, u) is verdict
    assert guard_banded(d(20) - u - step, LOW, u) is Verdict.FAIL
    assert guard_banded(d(110) + u + step, HIGH, u) is Verdict.FAIL
    assert guard_banded(d(110) - u, HIGH, u) is Verdict.PASS


@given(numbers)
def test_that_the_limits_themselves_pass_and_nothing_beyond_them(value: Decimal) -> None:
    both = Limits(d(20), d(80))
    assert (simple(value, both) is Verdict.PASS) == (d(20) <= value <= d(80))


@pytest.mark.parametrize(("value", "verdict"), [
    ("20.5", "pass"), ("20.4999", "conditional_pass"), ("20", "conditional_pass"), ("19.9996", "conditional_fail"),
    ("19.5", "conditional_fail"), ("19.4999", "fail"),
])  # fmt: skip
def test_that_an_uncertainty_in_another_unit_is_converted_before_it_guards(value: str, verdict: str) -> None:
    paper = certificate(expanded_uncertainty=d("0.0005"), uncertainty_unit="kPa")
    context = Context(SP01, manometer(certificates=(paper,)), DecisionRule.GUARD_BANDED)
    assert validate(pressure_test(), read(value), context).verdict == verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [("20", "conditional_pass"), ("20.41", "pass"), ("20.40", "conditional_pass")]
)
def test_that_an_uncertainty_in_per_cent_is_one_of_the_reading(value: str, verdict: str) -> None:
    paper = certificate(expanded_uncertainty=d(2), uncertainty_unit="%")
    context = Context(SP01, manometer(certificates=(paper,)), DecisionRule.GUARD_BANDED)
    assert validate(pressure_test(), read(value), context).verdict == verdict


@pytest.mark.parametrize(("day", "fit"), [
    (date(2024, 10, 14), False), (date(2024, 10, 15), True), (date(2025, 10, 14), True), (date(2025, 10, 15), False),
])  # fmt: skip
def test_that_the_day_of_the_reading_decides_whether_its_instrument_is_believed(day: date, fit: bool) -> None:
    result = validate(pressure_test(), read("18.2", day=day), Context(SP01, manometer()))
    assert result.is_compliant is False
    assert result.instrument_failed is not fit
    assert (result.fault_draft is not None) is fit


@pytest.mark.parametrize(("value", "warned"), [
    ("53.04", False), ("53.0400001", True), ("35.36", False), ("35.3599999", True),
])  # fmt: skip
def test_that_drift_warns_beyond_the_limit_on_either_side_and_not_at_it(value: str, warned: bool) -> None:
    result = validate(pressure_test(), read(value), Context(SP01, manometer()))
    (drift,) = [check for check in result.checks if check.code == "drift"]
    assert (drift.result is CheckResult.WARN) is warned
    assert result.is_compliant


# --- points of a doorway ----------------------------------------------------------------------------------------------


def low(*values: str) -> list[str]:
    result = validate(velocity_test(), Reading(DAY, grid=Grid.of(values)), Context(SP02))
    return [check.message for check in result.checks if check.code == "grid_low"]


def test_that_points_below_the_minimum_are_named_while_the_mean_passes() -> None:
    assert low("0.4", "0.99", *["1.4"] * 7) == [
        "Points 1 (0.4), 2 (0.99) are below the minimum of 1 m/s; the mean of the nine is not."
    ]
    assert low("0.999", *["1.2"] * 8) == ["Point 1 (0.999) is below the minimum of 1 m/s; the mean of the nine is not."]


def test_that_nothing_is_said_of_points_at_the_minimum_or_of_a_doorway_that_fails_anyway() -> None:
    assert low(*["1.0"] * 9) == []
    assert low("0.4", *["1.0"] * 8) == []


def test_that_a_low_point_is_a_warning_and_no_failure() -> None:
    result = validate(velocity_test(), Reading(DAY, grid=Grid.of(["0.4", *["1.4"] * 8])), Context(SP02))
    assert result.is_compliant
    assert result.verdict is Verdict.PASS


# --- conditions -------------------------------------------------------------------------------------------------------


def told(conditions: dict[str, str], **changes: Any) -> dict[str, tuple[str, str]]:
    taken = read("45", environment={key: d(value) for key, value in conditions.items()})
    checks = validate(pressure_test(**changes), taken, Context(SP01, manometer())).checks
    wanted = ("conditions", "temperatures", "baseline_conditions")
    return {check.code: (check.result.value, check.message) for check in checks if check.code in wanted}


def test_that_missing_temperatures_are_said_and_decide_nothing() -> None:
    assert told({}) == {
        "temperatures": (
            "not_checked",
            "The temperature outside and the temperature in the stair are not recorded, so the stack effect of the day "
            "is not known.",
        )
    }
    assert "The temperature in the stair is not recorded" in told({"temp_out_c": "14"})["temperatures"][1]
    assert "temperatures" not in told({"temp_out_c": "14", "temp_stair_c": "21"})


@pytest.mark.parametrize(("value", "result"), [("48", "pass"), ("48.1", "warn"), ("-10", "pass"), ("-10.1", "warn")])
def test_that_a_temperature_that_can_hardly_be_is_pointed_out(value: str, result: str) -> None:
    assert told({"temp_out_c": value, "temp_stair_c": "21"})["conditions"][0] == result


@pytest.mark.parametrize(("then", "result"), [("29", "pass"), ("29.1", "warn"), ("-1", "pass"), ("-1.1", "warn")])
def test_that_another_day_than_the_baselines_is_pointed_out(then: str, result: str) -> None:
    found = told({"temp_out_c": "14", "temp_stair_c": "21"}, baseline_conditions={"temp_c": d(then)})
    assert found["baseline_conditions"][0] == result


def test_that_only_what_is_known_of_both_days_is_compared() -> None:
    assert "baseline_conditions" not in told({"temp_out_c": "14"}, baseline_conditions={"wind_ms": d(3)})


def test_that_a_force_says_nothing_of_conditions_that_were_not_recorded() -> None:
    result = validate(force_test(), read("80"), Context(SP03))
    assert not [check for check in result.checks if check.code in ("conditions", "temperatures")]


@pytest.mark.parametrize(("key", "text", "value"), [
    ("temp_out_c", "-3,5", "-3.5"), ("temp_stair_c", "21 °C", "21"), ("humidity_pct", "55%", "55"),
    ("barometric_kpa", "101.3 kPa", "101.3"), ("wind_ms", "0", "0"),
])  # fmt: skip
def test_that_conditions_are_read_as_people_write_them(key: str, text: str, value: str) -> None:
    assert parse_conditions({key: text}) == {key: d(value)}
    assert parse_conditions({known.key: " " for known in CONDITIONS}) == {}


@pytest.mark.parametrize(("key", "text", "words"), [
    ("barometric_kpa", "1013 mbar", "would be 101.3 kPa"), ("humidity_pct", "abc", "Humidity: “abc” is not a number"),
    ("wind_ms", "-1", "Wind is 0 to 120 m/s"), ("mood", "1", "is no condition"), ("temp_out_c", "nan", "finite"),
])  # fmt: skip
def test_that_a_condition_that_cannot_be_read_is_refused_with_its_field(key: str, text: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        parse_conditions({key: text})
    assert list(refused.value.details) == [{"field": key}]


# --- the basis --------------------------------------------------------------------------------------------------------


@given(
    value=st.decimals(min_value=0, max_value=200, places=5),
    rule=st.sampled_from([DecisionRule.SIMPLE, DecisionRule.GUARD_BANDED]),
    drift=st.decimals(min_value=1, max_value=99, places=2),
    days=st.integers(-400, 400),
    equipped=st.booleans(),
)
def test_that_what_is_stored_is_enough_to_judge_the_same_again(
    value: Decimal, rule: DecisionRule, drift: Decimal, days: int, equipped: bool
) -> None:
    context = Context(SP01, manometer() if equipped else None, rule, drift)
    taken = Reading(DAY + timedelta(days=days), value)
    first = validate(pressure_test(baseline_conditions={"temp_c": d("21.5")}), taken, context)
    stored = json.loads(json.dumps(first.to_dict()))
    renamed = pressure_test(stair="North", floor="Ninth", instrument_accepted=True)
    test = as_tested(stored["basis"], renamed)
    again = validate(
        test, replace(taken, day=day_of(stored["basis"])), context_of(stored["basis"], stored["decision_rule"])
    )
    assert json.loads(json.dumps(again.to_dict())) == stored
