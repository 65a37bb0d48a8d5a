"""Reading → verdict: the five measurement types of the document and the extended ones, boundaries on both sides."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.reading import ChecklistItem, Context, Reading, Rule, Test, rule_in_force
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.verdict import ValidationResult, completion_problems, deviation_pct, validate
from firemode_desktop.domain.words import CheckResult, Verdict
from tests.domain.scenes import (
    CE01,
    DAY,
    INT01,
    SEQUENCE,
    SP01,
    SP02,
    SP03,
    VERSION,
    certificate,
    d,
    force_test,
    interface_test,
    manometer,
    pressure_test,
    read,
    velocity_test,
)

PRESSURE = Context(rule=SP01, instrument=manometer())


def pressure(value: str, **changes: Any) -> ValidationResult:
    return validate(pressure_test(**changes), read(value), PRESSURE)


def codes(result: ValidationResult, *wanted: CheckResult) -> list[str]:
    return [check.code for check in result.checks if check.result in wanted]


@pytest.mark.parametrize(
    ("value", "passes"),
    [("4", False), ("19.99", False), ("19.9996", False), ("20", True), ("20.000", True), ("45", True), ("80", True),
     ("80.01", False), ("80.0000001", False)],
)  # fmt: skip
def test_that_pressure_passes_from_20_to_80_pascals(value: str, passes: bool) -> None:
    result = pressure(value)
    assert result.is_compliant is passes
    assert result.verdict is (Verdict.PASS if passes else Verdict.FAIL)
    assert (result.fault_draft is None) is passes
    assert result.measured_value == d(value)


@pytest.mark.parametrize(("value", "passes"), [("109.99", True), ("110", True), ("110.01", False), ("240", False)])
def test_that_door_force_passes_up_to_110_newtons(value: str, passes: bool) -> None:
    result = validate(force_test(), read(value), Context(rule=SP03))
    assert result.is_compliant is passes


def test_that_a_force_above_110_newtons_raises_a_class_1a_fault() -> None:
    draft = validate(force_test(), read("118"), Context(rule=SP03)).fault_draft
    assert draft is not None
    assert (draft.severity, draft.defect_classification, draft.as1851_class) == ("critical", "1A", "critical_defect")


def grid(*values: str) -> Grid:
    return Grid.of(values)


@pytest.mark.parametrize(
    ("last", "passes"), [("0.99", False), ("0.9999999999999999999999999999999", False), ("1.0", True), ("1.01", True)]
)
def test_that_the_mean_of_the_nine_points_is_judged_without_rounding(last: str, passes: bool) -> None:
    reading = Reading(DAY, grid=grid(*["1.0"] * 8, last))
    assert validate(velocity_test(), reading, Context(rule=SP02)).is_compliant is passes


def test_that_one_low_point_does_not_fail_a_doorway_whose_mean_is_enough() -> None:
    reading = Reading(DAY, grid=grid("0.4", *["1.2"] * 8))
    result = validate(velocity_test(), reading, Context(rule=SP02))
    assert result.is_compliant
    check = next(check for check in result.checks if check.code == "grid")
    assert check.message == "Lowest 0.4 m/s at point 1; spread 0.8 m/s."
    assert check.numbers == {"lowest": d("0.4"), "lowest_point": 1, "spread": d("0.8")}


@pytest.mark.parametrize("values", [["1.2"] * 8 + [None], [None] * 9])
def test_that_a_velocity_without_all_nine_points_is_neither_pass_nor_fail(values: list[str | None]) -> None:
    reading = Reading(DAY, grid=Grid.of(values))
    result = validate(velocity_test(), reading, Context(rule=SP02))
    assert (result.is_compliant, result.verdict, result.fault_draft) == (None, Verdict.NOT_CHECKED, None)
    assert codes(result, CheckResult.FAIL) == ["grid"]
    assert (result.measured_value, result.deviation_from_baseline_pct) == (None, None)
    assert "9" in completion_problems(velocity_test(), reading)[0]


def test_that_one_number_is_no_velocity() -> None:
    result = validate(velocity_test(), read("1.2"), Context(rule=SP02))
    assert result.is_compliant is None
    assert completion_problems(velocity_test(), read("1.2"))


def test_that_points_and_a_number_are_not_given_together() -> None:
    with pytest.raises(Invalid, match="not both"):
        Reading(DAY, value=d("1.2"), grid=grid(*["1.2"] * 9))


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_that_a_reading_that_is_no_number_is_refused_at_the_edge(value: str) -> None:
    with pytest.raises(Invalid, match="finite"):
        read(value)


def ce_test(**changes: Any) -> Test:
    values = {"measurement_type": "cause_and_effect_logic", "stair": "Stair-A", "zone": "Zone-3",
              "scenario": "Fire Floor 8", "expected_sequence": parse(SEQUENCE), **changes}  # fmt: skip
    return Test(**values)


def effects(*delays: str) -> tuple[ObservedEffect, ...]:
    return tuple(
        ObservedEffect(step["component_id"], step["expected_action"], d(delay))  # type: ignore[arg-type]
        for step, delay in zip(SEQUENCE, delays, strict=False)
    )


def test_that_a_sequence_within_tolerance_complies() -> None:
    result = validate(ce_test(), Reading(DAY, observed=effects("0", "5", "3", "20")), Context(rule=CE01))
    assert result.is_compliant is True
    assert "effect_unexpected" not in codes(result, *CheckResult)


def test_that_a_late_step_fails_the_sequence_and_the_fault_says_which() -> None:
    result = validate(ce_test(), Reading(DAY, observed=effects("0", "9", "5")), Context(rule=CE01))
    assert result.is_compliant is False
    assert codes(result, CheckResult.FAIL) == ["step_late", "step_missing"]
    assert result.fault_draft is not None
    assert result.fault_draft.description == (
        "Cause and effect Fire Floor 8 on Stair-A Zone-3: FAN-01 start at 9 s is 4 s late (expected 1 to 5 s). "
        "PRESSURE-SENSOR-L5 reach setpoint was not seen (expected 10 to 20 s)."
    )
    assert result.fault_draft.location == "Stair-A, Zone-3, Fire Floor 8"


@pytest.mark.parametrize(
    ("test", "reading"), [(ce_test(), read()), (ce_test(expected_sequence=()), Reading(DAY, observed=()))]
)
def test_that_a_sequence_with_nothing_to_compare_is_not_checked(test: Test, reading: Reading) -> None:
    assert validate(test, reading, Context(rule=CE01)).is_compliant is None


@pytest.mark.parametrize(
    ("observed", "value", "compliant"),
    [(True, "5", True), (True, "5.01", False), (True, "0.4", True), (True, None, None), (False, "1", False),
     (False, None, False), (None, "3", None), (None, "9", False)],
)  # fmt: skip
def test_that_an_interface_needs_its_result_within_its_time(
    observed: bool | None, value: str | None, compliant: bool | None
) -> None:
    result = validate(interface_test(), read(value, result_observed=observed), Context(rule=INT01))
    assert result.is_compliant is compliant


def test_that_an_interface_without_a_time_set_needs_only_its_result() -> None:
    test = interface_test(response_time_s=None)
    assert validate(test, read(result_observed=True), Context(rule=INT01)).is_compliant is True
    assert completion_problems(test, read(result_observed=True)) == ()


def test_that_a_failing_interface_says_what_was_expected() -> None:
    draft = validate(interface_test(), read("2", result_observed=False), Context(rule=INT01)).fault_draft
    assert draft is not None
    assert draft.description == (
        "Interface test Manual Override FIRE-PANEL-01 on Stair-A: "
        "The expected result was not observed (System switches to manual mode)."
    )
    assert draft.location == "Stair-A, Manual Override, FIRE-PANEL-01"


def extended(kind: str, **limits: Any) -> tuple[Test, Context]:
    rule = Rule("EXT", "v1", kind, "medium", "2", effective_date=date(2024, 1, 1), **limits)
    return Test(kind, "Stair-A", door="D-1", location_id="FAN-01-A", unit=limits.get("unit")), Context(rule=rule)


@pytest.mark.parametrize(
    ("kind", "unit", "maximum", "value", "compliant"),
    [
        ("sound_pressure_level", "dB(A)", "80", "80", True),
        ("sound_pressure_level", "dB(A)", "80", "80.1", False),
        ("pressure_restoration_time", "s", "10", "10", True),
        ("pressure_restoration_time", "s", "10", "10.01", False),
    ],
)
def test_that_the_extended_numbers_are_judged_by_a_rule_that_is_only_data(
    kind: str, unit: str, maximum: str, value: str, compliant: bool
) -> None:
    test, context = extended(kind, unit=unit, max_threshold=d(maximum))
    assert validate(test, read(value), context).is_compliant is compliant


@pytest.mark.parametrize("observed", [True, False, None])
@pytest.mark.parametrize("kind", ["door_latching", "fan_operation"])
def test_that_the_extended_observations_are_pass_or_fail(kind: str, observed: bool | None) -> None:
    test, context = extended(kind)
    assert validate(test, read(result_observed=observed), context).is_compliant is observed


@pytest.mark.parametrize(
    ("items", "compliant"), [([True, True], True), ([True, False], False), ([True, None], None), ([None, False], False)]
)
def test_that_a_checklist_passes_when_all_of_it_is_in_order(items: list[bool | None], compliant: bool | None) -> None:
    test, context = extended("fan_operation")
    checklist = tuple(ChecklistItem(f"Item {n}", item) for n, item in enumerate(items))
    assert validate(test, read(checklist=checklist), context).is_compliant is compliant
    assert bool(completion_problems(test, read(checklist=checklist))) == (None in items)


def test_that_a_type_without_a_rule_or_a_rule_without_a_limit_is_not_checked() -> None:
    test, context = extended("sound_pressure_level")
    for with_rule in (context, Context()):
        result = validate(test, read("70"), with_rule)
        assert (result.is_compliant, result.verdict, result.fault_draft) == (None, Verdict.NOT_CHECKED, None)


def test_that_no_rule_in_force_leaves_even_a_bad_reading_unjudged() -> None:
    result = validate(pressure_test(), read("4"), Context(instrument=manometer()))
    assert (result.is_compliant, result.verdict, result.fault_draft) == (None, Verdict.NOT_CHECKED, None)
    assert result.checks[0].message == "No rule was in force for this measurement on the session's date."
    assert result.deviation_from_baseline_pct == d("-90.95")


def test_that_the_instances_own_limits_count_and_not_those_of_a_newer_rule() -> None:
    newer = Rule("SP-01", "AS1851-2026-v2", "pressure_differential", "critical", "1A", d(30), d(70), "Pa")
    assert validate(pressure_test(), read("25"), Context(rule=newer, instrument=manometer())).is_compliant is True
    bare = pressure_test(min_threshold=None, max_threshold=None)
    assert validate(bare, read("25"), Context(rule=newer, instrument=manometer())).is_compliant is False


@pytest.mark.parametrize(
    ("measured", "baseline", "deviation"),
    [
        ("18.2", "44.2", "-58.82"),
        ("44.2", "44.2", "0.00"),
        ("43.2", "44.2", "-2.26"),
        ("100.005", "100", "0.00"),
        ("100.015", "100", "0.02"),
        ("100.025", "100", "0.02"),
        ("240", "0.001", "23999900.00"),
        ("45", "0", None),
        ("45", None, None),
    ],
)
def test_that_the_deviation_has_two_decimals_half_even(
    measured: str, baseline: str | None, deviation: str | None
) -> None:
    """−58.82 % is the document's own example, corrected: (18.2 − 44.2) / 44.2."""
    expected = None if deviation is None else d(deviation)
    assert deviation_pct(d(measured), None if baseline is None else d(baseline)) == expected


