"""Dates as people in Australia write them: the day first, or ISO 8601; shown so that no one can misread them."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from firemode_desktop.domain.errors import Invalid

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})[/.\-](?P<month>[0-9]{1,2})[/.\-](?P<year>[0-9]{4}|[0-9]{2})")
_NAMED = re.compile(r"(?P<day>[0-9]{1,2})[ \-]*(?P<month>[A-Za-z]{3,9})\.?[ \-,]*(?P<year>[0-9]{4}|[0-9]{2})")


def holds(day: date, begins: date | None, ends: date | None) -> bool:
    """Whether ``begins ≤ day < ends``; ``None`` leaves that side open.

    So hold rules, baselines and calibration certificates: the last day named is the first on which they no longer do
    (specification, page 1, C9, C14, C23).
    """
    return (begins is None or begins <= day) and (ends is None or day < ends)


def show_date(value: date) -> str:
    """``5 Apr 2026``."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def show_time(at: datetime, zone: tzinfo | None = None) -> str:
    """``5 Apr 2026, 14:05`` by the clock of ``zone``, or of the zone that ``at`` carries."""
    local = at if zone is None else at.astimezone(zone)
    return f"{show_date(local.date())}, {local:%H:%M}"


def on_the_clock(at: datetime) -> bool:
    """Whether a time with its zone was ever shown there: none is while the clocks go forward."""
    return datetime.fromtimestamp(at.timestamp(), at.tzinfo).replace(tzinfo=None) == at.replace(tzinfo=None, fold=0)


def parse_date(text: str, *, like: str = "5/4/2026, 5 Apr 2026 or 2026-04-05") -> date:
    """``5/4/2026``, ``5.4.26``, ``5 Apr 2026`` and ``2026-04-05`` are the fifth of April.

    Raises ``Invalid``, which says to write it ``like`` that.
    """
    stripped = text.strip()
    match = _ISO.fullmatch(stripped) or _DAY_FIRST.fullmatch(stripped) or _NAMED.fullmatch(stripped)
    month = _month(match["month"]) if match and stripped.isascii() else None
    if match is None or month is None:
        raise Invalid(f"“{stripped}” is not a date; write it as {like}.")
    try:
        read = date(_year(match["year"]), month, int(match["day"]))
    except ValueError as error:
        raise Invalid(f"“{stripped}” is not a day of the calendar (the day comes first).") from error
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise Invalid(f"The year {read.year} is too far away; it must be from {FIRST_YEAR} to {LAST_YEAR}.")
    return read


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    full = ("january", "february", "march", "april", "may", "june", "july", "august", "september")
    for number, name in enumerate((*full, "october", "november", "december"), start=1):
        if name.startswith(text.casefold()):
            return number
    return None


def _year(text: str) -> int:
    """Two digits are the year nearest to now that a building's papers would mean: 70–99 are 19xx."""
    year = int(text)
    if len(text) == 4:
        return year
    return 1900 + year if year >= 70 else 2000 + year
