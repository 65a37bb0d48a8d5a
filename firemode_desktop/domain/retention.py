"""Which backups are kept: the newest of each of the last days, weeks, months and years.

The records of maintenance are kept for seven years (New South Wales, specification page 3), and so is a backup of
each of the last seven years unless somebody decides otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from firemode_desktop.domain.errors import Invalid

MOST = 1000


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days, ISO weeks, months and years keep their newest backup; at least one day does.

    Periods are counted where there are backups: after a year without any, those of the year before are still the last.
    """

    days: int = 7
    weeks: int = 5
    months: int = 12
    years: int = 7

    def __post_init__(self) -> None:
        for name, least in (("days", 1), ("weeks", 0), ("months", 0), ("years", 0)):
            if not least <= getattr(self, name) <= MOST:
                raise Invalid(f"Backups are kept of {least} to {MOST:,} {name}, not of {getattr(self, name):,}.")

    def kept(self, made: Iterable[datetime]) -> frozenset[datetime]:
        """Those of ``made`` that are kept; the newest is among them. Periods are those of the times' own zone."""
        newest_first = sorted(set(made), reverse=True)
        found: set[datetime] = set()
        for many, period in ((self.days, _day), (self.weeks, _week), (self.months, _month), (self.years, _year)):
            newest: dict[object, datetime] = {}
            for at in newest_first:
                newest.setdefault(period(at), at)
            found |= set(list(newest.values())[:many])
        return frozenset(found)

    @property
    def words(self) -> str:
        """``the last 7 days, 5 weeks, 12 months and 7 years``."""
        parts = [f"{many} {name if many > 1 else name[:-1]}"
                 for name, many in (("days", self.days), ("weeks", self.weeks), ("months", self.months),
                                    ("years", self.years)) if many]  # fmt: skip
        return "the last " + (" and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0])


def is_due(last: datetime | None, every_days: int, now: datetime) -> bool:
    """Whether another backup is to be made: none was, or ``every_days`` have passed since the last, to the minute.

    A clock that went back counts as due: a backup of tomorrow is no reason to make none today.
    """
    return last is None or last > now or now - last >= timedelta(days=every_days)


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return (at.year, at.month)


def _year(at: datetime) -> object:
    return at.year
