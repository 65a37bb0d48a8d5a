"""Readings of a building as they counted at a moment in the past: what was approved, corrected and left out by then.

The tables of revision 021 hold what counts now. What was recorded later is taken away again, so that a report of years
ago says what it said.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, or_, select, true
from sqlalchemy.orm import Session

from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.models import (
    ApprovedReading,
    Door,
    Doorway,
    Floor,
    ReadingExclusion,
    ResultAmendment,
    Stair,
    TestInstance,
    TestSession,
)

COUNTED = (
    ApprovedReading.place_id,
    ApprovedReading.instance_id,
    ApprovedReading.session_id,
    ApprovedReading.at,
    ApprovedReading.turn,
    ApprovedReading.value,
    ApprovedReading.is_compliant,
    ApprovedReading.verdict,
    ApprovedReading.baseline_value,
    ApprovedReading.baseline_date,
    ApprovedReading.instrument_id,
    ApprovedReading.corrected,
    ApprovedReading.temp_out_c,
    ApprovedReading.temp_stair_c,
)


def readings(session: Session, building_id: UUID, until: datetime | None) -> list[Row[Any]]:
    """The readings of the sessions approved by ``until``, oldest first; their values are those that count now."""
    query = (
        select(*COUNTED)
        .join(TestSession, TestSession.id == ApprovedReading.session_id)
        .where(ApprovedReading.building_id == building_id, _by(TestSession.reviewed_at, until))
        .order_by(ApprovedReading.at, ApprovedReading.turn, ApprovedReading.instance_id)
    )
    return list(session.execute(query))


def _by(column: Any, until: datetime | None) -> ColumnElement[bool]:
    return true() if until is None else column <= until


def recorded_by(until: datetime | None, own: UUID) -> ColumnElement[bool]:
    """Which corrections counted: those recorded by ``until``, and all of the session ``own``: they renew its report."""
    of_own = select(TestInstance.instance_id).where(TestInstance.session_id == own)
    return or_(_by(ResultAmendment.recorded_at, until), ResultAmendment.instance_id.in_(of_own))


def originals(session: Session, instance_ids: Collection[UUID]) -> dict[UUID, Any]:
    """By test: what was recorded before any correction: value, verdict, instrument."""
    query = select(
        TestInstance.instance_id,
        TestInstance.measured_value_numeric,
        TestInstance.is_compliant,
        TestInstance.verdict,
        TestInstance.required_instrument_id,
    ).where(TestInstance.instance_id.in_(instance_ids))
    return {row.instance_id: row for row in session.execute(query)} if instance_ids else {}


def left_out(session: Session, building_id: UUID, until: datetime | None) -> dict[UUID, ReadingExclusion]:
    """By test: the decision that left its reading out, as it stood at ``until``."""
    query = (
        select(ReadingExclusion)
        .where(ReadingExclusion.building_id == building_id, _by(ReadingExclusion.recorded_at, until))
        .order_by(ReadingExclusion.number)
    )
    latest = {row.instance_id: row for row in session.scalars(query)}
    return {key: row for key, row in latest.items() if row.excluded}


def places_of_session(session: Session, session_id: UUID) -> dict[UUID, UUID]:
    """By test: the place of each reading of a session, whether it is approved or not."""
    place = func.readings_place(
        TestInstance.stair_id, TestInstance.floor_id, TestInstance.door_id, TestInstance.doorway_id,
        TestInstance.location_id, TestInstance.measurement_type, TestInstance.door_configuration,
        TestInstance.door_scenario, TestInstance.pressurization_active,
    )  # fmt: skip
    query = select(TestInstance.instance_id, place).where(
        TestInstance.session_id == session_id,
        TestInstance.status == InstanceStatus.COMPLETED.value,
        TestInstance.measured_value_numeric.is_not(None),
        TestInstance.measurement_type.in_([kind.value for kind in NUMERIC]),
    )
    return {row[0]: row[1] for row in session.execute(query)}


def where(session: Session, instance_ids: Collection[UUID]) -> list[Row[Any]]:
    """Where these tests were: ``TestInstance``, then stair, floor, its number, door, doorway."""
    query = (
        select(
            TestInstance,
            Stair.stair_name,
            Floor.floor_level,
            Floor.floor_number,
            Door.door_identifier,
            Doorway.doorway_identifier,
        )
        .join(Stair, Stair.stair_id == TestInstance.stair_id)
        .outerjoin(Floor, Floor.floor_id == TestInstance.floor_id)
        .outerjoin(Door, Door.door_id == TestInstance.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == TestInstance.doorway_id)
        .where(TestInstance.instance_id.in_(instance_ids))
    )
    return list(session.execute(query)) if instance_ids else []
