"""Readings looked at from near and from far: of those in sight no more than a picture can show.

A line through the lowest and the highest reading of each column of pixels looks like the line through all of them.
Of long series the extremes of every ``BLOCK`` readings are found once; a view of any width is then a few searches and
a reduction of what is left, so that a million readings move as quickly as ten thousand.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from firemode_desktop.charts.data import HistoryPoint

MANY = 400
"""Readings in sight from which the line is thinned, and not every one has its shape."""
BLOCK = 32
NEAR = 4 * BLOCK
"""Readings a column from which blocks stand for them: an extreme is moved by a quarter of a pixel at most."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a series is seen: ``line`` to draw through (with the neighbours out of sight), the readings of it that
    lie in sight, those of them that have a shape of their own, and how many there are in truth."""

    line: tuple[HistoryPoint, ...]
    points: tuple[HistoryPoint, ...]
    marked: tuple[HistoryPoint, ...]
    total: int
    band: tuple[tuple[float, float, float], ...] = ()
    """Of a thinned line: where each column begins (an ordinal day), its lowest and its highest value."""

    @property
    def thinned(self) -> bool:
        """Whether not all readings in sight are shown."""
        return len(self.points) < self.total


class Track:
    """The readings of one line, oldest first."""

    def __init__(self, points: tuple[HistoryPoint, ...]) -> None:
        self.points = points
        self._pyramid = _Pyramid(points) if len(points) > MANY else None

    @cached_property
    def standings(self) -> frozenset[Standing]:
        """How any of them stands."""
        return frozenset(point.mark for point in self.points)

    @cached_property
    def baselines(self) -> tuple[HistoryPoint, ...]:
        """The readings from which on another baseline held."""
        known = [point for point in self.points if point.baseline is not None]
        return tuple(
            point for place, point in enumerate(known) if not place or point.baseline != known[place - 1].baseline
        )

    def sight(self, first: float, last: float, columns: int) -> Sight:
        """What is seen from the day ``first`` to the day ``last`` (ordinals) in so many columns."""
        low = bisect_left(self.points, first, key=_day)
        high = bisect_right(self.points, last, key=_day)
        total = high - low
        before, after = self.points[max(low - 1, 0) : low], self.points[high : high + 1]
        if self._pyramid is None or total <= MANY:
            seen = self.points[low:high]
            return Sight((*before, *seen, *after), seen, seen, total)
        kept, worst, band = self._pyramid.thinned(low, high, first, last, columns)
        seen = tuple(self.points[place] for place in kept)
        marked = tuple(self.points[place] for place in worst)
        return Sight((*before, *seen, *after), seen, marked, total, tuple(band))


def _day(point: HistoryPoint) -> int:
    return point.day.toordinal()


class _Pyramid:
    """Days, values and concern of readings as arrays, and which of each block is lowest, highest and worst."""

    def __init__(self, points: tuple[HistoryPoint, ...]) -> None:
        import numpy as np

        many, concern = len(points), {standing: standing.concern for standing in Standing}
        self.days = np.fromiter((point.day.toordinal() for point in points), np.float64, many)
        self.values = np.fromiter((float(point.value) for point in points), np.float64, many)
        self.concern = np.fromiter((concern[point.mark] for point in points), np.int8, many)
        begins = np.arange(many // BLOCK) * BLOCK
        whole = slice(0, many // BLOCK * BLOCK)
        values, concerns = self.values[whole].reshape(-1, BLOCK), self.concern[whole].reshape(-1, BLOCK)
        self.blocks = np.stack((values.argmin(1), values.argmax(1), concerns.argmax(1))) + begins

    def thinned(self, low: int, high: int, first: float, last: float, columns: int) -> tuple[Any, Any, Any]:
        """Which readings of ``low`` … ``high`` are the extremes of their column, which are of concern, and the band."""
        import numpy as np

        lowest, highest, worst = self._candidates(low, high, (high - low) // columns >= NEAR)
        edges = np.linspace(first, last, columns + 1)[:-1]
        begins = np.unique(np.searchsorted(self.days[lowest], edges))
        begins = begins[begins < len(lowest)]
        lows = _first_of(np.minimum, self.values, lowest, begins)
        highs = _first_of(np.maximum, self.values, highest, begins)
        worst = _first_of(np.maximum, self.concern, worst, begins)
        parts = (self.days[lowest[begins]], self.values[lows], self.values[highs])
        band = zip(*(part.tolist() for part in parts), strict=True)
        return np.unique(np.concatenate((lows, highs))).tolist(), worst[self.concern[worst] > 0].tolist(), band

    def _candidates(self, low: int, high: int, far: bool) -> tuple[Any, Any, Any]:
        """The readings among which the lowest, the highest and the worst of each column are."""
        import numpy as np

        if not far:
            every = np.arange(low, high)
            return every, every, every
        begin, end = -(-low // BLOCK), high // BLOCK
        left, right = np.arange(low, begin * BLOCK), np.arange(end * BLOCK, high)
        found = [np.concatenate((left, block[begin:end], right)) for block in self.blocks]
        return found[0], found[1], found[2]


def _first_of(extreme: Any, values: Any, places: Any, begins: Any) -> Any:
    """Of each run of ``places`` from one of ``begins`` to the next: the first one that has the extreme value."""
    import numpy as np

    seen = values[places]
    counts = np.diff(begins, append=len(places))
    runs = np.repeat(np.arange(len(begins)), counts)
    hits = np.flatnonzero(seen == extreme.reduceat(seen, begins)[runs])
    _, firsts = np.unique(runs[hits], return_index=True)
    return places[hits[firsts]]


def thinned(points: tuple[HistoryPoint, ...], columns: int) -> tuple[HistoryPoint, ...]:
    """At most the lowest and the highest reading of each of ``columns`` equal spans of time, in their order."""
    if len(points) <= 2 * columns:
        return points
    kept, _, _ = _Pyramid(points).thinned(0, len(points), _day(points[0]), _day(points[-1]), columns)
    return tuple(points[place] for place in kept)
