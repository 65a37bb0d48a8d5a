"""From settings to a database that can be used: started, reached, and at the right schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from firemode_desktop.database import Database
from firemode_desktop.domain.errors import Refused
from firemode_desktop.settings import Settings

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Opened:
    """A database ready for work and how to leave it."""

    database: Database
    close: Callable[[], None]


def open_database(settings: Settings, tell: Tell | None = None, *, name: str = "firemode") -> Opened:
    """Open the office server's database, or start the embedded server and open ``name`` there.

    The embedded database and a completely empty one are brought to the current schema; an office database that is
    behind is left alone.

    Raises:
        Unreachable: nothing answers.
        Refused: the schema is older (an office server) or newer than this program.
    """
    if settings.database_url:
        database = Database(settings.database_url)
        return _checked(Opened(database, database.close), tell, ours=False)
    from firemode_desktop.embedded import EmbeddedServer

    server = EmbeddedServer(settings.data_dir)
    database = Database(server.start(tell, database=name))

    def close() -> None:
        database.close()
        server.stop()

    return _checked(Opened(database, close), tell, ours=True)


def _checked(opened: Opened, tell: Tell | None, *, ours: bool) -> Opened:
    """The database at the current schema, or closed again with the reason."""
    try:
        state = opened.database.schema_state()
        if state.newer:
            raise Refused(
                f"This database is at revision {state.revision}, which is newer than this program knows "
                f"({state.head}). Update FireMode Desktop."
            )
        if state.behind and not (ours or state.empty):
            raise Refused(
                f"This database is at revision {state.revision or 'none'}; the program needs {state.head}.",
                ["An administrator brings it up to date with: firemode db upgrade"],
            )
        if state.behind:
            if tell:
                tell(f"Preparing the database ({state.revision or 'new'} → {state.head}) …")
            opened.database.upgrade()
    except BaseException:
        opened.close()
        raise
    return opened
