"""Nine air velocities over each doorway of a stair, as heat maps at the doorway's own proportions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from firemode_desktop.charts.canvas import Margins, axes, marks, points, room, sheet, shortened, width, write
from firemode_desktop.charts.data import DoorwayGrid, DoorwayGrids
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.section import Standing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
COLUMNS = 5
CELL_MM = (34.0, 57.0)
HEAD_MM = 7.0
FOOT_MM = 11.0
DOOR_MM = (28.0, 38.0)  # the most a doorway may take of its cell


def height_mm(doorways: int, columns: int = COLUMNS, titled: bool = False) -> float:
    """The natural height of so many doorways."""
    return math.ceil(doorways / columns) * CELL_MM[1] + FOOT_MM + (HEAD_MM if titled else 0)


def doorway_grids(
    grids: DoorwayGrids,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
    columns: int = COLUMNS,
) -> Figure:
    """Draw each doorway with its nine points; one scale of colour, with a tint of its own below the limit."""
    look = look or style()
    head = HEAD_MM if grids.title else 0.0
    natural = (
        CELL_MM[0] * min(columns, max(len(grids.doorways), 1)),
        height_mm(len(grids.doorways), columns, bool(head)),
    )
    wide, tall = room(look, size_mm, natural)
    figure = sheet(look, wide, tall, figure)
    area = axes(figure, Margins(0, 0, head, FOOT_MM), look)
    rows = math.ceil(len(grids.doorways) / columns) or 1
    area.set_xlim(0, natural[0])
    area.set_ylim(rows * CELL_MM[1], 0)
    area.set_aspect("equal", anchor="NW")
    low, high = _scale(grids.doorways)
    for number, doorway in enumerate(grids.doorways):
        row, column = divmod(number, columns)
        _doorway(area, doorway, column * CELL_MM[0], row * CELL_MM[1], look, low, high)
    if grids.title:
        write(area, 0, 7, grids.title, look, size=look.title, weight=600, transform=points(area, 0, 1))
    _key(area, look, low, high)
    return figure


def _scale(doorways: Sequence[DoorwayGrid]) -> tuple[float, float]:
    """Ends of the scale of colour in m/s."""
    limits = [float(doorway.minimum) for doorway in doorways if doorway.minimum is not None]
    values = [float(point) for doorway in doorways for point in doorway.points if point is not None]
    low = min(limits, default=min(values, default=0.0))
    return low, max(low * 1.6, min(max(values, default=low), low * 3 or math.inf), low + 0.1)


def colour_between(low: str, high: str, share: float) -> str:
    """The colour ``share`` (0 to 1) of the way from ``low`` to ``high``, mixed in linear RGB bytes."""
    share = min(max(share, 0.0), 1.0)
    ends = [[int(colour[place : place + 2], 16) for place in (1, 3, 5)] for colour in (low, high)]
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(*ends, strict=True))


def luminance(colour: str) -> float:
    """Relative luminance 0 to 1 (Rec. 709 weights on the encoded values), to choose ink or paper for the figures."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _doorway(area: Axes, doorway: DoorwayGrid, left: float, top: float, look: Style, low: float, high: float) -> None:
    scale = min(DOOR_MM[0] / float(doorway.width_m), DOOR_MM[1] / float(doorway.height_m))
    wide, tall = float(doorway.width_m) * scale, float(doorway.height_m) * scale
    x, y = left + 0.4, top + 12 + (DOOR_MM[1] - tall)
    lowest = min((point for point in doorway.points if point is not None), default=None)
    write(area, left, top + 4.5, shortened(doorway.label, 20), look, weight=600)
    _mean(area, doorway, left, top + 9.5, look)
    for number, point in enumerate(doorway.points):
        row, column = divmod(number, 3)
        box = x + column * wide / 3, y + row * tall / 3, wide / 3, tall / 3
        _cell(area, point, box, look, (low, high), lowest=point is not None and point == lowest)
    frame_x = [x, x, x + wide, x + wide]
    area.plot(
        frame_x, [y + tall, y, y, y + tall], color=look.ink, linewidth=look.normal, solid_joinstyle="miter", zorder=4
    )


def _mean(area: Axes, doorway: DoorwayGrid, x: float, y: float, look: Style) -> None:
    colour = look.of(doorway.mark) if doorway.mark in (Standing.FAIL, Standing.NEAR) else look.quiet
    marks(area, [(x + 1, y - 0.9, doorway.mark)], look)
    words = f"mean {shown(doorway.mean, least=3)}" if doorway.mean is not None else doorway.mark.label
    write(area, x, y, words, look, size=look.small, colour=colour, shift=(8, 0))


def _cell(
    area: Axes,
    point: Decimal | None,
    box: tuple[float, float, float, float],
    look: Style,
    scale: tuple[float, float],
    lowest: bool,
) -> None:
    from matplotlib.patches import Rectangle

    x, y, wide, tall = box
    fill = look.paper if point is None else shade(float(point), scale, look)
    area.add_patch(Rectangle((x, y), wide, tall, facecolor=fill, edgecolor=look.paper, linewidth=look.thin, zorder=2))
    if point is not None:
        middle = {
            "ha": "center",
            "va": "center",
            "zorder": 5,
            "size": look.small,
            "weight": 600 if lowest else "normal",
        }
        ink = "#FFFFFF" if luminance(fill) < 0.5 else "#1B2430"
        write(area, x + wide / 2, y + tall / 2, shown(point, 2, 2), look, colour=ink, **middle)


def shade(value: float, scale: tuple[float, float], look: Style) -> str:
    """The colour of a velocity: one tint below the limit, from pale to deep above it."""
    low, high = scale
    return look.low if value < low else colour_between(look.pale, look.deep, (value - low) / (high - low))


def _key(area: Axes, look: Style, low: float, high: float) -> None:
    """The scale of colour in words and a strip of steps, below."""
    from matplotlib.patches import Rectangle

    place, steps, step = points(area), 24, 4.0
    quiet = {"size": look.small, "colour": look.quiet, "va": "center_baseline", "transform": place}

    def block(x: float, wide: float, fill: str) -> None:
        area.add_patch(Rectangle((x, -19), wide, 6, facecolor=fill, linewidth=0, transform=place, clip_on=False))

    block(0, 10, look.low)
    below = f"below {low:.2f} m/s"
    write(area, 14, -16, below, look, **quiet)
    left = 14 + width(below, look.small) + 18
    for index in range(steps):
        block(left + index * step, step + 0.2, shade(low + (high - low) * index / (steps - 1), (low, high), look))
    end = left + steps * step + 4
    write(area, end, -16, f"{low:.2f} to {high:.2f} m/s · lowest point in bold", look, **quiet)
