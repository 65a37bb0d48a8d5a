"""The verdict: each stair in one word, how many tests stand how, and what was not shown and why."""

from __future__ import annotations

from itertools import groupby

from firemode_desktop.charts.style import style
from firemode_desktop.charts.summary import summary_scene
from firemode_desktop.domain.amendments import RESULT
from firemode_desktop.domain.compliance import Outcome
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.words import AS1851Class, FaultStatus
from firemode_desktop.reports.charted import summary_of
from firemode_desktop.reports.data import Amendment, FaultFacts, ReportData, TestFacts
from firemode_desktop.reports.figures import chart
from firemode_desktop.reports.pages import MM, WIDTH, Flow, Piece, heading, paragraph, subheading
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.sections.instruments import decision
from firemode_desktop.reports.shown import count, day
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face, wrapped
from firemode_desktop.reports.verdicts import (
    Findings,
    StairVerdict,
    accepted,
    place,
    said,
    why_missing,
)


def verdict(flow: Flow, number: str, data: ReportData, findings: Findings) -> None:
    """The page an owner reads."""
    flow.page()
    heading(flow, number, "Verdict")
    paragraph(flow, _opening(data, findings), size=10.5, after=12)
    for stair in findings.stairs:
        flow.add(_stair(stair))
    _by_measurement(flow, findings)
    _by_class(flow, data)
    _missing(flow, findings)
    _statements(flow, data)


def _opening(data: ReportData, findings: Findings) -> str:
    stairs = findings.stairs
    parts = []
    for outcome in (Outcome.NOT_COMPLIANT, Outcome.NOT_DEMONSTRATED, Outcome.COMPLIANT):
        names = [stair.stair for stair in stairs if stair.outcome is outcome]
        if names:
            parts.append(f"{_listed(names)} {'is' if len(names) == 1 else 'are'} {outcome.value}")
    text = "; ".join(parts) or "No stair was tested"
    return f"On the tests of this session {text}." + (" This is a draft: nothing in it is final." if data.draft else "")


def _listed(names: list[str], what: str = "stairs") -> str:
    if len(names) > 6:
        return f"{', '.join(names[:5])} and {len(names) - 5} more {what}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _stair(stair: StairVerdict) -> Piece:
    """One stair: a large shape, its name, the verdict, and a sentence."""
    name = wrapped(stair.stair, Face.BOLD, 12.5, 62 * MM)
    height = 26.0 + 15 * (len(name) - 1)

    def draw(pen: Pen, x: float, y: float) -> None:
        colour = pen.look.of(stair.outcome.standing)
        pen.rule(x, y - 1, WIDTH)
        pen.shape(x + 6, y - 13, stair.outcome.standing, 9)
        for line, words in enumerate(name):
            pen.text(x + 20, y - 17 - 15 * line, words, 12.5, Face.BOLD)
        pen.text(x + 84 * MM, y - 17, stair.outcome.value.capitalize(), 12.5, Face.BOLD, colour)
        pen.text(x + WIDTH, y - 17, stair.sentence, 8.6, colour=pen.look.quiet, align="right")

    return Piece(height, draw)


def _by_measurement(flow: Flow, findings: Findings) -> None:
    summary = summary_of(findings)
    if summary.rows:
        subheading(flow, "Tests by measurement")
        chart(flow, summary_scene(summary, style("paper")))


def _by_class(flow: Flow, data: ReportData) -> None:
    """How many faults of each class, of those that were not voided."""
    subheading(flow, "Faults by class")
    faults = [fault for fault in data.faults if fault.status is not FaultStatus.VOID]
    if not faults:
        paragraph(flow, "No fault was found.")
        return
    rows = [_class_row(label, group) for label, group in _classes(faults)]
    columns = (
        Column("Class (AS 1851)", 62),
        Column("Faults", 22, "right"),
        Column("Still open", 26, "right"),
        Column("Confirmed by a person", 34, "right"),
        Column("Proposed only", 26, "right"),
    )
    table(flow, columns, rows)
    _meanwhile(flow, faults)


