"""The conditions on the day: what it was like outside and in the stair while readings were taken."""

from __future__ import annotations

from firemode_desktop.domain.conditions import CONDITIONS
from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.pages import Flow, heading, paragraph
from firemode_desktop.reports.tables import facts


def conditions(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow; a condition that was not recorded is left blank."""
    heading(flow, number, "Conditions on the day")
    if not data.conditions:
        paragraph(flow, "No conditions were recorded, so the readings are not compared with the stack effect.")
        return
    facts(
        flow,
        [
            (known.label, known.shown(data.conditions[known.key]) if known.key in data.conditions else "")
            for known in CONDITIONS
        ],
    )
