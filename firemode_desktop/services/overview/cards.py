"""The figures above the section: how far the session is, what does not comply, what is missing, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.calibration import State
from firemode_desktop.domain.due import DueTest
from firemode_desktop.domain.standing import Tally
from firemode_desktop.domain.words import AS1851Class, InstanceStatus, SessionStatus
from firemode_desktop.models import Fault, TestInstance, TestSession
from firemode_desktop.services import calendars, instruments
from firemode_desktop.services.overview.finding import OPEN_FAULTS


@dataclass(frozen=True, slots=True)
class SessionCard:
    """The session of a building that was begun last and not cancelled."""

    session_id: UUID
    name: str
    status: SessionStatus
    tally: Tally


@dataclass(frozen=True, slots=True)
class Calibration:
    """An instrument that is covered for thirty days at most, or is not (``days`` 0 or below, None: it never was)."""

    instrument_id: UUID
    name: str
    ends_on: date | None
    days: int | None


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
    """How many instruments serve this building, and those that are not covered today or soon will not be."""
    found = instruments.serving(session, building_id, today)
    due = [one for one in found if one.state is not State.VALID]
    return len(found), tuple(
        Calibration(one.instrument_id, one.serial_number or one.model or "instrument", one.expires_on, one.days)
        for one in due
    )


def next_due(session: Session, building_id: UUID) -> DueTest | None:
    """The frequency whose tests fall due first; None where nothing says when."""
    return next(iter(calendars.tests_due(session, building_id)), None)
