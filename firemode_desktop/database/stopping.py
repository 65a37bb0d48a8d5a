"""A statement that runs long can be stopped by whoever waits for it, not only the gap between two statements.

The driver waits for the server without looking up. So another thread keeps asking whether to go on, and when it is told
to stop it has the server cancel what it is doing; the connection stays good, and the transaction is rolled back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg2
from sqlalchemy.orm import Session

ASK_EVERY_S = 0.1
LEAVE_S = 5.0  # a server that does not even take a cancellation is the deadline's business


@contextmanager
def stoppable(session: Session, go_on: Callable[[], object]) -> Iterator[None]:
    """Ask ``go_on`` again and again, on a thread of its own, while the block runs its statements.

    What it raises ends the statement under way and is raised in its place, out of the block.
    """
    connection: Any = session.connection().connection.dbapi_connection
    over, raised = threading.Event(), list[BaseException]()
    asking = threading.Thread(target=_ask, args=(connection, go_on, over, raised), name="stop?", daemon=True)
    asking.start()
    try:
        try:
            yield
        finally:
            over.set()
            asking.join(LEAVE_S)
    except Exception as error:
        if raised:
            raise raised[0] from error
        raise
    if raised:
        raise raised[0]


def _ask(connection: Any, go_on: Callable[[], object], over: threading.Event, raised: list[BaseException]) -> None:
    while not over.wait(ASK_EVERY_S):
        try:
            go_on()
        except BaseException as stop:
            raised.append(stop)
            with suppress(psycopg2.Error):
                connection.cancel()
            return
