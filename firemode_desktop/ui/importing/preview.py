"""What an import would do, as the screen shows it: the file's own rows and cells, with what is said about each.

Made from a ``Workbook`` and the ``Plan`` of it, without Qt. A row of the file may stand for several planned rows (a
site sheet has one column a door configuration), and a reading may take several rows (nine points as a block): a line
then carries the gravest of their statuses. Rows and sheets that are not read are there as well, each with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.forms import BASELINE_COLUMNS
from firemode_desktop.domain.words import Word
from firemode_desktop.imports.baselines.plan import Change, Plan, PlannedRow
from firemode_desktop.imports.baselines.repairs import repairs
from firemode_desktop.imports.files.cells import Sheet, Value, Workbook, as_read, letters, position
from firemode_desktop.imports.mappings.mapping import Block, FileMapping, InCell, InColumn, TableMapping
from firemode_desktop.imports.tables.problems import Problem, RowStatus
from firemode_desktop.ui.importing.causes import Cause, grouped
from firemode_desktop.ui.importing.meaning import figures_of, meaning_of, says_itself, sources_of
from firemode_desktop.ui.importing.wording import plain_value, shown
from firemode_desktop.ui.language import plain, show_date, term, tr

GRAVEST = (RowStatus.ERROR, RowStatus.CHANGED, RowStatus.NEW, RowStatus.UNCHANGED)
SAMPLE = 40
"""So many rows tell whether a column holds numbers."""
ROW = -1
"""The place of what is said about a row as a whole."""
DEEP: Mapping[Block | None, tuple[int, ...]] = {None: (0,), Block.BESIDE: (0, 1, 2), Block.BELOW: (0, 1, 2, 3)}
"""The rows that a location takes, counted from its own."""
Notes = dict[int, dict[int, "Note"]]


class Aside(StrEnum):
    """A row of the file that is no reading."""

    TITLE = "title"
    LEFT_OUT = tr("not read")
    BLANK = tr("not filled in")


Status = RowStatus | Aside


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about a cell: ``error``, ``warning``, ``change`` or ``corrected``, with its sentence."""

    weight: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the file: its letter, its title as read, its place counted from 0, what it is read as (or blank).

    ``told`` is what it is read as where its title does not say so by itself. One that is ``made`` stands in no file: it
    says what would become of each row, and its place is below 0.
    """

    letter: str
    title: str
    place: int
    numeric: bool
    meaning: str = ""
    told: str = ""
    made: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file; ``number`` counts from 1. ``notes`` are by place.

    ``same`` are the places of readings that change nothing, ``corrected`` those of cells that were put right by hand;
    ``places`` tells which location the reading at a place is of, ``where`` names them all.
    """

    number: int
    status: Status
    where: str
    cells: tuple[str, ...]
    notes: Mapping[int, Note] = field(default_factory=dict)
    same: frozenset[int] = frozenset()
    corrected: frozenset[int] = frozenset()
    places: Mapping[int, str] = field(default_factory=dict)

    def whose(self, place: int) -> str:
        """The location whose reading stands at a place; that of the row where it has one only."""
        return self.places.get(place, "" if len(set(self.places.values())) > 1 else self.where)


@dataclass(frozen=True)
class SheetPreview:
    """One sheet of the file as it was read. ``sources`` say what is taken for all of its rows, and from where."""

    name: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    sheet: Sheet = field(default_factory=lambda: Sheet("", ()))
    sources: tuple[str, ...] = ()
    counts: Mapping[Status, int] = field(default_factory=dict)
    read: bool = True

    def count(self, status: Status) -> int:
        """Rows of a status."""
        return self.counts.get(status, 0)

    @property
    def rows(self) -> int:
        """Rows that are readings, or should be."""
        return sum(self.count(status) for status in RowStatus)

    def text(self, number: int, place: int) -> str:
        """What stands in a cell, to be edited; ``number`` counts rows from 1."""
        return as_read(self.sheet.at(number - 1, place))


