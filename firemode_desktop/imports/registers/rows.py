"""Which row of a register a row of a file means: by its ``id``, else by the name that no other row has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from firemode_desktop.domain.fields import Cell
from firemode_desktop.domain.fields import Problem as Bad
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.register_forms import ID
from firemode_desktop.domain.sheet import Register, Row, Sheet
from firemode_desktop.imports.files.cells import as_read
from firemode_desktop.imports.registers.cells import blank
from firemode_desktop.imports.tables import values
from firemode_desktop.imports.tables.layout import Table

OF_ID = ("not_an_id", "unknown_id", "removed")
"""Codes of what is wrong with an id."""


def name_field(register: Register) -> str:
    """The field that names a row to other registers."""
    return register.called[0]


class Matcher:
    """Finds the row on record that a row of a table means; ``read`` reads the cells it is known by."""

    def __init__(
        self, sheet: Sheet, table: Table, read: Callable[[Register, Table, int, Iterable[str]], tuple[Cell, ...]]
    ) -> None:
        self._sheet, self._table, self._read = sheet, table, read
        self._ids = [self._id(index) for index in range(len(table.rows))]
        claimed = {found.key for found in self._ids if isinstance(found, Row)}
        self._fields = _identity(sheet.register, table)
        places = [sheet.register.columns[name] for name in self._fields]
        self._known: dict[tuple[object, ...], list[Row]] = {}
        for row in sheet.rows:
            if row.key not in claimed and not row.removed:
                words = tuple(_alike(row.cells[place]) for place in places)
                self._known.setdefault(words, []).append(row)

    def find(self, index: int) -> Row | values.Bad | None:
        """The row that is meant, ``None`` for a new one, ``Bad`` where that cannot be told."""
        if self._table.rows[index] in self._table.sheet.broken:
            return values.Bad("width", self._table.sheet.broken[self._table.rows[index]])
        found = self._ids[index]
        return self._named(index) if found is None else found

    def _id(self, index: int) -> Row | values.Bad | None:
        value = self._table.values[ID][index] if ID in self._table.values else None
        if blank(value):
            return None
        register, text = self._sheet.register, as_read(value).strip()
        try:
            row = self._sheet.row(UUID(text))
        except ValueError:
            return values.Bad("not_an_id", f"“{text}” is no id; leave the cell empty for a new {register.one}.")
        except KeyError:
            then = f"for a new {register.one}" if register.grows else "to have it found by its name"
            said = f"There is no {register.one} with this id here; leave the cell empty {then}."
            return values.Bad("unknown_id", said)
        if row.removed:
            return values.Bad("removed", f"This {register.one} is marked for removal; keep it, or leave this row out.")
        return row

    def _named(self, index: int) -> Row | values.Bad | None:
        if not self._fields:
            return None
        cells = self._read(self._sheet.register, self._table, index, self._fields)
        if any(isinstance(cell, Bad) for cell in cells):
            return None
        found = self._known.get(tuple(map(_alike, cells)), [])
        exact = [row for row in found if self._exactly(row, cells)] or found
        if len(exact) > 1:
            said = f"{len(exact)} rows of {self._sheet.register.title} are called so; write the id of the one meant."
            return values.Bad("ambiguous_row", said)
        return exact[0] if exact else None

    def _exactly(self, row: Row, cells: tuple[Cell, ...]) -> bool:
        columns = self._sheet.register.columns
        return tuple(row.cells[columns[name]] for name in self._fields) == cells


def _identity(register: Register, table: Table) -> tuple[str, ...]:
    """The fields by which a row without an id is known: those that no two rows share, as far as the file has them."""
    name = name_field(register)
    whole = next((fields for fields in register.unique if name in fields), register.called)
    ordered = [each.name for each in register.fields if each.name in whole and each.name in table.values]
    return tuple(ordered) if name in ordered else ()


def _alike(cell: Cell) -> object:
    return folded(cell) if isinstance(cell, str) else cell
