"""Series of one location for the tests of trends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.trend import TrendPoint
from tests.domain.scenes import d

PRESSURE = Limits(d(20), d(80), "Pa")
HALF_A_YEAR = 182
FALLING = ("50", "48.2", "46.1", "43.8", "42.2", "40")


def readings(*values: Any, first: date = date(2018, 3, 1), days: int = HALF_A_YEAR, **changes: Any) -> list[TrendPoint]:
    """One reading every so many days, the first of them in the summer half of the year."""
    return [TrendPoint(first + timedelta(days=days * n), d(str(value)), **changes) for n, value in enumerate(values)]


def yearly(*values: Any, days: int = 365, **changes: Any) -> list[TrendPoint]:
    """One reading a year."""
    return readings(*values, days=days, **changes)
