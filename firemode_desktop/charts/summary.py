"""A session at a glance: how many tests of each measurement stand how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firemode_desktop.charts.data import Summary, SummaryRow
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.metrics import CAP_HEIGHT
from firemode_desktop.charts.scene import MM, Scale, Scene, Sketch, shortened, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
ROW = 8 * MM
LABELS, COUNTS = 42 * MM, 64 * MM
ABOVE, BELOW = 9 * MM, 10 * MM


def height_mm(rows: int, titled: bool) -> float:
    """The natural height of a summary of so many rows."""
    return (ROW * rows + BELOW + (ABOVE if titled else 0)) / MM


def summary_chart(
    summary: Summary,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """``summary`` as a figure."""
    return to_figure(summary_scene(summary, look, size_mm), figure)


def summary_scene(summary: Summary, look: Style | None = None, size_mm: tuple[float, float] | None = None) -> Scene:
    """One bar a measurement, its parts to one scale of counts, the numbers written out at the right."""
    drawing = sketch(look or style(), size_mm, (WIDTH_MM, height_mm(len(summary.rows), bool(summary.title))))
    most = max((row.total for row in summary.rows), default=1) or 1
    across = Scale(0, most, LABELS, drawing.width - COUNTS)
    top = drawing.height - (ABOVE if summary.title else 0)
    tall = (top - BELOW) / max(len(summary.rows), 1)
    for place, row in enumerate(summary.rows):
        _bar(drawing, row, across, top - (place + 0.5) * tall, tall * 0.5)
    if summary.title:
        title = shortened(summary.title, drawing.look.title, drawing.width)
        drawing.text(0, top + 10, title, drawing.look.title, bold=True)
    drawing.legend(0, 4, {mark for row in summary.rows for mark, count in row.counts if count})
    return drawing.scene()


def _bar(drawing: Sketch, row: SummaryRow, across: Scale, y: float, tall: float) -> None:
    look, done = drawing.look, 0
    drawing.text(0, y - CAP_HEIGHT * look.text / 2, shortened(row.label, look.text, LABELS - 8))
    for mark, count in sorted(row.counts, key=lambda pair: list(Standing).index(pair[0])):
        if count:
            left, right = across(done), across(done + count)
            hollow = mark in (Standing.NOT_TESTED, Standing.SKIPPED)
            fill, edge = (look.paper, look.of(mark)) if hollow else (look.of(mark), look.paper)
            drawing.box(left, y - tall / 2, right - left, tall, fill, edge, look.thin, hatched=mark is Standing.SKIPPED)
            done += count
    drawing.label(across.end + 8, y, _words(row))


def _words(row: SummaryRow) -> str:
    """``60: 57 pass, 2 fail, 1 not tested``."""
    parts = [f"{count} {mark.label}" for mark, count in row.counts if count]
    return f"{row.total}: {', '.join(parts)}" if parts else "0"
