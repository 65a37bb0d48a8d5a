"""An office server: set up once, and a login for each person.

Everything here is done by an administrator of the server (a superuser), never by a person of the office. No password
leaves this computer: the server is given what proves it (SCRAM), worked out here.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2.extensions import encrypt_password
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from firemode_desktop.database import Database, normalise, rights
from firemode_desktop.database.rights import literal, quoted
from firemode_desktop.database.schema import OLDEST_SERVER
from firemode_desktop.database.translate import explained
from firemode_desktop.database.urls import demanded
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.rights import GROUP_OF, GROUPS, OWNER
from firemode_desktop.domain.words import Role
from firemode_desktop.models import Base, User

MIGRATOR = "firemode_migrator"
MARK = "A person of FireMode Desktop"
"""The comment on a login that this program made; no other login of the server is touched."""
LEAST_CHARACTERS = 12
LONGEST_NAME = 63
_SINCE_SET = 160_000
_SCRATCH = f"ALTER ROLE {OWNER} CREATEDB"
_STANDS = """
SELECT rolcanlogin, ARRAY(SELECT roleid FROM pg_auth_members WHERE member = r.oid ORDER BY 1)
FROM pg_roles AS r WHERE rolname = :name
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to sign in."""

    username: str
    full_name: str
    password: str


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What there was to do: each step in words; nothing where all was there."""

    database: str
    steps: tuple[str, ...]


def random_password() -> str:
    """A password that nobody guesses: 24 characters, 144 bits."""
    return secrets.token_urlsafe(18)


def check_password(password: str) -> None:
    """Raises Invalid where it is too short, or holds what a terminal or a form may change."""
    if len(password) < LEAST_CHARACTERS:
        raise Invalid(f"A password has at least {LEAST_CHARACTERS} characters.")
    if not password.isprintable() or password != password.strip():
        raise Invalid("A password has no control characters, and no blanks at its ends.")


def provision(url: str, database: str, administrator: Person, migrator_password: str) -> Provisioned:
    """Set up an office database on the server of ``url``, whose login is a superuser; again: nothing changes.

    Raises:
        Refused: the login is no superuser, the server is too old, or the name is that of another database.
        Invalid: a password or a name cannot be.
    """
    check_password(administrator.password)
    check_password(migrator_password)
    _check_name(administrator.username)
    steps: list[str] = []
    with _server(url) as server:
        _check_server(server)
        _roles(server, migrator_password, steps)
        _make_database(server, database, steps)
    inside = make_url(normalise(url)).set(database=database).render_as_string(hide_password=False)
    opened = Database(inside)
    try:
        before = opened.schema_state()
        opened.upgrade()
        if not before.is_current:
            steps.append(f"The schema was brought to {before.head}.")
        rights.renew(rights.as_owner(opened.url))
        rights.withhold(opened.url)
        with _server(inside) as server:
            _first_administrator(server, administrator, steps)
    finally:
        opened.close()
    return Provisioned(database, tuple(steps))


def script(database: str) -> Iterator[str]:
    """The same as SQL to read and run by hand, without the schema and without any password."""
    yield "-- 1. Connected as a superuser to the database postgres:"
    yield from (f"{statement};" for statement in (*rights.roles(), _SCRATCH, *_migrator(_SINCE_SET)))
    yield f"CREATE DATABASE {quoted(database)} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8';"
    yield f"\\password {MIGRATOR}"
    yield f"-- 2. The schema, with: firemode db upgrade --database postgresql://{MIGRATOR}@SERVER/{database}"
    yield f"-- 3. Connected as a superuser to the database {database}:"
    yield f"SET ROLE {OWNER};"
    columns = {
        table.name: [column.name for column in table.columns if not column.system]
        for table in Base.metadata.sorted_tables
    }
    columns |= {"alembic_version": ["version_num"], "counted_readings": []}
    yield from (f"{statement};" for statement in rights.grants(database, columns))
    yield f"{rights.entry(database, MIGRATOR)};"
    yield "RESET ROLE;"
    yield from (f"{statement};" for statement in rights.withheld())
    yield "-- 4. A login for each person: firemode db login add USERNAME"


