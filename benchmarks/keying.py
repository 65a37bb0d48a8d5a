"""A person who keys in readings and whose computer dies: ``python -m benchmarks.keying URL DATA_DIR SESSION PERSON``.

For each line that comes in (``ms:40``, ``commit:3``, ``committed:3``, ``fsync:9``, ``synced:9`` or ``end``) a process
goes on with the session: the real journal and the real outbox over a real connection, drafts while a number is typed,
then the result. It dies by SIGKILL at that moment (``end``: never). What it lived to say comes back as a line of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, deadline
from firemode_desktop.domain.entry import Entry
from firemode_desktop.services.journal import Entered, Kind, folder_for
from firemode_desktop.services.journal import file as journal_file
from firemode_desktop.services.testing import Result
from firemode_desktop.services.testing.bench import load
from firemode_desktop.services.testing.delivering import Delivered, to_dict
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.testing.outbox import Outbox

PLACE = "the server of the proof"
MANY = 120
A_KEY_MS = 4
"""Between two keys: so that no computer, however fast, has all keyed in before its last death."""


@dataclass(frozen=True)
class Person:
    """Who keys in."""

    id: UUID
    full_name: str = "Engineer One"


def reading_of(place: int) -> str:
    """What is read at the test of that place in the session; every fifth reading opens a fault."""
    return f"{10 + place / 1000:.3f}" if place % 5 == 0 else f"{30 + place / 1000:.3f}"


@dataclass(frozen=True)
class ToKey:
    """One test that is keyed in."""

    instance_id: UUID
    identifier: str
    text: str


_TESTS = """
    SELECT instance_id, scoped_identifier, status FROM test_instances
    WHERE session_id = :session AND measurement_type IN ('pressure_differential', 'door_opening_force')
    ORDER BY sequence_order, scoped_identifier LIMIT :many"""


def to_key(session_id: UUID, session: Session) -> list[ToKey]:
    """The pressures and forces of a session (at most ``MANY``), less what is on record."""
    found = session.execute(text(_TESTS), {"session": session_id, "many": MANY}).all()
    return [ToKey(row[0], row[1], reading_of(place)) for place, row in enumerate(found) if row[2] == "pending"]


class Keying:
    """One life of the program: takes up the journal, keys in what is left, and leaves when all is on record."""

    def __init__(self, url: str, data_dir: Path, session_id: UUID, person: UUID, say: Callable[[str], None]) -> None:
        self._say, self._session_id = say, session_id
        self._database = Database(url)
        self.background = Background(self._database.run)
        self.outbox = Outbox(
            self.background, folder_for(data_dir, PLACE), PLACE, Person(person), lambda: datetime.now(UTC)
        )
        self._left: list[ToKey] = []
        self._begun = False
        self.background.failed.connect(self._on_defect)
        self.outbox.opened.connect(self._ask)
        self.outbox.taken.connect(self._on_taken)
        self.outbox.delivered.connect(self._on_delivered)
        self.outbox.refused.connect(lambda one, reason: say(f"refused {one.words} {reason}"))
        self.outbox.changed.connect(self._leave_when_done)
        self.outbox.open()

    def _on_defect(self, error: object) -> None:
        self._say(f"refused - {error!r}")
        QCoreApplication.exit(1)

    def _ask(self) -> None:
        drafts = self.outbox.drafts_of(self._session_id)
        self._say(f"found {len(self.outbox.mine)} waiting, {len(drafts)} drafts")
        self.background.ask(self.outbox, partial(to_key, self._session_id), self._begin)

    def _begin(self, found: list[ToKey]) -> None:
        waiting = {one.instance_id for one in self.outbox.waiting_of(self._session_id)}
        self._left = [one for one in found if one.instance_id not in waiting]
        self._begun = True
        self._type()

    def _type(self) -> None:
        """Each key of the next reading, then Enter."""
        if not self._left:
            self._leave_when_done()
            return
        one = self._left[0]
        self._say(f"typing {one.identifier} {one.text}")
        self._key(one, 1)

    def _key(self, one: ToKey, many: int) -> None:
        if many <= len(one.text):
            self.outbox.draft(self._session_id, one.instance_id, to_dict(Entry((one.text[:many],))))
            QTimer.singleShot(A_KEY_MS, self.outbox, partial(self._key, one, many + 1))
        else:
            self._enter(one)

    def _enter(self, one: ToKey) -> None:
        result = to_dict(Result(one.identifier, value=Decimal(one.text), measured_at=datetime.now(UTC)))
        typed = to_dict(Entry((one.text,)))
        self.outbox.post(
            self.outbox.entered(Kind.RESULT, self._session_id, one.instance_id, one.identifier, one.text, result, typed)
        )

    def _on_taken(self, one: Entered) -> None:
        self._say(f"taken {one.title} {one.words}")
        self._left.pop(0)
        self._type()

    def _on_delivered(self, one: Entered, _outcome: Delivered) -> None:
        self._say(f"delivered {one.title} {one.words}")

    def _leave_when_done(self) -> None:
        if self._begun and not self._left and self.outbox.kept.idle:
            self.outbox.close()
            self.background.close()
            QCoreApplication.exit(0)


# --- how it dies -----------------------------------------------------------------------------------------------------


def die() -> None:
    """At once, as when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


def doom(moment: str) -> None:
    """Die at this moment of this life."""
    how, _, number = moment.partition(":")
    if how == "ms":
        timer = threading.Timer(int(number) / 1000, die)
        timer.daemon = True
        timer.start()
    elif how in ("commit", "committed"):
        deadline.WatchedConnection.commit = _dying(  # type: ignore[method-assign]
            deadline.WatchedConnection.commit, int(number), how == "commit"
        )
    elif how in ("fsync", "synced"):
        journal_file._flush = _dying(journal_file._flush, int(number), how == "fsync")


def _dying(real: Callable[..., Any], number: int, before: bool) -> Callable[..., Any]:
    seen = 0

    def doomed(*arguments: Any) -> Any:
        nonlocal seen
        seen += 1
        if before and seen == number:
            die()
        done = real(*arguments)
        if seen == number:
            die()
        return done

    return doomed


def lived(moment: str, arguments: list[str]) -> dict[str, Any]:
    """One life: its end (below zero: the signal) and what it said until then."""
    url, data_dir, session_id, person = arguments
    with TemporaryFile("w+") as out:
        process = os.fork()
        if process == 0:
            doom(moment)
            qt = QCoreApplication([])
            life = Keying(url, Path(data_dir), UUID(session_id), UUID(person), lambda text: _tell(out.fileno(), text))
            code = qt.exec()
            del life
            os._exit(code)
        _, status = os.waitpid(process, 0)
        out.seek(0)
        return {"exit_code": os.waitstatus_to_exitcode(status), "said": out.read().splitlines()}


def _tell(handle: int, text: str) -> None:
    os.write(handle, f"{text}\n".encode())


def serve(arguments: list[str]) -> None:
    """A life for each line that comes in; what every program does once when it starts is done before."""
    warm = Database(arguments[0])
    warm.run(lambda session: load(session, UUID(arguments[2])))
    warm.close()
    for moment in iter(sys.stdin.readline, ""):
        began = time.monotonic()
        answer = lived(moment.strip(), arguments)
        sys.stdout.write(json.dumps({**answer, "seconds": time.monotonic() - began}) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1:])
