"""A scratch database beside the real one, and changing places with it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg2 import errorcodes
from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError

from firemode_desktop.database import explained, head, normalise
from firemode_desktop.database.schema import revisions
from firemode_desktop.database.urls import demanded
from firemode_desktop.domain.errors import Refused
from firemode_desktop.services.backups.archive import Manifest
from firemode_desktop.services.backups.tools import major

MAINTENANCE = "postgres"
LONGEST_NAME = 63  # bytes; NAMEDATALEN − 1
ATTEMPTS = 10

LOCK = "SELECT pg_try_advisory_lock(hashtextextended('firemode restore ' || :target, 0))"
_OTHERS = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = ANY(:names)"
_NOW = "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYYMMDD_HH24MISS')"


def check_fits(manifest: Manifest, server_version: str) -> None:
    """Raises Refused for a backup that a newer program or a newer server made."""
    if major(manifest.server_version) > major(server_version):
        raise Refused(
            f"This backup was made on PostgreSQL {manifest.server_version}; the server here is {server_version}, "
            "which is older. Nothing was changed."
        )
    if manifest.revision is not None and manifest.revision not in revisions():
        raise Refused(
            f"This backup was made by a newer version of the program (revision {manifest.revision}; this one knows "
            f"{head()}). Install the newer version. Nothing was changed."
        )


class Scratch:
    """An empty database that may take the place of the real one."""

    def __init__(self, admin: Engine, url: str, target: str, name: str, stamp: str) -> None:
        self._admin, self._target, self.name, self._stamp = admin, target, name, stamp
        self.url = make_url(normalise(url)).set(database=name).render_as_string(hide_password=False)

    def take_the_place(self) -> str:
        """Rename both in one transaction, after disconnecting everybody; the new name of the one that was there.

        Raises:
            Refused: somebody whom this login may not disconnect does not leave.
        """
        kept = _named(self._target, f"_before_{self._stamp}")
        for _ in range(ATTEMPTS):
            with self._admin.connect() as connection:
                connection.execute(text(_OTHERS), {"names": [self._target, self.name]})
            if self._rename(kept):
                return kept
        raise Refused("Somebody is at work in the database and does not leave; nothing was changed. Try again later.")

    def _rename(self, kept: str) -> bool:
        """Both names at once; False where somebody is connected (again). The server waits 5 s for them to leave."""
        try:
            with self._admin.execution_options(isolation_level="READ COMMITTED").begin() as connection:
                for before, after in ((self._target, kept), (self.name, self._target)):
                    connection.exec_driver_sql(f"ALTER DATABASE {_quoted(before)} RENAME TO {_quoted(after)}")
        except DBAPIError as error:
            if getattr(error.orig, "pgcode", None) == errorcodes.OBJECT_IN_USE:
                return False
            raise
        return True


@contextmanager
def scratch(url: str, inside: str) -> Iterator[Scratch]:
    """A new, empty database on the server of ``url``, made like the one there; dropped unless it took its place.

    ``inside`` is the URL by which it is filled: as the owner role on an office server.

    Raises:
        Refused: another restore is under way, or the login may not create databases.
        Unreachable: the server does not answer.
    """
    parsed = make_url(normalise(url))
    target = str(parsed.database)
    admin = create_engine(
        parsed.set(database=MAINTENANCE),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args=demanded(url),
    )
    try:
        with admin.connect() as connection:
            if not connection.scalar(text(LOCK), {"target": target}):
                raise Refused("Another restore of this database is under way; nothing was changed.")
            _drop_left_over(connection, target)
            stamp = _free_stamp(connection, target)
            name = _named(target, f"_restoring_{stamp}")
            _create(connection, target, name)
            try:
                yield Scratch(admin, inside, target, name, stamp)
            finally:
                _drop(connection, name)
    except DBAPIError as error:
        words = explained(error, url)
        if words is None:
            raise
        raise words from error
    finally:
        admin.dispose()


def _create(connection: Connection, target: str, name: str) -> None:
    """An empty database with the encoding, the locale and the owner of ``target``."""
    like: dict[str, Any] = connection.scalars(
        text(
            "SELECT to_jsonb(d) || jsonb_build_object('encoding_name', pg_encoding_to_char(encoding),"
            " 'owner', CASE WHEN pg_has_role(datdba, 'MEMBER') THEN pg_get_userbyid(datdba) END)"
            " FROM pg_database d WHERE datname = :target"
        ),
        {"target": target},
    ).one()
    options = [
        f"ENCODING {_literal(like['encoding_name'])}",
        f"LC_COLLATE {_literal(like['datcollate'])}",
        f"LC_CTYPE {_literal(like['datctype'])}",
    ]
    locale = like.get("datlocale") or like.get("daticulocale")  # since 17, and before
    if like["datlocprovider"] == "i":
        options += ["LOCALE_PROVIDER icu", f"ICU_LOCALE {_literal(locale)}"]
    elif like["datlocprovider"] == "b":
        options += ["LOCALE_PROVIDER builtin", f"BUILTIN_LOCALE {_literal(locale)}"]
    if like["owner"]:
        options.append(f"OWNER {_quoted(like['owner'])}")
    connection.exec_driver_sql(f"CREATE DATABASE {_quoted(name)} TEMPLATE template0 {' '.join(options)}")


def _drop_left_over(connection: Connection, target: str) -> None:
    """Remove what a restore that was killed left behind; under the lock no other one is at work."""
    pattern = re.escape(_named(target, f"_restoring_{'0' * 15}")[:-15]) + "[0-9]{8}_[0-9]{6}"
    for name in connection.scalars(text("SELECT datname FROM pg_database")).all():
        if re.fullmatch(pattern, name):
            _drop(connection, name)


def _drop(connection: Connection, name: str) -> None:
    """Whoever is connected is disconnected; a login that may not end autovacuum lets the server ask it to leave."""
    try:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")
    except DBAPIError as error:
        if getattr(error.orig, "pgcode", None) != errorcodes.INSUFFICIENT_PRIVILEGE:
            raise
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {_quoted(name)}")


def _free_stamp(connection: Connection, target: str) -> str:
    """The time by the server's clock, at which no database was kept yet."""
    while True:
        stamp = str(connection.scalar(text(_NOW)))
        taken = text("SELECT count(*) FROM pg_database WHERE datname = :name")
        if not connection.scalar(taken, {"name": _named(target, f"_before_{stamp}")}):
            return stamp
        time.sleep(0.1)


def _named(target: str, suffix: str) -> str:
    """``target`` and ``suffix``, within what PostgreSQL takes as a name."""
    room = LONGEST_NAME - len(suffix)
    return target.encode("utf-8")[:room].decode("utf-8", "ignore") + suffix


def _quoted(name: str) -> str:
    """An identifier for a statement that goes through the driver, which reads ``%%`` as ``%``."""
    return '"' + name.replace('"', '""').replace("%", "%%") + '"'


def _literal(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"
