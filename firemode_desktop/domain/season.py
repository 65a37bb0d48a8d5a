"""Does a reading follow the season, by how much, and does it drift beneath? Southern hemisphere.

Stack effect lifts the pressures of a cold winter, so that six-monthly readings alternate. What is left after the drift
within the seasons is compared between summer half and winter half (exact rank-sum); the drift within the seasons is
Hirsch's seasonal Kendall test and seasonal Sen slope (Hirsch, Slack and Smith 1982).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby, pairwise
from statistics import median

from firemode_desktop.domain.projection import DAYS_A_YEAR, years_since
from firemode_desktop.domain.statistics import (
    SIGNIFICANT,
    MannKendall,
    by_normal,
    kendall_s,
    kendall_variance,
    ties,
)

SUMMER_BEGINS = 10
"""October: summer half October to March, winter half April to September."""

EXACT_RANKS_UP_TO = 20
"""Readings of both halves together up to which the rank-sum is counted out."""

RESIDUAL_DECIMALS = 9
"""Where the remains of a float's arithmetic end, so that equal readings stay equal once their drift is removed."""

Slot = Sequence[tuple[float, float]]
"""Year and value of the readings of one season, in the order of time."""


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


def in_summer(day: date) -> bool:
    """Whether ``day`` is of the summer half of the year."""
    return _month_of_season(day) < 6


def find_season(days: Sequence[date], values: Sequence[float]) -> Season | None:
    """How winter differs from summer beside any drift; None when it does not, or too little is there to tell.

    ``days`` in order. To be told from a step the difference must come and go: summer, winter and summer again, or the
    other way round, at least.
    """
    if len(list(groupby(days, in_summer))) < 3:
        return None
    slots = _slots(days, values)
    drift = seasonal_slope(slots)
    summer: list[float] = []
    winter: list[float] = []
    for day, value in zip(days, values, strict=True):
        half = summer if in_summer(day) else winter
        half.append(round(value - drift * years_since(days[0], day), RESIDUAL_DECIMALS))
    p = rank_sum_p(summer, winter)
    if p >= SIGNIFICANT:
        return None
    difference = median([cold - warm for cold in winter for warm in summer])
    return Season(difference, p, seasonal_kendall([[value for _, value in slot] for slot in slots]), drift)


def seasonal_kendall(slots: Iterable[Sequence[float]]) -> MannKendall:
    """S and its variance summed over the seasons, each in the order of time; judged by the normal distribution."""
    many = list(slots)
    variance = sum(kendall_variance(len(slot), *ties(slot)) for slot in many)
    return by_normal(sum(map(kendall_s, many)), variance, "seasonal")


def seasonal_slope(slots: Iterable[Slot]) -> float:
    """The median of all slopes between two readings of the same season, in value a year; 0 where there are no two."""
    slopes = [
        (later - earlier) / (after - before)
        for slot in slots
        for (before, earlier), (after, later) in combinations(slot, 2)
    ]
    return median(slopes) if slopes else 0.0


def rank_sum_p(first: Sequence[float], second: Sequence[float]) -> float:
    """Two-sided p that both come from one distribution (Wilcoxon; Mann and Whitney), ties included.

    Counted out up to twenty values together: the share of all ways to choose ``first`` whose rank sum lies as far from
    the mean as the one seen. Beyond, the tie-corrected normal with continuity correction.
    """
    pooled = sorted([*first, *second])
    n, chosen = len(pooled), len(first)
    if not chosen or chosen == n:
        return 1.0
    twice = _twice_ranks(pooled)
    away = abs(2 * sum([twice[value] for value in first]) - 2 * chosen * (n + 1))
    if n <= EXACT_RANKS_UP_TO:
        counts = _sums_of_chosen(tuple([twice[value] for value in pooled]), chosen)
        as_far = sum(count for total, count in counts if abs(2 * total - 2 * chosen * (n + 1)) >= away)
        return as_far / math.comb(n, chosen)
    return _normal_rank_sum_p(away / 4, chosen, n - chosen, ties(pooled))


def _normal_rank_sum_p(away: float, chosen: int, others: int, tied: Sequence[int]) -> float:
    n = chosen + others
    variance = chosen * others / 12 * (n + 1 - sum(t**3 - t for t in tied) / (n * (n - 1)))
    z = 0.0 if variance <= 0 else max(away - 0.5, 0.0) / math.sqrt(variance)
    return math.erfc(z / math.sqrt(2))


def _twice_ranks(ordered: Sequence[float]) -> dict[float, int]:
    """Twice the mean rank of each value, so that ties stay whole numbers."""
    ranks: dict[float, int] = {}
    before = 0
    for value, count in sorted(Counter(ordered).items()):
        ranks[value] = 2 * before + count + 1
        before += count
    return ranks


@lru_cache(maxsize=64)
def _sums_of_chosen(ranks: tuple[int, ...], chosen: int) -> tuple[tuple[int, int], ...]:
    """How many ways to choose so many of ``ranks`` have each sum: a polynomial, its coefficients packed in one integer.

    A coefficient is at most 2^n, so that n + 1 bits each keep them apart.
    """
    bits = len(ranks) + 1
    ways = [1] + [0] * chosen
    for rank in ranks:
        for size in range(chosen, 0, -1):
            ways[size] += ways[size - 1] << (rank * bits)
    mask, packed = (1 << bits) - 1, ways[chosen]
    counts = ((total, packed >> (total * bits) & mask) for total in range(sum(ranks) + 1))
    return tuple((total, count) for total, count in counts if count)


# --- the seasons of the readings --------------------------------------------------------------------------------------


def _slots(days: Sequence[date], values: Sequence[float]) -> list[list[tuple[float, float]]]:
    """The readings season by season, one value a year (their median).

    Months or quarters when the readings are taken that often, halves of the year otherwise, or when no month or quarter
    comes twice.
    """
    apart = median([(later - earlier).days for earlier, later in pairwise(days)])
    seasons = next((number for number in (12, 4) if apart <= 1.5 * DAYS_A_YEAR / number), 2)
    slots = _grouped(days, values, seasons)
    return slots if any(len(slot) > 1 for slot in slots) else _grouped(days, values, 2)


def _grouped(days: Sequence[date], values: Sequence[float], seasons: int) -> list[list[tuple[float, float]]]:
    groups: dict[int, dict[int, list[tuple[float, float]]]] = {}
    for day, value in zip(days, values, strict=True):
        slot, year = _month_of_season(day) * seasons // 12, day.year - (day.month < SUMMER_BEGINS)
        groups.setdefault(slot, {}).setdefault(year, []).append((years_since(days[0], day), value))
    return [[_middle(readings) for readings in years.values()] for years in groups.values()]


def _middle(readings: Sequence[tuple[float, float]]) -> tuple[float, float]:
    if len(readings) == 1:
        return readings[0]
    return median([year for year, _ in readings]), median([value for _, value in readings])


def _month_of_season(day: date) -> int:
    """Months since October: 0 to 11."""
    return (day.month - SUMMER_BEGINS) % 12
