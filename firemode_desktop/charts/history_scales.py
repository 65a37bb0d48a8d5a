"""How far the scales of a history reach: the days in sight, and the values that are read, held or asked for in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.charts.scene import Point, View
from firemode_desktop.charts.thinning import Sight

AIR_DAYS = 20.0
OPEN = 0.2  # of the days drawn so far lie beyond the first month of a projection that has no last one


@dataclass(frozen=True, slots=True)
class Seen:
    """A line in sight: what tells it apart, its thinned readings, and the days and values to draw it through."""

    name: str
    sight: Sight
    path: tuple[Point, ...]


def days_in_sight(history: History, view: View) -> tuple[float, float]:
    """First and last day of the scale as ordinals: those that are looked at, else all there are with some air."""
    all_days = [day.toordinal() for day in _days(history)]
    first, last = min(all_days), max(all_days)
    air = max((last - first) * 0.04, AIR_DAYS)
    since = first - air if view.since is None else view.since.toordinal()
    until = last + air if view.until is None else view.until.toordinal()
    return (since, until) if until > since else (since, since + 1.0)


def _days(history: History) -> Iterator[date]:
    for points in (history.points, *(other.points for other in history.compared)):
        if points:
            yield points[0].day
            yield points[-1].day
    if history.projection is not None:
        since, until = history.projection
        yield since
        yield until or since + (since - history.points[0].day) * OPEN


def lines_in_sight(history: History, first: float, last: float, columns: int) -> tuple[Seen, ...]:
    """The place in question, then those compared with it."""
    named = [(history.name, history.track), *((other.name, other.track) for other in history.compared)]
    found = []
    for name, track in named:
        sight = track.sight(first, last, columns)
        found.append(Seen(name, sight, clipped([as_point(point) for point in sight.line], first, last)))
    return tuple(found)


def as_point(point: HistoryPoint) -> Point:
    """Its day as an ordinal, and its value."""
    return point.day.toordinal(), float(point.value)


def clipped(points: Sequence[Point], first: float, last: float) -> tuple[Point, ...]:
    """A line from left to right cut off at ``first`` and at ``last``."""
    inside = [point for point in points if first <= point[0] <= last]
    cuts: list[Point] = []
    if points and len(inside) < len(points):
        before = next((point for point in reversed(points) if point[0] < first), None)
        after = next((point for point in points if point[0] > last), None)
        begin, end = inside[0] if inside else after, inside[-1] if inside else before
        cuts = [] if before is None or begin is None else [_cut(before, begin, first)]
        inside = cuts + inside
        inside += [] if after is None or end is None else [_cut(end, after, last)]
    return tuple(inside)


def _cut(before: Point, after: Point, at: float) -> Point:
    share = (at - before[0]) / (after[0] - before[0])
    return at, before[1] + share * (after[1] - before[1])


def values_in_sight(history: History, lines: Sequence[Seen], first: float, last: float) -> tuple[float, float]:
    """Lowest and highest value of the scale; from zero where zero is near. What is left out does not stretch it."""
    seen = [value for line in lines for _, value in line.path]
    seen += [float(point.equal) for point in lines[0].sight.points if point.equal is not None]
    seen += [float(point.baseline) for point in lines[0].sight.points[:1] if point.baseline is not None]
    seen += [float(point.baseline or 0) for point in history.track.baselines if first <= point.day.toordinal() <= last]
    seen += [float(value) for value in (history.minimum, history.maximum, history.setpoint) if value is not None]
    seen += [] if history.control is None else [history.control.lower, history.control.upper]
    seen = seen or [float(point.value) for point in history.points[:1]] or [0.0]
    low, high = min(seen), max(seen)
    air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return (0.0 if 0 <= low < (high - low) * 0.35 else low - air), high + air
