"""Cells → columns: which sheet holds what, where its heading is, which column is which.

The canonical form is found by its titles and headings, wherever the heading stands in the first rows. Other shapes of
file become the same ``Table`` (columns of values, each with the place it stands at), so that nothing after this step
knows what the file looked like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from firemode_desktop.domain.forms import ASIDE, Column, Form, Holds
from firemode_desktop.domain.numbers import unit_named
from firemode_desktop.imports.files.cells import Sheet, Value, Workbook, as_read
from firemode_desktop.imports.tables.problems import Problem, at_cell, of_sheet
from firemode_desktop.imports.tables.units import unit_above

HEADING_WITHIN = 30
"""Rows from the top in which a heading is looked for."""
_NEITHER = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_UNIT_AT_END = re.compile(r"^(?P<name>.*?)\s*[(\[](?P<unit>[^()\[\]]*(?:\([^()]*\))?)[)\]]\s*$", re.DOTALL)


Spot = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(frozen=True)
class Table:
    """The rows of one form. ``values[name][i]`` is a cell of row ``rows[i]`` (counted from 0) in ``places[name]``.

    Where a value stands elsewhere, ``spots[name][i]`` says where; ``None`` for one that stands in no cell.
    ``units`` are those that a column is written in and shall be converted from.
    """

    form: Form
    sheet: Sheet
    heading: int
    rows: tuple[int, ...]
    values: Mapping[str, Sequence[Value]]
    places: Mapping[str, int]
    spots: Mapping[str, Sequence[Spot | None]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)

    def without(self, left_out: Set[int]) -> Table:
        """The same table less the rows at these indices."""
        kept = [index for index in range(len(self.rows)) if index not in left_out]
        return replace(
            self,
            rows=tuple(self.rows[index] for index in kept),
            values={name: tuple(cells[index] for index in kept) for name, cells in self.values.items()},
            spots={name: tuple(spots[index] for index in kept) for name, spots in self.spots.items()},
        )

    def unfilled(self, names: Sequence[str]) -> set[int]:
        """The rows in which none of these columns is filled in: those of a template that nobody touched."""
        cells = [self.values[name] for name in names if name in self.values]
        filled = (any(cell is not None for cell in row) for row in zip(*cells, strict=True))
        broken = self.sheet.broken
        return {index for index, told in enumerate(filled) if not told and self.rows[index] not in broken}

    def of_columns(self, form: Form) -> Table:
        """The same rows with the columns of ``form`` alone."""
        names = {column.name for column in form.every}
        return replace(
            self,
            form=form,
            values={name: cells for name, cells in self.values.items() if name in names},
            places={name: place for name, place in self.places.items() if name in names},
            spots={name: spots for name, spots in self.spots.items() if name in names},
            units={name: unit for name, unit in self.units.items() if name in names},
        )

    def headed_in(self, name: str) -> str:
        """The symbol of the unit that stands in brackets in the heading of a column; blank where none does."""
        text = self.sheet.at(self.heading, self.places[name]) if name in self.places else None
        match = _UNIT_AT_END.match(text) if isinstance(text, str) else None
        unit = unit_named(match["unit"]) if match is not None else None
        return "" if unit is None else unit.symbol

    def given(self, name: str, value: Value) -> Table:
        """The same table in which every row has ``value`` in a column that the file does not have."""
        count = len(self.rows)
        return replace(
            self, values={**self.values, name: (value,) * count}, spots={**self.spots, name: (None,) * count}
        )

    def spot(self, index: int, name: str) -> Spot | None:
        """Where the value of row ``index`` in the column ``name`` stands; ``None`` when it stands in no cell."""
        if name in self.spots:
            return self.spots[name][index]
        column = self.places.get(name)
        return None if column is None else (self.rows[index], column)

    def problem(self, index: int, name: str, code: str, message: str, meant: str = "") -> Problem:
        """A problem of row ``index`` in the column ``name``; of the row alone when it stands in no cell."""
        spot = self.spot(index, name)
        value = self.values[name][index] if name in self.values else None
        row, column = (self.rows[index], None) if spot is None else spot
        return at_cell(self.sheet.name, row, column, name, value, code, message, meant)


@dataclass(frozen=True)
class Layout:
    """The tables of a file, in its order, and what kept others from being read."""

    tables: tuple[Table, ...] = ()
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def key(text: str) -> str:
    """A heading or title as it is compared: no case, no accents, anything but letters and digits one ``_``."""
    folded = text
    if not text.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NEITHER.sub("_", folded.casefold()).strip("_")


def find_tables(
    workbook: Workbook, forms: Sequence[Form], only: Form | None = None, other: Sequence[str] = ()
) -> Layout:
    """Find every table of ``forms`` in a workbook; ``only`` decides where headings leave a doubt and leaves others out.

    Sheets titled as in ``other``, and lists of ours, are left out without a word. When nothing fits, ``errors`` says
    so.
    """
    tables: list[Table] = []
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for sheet in workbook.sheets:
        if sheet.name in other or sheet.at(0, 0) == ASIDE:
            continue
        found = _form_of(sheet, forms, only)
        if found is None:
            warnings += _not_read(sheet, forms)
            continue
        form, heading = found
        table, wrong, odd = _table(sheet, form, heading)
        errors += wrong
        warnings += [*odd, *hidden(table)]
        tables.append(table)
    if not tables:
        wanted = ", ".join(f"“{form.title}”" for form in ([only] if only else forms))
        message = f"No table was found; a heading with the columns of {wanted} is needed."
        errors.append(of_sheet(workbook.file_name, "no_table", message))
    return Layout(tuple(tables), tuple(errors), tuple(warnings))


def _not_read(sheet: Sheet, forms: Sequence[Form]) -> list[Problem]:
    """A sheet in which no heading was found, unless it is blank."""
    if not any(cell is not None for row in sheet.rows for cell in row):
        return []
    titled = any(key(sheet.name) in map(key, (form.title, *form.also)) for form in forms)
    why = f": none of its first {HEADING_WITHIN} rows names its columns" if titled else ""
    return [of_sheet(sheet.name, "ignored_sheet", f"The sheet “{sheet.name}” was not read{why}.")]


def _form_of(sheet: Sheet, forms: Sequence[Form], only: Form | None) -> tuple[Form, int] | None:
    """The form of a sheet and the row of its heading: by the sheet's title, else by the heading that fits best."""
    titled = [form for form in forms if key(sheet.name) in map(key, (form.title, *form.also))]
    candidates = titled or list(forms)
    if only is not None and not titled:
        candidates = [only]
    least = 0 if titled else 1
    best: tuple[int, Form, int] | None = None
    for row, cells in enumerate(sheet.rows[:HEADING_WITHIN]):
        for form in candidates:
            fit = _fit(cells, form)
            if fit > (best[0] if best else least) and (titled or only or _distinct(cells, form, forms)):
                best = (fit, form, row)
    if best is None or (only is not None and best[1] is not only):
        return None
    return best[1], best[2]


