"""Readings in time, read from the tables that revision 021 keeps: places, and what was read there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from firemode_desktop.models import (
    ApprovedReading,
    Building,
    Door,
    Doorway,
    Floor,
    Instrument,
    LatestReading,
    ReadingExclusion,
    Stair,
)

COUNTED = (
    ApprovedReading.place_id,
    ApprovedReading.instance_id,
    ApprovedReading.at,
    ApprovedReading.value,
    ApprovedReading.is_compliant,
    ApprovedReading.verdict,
    ApprovedReading.baseline_value,
    ApprovedReading.baseline_date,
    ApprovedReading.instrument_id,
    ApprovedReading.corrected,
    ApprovedReading.excluded,
    ApprovedReading.temp_out_c,
    ApprovedReading.temp_stair_c,
)
"""What a line over time needs of a reading: all of it stands in ``idx_approved_readings_place``."""


def readings_of(session: Session, place_ids: Collection[UUID]) -> list[Row[Any]]:
    """The readings of some places, oldest first, a retest after what it repeats: ``COUNTED``, from the index alone."""
    return _oldest_first(session, select(*COUNTED).where(ApprovedReading.place_id.in_(place_ids)))


def readings_in(session: Session, building_id: UUID) -> list[Row[Any]]:
    """All readings of a building, oldest first."""
    return _oldest_first(session, select(*COUNTED).where(ApprovedReading.building_id == building_id))


def _oldest_first(session: Session, query: Any) -> list[Row[Any]]:
    return list(session.execute(query.order_by(ApprovedReading.at, ApprovedReading.turn, ApprovedReading.instance_id)))


class Named(NamedTuple):
    """A place and what its building, stair, floor, door and doorway are called."""

    latest: Row[Any]
    building: str
    timezone: str
    stair: str
    floor: str | None
    floor_number: int | None
    height_m: Decimal | None
    door: str | None
    doorway: str | None


_UNNAMED = {"instrument_id", "baseline_date", "meets_from", "worsening"}
"""What a list of places does not tell; what the statistics found is in ``worked_out``."""
_LATEST = select(*(column for column in LatestReading.__table__.columns if column.name not in _UNNAMED))
_HOUSES = (
    select(
        Stair.stair_id,
        Floor.floor_id,
        Building.name,
        Building.timezone,
        Stair.stair_name,
        Floor.floor_level,
        Floor.floor_number,
        Floor.height_m,
    )
    .select_from(Stair)
    .join(Building, Building.id == Stair.building_id)
)
_DOORS = select(Door.door_id, Door.door_identifier)
_DOORWAYS = select(Doorway.doorway_id, Doorway.doorway_identifier)
_SCATTERED = 3
"""Fewer rows than this of each stair are fetched one by one."""


def places(session: Session, *among: ColumnElement[bool]) -> list[Named]:
    """Places with their names, in up to four statements.

    The names are read apart: one join of all six tables is planned for a single row and done for hundreds, or
    reads the registers of every building.
    """
    found = list(session.execute(_LATEST.where(*among)))
    names = _names(session, found)
    doors = _known(session, _DOORS, _lying(Door.stair_id, Door.door_id, found, "door_id"))
    doorways = _known(session, _DOORWAYS, _lying(Doorway.stair_id, Doorway.doorway_id, found, "doorway_id"))
    return [
        Named(
            row,
            *(names.get((row.stair_id, row.floor_id)) or names[row.stair_id, None]),
            doors.get(row.door_id),
            doorways.get(row.doorway_id),
        )
        for row in found
    ]


def _lying(
    stair_id: InstrumentedAttribute[UUID], key: InstrumentedAttribute[UUID], found: Sequence[Row[Any]], name: str
) -> ColumnElement[bool] | None:
    """The rows of a register that these places name: all rows of their stairs, or where they are scattered over the
    portfolio, row by row. None where they name none.
    """
    stairs = {row.stair_id for row in found if getattr(row, name) is not None}
    keys = {getattr(row, name) for row in found} - {None}
    if not keys:
        return None
    return key.in_(keys) if _SCATTERED * len(stairs) > len(keys) else stair_id.in_(stairs)


Where = tuple[str, str, str, str | None, int | None, Decimal | None]
"""Building, time zone, stair, floor, number, height."""


def _names(session: Session, places: Sequence[Row[Any]]) -> dict[tuple[UUID, UUID | None], Where]:
    """By stair and floor, and by stair alone."""
    found: dict[tuple[UUID, UUID | None], Where] = {}
    if places:
        lying = _lying(Floor.stair_id, Floor.floor_id, places, "floor_id")
        floors = Floor.stair_id == Stair.stair_id if lying is None else and_(Floor.stair_id == Stair.stair_id, lying)
        query = _HOUSES.outerjoin(Floor, floors).where(Stair.stair_id.in_({row.stair_id for row in places}))
        rows: list[Any] = list(session.execute(query))
        for stair_id, floor_id, building, zone, stair, floor, number, height in rows:
            found[stair_id, floor_id] = building, zone, stair, floor, number, height
            found[stair_id, None] = building, zone, stair, None, None, None
    return found


def _known(session: Session, query: Select[UUID, str], which: ColumnElement[bool] | None) -> dict[UUID, str]:
    """The names of a register by key."""
    return {} if which is None else {row[0]: row[1] for row in session.execute(query.where(which))}


def serials(session: Session, instrument_ids: Collection[UUID]) -> dict[UUID, str]:
    """The serial numbers of these instruments."""
    query = select(Instrument.id, Instrument.serial_number).where(Instrument.id.in_(instrument_ids))
    return {row[0]: row[1] or str(row[0]) for row in session.execute(query)} if instrument_ids else {}


def reasons(session: Session, instance_ids: Collection[UUID]) -> dict[UUID, str]:
    """Why these readings are left out of their trend: the reason of the latest decision."""
    if not instance_ids:
        return {}
    query = select(ReadingExclusion.instance_id, ReadingExclusion.reason).where(
        ReadingExclusion.instance_id.in_(instance_ids)
    )
    return {row[0]: row[1] for row in session.execute(query.order_by(ReadingExclusion.number))}
