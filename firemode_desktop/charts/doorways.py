"""Nine air velocities over each doorway of a stair, as heat maps at the doorway's own proportions; or their change."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import Cell, ChartTable, DoorwayGrid, DoorwayGrids
from firemode_desktop.charts.digits import shown, signed
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, WHOLE, Scene, Sketch, View, shortened, sketch
from firemode_desktop.charts.shades import between, ink_on
from firemode_desktop.charts.spoken import spoken
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS, LEAST = 5, 4  # the widest row, and the room that the key below takes
CELL_WIDTH = 34 * MM
LABEL, ROOM = 12 * MM, 45 * MM  # above each doorway its name and mean; the doorway with the air around it
HEAD, FOOT = 7 * MM, 8 * MM
DOOR = (28 * MM, 38 * MM)  # the most a doorway may take of its cell
LARGEST = 1.5  # times its natural size, where a window has room
POINTS = tuple(f"P{number}" for number in range(1, 10))
HEADS = ("Doorway", "Date", "Width, m", "Height, m", *POINTS, "Mean", "Minimum", "Result")
CHANGES = ("Against", *(f"{point} change" for point in POINTS), "Mean change")


def height_mm(doorways: int, columns: int = COLUMNS, titled: bool = False) -> float:
    """The natural height of so many doorways."""
    return (math.ceil(doorways / columns) * (LABEL + ROOM) + FOOT + (HEAD if titled else 0)) / MM


def doorway_grids(
    grids: DoorwayGrids,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
    columns: int = COLUMNS,
) -> Figure:
    """``grids`` as a figure, so many doorways in a row."""
    return to_figure(doorways_scene(grids, look, size_mm, columns=columns), figure)


def doorways_scene(
    grids: DoorwayGrids,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    view: View = WHOLE,
    columns: int | None = None,
) -> Scene:
    """Each doorway with its nine points; one scale of colour. ``columns`` None: as many as show them largest."""
    look, count = look or style(), max(len(grids.doorways), 1)
    natural = (
        CELL_WIDTH * max(min(columns or COLUMNS, count), LEAST) / MM,
        height_mm(count, columns or COLUMNS, bool(grids.title)),
    )
    drawing = sketch(look, size_mm, natural)
    top = drawing.height - (HEAD if grids.title else 0)
    layout = _layout(count, drawing.width, top - FOOT, columns or (COLUMNS if size_mm is None else None))
    paint = _Change(grids, look) if grids.change else _Velocity(grids, look)
    for number, doorway in enumerate(grids.doorways):
        row, column = divmod(number, layout.columns)
        _Doorway(drawing, doorway, layout, column * layout.wide, top - row * layout.tall, paint).draw(view.chosen)
    if grids.title:
        title = shortened(grids.title, look.title, drawing.width / 1.1)
        drawing.text(0, top + 9, title, look.title, bold=True)
    paint.key(drawing)
    return drawing.scene()


@dataclass(frozen=True, slots=True)
class _Layout:
    """So many doorways in a row, ``factor`` times their natural size."""

    columns: int
    factor: float

    @property
    def wide(self) -> float:
        return CELL_WIDTH * self.factor

    @property
    def tall(self) -> float:
        return LABEL + ROOM * self.factor


def _layout(count: int, wide: float, tall: float, columns: int | None) -> _Layout:
    """The row length at which ``count`` doorways come out largest in a room, or how large a given one lets them be."""
    choices = [min(columns, count)] if columns else range(1, count + 1)
    largest = 1.0 if columns else LARGEST
    return max((_Layout(each, _factor(count, each, wide, tall, largest)) for each in choices), key=_size)


def _factor(count: int, columns: int, wide: float, tall: float, largest: float) -> float:
    rows = math.ceil(count / columns)
    return max(min(wide / (columns * CELL_WIDTH), (tall / rows - LABEL) / ROOM, largest), 0.05)


def _size(layout: _Layout) -> tuple[float, int]:
    return layout.factor, layout.columns


class _Velocity:
    """Velocities: one tint below the limit, from pale to deep above it; the lowest point of a doorway in bold."""

    def __init__(self, grids: DoorwayGrids, look: Style) -> None:
        self.look, self.scale = look, _scale(grids.doorways)

    def values(self, doorway: DoorwayGrid) -> tuple[Decimal | None, ...]:
        return doorway.points

    def bold(self, doorway: DoorwayGrid) -> Decimal | None:
        return min((point for point in doorway.points if point is not None), default=None)

    def fill(self, value: Decimal) -> str:
        return shade(float(value), self.scale, self.look)

    def text(self, value: Decimal) -> str:
        return shown(value, 2, 2)

    def sign(self, value: Decimal) -> str:
        return ""

    def mean(self, doorway: DoorwayGrid) -> str:
        return f"mean {shown(doorway.mean, least=2)}" if doorway.mean is not None else doorway.mark.label

    def key(self, drawing: Sketch) -> None:
        """The scale of colour in words and a strip of steps, below."""
        look, (low, high), y = self.look, self.scale, 5.0
        drawing.box(0, y - 3, 10, 6, look.low)
        below = f"below {low:.2f} m/s"
        drawing.label(14, y, below)
        left = 14 + width(below, look.small) + 18
        steps = [shade(low + (high - low) * step / 23, self.scale, look) for step in range(24)]
        right = _strip(drawing, left, y, steps)
        drawing.label(right + 5, y, f"{low:.2f} to {high:.2f} m/s · lowest point in bold")


class _Change:
    """Changes: warm where there is less air than before, blue where there is more; the greatest loss in bold."""

    def __init__(self, grids: DoorwayGrids, look: Style) -> None:
        changes = [abs(float(change)) for doorway in grids.doorways for change in doorway.changes if change is not None]
        self.look, self.reach = look, max(*changes, 0.1) if changes else 0.1

    def values(self, doorway: DoorwayGrid) -> tuple[Decimal | None, ...]:
        return doorway.changes

    def bold(self, doorway: DoorwayGrid) -> Decimal | None:
        lowest = min((change for change in doorway.changes if change is not None), default=None)
        return lowest if lowest is not None and lowest < 0 else None

    def fill(self, value: Decimal) -> str:
        share = float(value) / self.reach
        return between(self.look.panel, self.look.less if share < 0 else self.look.deep, abs(share))

    def text(self, value: Decimal) -> str:
        return signed(value)

    def sign(self, value: Decimal) -> str:
        """Less and more are shades of two colours, which greyscale does not tell apart."""
        return "−" if value < 0 else "+" if value > 0 else ""

    def mean(self, doorway: DoorwayGrid) -> str:
        if doorway.mean_change is None:
            return "nothing before" if doorway.mean is not None else doorway.mark.label
        return f"mean {signed(doorway.mean_change, 3)}"

    def key(self, drawing: Sketch) -> None:
        """Less at the left, more at the right."""
        look, y, less = self.look, 5.0, f"−{self.reach:.2f}"
        drawing.label(0, y, less)
        steps = [self.fill(Decimal(repr(self.reach * (step / 12 - 1)))) for step in range(25)]
        right = _strip(drawing, width(less, look.small) + 5, y, steps)
        drawing.label(right + 5, y, f"+{self.reach:.2f} m/s against the time before · greatest loss in bold")


def _strip(drawing: Sketch, left: float, y: float, colours: Sequence[str], step: float = 4.0) -> float:
    """A strip of colours around the height ``y``; returns its right end."""
    for index, colour in enumerate(colours):
        drawing.box(left + index * step, y - 3, step + 0.2, 6, colour)
    return left + len(colours) * step


def _scale(doorways: Sequence[DoorwayGrid]) -> tuple[float, float]:
    """Ends of the scale of colour in m/s."""
    limits = [float(doorway.minimum) for doorway in doorways if doorway.minimum is not None]
    values = [float(point) for doorway in doorways for point in doorway.points if point is not None]
    low = min(limits, default=min(values, default=0.0))
    return low, max(low * 1.6, min(max(values, default=low), low * 3 or math.inf), low + 0.1)


def shade(value: float, scale: tuple[float, float], look: Style) -> str:
    """The colour of a velocity: one tint below the limit, from pale to deep above it."""
    low, high = scale
    return look.low if value < low else between(look.pale, look.deep, (value - low) / (high - low))


@dataclass(frozen=True, slots=True)
class _Doorway:
    """One doorway in the cell whose upper left corner is ``x``, ``top``."""

    drawing: Sketch
    doorway: DoorwayGrid
    layout: _Layout
    x: float
    top: float
    paint: _Velocity | _Change

    def draw(self, chosen: str) -> None:
        doorway, drawing, look = self.doorway, self.drawing, self.drawing.look
        wide, tall = self.size()
        left, bottom = self.x + 0.6, self.top - LABEL - DOOR[1] * self.layout.factor
        self.head()
        loud = self.paint.bold(doorway)
        for number, value in enumerate(self.paint.values(doorway)):
            row, column = divmod(number, 3)
            corner = left + column * wide / 3, bottom + tall - (row + 1) * tall / 3
            self.point(value, (*corner, wide / 3, tall / 3), bold=value is not None and value == loud)
        frame = [(left, bottom), (left, bottom + tall), (left + wide, bottom + tall), (left + wide, bottom)]
        drawing.line(frame, look.ink, look.normal)
        box = (self.x - 2.5, bottom - 3, self.layout.wide - 3, self.top - bottom - 1)
        if chosen and doorway.key == chosen:
            drawing.box(*box, edge=look.ink, line=look.normal)
        drawing.spot(*box, doorway_words(doorway), doorway.key)

    def size(self) -> tuple[float, float]:
        """At its own proportions; as wide as there is room where its numbers would not fit otherwise."""
        doorway, factor = self.doorway, self.layout.factor
        scale = min(DOOR[0] / float(doorway.width_m), DOOR[1] / float(doorway.height_m)) * factor
        texts = (self.paint.text(value) for value in self.paint.values(doorway) if value is not None)
        least = 3 * (max((width(text, self.drawing.look.small) for text in texts), default=0.0) + 1.5)
        wide, widest = float(doorway.width_m) * scale, CELL_WIDTH * factor - 6
        return (widest if wide < least <= widest else wide), float(doorway.height_m) * scale

    def head(self) -> None:
        """The name of the doorway, and its mean beside its status."""
        look, room, top = self.drawing.look, self.layout.wide - 6, self.top
        mark = self.doorway.mark
        loud = mark in (Standing.FAIL, Standing.NEAR)
        self.drawing.text(self.x, top - 12, shortened(self.doorway.label, look.text, room), look.text, bold=True)
        self.drawing.mark(self.x + look.mark / 2 + 0.6, top - 24, mark)
        words = self.paint.mean(self.doorway)
        if width(words, look.small) > room - look.mark:
            words = shortened(words.removeprefix("mean "), look.small, room - look.mark)
        self.drawing.label(self.x + look.mark + 5, top - 24, words, look.of(mark) if loud else look.quiet)

    def point(self, value: Decimal | None, box: tuple[float, float, float, float], bold: bool) -> None:
        """One of the nine: its shade, and its number where it fits, else at least its sign."""
        x, y, wide, tall = box
        look = self.drawing.look
        fill = look.paper if value is None else self.paint.fill(value)
        self.drawing.box(x, y, wide, tall, fill, look.paper, look.thin)
        if value is None:
            return
        texts = (self.paint.text(value), self.paint.sign(value))
        text = next((each for each in texts if width(each, look.small) <= wide - 1), "")
        if text and look.small <= tall:
            self.drawing.label(x + wide / 2, y + tall / 2, text, ink_on(fill), "center", bold)


def doorway_words(doorway: DoorwayGrid) -> str:
    """``Level-8, 14 Mar 2026: mean 1.128 m/s, passes (at least 1 m/s), lowest 1.02 at point 9, −0.2 m/s since …``."""
    told = [spoken(doorway.label, doorway.day, doorway.mean, doorway.mark, Limits(doorway.minimum, None, "m/s"))]
    known = [(point, number) for number, point in enumerate(doorway.points, start=1) if point is not None]
    if known:
        lowest, number = min(known)
        told.append(f"lowest {shown(lowest, 2)} at point {number}")
    if doorway.mean_change is not None:
        told.append(f"mean {signed(doorway.mean_change)} m/s against {doorway.against}")
    return ", ".join(told)


def doorways_table(grids: DoorwayGrids) -> ChartTable:
    """A row a doorway: its nine points; of a change also what they are held against and by how much they differ."""
    heads = (*HEADS[:-1], *CHANGES, HEADS[-1]) if grids.change else HEADS
    rows = tuple(tuple(_cells(doorway, grids.change)) for doorway in grids.doorways)
    keys = tuple(doorway.key for doorway in grids.doorways)
    return ChartTable(heads, rows, keys, tuple(doorway.mark for doorway in grids.doorways))


def _cells(doorway: DoorwayGrid, change: bool) -> Iterator[Cell]:
    yield from (doorway.label, doorway.day.isoformat() if doorway.day else None, doorway.width_m, doorway.height_m)
    yield from (*doorway.points, doorway.mean, doorway.minimum)
    if change:
        yield from (doorway.against or None, *doorway.changes, doorway.mean_change)
    yield doorway.mark.label
