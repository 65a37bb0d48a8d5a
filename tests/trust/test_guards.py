"""A guard that was dropped, exchanged or put to sleep by the owner of a database is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.database import Database
from firemode_desktop.domain.audit_chain import Wrong
from firemode_desktop.services import backups, guards
from tests.conftest import _database, _url_of
from tests.migrations.declared import document
from tests.trust.conftest import prove


def test_that_what_is_declared_is_what_the_migrations_make(database: Database) -> None:
    declared = (paths.resources() / guards.FILE).read_text("utf-8")
    assert declared == document(database), "run: python -m tests.migrations.declared"


def test_that_a_database_that_was_restored_is_as_one_that_was_made(database: Database, tmp_path: Path) -> None:
    backups.backup(database, tmp_path / "one.fmbackup")
    backups.restore(database, tmp_path / "one.fmbackup")
    assert database.read(guards.look) == guards.Guards()


@pytest.fixture(scope="module")
def owned(tested_database: str, server_url: str) -> Iterator[Database]:
    """A database whose owner means no good; what a test does there is rolled back."""
    with _database(server_url, "owned", tested_database) as name:
        made = Database(_url_of(server_url, name))
        yield made
        made.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DROP TRIGGER guard_result ON test_instances", "There is no trigger guard_result on test_instances any more."),
        ("DROP TRIGGER audit_update ON faults", "There is no trigger audit_update on faults any more."),
        ("DROP FUNCTION guard_hands() CASCADE", "There is no function guard_hands() any more."),
        (
            "CREATE OR REPLACE FUNCTION guard_result() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
            "SET search_path = pg_catalog, public, pg_temp AS $$ BEGIN RETURN NEW; END $$",
            "The function guard_result() is another one than this program brings.",
        ),
        (
            "CREATE OR REPLACE TRIGGER guard_result BEFORE INSERT ON test_instances FOR EACH ROW "
            "EXECUTE FUNCTION guard_result()",
            "The trigger guard_result on test_instances is another one than this program brings.",
        ),
        ("ALTER FUNCTION guard_hands() SECURITY INVOKER", "The function guard_hands() is another one"),
        ("DROP POLICY of_my_buildings ON stairs", "There is no policy of_my_buildings on stairs any more."),
        ("ALTER TABLE stairs DISABLE ROW LEVEL SECURITY", "There is no row security of stairs any more."),
        ("ALTER TABLE faults DISABLE TRIGGER guard_kept_facts", "On faults, guard_kept_facts does not fire always."),
    ],
)
def test_that_a_guard_that_is_another_one_is_named(owned: Database, statement: str, sentence: str) -> None:
    with owned.engine.connect() as connection, connection.begin() as undone:
        connection.execute(text(statement))
        off = guards.look(Session(bind=connection)).off
        undone.rollback()
    assert any(one.startswith(sentence) for one in off), off


def test_that_it_breaks_the_proof_of_the_log_and_a_trigger_of_somebody_else_is_told(database: Database) -> None:
    def write(*statements: str) -> None:
        for statement in statements:
            database.run(lambda session, statement=statement: session.execute(text(statement)))

    assert prove(database).whole
    write(
        "CREATE FUNCTION theirs() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
        "CREATE TRIGGER theirs BEFORE INSERT ON stairs FOR EACH ROW EXECUTE FUNCTION theirs()",
    )
    told = prove(database)
    assert told.whole
    assert told.warnings == (
        "The function theirs() was not brought by this program.",
        "The trigger theirs on stairs was not brought by this program.",
    )
    write("DROP TRIGGER guard_no_change ON session_events")
    (wrong,) = prove(database).findings
    assert (wrong.wrong, wrong.sentence) == (
        Wrong.GUARD,
        "There is no trigger guard_no_change on session_events any more.",
    )
