"""What a report is sealed with: worked out of what it says, so that the same record has the same seal everywhere."""

from __future__ import annotations

from firemode_desktop.domain.canonical import canonical_text, sha256_of
from firemode_desktop.domain.seal import Seal
from firemode_desktop.reports.data import ReportData


def record_text(data: ReportData) -> str:
    """All that the report says, in its canonical form (JSON)."""
    return canonical_text(data)


def seal_of(data: ReportData, record: str | None = None) -> Seal | None:
    """The seal of a report; None for a draft, which has none. ``record`` is its ``record_text``, if that is at hand."""
    if data.draft:
        return None
    visit, replaces = data.visit, data.replaces.seal if data.replaces else None
    record = record_text(data) if record is None else record
    return Seal(data.number, visit.content_sha256, sha256_of(record), visit.audit_head, replaces)
