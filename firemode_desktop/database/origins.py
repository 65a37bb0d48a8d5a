"""Since which revision there is a table or a column: read from the SQL that the migrations themselves would run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from firemode_desktop import paths

_CREATED = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)\n?\)\s*;", re.DOTALL)
_NAMED = re.compile(r"(?:^|,)\s*\"?(\w+)\"? ", re.MULTILINE)
_ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)")
_TOLD = re.compile(r"'(\w+)',\s*'(\w+)'")
"""How ``archive.sql`` and ``base.sql`` name a column to the functions that bring it: ``'faults', 'stair_id'``."""

Origins = dict[tuple[str, str], str]


def origins() -> Origins:
    """(table, column) → the revision that brought it, for every column that any revision brought."""
    found: Origins = {}
    for revision, sql in _scripts():
        for key in _brought(sql):
            found.setdefault(key, revision)
    return found


def _scripts() -> Iterator[tuple[str, str]]:
    """Each revision, the oldest first, with the SQL of its upgrade; no database is asked."""
    from alembic.config import Config
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(paths.migrations()))
    for script in reversed(list(ScriptDirectory.from_config(config).walk_revisions())):
        written = io.StringIO()
        offline = {"as_sql": True, "output_buffer": written}
        with Operations.context(MigrationContext.configure(dialect_name="postgresql", opts=offline)):
            script.module.upgrade()
        yield script.revision, written.getvalue()


def _brought(sql: str) -> Iterator[tuple[str, str]]:
    for table, body in _CREATED.findall(sql):
        for column in _NAMED.findall(re.sub(r"\([^()]*\)", "", body)):
            yield table, column
    yield from _ADDED.findall(sql)
    yield from _TOLD.findall(sql)
