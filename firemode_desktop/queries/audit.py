"""Reading the log of changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, cast, func, select
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH, distinct_on
from sqlalchemy.orm import Session

from firemode_desktop.models import AuditEntry, User


def entries(session: Session) -> int:
    """How many entries the log holds."""
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def changes_of(session: Session, keys: Iterable[UUID], limit: int | None = None) -> Sequence[Any]:
    """What happened to some rows, the latest first, one line for each row and statement.

    Lines have ``at, by_user, full_name, username, by_login, transaction_id, table_name, verb, key, columns``.
    """
    return session.execute(_lines(list(keys)).limit(limit)).all()


def last_of_columns(session: Session, keys: Iterable[UUID]) -> Sequence[Any]:
    """For each column of each of these rows its latest change; lines as in ``changes_of``, with ``name`` besides."""
    lines = _lines(list(keys)).subquery()
    column = func.jsonb_object_keys(lines.c.columns).column_valued("name", joins_implicitly=True)
    found = select(lines, column).ext(distinct_on(lines.c.key, column))
    return session.execute(found.order_by(lines.c.key, column, lines.c.entry_id.desc())).all()


def entries_of(
    session: Session, keys: Iterable[UUID], limit: int, narrowed: Iterable[ColumnElement[bool]] = ()
) -> Sequence[Any]:
    """The latest entries that tell of any of these records, the latest first, each with the rows of these alone.

    Lines have ``entry_id, at, by_user, full_name, username, by_login, transaction_id, table_name, verb, row_keys,
    rows``. Found by the index of keys before they are put in order, however long the log is.
    """
    wanted = list(keys)
    found = (
        select(AuditEntry.entry_id)
        .where(AuditEntry.row_keys.op("&&")(cast(wanted, ARRAY(Uuid))))
        .cte("found")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    path = cast("$[*] ? (@.key == $keys[*])", JSONPATH)
    rows = func.jsonb_path_query_array(AuditEntry.rows, path, cast({"keys": [str(key) for key in wanted]}, JSONB))
    lines = _entries(rows).where(AuditEntry.entry_id.in_(select(found.c.entry_id)), *narrowed)
    return session.execute(lines.limit(limit)).all()


def entries_in(
    session: Session, building_id: UUID | None, limit: int, narrowed: Iterable[ColumnElement[bool]] = ()
) -> Sequence[Any]:
    """The latest entries of a building, or all there are; lines as in ``entries_of``, with all their rows."""
    lines = _entries(AuditEntry.__table__.c.rows).where(*narrowed)
    if building_id is not None:
        lines = lines.where(AuditEntry.building_id == building_id)
    return session.execute(lines.limit(limit)).all()


def _entries(rows: ColumnElement[Any]) -> Select[Any]:
    columns: list[Any] = [
        AuditEntry.entry_id,
        AuditEntry.at,
        AuditEntry.by_user,
        User.full_name,
        User.username,
        AuditEntry.by_login,
        AuditEntry.transaction_id,
        AuditEntry.table_name,
        AuditEntry.verb,
        AuditEntry.row_keys,
        rows.label("rows"),
    ]
    asked = select(*columns).select_from(AuditEntry).outerjoin(User, User.id == AuditEntry.by_user)
    return asked.order_by(AuditEntry.entry_id.desc())


def _lines(keys: list[UUID]) -> Select[Any]:
    line = func.jsonb_array_elements(AuditEntry.rows).column_valued("line", joins_implicitly=True)
    document = cast(line, JSONB)
    key = cast(document["key"].astext, Uuid)
    wanted = cast(keys, ARRAY(Uuid))
    return (
        select(
            AuditEntry.entry_id,
            AuditEntry.at,
            AuditEntry.by_user,
            User.full_name,
            User.username,
            AuditEntry.by_login,
            AuditEntry.transaction_id,
            AuditEntry.table_name,
            AuditEntry.verb,
            key.label("key"),
            document["columns"].label("columns"),
        )
        .select_from(AuditEntry)
        .outerjoin(User, User.id == AuditEntry.by_user)
        .where(AuditEntry.row_keys.op("&&")(wanted), key.in_(keys))
        .order_by(AuditEntry.entry_id.desc())
    )
