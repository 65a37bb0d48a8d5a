"""What an import would do, as the screen shows it: the file's own rows and cells, with what is said about each.

Made from a ``Workbook`` and the ``Plan`` of it, without Qt. A row of the file may stand for several planned rows (a
site sheet has one column a door configuration); it then carries the gravest of their statuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.words import Word
from firemode_desktop.imports.cells import Marked, Sheet, Value, Workbook, as_read, letters, position
from firemode_desktop.imports.drafts import VALUE
from firemode_desktop.imports.plan import Change, Plan, PlannedRow, RowStatus
from firemode_desktop.imports.problems import Problem
from firemode_desktop.ui.importing.wording import cause

GRAVEST = (RowStatus.ERROR, RowStatus.CHANGED, RowStatus.NEW, RowStatus.UNCHANGED)
SAMPLE = 40
"""So many rows tell whether a column holds numbers."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about a cell: ``error``, ``warning`` or ``change``, with its sentence."""

    weight: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the file: its letter, its title as read, its place counted from 0."""

    letter: str
    title: str
    place: int
    numeric: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file; ``number`` counts from 1. ``notes`` are by place; place -1 is the row itself."""

    number: int
    status: RowStatus
    where: str
    cells: tuple[str, ...]
    notes: Mapping[int, Note] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet of the file as it was read."""

    name: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]

    def count(self, status: RowStatus) -> int:
        """Rows of a status."""
        return sum(line.status is status for line in self.lines)

    def place_of(self, problem: Problem) -> tuple[int, int]:
        """Row number and place (-1: the whole row) that a problem is about."""
        place = position(problem.cell)[1] if problem.cell else -1
        return problem.row or 0, place


@dataclass(frozen=True, slots=True)
class Cause:
    """Problems of one cause; ``title`` says it once for all."""

    title: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """All of it: the sheets in the file's order, and what is wrong or worth knowing, grouped by cause."""

    sheets: tuple[SheetPreview, ...]
    errors: tuple[Cause, ...]
    warnings: tuple[Cause, ...]

    def count(self, status: RowStatus) -> int:
        """Rows of a status in the whole file."""
        return sum(sheet.count(status) for sheet in self.sheets)

    @property
    def rows(self) -> int:
        """Rows of the whole file."""
        return sum(len(sheet.lines) for sheet in self.sheets)


def preview_of(workbook: Workbook, plan: Plan) -> Preview:
    """The preview of a plan; ``workbook`` is the one it was made of."""
    planned: dict[str, dict[int, list[PlannedRow]]] = {}
    for row in plan.rows:
        planned.setdefault(row.sheet, {}).setdefault(row.row, []).append(row)
    notes = _notes(plan)
    tables = plan.reading["tables"]
    sheets = tuple(
        _sheet(workbook.sheet(table["sheet"]), table, planned.get(table["sheet"], {}), notes.get(table["sheet"], {}))
        for table in tables
    )
    return Preview(sheets, grouped(plan.errors), grouped(plan.warnings))


def grouped(problems: Iterable[Problem]) -> tuple[Cause, ...]:
    """Problems by cause, the most frequent first; what was read the same and is wrong the same is one cause."""
    found: dict[tuple[str, str | None], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.code, problem.column), []).append(problem)
    causes = [Cause(_title(code, column, same), tuple(same)) for (code, column), same in found.items()]
    return tuple(sorted(causes, key=lambda one: -len(one.problems)))


def _title(code: str, column: str | None, same: Sequence[Problem]) -> str:
    values = {problem.value for problem in same}
    said = cause(code)
    if len(same) > 1 and len(values) == 1 and (value := same[0].value):
        return f"{len(same)} × “{value}”: {said}"
    where = f" · {column}" if column else ""
    return f"{said[:1].upper()}{said[1:]}{where}" if len(same) == 1 else f"{len(same)} × {said}{where}"


def _notes(plan: Plan) -> dict[str, dict[int, dict[int, Note]]]:
    """By sheet, row and place; an error hides a warning of the same cell, further sentences are added."""
    found: dict[str, dict[int, dict[int, Note]]] = {}
    for weight, problems in (("error", plan.errors), ("warning", plan.warnings)):
        for problem in problems:
            place = position(problem.cell)[1] if problem.cell else -1
            row = found.setdefault(problem.sheet, {}).setdefault(problem.row or 0, {})
            before = row.get(place)
            if before is None:
                row[place] = Note(weight, problem.message)
            elif before.text != problem.message:
                row[place] = Note(before.weight, f"{before.text}\n{problem.message}")
    return found


def _sheet(
    sheet: Sheet,
    table: Mapping[str, Any],
    planned: Mapping[int, Sequence[PlannedRow]],
    notes: Mapping[int, Mapping[int, Note]],
) -> SheetPreview:
    heading = table["heading_row"] - 1
    places: Mapping[str, int] = table["columns"]
    wide = max((len(sheet.rows[heading]), *(place + 1 for place in places.values())))
    numbers = sorted(planned)
    headings = tuple(
        Heading(letters(place), as_read(sheet.at(heading, place)), place, _numeric(sheet, numbers, place))
        for place in range(wide)
        if sheet.at(heading, place) is not None or place in places.values()
    )
    lines = tuple(_line(sheet, number, planned[number], headings, places, notes.get(number, {})) for number in numbers)
    return SheetPreview(sheet.name, headings, lines)


def _numeric(sheet: Sheet, numbers: Sequence[int], place: int) -> bool:
    return any(isinstance(_plain(sheet.at(number - 1, place)), Decimal) for number in numbers[:SAMPLE])


def _plain(value: Value) -> Any:
    return value.value if isinstance(value, Marked) else value


def _line(
    sheet: Sheet,
    number: int,
    rows: Sequence[PlannedRow],
    headings: Sequence[Heading],
    places: Mapping[str, int],
    notes: Mapping[int, Note],
) -> Line:
    status = min((row.status for row in rows), key=GRAVEST.index)
    cells = {one.place: _shown(sheet.at(number - 1, one.place)) for one in headings}
    said = dict(notes)
    for row in rows:
        for change in row.changes:
            _note_change(row, change, places, cells, said)
    where = "; ".join(dict.fromkeys(row.where for row in rows if row.where))
    return Line(number, status, where, tuple(cells[one.place] for one in headings), said)


def _note_change(
    row: PlannedRow, change: Change, places: Mapping[str, int], cells: dict[int, str], said: dict[int, Note]
) -> None:
    """Write ``old → new`` into the cell that changes something; said of the row where the file has no such cell."""
    for name, old, new in _by_column(row, change):
        place = places.get(name, -1)
        text = f"{_written(old)} → {_written(new)}"
        if place in cells:
            cells[place] = text
        said.setdefault(place, Note("change", f"{name}: {text}"))


def _by_column(row: PlannedRow, change: Change) -> list[tuple[str, Any, Any]]:
    if change.field != "points":
        name = VALUE[row.kind] if change.field == "value" else change.field
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
    return value.label if isinstance(value, Word) else str(value)


def _shown(value: Value) -> str:
    """A cell as read; days as days, so that nobody takes the month for the day."""
    bare = _plain(value) if isinstance(value, Marked) and value.value is not None else value
    if isinstance(bare, datetime) and bare.time() == datetime.min.time():
        return show_date(bare.date())
    if isinstance(bare, date) and not isinstance(bare, datetime):
        return show_date(bare)
    return as_read(bare)
