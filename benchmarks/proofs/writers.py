"""P6: fifty writers on one row, by the registers of the program and by bulk statements of another client."""

from __future__ import annotations

import random
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
LONGEST_S = 3.0
"""Who met a conflict waits a little before looking again, by chance and ever longer: fifty at once only disturb."""
PATIENCE = 400
"""How often a writer that met a conflict looks again before it gives up."""
REGISTER, COLUMN = "doorways", "adjacent_space"
Write = Callable[[Database, "Row"], None]


@dataclass(frozen=True)
class Row:
    """The row they all write."""

    building: UUID
    key: UUID
    by: UUID


@dataclass
class Tally:
    """What the writers were told."""

    acknowledged: int = 0
    conflicts: int = 0
    given_up: int = 0
    defects: list[str] = field(default_factory=list)


def as_the_register_does(database: Database, row: Row) -> None:
    """Read the register, count what stands there one further, save it."""
    book = database.run(lambda session: registry.load_book(session, row.building))
    column = book[REGISTER].register.column(COLUMN)
    assert column is not None
    before = book.show(REGISTER, book[REGISTER].row(row.key), column)
    draft = book.enter(REGISTER, [(row.key, column, str(int(before or 0) + 1))])
    changes = Changes.between(book, draft)
    database.run(lambda session: registry.save_book(session, row.building, changes, row.by))


def as_a_bulk_statement_does(database: Database, _row: Row) -> None:
    """Count every row one further, as a client with SQL does."""
    statement = text(f"UPDATE {REGISTER} SET {COLUMN} = ({COLUMN}::int + 1)::text")
    database.run(lambda session: session.execute(statement))


def attempts(url: str, writers: int, each: int, until: float, write: Write = as_the_register_does) -> tuple[Tally, int]:
    """What so many writers were told, and what stands in the row afterwards."""
    judge = Database(url)
    building, by = pilot_building(judge)
    key = judge.run(lambda session: registry.load_book(session, building))[REGISTER].rows[0].key
    row, tally, lock = Row(building, key, by), Tally(), threading.Lock()
    judge.run(lambda session: session.execute(text(f"UPDATE {REGISTER} SET {COLUMN} = '0'")))

    def work(number: int) -> None:
        database = Database(url)
        way = as_a_bulk_statement_does if number % BULK_EVERY == 0 else write
        for _ in range(each):
            _insist(database, row, way, tally, lock, until)
        database.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stands = judge.run(lambda session: counted(session, row))
    judge.close()
    return tally, stands


def _insist(database: Database, row: Row, write: Write, tally: Tally, lock: threading.Lock, until: float) -> None:
    for tried in range(PATIENCE):
        if time.monotonic() > until:
            break
        time.sleep(random.uniform(0, min(LONGEST_S, 0.02 * 2**tried) if tried else 0))
        try:
            write(database, row)
        except Conflict:
            with lock:
                tally.conflicts += 1
            continue
        except Exception as error:
            with lock:
                tally.defects.append(f"{type(error).__name__}: {error}")
            return
        with lock:
            tally.acknowledged += 1
        return
    with lock:
        tally.given_up += 1


def counted(session: Session, row: Row) -> int:
    """What stands in the row."""
    statement = text(f"SELECT {COLUMN}::int FROM {REGISTER} WHERE doorway_id = :key")
    return int(session.execute(statement, {"key": row.key}).scalar_one())


def prove(server: Scratch, many: int = EACH, minutes: float = 2) -> Proved:
    """Fifty writers, each so many changes."""
    database = server.database()
    database.close()
    tally, stands = attempts(database.url, WRITERS, many, time.monotonic() + 60 * minutes)
    gone = tally.acknowledged - stands
    broken = ((f"{gone} updates lost",) if gone else ()) + tuple(tally.defects)
    return Proved(
        "P6",
        f"{WRITERS} writers, {many} changes each, on one doorway: four of five by the register, the others by an "
        "UPDATE of the whole table",
        f"{tally.acknowledged} acknowledged, {gone} lost; {tally.conflicts} conflicts said in words; "
        f"{tally.given_up} not made in the time",
        broken,
        about="Each counts one further what stands in a cell; afterwards it must hold the number of changes that "
        "were acknowledged. After a conflict a writer reads the row again, as a person does.",
    )
