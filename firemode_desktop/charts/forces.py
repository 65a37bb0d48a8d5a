"""Door forces against the pressure of the day: one mark a door, and lines along which the closer takes the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.digits import limit, shown
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, WHOLE, Circle, Scale, Scene, Sketch, View, shortened, sketch
from firemode_desktop.charts.spoken import spoken
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.physics import HANDLE_FROM_EDGE_M, door_force
from firemode_desktop.domain.standing import Standing

WIDTH_MM, HEIGHT_MM = 170.0, 105.0
LEFT, RIGHT, ABOVE, BELOW = 13 * MM, 21 * MM, 5 * MM, 17 * MM
APART = 12 * MM  # at the left, for doors without a pressure of that day
CLOSERS = tuple(Decimal(force) for force in range(0, 200, 20))
HEADS = (
    "Stair", "Floor", "Door", "Date", "Pressure, Pa", "Force, fan on, N", "Closer, N", "Force, fan off, N",
    "Implied pressure, Pa", "Maximum", "Width, m", "Height, m", "Odd", "Result",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForceDoor:
    """One door on its day: forces in N, pressures in Pa, sizes in m; ``odd`` says what does not fit, if anything."""

    stair: str
    floor: str
    door: str
    day: date
    force: Decimal
    mark: Standing
    pressure: Decimal | None = None
    closer: Decimal | None = None
    force_off: Decimal | None = None
    implied: Decimal | None = None
    maximum: Decimal | None = None
    size: tuple[Decimal, Decimal] | None = None
    odd: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ForceScatter:
    """The doors, and the ``usual`` one (its width and height in m) for which lines of equal closers are drawn."""

    doors: tuple[ForceDoor, ...]
    usual: tuple[Decimal, Decimal] | None = None
    title: str = ""
    words: str = ""

    @property
    def empty(self) -> bool:
        """Whether no force was read."""
        return not self.doors


def forces_scene(
    data: ForceScatter, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``data`` as strokes; every door is a spot, from left to right."""
    look = look or style()
    drawing = sketch(look, size_mm, (WIDTH_MM, HEIGHT_MM))
    plot = _Plot(drawing, data, *_scales(drawing, data))
    plot.frame()
    plot.closers()
    plot.limits()
    plot.doors(view.chosen)
    plot.legend()
    return drawing.scene()


def _scales(drawing: Sketch, data: ForceScatter) -> tuple[Scale, Scale]:
    """Pressure across and force up; the limit and all readings lie within."""
    pressures = [float(door.pressure) for door in data.doors if door.pressure is not None]
    forces = [float(value) for door in data.doors for value in (door.force, door.maximum) if value is not None]
    least, most = min([*pressures, 0.0]), max([*pressures, 10.0])
    first = LEFT + (APART if any(door.pressure is None for door in data.doors) else 0)
    across = Scale(least * 1.1, most * 1.1, first, max(drawing.width - RIGHT, first + 1))
    return across, Scale(0, max([*forces, 20.0]) * 1.08, BELOW, drawing.height - ABOVE)


