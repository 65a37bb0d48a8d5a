"""The models say exactly what the migrations make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.orm import configure_mappers

import firemode_desktop.models as models
from firemode_desktop.models import Base

CATALOGUE = {
    "columns": """
        SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
               pg_get_expr(d.adbin, d.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
          AND c.relname <> 'alembic_version'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype NOT IN ('n', 't')
          AND conrelid::regclass::text <> 'alembic_version'""",
    "indexes": """
        SELECT tablename, indexname, indexdef FROM pg_indexes
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'""",
}


@pytest.fixture
def from_migrations(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def from_models(empty_database_url: str) -> Iterator[Engine]:
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE EXTENSION btree_gist"))
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def _read(engine: Engine, what: str) -> set[tuple[Any, ...]]:
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(text(CATALOGUE[what]))}


@pytest.mark.parametrize("what", CATALOGUE)
def test_that_models_and_migrations_make_the_same(what: str, from_migrations: Engine, from_models: Engine) -> None:
    made, said = _read(from_migrations, what), _read(from_models, what)
    assert len(made) > 100 or what != "columns"
    assert made - said == set()
    assert said - made == set()


def test_that_alembic_finds_nothing_to_change(from_migrations: Engine) -> None:
    with from_migrations.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_that_every_relationship_waits_to_be_asked_for() -> None:
    configure_mappers()
    lazy = {
        str(relationship): relationship.lazy
        for mapper in Base.registry.mappers
        for relationship in mapper.relationships
    }
    assert len(lazy) > 60
    assert set(lazy.values()) == {"raise"}


def test_that_every_column_says_what_a_person_sees() -> None:
    keys = {"label", "unit", "minimum", "maximum", "above", "choices", "help"}
    for table in Base.metadata.tables.values():
        for column in table.columns:
            assert column.info["label"], column
            if not column.system:
                assert keys <= set(column.info), column


@pytest.mark.parametrize("name", [name for name in models.__all__ if name.startswith("Test")])
def test_that_pytest_takes_no_model_for_a_test(name: str) -> None:
    assert getattr(models, name).__test__ is False


def test_that_the_version_of_a_row_is_mapped_once_and_is_never_made() -> None:
    for mapper in Base.registry.mappers:
        assert mapper.columns["row_version"].system, mapper
        assert mapper.columns["row_version"].name == "xmin"


def test_that_a_choice_in_a_column_is_the_choice_in_its_check() -> None:
    """Each CHECK of the form ``column IN (…)`` lists the words that the column offers."""
    seen = 0
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        checks = [str(c.sqltext) for c in table.constraints if hasattr(c, "sqltext")]
        for column in table.columns:
            listed = [check for check in checks if check.startswith(f"{column.name} IN (")]
            if listed:
                seen += 1
                words = ", ".join(f"'{value}'" for value in column.info["choices"].values())
                assert listed[0].startswith(f"{column.name} IN ({words})"), column
    assert seen > 20


def test_that_the_reserved_name_metadata_is_a_column_under_another_attribute() -> None:
    assert inspect(models.EvidenceRecord).columns["evidence_metadata"].name == "metadata"
