"""Recall: what becomes of the readings of an instrument that can no longer be believed.

An instrument that was dropped, lost its certificate or was found out of tolerance puts in doubt whatever it read since
it was last known to be good. Each reading is judged again by ``domain.verdict`` – once as if the instrument had had no
calibration, and once with the error that was found taken out – and set beside how it stands. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.dates import holds, show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.numbers import convert, parse_number
from firemode_desktop.domain.reading import Certificate, Context, Instrument, Reading, Test
from firemode_desktop.domain.verdict import ValidationResult, validate
from firemode_desktop.domain.words import SessionStatus, Verdict

_ERROR = re.compile(r"(?:reads\s+)?(?P<amount>.+?)\s*(?:too\s+)?(?P<way>low|high)\.?", re.IGNORECASE | re.DOTALL)


class Counts(StrEnum):
    """What a reading counts as. What no believable instrument read is never a pass; a failure stays one."""

    PASS = "pass"
    FAIL = "fail"
    NOT_PROVEN = "not proven"
    NOT_CHECKED = "not checked"

    @classmethod
    def of(cls, is_compliant: bool | None, *, believed: bool) -> Counts:
        """``believed``: no check of the instrument failed, or a supervisor accepted the reading all the same."""
        if is_compliant is None:
            return cls.NOT_CHECKED
        if not is_compliant:
            return cls.FAIL
        return cls.PASS if believed else cls.NOT_PROVEN


@dataclass(frozen=True, slots=True)
class KnownError:
    """By how much an instrument was found to read high (positive) or low (negative).

    In ``unit``, or without one in per cent. The error of indication is what is shown less what is true, a relative one
    that divided by what is true (VIM, JCGM 200:2012, 2.16): 2 % high shows 51 where there are 50.
    """

    amount: Decimal
    unit: str | None = None

    @classmethod
    def parse(cls, text: str) -> KnownError:
        """``reads 1.8 Pa low``, ``2 % high``. Raises ``Invalid`` where it can be read in two ways, or in none."""
        match = _ERROR.fullmatch(text.strip())
        if match is None:
            raise Invalid(f"“{text.strip()}” does not say which way; write it as “1.8 Pa low” or “2 % high”.")
        written = match["amount"].strip()
        relative = written.endswith("%")
        number = parse_number(written.removesuffix("%"))
        if number.value <= 0:
            raise Invalid(f"“{text.strip()}”: low or high says which way, so the number itself is above 0.")
        if relative == (number.unit is not None):
            raise Invalid(f"“{text.strip()}” needs one unit: that of the instrument, or %.")
        low = match["way"].lower() == "low"
        if relative and low and number.value >= 100:
            raise Invalid("An instrument that reads 100 % low reads nothing; there is no value to correct.")
        return cls(-number.value if low else number.value, number.unit)

    def corrected(self, value: Decimal, unit: str | None) -> Decimal:
        """What was truly there when ``value`` was shown, in ``unit``; raises ``Invalid`` for a unit of another kind."""
        if self.unit is None:
            return value / (1 + self.amount / 100)
        into = unit or self.unit
        return value - (convert(self.amount, self.unit, into) - convert(Decimal(0), self.unit, into))

    def __str__(self) -> str:
        return f"{plain(abs(self.amount))} {self.unit or '%'} {'high' if self.amount > 0 else 'low'}"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A value, its verdict against the limits, and what it counts as."""

    counts: Counts
    verdict: Verdict
    value: Decimal | None = None

    @classmethod
    def of(cls, result: ValidationResult, *, believed: bool) -> Judgement:
        """What a validation comes to; ``believed`` as in ``Counts.of``."""
        return cls(Counts.of(result.is_compliant, believed=believed), result.verdict, result.measured_value)


def without_calibration(test: Test, reading: Reading, context: Context) -> Judgement:
    """The reading as if its instrument had had no valid certificate on the day."""
    instrument = context.instrument
    bare = replace(instrument, certificates=()) if instrument is not None else None
    result = validate(test, reading, replace(context, instrument=bare))
    return Judgement.of(result, believed=test.instrument_accepted or not result.instrument_failed)


def with_error(
    test: Test, reading: Reading, context: Context, error: KnownError, *, believed: bool
) -> Judgement | None:
    """The reading with the error taken out; None where the instrument did not show what the test judges.

    A manometer's error says nothing about the seconds until a pressure is restored. Whether the instrument fits was
    settled by what it showed (``believed``), not by the value that is corrected.
    """
    if reading.measured is None or not _shows(context.instrument, test):
        return None
    return Judgement.of(validate(test, _corrected(reading, test.unit, error), context), believed=believed)


def _shows(instrument: Instrument | None, test: Test) -> bool:
    """Whether the number that is judged is what the instrument shows, in whatever unit of the same kind."""
    if instrument is None or test.required_instrument_type is None:
        return False
    try:
        instrument.range_in(test.unit)
    except Invalid:
        return False
    return True


def _corrected(reading: Reading, unit: str | None, error: KnownError) -> Reading:
    if reading.grid is not None:
        points = (None if value is None else error.corrected(value, unit) for value in reading.grid.values)
        return replace(reading, grid=Grid(tuple(points)))
    assert reading.value is not None, "a reading that is measured has points or a value"
    return replace(reading, value=error.corrected(reading.value, unit))


