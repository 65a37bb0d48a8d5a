"""Which stair a chart is of: the one that is asked for, else the first with readings of what is measured."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.service import in_service
from firemode_desktop.models import Building, LatestReading, Stair


@dataclass(frozen=True, slots=True)
class StairOf:
    """A stair of a building by their names, and the time zone the building is in."""

    building_id: UUID
    stair_id: UUID
    building: str
    stair: str
    zone: ZoneInfo


def stair_of(session: Session, asked: Asked, measurement_type: str, today: date) -> StairOf:
    """The stair of a chart, of those in service ``today`` where none is asked for; one statement.

    Raises:
        Invalid: the chart is of no building.
        Missing: there is no such building or stair any more, or the building has no stair.
    """
    if asked.building_id is None:
        raise Invalid(f"“{asked.kind.label}” is a chart of one building; choose which.")
    read = exists().where(LatestReading.stair_id == Stair.stair_id, LatestReading.measurement_type == measurement_type)
    query = (
        select(
            Stair.stair_id,
            Building.name,
            Stair.stair_name,
            Building.timezone,
            read.label("read"),
            Stair.decommissioned_on,
        )
        .join(Building, Building.id == Stair.building_id)
        .where(Stair.building_id == asked.building_id)
    )
    rows = sorted(
        session.execute(query),
        key=lambda row: (not in_service(row.decommissioned_on, today), not row.read, natural_key(row.stair_name)),
    )
    found = [row for row in rows if asked.stair_id in (None, row.stair_id)]
    if not found:
        raise Missing(
            "This building has no stair, or is no longer on record."
            if not rows
            else "The stair of this chart is no longer on record.",
            [row.stair_name for row in rows],
        )
    stair_id, building, stair, timezone, *_ = found[0]
    return StairOf(asked.building_id, stair_id, building, stair, ZoneInfo(timezone))
