"""What depends on the rows of a register: what refers to them, by kind and number, in words, and where it is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from firemode_desktop.models import Base
from firemode_desktop.services.declaring import REGISTERS, Declared

KINDS = {
    "baseline_pressure_differentials": "pressure baseline",
    "baseline_air_velocities": "velocity baseline",
    "baseline_door_forces": "door force baseline",
    "ce_scenarios": "C&E scenario",
    "test_instance_templates": "expected test",
    "test_instances": "test",
    "test_sessions": "session",
    "evidence_records": "piece of evidence",
    "archetype_settings": "archetype setting",
}
_TABLES = {"reading": "test_instances", **{kind: table for table, kind in KINDS.items()}}


@dataclass(frozen=True, slots=True)
class Use:
    """``count`` rows of ``table``, each called ``kind``, refer to what was asked about; ``first`` is one of them.

    ``session_id`` is the session of that one, where it belongs to one.
    """

    table: str
    kind: str
    count: int
    first: UUID | None = None
    session_id: UUID | None = None

    @property
    def words(self) -> str:
        """``1 door``, ``3 pressure baselines``."""
        return f"{self.count} {self.kind if self.count == 1 else plural(self.kind)}"

    def to_dict(self) -> dict[str, Any]:
        """For the details of an error."""
        ids = {"first": self.first, "session_id": self.session_id}
        return {
            "table": self.table,
            "kind": self.kind,
            "count": self.count,
            **{name: str(key) for name, key in ids.items() if key is not None},
        }


def uses(session: Session, what: Declared, keys: Sequence[UUID]) -> list[Use]:
    """What refers to these rows, in one statement (and one more where something does that is no foreign key)."""
    counts = [
        select(literal(table.name), func.count()).select_from(table).where(or_(*conditions))
        for table in _metadata_tables()
        if (conditions := _references(table, what, keys))
    ]
    found = session.execute(union_all(*counts)).all() if counts else []
    places = {name: place for place, name in enumerate(REGISTERS)}
    ordered = sorted(found, key=lambda each: (places.get(each[0], len(places)), each[0]))
    also = what.uses(session, list(keys)) if what.uses is not None else []
    made = [Use(table, kind_of(table), count) for table, count in ordered]
    return [use for use in (*made, *(Use(_table_of(kind), kind, count) for kind, count in also)) if use.count]


def found(session: Session, what: Declared, key: UUID) -> list[Use]:
    """``uses`` of one row, each with one of the rows that refer to it, so that one can go there."""
    return [_with_one(session, use, what, key) for use in uses(session, what, [key])]


def _with_one(session: Session, use: Use, what: Declared, key: UUID) -> Use:
    table = Base.metadata.tables[use.table]
    conditions = _references(table, what, [key])
    if not conditions:
        return use
    of_session = table.c.session_id if "session_id" in table.c else literal(None)
    first = select(table.primary_key.columns[0], of_session).where(or_(*conditions)).limit(1)
    row = session.execute(first).first()
    return use if row is None else Use(use.table, use.kind, use.count, row[0], row[1])


def _metadata_tables() -> list[Table]:
    return Base.metadata.sorted_tables


def _references(table: Table, what: Declared, keys: Sequence[UUID]) -> list[ColumnElement[bool]]:
    pairs = (element for key in table.foreign_key_constraints for element in key.elements)
    return [element.parent.in_(keys) for element in pairs if element.column is what.key]


def keeps_parent(what: Declared) -> bool:
    """Whether what refers to a row of this register also names the row's parent: a door names its floor and stair."""
    parent = what.register.parent
    keys = (key for table in _metadata_tables() for key in table.foreign_key_constraints)
    carried = ({element.column for element in key.elements} for key in keys)
    return parent is not None and any({what.key, what.table.c[parent]} <= columns for columns in carried)


def _table_of(kind: str) -> str:
    return next((name for name, each in REGISTERS.items() if each.register.one == kind), _TABLES.get(kind, kind))


def kind_of(table: str) -> str:
    """What one row of a table is called: ``floors`` → ``floor``."""
    register = REGISTERS.get(table)
    return KINDS.get(table) or (register.register.one if register else table.removesuffix("s").replace("_", " "))


def plural(kind: str) -> str:
    """``piece of equipment`` → ``pieces of equipment``, ``door`` → ``doors``, ``person`` → ``people``."""
    head, of, rest = kind.partition(" of ")
    if kind == "person":
        return "people"
    return f"{head}s{of}{rest}"


def listed(found: Sequence[Use]) -> str:
    """``1 door, 1 doorway and 3 pressure baselines``."""
    words = [use.words for use in found]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def depend(found: Sequence[Use]) -> str:
    """The verb after ``listed``."""
    return "depends" if sum(use.count for use in found) == 1 else "depend"


def current_tests(session: Session, what: Declared, keys: Sequence[UUID]) -> int:
    """How many expected tests, not retired yet, are of these rows or of what stands on them."""
    table = Base.metadata.tables["test_instance_templates"]
    conditions = _references(table, what, keys)
    if not conditions:
        return 0
    current = select(func.count()).select_from(table).where(table.c.retired_at.is_(None), or_(*conditions))
    return session.scalar(current) or 0
