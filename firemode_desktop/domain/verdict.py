"""Reading → verdict, deviation from baseline, and the draft of a fault.

``validate`` is the whole of it: pure, quick enough to run as one types, and the same for a single reading, an import
and the re-check of a session. ``ValidationResult.to_dict()`` is what the column ``validation_result`` stores.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from firemode_desktop.domain import calibration, decision, faults
from firemode_desktop.domain.basis import basis_of
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.environment import environment_checks
from firemode_desktop.domain.faults import FaultDraft
from firemode_desktop.domain.judges import NUMERIC, Judged, judge
from firemode_desktop.domain.outcome import Check, stored
from firemode_desktop.domain.possible import impossible
from firemode_desktop.domain.reading import Certificate, ChecklistItem, Context, Instrument, Reading, Rule, Test
from firemode_desktop.domain.words import CheckResult, DecisionRule, MeasurementType, Verdict

__all__ = [
    "Certificate",
    "Check",
    "ChecklistItem",
    "Context",
    "FaultDraft",
    "Instrument",
    "Reading",
    "Rule",
    "Test",
    "ValidationResult",
    "completion_problems",
    "deviation_pct",
    "validate",
]

_HAVE_BASELINES = frozenset(
    {MeasurementType.PRESSURE_DIFFERENTIAL, MeasurementType.AIR_VELOCITY, MeasurementType.DOOR_OPENING_FORCE}
)
_IN_SECONDS = frozenset({MeasurementType.INTERFACE_TEST, MeasurementType.PRESSURE_RESTORATION_TIME})


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """How a reading came out. ``is_compliant`` is None where nothing could be judged (blank, never a pass)."""

    is_compliant: bool | None
    verdict: Verdict
    deviation_from_baseline_pct: Decimal | None
    checks: tuple[Check, ...]
    fault_draft: FaultDraft | None
    measured_value: Decimal | None = None
    decision_rule: DecisionRule = DecisionRule.SIMPLE
    rule_code: str | None = None
    rule_version: str | None = None
    basis: Mapping[str, Any] = field(default_factory=dict)
    """What it rested on, so that it can be judged again from the record alone (``domain.basis``)."""

    @property
    def instrument_failed(self) -> bool:
        """Whether a check of the instrument failed; then no fault is raised unless the reading was accepted."""
        return any(check.code in calibration.CODES and check.result is CheckResult.FAIL for check in self.checks)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What a person reads: the failures, then the warnings, then what was not checked, then the rest."""
        order = (CheckResult.FAIL, CheckResult.WARN, CheckResult.NOT_CHECKED, CheckResult.PASS)
        return tuple(check.message for check in sorted(self.checks, key=lambda check: order.index(check.result)))

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready, as stored. Measured numbers are text (``"18.2"``), so that not a digit is lost on the way."""
        return {
            "is_compliant": self.is_compliant,
            "verdict": self.verdict.value,
            "measured_value": stored(self.measured_value),
            "deviation_from_baseline_pct": stored(self.deviation_from_baseline_pct),
            "decision_rule": self.decision_rule.value,
            "rule_code": self.rule_code,
            "rule_version": self.rule_version,
            "checks": [check.to_dict() for check in self.checks],
            "fault_draft": None if self.fault_draft is None else self.fault_draft.to_dict(),
            "basis": dict(self.basis),
        }


def validate(test: Test, reading: Reading, context: Context | None = None) -> ValidationResult:
    """Judge ``reading`` for ``test``. Never raises for a bad reading: a reading of 4 Pa is what was read, and fails."""
    context = context or Context()
    test = _with_limits(test, context.rule)
    verdict, judged = _judge(test, reading, context)
    exact, drift = _drift(test, reading, context.drift_limit_pct)
    instrument = calibration.instrument_checks(test, reading, context.instrument)
    checks = (_rule(context), *judged, *drift, *instrument, *environment_checks(test, reading))
    deviation = None if exact is None else _two_decimals(exact)
    result = ValidationResult(
        is_compliant=decision.compliant(verdict),
        verdict=verdict,
        deviation_from_baseline_pct=deviation,
        checks=checks,
        fault_draft=None,
        measured_value=reading.measured,
        decision_rule=DecisionRule(context.decision_rule),
        rule_code=context.rule.rule_code if context.rule else None,
        rule_version=context.rule.version if context.rule else None,
        basis=basis_of(test, reading, context),
    )
    return replace(result, fault_draft=_fault(test, reading, context, result, judged))


def deviation_pct(measured: Decimal, baseline: Decimal | None) -> Decimal | None:
    """(measured − baseline) / baseline × 100, two decimals half-even; None without a baseline, or with one of zero."""
    exact = _deviation(measured, baseline)
    return None if exact is None else _two_decimals(exact)


def completion_problems(test: Test, reading: Reading) -> tuple[str, ...]:
    """What is missing before the test can be completed, or is none of its own; ``completed`` demands a result."""
    kind = MeasurementType(test.measurement_type)
    return (*_out_of_place(kind, reading), *impossible(test, reading), *_missing(kind, test, reading))


def _out_of_place(kind: MeasurementType, reading: Reading) -> Iterator[str]:
    """What is no result of this kind of test: kept with it, it could not be read back, or would pass as good."""
    if reading.grid is not None and kind is not MeasurementType.AIR_VELOCITY:
        yield "Nine points are measured at doorways only."
    if reading.observed is not None and kind is not MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        yield "Observed effects belong to cause-and-effect tests only."
    if reading.result_observed is not None and kind in (*NUMERIC, MeasurementType.CAUSE_AND_EFFECT_LOGIC):
        yield "Whether the expected result was observed is not asked of this test."
    if reading.value is not None and kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        yield "A cause-and-effect test is judged by its effects; it takes no number of its own."
    if kind in _IN_SECONDS and reading.value is not None and reading.value < 0:
        yield f"{plain(reading.value)} s is no time: nothing answers before it is triggered."


def _missing(kind: MeasurementType, test: Test, reading: Reading) -> tuple[str, ...]:
    if kind is MeasurementType.AIR_VELOCITY:
        missing = reading.grid.missing if reading.grid is not None else tuple(range(1, 10))
        points = ", ".join(map(str, missing))
        return (f"Velocity is measured at nine points; missing: {points}.",) if missing else ()
    if kind in NUMERIC:
        return () if reading.value is not None else (f"A reading in {test.unit or 'its unit'} is needed.",)
    if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        return () if reading.observed is not None else ("The effects that were observed are needed.",)
    return tuple(_missing_observation(kind, test, reading))


def _missing_observation(kind: MeasurementType, test: Test, reading: Reading) -> list[str]:
    checklist = kind is MeasurementType.FAN_OPERATION and bool(reading.checklist)
    missing = [f"“{item.text}” was not looked at." for item in reading.checklist if item.in_order is None]
    if reading.result_observed is None and not checklist:
        missing.append("Whether the expected result was observed (yes or no) is needed.")
    timed = kind is MeasurementType.INTERFACE_TEST and test.response_time_s is not None
    if timed and reading.value is None and reading.result_observed is not False:
        missing.append("The response time in seconds is needed.")
    return missing


def _with_limits(test: Test, rule: Rule | None) -> Test:
    """The test with its own limits; where it carries none (a preview outside a session), with those of the rule."""
    if rule is None or not test.limits.open or rule.limits.open:
        return test
    unit = test.unit or rule.unit
    return replace(test, min_threshold=rule.min_threshold, max_threshold=rule.max_threshold, unit=unit)


def _judge(test: Test, reading: Reading, context: Context) -> Judged:
    return (Verdict.NOT_CHECKED, ()) if context.rule is None else judge(test, reading, context)


def _rule(context: Context) -> Check:
    if context.rule is None:
        return Check(
            "rule", CheckResult.NOT_CHECKED, "No rule was in force for this measurement on the session's date."
        )
    source = f" ({context.rule.reference_standard})" if context.rule.reference_standard else ""
    message = f"Judged by {context.rule.rule_code}, version {context.rule.version}{source}."
    return Check("rule", CheckResult.PASS, message)


def _deviation(measured: Decimal, baseline: Decimal | None) -> Fraction | None:
    if not baseline:
        return None
    return (Fraction(measured) - Fraction(baseline)) / Fraction(baseline) * 100


def _two_decimals(exact: Fraction) -> Decimal:
    """Half-even at two places; ``round`` of a Fraction is exact, so no digit is rounded twice."""
    return Decimal(f"{round(exact * 100)}e-2")


def _drift(test: Test, reading: Reading, limit_pct: Decimal) -> tuple[Fraction | None, tuple[Check, ...]]:
    """The deviation from the baseline, whole, and the advisory that goes with it."""
    measured = reading.measured
    if measured is None or (test.measurement_type not in _HAVE_BASELINES and test.baseline_value is None):
        return None, ()
    exact = _deviation(measured, test.baseline_value)
    if exact is None:
        why = "There is no baseline" if test.baseline_value is None else "The baseline is zero"
        return None, (Check("drift", CheckResult.NOT_CHECKED, f"{why}, so there is no deviation from it."),)
    shown = _two_decimals(exact)
    numbers = {"measured": measured, "baseline": test.baseline_value, "deviation_pct": shown, "limit_pct": limit_pct}
    away = f"{shown:+f} % from the baseline of {plain(test.baseline_value or Decimal(0))} {test.unit or ''}".rstrip()
    if abs(exact) > Fraction(limit_pct):
        message = f"{away}: more than the {plain(limit_pct)} % this building allows."
        return exact, (Check("drift", CheckResult.WARN, message, numbers),)
    return exact, (Check("drift", CheckResult.PASS, f"{away}.", numbers),)


def _fault(
    test: Test, reading: Reading, context: Context, result: ValidationResult, judged: tuple[Check, ...]
) -> FaultDraft | None:
    """A draft for a reading that does not comply and whose instrument may be believed (or was accepted)."""
    if result.is_compliant is not False or context.rule is None:
        return None
    if result.instrument_failed and not test.instrument_accepted:
        return None
    reasons = tuple(check.message for check in judged if check.result is CheckResult.FAIL)
    return faults.draft(test, reading, context.rule, result.deviation_from_baseline_pct, reasons)


def instrument_failed(validation_result: Mapping[str, Any] | None) -> bool:
    """Whether a stored ``validation_result`` has a failed check of its instrument."""
    checks = (validation_result or {}).get("checks", ())
    return any(check["code"] in calibration.CODES and check["result"] == CheckResult.FAIL for check in checks)


def instrument_unfit(validation_result: Mapping[str, Any] | None) -> bool:
    """Whether a stored ``validation_result`` waits for a supervisor's word on its instrument."""
    checks = (validation_result or {}).get("checks", ())
    return any(calibration.unfit(check["code"], check["result"]) for check in checks)
