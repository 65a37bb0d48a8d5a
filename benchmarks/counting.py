"""What needs no clock: the statements that are sent, and the pages that each of them reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

_BLOCKS = ("Shared Hit Blocks", "Shared Read Blocks")


@dataclass(frozen=True)
class Sent:
    """One statement as it went to the server."""

    sql: str
    parameters: Any


@contextmanager
def noting(connection: Connection) -> Iterator[list[Sent]]:
    """Every statement that is sent over ``connection`` meanwhile."""
    found: list[Sent] = []

    def note(_connection: object, _cursor: object, sql: str, parameters: Any, *_: object) -> None:
        found.append(Sent(sql, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(connection, "before_cursor_execute", note)


def sent_by(session: Session, job: Callable[[Session], object]) -> tuple[Sent, ...]:
    """What ``job`` sends."""
    with noting(session.connection()) as found:
        job(session)
    return tuple(found)


def pages(session: Session, sent: Sequence[Sent]) -> int:
    """Pages of 8 kB that these statements read, from memory or from disk; planning not counted."""
    return sum(_blocks(planned(session, one)) for one in sent)


def planned(session: Session, one: Sent) -> Mapping[str, Any]:
    """The topmost node of the plan as it was carried out."""
    explained = session.connection().exec_driver_sql(
        f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {one.sql}", one.parameters
    )
    plan: Mapping[str, Any] = explained.scalar_one()[0]["Plan"]
    return plan


def _blocks(plan: Mapping[str, Any]) -> int:
    return sum(int(plan[name]) for name in _BLOCKS)
