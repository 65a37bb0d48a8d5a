"""The field of a history: what holds behind the readings, the readings, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.charts.digits import MINUS, limit
from firemode_desktop.charts.history_scales import Seen, as_point, clipped
from firemode_desktop.charts.history_words import day_words, reading_words, readings_words
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import Circle, Line, Point, Polygon, Scale, Sketch, shape, shortened
from firemode_desktop.charts.spread import spread
from firemode_desktop.charts.style import Style
from firemode_desktop.charts.ticks import days, numbers
from firemode_desktop.domain.standing import Standing

DASHES: tuple[tuple[float, ...], ...] = (
    (7, 3), (1.5, 2), (7, 2, 1.5, 2), (4, 2), (12, 3), (7, 2, 1.5, 2, 1.5, 2), (2.5, 5),
)  # fmt: skip
"""Of the lines that are compared, one after the other; the line in question is unbroken and heavier."""
GROUP = 12.0
"""Points across the picture that answer as one where not every reading has its place."""
PIECE = 8
"""Columns of an area that are painted as one: the whole at once takes eight times as long. Neighbours overlap."""
WARM = (10, 11, 12, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Words beside the field at the height of ``value``; with ``dashes`` those of the line they name."""

    value: float
    words: str
    colour: str
    bold: bool = False
    dashes: tuple[float, ...] | None = None


def end_labels(history: History, lines: Sequence[Seen], look: Style) -> list[EndLabel]:
    """What the lines of a history are called, for the right margin."""
    found = [
        EndLabel(float(value), f"{name} {limit(value)}", colour)
        for name, value, colour in _levels(history, look)
        if value is not None
    ]
    if history.track.baselines and not history.compared:
        found.append(EndLabel(float(history.track.baselines[-1].baseline or 0), "baseline", look.quiet))
    if history.control is not None:
        edges = (("upper", history.control.upper), ("lower", history.control.lower))
        found += [EndLabel(value, f"{name} control {_short(value)}", look.quiet) for name, value in edges]
    if history.compared:
        found += [
            EndLabel(line.path[-1][1], line.name, look.quiet if place else look.ink, not place, dashes)
            for place, (line, dashes) in enumerate(zip(lines, ((), *DASHES), strict=False))
            if line.path
        ]
    return found


def _levels(history: History, look: Style) -> tuple[tuple[str, Decimal | None, str], ...]:
    return (
        ("minimum", history.minimum, look.accent),
        ("maximum", history.maximum, look.accent),
        ("setpoint", history.setpoint, look.faint),
    )


def _short(value: float) -> str:
    """A number that was worked out, to three digits."""
    return f"{value:.3g}".replace("-", MINUS)


