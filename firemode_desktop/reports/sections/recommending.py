"""The recommendations: what the record asks for, in the order of urgency."""

from __future__ import annotations

from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.pages import Flow, heading, paragraph
from firemode_desktop.reports.recommendations import Recommendation, recommendations
from firemode_desktop.reports.shown import BLANK, day
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face
from firemode_desktop.reports.verdicts import Findings

COLUMNS = (
    Column("", 7),
    Column("What to do", 48),
    Column("Where", 58),
    Column("Until", 20),
    Column("More in", 37),
)


def recommending(flow: Flow, number: str, data: ReportData, findings: Findings) -> None:
    """Put the section into the flow."""
    heading(flow, number, "Recommendations")
    found = recommendations(data, findings)
    if not found:
        paragraph(flow, "None: nothing on record asks for anything to be done.")
        return
    paragraph(flow, "These follow from the record and from nothing else; the most urgent come first.")
    sections = {entry.title.partition("  ")[2]: entry.title for entry in flow.outline if entry.level == 0}
    table(flow, COLUMNS, [_row(place, one, sections) for place, one in enumerate(found, start=1)])


def _row(place: int, one: Recommendation, sections: dict[str, str]) -> Row:
    until = day(one.due) if one.due else BLANK
    more = sections.get(one.section, one.section)
    return Row(
        (str(place), Cell(one.what, Face.BOLD), one.where, until, Cell(more, quiet=True, section=one.section)),
        note=f"{one.why}.",
    )
