"""When a drift meets its limit, as an interval to the month, or why that cannot be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import median

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.statistics import Slope

DAYS_A_YEAR = 365.25
HORIZON_YEARS = 25


class Reason(StrEnum):
    """Why nothing is projected, in the order in which it is looked at."""

    TOO_FEW = "too_few"
    TOO_SHORT = "too_short"
    DOOR_CONFIGURATIONS = "door_configurations"
    INSTRUMENTS = "instruments"
    STEP = "step"
    NO_TREND = "no_trend"
    SEASON = "season"
    SLOPE_UNSURE = "slope_unsure"
    NO_LIMIT = "no_limit"
    AT_LIMIT = "at_limit"
    BEYOND_HORIZON = "beyond_horizon"

    @property
    def is_about_limit(self) -> bool:
        """Whether the readings do drift, and only the limit gives nothing to project to."""
        return self in (Reason.NO_LIMIT, Reason.AT_LIMIT, Reason.BEYOND_HORIZON)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is projected: the reason, and the sentence for the reader."""

    reason: Reason
    sentence: str


@dataclass(frozen=True, slots=True)
class Projection:
    """The months (first days) between which the limit is expected to be met; ``until`` None: later than 25 years.

    It goes by the readings up to ``last`` and says so, so that it stays true whenever it is read.
    """

    since: date
    until: date | None
    limit: Decimal
    unit: str = field(default="", compare=False)
    last: date | None = field(default=None, compare=False)

    def to_dict(self) -> dict[str, str | None]:
        """``{"from": "2027-03", "to": "2029-11"}``."""
        return {"from": _month(self.since), "to": None if self.until is None else _month(self.until)}

    @property
    def sentence(self) -> str:
        """``The limit of 20 Pa is expected to be met between March 2027 and November 2029, by the readings up to …``"""
        limit = f"{plain(self.limit)} {self.unit}".rstrip()
        by = "" if self.last is None else f", by the readings up to {show_date(self.last)}"
        return f"The limit of {limit} is expected to be met {self._when}{by}."

    @property
    def _when(self) -> str:
        if self.until is None:
            return f"in {self.since:%B %Y} at the earliest, perhaps not within {HORIZON_YEARS} years"
        if self.until == self.since:
            return f"in {self.since:%B %Y}"
        return f"between {self.since:%B %Y} and {self.until:%B %Y}"

    def overdue(self, today: date) -> str | None:
        """What to say on a day when months of it are over and no reading was taken since; None while they are ahead.

        The month of ``today`` is not over: it may still bring what was expected.
        """
        month = today.replace(day=1)
        if self.until is not None and self.until < month:
            return "These months are over and nothing was measured since: test this place now."
        if self.since < month:
            return "It may be met already: nothing was measured since the first of these months. Test this place."
        return None


def limit_ahead(slope: float, limits: Limits) -> Decimal | None:
    """The limit that readings of this slope run towards; None when there is none, or no slope."""
    if slope == 0:
        return None
    return limits.minimum if slope < 0 else limits.maximum


def project(days: Sequence[date], values: Sequence[float], slope: Slope, limits: Limits) -> Projection | Refusal:
    """The interval of months in which the line meets the limit it runs towards, or why there is none.

    ``days`` in order, ``slope`` in value a year of 365.25 days. The line turns about the middle of the readings: the
    steeper end of the slope's interval gives the earliest month, the flatter one the latest.
    """
    refusal = _no_projection(days, values, slope, limits)
    limit = limit_ahead(slope.slope, limits)
    if refusal is not None or limit is None:
        return refusal or _nowhere_to_run(slope)
    years = [years_since(days[0], day) for day in days]
    steep, flat = (slope.low, slope.high) if slope.slope < 0 else (slope.high, slope.low)
    centre, level, horizon = median(years), median(values), years[-1] + HORIZON_YEARS
    since, until = (centre + (float(limit) - level) / rate for rate in (steep, flat))
    if since > horizon:
        words = f"No projection: at this rate the limit is not met within {HORIZON_YEARS} years."
        return Refusal(Reason.BEYOND_HORIZON, words)
    start = _first_of_month(days[0], max(since, years[-1]))
    end = None if until > horizon else max(start, _first_of_month(days[0], until))
    return Projection(start, end, limit, limits.unit, days[-1])


def _no_projection(days: Sequence[date], values: Sequence[float], slope: Slope, limits: Limits) -> Refusal | None:
    if slope.low <= 0 <= slope.high:
        return Refusal(Reason.SLOPE_UNSURE, "No projection: the interval of the slope includes no change at all.")
    limit = limit_ahead(slope.slope, limits)
    if limit is None:
        return _nowhere_to_run(slope)
    now = slope.intercept + slope.slope * years_since(days[0], days[-1])
    room = min((level - float(limit)) * (1 if slope.slope < 0 else -1) for level in (now, values[-1]))
    if room > 0:
        return None
    words = f"{plain(limit)} {limits.unit}".rstrip()
    beyond = values[-1] < float(limit) if slope.slope < 0 else values[-1] > float(limit)
    return Refusal(
        Reason.AT_LIMIT,
        f"No projection: the readings are already {'beyond' if beyond else 'at'} their limit of {words}.",
    )


def _nowhere_to_run(slope: Slope) -> Refusal:
    direction = "fall" if slope.slope < 0 else "rise"
    return Refusal(Reason.NO_LIMIT, f"No projection: the readings {direction} and no limit lies in that direction.")


def years_since(first: date, day: date) -> float:
    """Years of 365.25 days from ``first`` to ``day``."""
    return (day - first).days / DAYS_A_YEAR


def _first_of_month(first: date, years: float) -> date:
    return (first + timedelta(days=round(years * DAYS_A_YEAR))).replace(day=1)


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"
