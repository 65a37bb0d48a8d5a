"""Who changed what in a register, and when: an entry of the log of changes as a value, and as a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.facts import Facts
from firemode_desktop.domain.fields import Cell, Field, Kind
from firemode_desktop.domain.names import Names

Pair = tuple[Any, Any]
"""A value before and after, as JSON holds it; ``None`` is blank."""


class Deed(Enum):
    """What was done to a row, by the verb of the statement that did it."""

    ADDED = "INSERT"
    CHANGED = "UPDATE"
    REMOVED = "DELETE"

    @property
    def word(self) -> str:
        """``added``, ``changed`` or ``removed``."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Change:
    """What one person, or another program (``by`` is None), did to one row; ``at`` is in the building's time zone."""

    register: str
    key: UUID
    deed: Deed
    at: datetime
    who: str
    by: UUID | None = None
    transaction: int = 0
    columns: Mapping[str, Pair] = field(default_factory=dict)

    @property
    def when(self) -> str:
        """``22 Nov 2026 at 14:05``."""
        return show_moment(self.at)


def show_moment(at: datetime) -> str:
    """``22 Nov 2026 at 14:05``, by the clock of the zone that ``at`` carries."""
    return f"{show_date(at.date())} at {at:%H:%M}"


def named(full_name: str | None, username: str | None, login: str) -> str:
    """Who did it: the person's name, or the database login that another program used."""
    return full_name or username or f"another program (database login “{login}”)"


def cell_of(field: Field, value: Any) -> Cell:
    """A logged JSON value as the cell of a field; fractions come as ``Decimal``."""
    if value is None:
        return None
    make = _CELLS.get(field.kind)
    return make(value) if make is not None else str(value)


_CELLS: Mapping[Kind, Any] = {
    Kind.WHOLE: int,
    Kind.DECIMAL: lambda value: Decimal(str(value)),
    Kind.DATE: date.fromisoformat,
    Kind.FLAG: bool,
    Kind.REFERENCE: UUID,
    Kind.REFERENCES: lambda values: tuple(UUID(each) for each in values),
    Kind.FACTS: Facts.of,
}


def shown(field: Field, cell: Cell, names: Names) -> str:
    """A cell in a sentence, with its unit: ``3.60 m``, ``blank``."""
    text = field.show(cell, names)
    return f"{text} {field.unit}" if text and field.unit else text or "blank"


def worded(label: str) -> str:
    """A field's label within a sentence: ``height above ground``; abbreviations stay as they are."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def of_cell(title: str, field: Field, theirs: str, mine: str, change: Change | None) -> str:
    """One cell that two people changed: who wrote what and when, and what was typed here."""
    who, when = (change.who, f" on {change.when}") if change else ("somebody else", "")
    return f"{title}, {worded(field.label)}: {who} wrote {theirs}{when}; you typed {mine}."


def of_row(title: str, change: Change | None, gone: bool) -> str:
    """A whole row that somebody else removed (``gone``), or changed otherwise."""
    who, when = (change.who, f" on {change.when}") if change else ("somebody else", "")
    return f"{title} was removed by {who}{when}." if gone else f"{title} was also changed by {who}{when}."