@dataclass(frozen=True)
class Preview:
    """All of it: the sheets in the file's order, and what is wrong or worth knowing, grouped by cause."""

    sheets: tuple[SheetPreview, ...]
    errors: tuple[Cause, ...]
    warnings: tuple[Cause, ...]

    def count(self, status: Status) -> int:
        """Rows of a status in the whole file."""
        return sum(sheet.count(status) for sheet in self.sheets)

    @property
    def rows(self) -> int:
        """Rows of the whole file that are readings, or should be."""
        return sum(sheet.rows for sheet in self.sheets)


def spot_of(problem: Problem) -> tuple[int, int]:
    """Row number (from 1) and place (``ROW``: the whole row) that a problem is about; row 0 is the sheet."""
    if not problem.cell:
        return problem.row or 0, ROW
    row, place = position(problem.cell)
    return row + 1, place


def preview_of(workbook: Workbook, plan: Plan) -> Preview:
    """The preview of a plan; ``workbook`` has the cells it was made of, corrections included."""
    planned: dict[str, dict[int, list[PlannedRow]]] = {}
    for row in plan.rows:
        planned.setdefault(row.sheet, {}).setdefault(row.row, []).append(row)
    notes, corrected = notes_of(plan.errors, plan.warnings), corrected_in(plan.warnings)
    tables = _tables(plan.mapping)
    sheets = tuple(
        _Laid(
            sheet,
            tables.get(sheet.name, ()),
            planned.get(sheet.name, {}),
            notes.get(sheet.name, {}),
            corrected.get(sheet.name, {}),
        ).preview()
        for sheet in workbook.sheets
        if sheet.name in tables or any(cell is not None for row in sheet.rows for cell in row)
    )
    offered = repairs(plan)
    return Preview(sheets, grouped(plan.errors, offered), grouped(plan.warnings, offered))


def _tables(mapping: FileMapping) -> dict[str, tuple[TableMapping, ...]]:
    found: dict[str, tuple[TableMapping, ...]] = {}
    for table in sorted(mapping.tables, key=lambda one: one.heading):
        found[table.sheet] = (*found.get(table.sheet, ()), table)
    return found


def corrected_in(warnings: Iterable[Problem]) -> dict[str, dict[int, set[int]]]:
    """By sheet and row, the places of cells that were put right by hand."""
    found: dict[str, dict[int, set[int]]] = {}
    for problem in warnings:
        if problem.code == "corrected":
            number, place = spot_of(problem)
            found.setdefault(problem.sheet, {}).setdefault(number, set()).add(place)
    return found


def notes_of(errors: Iterable[Problem], warnings: Iterable[Problem]) -> dict[str, Notes]:
    """By sheet, row and place; an error hides a warning of the same cell, further sentences are added."""
    found: dict[str, Notes] = {}
    for weight, problems in (("error", errors), ("warning", warnings)):
        for problem in problems:
            number, place = spot_of(problem)
            row = found.setdefault(problem.sheet, {}).setdefault(number, {})
            before = row.get(place)
            if before is None:
                row[place] = Note("corrected" if problem.code == "corrected" else weight, problem.message)
            elif problem.message not in before.text:
                heavier = before.weight if before.weight != "corrected" else weight
                row[place] = Note(heavier, f"{before.text}\n{problem.message}")
    return found


