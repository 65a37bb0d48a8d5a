"""Which reports a batch writes: approved sessions of many buildings, the latest of each or all since a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.models import Building, TestSession
from firemode_desktop.services import catalogue


@dataclass(frozen=True, slots=True)
class Wanted:
    """An approved session whose report is to be written."""

    session_id: UUID
    building: str
    session_name: str
    frequency: str | None
    reviewed_at: datetime | None


def wanted(
    session: Session,
    names: Sequence[str] | None,
    at: datetime,
    *,
    frequency: str | None = None,
    since: date | None = None,
) -> list[Wanted]:
    """Sessions by building and day of approval; ``names`` None: every building that is in service at ``at``.

    Without ``since`` the latest approved session of each building and frequency, else every one approved on that day
    (of its building) or later.

    Raises:
        Missing: there is no building of one of the names.
    """
    columns = (
        TestSession.id, Building.name, TestSession.session_name, TestSession.frequency, TestSession.reviewed_at
    )  # fmt: skip
    query = select(*columns).join(Building, Building.id == TestSession.building_id)
    query = query.where(TestSession.status == SessionStatus.APPROVED.value)
    query = query.where(Building.id.in_(_buildings(session, names, at)))
    if frequency is not None:
        query = query.where(TestSession.frequency == frequency)
    if since is None:
        query = query.ext(distinct_on(Building.name, Building.id, TestSession.frequency))
    else:
        query = query.where(cast(func.timezone(Building.timezone, TestSession.reviewed_at), Date) >= since)
    order = (Building.name, Building.id, TestSession.frequency, TestSession.reviewed_at.desc(), TestSession.id)
    return [
        Wanted(key, building, name or "Session", how_often, at)
        for key, building, name, how_often, at in session.execute(query.order_by(*order))
    ]


def _buildings(session: Session, names: Sequence[str] | None, at: datetime) -> list[UUID]:
    if names is None:
        return [one.building_id for one in catalogue.buildings(session, at) if not one.decommissioned]
    return [catalogue.building_named(session, name).id for name in names]
