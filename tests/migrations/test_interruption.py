"""A migration that is cut off leaves the schema as it was, and two at once are one."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from sqlalchemy.exc import DBAPIError

from alembic import command
from tests.migrations.cut_off import MIDDLE, counted, down, state, up
from tests.migrations.schema import HEAD, ROOT, Schema, config


def test_that_a_backend_ended_at_any_statement_leaves_the_old_schema_whole(populated: Schema) -> None:
    statements = {down: counted(populated, down, None), up: counted(populated, up, None)}
    for move, reached in ((down, MIDDLE), (up, HEAD)):
        before = state(populated)
        for part in (0.0, 0.1, 0.27, 0.44, 0.61, 0.78, 0.95, 1.0):
            with pytest.raises(DBAPIError):
                counted(populated, move, int(part * (statements[move] - 1)))
            assert state(populated) == before, f"ended at {part:.0%}"
        counted(populated, move, None)
        assert populated.revision() == reached


def _upgrading(schema: Schema) -> subprocess.Popen[bytes]:
    """A process that upgrades the database to head."""
    program = f"from tests.migrations.schema import Schema; Schema({schema.url!r}).up()"
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)


def test_that_a_program_killed_in_the_middle_leaves_nothing_and_the_next_upgrade_succeeds(schema: Schema) -> None:
    for _ in range(3):
        process = _upgrading(schema)
        _wait_for(lambda: schema.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") > 0)
        process.kill()
        process.wait()
        _wait_for(lambda: schema.one("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0)
        if schema.revision() != HEAD:
            assert schema.tables() == []
    schema.up()
    assert schema.revision() == HEAD


def _wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


def test_that_of_two_upgrades_at_once_one_migrates_and_the_other_finds_it_done(schema: Schema) -> None:
    upgrading = [_upgrading(schema) for _ in range(3)]
    assert [process.wait(120) for process in upgrading] == [0, 0, 0]
    assert schema.revision() == HEAD
    assert schema.one("SELECT count(*) FROM as1851_rules") == 5


def test_that_a_connection_handed_in_with_a_transaction_open_is_neither_committed_nor_closed(schema: Schema) -> None:
    with schema.engine.connect() as connection:
        transaction = connection.begin()
        settings = config(schema.url)
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
        assert connection.exec_driver_sql("SELECT count(*) FROM as1851_rules").scalar() == 5
        transaction.rollback()
    assert schema.revision() == "base"


def test_that_asking_for_the_revision_writes_nothing(schema: Schema) -> None:
    command.current(config(schema.url))
    assert schema.run("SELECT 1 FROM pg_namespace WHERE nspname = 'firemode_archive'") == []
