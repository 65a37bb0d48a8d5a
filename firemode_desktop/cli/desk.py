"""Who sits here, at which database: what every command needs before it can work."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from firemode_desktop import settings as choices
from firemode_desktop.domain.errors import Refused
from firemode_desktop.services.files import held_ready
from firemode_desktop.settings import Settings

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy.orm import Session

    from firemode_desktop.database import Database
    from firemode_desktop.embedded import EmbeddedServer
    from firemode_desktop.evidence import EvidenceFolder

Outcome = TypeVar("Outcome")

LONG_S = 600.0
"""What one statement of a long job may take: imports, generating, reports."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found or did: as text for a person, as a document for a program."""

    document: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    exit_code: int = 0


@dataclass
class Desk:
    """One sitting at the command line; opens the database when the first job asks for it."""

    settings: Settings
    as_json: bool = False
    verbose: bool = False
    password_in_sight: bool = False
    """Whether a password was given on the command line, where others can see it."""
    _database: Database | None = None
    _close: list[Callable[[], None]] = field(default_factory=list)

    @classmethod
    def from_arguments(cls, chosen: argparse.Namespace) -> Desk:
        settings = choices.find(
            data_dir=getattr(chosen, "data_dir", None),
            database_url=getattr(chosen, "database", None),
            user=getattr(chosen, "username", None),
            read_database_url=getattr(chosen, "read_database", None),
        )
        desk = cls(settings, getattr(chosen, "json", False), getattr(chosen, "verbose", False))
        typed = [url for name in ("database", "read_database") if (url := getattr(chosen, name, None))]
        if typed:
            from firemode_desktop.database.urls import has_password

            desk.password_in_sight = any(has_password(url) for url in typed)
        return desk

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *_: object) -> None:
        while self._close:
            self._close.pop()()

    def tell(self, text: str) -> None:
        """A message for the person watching; never on standard output."""
        print(text, file=sys.stderr, flush=True)

    def tell_start(self, text: str) -> None:
        """A message of the server that starts: that it recovers is said always (page 4, P14), the routine with -v."""
        from firemode_desktop.embedded import RECOVERING

        if self.verbose or text.startswith(RECOVERING):
            self.tell(text)

    def now(self) -> datetime:
        """The clock of this computer, with its offset."""
        return datetime.now(UTC)

    @property
    def database(self) -> Database:
        """The database, started and brought to the current schema where that is ours to do."""
        if self._database is None:
            from firemode_desktop.services.opening import open_database

            opened = open_database(self.settings, self.tell_start)
            self._close.append(opened.close)
            self._database = opened.database
            self._look_at_history(opened.database)
        return self._database

    def _look_at_history(self, database: Database) -> None:
        """Say what this computer remembers otherwise of the log of the database."""
        from firemode_desktop.services import audit_heads

        found = database.run(lambda session: audit_heads.look(session, self.settings.data_dir, self.now()))
        if found is not None:
            self.tell(f"{found.sentence} “firemode audit verify” looks at all of it, “audit accept” takes it as it is.")

    def use_database(self, name: str) -> None:
        """Work in another database of the embedded server; a database that was named by its URL is used as it is."""
        self.settings = replace(self.settings, database_name=name)

    def open_unchecked(self) -> Database:
        """The database as it stands, for commands that look after the schema themselves."""
        from firemode_desktop.services.opening import reach

        opened = reach(self.settings, self.tell_start)
        self._close.append(opened.close)
        return opened.database

    def embedded_server(self) -> EmbeddedServer:
        """The manager of the embedded server.

        Raises:
            Refused: a database URL was given, so there is none.
        """
        from firemode_desktop.embedded import EmbeddedServer

        if not self.settings.embedded:
            raise Refused("A database URL was given; the embedded server is not used.")
        return EmbeddedServer(self.settings.data_dir)

    def on_close(self, leave: Callable[[], None]) -> None:
        """Something to do when this sitting ends."""
        self._close.append(leave)

    def run(self, job: Callable[[Session], Outcome], *, deadline_s: float | None = None) -> Outcome:
        """One job, one transaction; ``deadline_s`` is what each of its statements may take."""
        return self.database.run(job, deadline_s=deadline_s)

    def read(self, job: Callable[[Session], Outcome], *, deadline_s: float | None = None) -> Outcome:
        """One job that only reads and sees one moment; the replica answers it, where there is one.

        Raises:
            Refused: what was named as the replica is another database.
        """
        standing = self.database.prove_replica()
        if standing is not None and standing.trouble:
            self.tell(standing.words)
        return self.database.read(job, deadline_s=deadline_s)

    def act(self, job: Callable[[Session, UUID], Outcome], *, deadline_s: float | None = None) -> Outcome:
        """One job that writes on behalf of a person; it is handed that person's id."""
        from firemode_desktop.services import people

        def work(session: Session) -> Outcome:
            by = people.acting(session, self.settings.user, getpass.getuser()).id
            people.acts(session, by)
            return job(session, by)

        return self.database.run(work, deadline_s=deadline_s)

    def act_if_known(
        self, job: Callable[[Session, UUID | None], Outcome], *, deadline_s: float | None = None
    ) -> Outcome:
        """One job that writes what nobody has to stand for; it is handed the id of whoever is recognised, else None."""
        from firemode_desktop.services import people

        def work(session: Session) -> Outcome:
            user = people.recognise(session, self.settings.user, getpass.getuser())
            if user is not None:
                people.acts(session, user.id)
            return job(session, user.id if user else None)

        return self.database.run(work, deadline_s=deadline_s)

    @property
    def evidence(self) -> EvidenceFolder:
        """The evidence store of this computer."""
        from firemode_desktop.evidence import EvidenceFolder

        return EvidenceFolder(self.settings.evidence_dir)


def write_beside(path: Path, content: bytes) -> None:
    """Write a whole file or none: beside first, then renamed over the target.

    Raises:
        Refused: it cannot be written there.
    """
    with written_after(path, content):
        return


@contextmanager
def written_after(path: Path, content: bytes) -> Iterator[None]:
    """Write a whole file beside its place at once, and rename it when what is done meanwhile has succeeded.

    Raises:
        Refused: it cannot be written there; nothing was begun.
    """

    def words(error: OSError) -> Refused:
        return Refused(f"{path} cannot be written: {error.strerror}.")

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise words(error) from error
    with held_ready(path, content, words):
        yield


def table(rows: Sequence[tuple[str, ...]], heads: tuple[str, ...]) -> str:
    """Rows under heads in columns as wide as they need, for a terminal."""
    lines = [heads, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
