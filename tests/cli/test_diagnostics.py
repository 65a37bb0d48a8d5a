"""``firemode diagnostics``: everything that a helper needs, and no password, key or record."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import make_url

from firemode_desktop.embedded.home import Home
from firemode_desktop.evidence import access
from firemode_desktop.evidence.access import BucketAccess
from tests.cli.conftest import Firemode

SERVER_LOG = """2026-05-04 08:00:00 UTC [7] LOG:  database system is ready to accept connections
2026-05-04 08:00:01 UTC [8] ERROR:  value too long
2026-05-04 08:00:01 UTC [8] DETAIL:  Failing row contains (Level-8, 44.8).
2026-05-04 08:00:01 UTC [8] STATEMENT:  INSERT INTO floors VALUES ('Level-8',
\t'44.8')
2026-05-04 08:00:02 UTC [8] FATAL:  password = "hunter2-typed" is wrong
"""


def test_that_it_tells_what_is_so_and_no_secret(
    pilot: Firemode, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, home = tmp_path / "data", Home(tmp_path / "data")
    monkeypatch.setenv("FIREMODE_DATA_DIR", str(data))
    home.log.parent.mkdir(parents=True)
    home.password_file.write_text("hunter2-of-the-server")
    home.log.write_text(SERVER_LOG)
    (data / "firemode.log").write_text("defect 1f\npostgresql://eng:hunter2-url@host/db hunter2-of-the-server\n")
    (data / "evidence").mkdir()
    access.keep(data / "evidence", BucketAccess("https://s3.example.com", "b", "hunter2-key", "hunter2-secret"))
    file = tmp_path / "d.zip"
    said = pilot("diagnostics", "-o", file)
    assert said.exit_code == 0
    with ZipFile(file) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert (
        list(parts)
        == said.document["parts"]
        == ["program.json", "database.json", "firemode.log", "fatal.log", "server.log"]
    )
    everything = "".join(parts.values())
    assert "hunter2" not in everything
    password = make_url(database_url).password
    assert not password or str(password) not in everything
    database = json.loads(parts["database.json"])
    assert database["schema"]["revision"] == database["schema"]["head"]
    assert database["guards_off"] == []
    assert database["rows"]["stairs"] == 2
    assert "Pilot Building" not in everything
    program = json.loads(parts["program.json"])
    assert program["packages"]["SQLAlchemy"]
    assert program["bucket"] is True
    assert "ready to accept connections" in parts["server.log"]
    assert "value too long" in parts["server.log"]
    assert "44.8" not in parts["server.log"]
    assert "eng:***@host" in parts["firemode.log"]


def test_that_a_database_that_does_not_answer_is_told_in_it(firemode: Firemode, tmp_path: Path) -> None:
    file = tmp_path / "d.zip"
    said = firemode("diagnostics", "-o", file, "--database", "postgresql://eng:hunter2@127.0.0.1:1/none")
    assert said.exit_code == 0
    with ZipFile(file) as packed:
        assert "cannot be reached" in json.loads(packed.read("database.json"))["cannot_be_asked"]
        assert b"hunter2" not in b"".join(packed.read(name) for name in packed.namelist())


def test_that_a_file_that_cannot_be_written_is_said(firemode: Firemode, tmp_path: Path) -> None:
    said = firemode("diagnostics", "-o", tmp_path / "none" / "d.zip")
    assert (said.exit_code, said.document["error"]["code"]) == (5, "refused")
    assert list(tmp_path.glob("**/*.part")) == []
