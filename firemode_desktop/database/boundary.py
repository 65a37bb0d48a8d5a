"""One job, one session, one transaction: the only place that commits."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Connection, Delete, Engine, Insert, TextClause, Update, create_engine, event, make_url, text
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, UOWTransaction, sessionmaker
from sqlalchemy.orm import object_mapper as mapper_of

from firemode_desktop.database import rights, schema
from firemode_desktop.database.deadline import Watchdog, WatchedConnection, WatchedCursor
from firemode_desktop.database.replica import Elsewhere, Replica
from firemode_desktop.database.schema import SchemaState
from firemode_desktop.database.translate import explained
from firemode_desktop.database.urls import demanded, masked, normalise
from firemode_desktop.domain.errors import InDoubt, Refused, Unreachable
from firemode_desktop.domain.replica import ReplicaStanding, ReplicaState

Answer = TypeVar("Answer")
Changed = Callable[[frozenset[str]], None]

DEADLINE_S = 30.0
LOCK_WAIT_S = 10.0
CONNECT_S = 5
PING_S = 3.0
"""Seconds for a kept connection to say that it is still good. With CONNECT_S, as SILENT_S of a statement,
less than 10 s: nobody waits longer for a silent network."""
CONNECT_REPLICA_S = 3  # the primary can answer instead
ELSEWHERE = "FIREMODE_READ_DATABASE_URL or --read-database names a streaming replica of the database, or nothing."
ACTING = "firemode.by"
"""The setting of a connection or a transaction from which the log knows who writes (migration 016)."""
_WRITTEN = "tables written"
_ONE_MOMENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
_WRITES = re.compile(
    r"\b(?:insert\s+into|(?<!\bfor\s)(?<!\bdo\s)update|delete\s+from|merge\s+into|copy)\s+(?:only\s+)?\"?(\w+)\"?", re.I
)


class Database:
    """A PostgreSQL database. ``changed`` is told, after each commit, the names of the tables that were written.

    ``read_url`` names a replica of it, which answers ``read`` wherever it can.
    """

    def __init__(
        self,
        url: str,
        changed: Changed | None = None,
        deadline_s: float = DEADLINE_S,
        read_url: str | None = None,
    ) -> None:
        self.url = normalise(url)
        self.changed = changed
        self.acting: UUID | None = None
        """Who works here: what is written, and not said to be somebody else's deed, is logged as theirs."""
        self._deadline_s = deadline_s
        self._watchdog = Watchdog()
        self.engine = self._engine(self.url, CONNECT_S)
        self.replica: Replica | None = None
        if read_url is not None:
            self.replica = Replica(self.engine, self._engine(normalise(read_url), CONNECT_REPLICA_S))
        self._session = sessionmaker(self.engine, expire_on_commit=False)
        event.listen(self._session, "after_flush", _note_flushed)
        event.listen(self._session, "do_orm_execute", _note_executed)

    def run(self, job: Callable[[Session], Answer], *, deadline_s: float | None = None) -> Answer:
        """Run ``job`` in one transaction: all of it is written, or nothing.

        ``deadline_s`` is the time each of its statements may take. Raises what the job raises; what comes from the
        database is Invalid, Refused, Conflict or Unreachable, in words; InDoubt where the answer to the COMMIT
        got lost.
        """
        with self._in_words(), self._session.begin() as session:
            if deadline_s is not None:
                _allow(session, deadline_s)
            answer = job(session)
        written = frozenset(session.info.get(_WRITTEN, ()))
        if written and self.changed:
            self.changed(written)
        return answer

    def read(self, job: Callable[[Session], Answer], *, deadline_s: float | None = None) -> Answer:
        """Run ``job``, which only reads: it sees one moment, and can write nothing.

        Where there is a replica that has everything that was acknowledged before now, it answers; else the primary. A
        job may be run a second time, on the primary, when the replica gives up on the way.
        """
        with self._in_words(reading=True):
            if self.replica is not None:
                with suppress(Elsewhere):
                    return self.replica.answer(lambda connection: self._look(connection, job, deadline_s))
            with self.engine.connect() as connection:
                return self._look(connection, job, deadline_s)

    def replica_standing(self) -> ReplicaStanding | None:
        """How the replica stands just now; None where there is none. Raises Unreachable: the primary is away."""
        if self.replica is None:
            return None
        with self._in_words(), suppress(Elsewhere):
            self.replica.answer(lambda _connection: None)
        return self.replica.standing

    def prove_replica(self) -> ReplicaStanding | None:
        """How the replica stands as work begins. Raises Refused where the URL names another database."""
        standing = self.replica_standing()
        if standing is not None and standing.state is ReplicaState.FOREIGN:
            raise Refused(standing.why, [ELSEWHERE])
        return standing

    def owners(self) -> Database:
        """The same database as its owner, where this login is the one that changes the schema of an office server;
        itself otherwise. Raises Unreachable.
        """
        with self._in_words(), self.engine.connect() as connection:
            migrates = rights.is_migrator(connection)
        return Database(rights.as_owner(self.url), deadline_s=self._deadline_s) if migrates else self

    @property
    def masked(self) -> str:
        """The URL without its password."""
        return masked(self.url)

    def schema_state(self) -> SchemaState:
        """Which revision the database is at. Raises Unreachable."""
        with self._in_words():
            return schema.state(self.engine)

    def upgrade(self, tell: Callable[[str], None] | None = None, revision: str = "head") -> None:
        """Bring the schema up to ``revision``, in one transaction; nothing happens where it is there already."""
        at = self.schema_state()
        if at.revision != (at.head if revision == "head" else revision):
            with self._in_words():
                office = rights.owners_url(self.engine, self.url)
                schema.upgrade(office or self.url, at, tell or _say_nothing, revision)
                if office:
                    rights.renew(office)

    def downgrade(self, revision: str, tell: Callable[[str], None] | None = None) -> None:
        """Take the schema down to ``revision``; the caller has asked for it twice and has a backup."""
        with self._in_words():
            office = rights.owners_url(self.engine, self.url)
            schema.downgrade(office or self.url, self.schema_state(), tell or _say_nothing, revision)

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()
        if self.replica is not None:
            self.replica.engine.dispose()
        self._watchdog.close()

    def _engine(self, url: str, connect_s: int) -> Engine:
        """The connections to a server, each under the deadline."""
        arguments = _connect_args(url, self._deadline_s, connect_s)
        engine = create_engine(url, pool_pre_ping=True, connect_args=arguments, hide_parameters=True)
        event.listen(engine, "connect", self._watch)
        event.listen(engine, "checkin", _short_for_the_next_ping)
        event.listen(engine, "checkout", self._usual_deadline)
        event.listen(engine, "checkout", self._say_who_acts)
        return engine

    def _say_who_acts(self, connection: WatchedConnection, record: Any, _proxy: Any) -> None:
        """Once a connection, and again when somebody else sits down."""
        if record.info.get(ACTING) != self.acting:
            connection.keep(ACTING, str(self.acting or ""))
            record.info[ACTING] = self.acting

    def _look(self, connection: Connection, job: Callable[[Session], Answer], deadline_s: float | None) -> Answer:
        """One job in a transaction that only reads, from one snapshot."""
        with self._session(bind=connection) as session, session.begin():
            session.execute(_ONE_MOMENT)
            if deadline_s is not None:
                _allow(session, deadline_s)
            return job(session)

    @contextmanager
    def _in_words(self, *, reading: bool = False) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            words = explained(error, self.url)
            if words is None:
                raise
            if reading and isinstance(words, InDoubt):
                words = Unreachable("The connection to the database was lost.")
            raise words from error

    def _watch(self, connection: WatchedConnection, _record: Any) -> None:
        connection.watchdog = self._watchdog
        connection.allow(self._deadline_s)

    def _usual_deadline(self, connection: WatchedConnection, _record: Any, _proxy: Any) -> None:
        connection.allow(self._deadline_s)


