"""The building of a session as it is drawn under its tests."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.section import Section
from firemode_desktop.models import TestSession
from firemode_desktop.services.overview.finding import named
from firemode_desktop.services.overview.shafts import plan


def session_plan(session: Session, session_id: UUID) -> Section:
    """Stairs and floors of the session's building, as they were on its day.

    Raises:
        Missing: there is no such session.
    """
    visit = session.get(TestSession, session_id)
    if visit is None:
        raise Missing("There is no such session.", [str(session_id)])
    name, zone = named(session, visit.building_id)
    day = visit.scheduled_for or visit.created_at.astimezone(zone).date()
    return plan(session, visit.building_id, name, day)
