"""A workbook and a mapping of it → the same tables as any other file gives. Nothing is judged here but the layout.

Whatever the shape – a location a row, configurations across, nine points as columns or as a block of three rows – each
reading becomes a row of a ``Table`` that knows in which cell every value of it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from firemode_desktop.domain.baselines import UNITS
from firemode_desktop.domain.forms import BASELINE_FORMS, POINTS, Column, Form, Holds
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.imports.files.cells import Mark, Marked, Sheet, Value, Workbook, a1, as_read
from firemode_desktop.imports.mappings.footing import below
from firemode_desktop.imports.mappings.headings import foreign_of, nothing_measured, readings_of, sums_up, words_of
from firemode_desktop.imports.mappings.mapping import (
    Block,
    FileMapping,
    InCell,
    InColumn,
    OfSheet,
    ReadingColumn,
    TableMapping,
)
from firemode_desktop.imports.mappings.titles import is_title
from firemode_desktop.imports.tables.layout import Layout, Spot, Table, hidden
from firemode_desktop.imports.tables.problems import Problem, at_cell, foreign_unit, of_sheet

_LABELS = ("floor", "doorway", "door")


def lay_out(workbook: Workbook, mapping: FileMapping, *, mention_others: bool = True) -> Layout:
    """The tables that a mapping finds in a workbook; what does not fit is an error of the layout.

    ``mention_others`` says of the other sheets that they were not read.
    """
    layers = []
    by_name = {sheet.name: sheet for sheet in workbook.sheets}
    beside = _beside(mapping)
    for number, table in enumerate(mapping.tables):
        sheet = by_name.get(table.sheet)
        if sheet is None or table.heading[1] >= len(sheet.rows):
            layers.append(_no_table(workbook, table, sheet))
        else:
            layers.append(_Layer(sheet, table, beside[number]).lay_out())
    read = {table.sheet for table in mapping.tables}
    unread = [of_sheet(sheet.name, "ignored_sheet", f"The sheet “{sheet.name}” was not read.")
              for sheet in workbook.sheets if mention_others and sheet.name not in read and _filled(sheet)]  # fmt: skip
    foot = [note for name in sorted(read & by_name.keys())
            for note in below(by_name[name], [table for table in mapping.tables if table.sheet == name])]  # fmt: skip
    return Layout(
        tuple(table for layer in layers for table in layer.tables),
        tuple(problem for layer in layers for problem in layer.errors),
        (*unread, *foot, *(problem for layer in layers for problem in layer.warnings)),
    )


def _filled(sheet: Sheet) -> bool:
    return any(cell is not None for row in sheet.rows for cell in row)


def _beside(mapping: FileMapping) -> Mapping[int, frozenset[int]]:
    """For each table, by its number: the columns of those that stand beside it under the same heading."""
    together: dict[tuple[str, tuple[int, int]], list[int]] = {}
    for number, table in enumerate(mapping.tables):
        together.setdefault((table.sheet, table.heading), []).append(number)
    return {
        number: frozenset(place for other in numbers if other != number for place in mapping.tables[other].places)
        for numbers in together.values()
        for number in numbers
    }


def _no_table(workbook: Workbook, table: TableMapping, sheet: Sheet | None) -> Layout:
    said = f"The mapping reads a sheet “{table.sheet}”, and {workbook.file_name} has none."
    if sheet is not None:
        ends = f"ends with row {len(sheet.rows)}" if sheet.rows else "is blank"
        said = f"The mapping has headings in row {table.heading[1] + 1}; the sheet “{table.sheet}” {ends}."
    return Layout((), (of_sheet(table.sheet, "no_table", said),))


Key = tuple[BaselineKind, tuple[tuple[str, str], ...], str]
"""Readings that go together: their kind, what their headings say, and the unit they are written in."""


@dataclass
class _Rows:
    """The rows of one kind as they are collected; ``values[name]`` and ``spots[name]`` are as long as ``rows``."""

    rows: list[int] = field(default_factory=list)
    values: dict[str, list[Value]] = field(default_factory=dict)
    spots: dict[str, list[Spot | None]] = field(default_factory=dict)

    def add(self, row: int, told: Mapping[str, tuple[Value, Spot | None]]) -> None:
        for name, (value, spot) in told.items():
            self.values.setdefault(name, [None] * len(self.rows)).append(value)
            self.spots.setdefault(name, [None] * len(self.rows)).append(spot)
        self.rows.append(row)
        for name, cells in self.values.items():
            if len(cells) < len(self.rows):
                cells.append(None)
                self.spots[name].append(None)


class _Layer:
    """One table of a sheet, read as its mapping says."""

    def __init__(self, sheet: Sheet, mapping: TableMapping, beside: frozenset[int]) -> None:
        """``beside`` are columns that other tables under the same heading are read from."""
        self._beside = beside
        self._sheet = sheet
        self._mapping = mapping
        self._errors: list[Problem] = []
        self._warnings: list[Problem] = []
        self._groups: dict[Key, dict[str, ReadingColumn]] = {}
        for reading in mapping.readings:
            key = (reading.kind, tuple(sorted(reading.says.items())), reading.unit)
            group = self._groups.setdefault(key, {})
            if reading.name in group:
                self._twice(reading)
            group.setdefault(reading.name, reading)
        self._merged = sheet.anchors()
        self._anchored = {spot: anchor for spot, anchor in self._merged.items() if spot != anchor}
        self._merged_down = {anchor for spot, anchor in self._anchored.items() if spot[0] != anchor[0]}
        self._blank: dict[int, list[int]] = {}
        self._said: set[tuple[str, Spot]] = set()
        self._title_rows = {one.row for one in mapping.columns.values() if isinstance(one, InCell)}
        self._one_a_row = len(self._groups) == 1 and not next(iter(self._groups))[1] and mapping.block is None

    def _twice(self, reading: ReadingColumn) -> None:
        said = f"Two columns hold {reading.name} of the same case; leave one of them out."
        text = self._sheet.at(self._mapping.heading[1], reading.place)
        self._errors.append(
            at_cell(
                self._sheet.name, self._mapping.heading[1], reading.place, reading.name, text, "duplicate_column", said
            )
        )

    def lay_out(self) -> Layout:
        """Its tables, one a kind and unit of readings."""
        collected: dict[tuple[BaselineKind, str], _Rows] = {}
        for row in self._records():
            for (kind, says, unit), group in self._groups.items():
                told = self._told(kind, row, says, group)
                if told is not None:
                    collected.setdefault((kind, unit), _Rows()).add(row, told)
        for kind, _, unit in self._groups:
            collected.setdefault((kind, unit), _Rows())
        tables = tuple(self._table(kind, unit, rows) for (kind, unit), rows in collected.items())
        self._errors += self._foreign_units()
        noted = dict.fromkeys(problem for table in tables for problem in hidden(table))
        return Layout(tables, tuple(self._errors), (*self._warnings, *self._blanks(), *self._unread_columns(), *noted))

    def _foreign_units(self) -> list[Problem]:
        """Columns headed in another unit than ours, of which nobody has said in which the numbers are."""
        found = []
        first, last = self._mapping.heading
        for one in self._mapping.readings if self._mapping.block is None else ():
            said = [readings_of(as_read(self._merged_at(row, one.place))) for row in range(first, last + 1)]
            titled = None if one.unit else foreign_of(self._sheet, first, said, one.kind)
            if titled is not None:
                spot = (last, one.place)
                text = self._sheet.at(*spot)
                found.append(
                    foreign_unit(self._sheet.name, spot, one.name, text, titled.unit, UNITS[one.kind], titled.why)
                )
        return found

    def _merged_at(self, row: int, place: int) -> Value:
        return self._sheet.at(*self._merged.get((row, place), (row, place)))

    # --- rows ----------------------------------------------------------------------------------------------------

    def _records(self) -> Iterator[int]:
        """Rows at which a location begins; those that are none are left out, and that is said."""
        row, end = self._mapping.heading[1] + 1, min(self._mapping.end or len(self._sheet.rows), len(self._sheet.rows))
        heading = tuple(self._words(self._mapping.heading[1]))
        step = {Block.BESIDE: 3, Block.BELOW: 4}.get(self._mapping.block, 1) if self._mapping.block else 1
        while row < end:
            blank = self._blank_row(row) and row not in self._sheet.broken
            if blank or self._repeats(heading, row) or self._unit_line(row) or self._left_out(row):
                row += 1
            else:
                yield row
                row += step

    def _blank_row(self, row: int) -> bool:
        """Whether nothing stands in a row; beside another table, nothing in the columns of this one."""
        cells = self._sheet.rows[row]
        if self._beside:
            return not any(self._sheet.at(row, place) is not None for place in self._mapping.places)
        return not any(cell is not None for cell in cells)

    def _words(self, row: int) -> Iterator[str]:
        return (words_of(as_read(cell)) for cell in self._sheet.rows[row] if cell is not None)

    def _repeats(self, heading: tuple[str, ...], row: int) -> bool:
        """Whether a row says what the heading says; most tell by their first cell that they do not."""
        return all(one == other for one, other in zip_longest(heading, self._words(row)))

    def _unit_line(self, row: int) -> bool:
        """The second header line of our own forms, below a heading that was read as one line."""
        if row != self._mapping.heading[1] + 1 or self._mapping.block is not None:
            return False
        kinds = self._mapping.kinds
        known = {column.name: column.unit.casefold() for kind in kinds for column in BASELINE_FORMS[kind].every}
        found = [
            (known.get(name, ""), self._sheet.at(row, place))
            for name, place in (*self._columns(), *((one.name, one.place) for one in self._mapping.readings))
        ]
        filled = [(unit, cell) for unit, cell in found if cell is not None]
        return bool(filled) and all(isinstance(cell, str) and cell.strip().casefold() == unit for unit, cell in filled)

    def _columns(self) -> list[tuple[str, int]]:
        return [(name, one.place) for name, one in self._mapping.columns.items() if isinstance(one, InColumn)]

    def _left_out(self, row: int) -> bool:
        """A row without a reading, or one that sums up: said once, then left out."""
        label = next((as_read(cell) for name in _LABELS if (cell := self._label(name, row)) is not None), "")
        filled = any(self._merged_at(*spot) is not None for spot in self._reading_spots(row))
        titled = isinstance(label, str) and is_title(label)
        if filled and not sums_up(label) and not titled:
            return False
        if row in self._title_rows:
            return True
        if not filled and self._one_a_row and row not in self._sheet.broken:
            if any(
                self._sheet.at(row, place) is not None for name, place in self._columns() if name == "commissioned_date"
            ):
                return False
            if label and not sums_up(label) and not self._lone(row):
                return False
        text = next((as_read(cell) for cell in self._sheet.rows[row] if cell is not None), "")
        sums = filled and not titled
        why = "sums up others or states a limit" if sums else "has no reading"
        code = "summary_row" if sums else "left_out_row"
        self._warnings.append(
            at_cell(
                self._sheet.name, row, None, None, text, code, f"Row {row + 1} (“{text[:60]}”) {why} and was left out."
            )
        )
        return True

    def _lone(self, row: int) -> bool:
        """Whether a row has one text only: a remark, not a location that nobody measured."""
        return sum(cell is not None for cell in self._sheet.rows[row]) == 1

    def _label(self, name: str, row: int) -> Value:
        source = self._mapping.columns.get(name)
        return self._in_column(source, row)[0] if isinstance(source, InColumn) else None

    def _reading_spots(self, row: int) -> list[Spot]:
        rows = {None: (0,), Block.BESIDE: (0, 1, 2), Block.BELOW: (1, 2, 3)}[self._mapping.block]
        return [(row + down, one.place) for down in rows for one in self._mapping.readings]

    # --- one record ----------------------------------------------------------------------------------------------

    def _told(
        self, kind: BaselineKind, row: int, says: Sequence[tuple[str, str]], group: Mapping[str, ReadingColumn]
    ) -> dict[str, tuple[Value, Spot | None]] | None:
        """What a row says of one group of readings; ``None`` where it has none of them."""
        read = self._read(row, group)
        if not self._one_a_row and all(value is None for value, _ in read.values()):
            self._blank.setdefault(next(iter(group.values())).place, []).append(row)
            return None
        form = BASELINE_FORMS[kind]
        known = {column.name for column in form.every}
        told = {
            name: self._from(form, name, source, row) for name, source in self._mapping.columns.items() if name in known
        }
        place = next(iter(group.values())).place
        told.update({name: (text, (self._mapping.heading[1], place)) for name, text in says if name in known})
        told.update(read)
        return told

    def _read(self, row: int, group: Mapping[str, ReadingColumn]) -> dict[str, tuple[Value, Spot | None]]:
        if self._mapping.block is None:
            return {name: self._reading((row, one.place)) for name, one in group.items()}
        first = row + (1 if self._mapping.block is Block.BELOW else 0)
        across = [one.place for _, one in sorted(group.items())]
        spots = [(first + down, place) for down in range(3) for place in across]
        return {name: self._reading(spot) for name, spot in zip(POINTS, spots, strict=False)}

    def _reading(self, spot: Spot) -> tuple[Value, Spot]:
        """A reading; a merged one could belong to either of its places, which is an error."""
        anchor = self._anchored.get(spot, spot)
        if anchor in self._merged_down and anchor[1] == spot[1] and self._sheet.at(*anchor) is not None:
            return Marked(Mark.MERGED, as_read(self._sheet.at(*anchor))), spot
        cell = self._sheet.at(*spot)
        shown = (cell.value or "") if isinstance(cell, Marked) and cell.mark is Mark.FORMULA else cell
        if self._one_a_row or not isinstance(shown, str) or not nothing_measured(shown):
            return cell, spot
        said = f"“{as_read(cell).strip()}” stands here: nothing was measured, and nothing is imported."
        note = at_cell(self._sheet.name, *spot, None, cell, "not_measured", said)
        self._once(self._warnings, spot, note)
        return None, spot

    def _once(self, told: list[Problem], spot: Spot, problem: Problem) -> None:
        """Say a problem of a cell that several groups of readings may look at."""
        if (problem.code, spot) not in self._said:
            self._said.add((problem.code, spot))
            told.append(problem)

    def _from(self, form: Form, name: str, source: Any, row: int) -> tuple[Value, Spot | None]:
        if isinstance(source, InColumn):
            return self._in_column(source, row)
        if isinstance(source, InCell):
            cell = self._sheet.at(source.row, source.column)
            text = as_read(cell)
            if source.after and text.casefold().startswith(source.after.casefold()):
                cell = text[len(source.after) :].strip() or None
            return cell, (source.row, source.column)
        if isinstance(source, OfSheet):
            return self._sheet.name, None
        return typed(form.column(name), source.text), None

    def _in_column(self, source: InColumn, row: int) -> tuple[Value, Spot]:
        spot = (row, source.place)
        cell = self._sheet.at(*spot)
        if cell is None and spot in self._anchored:
            spot = self._anchored[spot]
            cell = self._sheet.at(*spot)
        above = row
        while cell is None and source.fill and above > self._mapping.heading[1] + 1:
            above -= 1
            spot, cell = (above, source.place), self._sheet.at(above, source.place)
        return cell, (row, source.place) if cell is None else spot

    # --- the table -----------------------------------------------------------------------------------------------

    def _table(self, kind: BaselineKind, unit: str, rows: _Rows) -> Table:
        form = BASELINE_FORMS[kind]
        places = {name: place for name, place in self._columns() if name in {column.name for column in form.every}}
        own = [
            one
            for (of, _, written), group in self._groups.items()
            if (of, written) == (kind, unit)
            for one in group.values()
        ]
        places.update({one.name: one.place for one in reversed(own)})
        if not rows.rows:
            names = (*self._mapping.columns, *(name for one in own for name in (one.name, *one.says)))
            rows = _Rows([], {name: [] for name in names}, {name: [] for name in names})
        units = {one.name: unit for one in own} if unit not in ("", UNITS[kind]) else {}
        return Table(
            form, self._sheet, self._mapping.heading[1], tuple(rows.rows), rows.values, places, rows.spots, units
        )

    def _blanks(self) -> list[Problem]:
        """Columns of readings in which some are missing while others of the same row were taken; one note a column."""
        found = []
        for place, rows in sorted(self._blank.items()):
            cells = ", ".join(a1(row, place) for row in rows[:5])
            more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
            said = f"Nothing stands in {cells}{more}: nothing is imported for {'it' if len(rows) == 1 else 'them'}."
            found.append(at_cell(self._sheet.name, rows[0], place, None, None, "not_filled_in", said))
        return found

    def _unread_columns(self) -> list[Problem]:
        """Columns with a heading that nothing was taken from."""
        used = {*self._mapping.places, *self._beside}
        line = self._mapping.heading[1]
        return [
            at_cell(
                self._sheet.name,
                line,
                place,
                as_read(text),
                text,
                "ignored_column",
                f"The column “{as_read(text)}” was not read.",
            )
            for place, text in enumerate(self._sheet.rows[line] if line < len(self._sheet.rows) else ())
            if text is not None and place not in used and as_read(text).strip()
        ]


def typed(column: Column, text: str) -> Value:
    """What a person typed for a whole table; a day as a day, so that it is not said to be text in every row."""
    if column.holds is Holds.DAY:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text or None
