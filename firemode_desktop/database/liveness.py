"""Whether a server that says nothing is at work: another connection takes the same way and asks it.

Anything the server says is an answer, a refusal too (it is full, or shutting down). Only where nothing comes back, or
the server holds the statement for done and its answer has not arrived, is the way silent.
"""

from __future__ import annotations

import select
import time
from contextlib import closing

import psycopg2
from psycopg2.extensions import POLL_OK, POLL_READ, connection

LOST_AFTER_S = 2
"""Seconds after which the answer to a finished statement should have come."""
_WAITS_FOR_US = """
    SELECT state IN ('idle', 'idle in transaction', 'idle in transaction (aborted)')
       AND clock_timestamp() - state_change > make_interval(secs => %s)
    FROM pg_stat_activity WHERE pid = %s"""


class _Silence(Exception):  # noqa: N818  it is an answer
    """Nothing came in time."""


def answers(way: str, pid: int, patience_s: float) -> bool:
    """Whether the server at the end of ``way`` (a libpq DSN) answers within ``patience_s`` seconds and does not itself
    wait for the client of its process ``pid``. A process it does not know, as behind a pooler, is not judged."""
    until = time.monotonic() + patience_s
    try:
        with closing(psycopg2.connect(way, async_=True, connection_factory=connection)) as beside:
            _wait(beside, until)
            with beside.cursor() as cursor:
                cursor.execute(_WAITS_FOR_US, (LOST_AFTER_S, pid))
                _wait(beside, until)
                row = cursor.fetchone()
                return row is None or not row[0]
    except _Silence:
        return False
    except psycopg2.Error:
        return True


def _wait(beside: connection, until: float) -> None:
    while (state := beside.poll()) != POLL_OK:
        left = until - time.monotonic()
        reads, writes = ([beside], []) if state == POLL_READ else ([], [beside])
        if left <= 0 or not any(select.select(reads, writes, [], left)):
            raise _Silence
