"""How far somebody is on the way from a building to its first report: what the guided first session asks."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.guiding import Progress
from firemode_desktop.domain.standing import Standing, standing
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.models import Building, Fault, IssuedReport, Stair, TestInstanceTemplate, TestSession, User
from firemode_desktop.queries import baseline
from firemode_desktop.services import catalogue, people, testing
from firemode_desktop.services.demo import visit
from firemode_desktop.services.testing.hands import hands


def now(session: Session) -> datetime:
    """The server's clock: sessions begun later are those of the guide."""
    found: datetime = session.scalars(select(func.now())).one()
    return found


def progress(session: Session, building_id: UUID, since: datetime | None, *, by: UUID) -> Progress:
    """How far the building is; of its sessions the last that was begun after ``since`` and not cancelled."""

    begun = Progress(
        stairs=_count(session, Stair.building_id == building_id),
        baselines=sum(baseline.current_counts(session, building_id).values()),
        expected=_count(session, TestInstanceTemplate.building_id == building_id),
    )
    latest = (
        select(TestSession.id)
        .where(TestSession.building_id == building_id, TestSession.status != SessionStatus.CANCELLED)
        .order_by(TestSession.created_at.desc())
        .limit(1)
    )
    session_id = session.scalar(latest if since is None else latest.where(TestSession.created_at > since))
    return begun if session_id is None else _with_session(session, begun, session_id, by)


def _count(session: Session, rows: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(rows)) or 0


def _with_session(session: Session, begun: Progress, session_id: UUID, by: UUID) -> Progress:
    shown = testing.show(session, session_id)
    stand = [_standing(one) for one in shown.tests]
    found = session.scalars(select(Fault).where(Fault.test_session_id == session_id)).all()
    undecided = [fault.id for fault in found if fault.class_confirmed_at is None]
    counts = shown.summary.progress
    return replace(
        begun,
        session_id=session_id,
        status=shown.summary.status,
        tests=counts.total,
        left=counts.pending + counts.in_progress,
        near=stand.count(Standing.NEAR),
        failing=stand.count(Standing.FAIL),
        lacking=sum(one["code"] == "evidence" for one in testing.blockers(session, session_id)),
        faults=len(found),
        undecided=len(undecided),
        fault_id=undecided[0] if undecided else None,
        issued=_count(session, IssuedReport.session_id == session_id) > 0,
        may_approve=_may_approve(session, session_id, by),
    )


def _may_approve(session: Session, session_id: UUID, by: UUID) -> bool:
    role = session.scalars(select(User.role).where(User.id == by)).one()
    return role in people.SUPERVISORS and (by not in hands(session, session_id) or people.only_one_active(session))


def _standing(one: testing.ShownTest) -> Standing:
    limits = Limits(one.min_threshold, one.max_threshold)
    return standing(one.status, one.is_compliant, one.verdict, one.measured_value, limits)


def example_visit(session: Session, session_id: UUID) -> tuple[visit.Visit, ZoneInfo]:
    """What the example readings of a session are made up from, and the clock of its building."""
    of = select(Building).join(TestSession, TestSession.building_id == Building.id).where(TestSession.id == session_id)
    return visit.seen(session, session_id), catalogue.zone_of(session.scalars(of).one())


def write_example(found: tuple[visit.Visit, ZoneInfo], folder: Path) -> Path:
    """A results workbook for every test that is still to do, with the photographs of all; nothing in it fails."""
    seen, zone = found
    return seen.write(folder, zone, half_years_ago=1)
