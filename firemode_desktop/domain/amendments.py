"""What counts as the result of a test: what was recorded, or the latest correction beside it.

A completed result is never written over. A correction brings the whole reading anew with its own verdict and reason;
the one made last stands for the test, wherever a verdict is listed, counted or plotted. What was recorded is told
beside it for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from firemode_desktop.domain.verdict import deviation_pct

RESULT, NOTES = "measured_value", "notes"
"""What a correction is about: the whole result, or the notes alone."""


@dataclass(frozen=True, slots=True)
class Given:
    """A result as a record holds it: what was read, with what, and how it came out."""

    measurement_type: str
    measured_value_numeric: Decimal | None = None
    measured_value_text: str | None = None
    environmental_conditions: Mapping[str, Any] | None = None
    required_instrument_id: UUID | None = None
    baseline_value: Decimal | None = None
    is_compliant: bool | None = None
    verdict: str | None = None
    deviation_from_baseline_pct: Decimal | None = None
    validation_result: Mapping[str, Any] | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Amendment:
    """One correction: ``old`` and ``new`` in words, why, by whom and when; ``given`` is what stands since."""

    field: str
    old: str
    new: str
    reason: str
    by: UUID | None
    at: datetime
    given: Given


def brought(new_value: object) -> Mapping[str, Any]:
    """What a correction brought, as its row keeps it; an older version of the program kept the number alone."""
    return new_value if isinstance(new_value, Mapping) else {"measured_value": new_value}


def in_order(rows: Iterable[tuple[datetime, Mapping[str, Any]]]) -> list[int]:
    """The places of ``rows`` (when it was recorded, what it brought) in the order they were made.

    Corrections of one moment are told apart by their number.
    """
    listed = list(rows)
    return sorted(range(len(listed)), key=lambda place: (listed[place][0], int(listed[place][1].get("number", 0))))


def corrected(given: Given, field: str, new: Mapping[str, Any]) -> Given:
    """The result once ``new`` stands for it; what an older version of the program left out is worked out here."""
    if field == NOTES:
        return replace(given, notes=new.get("notes"))
    if field != RESULT:
        return given
    value = new.get("measured_value")
    number = None if value is None else Decimal(str(value))
    if "deviation_from_baseline_pct" in new:
        told = new["deviation_from_baseline_pct"]
        deviation = None if told is None else Decimal(str(told))
    else:
        deviation = None if number is None else deviation_pct(number, given.baseline_value)
    instrument = new.get("instrument_id", given.required_instrument_id)
    return replace(
        given,
        measured_value_numeric=number,
        measured_value_text=new.get("measured_value_text"),
        required_instrument_id=UUID(instrument) if isinstance(instrument, str) else instrument,
        is_compliant=new.get("is_compliant"),
        verdict=new.get("verdict"),
        deviation_from_baseline_pct=deviation,
        validation_result=new.get("validation_result", given.validation_result),
        notes=new.get("notes", given.notes),
    )
