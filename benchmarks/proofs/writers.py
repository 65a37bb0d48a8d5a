"""P6: fifty writers on one row, by the registers of the program and by bulk statements of another client."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.materials import pilot_building
from benchmarks.proofs import Proved
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.domain.book import Changes
from firemode_desktop.domain.errors import Conflict
from firemode_desktop.services import registry

WRITERS = 50
EACH = 10
BULK_EVERY = 5
PATIENCE = 400
"""How often a writer that met a conflict looks again before it gives up."""
REGISTER, TABLE, COLUMN = "stairs", "stairs", "notes"
Write = Callable[[Database, "Row", str], None]


@dataclass(frozen=True)
class Row:
    """The row they all write."""

    building: UUID
    key: UUID
    by: UUID


@dataclass
class Tally:
    """What the writers were told."""

    acknowledged: list[str] = field(default_factory=list)
    conflicts: int = 0
    given_up: int = 0
    defects: list[str] = field(default_factory=list)


def as_the_register_does(database: Database, row: Row, mark: str) -> None:
    """Read the register, add a mark to what stands there, save it."""
    book = database.run(lambda session: registry.load_book(session, row.building))
    column = book[REGISTER].register.column(COLUMN)
    assert column is not None
    before = book[REGISTER].row(row.key).cells[column].value or ""
    draft = book.enter(REGISTER, [(row.key, column, f"{before}[{mark}]")])
    changes = Changes.between(book, draft)
    database.run(lambda session: registry.save_book(session, row.building, changes, row.by))


def as_a_bulk_statement_does(database: Database, row: Row, mark: str) -> None:
    """Add a mark to every row, as a client with SQL does."""
    statement = text(f"UPDATE {TABLE} SET {COLUMN} = coalesce({COLUMN}, '') || :mark")
    database.run(lambda session: session.execute(statement, {"mark": f"[{mark}]"}))


def attempts(url: str, writers: int, each: int, until: float, write: Write = as_the_register_does) -> tuple[Tally, str]:
    """What so many writers were told, and what stands in the row afterwards."""
    judge = Database(url)
    building, by = pilot_building(judge)
    key = judge.run(lambda session: registry.load_book(session, building))[REGISTER].rows[0].key
    row, tally, lock = Row(building, key, by), Tally(), threading.Lock()

    def work(number: int) -> None:
        database = Database(url)
        way = as_a_bulk_statement_does if number % BULK_EVERY == 0 else write
        for at in range(each):
            _insist(database, row, f"{number}.{at}", way, tally, lock, until)
        database.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stands = judge.run(lambda session: _stands(session, row))
    judge.close()
    return tally, stands


def _insist(
    database: Database, row: Row, mark: str, write: Write, tally: Tally, lock: threading.Lock, until: float
) -> None:
    for _ in range(PATIENCE):
        if time.monotonic() > until:
            break
        try:
            write(database, row, mark)
        except Conflict:
            with lock:
                tally.conflicts += 1
            continue
        except Exception as error:
            with lock:
                tally.defects.append(f"{type(error).__name__}: {error}")
            return
        with lock:
            tally.acknowledged.append(mark)
        return
    with lock:
        tally.given_up += 1


def _stands(session: Session, row: Row) -> str:
    return session.scalar(text(f"SELECT {COLUMN} FROM {TABLE} WHERE id = :key"), {"key": row.key}) or ""


def lost(tally: Tally, stands: str) -> list[str]:
    """Marks that were acknowledged and are not there exactly once."""
    return [mark for mark in tally.acknowledged if stands.count(f"[{mark}]") != 1]


def prove(server: Scratch, many: int = EACH, minutes: float = 2) -> Proved:
    """Fifty writers, each so many changes."""
    database = server.database()
    database.close()
    tally, stands = attempts(database.url, WRITERS, many, time.monotonic() + 60 * minutes)
    gone = lost(tally, stands)
    broken = (*(f"lost update: {mark}" for mark in gone), *tally.defects)
    return Proved(
        "P6",
        f"{WRITERS} writers, {many} changes each, on one stair: four of five by the register, the others by an UPDATE "
        "of the whole table",
        f"{len(tally.acknowledged)} acknowledged, {len(gone)} lost; {tally.conflicts} conflicts said in words; "
        f"{tally.given_up} not made in the time",
        broken,
        about="Each adds its mark to what stands in the row; afterwards every acknowledged mark must stand there once. "
        "After a conflict a writer reads the row again, as a person does.",
    )