class _Laid:
    """One sheet laid out: which of its rows are shown, and what stands in each."""

    def __init__(
        self,
        sheet: Sheet,
        tables: Sequence[TableMapping],
        planned: Mapping[int, Sequence[PlannedRow]],
        notes: Mapping[int, Mapping[int, Note]],
        corrected: Mapping[int, set[int]],
    ) -> None:
        self._sheet, self._tables, self._planned, self._corrected = sheet, tables, planned, corrected
        self._said: Notes = {number: dict(row) for number, row in notes.items()}
        self._texts: dict[tuple[int, int], str] = {}
        for number, rows in planned.items():
            for row in rows:
                for change in row.changes:
                    self._note_change(row, self._table_of(number), change)

    def preview(self) -> SheetPreview:
        """The sheet as it is shown."""
        shown = list(self._rows())
        headings = tuple(self._headings([number for number, _ in shown]))
        lines = tuple(self._line(number, status, headings) for number, status in shown)
        counts = Counter(status for _, status in shown)
        told = tuple(text for table in self._tables for text in sources_of(table, self._sheet))
        return SheetPreview(
            self._sheet.name, headings, lines, self._sheet, tuple(dict.fromkeys(told)), counts, bool(self._tables)
        )

    def _table_of(self, number: int) -> TableMapping | None:
        """The table to which a row (from 1) belongs: the last whose heading stands above it."""
        above = [table for table in self._tables if table.heading[1] < number - 1]
        return above[-1] if above else None

    # --- rows ----------------------------------------------------------------------------------------------------

    def _rows(self) -> Iterator[tuple[int, Status]]:
        """The rows that are shown, each with its status: readings, what belongs to them, and what is not read."""
        readings = self._readings()
        first = min(readings, default=len(self._sheet.rows) + 1)
        headings = {row + 1 for table in self._tables for row in range(table.heading[0], table.heading[1] + 1)}
        titles = self._tables[0].heading[0] if self._tables else 0
        for number in range(1, max(len(self._sheet.rows), *readings, 0) + 1 if readings else len(self._sheet.rows) + 1):
            if number in readings:
                yield number, readings[number]
            elif number in headings or (self._tables and titles < number < first):
                if number in self._said:
                    yield number, Aside.TITLE if ROW not in self._said[number] else Aside.LEFT_OUT
            elif number in self._said or self._filled(number):
                yield number, Aside.TITLE if number <= titles else Aside.LEFT_OUT

    def _readings(self) -> dict[int, RowStatus]:
        """The status of every row that holds a reading or a part of one."""
        found: dict[int, RowStatus] = {}
        for number, rows in self._planned.items():
            status = min((row.status for row in rows), key=GRAVEST.index)
            table = self._table_of(number)
            for down in DEEP[table.block if table else None]:
                if down == 0 or number + down not in self._planned:
                    found[number + down] = status
        return found

    def _filled(self, number: int) -> bool:
        return any(cell is not None for cell in self._sheet.rows[number - 1])

    # --- columns -------------------------------------------------------------------------------------------------

    def _headings(self, shown: Sequence[int]) -> Iterator[Heading]:
        """The columns in which anything stands, or is read."""
        heads = [row for table in self._tables for row in range(table.heading[0], table.heading[1] + 1)]
        widths = [len(self._sheet.rows[row]) for row in (*heads, *(number - 1 for number in shown))
                  if row < len(self._sheet.rows)]  # fmt: skip
        filled = {
            place
            for number in shown
            if number <= len(self._sheet.rows)
            for place, cell in enumerate(self._sheet.rows[number - 1])
            if cell is not None
        }
        meanings: dict[int, str] = {}
        for table in self._tables:
            meanings = {**meaning_of(table), **meanings}
        numbers = [number for number in shown if number in self._planned]
        known = {place for table in self._tables for place in figures_of(table)}
        for place in range(max((*widths, *(place + 1 for place in meanings)), default=0)):
            title = self._title(place)
            if title or place in meanings or place in filled:
                meaning = meanings.get(place, "")
                told = "" if says_itself(title, meaning) else meaning
                yield Heading(letters(place), title, place, self._numeric(numbers, place, known), meaning, told)

    def _title(self, place: int) -> str:
        """The words of the first table's heading above a column, over all of its lines."""
        if not self._tables:
            return ""
        first, last = self._tables[0].heading
        words = (as_read(self._anchored(row, place)).strip() for row in range(first, last + 1))
        return " · ".join(dict.fromkeys(word for word in words if word))

    def _anchored(self, row: int, place: int) -> Value:
        """A cell of the heading; one within a merged range says what the range says."""
        value = self._sheet.at(row, place)
        if value is not None:
            return value
        for (top, left), (bottom, right) in self._sheet.merged:
            if top <= row <= bottom and left <= place <= right:
                return self._sheet.at(top, left)
        return None

    def _numeric(self, numbers: Sequence[int], place: int, known: Set[int]) -> bool:
        """Whether figures stand in a column: it is read as such, or numbers are what is there."""
        cells = (plain_value(self._sheet.at(number - 1, place)) for number in numbers[:SAMPLE])
        return place in known or any(isinstance(cell, Decimal) for cell in cells)

    # --- one line ------------------------------------------------------------------------------------------------

    def _line(self, number: int, status: Status, headings: Sequence[Heading]) -> Line:
        rows = self._planned.get(number, ())
        cells = tuple(
            self._texts.get((number, one.place)) or shown(self._sheet.at(number - 1, one.place)) for one in headings
        )
        where = "; ".join(dict.fromkeys(row.where for row in rows if row.where))
        same = frozenset(
            position(row.cell)[1] for row in rows if len(rows) > 1 and row.status is RowStatus.UNCHANGED and row.cell
        )
        notes = self._said.get(number, {})
        if status is Aside.LEFT_OUT and ROW not in notes:
            why = tr("This row was not read: nothing stands in the columns of readings.")
            notes = {**notes, ROW: Note("warning", why if self._tables else tr("This sheet was not read."))}
        places = {position(row.cell)[1]: row.where for row in rows if row.cell and row.where}
        corrected = frozenset(self._corrected.get(number, ()))
        return Line(number, status, where, cells, notes, same, corrected, places)

    def _note_change(self, row: PlannedRow, table: TableMapping | None, change: Change) -> None:
        """Write ``old → new`` into the cell that changes something; said of the row where the file has no such cell."""
        for name, old, new in _by_column(row, change):
            text = f"{_written(old)} → {_written(new)}"
            spot = _spot(row, table, name)
            if spot is not None:
                self._texts[spot[0] + 1, spot[1]] = text
            number, place = (row.row, ROW) if spot is None else (spot[0] + 1, spot[1])
            self._said.setdefault(number, {}).setdefault(place, Note("change", f"{name}: {text}"))


