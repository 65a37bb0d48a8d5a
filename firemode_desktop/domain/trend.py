"""Does a reading drift from year to year, how sure is that, and when would it meet its limit – or why not to say.

Statistics in floats, the only place beside plots: Theil–Sen slope with its 95 % interval (Sen 1968), Mann–Kendall with
the exact null distribution up to ten readings (ties included) and the tie-corrected normal beyond.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations, pairwise
from statistics import NormalDist, median
from typing import Any

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.errors import Invalid

EXACT_UP_TO = 10
MINIMUM_READINGS = 5
MINIMUM_DAYS = 365
SIGNIFICANT = 0.05
CONFIDENCE = 0.95
DAYS_A_YEAR = 365.25
HORIZON_YEARS = 25


@dataclass(frozen=True, slots=True)
class Slope:
    """Theil–Sen: slope, intercept, and the 95 % interval of the slope, in value per unit of x."""

    slope: float
    intercept: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MannKendall:
    """S, its tie-corrected variance, Z with continuity correction, two-sided p, and ``exact`` or ``normal``."""

    s: int
    variance: float
    z: float
    p: float
    method: str

    def to_dict(self) -> dict[str, Any]:
        """``{"S", "Z", "p", "method"}`` as ``firemode trend`` shows it."""
        return {"S": self.s, "Z": self.z, "p": self.p, "method": self.method}


def theil_sen(x: Sequence[float], y: Sequence[float]) -> Slope:
    """The median of all pairwise slopes and Sen's interval. Raises ``Invalid`` with fewer than two different x."""
    slopes = sorted((y[j] - y[i]) / (x[j] - x[i]) for i, j in combinations(range(len(x)), 2) if x[i] != x[j])
    if not slopes:
        raise Invalid("A slope needs readings at two different times.", [{"code": "too_few"}])
    slope = median(slopes)
    reach = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(_variance(len(y), *_ties(x), *_ties(y)))
    last = len(slopes) - 1
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), last)
    return Slope(slope, median(y) - slope * median(x), slopes[min(low, last)], slopes[high])


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The trend test of ``values`` in the order of time. Raises ``Invalid`` with fewer than two."""
    if len(values) < 2:
        raise Invalid("A trend needs at least two readings.", [{"code": "too_few"}])
    s = sum(_sign(later - earlier) for earlier, later in combinations(values, 2))
    variance = _variance(len(values), *_ties(values))
    z = 0.0 if s == 0 or variance == 0 else (s - _sign(s)) / math.sqrt(variance)
    if len(values) <= EXACT_UP_TO:
        return MannKendall(s, variance, z, exact_p(s, tuple(sorted(Counter(values).values()))), "exact")
    return MannKendall(s, variance, z, math.erfc(abs(z) / math.sqrt(2)), "normal")


def exact_p(s: int, group_sizes: tuple[int, ...]) -> float:
    """Two-sided p of S under all orders of values with these numbers of equal ones, by counting them."""
    counts = _orders_by_inversions(group_sizes)
    untied = len(counts) - 1
    as_far = sum(count for inversions, count in enumerate(counts) if abs(untied - 2 * inversions) >= abs(s))
    return as_far / sum(counts)


@lru_cache(maxsize=256)
def _orders_by_inversions(group_sizes: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of the multiset have 0, 1, 2 … inversions: the coefficients of the q-multinomial (MacMahon)."""
    polynomial: tuple[int, ...] = (1,)
    placed = 0
    for size in group_sizes:
        placed += size
        polynomial = _multiply(polynomial, _q_binomial(placed, size))
    return polynomial


@lru_cache(maxsize=256)
def _q_binomial(n: int, k: int) -> tuple[int, ...]:
    """Coefficients of the Gaussian binomial: [n, k] = [n−1, k−1] + q^k·[n−1, k]."""
    if k in (0, n):
        return (1,)
    first, second = _q_binomial(n - 1, k - 1), (0,) * k + _q_binomial(n - 1, k)
    length = max(len(first), len(second))
    padded = (part + (0,) * (length - len(part)) for part in (first, second))
    return tuple(map(sum, zip(*padded, strict=True)))


def _multiply(first: tuple[int, ...], second: tuple[int, ...]) -> tuple[int, ...]:
    product = [0] * (len(first) + len(second) - 1)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            product[i + j] += a * b
    return tuple(product)


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _ties(values: Sequence[float]) -> tuple[int, ...]:
    return tuple(count for count in Counter(values).values() if count > 1)


