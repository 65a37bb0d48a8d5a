"""What expected tests and sessions cost: generating for 50 buildings, and starting a session (page 5)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Select, event, select, text
from sqlalchemy.orm import Session

from benchmarks.frame import Bound, Result, compare, in_turn, seconds
from benchmarks.scratch import Scratch
from firemode_desktop.database import Database
from firemode_desktop.models import TestInstanceTemplate, TestSession
from firemode_desktop.services import generating, people, testing

BUILDINGS, STAIRS, LEVELS = 50, 2, 15
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ROUNDS = 3
TABLE = "test_instance_templates"
FREQUENCY = "annual"

_REGISTERS = """
    WITH building AS (INSERT INTO buildings (name) SELECT 'Building ' || n FROM generate_series(1, :buildings) n
        RETURNING id),
    stair AS (INSERT INTO stairs (building_id, stair_name)
        SELECT id, 'Stair-' || n FROM building, generate_series(1, :stairs) n
        RETURNING building_id, stair_id, stair_name),
    level AS (INSERT INTO floors (building_id, stair_id, floor_level, floor_number, height_m)
        SELECT building_id, stair_id, 'Level-' || n, n, n * 3.5 FROM stair, generate_series(1, :levels) n
        RETURNING building_id, stair_id, floor_id, floor_level),
    door AS (INSERT INTO doors (building_id, stair_id, floor_id, door_identifier)
        SELECT building_id, stair_id, floor_id, 'D-' || floor_level FROM level)
    INSERT INTO doorways (building_id, stair_id, floor_id, doorway_identifier)
    SELECT building_id, stair_id, floor_id, 'DW-' || floor_level FROM level"""


def houses(session: Session) -> tuple[UUID, ...]:
    """Fifty buildings like the pilot's stairs."""
    session.execute(text(_REGISTERS), {"buildings": BUILDINGS, "stairs": STAIRS, "levels": LEVELS})
    return tuple(session.scalars(text("SELECT id FROM buildings WHERE name ~ '^Building [0-9]+$' ORDER BY name")))


def _furnish(session: Session) -> tuple[tuple[UUID, ...], UUID]:
    """Those, and somebody to begin sessions there."""
    return houses(session), people.add_user(session, "eve", "Engineer", "engineer")


def sessions(server: Scratch) -> Iterator[Result]:
    """Generating against a raw COPY of the same templates and against the ORM; starting against the ORM."""
    database = server.database()
    buildings, by = database.run(_furnish)
    yield from _generating(database, buildings)
    yield from _starting(database, buildings[0], by)
    database.close()


# --- generating ------------------------------------------------------------------------------------------------------


def _generating(database: Database, buildings: Sequence[UUID]) -> Iterator[Result]:
    _generate(database, buildings)
    columns = [column.name for column in TestInstanceTemplate.__table__.columns if not column.system]
    ready = _copied_out(database, columns)
    rows = database.run(lambda session: [_plain(one, columns) for one in session.scalars(select(TestInstanceTemplate))])
    parts: dict[str, Callable[[], object]] = {
        "ours": lambda: _emptied(database, lambda: _generate(database, buildings)),
        "copy": lambda: _emptied(database, lambda: _copied_in(database, columns, ready)),
    }
    times = _both_ways(parts, 2 * ROUNDS)
    what = f"generate {FREQUENCY} for {BUILDINGS} buildings"
    counted = {"templates": len(rows)}
    yield compare(what, "COPY of the same templates", times["ours"], times["copy"], Bound(1.2, 1.0), counted)
    orm = {"orm": lambda: _emptied(database, lambda: database.run(lambda s: _add_all(s, rows)))}
    slow = in_turn({"ours": parts["ours"], **orm}, ROUNDS)
    yield compare(what, "ORM add_all", slow["ours"], slow["orm"], Bound(8, above=True))


def _both_ways(parts: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """``in_turn`` forwards and backwards: neither part is always the one that runs after the other."""
    there, back = in_turn(parts, rounds), in_turn(dict(reversed(parts.items())), rounds)
    return {name: there[name] + back[name] for name in parts}


def _generate(database: Database, buildings: Sequence[UUID]) -> None:
    database.run(lambda session: generating.generate_all(session, buildings, FREQUENCY, today=TODAY, at=NOW))


def _plain(one: TestInstanceTemplate, columns: Sequence[str]) -> dict[str, object]:
    return {name: getattr(one, name) for name in columns}


def _emptied(database: Database, part: Callable[[], object]) -> float:
    """Seconds of ``part`` on a table without templates, nor what is left of deleted ones."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"DELETE FROM {TABLE}"))
        connection.execute(text(f"VACUUM {TABLE}"))
    return seconds(part)


def _copied_out(database: Database, columns: Sequence[str]) -> str:
    into = io.StringIO()
    connection = database.engine.raw_connection()
    connection.cursor().copy_expert(f"COPY {TABLE} ({', '.join(columns)}) TO STDOUT", into)
    connection.close()
    return into.getvalue()


def _copied_in(database: Database, columns: Sequence[str], ready: str) -> None:
    connection = database.engine.raw_connection()
    connection.cursor().copy_expert(f"COPY {TABLE} ({', '.join(columns)}) FROM STDIN", io.StringIO(ready))
    connection.commit()
    connection.close()


def _add_all(session: Session, rows: Sequence[dict[str, object]]) -> None:
    session.add_all([TestInstanceTemplate(**row) for row in rows])
    session.flush()


# --- starting --------------------------------------------------------------------------------------------------------


def _starting(database: Database, building: UUID, by: UUID) -> Iterator[Result]:
    _generate(database, [building])
    inserts: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.lstrip().startswith("INSERT INTO test_instances"):
            inserts.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    _start(database, building, by)
    event.remove(database.engine, "before_cursor_execute", note)
    times = in_turn(
        {"ours": lambda: _start(database, building, by), "orm": lambda: _clone(database, building, by)}, 2 * ROUNDS
    )
    tests = database.run(lambda session: len(session.scalars(_of(building)).all()))
    counted = {"tests": tests, "INSERT": len(inserts)}
    yield compare("start a session", "ORM clone", times["ours"], times["orm"], Bound(1, 7, above=True), counted)


def _start(database: Database, building: UUID, by: UUID) -> None:
    database.run(lambda s: testing.create_session(s, building, FREQUENCY, scheduled_for=TODAY, by=by))


def _of(building: UUID) -> Select[TestInstanceTemplate]:
    return select(TestInstanceTemplate).where(
        TestInstanceTemplate.building_id == building, TestInstanceTemplate.frequency == FREQUENCY
    )


def _clone(database: Database, building: UUID, by: UUID) -> None:
    """As an ORM would: each template read, copied and added."""

    def job(session: Session) -> None:
        visit = TestSession(building_id=building, frequency=FREQUENCY, scheduled_for=TODAY, created_by=by)
        session.add(visit)
        session.flush()
        session.add_all([template.clone_to_session(visit.id) for template in session.scalars(_of(building))])
        session.flush()

    database.run(job)