@dataclass(frozen=True, slots=True)
class Span:
    """The days whose readings are in doubt, ``since ≤ day < until``; None leaves that side open."""

    since: date | None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until <= self.since:
            ends, begins = show_date(self.until), show_date(self.since)
            raise Invalid(f"The readings in doubt end ({ends}) after they begin ({begins}); until is exclusive.")

    def __contains__(self, day: date) -> bool:
        return holds(day, self.since, self.until)

    def __str__(self) -> str:
        begins = f"since {show_date(self.since)}" if self.since else "from the beginning"
        return begins if self.until is None else f"{begins}, before {show_date(self.until)}"


def between_calibrations(calibrated_on: Iterable[date]) -> tuple[Span, ...]:
    """What each calibration has to answer for: from its day until the next one's, the latest first and open."""
    days = sorted(set(calibrated_on), reverse=True)
    return tuple(Span(day, later) for day, later in zip(days, [None, *days], strict=False))


def last_held_good(certificates: tuple[Certificate, ...], today: date) -> Certificate | None:
    """The certificate of the latest calibration until ``today``: on its day the instrument was known to be good."""
    begun = (one for one in certificates if one.calibration_date <= today)
    return max(begun, key=lambda one: (one.calibration_date, one.expiry_date), default=None)


@dataclass(frozen=True, slots=True)
class InDoubt:
    """One reading of the instrument: where and when it was taken, how it stands, and what it would become.

    ``measured_at`` is in the time zone of the building. ``retest`` is the completed retest that took its place.
    """

    instance_id: UUID
    building_id: UUID
    building: str
    session_id: UUID
    session: str
    session_status: SessionStatus
    identifier: str
    location: str
    measurement_type: str
    measured_at: datetime
    unit: str | None
    limits: Limits
    stood: Judgement
    without: Judgement
    corrected: Judgement | None = None
    accepted_by: str | None = None
    amended: bool = False
    retest: str | None = None

    @property
    def in_force(self) -> bool:
        """Whether anything rests on it: no retest has taken its place, and its session was not cancelled."""
        return self.retest is None and self.session_status is not SessionStatus.CANCELLED

    @property
    def loses_its_proof(self) -> bool:
        """A pass that would not be one without the calibration."""
        return self.in_force and self.stood.counts is Counts.PASS and self.without.counts is not Counts.PASS

    @property
    def would_fail(self) -> bool:
        """A reading that does not count as failed and would with the error taken out."""
        return self._becomes(Counts.FAIL)

    @property
    def would_pass(self) -> bool:
        """A reading that does not count as a pass and would with the error taken out."""
        return self._becomes(Counts.PASS)

    def _becomes(self, counts: Counts) -> bool:
        after = self.corrected
        return self.in_force and after is not None and after.counts is counts and self.stood.counts is not counts

    @property
    def changes(self) -> bool:
        """Whether anything would be otherwise."""
        return self.loses_its_proof or self.would_fail or self.would_pass


@dataclass(frozen=True, slots=True)
class Touched:
    """A session with readings in doubt, and how many of them change what it says."""

    session_id: UUID
    name: str
    building: str
    status: SessionStatus
    readings: int
    changed: int

    @property
    def reported(self) -> bool:
        """Whether it is approved, so that its report says what is now in doubt."""
        return self.status is SessionStatus.APPROVED

    @property
    def takes_retests(self) -> bool:
        """Whether a retest can be added to it."""
        return self.status in RESULTS_ALLOWED


@dataclass(frozen=True, slots=True)
class Recall:
    """All readings of one instrument that are in doubt, the earliest first. ``because``: the certificate held good."""

    instrument_id: UUID
    serial_number: str
    instrument_type: str | None
    span: Span
    because: str = ""
    error: KnownError | None = None
    readings: tuple[InDoubt, ...] = ()

    @property
    def losing_proof(self) -> int:
        """How many passes would not count without the calibration."""
        return sum(one.loses_its_proof for one in self.readings)

    @property
    def failing(self) -> int:
        """How many readings would fail with the error taken out."""
        return sum(one.would_fail for one in self.readings)

    @property
    def passing(self) -> int:
        """How many readings would pass with the error taken out."""
        return sum(one.would_pass for one in self.readings)

    @property
    def touched(self) -> tuple[Touched, ...]:
        """The sessions they belong to, in the order of their first reading."""
        groups: dict[UUID, list[InDoubt]] = {}
        for one in self.readings:
            groups.setdefault(one.session_id, []).append(one)
        return tuple(_touched(group) for group in groups.values())

    @property
    def sentence(self) -> str:
        """What it comes to, in words."""
        if not self.readings:
            return f"{self.serial_number} took no readings ({self.span})."
        parts = [f"{_count(len(self.readings), 'reading')} ({self.span}) in {_count(len(self.touched), 'session')}."]
        parts.append(f"Without the calibration {_passes(self.losing_proof)}.")
        if self.error is not None:
            fails, passes = _count(self.failing, "reading"), _count(self.passing, "reading")
            parts.append(f"If it read {self.error}, {fails} would fail and {passes} would pass that did not.")
        approved = sum(one.reported and one.changed > 0 for one in self.touched)
        if approved:
            whose = "session and its report" if approved == 1 else "sessions and their reports"
            parts.append(f"{approved} approved {whose} would say something else.")
        return " ".join(parts)


def _touched(group: list[InDoubt]) -> Touched:
    first = group[0]
    changed = sum(one.changes for one in group)
    return Touched(first.session_id, first.session, first.building, first.session_status, len(group), changed)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what if number == 1 else what + 's'}"


def _passes(number: int) -> str:
    if number == 0:
        return "no pass is lost"
    return f"{number:,} {'pass is' if number == 1 else 'passes are'} not proven any more"
