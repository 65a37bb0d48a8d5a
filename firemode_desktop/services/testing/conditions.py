"""The conditions of a visit: what it was like outside and in the stair while readings were taken."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain import conditions, lifecycle
from firemode_desktop.domain.errors import Missing
from firemode_desktop.models import TestSession
from firemode_desktop.services import people


def set_conditions(session: Session, session_id: UUID, values: Mapping[str, Decimal], *, by: UUID) -> None:
    """Record the conditions of a visit by the keys of ``domain.conditions``; they replace those that were there.

    A reading that is recorded from now on has them where it has none of its own. One that is recorded already keeps
    the conditions it was recorded with.

    Raises:
        Missing: there is no such session.
        Refused: the person may not, or the session takes no more results.
        Invalid: a key is no condition, or a value cannot be.
    """
    people.require(session, by, people.TESTERS, "record the conditions of a visit")
    visit = session.scalar(select(TestSession).where(TestSession.id == session_id).with_for_update())
    if visit is None:
        raise Missing("There is no such session.", [str(session_id)])
    lifecycle.check_takes_results(visit.status)
    others = {key: value for key, value in (visit.environmental_conditions or {}).items() if not _ours(key)}
    visit.environmental_conditions = {**others, **conditions.checked(values)} or None
    session.flush()


def conditions_of(session: Session, session_id: UUID) -> dict[str, Decimal]:
    """The conditions of a visit that are recorded; raises ``Missing`` when there is no such session."""
    visit = session.get(TestSession, session_id)
    if visit is None:
        raise Missing("There is no such session.", [str(session_id)])
    return conditions.recorded(visit.environmental_conditions)


def _ours(key: str) -> bool:
    return any(known.key == key for known in conditions.CONDITIONS)
