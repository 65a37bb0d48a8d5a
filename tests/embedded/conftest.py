"""Servers of their own for these tests, and other processes that use them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firemode_desktop.embedded import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
FAST = {"fsync": "off", "full_page_writes": "off"}

USER = """
import sys
from pathlib import Path
from firemode_desktop.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]), {"fsync": "off", "full_page_writes": "off"})
server.start()
print(server.status().pid, flush=True)
sys.stdin.read()
server.stop()
"""


class OtherProcess:
    """A second program that uses the server until it is told to leave, or is killed."""

    def __init__(self, data_dir: Path) -> None:
        path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
        environ = {**os.environ, "PYTHONPATH": path}
        self._process = subprocess.Popen(
            [sys.executable, "-c", USER, str(data_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environ,
        )

    def server_pid(self) -> int:
        """The pid of the server it uses, as soon as it does."""
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())

    def leave(self) -> None:
        """End in order."""
        self._process.communicate(timeout=60)

    def kill(self) -> None:
        """``kill -9``."""
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def start_other() -> Iterator[Callable[[Path], OtherProcess]]:
    """Starts other users of a data directory; whoever still runs at the end is killed."""
    started: list[OtherProcess] = []

    def start(data_dir: Path) -> OtherProcess:
        started.append(OtherProcess(data_dir))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data directory whose server has ended by the end of the test."""
    folder = tmp_path / "data"
    yield folder
    last = EmbeddedServer(folder)
    last.release()
    last.stop()
    assert not last.status().running, "a server was left running"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory after its first start: making a cluster takes a second, copying it a tenth of one."""
    folder = tmp_path_factory.mktemp("made-once") / "data"
    with EmbeddedServer(folder, FAST):
        pass
    assert not EmbeddedServer(folder).status().running
    return folder


@pytest.fixture
def first(data_dir: Path) -> Iterator[EmbeddedServer]:
    """A server before its very first start; whoever starts it need not stop it."""
    made = EmbeddedServer(data_dir, FAST)
    yield made
    made.release()
    made.stop()


@pytest.fixture
def server(made_once: Path, data_dir: Path, first: EmbeddedServer) -> EmbeddedServer:
    """A server that ran before and is not started now."""
    subprocess.run(["cp", "-a", str(made_once), str(data_dir)], check=True)  # with its owners
    return first


def gone_within(pid: int, seconds: float) -> bool:
    """Whether the process ends in that time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not runs(pid):
            return True
        time.sleep(0.02)
    return False


def runs(pid: int) -> bool:
    """Whether the process runs; one that has ended but was not yet collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(errors="replace").rpartition(")")[2].split()[0] != "Z"
