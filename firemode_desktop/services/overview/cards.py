"""The figures above the section: how far the session is, what does not comply, what is missing, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.standing import Tally
from firemode_desktop.domain.words import AS1851Class, Frequency, InstanceStatus, SessionStatus
from firemode_desktop.models import (
    CalibrationCertificate,
    Fault,
    Instrument,
    TestInstance,
    TestInstanceTemplate,
    TestSession,
)
from firemode_desktop.services.overview.finding import OPEN_FAULTS

SOON_DAYS = 30
MONTHS: dict[str, int] = {
    Frequency.MONTHLY: 1,
    Frequency.THREE_MONTHLY: 3,
    Frequency.SIX_MONTHLY: 6,
    Frequency.ANNUAL: 12,
    Frequency.FIVE_YEARLY: 60,
}


@dataclass(frozen=True, slots=True)
class SessionCard:
    """The session of a building that was begun last and not cancelled."""

    session_id: UUID
    name: str
    status: SessionStatus
    tally: Tally


@dataclass(frozen=True, slots=True)
class Calibration:
    """An instrument whose latest certificate runs out within thirty days, or has (``days`` negative or 0)."""

    name: str
    days: int


@dataclass(frozen=True, slots=True)
class DueTest:
    """When the tests of one frequency are to be carried out next."""

    frequency: Frequency
    day: date


@dataclass(frozen=True, slots=True)
class Cards:
    """What the cards say."""

    session: SessionCard | None = None
    open_faults: int = 0
    critical_faults: int = 0
    baselines: int = 0
    baselines_expected: int = 0
    instruments: int = 0
    calibrations: tuple[Calibration, ...] = ()
    """The most urgent first."""
    due: DueTest | None = None


def latest_session(session: Session, building_id: UUID) -> SessionCard | None:
    """The building's latest session with its progress, in one statement."""
    latest = (
        select(TestSession)
        .where(TestSession.building_id == building_id, TestSession.status != SessionStatus.CANCELLED.value)
        .order_by(TestSession.created_at.desc(), TestSession.id)
        .limit(1)
        .subquery()
    )
    row = session.execute(
        select(latest.c.id, latest.c.session_name, latest.c.status, *tallies())
        .outerjoin(TestInstance, TestInstance.session_id == latest.c.id)
        .group_by(latest.c.id, latest.c.session_name, latest.c.status)
    ).one_or_none()
    if row is None:
        return None
    return SessionCard(row[0], row[1] or "Session", SessionStatus(row[2]), Tally(*row[3:]))


def tallies() -> tuple[object, ...]:
    """Columns of a ``Tally`` over instances: how many there are, are done, do not comply, were skipped."""
    done = TestInstance.status == InstanceStatus.COMPLETED.value
    skipped = TestInstance.status.in_((InstanceStatus.SKIPPED.value, InstanceStatus.FAILED.value))
    count = func.count(TestInstance.instance_id)
    return count, count.filter(done), count.filter(done, TestInstance.is_compliant.is_(False)), count.filter(skipped)


def open_faults(session: Session, building_id: UUID) -> tuple[int, int]:
    """How many faults are not resolved, and how many of them are critical defects."""
    row = session.execute(
        select(
            func.count(Fault.id),
            func.count(Fault.id).filter(Fault.as1851_class == AS1851Class.CRITICAL_DEFECT.value),
        ).where(Fault.building_id == building_id, Fault.status.in_(OPEN_FAULTS))
    ).one()
    return row[0], row[1]


def calibrations(session: Session, building_id: UUID, today: date) -> tuple[int, tuple[Calibration, ...]]:
    """How many instruments serve this building, and those whose latest certificate runs out soon or has.

    An instrument without a building travels and serves every building; one without a certificate is not counted as due.
    """
    rows = session.execute(
        select(Instrument.serial_number, Instrument.model, func.max(CalibrationCertificate.expiry_date))
        .outerjoin(CalibrationCertificate, CalibrationCertificate.instrument_id == Instrument.id)
        .where(
            or_(Instrument.building_id == building_id, Instrument.building_id.is_(None)),
            Instrument.decommissioned_on.is_(None),
        )
        .group_by(Instrument.id)
    ).all()
    due = [
        Calibration(serial or model or "instrument", (expiry - today).days)
        for serial, model, expiry in rows
        if expiry is not None and expiry <= today + timedelta(days=SOON_DAYS)
    ]
    return len(rows), tuple(sorted(due, key=lambda one: (one.days, one.name)))


def next_due(session: Session, building_id: UUID) -> DueTest | None:
    """The frequency whose tests fall due first: its interval after the last session that carried them out.

    A session of a longer interval does what the shorter ones would (the annual one is also a six-monthly one).
    Frequencies without expected tests, or never carried out, have no day to count from.
    """
    expected = session.scalars(
        select(TestInstanceTemplate.frequency)
        .where(TestInstanceTemplate.building_id == building_id, TestInstanceTemplate.retired_at.is_(None))
        .distinct()
    ).all()
    day = func.max(func.coalesce(TestSession.scheduled_for, func.date(TestSession.started_at)))
    carried_out = (SessionStatus.SUBMITTED.value, SessionStatus.APPROVED.value)
    visits = session.execute(
        select(TestSession.frequency, day)
        .where(TestSession.building_id == building_id, TestSession.status.in_(carried_out))
        .group_by(TestSession.frequency)
    ).all()
    due = []
    for frequency in expected:
        if interval := MONTHS.get(frequency):
            days = [last for of, last in visits if last is not None and MONTHS.get(of or "", 0) >= interval]
            due += [DueTest(Frequency(frequency), months_after(max(days), interval))] if days else []
    return min(due, key=lambda one: one.day, default=None)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month: 31 January and one month → 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
