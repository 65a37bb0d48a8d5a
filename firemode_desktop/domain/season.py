"""Does a reading follow the season, by how much, and does it drift beneath? Southern hemisphere.

Stack effect lifts the pressures of a cold winter, so that six-monthly readings alternate. What is left after the drift
within the seasons is compared between summer half and winter half (exact rank-sum); the drift within the seasons is
Hirsch's seasonal Kendall test and seasonal Sen slope (Hirsch, Slack and Smith 1982).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from firemode_desktop.domain.statistics import (
    MannKendall,
)

EXACT_RANKS_UP_TO = 20
SUMMER_BEGINS = 10
"""October: summer half October to March, winter half April to September."""

Slot = Sequence[tuple[float, float]]
"""The (year, value) of one season, in the order of time."""


@dataclass(frozen=True, slots=True)
class Season:
    """Winter differs from summer.

    ``winter_less_summer`` in the unit of the readings, with its two-sided ``p``; ``within`` is the trend test within
    the seasons and ``slope_per_year`` the drift there.
    """

    winter_less_summer: float
    p: float
    within: MannKendall
    slope_per_year: float

    def to_dict(self) -> dict[str, Any]:
        """``{"winter_less_summer", "p", "slope_per_year", "within"}``."""
        return {
            "winter_less_summer": self.winter_less_summer,
            "p": self.p,
            "slope_per_year": self.slope_per_year,
            "within": self.within.to_dict(),
        }


def in_summer(day: date) -> bool:
    """Whether ``day`` is of the summer half of the year."""
    return (day.month - SUMMER_BEGINS) % 12 < 6
