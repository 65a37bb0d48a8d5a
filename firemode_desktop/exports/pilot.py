"""Makes ``resources/pilot-baseline.xlsx``: the baselines of the customer's pilot building, as a workbook.

    python -m firemode_desktop.exports.pilot resources/pilot-baseline.xlsx

The document gives a few figures (Stair-A: Ground 44.5 Pa, Level-1 45.1 Pa, Level-8 44.2 Pa with all doors closed, nine
points of a doorway, setpoint 45 Pa, commissioned on 15 January 2024); the rest is made to agree with them and with
physics: pressures fall slowly with height (a summer's stack effect, outside a little warmer than the stair), open
doors cost a third of the pressure, and a door's force is its closer plus W·A·ΔP / (2(W − d)).
"""

from __future__ import annotations

import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid5

from firemode_desktop.domain.baselines import BaselineFacts, Case, Location, Place, Standing, Survey
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind, DoorConfiguration, MeasurementPosition
from firemode_desktop.exports.templates import baseline_template

NAME = "Pilot Building 123"
STAIRS = ("Stair-A", "Stair-B")
LEVELS = ("Ground", *(f"Level-{number}" for number in range(1, 15)))
COMMISSIONED = date(2024, 1, 15)
ENGINEER, REPORT = "ABC Fire Engineering", "REP-2024-001"
SCENARIO = "worst_case_3_doors_open"
SETPOINT_PA = Decimal(45)

CLOSED_PA = {
    "Stair-A": "44.5 45.1 45.9 45.7 45.5 45.0 44.9 44.6 44.2 44.3 44.0 43.8 43.9 43.4 43.2",
    "Stair-B": "46.3 47.2 47.8 47.6 47.5 47.1 46.9 46.8 46.4 46.3 46.1 45.7 45.8 45.4 45.1",
}
OPEN_PA = {
    "Stair-A": "28.4 29.6 30.5 31.0 31.4 31.7 31.5 30.9 30.2 31.1 32.0 32.4 32.9 33.1 33.4",
    "Stair-B": "29.1 30.2 31.0 31.6 31.9 32.1 32.0 31.3 30.6 31.5 32.3 32.8 33.2 33.5 33.8",
}
POINTS_MS = tuple(map(Decimal, ["1.2", "1.3", "1.1", "1.15", "1.25", "1.18", "1.08", "1.12", "1.05"]))
"""The nine points of the customer's document; here those of the doorway on Level-8 of Stair-A."""
DOOR_WIDTH_M, DOOR_HEIGHT_M, HANDLE_M = Decimal("0.90"), Decimal("2.10"), Decimal("0.07")


def pilot_survey(today: date = COMMISSIONED) -> Survey:
    """The pilot building with its baselines as a value; ids are made from names and belong to no database."""
    building = uuid5(UUID(int=0), NAME)
    stairs = tuple(Place(uuid5(building, name), name, uuid5(building, name)) for name in STAIRS)
    floors = tuple(
        Place(uuid5(stair.id, level), level, stair.id, number=number)
        for stair in stairs
        for number, level in enumerate(LEVELS)
    )
    doors, doorways = (_openings(stairs, floors, prefix) for prefix in ("D", "DW"))
    baselines: dict[Location, tuple[Standing, ...]] = {}
    for stair in stairs:
        for number, floor in enumerate(floor for floor in floors if floor.stair_id == stair.id):
            door, doorway = (next(o for o in found if o.floor_id == floor.id) for found in (doors, doorways))
            for kind, place, case, facts in _facts(stair.name, number, floor, door, doorway):
                location = (kind, stair.id, place.id, case)
                baselines[location] = (Standing(uuid5(place.id, f"{kind} {case}"), facts),)
    setpoints = {(stair.id, DoorConfiguration.ALL_CLOSED.value): SETPOINT_PA for stair in stairs}
    return Survey(building, NAME, today, stairs, floors, doors, doorways, (SCENARIO,), baselines, setpoints)


def _openings(stairs: tuple[Place, ...], floors: tuple[Place, ...], prefix: str) -> tuple[Place, ...]:
    names = {stair.id: stair.name for stair in stairs}
    return tuple(
        Place(uuid5(floor.id, prefix), f"{prefix}-{floor.name}-{names[floor.stair_id]}", floor.stair_id, floor.id)
        for floor in floors
    )


def _facts(
    stair: str, number: int, floor: Place, door: Place, doorway: Place
) -> list[tuple[BaselineKind, Place, Case, BaselineFacts]]:
    closed, opened = (Decimal(profile[stair].split()[number]) for profile in (CLOSED_PA, OPEN_PA))
    closer = Decimal(38) + Decimal((number * 7 + STAIRS.index(stair) * 3) % 11 - 5) / 2
    running = closer + pressure_force_n(closed) + Decimal((number * 5) % 7 - 3) / 5
    points = POINTS_MS if (stair, number) == ("Stair-A", 8) else _points(stair, number)
    return [
        (BaselineKind.PRESSURE, floor, DoorConfiguration.ALL_CLOSED.value, _pressure(closed)),
        (BaselineKind.PRESSURE, floor, DoorConfiguration.EVAC_DOORS_OPEN.value, _pressure(opened)),
        (BaselineKind.VELOCITY, doorway, SCENARIO, _velocity(points)),
        (BaselineKind.DOOR_FORCE, door, True, _force(running)),
        (BaselineKind.DOOR_FORCE, door, False, _force(closer)),
    ]


def _points(stair: str, number: int) -> tuple[Decimal, ...]:
    """Nine points about a mean that falls a little with height, spread as the document's own nine are."""
    mean = Decimal("1.24") - Decimal(number) * Decimal("0.008") + STAIRS.index(stair) * Decimal("0.03")
    shares = (point / Grid.of(POINTS_MS).mean for point in POINTS_MS)
    ripple = (Decimal((number * 5 + place * 4) % 9 - 4) / 200 for place in range(9))
    return tuple(round_half_even(mean * share + wave, 2) for share, wave in zip(shares, ripple, strict=True))


def pressure_force_n(pressure_pa: Decimal) -> Decimal:
    """What a pressure difference adds at the handle of the pilot's doors: W·A·ΔP / (2(W − d)), SFPE Handbook."""
    area = DOOR_WIDTH_M * DOOR_HEIGHT_M
    return DOOR_WIDTH_M * area * pressure_pa / (2 * (DOOR_WIDTH_M - HANDLE_M))


def _pressure(pressure_pa: Decimal) -> BaselineFacts:
    return BaselineFacts(
        pressure_pa,
        COMMISSIONED,
        ENGINEER,
        REPORT,
        temp_c=Decimal(22),
        humidity_pct=Decimal(55),
        wind_ms=Decimal("2.1"),
    )


def _velocity(points: tuple[Decimal, ...]) -> BaselineFacts:
    return BaselineFacts(round_half_even(Grid.of(points).mean, 3), COMMISSIONED, ENGINEER, points=points)


def _force(force_n: Decimal) -> BaselineFacts:
    position = MeasurementPosition.AT_HANDLE.value
    return BaselineFacts(round_half_even(force_n, 1), COMMISSIONED, ENGINEER, measurement_position=position)


def pilot_workbook() -> bytes:
    """The canonical workbook of the pilot building: 60 pressures, 30 velocities, 60 door forces."""
    return baseline_template(pilot_survey(), made_by="FireMode Desktop").content


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(pilot_workbook())
