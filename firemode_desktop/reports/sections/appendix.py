"""The record itself: every reading with every digit, and what ties this document to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from firemode_desktop.charts.digits import MINUS
from firemode_desktop.domain.amendments import RESULT
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.faults import shown as as_read
from firemode_desktop.domain.seal import Seal
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstanceStatus, InterfaceType
from firemode_desktop.reports.data import ReportData, RuleFacts, TestFacts
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import BLANK, day, limits, moment, when
from firemode_desktop.reports.tables import Cell, Column, Row, facts, status, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import standing_of, unit, word_of

COLUMNS = (
    Column("Test", 62),
    Column("Measured", 27),
    Column("Instrument", 20),
    Column("Limits", 14, "right"),
    Column("Reading, whole", 25, "right"),
    Column("Verdict", 22),
)
RULE_COLUMNS = (
    Column("Rule", 30),
    Column("Version", 50),
    Column("Measurement", 60),
    Column("Tests judged", 30, "right"),
)
INTRODUCTION = (
    "As recorded, not rounded; the mean of nine points to three decimals, or to as many as keep it on its side of the "
    "limit. Times are those of the building. p1 to p9 are the points of a doorway, left to right from the top."
)
NO_AUDIT_HEAD = "none recorded: the audit chain of this database began later"
HOW_TO_CHECK = (
    "The seal is the SHA-256 of six lines: “FireMode report seal 1”, the report number, the content, the audit head, "
    "the record, and the seal of the revision replaced, with “-” for what is missing. The content is what was "
    "approved, the record all that this report says; both are in its JSON bundle. The database keeps the file as it "
    "was issued: “firemode report verify FILE”, or Reports in the program, tells whether a copy is genuine, altered, "
    "superseded or not ours."
)


def readings(flow: Flow, number: str, data: ReportData) -> None:
    """Every test of the session, repeats and earlier attempts included, with every digit that was read."""
    flow.page()
    heading(flow, number, "Appendix: every reading")
    paragraph(flow, INTRODUCTION)
    rows = []
    for stair, tests in groupby(data.tests, key=lambda test: test.stair):
        rows.append(Row((stair,), heading=True))
        rows += [_reading(test, data) for test in tests]
    table(flow, COLUMNS, rows, size=7.0)


def _reading(test: TestFacts, data: ReportData) -> Row:
    standing = standing_of(test)
    value = ""
    if test.value is not None:
        value = f"{as_read(test.value, test.limits).replace('-', MINUS)} {unit(test)}".strip()
    cells = (
        test.identifier,
        moment(test.measured_at, data.zone),
        test.instrument or "",
        Cell(limits(test.limits), quiet=True),
        Cell(value, Face.BOLD if standing is Standing.FAIL else Face.REGULAR),
        status(standing, word_of(test)),
    )
    return Row(
        cells, note="\u00a0· ".join(_notes(test, data)), tint=Standing.FAIL if standing is Standing.FAIL else None
    )


def _notes(test: TestFacts, data: ReportData) -> Iterator[str]:
    """What belongs to the reading and has no column."""
    if test.grid is not None and test.grid.present:
        points = (f"p{n} {plain(v)}" for n, v in enumerate(test.grid.values, start=1) if v is not None)
        yield " ".join(points)
    if test.observed:
        yield "seen: " + ", ".join(effect.words for effect in test.observed)
    if test.interface_type:
        yield f"{InterfaceType(test.interface_type).label} at {test.location_id or BLANK}"
    if test.rule:
        yield f"{test.rule} {test.rule_version or ''}".strip()
    if test.technician:
        yield test.technician.name
    if test.retest_of:
        yield f"repeats {test.retest_of}"
    yield from _history(test, data)


def _history(test: TestFacts, data: ReportData) -> Iterator[str]:
    if test.reason and test.status in (InstanceStatus.SKIPPED, InstanceStatus.FAILED):
        yield f"reason: {test.reason}"
    for attempt in test.attempts:
        yield f"attempt {attempt.number} {attempt.outcome}: {attempt.reason or 'no reason given'}"
    for change in test.amendments:
        who = f" by {change.by.name}" if change.by else ""
        field = "" if change.field == RESULT else f"{change.field.replace('_', ' ')} "
        what = f"{field}{change.old or BLANK} → {change.new or BLANK}"
        yield f"amended {day(change.at, data.zone)}{who}: {what} ({change.reason})"
    if test.acceptance:
        yield f"instrument accepted: {test.acceptance.reason}"
    if test.fault:
        yield f"fault {test.fault}"
    if test.evidence:
        yield f"{test.evidence} evidence file{'' if test.evidence == 1 else 's'}"
    if test.notes:
        yield f"note: {test.notes}"


def _rule(rule: RuleFacts) -> Row:
    return Row((Cell(rule.code, Face.BOLD), rule.version, rule.measurement.label, str(rule.tests)))


def integrity(flow: Flow, number: str, data: ReportData, sealed: Seal | None) -> None:
    """The versions of the rules, and the hashes that tie the document to the record."""
    heading(flow, number, "Appendix: rule versions and integrity")
    subheading(flow, "Rule versions applied")
    table(flow, RULE_COLUMNS, [_rule(rule) for rule in data.rules])
    subheading(flow, "What ties this report to the record")
    visit = data.visit
    closed = when(visit.reviewed_at, data.zone) if visit.approved else "not approved: this is a draft"
    facts(
        flow,
        [
            ("Report number", f"{data.number}, revision {data.revision}"),
            ("Record closed", closed),
            (
                "Content SHA-256",
                visit.content_sha256 or ("not frozen at this approval" if visit.approved else "frozen at approval"),
            ),
            ("Audit head", visit.audit_head or (NO_AUDIT_HEAD if visit.approved else "frozen at approval")),
            *_seal(data, sealed),
        ],
    )
    paragraph(flow, HOW_TO_CHECK)


def _seal(data: ReportData, sealed: Seal | None) -> list[tuple[str, str]]:
    before = data.replaces
    if sealed is None:
        return [("Seal", "none: a draft is not sealed")]
    replaced = "no revision that was issued"
    if before:
        replaced = f"revision {before.revision}, issued {when(before.issued_at, data.zone)}: {before.seal}"
    return [
        ("Record SHA-256", sealed.record_sha256),
        ("Replaces", replaced),
        ("Seal", sealed.value),
    ]