def add_login(url: str, username: str, password: str) -> str:
    """Let a person of the list sign in, with the rights of their role; again: a new password and the role of now.

    Returns the group. Raises Missing where nobody active has the name, Refused where the name is another login's.
    """
    check_password(password)
    _check_name(username)
    with _office(url) as server:
        role = server.scalar(text("SELECT role FROM users WHERE username = :name AND active"), {"name": username})
        if role is None:
            raise Missing(f"Nobody active has the login “{username}”.", ["Add the person first: firemode user add"])
        return _login(server, username, password, Role(str(role)))


def new_password(url: str, username: str, password: str) -> None:
    """Give a login another password."""
    check_password(password)
    with _office(url) as server:
        if not _is_ours(server, username):
            raise Missing(f"There is no login “{username}” of a person here.")
        _run(server, f"ALTER ROLE {quoted(username)} PASSWORD {literal(_proof(server, username, password))}")


def follow(url: str, username: str | None = None) -> tuple[tuple[str, str], ...]:
    """Let logins follow the list of people: each into the group of its role, those out of use revoked.

    Returns what was done, username and what the login is now. Without a name everybody's login is looked at; passwords
    stay. Raises Missing where the one that was named is no login of a person here.
    """
    with _office(url) as server:
        if username is not None and not _is_ours(server, username):
            raise Missing(f"There is no login “{username}” of a person here.", [f"firemode db login add {username}"])
        done = []
        for name, role, active in server.execute(text("SELECT username, role, active FROM users ORDER BY username")):
            if username not in (None, name) or not _is_ours(server, name):
                continue
            before = server.execute(text(_STANDS), {"name": name}).one()
            if not active:
                _take_away(server, name)
            else:
                _move(server, name, Role(role))
            after = server.execute(text(_STANDS), {"name": name}).one()
            if before != after:
                done.append((str(name), GROUP_OF[Role(role)] if active else "revoked"))
        return tuple(done)


def revoke(url: str, username: str) -> int:
    """Take a login away at once: it cannot sign in, holds no rights, and what it has open is ended.

    Returns how many connections were ended. The person stays on record, out of use.
    """
    with _office(url) as server:
        if not _is_ours(server, username):
            raise Missing(f"There is no login “{username}” of a person here.")
        _take_away(server, username)
        server.execute(text("UPDATE users SET active = false WHERE username = :name AND active"), {"name": username})
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = :name"
        return len(server.execute(text(ended), {"name": username}).all())


def _check_name(username: str) -> None:
    if not username or len(username.encode()) > LONGEST_NAME or username.startswith(("pg_", "firemode_")):
        raise Invalid(f"“{username}” cannot be a login of the server: 1 to {LONGEST_NAME} bytes, and the names that "
                      "begin with pg_ or firemode_ are taken.")  # fmt: skip


def _check_server(server: Connection) -> None:
    version = int(str(server.scalar(text("SHOW server_version_num"))))
    if version < OLDEST_SERVER * 10_000:
        raise Refused(f"This server is PostgreSQL {version // 10_000}; version {OLDEST_SERVER} or later is needed.")
    if not server.scalar(text("SELECT rolsuper FROM pg_roles WHERE rolname = session_user")):
        raise Refused("Only a superuser of the server sets up an office database.")
    if server.scalar(text("SHOW password_encryption")) != "scram-sha-256":
        raise Refused("This server keeps passwords as MD5.", ["Set password_encryption = scram-sha-256 and reload it."])


