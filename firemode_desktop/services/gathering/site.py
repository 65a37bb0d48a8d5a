"""The stairs of a building, as the report describes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.service import in_service
from firemode_desktop.models import ControlEquipment, Floor, Stair, Zone
from firemode_desktop.queries import site as queries
from firemode_desktop.reports.data import StairFacts, ZoneFacts
from firemode_desktop.services.gathering.rows import grouped, of_equipment, of_floor
from firemode_desktop.services.testing.bench import Bench


def stairs(session: Session, bench: Bench, floors: Sequence[Floor]) -> tuple[StairFacts, ...]:
    """The stairs in service on the day of the session and those that were tested, by natural name.

    ``floors`` are those of the building from the bottom up.
    """
    day = bench.day or bench.local_day(bench.visit.created_at)
    building_id = bench.visit.building_id
    tested = {instance.stair_id for instance in bench.instances}
    rows = session.scalars(select(Stair).where(Stair.building_id == building_id))
    chosen = [stair for stair in rows if stair.stair_id in tested or in_service(stair.decommissioned_on, day)]
    zones, equipment = (_of_stairs(session, table, building_id, day) for table in (Zone, ControlEquipment))
    return tuple(
        _stair(
            stair, _floors(stair, floors, bench, day), zones.get(stair.stair_id, []), equipment.get(stair.stair_id, [])
        )
        for stair in sorted(chosen, key=lambda stair: natural_key(stair.stair_name))
    )


def _of_stairs(session: Session, table: Any, building_id: UUID, day: date) -> dict[UUID, list[Any]]:
    query = select(table).where(table.building_id == building_id, *queries.in_service(table, day))
    return grouped(session.scalars(query), "stair_id")


def _floors(stair: Stair, floors: Sequence[Floor], bench: Bench, day: date) -> list[Floor]:
    """The floors of a stair that are in service or were tested."""
    tested = {instance.floor_id for instance in bench.instances}
    own = (floor for floor in floors if floor.stair_id == stair.stair_id)
    return [floor for floor in own if in_service(floor.decommissioned_on, day) or floor.floor_id in tested]


def _stair(
    stair: Stair, floors: Sequence[Floor], zones: Sequence[Zone], equipment: Sequence[ControlEquipment]
) -> StairFacts:
    names = {zone.zone_id: zone.zone_name for zone in zones}
    by_name = sorted(equipment, key=lambda each: natural_key(each.equipment_identifier))
    return StairFacts(
        name=stair.stair_name,
        orientation=stair.orientation,
        kind=stair.stair_type,
        bottom=stair.floor_range_bottom,
        top=stair.floor_range_top,
        design_standard=stair.design_standard,
        floors=tuple(map(of_floor, floors)),
        zones=tuple(
            ZoneFacts(zone.zone_name, zone.get_floor_range_text())
            for zone in sorted(zones, key=lambda zone: natural_key(zone.zone_name))
        ),
        equipment=tuple(of_equipment(each, names) for each in by_name),
    )
