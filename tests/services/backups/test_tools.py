"""pg_dump and pg_restore: which ones are used, and what they are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.embedded import binaries
from firemode_desktop.services import backups
from firemode_desktop.services.backups import tools
from tests.services.backups.helpers import Kept


def test_that_without_tools_that_fit_the_server_it_is_refused_in_words(
    kept: Kept, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("FIREMODE_PG_BIN", str(tmp_path))
    with pytest.raises(Refused, match=r"pg_dump and pg_restore of PostgreSQL \d+ or later .* found: none"):
        backups.backup(kept.database, file)
    assert not file.exists()


def test_that_tools_older_than_the_server_are_named_and_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(binaries.find().folder))
    elsewhere = tools.address("postgresql://me@db.example.org/firemode")
    major = binaries.find().major()
    assert tools.find(elsewhere, major).major == major
    with pytest.raises(Refused, match=rf"PostgreSQL {major + 1} or later .* found: {major} in "):
        tools.find(elsewhere, major + 1)


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("postgresql://u:p@/d?host=/run/firemode&port=5432", True),
        ("postgresql://u:p@127.0.0.1:5433/d", True),
        ("postgresql://u:p@localhost/d?sslmode=disable", True),
        ("postgresql://u:p@localhost/d?sslmode=verify-full", False),
        ("postgresql://u:p@db.example.org/d", False),
    ],
)
def test_that_the_tools_that_come_along_serve_this_machine_alone(
    url: str, here: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    address = tools.address(url)
    assert address.here is here
    if here:
        assert tools.find(address, 15).folder == binaries.find().folder
    else:
        with pytest.raises(Refused):
            tools.find(address, 15)


@pytest.mark.skipif(sys.platform == "win32", reason="shell scripts")
def test_that_a_password_is_never_on_a_command_line(
    database: Database, file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log, folder = tmp_path / "log", tmp_path / "bin"
    folder.mkdir()
    for name in ("pg_dump", "pg_restore"):
        script = folder / name
        script.write_text(f'#!/bin/sh\necho "$0 $*" >> {log}\nexec {binaries.find().path(name)} "$@"\n')
        script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("FIREMODE_PG_BIN", str(folder))
    backups.backup(database, file)
    backups.restore(database, file)
    said = log.read_text()
    assert f"{folder}/pg_restore --no-password --dbname=" in said
    assert "--snapshot=" in said
    password = make_url(database.url).password
    assert password is None or str(password) not in said
    assert "password=" not in said
