"""A draft carried over to a newer state of the database: what others changed comes in, what was typed here stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.fields import Cell
from firemode_desktop.domain.sheet import Row, Sheet


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that two people changed differently; ``column`` is ``None`` when one of them removed the whole row."""

    register: str
    key: UUID
    column: int | None = None
    mine: Cell = None
    theirs: Cell = None


def rebase(base: Book, mine: Book, theirs: Book) -> tuple[Book, tuple[Clash, ...]]:
    """``mine``, which grew out of ``base``, upon ``theirs``, which is newer: the new draft and where the two clash.

    A cell changed on one side alone takes that side; changed on both, it keeps mine and is a ``Clash`` (unless both
    say the same). A row that others removed goes, unless it was changed here: then it stays, to be added again. One
    that is marked for removal here and was changed by others stays marked, and is a ``Clash`` too.
    """
    sheets, clashes = {}, []
    for name, sheet in theirs.sheets.items():
        merged, found = _sheets(base[name], mine[name], sheet)
        sheets[name] = merged
        clashes += found
    return Book(sheets), tuple(clashes)


def _sheets(base: Sheet, mine: Sheet, theirs: Sheet) -> tuple[Sheet, list[Clash]]:
    if mine is base:
        return theirs, []
    register, clashes, rows = theirs.register.name, [], []
    for row in theirs.rows:
        if row.key not in mine:
            if row.key not in base:
                rows.append(row)  # somebody else added it; one that I dropped (never saved by me) stays dropped
            continue
        old = base.row(row.key) if row.key in base else row
        merged, columns = _rows(old, mine.row(row.key), row)
        if merged.removed and old.cells != row.cells:
            clashes.append(Clash(register, row.key))
        clashes += [Clash(register, row.key, column, merged.cells[column], row.cells[column]) for column in columns]
        rows.append(merged)
    for row in mine.rows:
        if row.key in theirs or row.removed:
            continue
        if row.key in base and base.row(row.key).cells == row.cells:
            continue
        if row.key in base:
            clashes.append(Clash(register, row.key))
        rows.append(replace(row, version=None))
    return Sheet(theirs.register, tuple(rows)), clashes


def _rows(base: Row, mine: Row, theirs: Row) -> tuple[Row, list[int]]:
    """The merged row, and the columns where both sides changed the same cell differently."""
    if mine.cells == base.cells and not mine.removed:
        return theirs, []
    triples = list(zip(base.cells, mine.cells, theirs.cells, strict=True))
    cells = tuple(other if own == old else own for old, own, other in triples)
    clashing = [place for place, (old, own, other) in enumerate(triples) if old not in (own, other) and own != other]
    return replace(theirs, cells=cells, removed=mine.removed), clashing