@dataclass(frozen=True, slots=True)
class Plot:
    """A history between its scales; ``lines`` are what is seen of it and of those compared with it."""

    drawing: Sketch
    history: History
    lines: tuple[Seen, ...]
    x: Scale
    y: Scale
    chosen: str = ""

    @property
    def look(self) -> Style:
        return self.drawing.look

    def draw(self) -> None:
        self.seasons()
        self.control()
        self.projection()
        self.scales()
        self.stages()
        self.baseline()
        self.limits()
        self.step()
        self.others()
        self.readings()
        self.at_equal_temperatures()
        self.left_out()
        self.line()
        self.labels()
        self.drawing.spots.sort(key=lambda spot: spot.x)

    def at(self, point: HistoryPoint) -> Point:
        day, value = as_point(point)
        return self.x(day), self.y(value)

    def stroke(self, path: Sequence[Point], colour: str, wide: float, dashes: tuple[float, ...] = ()) -> None:
        """A line through days and values."""
        self.drawing.line([(self.x(day), self.y(value)) for day, value in path], colour, wide, dashes=dashes)

    def across(self, since: float, until: float) -> tuple[float, float] | None:
        """From where to where a span of days reaches in the field; None when it is out of sight."""
        first, last = max(since, self.x.first), min(until, self.x.last)
        return (self.x(first), self.x(last)) if first <= last else None

    # --- what holds behind the readings ------------------------------------------------------------------------------

    def seasons(self) -> None:
        if not self.history.seasonal:
            return
        begin, end = date.fromordinal(int(self.x.first)).year, date.fromordinal(int(self.x.last)).year
        for year in range(begin - 1, end + 1):
            span = self.across(date(year, WARM[0], 1).toordinal(), date(year + 1, WARM[-1] + 1, 1).toordinal())
            if span is not None:
                self.drawing.box(span[0], self.y.start, span[1] - span[0], self.y.end - self.y.start, self.look.panel)
                self.drawing.box(span[0], self.y.start, span[1] - span[0], 2.5, self.look.bar)

    def control(self) -> None:
        band = self.history.control
        span = None if band is None else self.across(band.since.toordinal(), band.until.toordinal())
        if band is None or span is None:
            return
        low, high = self.y(band.lower), self.y(band.upper)
        self.drawing.box(span[0], low, span[1] - span[0], high - low, self.look.pale)
        for level in (low, high):
            self.drawing.line([(span[0], level), (span[1], level)], self.look.deep, self.look.thin, dashes=(1, 1.6))

    def projection(self) -> None:
        """From the end of the line to the limit it heads for: the span of months in which it gets there.

        Where the later month is out of sight the span is open to the right, and no line shows an end of it.
        """
        history, look = self.history, self.look
        if history.projection is None or history.line is None:
            return
        since, until = history.projection
        last = until.toordinal() if until else self.x.last
        met = history.minimum if history.line[1] < history.line[0] else history.maximum
        span = self.across(since.toordinal(), last)
        if span is not None:
            self.drawing.box(
                span[0], self.y.start, max(span[1] - span[0], 1), self.y.end - self.y.start, look.fail_tint
            )
        start = (self.line_ends()[1].toordinal(), history.line[1])
        for month in filter(None, (since, until)):
            end = (month.toordinal(), float(met or 0))
            self.stroke(clipped([start, end], self.x.first, self.x.last), look.quiet, look.thin, (2.5, 2.0))

    def scales(self) -> None:
        for tick in numbers(self.y.first, self.y.last):
            y = self.y(tick)
            self.drawing.line([(self.x.start, y), (self.x.end, y)], self.look.rule, self.look.hair)
            self.drawing.label(self.x.start - 5, y, tick_words(tick), align="right")
        first, last = (date.fromordinal(int(day)) for day in (self.x.first, self.x.last))
        most = int((self.x.end - self.x.start) / (6.5 * self.look.small))
        for day, name in days(first, last, max(2, min(most, 10))):
            x = self.x(day.toordinal())
            self.drawing.line([(x, self.y.start), (x, self.y.start - 2)], self.look.faint, self.look.hair)
            self.drawing.label(x, self.y.start - 8, name, align="center")
        self.drawing.time(self.x)

    def stages(self) -> None:
        for day in self.history.stages:
            x = self.x(day.toordinal())
            if self.x.start <= x <= self.x.end:
                self.drawing.line([(x, self.y.start), (x, self.y.end)], self.look.quiet, self.look.normal)

    def baseline(self) -> None:
        """The baseline of each day, in steps."""
        track, reach = self.history.track, (self.x.last - self.x.first) * 0.012
        known = [(float(point.day.toordinal()), float(point.baseline or 0)) for point in track.baselines]
        if not known or self.history.compared:
            return
        end = (track.points[-1].day.toordinal() + reach, known[-1][1])
        steps: list[Point] = [(known[0][0] - reach, known[0][1])]
        for day, value in (*known, end):
            if steps and value != steps[-1][1]:
                steps.append((day, steps[-1][1]))
            steps.append((day, value))
        self.stroke(clipped(steps, self.x.first, self.x.last), self.look.bar, self.look.normal * 2.2)

    def limits(self) -> None:
        for _, value, colour in _levels(self.history, self.look):
            if value is not None:
                y = self.y(float(value))
                self.drawing.line([(self.x.start, y), (self.x.end, y)], colour, self.look.thin, dashed=True)

    # --- the readings ------------------------------------------------------------------------------------------------

    def others(self) -> None:
        for line, dashes in zip(self.lines[1:], DASHES, strict=False):
            if line.sight.band:
                self.band(line, self.look.bar)
            else:
                self.stroke(line.path, self.look.quiet, self.look.thin, dashes)
            self.marks(line, small=True)
            self.spots(line)

    def readings(self) -> None:
        line, look, compared = self.lines[0], self.look, bool(self.history.compared)
        if line.sight.band:
            self.band(line, look.quiet if compared else look.faint)
        else:
            begun = self.history.stages[-1].toordinal() if self.history.stages else 0
            for current, path in groupby(line.path, lambda point: point[0] >= begun):
                wide = look.thin if current else look.hair
                self.stroke(list(path), look.ink if compared else look.faint, look.normal if compared else wide)
        self.marks(line)
        self.spots(line)

    def band(self, line: Seen, colour: str) -> None:
        """From the lowest to the highest of each column: an area is painted far faster than a line up and down."""
        half, pad = self.look.thin / 2, self.drawing.pad
        across = [self.x(day) + pad for day, _, _ in line.sight.band]
        low = [self.y(value) + pad - half for _, value, _ in line.sight.band]
        high = [self.y(value) + pad + half for _, _, value in line.sight.band]
        for place in range(0, max(len(across) - 1, 1), PIECE):
            part = slice(place, place + PIECE + 2)
            upper, lower = zip(across[part], high[part], strict=True), zip(across[part], low[part], strict=True)
            self.drawing.strokes.append(Polygon((*upper, *reversed(list(lower))), fill=colour))

    def marks(self, line: Seen, small: bool = False) -> None:
        """The shape of each reading; where they are too many of those of concern, as far as they stand apart."""
        last, pad = -1e9, self.drawing.pad
        begun = self.history.stages[-1] if self.history.stages else None
        for point in line.sight.marked:
            x, y = self.at(point)
            if line.sight.thinned and x - last < self.look.mark:
                continue
            last = x
            size = self.look.mark * (0.72 if begun is not None and point.day < begun else 1)
            if small and point.mark is Standing.PASS:
                self.drawing.strokes.append(Circle(x + pad, y + pad, size * 0.26, fill=self.look.quiet))
            else:
                self.drawing.strokes.extend(shape(point.mark, x + pad, y + pad, size, self.look))
            self.ring(point, x, y)

    def ring(self, point: HistoryPoint, x: float, y: float) -> None:
        """Around the reading that is chosen."""
        if point.key and point.key == self.chosen:
            pad, look = self.drawing.pad, self.look
            self.drawing.strokes.append(Circle(x + pad, y + pad, look.mark * 1.1, edge=look.ink, width=look.normal))

    def spots(self, line: Seen) -> None:
        name, half = line.name if self.history.compared else "", self.look.mark
        if not line.sight.thinned:
            for point in line.sight.points:
                x, y = self.at(point)
                words = reading_words(self.history, point, name)
                self.drawing.spot(x - half, y - half, 2 * half, 2 * half, words, point.key)
            return
        groups: dict[int, list[HistoryPoint]] = {}
        for point in line.sight.points:
            groups.setdefault(self.group_of(point), []).append(point)
        worst = {self.group_of(point): point for point in line.sight.marked}
        for place, points in groups.items():
            self.group(name, place * GROUP, points, worst.get(place))

    def group_of(self, point: HistoryPoint) -> int:
        return int(self.x(point.day.toordinal()) / GROUP)

    def group(self, name: str, x: float, points: list[HistoryPoint], worst: HistoryPoint | None) -> None:
        values = [point.value for point in points]
        low, high = self.y(float(min(values))) - 1, self.y(float(max(values))) + 1
        words = readings_words(self.history, points, worst, name)
        self.drawing.spot(x, low, GROUP, high - low, words, (worst or points[0]).key)

    def at_equal_temperatures(self) -> None:
        """What would have been read at equal temperatures: small open squares, apart from what was read."""
        half, look = self.look.mark * 0.36, self.look
        for point in self.lines[0].sight.points if self.history.normalised else ():
            if point.equal is not None:
                x, y = self.x(point.day.toordinal()), self.y(float(point.equal))
                self.drawing.line([self.at(point), (x, y)], look.deep, look.hair)
                self.drawing.box(x - half, y - half, 2 * half, 2 * half, look.paper, look.deep, look.thin)

    def left_out(self) -> None:
        """Readings that do not count: an open ring with a stroke through it; at the edge where they lie beyond."""
        half = self.look.mark * 0.7
        for point in self.history.left_out:
            if self.x.first <= point.day.toordinal() <= self.x.last:
                x, y = self.at(point)
                inside = min(max(y, self.y.start), self.y.end)
                struck(self.drawing, x, inside)
                if inside != y:
                    self.drawing.label(x + half + 3, inside, _short(float(point.value)))
                self.ring(point, x, inside)
                words = reading_words(self.history, point, self.history.name if self.history.compared else "")
                self.drawing.spot(x - half, inside - half, 2 * half, 2 * half, words, point.key)

    # --- what is made of them ----------------------------------------------------------------------------------------

    def line_ends(self) -> tuple[date, date]:
        points = self.history.track.points
        return self.history.line_days or (points[0].day, points[-1].day)

    def line(self) -> None:
        if self.history.line is not None and len(self.history.track.points) > 1:
            first, last = (day.toordinal() for day in self.line_ends())
            path = [(first, self.history.line[0]), (last, self.history.line[1])]
            self.stroke(clipped(path, self.x.first, self.x.last), self.look.ink, self.look.normal)

    def step(self) -> None:
        """The two levels, and the change from one to the other."""
        step, look = self.history.step, self.look
        if step is None:
            return
        reach = (self.x.last - self.x.first) * 0.12
        middle = (step.since.toordinal() + step.until.toordinal()) / 2
        for begin, end, level in ((middle - reach, middle, step.before), (middle, middle + reach, step.after)):
            self.stroke(clipped([(begin, level), (end, level)], self.x.first, self.x.last), look.ink, look.normal)
        if self.x.first <= middle <= self.x.last:
            self.arrow(self.x(middle), self.y(step.before), self.y(step.after))

    def arrow(self, x: float, start: float, end: float) -> None:
        size, pad = (2.6 if end > start else -2.6), self.drawing.pad
        self.drawing.line([(x, start), (x, end - size)], self.look.ink, self.look.normal)
        head = ((x + pad, end + pad), (x - 2.2 + pad, end - 2 * size + pad), (x + 2.2 + pad, end - 2 * size + pad))
        self.drawing.strokes.append(Polygon(head, fill=self.look.ink))

    # --- words around the field --------------------------------------------------------------------------------------

    def labels(self) -> None:
        """What stands at the right of the field, and above it."""
        found, look = end_labels(self.history, self.lines, self.look), self.look
        wanted = [self.y(label.value) for label in found]
        heights = spread(wanted, self.y.start, self.y.end, look.small * 1.25)
        for label, value, y in zip(found, wanted, heights, strict=True):
            x = self.x.end + 4
            if label.dashes is not None:
                self.drawing.line([(self.x.end, value), (x + 8, y)], label.colour, look.thin, dashes=label.dashes)
                x += 11
            room = self.drawing.width - x
            self.drawing.label(x, y, shortened(label.words, look.small, room), label.colour, bold=label.bold)
        self.notes()

    def notes(self) -> None:
        """Above the field: what happened when, each over its day, on two rows where they would touch."""
        ends = [self.x.start + width(self.history.unit, self.look.small) + 6, self.x.start]
        for middle, words, colour in sorted(self._notes()):
            wide = width(words, self.look.small)
            left = min(max(middle - wide / 2, self.x.start), self.drawing.width - wide)
            row = 0 if left >= ends[0] else 1
            left = max(left, ends[row])
            ends[row] = left + wide + 6
            self.drawing.label(left, self.y.end + 6 + 8.5 * row, words, colour)

    def _notes(self) -> Iterator[tuple[float, str, str]]:
        history, look = self.history, self.look
        for day in history.stages:
            if self.x.first <= day.toordinal() <= self.x.last:
                yield self.x(day.toordinal()), f"re-commissioned {day_words(day)}", look.quiet
        if history.step is not None:
            middle = (history.step.since.toordinal() + history.step.until.toordinal()) / 2
            levels = f"{_short(history.step.before)} to {_short(history.step.after)} {history.unit}"
            if self.x.first <= middle <= self.x.last:
                yield self.x(middle), f"step from {levels}", look.ink
        if history.projection is not None and history.line is not None:
            since, until = history.projection
            span = self.across(since.toordinal(), until.toordinal() if until else self.x.last)
            if span is not None:
                yield (span[0] + span[1]) / 2, "limit met" if until else "limit met, or later", look.fail


def struck(drawing: Sketch, x: float, y: float) -> None:
    """The shape of a reading that is left out."""
    half, look, pad = drawing.look.mark * 0.55, drawing.look, drawing.pad
    drawing.strokes.append(Circle(x + pad, y + pad, half, fill=look.paper, edge=look.quiet, width=look.thin))
    ends = ((x + pad - half * 1.5, y + pad - half * 1.5), (x + pad + half * 1.5, y + pad + half * 1.5))
    drawing.strokes.append(Line(ends, look.quiet, look.thin))


def tick_words(tick: float) -> str:
    """A number of the scale."""
    return f"{tick:g}".replace("-", MINUS)
