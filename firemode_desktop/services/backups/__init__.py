"""A database as one file, and back again; nothing is replaced before what comes back has been proved to be whole.

    content.py    what a database holds: rows and hash of every table, and the names of what guards them
    archive.py    the one file: the dump, the manifest, and a seal over every byte
    tools.py      pg_dump and pg_restore: which ones fit the server, and running them
    servers.py    a scratch database beside the real one, and changing places with it
    plan.py       what is kept by itself: where, how often, how many, and with which evidence
    series.py     the folder of such backups: which is due, each proved, older ones let go

A backup holds the records. The evidence files lie in their own folder; a series copies them beside its backups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop import __version__
from firemode_desktop.database import Database, rights
from firemode_desktop.domain.errors import Refused
from firemode_desktop.services.backups import archive, content, servers, tools
from firemode_desktop.services.backups.archive import Manifest

__all__ = ["Manifest", "Restored", "Written", "backup", "inspect", "prove", "restore"]

Tell = Callable[[str], None]
LONG_S = 6 * 3600.0
"""For statements that read every row of a table."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Written:
    """A backup that was written. ``sha256`` is that of the whole file, as ``sha256sum`` prints it."""

    file: str
    rows: int
    tables: int
    sha256: str
    revision: str | None
    server_version: str
    made_at: datetime
    size_bytes: int

    def to_dict(self) -> dict[str, Any]:
        """The same for ``--json``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back. ``kept`` is the database that stood there before, under its new name."""

    database: str
    kept: str
    rows: int
    tables: int
    revision: str | None
    upgraded_to: str | None
    made_at: datetime

    def to_dict(self) -> dict[str, Any]:
        """The same for ``--json``."""
        return asdict(self)


def backup(database: Database, path: Path, tell: Tell | None = None) -> Written:
    """Write everything that ``database`` holds into the one file ``path``, whole or not at all.

    The dump and the manifest show the same moment: pg_dump reads in the snapshot in which the rows were counted.
    ``tell`` is given what is being done; what it raises stops the work, and nothing is left behind.

    Raises:
        Refused: no pg_dump here fits the server, pg_dump fails, or the file cannot be written.
        Unreachable: the database does not answer.
    """
    say = tell or _say_nothing
    state = database.schema_state()
    address = tools.address(database.url)
    pair = tools.find(address, tools.major(state.server_version))
    say("Counting what there is …")

    def write(session: Session) -> Written:
        snapshot, made_at = _snapshot(session)
        held = content.read(session, say)
        with archive.writing(path, made_at) as file:
            dump = file.add_dump(lambda into: tools.dump(pair, address, snapshot, _telling(into, say)))
            manifest = Manifest(
                program=__version__,
                made_at=made_at,
                database=address.database,
                revision=state.revision,
                server_version=state.server_version,
                dumped_by=pair.major,
                dump_sha256=dump.sha256,
                dump_bytes=dump.size_bytes,
                content=held,
            )
            sealed = file.seal(manifest)
        return Written(
            str(path),
            held.rows,
            len(held.tables),
            sealed.sha256,
            state.revision,
            state.server_version,
            made_at,
            sealed.size_bytes,
        )

    return database.run(write, deadline_s=LONG_S)


def inspect(path: Path) -> Manifest:
    """What a backup says it holds, after its seal has been checked.

    Raises:
        Invalid: it is no backup of this program, or it is damaged.
        Refused: the file cannot be read.
    """
    return archive.read_manifest(path)


