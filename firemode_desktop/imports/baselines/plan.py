"""Columns + survey → one frozen ``Plan``: what an import of this file would do. It is previewed, and it is written.

    plan = plan_import(read_file("baseline.xlsx"), survey)
    plan.errors     all of the file in one go        plan.rows     new, changed (old → new), unchanged, error

Nothing here writes. ``services.importing.apply`` writes a plan as it stands, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from uuid import UUID

from firemode_desktop.domain.baselines import BaselineFacts, Location, Standing, Survey
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import BaselineKind, Provenance
from firemode_desktop.imports.baselines.advising import warn_by_advice
from firemode_desktop.imports.baselines.drafts import Drafted, DraftRow, read_drafts
from firemode_desktop.imports.baselines.twice import refuse_twice
from firemode_desktop.imports.files.cells import Workbook, a1
from firemode_desktop.imports.mappings.laying import lay_out, typed
from firemode_desktop.imports.mappings.mapping import FileMapping, TableMapping
from firemode_desktop.imports.mappings.proposing import Proposal, propose, with_given
from firemode_desktop.imports.mappings.sections import other_parts
from firemode_desktop.imports.tables.corrections import Corrections, corrected, notes_of
from firemode_desktop.imports.tables.layout import Layout, Table
from firemode_desktop.imports.tables.places import Places
from firemode_desktop.imports.tables.problems import Problem, RowStatus
from firemode_desktop.imports.tables.refused import RefusedReading, refused_of
from firemode_desktop.imports.tables.values import Ways

FIELDS = tuple(entry.name for entry in fields(BaselineFacts))


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row that differs from what is on record."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file and what becomes of it. ``row`` counts from 1.

    ``replaces`` is the baseline that was in force on the commissioned date when the file was held against the
    building; the new one ends it (C9). ``history`` rows are older than the current baseline and do not become current.
    ``facts`` is ``None`` for a row with errors, and for one that changes nothing but a design setpoint. ``cell`` is
    where its value stands; several planned rows can stand in one row of a sheet, one for each case.
    """

    kind: BaselineKind
    sheet: str
    row: int
    status: RowStatus
    location: Location | None = None
    where: str = ""
    facts: BaselineFacts | None = None
    replaces: UUID | None = None
    history: bool = False
    changes: tuple[Change, ...] = ()
    source_ref: str = ""
    cell: str = ""

    @property
    def writes(self) -> bool:
        """Whether a baseline is written for this row."""
        return self.facts is not None and self.status in (RowStatus.NEW, RowStatus.CHANGED)