@given(st.decimals(0, 300, places=4), st.decimals(Decimal("0.001"), 300, places=3))
def test_that_the_deviation_is_within_half_a_hundredth_of_the_exact_one(measured: Decimal, baseline: Decimal) -> None:
    deviation = deviation_pct(measured, baseline)
    assert deviation is not None
    exact = (Fraction(measured) - Fraction(baseline)) / Fraction(baseline) * 100
    assert abs(Fraction(deviation) - exact) <= Fraction(1, 200)
    assert deviation.as_tuple().exponent == -2


@pytest.mark.parametrize(("baseline", "why"), [(None, "There is no baseline"), ("0", "The baseline is zero")])
def test_that_a_deviation_that_cannot_be_says_why(baseline: str | None, why: str) -> None:
    result = pressure("45", baseline_value=None if baseline is None else d(baseline))
    assert result.deviation_from_baseline_pct is None
    assert any(check.message.startswith(why) for check in result.checks)
    assert result.is_compliant is True


@pytest.mark.parametrize(("value", "warned"), [("60", False), ("60.01", True), ("40", False), ("39.99", True)])
def test_that_drift_beyond_the_buildings_limit_warns_and_never_fails(value: str, warned: bool) -> None:
    result = validate(pressure_test(baseline_value=d(50)), read(value), PRESSURE)
    assert ("drift" in codes(result, CheckResult.WARN)) is warned
    assert result.is_compliant is True