def _meanwhile(flow: Flow, faults: list[FaultFacts]) -> None:
    """What protects people from each open critical fault until it is put right, or that nothing is on record."""
    critical = [one for one in faults if one.status in OPEN_FAULTS and one.as1851_class == AS1851Class.CRITICAL_DEFECT]
    named: dict[str, list[str]] = {}
    for one in critical:
        named.setdefault(one.interim or "no interim measure is on record.", []).append(one.number)
    if named:
        subheading(flow, "Until the critical faults are put right")
    for measure, numbers in named.items():
        paragraph(flow, f"{_listed(numbers, 'faults')}: {measure}")


def _classes(faults: list[FaultFacts]) -> list[tuple[str, list[FaultFacts]]]:
    labels: dict[str | None, str] = {code.value: code.label for code in AS1851Class}
    labels[None] = "Not classed"
    found = [(label, [fault for fault in faults if fault.as1851_class == code]) for code, label in labels.items()]
    return [(label, group) for label, group in found if group]


def _class_row(label: str, group: list[FaultFacts]) -> Row:
    confirmed = sum(fault.confirmed_by is not None for fault in group)
    still = sum(fault.status in OPEN_FAULTS for fault in group)
    return Row((Cell(label, Face.BOLD), str(len(group)), str(still), str(confirmed), str(len(group) - confirmed)))


def _missing(flow: Flow, findings: Findings) -> None:
    subheading(flow, "What was not tested or not shown, and why")
    if not findings.missing:
        paragraph(flow, "Every test that was expected was carried out and judged.")
        return
    how_many = f"{len(findings.missing)} of {count(len(findings.tests), 'test')}"
    paragraph(flow, f"{how_many} prove nothing. They count neither as passed nor as failed.")
    columns = (Column("Stair", 28), Column("Test", 66), Column("Why it shows nothing", 76))
    table(flow, columns, [row for group in _grouped(findings) for row in group])


def _grouped(findings: Findings) -> list[list[Row]]:
    """The tests that show nothing; those that follow each other in one stair for one reason share a row."""
    groups = []
    for (stair, kind, why), tests in groupby(findings.missing, lambda t: (t.stair, t.measurement, why_missing(t))):
        places = [place(test) for test in tests]
        what = kind.label if len(places) == 1 else f"{kind.label}, {len(places)} tests"
        groups.append([Row((stair, f"{what}\n{'; '.join(places)}", why))])
    return groups


def _statements(flow: Flow, data: ReportData) -> None:
    """What a reader must know of how the record came about."""
    notes = [*_replaced(data), *_acceptances(data), *_amendments(data), *_waivers(data), *_review(data)]
    if not notes:
        return
    subheading(flow, "To be known when relying on this report")
    for note in notes:
        paragraph(flow, note)


def _replaced(data: ReportData) -> list[str]:
    """Which revision this one replaces, and what happened since that was issued."""
    before = data.replaces
    if before is None:
        return []
    since = "; ".join(before.since) or "nothing on record"
    return [
        f"This report replaces revision {before.revision}, issued {day(before.issued_at, data.zone)}. Since: {since}."
    ]


def _acceptances(data: ReportData) -> list[str]:
    """One sentence for all readings with one problem, accepted by one person for one reason."""
    return [f"{said(tests)} {what} {decision(tests[0], data)}" for what, tests in accepted(data.tests)]


def _amendments(data: ReportData) -> list[str]:
    """Every correction, as it decides how the test stands."""
    return [_amendment(test, change, data) for test in data.tests for change in test.amendments]


def _amendment(test: TestFacts, change: Amendment, data: ReportData) -> str:
    what = "the result" if change.field == RESULT else f"the {change.field.replace('_', ' ')}"
    what += f" of {change.old or 'nothing'}"
    who = f" by {change.by.name}" if change.by else ""
    on = day(change.at, data.zone)
    where = place(test, with_stair=True)
    return f"{where}: {what} was corrected to {change.new or 'nothing'} on {on}{who}: {change.reason}"


def _waivers(data: ReportData) -> list[str]:
    return [
        f"{place(test, with_stair=True)}: the evidence “{waiver.prompt}” is missing and was waived"
        f"{f' by {waiver.by.name}' if waiver.by else ''}: {waiver.reason}"
        for test in data.tests
        for waiver in test.waivers
    ]


def _review(data: ReportData) -> list[str]:
    visit, notes = data.visit, []
    if visit.self_reviewed:
        notes.append("Self-reviewed: the person who approved this session also recorded readings of it.")
    if visit.review_note:
        notes.append(f"Note of the review: {visit.review_note}")
    return notes
