"""The history of any record in words, page by page, from the log that the database keeps (decision 38).

Row security holds: a person reads what the log shows them, and names of buildings of theirs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, DateTime, Numeric, Table, Text, Uuid, and_, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.audit_chain import LOGGED
from firemode_desktop.domain.changes import named
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.telling import (
    BATCHES,
    PARTS,
    RECORDS,
    REFERS,
    SOURCE,
    Done,
    Key,
    Naming,
    Particular,
    Particulars,
    Told,
    as_key,
    record,
    tell,
)
from firemode_desktop.models import AuditEntry, Base, Building, User
from firemode_desktop.models.documents import decimal
from firemode_desktop.queries import audit

Tell = Callable[[int, int, str], object]
PAGE = 200
"""So many entries of the log are read at once."""
DEEP = 5
"""A name leads over so many others at most: correction → test → session."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which part of a history: ``since`` and before ``until`` (with their zone), what one person wrote."""

    since: datetime | None = None
    until: datetime | None = None
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class History:
    """A page of a history, the latest first; ``after`` is where the next one goes on, None at the end."""

    lines: tuple[Told, ...]
    after: int | None = None
    of: str = ""
    """What it is the history of: ``level Level-8, Stair-A``."""


EVERYTHING = Narrowed()


def of_record(
    session: Session, table: str, key: UUID, narrowed: Narrowed = EVERYTHING, after: int | None = None
) -> History:
    """What happened to one record and its parts, and, of a baseline, to those before and after it at its place."""
    keys = {(table, key), *_parts(session, table, key), *_same_place(session, table, key)}
    wanted = {each for _, each in keys}
    found = audit.entries_of(session, wanted, PAGE + 1, _where(narrowed, after))
    return _page(session, found, wanted, (table, key))


def of_building(
    session: Session, building_id: UUID | None, narrowed: Narrowed = EVERYTHING, after: int | None = None
) -> History:
    """What happened in a building, or (None) everywhere."""
    found = audit.entries_in(session, building_id, PAGE + 1, _where(narrowed, after))
    return _page(session, found, None, ("buildings", building_id) if building_id is not None else None)


def whole(ask: Callable[[int | None], History], tell: Tell = lambda *_: None) -> tuple[Told, ...]:
    """Every page that ``ask(after)`` hands out, record by record; ``tell`` may stop it."""
    lines: list[Told] = []
    after: int | None = None
    while True:
        page = ask(after)
        lines += [each for line in page.lines for each in line.single]
        tell(len(lines), 0, f"{len(lines):,} changes")
        if (after := page.after) is None:
            return tuple(lines)


def find(session: Session, table: str, name: str, building_id: UUID | None = None) -> UUID:
    """The key of the record of a kind that is so named, or whose id it is, living or removed.

    Raises:
        Missing: there is none, or more than one; the details name those.
    """
    if (key := as_key(name)) is not None:
        return key
    source = _table(table)
    text = source.c[record(table).named[0]]
    number = name.upper().removeprefix("F-").lstrip("0") if table == "faults" else name
    asked = select(_key(table)).where(func.lower(cast(text, Text)) == number.lower())
    if building_id is not None and "building_id" in source.c:
        asked = asked.where(source.c.building_id == building_id)
    keys = list(session.scalars(asked.limit(21)))
    if len(keys) == 1:
        return keys[0]
    if not keys:
        raise Missing(f"There is no {record(table).one} called “{name}”.")
    rows = _rows(session, {(table, key) for key in keys})
    naming = Naming(particulars(), ZoneInfo("UTC"), rows)
    raise Missing(
        f"More than one {record(table).one} is called “{name}”; name its id.",
        [f"{key}  {naming.name(table, key)}" for key in keys],
    )


def person(session: Session, username: str) -> UUID:
    """The person with this login, also of one that is not in use any more.

    Raises:
        Missing: nobody has it.
    """
    found = session.scalar(select(User.id).where(User.username == username))
    if found is None:
        raise Missing(f"Nobody has the login “{username}”.")
    return found


@cache
def particulars() -> Particulars:
    """How each column of each logged table is told, from its declaration."""
    return {name: {each.name: _particular(each) for each in _table(name).c if not each.system} for name in LOGGED}


def _particular(column: Any) -> Particular:
    info, kind = column.info, column.type
    choices = info.get("choices")
    return Particular(
        info.get("label") or column.name,
        info.get("unit"),
        {word.value: word.label for word in choices} if choices else {},
        REFERS.get(column.name),
        day=isinstance(kind, Date),
        moment=isinstance(kind, DateTime),
        unit_beside=isinstance(kind, Numeric) and not info.get("unit") and "unit" in column.table.c,
    )


