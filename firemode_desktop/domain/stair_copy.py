"""A stair once more under another name: its floors, doors, doorways, zones, equipment, interfaces and setpoints.

What was measured, baselines and results, is not in the registers and is never copied; neither is what belongs to one
thing alone: serial numbers, the day of installation, the id of another program, or a row that is out of service.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fields import Cell, Kind, Problem
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.sheet import Register, Row
from firemode_desktop.domain.stair_rule import letter, read_names

STAIRS = "stairs"
OWN = frozenset({"serial_number", "installation_date", "external_id", "external_system"})
"""Fields that belong to one thing alone."""
LETTERED = frozenset({"doors", "doorways", "control_equipment"})
"""Registers whose names may carry the stair's letter alone; a zone or a panel may well be called A for itself."""


@dataclass(frozen=True)
class StairCopy:
    """What a copy of ``stair`` under each of ``names`` would make. ``problem`` says why it cannot be made."""

    book: Book
    stair: UUID
    names: tuple[str, ...]
    problem: str = ""

    @property
    def original(self) -> str:
        """The name of the stair that is copied."""
        return self.book["stairs"].names.name(self.stair)

    @cached_property
    def _rows(self) -> dict[str, list[Row]]:
        """The rows of each register that are copied, once."""
        return {
            name: list(_belonging(self.book, sheet.register, self.stair)) for name, sheet in self.book.sheets.items()
        }

    def counts(self) -> dict[str, int]:
        """How many rows each register gets, all copies together."""
        return {name: len(rows) * len(self.names) for name, rows in self._rows.items() if rows}

    def left_out(self) -> int:
        """Rows of the stair that are out of service: they are not copied."""
        there = (len(list(_of(self.book, sheet.register, self.stair))) for sheet in self.book.sheets.values())
        return sum(there) - sum(map(len, self._rows.values()))

    def renamed(self) -> tuple[tuple[str, str, str], ...]:
        """Names that change with the stair's: what it is, before, and after in the first copy."""
        found = []
        for name, rows in self._rows.items():
            register = self.book[name].register
            for row in rows if name != STAIRS else ():
                before = self.book.show(name, row, register.columns[register.called[0]])
                after = renamed(before, self.original, self.names[0], name in LETTERED)
                found += [(register.one, before, after)] if before != after else []
        return tuple(found)

    def into(self, book: Book, new_key: Callable[[], UUID] = uuid4) -> Book:
        """``book`` with the copies."""
        for name in self.names:
            book = _copied(book, StairCopy(book, self.stair, (name,)), name, new_key)
        return book


def copy_of(book: Book, stair: UUID, names: str) -> StairCopy:
    """A copy of ``stair`` under names such as ``Stair-B, Stair-C``, with the reason if it cannot be made."""
    try:
        read = read_names(names)
    except Invalid as error:
        return StairCopy(book, stair, (), error.message)
    made = StairCopy(book, stair, read)
    there = {folded(entry.name): entry.name for entry in book[STAIRS].names.entries}
    taken = next((there[folded(name)] for name in read if folded(name) in there), None)
    if taken is not None:
        return StairCopy(book, stair, read, f"There is a stair “{taken}” already.")
    return StairCopy(book, stair, read, next(_too_long(made), ""))


def renamed(text: str, before: str, after: str, lettered: bool = False) -> str:
    """``D-Level-1-Stair-A`` → ``D-Level-1-Stair-B``, ``FAN-01-A`` → ``FAN-01-B``: names that carry the stair's.

    Written in capitals, it stays so. ``lettered``: the stair's letter as the last word changes as well.
    """
    whole = re.compile(rf"(?<![^\W_]){re.escape(before)}(?![^\W_])", re.IGNORECASE)
    if whole.search(text):
        return whole.sub(lambda found: after.upper() if found[0].isupper() and not before.isupper() else after, text)
    old, new = letter(before), letter(after)
    last = re.compile(rf"(?<=[\s_-]){re.escape(old)}$", re.IGNORECASE)
    return last.sub(lambda found: new.upper() if text.isupper() else new, text) if lettered and old != before else text


def _of(book: Book, register: Register, stair: UUID) -> Iterator[Row]:
    """All rows of a stair in a register, the stair itself among them."""
    place = next((place for place, each in enumerate(register.fields) if each.refers == STAIRS), None)
    for row in book[register.name].rows:
        if not row.removed and (
            row.key == stair if register.name == STAIRS else place is not None and row.cells[place] == stair
        ):
            yield row


def _belonging(book: Book, register: Register, stair: UUID) -> Iterator[Row]:
    """Those of them that are in service, on floors that are."""
    for row in _of(book, register, stair):
        if register.name == STAIRS or not (_out(register, row) or any(_gone(book, register, row))):
            yield row


def _out(register: Register, row: Row) -> bool:
    column = register.column(register.retires)
    return column is not None and row.cells[column] is not None


def _gone(book: Book, register: Register, row: Row) -> Iterator[bool]:
    """Whether what a row cannot be without is out of service."""
    for each, cell in zip(register.fields, row.cells, strict=True):
        if each.required and each.refers and each.refers != STAIRS:
            sheet = book[each.refers]
            keys = cell if isinstance(cell, tuple) else (cell,)
            yield all(key not in sheet or _out(sheet.register, sheet.row(key)) for key in keys if isinstance(key, UUID))


def _copied(book: Book, what: StairCopy, name: str, new_key: Callable[[], UUID]) -> Book:
    keys = {row.key: new_key() for rows in what._rows.values() for row in rows}
    for register, rows in what._rows.items():
        made = [_copy(book[register].register, row, keys, what.original, name) for row in rows]
        book = book.put(book[register].add(made))
    return book


def _copy(register: Register, row: Row, keys: dict[UUID, UUID], before: str, after: str) -> Row:
    called = register.columns[register.called[0]]
    cells = list(row.cells)
    for place, each in enumerate(register.fields):
        if each.name in OWN or each.name == register.retires:
            cells[place] = None
        elif each.kind in (Kind.REFERENCE, Kind.REFERENCES):
            cells[place] = _moved(cells[place], keys)
        elif place == called and isinstance(text := cells[place], str) and each.kind is Kind.TEXT:
            cells[place] = (
                after
                if register.name == STAIRS
                else each.check(renamed(text, before, after, register.name in LETTERED))
            )
    return Row(keys[row.key], tuple(cells))


def _moved(cell: Cell, keys: dict[UUID, UUID]) -> Cell:
    """A reference to what is copied leads to its copy; one to what is not copied is left blank."""
    if isinstance(cell, tuple):
        return tuple(keys[key] for key in cell if key in keys)
    return keys.get(cell) if isinstance(cell, UUID) else cell


def _too_long(made: StairCopy) -> Iterator[str]:
    """Names that their fields do not take once they carry the new stair's."""
    stair = made.book[STAIRS].register.field("stair_name")
    yield from (cell.reason for name in made.names if isinstance(cell := stair.check(name), Problem))
    for register, rows in made._rows.items():
        what = made.book[register].register
        each, column = what.field(what.called[0]), what.columns[what.called[0]]
        for row, name in ((row, name) for row in rows for name in made.names if each.kind is Kind.TEXT):
            text = renamed(str(row.cells[column]), made.original, name, register in LETTERED)
            if register != STAIRS and isinstance(cell := each.check(text), Problem):
                yield f"{made.book.title(register, row)}: {cell.reason}"
