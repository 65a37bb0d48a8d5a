"""The commands that look after the embedded server, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from firemode_desktop.embedded import RECOVERING, EmbeddedServer


class Commands:
    """``firemode … --json`` on a data directory of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *words: str) -> tuple[dict[str, Any], str]:
        """The document and what was said on standard error."""
        environment = {**os.environ, "FIREMODE_DATA_DIR": str(self.folder)}
        command = [sys.executable, "-m", "firemode_desktop", *words, "--json"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout), done.stderr


@pytest.fixture
def firemode_here(tmp_path: Path) -> Iterator[Commands]:
    """Commands, and no server left over."""
    folder = tmp_path / "data of Zoë"
    yield Commands(folder)
    server = EmbeddedServer(folder)
    server.release()
    server.stop()


@pytest.mark.timeout(120)
def test_that_the_server_stays_until_it_is_let_go_and_has_stopped_when_the_command_ends(
    firemode_here: Commands,
) -> None:
    server = EmbeddedServer(firemode_here.folder)
    assert firemode_here("db", "start")[0]["running"] is True
    firemode_here("building", "list")
    assert server.status().held
    assert firemode_here("db", "stop") == ({"success": True, "running": False}, "")
    assert not server.status().running
    assert firemode_here("db", "stop")[0]["running"] is False


@pytest.mark.timeout(120)
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_that_a_recovery_is_announced_once_and_a_usual_start_is_not(firemode_here: Commands) -> None:
    server = EmbeddedServer(firemode_here.folder)
    assert firemode_here("db", "start")[1] == ""
    status = json.loads(server.home.status_file.read_text())
    os.kill(status["keeper"], signal.SIGSTOP)  # so that it cannot bring the server back
    os.kill(status["pid"], signal.SIGKILL)
    os.kill(status["keeper"], signal.SIGKILL)
    said = firemode_here("db", "start")[1]
    assert said.startswith(RECOVERING)
    assert firemode_here("building", "list")[1] == ""
    assert firemode_here("db", "status")[1] == ""