@dataclass(frozen=True, slots=True)
class _Plot:
    drawing: Sketch
    data: ForceScatter
    x: Scale
    y: Scale

    @property
    def look(self) -> Style:
        return self.drawing.look

    def frame(self) -> None:
        """Both scales with light lines, and what they are of."""
        drawing, look, left = self.drawing, self.look, self.x.start
        for tick in numbers(0, self.y.last):
            drawing.line([(left, self.y(tick)), (self.x.end, self.y(tick))], look.rule, look.hair)
            drawing.label(LEFT - 5, self.y(tick), f"{tick:g}", align="right")
        for tick in numbers(self.x.first, self.x.last):
            drawing.line([(self.x(tick), BELOW), (self.x(tick), self.y.end)], look.rule, look.hair)
            drawing.label(self.x(tick), BELOW - 7, f"{tick:g}".replace("-", "−"), align="center")
        drawing.label(LEFT - 5, self.y.end + 6, "N", align="right")
        words = shortened("Pa across the door, measured that day", look.small, self.x.end - self.x.start)
        drawing.label(self.x.end, BELOW - 17, words, align="right")
        if left > LEFT:
            drawing.line([(left, BELOW), (left, self.y.end)], look.faint, look.thin)
            drawing.label((LEFT + left) / 2, BELOW - 7, "not read", align="center")

    def closers(self) -> None:
        """Lines along which the closer of the usual door takes the same, named where they leave the plot."""
        if self.data.usual is None:
            return
        named = 1e9
        for closer in reversed(CLOSERS):
            ends = [self.along(closer, at) for at in (self.x.first, self.x.last)]
            shown_ = _within(ends, self.y.last)
            if shown_ is None:
                continue
            points = [(self.x(pressure), self.y(force)) for pressure, force in shown_]
            self.drawing.line(points, self.look.faint, self.look.hair)
            if shown_[1][0] == self.x.last and named - points[1][1] >= self.look.small:
                named = points[1][1]
                self.drawing.label(self.x.end + 4, named, f"closer {closer} N", self.look.faint)

    def along(self, closer: Decimal, pressure: float) -> tuple[float, float]:
        """Pressure, and the force it makes with this closer on the usual door."""
        wide, tall = self.data.usual or (Decimal(1), Decimal(2))
        return pressure, float(door_force(closer, wide, tall, Decimal(repr(pressure)), HANDLE_FROM_EDGE_M))

    def limits(self) -> None:
        """A dashed line for every force that is allowed at most."""
        look = self.look
        for maximum in sorted({door.maximum for door in self.data.doors if door.maximum is not None}):
            y = self.y(float(maximum))
            self.drawing.line([(LEFT, y), (self.x.end, y)], look.accent, look.thin, dashed=True)
            self.drawing.label(LEFT - 5, y, limit(maximum), look.accent, "right", bold=True)

    def doors(self, chosen: str) -> None:
        """A mark a door, ringed where it is odd or chosen, named where it asks to be seen and there is room."""
        named: list[tuple[float, float]] = []
        for door in sorted(self.data.doors, key=lambda door: (door.pressure is not None, door.pressure, door.force)):
            x, y = self.at(door)
            self.drawing.mark(x, y, door.mark)
            if door.odd:
                self.ring(x, y, self.look.mark * 1.9, self.look.near, self.look.thin)
            if chosen and door.key == chosen:
                self.ring(x, y, self.look.mark * 2.4, self.look.ink, self.look.normal)
            if (door.odd or door.mark is Standing.FAIL) and self.free(x, y, named):
                self.name(door, x, y)
                named.append((x, y))
            reach = self.look.mark * 1.1
            self.drawing.spot(x - reach, y - reach, 2 * reach, 2 * reach, door_words(door), door.key)

    def at(self, door: ForceDoor) -> tuple[float, float]:
        x = (LEFT + self.x.start) / 2 if door.pressure is None else self.x(float(door.pressure))
        return x, self.y(float(door.force))

    def ring(self, x: float, y: float, wide: float, colour: str, line: float) -> None:
        pad = self.drawing.pad
        self.drawing.strokes.append(Circle(x + pad, y + pad, wide / 2, edge=colour, width=line))

    def free(self, x: float, y: float, named: list[tuple[float, float]]) -> bool:
        """Whether a name beside the mark runs into no other."""
        return all(abs(x - other) > 60 or abs(y - at) > self.look.small for other, at in named)

    def name(self, door: ForceDoor, x: float, y: float) -> None:
        look = self.look
        colour = look.of(door.mark) if door.mark is Standing.FAIL else look.ink
        text = shortened(door.floor or door.door, look.small, 60)
        right = x + look.mark * 1.4 + width(text, look.small) <= self.drawing.width
        at = x + look.mark * 1.4 if right else x - look.mark * 1.4
        self.drawing.label(at, y, text, colour, "left" if right else "right")

    def legend(self) -> None:
        limited = any(door.maximum is not None for door in self.data.doors)
        self.drawing.legend(0, 4, {door.mark for door in self.data.doors}, ["limits"] if limited else [])
        if any(door.odd for door in self.data.doors):
            text, look = "asks for a second look", self.look
            x = self.drawing.width - width(text, look.small) - 8
            self.ring(x, 4, look.mark * 1.9, look.near, look.thin)
            self.drawing.label(x + 8, 4, text)


def _within(
    ends: list[tuple[float, float]], top: float
) -> tuple[tuple[float, float], tuple[float, float]] | None:  # fmt: skip
    """The part of a rising line that lies between 0 and ``top``; None where none of it does."""
    (left, low), (right, high) = ends
    if high <= 0 or low >= top or high == low:
        return None
    slope = (high - low) / (right - left)
    begin = (left, low) if low >= 0 else (left - low / slope, 0.0)
    end = (right, high) if high <= top else (left + (top - low) / slope, top)
    return begin, end


def door_words(door: ForceDoor) -> str:
    """``Level-8, D-1, 14 Mar 2026: 84 N, passes (at most 110 N), at 48.5 Pa, its closer takes 31.2 N``."""
    where = ", ".join(part for part in (door.floor, door.door) if part)
    told = [spoken(where, door.day, door.force, door.mark, Limits(None, door.maximum, "N"))]
    if door.pressure is None:
        told.append("its pressure was not read that day")
    else:
        told.append(f"at {shown(door.pressure)} Pa")
        closer = "its size is not known" if door.closer is None else f"its closer takes {_one(door.closer)} N"
        told.append(closer)
    if door.implied is not None:
        told.append(f"its two forces imply {_one(door.implied)} Pa")
    return ", ".join(told) + (f". {door.odd}" if door.odd else "")


def _one(value: Decimal) -> str:
    return shown(value, 1, 1)


def forces_table(data: ForceScatter) -> ChartTable:
    """A row a door, in walking order."""
    rows = tuple(
        (
            door.stair, door.floor, door.door, door.day.isoformat(), door.pressure, door.force, _rounded(door.closer),
            door.force_off, _rounded(door.implied), door.maximum, *(door.size or (None, None)), door.odd or None,
            door.mark.label,
        )
        for door in data.doors
    )  # fmt: skip
    return ChartTable(HEADS, rows, tuple(_keys(data)), tuple(door.mark for door in data.doors))


def _keys(data: ForceScatter) -> Iterator[str]:
    return (door.key for door in data.doors)


def _rounded(value: Decimal | None) -> Decimal | None:
    """What is worked out, at three decimals; what was read stays as it was read."""
    return None if value is None else round(value, 3)
