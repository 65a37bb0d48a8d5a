"""What a plan refuses, reading by reading in the columns of our own form, so that it can be put right and come back.

A cell that was understood is told as it was understood (a word, a date or a unit that somebody had to explain need not
be explained again); one that was not stands as it was read, in a way that no later import takes for something good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.numbers import unit_named
from firemode_desktop.imports.files.cells import Logical, Marked, Value, a1
from firemode_desktop.imports.tables.columns import Columns
from firemode_desktop.imports.tables.layout import Table
from firemode_desktop.imports.tables.problems import Problem

Told = Any
"""A word, a number, a day, yes or no as such, or the text of a cell as it was read."""
Spots = Mapping[tuple[int, str | None], list[Problem]]


@dataclass(frozen=True, slots=True)
class RefusedReading:
    """One reading: the title of its form, where it was read, its cells and what is wrong, by column (blank: all)."""

    form: str
    where: str
    cells: Mapping[str, Told]
    errors: Mapping[str, str]


def refused_of(read: Columns, value: str) -> Iterator[RefusedReading]:
    """The readings of a table that cannot be imported; ``value`` is the column of the reading itself."""
    table, spots = read.table, _by_spot(read.errors)
    names = [column.name for column in table.form.every if column.name in table.values]
    for index in sorted(read.bad):
        row = table.rows[index]
        spot = table.spot(index, value)
        where = f"{table.sheet.name}!{a1(*spot)}" if spot is not None else f"{table.sheet.name}, row {row + 1}"
        cells = {name: _told(read, index, name) for name in names}
        yield RefusedReading(table.form.title, where, cells, _errors(table, index, names, spots))


def _by_spot(problems: Iterable[Problem]) -> Spots:
    """Problems by the cell they stand at; those of a whole row by its number (from 0) and ``None``."""
    found: dict[tuple[int, str | None], list[Problem]] = {}
    for problem in dict.fromkeys(problems):
        found.setdefault((0, problem.cell) if problem.cell else ((problem.row or 0) - 1, None), []).append(problem)
    return found


def _errors(table: Table, index: int, names: Iterable[str], spots: Spots) -> dict[str, str]:
    said: dict[str, list[str]] = {}
    for name in names:
        spot = table.spot(index, name)
        for problem in spots.get((0, a1(*spot)), ()) if spot is not None else ():
            said.setdefault(name, []).append(problem.message)
    for problem in spots.get((table.rows[index], None), ()):
        said.setdefault(problem.column or "", []).append(problem.message)
    return {name: " ".join(dict.fromkeys(words)) for name, words in said.items()}


def _told(read: Columns, index: int, name: str) -> Told:
    """A cell as it was understood, else as it was read with the unit it was written in."""
    understood = read.values[name][index] if name in read.values else None
    if understood is not None:
        return ("yes" if understood else "no") if isinstance(understood, bool) else understood
    cell, spot = read.table.values[name][index], read.table.spot(index, name)
    number = cell.value if isinstance(cell, Marked) else cell
    if not isinstance(number, Decimal):
        return _bare(cell)
    shown = None if spot is None else read.table.sheet.formats.get(spot)
    if shown == "percent":
        return f"{plain(number * 100)} %"
    unit = shown if shown and unit_named(shown) else read.table.units.get(name, "")
    return f"{plain(number)} {unit}" if unit else _bare(cell)


def _bare(cell: Value) -> Told:
    if isinstance(cell, Marked):
        return cell.text
    return cell.value if isinstance(cell, Logical) else cell
