"""A register as the editor holds it: rows of cells that never change; every operation returns a new sheet.

A cell is a value, or a ``Problem`` that keeps what was typed and why it cannot stand. ``SheetChanges.between`` is the
difference of two sheets: turned round it is undo, taken from the saved sheet to the draft it is what is to be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress
from operator import is_not
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

    @cached_property
    def naming(self) -> Callable[[Row], Named]:
        """What a row is called in other registers, and its rank among their choices."""
        name, parent, retired = self.columns[self.called[0]], self.column(self.parent), self.column(self.retires)
        ranking = [self.columns[each] for each in (*self.order, self.called[0])]
        ordered = [(place, self.fields[place]) for place in ranking if place != parent]
        show = self.fields[name].show

        def named(row: Row) -> Named:
            cells = row.cells
            within = cells[parent] if parent is not None else None
            rank = (*(field.sort_key(cells[place]) for place, field in ordered), row.key.int)
            out = retired is not None and cells[retired] is not None
            return Named(row.key, show(cells[name]), within if isinstance(within, UUID) else None, out, rank)

        return named

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

    @property
    def doubtful(self) -> bool:
        """Whether one of its cells could not be read as it was typed."""
        return Problem in map(type, self.cells)


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
        register, naming = self.register, self.register.naming
        return Names(register.title, register.one, (naming(row) for row in self.rows if not row.removed))

    @cached_property
    def doubtful(self) -> frozenset[UUID]:
        """The rows with a cell that could not be read as it was typed."""
        return frozenset(row.key for row in self.rows if row.doubtful)

    def blank(self, key: UUID) -> Row:
        """A new row with every field at its default."""
        return Row(key, tuple(each.default for each in self.register.fields))

    def put(self, cells: Mapping[UUID, Mapping[int, Cell]]) -> Sheet:
        """The sheet with some cells of some rows replaced."""
        return self._each(cells, lambda row: row.put(cells[row.key]))

    def add(self, rows: Iterable[Row]) -> Sheet:
        """The sheet with ``rows`` at its end."""
        added = tuple(rows)
        if not added:
            return self
        places = {**self.places}
        places.update((row.key, place) for place, row in enumerate(added, len(self.rows)))
        return self._made(self.rows + added, (), added, places)

    def insert(self, rows: Iterable[tuple[int, Row]]) -> Sheet:
        """The sheet with rows at their places, which are those in the result; a place beyond the end is the end."""
        added = sorted(rows, key=lambda each: each[0])
        if not added or added[0][0] >= len(self.rows):
            return self.add(row for _, row in added)
        made = list(self.rows)
        for place, row in added:
            made.insert(place, row)
        return self._made(tuple(made), (), [row for _, row in added])

    def drop(self, keys: Iterable[UUID]) -> Sheet:
        """The sheet without some rows."""
        at = {place for key in keys if (place := self.places.get(key)) is not None}
        if not at:
            return self
        gone, left = [self.rows[place] for place in at], min(at)
        kept = self.rows[:left] + tuple(row for place, row in enumerate(self.rows[left:], left) if place not in at)
        places = {**self.places}
        for row in self.rows[left:]:
            del places[row.key]
        places.update((row.key, place) for place, row in enumerate(kept[left:], left))
        return self._made(kept, gone, (), places)

    def mark_removed(self, keys: Iterable[UUID], removed: bool = True) -> Sheet:
        """The sheet with rows marked for removal, or no longer."""
        return self._each(set(keys), lambda row: row if row.removed is removed else replace(row, removed=removed))

    def _each(self, keys: Iterable[UUID], change: Callable[[Row], Row]) -> Sheet:
        rows, before, after = list(self.rows), [], []
        for key in keys:
            place = self.places.get(key)
            if place is None:
                continue
            row = rows[place]
            changed = change(row)
            if changed is not row:
                rows[place] = changed
                before.append(row)
                after.append(changed)
        return self._made(tuple(rows), before, after, self.places) if after else self

    def _made(
        self,
        rows: tuple[Row, ...],
        gone: Sequence[Row],
        come: Sequence[Row],
        places: Mapping[UUID, int] | None = None,
    ) -> Sheet:
        """A sheet of ``rows`` that takes over what is known of this one and is not touched by the rows that changed."""
        made = Sheet(self.register, rows)
        if places is not None:
            made.__dict__["places"] = places
        if "doubtful" in self.__dict__:
            doubtful = self.doubtful.difference(row.key for row in gone)
            made.__dict__["doubtful"] = doubtful.union(row.key for row in come if row.doubtful)
        if "names" in self.__dict__:
            made.__dict__["names"] = self._renamed(gone, come)
        return made

    def _renamed(self, gone: Sequence[Row], come: Sequence[Row]) -> Names:
        """The names after some rows changed; the very same ones where that changed no name."""
        naming = self.register.naming
        before = {row.key: naming(row) for row in gone if not row.removed}
        after = {row.key: naming(row) for row in come if not row.removed}
        same = {key for key, named in before.items() if after.get(key) == named and after[key].rank == named.rank}
        left, arrived = before.keys() - same, [named for key, named in after.items() if key not in same]
        return self.names.changed(left, arrived) if left or arrived else self.names


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
        added, pairs = _met(before, after)
        dropped: list[tuple[int, Row]] = []
        if len(before.rows) + len(added) != len(after.rows):
            dropped = [(place, row) for place, row in enumerate(before.rows) if row.key not in after.places]
        return cls(
            before.register.name,
            tuple(added),
            tuple(dropped),
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


def alike(before: Sheet, after: Sheet) -> tuple[list[int], int]:
    """The places of the same rows with other cells, and up to which place both sheets have the same rows."""
    changed: list[int] = []
    length = min(len(before.rows), len(after.rows))
    for place in compress(range(length), map(is_not, before.rows, after.rows)):
        if before.rows[place].key != after.rows[place].key:
            return changed, place
        changed.append(place)
    return changed, length


def _met(before: Sheet, after: Sheet) -> tuple[list[tuple[int, Row]], list[tuple[Row, Row]]]:
    """The rows that only ``after`` has, with their places; and pairs of rows of both that are not the very same value.

    Keys are looked up only from where the two sheets part.
    """
    changed, same = alike(before, after)
    pairs = [(before.rows[place], after.rows[place]) for place in changed]
    added: list[tuple[int, Row]] = []
    for place, row in enumerate(after.rows[same:], same):
        there = before.places.get(row.key)
        if there is None:
            added.append((place, row))
        elif before.rows[there] is not row:
            pairs.append((before.rows[there], row))
    return added, pairs


def _differing(old: Row, new: Row) -> dict[int, tuple[Cell, Cell]]:
    pairs = enumerate(zip(old.cells, new.cells, strict=True))
    return {place: (before, after) for place, (before, after) in pairs if before != after}
