"""What a person said of a file before it is read → its plan, and by whose word its columns were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.imports.baselines.plan import Plan, plan_import
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.mappings.fitting import fitted
from firemode_desktop.imports.mappings.mapping import FileMapping, Fixed
from firemode_desktop.imports.tables.problems import of_sheet
from firemode_desktop.imports.tables.values import DateOrder, DecimalMark


class ReadAs(StrEnum):
    """By whose word the columns of a file were read."""

    MAPPING = "mapping"
    """As the mapping says that came with the file."""
    REMEMBERED = "remembered"
    """At least one table as a person read such headings before."""
    PROPOSED = "proposed"
    """As the program takes the headings."""
    CANONICAL = "canonical"
    """By the headings of the program's own form."""


@dataclass(frozen=True)
class Said:
    """What is said of a whole file. ``given`` are values for columns that it does not have (``commissioned_date``)."""

    mapping: FileMapping | None = None
    kind: str | None = None
    provenance: str | None = None
    dates: DateOrder | None = None
    decimal: DecimalMark | None = None
    given: Mapping[str, str] = field(default_factory=dict)


def plan_as_said(
    workbook: Workbook, survey: Survey, said: Said, remembered: Mapping[str, FileMapping]
) -> tuple[Plan, ReadAs]:
    """The plan of a file. A mapping that came with it goes before a remembered one, that before the proposal.

    A mapping that does not fit the file is an error of the plan for each table, and nothing is read.
    """
    plan_of = partial(
        plan_import,
        workbook,
        survey,
        kind=said.kind,
        provenance=said.provenance,
        given=said.given,
        remembered=remembered,
    )
    if said.mapping is not None:
        mapping, problems = fitted(_told(said.mapping, said), workbook)
        if problems:
            return replace(plan_of(), rows=(), setpoints=(), errors=problems, warnings=()), ReadAs.MAPPING
        return _with_notes(plan_of(mapping=mapping), said.given), ReadAs.MAPPING
    plan = plan_of()
    told = _told(plan.mapping, said)
    if told != plan.mapping and plan.proposal.certain and plan.mapping.tables:
        plan = plan_of(mapping=told)
    return _with_notes(plan, said.given), _read_as(plan)


def _with_notes(plan: Plan, given: Mapping[str, str]) -> Plan:
    """The plan with a warning for what was said in vain, because the file says it itself."""
    notes = [
        of_sheet(table.sheet, "said_in_vain", f"The sheet says {name} itself; “{text}” was not used.", text)
        for table in plan.mapping.tables
        for name, text in given.items()
        if (source := table.columns.get(name, table.columns.get(f"{name}_id"))) is not None and source != Fixed(text)
    ]
    return replace(plan, warnings=(*dict.fromkeys(notes), *plan.warnings)) if notes else plan


def _told(mapping: FileMapping, said: Said) -> FileMapping:
    return replace(mapping, dates=said.dates or mapping.dates, decimal=said.decimal or mapping.decimal)


def _read_as(plan: Plan) -> ReadAs:
    if plan.proposal.remembered:
        return ReadAs.REMEMBERED
    own = {(table.sheet.name, table.heading) for table in plan.proposal.layout.tables}
    read = {(table.sheet, table.heading[1]) for table in plan.mapping.tables}
    return ReadAs.CANONICAL if read and read <= own else ReadAs.PROPOSED