def test_that_a_building_sets_its_own_drift_limit() -> None:
    context = Context(rule=SP01, instrument=manometer(), drift_limit_pct=d(5))
    result = validate(pressure_test(baseline_value=d(50)), read("53"), context)
    assert "+6.00 % from the baseline of 50 Pa: more than the 5 % this building allows." in result.sentences


@pytest.mark.parametrize(
    ("value", "verdict", "compliant"),
    [
        ("21", Verdict.PASS, True),
        ("20.999", Verdict.CONDITIONAL_PASS, True),
        ("20", Verdict.CONDITIONAL_PASS, True),
        ("19.999", Verdict.CONDITIONAL_FAIL, False),
        ("19", Verdict.CONDITIONAL_FAIL, False),
        ("18.999", Verdict.FAIL, False),
        ("79", Verdict.PASS, True),
        ("79.001", Verdict.CONDITIONAL_PASS, True),
        ("80", Verdict.CONDITIONAL_PASS, True),
        ("80.001", Verdict.CONDITIONAL_FAIL, False),
        ("81", Verdict.CONDITIONAL_FAIL, False),
        ("81.001", Verdict.FAIL, False),
    ],
)
def test_that_the_guard_band_tells_four_verdicts_apart(value: str, verdict: Verdict, compliant: bool) -> None:
    """ILAC-G8:09/2019 with w = U = 1 Pa around 20 and 80 Pa."""
    context = Context(rule=SP01, instrument=manometer(), decision_rule="guard_banded")
    result = validate(pressure_test(), read(value), context)
    assert (result.verdict, result.is_compliant) == (verdict, compliant)
    assert (result.fault_draft is None) is compliant


