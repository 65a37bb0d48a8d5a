"""How much room a reading has left to its limits, and how fast it uses it up: what makes places comparable.

A margin is a share: of half the distance between two limits, so that the middle of 20 to 80 Pa has all its room and a
limit none; of the limit itself where there is but one, so that 55 N of 110 N have half of it. Beyond a limit it is
negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.projection import limit_ahead
from firemode_desktop.domain.trend_values import Trend


@dataclass(frozen=True, slots=True)
class Worsening:
    """A drift towards ``limit``: the share of the whole room it uses up a year, in the measure of ``margin``.

    A margin of 0.4 that worsens by 0.1 a year is gone in four years.
    """

    limit: Decimal
    share_per_year: float


def margin(value: Decimal, limits: Limits) -> Decimal | None:
    """The share of room left to the nearest limit, 1 at most between two limits; None without limits or room."""
    room = _room(limits)
    if room is None:
        return None
    above = [] if limits.minimum is None else [value - limits.minimum]
    below = [] if limits.maximum is None else [limits.maximum - value]
    return min(above + below) / room


def worsening(trend: Trend, limits: Limits) -> Worsening | None:
    """How fast a drift uses up its room; None unless the readings drift, and towards a limit."""
    if not trend.drifts or trend.slope_per_year is None:
        return None
    limit, room = limit_ahead(trend.slope_per_year, limits), _room(limits)
    if limit is None or room is None:
        return None
    return Worsening(limit, abs(trend.slope_per_year) / float(room))


def _room(limits: Limits) -> Decimal | None:
    """The whole room in the unit of the readings: half of the way between two limits, or the one limit."""
    low, high = limits.minimum, limits.maximum
    room = (high - low) / 2 if low is not None and high is not None else low if high is None else high
    return room if room is not None and room > 0 else None
