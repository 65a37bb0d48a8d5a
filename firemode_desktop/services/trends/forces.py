"""Door forces against the pressure of the same session: what was approved last of each door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median_low
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.charts.forces import ForceDoor, ForceScatter
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.closers import DoorForce, suspicions
from firemode_desktop.domain.session_physics import CLOSED, Opening
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.models import Door
from firemode_desktop.queries import visits
from firemode_desktop.services.trends.places import PlaceLine, places
from firemode_desktop.services.trends.stairs import stair_of

FORCE, PRESSURE = MeasurementType.DOOR_OPENING_FORCE, MeasurementType.PRESSURE_DIFFERENTIAL
ON, OFF = "active", "inactive"
_MOST_TOLD = 3
Where = tuple[UUID | None, str]
"""A floor, and its door by name."""


@dataclass(frozen=True, slots=True)
class _Day:
    """What was read in the sessions of the forces: pressures by session and floor, forces without fan by door."""

    pressures: Mapping[tuple[UUID, UUID | None], Decimal]
    off: Mapping[tuple[UUID, Where], Decimal]


def gather_forces(session: Session, asked: Asked, today: date) -> ForceScatter:
    """The doors of a stair with the force that was approved last while the fan ran; eight statements.

    ``today`` chooses nothing: what is latest stands in the record. Raises ``Invalid`` and ``Missing`` as ``stair_of``.
    """
    stair = stair_of(session, asked, FORCE.value, today)
    forces = places(session, stair.building_id, stair.stair_id, FORCE.value)
    lines = [line for line in forces if line.case == ON]
    doors = _doors(session, stair.stair_id)
    day = _day(session, lines, [line for line in forces if line.case == OFF], stair.building_id, stair.stair_id)
    read = [_read(line, doors.get(_where(line), Opening()), day) for line in lines]
    drawn = [_drawn(*each) for each in zip(lines, read, suspicions(read), strict=True)]
    title = f"{stair.building} · {stair.stair} · door forces against pressure"
    return ForceScatter(tuple(drawn), _usual(read), title, _words(stair.stair, drawn))


def _where(line: PlaceLine) -> Where:
    return line.floor_id, line.door or ""


def _doors(session: Session, stair_id: UUID) -> dict[Where, Opening]:
    query = select(Door.floor_id, Door.door_identifier, Door.width_m, Door.height_m).where(Door.stair_id == stair_id)
    return {(floor, name): Opening(wide, tall) for floor, name, wide, tall in session.execute(query)}


def _day(
    session: Session, lines: Sequence[PlaceLine], off: Sequence[PlaceLine], building_id: UUID, stair_id: UUID
) -> _Day:
    """What the sessions of these forces read beside them; a retest stands for what it repeats."""
    closed = [one for one in places(session, building_id, stair_id, PRESSURE.value) if one.case == CLOSED]
    sessions = {line.session_id for line in lines}
    floors = {line.place_id: line.floor_id for line in closed}
    doors = {line.place_id: _where(line) for line in off}
    rows = visits.readings(session, [*floors, *doors], sessions)
    pressures = {(row.session_id, floors[row.place_id]): row.value for row in rows if row.place_id in floors}
    return _Day(pressures, {(row.session_id, doors[row.place_id]): row.value for row in rows if row.place_id in doors})


def _read(line: PlaceLine, size: Opening, day: _Day) -> DoorForce:
    pressure = day.pressures.get((line.session_id, line.floor_id))
    off = day.off.get((line.session_id, _where(line)))
    return DoorForce(line.door or line.identifier, line.value, pressure, off, size)


def _drawn(line: PlaceLine, read: DoorForce, odd: str) -> ForceDoor:
    return ForceDoor(
        line.stair, line.floor or "", read.door, line.at.date(), line.value, line.standing, read.pressure_pa,
        read.closer_n, read.force_off_n, read.implied_pa, line.limits.maximum,
        None if read.measures is None else read.measures[:2], odd, str(line.instance_id),
    )  # fmt: skip


def _usual(read: Iterable[DoorForce]) -> tuple[Decimal, Decimal] | None:
    """The size of the middle door, width and height each for itself; None where no size is known."""
    sizes = [door.measures for door in read if door.measures is not None]
    if not sizes:
        return None
    return median_low(size[0] for size in sizes), median_low(size[1] for size in sizes)


def _words(stair: str, drawn: Sequence[ForceDoor]) -> str:
    """How the forces stand, between what the closers take, and which doors ask for a second look."""
    if not drawn:
        return f"No door force of {stair} with the fan on was approved yet."
    failing = sum(door.mark is Standing.FAIL for door in drawn)
    told = [f"{stair}: {failing or 'none'} of {len(drawn)} doors {'fails' if failing < 2 else 'fail'} with the fan on."]
    closers = sorted(door.closer for door in drawn if door.closer is not None)
    if closers:
        low, high = (plain(round_half_even(value, 1)).replace("-", "−") for value in (closers[0], closers[-1]))
        told.append(f"Taken off the pressure of the day, their closers take {low} to {high} N.")
    else:
        told.append("What the closers take cannot be told: no door has both its size and the pressure of that day.")
    odd = [door.odd for door in drawn if door.odd]
    more = len(odd) - _MOST_TOLD
    return " ".join([*told, *odd[:_MOST_TOLD], *([f"{more} more ask for a second look."] if more > 0 else [])])
