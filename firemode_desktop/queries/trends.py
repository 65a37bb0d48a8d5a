"""Readings in time, read from the tables that revision 021 keeps: places, and what was read there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Row, Select, Uuid, and_, any_, bindparam, func, select
from sqlalchemy.orm import Session

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
    """A place, and what its building, stair, floor, door and doorway are called.

    ``closed_on`` is the first day on which one of them is out of service; None while that is not planned.
    """

    latest: Row[Any]
    building: str
    timezone: str
    stair: str
    floor: str | None
    floor_number: int | None
    height_m: Decimal | None
    door: str | None
    doorway: str | None
    closed_on: date | None


_UNTOLD = {"instrument_id", "baseline_date", "meets_from"}
"""What a list of places does not tell; what the statistics found is in ``worked_out``."""
_TABLE = LatestReading.__table__
_LATEST = select(*(column for column in _TABLE.columns if column.name not in _UNTOLD and not column.system))
_FEW = 3
"""Fewer rows than this of each stair are fetched one by one."""


def places(session: Session, **lying: object) -> list[Named]:
    """The places of a stair or of a building with their names, in up to four statements.

    ``lying`` are columns of ``latest_readings`` and what they hold. The names are read apart, register by register:
    one join of all is planned longer than it takes, for a single row where there are hundreds.
    """
    return _named(session, session.execute(_lying(tuple(lying)), lying).all())


def places_by_key(session: Session, place_ids: Collection[UUID]) -> list[Named]:
    """These places, wherever they lie, as ``places`` tells them."""
    return _named(session, session.execute(_by_key(), {"keys": list(place_ids)}).all())


def first_places(session: Session, by: str, most: int, after: int = 0) -> list[Named]:
    """The first places of all buildings as ``places`` tells them, in the order of a column that has an index.

    Those that worsen fastest come first, otherwise those with the least; of places that are alike the keys decide.
    """
    return _named(session, session.execute(_first(by), {"most": most, "after": after}).all())


# Statements are made once: making one takes longer than the database takes to answer it.


@cache
def _lying(columns: tuple[str, ...]) -> Select[Any]:
    return _LATEST.where(*(_TABLE.c[name] == bindparam(name) for name in columns))


@cache
def _by_key() -> Select[Any]:
    return _LATEST.where(_TABLE.c.place_id == _ANY)


@cache
def _first(by: str) -> Select[Any]:
    ranked = _TABLE.c[by]
    order = ranked.desc() if by == "worsening" else ranked
    query = _LATEST.where(ranked.is_not(None)).order_by(order, _TABLE.c.place_id)
    return query.limit(bindparam("most")).offset(bindparam("after"))


_ANY = any_(bindparam("keys", type_=ARRAY(Uuid)))


@cache
def _houses(apart: bool) -> Select[Any]:
    """Stairs with their buildings and floors: all of them, or ``apart`` those that are asked for."""
    stairs, buildings, floors = Stair.__table__.c, Building.__table__.c, Floor.__table__.c
    lying = floors.stair_id == stairs.stair_id
    asked = and_(lying, floors.floor_id == any_(bindparam("floors", type_=ARRAY(Uuid)))) if apart else lying
    closed_on = func.least(stairs.decommissioned_on, buildings.decommissioned_on)
    own = floors.floor_id, floors.floor_level, floors.floor_number, floors.height_m, floors.decommissioned_on
    return (
        select(stairs.stair_id, buildings.name, buildings.timezone, stairs.stair_name, closed_on, *own)
        .join(Building.__table__, buildings.id == stairs.building_id)
        .outerjoin(Floor.__table__, asked)
        .where(stairs.stair_id == _ANY)
    )


@cache
def _rows(register: type[Door] | type[Doorway], by: str) -> Select[Any]:
    """The key, the name and the last day of the rows whose column ``by`` is one of those asked for."""
    columns = register.__table__.c
    return select(*(columns[name] for name in (*_OPENINGS[register], "decommissioned_on"))).where(columns[by] == _ANY)


_OPENINGS: Mapping[type[Door] | type[Doorway], tuple[str, str]] = {
    Door: ("door_id", "door_identifier"),
    Doorway: ("doorway_id", "doorway_identifier"),
}


def _named(session: Session, found: Sequence[Row[Any]]) -> list[Named]:
    if not found:
        return []
    floors, houses = _floors(session, found)
    doors, doorways = (_openings(session, register, found) for register in _OPENINGS)
    return [
        _told(row, houses[row.stair_id], floors[row.floor_id], doors[row.door_id], doorways[row.doorway_id])
        for row in found
    ]


Part = Sequence[Any]
"""A row of a register: its key, what it is called, and the first day on which it is out of service."""


def _told(latest: Row[Any], house: Part, floor: Part, door: Part, doorway: Part) -> Named:
    days = [part[-1] for part in (house, floor, door, doorway) if part[-1] is not None]
    _, building, timezone, stair, _ = house
    _, level, number, height_m, _ = floor
    return Named(
        latest, building, timezone, stair, level, number, height_m, door[1], doorway[1], min(days, default=None)
    )


def _floors(session: Session, found: Sequence[Row[Any]]) -> tuple[dict[UUID | None, Part], dict[UUID, Part]]:
    """The floors of these places by key, and their stairs with the buildings."""
    stairs, keys = {row.stair_id for row in found}, {row.floor_id for row in found} - {None}
    asked = {"keys": list(stairs), "floors": list(keys)}
    rows = session.execute(_houses(_scattered(stairs, keys)), asked).all()
    return {None: (None,) * 5, **{row[5]: row[5:] for row in rows}}, {row[0]: row[:5] for row in rows}


def _openings(
    session: Session, register: type[Door] | type[Doorway], found: Sequence[Row[Any]]
) -> dict[UUID | None, Part]:
    """The doors or doorways of these places by key."""
    key, _ = _OPENINGS[register]
    naming = [row for row in found if getattr(row, key) is not None]
    stairs, keys = {row.stair_id for row in naming}, {getattr(row, key) for row in naming}
    known: dict[UUID | None, Part] = {None: (None,) * 3}
    if keys:
        by, wanted = (key, keys) if _scattered(stairs, keys) else ("stair_id", stairs)
        known.update({row[0]: row for row in session.execute(_rows(register, by), {"keys": list(wanted)})})
    return known


def _scattered(stairs: Collection[UUID], keys: Collection[UUID]) -> bool:
    """Whether rows are fetched one by one: they lie all over the portfolio. Otherwise all rows of their stairs are."""
    return _FEW * len(stairs) > len(keys)


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
