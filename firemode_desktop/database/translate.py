"""What PostgreSQL, its driver and SQLAlchemy raise, as one of the five errors, in words.

What is not translated is a defect of the program and stays what it is.
"""

from __future__ import annotations

import re
from typing import Any

import psycopg2
from psycopg2 import errorcodes
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from sqlalchemy.orm.exc import ObjectDeletedError, StaleDataError

from firemode_desktop.database.deadline import InDoubt as CommitInDoubt
from firemode_desktop.database.deadline import NoAnswer
from firemode_desktop.database.sentences import SENTENCES
from firemode_desktop.database.urls import masked, without_password
from firemode_desktop.domain.errors import Conflict, FiremodeError, InDoubt, Invalid, Refused, Unreachable

CHANGED = "Somebody else changed this in the meantime; nothing was written. Look at it again, then decide."
BUSY = "Somebody else is changing the same record right now; nothing was written. Try again in a moment."
IN_DOUBT = (
    "The connection to the database was lost while it confirmed the last step: all of it was written, or nothing. "
    "Look which, before you do it a second time."
)

_CONFLICTS = {
    errorcodes.SERIALIZATION_FAILURE: CHANGED,
    errorcodes.DEADLOCK_DETECTED: BUSY,
    errorcodes.LOCK_NOT_AVAILABLE: BUSY,
}
_UNREACHABLE = {
    errorcodes.ADMIN_SHUTDOWN: "The database was shut down; nothing was written.",
    errorcodes.CRASH_SHUTDOWN: "The database stopped; nothing was written.",
    errorcodes.CANNOT_CONNECT_NOW: "The database is starting; try again in a moment.",
    errorcodes.QUERY_CANCELED: "The database did not finish in time; nothing was written.",
    errorcodes.DISK_FULL: "The disk of the database is full; nothing was written. Make room there, then do it again.",
    errorcodes.OUT_OF_MEMORY: "The database has run out of memory; nothing was written.",
    errorcodes.TOO_MANY_CONNECTIONS: "The database has no free connection; try again in a moment.",
    errorcodes.READ_ONLY_SQL_TRANSACTION: "This database can only be read.",
}
_INVALID = {
    errorcodes.STRING_DATA_RIGHT_TRUNCATION: "A text is too long for its column.",
    errorcodes.NUMERIC_VALUE_OUT_OF_RANGE: "A number is too large for its column.",
    errorcodes.INVALID_TEXT_REPRESENTATION: "A value has not the form that its column needs.",
    errorcodes.INVALID_DATETIME_FORMAT: "A date or time cannot be read.",
    errorcodes.DATETIME_FIELD_OVERFLOW: "A date or time is out of range.",
    errorcodes.CHARACTER_NOT_IN_REPERTOIRE: "A text holds characters that cannot be kept.",
    errorcodes.UNTRANSLATABLE_CHARACTER: "A text holds characters that cannot be kept.",
}


_OF_OFFICE = (
    (r"is not permitted to log in", "This login was revoked; ask an administrator of the database"),
    (r"permission denied to set role", "Only the login that changes the schema may do this"),
    (r"permission denied for database", "This login has no rights in this database; ask an administrator of it"),
    (r"does not match host name", "The server's certificate is for another name, so it may be another server; "
     "nothing was sent to it"),
    (r"certificate verify failed|self.signed certificate", "The server's certificate is not from an authority that "
     "this computer trusts, or its time is over, so it may be another server; nothing was sent to it"),
    (r"root certificate file .* does not exist|weak sslmode", "This computer does not know which authority to trust; "
     "put its certificate where libpq looks, or name it with sslrootcert"),
    (r"does not support SSL", "The server does not encrypt its connections, so nothing was sent to it"),
    (r"channel binding|authentication method requirement|requires SCRAM", "The server asked for the password in a way "
     "that would give it away, so it did not get it"),
)  # fmt: skip
"""What keeps a connection to a server of the office from being made: as libpq says it, and in words."""


def explained(error: Exception, url: str) -> FiremodeError | None:
    """The error in words, or None where it is a defect. ``url`` is the database it came from."""
    if isinstance(error, StaleDataError | ObjectDeletedError):
        return Conflict(CHANGED)
    if isinstance(error, NoFreeConnection):
        return Unreachable(_UNREACHABLE[errorcodes.TOO_MANY_CONNECTIONS])
    raised = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(raised, UnicodeEncodeError):  # half a character, as in a word of the command line that is no UTF-8
        return Invalid(_INVALID[errorcodes.CHARACTER_NOT_IN_REPERTOIRE])
    if not isinstance(raised, psycopg2.Error):
        return None
    if isinstance(raised, CommitInDoubt):
        return InDoubt(IN_DOUBT)
    return _of_server(raised, str(raised.pgcode)) if raised.pgcode else _of_connection(raised, url)


