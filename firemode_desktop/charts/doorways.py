"""Nine air velocities over each doorway of a stair, as heat maps at the doorway's own proportions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import DoorwayGrid, DoorwayGrids
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, Scene, Sketch, shortened, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

COLUMNS = 5
CELL = (34 * MM, 57 * MM)
HEAD, FOOT = 7 * MM, 8 * MM
DOOR = (28 * MM, 38 * MM)  # the most a doorway may take of its cell


def height_mm(doorways: int, columns: int = COLUMNS, titled: bool = False) -> float:
    """The natural height of so many doorways."""
    return (math.ceil(doorways / columns) * CELL[1] + FOOT + (HEAD if titled else 0)) / MM


def doorway_grids(
    grids: DoorwayGrids,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
    columns: int = COLUMNS,
) -> Figure:
    """``grids`` as a figure, so many doorways in a row."""
    return to_figure(doorways_scene(grids, look, size_mm, columns), figure)


def doorways_scene(
    grids: DoorwayGrids,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    columns: int = COLUMNS,
) -> Scene:
    """Each doorway with its nine points; one scale of colour, with a tint of its own below the limit."""
    count = len(grids.doorways)
    natural = CELL[0] * min(columns, max(count, 1)) / MM, height_mm(count, columns, bool(grids.title))
    drawing = sketch(look or style(), size_mm, natural)
    factor = min(drawing.width / (natural[0] * MM), drawing.height / (natural[1] * MM), 1.0)
    top = drawing.height - (HEAD if grids.title else 0)
    scale = _scale(grids.doorways)
    for number, doorway in enumerate(grids.doorways):
        row, column = divmod(number, columns)
        _doorway(drawing, doorway, column * CELL[0] * factor, top - row * CELL[1] * factor, factor, scale)
    if grids.title:
        title = shortened(grids.title, drawing.look.title, drawing.width)
        drawing.text(0, top + 9, title, drawing.look.title, bold=True)
    _key(drawing, scale)
    return drawing.scene()


def _scale(doorways: Sequence[DoorwayGrid]) -> tuple[float, float]:
    """Ends of the scale of colour in m/s."""
    limits = [float(doorway.minimum) for doorway in doorways if doorway.minimum is not None]
    values = [float(point) for doorway in doorways for point in doorway.points if point is not None]
    low = min(limits, default=min(values, default=0.0))
    return low, max(low * 1.6, min(max(values, default=low), low * 3 or math.inf), low + 0.1)


def colour_between(low: str, high: str, share: float) -> str:
    """The colour ``share`` (0 to 1) of the way from ``low`` to ``high``."""
    share = min(max(share, 0.0), 1.0)
    ends = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (low, high)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(*ends, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance 0 to 1 (Rec. 709 weights on the encoded values), to choose ink or paper for the figures."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def shade(value: float, scale: tuple[float, float], look: Style) -> str:
    """The colour of a velocity: one tint below the limit, from pale to deep above it."""
    low, high = scale
    return look.low if value < low else colour_between(look.pale, look.deep, (value - low) / (high - low))


def _doorway(
    drawing: Sketch, doorway: DoorwayGrid, x: float, top: float, factor: float, scale: tuple[float, float]
) -> None:
    size = min(DOOR[0] / float(doorway.width_m), DOOR[1] / float(doorway.height_m)) * factor
    wide, tall = float(doorway.width_m) * size, float(doorway.height_m) * size
    _head(drawing, doorway, x, top, CELL[0] * factor)
    lowest = min((point for point in doorway.points if point is not None), default=None)
    left, bottom = x + 0.6, top - 12 * MM - DOOR[1] * factor
    for number, point in enumerate(doorway.points):
        row, column = divmod(number, 3)
        corner = left + column * wide / 3, bottom + tall - (row + 1) * tall / 3
        _cell(drawing, point, (*corner, wide / 3, tall / 3), scale, bold=point is not None and point == lowest)
    frame = [(left, bottom), (left, bottom + tall), (left + wide, bottom + tall), (left + wide, bottom)]
    drawing.line(frame, drawing.look.ink, drawing.look.normal)


def _head(drawing: Sketch, doorway: DoorwayGrid, x: float, top: float, room: float) -> None:
    look = drawing.look
    loud = doorway.mark in (Standing.FAIL, Standing.NEAR)
    drawing.text(x, top - 12, shortened(doorway.label, look.text, room - 6), look.text, bold=True)
    words = f"mean {shown(doorway.mean, least=3)}" if doorway.mean is not None else doorway.mark.label
    drawing.mark(x + look.mark / 2 + 0.6, top - 24, doorway.mark)
    drawing.label(x + look.mark + 5, top - 24, words, look.of(doorway.mark) if loud else look.quiet)


def _cell(
    drawing: Sketch,
    point: Decimal | None,
    box: tuple[float, float, float, float],
    scale: tuple[float, float],
    bold: bool,
) -> None:
    x, y, wide, tall = box
    look = drawing.look
    fill = look.paper if point is None else shade(float(point), scale, look)
    drawing.box(x, y, wide, tall, fill, look.paper, look.thin)
    if point is not None:
        ink = "#FFFFFF" if luminance(fill) < 0.5 else "#1B2430"
        drawing.label(x + wide / 2, y + tall / 2, shown(point, 2, 2), ink, "center", bold)


def _key(drawing: Sketch, scale: tuple[float, float]) -> None:
    """The scale of colour in words and a strip of steps, below."""
    look, (low, high) = drawing.look, scale
    steps, step, y = 24, 4.0, 5.0
    drawing.box(0, y - 3, 10, 6, look.low)
    below = f"below {low:.2f} m/s"
    drawing.label(14, y, below)
    left = 14 + width(below, look.small) + 18
    for index in range(steps):
        fill = shade(low + (high - low) * index / (steps - 1), scale, look)
        drawing.box(left + index * step, y - 3, step + 0.2, 6, fill)
    drawing.label(left + steps * step + 5, y, f"{low:.2f} to {high:.2f} m/s · lowest point in bold")
