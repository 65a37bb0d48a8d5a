"""A real PostgreSQL for every test that touches data."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

from firemode_desktop.database import normalise

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def server_url() -> str:
    """URL of a database on a server where this run may create databases."""
    return normalise(os.environ["FIREMODE_TEST_SERVER"])


def _admin(server_url: str, statement: str) -> None:
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def template_database(server_url: str) -> Iterator[str]:
    """Name of a database migrated to head once; tests copy it."""
    from alembic import command
    from alembic.config import Config

    name = f"fm_template_{uuid.uuid4().hex[:8]}"
    _admin(server_url, f"CREATE DATABASE {name}")
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "alembic"))
    config.attributes["url"] = url
    command.upgrade(config, "head")
    yield name
    _admin(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(server_url: str, template_database: str) -> Iterator[str]:
    """URL of a fresh database at head, for tests that commit."""
    name = f"fm_test_{uuid.uuid4().hex[:8]}"
    _admin(server_url, f"CREATE DATABASE {name} TEMPLATE {template_database}")
    yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    _admin(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def empty_database_url(server_url: str) -> Iterator[str]:
    """URL of a fresh database without any table, for migration tests."""
    name = f"fm_empty_{uuid.uuid4().hex[:8]}"
    _admin(server_url, f"CREATE DATABASE {name}")
    yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    _admin(server_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def session(server_url: str, template_database: str) -> Iterator[Session]:
    """A session on a database at head whose work is rolled back at the end of the test."""
    url = make_url(server_url).set(database=template_database).render_as_string(hide_password=False)
    engine = create_engine(url)
    with engine.connect() as connection:
        transaction = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as session:
            yield session
        transaction.rollback()
    engine.dispose()
