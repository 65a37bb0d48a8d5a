"""A register as the editor holds it: rows of cells that never change; every operation returns a new sheet.

A cell is a value, or a ``Problem`` that keeps what was typed and why it cannot stand. ``SheetChanges.between`` is the
difference of two sheets: turned round it is undo, taken from the saved sheet to the draft it is what is to be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from uuid import UUID

from firemode_desktop.domain.fields import Cell, Field, Problem
from firemode_desktop.domain.names import Named, Names


@dataclass(frozen=True)
class Register:
    """What a register is: its words and its fields.

    ``called`` are the fields that name a row in a sentence, the first being its name for other registers; ``order``
    those it is sorted by; ``unique`` sets of fields that no two rows share; ``retires`` the field with the day from
    which a row is out of service. ``grows`` and ``shrinks`` say whether rows may be added and removed.
    """

    name: str
    title: str
    one: str
    fields: tuple[Field, ...]
    called: tuple[str, ...]
    order: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    parent: str | None = None
    retires: str | None = None
    grows: bool = True
    shrinks: bool = True
    hint: str = ""

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Where each field stands."""
        return {field.name: place for place, field in enumerate(self.fields)}

    def field(self, name: str) -> Field:
        """The field called ``name``."""
        return self.fields[self.columns[name]]

    def column(self, name: str | None) -> int | None:
        """The place of the field called ``name``."""
        return None if name is None else self.columns.get(name)


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``version`` is that of the database row it was read from (``None``: new); ``removed`` is a mark."""

    key: UUID
    cells: tuple[Cell, ...]
    version: str | None = field(default=None, compare=False)
    removed: bool = False

    def put(self, cells: Mapping[int, Cell]) -> Row:
        """The row with some cells replaced; itself when none differs."""
        changed = tuple(cells.get(place, cell) for place, cell in enumerate(self.cells))
        return self if changed == self.cells else replace(self, cells=changed)


@dataclass(frozen=True)
class Sheet:
    """The rows of one register, in the order in which they stand."""

    register: Register
    rows: tuple[Row, ...] = ()

    @cached_property
    def places(self) -> Mapping[UUID, int]:
        """Where each row stands."""
        return {row.key: place for place, row in enumerate(self.rows)}

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def row(self, key: UUID) -> Row:
        """The row of that key; ``KeyError`` when there is none."""
        return self.rows[self.places[key]]

    @cached_property
    def names(self) -> Names:
        """What its rows are called, for the registers that refer to them."""
        register = self.register
        name, parent = register.columns[register.called[0]], register.column(register.parent)
        retired = register.column(register.retires)
        keys = [
            (place, register.fields[place]) for each in register.order if (place := register.columns[each]) != parent
        ]
        rows = sorted(
            (row for row in self.rows if not row.removed),
            key=lambda row: tuple(each.sort_key(row.cells[place]) for place, each in keys),
        )
        return Names(
            register.title,
            register.one,
            (
                Named(
                    row.key,
                    register.fields[name].show(row.cells[name]),
                    within if parent is not None and isinstance(within := row.cells[parent], UUID) else None,
                    retired is not None and row.cells[retired] is not None,
                )
                for row in rows
            ),
        )

    def blank(self, key: UUID) -> Row:
        """A new row with every field at its default."""
        return Row(key, tuple(each.default for each in self.register.fields))

    def put(self, cells: Mapping[UUID, Mapping[int, Cell]]) -> Sheet:
        """The sheet with some cells of some rows replaced."""
        return self._each(cells, lambda row: row.put(cells[row.key]))

    def add(self, rows: Iterable[Row]) -> Sheet:
        """The sheet with ``rows`` at its end."""
        added = tuple(rows)
        return replace(self, rows=self.rows + added) if added else self

    def insert(self, rows: Iterable[tuple[int, Row]]) -> Sheet:
        """The sheet with rows at their places, which are those in the result; a place beyond the end is the end."""
        made = list(self.rows)
        for place, row in sorted(rows, key=lambda each: each[0]):
            made.insert(place, row)
        return replace(self, rows=tuple(made)) if len(made) != len(self.rows) else self

    def drop(self, keys: Iterable[UUID]) -> Sheet:
        """The sheet without some rows."""
        gone = {key for key in keys if key in self}
        return replace(self, rows=tuple(row for row in self.rows if row.key not in gone)) if gone else self

    def mark_removed(self, keys: Iterable[UUID], removed: bool = True) -> Sheet:
        """The sheet with rows marked for removal, or no longer."""
        return self._each(set(keys), lambda row: row if row.removed is removed else replace(row, removed=removed))

    def _each(self, keys: Iterable[UUID], change: Callable[[Row], Row]) -> Sheet:
        rows: list[Row] | None = None
        for key in keys:
            place = self.places.get(key)
            if place is None:
                continue
            changed = change(self.rows[place])
            if changed is not self.rows[place]:
                rows = list(self.rows) if rows is None else rows
                rows[place] = changed
        return self if rows is None else self._with(tuple(rows))

    def _with(self, rows: tuple[Row, ...]) -> Sheet:
        """The same keys at the same places with other cells: the lookup stays good."""
        made = replace(self, rows=rows)
        made.__dict__["places"] = self.places
        return made


@dataclass(frozen=True, slots=True)
class RowEdit:
    """The cells of one row that differ: column → (before, after); ``version`` is that of the row before."""

    key: UUID
    cells: Mapping[int, tuple[Cell, Cell]]
    version: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class RowMark:
    """A row whose mark for removal was set (``removed``) or taken away."""

    key: UUID
    removed: bool
    version: str | None = field(default=None, compare=False)


@dataclass(frozen=True)
class SheetChanges:
    """The difference of two sheets of one register. ``added`` and ``dropped`` carry the place where the row stands."""

    register: str
    added: tuple[tuple[int, Row], ...] = ()
    dropped: tuple[tuple[int, Row], ...] = ()
    edited: tuple[RowEdit, ...] = ()
    marked: tuple[RowMark, ...] = ()

    @classmethod
    def between(cls, before: Sheet, after: Sheet) -> SheetChanges:
        """What turns ``before`` into ``after``; rows that both have must stand in the same order in both."""
        added: tuple[tuple[int, Row], ...] = ()
        dropped: tuple[tuple[int, Row], ...] = ()
        if before.places is not after.places:
            added = tuple((place, row) for place, row in enumerate(after.rows) if row.key not in before.places)
            dropped = tuple((place, row) for place, row in enumerate(before.rows) if row.key not in after.places)
        pairs = _pairs(before, after)
        return cls(
            before.register.name,
            added,
            dropped,
            tuple(RowEdit(new.key, _differing(old, new), old.version) for old, new in pairs if old.cells != new.cells),
            tuple(RowMark(new.key, new.removed, old.version) for old, new in pairs if old.removed is not new.removed),
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.edited or self.marked)

    @property
    def rows(self) -> int:
        """How many rows are concerned."""
        return len({*(row.key for _, row in self.added + self.dropped), *(e.key for e in self.edited + self.marked)})

    @property
    def cells(self) -> int:
        """How many cells of rows that stay differ."""
        return sum(len(edit.cells) for edit in self.edited)

    @property
    def problems(self) -> tuple[tuple[UUID, int, Problem], ...]:
        """Every cell that would be written and cannot be."""
        new = [(row.key, place, cell) for _, row in self.added for place, cell in enumerate(row.cells)]
        changed = [(edit.key, place, after) for edit in self.edited for place, (_, after) in edit.cells.items()]
        return tuple((key, place, cell) for key, place, cell in new + changed if isinstance(cell, Problem))

    def inverse(self) -> SheetChanges:
        """What turns ``after`` back into ``before``."""
        return SheetChanges(
            self.register,
            self.dropped,
            self.added,
            tuple(
                RowEdit(edit.key, {place: (new, old) for place, (old, new) in edit.cells.items()}, edit.version)
                for edit in self.edited
            ),
            tuple(RowMark(mark.key, not mark.removed, mark.version) for mark in self.marked),
        )

    def apply(self, sheet: Sheet) -> Sheet:
        """``sheet`` with these changes; rows that it does not have are passed over, rows it has are not doubled."""
        made = sheet.drop(row.key for _, row in self.dropped)
        made = made.insert((place, row) for place, row in self.added if row.key not in made)
        made = made.put({edit.key: {place: new for place, (_, new) in edit.cells.items()} for edit in self.edited})
        for removed in (True, False):
            made = made.mark_removed((mark.key for mark in self.marked if mark.removed is removed), removed)
        return made


def _pairs(before: Sheet, after: Sheet) -> list[tuple[Row, Row]]:
    """Rows of both sheets that are not the very same value; quick where both have the same rows at the same places."""
    if before.places is after.places:
        return [(old, new) for old, new in zip(before.rows, after.rows, strict=True) if old is not new]
    places = before.places
    common = ((before.rows[places[row.key]], row) for row in after.rows if row.key in places)
    return [(old, new) for old, new in common if old is not new]


def _differing(old: Row, new: Row) -> dict[int, tuple[Cell, Cell]]:
    pairs = enumerate(zip(old.cells, new.cells, strict=True))
    return {place: (before, after) for place, (before, after) in pairs if before != after}
