"""Dates, times and numbers as the report prints them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date, show_time

BLANK = "–"


def day(value: date | datetime | None, zone: ZoneInfo | None = None) -> str:
    """``4 May 2026``; of a time, the day in ``zone``."""
    if isinstance(value, datetime):
        value = value.astimezone(zone).date()
    return show_date(value) if value is not None else BLANK


def when(value: datetime | None, zone: ZoneInfo) -> str:
    """``4 May 2026, 10:32 AEST``."""
    if value is None:
        return BLANK
    return f"{show_time(value, zone)} {value.astimezone(zone).tzname()}"


def moment(value: datetime | None, zone: ZoneInfo) -> str:
    """``4 May 2026, 10:32`` in ``zone``; blank for ``None``."""
    return "" if value is None else show_time(value, zone)


def span(values: Iterable[date]) -> str:
    """``4 May 2026``, ``4 and 5 May 2026`` or ``4 May 2026 to 9 Jun 2026``."""
    days = sorted(set(values))
    if not days:
        return BLANK
    return show_date(days[0]) if len(days) == 1 else f"{show_date(days[0])} to {show_date(days[-1])}"


def limits(value: Limits) -> str:
    """``20–80``, ``≥ 1``, ``≤ 110``; blank without a limit."""
    if value.minimum is not None and value.maximum is not None:
        return f"{limit(value.minimum)}–{limit(value.maximum)}"
    if value.minimum is not None:
        return f"≥ {limit(value.minimum)}"
    return f"≤ {limit(value.maximum)}" if value.maximum is not None else ""


def measured(value: Decimal | None, unit: str, least: int = 1) -> str:
    """``18.2 Pa``; blank for ``None``."""
    return f"{shown(value, least)} {unit}".strip() if value is not None else ""


def count(number: int, one: str, many: str = "") -> str:
    """``1 test``, ``2 tests``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
