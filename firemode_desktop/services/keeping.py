"""Where the records are kept: the database, its server, what was kept of it before, and the folders beside it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import head

_FACTS = """
SELECT current_database(), current_setting('server_version'), session_user::text,
       pg_database_size(current_database()), host(inet_server_addr()),
       (SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl),
       (SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND usesysid IS NOT NULL
           AND coalesce(backend_type, 'client backend') = 'client backend'),
       (SELECT max(version_num) FROM alembic_version)
"""
_KEPT = """
SELECT datname, CASE WHEN has_database_privilege(datname, 'CONNECT') THEN pg_database_size(datname) END
FROM pg_database WHERE starts_with(datname, :prefix) ORDER BY datname DESC
"""


@dataclass(frozen=True, slots=True)
class KeptDatabase:
    """A database that a restore put aside; its size in bytes, where this login may know it."""

    name: str
    size_bytes: int | None


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """What is known of the database that is open. ``address`` and ``encryption`` are None where there is none."""

    name: str
    server_version: str
    login: str
    size_bytes: int
    address: str | None
    encryption: str | None
    connections: int
    revision: str | None
    head: str
    kept: tuple[KeptDatabase, ...]


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """A folder of files: how many there are, and their bytes."""

    path: Path
    files: int
    size_bytes: int


def facts(session: Session) -> DatabaseFacts:
    """What the server says of the database, and which ones were put aside by restores."""
    name, version, login, size, address, encryption, connections, revision = session.execute(text(_FACTS)).one()
    kept = session.execute(text(_KEPT), {"prefix": f"{name}_before_"})
    return DatabaseFacts(
        name=name,
        server_version=str(version).split()[0],
        login=login,
        size_bytes=size,
        address=address,
        encryption=encryption,
        connections=connections,
        revision=revision,
        head=head(),
        kept=tuple(KeptDatabase(str(one), bytes_) for one, bytes_ in kept),
    )


def folder(path: Path) -> FolderFacts:
    """Count the files below ``path``; a folder that is not there yet holds none."""
    files = size = 0
    for where, _, names in os.walk(path):
        for name in names:
            try:
                size += os.stat(os.path.join(where, name)).st_size
            except OSError:  # it was renamed meanwhile
                continue
            files += 1
    return FolderFacts(path, files, size)


def show_bytes(count: int) -> str:
    """``15.9 MB``: three figures and a unit, in powers of 1000 as the file manager shows it."""
    value, units = float(count), ["bytes", "kB", "MB", "GB", "TB"]
    while value >= 999.5 and len(units) > 1:
        value, units = value / 1000, units[1:]
    if units[0] == "bytes":
        return f"{count} bytes"
    return f"{value:.0f} {units[0]}" if value >= 99.95 else f"{value:.1f} {units[0]}"
