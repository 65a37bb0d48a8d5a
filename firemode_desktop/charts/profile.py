"""Pressure over height: the readings of a stair against their baseline and their limits, one panel a door case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import ChartTable, Profile, ProfileCase, ProfileFloor
from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, WHOLE, Scale, Scene, Sketch, Stroke, View, Words, shortened, sketch
from firemode_desktop.charts.spoken import spoken
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
LABELS = 19 * MM
GUTTER = 8 * MM
VALUES = 11 * MM
ABOVE, BELOW = 12 * MM, 11 * MM
# A reading further out than this many times the highest limit stands at the edge with its number, so that one slip of
# the pen does not squeeze every other reading into a line.
FURTHEST = 2.0
DOTTED = (1.2, 2.2)
STACK = ("stack effect of the day", "stack effect", "stack")  # the longest that fits
HEADS = (
    "Stair", "Doors", "Floor", "Height, m", "Date", "Reading", "Unit", "Baseline", "Stack effect, Pa", "Minimum",
    "Maximum", "Result",
)  # fmt: skip
_LOUDEST = (Standing.FAIL, Standing.NEAR, Standing.PASS, Standing.SKIPPED, Standing.NOT_TESTED)


def height_mm(floors: int) -> float:
    """A height at which ``floors`` can be told apart: 4.9 mm a floor, at most what a page holds."""
    return min(max((ABOVE + BELOW) / MM + 4.9 * floors, 55), 205)


def pressure_profile(
    profile: Profile,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """``profile`` as a figure; heights are true where every floor has one, else the floors are evenly spaced."""
    return to_figure(profile_scene(profile, look, size_mm), figure)


def profile_scene(
    profile: Profile, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``profile`` as strokes; every floor of a case is a spot."""
    look, cases = look or style(), profile.cases
    drawing = sketch(look, size_mm, (WIDTH_MM, height_mm(max((len(case.floors) for case in cases), default=0))))
    wide = (drawing.width - LABELS - GUTTER * (len(cases) - 1)) / max(len(cases), 1)
    reach = _reach(profile)
    for number, case in enumerate(cases):
        left = LABELS + number * (wide + GUTTER)
        panel = _Panel(drawing, case, left, left + wide, reach, _heights(case))
        panel.draw(profile.unit, view.chosen)
        if number == 0:
            panel.floor_labels()
    _legend(drawing, profile)
    return drawing.scene()


def profile_table(profile: Profile) -> ChartTable:
    """Every floor of every case, from the top floor down."""
    listed = [(case, floor) for case in profile.cases for floor in reversed(case.floors)]
    rows = tuple(
        (
            profile.stair, case.title, floor.floor, floor.height_m, floor.day.isoformat() if floor.day else None,
            floor.value, profile.unit, floor.baseline, floor.expected, floor.minimum, floor.maximum, floor.mark.label,
        )
        for case, floor in listed
    )  # fmt: skip
    return ChartTable(HEADS, rows, tuple(floor.key for _, floor in listed), tuple(floor.mark for _, floor in listed))


def _legend(drawing: Sketch, profile: Profile) -> None:
    """What the signs mean; the stack line, whose level depends on the readings, at the right."""
    floors = _all_floors(profile)
    drawing.legend(LABELS, 4, {floor.mark for floor in floors}, _extras(profile))
    taken = max(_right(stroke) for stroke in drawing.strokes[-2:]) - drawing.pad if floors else 0.0
    wide = {words: width(words, drawing.look.small) + 18 for words in STACK}
    fits = next((words for words in STACK if drawing.width - wide[words] >= taken + 6), "")
    if fits and any(floor.expected is not None for floor in floors):
        left = drawing.width - wide[fits]
        drawing.line([(left, 4), (left + 14, 4)], drawing.look.deep, drawing.look.normal, dashes=DOTTED)
        drawing.label(left + 18, 4, fits)


def _right(stroke: Stroke) -> float:
    """The right end of a word, 0 of anything else."""
    return stroke.x + width(stroke.text, stroke.size) if isinstance(stroke, Words) else 0.0


