"""The notice of defects, gathered as the window's is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_time
from firemode_desktop.domain.notices import NoticeFacts
from firemode_desktop.models import Fault
from firemode_desktop.reports.papers.frame import Head
from firemode_desktop.reports.papers.notice import NoticePaper
from firemode_desktop.services.faults.deeds import defects
from firemode_desktop.services.faults.shown import ShownFault, shown_faults
from firemode_desktop.services.faults.telling import facts_of, facts_of_session


def of_faults(session: Session, fault_ids: Sequence[UUID], *, by: UUID, at: datetime) -> NoticePaper:
    """The notice of these faults of one building. Raises ``Missing`` and ``Refused`` as ``faults.notice_of``."""
    return _paper(session, facts_of(session, fault_ids, by=by, at=at), fault_ids, at)


def of_session(session: Session, session_id: UUID, *, by: UUID, at: datetime) -> NoticePaper:
    """The notice of a session's open critical defects. Raises as ``faults.notice_of_session``."""
    facts = facts_of_session(session, session_id, by=by, at=at)
    keys = session.scalars(select(Fault.id).where(Fault.test_session_id == session_id)).all()
    return _paper(session, facts, keys, at)


def _paper(session: Session, facts: NoticeFacts, fault_ids: Sequence[UUID], at: datetime) -> NoticePaper:
    found = shown_faults(session, ids=fault_ids)
    subject = ", ".join(one.name for one in facts.defects)
    head = Head("Notice of defects", facts.building, facts.address, facts.day, subject)
    late = tuple(one.name for one in found if _late(one, at))
    return NoticePaper(head, facts, show_time(at, ZoneInfo(found[0].timezone)), late)


def _late(fault: ShownFault, at: datetime) -> bool:
    """Whether a law sets a time for the notice, and ``at`` is past it."""
    period = defects().period(fault.as1851_class, fault.state) if fault.as1851_class else None
    until = period.notice_by(fault.detected_at) if period else None
    return until is not None and at > until
