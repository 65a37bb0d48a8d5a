"""What stands on which day of a building: tests due, visits planned and made, calibrations ending, faults due.

Days are those of the site. What becomes an event of a file is decided in ``calendar``; both read the same values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from firemode_desktop.domain.calendar import DueCalibration, DueFault, PlannedVisit
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.due import DueState, DueTest, months_after

MONTHS_AHEAD = 12
NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Matter(StrEnum):
    """What an entry is about, in the order in which a day tells it."""

    TEST = "tests due"
    VISIT = "visit"
    CALIBRATION = "calibration"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day. ``about`` is the id of the session, instrument or fault; a due test has its frequency.

    ``overdue``: its day is over and it is still to be done.
    """

    day: date
    matter: Matter
    text: str
    detail: str
    overdue: bool = False
    about: UUID | None = None
    frequency: str | None = None
    status: str | None = None

    @property
    def order(self) -> tuple[date, int, str]:
        """By day, then by what it is about."""
        return self.day, list(Matter).index(self.matter), self.text


@dataclass(frozen=True, slots=True)
class Agenda:
    """Everything that has a day; due tests are asked for as far ahead as they are wanted."""

    today: date
    tests: tuple[DueTest, ...] = ()
    visits: tuple[PlannedVisit, ...] = ()
    calibrations: tuple[DueCalibration, ...] = ()
    faults: tuple[DueFault, ...] = ()

    def between(self, first: date, last: date) -> tuple[Entry, ...]:
        """The entries of these days, both included, in order."""
        found = (one for one in self._entries(last) if first <= one.day <= last)
        return tuple(sorted(found, key=lambda one: one.order))

    def ahead(self, months: int = MONTHS_AHEAD) -> tuple[Entry, ...]:
        """What is overdue, and what comes within so many months of today.

        Of tests that were left out for several due days the first is told: one visit answers for it.
        """
        last = months_after(self.today, months)
        first = {test.frequency.value: test.day for test in self.tests}

        def told(one: Entry) -> bool:
            if self.today <= one.day <= last:
                return True
            return one.overdue and (one.matter is not Matter.TEST or one.day == first[one.frequency or ""])

        found = filter(told, self._entries(last))
        return tuple(sorted(found, key=lambda one: one.order))

    def windows(self, first: date, last: date) -> Mapping[date, tuple[DueTest, ...]]:
        """The due tests in whose window each of these days lies; a day in none is left out."""
        found: dict[date, list[DueTest]] = defaultdict(list)
        for test in self.tests:
            for one in test.series(last + timedelta(days=test.early_days)):
                for number in range(
                    max(0, (first - one.earliest).days), (min(last, one.latest) - one.earliest).days + 1
                ):
                    found[one.earliest + timedelta(days=number)].append(one)
        return {day: tuple(tests) for day, tests in found.items()}

    def _entries(self, until: date) -> Iterator[Entry]:
        for test in self.tests:
            for place, one in enumerate(test.series(until)):
                yield self._test(one, first=place == 0)
        yield from map(self._visit, self.visits)
        yield from (self._calibration(one, one.ends_on) for one in self.calibrations if one.ends_on is not None)
        yield from map(self._fault, self.faults)

    def _test(self, one: DueTest, *, first: bool) -> Entry:
        overdue = one.state(self.today) is DueState.OVERDUE
        detail = window_words(one)
        if first:
            detail = f"{one.words(self.today)}; {detail}"
        return Entry(
            one.day, Matter.TEST, f"{one.frequency.label} tests due", detail, overdue, None, one.frequency.value
        )

    def _visit(self, one: PlannedVisit) -> Entry:
        late = one.waiting and one.day < self.today
        return Entry(one.day, Matter.VISIT, one.name, one.status_words, late, one.session_id, one.frequency, one.status)

    def _calibration(self, one: DueCalibration, ends_on: date) -> Entry:
        name = one.serial_number or "instrument without a number"
        over = ends_on <= self.today
        detail = f"{one.what}: needs a new certificate from this day".lstrip(": ")
        return Entry(ends_on, Matter.CALIBRATION, f"{name}: calibration ends", detail, over, one.instrument_id)

    def _fault(self, one: DueFault) -> Entry:
        return Entry(one.day, Matter.FAULT, f"Fault {one.number} due", one.what, one.day < self.today, one.fault_id)


def window_words(one: DueTest) -> str:
    """``on time from 20 Apr 2026 to 11 May 2026``."""
    if one.earliest == one.latest:
        return "no tolerance set"
    return f"on time from {show_date(one.earliest)} to {show_date(one.latest)}"


@dataclass(frozen=True, slots=True)
class Month:
    """The six weeks that a month is shown in, from a Monday."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Month:
        """The month of a day."""
        return cls(day.year, day.month)

    @property
    def title(self) -> str:
        """``May 2026``."""
        return f"{NAMES[self.month - 1]} {self.year}"

    @property
    def first(self) -> date:
        """The Monday on or before its first day."""
        begins = date(self.year, self.month, 1)
        return begins - timedelta(days=begins.weekday())

    @property
    def days(self) -> tuple[date, ...]:
        """The 42 days."""
        return tuple(self.first + timedelta(days=number) for number in range(42))
