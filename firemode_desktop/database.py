"""The one place where transactions begin and end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import Session, sessionmaker

Answer = TypeVar("Answer")


def normalise(url: str) -> str:
    """What a person pasted (``postgres://``, ``postgresql://``) as a URL for psycopg2, which is the driver that ships."""
    parsed = make_url(url)
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


class Database:
    """A PostgreSQL database; ``run`` is one job, one session, one transaction."""

    def __init__(self, url: str) -> None:
        self.url = normalise(url)
        self.engine: Engine = create_engine(self.url, pool_pre_ping=True)
        self._session = sessionmaker(self.engine, expire_on_commit=False)

    def run(self, job: Callable[[Session], Answer]) -> Answer:
        """Run ``job`` in one transaction: all of it is written, or nothing."""
        with self._session.begin() as session:
            return job(session)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()
