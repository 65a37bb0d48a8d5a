"""A server of one's own, gone with the run: the embedded PostgreSQL in a temporary folder."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

from firemode_desktop.database import Database
from firemode_desktop.embedded import EmbeddedServer


class Scratch:
    """A running server on which databases are made and forgotten; ``instances`` is how large the largest may be."""

    def __init__(self, server: EmbeddedServer, instances: int) -> None:
        self._server, self.instances = server, instances
        self._admin = create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")

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

    def close(self) -> None:
        """Let go of the server."""
        self._admin.dispose()


@contextmanager
def scratch(instances: int = 1_000_000) -> Iterator[Scratch]:
    """A server with its usual settings; its folder goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="firemode-bench-"))
    try:
        with EmbeddedServer(folder) as server:
            found = Scratch(server, instances)
            try:
                yield found
            finally:
                found.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
