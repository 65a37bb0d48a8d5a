"""Reads that a replica answers: never the past, never another database, and the primary wherever that is not certain.

Before each read the primary is asked where it stands (one statement) and the replica, on the connection that will
answer, whether it has got there (decision 26). Nothing has to be remembered between reads, so the writes of other
computers count as well as our own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from psycopg2 import errorcodes
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from firemode_desktop.database.translate import explained
from firemode_desktop.database.urls import masked
from firemode_desktop.domain.replica import Following, Reached, ReplicaStanding, ReplicaState, judged

Answer = TypeVar("Answer")

WAIT_S = 0.5
WAIT_AGAIN_S = 0.05  # for one that was behind the last time: long enough for a busy server's few ms
LOOK_EVERY_S = 0.01
REST_S = 10.0  # one that is in trouble is not asked again at every read
NOT_ALLOWED = (
    "Whether {url} is a replica of this database cannot be proven: the login may not call pg_control_system() and "
    "pg_control_recovery()."
)
NO_PRIMARY = "This database only follows another one itself, so {url} cannot be its replica."

_CONFLICTS = (errorcodes.SERIALIZATION_FAILURE, errorcodes.DEADLOCK_DETECTED)  # of the job with what is replayed
_UNABLE = (
    errorcodes.ADMIN_SHUTDOWN,
    errorcodes.CRASH_SHUTDOWN,
    errorcodes.CANNOT_CONNECT_NOW,
    errorcodes.DATABASE_DROPPED,
)
_DATABASE = "(SELECT oid::bigint FROM pg_database WHERE datname = current_database())"
# What is acknowledged is flushed, except where commits do not wait for it.
_REACHED = text(f"""
    SELECT system_identifier, {_DATABASE} AS database, position::text AS position,
           ('x' || left(pg_walfile_name(position), 8))::bit(32)::int AS timeline
    FROM pg_control_system(),
         LATERAL (SELECT CASE WHEN pg_is_in_recovery() THEN NULL
                              WHEN current_setting('synchronous_commit') = 'off' THEN pg_current_wal_insert_lsn()
                              ELSE pg_current_wal_flush_lsn() END) AS at (position)""")
_FOLLOWING = text(f"""
    SELECT pg_is_in_recovery() AS standby, system_identifier, {_DATABASE} AS database,
           min_recovery_end_timeline AS timeline,
           coalesce(pg_last_wal_replay_lsn() >= CAST(:position AS pg_lsn), false) AS replayed,
           extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::float AS age_s
    FROM pg_control_system(), pg_control_recovery()""")


class Elsewhere(Exception):  # noqa: N818  it is no error: the primary answers
    """This read is not for the replica."""


class Replica:
    """A database that follows the primary; several threads ask it at once.

    ``moved`` is told, by the thread that found it, whenever the replica stands differently from before.
    """

    def __init__(self, primary: Engine, engine: Engine) -> None:
        self.engine, self._primary = engine, primary
        self._whole_url = engine.url.render_as_string(hide_password=False)
        self.url = masked(self._whole_url)
        self.moved: Callable[[ReplicaStanding], None] | None = None
        self.standing: ReplicaStanding | None = None
        self._rest_until = 0.0
        self._lock = threading.Lock()

    def answer(self, read: Callable[[Connection], Answer]) -> Answer:
        """What ``read`` finds on a connection that shows all that the primary had acknowledged when this was called.

        Raises Elsewhere where the replica is behind, gone, no replica of this primary, or gave up on the way.
        """
        if time.monotonic() < self._rest_until:
            raise Elsewhere
        reached = self._reached()
        try:
            connection = self.engine.connect()
        except DBAPIError as error:
            raise self._failed(error) from error
        with connection:
            self._follow(connection, reached)
            try:
                return read(connection)
            except DBAPIError as error:
                if not _gave_up(error):
                    raise
                raise self._failed(error) from error

    def _reached(self) -> Reached:
        """Where the primary stands; its errors are raised, except that it may not be asked."""
        try:
            with self._primary.connect() as connection:
                row = connection.execution_options(isolation_level="AUTOCOMMIT").execute(_REACHED).one()
        except ProgrammingError as error:
            raise self._failed(error) from error
        if row.position is None:
            raise self._not_proven(NO_PRIMARY)
        return Reached(row.system_identifier, row.database, row.timeline, row.position)

    def _follow(self, connection: Connection, reached: Reached) -> None:
        """See that the replica has got to where the primary was, and wait a moment for it; else raise Elsewhere."""
        known = self.standing is not None and self.standing.state is ReplicaState.BEHIND
        until = time.monotonic() + (WAIT_AGAIN_S if known else WAIT_S)
        try:
            while (found := self._look(connection, reached)).state is ReplicaState.BEHIND and time.monotonic() < until:
                time.sleep(LOOK_EVERY_S)
        except DBAPIError as error:
            raise self._failed(error) from error
        self._take(found)
        if found.state is not ReplicaState.CURRENT:
            raise Elsewhere

    def _look(self, connection: Connection, reached: Reached) -> ReplicaStanding:
        row = connection.execute(_FOLLOWING, {"position": reached.position}).one()
        connection.rollback()  # the snapshot of what is read then is not older than this look
        following = Following(row.standby, row.system_identifier, row.database, row.timeline, row.replayed, row.age_s)
        return judged(self.url, reached, following)

    def _failed(self, error: DBAPIError) -> Elsewhere:
        """What became of a look or a read; a conflict with what is replayed says nothing of the replica itself."""
        code = getattr(error.orig, "pgcode", None)
        if code == errorcodes.INSUFFICIENT_PRIVILEGE:
            return self._not_proven(NOT_ALLOWED)
        if code not in _CONFLICTS:
            words = explained(error, self._whole_url)
            why = words.message if words else f"The replica {self.url} cannot be asked: {str(error.orig).strip()}."
            self._take(ReplicaStanding(self.url, ReplicaState.AWAY, why=why))
        return Elsewhere()

    def _not_proven(self, why: str) -> Elsewhere:
        self._take(ReplicaStanding(self.url, ReplicaState.UNPROVEN, why=why.format(url=self.url)))
        return Elsewhere()

    def _take(self, found: ReplicaStanding) -> None:
        """Remember how the replica stands, and tell it where that is new."""
        with self._lock:
            new, self.standing = found != self.standing, found
            self._rest_until = time.monotonic() + REST_S if found.trouble else 0.0
        if found.trouble:
            self.engine.dispose()  # its connections may lead to what is not there, or not ours, any more
        if new and self.moved is not None:
            self.moved(found)


def _gave_up(error: DBAPIError) -> bool:
    """Whether the server, not the job, is why a read came to nothing: the primary may answer it."""
    code = getattr(error.orig, "pgcode", None)
    return code is None or code in _CONFLICTS or code in _UNABLE or code[:2] in ("08", "53")
