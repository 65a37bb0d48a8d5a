"""What the numbers of a series say by themselves: slope, trend test, step, control limits.

Floats, the only place beside plots. Theil–Sen slope with its 95 % interval (Sen 1968), Mann–Kendall with the exact null
distribution up to ten readings (ties included) and the tie-corrected normal beyond, individuals and moving range chart
(Shewhart; NIST/SEMATECH e-Handbook 6.3.2.2). Pure Python for the series of a building, numpy for long ones.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from statistics import NormalDist, fmean, median
from typing import Any

from firemode_desktop.domain.errors import Invalid

EXACT_UP_TO = 10
SIGNIFICANT = 0.05
CONFIDENCE = 0.95
LONG = 100
"""Readings from which numpy counts the pairs: below it the loop is over sooner than numpy is loaded."""

_REACH = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Slope:
    """Theil–Sen: slope, intercept, and the 95 % interval of the slope, in value per unit of x."""

    slope: float
    intercept: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MannKendall:
    """S, its tie-corrected variance, Z with continuity correction, two-sided p; ``exact``, ``normal``, ``seasonal``."""

    s: int
    variance: float
    z: float
    p: float
    method: str

    @property
    def significant(self) -> bool:
        """Whether p is below 0.05; at 0.05 it is not."""
        return self.p < SIGNIFICANT

    def to_dict(self) -> dict[str, Any]:
        """``{"S", "Z", "p", "method"}`` as ``firemode trend`` shows it."""
        return {"S": self.s, "Z": self.z, "p": self.p, "method": self.method}


def theil_sen(x: Sequence[float], y: Sequence[float]) -> Slope:
    """The median of all pairwise slopes and Sen's interval. Raises ``Invalid`` with fewer than two different x."""
    slopes = pair_slopes(x, y)
    if not len(slopes):
        raise Invalid("A slope needs readings at two different times.", [{"code": "too_few"}])
    slope = _middle(slopes)
    reach = _REACH * math.sqrt(kendall_variance(len(y), *ties(x), *ties(y)))
    last = len(slopes) - 1
    low = max(round((len(slopes) - reach) / 2) - 1, 0)
    high = min(round((len(slopes) + reach) / 2), last)
    return Slope(slope, median(y) - slope * median(x), float(slopes[min(low, last)]), float(slopes[high]))


