"""One location over time: readings with baseline and limits, and a line through them only where one may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.charts.digits import limit
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.scene import MM, Point, Scale, Scene, Sketch, shortened, sketch, wrapped
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import days, numbers
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SIZE_MM = (170.0, 88.0)
LEFT, RIGHT, ABOVE, BELOW = 9 * MM, 22 * MM, 15 * MM, 27 * MM
MANY = 400  # readings; beyond, a line through the extremes of each column of points takes the place of the shapes


def history_chart(
    history: History,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """``history`` as a figure; its words stand below, whether they explain the line or why there is none."""
    return to_figure(history_scene(history, look, size_mm), figure)


def history_scene(history: History, look: Style | None = None, size_mm: tuple[float, float] | None = None) -> Scene:
    """``history`` as strokes."""
    drawing = sketch(look or style(), size_mm, SIZE_MM)
    if history.points:
        _plot(drawing, history).draw()
    else:
        middle = (drawing.width - RIGHT + LEFT) / 2, (drawing.height - ABOVE + BELOW) / 2
        drawing.text(*middle, "No approved reading yet.", colour=drawing.look.quiet, align="center")
    _words(drawing, history)
    return drawing.scene()


def thinned(readings: tuple[HistoryPoint, ...], columns: int) -> tuple[HistoryPoint, ...]:
    """At most the lowest and the highest reading of each of ``columns`` equal spans of time, in their order."""
    import numpy as np

    if len(readings) <= 2 * columns:
        return readings
    time = np.fromiter((point.day.toordinal() for point in readings), float, len(readings))
    value = np.fromiter((float(point.value) for point in readings), float, len(readings))
    span = (time[-1] - time[0]) or 1.0
    column = np.minimum(((time - time[0]) / span * columns).astype(int), columns - 1)
    order = np.lexsort((value, column))
    first = np.flatnonzero(np.diff(column[order], prepend=-1))
    last = np.append(first[1:], len(order)) - 1
    keep = np.unique(np.concatenate((order[first], order[last])))
    return tuple(readings[index] for index in keep)


def _words(drawing: Sketch, history: History) -> None:
    look, top = drawing.look, drawing.height - ABOVE
    room = drawing.width - LEFT
    drawing.text(LEFT, top + 20, shortened(history.title, look.title, room), look.title, bold=True)
    drawing.text(LEFT, top + 9, history.unit, look.small, look.quiet)
    drawing.legend(LEFT, BELOW - 32, {point.mark for point in history.points})
    for number, line in enumerate(wrapped(history.words, look.text, room)[:3]):
        drawing.text(LEFT, BELOW - 54 - number * look.text * 1.4, line)


def _plot(drawing: Sketch, history: History) -> _Plot:
    first, last = _days(history)
    low, high = _values(history)
    x = Scale(first, last, LEFT, drawing.width - RIGHT)
    return _Plot(drawing, history, x, Scale(low, high, BELOW, drawing.height - ABOVE))


def _days(history: History) -> tuple[float, float]:
    """First and last day of the scale, with some air, as ordinals."""
    all_days = [point.day.toordinal() for point in history.points]
    all_days += [day.toordinal() for day in history.projection or () if day is not None]
    first, last = min(all_days), max(all_days)
    air = max((last - first) * 0.04, 20.0)
    return first - air, last + air


def _values(history: History) -> tuple[float, float]:
    """Lowest and highest value of the scale; from zero where zero is near."""
    seen = [float(point.value) for point in history.points]
    seen += [float(point.baseline) for point in history.points if point.baseline is not None]
    seen += [float(value) for value in (history.minimum, history.maximum, history.setpoint) if value is not None]
    low, high = min(seen), max(seen)
    air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
    return (0.0 if 0 <= low < (high - low) * 0.35 else low - air), high + air


@dataclass(frozen=True, slots=True)
class _Plot:
    drawing: Sketch
    history: History
    x: Scale
    y: Scale

    @property
    def look(self) -> Style:
        return self.drawing.look

    def draw(self) -> None:
        self.projection()
        self.scales()
        self.baseline()
        self.limits()
        self.readings()
        self.line()

    def scales(self) -> None:
        for tick in numbers(self.y.first, self.y.last):
            y = self.y(tick)
            self.drawing.line([(self.x.start, y), (self.x.end, y)], self.look.rule, self.look.hair)
            self.drawing.label(self.x.start - 5, y, f"{tick:g}", align="right")
        for day, name in days(date.fromordinal(int(self.x.first)), date.fromordinal(int(self.x.last))):
            self.drawing.label(self.x(day.toordinal()), BELOW - 8, name, align="center")

    def limits(self) -> None:
        history, look = self.history, self.look
        for name, value, colour in (
            ("minimum", history.minimum, look.accent),
            ("maximum", history.maximum, look.accent),
            ("setpoint", history.setpoint, look.faint),
        ):
            if value is not None:
                self.level(f"{name} {limit(value)}", value, colour)

    def level(self, name: str, value: Decimal, colour: str) -> None:
        y = self.y(float(value))
        self.drawing.line([(self.x.start, y), (self.x.end, y)], colour, self.look.thin, dashed=True)
        self.drawing.label(self.x.end + 4, y, name, colour)

    def baseline(self) -> None:
        """The baseline of each day, in steps."""
        points = [point for point in self.history.points if point.baseline is not None]
        known = [(self.x(point.day.toordinal()), self.y(float(point.baseline or 0))) for point in points]
        steps: list[Point] = []
        for x, y in known:
            if steps:
                steps.append((x, steps[-1][1]))
            steps.append((x, y))
        self.drawing.line(steps, self.look.bar, self.look.normal * 2.2)
        if known:
            self.drawing.label(self.x.end + 4, known[-1][1], "baseline")

    def projection(self) -> None:
        """From the end of the line to the limit it heads for: the span of months in which it gets there."""
        history, look = self.history, self.look
        if history.projection is None or history.line is None:
            return
        since, until = history.projection
        first, last = self.x(since.toordinal()), self.x(until.toordinal()) if until else self.x.end
        met = history.minimum if history.line[1] < history.line[0] else history.maximum
        self.drawing.box(first, self.y.start, max(last - first, 1), self.y.end - self.y.start, look.fail_tint)
        words = "limit met" if until else "limit met, or later"
        self.drawing.label((first + last) / 2, self.y.end + 6, words, look.fail, "center")
        start = self.x(history.points[-1].day.toordinal()), self.y(history.line[1])
        for x in (first, last):
            self.drawing.line([start, (x, self.y(float(met or 0)))], look.quiet, look.thin, dashed=True)

    def readings(self) -> None:
        readings = thinned(self.history.points, int(self.x.end - self.x.start))
        places = [(self.x(p.day.toordinal()), self.y(float(p.value)), p.mark) for p in readings]
        self.drawing.line([(x, y) for x, y, _ in places], self.look.faint, self.look.thin)
        for x, y, mark in places:
            if len(places) <= MANY or mark is not Standing.PASS:
                self.drawing.mark(x, y, mark)

    def line(self) -> None:
        points = self.history.points
        if self.history.line is not None and len(points) > 1:
            ends = [(points[0], self.history.line[0]), (points[-1], self.history.line[1])]
            places = [(self.x(point.day.toordinal()), self.y(value)) for point, value in ends]
            self.drawing.line(places, self.look.ink, self.look.normal)
