"""Pressure over height: the readings of a stair against their baseline and their limits, one panel a door case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from firemode_desktop.charts.canvas import DASHES, Margins, axes, blend, legend, marks, room, sheet, shortened, write
from firemode_desktop.charts.data import Profile, ProfileCase, ProfileFloor
from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.section import Standing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
LABEL_MM = 22.0
GUTTER_MM = 7.0
VALUE_MM = 11.0
ABOVE_MM = 14.0
BELOW_MM = 13.0
# A reading further out than this many times the highest limit stands at the edge with its number, so that one slip of
# the pen does not squeeze every other reading into a line.
FURTHEST = 2.0


def height_mm(floors: int) -> float:
    """A height at which ``floors`` can be told apart: 5.6 mm a floor, at most what a page holds."""
    return min(max(ABOVE_MM + BELOW_MM + 5.6 * floors, 60), 205)


def pressure_profile(
    profile: Profile,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """Draw ``profile``; heights are true where every floor has one, else the floors are evenly spaced."""
    look = look or style()
    cases = profile.cases
    wide, tall = room(look, size_mm, (WIDTH_MM, height_mm(max((len(case.floors) for case in cases), default=0))))
    figure = sheet(look, wide, tall, figure)
    panel_mm = (wide - LABEL_MM - GUTTER_MM * (len(cases) - 1) - 1) / max(len(cases), 1)
    for number, case in enumerate(cases):
        left = LABEL_MM + number * (panel_mm + GUTTER_MM)
        area = axes(figure, Margins(left, wide - left - panel_mm, ABOVE_MM, BELOW_MM), look)
        panel = _Panel(area, look, case, _heights(case), _reach(profile), (tall - ABOVE_MM - BELOW_MM) / 25.4 * 72)
        panel.draw(1 + VALUE_MM / (panel_mm - VALUE_MM), profile.unit)
        if number == 0:
            panel.floor_labels()
            legend(area, {floor.mark for each in cases for floor in each.floors}, look, 25, _extras(profile))
    return figure


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
    """One door case: ``heights`` are where the floors stand, ``tall`` is the height of the panel in points."""

    axes: Axes
    look: Style
    case: ProfileCase
    heights: tuple[float, ...]
    reach: float
    tall: float

    @property
    def step(self) -> float:
        """The mean distance of two floors."""
        if len(self.heights) < 2:
            return 1.0
        return (self.heights[-1] - self.heights[0]) / (len(self.heights) - 1)

    @property
    def spacing(self) -> float:
        """The same in points."""
        return self.tall / max(len(self.heights), 1)

    def floors(self) -> Iterator[tuple[ProfileFloor, float]]:
        """Each floor with its height."""
        return zip(self.case.floors, self.heights, strict=True)

    def draw(self, stretch: float, unit: str) -> None:
        low, high = (self.heights[0], self.heights[-1]) if self.heights else (0.0, 1.0)
        self.axes.set_xlim(0, self.reach * stretch)
        self.axes.set_ylim(low - self.step * 0.6, high + self.step * 0.6)
        corner = self.axes.transAxes
        write(
            self.axes,
            0,
            1,
            self.case.title,
            self.look,
            size=self.look.title,
            weight=600,
            transform=corner,
            shift=(0, 20),
        )
        self.scale(unit)
        self.limits()
        self.baselines()
        self.readings()
        self.values()

    def scale(self, unit: str) -> None:
        """The pressure scale below, with light verticals."""
        below = blend(self.axes, "data", "axes")
        quiet = {"size": self.look.small, "colour": self.look.quiet, "va": "top", "shift": (0.0, -3.0)}
        for tick in numbers(0, self.reach):
            self.axes.plot(
                [tick, tick], [0, 1], color=self.look.rule, linewidth=self.look.hair, transform=below, zorder=1
            )
            write(self.axes, tick, 0, f"{tick:g}", self.look, ha="center", transform=below, **quiet)
        write(self.axes, 1, 0, unit, self.look, ha="right", transform=self.axes.transAxes, **quiet)

    def limits(self) -> None:
        """A dashed line over all floors with the same limit, its number on top."""
        for side in ("minimum", "maximum"):
            runs = list(self.runs(side))
            for value, bottom, top in runs:
                ends = [bottom - self.step * 0.6, top + self.step * 0.6]
                self.axes.plot(
                    [float(value)] * 2,
                    ends,
                    color=self.look.accent,
                    linewidth=self.look.thin,
                    linestyle=DASHES,
                    zorder=3,
                )
            if runs:
                value = runs[-1][0]
                above = blend(self.axes, "data", "axes")
                write(
                    self.axes,
                    float(value),
                    1,
                    limit(value),
                    self.look,
                    size=self.look.small,
                    colour=self.look.accent,
                    ha="center",
                    transform=above,
                    shift=(0, 3),
                )

    def runs(self, side: str) -> Iterator[tuple[Decimal, float, float]]:
        """Consecutive floors with the same limit: the limit, the heights of the first and of the last."""
        pairs = ((getattr(floor, side), height) for floor, height in self.floors())
        for value, group in groupby(pairs, key=lambda pair: pair[0]):
            reached = [height for _, height in group]
            if value is not None:
                yield value, reached[0], reached[-1]

    def baselines(self) -> None:
        known = [(float(floor.baseline), y) for floor, y in self.floors() if floor.baseline is not None]
        xs, ys, half = [x for x, _ in known], [y for _, y in known], self.step * 0.36
        ends = [y - half for y in ys], [y + half for y in ys]
        self.axes.vlines(xs, *ends, color=self.look.ink, linewidth=self.look.normal, zorder=4)

    def readings(self) -> None:
        """A bar from zero to each reading, its status at the end; without a reading a shape near zero and no bar."""
        measured = [
            (floor.mark, y, min(float(floor.value), self.reach))
            for floor, y in self.floors()
            if floor.value is not None
        ]
        for bad, colour in ((False, self.look.bar), (True, self.look.fail_tint)):
            rows = [(y, x) for mark, y, x in measured if (mark is Standing.FAIL) is bad]
            ys, xs = [y for y, _ in rows], [x for _, x in rows]
            self.axes.barh(ys, xs, height=self.step * 0.34, color=colour, linewidth=0, zorder=2)
        absent = [(0.03 * self.reach, y, floor.mark) for floor, y in self.floors() if floor.value is None]
        marks(self.axes, [(x, y, mark) for mark, y, x in measured] + absent, self.look)

    def values(self) -> None:
        """The readings in figures at the right; where the floors stand close, only those that need to be seen."""
        crowded = self.spacing < self.look.small * 1.15
        right = blend(self.axes, "axes", "data")
        for floor, y in self.floors():
            loud = floor.mark in (Standing.FAIL, Standing.NEAR)
            if floor.value is not None and (loud or not crowded):
                colour = self.look.of(floor.mark) if loud else self.look.ink
                write(
                    self.axes,
                    1,
                    y,
                    shown(floor.value),
                    self.look,
                    size=self.look.small,
                    ha="right",
                    va="center_baseline",
                    weight=600 if loud else "normal",
                    transform=right,
                    colour=colour,
                )

    def floor_labels(self) -> None:
        """Names of the floors at the left, every so many where they stand close."""
        every = max(1, -(-round(self.look.small * 12.5) // max(round(self.spacing * 10), 1)))
        left = blend(self.axes, "axes", "data")
        for floor, y in list(self.floors())[::every]:
            write(
                self.axes,
                0,
                y,
                shortened(floor.floor, 16),
                self.look,
                size=self.look.small,
                colour=self.look.quiet,
                ha="right",
                va="center_baseline",
                transform=left,
                shift=(-6, 0),
            )
