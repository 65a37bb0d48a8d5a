"""A primary of our own and a real streaming standby of it, both from the binaries that come along."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg2
import pytest
from sqlalchemy import create_engine, make_url, text

from firemode_desktop.database import Database
from firemode_desktop.embedded import EmbeddedServer, account, binaries
from firemode_desktop.embedded.cluster import as_account, environment, read_password
from tests.conftest import _room_for_a_server

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
FAST = {"fsync": "off", "full_page_writes": "off"}
IMPATIENT = {**FAST, "max_standby_streaming_delay": "50ms"}
"""The standby cancels a read that stands in the way of what it replays, almost at once."""


def url_at(folder: Path, password: str, database: str, user: str = "firemode") -> str:
    """A database on the server whose socket lies in ``folder``."""
    return f"postgresql://{user}:{quote(password, safe='')}@/{database}?host={folder}&port=5432"


def command(url: str, *statements: str) -> None:
    """Statements outside a transaction."""
    admin = create_engine(make_url(url).set(drivername="postgresql+psycopg2"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


@dataclass
class Standby:
    """A server that follows ``primary``: a copy of its cluster, streamed to over its socket."""

    primary: EmbeddedServer
    folder: Path
    password: str = ""
    _process: subprocess.Popen[bytes] | None = None
    _account: account.Account | None = field(init=False)
    _binaries: binaries.Binaries = field(init=False)

    def __post_init__(self) -> None:
        self._binaries = binaries.find()
        self._account = account.for_server(self._binaries.folder, self.folder)
        self.password = read_password(self.primary.home)
        if self._account:
            self._account.own(self.folder)
        made = self._run("pg_basebackup", "-D", self.cluster, "-R", "-X", "stream", "-c", "fast", "--no-sync")
        assert made.wait(60) == 0, "the primary could not be copied"

    @property
    def cluster(self) -> Path:
        """Its data directory."""
        return self.folder / "cluster"

    def url(self, database: str, password: str = "", user: str = "firemode") -> str:
        """The URL of a database there."""
        return url_at(self.folder, password or self.password, database, user)

    def start(self) -> None:
        """Follow the primary, until ``kill``."""
        settings = {**IMPATIENT, "listen_addresses": "", "port": "5432", "unix_socket_directories": str(self.folder)}
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._process = self._run("postgres", "-D", self.cluster, *arguments)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with suppress(psycopg2.OperationalError):
                psycopg2.connect(self.url("postgres")).close()
                return
            time.sleep(0.02)
        raise AssertionError((self.folder / "log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def kill(self) -> None:
        """End it without any notice, and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)  # its children go with it, as in a crash
            self._process.wait(20)
            self._process = None

    def silence(self, silent: bool) -> None:
        """Stop replaying what the primary writes, or go on."""
        command(self.url("postgres"), f"SELECT pg_wal_replay_{'pause' if silent else 'resume'}()")

    def _run(self, program: str, *arguments: str | Path) -> subprocess.Popen[bytes]:
        status = make_url(self.primary.url())
        whence = {"PGHOST": str(status.query["host"]), "PGPORT": str(status.query["port"]), "PGUSER": "firemode"}
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [self._binaries.path(program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**environment(), **whence, "PGPASSWORD": self.password},
                cwd="/",
                preexec_fn=as_account(self._account, signal.SIGINT),
            )


@dataclass(frozen=True)
class Pair:
    """A database at head, and its replica."""

    url: str
    standby: Standby

    @property
    def read_url(self) -> str:
        return self.standby.url("firemode")


@pytest.fixture(scope="session")
def _pair() -> Iterator[Pair]:
    """Made once for the tests of this folder; nothing of it is left behind."""
    folder = _room_for_a_server() / f"firemode-tests-{os.getpid()}-{uuid.uuid4().hex[:6]}"
    (folder / "standby").mkdir(parents=True)
    folder.chmod(0o711)
    standby: Standby | None = None
    primary = EmbeddedServer(folder / "primary", FAST)
    try:
        database = Database(primary.start())
        database.upgrade()
        database.close()
        standby = Standby(primary, folder / "standby")
        standby.start()
        yield Pair(primary.url(), standby)
    finally:
        if standby is not None:
            standby.kill()
        primary.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def pair(_pair: Pair) -> Iterator[Pair]:
    """Both at work, and again so at the end."""
    yield _pair
    if _pair.standby._process is None:
        _pair.standby.start()
    _pair.standby.silence(False)


@pytest.fixture
def database(pair: Pair) -> Iterator[Database]:
    """The database with its replica."""
    made = Database(pair.url, read_url=pair.read_url)
    yield made
    made.close()
