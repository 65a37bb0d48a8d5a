"""Floors against sessions: where each reading lay between its limits, the oldest session at the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, WHOLE, Scene, Sketch, View, shape, shortened, sketch
from firemode_desktop.charts.shades import between, ink_on
from firemode_desktop.charts.spoken import spoken
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import MONTHS
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.margin import margin
from firemode_desktop.domain.standing import Measure, Standing, figure

WIDTH_MM = 170.0
LABELS, GUTTER = 21 * MM, 6 * MM
ABOVE, BELOW = 11 * MM, 9 * MM
TALLEST = 12 * MM  # a row, where a stair has few
HEADS = (
    "Stair", "Condition", "Place", "Date", "Reading", "Unit", "Baseline", "Minimum", "Maximum", "Result", "Left out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FloorReading:
    """What was read at a place in one session; ``key`` names the test, ``left_out`` that no trend counts it."""

    day: date
    value: Decimal
    mark: Standing
    baseline: Decimal | None = None
    key: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class FloorRow:
    """A floor, or one door of it, with a reading (or none) for every session; the limits are those of today."""

    label: str
    limits: Limits
    readings: tuple[FloorReading | None, ...]


@dataclass(frozen=True, slots=True)
class FloorPanel:
    """The rows of one condition, from the bottom up, and the first days of the sessions that read any of them."""

    title: str
    sessions: tuple[date, ...]
    rows: tuple[FloorRow, ...]


@dataclass(frozen=True)
class FloorMap:
    """The floors of a stair over its sessions, one panel a condition; all panels have the same rows."""

    stair: str
    measure: Measure
    panels: tuple[FloorPanel, ...]
    title: str = ""
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was read."""
        return not any(panel.sessions for panel in self.panels)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The names of the rows, from the bottom up."""
        return tuple(row.label for row in self.panels[0].rows) if self.panels else ()


def position(value: Decimal, limits: Limits) -> float | None:
    """−1 at the lower limit and beyond, 0 where there is all the room, 1 at the upper limit; None without limits."""
    room = margin(value, limits)
    if room is None:
        return None
    low, high = limits.minimum, limits.maximum
    lower = high is None or (low is not None and value - low <= high - value)
    away = min(max(1 - float(room), 0.0), 1.0)
    return -away if lower else away


def shade(place: float | None, look: Style) -> str:
    """The colour of a position between limits: ever darker from the lower to the upper one."""
    if place is None:
        return look.panel
    return between(look.middle, look.under if place < 0 else look.over, abs(place))


def height_mm(rows: int) -> float:
    """A height at which ``rows`` can be told apart: 4.6 mm each, at most what a page holds."""
    return min(max((ABOVE + BELOW) / MM + 4.6 * rows, 50), 205)


def floors_scene(
    data: FloorMap, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``data`` as strokes; every cell is a spot, session by session from the top floor down."""
    drawing = sketch(look or style(), size_mm, (WIDTH_MM, height_mm(len(data.labels))))
    left = LABELS
    for panel, wide in zip(data.panels, _widths(data, drawing.width - LABELS), strict=True):
        drawn = _Panel(drawing, data, panel, left, wide)
        if left == LABELS:
            drawn.names()
        drawn.head()
        drawn.cells(view.chosen)
        left += wide + GUTTER
    _legend(drawing, data)
    return drawing.scene()


def _widths(data: FloorMap, room: float) -> list[float]:
    """How wide each panel is: by its sessions, and none so narrow that its name is lost."""
    counts = [len(panel.sessions) for panel in data.panels]
    weights = [max(count, sum(counts) / (2 * len(counts)), 1) for count in counts]
    free = room - GUTTER * (len(weights) - 1)
    return [free * weight / sum(weights) for weight in weights]


