"""One save of registers: lock and compare, write parents before children, then remove children before parents.

Everything here runs inside one transaction of the caller. Two rows that swap their names are both first given a name
that nobody has, because PostgreSQL compares row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, func, insert, inspect, literal, select, update
from sqlalchemy.orm import Session

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.changes import Change, Deed, cell_of, of_cell, of_row, shown
from firemode_desktop.domain.errors import Conflict, Invalid, Refused
from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.fields import Cell, Field, Kind
from firemode_desktop.domain.sheet import Row, RowEdit, SheetChanges
from firemode_desktop.services import depending
from firemode_desktop.services.changes import Writers, writers
from firemode_desktop.services.declaring import REGISTERS, Declared
from firemode_desktop.services.people import require
from firemode_desktop.services.removing import remove

Reload = Callable[[], Book]


@dataclass
class _Part:
    """One register's share of a save: its changes and the rows they were compared with."""

    what: Declared
    changes: SheetChanges
    rows: dict[UUID, Any] = field(default_factory=dict)

    @property
    def touched(self) -> dict[UUID, str | None]:
        """The saved rows that are changed or removed, with the version they were read at."""
        edited = {edit.key: edit.version for edit in self.changes.edited}
        marked = {mark.key: mark.version for mark in self.changes.marked}
        return edited | marked | {row.key: row.version for _, row in self.changes.dropped}

    @property
    def removed(self) -> list[UUID]:
        return [*(mark.key for mark in self.changes.marked if mark.removed), *(r.key for _, r in self.changes.dropped)]

    @property
    def edited(self) -> list[RowEdit]:
        gone = set(self.removed)
        return [edit for edit in self.changes.edited if edit.key not in gone]

    @property
    def added(self) -> list[Row]:
        return [row for _, row in self.changes.added if not row.removed]


def save(session: Session, building_id: UUID, changes: Changes, by: UUID | None, reload: Reload) -> None:
    """Write ``changes``; ``reload`` reads the registers again, to name what stands in the way."""
    parts = [_Part(what, changes.sheets[name]) for name, what in REGISTERS.items() if name in changes.sheets]
    for part in parts:
        _allow(session, part, by)
    _refuse_problems(parts, changes, reload)
    _lock(session, building_id, parts, reload)
    for part in parts:
        _refuse_moves(session, part, changes, reload)

    def draft() -> Book:
        with session.no_autoflush:
            return changes.apply(reload())

    for part in parts:
        _park(session, part)
        _write(session, part, building_id, draft)
    for part in reversed(parts):
        _remove(session, part, reload)


def _allow(session: Session, part: _Part, by: UUID | None) -> None:
    register = part.what.register
    if by is not None:
        require(session, by, part.what.roles, f"change the register {register.title}")
    if part.added and not register.grows:
        raise Refused(f"Nothing can be added to the register {register.title}.")
    if part.removed and not register.shrinks:
        raise Refused(f"Nothing can be removed from the register {register.title}.")
    closed = {place for place, each in enumerate(register.fields) if each.read_only}
    if any(closed & set(edit.cells) for edit in part.edited):
        raise Refused(f"In the register {register.title} that is written by the program alone.")


def _refuse_problems(parts: list[_Part], changes: Changes, reload: Reload) -> None:
    """Cells that still hold what somebody typed cannot be written; they are all named at once."""
    bad = [(part, *problem) for part in parts for problem in part.changes.problems if problem[0] not in part.removed]
    if not bad:
        return
    draft = changes.apply(reload())
    details = [
        {
            "register": part.what.name,
            "row": draft.title(part.what.name, draft[part.what.name].row(key)),
            "field": part.what.register.fields[column].label,
            "value": cell.text,
            "message": cell.reason,
        }
        for part, key, column, cell in bad
    ]
    raise Invalid(f"{details[0]['row']}: {details[0]['message']}{_and_more(len(details) - 1)}", details)


def _and_more(count: int) -> str:
    return f" And {count} more." if count else ""


