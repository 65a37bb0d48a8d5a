"""Registers as a person edits them: loaded as sheets, saved as differences, one transaction for all of a building.

What may be typed is decided by the fields (``services.declaring``) and the models; this module only carries values
across, compares versions under lock and says in words why something cannot be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.fields import Cell, Kind
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.sheet import Register, Row, Sheet, SheetChanges
from firemode_desktop.services import depending, register_saving
from firemode_desktop.services.declaring import REGISTERS, Declared
from firemode_desktop.services.registers import BUILDING

__all__ = [
    "Retiring",
    "declared",
    "decommission",
    "load",
    "load_book",
    "register_named",
    "registers",
    "retiring",
    "save",
    "save_book",
]


def registers() -> tuple[Register, ...]:
    """All registers in the order in which they are shown."""
    return tuple(each.register for each in REGISTERS.values())


def declared(name: str) -> Declared:
    """The register of that table; raises ``Missing``."""
    found = REGISTERS.get(name)
    if found is None:
        raise Missing(f"There is no register called “{name}”.", list(REGISTERS))
    return found


def register_named(words: str) -> str:
    """The register that a person calls ``doors``, ``Control equipment`` or ``as1851_rules``; raises ``Missing``."""
    wanted = folded(words)
    found = next((name for name, each in REGISTERS.items() if wanted in (name, folded(each.register.title))), None)
    if found is None:
        titles = [each.register.title.lower() for each in REGISTERS.values()]
        raise Missing(f"There is no register called “{words}”; there are {', '.join(titles)}.", titles)
    return found


def load(session: Session, register: str, building_id: UUID) -> Sheet:
    """One register of a building, in its order: one statement for it and one for each register it refers to."""
    return _load(session, _with_referred([declared(register)]), building_id)[register]


def load_book(session: Session, building_id: UUID) -> Book:
    """All registers of a building: one statement each, however many rows there are. Raises ``Missing``."""
    book = _load(session, list(REGISTERS.values()), building_id)
    if not book[BUILDING.name].rows:
        raise Missing("This building is no longer in the database.")
    return book


def _with_referred(wanted: list[Declared]) -> list[Declared]:
    names: set[str] = set()
    waiting = list(wanted)
    while waiting:
        one = waiting.pop()
        names.add(one.name)
        waiting += [REGISTERS[f.refers] for f in one.register.fields if f.refers and f.refers not in names]
    return [each for name, each in REGISTERS.items() if name in names]


def _load(session: Session, registers: list[Declared], building_id: UUID) -> Book:
    book = Book({})
    for each in registers:
        rows = tuple(_rows(session, each, building_id))
        book = book.put(Sheet(each.register, _ordered(book, each.register, rows)))
    return book


def _rows(session: Session, what: Declared, building_id: UUID) -> Iterable[Row]:
    table, fields = what.table, what.register.fields
    version = inspect(what.model).columns["row_version"]
    statement = select(what.key, version, *(table.c[field.name] for field in fields))
    if what.whose is not None:
        statement = statement.where(what.whose(building_id))
    kinds = [_AS_CELL.get(field.kind) for field in fields]
    for key, at, *values in session.execute(statement):
        pairs = zip(kinds, values, strict=True)
        yield Row(key, tuple(value if make is None or value is None else make(value) for make, value in pairs), at)


_AS_CELL: Mapping[Kind, Callable[[Any], Cell]] = {Kind.FACTS: Facts.of, Kind.REFERENCES: tuple}


def _ordered(book: Book, register: Register, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    order = [(register.columns[name], register.fields[register.columns[name]]) for name in register.order]
    names = [book.names(field) for _, field in order]

    def key(row: Row) -> tuple[object, ...]:
        pairs = zip(order, names, strict=True)
        return (*(field.sort_key(row.cells[place], known) for (place, field), known in pairs), str(row.key))

    return tuple(sorted(rows, key=key))


# Saving.


def save(session: Session, register: str, building_id: UUID, changes: SheetChanges, by: UUID | None) -> None:
    """Save the changes of one register; see ``save_book``."""
    save_book(session, building_id, Changes({register: changes}), by)


def save_book(session: Session, building_id: UUID, changes: Changes, by: UUID | None) -> Book:
    """Save what ``Changes.between(saved, draft)`` found, all or nothing, and return the registers as they then are.

    ``by`` is who does it. Raises, and writes nothing:
        Invalid: a cell cannot be written; the details name every one.
        Conflict: somebody else changed or removed one of the rows; the details name row, field, theirs and mine.
        Refused: a row that something depends on cannot be removed, or the person may not change this register.
    """
    register_saving.save(session, building_id, changes, by, lambda: load_book(session, building_id))
    session.expire_all()
    return load_book(session, building_id)


# Taking out of service.


@dataclass(frozen=True, slots=True)
class Retiring:
    """What taking rows out of service means: ``expected`` tests are retired at the next generation; ``uses`` stay."""

    expected: int
    uses: tuple[depending.Use, ...]


def retiring(session: Session, register: str, keys: Sequence[UUID]) -> Retiring:
    """What follows where these rows are taken out of service; nothing is written."""
    found = depending.uses(session, declared(register), keys)
    expected = depending.current_tests(session, declared(register), keys)
    return Retiring(expected, tuple(use for use in found if use.table != "test_instance_templates"))


def decommission(session: Session, building_id: UUID, register: str, name: str, day: date | None, by: UUID) -> str:
    """Take the row called ``name`` out of service from ``day`` on, or back into it (``None``); its whole name.

    ``name`` is what a sentence calls the row (``Level-8, Stair-A``), or its own name where only one row has that.
    Its baselines, results and history stay; its expected tests are retired at the next generation.

    Raises:
        Missing: there is no such register, or no such row.
        Refused: rows of this register do not go out of service, or the person may not.
        Invalid: several rows are called so.
    """
    what = declared(register).register
    if what.retires is None:
        raise Refused(f"What stands in the register {what.title} does not go out of service.")
    book = load_book(session, building_id)
    key = _called(book, what, name)
    title = book.title(register, book[register].row(key))
    save_book(session, building_id, Changes.between(book, book.retire(register, [key], day)), by)
    return title


def _called(book: Book, register: Register, name: str) -> UUID:
    rows, wanted = book[register.name].rows, folded(name)
    titles = {row.key: book.title(register.name, row) for row in rows}
    first = register.columns[register.called[0]]
    whole = [key for key, title in titles.items() if folded(title) == wanted]
    found = whole or [row.key for row in rows if folded(book.show(register.name, row, first)) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        names = [titles[key] for key in found]
        raise Invalid(f"{len(found)} {register.title.lower()} are called “{name}”: {'; '.join(names)}.", names)
    raise Missing(f"There is no {register.one} called “{name}” in this building.", sorted(titles.values())[:20])
