"""Many locations over time, a row each: a small line against its limits, the latest reading, what to make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import History
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.scene import MM, Scale, Scene, Sketch, shortened, sketch, wrapped
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.thinning import thinned
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_MM = 190.0
ROW = 9.5 * MM
NAMES, LINES, LATEST = 60 * MM, 42 * MM, 24 * MM
ABOVE, BELOW = 14 * MM, 10 * MM
A_PAGE = 26  # rows on a page of a file with pages


def height_mm(rows: int) -> float:
    """The natural height of so many rows."""
    return (ROW * max(rows, 1) + ABOVE + BELOW) / MM


def histories_chart(
    title: str, histories: Sequence[History], look: Style | None = None, figure: Figure | None = None
) -> Figure:
    """``histories`` as a figure."""
    return to_figure(histories_scene(title, histories, look), figure)


def histories_scene(title: str, histories: Sequence[History], look: Style | None = None) -> Scene:
    """``histories`` as strokes, each row to its own scale of values and all to one scale of time."""
    drawing = sketch(look or style(), None, (WIDTH_MM, height_mm(len(histories))))
    top = drawing.height - ABOVE
    heading = shortened(title, drawing.look.title, drawing.width)
    drawing.text(0, drawing.height - 10, heading, drawing.look.title, bold=True)
    days = [point.day.toordinal() for history in histories for point in history.points]
    across = Scale(min(days, default=0), max(days, default=1), NAMES + 6, NAMES + LINES - 6)
    _head(drawing, histories, top)
    for place, history in enumerate(histories):
        _row(drawing, history, across, top - (place + 0.5) * ROW)
    if not histories:
        drawing.text(0, top - 16, "No approved reading yet.", colour=drawing.look.quiet)
    drawing.legend(0, 4, {point.mark for history in histories for point in history.points}, ["baseline", "limits"])
    return drawing.scene()


def _head(drawing: Sketch, histories: Sequence[History], top: float) -> None:
    days = [point.day for history in histories for point in history.points]
    drawing.label(0, top + 6, "Location")
    if days:
        drawing.label(NAMES + 6, top + 6, f"{min(days).year}")
        drawing.label(NAMES + LINES - 6, top + 6, f"{max(days).year}", align="right")
    drawing.label(NAMES + LINES + LATEST - 10, top + 6, "latest", align="right")
    drawing.line([(0, top), (drawing.width, top)], drawing.look.ink, drawing.look.thin)


def _row(drawing: Sketch, history: History, across: Scale, y: float) -> None:
    look = drawing.look
    _lines(drawing, 0, y, _two(history.title, look.small, NAMES - 8), look.ink)
    drawing.line([(0, y - ROW / 2), (drawing.width, y - ROW / 2)], look.rule, look.hair)
    if not history.points:
        return
    _line(drawing, history, across, y)
    latest = history.points[-1]
    loud = latest.mark in (Standing.FAIL, Standing.NEAR)
    colour = look.of(latest.mark) if loud else look.ink
    words = f"{shown(latest.value)} {history.unit}"
    drawing.label(NAMES + LINES + LATEST - 10, y, words, colour, "right", bold=latest.mark is Standing.FAIL)
    left = NAMES + LINES + LATEST
    _lines(drawing, left, y, _two(history.words, look.small, drawing.width - left), look.quiet)


def _lines(drawing: Sketch, x: float, y: float, lines: Sequence[str], colour: str) -> None:
    """One line on the middle of a row, or two around it."""
    for number, line in enumerate(lines):
        drawing.label(x, y + 4.2 * (len(lines) - 1) - 8.4 * number, line, colour)


def _two(text: str, size: float, room: float) -> list[str]:
    """``text`` on at most two lines."""
    lines = wrapped(text, size, room)
    return [shortened(line, size, room) for line in ([lines[0], " ".join(lines[1:])] if len(lines) > 2 else lines)]


def _line(drawing: Sketch, history: History, across: Scale, y: float) -> None:
    look, points = drawing.look, thinned(history.points, int(across.end - across.start))
    values = [float(point.value) for point in points]
    values += [float(value) for value in (history.minimum, history.maximum) if value is not None]
    values += [float(point.baseline) for point in points[-1:] if point.baseline is not None]
    up = Scale(min(values), max(values), y - ROW * 0.36, y + ROW * 0.36)
    for value in (history.minimum, history.maximum):
        if value is not None:
            level = up(float(value))
            drawing.line([(across.start - 4, level), (across.end + 4, level)], look.accent, look.hair, dashed=True)
    baseline = points[-1].baseline
    if baseline is not None:
        level = up(float(baseline))
        drawing.line([(across.end + 5, level - 2.5), (across.end + 5, level + 2.5)], look.ink, look.thin)
    places = [(across(point.day.toordinal()), up(float(point.value))) for point in points]
    drawing.line(places, look.faint, look.thin)
    for (x, level), point in zip(places, points, strict=True):
        if point.mark is not Standing.PASS or point is points[-1]:
            drawing.mark(x, level, point.mark)
