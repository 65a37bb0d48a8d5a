"""A finished picture as JSON and back: strokes as short lists, lengths to a hundredth of a point.

What was put into a report is kept as it was drawn, so that neither later readings nor a later version draw it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from firemode_desktop.charts.scene import Circle, Line, Point, Polygon, Scene, Stroke, Words
from firemode_desktop.domain.errors import Invalid

VERSION = 1


def written(scene: Scene) -> dict[str, Any]:
    """``scene`` JSON-ready; spots and the time axis, which only a screen uses, are left out."""
    strokes = [_WRITE[type(stroke)](stroke) for stroke in scene.strokes]
    return {
        "version": VERSION,
        "width": _short(scene.width),
        "height": _short(scene.height),
        "paper": scene.paper,
        "strokes": strokes,
    }


def read(kept: Mapping[str, Any]) -> Scene:
    """The picture that was written. Raises ``Invalid`` where it is none of this version."""
    try:
        if kept["version"] != VERSION:
            raise ValueError(kept["version"])
        strokes = tuple(_READ[stroke[0]](*map(_as_drawn, stroke[1:])) for stroke in kept["strokes"])
        return Scene(float(kept["width"]), float(kept["height"]), str(kept["paper"]), strokes)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise Invalid("A chart of this report was drawn by a version that this one cannot read.") from error


def _short(length: float) -> float:
    return round(float(length), 2)


def _flat(points: Iterable[Point]) -> list[float]:
    return [_short(each) for point in points for each in point]


def _as_drawn(value: Any) -> Any:
    """Lengths are floats in a picture; a database hands them back as Decimals."""
    if isinstance(value, list):
        return [_as_drawn(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def _points(flat: Sequence[float]) -> tuple[Point, ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def _line(line: Line) -> list[Any]:
    return ["l", _flat(line.points), line.colour, _short(line.width), [_short(each) for each in line.dashes]]


def _polygon(one: Polygon) -> list[Any]:
    return ["p", _flat(one.points), one.fill, one.edge, _short(one.width), one.hatched]


def _circle(one: Circle) -> list[Any]:
    return ["c", _short(one.x), _short(one.y), _short(one.radius), one.fill, one.edge, _short(one.width)]


def _words(one: Words) -> list[Any]:
    return ["w", _short(one.x), _short(one.y), one.text, _short(one.size), one.colour, one.align, one.bold]


_WRITE: Mapping[type[Stroke], Callable[[Any], list[Any]]] = {
    Line: _line,
    Polygon: _polygon,
    Circle: _circle,
    Words: _words,
}
_READ: Mapping[str, Callable[..., Stroke]] = {
    "l": lambda points, colour, width, dashes: Line(_points(points), colour, width, tuple(dashes)),
    "p": lambda points, fill, edge, width, hatched: Polygon(_points(points), fill, edge, width, hatched),
    "c": Circle,
    "w": Words,
}