@pytest.mark.parametrize(
    "certificates", [(), (certificate(expanded_uncertainty=None),), (certificate(uncertainty_unit="N"),)]
)
def test_that_a_guard_band_without_an_uncertainty_is_not_checked(certificates: tuple[Any, ...]) -> None:
    context = Context(rule=SP01, instrument=manometer(certificates=certificates), decision_rule="guard_banded")
    result = validate(pressure_test(), read("4"), context)
    assert (result.verdict, result.is_compliant, result.fault_draft) == (Verdict.NOT_CHECKED, None, None)


def test_that_types_without_an_instrument_are_judged_simply_in_a_guard_banded_session() -> None:
    context = Context(rule=INT01, decision_rule="guard_banded")
    assert validate(interface_test(), read("5", result_observed=True), context).verdict is Verdict.PASS


def test_that_a_failing_reading_with_a_bad_instrument_is_kept_without_a_fault_until_it_is_accepted() -> None:
    context = Context(rule=SP01, instrument=manometer(certificates=()))
    result = validate(pressure_test(), read("18.2"), context)
    assert (result.is_compliant, result.verdict, result.fault_draft) == (False, Verdict.FAIL, None)
    assert result.instrument_failed
    accepted = validate(pressure_test(instrument_accepted=True), read("18.2"), context)
    assert accepted.instrument_failed
    assert accepted.fault_draft is not None


