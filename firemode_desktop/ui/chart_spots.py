"""Where the spots of a chart are on the screen: which one a pointer means, and which one a key leads to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from math import hypot

from PySide6.QtCore import QPointF, QRectF

from firemode_desktop.charts.scene import Scene, Spot

REACH = 6.0
"""So many pixels beside a spot still mean it."""
LEAST = 14.0
"""A smaller spot is pointed at as if it were so many pixels wide and high."""
BIN = 32
AWAY = 3.0
"""Going up and down, a pixel that a spot stands aside counts as so many."""

Ends = tuple[float, float]


class Spots:
    """The spots of one scene, in pixels from the upper left corner; ``scale`` pixels are one point."""

    def __init__(self, scene: Scene, scale: float) -> None:
        self.all: tuple[Spot, ...] = scene.spots
        self.boxes = [
            QRectF(one.x * scale, (scene.height - one.y - one.height) * scale, one.width * scale, one.height * scale)
            for one in scene.spots
        ]

    def __len__(self) -> int:
        return len(self.all)

    def find(self, key: str) -> int | None:
        """The first spot with that key."""
        return self._keys.get(key)

    def same(self, spot: Spot) -> int | None:
        """Where a spot of an earlier drawing of the chart is now."""
        return self._said.get((spot.key, spot.words))

    def at(self, point: QPointF) -> int | None:
        """The spot that is meant: the one under the pointer, or the nearest in reach; of several the smallest."""
        near = self._bins.get((int(point.x() // BIN), int(point.y() // BIN)), ())
        ranked = min(((*self._apart(place, point), place) for place in near), default=None)
        return ranked[-1] if ranked is not None and ranked[0] <= REACH else None

    def crowd(self, box: QRectF) -> int:
        """How many spots a box would cover."""
        near = {place for square in _squares(box) for place in self._bins.get(square, ())}
        return sum(box.intersects(self.boxes[place]) for place in near)

    def beside(self, place: int, way: int) -> int:
        """The next spot (``way`` 1) or the one before (-1); in a chart written column by column, that of the row."""
        following = min(max(place + way, 0), len(self) - 1)
        if following == place or _gap(_across(self.boxes[place]), _across(self.boxes[following])) > 0:
            return following
        found = self._in_row(place, way)
        return following if found is None else found

    def above(self, place: int, way: int) -> int:
        """The nearest spot further up (``way`` -1) or further down (1); itself where there is none."""
        here = self.boxes[place]
        middle = here.center()
        ranked = [
            (way * by + AWAY * _gap(_across(here), _across(box)), abs(box.center().x() - middle.x()), other)
            for other, box in enumerate(self.boxes)
            if way * (by := box.center().y() - middle.y()) > 0.5
        ]
        return min(ranked)[2] if ranked else place

    def _in_row(self, place: int, way: int) -> int | None:
        """The nearest spot to the right (1) or to the left (-1) at the same height."""
        here = self.boxes[place]
        ranked = [
            (way * by, abs(box.center().y() - here.center().y()), other)
            for other, box in enumerate(self.boxes)
            if way * (by := box.center().x() - here.center().x()) > 0.5 and _gap(_down(here), _down(box)) < 0
            if _gap(_across(here), _across(box)) >= 0
        ]
        return min(ranked)[2] if ranked else None

    def _apart(self, place: int, point: QPointF) -> tuple[float, float, float]:
        """How far a point is from a spot, how large that is, and how far its middle is away."""
        box = self._targets[place]
        aside = max(box.left() - point.x(), point.x() - box.right(), 0.0)
        down = max(box.top() - point.y(), point.y() - box.bottom(), 0.0)
        middle = box.center() - point
        return hypot(aside, down), box.width() * box.height(), hypot(middle.x(), middle.y())

    @cached_property
    def _targets(self) -> list[QRectF]:
        return [_at_least(box) for box in self.boxes]

    @cached_property
    def _bins(self) -> dict[tuple[int, int], list[int]]:
        """The spots in reach of each square of the picture."""
        bins: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for place, box in enumerate(self._targets):
            for square in _squares(box.adjusted(-REACH, -REACH, REACH, REACH)):
                bins[square].append(place)
        return dict(bins)

    @cached_property
    def _keys(self) -> dict[str, int]:
        return {one.key: place for place, one in reversed(list(enumerate(self.all))) if one.key}

    @cached_property
    def _said(self) -> dict[tuple[str, str], int]:
        return {(one.key, one.words): place for place, one in reversed(list(enumerate(self.all)))}


def _at_least(box: QRectF) -> QRectF:
    wide, tall = max(0.0, LEAST - box.width()) / 2, max(0.0, LEAST - box.height()) / 2
    return box.adjusted(-wide, -tall, wide, tall)


def _squares(box: QRectF) -> Iterator[tuple[int, int]]:
    for across in range(int(box.left() // BIN), int(box.right() // BIN) + 1):
        for down in range(int(box.top() // BIN), int(box.bottom() // BIN) + 1):
            yield across, down


def _across(box: QRectF) -> Ends:
    return box.left(), box.right()


def _down(box: QRectF) -> Ends:
    return box.top(), box.bottom()


def _gap(one: Ends, other: Ends) -> float:
    """What is between two stretches; 0 where they touch, less where they share more than a hair."""
    between = max(one[0], other[0]) - min(one[1], other[1])
    return between if abs(between) > 0.5 else 0.0
