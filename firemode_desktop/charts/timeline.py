"""A cause-and-effect sequence: planned times with their tolerance, and when each effect was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from firemode_desktop.charts.canvas import Margins, axes, blend, legend, marks, points, room, sheet, shortened, write
from firemode_desktop.charts.data import Timeline, TimelineStep
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.section import Standing

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
ROW_MM = 8.5
MARGINS = Margins(48, 30, 12, 11)
LEFT = -MARGINS.left / 25.4 * 72  # the left edge of the figure, in points from the axes


def height_mm(steps: int, titled: bool = True) -> float:
    """The natural height of a sequence of so many steps."""
    return ROW_MM * steps + MARGINS.top + MARGINS.bottom - (0 if titled else 5)


def timeline_chart(
    timeline: Timeline,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """Draw seconds after the trigger across, one row a step: a bar from −tolerance to +tolerance, a tick, a shape."""
    look = look or style()
    wide, tall = room(look, size_mm, (WIDTH_MM, height_mm(len(timeline.steps), bool(timeline.title))))
    figure = sheet(look, wide, tall, figure)
    top = MARGINS.top if timeline.title else MARGINS.top - 5
    area = axes(figure, Margins(MARGINS.left, MARGINS.right, top, MARGINS.bottom), look)
    reach = max((_end(step) for step in timeline.steps), default=10.0) * 1.04 or 10.0
    area.set_xlim(0, reach)
    area.set_ylim(len(timeline.steps) - 0.5, -0.5)
    _scale(area, look, reach)
    for row, step in enumerate(timeline.steps):
        _step(area, row, step, look, reach)
    legend(area, {step.mark for step in timeline.steps}, look, 20, ("planned", "tolerance"), left=LEFT)
    if timeline.title:
        title = shortened(timeline.title, 90)
        write(area, LEFT, 18, title, look, size=look.title, weight=600, transform=points(area, 0, 1))
    return figure


def _end(step: TimelineStep) -> float:
    planned = float(step.planned_s or 0) + float(step.tolerance_s or 0)
    # An effect seen hours later would squeeze the plan into a line: it stands at the edge, with its words.
    seen = float(step.observed_s) if step.observed_s is not None else 0.0
    return max(planned, min(seen, max(planned, 5.0) * 3))


def _scale(area: Axes, look: Style, reach: float) -> None:
    place = blend(area, "data", "axes")
    for tick in numbers(0, reach):
        colour, line = (look.accent, look.normal) if tick == 0 else (look.rule, look.hair)
        area.plot([tick, tick], [0, 1], color=colour, linewidth=line, transform=place, zorder=1, clip_on=False)
        write(
            area,
            tick,
            1,
            "trigger" if tick == 0 else f"{tick:g} s",
            look,
            size=look.small,
            ha="center",
            transform=place,
            colour=look.accent if tick == 0 else look.quiet,
            shift=(0, 4),
        )


def _step(area: Axes, row: int, step: TimelineStep, look: Style, reach: float) -> None:
    side = blend(area, "axes", "data")
    write(area, 0, row, shortened(step.component, 24), look, weight=600, transform=side, shift=(LEFT, 1.2))
    write(
        area,
        0,
        row,
        shortened(step.action, 30),
        look,
        size=look.small,
        transform=side,
        shift=(LEFT, -7.4),
        colour=look.fail if step.must_not else look.quiet,
    )
    full = [-MARGINS.left / (170 - MARGINS.left - MARGINS.right), 1]
    area.plot(full, [row + 0.5] * 2, color=look.rule, linewidth=look.hair, transform=side, clip_on=False, zorder=1)
    _plan(area, row, step, look, reach)
    _seen(area, row, step, look, reach)


def _plan(area: Axes, row: int, step: TimelineStep, look: Style, reach: float) -> None:
    if step.must_not:
        area.barh([row], [reach], height=0.36, color=look.fail_tint, linewidth=0, zorder=2)
    elif step.planned_s is not None:
        planned, slack = float(step.planned_s), float(step.tolerance_s or 0)
        start = max(planned - slack, 0.0)
        area.barh([row], [planned + slack - start], left=start, height=0.36, color=look.bar, linewidth=0, zorder=2)
        area.plot([planned] * 2, [row - 0.3, row + 0.3], color=look.ink, linewidth=look.normal, zorder=4, clip_on=False)


def _seen(area: Axes, row: int, step: TimelineStep, look: Style, reach: float) -> None:
    side = blend(area, "axes", "data")
    words = step.words or step.mark.label
    if step.observed_s is not None:
        marks(area, [(min(float(step.observed_s), reach), row, step.mark)], look)
        words = f"{shown(step.observed_s)} s" + (f" · {step.words}" if step.words else "")
    else:
        marks(area, [(1.0, row, step.mark)], look, transform=side)
    loud = step.mark in (Standing.FAIL, Standing.NEAR)
    write(
        area,
        1,
        row,
        shortened(words, 26),
        look,
        size=look.small,
        va="center_baseline",
        transform=side,
        shift=(10, 0),
        colour=look.of(step.mark) if loud else look.quiet,
    )
