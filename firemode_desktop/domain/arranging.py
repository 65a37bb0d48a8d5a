"""Which rows of a sheet are in view, and in what order, for registers of 100,000 rows.

``Lookup`` works out what a column shows and sorts by when that is first asked for, and keeps it: a change costs only
the rows it touched. ``Lookup.arrange`` goes in steps, so that a window can do something else in between.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter, itemgetter
from typing import Any

from firemode_desktop.domain.columnwise import BLANK, FIRST, VALUES, ranked, shown, sort_keys
from firemode_desktop.domain.filters import Contains, Wanted
from firemode_desktop.domain.names import Names
from firemode_desktop.domain.sheet import Sheet, alike

STEP = 4096
"""Rows visited from one step to the next."""
PIECE = 16384
"""Rows sorted from one step to the next."""

_CELLS = attrgetter("cells")

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

    def grouped(self, places: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
        """``places`` parted into what cannot be read, values and blanks; each part in the order of ``places``."""
        if self.groups.count(VALUES) == len(self.groups):
            return [], list(places), []
        first, values, blank = ([at for at in places if self.groups[at] == each] for each in (FIRST, VALUES, BLANK))
        return first, values, blank

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
        wanted = b"\1" * len(self._sheet.rows)
        for at, want in filters.items():
            yield from self._read_texts(at)
            found = yield from self._match(at, want)
            wanted = _both(wanted, found)
        places: Sequence[int] = range(len(wanted))
        if order is not None:
            places = yield from self._order(*order)
            wanted = bytes(map(wanted.__getitem__, places)) if filters else wanted
        return list(compress(places, wanted)) if filters else list(places)

    def _match(self, at: int, want: Wanted) -> Generator[int, None, bytes]:
        """1 for each row that one filter wants, 0 for the others."""
        texts, rows, found = self._columns[at].texts, self._sheet.rows, bytearray()
        if isinstance(want, Contains):  # so quick that all rows are one step
            yield STEP
            return want.among(texts)
        for piece in _pieces(len(rows), STEP):
            span = slice(piece.start, piece.stop)
            found += bytes([want(row.cells[at], text) for row, text in zip(rows[span], texts[span], strict=True)])
            yield len(piece)
        return bytes(found)

    def _order(self, at: int, falling: bool) -> Steps:
        """All places in the order of one column: what cannot be read first, blanks last, whichever way it runs."""
        yield from self._read_keys(at)
        column = self._columns[at]
        if falling not in column.orders:
            turned = column.orders.get(not falling)  # one piece, to be run through the other way
            first, values, blank = column.grouped(turned or range(len(column.keys)))
            first.sort(key=column.keys.__getitem__)
            values = yield from _sorted(values, ranked(column.keys), falling, len(values) if turned else PIECE)
            column.orders[falling] = first + values + blank
        return column.orders[falling]

    def _read_texts(self, at: int) -> Generator[int, None, None]:
        texts, what, names = self._column(at).texts, self._sheet.register.fields[at], self._names[at]
        for cells in self._unread(at, texts):
            texts += shown(what, cells, names)
            yield len(cells)

    def _read_keys(self, at: int) -> Generator[int, None, None]:
        column, what, names = self._column(at), self._sheet.register.fields[at], self._names[at]
        for cells in self._unread(at, column.keys):
            groups, keys = sort_keys(what, cells, names)
            column.groups += groups
            column.keys += keys
            yield len(cells)

    def _unread(self, at: int, known: Sequence[Any]) -> Iterator[list[Any]]:
        """The cells of one column, a step's worth at a time, from the first that is not yet known."""
        while rows := self._sheet.rows[len(known) : len(known) + STEP]:
            self.visited += len(rows)
            yield list(map(itemgetter(at), map(_CELLS, rows)))

    def _column(self, at: int) -> _Column:
        return self._columns.setdefault(at, _Column())


def _sorted(places: list[int], keys: Sequence[Any], falling: bool, piece: int) -> Steps:
    """In pieces, which a last sort then only merges."""
    made: list[int] = []
    for rows in _pieces(len(places), piece):
        made += sorted(places[rows.start : rows.stop], key=keys.__getitem__, reverse=falling)
        yield len(rows)
    made.sort(key=keys.__getitem__, reverse=falling)
    yield 0
    return made


def _both(one: bytes, other: bytes) -> bytes:
    """1 where both have 1."""
    return (int.from_bytes(one, "big") & int.from_bytes(other, "big")).to_bytes(len(one), "big")


def _pieces(length: int, step: int) -> Iterator[range]:
    return (range(at, min(at + step, length)) for at in range(0, length, step))
