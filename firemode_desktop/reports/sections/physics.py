"""Physics checks: do the readings agree with each other and with the building they were taken in?"""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.domain.plausibility import Agreement, PhysicsCheck, suspects
from firemode_desktop.domain.session_physics import KINDS
from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.tables import Cell, Column, Row, status, table

INTRODUCTION = (
    "Readings that are each within their limits can still contradict each other: a tube that was blocked, a door that "
    "stood open, a floor taken for another. These checks look for that. None of them changes a verdict."
)
COLUMNS = (
    Column("What was compared", 82),
    Column("Agree", 24, "right"),
    Column("Second look", 28, "right"),
    Column("Too little to tell", 36, "right"),
)
FOUND = (Column("Where", 46), Column("What was found", 124))


def physics(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow: how many comparisons of each kind, then each that asks for a second look."""
    heading(flow, number, "Physics checks")
    if not data.physics:
        paragraph(flow, "No readings were taken that could be compared with each other.")
        return
    paragraph(flow, INTRODUCTION)
    kinds = [(label, _of(code, data.physics)) for code, label in KINDS.items()]
    table(flow, COLUMNS, [_kind(label, checks) for label, checks in kinds if checks])
    odd = suspects(data.physics)
    subheading(flow, "What asks for a second look")
    if odd:
        table(flow, FOUND, [Row((status(Standing.NEAR, check.place), check.message)) for check in odd])
    else:
        paragraph(flow, "Nothing: where readings could be compared, they agree.")
    _worked_out(flow, data.physics)


def _worked_out(flow: Flow, checks: Sequence[PhysicsCheck]) -> None:
    """What is known of a whole stair although nothing is wrong with it."""
    told = [check for check in checks if check.numbers and check.code in ("stack_effect", "leakage_area")]
    quiet = [check for check in told if check.verdict is not Agreement.SUSPECT]
    if quiet:
        subheading(flow, "Worked out from the readings")
        for check in quiet:
            paragraph(flow, check.message)


def _of(code: str, checks: Sequence[PhysicsCheck]) -> list[PhysicsCheck]:
    return [check for check in checks if check.code == code]


def _kind(label: str, checks: Sequence[PhysicsCheck]) -> Row:
    counts = [sum(check.verdict is verdict for check in checks) for verdict in Agreement]
    agree, odd, little = (str(number) if number else "" for number in counts)
    return Row((Cell(label), agree, odd, little))