def restore(database: Database, path: Path, tell: Tell | None = None) -> Restored:
    """Put what the backup ``path`` holds in the place of ``database``; the one that is there now is kept.

    The file's seal and the dump's hash are checked; the dump is restored into a scratch database on the same server;
    rows, hashes and guards of that are compared with the manifest; an older schema is brought up to date there. Only
    then do the two change places, in one transaction. Whoever is connected is disconnected at that moment.

    Raises:
        Invalid: it is no backup of this program, or it is damaged.
        Refused: a newer program or server made it, what came back differs from the manifest, the login may not do
            this, or another restore is under way. In each case nothing was changed.
        Unreachable: the server does not answer.
    """
    say = tell or _say_nothing
    with _restored(database, path, say) as (manifest, scratch):
        upgraded = _bring_up_to_date(scratch.url, manifest, say)
        _grant(database, scratch.url)
        say("Changing places …")
        database.engine.dispose()
        kept = scratch.take_the_place()
    name = tools.address(database.url).database
    held = manifest.content
    return Restored(name, kept, held.rows, len(held.tables), manifest.revision, upgraded, manifest.made_at)


def prove(database: Database, path: Path, tell: Tell | None = None) -> Manifest:
    """Restore the backup ``path`` beside ``database``, compare it with what it says it holds, and let that go again.

    Raises:
        Invalid: it is no backup of this program, or it is damaged.
        Refused: what came back differs from the manifest, or the login may not do this.
        Unreachable: the server does not answer.
    """
    with _restored(database, path, tell or _say_nothing) as (manifest, _):
        return manifest


@contextmanager
def _restored(database: Database, path: Path, say: Tell) -> Iterator[tuple[Manifest, servers.Scratch]]:
    """A backup in a scratch database beside the real one, proved to be what it says; dropped at the end."""
    say("Checking the file …")
    with archive.opened(path) as opened:
        manifest = opened.manifest
        state = database.schema_state()
        servers.check_fits(manifest, state.server_version)
        pair = tools.find(tools.address(database.url), max(tools.major(state.server_version), manifest.dumped_by))
        owners = rights.owners_url(database.engine, database.url)
        with servers.scratch(database.url, owners or database.url) as scratch:
            say("Restoring beside the database …")
            tools.restore(pair, tools.address(scratch.url), opened.dump, say)
            _prove(scratch.url, manifest, say)
            yield manifest, scratch


def _snapshot(session: Session) -> tuple[str, datetime]:
    """A moment that pg_dump can look at as well, and when that is by the server's clock."""
    session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    session.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))  # while pg_dump is at work
    snapshot, now = session.execute(text("SELECT pg_export_snapshot(), date_trunc('second', clock_timestamp())")).one()
    return str(snapshot), now


def _prove(url: str, manifest: Manifest, say: Tell) -> None:
    """Compare the scratch database with the manifest; raises Refused where they differ."""
    database = Database(url)
    try:
        found = database.run(lambda session: content.read(session, say), deadline_s=LONG_S)
    finally:
        database.close()
    differences = content.differences(manifest.content, found)
    if differences:
        raise Refused(
            "What came back is not what the backup says it holds; nothing was changed.", tuple(differences[:20])
        )


def _bring_up_to_date(url: str, manifest: Manifest, say: Tell) -> str | None:
    """Upgrade the scratch database where the backup is of an older schema; the revision it then has, else None."""
    database = Database(url)
    try:
        state = database.schema_state()
        if not state.is_current and manifest.revision is not None:
            database.upgrade(say)
        database.run(lambda session: session.execute(text("ANALYZE")), deadline_s=LONG_S)
        return None if state.is_current or manifest.revision is None else state.head
    finally:
        database.close()


def _grant(database: Database, scratch_url: str) -> None:
    """On an office server: what a dump does not hold, the rights to the database and to what PostgreSQL gives all."""
    if rights.owners_url(database.engine, database.url) is not None:
        with database.engine.connect() as connection:
            entering = rights.entering(connection)
        rights.renew(scratch_url, entering)
        rights.withhold(scratch_url)


def _telling(into: Callable[[bytes], object], say: Tell) -> Callable[[bytes], object]:
    """Write, and say now and then how much there is by now."""
    written = 0

    def write(piece: bytes) -> None:
        nonlocal written
        into(piece)
        written += len(piece)
        say(f"Writing the backup … {written / MEGABYTE:.1f} MB")

    return write


def _say_nothing(text: str) -> None:
    """For callers who do not listen."""