def _variance(n: int, *ties: int) -> float:
    """Variance of S: (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18, never below zero."""
    return max(0.0, (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18)


STANDS_OUT = 1.5
"""A step is more than this many times as high as the readings on either side of it lie apart."""


def is_step(values: Sequence[float]) -> bool:
    """A step instead of a drift: one change carries more than half of the range and neither side of it has a trend.

    It must also last and stand out: the middle of the one side is more than half of the range away from that of the
    other, and further than the readings of either side scatter among themselves, so that a single stray reading, or
    plain scatter, is no step.
    """
    half = (max(values) - min(values)) / 2
    changes = [abs(later - earlier) for earlier, later in pairwise(values)]
    if not changes or max(changes) <= half:
        return False
    at = changes.index(max(changes)) + 1
    before, after = values[:at], values[at:]
    apart = abs(median(before) - median(after))
    if apart <= half or apart <= STANDS_OUT * max(max(part) - min(part) for part in (before, after)):
        return False
    return all(len(part) < 2 or mann_kendall(part).p >= SIGNIFICANT for part in (before, after))


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One reading of one location, from an approved session; ``instrument`` is its serial number."""

    at: date
    value: Decimal
    baseline: Decimal | None = None
    is_compliant: bool | None = None
    door_configuration: str | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """The months (first days) from and to which the limit is expected to be crossed; ``to`` None: beyond 25 years."""

    since: date
    until: date | None
    limit: Decimal

    def to_dict(self) -> dict[str, str | None]:
        """``{"from": "2027-03", "to": "2029-11"}``."""
        return {"from": _month(self.since), "to": None if self.until is None else _month(self.until)}


@dataclass(frozen=True, slots=True)
class Trend:
    """What can be said of a series; the slope and its 95 % interval in the unit of the readings a year."""

    points: tuple[TrendPoint, ...]
    slope_per_year: float | None
    slope_interval: tuple[float, float] | None
    mann_kendall: MannKendall | None
    projection: Projection | None
    refusal: str | None

    @property
    def sentence(self) -> str:
        """The projection in words, or why there is none."""
        if self.projection is None:
            return self.refusal or ""
        since, until = self.projection.since, self.projection.until
        end = f"and {until:%B %Y}" if until else "and an unknown month"
        return f"The limit of {plain(self.projection.limit)} is expected to be met between {since:%B %Y} {end}."


def analyse(points: Sequence[TrendPoint], limits: Limits) -> Trend:
    """The trend of one location. Of several readings of one day the last one given counts."""
    series = tuple(sorted({point.at: point for point in points}.values(), key=lambda point: point.at))
    if len(series) < 2:
        return Trend(series, None, None, None, None, _too_few(len(series)))
    years = [(point.at - series[0].at).days / DAYS_A_YEAR for point in series]
    values = [float(point.value) for point in series]
    slope, test = theil_sen(years, values), mann_kendall(values)
    refusal = _refusal(series, values, test)
    projected = refusal or _project(series, years, values, slope, limits)
    projection = projected if isinstance(projected, Projection) else None
    refusal = projected if isinstance(projected, str) else None
    return Trend(series, slope.slope, (slope.low, slope.high), test, projection, refusal)


def _too_few(count: int) -> str:
    return f"No projection: {count} of at least {MINIMUM_READINGS} readings."


def _refusal(series: Sequence[TrendPoint], values: Sequence[float], test: MannKendall) -> str | None:
    days = (series[-1].at - series[0].at).days
    if len(series) < MINIMUM_READINGS:
        return _too_few(len(series))
    if days < MINIMUM_DAYS:
        return f"No projection: the readings cover {days} days; at least {MINIMUM_DAYS} are needed."
    if len({point.door_configuration for point in series}) > 1:
        return "No projection: the readings were taken with different door configurations."
    if len({point.instrument for point in series if point.instrument is not None}) > 1:
        return "No projection: the readings were taken with different instruments."
    if is_step(values):
        return "No projection: this is a step, not a drift. Look for what changed between two readings."
    if test.p >= SIGNIFICANT:
        return f"No projection: there is no significant trend (p = {test.p:.3f})."
    return None


def _project(
    series: Sequence[TrendPoint], years: Sequence[float], values: Sequence[float], slope: Slope, limits: Limits
) -> Projection | str:
    """The interval of months in which the line meets the limit it runs towards, or why there is none."""
    falling = slope.slope < 0
    limit = limits.minimum if falling else limits.maximum
    if limit is None or slope.slope == 0:
        return f"No projection: the readings {'fall' if falling else 'rise'} and no limit lies in that direction."
    now = slope.intercept + slope.slope * years[-1]
    if (now <= float(limit)) if falling else (now >= float(limit)):
        return f"No projection: the readings are already at their limit of {plain(limit)}."
    if slope.low <= 0 <= slope.high:
        return "No projection: the interval of the slope includes no change at all."
    steep, flat = (slope.low, slope.high) if falling else (slope.high, slope.low)
    centre, level = median(years), median(values)
    since, until = (centre + (float(limit) - level) / rate for rate in (steep, flat))
    if since > years[-1] + HORIZON_YEARS:
        return f"No projection: at this rate the limit is not met within {HORIZON_YEARS} years."
    open_end = until > years[-1] + HORIZON_YEARS
    first = series[0].at
    start = _first_of_month(first, max(since, years[-1]))
    return Projection(start, None if open_end else max(start, _first_of_month(first, until)), limit)


def _first_of_month(first: date, years: float) -> date:
    return (first + timedelta(days=round(years * DAYS_A_YEAR))).replace(day=1)


def _month(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"
