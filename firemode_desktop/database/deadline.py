"""No statement waits for ever. The server is told a time limit; where its answer does not come, the socket is shut.

A network that swallows packets and still acknowledges them leaves the driver waiting in ``poll``; a blocked COPY never
asks whether it should stop. Shutting the socket from another thread ends both.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from psycopg2.extensions import connection, cursor

LOOK_EVERY_S = 0.5
GRACE_S = 5.0  # the server's own limit comes first, with a better message


class NoAnswer(psycopg2.OperationalError):
    """The deadline passed and the connection was shut."""


class Watchdog:
    """One thread that shuts the sockets of statements that are overdue."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watched: dict[int, tuple[float, socket.socket]] = {}
        self._overdue: set[int] = set()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._last = 0

    @contextmanager
    def watch(self, fileno: int, deadline_s: float) -> Iterator[None]:
        """Run one statement; raises NoAnswer in its place when it was overdue."""
        key = self._register(fileno, deadline_s)
        try:
            yield
        except psycopg2.Error as error:
            if key in self._overdue:
                raise NoAnswer(f"no answer within {deadline_s:g} s") from error
            raise
        finally:
            self._forget(key)

    def close(self) -> None:
        """End the thread."""
        self._closed.set()

    def _register(self, fileno: int, deadline_s: float) -> int:
        own = socket.fromfd(fileno, socket.AF_INET, socket.SOCK_STREAM)  # a duplicate: the driver may close its own
        with self._lock:
            self._last += 1
            self._watched[self._last] = time.monotonic() + deadline_s, own
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="statement deadline", daemon=True)
                self._thread.start()
            return self._last

    def _forget(self, key: int) -> None:
        with self._lock:
            self._watched.pop(key)[1].close()
            self._overdue.discard(key)

    def _look(self) -> None:
        while not self._closed.wait(LOOK_EVERY_S):
            now = time.monotonic()
            with self._lock:
                for key, (deadline, own) in self._watched.items():
                    if now > deadline and key not in self._overdue:
                        self._overdue.add(key)
                        own.shutdown(socket.SHUT_RDWR)


class WatchedConnection(connection):
    """A connection whose every statement, COPY and commit has a deadline (None: not yet watched)."""

    watchdog: Watchdog | None = None
    deadline_s: float = 0.0

    @contextmanager
    def watched(self) -> Iterator[None]:
        """One exchange with the server under the deadline."""
        if self.watchdog is None or self.closed:
            yield
            return
        with self.watchdog.watch(self.fileno(), self.deadline_s + GRACE_S):
            yield

    def commit(self) -> None:
        with self.watched():
            super().commit()

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