def _where(narrowed: Narrowed, after: int | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if narrowed.since is not None:
        conditions.append(AuditEntry.at >= narrowed.since)
    if narrowed.until is not None:
        conditions.append(AuditEntry.at < narrowed.until)
    if narrowed.by is not None:
        conditions.append(AuditEntry.by_user == narrowed.by)
    if after is not None:
        conditions.append(AuditEntry.entry_id < after)
    return conditions


def _page(session: Session, found: Sequence[Any], wanted: set[UUID] | None, of: Key | None) -> History:
    more = len(found) > PAGE
    entries = _whole_transactions(found) if more else found
    done = list(chain.from_iterable(_done(entry, wanted) for entry in entries))
    logged = {(each.table, each.key): each.columns for each in done}
    rows = _rows(session, {*logged, *([of] if of is not None else [])}, done)
    naming = Naming(particulars(), _zone(session, rows), rows)
    called = naming.called(*of) if of is not None else ""
    return History(tell(done, naming), entries[-1].entry_id if more else None, called)


def _whole_transactions(found: Sequence[Any]) -> Sequence[Any]:
    """The first page of what was found: it ends between two transactions, where it is not all of one."""
    page, beyond = found[:PAGE], found[PAGE].transaction_id
    end = next((at for at in range(len(page), 0, -1) if page[at - 1].transaction_id != beyond), 0)
    return page[:end] or page


def _done(entry: Any, wanted: set[UUID] | None) -> Iterable[Done]:
    columns = {as_key(row["key"]): row.get("columns") or {} for row in entry.rows}
    for key in entry.row_keys:
        if wanted is None or key in wanted:
            yield Done(
                entry.entry_id,
                entry.transaction_id,
                entry.at,
                named(entry.full_name, entry.username, entry.by_login),
                entry.by_user is None,
                entry.table_name,
                key,
                entry.verb,
                {name: (before, after) for name, (before, after) in decimal(columns.get(key, {})).items()},
            )


def _zone(session: Session, rows: Mapping[Key, Mapping[str, Any]]) -> ZoneInfo:
    """The clock of the building that these records are of; of several buildings, UTC."""
    keys = {key for row in rows.values() if (key := as_key(row.get("building_id")))}
    keys |= {key for table, key in rows if table == "buildings"}
    zones = set(session.scalars(select(Building.timezone).where(Building.id.in_(keys)))) if keys else set()
    return ZoneInfo(zones.pop() if len(zones) == 1 else "UTC")


def _rows(session: Session, keys: set[Key], done: Iterable[Done] = ()) -> dict[Key, Mapping[str, Any]]:
    """What names these records and those that they refer to: as they stand, or as they were last logged."""
    rows: dict[Key, Mapping[str, Any]] = {}
    asked = keys | {each for one in done for each in _referred(one.columns)}
    for _ in range(DEEP):
        missing = asked - rows.keys()
        if not missing:
            break
        for table in {table for table, _ in missing}:
            rows |= _standing(session, table, [key for of, key in missing if of == table])
        gone = missing - rows.keys()
        rows |= {key: {} for key in gone} | _remembered(session, gone)
        asked = {each for key in missing for each in _referred({n: (None, v) for n, v in rows[key].items()})}
    return rows


def _standing(session: Session, table: str, keys: Sequence[UUID]) -> dict[Key, Mapping[str, Any]]:
    if table not in LOGGED:
        return {}
    source, key = _table(table), _key(table)
    kind = record(table)
    names = {*kind.named, kind.value, "unit", SOURCE, "building_id", *BATCHES} & set(source.c.keys())
    chosen = [source.c[name] for name in sorted(names)]
    found = session.execute(select(key.label("key_"), *chosen).where(key.in_(keys)))
    return {(table, row.key_): {name: getattr(row, name) for name in names} for row in found}


def _remembered(session: Session, keys: set[Key]) -> dict[Key, Mapping[str, Any]]:
    """Records that are gone, as the log knew them."""
    if not keys:
        return {}
    wanted = {key for _, key in keys}
    rows: dict[Key, dict[str, Any]] = {}
    for entry in audit.entries_of(session, wanted, PAGE):
        for one in _done(entry, wanted):
            row = rows.setdefault((one.table, one.key), {})
            for name, (before, after) in one.columns.items():
                row.setdefault(name, before if after is None else after)
    return {key: row for key, row in rows.items() if key in keys}


def _referred(columns: Mapping[str, Any]) -> Iterable[Key]:
    for name, pair in columns.items():
        table = REFERS.get(name)
        for value in chain.from_iterable(each if isinstance(each, list | tuple) else [each] for each in pair):
            if table is not None and (key := as_key(value)) is not None:
                yield table, key


def _parts(session: Session, table: str, key: UUID) -> Iterable[Key]:
    for part, column in PARTS.get(table, {}).items():
        for found in session.scalars(select(_key(part)).where(_table(part).c[column] == key)):
            yield part, found


def _same_place(session: Session, table: str, key: UUID) -> Iterable[Key]:
    kind = RECORDS.get(table)
    if kind is None or not kind.period:
        return
    source, this = _table(table), _table(table).alias("this")
    same = and_(*(source.c[name].is_not_distinct_from(this.c[name]) for name in kind.named))
    same = and_(source.c[kind.named[0]] == this.c[kind.named[0]], same)  # this one has an index
    for found in session.scalars(
        select(_key(table)).join_from(source, this, same).where(this.c[LOGGED[table].key] == key)
    ):
        yield table, found


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _key(table: str) -> ColumnElement[UUID]:
    column = _table(table).c[LOGGED[table].key]
    return column if isinstance(column.type, Uuid) else cast(func.md5(column), Uuid)
