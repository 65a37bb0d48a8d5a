"""When the tests of a frequency fall due. Here and nowhere else.

The interval is that of the frequency's name. It is counted from a fixed day where there is one: the frequency's own
(``frequency_settings.anchor_date``), else the building's *Testing counts from* day (``buildings.test_anchor_date``).
The due days are then fixed, and a visit answers for one of them, so that one visit a week late does not move all that
follow. Without a fixed day it is counted from the last visit. A visit of a longer interval does what the shorter ones
would (the annual one is a six-monthly one too).

Around a due day lies a window: so many days before and after that are still on time. The specification names no
tolerance, so there is none until a building sets it with its source. A visit answers for the due day in whose window
it lies, and outside every window for the nearest one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from firemode_desktop.domain.words import Frequency

MONTHS: dict[str, int] = {
    Frequency.MONTHLY: 1,
    Frequency.THREE_MONTHLY: 3,
    Frequency.SIX_MONTHLY: 6,
    Frequency.ANNUAL: 12,
    Frequency.FIVE_YEARLY: 60,
}
"""Calendar months between two visits; commissioning happens once and is never due again."""


class DueState(StrEnum):
    """How a frequency stands on a day."""

    NOT_YET = "not yet due"
    OPEN = "may be done now"
    OVERDUE = "overdue"
    NEVER = "never carried out"
    """There is no due day, because there is neither a fixed day nor a visit to count from."""
    ONCE = "not repeated"
    """Commissioning."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A session that was carried out: of which frequency, and on which day."""

    frequency: str
    day: date


@dataclass(frozen=True, slots=True)
class Timing:
    """What a building decided about the due days of one frequency; ``anchor`` None counts from the building's day.

    ``early_days`` before and ``late_days`` after a due day are on time; ``source`` is the clause or the agreement.
    """

    frequency: str
    anchor: date | None = None
    early_days: int = 0
    late_days: int = 0
    source: str = ""

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return self == Timing(self.frequency)

    @property
    def tolerance(self) -> str:
        """``14 days early, 7 days late (contract, 4.2)`` or ``no tolerance set``."""
        parts = [f"{_days(n)} {word}" for n, word in ((self.early_days, "early"), (self.late_days, "late")) if n]
        if not parts:
            return "no tolerance set"
        return ", ".join(parts) + (f" ({self.source})" if self.source else "")


@dataclass(frozen=True, slots=True)
class DueTest:
    """When the tests of one frequency are to be carried out next, and when they last were.

    ``counted_from`` is the day from which the due days are counted (None: this one stands alone).
    """

    frequency: Frequency
    day: date
    last: date | None = None
    early_days: int = 0
    late_days: int = 0
    counted_from: date | None = None

    @property
    def earliest(self) -> date:
        """The first day on which a visit is on time."""
        return self.day - timedelta(days=self.early_days)

    @property
    def latest(self) -> date:
        """The last day on which a visit is on time."""
        return self.day + timedelta(days=self.late_days)

    def state(self, day: date) -> DueState:
        """Before the window, in it, or after it; both its ends belong to it."""
        if day < self.earliest:
            return DueState.NOT_YET
        return DueState.OPEN if day <= self.latest else DueState.OVERDUE

    def words(self, day: date) -> str:
        """``overdue by 3 days, never carried out``."""
        state = self.state(day)
        said = f"{state.value} by {_days((day - self.latest).days)}" if state is DueState.OVERDUE else state.value
        return said if self.last else f"{said}, {DueState.NEVER.value}"

    def series(self, until: date) -> Iterator[DueTest]:
        """This due day and those that follow it through ``until``, each as if the one before it was carried out."""
        interval, start = MONTHS[self.frequency], self.counted_from or self.day
        first = ((self.day.year - start.year) * 12 + self.day.month - start.month) // interval
        for number in count(first):
            day = months_after(start, number * interval)
            if day > until:
                return
            yield replace(self, day=day)


def due_tests(
    expected: Iterable[str],
    visits: Iterable[Visit],
    anchor: date | None = None,
    timings: Mapping[str, Timing] | None = None,
) -> tuple[DueTest, ...]:
    """The next due day of each frequency that a building has tests for, the earliest first.

    ``anchor`` is the building's day, ``timings`` what it decided for single frequencies. Left out: what is not
    repeated, and what there is no day to count from.
    """
    carried_out, own = tuple(visits), timings or {}
    found = (
        _due(own.get(frequency, Timing(frequency)), carried_out, anchor)
        for frequency in set(expected)
        if frequency in MONTHS
    )
    return tuple(sorted((one for one in found if one), key=lambda one: (one.day, MONTHS[one.frequency])))


def _due(timing: Timing, visits: tuple[Visit, ...], anchor: date | None) -> DueTest | None:
    interval = MONTHS[timing.frequency]
    last = max((one.day for one in visits if MONTHS.get(one.frequency, 0) >= interval), default=None)
    start = timing.anchor or anchor or last
    if start is None:
        return None
    answered = _answered(start, timing, last) if last is not None else 0
    day = months_after(start, (answered + 1) * interval)
    return DueTest(Frequency(timing.frequency), day, last, timing.early_days, timing.late_days, start)


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day that is past or at hand, and the first visit that answered for it; None where none did."""

    frequency: Frequency
    day: date
    earliest: date
    latest: date
    done: date | None = None

    def state(self, on: date) -> str:
        """``on time``, ``early``, ``late``, ``not done``, or ``may still be done`` through its last day on time."""
        if self.done is not None:
            return "early" if self.done < self.earliest else "late" if self.done > self.latest else "on time"
        return "not done" if on > self.latest else "may still be done"


def due_days(
    timing: Timing, visits: Iterable[Visit], anchor: date | None, first: date, last: date
) -> tuple[DueDay, ...] | None:
    """The due days of a frequency from ``first`` through ``last``, each with the visit that answered for it.

    None where there is no fixed day to count from, so that nothing is known of what was due, or nothing is repeated.
    """
    start, interval = timing.anchor or anchor, MONTHS.get(timing.frequency)
    if start is None or interval is None:
        return None
    done: dict[int, date] = {}
    for day in sorted(one.day for one in visits if MONTHS.get(one.frequency, 0) >= interval):
        done.setdefault(_answered(start, timing, day), day)
    about = ((first.year - start.year) * 12 + first.month - start.month) // interval - 1
    found: list[DueDay] = []
    for number in count(max(1, about)):
        day = months_after(start, number * interval)
        if day > last:
            return tuple(found)
        if day >= first:
            early, late = timedelta(days=timing.early_days), timedelta(days=timing.late_days)
            found.append(DueDay(Frequency(timing.frequency), day, day - early, day + late, done.get(number)))
    return tuple(found)


def _answered(start: date, timing: Timing, day: date) -> int:
    """The number of the due day that a visit answers for; 0 is the start itself, and those before it are below 0.

    The one in whose window it lies, else the nearest; of two that are as near, the earlier.
    """
    interval = MONTHS[timing.frequency]
    about = ((day.year - start.year) * 12 + day.month - start.month) // interval
    reach = 2 + max(timing.early_days, timing.late_days) // (28 * interval)

    def rank(number: int) -> tuple[bool, int]:
        off = (day - months_after(start, number * interval)).days
        return not -timing.early_days <= off <= timing.late_days, abs(off)

    return min(range(about - reach, about + reach + 1), key=rank)


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later, or the last of that month: 31 January and one month → 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def _days(number: int) -> str:
    return f"{number} day{'s' * (number != 1)}"
