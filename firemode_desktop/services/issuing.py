"""Reports that leave the house: written once a revision, kept as they were, and handed out again byte for byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert as insert_or_leave
from sqlalchemy.orm import Session

from firemode_desktop import __version__
from firemode_desktop.domain.errors import Conflict, Refused
from firemode_desktop.domain.words import SessionDeed, SessionStatus
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import IssuedReport, SessionEvent
from firemode_desktop.queries import papers
from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.sealing import record_text, seal_of
from firemode_desktop.services import people
from firemode_desktop.services.gathering import gather
from firemode_desktop.services.logins import only_looks
from firemode_desktop.services.testing.completing import reason_given
from firemode_desktop.services.testing.content import next_revision

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a file. ``seal`` is None of a draft; ``issued_at`` is None until it is kept in the database."""

    session_id: UUID
    number: str
    revision: int
    file: bytes
    pages: int
    seal: str | None = None
    issued_at: datetime | None = None


class Read(Protocol):
    """Carries out one job that reads, in a transaction of its own."""

    def __call__(self, job: Callable[[Session], Answer], /) -> Answer: ...


Keep = Callable[[Callable[[Session, UUID | None], "Report"]], "Report"]
"""Carries out one job that writes, on behalf of the person whose id it hands in, if that is known."""


def issue(
    read: Read, write: Keep, session_id: UUID, tell: Tell | None = None, *, store: EvidenceFolder | None = None
) -> Report:
    """The report of a session: as it was issued, or else gathered, drawn outside any transaction, and kept.

    A draft is drawn each time and never kept. ``tell(done, of, text)`` is called after each page; files of evidence are
    looked up in ``store``, where it is at hand.

    Raises:
        Missing: there is no such session.
        Refused: it was not issued yet, and this login only looks.
        Conflict: the record changed while it was drawn.
    """
    kept = read(lambda session: _issued_or_may_be(session, session_id))
    if kept is not None:
        return kept
    data = read(lambda session: gather(session, session_id, store))
    drawn = draw(data, session_id, tell)
    if drawn.seal is None:
        return drawn
    return write(lambda session, by: keep(session, data, drawn, by=by))


def issued(session: Session, session_id: UUID) -> Report | None:
    """The present revision of a session's report as it was issued; None while it was not.

    Raises:
        Missing: there is no such session.
    """
    found = papers.issued_of(session, session_id, papers.visit(session, session_id).report_revision)
    return _as_report(found) if found else None


def _issued_or_may_be(session: Session, session_id: UUID) -> Report | None:
    """As ``issued``; nobody waits for a report to be drawn that they cannot issue. A draft is drawn for everybody."""
    kept = issued(session, session_id)
    approved = papers.visit(session, session_id).status == SessionStatus.APPROVED
    if kept is None and approved and only_looks(session):
        raise Refused(
            "This report was not issued yet. A viewer reads it once an engineer or a supervisor has opened it here: "
            "that issues it."
        )
    return kept


def draw(data: ReportData, session_id: UUID, tell: Tell | None = None) -> Report:
    """What was gathered as a file, not kept yet; needs no database."""
    from firemode_desktop.reports.compliance import render

    sealed, pages = seal_of(data), 0

    def count(done: int, of: int, text: str) -> None:
        nonlocal pages
        pages = of
        if tell is not None:
            tell(done, of, text)

    file = render(data, count, sealed)
    return Report(session_id, data.number, data.revision, file, pages, sealed.value if sealed else None)


def keep(session: Session, data: ReportData, drawn: Report, *, by: UUID | None) -> Report:
    """Keep a report as issued and answer what is kept, theirs where somebody was quicker; a draft is not kept.

    Raises:
        Conflict: the session has another revision by now.
    """
    record = record_text(data)
    sealed = seal_of(data, record)
    if sealed is None:
        return drawn
    if by is not None:
        people.acts(session, by)
    visit = papers.visit(session, drawn.session_id)
    if visit.report_revision != drawn.revision:
        raise Conflict(
            f"The report of this session was written as revision {drawn.revision}, and stands at revision "
            f"{visit.report_revision} by now. Write it again."
        )
    row = {
        "building_id": visit.building_id,
        "session_id": visit.id,
        "number": drawn.number,
        "revision": drawn.revision,
        "seal": sealed.value,
        "replaces": sealed.replaces,
        "record": record,
        "record_sha256": sealed.record_sha256,
        "program_version": __version__,
        "pages": drawn.pages,
        "file": drawn.file,
        "file_sha256": hashlib.sha256(drawn.file).hexdigest(),
        "issued_by": by,
    }
    session.execute(insert_or_leave(IssuedReport).values(row).on_conflict_do_nothing())
    kept = papers.issued_of(session, visit.id, drawn.revision)
    assert kept is not None
    return _as_report(kept)


def revise(session: Session, session_id: UUID, reason: str, *, by: UUID) -> int:
    """Begin a new revision of an approved session's report, for a reason that is kept; the number of it.

    For what no deed of the record brings by itself: photographs that were missing when it was issued, say.

    Raises:
        Refused: the session is not approved, or the person is no supervisor.
        Invalid: the reason is blank.
    """
    people.require(session, by, people.SUPERVISORS, "begin a new revision of a report")
    visit = papers.visit(session, session_id)
    if visit.status != SessionStatus.APPROVED:
        raise Refused("Only the report of an approved session has revisions.")
    why = reason_given(reason)
    deed = SessionDeed.REVISED.value
    session.add(SessionEvent(building_id=visit.building_id, session_id=visit.id, event=deed, note=why, by_user=by))
    session.flush()
    next_revision(session, session_id)
    session.refresh(visit)
    return visit.report_revision


def _as_report(kept: IssuedReport) -> Report:
    return Report(kept.session_id, kept.number, kept.revision, kept.file, kept.pages, kept.seal, kept.recorded_at)
