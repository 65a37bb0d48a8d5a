"""One place over time: readings with baseline and limits, a line through them only where one may be drawn, and others
beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import History
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.history_plot import Plot, end_labels, struck, tick_words
from firemode_desktop.charts.history_scales import Seen, days_in_sight, lines_in_sight, values_in_sight
from firemode_desktop.charts.history_words import history_table, tracks
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import MM, WHOLE, Scale, Scene, Sketch, View, shortened, sketch, wrapped
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["history_chart", "history_scene", "history_table"]

SIZE_MM = (170.0, 92.0)
ABOVE, BARELY, DATES, LINE = 12.5 * MM, 7 * MM, 16.0, 1.4
LEAST_RIGHT, MOST_RIGHT = 6 * MM, 0.3
ROOM = 0.97  # of the width for a line of words: a screen sets letters a little wider than paper
FIELD = 0.85  # of the width, about: a column of the field is a point of the picture
LEAST_FIELD = 0.42  # of the height: what the words below leave to the chart


def history_chart(
    history: History,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """``history`` as a figure; its words stand below, whether they explain the line or why there is none."""
    return to_figure(history_scene(history, look, size_mm), figure)


def history_scene(
    history: History,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    view: View = WHOLE,
    *,
    captioned: bool = True,
) -> Scene:
    """``history`` as strokes: the days that ``view`` looks at, and no more readings than can be told apart.

    Where its title and its words stand around the picture, it is drawn without them (``captioned=False``).
    """
    drawing = sketch(look or style(), size_mm, SIZE_MM)
    below = _below(drawing, history, history.words if captioned else "")
    top = drawing.height - (ABOVE if captioned else BARELY)
    if captioned:
        title = shortened(history.title, drawing.look.title, drawing.width)
        drawing.text(0, drawing.height - drawing.look.title, title, drawing.look.title, bold=True)
    if history.empty:
        middle = drawing.width / 2, (top + below) / 2
        drawing.text(*middle, "No approved reading yet.", colour=drawing.look.quiet, align="center")
    else:
        _field(drawing, history, view, below, top)
    return drawing.scene()


def _field(drawing: Sketch, history: History, view: View, below: float, top: float) -> None:
    look = drawing.look
    first, last = days_in_sight(history, view)
    lines = lines_in_sight(history, first, last, max(int(drawing.width * FIELD), 1))
    low, high = values_in_sight(history, lines, first, last)
    left = max(width(tick_words(tick), look.small) for tick in (*numbers(low, high), 0.0)) + 8
    across = Scale(first, last, left, drawing.width - _right(drawing, history, lines))
    plot = Plot(drawing, history, lines, across, Scale(low, high, below, top), view.chosen)
    plot.draw()
    drawing.label(left, top + 6, history.unit)
    if not any(line.sight.total for line in lines):
        middle = (across.start + across.end) / 2, (below + top) / 2
        drawing.text(*middle, "No reading in these days.", colour=look.quiet, align="center")


def _right(drawing: Sketch, history: History, lines: tuple[Seen, ...]) -> float:
    """The margin for the names of the lines, at most a part of the picture."""
    look = drawing.look
    wide = [width(one.words, look.small) + (19 if one.dashes else 8) for one in end_labels(history, lines, look)]
    return min(max([LEAST_RIGHT, *wide]), drawing.width * MOST_RIGHT)


# --- below the field --------------------------------------------------------------------------------------------------


def _below(drawing: Sketch, history: History, words: str) -> float:
    """Write the words and the legend from the lower edge upwards; returns where the field may begin."""
    look = drawing.look
    rows = _legend_rows(drawing, history)
    taken = DATES + len(rows) * look.small * 1.7
    room = drawing.height * (1 - LEAST_FIELD) - ABOVE - taken
    lines = _at_most(wrapped(words, look.text, drawing.width * ROOM), int(room / (look.text * LINE)), drawing)
    for number, line in enumerate(reversed(lines)):
        drawing.text(0, 2 + number * look.text * LINE, line)
    y = len(lines) * look.text * LINE + (6 if lines else 2) + look.small / 2
    for row in reversed(rows):
        _legend(drawing, row, y)
        y += look.small * 1.7
    return y + DATES - look.small / 2


def _at_most(lines: list[str], most: int, drawing: Sketch) -> list[str]:
    if len(lines) <= max(most, 0):
        return lines
    return [*lines[: most - 1], shortened(lines[most - 1] + " …", drawing.look.text, drawing.width)] if most > 0 else []


Entry = tuple[str, float, Callable[[float, float], None]]
"""Its word, how wide its shape is, and what draws it."""


def _entries(drawing: Sketch, history: History) -> Iterator[Entry]:
    look, mark = drawing.look, drawing.look.mark
    present = {standing for track in tracks(history) for standing in track.standings}
    for standing in (standing for standing in Standing if standing in present):
        yield standing.label, mark, lambda x, y, it=standing: drawing.mark(x + mark / 2, y, it)  # type: ignore[misc]
    if history.left_out:
        yield "left out of the trend", mark * 1.4, lambda x, y: struck(drawing, x + mark * 0.7, y)
    if history.normalised:
        half = mark * 0.36
        yield (
            "at equal temperatures",
            mark,
            lambda x, y: drawing.box(x, y - half, 2 * half, 2 * half, look.paper, look.deep, look.thin),
        )
    if history.line is not None:
        yield "trend", mark * 2, lambda x, y: drawing.line([(x, y), (x + mark * 2, y)], look.ink, look.normal)
    if history.control is not None:
        yield (
            "control limits: what it usually reads here",
            mark * 2,
            lambda x, y: drawing.box(x, y - mark / 2, mark * 2, mark, look.pale, look.deep, look.hair),
        )
    if history.seasonal:
        yield (
            "October to March",
            mark * 2,
            lambda x, y: drawing.box(x, y - mark / 2, mark * 2, 2.5, look.bar),
        )


def _legend_rows(drawing: Sketch, history: History) -> list[list[Entry]]:
    """The entries of the legend on as many rows as they take."""
    rows: list[list[Entry]] = []
    x = drawing.width + 1
    for entry in _entries(drawing, history):
        wide = _wide(drawing, entry)
        if x + wide > drawing.width + 2 * drawing.look.small:
            rows.append([])
            x = 0.0
        rows[-1].append(entry)
        x += wide
    return rows


def _wide(drawing: Sketch, entry: Entry) -> float:
    small = drawing.look.small
    return entry[1] + 0.6 * small + width(entry[0], small) + 2.0 * small


def _legend(drawing: Sketch, row: list[Entry], y: float) -> None:
    x = 0.0
    for entry in row:
        word, reach, draw = entry
        draw(x, y)
        drawing.label(x + reach + drawing.look.small * 0.6, y, word)
        x += _wide(drawing, entry)
