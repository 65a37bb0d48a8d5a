"""Backups and restores that are cancelled or killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from firemode_desktop.database import Database
from firemode_desktop.services import backups
from tests.conftest import ROOT
from tests.services.backups.helpers import RENAMED, Kept, admin, databases, names, rename

KILLED = """
import os, signal, sys
from pathlib import Path
from firemode_desktop.database import Database
from firemode_desktop.services import backups

def tell(said):
    if said.startswith(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

backups.restore(Database(sys.argv[1]), Path(sys.argv[2]), tell)
"""


def test_that_a_cancelled_backup_leaves_no_file(database: Database, tmp_path: Path) -> None:
    def cancel(said: str) -> None:
        if said.startswith("Writing"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.backup(database, tmp_path / "x.fmbackup", cancel)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", ["Checking", "Restoring", "Reading zones", "Changing"])
def test_that_a_cancelled_restore_changes_nothing_and_leaves_no_database(kept: Kept, sent: Path, at: str) -> None:
    def cancel(said: str) -> None:
        if said.startswith(at):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backups.restore(kept.database, sent, cancel)
    assert kept.unchanged()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_that_a_killed_restore_changes_nothing_and_the_next_one_clears_up(database: Database, file: Path) -> None:
    backups.backup(database, file)
    rename(database)
    name = str(make_url(database.url).database)
    for at in ("Restoring", "Reading zones", "Changing"):
        words = [sys.executable, "-c", KILLED, database.url, str(file), at]
        killed = subprocess.run(words, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert names(database) == [RENAMED]
        assert sum("_restoring_" in one for one in databases(database.url, name)) == 1
    backups.restore(database, file)
    assert names(database) == ["Pilot Building 123"]
    assert not any("_restoring_" in one for one in databases(database.url, name))


def test_that_a_database_that_is_only_called_alike_is_left_alone(database: Database, file: Path) -> None:
    backups.backup(database, file)
    name = f"{make_url(database.url).database}_restoring_notes"
    with admin(database.url) as engine, engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "{name}"')
        backups.restore(database, file)
        assert name in databases(database.url, name)
