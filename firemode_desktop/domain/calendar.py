"""What falls due on which day, as events that any calendar can show. Whole days of the site: no hours, no time zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.due import DueTest
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.words import SessionStatus

CALIBRATION_REMINDER, TEST_REMINDER, VISIT_REMINDER, FAULT_REMINDER = 30, 14, 1, 7
"""Days before the event on which a calendar reminds: an instrument has to be sent away, a visit to be arranged."""


class Category(StrEnum):
    """What an event is about."""

    CALIBRATION = "Calibration"
    TEST = "Test"
    VISIT = "Visit"
    FAULT = "Fault"


@dataclass(frozen=True, slots=True)
class Event:
    """One day. ``uid`` is the same each time it is made, so that a calendar moves the event instead of doubling it.

    ``revised_at`` is when the record last changed (aware); ``remind_days`` is how long before.
    """

    uid: str
    day: date
    summary: str
    description: str
    category: Category
    revised_at: datetime
    remind_days: int
    location: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events of a building, the earliest first, and in a sentence what they are and what is left out."""

    name: str
    sentence: str
    made_at: datetime
    events: tuple[Event, ...] = ()

    def count(self, category: Category) -> int:
        """How many are of that kind."""
        return sum(one.category is category for one in self.events)


@dataclass(frozen=True, slots=True)
class DueCalibration:
    """An instrument and the first day that its certificates do not cover; None without any certificate."""

    instrument_id: UUID
    serial_number: str
    what: str
    ends_on: date | None
    revised_at: datetime


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A session and the day it is planned for, else that on which it began on site."""

    session_id: UUID
    name: str
    frequency: str | None
    status: str
    day: date
    revised_at: datetime

    @property
    def waiting(self) -> bool:
        """Whether there is still something to do on site."""
        return self.status in RESULTS_ALLOWED

    @property
    def status_words(self) -> str:
        """``in progress``."""
        return SessionStatus(self.status).label.lower()


@dataclass(frozen=True, slots=True)
class DueFault:
    """A fault that is open and the day by which it is to be resolved; ``what`` says where and how it stands."""

    fault_id: UUID
    number: int
    what: str
    day: date
    revised_at: datetime


def calendar(
    building_id: UUID,
    building: str,
    calibrations: Sequence[DueCalibration],
    tests: Sequence[DueTest],
    visited_at: datetime,
    made_at: datetime,
    visits: Sequence[PlannedVisit] = (),
    faults: Sequence[DueFault] = (),
) -> Calendar:
    """The calendar of a building; ``visited_at`` is when the record of its visits last changed.

    Of the visits those are in it that are still to be made, or gone on with.
    """
    events = [
        *(_calibration(one, one.ends_on) for one in calibrations if one.ends_on is not None),
        *(_test(building_id, building, due, visited_at) for due in tests),
        *(_visit(building, one) for one in visits if one.waiting),
        *(_fault(building, one) for one in faults),
    ]
    events.sort(key=lambda one: (one.day, one.summary))
    without = sum(one.ends_on is None for one in calibrations)
    return Calendar(f"{building}: due", _sentence(events, without), made_at, tuple(events))


def _calibration(one: DueCalibration, ends_on: date) -> Event:
    return Event(
        uid=f"calibration-{one.instrument_id}@firemode",
        day=ends_on,
        summary=f"Calibration due: {one.serial_number or 'instrument without a number'}",
        description=f"{one.what}\nFrom {show_date(ends_on)} its readings count only with a new certificate.".lstrip(),
        category=Category.CALIBRATION,
        revised_at=one.revised_at,
        remind_days=CALIBRATION_REMINDER,
    )


def _test(building_id: UUID, building: str, due: DueTest, revised_at: datetime) -> Event:
    last = f"Last carried out on {show_date(due.last)}." if due.last else "Not carried out yet."
    if due.earliest != due.latest:
        last += f"\nOn time from {show_date(due.earliest)} to {show_date(due.latest)}."
    return Event(
        uid=f"test-{due.frequency.value}-{building_id}@firemode",
        day=due.day,
        summary=f"{due.frequency.label} tests due: {building}",
        description=last,
        category=Category.TEST,
        revised_at=revised_at,
        remind_days=TEST_REMINDER,
        location=building,
    )


def _visit(building: str, one: PlannedVisit) -> Event:
    return Event(
        uid=f"visit-{one.session_id}@firemode",
        day=one.day,
        summary=f"{one.name}: {building}",
        description=f"Test session, {one.status_words}.",
        category=Category.VISIT,
        revised_at=one.revised_at,
        remind_days=VISIT_REMINDER,
        location=building,
    )


def _fault(building: str, one: DueFault) -> Event:
    return Event(
        uid=f"fault-{one.fault_id}@firemode",
        day=one.day,
        summary=f"Fault {one.number} due: {building}",
        description=one.what,
        category=Category.FAULT,
        revised_at=one.revised_at,
        remind_days=FAULT_REMINDER,
        location=building,
    )


def _sentence(events: Sequence[Event], without: int) -> str:
    counts = {category: sum(one.category is category for one in events) for category in Category}
    if events:
        parts = [_count(counts[Category.CALIBRATION], "calibration"), _count(counts[Category.TEST], "due test")]
        further = ((Category.VISIT, "planned visit"), (Category.FAULT, "due fault"))
        parts += [_count(counts[category], what) for category, what in further if counts[category]]
        words = f"{', '.join(parts[:-1])} and {parts[-1]} are in the calendar."
    else:
        words = (
            "Nothing falls due: no certificate is on file, and no test is expected or there is no day to count from."
        )
    if without:
        have = "instrument has" if without == 1 else "instruments have"
        words += f" {without} {have} no certificate, and so no day."
    return words


def _count(number: int, what: str) -> str:
    return f"{number} {what if number == 1 else what + 's'}"
