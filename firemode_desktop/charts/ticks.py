"""Round numbers, round times and round days for the scales of charts."""

from __future__ import annotations

import math
from datetime import date

from firemode_desktop.domain.timing import clock

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIMES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


def numbers(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most ``most``, at steps of 1, 2, 2.5 or 5 times a power of ten."""
    span = high - low
    if not math.isfinite(span) or span <= 0:
        return [low] if math.isfinite(low) else []
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(nice * power for nice in (*_NICE, 20.0) if span / (nice * power) <= most - 0.5)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(index * step, 12) for index in range(first, last + 1)]


def times(first: float, last: float, least: float) -> list[tuple[float, str]]:
    """Seconds to name on a scale of time, at least ``least`` seconds apart; in minutes where it goes beyond two."""
    every = next((step for step in _TIMES if step >= least), _TIMES[-1])
    begin, end = math.floor(first / every + 1e-9), math.floor(last / every + 1e-9)
    return [(n * every, time_words(n * every, every, last)) for n in range(begin, end + 1)]


def time_words(seconds: float, every: float, last: float) -> str:
    """``5 s``, ``0.5 s``; ``2:30`` on a scale to two minutes and beyond, unless it is of parts of a second."""
    if last >= 120 and every >= 1:
        return clock(seconds)
    return f"{round(seconds, 1):g} s"


def days(first: date, last: date, most: int = 10) -> list[tuple[date, str]]:
    """Days to name under a scale of time, at most ``most``: years, the first of months, or days where it is short.

    Months are named with their year, and so are days: a scale that has been moved may show neither otherwise.
    """
    span = (last - first).days + 1
    if span <= 7 * most and span <= 62:
        every = next((step for step in (1, 2, 7) if span / step <= most), 14)
        start = first.toordinal() + -first.toordinal() % every
        found = [date.fromordinal(day) for day in range(start, last.toordinal() + 1, every)]
        return [(day, f"{day.day} {MONTHS[day.month - 1]} {day.year}") for day in found]
    every = next((step for step in (1, 3, 6) if span / 30.4 / step <= min(most, 7)), 0)
    return _months(first, last, every) if every and span <= 1100 else _years(first, last, most)


def _months(first: date, last: date, every: int) -> list[tuple[date, str]]:
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    starts = [date(month // 12, month % 12 + 1, 1) for month in months if month % 12 % every == 0]
    return [(day, f"{MONTHS[day.month - 1]} {day.year}") for day in starts if first <= day <= last]


def _years(first: date, last: date, most: int) -> list[tuple[date, str]]:
    years = (last - first).days / 365.25
    every = next((step for step in (1, 2, 5, 10, 20, 50) if years / step <= most), 100)
    starts = [date(year, 1, 1) for year in range(first.year, last.year + 1) if year % every == 0]
    return [(day, str(day.year)) for day in starts if first <= day <= last]
