"""What the words of a command may look like, each refused in a sentence that shows what would be right."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

Value = TypeVar("Value")
Day = TypeVar("Day", bound=date)


def day(text: str) -> date:
    """A date as in ISO 8601, in a year that papers may name."""
    return _near(_read(date.fromisoformat, text, "is no date; write it as 2026-11-22"), text)


def moment(text: str) -> datetime:
    """A date with a time, with its offset or (the building's own time) without, in a year that papers may name."""
    return _near(_read(datetime.fromisoformat, text, "is no time; write it as 2026-11-22T14:30"), text)


def identity(text: str) -> UUID:
    """The id of a record."""
    return _read(UUID, text, "is no id; the lists of firemode show them")


def fault_name(text: str) -> UUID | int:
    """A fault by its id, or by its number: ``F-0012``, ``12``."""
    number = text.strip().upper().removeprefix("F-")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else identity(text)


def number(text: str) -> Decimal:
    """A number as people write it; what could be two numbers is refused."""
    from firemode_desktop.domain.errors import Invalid
    from firemode_desktop.domain.numbers import parse_number

    try:
        return parse_number(text).value
    except Invalid as error:
        raise argparse.ArgumentTypeError(error.message) from error


def days(text: str) -> int:
    """So many days ahead: 0 to 36500."""
    ahead = _read(int, text, "is no number of days")
    if not 0 <= ahead <= 36_500:
        raise argparse.ArgumentTypeError(f"{ahead} is outside 0 to 36500 days")
    return ahead


def _near(read: Day, text: str) -> Day:
    """``read`` itself, where its year is one that papers may name."""
    from firemode_desktop.domain.dates import FIRST_YEAR, LAST_YEAR

    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"“{text}” is too far away; the year must be from {FIRST_YEAR} to {LAST_YEAR}")
    return read


def _read(read: Callable[[str], Value], text: str, problem: str) -> Value:
    try:
        return read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” {problem}") from error
