"""An office server: a database that belongs to the owner role, and logins that have the rights of their groups."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import psycopg2
import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, rights
from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.rights import GROUP_OF, OWNER
from firemode_desktop.domain.words import Role
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.services import demo, people
from tests.conftest import _database, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"


def as_owner(url: str) -> str:
    """The URL of a connection that acts as the owner role."""
    return make_url(url).update_query_dict({"options": f"-c role={OWNER}"}).render_as_string(hide_password=False)


def _owned(server_url: str, name: str) -> None:
    """Hand a database to the owner role, with its grants."""
    engine = create_engine(as_owner(_url_of(server_url, name)))
    with engine.begin() as connection:
        rights.apply(connection)
        connection.exec_driver_sql("SET ROLE NONE")
        for statement in rights.withheld():
            connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def office_template(server_url: str) -> Iterator[str]:
    """A database that was migrated as the owner role."""
    with _database(server_url, "office_template") as name:
        admin = create_engine(server_url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for statement in rights.roles():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"ALTER DATABASE {name} OWNER TO {OWNER}")
        admin.dispose()
        database = Database(as_owner(_url_of(server_url, name)))
        database.upgrade()
        database.close()
        yield name


@dataclass
class Office:
    """A database of an office server, and who signs in there."""

    server_url: str
    name: str
    mark: str = field(default_factory=lambda: uuid.uuid4().hex[:8])
    logins: list[str] = field(default_factory=list)
    opened: list[Database] = field(default_factory=list)

    @property
    def admin_url(self) -> str:
        return _url_of(self.server_url, self.name)

    def username(self, who: str) -> str:
        """A name that is this office's own: roles are of the whole server."""
        return f"{who}_{self.mark}"

    def add(self, who: str, role: Role) -> uuid.UUID:
        """A person with a login on the server."""
        username = self.username(who)
        self.login(username, role)
        database = Database(as_owner(self.admin_url))
        key = database.run(lambda session: people.add_user(session, username, who.title(), role.value))
        database.close()
        return key

    def login(self, username: str, role: Role) -> None:
        self.admin(f"CREATE ROLE {username} LOGIN PASSWORD '{PASSWORD}' IN ROLE {GROUP_OF[role]}")
        self.logins.append(username)

    def admin(self, statement: str, *values: Any) -> list[Any]:
        """Run a statement as the superuser."""
        connection = psycopg2.connect(self.admin_url.replace("+psycopg2", ""))
        connection.autocommit = True
        try:
            cursor = connection.cursor()
            cursor.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def url(self, who: str) -> str:
        name = self.username(who)
        return make_url(self.admin_url).set(username=name, password=PASSWORD).render_as_string(hide_password=False)

    def database(self, who: str) -> Database:
        """The program's own way in, as this person."""
        self.opened.append(Database(self.url(who)))
        return self.opened[-1]

    def client(self, who: str) -> Any:
        """A raw client, as this person."""
        return psycopg2.connect(self.url(who).replace("+psycopg2", ""))

    def close(self) -> None:
        for database in self.opened:
            database.close()


@contextmanager
def an_office(server_url: str, template: str) -> Iterator[Office]:
    """A fresh office database with an engineer, a supervisor and a viewer."""
    office = None
    try:
        with _database(server_url, "office", template) as name:
            office = Office(server_url, name)
            office.admin(f"ALTER DATABASE {name} OWNER TO {OWNER}")
            _owned(server_url, name)
            for role in (Role.ENGINEER, Role.SUPERVISOR, Role.VIEWER):
                office.add(role.value, role)
            yield office
            office.close()
    finally:
        for login in office.logins if office else ():
            Office(server_url, "postgres").admin(f"DROP ROLE IF EXISTS {login}")


@pytest.fixture
def office(server_url: str, office_template: str) -> Iterator[Office]:
    """An office server without any building yet."""
    with an_office(server_url, office_template) as office:
        yield office


class Desks:
    """Two computers: a job is done at the engineer's, and at the supervisor's where it is the supervisor's deed.

    Nobody says beforehand whose deed it is: the database does, by refusing what the role may not or what is signed by
    somebody else. So neither desk can do the work of the other.
    """

    def __init__(self, engineer: Database, supervisor: Database) -> None:
        self.engineer, self.supervisor = engineer, supervisor
        self.deeds = {"engineer": 0, "supervisor": 0}

    def __call__(self, job: Callable[[Session], Any]) -> Any:
        try:
            done = self.engineer.run(job)
        except Refused:
            self.deeds["supervisor"] += 1
            return self.supervisor.run(job)
        self.deeds["engineer"] += 1
        return done


@dataclass
class Worked:
    """An office where the whole job was done once."""

    office: Office
    desks: Desks
    came_to: demo.Demonstration


@pytest.fixture(scope="session")
def worked(server_url: str, office_template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worked]:
    """The demonstration, done by an engineer and a supervisor at their own logins; what tests do is rolled back."""
    with an_office(server_url, office_template) as office, pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "ENGINEER", office.username("engineer"))
        patch.setattr(demo, "SUPERVISOR", office.username("supervisor"))
        desks = Desks(office.database("engineer"), office.database("supervisor"))
        place = tmp_path_factory.mktemp("office")
        store = EvidenceFolder(place / "evidence")
        came_to = demo.Demo(desks, store, place / "visit", NOW, lambda _: None, earlier=0).whole()
        yield Worked(office, desks, came_to)
