"""A recall as a workbook, as CSV and for the clipboard: every reading in doubt with what it would become."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from firemode_desktop.domain.faults import shown
from firemode_desktop.domain.recall import InDoubt, Judgement, Recall
from firemode_desktop.exports.book import new_book, to_bytes
from firemode_desktop.exports.lists import Row, list_csv, list_sheet, written

READINGS = (
    ("building", 28), ("session", 26), ("session_status", 14), ("identifier", 52), ("location", 48),
    ("measured_at", 24), ("value", 10), ("unit", 7), ("min_threshold", 14), ("max_threshold", 14),
    ("verdict", 18), ("counts_as", 12), ("without_calibration", 20), ("corrected_value", 16),
    ("corrected_verdict", 18), ("corrected_counts_as", 20), ("changes", 9), ("accepted_by", 24), ("amended", 9),
    ("retest", 52),
)  # fmt: skip
SESSIONS = (("session", 26), ("building", 28), ("status", 14), ("readings", 10), ("changed", 10), ("id", 38))


def reading_row(one: InDoubt) -> Row:
    """One reading in the order of ``READINGS``; numbers as they were read, a corrected one as it would be shown."""
    after = one.corrected
    return (
        *(one.building, one.session, one.session_status.value, one.identifier, one.location),
        one.measured_at.isoformat(timespec="minutes"),
        *(one.stood.value, one.unit, one.limits.minimum, one.limits.maximum),
        *(one.stood.verdict.value, one.stood.counts.value, one.without.counts.value),
        _corrected(after, one),
        None if after is None else after.verdict.value,
        None if after is None else after.counts.value,
        *(_yes(one.changes), one.accepted_by, _yes(one.amended), one.retest),
    )


def recall_workbook(found: Recall) -> bytes:
    """Three sheets: what was asked, the readings, and the sessions they belong to."""
    book = new_book()
    about = [
        ("instrument", found.serial_number),
        ("type", found.instrument_type),
        ("in doubt", str(found.span)),
        ("certificate held good", found.because),
        ("known error", str(found.error) if found.error else None),
        ("result", found.sentence),
    ]
    sessions = [(s.name, s.building, s.status.value, s.readings, s.changed, str(s.session_id)) for s in found.touched]
    list_sheet(book.create_sheet("Recall"), (("what", 24), ("value", 100)), about)
    list_sheet(book.create_sheet("Readings"), READINGS, map(reading_row, found.readings))
    list_sheet(book.create_sheet("Sessions"), SESSIONS, sessions)
    return to_bytes(book)


def recall_csv(found: Recall) -> bytes:
    """The readings, with a line each."""
    return list_csv(READINGS, map(reading_row, found.readings))


def recall_text(readings: Sequence[InDoubt]) -> str:
    """The same for the clipboard: a tab between cells, a line for each reading."""
    lines = written(READINGS, map(reading_row, readings))
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _corrected(after: Judgement | None, one: InDoubt) -> Decimal | None:
    return None if after is None or after.value is None else Decimal(shown(after.value, one.limits))


def _yes(fact: bool) -> str | None:
    return "yes" if fact else None
