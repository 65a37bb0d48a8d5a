"""Databases that migration tests move up and down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.migrations.awkward import Awkward
from tests.migrations.population import populate
from tests.migrations.schema import RolledBack, Schema, scratch


@pytest.fixture
def schema(empty_database_url: str) -> Iterator[Schema]:
    """An empty database."""
    made = Schema(empty_database_url)
    yield made
    made.close()


@pytest.fixture
def fresh(database_url: str) -> Iterator[Schema]:
    """A database of its own at head, without rows but for the seeded rules; for tests that move it."""
    made = Schema(database_url)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared_head(server_url: str, template_database: str) -> Iterator[Schema]:
    """A database at head for a whole module."""
    with scratch(server_url, template_database) as made:
        yield made


@pytest.fixture
def head(shared_head: Schema) -> Iterator[Schema]:
    """A database at head in which whatever a test does is rolled back at its end."""
    with shared_head.engine.connect() as connection:
        transaction = connection.begin()
        yield RolledBack(shared_head.url, connection)
        transaction.rollback()


@pytest.fixture(scope="module")
def populated_template(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database at head with two awkward buildings in it; tests copy it."""

    with scratch(server_url, template_database) as made:
        populate(made.engine)
        populate(made.engine, Awkward(words="x", document={}, reading="0", deviation=None, note=""))
        made.engine.dispose()
        yield str(made.engine.url.database)


@pytest.fixture
def populated(server_url: str, populated_template: str) -> Iterator[Schema]:
    """A database at head with two awkward buildings in it."""
    with scratch(server_url, populated_template) as made:
        yield made


@pytest.fixture(scope="module")
def head_shape(shared_head: Schema) -> set[str]:
    """The shape of the schema at head."""
    return shared_head.shape()