def test_that_a_reading_without_an_instrument_says_so_and_still_raises_its_fault() -> None:
    result = validate(pressure_test(), read("18.2"), Context(rule=SP01))
    assert codes(result, CheckResult.NOT_CHECKED) == ["instrument", "temperatures"]
    assert result.fault_draft is not None


def test_that_the_documents_own_example_gives_the_documents_own_fault() -> None:
    reading = read("18.2", environment={"temp_c": 22, "wind_ms": 2.1})
    draft = validate(pressure_test(), reading, PRESSURE).fault_draft
    assert draft is not None
    assert draft.to_dict() == {
        "severity": "critical",
        "defect_classification": "1A",
        "as1851_class": "critical_defect",
        "description": "Pressure 18.2 Pa BELOW minimum 20 Pa on Stair-A Level-8 (all_closed)",
        "location": "Stair-A, Level-8, All Doors Closed",
        "action_required": "Increase fan speed, check damper positions, inspect for air leaks",
        "measurement_type": "pressure_differential",
        "rule_applied": "SP-01",
        "rule_version": VERSION,
        "door_configuration": "all_closed",
        "measured_value": "18.2",
        "design_setpoint": "45.000",
        "baseline_value": "44.200",
        "min_threshold": "20.000",
        "max_threshold": "80.000",
        "unit": "Pa",
        "deviation_from_baseline_pct": "-58.82",
        "environmental_conditions": {"temp_c": 22, "wind_ms": 2.1},
    }


def test_that_what_is_stored_is_json_and_loses_no_digit() -> None:
    value = "18.200000000000000000000000000000000001"
    stored = json.loads(json.dumps(pressure(value).to_dict()))
    assert stored["measured_value"] == value
    assert stored["is_compliant"] is False
    assert stored["deviation_from_baseline_pct"] == "-58.82"
    assert stored["checks"][1]["numbers"] == {"measured": value, "min": "20.000", "max": "80.000"}
    assert {"code", "result", "message", "numbers"} == set(stored["checks"][0])


def test_that_a_persons_sentence_is_plain() -> None:
    assert "Level-8 reads 18.2 Pa; the minimum is 20 Pa." in pressure("18.2").sentences


def test_that_a_test_without_a_reading_cannot_be_completed() -> None:
    assert completion_problems(pressure_test(), read()) == ("A reading in Pa is needed.",)
    assert completion_problems(ce_test(), read()) == ("The effects that were observed are needed.",)
    assert len(completion_problems(interface_test(), read())) == 2
    assert completion_problems(interface_test(), read(result_observed=False)) == ()
    assert completion_problems(pressure_test(), read("4")) == ()
    assert validate(pressure_test(), read(), PRESSURE).is_compliant is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), "v1"),
        (date(2024, 12, 31), "v1"),
        (date(2025, 1, 1), "v2"),
        (date(2025, 6, 30), "v2"),
        (date(2025, 7, 1), "v3"),
    ],
)
def test_that_the_rule_of_a_day_is_the_latest_one_in_force(day: date, code: str | None) -> None:
    def rule(version: str, start: date, end: date | None = None, active: bool = True) -> Rule:
        return Rule("SP-01", version, "pressure_differential", "critical", "1A", d(20), effective_date=start,
                    superseded_date=end, active=active)  # fmt: skip

    rules = [
        rule("v1", date(2024, 1, 1), date(2025, 1, 1)),
        rule("v2", date(2025, 1, 1)),
        rule("v3", date(2025, 7, 1)),
        rule("withdrawn", date(2024, 6, 1), active=False),
        Rule("SP-02", "other", "air_velocity", "high", "1B", d(1)),
    ]
    found = rule_in_force(rules, "pressure_differential", day)
    assert (found.version if found else None) == code


@pytest.mark.parametrize(("day", "holds"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_that_a_rule_no_longer_holds_on_the_day_it_is_superseded(day: date, holds: bool) -> None:
    ended = Rule("SP-01", "v1", "pressure_differential", "critical", "1A", d(20), superseded_date=date(2025, 1, 1))
    assert ended.in_force(day) is holds
    assert (rule_in_force([ended], "pressure_differential", day) is ended) is holds
