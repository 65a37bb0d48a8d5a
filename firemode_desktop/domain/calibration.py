"""Whether an instrument may be believed: until when its certificates hold, and whether it fits a reading on its day.

A certificate holds when ``calibration_date ≤ day < expiry_date`` (page 1, C14): the day it names as its end is the
first that is not covered. Each certificate counts by itself, so where two overlap either covers the instrument.

For a reading the instrument must be of the right type and range and hold a certificate on that day. A failing check
says nothing about the building: the reading is kept, its compliance follows the number, no fault is raised, and the
session waits until it is measured again or a supervisor accepts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.numbers import convert
from firemode_desktop.domain.outcome import Check
from firemode_desktop.domain.reading import Instrument, Reading, Test
from firemode_desktop.domain.words import CheckResult

NOT_RECORDED = "instrument"
TYPE, RANGE, CALIBRATION = "instrument_type", "instrument_range", "instrument_calibration"
CODES = frozenset({NOT_RECORDED, TYPE, RANGE, CALIBRATION})
SOON_DAYS = 30
"""So long before its end a calibration is called due."""


def unfit(code: str, result: str) -> bool:
    """Whether a check says that the reading's instrument cannot be believed, or that none was recorded.

    Such a reading waits until it is measured again or a supervisor accepts it. A range that nobody knows is no reason.
    """
    return code == NOT_RECORDED or (code in CODES and result == CheckResult.FAIL)


class State(StrEnum):
    """How the calibration of an instrument stands today; one that never had any stands as expired."""

    VALID = "valid"
    DUE = "due"
    EXPIRED = "expired"

    @classmethod
    def of(cls, days: int | None, soon: int = SOON_DAYS) -> State:
        """By the days until the first one that is not covered; None without any certificate."""
        if days is None or days <= 0:
            return cls.EXPIRED
        return cls.DUE if days <= soon else cls.VALID


def covered_until(certificates: Iterable[tuple[date, date]], today: date) -> date | None:
    """The first day that is not covered any more, or since when none is; None without any certificate.

    ``certificates`` are the days of calibration and of expiry of each certificate of one instrument. Of the
    calibrations made until ``today`` the latest end decides: a certificate that has begun covers every day up to its
    own end, whatever was calibrated after it. One whose calibration is still to come covers nothing yet.
    """
    return max((expires for calibrated, expires in certificates if calibrated <= today), default=None)


def instrument_checks(test: Test, reading: Reading, instrument: Instrument | None) -> tuple[Check, ...]:
    """The checks of the instrument; none where the test needs no instrument."""
    wanted = test.required_instrument_type
    if wanted is None:
        return ()
    if instrument is None:
        message = f"No instrument was recorded; {_a(wanted)} is needed."
        return (Check(NOT_RECORDED, CheckResult.NOT_CHECKED, message),)
    return (_type(wanted, instrument), *_range(test, reading, instrument), _calibration(reading, instrument))


def uncertainty(value: Decimal, unit: str | None, reading: Reading, instrument: Instrument | None) -> Decimal | None:
    """The expanded uncertainty U of ``value`` in ``unit``, from the certificate valid on the day; None when unknown.

    A certificate may state it in per cent of the reading.
    """
    certificate = instrument.certificate_on(reading.day) if instrument else None
    if certificate is None or certificate.expanded_uncertainty is None:
        return None
    stated, stated_in = certificate.expanded_uncertainty, certificate.uncertainty_unit
    if stated_in == "%":
        return abs(value) * stated / 100
    if stated_in is None or unit is None or stated_in == unit:
        return stated
    try:
        return convert(stated, stated_in, unit) - convert(Decimal(0), stated_in, unit)
    except Invalid:
        return None


def _a(instrument_type: str) -> str:
    word = instrument_type.replace("_", " ")
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _type(wanted: str, instrument: Instrument) -> Check:
    if instrument.instrument_type == wanted:
        return Check(TYPE, CheckResult.PASS, f"{instrument.serial_number} is {_a(wanted)}.")
    has = _a(instrument.instrument_type) if instrument.instrument_type else "of no recorded type"
    return Check(TYPE, CheckResult.FAIL, f"{instrument.serial_number} is {has}; {_a(wanted)} is needed.")


def _range(test: Test, reading: Reading, instrument: Instrument) -> Iterator[Check]:
    values = reading.grid.present if reading.grid is not None else ()
    values = values or ((reading.value,) if reading.value is not None else ())
    if not values:
        return
    try:
        limits = instrument.range_in(test.unit)
    except Invalid:
        message = f"{instrument.serial_number} reads {instrument.unit}; this test needs {test.unit}."
        yield Check(RANGE, CheckResult.FAIL, message)
        return
    yield _within(limits, min(values), max(values), instrument)


def _within(limits: Limits, low: Decimal, high: Decimal, instrument: Instrument) -> Check:
    numbers = {"range_min": limits.minimum, "range_max": limits.maximum, "lowest": low, "highest": high}
    if limits.open:
        message = f"The range of {instrument.serial_number} is not recorded."
        return Check(RANGE, CheckResult.NOT_CHECKED, message, numbers)
    outside = low if limits.below(low) else high
    if limits.contains(low) and limits.contains(high):
        message = f"The range of {instrument.serial_number} ({limits}) covers the reading."
        return Check(RANGE, CheckResult.PASS, message, numbers)
    message = f"{plain(outside)} is outside the range of {instrument.serial_number} ({limits})."
    return Check(RANGE, CheckResult.FAIL, message, numbers)


def _calibration(reading: Reading, instrument: Instrument) -> Check:
    certificate = instrument.certificate_on(reading.day)
    day = reading.day.isoformat()
    if certificate is not None:
        until = certificate.expiry_date.isoformat()
        message = f"{instrument.serial_number}: certificate {certificate.cert_number} is valid until {until}."
        return Check(CALIBRATION, CheckResult.PASS, message)
    message = f"{instrument.serial_number} has no calibration certificate that is valid on {day}."
    return Check(CALIBRATION, CheckResult.FAIL, message)
