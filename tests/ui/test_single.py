"""One window for a data directory: second starts, files handed over, unexpected ends. Real processes and sockets."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.errors import Refused
from firemode_desktop.ui import single
from firemode_desktop.ui.single import LOCK, OneWindow

ANOTHER = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from firemode_desktop.domain.errors import Refused
from firemode_desktop.ui.single import OneWindow

qt = QCoreApplication([])
only = OneWindow(Path(sys.argv[1]))
try:
    mine = only.begin(Path(sys.argv[2]) if sys.argv[2] else None)
except Refused as error:
    sys.exit(f"refused: {error.message}")
print("mine" if mine else "handed over", only.ended_badly is not None, flush=True)
if mine and sys.argv[3] == "stay":
    time.sleep(60)
if sys.argv[3] == "end":
    only.end()
os._exit(0)
"""


def another(folder: Path, file: str = "", then: str = "end") -> subprocess.Popen[str]:
    """Another start of the program on that directory."""
    words = [sys.executable, "-c", ANOTHER, str(folder), file, then]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> str:
    out, error = process.communicate(timeout=60)
    return (out + error).strip()


@pytest.fixture
def first(qtbot: QtBot, tmp_path: Path) -> Iterator[OneWindow]:
    only = OneWindow(tmp_path / "data")
    assert only.begin()
    yield only
    only.end()


def test_that_a_second_start_raises_the_first_window_and_ends(qtbot: QtBot, first: OneWindow) -> None:
    with qtbot.waitSignal(first.asked, timeout=30_000) as asked:
        second = another(first.folder)
    assert asked.args == [""]
    assert said(second) == "handed over False"


def test_that_its_file_is_handed_to_the_first_window_wherever_it_was_started(
    qtbot: QtBot, first: OneWindow, tmp_path: Path
) -> None:
    file = tmp_path / "Bücher “a” b.pdf"
    with qtbot.waitSignal(first.asked, timeout=30_000) as asked:
        second = another(first.folder, str(file))
    assert asked.args == [str(file)]
    assert said(second).startswith("handed over")


def test_that_another_directory_has_a_window_of_its_own(first: OneWindow, tmp_path: Path) -> None:
    assert said(another(tmp_path / "other")) == "mine False"


def test_that_a_window_that_was_closed_leaves_nothing_to_say(tmp_path: Path) -> None:
    assert said(another(tmp_path, then="end")) == "mine False"
    assert said(another(tmp_path, then="end")) == "mine False"


def test_that_a_window_that_was_killed_is_told_of_once_and_its_place_is_taken(qtbot: QtBot, tmp_path: Path) -> None:
    killed = another(tmp_path, then="stay")
    assert killed.stdout is not None
    assert killed.stdout.readline() == "mine False\n"
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate()

    only = OneWindow(tmp_path)
    assert only.begin()
    assert only.ended_badly is not None
    with qtbot.waitSignal(only.asked, timeout=30_000):  # its socket was taken over too
        second = another(tmp_path)
    assert said(second).startswith("handed over")
    only.end()
    assert said(another(tmp_path)) == "mine False"


def test_that_a_window_that_does_not_answer_is_told_with_the_way_out(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hung = another(tmp_path, then="stay")  # it listens, and its loop does not run
    assert hung.stdout is not None
    hung.stdout.readline()
    monkeypatch.setattr(single, "PATIENCE_MS", 300)
    with pytest.raises(Refused, match="does not answer") as refused:
        OneWindow(tmp_path).begin()
    assert str(hung.pid) in refused.value.details[0]
    hung.kill()
    hung.communicate()


def test_that_a_directory_that_cannot_be_written_is_left_to_the_database_to_tell(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here is a file, not a directory")
    only = OneWindow(tmp_path / "file" / "data")
    assert only.begin()
    only.end()


def test_that_what_is_no_request_is_dropped(qtbot: QtBot, first: OneWindow) -> None:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(2000)
    with qtbot.assertNotEmitted(first.asked), qtbot.waitSignal(socket.disconnected, timeout=5000):
        socket.write(b"[1, 2]\n")


def test_that_the_lock_says_which_process_it_is(first: OneWindow) -> None:
    pid, *_ = QLockFile(str(first.folder / LOCK)).getLockInfo()
    assert pid == os.getpid()
