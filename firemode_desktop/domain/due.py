"""When the tests of a frequency fall due. Here and nowhere else.

The interval is that of the frequency's name. It is counted from the building's *Testing counts from* day where that is
set (page 1, ``buildings.test_anchor_date``): the due days are then fixed, and a visit answers for the due day nearest
to it, so that one visit a week late does not move all that follow. Without such a day it is counted from the last
visit. A visit of a longer interval does what the shorter ones would (the annual one is a six-monthly one too). The
specification sets no tolerance on either side of a due day; so none is applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from firemode_desktop.domain.words import Frequency

MONTHS: dict[str, int] = {
    Frequency.MONTHLY: 1,
    Frequency.THREE_MONTHLY: 3,
    Frequency.SIX_MONTHLY: 6,
    Frequency.ANNUAL: 12,
    Frequency.FIVE_YEARLY: 60,
}
"""Calendar months between two visits; commissioning happens once and is never due again."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A session that was carried out: of which frequency, and on which day."""

    frequency: str
    day: date


@dataclass(frozen=True, slots=True)
class DueTest:
    """When the tests of one frequency are to be carried out next, and when they last were."""

    frequency: Frequency
    day: date
    last: date | None = None


def due_tests(expected: Iterable[str], visits: Iterable[Visit], anchor: date | None = None) -> tuple[DueTest, ...]:
    """The next due day of each frequency that a building has tests for, the earliest first.

    Left out: what is not repeated, and what there is no day to count from.
    """
    carried_out = tuple(visits)
    found = (_due(frequency, carried_out, anchor) for frequency in set(expected) if frequency in MONTHS)
    return tuple(sorted((one for one in found if one), key=lambda one: (one.day, MONTHS[one.frequency])))


def _due(frequency: str, visits: tuple[Visit, ...], anchor: date | None) -> DueTest | None:
    interval = MONTHS[frequency]
    last = max((one.day for one in visits if MONTHS.get(one.frequency, 0) >= interval), default=None)
    start = anchor or last
    if start is None:
        return None
    answered = _nearest(start, interval, last) if last is not None else 0
    return DueTest(Frequency(frequency), months_after(start, (answered + 1) * interval), last)


def _nearest(start: date, interval: int, day: date) -> int:
    """The number of the due day nearest to ``day``, the earlier of two that are as near; 0 is the start itself."""
    about = ((day.year - start.year) * 12 + day.month - start.month) // interval
    near = range(max(0, about - 1), max(0, about + 1) + 1)
    return min(near, key=lambda number: abs((months_after(start, number * interval) - day).days))


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month: 31 January and one month → 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))