def _spot(row: PlannedRow, table: TableMapping | None, name: str) -> tuple[int, int] | None:
    """Where a value of a planned row stands, by canonical column; ``None`` where it stands in no cell."""
    value = position(row.cell) if row.cell else None
    if name == BASELINE_COLUMNS[row.kind].value:
        return value
    if table is None:
        return None
    if name[0] == "p" and name[1:].isdigit():
        return _point(table, value, int(name[1:]) - 1)
    source = table.columns.get(name)
    if isinstance(source, InCell):
        return source.row, source.column
    return (row.row - 1, source.place) if isinstance(source, InColumn) else None


def _point(table: TableMapping, first: tuple[int, int] | None, number: int) -> tuple[int, int] | None:
    """Where a point (from 0) of the nine stands, of which the first stands at ``first``."""
    if first is None:
        return None
    if table.block is not None:
        return first[0] + number // 3, first[1] + number % 3
    said = next((one.says for one in table.readings if one.place == first[1]), None)
    names = {one.name: one.place for one in table.readings if one.says == said}
    place = names.get(f"p{number + 1}")
    return None if place is None else (first[0], place)


def _by_column(row: PlannedRow, change: Change) -> list[tuple[str, Any, Any]]:
    if change.field != "points":
        name = BASELINE_COLUMNS[row.kind].value if change.field == "value" else change.field
        return [(name, change.old, change.new)]
    old, new = change.old or (None,) * 9, change.new or (None,) * 9
    return [
        (f"p{number}", before, after)
        for number, (before, after) in enumerate(zip(old, new, strict=True), start=1)
        if before != after
    ]


def _written(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return show_date(value)
    return term(value.label) if isinstance(value, Word) else str(value)
