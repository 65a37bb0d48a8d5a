"""A contractor's portfolio in a scratch database: buildings of two stairs, visited every quarter, all approved.

Rows are made where they stay, by ``INSERT … SELECT``, visit after visit as they would come in, so that the readings of
one place lie as far apart as they can. Tests go into sessions in draft, which are then approved: what the program keeps
beside them (revision 021) is kept by its own triggers. Silenced while loading are only the foreign keys, which hold
here by construction; the guards of the record fire in any session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database

STAIRS, LEVELS, CASES = 2, 15, 6
A_SESSION = STAIRS * LEVELS * CASES
"""Tests of one building in one visit, as many as page 5 counts on."""
VISITS = 12
"""Every quarter, three years."""
LAST = date(2026, 11, 2)

HOURS_S = 4 * 3600.0
SILENCED = "SET LOCAL session_replication_role = replica; SET LOCAL plan_cache_mode = force_custom_plan"
"""No foreign keys; and no plan for an empty table is kept for a full one."""
BY_INDEX = "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off"
"""As the statistics would have it, which are not there yet: one building's tests are not looked for among all."""

REGISTERS = """
    WITH building AS (INSERT INTO buildings (name)
        SELECT 'Building ' || lpad(n::text, 6, '0') FROM generate_series(1, :buildings) n RETURNING id),
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

#: Every test of a visit; ``fall`` is what a place loses in a quarter, so that some are on their way to a limit.
PLACES = """
    CREATE TEMPORARY TABLE bench_places ON COMMIT DROP AS
    SELECT f.building_id, f.stair_id, f.floor_id, d.door_id, w.doorway_id, c.*,
        row_number() OVER (PARTITION BY f.building_id ORDER BY s.stair_name, f.floor_number, c.word) AS number,
        concat_ws('_', upper(c.word), upper(s.stair_name), 'L' || f.floor_number) AS identifier,
        round(c.usual * (0.9 + 0.2 * (hashtext(f.floor_id::text || c.word) & 1023) / 1024.0), 2) AS begins,
        c.usual * 0.005 * (hashtext(c.word || f.floor_id::text) & 3) AS fall
    FROM (SELECT id AS building_id FROM buildings ORDER BY name LIMIT :most OFFSET :after) b
    JOIN floors f USING (building_id) JOIN stairs s USING (stair_id)
    JOIN doors d USING (floor_id) JOIN doorways w USING (floor_id)
    CROSS JOIN (VALUES
        ('pressure_closed', 'pressure_differential', 'all_closed', NULL, NULL::boolean, 'Pa', 50, 20, 80),
        ('pressure_open', 'pressure_differential', 'evac_doors_open', NULL, NULL, 'Pa', 30, 20, 80),
        ('velocity', 'air_velocity', NULL, 'worst_case_3_doors_open', NULL, 'm/s', 1.3, 1, NULL),
        ('velocity_all', 'air_velocity', NULL, 'all_doors_open', NULL, 'm/s', 1.2, 1, NULL),
        ('force_on', 'door_opening_force', NULL, NULL, true, 'N', 85, NULL, 110),
        ('force_off', 'door_opening_force', NULL, NULL, false, 'N', 60, NULL, 110)
    ) AS c (word, measurement, configuration, scenario, active, unit, usual, least, most)"""

SESSIONS = """
    INSERT INTO test_sessions (building_id, session_name, frequency, status, scheduled_for, environmental_conditions)
    SELECT id, 'Visit {visit}', 'three_monthly', 'draft', '{day}', '{{"temp_out_c": "14.5", "temp_stair_c": "21.0"}}'
    FROM buildings WHERE id IN (SELECT building_id FROM bench_places) ORDER BY name"""

TESTS = """
    INSERT INTO test_instances (session_id, building_id, archetype_id, measurement_type, frequency, stair_id, floor_id,
        door_id, doorway_id, door_configuration, door_scenario, pressurization_active, design_setpoint, baseline_value,
        baseline_date, min_threshold, max_threshold, unit, status, sequence_order, started_at, completed_at,
        measured_value_numeric, is_compliant, verdict, deviation_from_baseline_pct, scoped_identifier)
    SELECT v.id, p.building_id, word, measurement, v.frequency, stair_id, floor_id,
        CASE WHEN active IS NOT NULL THEN door_id END, CASE WHEN scenario IS NOT NULL THEN doorway_id END,
        configuration, scenario, active, usual, begins, '{first}', least, most, unit, 'completed', number,
        at, at, value, good, CASE WHEN good THEN 'pass' ELSE 'fail' END, round(100 * (value / begins - 1), 2),
        identifier
    FROM test_sessions v JOIN bench_places p USING (building_id)
    CROSS JOIN LATERAL (SELECT timestamptz '{day} 00:30Z' + number * interval '1 minute' AS at,
        round(begins - {visit} * fall + usual * 0.01 * ((hashtext(identifier || '{visit}') & 7) - 3), 2) AS value) r
    CROSS JOIN LATERAL (SELECT value BETWEEN coalesce(least, value) AND coalesce(most, value) AS good) g
    WHERE v.scheduled_for = '{day}'
    ORDER BY p.building_id, number"""

APPROVED = "UPDATE test_sessions SET status = 'approved', reviewed_at = now() WHERE building_id = :building"
"""Building by building, as they come in: the latest readings of one lie together."""
RANKED = """
    UPDATE latest_readings SET margin = least(value - min_threshold, max_threshold - value)
        / coalesce(max_threshold - min_threshold, max_threshold, min_threshold)"""
"""Working out a hundred thousand places takes minutes; what ranks the portfolio is set from their latest readings."""

WRITTEN_ONCE = ("test_instances", "approved_readings")
"""Their indexes are made when all is there. PostgreSQL sets one that is made over changed rows aside for as long as a
transaction from before is open in any database of the server; so ``latest_readings`` keeps its own."""
NEEDED = ("idx_instances_session", "idx_approved_readings_place")
"""What approving itself asks of."""
PLAIN_INDEXES = f"""
    SELECT indexname, indexdef FROM pg_indexes
    WHERE tablename IN {WRITTEN_ONCE} AND indexname NOT IN {NEEDED} AND indexdef NOT LIKE 'CREATE UNIQUE%%'"""


def fill(database: Database, instances: int, tell: Callable[[str], None] = lambda _: None) -> int:
    """At least so many tests in approved sessions, then ``VACUUM (ANALYZE)``; returns how many there are.

    The database must be at head and without buildings. ``tell`` hears what is done.
    """
    buildings = -(-instances // (A_SESSION * VISITS))
    dropped = database.run(lambda session: _begun(session, buildings), deadline_s=HOURS_S)
    half = -(-buildings // 2)
    tell(f"{buildings} buildings, {VISITS} visits")
    _both(database, [partial(_visited, most=half, after=0), partial(_visited, most=half, after=half)])
    database.run(partial(_executed, [RANKED]), deadline_s=HOURS_S)
    tell("indexes")
    _both(database, [partial(_executed, dropped[0::2]), partial(_executed, dropped[1::2])])
    tell("vacuum")
    vacuumed(database)
    return buildings * A_SESSION * VISITS


def _begun(session: Session, buildings: int) -> list[str]:
    """The registers; returns the indexes that are to be made when all is there."""
    session.execute(text(REGISTERS), {"buildings": buildings, "stairs": STAIRS, "levels": LEVELS})
    return _without_indexes(session.connection())


def _both(database: Database, jobs: Iterable[Callable[[Session], None]]) -> None:
    """Each in a transaction of its own, at once."""
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda job: database.run(job, deadline_s=HOURS_S), jobs))


def _visited(session: Session, most: int, after: int) -> None:
    """All visits to some buildings, then their sessions approved."""
    connection = session.connection()
    connection.execute(text(PLACES), {"most": most, "after": after})
    connection.exec_driver_sql(SILENCED)
    for visit in range(VISITS):
        for statement in (SESSIONS, TESTS):
            connection.exec_driver_sql(statement.format(visit=visit, day=_day(visit), first=_day(0)))
    connection.exec_driver_sql(BY_INDEX)
    for building in connection.scalars(text("SELECT DISTINCT building_id FROM bench_places")).all():
        connection.execute(text(APPROVED), {"building": building})


def _executed(statements: Iterable[str], session: Session) -> None:
    for statement in statements:
        session.execute(text(statement))


def _without_indexes(connection: Connection) -> list[str]:
    """Drop what only answers questions, for as long as many rows are written; returns how it is made again."""
    found = connection.exec_driver_sql(PLAIN_INDEXES).all()
    for name, _ in found:
        connection.exec_driver_sql(f"DROP INDEX {name}")
    return [definition for _, definition in found]


def _day(visit: int) -> date:
    """A quarter apart, the last one on ``LAST``."""
    months = LAST.year * 12 + LAST.month - 1 - 3 * (VISITS - 1 - visit)
    return date(months // 12, months % 12 + 1, LAST.day)


def vacuumed(database: Database) -> None:
    """As autovacuum leaves a database that was not written for a minute: maps of visible pages, statistics."""
    engine = create_engine(database.engine.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM (ANALYZE)")
    engine.dispose()
