"""The stairs of a building with their floors, doors and fans, as the registers have them on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.section import Level, Section, Shaft, risen, usual_storey
from firemode_desktop.domain.words import EquipmentType
from firemode_desktop.models import ControlEquipment, Door, Floor, Stair
from firemode_desktop.queries.site import in_service


def plan(session: Session, building_id: UUID, name: str, day: date) -> Section:
    """The building ``name`` cut open without readings: its stairs and floors that are in service on ``day``."""
    named = _stairs(session, building_id, day)
    stair_ids = [stair_id for stair_id, _ in named]
    levels, doors = _floors(session, stair_ids, day), _leaves(session, stair_ids, day)
    blowers = _fans(session, stair_ids, day)
    described = {
        stair_id: tuple(
            Level(level, number, height, tuple(sorted(doors[floor_id], key=natural_key)), floor_id)
            for floor_id, level, number, height in levels.get(stair_id, [])
        )
        for stair_id in stair_ids
    }
    usual = usual_storey(described.values())
    shafts = tuple(Shaft(key, stair, risen(stair, described[key], usual), blowers.get(key, "")) for key, stair in named)
    return Section(building_id, name, shafts)


def _leaves(session: Session, stair_ids: Sequence[UUID], day: date) -> dict[UUID, list[str]]:
    """The identifiers of the doors of each floor."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for floor_id, name in session.execute(
        select(Door.floor_id, Door.door_identifier).where(Door.stair_id.in_(stair_ids), *in_service(Door, day))
    ):
        found[floor_id].append(name)
    return found


def _stairs(session: Session, building_id: UUID, day: date) -> list[tuple[UUID, str]]:
    rows = session.execute(
        select(Stair.stair_id, Stair.stair_name).where(Stair.building_id == building_id, *in_service(Stair, day))
    )
    return sorted(rows, key=lambda row: natural_key(row[1]))


def _floors(
    session: Session, stair_ids: Sequence[UUID], day: date
) -> dict[UUID, list[tuple[UUID, str, int, Decimal | None]]]:
    rows = session.execute(
        select(Floor.stair_id, Floor.floor_id, Floor.floor_level, Floor.floor_number, Floor.height_m)
        .where(Floor.stair_id.in_(stair_ids), *in_service(Floor, day))
        .order_by(Floor.floor_number)
    )
    found: dict[UUID, list[tuple[UUID, str, int, Decimal | None]]] = defaultdict(list)
    for stair_id, floor_id, level, number, height in sorted(rows, key=lambda row: (row[3], natural_key(row[2]))):
        found[stair_id].append((floor_id, level, number, height))
    return found


def _fans(session: Session, stair_ids: Sequence[UUID], day: date) -> dict[UUID, str]:
    rows = session.execute(
        select(ControlEquipment.stair_id, ControlEquipment.equipment_identifier).where(
            ControlEquipment.stair_id.in_(stair_ids),
            ControlEquipment.equipment_type == EquipmentType.FAN.value,
            *in_service(ControlEquipment, day),
        )
    )
    names: dict[UUID, list[str]] = defaultdict(list)
    for stair_id, name in rows:
        names[stair_id].append(name)
    return {
        stair_id: min(mine, key=natural_key) + (f" +{len(mine) - 1}" if len(mine) > 1 else "")
        for stair_id, mine in names.items()
    }
