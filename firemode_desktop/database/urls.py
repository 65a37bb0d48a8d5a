"""What people paste as a database, as a URL for psycopg2, which is the driver that ships."""

from __future__ import annotations

from urllib.parse import quote, quote_plus

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from firemode_desktop.domain.errors import Invalid

_SCHEMES = ("postgres", "postgresql")


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


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url.strip())
    except (ArgumentError, ValueError) as error:
        raise Invalid("This is not the URL of a database; it looks like postgresql://user@server/database.") from error
    if parsed.drivername.split("+")[0] not in _SCHEMES:
        raise Invalid("Only PostgreSQL databases are supported; the URL looks like postgresql://user@server/database.")
    return parsed.set(drivername="postgresql+psycopg2")
