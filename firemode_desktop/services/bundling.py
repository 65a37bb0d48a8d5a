"""The JSON bundle of a report: what was approved, all that is printed, every hash, for whoever checks it without us."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.canonical import plain_form
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.seal import Seal
from firemode_desktop.models import IssuedReport, SealedContent, TestSession
from firemode_desktop.queries import papers
from firemode_desktop.services import evidence

FORMAT = "firemode-report-bundle-1"
_OF_EVIDENCE = ("identifier", "original_name", "sha256", "size_bytes", "mime_type", "captured_at")


def bundle(session: Session, session_id: UUID) -> bytes:
    """The bundle of the present revision of a session's report; the same revision gives the same bytes.

    ``content.text`` and ``record.text`` are the canonical texts whose SHA-256 is beside them, letter for letter;
    ``seal.lines`` are the lines that the seal is the SHA-256 of. ``content`` is null where a session was approved
    before its content was kept.

    Raises:
        Missing: there is no such session.
        Refused: this revision of its report was not issued yet.
    """
    visit = papers.visit(session, session_id)
    report = papers.issued_of(session, session_id, visit.report_revision)
    if report is None:
        raise Refused("This report was not issued yet: write it first, then its bundle.", [str(session_id)])
    document = {
        "format": FORMAT,
        "report": _about(session, visit, report),
        "seal": _seal(visit, report),
        "content": _content(session, session_id),
        "record": {"sha256": report.record_sha256, "text": report.record},
        "file": {"sha256": report.file_sha256, "bytes": len(report.file), "pages": report.pages},
        "evidence": [{key: one[key] for key in _OF_EVIDENCE} for one in evidence.files(session, session_id)],
    }
    return json.dumps(plain_form(document), indent=1, ensure_ascii=False, sort_keys=True).encode()


def _about(session: Session, visit: TestSession, report: IssuedReport) -> dict[str, Any]:
    return {
        "number": report.number,
        "revision": report.revision,
        "building": papers.standing_of(session, report).building,
        "session": visit.session_name,
        "session_id": visit.id,
        "issued_at": report.recorded_at,
        "program_version": report.program_version,
    }


def _seal(visit: TestSession, report: IssuedReport) -> dict[str, Any]:
    sealed = Seal(report.number, visit.content_sha256, report.record_sha256, visit.audit_head, report.replaces)
    return {"value": report.seal, "lines": sealed.text.split("\n")}


def _content(session: Session, session_id: UUID) -> dict[str, str] | None:
    kept = session.get(SealedContent, session_id)
    return {"sha256": kept.sha256, "text": kept.content} if kept else None
