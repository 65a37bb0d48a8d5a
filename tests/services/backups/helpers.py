"""Looking into databases, and spoiling backups."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Engine, create_engine, make_url, text

from firemode_desktop.database import Database
from firemode_desktop.services.backups import content
from firemode_desktop.services.backups.archive import DIGEST, MANIFEST, SEAL
from firemode_desktop.services.backups.content import Content

RENAMED = "Renamed after the backup"


def quiet(_: str) -> None:
    """Nobody listens."""


def whole(database: Database) -> Content:
    """Everything that a database holds."""
    return database.run(lambda session: content.read(session, quiet))


def tables(database: Database) -> dict[str, content.Table]:
    """Every table's rows and hash."""
    return dict(whole(database).tables)


def names(database: Database) -> list[str]:
    """The buildings there are."""
    query = "SELECT name FROM buildings ORDER BY 1"
    return database.run(lambda session: list(session.scalars(text(query))))


def rename(database: Database) -> None:
    database.run(lambda session: session.execute(text("UPDATE buildings SET name = :name"), {"name": RENAMED}))


def beside(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def admin(url: str) -> Iterator[Engine]:
    engine = create_engine(make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def databases(url: str, of: str) -> list[str]:
    """The databases on the server whose names begin so."""
    with admin(url) as engine, engine.connect() as connection:
        query = text("SELECT datname FROM pg_database WHERE starts_with(datname, :of) ORDER BY 1")
        return list(connection.scalars(query, {"of": of}))


def reseal(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write a backup anew with other members under a right seal, as somebody might who knows how."""
    with ZipFile(file) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    change(members)
    with ZipFile(file, "w", ZIP_DEFLATED) as zipped:
        for name, held in members.items():
            zipped.writestr(name, held)
        zipped.comment = SEAL + b"0" * DIGEST
    held = file.read_bytes()[:-DIGEST]
    file.write_bytes(held + hashlib.sha256(held).hexdigest().encode("ascii"))


def change_manifest(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    def with_manifest(members: dict[str, bytes]) -> None:
        said = json.loads(members[MANIFEST])
        change(said)
        members[MANIFEST] = json.dumps(said).encode("utf-8")

    reseal(file, with_manifest)


@dataclass(frozen=True)
class Kept:
    """A database that was renamed after its backup, shared by tests in which nothing may change."""

    database: Database
    backup: bytes
    databases: list[str]

    def unchanged(self) -> bool:
        """Whether everything is as it was after the backup."""
        name = str(make_url(self.database.url).database)
        return names(self.database) == [RENAMED] and databases(self.database.url, name) == self.databases
