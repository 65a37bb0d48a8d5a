"""A server of one's own, gone with the run: the embedded PostgreSQL in a temporary folder."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, text

from firemode_desktop.database import Database
from firemode_desktop.embedded import EmbeddedServer
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services.demo import Demo

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class Scratch:
    """A running server on which databases are made and forgotten.

    ``instances`` is how large the largest may be; ``thorough`` whether minutes may be spent.
    """

    def __init__(self, server: EmbeddedServer, instances: int, thorough: bool) -> None:
        self._server, self.instances, self.thorough = server, instances, thorough
        self._shown: Database | None = None
        self._admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT", pool_pre_ping=True)

    def database(self, template: Database | None = None) -> Database:
        """A new database at head, or a copy of ``template`` (which nobody may be using)."""
        name = f"scratch_{uuid.uuid4().hex[:12]}"
        if template is not None:
            template.engine.dispose()
        source = "template1" if template is None else template.engine.url.database
        with self._admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {source}"))
        made = Database(self._server.url(name))
        made.upgrade()
        return made

    def demonstrated(self) -> Database:
        """A copy of the demonstration's database: the pilot building, two sessions and the annual one approved."""
        if self._shown is None:
            self._shown = self.database()
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder)
                store, visit = EvidenceFolder(place / "evidence"), place / "visit"
                Demo(self._shown.run, store, visit, NOW, lambda _: None, earlier=2).whole()
        return self.database(self._shown)

    def process(self) -> int:
        """The id of the server's first process."""
        pid = self._server.status().pid
        assert pid is not None
        return pid

    @property
    def url(self) -> str:
        """The URL of a database of the server that is always there."""
        return self._server.url("postgres")

    def version(self) -> str:
        """What runs, e.g. ``PostgreSQL 18.1``."""
        with self._admin.connect() as connection:
            return f"PostgreSQL {str(connection.scalar(text('SHOW server_version'))).split()[0]}"

    def again(self) -> None:
        """Start the server where it was lost."""
        self._server.start()

    def close(self) -> None:
        """Let go of the server."""
        if self._shown is not None:
            self._shown.close()
        self._admin.dispose()


@contextmanager
def scratch(instances: int = 1_000_000, thorough: bool = False, within: Path | None = None) -> Iterator[Scratch]:
    """A server with its usual settings, its folder ``within`` another or among the temporary ones; it goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="firemode-bench-", dir=within))
    try:
        with EmbeddedServer(folder) as server:
            found = Scratch(server, instances, thorough)
            try:
                yield found
            finally:
                found.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
