"""Faults at a moment of a job: before or after a statement of a connection, or so many milliseconds into it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg2
from sqlalchemy import event

from firemode_desktop.database import Database

Fault = Callable[[int], None]
"""What is done to the server's process that serves the job, given its id."""


class Moment:
    """Strikes once: ``before:N``, ``after:N`` the N-th statement, or ``ms:N`` after the first. ``struck`` says so."""

    def __init__(self, said: str, fault: Fault) -> None:
        self._how, _, number = said.partition(":")
        self._number, self._fault = int(number), fault
        self._seen = -1
        self.struck = False
        self._timer: threading.Timer | None = None

    def watch(self, database: Database) -> Database:
        """Look over the shoulder of this database's statements."""
        event.listen(database.engine, "before_cursor_execute", self._before)
        event.listen(database.engine, "after_cursor_execute", self._after)
        return database

    def over(self) -> None:
        """The job has ended: nothing strikes any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()

    def _before(self, connection: Any, *_: Any) -> None:
        self._seen += 1
        pid = _process(connection)
        if self._how == "ms" and self._seen == 0:
            self._timer = threading.Timer(self._number / 1000, self._strike, (pid,))
            self._timer.daemon = True
            self._timer.start()
        self._at("before", pid)

    def _after(self, connection: Any, *_: Any) -> None:
        self._at("after", _process(connection))

    def _at(self, how: str, pid: int) -> None:
        if (self._how, self._number) == (how, self._seen):
            self._strike(pid)

    def _strike(self, pid: int) -> None:
        if not self.struck:
            self.struck = True
            self._fault(pid)


def _process(connection: Any) -> int:
    return int(connection.connection.dbapi_connection.info.backend_pid)


def ended_by(url: str) -> Fault:
    """``pg_terminate_backend`` by another connection, until the process is gone."""

    def fault(pid: int) -> None:
        with suppress(psycopg2.Error):
            beside = psycopg2.connect(url.replace("+psycopg2", "", 1))
            beside.autocommit = True
            with beside.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s, 5000)", (pid,))
            beside.close()

    return fault
