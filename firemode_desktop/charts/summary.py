"""A session at a glance: how many tests of each measurement stand how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firemode_desktop.charts.canvas import Margins, axes, blend, legend, points, room, sheet, shortened, write
from firemode_desktop.charts.data import Summary, SummaryRow
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.section import Standing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
ROW_MM = 8.0
LABEL_MM = 42.0
LEFT = -LABEL_MM / 25.4 * 72  # the left edge of the figure, in points from the axes


def height_mm(rows: int, titled: bool) -> float:
    """The natural height of a summary of so many rows."""
    return ROW_MM * rows + 13 + (9 if titled else 3)


def summary_chart(
    summary: Summary,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """Draw one bar a measurement, its parts to one scale of counts, the numbers written out at the right."""
    look = look or style()
    wide, tall = room(look, size_mm, (WIDTH_MM, height_mm(len(summary.rows), bool(summary.title))))
    figure = sheet(look, wide, tall, figure)
    area = axes(figure, Margins(LABEL_MM, 62, 9 if summary.title else 3, 13), look)
    most = max((row.total for row in summary.rows), default=1) or 1
    area.set_xlim(0, most)
    area.set_ylim(len(summary.rows) - 0.5, -0.5)
    for place, row in enumerate(summary.rows):
        _bar(area, place, row, look, most)
    if summary.title:
        write(
            area,
            LEFT,
            8,
            summary.title,
            look,
            size=look.title,
            weight=600,
            transform=points(area, 0, 1),
        )
    legend(area, {mark for row in summary.rows for mark, count in row.counts if count}, look, 22, left=LEFT)
    return figure


def _bar(area: Axes, place: int, row: SummaryRow, look: Style, most: int) -> None:
    left, right = blend(area, "axes", "data"), 0.0
    write(area, 0, place, shortened(row.label, 26), look, va="center_baseline", transform=left, shift=(LEFT, 0))
    for mark, count in sorted(row.counts, key=lambda pair: list(Standing).index(pair[0])):
        if count:
            hollow = mark in (Standing.NOT_TESTED, Standing.SKIPPED)
            area.barh(
                [place],
                [count],
                left=right,
                height=0.5,
                facecolor=look.paper if hollow else look.of(mark),
                edgecolor=look.of(mark) if hollow else look.paper,
                linewidth=look.thin,
                hatch="///" if mark is Standing.SKIPPED else None,
            )
            right += count
    write(
        area,
        1,
        place,
        _words(row),
        look,
        size=look.small,
        colour=look.quiet,
        va="center_baseline",
        transform=left,
        shift=(8, 0),
    )


def _words(row: SummaryRow) -> str:
    """``60: 57 pass, 2 fail, 1 not tested``."""
    parts = [f"{count} {mark.label}" for mark, count in row.counts if count]
    return f"{row.total}: {', '.join(parts)}" if parts else "0"
