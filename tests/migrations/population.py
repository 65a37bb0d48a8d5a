"""A building with something in every table, awkward on purpose: what a migration must carry over unchanged."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sqlalchemy import Connection, Engine

from tests.migrations.awkward import Awkward, Ids, Row
from tests.migrations.rows_of_site import baselines, people, site
from tests.migrations.rows_of_tests import scenarios, tests


def populate(engine: Engine, awkward: Awkward | None = None) -> dict[str, uuid.UUID]:
    """Insert one building with all that belongs to it, at head; the ids by name."""
    ids = Ids()
    with engine.begin() as connection:
        kinds = _kinds(connection)
        for table, row in _rows(awkward or Awkward(), ids):
            insert(connection, table, row, kinds)
        for statement in _AFTERWARDS:
            connection.exec_driver_sql(statement, {name.replace(" ", "_"): str(ids[name]) for name in NAMED})
    return dict(ids)


NAMED = ("approved", "ground", "handed over", "engineer")
_AFTERWARDS = [
    "UPDATE test_sessions SET status = 'approved', report_revision = 3 WHERE id = %(approved)s",
    "UPDATE floors SET floor_level = floor_level || ' (renamed)' WHERE floor_id = %(ground)s",
    "INSERT INTO reading_exclusions (building_id, instance_id, excluded, reason) "
    "SELECT building_id, instance_id, true, 'The tube was blocked.' FROM approved_readings "
    "WHERE session_id = %(approved)s",
    "INSERT INTO session_charts (building_id, session_id, title, settings) "
    'SELECT building_id, id, \'Level-8 over time\', \'{"asked": {"kind": "time"}}\' FROM test_sessions '
    "WHERE id = %(approved)s",
    "INSERT INTO sealed_contents (session_id, building_id, content, sha256) "
    "SELECT id, building_id, '{\"building\":\"Ω\"}', encode(sha256(convert_to('{\"building\":\"Ω\"}', 'UTF8')), 'hex') "
    "FROM test_sessions WHERE id = %(approved)s",
    "INSERT INTO issued_reports (building_id, session_id, number, revision, seal, replaces, record, record_sha256, "
    "program_version, pages, file, file_sha256) SELECT building_id, id, 'FM-Ω-R3', 3, "
    "encode(sha256(id::text::bytea), 'hex'), repeat('4d', 32), '{}', encode(sha256('{}'), 'hex'), "
    "'0.1', 7, '\\x25504446000aff', encode(sha256('\\x25504446000aff'), 'hex') "
    "FROM test_sessions WHERE id = %(approved)s",
    "INSERT INTO signed_copies (file_sha256, building_id, report_id, signer) "
    "SELECT encode(sha256(report_id::text::bytea), 'hex'), building_id, report_id, 'A person’s key' "
    "FROM issued_reports WHERE session_id = %(approved)s",
    "INSERT INTO building_limits (user_id) VALUES (%(engineer)s)",
    "INSERT INTO building_rights (user_id, building_id) VALUES (%(engineer)s, %(handed_over)s)",
    "SET CONSTRAINTS ALL IMMEDIATE",
    *(
        "INSERT INTO building_archives (building_id, archived_by, reason, file_name, file_sha256, audit_head, records, "
        "files, files_missing, reopened_by, reopened_at, reopened_reason) SELECT %(handed_over)s, %(engineer)s, "
        f"'Ω – sold', 'handed over.zip', repeat('0f', 32), encode(hash, 'hex'), 1, 0, 2, {again} FROM audit_head"
        for again in ("%(engineer)s, '2026-02-28 23:59:59.999999+11', 'Bought back.'", "NULL, NULL, NULL")
    ),
]


def _kinds(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.exec_driver_sql(
        "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a "
        "ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
    )
    return {(table, column): kind for table, column, kind in rows}


def insert(connection: Connection, table: str, row: Row, kinds: dict[tuple[str, str], str] | None = None) -> None:
    """Insert one row; dictionaries and lists become JSON or arrays, whichever the column is."""
    kinds = kinds or _kinds(connection)
    casts = ", ".join(f"%s::{kinds[table, column]}" for column in row)
    values = tuple(_bound(value, kinds[table, column]) for column, value in row.items())
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({casts})", values)


def _bound(value: Any, kind: str) -> Any:
    if kind == "jsonb" and value is not None:
        return json.dumps(value)
    if kind.endswith("[]") and value is not None:
        return [str(item) for item in value]
    return str(value) if isinstance(value, uuid.UUID) else value


def _rows(a: Awkward, i: Ids) -> list[tuple[str, Row]]:
    mark = uuid.uuid4().hex[:8]
    of_site = [*people(a, i, mark), *site(a, i, mark), *baselines(a, i)]
    return [*of_site, *scenarios(a, i), *tests(a, i, mark)]
