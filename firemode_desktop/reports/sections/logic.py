"""Cause and effect, planned against observed, and the interfaces with other systems."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from firemode_desktop.charts.data import Timeline
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.style import style
from firemode_desktop.charts.timeline import FIGURES, SEEN, timeline_scene
from firemode_desktop.domain.observed import Comparison, Outcome, compare
from firemode_desktop.domain.scenarios import seen_steps, told
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InterfaceType, MeasurementType
from firemode_desktop.reports.data import ReportData, TestFacts
from firemode_desktop.reports.figures import chart
from firemode_desktop.reports.pages import WIDTH, Flow, Piece, heading, paragraph, subheading
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.shown import BLANK
from firemode_desktop.reports.tables import Cell, Column, Row, status, table
from firemode_desktop.reports.typography import Face, fitted
from firemode_desktop.reports.verdicts import Findings, standing_of, why_missing, word_of


def logic(flow: Flow, number: str, data: ReportData, findings: Findings) -> None:
    """Put the section into the flow: a timeline a sequence, then the interface tests."""
    sequences = [test for test in findings.tests if test.measurement is MeasurementType.CAUSE_AND_EFFECT_LOGIC]
    interfaces = [test for test in findings.tests if test.measurement is MeasurementType.INTERFACE_TEST]
    flow.page()
    heading(flow, number, "Cause and effect, interfaces")
    if not sequences and not interfaces:
        paragraph(flow, "No cause-and-effect sequence and no interface was to be tested in this session.")
    if sequences:
        paragraph(
            flow,
            "Seconds after the trigger. The tick is the planned time, the bar its tolerance at both ends, the shape "
            "when the effect was seen.",
        )
        paragraph(flow, _proven(sequences))
    for test in sequences:
        _sequence(flow, test)
    if interfaces:
        subheading(flow, "Interface tests")
        table(flow, INTERFACE_COLUMNS, [_interface(test) for test in interfaces])


def _proven(sequences: Sequence[TestFacts]) -> str:
    """``3 of 4 sequences were tested; of their 18 effects 16 were as expected.``"""
    tested = [told(test.expected_sequence, test.observed) for test in sequences if test.observed is not None]
    steps = [step for each in tested for step in each.steps]
    well = sum(step.standing is Standing.PASS for step in steps)
    many = f"{len(tested)} of {len(sequences)} {'sequence was' if len(sequences) == 1 else 'sequences were'} tested"
    return f"{many}; of their {len(steps)} effects {well} were as expected." if steps else f"{many}."


def _sequence(flow: Flow, test: TestFacts) -> None:
    title = f"{test.stair} · {' · '.join(part for part in (test.zone, test.scenario) if part)}"
    compared = compare(test.expected_sequence, test.observed) if test.observed is not None else None
    picture = Timeline.of("", seen_steps(test.expected_sequence, test.observed))
    scene = timeline_scene(picture, style("paper"), keyed=False)
    flow.head_with(12, _title(title, test), title, 1)
    if picture.steps:
        chart(flow, scene)
    flow.need(0)
    for message in _remarks(test, compared):
        paragraph(flow, message, size=7.8, after=1)


def _title(title: str, test: TestFacts) -> Piece:
    """The name of a sequence, its trigger, and at the right how it came out."""

    def draw(pen: Pen, x: float, y: float) -> None:
        standing, word = standing_of(test), word_of(test)
        pen.text(x, y - 11, fitted(title, Face.BOLD, 9.5, WIDTH - 110), 9.5, Face.BOLD)
        colour = pen.look.of(standing) if standing is not Standing.PASS else pen.look.ink
        seen = x + WIDTH - FIGURES + SEEN
        pen.shape(seen, y - 8, standing, 6)
        pen.text(seen + 7, y - 11, word, 8.6, Face.BOLD, colour)
        if test.trigger:
            pen.text(x, y - 21, f"trigger {test.trigger}", 7.4, colour=pen.look.quiet)

    return Piece(26, draw)


def _remarks(test: TestFacts, compared: Comparison | None) -> list[str]:
    """What does not show in the timeline: why there is none, wrong orders, effects nobody expected."""
    if compared is None:
        return [why_missing(test)] if why_missing(test) else []
    beside = (Outcome.WRONG_ORDER, Outcome.UNEXPECTED, Outcome.WRONG_ACTION, Outcome.MUST_NOT_SEEN)
    return [finding.message for finding in compared.findings if finding.outcome in beside]


INTERFACE_COLUMNS = (
    Column("Stair", 22),
    Column("Interface", 32),
    Column("Expected result", 56),
    Column("Allowed s", 15, "right"),
    Column("Took s", 15, "number"),
    Column("Verdict", 30),
)


def _interface(test: TestFacts) -> Row:
    kind = InterfaceType(test.interface_type).label if test.interface_type else BLANK
    what = Cell(f"{kind}\n{test.location_id or ''}".strip())
    allowed = "" if test.response_time_s is None else shown(Decimal(test.response_time_s), 0)
    verdict = status(standing_of(test), word_of(test))
    failing = Standing.FAIL if standing_of(test) is Standing.FAIL else None
    cells: Sequence[Cell | str] = (test.stair, what, test.expected_result or BLANK, allowed, shown(test.value), verdict)
    return Row(cells, tint=failing)
