"""One location over time: readings with baseline and limits, and a line through them only where one may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.charts.canvas import (
    DASHES,
    Margins,
    axes,
    blend,
    legend,
    marks,
    points,
    room,
    sheet,
    shortened,
    wrapped,
    write,
)
from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.charts.digits import limit
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import days, numbers
from firemode_desktop.domain.section import Standing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIZE_MM = (170.0, 88.0)
MARGINS = Margins(8, 22, 15, 27)
MANY = 400  # readings; beyond, a line through the extremes of each column of pixels takes the place of the shapes


def history_chart(
    history: History,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """Draw ``history``; its words stand below, whether they explain the line or why there is none."""
    look = look or style()
    wide, tall = room(look, size_mm, SIZE_MM)
    figure = sheet(look, wide, tall, figure)
    area = axes(figure, MARGINS, look)
    plot = _Plot(area, look, history, (wide - MARGINS.left - MARGINS.right) / 25.4 * 72)
    if history.points:
        plot.draw()
    else:
        write(
            area, 0.5, 0.5, "No approved reading yet.", look, colour=look.quiet, ha="center", transform=area.transAxes
        )
    plot.words()
    return figure


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


@dataclass(frozen=True, slots=True)
class _Plot:
    axes: Axes
    look: Style
    history: History
    width: float

    def draw(self) -> None:
        self.scales()
        self.limits()
        self.baseline()
        self.projection()
        self.readings()
        self.line()

    def scales(self) -> None:
        low_day, high_day = self.days()
        low, high = self.values()
        self.axes.set_xlim(low_day, high_day)
        self.axes.set_ylim(low, high)
        side, under = blend(self.axes, "axes", "data"), blend(self.axes, "data", "axes")
        quiet = {"size": self.look.small, "colour": self.look.quiet}
        for tick in numbers(low, high):
            self.axes.plot(
                [0, 1], [tick, tick], color=self.look.rule, linewidth=self.look.hair, transform=side, zorder=1
            )
            write(
                self.axes,
                0,
                tick,
                f"{tick:g}",
                self.look,
                ha="right",
                va="center_baseline",
                transform=side,
                shift=(-5, 0),
                **quiet,
            )
        for day, label in days(date.fromordinal(int(low_day)), date.fromordinal(int(high_day))):
            write(
                self.axes,
                day.toordinal(),
                0,
                label,
                self.look,
                ha="center",
                va="top",
                transform=under,
                shift=(0, -4),
                **quiet,
            )

    def days(self) -> tuple[float, float]:
        """First and last day of the scale, with some air, as ordinals."""
        all_days = [point.day.toordinal() for point in self.history.points]
        all_days += [day.toordinal() for day in self.history.projection or ()]
        first, last = min(all_days), max(all_days)
        air = max((last - first) * 0.04, 20.0)
        return first - air, last + air

    def values(self) -> tuple[float, float]:
        history = self.history
        seen = [float(point.value) for point in history.points]
        seen += [float(point.baseline) for point in history.points if point.baseline is not None]
        seen += [float(value) for value in (history.minimum, history.maximum, history.setpoint) if value is not None]
        low, high = min(seen), max(seen)
        air = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        return (0.0 if 0 <= low < (high - low) * 0.35 else low - air), high + air

    def limits(self) -> None:
        history, look = self.history, self.look
        for name, value, colour in (
            ("minimum", history.minimum, look.accent),
            ("maximum", history.maximum, look.accent),
            ("setpoint", history.setpoint, look.faint),
        ):
            if value is not None:
                self.level(f"{name} {limit(value)}", value, colour)

    def level(self, label: str, value: Decimal, colour: str) -> None:
        side = blend(self.axes, "axes", "data")
        y = float(value)
        self.axes.plot(
            [0, 1], [y, y], color=colour, linewidth=self.look.thin, linestyle=DASHES, transform=side, zorder=3
        )
        write(
            self.axes,
            1,
            y,
            label,
            self.look,
            size=self.look.small,
            colour=colour,
            va="center_baseline",
            transform=side,
            shift=(4, 0),
        )

    def baseline(self) -> None:
        known = [
            (point.day.toordinal(), float(point.baseline))
            for point in self.history.points
            if point.baseline is not None
        ]
        xs, ys = [x for x, _ in known], [y for _, y in known]
        self.axes.plot(xs, ys, color=self.look.bar, linewidth=self.look.normal * 2.2, drawstyle="steps-post", zorder=2)
        if known:
            side = blend(self.axes, "axes", "data")
            write(
                self.axes,
                1,
                ys[-1],
                "baseline",
                self.look,
                size=self.look.small,
                colour=self.look.quiet,
                va="center_baseline",
                transform=side,
                shift=(4, 0),
            )

    def projection(self) -> None:
        """From the end of the line to the limit it heads for: the span of months in which it gets there."""
        history, look = self.history, self.look
        if history.projection is None or history.line is None:
            return
        first, last = (day.toordinal() for day in history.projection)
        met = history.minimum if history.line[1] < history.line[0] else history.maximum
        self.axes.axvspan(first, max(last, first + 1), color=look.fail_tint, linewidth=0, zorder=1)
        under, middle = blend(self.axes, "data", "axes"), (first + last) / 2
        words = {"size": look.small, "colour": look.fail, "ha": "center", "shift": (0, 3)}
        write(self.axes, middle, 1, "limit met", look, transform=under, **words)
        for day in (first, last):
            ends = [history.points[-1].day.toordinal(), day], [history.line[1], float(met or 0)]
            self.axes.plot(*ends, color=look.quiet, linewidth=look.thin, linestyle=DASHES, zorder=3)

    def readings(self) -> None:
        readings = thinned(self.history.points, int(self.width))
        places = [(float(point.day.toordinal()), float(point.value), point.mark) for point in readings]
        self.axes.plot(
            [x for x, _, _ in places],
            [y for _, y, _ in places],
            color=self.look.faint,
            linewidth=self.look.thin,
            zorder=4,
        )
        if len(places) > MANY:
            places = [place for place in places if place[2] is not Standing.PASS]
        marks(self.axes, places, self.look)

    def line(self) -> None:
        if self.history.line is not None and len(self.history.points) > 1:
            ends = [self.history.points[0].day.toordinal(), self.history.points[-1].day.toordinal()]
            self.axes.plot(ends, self.history.line, color=self.look.ink, linewidth=self.look.normal, zorder=5)

    def words(self) -> None:
        corner, above = points(self.axes), points(self.axes, 0, 1)
        title = shortened(self.history.title, 70)
        write(self.axes, 0, 18, title, self.look, size=self.look.title, weight=600, transform=above)
        write(
            self.axes, 0, 7, self.history.unit, self.look, size=self.look.small, colour=self.look.quiet, transform=above
        )
        legend(self.axes, {point.mark for point in self.history.points}, self.look, 30)
        for number, line in enumerate(wrapped(self.history.words, self.look.text, self.width)[:3]):
            write(
                self.axes,
                0,
                -50 - number * self.look.text * 1.35,
                line,
                self.look,
                colour=self.look.ink,
                transform=corner,
            )