def _named(cells: Iterable[Value], form: Form) -> list[Column | None]:
    """The column of the form that each cell of a heading names."""
    known, perhaps = _names_of(form), _names_perhaps(form)
    cells = tuple(cells)
    found = [_column_named(cell, known) for cell in cells]
    for place, cell in enumerate(cells if perhaps else ()):
        column = _column_named(cell, perhaps)
        if column is not None and column not in found:
            found[place] = column
    return found


def _column_named(cell: Value, known: Mapping[str, Column]) -> Column | None:
    text = cell if isinstance(cell, str) else ""
    column = known.get(key(text))
    if column is None and (match := _UNIT_AT_END.match(text)):
        column = known.get(key(match["name"]))
    return column


@cache
def _names_of(form: Form) -> Mapping[str, Column]:
    """The columns of a form by every name they have."""
    return {key(name): column for column in form.every for name in (column.name, *column.also)}


@cache
def _names_perhaps(form: Form) -> Mapping[str, Column]:
    """The columns of a form by the names that stand for them only where no other name does."""
    return {key(name): column for column in form.every for name in column.perhaps}


def _fit(cells: Iterable[Value], form: Form) -> int:
    return len({column.name for column in _named(cells, form) if column is not None})


def _distinct(cells: Sequence[Value], form: Form, forms: Sequence[Form]) -> bool:
    """Whether a heading has a column that no other form has."""
    others = {column.name for other in forms if other is not form for column in other.every}
    return any(column is not None and column.name not in others for column in _named(cells, form))


def _table(sheet: Sheet, form: Form, heading: int) -> tuple[Table, list[Problem], list[Problem]]:
    columns = _named(sheet.rows[heading], form)
    places: dict[str, int] = {}
    errors: list[Problem] = []
    warnings: list[Problem] = []
    for place, column in enumerate(columns):
        text = sheet.at(heading, place)
        if column is None:
            if text is not None:
                said = f"The column “{as_read(text)}” is not one of this sheet and was not read."
                warnings.append(at_cell(sheet.name, heading, place, as_read(text), text, "ignored_column", said))
        elif column.aside:
            continue
        elif column.name in places:
            said = f"The column {column.name} stands twice; leave one of them out."
            errors.append(at_cell(sheet.name, heading, place, column.name, text, "duplicate_column", said))
        else:
            places[column.name] = place
            errors += _unit_problem(sheet, heading, place, column)
    warnings += _unheaded(sheet, heading)
    errors += _rows_above(sheet, form, heading, places)
    rows = _data_rows(sheet, form, heading, places)
    values = {name: _column(sheet, rows, place) for name, place in places.items()}
    return Table(form, sheet, heading, rows, values, places), errors, warnings


