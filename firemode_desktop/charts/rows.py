"""A picture of rows with names at the left: their heights, their names, and time across them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import Scale, Sketch, View, shortened
from firemode_desktop.charts.ticks import days as named_days

MOST_NAMES = 0.34
"""Of the width of the picture: what the names at the left may take."""
AIR, GAP, LEGEND_LINES = 0.03, 8.0, 2
BOLD = 1.06
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class Rows:
    """``many`` rows of one height from ``top`` down to ``low`` (points)."""

    many: int
    low: float
    top: float

    @property
    def tall(self) -> float:
        """The height of a row."""
        return max(self.top - self.low, 1.0) / max(self.many, 1)

    def middle(self, number: int) -> float:
        """The height on which row ``number`` (0 the uppermost) stands."""
        return self.top - (number + 0.5) * self.tall


def two_lines(drawing: Sketch, rows: Rows) -> bool:
    """Whether a row is high enough for its name and, in small below it, what it is."""
    return rows.tall >= drawing.look.text + drawing.look.small + 5


def names(drawing: Sketch, rows: Rows, labels: Sequence[tuple[str, str]], most: float = MOST_NAMES) -> float:
    """Write what each row is called, and in small what it is; returns where the field beside them begins.

    In low rows what it is stands beside the name where it fits; in very low ones every so many are named.
    """
    look, room, double = drawing.look, drawing.width * most - GAP, two_lines(drawing, rows)
    size = look.text * BOLD if double else look.small
    name_wide = max([width(name, size) for name, _ in labels] or [0.0])
    what_wide = max([width(what, look.small) for _, what in labels] or [0.0])
    beside = not double and 0 < what_wide <= room - name_wide - GAP
    wide = min(max(name_wide, what_wide) if double else name_wide + (what_wide + GAP if beside else 0), room) + 0.01
    every = max(1, -(-round(look.small * 11) // max(round(rows.tall * 10), 1)))
    for number, (name, what) in enumerate(labels):
        y = rows.middle(number)
        if double:
            drawing.text(0, y + 1.6, shortened(name, size, wide), look.text, bold=True)
            drawing.text(0, y - 7.2, shortened(what, look.small, wide), look.small, look.quiet)
        elif number % every == 0:
            drawing.label(0, y, shortened(name, size, wide), look.ink)
            if beside:
                drawing.label(name_wide + GAP, y, what)
    return wide + GAP


Entry = tuple[str, float, Callable[[float, float], None]]
"""Of a legend: the word, how wide its shape is, and what draws the shape at a place."""


def legend(drawing: Sketch, entries: Iterable[Entry]) -> None:
    """The shapes with their words at the foot of the picture, on two lines where one is too short."""
    look, x = drawing.look, 0.0
    lines: list[list[tuple[float, Entry]]] = [[]]
    for entry in entries:
        wide = entry[1] + look.small * 0.6 + width(entry[0], look.small)
        if x and x + wide > drawing.width and len(lines) < LEGEND_LINES:
            lines.append([])
            x = 0.0
        lines[-1].append((x, entry))
        x += wide + look.small * 2
    for number, line in enumerate(reversed(lines)):
        y = 5.0 + number * look.small * 1.6
        for x, (word, wide, draw) in line:
            draw(x, y)
            begin = x + wide + look.small * 0.6
            drawing.label(begin, y, shortened(word, look.small, drawing.width + 2 - begin))


def days_across(view: View, first: date, last: date, start: float, end: float) -> Scale:
    """The scale of days between two places: exactly those that are looked at, else all with some air around them."""
    air = max((last - first).days * AIR, 10.0)
    since = first.toordinal() - air if view.since is None else float(view.since.toordinal())
    until = last.toordinal() + air if view.until is None else float(view.until.toordinal())
    return Scale(since, max(until, since + 1), start, max(end, start + 1))


@dataclass(frozen=True, slots=True)
class TimeField:
    """The field beside the names, with ``days`` across."""

    drawing: Sketch
    days: Scale
    rows: Rows

    def scale(self) -> None:
        """Days below, a light line for each, and one between the rows."""
        look, drawing, low, top = self.drawing.look, self.drawing, self.rows.low, self.rows.top
        most = int((self.days.end - self.days.start) / (6.5 * look.small))
        first, last = (date.fromordinal(int(day)) for day in (self.days.first, self.days.last))
        for day, name in named_days(first, last, max(2, min(most, 10))):
            x = self.days(day.toordinal())
            if x < self.days.start:
                continue
            drawing.line([(x, low), (x, top)], look.rule, look.hair)
            half = width(name, look.small) / 2
            drawing.label(min(max(x, self.days.start + half), drawing.width - half), low - 8, name, align="center")
        for number in range(1, self.rows.many):
            y = top - number * self.rows.tall
            drawing.line([(0, y), (drawing.width, y)], look.rule, look.hair)

    def today(self, today: date) -> None:
        """A line down the rows, named above."""
        if self.seen(today):
            look, x = self.drawing.look, self.days(today.toordinal())
            self.drawing.line([(x, self.rows.low), (x, self.rows.top)], look.accent, look.thin)
            self.drawing.label(x, self.rows.top + 6, "today", look.accent, "center")

    def seen(self, day: date) -> bool:
        """Whether a day is in sight."""
        return self.days.first <= day.toordinal() <= self.days.last

    def across(self, since: date, until: date) -> tuple[float, float] | None:
        """Where a span of days begins and how wide it is, as far as it is in sight; None when it is not."""
        first, last = max(float(since.toordinal()), self.days.first), min(float(until.toordinal()), self.days.last)
        return (self.days(first), max(self.days(last) - self.days(first), 0.6)) if first < last else None
