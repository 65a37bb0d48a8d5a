"""What the program calls: the server of a data directory, for as long as it is needed."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg2
from psycopg2 import sql

from firemode_desktop.domain.errors import FiremodeError, Invalid, Refused, Unreachable
from firemode_desktop.embedded import cluster, keeper
from firemode_desktop.embedded.home import Home, Status
from firemode_desktop.embedded.locks import FileLock
from firemode_desktop.embedded.process import Answer, ask

START_S = 120.0
STOP_S = 30.0
DATABASE = "firemode"
_PAUSE_S = 0.02
_GRACE_S = 10.0  # for a keeper that was just spawned to take its lock
_ERRORS: dict[str, type[FiremodeError]] = {one.code: one for one in (Invalid, Refused, Unreachable)}


@dataclass(frozen=True)
class ServerStatus:
    """How the server stands; ``held`` means it stays up without users."""

    data_dir: Path
    running: bool
    held: bool
    pid: int | None
    text: str


class EmbeddedServer:
    """The PostgreSQL of a data directory, shared with every other process that uses the same directory.

    ``with EmbeddedServer(folder) as server: server.url()`` starts it where it does not run, and lets go of it at the
    end; the last one out stops it, whether it leaves or is killed. ``options`` are settings of the server for the
    one that starts it (tests: ``{"fsync": "off"}``).
    """

    def __init__(self, data_dir: Path, options: Mapping[str, str] | None = None) -> None:
        self.home = Home(Path(data_dir).absolute())
        self._options = dict(options or {})
        self._users = FileLock(self.home.users_lock)
        self._ready: Status | None = None

    def start(self, tell: Callable[[str], None] | None = None, database: str = DATABASE) -> str:
        """See that the server runs and has the database; returns the URL. Call it again when the server was lost.

        ``tell`` is given what is being done, in words. Raises Refused where the cluster is missing, foreign or of
        another version, Unreachable where the server does not start within 120 s (it then goes on recovering).
        """
        deadline = time.monotonic() + START_S
        self._make_home()
        if not self._users.held and not self._users.acquire(shared=True, wait_s=START_S):
            raise Unreachable("The database server is being stopped by another process and does not end.")
        try:
            self._ready = self._wait(tell or (lambda text: None), deadline)
            self._create(database)
        except BaseException:
            self._users.release()
            raise
        return self.url(database)

    def url(self, database: str = DATABASE) -> str:
        """The URL of a database on the running server, password included. Raises Unreachable when not started."""
        status = self._ready or Status.read(self.home)
        if status is None or status.state != "ready":
            raise Unreachable("The database server is not running.")
        password = quote(cluster.read_password(self.home), safe="")
        where = (
            f"@{status.host}:{status.port}/{quote(database, safe='')}"
            if not status.host.startswith("/")
            else f"@/{quote(database, safe='')}?host={quote(status.host, safe='/')}&port={status.port}"
        )
        return f"postgresql+psycopg2://{cluster.SUPERUSER}:{password}{where}"

    def stop(self, *, wait: bool = True) -> None:
        """Let go of the server; where this was the last one, it stops (``wait`` until it has)."""
        self._users.release()
        self._ready = None
        deadline = time.monotonic() + STOP_S
        while wait and self._is_last() and time.monotonic() < deadline:
            time.sleep(_PAUSE_S)

    def hold(self) -> None:
        """Keep the running server up after the last one out (``firemode db start``), until ``release``."""
        status = Status.read(self.home)
        if self._ready is None or status is None:
            raise Unreachable("The database server is not running.")
        self.home.held.write_text(status.run, encoding="ascii")

    def release(self) -> None:
        """Take back ``hold``."""
        self.home.held.unlink(missing_ok=True)

    def settle(self) -> None:
        """Write out what is in memory while the server still runs: a stop that takes too long is made at once."""
        if not self.status().running:
            return
        with contextlib.suppress(psycopg2.Error, FiremodeError):  # then the next start recovers
            connection = psycopg2.connect(self.url("postgres").replace("+psycopg2", "", 1), connect_timeout=10)
            with contextlib.closing(connection), connection.cursor() as cursor:
                cursor.execute("CHECKPOINT")

    def status(self) -> ServerStatus:
        """How the server stands, without starting it."""
        said = Status.read(self.home) if self.home.folder.is_dir() else None
        kept = said is not None and FileLock(self.home.keeper_lock).is_taken()
        running = said is not None and kept and said.state == "ready"
        held = said is not None and running and self._held_run() == said.run
        return ServerStatus(
            data_dir=self.home.data_dir,
            running=running,
            held=held,
            pid=said.pid if said is not None and running else None,
            text=said.text if said is not None and not running and (kept or said.state == "failed") else "",
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _make_home(self) -> None:
        try:
            self.home.make()
        except OSError as error:
            raise Refused(
                f"The data directory {self.home.data_dir} cannot be used: {error.strerror} ({error.filename}). "
                "Choose another with --data-dir or FIREMODE_DATA_DIR."
            ) from error

    def _wait(self, tell: Callable[[str], None], deadline: float) -> Status:
        """Spawn a keeper where there is none, and wait until its server answers."""
        before = Status.read(self.home)
        lock = FileLock(self.home.keeper_lock)
        spawned = 0.0
        told = before.text if before is not None and before.state == "ready" and lock.is_taken() else ""
        while time.monotonic() < deadline:
            said, kept = Status.read(self.home), lock.is_taken()
            if said is not None and not kept and said.state == "failed" and (before is None or said.run != before.run):
                raise _ERRORS.get(said.error, Unreachable)(said.text)
            if said is not None and kept and said.text and said.text != told:
                told = said.text
                tell(told)
            if said is not None and kept and said.state == "ready" and self._answers(said):
                return said
            if not kept and time.monotonic() - spawned > _GRACE_S:
                keeper.spawn(self.home, secrets.token_hex(8), self._options)
                spawned = time.monotonic()
            time.sleep(_PAUSE_S)
        raise Unreachable(
            f"The database is not ready after {START_S:.0f} s ({told or 'no word from it'}). "
            f"It goes on by itself; try again in a while. Its log is {self.home.log}."
        )

    def _answers(self, status: Status) -> bool:
        return ask(self.home, status.host, status.port) is Answer.OURS

    def _create(self, database: str) -> None:
        """Create the database where it is not there yet; two processes may try at once."""
        connection = psycopg2.connect(self.url("postgres").replace("+psycopg2", "", 1), connect_timeout=10)
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
                if cursor.fetchone() is None:
                    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))
        except (psycopg2.errors.DuplicateDatabase, psycopg2.errors.UniqueViolation):
            pass
        finally:
            connection.close()

    def _is_last(self) -> bool:
        """Whether a keeper still runs a server that nobody uses or holds."""
        if not self.home.folder.is_dir() or not FileLock(self.home.keeper_lock).is_taken():
            return False
        said = Status.read(self.home)
        if said is not None and self._held_run() == said.run:
            return False
        probe = FileLock(self.home.users_lock)
        unused = probe.acquire(shared=False)
        probe.release()
        return unused or probe.is_taken()  # taken: the keeper has it alone while it stops the server

    def _held_run(self) -> str | None:
        try:
            return self.home.held.read_text(encoding="ascii")
        except FileNotFoundError:
            return None