def _unheaded(sheet: Sheet, heading: int) -> list[Problem]:
    """Columns in which something stands below a blank heading: nobody knows what it is, and that is said once."""
    first: dict[int, int] = {}
    for row, cells in enumerate(sheet.rows[heading + 1 :], start=heading + 1):
        for place, cell in enumerate(cells):
            if cell is not None and place not in first and as_read(cell).strip():
                first[place] = row
    said = "Something stands in this column, but its heading is blank; the column was not read."
    return [
        at_cell(sheet.name, row, place, None, sheet.at(row, place), "ignored_column", said)
        for place, row in sorted(first.items())
        if sheet.at(heading, place) is None
    ]


def _rows_above(sheet: Sheet, form: Form, heading: int, places: Mapping[str, int]) -> list[Problem]:
    """Rows of readings that came to stand above their heading, by sorting say: they must not be taken for titles."""
    numbers = [place for name, place in places.items() if form.column(name).holds is Holds.NUMBER]
    stray = [
        row
        for row in range(heading)
        if any(_is_number(sheet.at(row, place)) for place in numbers)
        and 2 * sum(sheet.at(row, place) is not None for place in places.values()) > len(places)
    ]
    if not stray:
        return []
    which = (
        f"Row {stray[0] + 1} stands" if len(stray) == 1 else f"{len(stray)} rows, the first row {stray[0] + 1}, stand"
    )
    said = f"{which} above the heading in row {heading + 1}. Put the heading above them, or they would not be read."
    return [at_cell(sheet.name, stray[0], None, None, None, "rows_above_heading", said)]


def _is_number(cell: Value) -> bool:
    return isinstance(cell, Decimal) or (isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()) is not None)


def _column(sheet: Sheet, rows: Sequence[int], place: int) -> tuple[Value, ...]:
    cells = (sheet.rows[row] for row in rows)
    return tuple(row[place] if place < len(row) else None for row in cells)


def _unit_problem(sheet: Sheet, heading: int, place: int, column: Column) -> list[Problem]:
    """A heading such as ``Pressure (kPa)`` for a column in Pa: every number below it would be wrong."""
    text = sheet.at(heading, place)
    wanted = unit_named(column.measure) if column.holds is Holds.NUMBER and column.measure else None
    if wanted is None:
        return []
    match = _UNIT_AT_END.match(text) if isinstance(text, str) else None
    written = unit_named(match["unit"]) if match is not None else None
    if written is wanted:
        return []
    if written is not None:
        own = f"{column.name} is in {column.measure}"
        said = f"This column is headed in {written.symbol}; {own}. Convert it and head it so."
    elif (titled := unit_above(sheet, heading, wanted.symbol)) is not None:
        why = f"{titled.why[0].upper()}{titled.why[1:]}"
        said = f"{why}, and {column.name} is in {column.measure}. Convert its numbers, or head it ({column.measure})."
    else:
        return []
    return [at_cell(sheet.name, heading, place, column.name, text, "unit", said)]


def _data_rows(sheet: Sheet, form: Form, heading: int, places: Mapping[str, int]) -> tuple[int, ...]:
    """Rows below the heading in which something of the form stands, less the line of units."""
    first = heading + 2 if _is_unit_line(sheet, form, heading + 1, places) else heading + 1
    wanted = tuple(places.values())
    widest = max(wanted, default=0) + 1
    found = []
    for number, cells in enumerate(sheet.rows[first:], start=first):
        told = cells if len(cells) >= widest else (*cells, *[None] * (widest - len(cells)))
        if number in sheet.broken or any(told[place] is not None for place in wanted):
            found.append(number)
    return tuple(found)


def _is_unit_line(sheet: Sheet, form: Form, row: int, places: Mapping[str, int]) -> bool:
    found = [(form.column(name), sheet.at(row, place)) for name, place in places.items()]
    filled = [(column, cell) for column, cell in found if cell is not None]
    return bool(filled) and all(
        isinstance(cell, str) and cell.strip().casefold() == column.unit.casefold() for column, cell in filled
    )


def hidden(table: Table) -> list[Problem]:
    """Hidden sheets, rows and columns are read; nobody should find out later."""
    sheet, found = table.sheet, []
    if sheet.hidden:
        found.append(of_sheet(sheet.name, "hidden_sheet", f"The sheet “{sheet.name}” is hidden; it was read."))
    found += [
        at_cell(sheet.name, row, None, None, None, "hidden_row", f"Row {row + 1} is hidden; it was read.")
        for row in table.rows
        if row in sheet.hidden_rows
    ]
    for name, place in table.places.items():
        if place in sheet.hidden_columns:
            said = f"The column {name} is hidden; it was read."
            found.append(at_cell(sheet.name, table.heading, place, name, None, "hidden_column", said))
    return found
