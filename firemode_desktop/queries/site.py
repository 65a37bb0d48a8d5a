"""The registers of a building: stairs, floors, doors, doorways, zones and equipment, each in its natural order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.models import Building, ControlEquipment, Door, Doorway, Floor, Stair, Zone
from firemode_desktop.models.base import Decommissionable


def in_service(
    register: type[Decommissionable], day: date | ColumnElement[date] | None
) -> tuple[ColumnElement[bool], ...]:
    """``domain.service.in_service`` as a condition on rows of ``register``; none at all without a day."""
    if day is None:
        return ()
    return (or_(register.decommissioned_on.is_(None), register.decommissioned_on > day),)


def building_named(session: Session, name: str) -> Building | None:
    """The building of that name."""
    return session.scalar(select(Building).where(Building.name == name.strip()))


def stairs(session: Session, building_id: UUID, *, on: date | None = None) -> list[Stair]:
    """The stairs of a building in natural order; with ``on`` only those in service that day."""
    found = session.scalars(select(Stair).where(Stair.building_id == building_id, *in_service(Stair, on)))
    return sorted(found, key=lambda stair: natural_key(stair.stair_name))


def stair_named(session: Session, building_id: UUID, stair_name: str) -> Stair | None:
    """The stair of that name in a building."""
    return session.scalar(select(Stair).where(Stair.building_id == building_id, Stair.stair_name == stair_name.strip()))


def floors(session: Session, stair_id: UUID, *, on: date | None = None) -> list[Floor]:
    """The floors of a stair from the bottom up."""
    return list(
        session.scalars(
            select(Floor)
            .where(Floor.stair_id == stair_id, *in_service(Floor, on))
            .order_by(Floor.floor_number, Floor.floor_level)
        )
    )


def floors_of_building(session: Session, building_id: UUID, *, on: date | None = None) -> list[Floor]:
    """The floors of all stairs of a building: stair by natural name, then from the bottom up."""
    names = {stair.stair_id: natural_key(stair.stair_name) for stair in stairs(session, building_id)}
    found = session.scalars(select(Floor).where(Floor.building_id == building_id, *in_service(Floor, on)))
    return sorted(found, key=lambda floor: (names[floor.stair_id], floor.floor_number, natural_key(floor.floor_level)))


def floor_count(session: Session, stair_id: UUID) -> int:
    """How many floors a stair has (``Stair.get_floor_count``)."""
    return session.scalar(select(func.count()).select_from(Floor).where(Floor.stair_id == stair_id)) or 0


def door_count(session: Session, stair_id: UUID, floor_id: UUID) -> int:
    """How many doors a stair has on one floor (``Floor.get_door_count``)."""
    counted = select(func.count()).select_from(Door).where(Door.stair_id == stair_id, Door.floor_id == floor_id)
    return session.scalar(counted) or 0


def doors(session: Session, stair_id: UUID, *, on: date | None = None) -> list[Door]:
    """The doors of a stair: floor from the bottom up, then by natural name."""
    found = session.execute(
        select(Door, Floor.floor_number)
        .join(Floor, Floor.floor_id == Door.floor_id)
        .where(Door.stair_id == stair_id, *in_service(Door, on))
    )
    return [door for door, _ in sorted(found, key=lambda row: (row[1], natural_key(row[0].door_identifier)))]


def doorways(session: Session, stair_id: UUID, *, on: date | None = None) -> list[Doorway]:
    """The doorways of a stair: floor from the bottom up, then by natural name."""
    found = session.execute(
        select(Doorway, Floor.floor_number)
        .join(Floor, Floor.floor_id == Doorway.floor_id)
        .where(Doorway.stair_id == stair_id, *in_service(Doorway, on))
    )
    return [doorway for doorway, _ in sorted(found, key=lambda row: (row[1], natural_key(row[0].doorway_identifier)))]


def zones(session: Session, stair_id: UUID, *, on: date | None = None) -> list[Zone]:
    """The zones of a stair in natural order."""
    found = session.scalars(select(Zone).where(Zone.stair_id == stair_id, *in_service(Zone, on)))
    return sorted(found, key=lambda zone: natural_key(zone.zone_name))


def equipment(
    session: Session, stair_id: UUID, equipment_type: str | None = None, *, on: date | None = None
) -> list[ControlEquipment]:
    """The control equipment of a stair, of one type if given, in natural order."""
    query = select(ControlEquipment).where(ControlEquipment.stair_id == stair_id, *in_service(ControlEquipment, on))
    if equipment_type is not None:
        query = query.where(ControlEquipment.equipment_type == equipment_type)
    return sorted(session.scalars(query), key=lambda item: natural_key(item.equipment_identifier))


def equipment_identifiers(session: Session, zone_id: UUID) -> list[str]:
    """The identifiers of a zone's equipment in natural order (``Zone.get_equipment_list``)."""
    found = session.scalars(select(ControlEquipment.equipment_identifier).where(ControlEquipment.zone_id == zone_id))
    return sorted(found, key=natural_key)


def unknown_floor_ids(session: Session, stair_id: UUID, floor_ids: Iterable[UUID]) -> list[UUID]:
    """Those of ``floor_ids`` that are no floors of the stair, in their order (page 1, C6)."""
    wanted = list(floor_ids)
    known = set(session.scalars(select(Floor.floor_id).where(Floor.stair_id == stair_id, Floor.floor_id.in_(wanted))))
    return [floor_id for floor_id in wanted if floor_id not in known]