def _roles(server: Connection, password: str, steps: list[str]) -> None:
    there = set(server.scalars(text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'firemode%'")))
    missing = [role for role in (*GROUPS, OWNER) if role not in there]
    for statement in rights.roles():
        _run(server, statement)
    if missing:
        steps.append(f"Roles were made: {', '.join(missing)}.")
    if not server.scalar(text("SELECT rolcreatedb FROM pg_roles WHERE rolname = :name"), {"name": OWNER}):
        _run(server, _SCRATCH)
        steps.append(f"{OWNER} may make databases, beside which a backup is proved before the schema is changed.")
    if MIGRATOR not in there:
        for statement in _migrator(int(str(server.scalar(text("SHOW server_version_num"))))):
            _run(server, statement)
        _run(server, f"ALTER ROLE {MIGRATOR} PASSWORD {literal(_proof(server, MIGRATOR, password))}")
        steps.append(f"The login {MIGRATOR} was made; it changes the schema.")


def _migrator(version: int) -> Iterator[str]:
    """A login that is nobody until it takes the owner's role."""
    yield f"CREATE ROLE {MIGRATOR} LOGIN NOINHERIT"
    by_set_alone = " WITH INHERIT FALSE, SET TRUE" if version >= _SINCE_SET else ""
    yield f"GRANT {OWNER} TO {MIGRATOR}{by_set_alone}"


def _make_database(server: Connection, name: str, steps: list[str]) -> None:
    owned = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = :name"
    owner = server.scalar(text(owned), {"name": name})
    if owner is None:
        _run(server, f"CREATE DATABASE {quoted(name)} OWNER {OWNER} TEMPLATE template0 ENCODING 'UTF8'")
        _run(server, f"REVOKE ALL ON DATABASE {quoted(name)} FROM PUBLIC")
        _run(server, rights.entry(name, MIGRATOR))
        steps.append(f"The database {name} was made.")
    elif owner != OWNER:
        raise Refused(f"There is a database {name} already, and it belongs to {owner}. Choose another name.")


def _first_administrator(server: Connection, person: Person, steps: list[str]) -> None:
    if server.scalar(text("SELECT 1 FROM users WHERE role IN ('administrator', 'supervisor') AND active LIMIT 1")):
        return
    values = {"username": person.username, "full_name": person.full_name, "role": Role.ADMINISTRATOR.value}
    server.execute(User.__table__.insert().values(**values))  # type: ignore[attr-defined]
    _login(server, person.username, person.password, Role.ADMINISTRATOR)
    steps.append(f"{person.username} signs in as the first administrator.")


def _login(server: Connection, username: str, password: str, role: Role) -> str:
    name = quoted(username)
    if server.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :name"), {"name": username}) is None:
        _run(server, f"CREATE ROLE {name} LOGIN")
        _run(server, f"COMMENT ON ROLE {name} IS {literal(MARK)}")
    elif not _is_ours(server, username):
        raise Refused(f"The server has a login {username} that is not a person of this program. It is left alone.")
    proof = literal(_proof(server, username, password))
    _run(server, f"ALTER ROLE {name} LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
                 f"PASSWORD {proof}")  # fmt: skip
    return _move(server, username, role)


def _move(server: Connection, username: str, role: Role) -> str:
    """Put a login into the group of a role, and out of the others."""
    name, group = quoted(username), GROUP_OF[role]
    for other in GROUPS:
        _run(server, f"{'GRANT' if other == group else 'REVOKE'} {other} {'TO' if other == group else 'FROM'} {name}")
    return group


def _take_away(server: Connection, username: str) -> None:
    """A login that cannot sign in and has no rights.

    The server keeps what proves its password: whoever knows it is told that the login was revoked, and nobody else is.
    """
    _run(server, f"ALTER ROLE {quoted(username)} NOLOGIN")
    for group in GROUPS:
        _run(server, f"REVOKE {group} FROM {quoted(username)}")


def _is_ours(server: Connection, username: str) -> bool:
    marked = "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = :name"
    return bool(server.scalar(text(marked), {"name": username}) == MARK)


def _proof(server: Connection, username: str, password: str) -> str:
    """What the server keeps of a password (SCRAM), worked out here so that it never sees the password."""
    driver: Any = server.connection.driver_connection
    return str(encrypt_password(password, username, driver, "scram-sha-256"))


def _run(server: Connection, statement: str) -> None:
    server.exec_driver_sql(statement.replace("%", "%%"))


@contextmanager
def _server(url: str, isolation: str = "AUTOCOMMIT") -> Iterator[Connection]:
    """A connection each of whose statements stands by itself (CREATE DATABASE is in no transaction)."""
    whole = normalise(url)
    engine = create_engine(whole, isolation_level=isolation, hide_parameters=True, connect_args=demanded(url))
    try:
        with closing(engine.connect()) as connection:
            yield connection
    except (DBAPIError, psycopg2.Error) as error:
        words = explained(error, whole)
        if words is None:
            raise
        raise words from error
    finally:
        engine.dispose()


@contextmanager
def _office(url: str) -> Iterator[Connection]:
    """One transaction in a database that was set up for an office."""
    with _server(url, "READ COMMITTED") as server, server.begin():
        _check_server(server)
        if not rights.is_office(server):
            raise Refused("This database was not set up for an office.", ["Set one up with: firemode db provision"])
        yield server