@dataclass(frozen=True, slots=True)
class SetpointChange:
    """A design setpoint (Pa) of a stair and door configuration that the file states anew."""

    stair_id: UUID
    door_configuration: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Plan:
    """What an import of a file would do to a building."""

    building_id: UUID
    building: str
    file_name: str
    sha256: str
    rows: tuple[PlannedRow, ...]
    setpoints: tuple[SetpointChange, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    reading: Mapping[str, Any]
    """How the file was read: separator, encoding, sheets, mapping, corrections; kept with the import batch."""
    mapping: FileMapping = field(default_factory=FileMapping)
    """How the columns were read; planning again with it gives the same rows."""
    proposal: Proposal = field(default_factory=Proposal)
    """How they would be read if nobody said anything, with the reasons and the doubts."""
    refused: tuple[RefusedReading, ...] = ()
    """The readings that cannot be imported, in the columns of our own form."""

    @property
    def read_by_a_person(self) -> bool:
        """Whether somebody said more of how the columns are meant than was proposed."""
        return self.mapping != self.proposal.mapping

    def count(self, status: RowStatus) -> int:
        """Rows of a status."""
        return sum(row.status == status for row in self.rows)

    @property
    def writes_nothing(self) -> bool:
        """Whether everything in the file is on record already."""
        return not self.setpoints and not any(row.writes for row in self.rows)

    def to_dict(self, *, dry_run: bool, batch_id: UUID | None = None, skip_invalid: bool = False) -> dict[str, Any]:
        """The JSON of an import (specification, page 3); ``batch_id`` says that it was written."""
        new, changed = self.count(RowStatus.NEW), self.count(RowStatus.CHANGED)
        rejected = self.count(RowStatus.ERROR)
        return {
            "success": not self.errors or (skip_invalid and not self.whole_file_errors),
            "dry_run": dry_run,
            "batch_id": None if batch_id is None else str(batch_id),
            "rows_read": len(self.rows),
            "rows_imported": new + changed if batch_id is not None else 0,
            "new": new,
            "changed": changed,
            "unchanged": self.count(RowStatus.UNCHANGED),
            "skipped": rejected if skip_invalid else 0,
            "errors": [problem.to_dict() for problem in self.errors],
            "warnings": [problem.to_dict() for problem in self.warnings],
        }

    @property
    def whole_file_errors(self) -> tuple[Problem, ...]:
        """Errors that belong to no row, such as a column that is missing: leaving rows out does not mend them."""
        rows = {(row.sheet, row.row) for row in self.rows}
        return tuple(problem for problem in self.errors if (problem.sheet, problem.row) not in rows)


def plan_import(
    workbook: Workbook,
    survey: Survey,
    *,
    kind: str | None = None,
    provenance: str | None = None,
    mapping: FileMapping | None = None,
    corrections: Corrections | None = None,
    given: Mapping[str, str] | None = None,
    remembered: Mapping[str, FileMapping] | None = None,
) -> Plan:
    """Hold a file against a building.

    ``mapping`` says how the columns are meant; without one they are read as ``propose`` finds, with ``remembered``
    tables by the fingerprint of their headings, and what cannot be told for certain is an error. ``kind`` decides where
    headings leave a doubt; ``provenance`` as in C9. ``corrections`` are cells that a person typed in place of what was
    read; ``given`` what holds for the whole file in columns that it does not have.

    Raises ``Invalid`` for a kind or provenance that does not exist; whatever is wrong with the file is in the plan.
    """
    if kind is not None:
        _word(BaselineKind, kind, "kind of baseline")
    origin = None if provenance is None else str(_word(Provenance, provenance, "provenance"))
    read = corrected(workbook, corrections)
    proposal = with_given(propose(read, survey, kind=kind, remembered=remembered), given or {})
    used = mapping or proposal.mapping
    layout = lay_out(read, mapping) if mapping is not None else _as_proposed(read, proposal)
    parts = [problem for table in used.tables for problem in _other_parts(read, table, survey)]
    tables = [_with_given(table, given or {}) for table in layout.tables]
    drafted = _drafted(tables, survey, Ways(read.delimited, used.dates, used.decimal, used.words), origin)
    setpoints = _setpoints(drafted, survey)
    notes = (*layout.warnings, *notes_of(workbook, corrections))
    return Plan(
        survey.building_id,
        survey.building,
        workbook.file_name,
        workbook.sha256,
        tuple(row for table in drafted for row in _rows(table, survey, workbook.file_name)),
        setpoints,
        _in_order((*layout.errors, *parts), [table.columns.errors for table in drafted]),
        _in_order(notes, [table.columns.warnings for table in drafted]),
        _reading(workbook, tables, used, corrections),
        used,
        proposal,
        tuple(one for table in drafted for one in refused_of(table.columns, table.reading)),
    )


def _other_parts(workbook: Workbook, table: TableMapping, survey: Survey) -> Iterator[Problem]:
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == table.sheet), None)
    return iter(()) if sheet is None else other_parts(sheet, table, survey)


def _drafted(tables: Iterable[Table], survey: Survey, ways: Ways, provenance: str | None) -> list[Drafted]:
    """What the tables hold, each row of it held against the building and against the other rows of the file."""
    places = Places(survey)
    drafted = [read_drafts(table, survey, places, ways, provenance=provenance) for table in tables]
    refuse_twice(drafted)
    warn_by_advice(drafted, survey)
    return drafted


def _as_proposed(workbook: Workbook, proposal: Proposal) -> Layout:
    """The tables as they were proposed; those that leave a doubt are not read, and the doubts are errors."""
    canonical = {(table.sheet.name, table.heading) for table in proposal.layout.tables}
    doubtful = {doubt.sheet for doubt in proposal.doubts}
    rest = tuple(
        table
        for table in proposal.mapping.tables
        if (table.sheet, table.heading[1]) not in canonical and table.sheet not in doubtful
    )
    laid = lay_out(workbook, FileMapping(rest), mention_others=False)
    return Layout(
        (*proposal.layout.tables, *laid.tables),
        (*proposal.layout.errors, *proposal.doubts, *laid.errors),
        (*proposal.layout.warnings, *laid.warnings),
    )


def _with_given(table: Table, given: Mapping[str, str]) -> Table:
    """A table with what holds for the whole file in the columns it does not have."""
    known = {column.name: column for column in table.form.every}
    for name, text in given.items():
        if name in known and name not in table.values and f"{name}_id" not in table.values:
            table = table.given(name, typed(known[name], text))
    return table


def _word(words: Any, value: str, what: str) -> Any:
    if value not in words.values():
        raise Invalid(f"“{value}” is no {what}; one of {', '.join(words.values())} is meant.")
    return words(value)


def _in_order(first: Sequence[Problem], others: Iterable[Sequence[Problem]]) -> tuple[Problem, ...]:
    """Problems of the file, then those of each table by row; one that many rows share stands once."""
    found = list(first)
    for problems in others:
        found += sorted(problems, key=lambda problem: problem.row or 0)
    return tuple(dict.fromkeys(found))


