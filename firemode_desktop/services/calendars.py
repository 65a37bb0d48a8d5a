"""What falls due in a building: tests by their frequency, calibrations by their certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.calendar import Calendar, DueCalibration, calendar
from firemode_desktop.domain.due import DueTest, Timing, Visit, due_tests
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.words import InstrumentType, SessionStatus
from firemode_desktop.models import Building, FrequencySetting, TestInstanceTemplate, TestSession
from firemode_desktop.services import instruments

CARRIED_OUT = (SessionStatus.SUBMITTED.value, SessionStatus.APPROVED.value)
"""A session that waits for its reviewer was carried out; one that is returned was not, until it is handed in again."""
GONE = "This building no longer exists."


def tests_due(session: Session, building_id: UUID) -> tuple[DueTest, ...]:
    """The next due day of each frequency a building has expected tests for, the earliest first.

    Raises:
        Missing: there is no such building.
    """
    return due_of(session, building_id, _expected(session, building_id))


def due_of(session: Session, building_id: UUID, frequencies: Iterable[str]) -> tuple[DueTest, ...]:
    """The next due day of each of these frequencies, the earliest first.

    Raises:
        Missing: there is no such building.
    """
    building = _building(session, building_id)
    visits = _visits(session, building_id, building.timezone)
    return due_tests(frequencies, visits, building.test_anchor_date, timings(session, building_id))


def timings(session: Session, building_id: UUID) -> dict[str, Timing]:
    """What a building decided about the due days of single frequencies, by frequency."""
    rows = session.scalars(select(FrequencySetting).where(FrequencySetting.building_id == building_id))
    return {
        row.frequency: Timing(row.frequency, row.anchor_date, row.early_days, row.late_days, row.source or "")
        for row in rows
    }


def _expected(session: Session, building_id: UUID) -> Sequence[str]:
    table = TestInstanceTemplate
    query = select(table.frequency).where(table.building_id == building_id, table.retired_at.is_(None))
    return session.scalars(query.distinct()).all()


def due_calendar(session: Session, building_id: UUID, at: datetime) -> Calendar:
    """The calendar of a building: its due tests, and the calibrations of its own and of travelling instruments.

    ``at`` is now; how a calibration stands is decided by the day on site.

    Raises:
        Missing: there is no such building.
    """
    building = _building(session, building_id)
    calibrations = [_calibration(one) for one in instruments.serving(session, building_id, _day(building, at))]
    tests = tests_due(session, building_id)
    return calendar(building_id, building.name, calibrations, tests, _revised(session, building), at)


def _building(session: Session, building_id: UUID) -> Building:
    building = session.get(Building, building_id)
    if building is None:
        raise Missing(GONE)
    return building


def _day(building: Building, at: datetime) -> date:
    return at.astimezone(ZoneInfo(building.timezone)).date()


def _visits(session: Session, building_id: UUID, timezone: str) -> list[Visit]:
    """The last visit of each frequency, by the day it was planned for, else that on which it began on site."""
    began = cast(func.timezone(timezone, TestSession.started_at), Date)
    day = func.max(func.coalesce(TestSession.scheduled_for, began))
    query = select(TestSession.frequency, day).where(
        TestSession.building_id == building_id, TestSession.status.in_(CARRIED_OUT)
    )
    rows = session.execute(query.group_by(TestSession.frequency))
    return [Visit(frequency, last) for frequency, last in rows if frequency and last]


def _revised(session: Session, building: Building) -> datetime:
    """When something that moves a due day was last written."""
    query = select(func.max(TestSession.updated_at)).where(TestSession.building_id == building.id)
    return max(building.updated_at, session.scalar(query) or building.updated_at)


def _calibration(one: instruments.InstrumentState) -> DueCalibration:
    kind = one.instrument_type or ""
    name = InstrumentType(kind).label if kind in InstrumentType.values() else kind
    what = " ".join(part for part in (name, one.manufacturer, one.model) if part)
    return DueCalibration(one.instrument_id, one.serial_number, what, one.expires_on, one.updated_at)
