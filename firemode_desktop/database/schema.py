"""Which revision a database is at, and moving it. Alembic is loaded only where something is to be moved."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from firemode_desktop import paths
from firemode_desktop.domain.errors import Refused

if TYPE_CHECKING:
    from alembic.config import Config

OLDEST_SERVER = 15  # NULLS NOT DISTINCT
_UNDEFINED_TABLE = "42P01"


@cache
def revisions() -> tuple[str, ...]:
    """All revisions in their order: the names of the files, which begin with their number."""
    return tuple(sorted(path.stem for path in (paths.migrations() / "versions").glob("[0-9]*.py")))


def head() -> str:
    """The revision that this program works with."""
    return revisions()[-1]


@dataclass(frozen=True)
class SchemaState:
    """Where a database stands; ``revision`` is None where it was never migrated."""

    revision: str | None
    head: str
    server_version: str

    @property
    def is_current(self) -> bool:
        """Whether the program can work with it as it is."""
        return self.revision == self.head

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program made it."""
        return self.revision is not None and self.revision not in revisions()


def state(engine: Engine) -> SchemaState:
    """Ask one question; a database without a version table is one that was never migrated."""
    question = "SELECT max(version_num), current_setting('server_version') FROM alembic_version"
    with engine.connect() as connection:
        try:
            revision, version = connection.execute(text(question)).one()
        except ProgrammingError as error:
            if getattr(error.orig, "pgcode", None) != _UNDEFINED_TABLE:
                raise
            connection.rollback()
            revision, version = None, connection.scalar(text("SHOW server_version"))
    return SchemaState(revision, head(), str(version).split()[0])


def upgrade(url: str, at: SchemaState, tell: Callable[[str], None], revision: str) -> None:
    """Move the schema up to ``revision``. Raises Refused for a server too old or a database too new."""
    if int(at.server_version.split(".")[0]) < OLDEST_SERVER:
        raise Refused(f"This server is PostgreSQL {at.server_version}; version {OLDEST_SERVER} or later is needed.")
    if at.is_newer:
        raise Refused(
            f"This database was made by a newer version of the program (revision {at.revision}; this one knows "
            f"{at.head}). Install the newer version."
        )
    from alembic import command

    wanted = revisions()
    first = wanted.index(at.revision) + 1 if at.revision is not None else 0
    last = len(wanted) if revision == "head" else wanted.index(revision) + 1 if revision in wanted else 0
    with _telling(tell, "Updating the database", last - first):
        command.upgrade(_config(url, revision), revision)


def downgrade(url: str, at: SchemaState, tell: Callable[[str], None], revision: str) -> None:
    """Move the schema down to ``revision``; what its tables hold is archived first, by the migrations."""
    if at.is_newer:
        raise Refused(f"This database is at revision {at.revision}, which this program does not know.")
    from alembic import command

    with _telling(tell, "Taking the database back"):
        command.downgrade(_config(url, revision), revision)


def _config(url: str, revision: str) -> Config:
    from alembic.config import Config

    if revision not in ("head", "base", *revisions()):
        raise Refused(f"There is no revision {revision!r}; the latest is {head()}.")
    config = Config(stdout=sys.stderr)  # stdout belongs to the command's document
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    config.attributes["url"] = url
    return config


@contextmanager
def _telling(tell: Callable[[str], None], doing: str, of: int = 0) -> Iterator[None]:
    """Pass on what Alembic logs about each step; ``of`` says how many there are, where that is known."""

    class Teller(logging.Handler):
        done = 0

        def emit(self, record: logging.LogRecord) -> None:
            step: Any = record.args[0] if isinstance(record.args, tuple) and record.args else None
            if getattr(step, "doc", None):
                self.done += 1
                tell(f"{doing}, step {self.done} of {of}: {step.doc}" if of > 0 else f"{doing}: {step.doc}")
            elif record.levelno >= logging.WARNING:
                tell(record.getMessage())

    log, teller = logging.getLogger("alembic.runtime.migration"), Teller()
    before, spread = log.level, log.propagate
    log.addHandler(teller)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(teller)
        log.setLevel(before)
        log.propagate = spread
