"""No statement waits for ever. The server is told a time limit; where its answer does not come, the socket is shut.

A network that swallows packets and still acknowledges them leaves the driver waiting in ``poll``; a blocked COPY never
asks whether it should stop. Shutting the socket from another thread ends both.

A statement may take long while the server works on it. So the silence of the network is told from work by asking
beside: after a few seconds another connection takes the same way and asks what became of the statement
(``liveness.py``). Nothing is asked where the server is reached by a socket of this computer.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_INTRANS, connection, cursor

from firemode_desktop.database.liveness import answers

LOOK_EVERY_S = 0.5
GRACE_S = 5.0  # the server's own limit comes first, with a better message
ASK_AFTER_S = 3.0
"""Seconds without a word after which the server is asked what became of a statement."""
SILENT_S = 8.0
"""Seconds without any word after which the way to the server counts as silent."""

Ask = Callable[[float], bool]


class NoAnswer(psycopg2.OperationalError):
    """The deadline passed, or the network is silent, and the connection was shut."""


class InDoubt(psycopg2.OperationalError):
    """The connection went while a COMMIT was under way: whether it was carried out is not known."""


@dataclass
class _Watched:
    """A statement under way. ``heard``: when there was last a word of the server (monotonic, s)."""

    until: float
    own: socket.socket
    ask: Ask | None
    heard: float
    asking: bool = False
    shut: str = ""

    def overdue(self, now: float) -> str:
        """Why it should be ended, or nothing."""
        if now > self.until:
            return "overdue"
        return "silent" if self.ask is not None and now - self.heard > SILENT_S else ""


class Watchdog:
    """One thread that shuts the sockets of statements that are overdue, or whose server is not to be heard."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watched: dict[int, _Watched] = {}
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._last = 0

    @contextmanager
    def watch(self, fileno: int, limit_s: float, ask: Ask | None = None) -> Iterator[None]:
        """Run one statement; raises NoAnswer in its place when it was shut.

        ``ask(patience_s)`` says whether the server answers and still has the statement.
        """
        key = self._register(fileno, limit_s, ask)
        try:
            yield
        except psycopg2.Error as error:
            shut = self._watched[key].shut
            if shut:
                raise NoAnswer(f"no answer within {limit_s if shut == 'overdue' else SILENT_S:g} s") from error
            raise
        finally:
            self._forget(key)

    def close(self) -> None:
        """End the thread."""
        self._closed.set()

    def _register(self, fileno: int, limit_s: float, ask: Ask | None) -> int:
        own = socket.fromfd(fileno, socket.AF_INET, socket.SOCK_STREAM)  # a duplicate: the driver may close its own
        with self._lock:
            self._last += 1
            now = time.monotonic()
            self._watched[self._last] = _Watched(now + limit_s, own, ask, now)
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="statement deadline", daemon=True)
                self._thread.start()
            return self._last

    def _forget(self, key: int) -> None:
        with self._lock:
            self._watched.pop(key).own.close()

    def _look(self) -> None:
        while not self._closed.wait(LOOK_EVERY_S):
            now = time.monotonic()
            with self._lock:
                for one in self._watched.values():
                    if not one.shut and (why := one.overdue(now)):
                        one.shut = why
                        with suppress(OSError):  # the other side was quicker
                            one.own.shutdown(socket.SHUT_RDWR)
                    elif not one.shut and one.ask and not one.asking and now - one.heard > ASK_AFTER_S:
                        one.asking = True
                        threading.Thread(target=_listen, args=(one,), name="is it there?", daemon=True).start()


def _listen(one: _Watched) -> None:
    """Note whether the server still has this statement; patience ends when it would be shut anyway."""
    assert one.ask is not None
    if one.ask(one.heard + SILENT_S - time.monotonic()):
        one.heard = time.monotonic()
    else:
        time.sleep(LOOK_EVERY_S)
    one.asking = False


class WatchedConnection(connection):
    """A connection whose every statement, COPY and commit has a limit (no ``watchdog``: not yet watched).

    ``limit_s`` is how long an exchange with the server may take, in s.
    """

    watchdog: Watchdog | None = None
    limit_s: float = 0.0

    def __init__(self, way: str, *arguments: Any, **named: Any) -> None:
        super().__init__(way, *arguments, **named)
        local = self.info.host.startswith("/")
        pid = self.info.backend_pid
        self._ask: Ask | None = None if local else lambda patience_s: answers(way, pid, patience_s)

    def allow(self, deadline_s: float) -> None:
        """Wait as long as the server gives a statement, and a little longer."""
        self.limit_s = deadline_s + GRACE_S

    @contextmanager
    def watched(self) -> Iterator[None]:
        """One exchange with the server under the limit."""
        if self.watchdog is None or self.closed:
            yield
            return
        with self.watchdog.watch(self.fileno(), self.limit_s, self._ask):
            yield

    def keep(self, setting: str, value: str) -> None:
        """Give this connection a setting of the server's for as long as it lives; between two transactions."""
        with self.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", (setting, value))
        self.commit()

    def commit(self) -> None:
        """Raises InDoubt where the connection goes before the server has answered."""
        begun = not self.closed and self.info.transaction_status == TRANSACTION_STATUS_INTRANS
        try:
            with self.watched():
                super().commit()
        except psycopg2.Error as error:
            if begun and self.closed:
                raise InDoubt(str(error)) from error
            raise

    def rollback(self) -> None:
        if self.closed:
            return  # the server has rolled back what a lost connection left; the error that lost it is the one to tell
        with self.watched():
            super().rollback()


class WatchedCursor(cursor):
    """The cursor of a WatchedConnection."""

    connection: WatchedConnection

    def execute(self, *arguments: Any, **named: Any) -> None:
        with self.connection.watched():
            super().execute(*arguments, **named)

    def executemany(self, *arguments: Any, **named: Any) -> None:
        with self.connection.watched():
            super().executemany(*arguments, **named)

    def copy_expert(self, *arguments: Any, **named: Any) -> None:
        with self.connection.watched():
            super().copy_expert(*arguments, **named)

    def copy_from(self, *arguments: Any, **named: Any) -> None:
        with self.connection.watched():
            super().copy_from(*arguments, **named)

    def copy_to(self, *arguments: Any, **named: Any) -> None:
        with self.connection.watched():
            super().copy_to(*arguments, **named)
