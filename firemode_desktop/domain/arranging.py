"""Which rows of a sheet are in view, and in what order, for registers of 100,000 rows.

``Lookup`` works out what a column shows and sorts by when that is first asked for, and keeps it: a change costs only
the rows it touched. ``Lookup.arrange`` goes in steps, so that a window can do something else in between.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import and_
from typing import Any

from firemode_desktop.domain.filters import Contains, Wanted
from firemode_desktop.domain.names import Names
from firemode_desktop.domain.order import PIECE
from firemode_desktop.domain.sheet import Sheet, alike

STEP = 2048
"""Rows visited from one step to the next."""

Order = tuple[int, bool]
"""A column and whether it falls."""
Steps = Generator[int, None, list[int]]
"""Yields how many rows a step visited; returns the places of the rows in view, in their order."""


@dataclass
class _Column:
    """What the first rows of a sheet show (case folded) and sort by in one column, as far as it was asked for."""

    texts: list[str] = field(default_factory=list)
    groups: bytearray = field(default_factory=bytearray)
    keys: list[Any] = field(default_factory=list)
    orders: dict[bool, list[int]] = field(default_factory=dict)

    def cut(self, length: int) -> None:
        """Forget the rows from ``length`` on."""
        del self.texts[length:], self.groups[length:], self.keys[length:]


class Lookup:
    """What the rows of one sheet show and sort by; ``names`` are those that each column's references are shown by."""

    def __init__(self, sheet: Sheet, names: Sequence[Names]) -> None:
        self._sheet, self._names = sheet, tuple(names)
        self._columns: dict[int, _Column] = {}
        self.visited = 0
        """How many cells were read so far."""

    def follow(self, sheet: Sheet, names: Sequence[Names]) -> None:
        """The sheet is another one now: forget what is no longer true."""
        before, self._sheet = self._sheet, sheet
        stale = [at for at in self._columns if self._names[at] is not names[at]]
        self._names = tuple(names)
        for at in stale:
            del self._columns[at]
        if before is not sheet and self._columns:
            self._forget(before, *alike(before, sheet))

    def _forget(self, before: Sheet, changed: Sequence[int], length: int) -> None:
        for at, column in self._columns.items():
            cells = [place for place in changed if before.rows[place].cells[at] != self._sheet.rows[place].cells[at]]
            for place in cells:
                self._renew(at, column, place)
            if cells or length < len(before.rows) or length < len(self._sheet.rows):
                column.orders.clear()
            column.cut(length)

    def _renew(self, at: int, column: _Column, place: int) -> None:
        self.visited += 1
        cell, what = self._sheet.rows[place].cells[at], self._sheet.register.fields[at]
        if place < len(column.texts):
            column.texts[place] = what.show(cell, self._names[at]).casefold()
        if place < len(column.keys):
            column.groups[place], column.keys[place] = what.sort_key(cell, self._names[at])

    # Asking, step by step.

    def arrange(self, filters: Mapping[int, Wanted], order: Order | None) -> Steps:
        """The places of the rows that every filter wants, in ``order`` (``None``: as they stand)."""
        wanted = bytearray(b"\1") * len(self._sheet.rows)
        for at, want in filters.items():
            yield from self._read_texts(at)
            yield from self._match(at, want, wanted)
        places: Sequence[int] = range(len(wanted))
        if order is not None:
            places = yield from self._order(*order)
            wanted = bytearray(map(wanted.__getitem__, places))
        return list(compress(places, wanted))

    def _match(self, at: int, want: Wanted, wanted: bytearray) -> Generator[int, None, None]:
        """Strike out the rows that one filter does not want."""
        texts, rows = self._columns[at].texts, self._sheet.rows
        if isinstance(want, Contains):  # so quick that all rows are one step
            wanted[:] = bytes(map(and_, wanted, want.among(texts)))
            yield STEP
            return
        for piece in _pieces(len(wanted), STEP):
            span = slice(piece.start, piece.stop)
            found = bytes([want(row.cells[at], text) for row, text in zip(rows[span], texts[span], strict=True)])
            wanted[span] = bytes(map(and_, wanted[span], found))
            yield len(piece)

    def _order(self, at: int, falling: bool) -> Steps:
        """All places in the order of one column: what cannot be read first, blanks last, whichever way it runs."""
        yield from self._read_keys(at)
        column = self._columns[at]
        if falling not in column.orders:
            first = [place for place, group in enumerate(column.groups) if group == 0]
            values = [place for place, group in enumerate(column.groups) if group == 1]
            blank = [place for place, group in enumerate(column.groups) if group == 2]
            values = yield from self._sorted(values, column.keys, falling)
            first.sort(key=column.keys.__getitem__)
            column.orders[falling] = first + values + blank
        return column.orders[falling]

    @staticmethod
    def _sorted(places: list[int], keys: list[Any], falling: bool) -> Steps:
        """In pieces, which a last sort then only merges."""
        made: list[int] = []
        for rows in _pieces(len(places), PIECE):
            made += sorted(places[rows.start : rows.stop], key=keys.__getitem__, reverse=falling)
            yield len(rows)
        made.sort(key=keys.__getitem__, reverse=falling)
        yield 0
        return made

    def _read_texts(self, at: int) -> Generator[int, None, None]:
        texts, show, names = self._column(at).texts, self._sheet.register.fields[at].show, self._names[at]
        for cells in self._unread(at, texts):
            texts += [show(cell, names).casefold() for cell in cells]
            yield len(cells)

    def _read_keys(self, at: int) -> Generator[int, None, None]:
        column, sort_key, names = self._column(at), self._sheet.register.fields[at].sort_key, self._names[at]
        for cells in self._unread(at, column.keys):
            groups, keys = zip(*[sort_key(cell, names) for cell in cells], strict=True)
            column.groups += bytes(groups)
            column.keys += keys
            yield len(cells)

    def _unread(self, at: int, known: Sequence[Any]) -> Iterator[list[Any]]:
        """The cells of one column, a step's worth at a time, from the first that is not yet known."""
        while rows := self._sheet.rows[len(known) : len(known) + STEP]:
            self.visited += len(rows)
            yield [row.cells[at] for row in rows]

    def _column(self, at: int) -> _Column:
        return self._columns.setdefault(at, _Column())


def _pieces(length: int, step: int) -> Iterator[range]:
    return (range(at, min(at + step, length)) for at in range(0, length, step))
