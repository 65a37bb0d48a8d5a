"""From settings to a database that can be used: started, reached, and at the right schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.settings import Settings

Tell = Callable[[str], None]
BACKUPS = "backups"
"""Folder in the data directory for backups before a change of the schema."""


@dataclass(frozen=True)
class Opened:
    """A database ready for work and how to leave it."""

    database: Database
    close: Callable[[], None]


def open_database(settings: Settings, tell: Tell | None = None) -> Opened:
    """Open the office server's database, or start the embedded server and open the one that is meant there.

    The embedded database and a completely empty one are brought to the current schema, the embedded one after a backup
    of it was proved; an office database that is behind is left alone.

    Raises:
        Unreachable: nothing answers.
        Refused: the schema is older (an office server) or newer than this program, or the backup before it is brought
            up to date cannot be made.
    """
    return _checked(reach(settings, tell), tell, settings)


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


def _checked(opened: Opened, tell: Tell | None, settings: Settings) -> Opened:
    """The database at the current schema, or closed again with the reason."""
    try:
        state = opened.database.schema_state()
        if state.is_current:
            return opened
        empty = _is_empty(opened.database)
        if not (state.is_newer or settings.embedded or empty):
            raise Refused(
                f"This database is at revision {state.revision or 'none'}; the program needs {state.head}.",
                [
                    "An administrator brings it up to date with: firemode db upgrade",
                    "Until then the version of the program that everybody used goes on working.",
                ],
            )
        if tell and not state.is_newer:
            tell(f"Preparing the database ({state.revision or 'new'} → {state.head}) …")
        kept = None if state.is_newer or empty else back_up_before(opened.database, settings, state.head, tell)
        _upgrade(opened.database, tell, kept)
    except BaseException:
        opened.close()
        raise
    return opened


def _upgrade(database: Database, tell: Tell | None, kept: Path | None) -> None:
    """Bring the schema up to date; where that fails, the database is as it was, and ``kept`` is named."""
    try:
        database.upgrade(tell)
    except FiremodeError as error:
        if kept is None:
            raise
        words = f"The database was not brought up to date; it is as it was. {error.message}"
        raise type(error)(words, [*error.details, f"The backup of before: {kept}"]) from error


def back_up_before(database: Database, settings: Settings, what: str, tell: Tell | None = None) -> Path:
    """A proved backup in the data directory before the schema is changed (specification, page 4, Keeping).

    Raises:
        Refused: it cannot be made; the schema is then left as it is.
    """
    from firemode_desktop.services.backups import series

    try:
        return series.before(database, settings.data_dir / BACKUPS, what, tell)
    except Refused as error:
        words = f"There is no proved backup of before, so the schema was left as it is. {error.message}"
        raise Refused(words, error.details) from error


def _is_empty(database: Database) -> bool:
    """Whether nobody keeps anything in this database yet."""
    tables = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    return bool(database.run(lambda session: session.scalar(text(tables))) == 0)
