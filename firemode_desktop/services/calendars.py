"""What falls due in a building: tests by their frequency, calibrations by their certificates, visits and faults."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.agenda import Agenda
from firemode_desktop.domain.calendar import Calendar, DueCalibration, DueFault, PlannedVisit, calendar
from firemode_desktop.domain.due import DueTest, Timing, Visit, due_tests
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.words import FaultStatus, InstrumentType, MeasurementType, SessionStatus
from firemode_desktop.models import Building, Fault, FrequencySetting, TestInstanceTemplate, TestSession
from firemode_desktop.services import instruments

CARRIED_OUT = (SessionStatus.SUBMITTED.value, SessionStatus.APPROVED.value)
"""A session that waits for its reviewer was carried out; one that is returned was not, until it is handed in again."""
GONE = "This building no longer exists."


def tests_due(session: Session, building_id: UUID) -> tuple[DueTest, ...]:
    """The next due day of each frequency a building has expected tests for, the earliest first.

    Raises:
        Missing: there is no such building.
    """
    return due_of(session, building_id, expected_frequencies(session, building_id))


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


def expected_frequencies(session: Session, building_id: UUID) -> Sequence[str]:
    """The frequencies a building has expected tests for."""
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
    found = _agenda(session, building, _day(building, at))
    return calendar(
        building_id,
        building.name,
        found.calibrations,
        found.tests,
        _revised(session, building),
        at,
        found.visits,
        found.faults,
    )


def agenda(session: Session, building_id: UUID, at: datetime) -> Agenda:
    """Everything of a building that has a day; ``at`` is now.

    Raises:
        Missing: there is no such building.
    """
    building = _building(session, building_id)
    return _agenda(session, building, _day(building, at))


def _agenda(session: Session, building: Building, today: date) -> Agenda:
    return Agenda(
        today,
        tests_due(session, building.id),
        _planned(session, building),
        tuple(_calibration(one) for one in instruments.serving(session, building.id, today)),
        _faults(session, building.id),
    )


def _planned(session: Session, building: Building) -> tuple[PlannedVisit, ...]:
    """The sessions that have a day and are not cancelled."""
    day = visited(building.timezone)
    table = TestSession
    query = (
        select(table.id, table.session_name, table.frequency, table.status, day, table.updated_at)
        .where(table.building_id == building.id, table.status != SessionStatus.CANCELLED.value)
        .order_by(day, table.session_name)
    )
    return tuple(
        PlannedVisit(key, name or "Session", frequency, status, on, changed)
        for key, name, frequency, status, on, changed in session.execute(query)
        if on is not None
    )


def _faults(session: Session, building_id: UUID) -> tuple[DueFault, ...]:
    """The open faults that are to be resolved by a day."""
    query = select(Fault).where(
        Fault.building_id == building_id, Fault.status.in_(OPEN_FAULTS), Fault.due_date.is_not(None)
    )
    found = session.scalars(query.order_by(Fault.due_date, Fault.fault_number))
    return tuple(
        DueFault(row.id, row.fault_number, _fault_words(row), row.due_date, row.updated_at)
        for row in found
        if row.due_date is not None
    )


def _fault_words(fault: Fault) -> str:
    """``Pressure differential, open``."""
    kind = fault.measurement_type or ""
    name = MeasurementType(kind).label if kind in MeasurementType.values() else "Fault"
    return f"{name}, {FaultStatus(fault.status).label.lower()}"


def _building(session: Session, building_id: UUID) -> Building:
    building = session.get(Building, building_id)
    if building is None:
        raise Missing(GONE)
    return building


def _day(building: Building, at: datetime) -> date:
    return at.astimezone(ZoneInfo(building.timezone)).date()


def _visits(session: Session, building_id: UUID, timezone: str) -> list[Visit]:
    """The last visit of each frequency, by the day it was planned for, else that on which it began on site."""
    query = select(TestSession.frequency, func.max(visited(timezone))).where(
        TestSession.building_id == building_id, TestSession.status.in_(CARRIED_OUT)
    )
    rows = session.execute(query.group_by(TestSession.frequency))
    return [Visit(frequency, last) for frequency, last in rows if frequency and last]


def visited(timezone: str) -> ColumnElement[date | None]:
    """The day a session was planned for, else that on which it began on site."""
    began = cast(func.timezone(timezone, TestSession.started_at), Date)
    return func.coalesce(TestSession.scheduled_for, began)


def _revised(session: Session, building: Building) -> datetime:
    """When something that moves a due day was last written."""
    moments = [building.updated_at]
    for table in (TestSession, FrequencySetting):
        found = session.scalar(select(func.max(table.updated_at)).where(table.building_id == building.id))
        moments += [found] if found else []
    return max(moments)


def _calibration(one: instruments.InstrumentState) -> DueCalibration:
    kind = one.instrument_type or ""
    name = InstrumentType(kind).label if kind in InstrumentType.values() else kind
    what = " ".join(part for part in (name, one.manufacturer, one.model) if part)
    return DueCalibration(one.instrument_id, one.serial_number, what, one.expires_on, one.updated_at)
