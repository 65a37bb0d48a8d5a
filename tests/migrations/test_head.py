"""Head and the models say the same."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import CheckConstraint

from alembic import command
from firemode_desktop.models import Base
from tests.migrations.schema import HEAD, REVISIONS, ROOT, Schema, config


def test_that_head_is_what_the_models_say(head: Schema) -> None:
    command.check(config(head.url))


def test_that_every_check_of_the_models_stands_at_head_under_its_name(head: Schema) -> None:
    found = set(
        head.run(
            "SELECT conrelid::regclass::text, conname FROM pg_constraint "
            "WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace"
        )
    )
    wanted = {
        (table.name, str(check.name))
        for table in Base.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint) or type(check).__name__ == "ExcludeConstraint"
    }
    assert wanted == {tuple(row) for row in found}


def test_that_a_check_of_the_models_means_the_same_at_head(head: Schema) -> None:
    at_head = dict(head.run("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'c'"))
    for table in Base.metadata.tables.values():
        for check in table.constraints:
            if isinstance(check, CheckConstraint):
                words = set(re.findall(r"'[^']+'|[0-9.]+|\b[a-z_]{4,}\b", str(check.sqltext)))
                missing = {word for word in words if word.strip("'") not in at_head[str(check.name)]}
                assert not missing - {"numeric"}, (check.name, missing)


def test_that_every_index_of_the_models_stands_at_head_with_its_condition(head: Schema) -> None:
    at_head = dict(head.run("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"))
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            found = at_head[str(index.name)]
            assert ("UNIQUE" in found) == bool(index.unique), index.name
            assert ("WHERE" in found) == (index.dialect_options["postgresql"]["where"] is not None), index.name


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_that_a_revision_is_in_the_file_of_its_name(revision: str) -> None:
    text = (ROOT / "alembic" / "versions" / f"{revision}.py").read_text(encoding="utf-8")
    assert f'revision = "{revision}"' in text
    assert len(revision) <= 128


def test_that_the_folder_of_the_migrations_is_no_package() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert REVISIONS[-1] == HEAD
