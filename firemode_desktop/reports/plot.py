"""A chart of the window on a page of the report: the same strokes, as vectors; its words stay text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from firemode_desktop.charts.scene import Circle, Line, Point, Polygon, Scene, Stroke, Words
from firemode_desktop.reports import typography
from firemode_desktop.reports.typography import Face

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


def draw(canvas: Canvas, scene: Scene, x: float, y: float) -> None:
    """Draw ``scene`` with its lower left corner at (``x``, ``y``), without its background."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.setLineJoin(0)
    draw_strokes(canvas, scene.strokes)
    canvas.restoreState()


def draw_strokes(canvas: Canvas, strokes: Sequence[Stroke]) -> None:
    """Draw ``strokes`` in their order."""
    for stroke in strokes:
        _DRAW[type(stroke)](canvas, stroke)


def rgb(colour: str) -> tuple[float, float, float]:
    """``#RRGGBB`` as three numbers from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _line(canvas: Canvas, line: Line) -> None:
    canvas.setStrokeColorRGB(*rgb(line.colour))
    canvas.setLineWidth(line.width)
    if line.dashes:
        canvas.setDash([length * line.width for length in line.dashes])
    canvas.drawPath(_path(canvas, line.points), stroke=1, fill=0)
    if line.dashes:
        canvas.setDash([])


def _path(canvas: Canvas, points: Sequence[Point]) -> Any:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    return path


def _inks(canvas: Canvas, shape: Polygon | Circle) -> tuple[int, int]:
    """Set the colours of a closed shape; returns whether it has an outline and an area."""
    if shape.fill:
        canvas.setFillColorRGB(*rgb(shape.fill))
    if shape.edge:
        canvas.setStrokeColorRGB(*rgb(shape.edge))
        canvas.setLineWidth(shape.width)
    return int(bool(shape.edge)), int(bool(shape.fill))


def _polygon(canvas: Canvas, polygon: Polygon) -> None:
    stroke, fill = _inks(canvas, polygon)
    path = _path(canvas, polygon.points)
    path.close()
    canvas.drawPath(path, stroke=stroke, fill=fill)
    if polygon.hatched:
        _hatch(canvas, polygon)


def _hatch(canvas: Canvas, polygon: Polygon) -> None:
    """Slanting lines within a shape that has to be told apart without colour."""
    xs, ys = [x for x, _ in polygon.points], [y for _, y in polygon.points]
    tall = max(ys) - min(ys)
    canvas.saveState()
    path = _path(canvas, polygon.points)
    path.close()
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.5)
    for step in range(int((max(xs) - min(xs) + tall) / 3) + 1):
        left = min(xs) - tall + step * 3
        canvas.line(left, min(ys), left + tall, max(ys))
    canvas.restoreState()


def _circle(canvas: Canvas, circle: Circle) -> None:
    stroke, fill = _inks(canvas, circle)
    canvas.circle(circle.x, circle.y, circle.radius, stroke=stroke, fill=fill)


def _words(canvas: Canvas, words: Words) -> None:
    face = Face.BOLD if words.bold else Face.REGULAR
    text = typography.clean(words.text)
    x = words.x
    if words.align != "left":
        wide = typography.width(text, face, words.size)
        x -= wide if words.align == "right" else wide / 2
    canvas.setFillColorRGB(*rgb(words.colour))
    typography.put(canvas, x, words.y, text, face, words.size)


_DRAW: dict[type[Stroke], Callable[[Canvas, Any], None]] = {
    Line: _line,
    Polygon: _polygon,
    Circle: _circle,
    Words: _words,
}
