"""One judge a measurement type: which checks a reading has to pass to comply.

A numeric type is held against its limits by the session's decision rule; the others by what was observed. A type that
is new to the customer's document needs no code here beyond its place in one of the two tables: its limits are data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from firemode_desktop.domain import calibration, decision
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.faults import shown
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import Finding, Outcome, compare
from firemode_desktop.domain.outcome import Check, Number
from firemode_desktop.domain.reading import Context, Reading, Test
from firemode_desktop.domain.words import CheckResult, DecisionRule, MeasurementType, Verdict

NUMERIC = frozenset(
    {
        MeasurementType.PRESSURE_DIFFERENTIAL,
        MeasurementType.AIR_VELOCITY,
        MeasurementType.DOOR_OPENING_FORCE,
        MeasurementType.SOUND_PRESSURE_LEVEL,
        MeasurementType.PRESSURE_RESTORATION_TIME,
    }
)
"""Types whose reading is a number against limits."""

Judged = tuple[Verdict, tuple[Check, ...]]


def judge(test: Test, reading: Reading, context: Context) -> Judged:
    """The verdict of the measurement itself, and the checks it rests on. A rule is known to be in force."""
    kind = MeasurementType(test.measurement_type)
    if kind in NUMERIC:
        return _number(test, reading, context)
    checks = _OBSERVED[kind](test, reading)
    return _overall(checks), checks


def _overall(checks: tuple[Check, ...]) -> Verdict:
    """Fail when a check fails; else not checked when one could not be made; else pass (a warning is one)."""
    results = {check.result for check in checks}
    if CheckResult.FAIL in results:
        return Verdict.FAIL
    return Verdict.NOT_CHECKED if CheckResult.NOT_CHECKED in results or not checks else Verdict.PASS


def _number(test: Test, reading: Reading, context: Context) -> Judged:
    grid = _grid(test, reading)
    if any(check.result is CheckResult.FAIL for check in grid):
        return Verdict.NOT_CHECKED, grid
    value = reading.measured
    if value is None:
        return Verdict.NOT_CHECKED, (Check("reading", CheckResult.NOT_CHECKED, "Nothing was read."),)
    verdict, check = _limit(test, reading, context, value)
    return verdict, (check, *grid)


def _grid(test: Test, reading: Reading) -> tuple[Check, ...]:
    if test.measurement_type != MeasurementType.AIR_VELOCITY:
        return ()
    grid = reading.grid
    if grid is None or not grid.complete:
        missing = grid.missing if grid is not None else tuple(range(1, 10))
        points = ", ".join(map(str, missing))
        what = "point" if len(missing) == 1 else "points"
        return (Check("grid", CheckResult.FAIL, f"All nine points are needed; {what} {points} missing."),)
    numbers: dict[str, Number] = {"lowest": grid.lowest, "lowest_point": grid.lowest_point, "spread": grid.spread}
    message = f"Lowest {plain(grid.lowest)} m/s at point {grid.lowest_point}; spread {plain(grid.spread)} m/s."
    return (Check("grid", CheckResult.PASS, message, numbers), *_low_points(test, grid))


def _low_points(test: Test, grid: Grid) -> tuple[Check, ...]:
    """Points below the minimum while the mean is not: the mean decides, but air stands still there."""
    least = test.min_threshold
    if least is None or grid.mean < least:
        return ()
    low = [(n, value) for n, value in enumerate(grid.values, start=1) if value is not None and value < least]
    if not low:
        return ()
    points = ", ".join(f"{number} ({plain(value)})" for number, value in low)
    what = "Point" if len(low) == 1 else "Points"
    verb = "is" if len(low) == 1 else "are"
    message = f"{what} {points} {verb} below the minimum of {plain(least)} m/s; the mean of the nine is not."
    return (Check("grid_low", CheckResult.WARN, message, {"min": least, "points": len(low)}),)


def _limit(test: Test, reading: Reading, context: Context, value: Decimal) -> tuple[Verdict, Check]:
    numbers: dict[str, Number] = {"measured": value, "min": test.min_threshold, "max": test.max_threshold}
    if test.limits.open:
        return Verdict.NOT_CHECKED, Check("limit", CheckResult.NOT_CHECKED, "The rule sets no limit.", numbers)
    # Without an instrument there is no uncertainty to guard against: such types are always judged simply.
    if context.decision_rule == DecisionRule.SIMPLE or test.required_instrument_type is None:
        verdict = decision.simple(value, test.limits)
        return verdict, Check("limit", _RESULTS[verdict], _sentence(test, value, verdict), numbers)
    margin = calibration.uncertainty(value, test.unit, reading, context.instrument)
    if margin is None:
        message = (
            "The decision rule is guard-banded, but no expanded uncertainty is known for the instrument on the day."
        )
        return Verdict.NOT_CHECKED, Check("limit", CheckResult.NOT_CHECKED, message, numbers)
    verdict = decision.guard_banded(value, test.limits, margin)
    message = f"{_sentence(test, value, verdict)[:-1]} (U = {plain(margin)}{_unit(test)})."
    return verdict, Check("limit", _RESULTS[verdict], message, {**numbers, "uncertainty": margin})


_RESULTS: Mapping[Verdict, CheckResult] = {
    Verdict.PASS: CheckResult.PASS,
    Verdict.CONDITIONAL_PASS: CheckResult.WARN,
    Verdict.CONDITIONAL_FAIL: CheckResult.FAIL,
    Verdict.FAIL: CheckResult.FAIL,
    Verdict.NOT_CHECKED: CheckResult.NOT_CHECKED,
}


def _unit(test: Test) -> str:
    return f" {test.unit}" if test.unit else ""


def _sentence(test: Test, value: Decimal, verdict: Verdict) -> str:
    """``Level-8 reads 18.2 Pa; the minimum is 20 Pa.``"""
    where = test.door or test.doorway or test.floor or test.stair
    reads = f"{where} reads {shown(value, test.limits)}{_unit(test)}"
    limit = _broken_limit(test, value)
    if limit is not None:
        return f"{reads}; the {limit}{_unit(test)}."
    close = ", too close to a limit to be sure of it" if verdict is Verdict.CONDITIONAL_PASS else ""
    return f"{reads}, within the limits ({test.limits}){close}."


def _broken_limit(test: Test, value: Decimal) -> str | None:
    if test.min_threshold is not None and value < test.min_threshold:
        return f"minimum is {plain(test.min_threshold)}"
    if test.max_threshold is not None and value > test.max_threshold:
        return f"maximum is {plain(test.max_threshold)}"
    return None


def _cause_and_effect(test: Test, reading: Reading) -> tuple[Check, ...]:
    if reading.observed is None:
        return (Check("reading", CheckResult.NOT_CHECKED, "No effects were recorded."),)
    if not test.expected_sequence:
        return (Check("reading", CheckResult.NOT_CHECKED, "The scenario has no steps to compare with."),)
    return tuple(map(_finding, compare(test.expected_sequence, reading.observed).findings))


def _finding(finding: Finding) -> Check:
    code = "effect_unexpected" if finding.outcome is Outcome.UNEXPECTED else f"step_{finding.outcome}"
    numbers: dict[str, Number] = {"step_order": finding.step_order}
    if finding.step is not None:
        numbers["expected_delay"] = finding.step.expected_delay_seconds
        numbers["tolerance"] = finding.step.tolerance_seconds
    if finding.observed is not None:
        numbers["observed_delay"] = finding.observed.delay_seconds
    return Check(code, finding.result, finding.message, numbers)


def _interface(test: Test, reading: Reading) -> tuple[Check, ...]:
    return (_expected_result(reading, test.expected_result), *_response_time(test, reading))


def _expected_result(reading: Reading, expected: str | None = None) -> Check:
    what = f" ({expected.rstrip(' .')})" if expected else ""
    if reading.result_observed is None:
        message = f"Whether the expected result was observed is not recorded{what}."
        return Check("expected_result", CheckResult.NOT_CHECKED, message)
    if reading.result_observed:
        return Check("expected_result", CheckResult.PASS, f"The expected result was observed{what}.")
    return Check("expected_result", CheckResult.FAIL, f"The expected result was not observed{what}.")


def _response_time(test: Test, reading: Reading) -> tuple[Check, ...]:
    if test.response_time_s is None or reading.result_observed is False:
        return ()
    numbers: dict[str, Number] = {"response_time": reading.value, "max": test.response_time_s}
    allowed = f"{test.response_time_s} s are allowed"
    if reading.value is None:
        message = f"The response time is not recorded; {allowed}."
        return (Check("response_time", CheckResult.NOT_CHECKED, message, numbers),)
    result = CheckResult.PASS if reading.value <= test.response_time_s else CheckResult.FAIL
    return (Check("response_time", result, f"The response took {plain(reading.value)} s; {allowed}.", numbers),)


def _latching(test: Test, reading: Reading) -> tuple[Check, ...]:
    return (_expected_result(reading, test.expected_result or "the door closes and latches by itself"),)


def _checklist(test: Test, reading: Reading) -> tuple[Check, ...]:
    if not reading.checklist:
        return (_expected_result(reading, test.expected_result or "every item of the checklist in order"),)
    results = {True: CheckResult.PASS, False: CheckResult.FAIL, None: CheckResult.NOT_CHECKED}
    words = {True: "in order", False: "not in order", None: "not looked at"}
    return tuple(
        Check("checklist", results[item.in_order], f"{item.text}: {words[item.in_order]}.")
        for item in reading.checklist
    )


_OBSERVED: Mapping[MeasurementType, Callable[[Test, Reading], tuple[Check, ...]]] = {
    MeasurementType.CAUSE_AND_EFFECT_LOGIC: _cause_and_effect,
    MeasurementType.INTERFACE_TEST: _interface,
    MeasurementType.DOOR_LATCHING: _latching,
    MeasurementType.FAN_OPERATION: _checklist,
}