def pair_slopes(x: Sequence[float], y: Sequence[float]) -> Sequence[float]:
    """The slopes between every two readings at different times, the lowest first."""
    if len(x) >= LONG:
        return _long_pair_slopes(x, y)
    pairs = combinations(zip(x, y, strict=True), 2)
    return sorted([(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairs if x1 != x2])


def _long_pair_slopes(x: Sequence[float], y: Sequence[float]) -> Sequence[float]:
    import numpy as np

    at, value = np.asarray(x, float), np.asarray(y, float)
    rows = []
    for n in range(len(at) - 1):
        apart = at[n + 1 :] - at[n]
        other = apart != 0
        rows.append((value[n + 1 :] - value[n])[other] / apart[other])
    slopes = np.concatenate(rows)
    slopes.sort()
    return slopes  # type: ignore[return-value]  # an array is as good a sequence here


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else float(ordered[half - 1] + ordered[half]) / 2


def mann_kendall(values: Sequence[float]) -> MannKendall:
    """The trend test of ``values`` in the order of time. Raises ``Invalid`` with fewer than two."""
    if len(values) < 2:
        raise Invalid("A trend needs at least two readings.", [{"code": "too_few"}])
    s, variance = kendall_s(values), kendall_variance(len(values), *ties(values))
    if len(values) <= EXACT_UP_TO:
        p = exact_p(s, tuple(sorted(Counter(values).values())))
        return MannKendall(s, variance, kendall_z(s, variance), p, "exact")
    return by_normal(s, variance, "normal")


def by_normal(s: int, variance: float, method: str) -> MannKendall:
    """S judged by the normal distribution of the same variance."""
    z = kendall_z(s, variance)
    return MannKendall(s, variance, z, math.erfc(abs(z) / math.sqrt(2)), method)


def p_in_words(p: float) -> str:
    """``p = 0.213``, ``p < 0.001``."""
    return f"p = {p:.3f}" if p >= 0.0005 else "p < 0.001"


def kendall_s(values: Sequence[float]) -> int:
    """S: how many later readings lie higher than earlier ones, less how many lie lower."""
    if len(values) >= LONG:
        import numpy as np

        long = np.asarray(values, float)
        return sum(int(np.sign(long[n + 1 :] - long[n]).sum()) for n in range(len(long) - 1))
    return sum([(later > earlier) - (later < earlier) for earlier, later in combinations(values, 2)])


def kendall_variance(n: int, *ties: int) -> float:
    """Variance of S: (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18, never below zero."""
    return max(0.0, (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18)


def kendall_z(s: int, variance: float) -> float:
    """Z with continuity correction: one less of S, towards zero."""
    return 0.0 if s == 0 or variance == 0 else (s - (s > 0) + (s < 0)) / math.sqrt(variance)


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


def ties(values: Sequence[float]) -> tuple[int, ...]:
    """How many times each value that occurs more than once does."""
    return tuple(count for count in Counter(values).values() if count > 1)


# --- step -------------------------------------------------------------------------------------------------------------

STANDS_OUT = 2.0
"""A step is more than this many times as high as the readings on either side of it lie apart.

Of series of nothing but scatter one in ten is then taken for a step with five readings, one in twenty-five with six and
one in a hundred with seven; with 1.5 it would be one in five, ten and twenty-five. Of steps eight times as high as the
standard deviation nineteen in twenty are found with five or six readings, nine in ten with eight, five in six with ten.
"""


def is_step(values: Sequence[float]) -> bool:
    """Whether ``values`` show a step instead of a drift, see ``find_step``."""
    return find_step(values) is not None


def find_step(values: Sequence[float]) -> int | None:
    """Where the first reading after a step stands: a jump, and the parts on either side of it show no trend."""
    at = find_jump(values)
    if at is None:
        return None
    parts = (values[:at], values[at:])
    return at if all(len(part) < 2 or not mann_kendall(part).significant for part in parts) else None


def find_jump(values: Sequence[float]) -> int | None:
    """Where the first reading after a jump stands: one change carries more than half of the range.

    It must also last and stand out: the middle of the one side is more than half of the range away from that of the
    other, and further than the readings of either side scatter among themselves, so that a single stray reading, or
    plain scatter, is no jump.
    """
    changes = [abs(later - earlier) for earlier, later in pairwise(values)]
    half = (max(values) - min(values)) / 2 if changes else 0.0
    if not changes or max(changes) <= half:
        return None
    at = changes.index(max(changes)) + 1
    before, after = values[:at], values[at:]
    scatter = max(max(part) - min(part) for part in (before, after))
    return at if abs(median(before) - median(after)) > max(half, STANDS_OUT * scatter) else None


# --- control limits ---------------------------------------------------------------------------------------------------

MOVING_RANGE = 3 / 1.128
"""2.66: three standard deviations, one being the mean range of two neighbours divided by d₂ = 1.128."""

CONTROL_READINGS = 8
"""Readings below which no control limits are drawn.

The standard deviation behind them is known to about √(0.83n − 1.1)/(n − 1) of itself: 44 % with five readings, a third
with eight, 30 % with ten, 20 % only with twenty. Eight are four years of six-monthly tests, the least that tells an
unusual reading from an ordinary one without crying wolf.
"""


@dataclass(frozen=True, slots=True)
class ControlLimits:
    """What this place itself usually does, apart from what the standard demands; in the unit of the readings."""

    centre: float
    lower: float
    upper: float
    readings: int

    def holds(self, value: float) -> bool:
        """Whether ``value`` is ordinary for this place; on a limit it is."""
        return self.lower <= value <= self.upper


def control_limits(values: Sequence[float], resolution: float = 0.0) -> ControlLimits | None:
    """Centre ± 3 · mean moving range / 1.128 of readings in the order of time; None with fewer than eight of them.

    To either side they lie at least one ``resolution`` of the readings away: of 45, 45, 45 … 45.1 nothing is unusual.
    Flow 49.6 47.6 49.9 51.3 47.8 51.2 52.6 52.4 53.6 52.1 → 50.81, from 45.8159 to 55.8041 (NIST/SEMATECH e-Handbook
    6.3.2.2).
    """
    if len(values) < CONTROL_READINGS:
        return None
    centre = fmean(values)
    reach = MOVING_RANGE * fmean(abs(later - earlier) for earlier, later in pairwise(values))
    reach = max(reach, resolution)
    return ControlLimits(centre, centre - reach, centre + reach, len(values))
