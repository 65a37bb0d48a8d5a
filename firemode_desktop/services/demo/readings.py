"""The readings of the demonstration: made up, the same every time, and said to be so.

A reading lies close to the baseline of its place, a little off by a number drawn from its identifier. Exceptions are
written out below: a handful fail, one lies exactly on each limit, one was taken with an instrument whose calibration
had ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.words import InstrumentType, MeasurementType
from firemode_desktop.services.pilot import OUT_OF_CALIBRATION
from firemode_desktop.services.testing import ShownTest

EXACT: Mapping[str, Decimal] = {
    # on the limit: these pass
    "PRESSURE_STAIR-B_L3_ALL-CLOSED": Decimal("20"),
    "PRESSURE_STAIR-B_GF_ALL-CLOSED": Decimal("80"),
    "VELOCITY_STAIR-B_L5_DW-LEVEL-5-STAIR-B_WORST-CASE-3-DOORS-OPEN": Decimal("1.0"),
    "FORCE_STAIR-B_L6_D-LEVEL-6-STAIR-B_ACTIVE": Decimal("110"),
    # beyond it: these fail
    "PRESSURE_STAIR-A_L8_ALL-CLOSED": Decimal("18.2"),
    "PRESSURE_STAIR-A_L8_EVAC-DOORS-OPEN": Decimal("11.6"),
    "VELOCITY_STAIR-A_L12_DW-LEVEL-12-STAIR-A_WORST-CASE-3-DOORS-OPEN": Decimal("0.91"),
    "FORCE_STAIR-A_L2_D-LEVEL-2-STAIR-A_ACTIVE": Decimal("118.5"),
}
LATE_STEP = ("CE_STAIR-A_ZONE-3_FIRE-FLOOR-8", 3, Decimal("8.4"))
"""The scenario, the step and the delay of the one effect that came too late."""

WRONG_INSTRUMENT_ON = "PRESSURE_STAIR-B_L9_ALL-CLOSED"
"""Read with the manometer whose certificate had ended."""

DRIFTS: Mapping[str, Decimal] = {
    "PRESSURE_STAIR-B_L12_ALL-CLOSED": Decimal("-2.6"),
    "FORCE_STAIR-B_L10_D-LEVEL-10-STAIR-B_ACTIVE": Decimal("2.2"),
}
"""What changes by about as much every half-year: a slow loss of pressure, a closer that stiffens."""
LONGEST = 5
"""Half-years from the first earlier session to the annual one."""

SERIALS = {
    InstrumentType.MANOMETER: "SN-12345",
    InstrumentType.ANEMOMETER: "AN-07",
    InstrumentType.FORCE_GAUGE: "FG-21",
}
_SPREAD = {
    MeasurementType.PRESSURE_DIFFERENTIAL: (Decimal("1.2"), 1),
    MeasurementType.AIR_VELOCITY: (Decimal("0.05"), 2),
    MeasurementType.DOOR_OPENING_FORCE: (Decimal("2.0"), 1),
}
CONDITIONS = {"temp_out_c": Decimal("14"), "temp_stair_c": Decimal("21"), "wind_ms": Decimal("2.1")}


@dataclass(frozen=True, slots=True)
class DemoReading:
    """One line of the demonstration's results workbook."""

    identifier: str
    measured_at: datetime
    value: Decimal | None = None
    points: tuple[Decimal, ...] = ()
    observed: tuple[ObservedEffect, ...] | None = None
    result_observed: bool | None = None
    instrument_serial: str | None = None
    environment: Mapping[str, Decimal] = field(default_factory=lambda: dict(CONDITIONS))

    @property
    def shown(self) -> str:
        """What the display of the instrument shows, for the picture that stands in for its photograph."""
        if self.points:
            return f"{plain(Grid.of(self.points).mean)} m/s"
        if self.observed is not None:
            return "Panel log"
        return "Seen" if self.value is None or self.result_observed else plain(self.value)


def readings(
    tests: Sequence[ShownTest],
    sequences: Mapping[str, Sequence[Mapping[str, Any]]],
    day: date,
    zone: ZoneInfo,
    half_years_ago: int = 0,
) -> tuple[DemoReading, ...]:
    """A reading for every test, taken in walking order from nine in the morning of ``day``, two minutes apart.

    ``sequences`` are the expected steps of each C&E test by identifier. ``half_years_ago`` counts back from the annual
    session; before it nothing failed, and what drifts had drifted less.
    """
    start = datetime.combine(day, time(9), zone)
    return tuple(
        _reading(test, start + timedelta(minutes=2 * place), sequences.get(test.identifier, ()), half_years_ago)
        for place, test in enumerate(tests)
    )


def _reading(test: ShownTest, at: datetime, sequence: Sequence[Mapping[str, Any]], half_years_ago: int) -> DemoReading:
    kind = MeasurementType(test.measurement_type)
    if kind is MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        return DemoReading(test.identifier, at, observed=_effects(test.identifier, sequence, half_years_ago))
    if kind is MeasurementType.INTERFACE_TEST:
        return DemoReading(test.identifier, at, value=Decimal(3), result_observed=True)
    value = _value(test, kind, half_years_ago)
    serial = SERIALS[InstrumentType(test.instrument_type or "")]
    if not half_years_ago and test.identifier == WRONG_INSTRUMENT_ON:
        serial = OUT_OF_CALIBRATION
    if kind is MeasurementType.AIR_VELOCITY:
        return DemoReading(test.identifier, at, points=_points(value), instrument_serial=serial)
    return DemoReading(test.identifier, at, value=value, instrument_serial=serial)


def _value(test: ShownTest, kind: MeasurementType, half_years_ago: int) -> Decimal:
    if not half_years_ago and test.identifier in EXACT:
        return EXACT[test.identifier]
    spread, decimals = _SPREAD[kind]
    base = test.baseline_value if test.baseline_value is not None else Decimal(40)
    drifted = DRIFTS.get(test.identifier, Decimal(0)) * (LONGEST - half_years_ago)
    chance = spread * _draw(f"{test.identifier} {half_years_ago}")
    return round_half_even(base + drifted + chance, decimals)


def _draw(text: str) -> Decimal:
    """A number from −1 to 1 that depends on ``text`` alone."""
    return Decimal(int.from_bytes(hashlib.sha256(text.encode()).digest()[:2]) - 32768) / 32768


def _points(mean: Decimal) -> tuple[Decimal, ...]:
    """Nine points whose plain mean is ``mean``: quicker in the middle, slower at the edges."""
    offsets = ("0.02", "0.08", "-0.04", "0.01", "0.09", "0.00", "-0.06", "-0.01", "-0.09")
    points = tuple(mean + Decimal(offset) for offset in offsets)
    assert Grid.of(points).mean == mean
    return points


def _effects(identifier: str, sequence: Sequence[Mapping[str, Any]], half_years_ago: int) -> tuple[ObservedEffect, ...]:
    seen = []
    for step in sequence:
        order, expected = step["step_order"], Decimal(str(step["expected_delay_seconds"]))
        off = Decimal(str(step["tolerance_seconds"])) * _draw(f"{identifier} {order} {half_years_ago}") / 2
        delay = max(Decimal(0), round_half_even(expected + off, 1))
        if not half_years_ago and (identifier, order) == LATE_STEP[:2]:
            delay = LATE_STEP[2]
        seen.append(ObservedEffect(step["component_id"], step["expected_action"], delay, order))
    return tuple(seen)
