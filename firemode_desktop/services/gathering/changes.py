"""What happened to an approved session since a revision of its report was issued: why there is another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.words import FaultDeed, SessionDeed
from firemode_desktop.models import (
    Building,
    Fault,
    FaultEvent,
    ResultAmendment,
    SessionChart,
    SessionEvent,
    TestInstance,
    TestSession,
    User,
)


def changes_since(session: Session, visit: TestSession, since: datetime) -> Iterator[str]:
    """A sentence each, in the order of time: faults decided, readings corrected, charts put in, revisions asked for."""
    zone = ZoneInfo(session.scalars(select(Building.timezone).where(Building.id == visit.building_id)).one())
    told = [
        *_of_faults(session, visit.id, since),
        *_of_readings(session, visit.id, since),
        *_of_charts(session, visit.id, since),
        *_asked_for(session, visit.id, since),
    ]
    for at, words, who in sorted(told, key=lambda each: each[0]):
        yield f"{show_date(at.astimezone(zone).date())}{f', {who}' if who else ''}: {words}"


Told = tuple[datetime, str, str | None]
WHO = User.full_name


def _of_faults(session: Session, session_id: UUID, since: datetime) -> Iterator[Told]:
    rows = session.execute(
        select(FaultEvent.recorded_at, FaultEvent.event, FaultEvent.note, Fault.fault_number, WHO)
        .join(Fault, Fault.id == FaultEvent.fault_id)
        .outerjoin(User, User.id == FaultEvent.by_user)
        .where(Fault.test_session_id == session_id, FaultEvent.recorded_at >= since)
    )
    for at, event, note, number, who in rows:
        yield at, f"{fault_name(number)} {FaultDeed(event).label.lower()}{f' – {note}' if note else ''}", who


def _of_readings(session: Session, session_id: UUID, since: datetime) -> Iterator[Told]:
    rows = session.execute(
        select(ResultAmendment.recorded_at, TestInstance.scoped_identifier, ResultAmendment.reason, WHO)
        .join(TestInstance, TestInstance.instance_id == ResultAmendment.instance_id)
        .outerjoin(User, User.id == ResultAmendment.amended_by)
        .where(TestInstance.session_id == session_id, ResultAmendment.recorded_at >= since)
        .order_by(ResultAmendment.recorded_at)
    )
    # Several fields of one reading are corrected for one reason, at one time.
    for at, identifier, reason, who in dict.fromkeys(row.tuple() for row in rows):
        yield at, f"{identifier} corrected – {reason}", who


def _of_charts(session: Session, session_id: UUID, since: datetime) -> Iterator[Told]:
    for when, by, words in (
        (SessionChart.recorded_at, SessionChart.added_by, "put in"),
        (SessionChart.removed_at, SessionChart.removed_by, "taken out"),
    ):
        rows = session.execute(
            select(when, SessionChart.title, WHO)
            .outerjoin(User, User.id == by)
            .where(SessionChart.session_id == session_id, when >= since)
        )
        for at, title, who in rows:
            assert at is not None
            yield at, f"the chart “{title}” was {words}", who


def _asked_for(session: Session, session_id: UUID, since: datetime) -> Iterator[Told]:
    rows = session.execute(
        select(SessionEvent.recorded_at, SessionEvent.note, WHO)
        .outerjoin(User, User.id == SessionEvent.by_user)
        .where(
            SessionEvent.session_id == session_id,
            SessionEvent.event == SessionDeed.REVISED.value,
            SessionEvent.recorded_at >= since,
        )
    )
    for at, note, who in rows:
        yield at, f"a new revision was asked for – {note}", who