@dataclass(frozen=True, slots=True)
class _Panel:
    """One condition from ``left`` on, ``wide`` points."""

    drawing: Sketch
    data: FloorMap
    panel: FloorPanel
    left: float
    wide: float

    @property
    def look(self) -> Style:
        return self.drawing.look

    @property
    def top(self) -> float:
        return self.drawing.height - ABOVE

    @property
    def cell(self) -> tuple[float, float]:
        """Width and height of a cell."""
        tall = (self.top - BELOW) / max(len(self.panel.rows), 1)
        return self.wide / max(len(self.panel.sessions), 1), min(tall, TALLEST)

    @property
    def low(self) -> float:
        """Where the lowest row begins."""
        return self.top - self.cell[1] * len(self.panel.rows)

    def names(self) -> None:
        """The rows by name at the left, every so many where they stand close."""
        tall, size = self.cell[1], self.look.small
        every = max(1, -(-round(size * 12.5) // max(round(tall * 10), 1)))
        for number, row in list(enumerate(self.panel.rows))[::every]:
            name = shortened(row.label, size, LABELS - 6)
            self.drawing.label(self.left - 6, self.low + (number + 0.5) * tall, name, align="right")

    def head(self) -> None:
        """The condition, and the days of the sessions: as long as they fit, every so many where they do not."""
        look, wide = self.look, self.cell[0]
        title = shortened(self.panel.title, look.title, self.wide / 1.1)
        self.drawing.text(self.left, self.top + 16, title, look.title, bold=True)
        words, every = _days(self.panel.sessions, look.small, wide)
        last = len(words) - 1
        for number, word in enumerate(words):
            if (last - number) % every == 0:
                most = self.left + self.wide - width(word, look.small) / 2
                self.drawing.label(min(self.left + (number + 0.5) * wide, most), self.top + 6, word, align="center")

    def cells(self, chosen: str) -> None:
        for number, day in enumerate(self.panel.sessions):
            for place in reversed(range(len(self.panel.rows))):
                row = self.panel.rows[place]
                self.one(row, row.readings[number], day, (number, place))
        for spot in [spot for spot in self.drawing.spots if chosen and spot.key == chosen]:
            pad, line = self.drawing.pad, self.look.normal * 1.4
            self.drawing.box(spot.x - pad, spot.y - pad, spot.width, spot.height, edge=self.look.ink, line=line)

    def one(
        self, row: FloorRow, reading: FloorReading | None, day: date, at: tuple[int, int]
    ) -> None:  # fmt: skip
        """A cell: its shade, what fits of its number and its shape, and what it says."""
        wide, tall = self.cell
        x, y = self.left + at[0] * wide, self.low + at[1] * tall
        gap = min(0.6, wide * 0.08, tall * 0.08)
        box = (x + gap, y + gap, wide - 2 * gap, tall - 2 * gap)
        where = f"{row.label}, {self.panel.title.lower()}"
        if reading is None:
            self.drawing.box(*box, edge=self.look.rule, line=self.look.hair, hatched=True)
            self.drawing.spot(x, y, wide, tall, f"{where}, {show_date(day)}: no reading")
            return
        self.fill(reading, row.limits, box)
        told = spoken(where, reading.day, reading.value, reading.mark, row.limits, reading.baseline)
        told += ", left out of its trend" if reading.left_out else ""
        self.drawing.spot(x, y, wide, tall, told, reading.key)

    def fill(self, reading: FloorReading, limits: Limits, box: tuple[float, float, float, float]) -> None:
        look, (x, y, wide, tall) = self.look, box
        colour = shade(position(reading.value, limits), look)
        failing = reading.mark is Standing.FAIL
        self.drawing.box(*box, colour, look.fail if failing else "", look.thin if failing else 0.0)
        ink = ink_on(colour)
        text = figure(reading.value, self.data.measure.decimals, limits)
        room = tall >= look.small * 1.15 and wide >= width(text, look.small) * 1.06 + 2
        mark = look.mark * 0.9 if failing else 0.0
        beside = room and wide >= width(text, look.small) * 1.1 + mark + 6
        if room:
            aside = mark / 2 + 1 if failing and beside else 0
            self.drawing.label(x + wide / 2 + aside, y + tall / 2, text, ink, "center", failing)
        if failing and (beside or not room):
            middle = x + wide / 2 - (width(text, look.small) / 2 + 2 if beside else 0)
            self.mark(middle, y + tall / 2, min(mark, wide * 0.7, tall * 0.7), ink)
        elif failing:
            self.mark(x + 2.6, y + tall - 2.4, 2.4, ink)

    def mark(self, x: float, y: float, size: float, ink: str) -> None:
        """The shape of a failing reading, in the ink that can be read on its cell."""
        pad = self.drawing.pad
        self.drawing.strokes.extend(shape(Standing.FAIL, x + pad, y + pad, size, replace(self.look, fail=ink)))


def _days(days: Sequence[date], size: float, room: float) -> tuple[list[str], int]:
    """The days in the longest form that fits a column, and every how many are named."""
    forms = (
        [show_date(day) for day in days],
        [f"{MONTHS[day.month - 1]} {day.year}" for day in days],
        [f"{MONTHS[day.month - 1]} ’{day.year % 100:02}" for day in days],
    )
    for words in forms:
        if all(width(word, size) + 3 <= room for word in words):
            return words, 1
    words = forms[1]
    longest = max((width(word, size) for word in words), default=1.0)
    return words, max(1, -(-round(longest * 1.3 + 6) // max(round(room), 1)))


def _legend(drawing: Sketch, data: FloorMap) -> None:
    """The scale of shades with its ends in words, the shape of a failing reading, and what was not read."""
    look, y, step, steps = drawing.look, 5.0, 4.0, 20
    first, last, ends = _ends(data)
    x = min(LABELS, max(0.0, drawing.width - 330))
    drawing.label(x, y, ends[0])
    x += width(ends[0], look.small) + 5
    for index in range(steps):
        colour = shade(first + (last - first) * index / (steps - 1), look)
        drawing.box(x + index * step, y - 3, step + 0.2, 6, colour)
    drawing.label(x + steps * step + 5, y, ends[1])
    x += steps * step + width(ends[1], look.small) + 22
    if x + 78 <= drawing.width:
        drawing.mark(x, y, Standing.FAIL)
        drawing.label(x + 6, y, Standing.FAIL.label)
        drawing.box(x + 28, y - 3, 10, 6, edge=look.rule, line=look.hair, hatched=True)
        drawing.label(x + 42, y, "no reading")


def _ends(data: FloorMap) -> tuple[float, float, tuple[str, str]]:
    """The ends of the scale that the limits have, and their words."""
    limits = next((row.limits for row in _rows(data) if not row.limits.open), Limits())
    if limits.maximum is None:
        return -1.0, 0.0, ("lower limit", "twice the limit")
    if limits.minimum is None:
        return 0.0, 1.0, ("0", "upper limit")
    return -1.0, 1.0, ("lower limit", "upper limit")


def _rows(data: FloorMap) -> Iterator[FloorRow]:
    for panel in data.panels:
        yield from panel.rows


def floors_table(data: FloorMap) -> ChartTable:
    """Every reading: by condition, from the top floor down, oldest first."""
    listed = [
        (panel, row, reading)
        for panel in data.panels
        for row in reversed(panel.rows)
        for reading in row.readings
        if reading is not None
    ]
    rows = tuple(
        (
            data.stair, panel.title, row.label, reading.day.isoformat(), reading.value, data.measure.unit,
            reading.baseline, row.limits.minimum, row.limits.maximum, reading.mark.label,
            "left out" if reading.left_out else None,
        )
        for panel, row, reading in listed
    )  # fmt: skip
    keys = tuple(reading.key for _, _, reading in listed)
    return ChartTable(HEADS, rows, keys, tuple(reading.mark for _, _, reading in listed))
