"""From settings to a database that can be used: started, reached, and at the right schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Opened:
    """A database ready for work and how to leave it."""

    database: Database
    close: Callable[[], None]


def open_database(settings: Settings, tell: Tell | None = None) -> Opened:
    """Open the office server's database, or start the embedded server and open the one that is meant there.

    The embedded database and a completely empty one are brought to the current schema; an office database that is
    behind is left alone.

    Raises:
        Unreachable: nothing answers.
        Refused: the schema is older (an office server) or newer than this program.
    """
    return _checked(reach(settings, tell), tell, ours=settings.embedded)


def reach(settings: Settings, tell: Tell | None = None) -> Opened:
    """The database as it stands, whatever its schema; starts the embedded server where that is meant."""
    if settings.database_url:
        database = Database(settings.database_url, read_url=settings.read_database_url)
        return Opened(database, database.close)
    from firemode_desktop.embedded import EmbeddedServer

    server = EmbeddedServer(settings.data_dir)
    database = Database(server.start(tell, database=settings.database_name), read_url=settings.read_database_url)

    def close() -> None:
        database.close()
        server.stop()

    return Opened(database, close)


def _checked(opened: Opened, tell: Tell | None, *, ours: bool) -> Opened:
    """The database at the current schema, or closed again with the reason."""
    try:
        state = opened.database.schema_state()
        if state.is_current:
            return opened
        if not (state.is_newer or ours or _is_empty(opened.database)):
            raise Refused(
                f"This database is at revision {state.revision or 'none'}; the program needs {state.head}.",
                ["An administrator brings it up to date with: firemode db upgrade"],
            )
        if tell:
            tell(f"Preparing the database ({state.revision or 'new'} → {state.head}) …")
        opened.database.upgrade(tell)
    except BaseException:
        opened.close()
        raise
    return opened


def _is_empty(database: Database) -> bool:
    """Whether nobody keeps anything in this database yet."""
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    return bool(database.run(lambda session: session.scalar(text(tables))) == 0)