def _refuse_moves(session: Session, part: _Part, changes: Changes, reload: Reload) -> None:
    """A row with something on it stays with its parent: what stands on it names both."""
    what, place = part.what, part.what.register.column(part.what.register.parent)
    moved = [edit for edit in part.edited if place is not None and place in edit.cells]
    if not moved or not depending.keeps_parent(what) or not depending.uses(session, what, [each.key for each in moved]):
        return
    now = reload()
    draft, details = changes.apply(now), []
    for edit in moved:
        if found := depending.uses(session, what, [edit.key]):
            title = now.title(what.name, now[what.name].row(edit.key))
            there = draft.show(what.name, draft[what.name].row(edit.key), place or 0)
            said = (
                f"It cannot move from {now.show(what.name, now[what.name].row(edit.key), place or 0)} to {there}: "
                f"{depending.listed(found)} {depending.depend(found)} on it. "
                f"Add it anew there, and take this one out of service."
            )
            details.append({"register": what.name, "key": str(edit.key), "row": title, "message": said})
    raise Invalid(f"{details[0]['row']}: {details[0]['message']}{_and_more(len(details) - 1)}", details)


# Comparing under lock.


def _lock(session: Session, building_id: UUID, parts: list[_Part], reload: Reload) -> None:
    """Lock every saved row that is to change, always in the same order, and compare its version."""
    stale = []
    for part in parts:
        model, key = part.what.model, part.what.key
        if not part.touched:
            continue
        statement = select(model).where(key.in_(part.touched)).order_by(key).with_for_update()
        found = session.scalars(statement.execution_options(populate_existing=True))
        part.rows = {getattr(row, key.name): row for row in found}
        stale += [
            (part, row_key)
            for row_key, version in part.touched.items()
            if row_key not in part.rows or part.rows[row_key].row_version != version
        ]
    if stale:
        raise _conflict(session, building_id, stale, reload())


def _conflict(session: Session, building_id: UUID, stale: list[tuple[_Part, UUID]], now: Book) -> Conflict:
    known = writers(session, building_id, [key for _, key in stale])
    details = [detail for part, key in stale for detail in _differences(part, key, now, known)]
    return Conflict(f"{details[0]['message']}{_and_more(len(details) - 1)}", details)


def _differences(part: _Part, key: UUID, now: Book, known: Writers) -> list[dict[str, Any]]:
    """What stands against what, cell by cell; one line for the row where no cell was changed on both sides."""
    register, sheet = part.what.register, now[part.what.name]
    base: dict[str, Any] = {"register": part.what.name, "key": str(key)}
    if key not in sheet:
        title = _remembered(part, key, now, known.of(key))
        message = of_row(title, known.of(key), gone=True)
        return [base | _told(known.of(key)) | {"row": title, "field": None, "message": message}]
    row, title = sheet.row(key), now.title(register.name, sheet.row(key))
    edit = next((each for each in part.edited if each.key == key), None)
    found: list[dict[str, Any]] = []
    for column, (before, mine) in (edit.cells if edit else {}).items():
        each = register.fields[column]
        if row.cells[column] not in (before, mine):
            theirs, ours = (shown(each, cell, now.names(each)) for cell in (row.cells[column], mine))
            change = known.of(key, each.name)
            line = {"row": title, "field": each.label, "theirs": theirs, "mine": ours}
            found.append(base | _told(change) | line | {"message": of_cell(title, each, theirs, ours, change)})
    message = of_row(title, known.of(key), gone=False)
    return found or [base | _told(known.of(key)) | {"row": title, "field": None, "message": message}]


def _told(change: Change | None) -> dict[str, Any]:
    return {"by": change.who, "at": change.at.isoformat()} if change is not None else {"by": None, "at": None}


def _remembered(part: _Part, key: UUID, now: Book, change: Change | None) -> str:
    """A row that is gone, by what it held when it was removed, or just by its kind."""
    register = part.what.register
    if change is None or change.deed is not Deed.REMOVED:
        return f"The {register.one} you changed"
    was = {name: before for name, (before, _) in change.columns.items()}
    return now.title(register.name, Row(key, tuple(cell_of(each, was.get(each.name)) for each in register.fields)))


# Writing.


def _park(session: Session, part: _Part) -> None:
    """Give rows whose unique name another row is about to take a name that nobody has."""
    register, model, key = part.what.register, part.what.model, part.what.key
    leaving = {edit.key: edit.cells for edit in part.edited} | {each: {} for each in part.removed}
    for fields in register.unique:
        columns = [register.columns[name] for name in fields]
        held = {_as_it_is(part, row, fields): row for row in leaving if row in part.rows}
        taken = [_as_it_will_be(part, edit, columns) for edit in part.edited if set(columns) & set(edit.cells)]
        taken += [tuple(row.cells[column] for column in columns) for row in part.added]
        parked = {held[wanted] for wanted in taken if wanted in held}
        name = next((each for each in reversed(fields) if register.field(each).kind is Kind.TEXT), None)
        if parked and name is not None:
            column = part.what.table.c[name]
            free = func.substr(literal("~") + cast(key, String), 1, register.field(name).length or 100)
            session.execute(
                update(model).where(key.in_(parked)).values({column: free}),
                execution_options={"synchronize_session": False},
            )


