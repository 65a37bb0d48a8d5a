"""A database that a test moves up and down: what it holds, and what shape it has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, text

from alembic import command
from tests.conftest import _database, _url_of

ROOT = Path(__file__).resolve().parents[2]
REVISIONS = ["base", *sorted(path.stem for path in (ROOT / "alembic" / "versions").glob("0*.py"))]
HEAD = REVISIONS[-1]

#: Everything that makes up the shape of a schema, as sentences that can be compared.
SHAPE = """
SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || ' ' || a.attidentity::text
    || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
UNION ALL
SELECT 'constraint ' || c.relname || '.' || n.conname || ' ' || pg_get_constraintdef(n.oid)
FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
WHERE n.connamespace = 'public'::regnamespace AND n.contype <> 'n'
UNION ALL
SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL
SELECT 'trigger ' || pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
UNION ALL
SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prolang = (SELECT oid FROM pg_language WHERE lanname = 'plpgsql')
"""

Rows = dict[str, dict[str, Any]]


class Schema:
    """A database of its own, and what a test does to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = create_engine(url)

    def up(self, revision: str = "head") -> None:
        command.upgrade(config(self.url), revision)

    def down(self, revision: str) -> None:
        command.downgrade(config(self.url), revision)

    def move(self, revision: str) -> None:
        """Up or down, whichever leads to ``revision``."""
        here = self.revision()
        if REVISIONS.index(revision) < REVISIONS.index(here):
            self.down(revision)
        elif revision != here:
            self.up(revision)

    def revision(self) -> str:
        """Where it stands; ``base`` before the first revision."""
        if self.one("SELECT to_regclass('alembic_version')") is None:
            return "base"
        return str(self.one("SELECT coalesce((SELECT version_num FROM alembic_version), 'base')"))

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction."""
        with self.engine.begin() as connection:
            yield connection

    def run(self, sql: str, *values: Any) -> list[Any]:
        """Run statements in one transaction; the rows of the last, if it has any."""
        with self.begin() as connection:
            answer = connection.exec_driver_sql(sql, values)
            return list(answer) if answer.returns_rows else []

    def one(self, sql: str, *values: Any) -> Any:
        """The first value of the first row."""
        return self.run(sql, *values)[0][0]

    def tables(self) -> list[str]:
        rows = self.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        return [name for (name,) in rows if name != "alembic_version"]

    def contents(self) -> dict[str, Rows]:
        """Each table: primary key → column → value as PostgreSQL writes it in JSON (numbers with all their digits)."""
        with self.begin() as connection:
            connection.exec_driver_sql("SET LOCAL timezone = 'UTC'")
            return {table: self._rows(connection, table) for table in self.tables()}

    def _rows(self, connection: Connection, table: str) -> Rows:
        key = connection.scalar(
            text(
                "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
                "AND a.attnum = i.indkey[0] WHERE i.indisprimary AND i.indrelid = CAST(:table AS regclass)"
            ),
            {"table": table},
        )
        rows = connection.exec_driver_sql(f"SELECT to_jsonb(t)::text FROM {table} AS t")
        values = [json.loads(row, parse_float=_exact, parse_int=_exact) for (row,) in rows]
        return {row[key]: row for row in values}

    def shape(self) -> set[str]:
        return {line for (line,) in self.run(SHAPE)}

    def close(self) -> None:
        self.engine.dispose()


class RolledBack(Schema):
    """A database that many tests share: what one does is undone when it ends. Time stands still within one."""

    def __init__(self, url: str, connection: Connection) -> None:
        super().__init__(url)
        self._connection = connection

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction within the one that is rolled back."""
        with self._connection.begin_nested():
            yield self._connection


def _exact(digits: str) -> str:
    return digits


def config(url: str) -> Config:
    """What the alembic command is told."""
    made = Config()
    made.set_main_option("script_location", str(ROOT / "alembic"))
    made.attributes["url"] = url
    return made


@contextmanager
def scratch(server_url: str, template: str = "template1") -> Iterator[Schema]:
    """A database that exists as long as it is needed."""
    with _database(server_url, "move", template) as name:
        schema = Schema(_url_of(server_url, name))
        try:
            yield schema
        finally:
            schema.close()