def _of_server(error: psycopg2.Error, code: str) -> FiremodeError | None:
    said = error.diag.message_primary or str(error)
    if code == errorcodes.RAISE_EXCEPTION:
        return Refused(said)
    if code.startswith("23"):
        return _of_constraint(error.diag, code, said)
    if code == errorcodes.INSUFFICIENT_PRIVILEGE:
        return Refused(_not_allowed(said))
    if code in _CONFLICTS:
        return Conflict(_CONFLICTS[code])
    if code in _INVALID:
        return Invalid(f"{_INVALID[code][:-1]}: {said}.")
    if code in _UNREACHABLE or code.startswith("08"):
        return Unreachable(_UNREACHABLE.get(code, "The connection to the database was lost; nothing was written."))
    return None


def _not_allowed(said: str) -> str:
    """What a login may not do, in words of the program: what of, where PostgreSQL names it."""
    if "row-level security" in said:
        return "This belongs to a building that you have no rights to; nothing was written."
    of = re.search(r"denied for (?:table|view) (\w+)", said)
    named = f": the {_words(of[1])} are not yours to change" if of else ""
    return f"Your login does not allow this{named}. An administrator of the office can tell who may."


def _of_constraint(diag: Any, code: str, said: str) -> FiremodeError:
    details = [{"constraint": diag.constraint_name, "table": diag.table_name, "column": diag.column_name}]
    needed = re.match(r'update or delete on table "(\w+)" violates', said)
    if needed:  # a foreign key, seen from the row it points at
        return Refused(
            f"This {_words(needed[1], one=True)} is still used by {_words(diag.table_name)}; it cannot be deleted. "
            "What is out of service is decommissioned instead.",
            details,
        )
    if code == errorcodes.RESTRICT_VIOLATION:
        return Refused(said, details)  # one of our guards, which speaks for itself
    return Invalid(SENTENCES.get(diag.constraint_name or "") or _generic(diag, code), details)


def _generic(diag: Any, code: str) -> str:
    """A decent sentence for a constraint that has none of its own."""
    table = _words(diag.table_name, one=True)
    if code == errorcodes.NOT_NULL_VIOLATION:
        return f"The {_words(diag.column_name)} of a {table} cannot be blank."
    if code in (errorcodes.UNIQUE_VIOLATION, errorcodes.EXCLUSION_VIOLATION):
        columns = re.match(r"Key \((.+?)\)=", diag.message_detail or "")
        named = ", ".join(_words(name.strip()) for name in columns[1].split(",")) if columns else "key"
        return f"There is already a {table} with this {named}."
    if code == errorcodes.FOREIGN_KEY_VIOLATION:
        return f"The {table} refers to something that does not exist (any more)."
    return f"A value of this {table} is outside what is allowed ({_words(diag.constraint_name)})."


def _of_connection(error: psycopg2.Error, url: str) -> FiremodeError | None:
    """A connection that failed or broke; the driver gives no code then, only words."""
    if isinstance(error, NoAnswer):
        return Unreachable(f"The database {masked(url)} gave {error}; nothing was written.")
    bare = type(error) is psycopg2.DatabaseError  # how a rollback says that the connection was lost
    if not bare and not isinstance(error, psycopg2.OperationalError | psycopg2.InterfaceError):
        return None
    said = without_password(str(error).strip(), url)
    if "password authentication failed" in said or "no password supplied" in said:
        return Unreachable(f"The database {masked(url)} does not accept this user and password.")
    if re.search(r'database ".*" does not exist', said):
        return Unreachable(f"There is no such database: {masked(url)}.")
    for pattern, words in _OF_OFFICE:
        if re.search(pattern, said):
            return Unreachable(f"{words} ({masked(url)}).")
    return Unreachable(f"The database {masked(url)} cannot be reached: {_first_line(said)}.")


def _first_line(said: str) -> str:
    line = said.splitlines()[0] if said else "the connection was lost"
    return re.sub(r"^connection to server (on|at) .*? failed: ", "", line).removeprefix("FATAL:  ").rstrip(".")


def _words(name: str | None, *, one: bool = False) -> str:
    """``test_instances`` → ``test instances`` (``one``: ``test instance``); ``stair_id`` → ``stair``."""
    words = re.sub(r"_id$", "", name or "record").replace("_", " ")
    if not one:
        return words
    return re.sub(r"(ies|(?<=ch)es|s)$", lambda ending: "y" if ending[1] == "ies" else "", words)
