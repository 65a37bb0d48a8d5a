"""A file → how its columns are probably meant, each with its reason; what cannot be told is a doubt, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from firemode_desktop.domain.baselines import Survey
from firemode_desktop.domain.forms import BASELINE_COLUMNS, BASELINE_FORMS, kind_of
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Sheet, Workbook, as_read, letters
from firemode_desktop.imports.mappings.blocks import recognise_blocks
from firemode_desktop.imports.mappings.mapping import (
    FileMapping,
    Fixed,
    InColumn,
    ReadingColumn,
    TableMapping,
    fingerprint,
)
from firemode_desktop.imports.mappings.recognising import FoundTable, recognise
from firemode_desktop.imports.mappings.replaying import agreed, seen_before
from firemode_desktop.imports.tables.layout import Layout, Table, find_tables
from firemode_desktop.imports.tables.problems import Problem, of_sheet


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part of table number ``table`` is read as it is. ``what`` is a canonical column, or the letters of one of
    readings (``C``)."""

    table: int
    what: str
    text: str


@dataclass(frozen=True)
class Proposal:
    """How a file is probably meant. ``doubts`` are what a person has to tell before it can be read.

    ``layout`` are the tables of sheets that have the canonical headings, as they are; they are in ``mapping``, too.
    """

    mapping: FileMapping = field(default_factory=FileMapping)
    reasons: tuple[Reason, ...] = ()
    doubts: tuple[Problem, ...] = ()
    remembered: bool = False
    """Whether a person has read headings like these before, and this is what was said then."""
    layout: Layout = field(default_factory=Layout)

    @property
    def certain(self) -> bool:
        """Whether nothing has to be asked."""
        return not self.doubts

    def reason(self, table: int, what: str) -> str:
        """Why; blank where it was said by a person."""
        return next((one.text for one in self.reasons if (one.table, one.what) == (table, what)), "")


def with_given(proposal: Proposal, given: Mapping[str, str]) -> Proposal:
    """The proposal in which every table is told what holds for the whole file; doubts that this settles are gone."""
    if not given:
        return proposal
    tables = []
    for table in proposal.mapping.tables:
        for name, text in given.items():
            if name not in table.columns and f"{name}_id" not in table.columns:
                table = table.with_source(name, Fixed(text))
        tables.append(table)
    doubts = tuple(doubt for doubt in proposal.doubts if doubt.column not in given)
    return replace(proposal, mapping=replace(proposal.mapping, tables=tuple(tables)), doubts=doubts)


@dataclass
class _Sheet:
    """What is proposed for one sheet."""

    tables: list[FoundTable] = field(default_factory=list)
    layout: Layout | None = None
    kept: Sequence[FileMapping] = ()


def propose(
    workbook: Workbook,
    survey: Survey,
    *,
    kind: str | None = None,
    remembered: Mapping[str, FileMapping] | None = None,
) -> Proposal:
    """How the tables of a workbook are probably meant. ``kind`` decides where headings leave a doubt.

    ``remembered`` are mappings of one table that a person has read before, by the fingerprint of its headings; they go
    first. Then the canonical form; then whatever looks like locations with readings. What was told of dates, decimals
    and words counts again where every table of the file is a remembered one.
    """
    only = None if kind is None else BaselineKind(kind)
    sheets = [_propose(workbook, sheet, survey, only, remembered or {}) for sheet in workbook.sheets]
    found = [table for one in sheets for table in one.tables]
    reasons = tuple(
        Reason(index, what, text) for index, table in enumerate(found) for what, text in table.reasons.items()
    )
    kept = [mapping for one in sheets for mapping in one.kept]
    mapping = FileMapping(tuple(table.table for table in found))
    return Proposal(
        agreed(mapping, kept) if len(kept) == len(found) else mapping,
        reasons,
        tuple(doubt for table in found for doubt in table.doubts),
        bool(kept),
        _whole(workbook, sheets, only),
    )


def _propose(
    workbook: Workbook,
    sheet: Sheet,
    survey: Survey,
    only: BaselineKind | None,
    remembered: Mapping[str, FileMapping],
) -> _Sheet:
    if remembered:
        known, kept = seen_before(sheet, survey, remembered, only)
        if kept:
            return _Sheet(known, kept=kept)
    forms = tuple(BASELINE_FORMS.values())
    alone = replace(workbook, sheets=(sheet,))
    layout = find_tables(alone, forms, None if only is None else BASELINE_FORMS[only])
    if layout.tables and _complete(layout.tables[0], survey):
        return _Sheet([_found(table) for table in layout.tables], layout)
    found = recognise_blocks(sheet, survey) if only in (None, BaselineKind.VELOCITY) else []
    found = found or recognise(sheet, survey, only)
    if found and (not layout.tables or not any(one.doubts for one in found) or not _ours(layout.tables[0])):
        return _Sheet(found)
    return _Sheet([_found(table) for table in layout.tables], layout)


def _ours(table: Table) -> bool:
    """Whether the readings are headed by our own names, so that what is missing is missing from our own form."""
    headings = {as_read(table.sheet.at(table.heading, place)).strip().casefold() for place in table.places.values()}
    return not headings.isdisjoint(BASELINE_COLUMNS[kind_of(table.form)].readings)


def _complete(table: Table, survey: Survey) -> bool:
    """Whether a table of the canonical form names every column without which it cannot be read."""
    names = {name.removesuffix("_id") for name in table.places}
    named = BASELINE_COLUMNS[kind_of(table.form)]
    needed = {"stair", named.place, *(column.name for column in table.form.columns if column.required)}
    return needed <= names and not names.isdisjoint(named.readings)


def _found(table: Table) -> FoundTable:
    """The mapping of a table that was read by its canonical headings."""
    kind, heading = kind_of(table.form), (table.heading, table.heading)
    ours = BASELINE_COLUMNS[kind].readings
    columns = {name: InColumn(place) for name, place in table.places.items() if name not in ours}
    readings = tuple(ReadingColumn(place, kind, name) for name, place in table.places.items() if name in ours)
    said = {place: as_read(table.sheet.at(table.heading, place)) for place in table.places.values()}
    reasons = {name: f"column {letters(one.place)} is headed “{said[one.place]}”" for name, one in columns.items()}
    reasons.update({letters(one.place): f"it is headed “{said[one.place]}”" for one in readings})
    return FoundTable(
        TableMapping(table.sheet.name, heading, columns, readings, fingerprint=fingerprint(table.sheet, heading)),
        reasons,
    )


def _whole(workbook: Workbook, sheets: Iterable[_Sheet], only: BaselineKind | None) -> Layout:
    """The canonical tables of all sheets, with what is to be said of the sheets that hold none."""
    layouts = [one.layout for one in sheets if one.layout is not None]
    tables = tuple(table for layout in layouts for table in layout.tables)
    errors = [problem for layout in layouts for problem in layout.errors if problem.code != "no_table"]
    if not any(one.tables for one in sheets):
        forms = [BASELINE_FORMS[only]] if only else list(BASELINE_FORMS.values())
        wanted = ", ".join(f"“{form.title}”" for form in forms)
        said = (
            f"No table was found; a heading with the columns of {wanted} is needed, or one that names levels and what "
            "was read there."
        )
        errors.append(of_sheet(workbook.file_name, "no_table", said))
    return Layout(tables, tuple(errors), tuple(problem for layout in layouts for problem in layout.warnings))
