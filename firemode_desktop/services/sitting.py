"""One sitting of the window: the database it works on, who sits there, and how to move to another database.

SQLAlchemy and the server's manager are imported when they are needed first, by a worker: the window is on screen
before that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from firemode_desktop.domain.errors import FiremodeError, Invalid, Refused, Unreachable
from firemode_desktop.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from firemode_desktop.database import Database
    from firemode_desktop.domain.replica import ReplicaStanding
    from firemode_desktop.models import User
    from firemode_desktop.services.backups import Written
    from firemode_desktop.services.backups.rounds import Rounds
    from firemode_desktop.services.building_desk import BuildingDesk
    from firemode_desktop.services.log_desk import LogDesk
    from firemode_desktop.services.opening import Opened

Answer = TypeVar("Answer")
Tell = Callable[[str], None]
KEYRING = "FireMode Desktop"
HERE = "This computer"
DECIDED = "On this server the login of the connection says who works; connect with another one to be somebody else."


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in: ``id`` is what services take as ``by``."""

    id: UUID
    username: str
    full_name: str
    role: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A database that can be used now."""

    person: Person | None
    """Who is signed in; None where several people have logins and none of them was recognised: choose of ``people``."""
    where: str
    """``This computer``, or the server's name."""
    people: tuple[Person, ...] = ()
    """Who may be chosen, by name; empty while somebody is signed in."""
    can_change: bool = False
    """Whether somebody else may sit down: not where the login of the connection says who works here."""
    warning: str = ""
    """What is wrong with the history of this database, as far as this computer remembers it."""


