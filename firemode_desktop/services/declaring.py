"""How a register is declared: which fields of which model, and everything else read from the model's columns.

``describe(Doorway, "Doorways", "doorway", "stair_id", "floor_id", "doorway_identifier", …)`` is all a register needs.
What a field is – kind, required, decimals, length, limits, unit, choices, help – is read from its column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Session
from sqlalchemy.schema import DefaultClause

from firemode_desktop.domain.fields import Field, Kind, Value
from firemode_desktop.domain.sheet import Register
from firemode_desktop.domain.words import Role
from firemode_desktop.models import Base

Whose = Callable[[UUID], ColumnElement[bool]]
Prepare = Callable[[Session, list[Any]], None]
Follow = Callable[[Session, list[dict[str, Any]]], None]
Uses = Callable[[Session, list[UUID]], list[tuple[str, int]]]
EDITORS = (Role.ENGINEER, Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Declared:
    """A register and the table behind it.

    ``whose`` tells the rows of a building (without it: all rows); ``roles`` who may change them. ``prepare`` is called
    with rows before they are written, to set what follows from their fields; ``follow`` with the values that rows had
    and have once they are written or removed, to set what follows elsewhere; ``uses`` counts what depends on rows
    besides what foreign keys tell, as (kind, how many).
    """

    register: Register
    model: type[Base]
    whose: Whose | None
    roles: tuple[Role, ...]
    prepare: Prepare | None
    follow: Follow | None
    uses: Uses | None

    @property
    def name(self) -> str:
        return self.register.name

    @property
    def table(self) -> Table:
        table = self.model.__table__
        assert isinstance(table, Table)
        return table

    @property
    def key(self) -> Column[Any]:
        """The primary key."""
        return self.table.primary_key.columns[0]

    @property
    def building(self) -> str | None:
        """The column a new row gets its building in, where that is not one of the fields."""
        return "building_id" if "building_id" in self.table.c and "building_id" not in self.register.columns else None


REGISTERS: dict[str, Declared] = {}
"""All registers by table name, in the order in which they are shown, parents before children."""


def describe(
    model: type[Base],
    title: str,
    one: str,
    *fields: str,
    called: tuple[str, ...],
    order: tuple[str, ...],
    labels: Mapping[str, str] | None = None,
    refers: Mapping[str, str] | None = None,
    variants: Mapping[str, str] | None = None,
    read_only: Iterable[str] = (),
    closed: bool = False,
    grows: bool = True,
    shrinks: bool = True,
    whose: Whose | None = None,
    roles: tuple[Role, ...] = EDITORS,
    hint: str = "",
    prepare: Prepare | None = None,
    follow: Follow | None = None,
    uses: Uses | None = None,
) -> Declared:
    """Declare a register of ``model`` that shows ``fields``, in that order, parents before what they narrow.

    ``labels`` replace those of the columns, ``refers`` name the register of references that no foreign key tells,
    ``variants`` the field that says which particulars are usual, ``read_only`` are fields that only the program writes;
    a ``closed`` register is all of them.
    """
    table = model.__table__
    assert isinstance(table, Table)
    retires = "decommissioned_on" if "decommissioned_on" in table.c else None
    names = (*fields, retires) if retires and retires not in fields else fields
    shut = set(names) if closed else set(read_only)
    read = (_field(table.c[name], labels or {}, refers or {}, name in shut) for name in names)
    made = _scoped(replace(field, variant=(variants or {}).get(field.name)) for field in read)
    register = Register(
        name=table.name,
        title=title,
        one=one,
        fields=made,
        called=called,
        order=order,
        unique=_unique(table, names),
        parent=next((field.name for field in made if field.kind is Kind.REFERENCE and field.required), None),
        retires=retires,
        grows=grows,
        shrinks=shrinks,
        hint=hint,
    )
    declared = Declared(register, model, whose or _whose(table), roles, prepare, follow, uses)
    REGISTERS[table.name] = declared
    return declared


def _whose(table: Table) -> Whose | None:
    column = table.c.get("building_id")
    return None if column is None else lambda building_id: column == building_id


def _unique(table: Table, shown: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The sets of fields that no two rows of a building share; keys that exist for foreign keys only are left out."""
    known = set(shown)
    found = []
    for constraint in table.constraints:
        names = [column.name for column in constraint.columns] if isinstance(constraint, UniqueConstraint) else []
        fields = tuple(name for name in names if name != "building_id" or name in known)
        if fields and known.issuperset(fields):
            found.append(fields)
    return tuple(sorted(found))


def _scoped(fields: Iterable[Field]) -> tuple[Field, ...]:
    """References narrowed by another field of the same row: a door's floor is one of its stair's floors."""
    made: list[Field] = []
    for field in fields:
        target = REGISTERS.get(field.refers or "")
        parent = target.register.field(target.register.parent) if target and target.register.parent else None
        within = next((other.name for other in made if parent and other.refers == parent.refers), None)
        made.append(replace(field, within=within))
    return tuple(made)


def _field(column: Column[Any], labels: Mapping[str, str], refers: Mapping[str, str], read_only: bool) -> Field:
    """A field as its column describes it."""
    info, kind = column.info, _kind(column, refers)
    words = info.get("choices")
    numeric = column.type if isinstance(column.type, Numeric) else None
    return Field(
        name=column.name,
        label=labels.get(column.name, info["label"]),
        kind=kind,
        required=not column.nullable,
        decimals=(numeric.scale or 0) if numeric is not None else 0,
        digits=numeric.precision if numeric is not None else None,
        length=column.type.length if isinstance(column.type, String) else None,
        minimum=info.get("minimum"),
        maximum=info.get("maximum"),
        above=info.get("above"),
        unit=info.get("unit"),
        choices=tuple((word.value, word.label) for word in words) if words else (),
        help=info.get("help") or "",
        aside=bool(info.get("aside")),
        read_only=read_only,
        refers=refers.get(column.name) or _referred(column) if kind in (Kind.REFERENCE, Kind.REFERENCES) else None,
        default=_default(column, kind),
    )


def _kind(column: Column[Any], refers: Mapping[str, str]) -> Kind:
    if column.info.get("choices"):
        return Kind.CHOICE
    if column.info.get("aside"):
        return Kind.TEXT
    kind = column.type
    for types, found in (
        (ARRAY, Kind.REFERENCES),
        (Uuid, Kind.REFERENCE),
        (Boolean, Kind.FLAG),
        (Date, Kind.DATE),
        (Integer, Kind.WHOLE),
        (Numeric, Kind.DECIMAL),
        (Text, Kind.LONG_TEXT),
        (String, Kind.TEXT),
    ):
        if isinstance(kind, types):
            return found
    return Kind.FACTS


def _referred(column: Column[Any]) -> str | None:
    """The table a reference leads to: its foreign keys followed until they end at a primary key."""
    for key in column.foreign_keys:
        target = key.column
        if target.primary_key:
            return str(target.table.name)
        if (further := _referred(target)) is not None and target.name == column.name:
            return further
    return None


def _default(column: Column[Any], kind: Kind) -> Value:
    """What a new row has in this field: the column's own default where it is a plain value."""
    if column.default is not None and column.default.is_scalar:
        value: Value = column.default.arg  # type: ignore[attr-defined]
        return value
    if isinstance(column.server_default, DefaultClause):
        literal = str(column.server_default.arg)
        if kind is Kind.FLAG:
            return literal == "true"
        if literal.startswith("'") and kind in (Kind.TEXT, Kind.CHOICE):
            return literal.strip("'")
    return None
