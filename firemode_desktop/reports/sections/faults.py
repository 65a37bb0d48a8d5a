"""The faults: what was found, how it is classed and who decided so, what is to be done and until when."""

from __future__ import annotations

from collections.abc import Iterator

from firemode_desktop.domain.words import AS1851Class, FaultStatus
from firemode_desktop.reports.data import FaultFacts, ReportData
from firemode_desktop.reports.pages import Flow, heading, paragraph
from firemode_desktop.reports.shown import day, when
from firemode_desktop.reports.tables import Cell, Column, Row, table
from firemode_desktop.reports.typography import Face

COLUMNS = (
    Column("Fault", 14),
    Column("What was found", 52),
    Column("Class", 28),
    Column("Who decided the class, and why", 41),
    Column("Due", 20),
    Column("Status", 15),
)
RETEST = {True: "complies", False: "fails again", None: "still to be done or judged"}


def faults(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow."""
    flow.page()
    heading(flow, number, "Faults")
    if not data.faults:
        paragraph(flow, "No fault was raised in this session.")
        return
    paragraph(flow, "The rule proposes a class; a person confirms or changes it.")
    table(flow, COLUMNS, [_fault(fault, data) for fault in data.faults])


def _fault(fault: FaultFacts, data: ReportData) -> Row:
    what = Cell(f"{fault.location}\n{fault.description}")
    cells = (Cell(fault.number, Face.BOLD), what, _class(fault), _decided(fault, data))
    return Row((*cells, day(fault.due) if fault.due else "no date set", _status(fault, data)), note=_note(fault, data))


def _class(fault: FaultFacts) -> Cell:
    name = AS1851Class(fault.as1851_class).label if fault.as1851_class else "Not classed"
    code = f" ({fault.classification})" if fault.classification else ""
    return Cell(f"{name}{code}\n{fault.severity} severity")


def _decided(fault: FaultFacts, data: ReportData) -> Cell:
    proposed = f"Proposed by rule {fault.rule}" if fault.rule else "Proposed by the rule"
    proposed += f" as {fault.proposed}" if fault.proposed else ""
    if fault.confirmed_by is None:
        return Cell(f"{proposed}; not yet confirmed by a person", quiet=True)
    changed = "Changed" if fault.proposed and fault.classification != fault.proposed else "Confirmed"
    why = f": {fault.confirmed_why}" if fault.confirmed_why else ""
    return Cell(f"{changed} by {fault.confirmed_by.name}, {day(fault.confirmed_at, data.zone)}{why}\n{proposed}")


def _status(fault: FaultFacts, data: ReportData) -> Cell:
    done = f"\n{day(fault.resolved_at, data.zone)}" if fault.resolved_at else ""
    still = fault.status in (FaultStatus.OPEN, FaultStatus.IN_PROGRESS)
    return Cell(fault.status.label + done, Face.BOLD if still else Face.REGULAR)


def _note(fault: FaultFacts, data: ReportData) -> str:
    """What belongs to the fault and has no column."""
    return "\u00a0· ".join(_told(fault, data))


def _told(fault: FaultFacts, data: ReportData) -> Iterator[str]:
    yield f"Action: {fault.action}" if fault.action else "Action: none recorded"
    if fault.interim:
        yield f"Interim measures: {fault.interim}"
    if fault.due_source:
        yield f"Due date: {fault.due_source}"
    yield from _notices(fault, data)
    yield from (f"Retest {retest.identifier}: {RETEST[retest.is_compliant]}" for retest in fault.retests)
    if fault.resolution:
        who = f" ({fault.resolved_by.name})" if fault.resolved_by else ""
        yield f"Resolution{who}: {fault.resolution}"
    yield f"detected {day(fault.detected_at, data.zone)}"


def _notices(fault: FaultFacts, data: ReportData) -> Iterator[str]:
    for notice in fault.notices:
        by = f" by {notice.by.name}" if notice.by else ""
        yield f"Notice sent to {notice.to} on {day(notice.on)}{by}"
    if not fault.notices and fault.notice_by is not None:
        yield f"Notice due by {when(fault.notice_by, data.zone)}; none is on record"
