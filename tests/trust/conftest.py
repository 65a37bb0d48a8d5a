"""A database with a building that was tested, and what an owner can do to it who means no good."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.domain.audit_chain import Head, Wrong
from firemode_desktop.services import auditing
from firemode_desktop.services.auditing import Proof
from tests.conftest import _database, _url_of
from tests.ui import building


@pytest.fixture(scope="session")
def tested_database(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database with a building, its baselines and a session in progress, made once; tests copy it."""
    with _database(server_url, "tested", template_database) as name:
        made = Database(_url_of(server_url, name))
        made.run(building.tested_building)
        made.close()
        yield name


@pytest.fixture
def database(server_url: str, tested_database: str) -> Iterator[Database]:
    """A copy of it."""
    with _database(server_url, "trust", tested_database) as name:
        made = Database(_url_of(server_url, name))
        yield made
        made.close()


def prove(database: Database, remembered: Head | None = None) -> Proof:
    """The log of a database, proved."""
    return database.read(lambda session: auditing.verify(session, lambda *_: None, remembered))


def wrongs(database: Database, remembered: Head | None = None) -> list[Wrong]:
    """What is wrong with it."""
    return [one.wrong for one in prove(database, remembered).findings]


def as_owner(database: Database, table: str, *statements: str) -> None:
    """Statements of somebody who owns the database and puts the triggers of a table to sleep for them."""

    def job(session: object) -> None:
        for statement in (
            f"ALTER TABLE {table} DISABLE TRIGGER USER",
            *statements,
            "SET CONSTRAINTS ALL IMMEDIATE",
        ):
            session.execute(text(statement))  # type: ignore[attr-defined]

    database.run(job)
    names = text(
        "SELECT tgname FROM pg_trigger WHERE tgrelid = CAST(:table AS regclass) AND NOT tgisinternal "
        "AND tgname <> 'touch_updated_at'"
    )
    for name in database.run(lambda session: session.scalars(names, {"table": table}).all()):
        database.run(
            lambda session, name=name: session.execute(text(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}"))
        )
    database.run(lambda session: session.execute(text(
        f"DO $$ BEGIN ALTER TABLE {table} ENABLE TRIGGER touch_updated_at; "
        "EXCEPTION WHEN undefined_object THEN NULL; END $$")))  # fmt: skip
