"""What a verdict is made from: a test, a reading, and the context it is judged in. Plain frozen values.

All numbers are finite Decimals in the unit of the test; what is not known is ``None``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from firemode_desktop.domain.checks import Limits, finite
from firemode_desktop.domain.dates import holds
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.numbers import convert
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.observed import to_text as observed_text
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.words import DecisionRule

DEFAULT_DRIFT_LIMIT_PCT = Decimal(20)


@dataclass(frozen=True, slots=True)
class Rule:
    """A limit with its source, as ``as1851_rules`` keeps it; ``superseded_date`` is exclusive."""

    rule_code: str
    version: str
    measurement_type: str
    severity_if_fail: str
    defect_classification: str
    min_threshold: Decimal | None = None
    max_threshold: Decimal | None = None
    unit: str | None = None
    reference_standard: str | None = None
    effective_date: date | None = None
    superseded_date: date | None = None
    active: bool = True
    rule_id: UUID | None = None

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on ``day``: not withdrawn, effective, and not yet superseded."""
        return self.active and holds(day, self.effective_date, self.superseded_date)

    @property
    def limits(self) -> Limits:
        """The rule's thresholds."""
        return Limits(self.min_threshold, self.max_threshold, self.unit or "")


def rule_in_force(rules: Iterable[Rule], measurement_type: str, day: date) -> Rule | None:
    """The rule for ``measurement_type`` on ``day``; of several, the one with the latest effective date."""
    found = [rule for rule in rules if rule.measurement_type == measurement_type and rule.in_force(day)]
    return max(found, key=lambda rule: (rule.effective_date or date.min, natural_key(rule.version)), default=None)


@dataclass(frozen=True, slots=True)
class Certificate:
    """A calibration certificate; ``expiry_date`` is the first day on which it no longer holds."""

    cert_number: str
    calibration_date: date
    expiry_date: date
    expanded_uncertainty: Decimal | None = None
    uncertainty_unit: str | None = None

    def valid_on(self, day: date) -> bool:
        """Whether ``calibration_date ≤ day < expiry_date``."""
        return holds(day, self.calibration_date, self.expiry_date)


@dataclass(frozen=True, slots=True)
class Instrument:
    """The instrument that was used, with all its certificates."""

    serial_number: str
    instrument_type: str | None
    range_min: Decimal | None = None
    range_max: Decimal | None = None
    unit: str | None = None
    certificates: tuple[Certificate, ...] = ()

    def certificate_on(self, day: date) -> Certificate | None:
        """The certificate valid on ``day``; of several, the latest calibration."""
        valid = (certificate for certificate in self.certificates if certificate.valid_on(day))
        return max(valid, key=lambda certificate: certificate.calibration_date, default=None)

    def range_in(self, unit: str | None) -> Limits:
        """The range in ``unit``; raises ``Invalid`` when the instrument reads something else."""
        ends = (self.range_min, self.range_max)
        if unit and self.unit and self.unit != unit:
            low, high = (None if end is None else convert(end, self.unit, unit) for end in ends)
            return Limits(low, high, unit)
        return Limits(*ends, unit or self.unit or "")


@dataclass(frozen=True, slots=True)
class Test:
    """One test of a session, as its instance carries it: what and where, its limits and its baseline.

    ``stair``, ``floor``, ``door``, ``doorway``, ``zone`` and ``scenario`` are names. Thresholds were copied into the
    instance when the session started; they, and not today's rule, are what a reading is held against.
    """

    __test__ = False

    measurement_type: str
    stair: str
    identifier: str = ""
    floor: str | None = None
    door: str | None = None
    doorway: str | None = None
    zone: str | None = None
    scenario: str | None = None
    door_configuration: str | None = None
    door_scenario: str | None = None
    pressurization_active: bool | None = None
    interface_type: str | None = None
    location_id: str | None = None
    min_threshold: Decimal | None = None
    max_threshold: Decimal | None = None
    unit: str | None = None
    baseline_value: Decimal | None = None
    baseline_date: date | None = None
    baseline_conditions: Mapping[str, Decimal] = field(default_factory=dict)
    """What it was like when the baseline was taken: temp_c, humidity_pct, wind_ms, as far as known."""
    design_setpoint: Decimal | None = None
    required_instrument_type: str | None = None
    expected_sequence: tuple[Step, ...] = ()
    expected_result: str | None = None
    response_time_s: int | None = None
    checklist: tuple[str, ...] = ()
    """What is looked at, item by item, where a checklist is gone through."""
    instrument_accepted: bool = False

    @property
    def limits(self) -> Limits:
        """The thresholds of this test."""
        return Limits(self.min_threshold, self.max_threshold, self.unit or "")


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of a checklist and whether it was in order (None: not looked at)."""

    text: str
    in_order: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and on which day (the day of the building's time zone).

    ``value`` is in the unit of the test: pascals, newtons, seconds of a restoration or of an interface's response.
    A velocity comes as ``grid``; ``observed`` is what a cause-and-effect test saw; ``result_observed`` says whether an
    interface did, or a door did, what was expected. Raises ``Invalid`` for a value that is not finite.
    """

    day: date
    value: Decimal | None = None
    grid: Grid | None = None
    observed: tuple[ObservedEffect, ...] | None = None
    result_observed: bool | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    environment: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.value is not None:
            object.__setattr__(self, "value", finite(self.value))
        if self.value is not None and self.grid is not None and self.grid.present:
            raise Invalid(
                "A velocity is given by its nine points or by one number, not both.", [{"code": "two_values"}]
            )

    @property
    def measured(self) -> Decimal | None:
        """The one number that is judged and stored in ``measured_value_numeric``, every digit of it.

        A grid counts only when it is complete: the mean of eight points is not the mean of the doorway.
        """
        if self.grid is not None and self.grid.present:
            return self.grid.mean if self.grid.complete else None
        return self.value

    @property
    def measured_text(self) -> str | None:
        """What ``measured_value_text`` stores: the grid's points, or the effects that were observed, as JSON."""
        if self.grid is not None:
            return self.grid.to_text()
        return None if self.observed is None else observed_text(self.observed)


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading is judged by: rule of the session's date, instrument, decision rule, drift limit in per cent."""

    rule: Rule | None = None
    instrument: Instrument | None = None
    decision_rule: str = DecisionRule.SIMPLE
    drift_limit_pct: Decimal = DEFAULT_DRIFT_LIMIT_PCT
