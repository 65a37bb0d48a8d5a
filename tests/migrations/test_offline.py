"""The same as an SQL script: for administrators who read before they run."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from alembic import command
from tests.migrations.schema import HEAD, ROOT, Schema, config, scratch


def _script(revision: str, *, down: bool = False) -> str:
    written = config("postgresql://nobody@nowhere.invalid/none")
    written.output_buffer = io.StringIO()
    (command.downgrade if down else command.upgrade)(written, revision, sql=True)
    return written.output_buffer.getvalue()


def _run(schema: Schema, script: str) -> None:
    """As psql would run it: the script brings its own BEGIN and COMMIT."""
    connection = schema.engine.raw_connection()
    try:
        connection.driver_connection.autocommit = True  # type: ignore[union-attr]
        connection.cursor().execute(script)
    finally:
        connection.close()


def test_that_the_script_makes_the_same_schema_and_the_same_rules(schema: Schema, server_url: str) -> None:
    _run(schema, _script("head"))
    assert schema.revision() == HEAD
    with scratch(server_url) as online:
        online.up()
        assert schema.shape() == online.shape()
        rules = "SELECT rule_code, version, min_threshold, description FROM as1851_rules ORDER BY 1"
        assert schema.run(rules) == online.run(rules)


@pytest.mark.parametrize(
    "here", ["004_add_zones_equipment", "011_enhance_instruments_calibration", "013_baseline_periods"]
)
def test_that_scripts_archive_and_restore_like_the_program(populated: Schema, here: str) -> None:
    before, shape = populated.contents(), populated.shape()
    _run(populated, _script(f"{HEAD}:{here}", down=True))
    assert populated.revision() == here
    _run(populated, _script(f"{here}:head"))
    assert (populated.revision(), populated.contents(), populated.shape()) == (HEAD, before, shape)


def test_that_the_command_line_works_as_documented(schema: Schema) -> None:
    alembic = [sys.executable, "-m", "alembic", "--config", "alembic/alembic.ini"]
    environment = {**os.environ, "FIREMODE_DATABASE_URL": schema.url.replace("postgresql+psycopg2", "postgres")}
    script = subprocess.run(
        [*alembic, "upgrade", "head", "--sql"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert script.stdout == _script("head")
    subprocess.run([*alembic, "upgrade", "001_add_stairs_registry"], cwd=ROOT, check=True, env=environment)
    assert schema.revision() == "001_add_stairs_registry"


def test_that_the_script_is_one_transaction() -> None:
    script = _script("head")
    assert script.count("BEGIN;") == 1
    assert script.rstrip().endswith("COMMIT;")
