"""Who stands for the report, and what is stated for the state the building stands in.

Nothing is claimed that the record does not show: the declaration follows the verdict, and what the record cannot show
is a line to be filled in by hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.statements import Statement, anniversary, sent_in_time
from firemode_desktop.domain.words import AS1851Class, FaultStatus
from firemode_desktop.reports.data import FaultFacts, Person, ReportData
from firemode_desktop.reports.pages import MM, WIDTH, Flow, Piece, heading, paragraph, subheading
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.shown import count, day, when
from firemode_desktop.reports.typography import Face, clean, fitted, wrapped
from firemode_desktop.reports.verdicts import Findings

ROOM = (WIDTH - 10 * MM) / 2


def signing(flow: Flow, number: str, data: ReportData, findings: Findings) -> None:
    """Put the section into the flow."""
    heading(flow, number, "Signatures and statement")
    flow.add(_signatures(data))
    if data.statement is not None:
        _statement(flow, data.statement, data, findings)


# --- signatures -------------------------------------------------------------------------------------------------------


def _signatures(data: ReportData) -> Piece:
    """Two fields side by side: whoever led the tests, whoever approved the session."""
    visit = data.visit
    fields = (("Lead technician", visit.lead, ""), ("Supervisor", visit.reviewed_by, _approved(data)))

    def draw(pen: Pen, x: float, y: float) -> None:
        for place, (role, who, note) in enumerate(fields):
            _field(pen, x + place * (ROOM + 10 * MM), y, role, who, note)

    return Piece(104, draw)


def _approved(data: ReportData) -> str:
    """How the supervisor stands for it in the record."""
    visit = data.visit
    if not visit.approved:
        return "Not approved: this is a draft."
    words = f"Approved electronically in FireMode, {when(visit.reviewed_at, data.zone)}"
    return f"{words}; recorded readings of this session, too" if visit.self_reviewed else words


def _field(pen: Pen, x: float, y: float, role: str, who: Person | None, note: str) -> None:
    pen.text(x, y - 10, role, 8.6, Face.BOLD)
    name = who.name if who else "not on record"
    licence = (f"Licence {who.licence}" if who.licence else "no licence on record") if who else ""
    pen.text(x, y - 24, fitted(clean(name), Face.REGULAR, 9, ROOM), 9)
    pen.text(x, y - 36, fitted(clean(licence), Face.REGULAR, 7.6, ROOM), 7.6, colour=pen.look.quiet)
    for line, words in enumerate(wrapped(note, Face.REGULAR, 7.2, ROOM)[:2]):
        pen.text(x, y - 48 - 9 * line, words, 7.2, colour=pen.look.quiet)
    pen.rule(x, y - 86, ROOM * 0.66, pen.look.ink, 0.6)
    pen.rule(x + ROOM * 0.72, y - 86, ROOM * 0.28, pen.look.ink, 0.6)
    pen.text(x, y - 95, "Signature", 6.6, colour=pen.look.quiet)
    pen.text(x + ROOM * 0.72, y - 95, "Date", 6.6, colour=pen.look.quiet)


# --- the state --------------------------------------------------------------------------------------------------------


def _statement(flow: Flow, block: Statement, data: ReportData, findings: Findings) -> None:
    subheading(flow, f"Statement: {block.title}")
    if data.draft:
        paragraph(flow, "This is a draft: nothing is stated until the session is approved.", face=Face.BOLD)
    paragraph(flow, block.declaration(findings.outcome))
    for text in (
        *block.facts,
        *_since(block, data),
        *_kept(block, data),
        *_yearly(block, data),
        *_notices(block, data),
    ):
        paragraph(flow, text)
    for blank in block.blanks:
        flow.add(_blank(blank))


def tested_on(data: ReportData) -> tuple[date, ...]:
    """The days of the readings at the building, the first first."""
    return tuple(sorted({test.measured_at.astimezone(data.zone).date() for test in data.tests if test.measured_at}))


def _since(block: Statement, data: ReportData) -> Iterator[str]:
    days = tested_on(data)
    if days and block.since and block.too_early(days[0]):
        yield f"This session was tested from {day(days[0])} on, before {day(block.since)}."


def _kept(block: Statement, data: ReportData) -> Iterator[str]:
    if block.keep_years is None:
        return
    days = tested_on(data)
    until = block.kept_until(days[-1]) if days else None
    words = f"Records of maintenance are kept for {count(block.keep_years, 'year')}"
    yield f"{words}: those of this session until {day(until)}." if until else f"{words}; no reading is on record yet."


def _yearly(block: Statement, data: ReportData) -> Iterator[str]:
    """Where the day of this report lies before the anniversary; only what the record shows."""
    if block.report_days is None:
        return
    if data.anchor is None:
        yield "The anniversary of this building is not on record."
        return
    written = data.dated.astimezone(data.zone).date()
    due = anniversary(data.anchor, written)
    left = (due - written).days
    first = day(due - timedelta(days=block.report_days))
    words = (
        f"By the building's schedule the next anniversary is {day(due)}. The record of this report is of {day(written)}"
    )
    where = "on that day" if left == 0 else f"{count(left, 'day')} before it"
    within = (
        f"within the {block.report_days} days"
        if left <= block.report_days
        else f"the {block.report_days} days begin on {first}"
    )
    yield f"{words}, {where}: {within}."


def _notices(block: Statement, data: ReportData) -> Iterator[str]:
    """Of each critical defect: until when notice was due, and whether the record shows one."""
    if not block.notice:
        return
    critical = [
        fault
        for fault in data.faults
        if fault.as1851_class == AS1851Class.CRITICAL_DEFECT and fault.status is not FaultStatus.VOID
    ]
    if not critical:
        yield "No critical defect is on record in this session."
    for fault in critical:
        yield _notice(fault, data)


def _notice(fault: FaultFacts, data: ReportData) -> str:
    words = f"{fault.number}, found {when(fault.detected_at, data.zone)}"
    if fault.notice_by is not None:
        words += f": notice was due by {when(fault.notice_by, data.zone)}"
    if not fault.notices:
        return f"{words}; the record shows no notice."
    due = fault.notice_by.astimezone(data.zone) if fault.notice_by else None
    sent = ", ".join(f"to {notice.to} on {day(notice.on)}" for notice in fault.notices)
    late = due is not None and not sent_in_time([notice.on for notice in fault.notices], due)
    return f"{words}; the record shows one {sent}{', after that time' if late else ''}." + _remedy(fault)


def _remedy(fault: FaultFacts) -> str:
    if fault.status not in OPEN_FAULTS or fault.due is None:
        return ""
    return f" It is to be put right by {day(fault.due)} and is still open."


def _blank(label: str) -> Piece:
    """A label and a line to write on."""

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 18, fitted(label, Face.REGULAR, 8, 78 * MM), 8, colour=pen.look.quiet)
        pen.rule(x + 82 * MM, y - 20, WIDTH - 82 * MM, pen.look.ink, 0.5)

    return Piece(24, draw)
