"""The ``firemode`` command that dies at a given moment, as a power cut or an impatient person would have it.

    python -m benchmarks.dying baseline import FILE …

Each line of standard input is a moment; a fork of this process runs the command and dies then. How it ended and what it
said is answered as one line of JSON. (A fork, because starting takes longer than importing; it is a process as any.)

``MOMENT``: ``before:N`` and ``after:N`` the N-th statement of the transaction that writes (0 takes the building's
lock), ``copy`` while the rows are sent, ``commit`` before and ``committed`` after the server has done it, ``ms:N`` so
many milliseconds after the first statement.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
import threading
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from firemode_desktop.cli import main
from firemode_desktop.database import deadline

FIRST = "SELECT id FROM buildings WHERE id"


def die() -> None:
    """Without a word: no handler runs, no buffer is flushed, no connection is closed."""
    os.kill(os.getpid(), signal.SIGKILL)


class Moment:
    """Counts the statements of the transaction that writes, and dies at its own."""

    def __init__(self, said: str) -> None:
        self.how, _, number = said.partition(":")
        self.number = int(number or 0)
        self.seen = -1

    def before(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        if self.seen < 0 and FIRST not in statement:
            return
        self.seen += 1
        if self.seen == 0 and self.how == "ms":
            timer = threading.Timer(self.number / 1000, die)
            timer.daemon = True
            timer.start()
        self._die_at("before")

    def after(self, *_: Any) -> None:
        self._die_at("after")

    def _die_at(self, how: str) -> None:
        if (self.how, self.number) == (how, self.seen):
            die()


def watch(moment: Moment) -> None:
    """Look over the shoulder of every connection of this process."""
    event.listen(Engine, "before_cursor_execute", moment.before)
    event.listen(Engine, "after_cursor_execute", moment.after)
    commit, copy = deadline.WatchedConnection.commit, deadline.WatchedCursor.copy_expert

    def dying_commit(self: deadline.WatchedConnection) -> None:
        if moment.seen >= 0 and moment.how == "commit":
            die()
        commit(self)
        if moment.seen >= 0 and moment.how == "committed":
            die()

    def dying_copy(self: deadline.WatchedCursor, statement: str, file: Any) -> None:
        copy(self, statement, _HalfRead(file) if moment.how == "copy" else file)

    deadline.WatchedConnection.commit = dying_commit  # type: ignore[method-assign]
    deadline.WatchedCursor.copy_expert = dying_copy  # type: ignore[method-assign]


class _HalfRead:
    """A file whose reader dies half-way."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._halves = 0

    def read(self, size: int = -1) -> str:
        self._halves += 1
        if self._halves > 1:
            die()
        text: str = self._file.read(1000)
        return text


def ended(moment: str, words: list[str]) -> dict[str, Any]:
    """How one process came to its end: its exit code (below zero: the signal) and what it said until then."""
    with TemporaryFile("w+") as out:
        process = os.fork()
        if process == 0:
            os.dup2(out.fileno(), sys.stdout.fileno())
            watch(Moment(moment))
            os._exit(main(words))
        _, status = os.waitpid(process, 0)
        out.seek(0)
        return {"exit_code": os.waitstatus_to_exitcode(status), "out": out.read()}


def serve(words: list[str]) -> None:
    """A process for each line that comes in."""
    for name in (
        "services.importing",
        "services.opening",
        "services.catalogue",
        "imports.files.workbook",
        "imports.baselines.plan",
    ):
        importlib.import_module(f"firemode_desktop.{name}")
    for moment in iter(sys.stdin.readline, ""):
        answer = json.dumps(ended(moment.strip(), words))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1:])
