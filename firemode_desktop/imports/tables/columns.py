"""A table's cells, column by column, as values; every cell that cannot stand becomes a problem, all of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.forms import Column, Holds
from firemode_desktop.domain.numbers import unit_named
from firemode_desktop.imports.tables.layout import Table
from firemode_desktop.imports.tables.problems import Problem, at_cell
from firemode_desktop.imports.tables.values import Bad, Noted, Reader, Ways

_FRACTION = re.compile(r"[0-9][.,][0-9]")
_HALVES = re.compile(r"[+-]?[0-9]+,[0-9]{1,3}")


@dataclass
class Columns:
    """``values[name][i]`` is of row ``table.rows[i]``, ``None`` where a cell is blank or bad; ``bad`` are such rows."""

    table: Table
    values: dict[str, list[Any]]
    bad: set[int] = field(default_factory=set)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    _told: set[tuple[int, str]] = field(default_factory=set)

    def __getitem__(self, name: str) -> Sequence[Any] | Iterator[None]:
        """The values of a column; blanks without end when the file has no such column."""
        return self.values.get(name) or repeat(None, len(self.table.rows))

    def has(self, name: str) -> bool:
        """Whether the file has that column."""
        return name in self.table.values

    def told(self, index: int, name: str) -> bool:
        """Whether this cell is an error already."""
        return (index, name) in self._told

    def refuse(self, index: int, name: str, code: str, message: str, meant: str = "") -> None:
        """An error of one row."""
        self.bad.add(index)
        self._told.add((index, name))
        self.errors.append(self.table.problem(index, name, code, message, meant))

    def take(self, part: Columns, rows: Sequence[int]) -> None:
        """What was read of some rows, or of some columns: row ``i`` of ``part`` is row ``rows[i]`` here."""
        for name, cells in part.values.items():
            whole = self.values.setdefault(name, [None] * len(self.table.rows))
            for index, value in zip(rows, cells, strict=True):
                whole[index] = value
        self.bad |= {rows[index] for index in part.bad}
        self._told |= {(rows[index], name) for index, name in part._told}
        self.errors = list(dict.fromkeys((*self.errors, *part.errors)))
        self.warnings += part.warnings

    def warn(self, index: int, name: str, code: str, message: str) -> None:
        """A warning of one row."""
        self.warnings.append(self.table.problem(index, name, code, message))


def read_columns(table: Table, today: date, ways: Ways) -> Columns:
    """Read every column of a table. A column that must be there and is not, is one error of the heading."""
    read = Columns(table, {})
    for column in table.form.every:
        if column.name in table.values:
            _read(read, column, today, ways)
        elif column.required:
            read.errors.append(missing_column(table, column.name))
    _refuse_broken(read)
    if table.sheet.parted_by == "," and ways.decimal is None:
        _warn_of_halves(read)
    return read


def _refuse_broken(read: Columns) -> None:
    """One error for a row that is none; what its cells seem to say counts for nothing."""
    sheet = read.table.sheet
    broken = {row: index for index, row in enumerate(read.table.rows) if row in sheet.broken}
    if not broken:
        return
    read.bad |= set(broken.values())
    read.errors = [problem for problem in read.errors if (problem.row or 0) - 1 not in broken]
    read.errors += [at_cell(sheet.name, row, None, None, None, "width", sheet.broken[row]) for row in broken]


def _warn_of_halves(read: Columns) -> None:
    """Whole numbers side by side, and no decimal in the file: where it writes ``45,2`` that is one number in two cells.

    Its rows are too wide for the heading then, unless the writer left out as many blank cells at their ends.
    """
    table = read.table
    numbers = {place: name for name, place in table.places.items() if table.form.column(name).holds is Holds.NUMBER}
    at = table.sheet.at
    if any(_FRACTION.search(str(at(row, place))) for place in numbers for row in table.rows):
        return
    for place, name in sorted(numbers.items()):
        pairs = [(row, at(row, place), at(row, place + 1)) for row in table.rows]
        told = [(row, f"{left},{right}") for row, left, right in pairs if left is not None and right is not None]
        if told and all(_HALVES.fullmatch(pair) for _, pair in told):
            row, pair = told[0]
            said = (
                f"No number of this file has a decimal point. If it is written with decimal commas, “{pair}” in row "
                f"{row + 1} is one number and not two: compare, and if so, export the file with semicolons."
            )
            index = table.rows.index(row)
            read.warn(index, name, "decimal_comma", said)
            return


def missing_column(table: Table, name: str) -> Problem:
    """The error of a heading that lacks a column, which nothing beside the table tells either."""
    said = f"The column {name} is missing from the heading in row {table.heading + 1}."
    if name == "commissioned_date" and table.spots:
        said = f"{name} is missing: no date stands in a column of “{table.sheet.name}” or beside its table."
    return at_cell(table.sheet.name, table.heading, None, name, None, "missing_column", said)


def _read(read: Columns, column: Column, today: date, ways: Ways) -> None:
    reader = Reader(column, today, ways, read.table.units.get(column.name, ""))
    cells = read.table.values[column.name]
    values = [reader[cell] for cell in cells]
    if any(isinstance(found, (Bad, Noted)) for found in reader.values()):
        _tell(read, column, values, ways.delimited)
    if read.table.sheet.formats and column.holds is Holds.NUMBER:
        _look_at_formats(read, column, values)
    read.values[column.name] = values


def _look_at_formats(read: Columns, column: Column, values: list[Any]) -> None:
    """A number that is shown as a percentage is a hundredth of what a person sees; money is no reading; and one shown
    in another unit was measured in that."""
    for index, value in enumerate(values):
        spot = read.table.spot(index, column.name)
        shown = None if spot is None or not isinstance(value, Decimal) else read.table.sheet.formats.get(spot)
        if shown == "percent":
            values[index] = _percentage(read, index, column, value)
        elif shown == "currency":
            said = f"This cell is formatted as money; it was read as {plain(value)} {column.measure}."
            read.warn(index, column.name, "currency_format", said)
        elif shown == "otherwise":
            said = f"This cell shows something else than its number; it was read as {plain(value)} {column.measure}."
            read.warn(index, column.name, "other_format", said)
        elif shown is not None and (unit := _other_unit(read, column, shown)):
            said = f"This cell shows {plain(value)} {unit}, and {column.name} is in {column.measure}. Write it in that."
            read.refuse(index, column.name, "unit", said)
            values[index] = None


def _other_unit(read: Columns, column: Column, shown: str) -> str:
    """The unit that stands behind a number, where it is neither the column's nor the one it is converted from."""
    unit, own = unit_named(shown), unit_named(read.table.units.get(column.name, "") or column.measure)
    return "" if unit is None or own is None or unit == own else unit.symbol


def _percentage(read: Columns, index: int, column: Column, value: Decimal) -> Decimal | None:
    seen = value * 100
    if column.measure != "%":
        said = f"This cell shows {plain(seen)} %, and {column.name} is in {column.measure}. Format it as a number."
        read.refuse(index, column.name, "percent", said)
        return None
    if not column.limits.contains(seen):
        said = f"This cell shows {plain(seen)} %, which cannot be: {column.name} is {column.limits}."
        read.refuse(index, column.name, "out_of_range", said)
        return None
    read.warn(index, column.name, "percent_format", f"This cell shows {plain(seen)} %, and was read so.")
    return seen


def _tell(read: Columns, column: Column, values: list[Any], delimited: bool) -> None:
    """Turn what is bad or notable into problems; in a CSV file one warning a column stands for all of its kind."""
    noted: dict[str, int] = {}
    for index, found in enumerate(values):
        if isinstance(found, Bad):
            read.refuse(index, column.name, found.code, found.message, found.meant)
            values[index] = None
        elif isinstance(found, Noted):
            values[index] = found.value
            noted[found.code] = noted.get(found.code, 0) + 1
            if not delimited or noted[found.code] == 1:
                read.warn(index, column.name, found.code, found.message)
