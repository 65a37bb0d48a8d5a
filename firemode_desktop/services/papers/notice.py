"""The notice of defects, gathered as the window's is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.notices import NoticeFacts
from firemode_desktop.reports.papers.frame import Head
from firemode_desktop.reports.papers.notice import NoticePaper
from firemode_desktop.services.faults.telling import facts_of, facts_of_session


def of_faults(session: Session, fault_ids: Sequence[UUID], *, by: UUID, at: datetime) -> NoticePaper:
    """The notice of these faults of one building. Raises ``Missing`` and ``Refused`` as ``faults.notice_of``."""
    return _paper(facts_of(session, fault_ids, by=by, at=at))


def of_session(session: Session, session_id: UUID, *, by: UUID, at: datetime) -> NoticePaper:
    """The notice of a session's open critical defects. Raises as ``faults.notice_of_session``."""
    return _paper(facts_of_session(session, session_id, by=by, at=at))


def _paper(facts: NoticeFacts) -> NoticePaper:
    subject = ", ".join(one.name for one in facts.defects)
    return NoticePaper(Head("Notice of defects", facts.building, facts.address, facts.day, subject), facts)
