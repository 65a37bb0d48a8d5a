"""Readings in time, read from the tables that revision 021 keeps: places, and what was read there."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
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


def places(session: Session, *among: ColumnElement[bool]) -> list[Row[Any]]:
    """Places with their names: ``LatestReading``, then building, its time zone, stair, floor, number, height, door,
    doorway.
    """
    query = (
        select(
            LatestReading,
            Building.name,
            Building.timezone,
            Stair.stair_name,
            Floor.floor_level,
            Floor.floor_number,
            Floor.height_m,
            Door.door_identifier,
            Doorway.doorway_identifier,
        )
        .join(Building, Building.id == LatestReading.building_id)
        .join(Stair, Stair.stair_id == LatestReading.stair_id)
        .outerjoin(Floor, Floor.floor_id == LatestReading.floor_id)
        .outerjoin(Door, Door.door_id == LatestReading.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == LatestReading.doorway_id)
        .where(*among)
    )
    return list(session.execute(query))


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
