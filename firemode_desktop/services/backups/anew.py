"""A backup brought back where the embedded database is of another major version of PostgreSQL and cannot be started."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.embedded import EmbeddedServer, cluster, renewal
from firemode_desktop.embedded.home import Home
from firemode_desktop.services import backups


def restore(home: Home, path: Path, tell: Callable[[str], None] | None = None) -> backups.Restored:
    """Bring the backup ``path`` back into a new cluster, proved like any other, which the next start puts in place.

    ``kept`` of what is returned is the folder that the old cluster then goes to. What ``tell`` raises stops the work.

    Raises:
        Invalid, Refused, Unreachable: as ``backups.restore``, or the database is in use; the old one stays in place.
    """
    backups.inspect(path)
    with renewal.alone(home) as aside:
        EmbeddedServer(aside).stop()  # one that a killed attempt left behind
        shutil.rmtree(aside, ignore_errors=True)
        try:
            restored = _restored(server := EmbeddedServer(aside), path, tell)
            if server.status().running:
                raise Unreachable("The new database server does not stop; the old database stays in place. Try again.")
        except BaseException:
            shutil.rmtree(aside, ignore_errors=True)
            raise
        place = renewal.kept(home, cluster.made_by(home) or "before")
        renewal.settle(home)
    return replace(restored, kept=str(place))


def _restored(server: EmbeddedServer, path: Path, tell: Callable[[str], None] | None) -> backups.Restored:
    """The backup in a new cluster, whose server has stopped again, in order where that takes no more than seconds."""
    try:
        with closing(Database(server.start(tell))) as database:
            restored = backups.restore(database, path, tell)
            _drop(database, restored.kept)
        server.settle()
        return restored
    finally:
        server.stop()


def _drop(database: Database, empty: str) -> None:
    """Let the empty database go that stood in the place of the restored one."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        name = connection.dialect.identifier_preparer.quote(empty)
        connection.exec_driver_sql(f"DROP DATABASE {name}")