def _all_floors(profile: Profile) -> list[ProfileFloor]:
    return [floor for case in profile.cases for floor in case.floors]


def _extras(profile: Profile) -> list[str]:
    floors = _all_floors(profile)
    baseline = ["baseline"] if any(floor.baseline is not None for floor in floors) else []
    limited = any(value is not None for floor in floors for value in (floor.minimum, floor.maximum))
    return baseline + (["limits"] if limited else [])


def _reach(profile: Profile) -> float:
    """The right end of the scale, in the unit of the profile."""
    floors = _all_floors(profile)
    limits = [float(value) for floor in floors for value in (floor.minimum, floor.maximum) if value is not None]
    values = [float(value) for floor in floors for value in (floor.value, floor.baseline) if value is not None]
    top = max(limits, default=max(values, default=1.0)) or 1.0
    return max(top, min(max(values, default=0.0), top * FURTHEST)) * 1.06


def _heights(case: ProfileCase) -> tuple[float, ...]:
    known = [float(floor.height_m) for floor in case.floors if floor.height_m is not None]
    if len(known) == len(case.floors) and all(low < high for low, high in pairwise(known)):
        return tuple(known)
    return tuple(float(index) for index in range(len(case.floors)))


@dataclass(frozen=True, slots=True)
class _Panel:
    """One door case between ``left`` and ``right``; ``heights`` are those of its floors."""

    drawing: Sketch
    case: ProfileCase
    left: float
    right: float
    reach: float
    heights: tuple[float, ...]

    @property
    def look(self) -> Style:
        return self.drawing.look

    @property
    def x(self) -> Scale:
        return Scale(0, self.reach, self.left, self.right - VALUES)

    @property
    def y(self) -> Scale:
        low, high = (self.heights[0], self.heights[-1]) if self.heights else (0.0, 1.0)
        return Scale(low - self.step * 0.6, high + self.step * 0.6, BELOW, self.top)

    @property
    def top(self) -> float:
        return self.drawing.height - ABOVE

    @property
    def step(self) -> float:
        """The mean distance of two floors."""
        return (self.heights[-1] - self.heights[0]) / (len(self.heights) - 1) if len(self.heights) > 1 else 1.0

    @property
    def spacing(self) -> float:
        """The same in points."""
        return (self.top - BELOW) / max(len(self.heights), 1)

    def floors(self) -> Iterator[tuple[ProfileFloor, float]]:
        """Each floor with its place on the page."""
        return zip(self.case.floors, map(self.y, self.heights), strict=True)

    def draw(self, unit: str, chosen: str) -> None:
        self.head()
        self.scale(unit)
        self.bars()
        self.limits()
        self.stack()
        self.baselines()
        self.marks()
        self.values()
        self.spots(unit, chosen)

    def head(self) -> None:
        """The door case, and of which days its readings are where there is room beside it."""
        look, wide = self.look, self.right - self.left
        title = shortened(self.case.title, look.title, wide)
        self.drawing.text(self.left, self.top + 18, title, look.title, bold=True)
        # Bold letters are a tenth wider than those that were measured.
        if width(title, look.title) * 1.1 + width(self.case.note, look.small) + 6 <= wide:
            self.drawing.text(self.right, self.top + 18, self.case.note, look.small, look.quiet, "right")

    def stack(self) -> None:
        """The pressure that the stack effect of the day would give, through all floors whose height is known."""
        reached = [(self.at(floor.expected), y) for floor, y in self.floors() if floor.expected is not None]
        self.drawing.line(reached, self.look.deep, self.look.normal, dashes=DOTTED)

    def spots(self, unit: str, chosen: str) -> None:
        """Each floor says its reading, from the top down; the chosen one is framed."""
        low = self.spacing / 2
        for floor, y in reversed(list(self.floors())):
            limits = Limits(floor.minimum, floor.maximum, unit)
            told = spoken(
                f"{floor.floor}, {self.case.title.lower()}", floor.day, floor.value, floor.mark, limits, floor.baseline
            )
            box = (self.left - 2, y - low, self.right - self.left + 4, self.spacing)
            if chosen and floor.key == chosen:
                self.drawing.box(*box, edge=self.look.ink, line=self.look.normal)
            self.drawing.spot(*box, told, floor.key)

    def scale(self, unit: str) -> None:
        """The pressure scale below, with light verticals."""
        for tick in numbers(0, self.reach):
            x = self.x(tick)
            self.drawing.line([(x, BELOW), (x, self.top)], self.look.rule, self.look.hair)
            self.drawing.label(x, BELOW - 7, f"{tick:g}", align="center")
        self.drawing.label(self.right, BELOW - 7, unit, align="right")

    def limits(self) -> None:
        """A dashed line over all floors with the same limit, its number on top."""
        half = self.spacing * 0.6
        for side in ("minimum", "maximum"):
            runs = list(self.runs(side))
            for value, bottom, top in runs:
                x = self.x(float(value))
                ends = [(x, max(bottom - half, BELOW)), (x, min(top + half, self.top))]
                self.drawing.line(ends, self.look.accent, self.look.thin, dashed=True)
            if runs:
                value = runs[-1][0]
                self.drawing.label(self.x(float(value)), self.top + 6, limit(value), self.look.accent, "center")

    def runs(self, side: str) -> Iterator[tuple[Decimal, float, float]]:
        """Consecutive floors with the same limit: the limit, the places of the first and of the last."""
        pairs = ((getattr(floor, side), y) for floor, y in self.floors())
        for value, group in groupby(pairs, key=lambda pair: pair[0]):
            reached = [y for _, y in group]
            if value is not None:
                yield value, reached[0], reached[-1]

    def baselines(self) -> None:
        half = self.spacing * 0.34
        for floor, y in self.floors():
            if floor.baseline is not None:
                x = self.x(min(float(floor.baseline), self.reach))
                self.drawing.line([(x, y - half), (x, y + half)], self.look.ink, self.look.normal)

    def bars(self) -> None:
        """A bar from zero to each reading."""
        tall = self.spacing * 0.34
        for floor, y in self.floors():
            if floor.value is not None:
                fill = self.look.fail_tint if floor.mark is Standing.FAIL else self.look.bar
                self.drawing.box(self.left, y - tall / 2, self.at(floor.value) - self.left, tall, fill)

    def at(self, value: Decimal) -> float:
        """Where a reading stands: within the scale, at its edge when it is beyond."""
        return self.x(max(0.0, min(float(value), self.reach)))

    def marks(self) -> None:
        """The status at each reading; without a reading near zero."""
        for floor, y in self.floors():
            x = self.at(floor.value) if floor.value is not None else self.x(0.03 * self.reach)
            self.drawing.mark(x, y, floor.mark)

    def values(self) -> None:
        """The readings in figures at the right; where the floors stand close, those that need to be seen and fit."""
        taken: list[float] = []
        crowded = self.spacing < self.look.small * 1.15
        for floor, y in sorted(self.floors(), key=lambda pair: _LOUDEST.index(pair[0].mark)):
            loud = floor.mark in (Standing.FAIL, Standing.NEAR)
            if floor.value is None or (crowded and not loud):
                continue
            if all(abs(y - other) >= self.look.small for other in taken) or not crowded:
                colour = self.look.of(floor.mark) if loud else self.look.ink
                self.drawing.label(self.right, y, shown(floor.value), colour, "right", bold=loud)
                taken.append(y)

    def floor_labels(self) -> None:
        """Names of the floors at the left, every so many where they stand close."""
        every = max(1, -(-round(self.look.small * 12.5) // max(round(self.spacing * 10), 1)))
        for floor, y in list(self.floors())[::every]:
            name = shortened(floor.floor, self.look.small, LABELS - 6)
            self.drawing.label(self.left - 6, y, name, align="right")