class Sitting:
    """Runs jobs on the database that is open. ``changed`` is told which tables a commit wrote, by the worker."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.changed: Callable[[frozenset[str]], None] = _nobody
        self.replica_moved: Callable[[ReplicaStanding | None], None] = _nobody
        """Told, by the worker, how the replica stands whenever that is new; None where there is no replica."""
        self._read_url_of = settings.database_url, settings.read_database_url
        self._opened: Opened | None = None
        self._chosen: str | None = None

    def open(self, tell: Tell) -> Opening:
        """Open what the settings name; ``tell`` says in words what is being done.

        Raises:
            Unreachable: nothing answers.
            Refused: the schema does not fit this program, or what was named as its replica is another database.
            Missing: the person whom the settings name has no login there.
        """
        from firemode_desktop.services.log_desk import LogDesk
        from firemode_desktop.services.opening import open_database

        opened = open_database(self.settings, tell)
        try:
            standing = opened.database.prove_replica()
            warning = LogDesk(self.settings.data_dir, lambda: opened.database).look()
            opening = replace(opened.database.run(self._recognised), warning=warning)
        except BaseException:
            opened.close()
            raise
        self.close()
        opened.database.acting = _id(opening)
        opened.database.changed = self.changed
        if opened.database.replica is not None:
            opened.database.replica.moved = self.replica_moved
        self.replica_moved(standing)
        self._opened = opened
        return opening

    def sign_in(self, username: str) -> Opening:
        """Work on behalf of that person from now on, also after a backup was restored.

        There is no password: on the embedded server a login says who works, it keeps nobody out.

        Raises:
            Missing: nobody active has this login.
            Refused: the login of the connection is somebody else's.
        """
        opening = self.run(partial(self._signed_in, username))
        self._chosen = username
        self._database().acting = _id(opening)
        return opening

    def who(self) -> Opening:
        """The people who may be chosen, nobody being signed in: somebody else sits down.

        Raises:
            Refused: the login of the connection says who works here.
        """
        opening = self.run(self._asked)
        self._database().acting = None
        return opening

    def run(self, job: Callable[[Session], Answer]) -> Answer:
        """One job, one transaction.

        Raises:
            Unreachable: no database is open yet.
        """
        return self._database().run(job)

    def read(self, job: Callable[[Session], Answer]) -> Answer:
        """One job that only reads and sees one moment; the replica answers it, where there is one.

        Raises:
            Unreachable: no database is open yet.
        """
        return self._database().read(job)

    def test(self, url: str, tell: Tell) -> str:
        """Whether a server answers at ``url`` with a schema that fits; in words. Nothing is changed.

        Raises:
            Invalid: this is no PostgreSQL address.
            Refused: it answers, and nobody can work there as it is.
            Unreachable: nothing answers.
        """
        from firemode_desktop.services import connecting

        tell("Connecting …")
        found = connecting.test(address(url))
        if not found.ready:
            raise Refused(found.words)
        return found.words

    def use(self, url: str | None, tell: Tell) -> Opening:
        """Leave the database that is open for the one at ``url`` (None: the embedded one); where that fails, stay."""
        before = self.settings, self._chosen
        named = url and address(url)
        replica = self._replica_of(named)
        self.settings, self._chosen = replace(self.settings, database_url=named, read_database_url=replica), None
        try:
            return self.open(tell)
        except BaseException:
            self.settings, self._chosen = before
            raise

    def restore(self, file: Path, tell: Tell) -> tuple[str, Opening]:
        """Put a backup in the place of the database that is open, which is kept; what was restored, in words.

        Raises:
            Invalid: the file is no backup of this program, or is damaged; nothing was changed.
            Refused: a newer program made it, or the login may not do this; nothing was changed.
        """
        from firemode_desktop.services import backups

        restored = backups.restore(self._database(), file, tell)
        self.log().accept()  # it is shorter than it was, and rightly so
        held = f"{restored.rows:,} rows in {restored.tables} tables"
        words = f"Restored {held}; what was there is kept as {restored.kept}."
        try:
            return words, self.open(tell)
        except FiremodeError as error:
            self.close()  # nobody writes into it under a name of the database before
            raise Refused(f"{words} But nobody can be signed in to it: {error.message}", error.details) from error

    def backup(self, file: Path, tell: Tell) -> Written:
        """Write the database that is open into one file, whole or not at all.

        Raises:
            Refused: the file cannot be written, or this computer has no pg_dump that fits the server.
        """
        from firemode_desktop.services import backups

        return backups.backup(self._database(), file, tell)

    def rounds(self) -> Rounds | None:
        """The backups that are made by themselves; None where the database is an office server's."""
        from firemode_desktop.services.backups.rounds import Rounds

        settings = self.settings
        return Rounds(settings.data_dir, settings.evidence_dir, self._database) if settings.embedded else None

    def log(self) -> LogDesk:
        """The log of every write."""
        from firemode_desktop.services.log_desk import LogDesk

        return LogDesk(self.settings.data_dir, self._database)

    def buildings(self) -> BuildingDesk:
        """Whole buildings: their files, and archiving them."""
        from firemode_desktop.services.building_desk import BuildingDesk

        return BuildingDesk(self._database, self.settings.evidence_dir)

    def diagnose(self, path: Path, at: datetime, more: Mapping[str, str]) -> list[str]:
        """Write a file for whoever helps; raises Refused."""
        from firemode_desktop.services import diagnosing

        return diagnosing.save(path, self.settings, self.run, at, more)

    def _database(self) -> Database:
        if self._opened is None:
            raise Unreachable("The database is still being opened.")
        return self._opened.database

    def close(self) -> None:
        """Leave the database; the last one out stops the embedded server."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened.close()

    def _replica_of(self, url: str | None) -> str | None:
        """The replica that the settings name is one of the database they name, or of the one that is chosen instead."""
        database, replica = self._read_url_of
        return replica if database is None or address_of(database) == address_of(url) else None

    # --- jobs --------------------------------------------------------------------------------------------------------

    def _recognised(self, session: Session) -> Opening:
        import getpass

        from firemode_desktop.services import people

        active = {user.username: user for user in people.people(session) if user.active}
        if self._chosen is None or not active or self._decided(session) is not None:
            return self._opening(session, people.recognise(session, self.settings.user, getpass.getuser()))
        return self._opening(session, active.get(self._chosen))

    def _signed_in(self, username: str, session: Session) -> Opening:
        from firemode_desktop.services import people

        user = people.with_login(session, username)
        if self._decided(session) not in (None, user):
            raise Refused(DECIDED)
        return self._opening(session, user)

    def _asked(self, session: Session) -> Opening:
        if self._decided(session) is not None:
            raise Refused(DECIDED)
        return self._opening(session, None)

    def _decided(self, session: Session) -> User | None:
        """The person whom the connection to an office server names; nobody where the server is our own."""
        from firemode_desktop.services import people

        return None if self.settings.embedded else people.of_connection(session)

    def _opening(self, session: Session, user: User | None) -> Opening:
        from firemode_desktop.services import people

        place = where(self.settings.database_url)
        if user is not None:
            return Opening(_person(user), place, can_change=self._decided(session) is None)
        choice = tuple(_person(one) for one in people.people(session) if one.active)
        return Opening(None, place, choice, can_change=True)


def _id(opening: Opening) -> UUID | None:
    """Who works there; nobody where somebody has to be chosen first."""
    return opening.person.id if opening.person is not None else None


def _person(user: User) -> Person:
    return Person(user.id, user.username, user.full_name or user.username, user.role)


def address(url: str) -> str:
    """What a person pasted, as a URL of a PostgreSQL database.

    Raises:
        Invalid: it is none.
    """
    text = url.strip()
    if not text.startswith(("postgres://", "postgresql://", "postgresql+")) or not text.partition("://")[2].strip("/"):
        raise Invalid("An address looks like postgresql://name@server/firemode.")
    return text


def where(url: str | None) -> str:
    """Where the data lies, for the status line: the host and the database, never the password."""
    from urllib.parse import urlsplit

    if url is None:
        return HERE
    parts = urlsplit(url)
    return " · ".join(part for part in (parts.hostname or HERE, parts.path.strip("/")) if part)


def address_of(url: str | None) -> str:
    """Which database this is, whoever connects: host, port and name. ``This computer`` for the one that comes along."""
    from urllib.parse import parse_qs, urlsplit

    if url is None:
        return HERE
    parts = urlsplit(url)
    said = parse_qs(parts.query)
    host = parts.hostname or said.get("host", ["localhost"])[0]
    return f"{host}:{parts.port or said.get('port', ['5432'])[0]}/{parts.path.strip('/')}"


def keep_password(url: str) -> str:
    """Put the password of ``url`` into the system's keyring; the URL without it, which may be remembered anywhere.

    Where there is no keyring nothing is kept: libpq's own ``.pgpass`` serves then.
    """
    plain, password = _apart(url)
    if password:
        import keyring
        from keyring.errors import KeyringError

        with suppress(KeyringError):
            keyring.set_password(KEYRING, plain, password)
    return plain


def bare(url: str) -> str:
    """The address without its password."""
    return _apart(url)[0]


def _apart(url: str) -> tuple[str, str | None]:
    """The address without its password, wherever that stands in it, and the password."""
    from sqlalchemy import make_url

    from firemode_desktop.database import normalise

    whole = make_url(normalise(url))
    query = {key: value for key, value in whole.query.items() if "password" not in key.lower()}
    password = whole.password or whole.query.get("password")
    plain = whole.set(drivername="postgresql", query=query)._replace(password=None)
    return plain.render_as_string(hide_password=False), None if password is None else str(password)


def forget_password(url: str) -> None:
    """Take the password of that address out of the keyring."""
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):
        keyring.delete_password(KEYRING, bare(url))


def with_password(url: str) -> str:
    """An address with the password that the keyring keeps for it, if any; with its own where it has one."""
    import keyring
    from keyring.errors import KeyringError
    from sqlalchemy import make_url

    if make_url(url).password:
        return url
    password = None
    with suppress(KeyringError):
        password = keyring.get_password(KEYRING, bare(url))
    return make_url(url).set(password=password).render_as_string(hide_password=False) if password else url


def _nobody(news: object) -> None:
    """Nobody listens yet."""
