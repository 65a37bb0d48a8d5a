"""What people paste as a database, as a URL for psycopg2, which is the driver that ships."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import quote, quote_plus

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from firemode_desktop.domain.errors import Invalid, Refused

_SCHEMES = ("postgres", "postgresql")

STRICT: Mapping[str, str] = {
    "sslmode": "verify-full",
    "channel_binding": "require",
    "require_auth": "scram-sha-256",
}
"""What a connection to a server of the office must have (specification, page 4)."""
WHY: Mapping[str, str] = {
    "sslmode": "the connection is encrypted and the server is the one whose name was given",
    "channel_binding": "nobody sits in between and passes the password's proof on",
    "require_auth": "a server that asks for the password itself does not get it",
}


def normalise(url: str) -> str:
    """``postgres://…``, ``postgresql://…`` or a URL that names another driver, as ``postgresql+psycopg2://…``.

    Percent-encoded passwords and socket folders (``?host=/path``) stay what they mean. Raises Invalid, without
    repeating what was pasted (it may hold a password), where it is no URL of a PostgreSQL database.
    """
    return _parsed(url).render_as_string(hide_password=False)


def masked(url: str) -> str:
    """The URL for screens, logs and messages: without its password and without the driver."""
    parsed = _parsed(url).set(drivername="postgresql")
    query = {key: value for key, value in parsed.query.items() if "password" not in key.lower()}
    return parsed.set(query=query).render_as_string(hide_password=True).replace("%2F", "/")  # a socket's folder


def has_password(url: str) -> bool:
    """Whether there is a password in the URL."""
    parsed = _parsed(url)
    return bool(parsed.password) or any("password" in key.lower() for key in parsed.query)


def without_password(text: str, url: str) -> str:
    """``text`` with the URL's password blotted out, however it is written there."""
    parsed = _parsed(url)
    query = [value for key, value in parsed.query.items() if "password" in key.lower()]
    for password in filter(None, [parsed.password, *(one for one in query if isinstance(one, str))]):
        for written in (password, quote(password, safe=""), quote(password), quote_plus(password)):
            text = text.replace(written, "***")
    return text


def demanded(url: str) -> dict[str, str]:
    """What libpq is told about a server of the office, beyond the URL; nothing for this computer's own server.

    A server is believed only when its certificate is for its name and comes from an authority that this computer
    trusts, and gets no password: it proves that it knows it (SCRAM), and over the very connection it is asked on.

    Raises:
        Refused: the URL asks for less, or leaves it open which server is meant.
    """
    parsed = _parsed(url)
    if "service" in parsed.query:
        raise Refused("This URL names a service of libpq's own settings, so it cannot be seen which server is meant.")
    if _is_here(parsed):
        return {}
    weaker = [f"{name}={said}" for name in STRICT if (said := parsed.query.get(name)) not in (None, STRICT[name])]
    if weaker:
        why = [f"{name}={STRICT[name]}: {WHY[name]}" for name in STRICT]
        raise Refused(f"This connection is not safe enough for a server of the office ({', '.join(weaker)}).", why)
    return {name: value for name, value in STRICT.items() if name not in parsed.query}


def _is_here(parsed: URL) -> bool:
    """Whether every address in the URL is a socket or a loopback address of this computer."""
    named = [parsed.host, *(parsed.query.get(name) for name in ("host", "hostaddr"))]
    texts = [one for each in named if each for one in ([each] if isinstance(each, str) else each)]
    hosts = [host for one in texts for host in one.split(",") if host]
    hosts = hosts or [os.environ[name] for name in ("PGHOST", "PGHOSTADDR") if os.environ.get(name)]
    return all(host.startswith(("/", "@")) or host == "localhost" or _is_loopback(host) for host in hosts)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError) as error:
        raise Invalid("This is not the URL of a database; it looks like postgresql://user@server/database.") from error
    if parsed.drivername.split("+")[0] not in _SCHEMES:
        raise Invalid("Only PostgreSQL databases are supported; the URL looks like postgresql://user@server/database.")
    return parsed.set(drivername="postgresql+psycopg2")
