"""A section by hand: the pilot building's shape, with one reading of each standing, for tests of the drawing alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.section import Cell, Reading, Section, Shaft
from firemode_desktop.domain.standing import Measure, Standing, Tally, standing

SPACE = UUID("6f0d4b5e-0000-4000-8000-000000000000")
PASCALS = Limits(Decimal(20), Decimal(80), "Pa")
AT = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)


def one_id(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(SPACE, name)


def reading(stair: str, level: str, value: str | None, baseline: str = "44.2") -> Reading:
    """A pressure with the doors closed; None: the test was skipped."""
    measured = Decimal(value) if value is not None else None
    compliant = measured is not None and PASCALS.contains(measured)
    return Reading(
        instance_id=one_id(f"{stair}/{level}/instance"),
        session_id=one_id("session"),
        session_name="Annual session 2026",
        measure=Measure.PRESSURE,
        case="all_closed",
        place=level,
        standing=Standing.SKIPPED if measured is None else standing("completed", compliant, None, measured, PASCALS),
        value=measured,
        at=AT,
        limits=PASCALS,
        baseline=Decimal(baseline),
        baseline_date=date(2024, 1, 15),
        deviation_pct=None if measured is None else (measured - Decimal(baseline)) / Decimal(baseline) * 100,
        reason="scaffolding" if measured is None else None,
    )


def cell(stair: str, number: int, value: str | None, *, tested: bool = True, skipped: bool = False) -> Cell:
    """A floor 3.5 m high with one door."""
    level = "Ground" if number == 0 else f"Level-{number}"
    bottom = Decimal(number) * Decimal("3.5")
    readings = (reading(stair, level, None if skipped else value),) if tested or skipped else ()
    failing = int(any(one.standing is Standing.FAIL for one in readings))
    return Cell(
        floor_id=one_id(f"{stair}/{level}"),
        level=level,
        number=number,
        bottom_m=bottom,
        top_m=bottom + Decimal("3.5"),
        doors=(f"D-{level}-{stair}",),
        readings=readings,
        tested=Tally(5, 5 if tested else 3, failing, int(skipped)),
        baselines=((Measure.PRESSURE, "all_closed", Decimal("44.2")),),
    )


A = (
    "45.1",
    "44.4",
    "44.3",
    "44.2",
    "44.7",
    "43.4",
    "44.7",
    "44.5",
    "18.2",
    "42.5",
    "41.1",
    "41.0",
    "41.5",
    "40.2",
    "40.3",
)
B = (
    "47.0",
    "47.7",
    "47.8",
    "21.1",
    "45.3",
    "47.5",
    "47.0",
    "46.3",
    "45.6",
    "44.2",
    "43.5",
    "45.1",
    "44.8",
    "44.5",
    "44.0",
)


def section() -> Section:
    """Two stairs of fifteen floors: Stair-A Level-8 fails, Stair-B Level-3 is near, 13 was skipped, 14 not tested."""
    left = tuple(cell("Stair-A", number, value) for number, value in enumerate(A))
    right = tuple(
        cell("Stair-B", number, value, tested=number < 13, skipped=number == 13) for number, value in enumerate(B)
    )
    shafts = (
        Shaft(one_id("Stair-A"), "Stair-A", left, "FAN-01-A"),
        Shaft(one_id("Stair-B"), "Stair-B", right, "FAN-01-B"),
    )
    return Section(
        one_id("building"), "Pilot Building 123", shafts, ((Measure.PRESSURE, PASCALS),), "Annual session 2026"
    )
