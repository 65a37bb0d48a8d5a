"""How one is connected: which server, how safely, as whom, and who else; and whether another server would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database, normalise
from firemode_desktop.database.urls import demanded
from firemode_desktop.domain.words import Role
from firemode_desktop.services import logins, people

_OWN = """
SELECT current_database(), current_setting('server_version'), host(inet_server_addr()), session_user::text,
       s.version, s.cipher, s.bits
FROM (SELECT pg_backend_pid() AS pid) AS own LEFT JOIN pg_stat_ssl AS s ON s.pid = own.pid AND s.ssl
"""
#: What a login without further rights is not shown of others is NULL.
_OTHERS = """
SELECT a.usename::text, u.full_name, count(*), min(a.backend_start)
FROM pg_stat_activity AS a LEFT JOIN users AS u ON u.username = a.usename
WHERE a.datname = current_database() AND a.usesysid IS NOT NULL AND a.pid <> pg_backend_pid()
  AND coalesce(a.backend_type, 'client backend') = 'client backend'
GROUP BY 1, 2 ORDER BY 1
"""
PROVED = "SCRAM, bound to this connection"
HERE = "not demanded on this computer"


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who is connected: how often, and since when where this login may know it."""

    login: str
    name: str | None
    connections: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Connected:
    """How one is connected at this moment. ``address`` and ``encryption`` are None where there is none."""

    database: str
    server_version: str
    address: str | None
    encryption: str | None
    proof: str
    login: str
    person: str
    behind: str
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """What a server answered, in words; ``ready``: one can work there."""

    words: str
    ready: bool


def connected(url: str | None, session: Session) -> Connected:
    """How this session is connected; ``url`` is what it was opened by, None for the embedded server."""
    database, version, address, login, tls, cipher, bits = session.execute(text(_OWN)).one()
    user = people.of_connection(session)
    found = logins.logins(session).get(login)
    return Connected(
        database,
        str(version).split()[0],
        address,
        f"{tls}, {cipher}, {bits} bits" if tls else None,
        PROVED if url is not None and demanded(url) else HERE,
        login,
        f"{user.full_name or user.username}, {Role(user.role).label.lower()}"
        if user
        else "nobody on the list of people",
        "; ".join(filter(None, (found.words if found else "", _differing(session)))),
        tuple(Other(*row) for row in session.execute(text(_OTHERS))),
    )


def _differing(session: Session) -> str:
    """What the server's rights are otherwise than declared, and who puts it right; blank where nothing is."""
    found = logins.provision_again(session)
    return f"{'; '.join(found)} – an administrator of the server runs: {logins.PROVISION}" if found else ""


def test(url: str) -> Tested:
    """Whether one could work on the database at ``url``. Nothing is changed.

    Raises:
        Invalid: this is no PostgreSQL address.
        Refused: the connection would not be safe enough.
        Unreachable: nothing answers, the server is not what it says, or it does not take this login; in words.
    """
    database = Database(url)
    try:
        state = database.schema_state()
        answers = f"PostgreSQL {state.server_version} answers"
        if state.is_newer:
            words = f"its schema is newer ({state.revision}); install the newer version of the program"
        elif state.revision is None:
            words = "nothing of this program is there, or this login may not see it"
        elif not state.is_current:
            words = f"its schema is older ({state.revision}); an administrator runs: firemode db upgrade"
        else:
            found = database.read(lambda session: connected(url, session))
            behind = f" Its rights: {found.behind}." if found.behind else ""
            return Tested(f"{answers}, {found.encryption or 'not encrypted'}; its schema fits. "
                          f"You sign in as {found.login}: {found.person}.{behind}", True)  # fmt: skip
        return Tested(f"{answers}; {words}.", False)
    finally:
        database.close()


def composed(address: str, password: str, authority: str) -> str:
    """The address of a server with what was typed beside it: a password, and the file of the authority to trust."""
    whole = make_url(normalise(address)).set(drivername="postgresql")
    if password:
        whole = whole.set(password=password)
    if authority:
        whole = whole.update_query_dict({"sslrootcert": authority})
    return whole.render_as_string(hide_password=False)


def shown(address: str) -> str:
    """An address as a list shows it: who, where; never a password."""
    parsed = make_url(normalise(address))
    at = f"{parsed.host or quote(str(parsed.query.get('host', 'localhost')))}{f':{parsed.port}' if parsed.port else ''}"
    return f"{parsed.username or 'anybody'} at {at}, {parsed.database or 'postgres'}"
