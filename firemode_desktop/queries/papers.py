"""Reports that were issued: by session, number, seal, or the hash of a file; the file itself only when asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, defer

from firemode_desktop.domain.errors import Missing
from firemode_desktop.models import Building, IssuedReport, SignedCopy, TestSession


def visit(session: Session, session_id: UUID) -> TestSession:
    """A session by its id.

    Raises:
        Missing: there is none.
    """
    found = session.get(TestSession, session_id)
    if found is None:
        raise Missing("There is no such session.", [str(session_id)])
    return found


def issued_of(session: Session, session_id: UUID, revision: int) -> IssuedReport | None:
    """The report of one revision with its file, if it was issued."""
    wanted = select(IssuedReport).where(IssuedReport.session_id == session_id, IssuedReport.revision == revision)
    return session.scalars(wanted).one_or_none()


def issued_before(session: Session, session_id: UUID, revision: int) -> IssuedReport | None:
    """The last revision issued before this one, without its file."""
    wanted = _light().where(IssuedReport.session_id == session_id, IssuedReport.revision < revision)
    return session.scalars(wanted.order_by(IssuedReport.revision.desc()).limit(1)).one_or_none()


def by_file(session: Session, sha256: str) -> tuple[IssuedReport, SignedCopy | None] | None:
    """The report whose issued file, or a signed copy of it, has this hash."""
    issued = session.scalars(_light().where(IssuedReport.file_sha256 == sha256).limit(1)).one_or_none()
    if issued is not None:
        return issued, None
    signed = session.get(SignedCopy, sha256)
    if signed is None:
        return None
    return session.scalars(_light().where(IssuedReport.report_id == signed.report_id)).one(), signed


def by_marks(session: Session, seals: Collection[str], numbers: Collection[str]) -> Sequence[IssuedReport]:
    """The reports that carry one of these seals or numbers, without files."""
    return session.scalars(_light().where(or_(IssuedReport.seal.in_(seals), IssuedReport.number.in_(numbers)))).all()


def by_seal(session: Session, start: str) -> Sequence[IssuedReport]:
    """The reports whose seal begins with these digits, without files; two at most."""
    return session.scalars(_light().where(func.starts_with(IssuedReport.seal, start)).limit(2)).all()


def file_of(session: Session, report_id: UUID) -> bytes:
    """The file of an issued report."""
    return session.scalars(select(IssuedReport.file).where(IssuedReport.report_id == report_id)).one()


def standing_of(session: Session, report: IssuedReport) -> Any:
    """What an issued report is about, and its revision now: ``building, session_name, revision``."""
    wanted = select(
        Building.name.label("building"), TestSession.session_name, TestSession.report_revision.label("revision")
    )
    found = wanted.join(TestSession, TestSession.building_id == Building.id).where(TestSession.id == report.session_id)
    return session.execute(found).one()


def _light() -> Select[IssuedReport]:
    return select(IssuedReport).options(defer(IssuedReport.file), defer(IssuedReport.record))
