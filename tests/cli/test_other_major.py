"""``firemode db restore`` where the embedded database was made by another major version of PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from firemode_desktop.embedded import EmbeddedServer
from firemode_desktop.embedded.cluster import system_identifier
from tests.cli.conftest import Firemode


def test_that_a_backup_comes_back_beside_a_database_that_cannot_be_started(
    pilot: Firemode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "one.fmbackup"
    written = pilot("db", "backup", file).document
    server = EmbeddedServer(tmp_path / "embedded", {"fsync": "off"})
    with server:
        old = system_identifier(server.home.cluster)
    (server.home.cluster / "PG_VERSION").write_text("17\n")
    monkeypatch.delenv("FIREMODE_DATABASE_URL")
    monkeypatch.setenv("FIREMODE_DATA_DIR", str(server.home.data_dir))
    refused = pilot("db", "status")
    assert refused.exit_code == 5
    assert "firemode db restore FILE" in refused.document["error"]["message"]

    held = file.read_bytes()
    file.write_bytes(held[:-100])
    assert pilot("db", "restore", file).exit_code == 3
    file.write_bytes(held)
    assert system_identifier(server.home.cluster) == old

    restored = pilot("db", "restore", file)
    assert restored.exit_code == 0, restored.err + restored.out
    assert restored.document["rows"] == written["rows"]
    assert restored.document["kept"] == str(server.home.folder / "cluster-17")
    assert system_identifier(server.home.folder / "cluster-17") == old
    assert [one["name"] for one in pilot("building", "list").document["buildings"]] == ["Pilot Building 123"]
    assert pilot("audit", "verify").exit_code == 0
    server.stop()
