"""Write ``resources/guards.json`` anew: ``python -m tests.migrations.declared``, after a migration changed a guard.

``FIREMODE_TEST_SERVER`` names a server on which a database may be made; without it the embedded one is started.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from firemode_desktop import paths
from firemode_desktop.database import Database, schema
from firemode_desktop.embedded import EmbeddedServer
from firemode_desktop.services import guards


def document(database: Database) -> str:
    """What is declared of a database that the migrations made."""
    found = database.read(guards.found)
    return json.dumps({"revision": schema.head(), "guards": found}, indent=0, ensure_ascii=False) + "\n"


@contextmanager
def _server() -> Iterator[str]:
    if given := os.environ.get("FIREMODE_TEST_SERVER"):
        yield given
        return
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder))
        server.start()
        try:
            yield server.url("postgres")
        finally:
            server.close()


def main() -> int:
    name = f"declared_{uuid.uuid4().hex[:8]}"
    with _server() as url:
        admin = create_engine(make_url(url).set(drivername="postgresql+psycopg2"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made = Database(make_url(url).set(database=name).render_as_string(hide_password=False))
        try:
            made.upgrade()
            (paths.resources() / guards.FILE).write_text(document(made), "utf-8")
        finally:
            made.close()
            with admin.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
            admin.dispose()
    return 0


if __name__ == "__main__":
    sys.exit(main())