def _as_it_is(part: _Part, key: UUID, fields: Iterable[str]) -> tuple[Cell, ...]:
    return tuple(getattr(part.rows[key], name) for name in fields)


def _as_it_will_be(part: _Part, edit: RowEdit, columns: list[int]) -> tuple[Cell, ...]:
    names = [part.what.register.fields[column].name for column in columns]
    return tuple(
        edit.cells[column][1] if column in edit.cells else getattr(part.rows[edit.key], name)
        for column, name in zip(columns, names, strict=True)
    )


def _write(session: Session, part: _Part, building_id: UUID, draft: Reload) -> None:
    """The rows edited and added, through the models' own judgement."""
    what, fields = part.what, part.what.register.fields
    before = [part.rows[edit.key].to_dict() for edit in part.edited]
    written = []
    with session.no_autoflush:
        for edit in part.edited:
            with _named(part, edit.key, draft):
                written.append(
                    _set(part.rows[edit.key], fields, {place: new for place, (_, new) in edit.cells.items()})
                )
        for row in part.added:
            with _named(part, row.key, draft):
                written.append(_new(what, row, building_id))
        if what.prepare is not None and written:
            what.prepare(session, written)
        for made in written:
            with _named(part, getattr(made, what.key.name), draft):
                made.check_together()
    session.flush()
    _insert(session, what, written[len(part.edited) :])
    if what.follow is not None and written:
        what.follow(session, before + [row.to_dict() for row in written])


def _insert(session: Session, what: Declared, rows: list[Any]) -> None:
    """New rows, as many in a statement as set the same columns: a statement is one entry of the log."""
    alike: dict[frozenset[str], list[dict[str, Any]]] = {}
    for row in rows:
        values = {name: value for name, value in inspect(row).dict.items() if name in what.table.c}
        alike.setdefault(frozenset(values), []).append(values)
    for group in alike.values():
        session.execute(insert(what.table), group)


def _set(row: Any, fields: tuple[Field, ...], cells: Mapping[int, Cell]) -> Any:
    for place in sorted(cells):
        setattr(row, fields[place].name, _as_column(cells[place]))
    return row


def _new(what: Declared, row: Row, building_id: UUID) -> Any:
    cells = zip(what.register.fields, row.cells, strict=True)
    values = {each.name: _as_column(cell) for each, cell in cells if cell is not None or each.default is None}
    fixed = {what.building: building_id} if what.building else {}
    return what.model(**fixed, **{what.key.name: row.key}, **values)


def _as_column(value: Cell) -> Any:
    """A cell's value as the column takes it."""
    if isinstance(value, Facts):
        return value.to_dict()
    return list(value) if isinstance(value, tuple) else value


@contextmanager
def _named(part: _Part, key: UUID, draft: Reload) -> Iterator[None]:
    """What a model refuses, with the row it is about."""
    try:
        yield
    except Invalid as error:
        book = draft()
        title = book.title(part.what.name, book[part.what.name].row(key))
        detail = {"register": part.what.name, "key": str(key), "row": title, "message": error.message}
        raise Invalid(f"{title}: {error.message}", [detail]) from error


# Removing.


def _remove(session: Session, part: _Part, now: Reload) -> None:
    """Rows that nothing depends on are deleted; otherwise nothing is, and it is said what depends on them."""
    if not part.removed:
        return
    what, before = part.what, [part.rows[key].to_dict() for key in part.removed]
    if depending.uses(session, what, part.removed):
        raise _still_used(session, part, now())
    remove(session, what.model, part.removed)
    for key in part.removed:
        session.expunge(part.rows[key])
    if what.follow is not None:
        what.follow(session, before)


def _still_used(session: Session, part: _Part, now: Book) -> Refused:
    register, details = part.what.register, []
    for key in part.removed:
        found = depending.found(session, part.what, key)
        if found:
            title = now.title(register.name, now[register.name].row(key))
            details.append(
                {
                    "register": register.name,
                    "key": str(key),
                    "row": title,
                    "depends": {use.kind: use.count for use in found},
                    "uses": [use.to_dict() for use in found],
                    "message": f"{title} cannot be removed: {depending.listed(found)} {depending.depend(found)} on it.",
                }
            )
    instead = " It can be taken out of service instead." if register.retires else ""
    return Refused(f"{details[0]['message']}{instead}{_and_more(len(details) - 1)}", details)
