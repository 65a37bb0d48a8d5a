"""Databases with something in them, and a backup to spoil."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from firemode_desktop.database import Database
from firemode_desktop.services import backups
from tests.conftest import _database, _filled, _url_of
from tests.services.backups.helpers import Kept, admin, beside, rename
from tests.ui import building


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes."""
    return tmp_path / "of today.fmbackup"


@pytest.fixture(scope="session")
def tested(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database with a building, its baselines and a session in progress, made once; tests copy it."""
    with _filled(server_url, "tested", template_database, building.tested_building) as (name, _):
        yield name


@pytest.fixture
def database_url(request: pytest.FixtureRequest, server_url: str, template_database: str) -> Iterator[str]:
    """URL of a fresh database, with that building for tests that ask for ``database``."""
    tested = "database" in request.fixturenames
    template = request.getfixturevalue("tested") if tested else template_database
    with _database(server_url, "test", template) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of its own with a building, its baselines and a session in progress."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture(scope="module")
def kept(server_url: str, template_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    name, file = f"fm_kept_{uuid.uuid4().hex[:12]}", tmp_path_factory.mktemp("kept") / "one.fmbackup"
    with admin(server_url) as engine, engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template_database}")
        database = Database(beside(server_url, name))
        try:
            database.run(building.pilot_building)
            backups.backup(database, file)
            rename(database)
            yield Kept(database, file.read_bytes(), [name])
        finally:
            database.close()
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sent(kept: Kept, file: Path) -> Path:
    """A copy of that backup, to be spoilt."""
    file.write_bytes(kept.backup)
    return file