def _short_for_the_next_ping(connection: WatchedConnection | None, _record: Any) -> None:
    if connection is not None:
        connection.limit_s = PING_S


def note_written(session: Session, *tables: str) -> None:
    """Say that tables were written in a way the session cannot see (a COPY on the driver's own cursor)."""
    session.info.setdefault(_WRITTEN, set()).update(tables)


def _connect_args(url: str, deadline_s: float, connect_s: int) -> dict[str, Any]:
    """What every connection asks for, except where the URL says otherwise (times in s, tcp_user_timeout in ms)."""
    limits = f"-c statement_timeout={deadline_s * 1000:.0f} -c lock_timeout={LOCK_WAIT_S * 1000:.0f}"
    usual: dict[str, Any] = {
        "options": f"{limits} -c timezone=UTC -c search_path=public",
        "application_name": "firemode",
        "connect_timeout": connect_s,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 15_000,
    }
    said = make_url(url).query
    ours = {key: value for key, value in usual.items() if key not in said}
    return {**ours, **demanded(url), "connection_factory": WatchedConnection, "cursor_factory": WatchedCursor}


def _allow(session: Session, deadline_s: float) -> None:
    """Give the statements of this transaction more (or less) time than usual."""
    connection: Any = session.connection().connection.dbapi_connection
    connection.allow(deadline_s)
    session.execute(text(f"SET LOCAL statement_timeout = {deadline_s * 1000:.0f}"))


def _note_flushed(session: Session, context: UOWTransaction) -> None:
    written = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
    for mapper in {mapper_of(row) for row in written}:
        note_written(session, *_tables(mapper))


def _note_executed(state: ORMExecuteState) -> None:
    statement = state.statement
    if isinstance(statement, Insert | Update | Delete):
        note_written(state.session, getattr(statement.table, "name", str(statement.table)))
    elif isinstance(statement, TextClause):
        note_written(state.session, *_WRITES.findall(statement.text))


def _tables(mapper: Mapper[Any]) -> list[str]:
    return [getattr(table, "name", str(table)) for table in mapper.tables]


def _say_nothing(text: str) -> None:
    """For callers who do not listen."""
