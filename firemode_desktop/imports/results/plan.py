"""All rows of a results file that say something, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from firemode_desktop.domain.forms import EFFECTS, RESULTS
from firemode_desktop.imports.files.cells import Workbook
from firemode_desktop.imports.results.effects import Effects
from firemode_desktop.imports.results.finding import Finder
from firemode_desktop.imports.results.reading import Results
from firemode_desktop.imports.results.rows import Place, ResultRow
from firemode_desktop.imports.results.said import Said
from firemode_desktop.imports.results.survey import ResultsSurvey
from firemode_desktop.imports.tables.columns import Columns
from firemode_desktop.imports.tables.corrections import Corrections, corrected, notes_of
from firemode_desktop.imports.tables.layout import Table, find_tables
from firemode_desktop.imports.tables.problems import Problem, of_sheet
from firemode_desktop.imports.tables.refused import RefusedReading, refused_of

OTHER_SHEETS = ("Verdicts",)
"""Sheets of ours that only tell."""


@dataclass(frozen=True)
class ResultsPlan:
    """All rows of a file that say something, in its order, and what is wrong with it.

    One error, and nothing is written unless only the good rows are asked for. ``bad`` are the rows that cannot be
    recorded, ``read`` the tables with their cells; ``blank`` are rows of a template that nobody filled in.
    """

    survey: ResultsSurvey
    file_name: str
    sha256: str
    rows: tuple[ResultRow, ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    rows_read: int
    bad: frozenset[Place] = frozenset()
    blank: frozenset[Place] = frozenset()
    read: tuple[Columns, ...] = ()
    said: Said = field(default_factory=Said)
    corrections: tuple[Mapping[str, str], ...] = ()

    @property
    def session_id(self) -> UUID:
        """The session it is held against."""
        return self.survey.session_id

    @property
    def whole_file_errors(self) -> tuple[Problem, ...]:
        """Errors that belong to no row of results: the good rows alone cannot be taken."""
        return tuple(one for one in self.errors if (one.sheet, one.row) not in self.bad)

    @property
    def refused(self) -> Iterator[RefusedReading]:
        """The rows that cannot be recorded, cell by cell, with what is wrong beside each."""
        for columns in self.read:
            sheet = columns.table.sheet.name
            bad = {index for index, row in enumerate(columns.table.rows) if (sheet, row + 1) in self.bad}
            errors = [problem for problem in self.errors if problem.sheet == sheet]
            value = "measured_value" if columns.table.form is RESULTS else "delay_seconds"
            yield from refused_of(replace(columns, bad=bad, errors=errors), value)

    @property
    def reading(self) -> dict[str, Any]:
        """What is kept with an import of how its file was read."""
        return {"corrections": [dict(one) for one in self.corrections], "said": self.said.to_dict()}

    def without(self, reasons: Mapping[str, str], code: str) -> ResultsPlan:
        """The same plan in which tests turned out not to be recordable; the reason by identifier."""
        gone = [row for row in self.rows if row.identifier in reasons]
        return replace(
            self,
            rows=tuple(row for row in self.rows if row.identifier not in reasons),
            errors=(*self.errors, *(self._problem(row, code, reasons[row.identifier]) for row in gone)),
            bad=self.bad | {place for row in gone for place in row.places},
        )

    def _problem(self, row: ResultRow, code: str, message: str) -> Problem:
        """A problem at the reading of a row."""
        table = next(one.table for one in self.read if one.table.sheet.name == row.sheet)
        return table.problem(table.rows.index(row.row - 1), row.column, code, message)

    def to_dict(self) -> dict[str, Any]:
        """The part of the JSON that is known before anything is recorded; whoever records adds the counts."""
        return {
            "success": not self.errors,
            "rows_read": self.rows_read,
            "errors": [problem.to_dict() for problem in self.errors],
            "warnings": [problem.to_dict() for problem in self.warnings],
        }


def plan_results(
    workbook: Workbook,
    survey: ResultsSurvey,
    folder: Path | None = None,
    said: Said | None = None,
    corrections: Corrections | None = None,
) -> ResultsPlan:
    """Hold a results workbook against a session. ``folder`` is where the evidence files lie, beside the workbook.

    ``corrections`` are cells that a person typed in place of what was read, ``said`` what was said of the whole file.
    """
    said = said or Said()
    laid = corrected(workbook, corrections)
    layout = find_tables(laid, (RESULTS, EFFECTS), other=OTHER_SHEETS)
    tables = {table.form.title: table for table in layout.tables}
    finder = Finder(survey.tests)
    effects = Effects(survey, finder)
    if EFFECTS.title in tables:
        effects.read(tables[EFFECTS.title], survey.today, said.ways(delimited=workbook.delimited))
    results = Results(survey, finder, effects, folder)
    if RESULTS.title in tables:
        results.read(tables[RESULTS.title], said, delimited=workbook.delimited)
    read = tuple(columns for columns in (results.columns, effects.columns) if columns is not None)
    return ResultsPlan(
        survey,
        workbook.file_name,
        workbook.sha256,
        rows=(*results.rows, *effects.alone(results.seen)),
        errors=(*layout.errors, *_twice(layout.tables, tables), *_by_row(columns.errors for columns in read)),
        warnings=(
            *layout.warnings,
            *_by_row(columns.warnings for columns in read),
            *notes_of(workbook, corrections),
        ),
        rows_read=sum(len(columns.table.rows) for columns in read),
        bad=frozenset(place for columns in read for place in _bad(columns)),
        blank=frozenset((*results.blank, *effects.blank)),
        read=read,
        said=said,
        corrections=tuple(corrections.to_list(workbook)) if corrections else (),
    )


def _by_row(found: Iterable[Sequence[Problem]]) -> Iterator[Problem]:
    for problems in found:
        yield from sorted(problems, key=lambda problem: problem.row or 0)


def _bad(columns: Columns) -> Iterator[Place]:
    table = columns.table
    return ((table.sheet.name, table.rows[index] + 1) for index in columns.bad)


def _twice(found: Sequence[Table], read: Mapping[str, Table]) -> Iterator[Problem]:
    """Sheets of a form of which another one is read."""
    for table in found:
        other = read[table.form.title]
        if other is not table:
            said = f"The sheets “{table.sheet.name}” and “{other.sheet.name}” hold the same; keep one."
            yield of_sheet(table.sheet.name, "sheet_twice", said)
