"""pg_dump and pg_restore: which ones fit a server, and running them. Passwords go through the environment only."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from psycopg2.extensions import make_dsn
from sqlalchemy import make_url

from firemode_desktop.database import normalise, without_password
from firemode_desktop.database.urls import demanded
from firemode_desktop.domain.errors import Refused
from firemode_desktop.embedded import binaries, cluster

LOOPBACK = ("localhost", "127.0.0.1", "::1")
ENCRYPTED = ("require", "verify-ca", "verify-full")
PIECE = 1 << 20
_LOOK_EVERY_S = 0.1
_EXE = ".exe" if sys.platform == "win32" else ""
_HARMLESS = 'unrecognized configuration parameter "transaction_timeout"'  # pg_restore 17+ says it to any older server


@dataclass(frozen=True, slots=True)
class Address:
    """A database as libpq is told of it: ``dsn`` without the password, which ``environment`` carries."""

    url: str
    dsn: str
    database: str
    here: bool
    password: str | None

    @property
    def environment(self) -> Mapping[str, str]:
        """For a program that connects there; a person's own PG… settings stay as they are for psycopg2."""
        kept = {key: value for key, value in os.environ.items() if key.startswith("PG")}
        secret = {"PGPASSWORD": self.password} if self.password is not None else {}
        return {**cluster.environment(), **kept, **secret}


@dataclass(frozen=True, slots=True)
class Pair:
    """A folder with pg_dump and pg_restore of one major version."""

    folder: Path
    major: int

    def path(self, name: str) -> Path:
        return self.folder / f"{name}{_EXE}"


def address(url: str) -> Address:
    """What a URL means to libpq. ``here``: through a socket or the loopback, so that no encryption is asked for."""
    parsed = make_url(normalise(url))
    said: dict[str, Any] = dict(parsed.get_dialect()().create_connect_args(parsed)[1])
    password = said.pop("password", None)
    plain = {key: value for key, value in said.items() if "password" not in key.lower()}
    plain |= demanded(url)
    host = str(plain.get("host") or "")
    here = not host or host.startswith("/") or host in LOOPBACK
    here = here and plain.get("sslmode") not in ENCRYPTED
    name = str(plain.get("dbname") or plain.get("user") or "")
    return Address(url, make_dsn(**plain), name, here, None if password is None else str(password))


def major(version: str) -> int:
    """``18.6`` → 18."""
    return int(version.split(".")[0])


def find(where: Address, oldest: int) -> Pair:
    """The tools for a server of major version ``oldest``: the oldest ones that are not older than that.

    On this machine those that come along will do (they know no TLS), and those on the PATH; elsewhere only these.

    Raises:
        Refused: there are none, in words that say what was found.
    """
    own = _own() if where.here else None
    found = [*([own] if own else []), *_on_path()]
    fitting = [pair for pair in found if pair.major >= oldest]
    if fitting:
        return min(fitting, key=lambda pair: pair.major)
    known = ", ".join(f"{pair.major} in {pair.folder}" for pair in found) or "none"
    raise Refused(
        f"This needs pg_dump and pg_restore of PostgreSQL {oldest} or later on this computer; found: {known}.",
        [f"Install the client programs of PostgreSQL {oldest} (Debian: postgresql-client-{oldest})."],
    )


def dump(pair: Pair, where: Address, snapshot: str, into: Callable[[bytes], object]) -> None:
    """Write the database, as ``snapshot`` shows it, in pg_dump's own compressed format.

    Raises:
        Refused: pg_dump gave up; its own words follow.
    """
    options = ["--format=custom", f"--snapshot={snapshot}", "--lock-wait-timeout=30s"]
    with _running(pair, "pg_dump", where, *options, stdout=subprocess.PIPE) as (process, said):
        assert process.stdout is not None
        while piece := process.stdout.read(PIECE):
            into(piece)
        if process.wait() != 0:
            raise _failed("The backup could not be made", said(), where)


def restore(pair: Pair, where: Address, dump: Path, tell: Callable[[str], object]) -> None:
    """Bring a dump back into an empty database; whoever restores owns what comes back.

    Raises:
        Refused: pg_restore could not bring everything back; its own words follow.
    """
    options = ["--no-owner", str(dump)]
    with _running(pair, "pg_restore", where, *options, stdout=subprocess.DEVNULL) as (process, said):
        while process.poll() is None:
            tell("Restoring beside the database …")
            time.sleep(_LOOK_EVERY_S)
        errors = [line for line in said().splitlines() if "error:" in line and _HARMLESS not in line]
        if errors or (process.returncode != 0 and _HARMLESS not in said()):
            raise _failed("The backup could not be brought back; nothing was changed", said(), where)


@contextmanager
def _running(
    pair: Pair, name: str, where: Address, *options: str, stdout: int
) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], str]]]:
    """Run one of the tools; it is ended when the block is left early. The second value tells what it said so far."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [str(pair.path(name)), "--no-password", f"--dbname={where.dsn}", *options],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=errors,
            env=dict(where.environment),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        try:
            yield process, lambda: _read(errors)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _failed(what: str, said: str, where: Address) -> Refused:
    lines = [line for line in without_password(said, where.url).splitlines() if line.strip()]
    return Refused(f"{what}.", lines[:20])


def _on_path() -> Iterator[Pair]:
    """Every folder of the PATH that has both tools."""
    for entry in dict.fromkeys(os.environ.get("PATH", "").split(os.pathsep)):
        if entry and (pair := _pair(Path(entry))) is not None:
            yield pair


def _own() -> Pair | None:
    """The tools that come along, or those of FIREMODE_PG_BIN."""
    try:
        return _pair(binaries.find().folder)
    except Refused:
        return None


def _pair(folder: Path) -> Pair | None:
    tools = [folder / f"{name}{_EXE}" for name in ("pg_dump", "pg_restore")]
    if not all(os.access(tool, os.X_OK) and tool.is_file() for tool in tools):
        return None
    try:
        said = subprocess.run([tools[0], "--version"], capture_output=True, text=True, timeout=60).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return Pair(folder, int(found[1])) if found else None
