"""Databases with something in them, and a backup to spoil."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from firemode_desktop.database import Database
from firemode_desktop.services import backups
from tests.services.backups.helpers import Kept, admin, beside, databases, rename
from tests.ui import building


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the backup goes."""
    return tmp_path / "of today.fmbackup"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of its own with a building, its baselines and a session in progress; nothing of it stays."""
    made = Database(database_url)
    made.run(building.tested_building)
    yield made
    made.close()
    name = str(make_url(database_url).database)
    with admin(database_url) as engine, engine.connect() as connection:
        for left in [one for one in databases(database_url, name) if one != name]:
            connection.exec_driver_sql(f'DROP DATABASE "{left}" WITH (FORCE)')


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