def _reading(
    workbook: Workbook, tables: Iterable[Table], mapping: FileMapping, corrections: Corrections | None
) -> dict[str, Any]:
    return {
        "separator": workbook.separator,
        "encoding": workbook.encoding,
        "tables": [_columns_read(table) for table in tables],
        "mapping": mapping.to_dict(),
        "corrections": corrections.to_list(workbook) if corrections else [],
    }


def _columns_read(table: Table) -> dict[str, Any]:
    return {
        "sheet": table.sheet.name,
        "form": table.form.title,
        "heading_row": table.heading + 1,
        "columns": dict(table.places),
    }


def _setpoints(drafted: Sequence[Drafted], survey: Survey) -> tuple[SetpointChange, ...]:
    """The design setpoints the file states anew. A stair has one a door configuration; two that differ are refused."""
    stated: dict[tuple[UUID, str], Any] = {}
    for table in drafted:
        for draft in table.drafts:
            key = (draft.location[1], str(draft.location[3]))
            if draft.setpoint is None or draft.index in table.columns.bad:
                continue
            if stated.setdefault(key, draft.setpoint) != draft.setpoint:
                said = f"The design setpoint of this stair is {plain(stated[key])} Pa further up; it can only be one."
                table.columns.refuse(draft.index, "design_setpoint_pa", "setpoint_disagrees", said)
    return tuple(
        SetpointChange(*key, survey.setpoints.get(key), value)
        for key, value in stated.items()
        if survey.setpoints.get(key) != value
    )


def _rows(table: Drafted, survey: Survey, file_name: str) -> list[PlannedRow]:
    """Every row of a table, in order, with what becomes of it."""
    read = table.columns.table
    drafts = {draft.index: draft for draft in table.drafts if draft.index not in table.columns.bad}
    rows = []
    for index, row in enumerate(read.rows):
        draft, spot = drafts.get(index), read.spot(index, table.reading)
        cell = "" if spot is None else a1(*spot)
        if draft is None:
            rows.append(PlannedRow(table.kind, read.sheet.name, row + 1, RowStatus.ERROR, cell=cell))
            continue
        reference = f"{file_name} · {read.sheet.name}!{cell or f'row {row + 1}'}"
        rows.append(_classified(table.kind, (read.sheet.name, row + 1, cell), draft, survey, reference))
    return rows


def _classified(
    kind: BaselineKind, place: tuple[str, int, str], draft: DraftRow, survey: Survey, reference: str
) -> PlannedRow:
    """New, changed or unchanged, against the baseline that was in force on the row's commissioned date.

    ``place`` is the row's sheet and number and the cell of its value.
    """
    sheet, row, cell = place
    before = survey.on(draft.location, draft.facts.commissioned_date)
    status, facts, changes, history = _becomes(draft, before, survey)
    planned = PlannedRow(
        kind, sheet, row, status, draft.location, draft.where, facts, before.baseline_id if before else None,
        history, changes, reference, cell,
    )  # fmt: skip
    return _with_setpoint(planned, draft, survey)


def _becomes(
    draft: DraftRow, before: Standing | None, survey: Survey
) -> tuple[RowStatus, BaselineFacts, tuple[Change, ...], bool]:
    """What a draft is beside the baseline of its day: status, facts as they will be on record, changes, history.

    Of the same day it corrects what is on record in what the file says; of a later one it stands in its place.
    """
    facts, day = draft.facts, draft.facts.commissioned_date
    if before is None:
        later = any(one.facts.commissioned_date > day for one in survey.baselines.get(draft.location, ()))
        return RowStatus.NEW, facts, (), later
    if before.facts.commissioned_date == day:
        if all(getattr(facts, name) == getattr(before.facts, name) for name in draft.given):
            return RowStatus.UNCHANGED, before.facts, (), not before.current
        facts = replace(before.facts, **{name: getattr(facts, name) for name in draft.given})
        return RowStatus.CHANGED, facts, _changes(before.facts, facts), not before.current
    if before.current:
        return RowStatus.CHANGED, facts, _changes(before.facts, facts), False
    return RowStatus.NEW, facts, (), True


def _changes(old: BaselineFacts, new: BaselineFacts) -> tuple[Change, ...]:
    return tuple(
        Change(name, getattr(old, name), getattr(new, name))
        for name in FIELDS
        if getattr(old, name) != getattr(new, name)
    )


def _with_setpoint(planned: PlannedRow, draft: DraftRow, survey: Survey) -> PlannedRow:
    """A row that is on record already, but states another design setpoint, is a changed one."""
    if draft.setpoint is None or planned.status is RowStatus.NEW:
        return planned
    old = survey.setpoints.get((draft.location[1], str(draft.location[3])))
    if draft.setpoint == old:
        return planned
    changes = (*planned.changes, Change("design_setpoint_pa", old, draft.setpoint))
    facts = planned.facts if planned.status is RowStatus.CHANGED else None
    return replace(planned, status=RowStatus.CHANGED, changes=changes, facts=facts)
