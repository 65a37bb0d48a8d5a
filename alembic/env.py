"""How the schema is moved: one transaction under one lock, or the same as an SQL script.

The database is ``config.attributes["connection"]``, ``config.attributes["url"]`` or ``FIREMODE_DATABASE_URL``, in this
order. From the command line, in the folder that holds ``alembic/``::

    FIREMODE_DATABASE_URL=postgresql://… alembic --config alembic/alembic.ini upgrade head
    alembic --config alembic/alembic.ini upgrade head --sql > schema.sql

A migration is one transaction, so that a run that is killed at any statement leaves nothing, and it holds an advisory
lock, so that of two programs that start at once one migrates and the other finds it done.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.ddl.postgresql import PostgresqlImpl
from alembic.util import CommandError
from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, create_engine, pool

from alembic import context
from firemode_desktop.database import normalise

log = logging.getLogger("alembic.runtime.migration")

#: The lock that every migration of this program takes: "firemode" read as a number.
LOCK = 0x666972656D6F6465

#: How archives are made and brought back, and how tables that were there before are taken over (see the files).
HELPERS = [Path(__file__).with_name(name) for name in ("archive.sql", "restore.sql", "adopt.sql")]

#: ``011_enhance_instruments_calibration`` is longer than the 32 characters Alembic gives a revision id.
WIDEN_VERSION = """
DO $$ BEGIN
    IF to_regclass('alembic_version') IS NOT NULL THEN
        ALTER TABLE alembic_version ALTER COLUMN version_num TYPE varchar(128);
    END IF;
END $$"""


class WideVersion(PostgresqlImpl):
    """PostgreSQL with a version table that holds ids of up to 128 characters; registered by being defined."""

    __dialect__ = "postgresql"

    def version_table_impl(
        self, *, version_table: str, version_table_schema: str | None, version_table_pk: bool, **kw: Any
    ) -> Table:
        columns = [Column("version_num", String(128), nullable=False)]
        key = [PrimaryKeyConstraint("version_num", name=f"{version_table}_pkc")] if version_table_pk else []
        return Table(version_table, MetaData(), *columns, *key, schema=version_table_schema)


def target_metadata() -> MetaData | None:
    """What the models say the schema is, for ``alembic check``; migrations themselves do not load the models."""
    try:
        from firemode_desktop.models import Base
    except ImportError:
        return None
    return Base.metadata


def moves_the_schema() -> bool:
    """Whether a revision to go to was named: ``upgrade``, ``downgrade`` and ``stamp``, but not ``current``."""
    try:
        context.get_revision_argument()
    except KeyError:
        return False
    return True


def prepare() -> None:
    """What has to stand before the first step, in the same transaction."""
    for statement in (
        f"SELECT pg_advisory_xact_lock({LOCK})",
        "SET LOCAL search_path = public, pg_temp",
        "SET LOCAL client_min_messages = warning",
        "SET LOCAL statement_timeout = 0",
        WIDEN_VERSION,
        *(helper.read_text(encoding="utf-8") for helper in HELPERS),
    ):
        context.execute(statement)


def run() -> None:
    with context.begin_transaction():
        if moves_the_schema():
            prepare()
        context.run_migrations()


class Notices:
    """What the driver hands notices to: rows that break a new constraint, or that could not come back, are logged."""

    def append(self, notice: str) -> None:
        log.warning(notice.removeprefix("WARNING:").strip().splitlines()[0])


@contextmanager
def warnings_of(connection: Connection) -> Iterator[None]:
    """Log what the server points out meanwhile."""
    driver: Any = connection.connection.driver_connection
    before, driver.notices = driver.notices, Notices()
    try:
        yield
    finally:
        driver.notices = before


def run_on(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=None if moves_the_schema() else target_metadata())
    with warnings_of(connection):
        run()


def run_as_script() -> None:
    context.configure(dialect_name="postgresql", dialect_opts={"paramstyle": "named"}, literal_binds=True)
    run()


def run_on_server() -> None:
    """On the connection that was handed in, or on one of our own."""
    attributes = context.config.attributes
    if attributes.get("connection") is not None:
        run_on(attributes["connection"])
        return
    url = attributes.get("url") or os.environ.get("FIREMODE_DATABASE_URL")
    if not url:
        raise CommandError("No database was named. Set FIREMODE_DATABASE_URL to its URL.")
    engine = create_engine(normalise(url), poolclass=pool.NullPool)
    with engine.connect() as connection:
        run_on(connection)


if context.is_offline_mode():
    run_as_script()
else:
    run_on_server()
