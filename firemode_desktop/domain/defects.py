"""Classes of defects: what they mean, and by when something has to be done. Data of ``resources/defects.toml``.

A period is only on file with the law that sets it; where none is, the entry says so and a person sets the date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from firemode_desktop.domain.due import months_after
from firemode_desktop.domain.tables import Table
from firemode_desktop.domain.words import AS1851Class, AustralianState

DEFECTS_FILE = "defects.toml"


@dataclass(frozen=True, slots=True)
class Period:
    """By when: ``notice_hours`` until the owner is to be told, ``remedy_months`` until it is to be put right."""

    as1851_class: AS1851Class
    state: str | None
    source: str
    notice_hours: int | None = None
    remedy_months: int | None = None

    @property
    def by_law(self) -> bool:
        """Whether a law sets it; otherwise ``source`` says that none is on file."""
        return self.notice_hours is not None or self.remedy_months is not None

    def due(self, found: date) -> date | None:
        """The last day on which it may be put right, counted from the day it was found; None where none is set."""
        return None if self.remedy_months is None else months_after(found, self.remedy_months)

    def notice_by(self, found: datetime) -> datetime | None:
        """Until when the owner is to be told; None where nothing is set."""
        return None if self.notice_hours is None else found + timedelta(hours=self.notice_hours)

    @property
    def remedy_in_words(self) -> str:
        """``By law it is to be put right within 1 month (…).``; blank where no law sets that."""
        if self.remedy_months is None:
            return ""
        return f"By law it is to be put right within {_so_many(self.remedy_months, 'month')} ({self.source})."

    @property
    def in_words(self) -> str:
        """``notice within 24 hours, put right within 1 month: Building Fire Safety Regulation 2008 (Qld)``."""
        parts = [
            f"notice within {_so_many(self.notice_hours, 'hour')}" if self.notice_hours else "",
            f"put right within {_so_many(self.remedy_months, 'month')}" if self.remedy_months else "",
        ]
        told = ", ".join(part for part in parts if part)
        return f"{told}: {self.source}" if told else self.source


@dataclass(frozen=True, slots=True)
class Defects:
    """What the file holds; every class has a meaning and a period without a state."""

    meanings: Mapping[AS1851Class, str]
    periods: Mapping[tuple[AS1851Class, str | None], Period]

    def period(self, as1851_class: str, state: str | None) -> Period:
        """The period of a class in a state."""
        wanted = AS1851Class(as1851_class)
        return self.periods.get((wanted, state)) or self.periods[wanted, None]


def load_defects(folder: Path) -> Defects:
    """What ``defects.toml`` in ``folder`` holds. Raises ``Invalid`` that names the key and what is right."""
    return parse_defects((folder / DEFECTS_FILE).read_text(encoding="utf-8"))


def parse_defects(text: str) -> Defects:
    """The same from the text of the file."""
    root = Table.parse(text, DEFECTS_FILE)
    root.only("class", "period")
    return Defects(_meanings(root), _periods(root))


def _meanings(root: Table) -> Mapping[AS1851Class, str]:
    found: dict[AS1851Class, str] = {}
    for table in root.tables("class"):
        table.only("class", "meaning")
        name = AS1851Class(table.one_of("class", AS1851Class.values()))
        if name in found:
            raise table.wrong("class", "must stand once in the file")
        found[name] = table.text("meaning")
    for name in AS1851Class:
        if name not in found:
            raise root.wrong("class", f"must give the meaning of {name.value} too")
    return found


def _periods(root: Table) -> Mapping[tuple[AS1851Class, str | None], Period]:
    found: dict[tuple[AS1851Class, str | None], Period] = {}
    for table in root.tables("period"):
        period = _period(table)
        if (period.as1851_class, period.state) in found:
            raise table.wrong("class", "must stand once for each state")
        found[period.as1851_class, period.state] = period
    for name in AS1851Class:
        if (name, None) not in found:
            raise root.wrong("period", f"must have one of {name.value} without a state")
    return found


def _period(table: Table) -> Period:
    table.only("class", "state", "notice_hours", "remedy_months", "source")
    return Period(
        as1851_class=AS1851Class(table.one_of("class", AS1851Class.values())),
        state=table.one_of("state", AustralianState.values(), required=False),
        source=table.text("source"),
        notice_hours=_from_one(table, "notice_hours"),
        remedy_months=_from_one(table, "remedy_months"),
    )


def _from_one(table: Table, key: str) -> int | None:
    if key not in table:
        return None
    if (number := table.whole(key)) == 0:
        raise table.wrong(key, "must be at least 1; leave it out where no law sets it")
    return number


def _so_many(number: int | None, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
