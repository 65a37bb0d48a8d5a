"""What a verdict rested on, as it is stored with it: enough to judge the same reading again from the record alone.

A rule that was superseded since, a certificate that was added, a floor that was renamed, another drift limit: none of
it changes what is judged from the basis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from firemode_desktop.domain.outcome import stored
from firemode_desktop.domain.reading import Certificate, Context, Instrument, Reading, Rule, Test

_NAMES = ("stair", "floor", "door", "doorway", "zone", "scenario")
_RULE = (
    "rule_code",
    "version",
    "measurement_type",
    "severity_if_fail",
    "defect_classification",
    "min_threshold",
    "max_threshold",
    "unit",
    "reference_standard",
    "effective_date",
    "rule_id",
)
_INSTRUMENT = ("serial_number", "instrument_type", "range_min", "range_max", "unit")
_CERTIFICATE = ("cert_number", "calibration_date", "expiry_date", "expanded_uncertainty", "uncertainty_unit")
_DECIMALS = frozenset({"min_threshold", "max_threshold", "range_min", "range_max", "expanded_uncertainty"})
_DATES = frozenset({"effective_date", "calibration_date", "expiry_date"})


def basis_of(test: Test, reading: Reading, context: Context) -> dict[str, Any]:
    """JSON-ready: names, day, rule with its limits and source, instrument with the day's certificate, drift limit."""
    return {
        "day": reading.day.isoformat(),
        "names": {name: getattr(test, name) for name in _NAMES},
        "rule": None if context.rule is None else _written(context.rule, _RULE),
        "instrument": None if context.instrument is None else _instrument(context.instrument, reading.day),
        "drift_limit_pct": stored(context.drift_limit_pct),
        "baseline_conditions": {key: stored(value) for key, value in test.baseline_conditions.items()},
    }


def as_tested(basis: Mapping[str, Any], test: Test) -> Test:
    """The test as it was when it was judged: under its names of then, and before its instrument was accepted."""
    conditions = {key: Decimal(value) for key, value in basis["baseline_conditions"].items()}
    return replace(test, **basis["names"], baseline_conditions=conditions, instrument_accepted=False)


def context_of(basis: Mapping[str, Any], decision_rule: str) -> Context:
    """What the reading was judged by."""
    rule, instrument = basis["rule"], basis["instrument"]
    return Context(
        rule=None if rule is None else Rule(**_read(rule, _RULE)),
        instrument=None if instrument is None else _instrument_of(instrument),
        decision_rule=decision_rule,
        drift_limit_pct=Decimal(basis["drift_limit_pct"]),
    )


def day_of(basis: Mapping[str, Any]) -> date:
    """The day of the reading on site, as it was when it was judged."""
    return date.fromisoformat(basis["day"])


def _instrument(instrument: Instrument, day: date) -> dict[str, Any]:
    certificate = instrument.certificate_on(day)
    held = None if certificate is None else _written(certificate, _CERTIFICATE)
    return {**_written(instrument, _INSTRUMENT), "certificate": held}


def _instrument_of(raw: Mapping[str, Any]) -> Instrument:
    held = raw["certificate"]
    certificates = () if held is None else (Certificate(**_read(held, _CERTIFICATE)),)
    return Instrument(**_read(raw, _INSTRUMENT), certificates=certificates)


def _written(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _text(getattr(value, name)) for name in names}


def _text(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else stored(value)


def _read(raw: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _value(name, raw[name]) for name in names}


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in _DECIMALS:
        return Decimal(value)
    if name in _DATES:
        return date.fromisoformat(value)
    return UUID(value) if name == "rule_id" else value
