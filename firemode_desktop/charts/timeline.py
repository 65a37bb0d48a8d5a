"""A cause-and-effect sequence: planned times with their tolerance, and when each effect was seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from firemode_desktop.charts.data import Timeline, TimelineStep
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.figure import to_figure
from firemode_desktop.charts.scene import MM, Scale, Scene, Sketch, shortened, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import times
from firemode_desktop.domain.standing import Standing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH_MM = 170.0
ROW = 8.5 * MM
NAMES, FIGURES = 48 * MM, 50 * MM
TITLE, ABOVE, BELOW = 6 * MM, 6 * MM, 9 * MM
TICK = 0.3  # half the height of the tick at the planned moment, of the height of a row
SEEN = 54.0  # from the right end of the scale to where it is written when an effect was seen, in points


def height_mm(steps: int, titled: bool = True, keyed: bool = True) -> float:
    """The natural height of a sequence of so many steps, with or without its title and its key."""
    return (ROW * steps + ABOVE + (TITLE if titled else 0) + (BELOW if keyed else 0)) / MM


def timeline_chart(
    timeline: Timeline,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    figure: Figure | None = None,
) -> Figure:
    """``timeline`` as a figure."""
    return to_figure(timeline_scene(timeline, look, size_mm), figure)


def timeline_scene(
    timeline: Timeline,
    look: Style | None = None,
    size_mm: tuple[float, float] | None = None,
    keyed: bool = True,
) -> Scene:
    """Seconds after the trigger across, one row a step: a bar from −tolerance to +tolerance, a tick, a shape."""
    steps = timeline.steps
    drawing = sketch(look or style(), size_mm, (WIDTH_MM, height_mm(len(steps), bool(timeline.title), keyed)))
    reach = max((_end(step) for step in steps), default=10.0) * 1.04 or 10.0
    across = Scale(0, reach, NAMES, drawing.width - FIGURES)
    low, top = BELOW if keyed else 0.0, drawing.height - ABOVE - (TITLE if timeline.title else 0)
    tall = (top - low) / max(len(steps), 1)
    _scale(drawing, across, low, top)
    for row, step in enumerate(steps):
        _step(drawing, step, across, top - (row + 0.5) * tall, tall)
    _dependencies(drawing, steps, across, top, tall)
    if keyed:
        drawing.legend(0, 5, {step.mark for step in steps}, ("planned", "tolerance"))
    if timeline.title:
        title = shortened(timeline.title, drawing.look.title, drawing.width)
        drawing.text(0, drawing.height - 9, title, drawing.look.title, bold=True)
    return drawing.scene()


def _end(step: TimelineStep) -> float:
    planned = float(step.planned_s or 0) + float(step.tolerance_s or 0)
    # An effect seen hours later would squeeze the plan into a line: it stands at the edge, with its words.
    seen = float(step.observed_s) if step.observed_s is not None else 0.0
    return max(planned, min(seen, max(planned, 5.0) * 3))


def _scale(drawing: Sketch, across: Scale, low: float, top: float) -> None:
    look = drawing.look
    for tick, words in times(0, across.last, across.last / 6.5):
        x = across(tick)
        colour, line = (look.accent, look.normal) if tick == 0 else (look.rule, look.hair)
        drawing.line([(x, low), (x, top)], colour, line)
        name, colour = ("trigger", look.accent) if tick == 0 else (words, look.quiet)
        drawing.label(x, top + 7, name, colour, "center")


def _step(drawing: Sketch, step: TimelineStep, across: Scale, y: float, tall: float) -> None:
    look = drawing.look
    drawing.text(0, y + 1.4, shortened(step.component, look.text, NAMES - 10), look.text, bold=True)
    colour = look.fail if step.must_not else look.quiet
    drawing.text(0, y - 7.4, shortened(step.action, look.small, NAMES - 10), look.small, colour)
    drawing.line([(0, y - tall / 2), (drawing.width, y - tall / 2)], look.rule, look.hair)
    _plan(drawing, step, across, y, tall)
    if step.observed_s is not None:
        drawing.mark(across(min(float(step.observed_s), across.last)), y, step.mark)
    _figures(drawing, step, across, y)


def _plan(drawing: Sketch, step: TimelineStep, across: Scale, y: float, tall: float) -> None:
    look, (start, end) = drawing.look, _window(step, across.last)
    if step.must_not or step.planned_s is not None:
        fill = look.fail_tint if step.must_not else look.bar
        drawing.box(across(start), y - tall * 0.18, across(end) - across(start), tall * 0.36, fill)
    if step.planned_s is not None and not step.must_not:
        for end_s in (start, end):
            drawing.line([(across(end_s), y - tall * 0.16), (across(end_s), y + tall * 0.16)], look.quiet, look.hair)
        x = across(float(step.planned_s))
        drawing.line([(x, y - tall * TICK), (x, y + tall * TICK)], look.ink, look.normal)


def _dependencies(drawing: Sketch, steps: Sequence[TimelineStep], across: Scale, top: float, tall: float) -> None:
    """From the foot of the tick of a step down to its follower's row, and over to the head of its tick."""
    for row, step in enumerate(steps):
        for before in step.waits_for:
            if 0 <= before < len(steps) and before != row:
                start, end = _moment(steps[before], across), _moment(step, across)
                middles = top - (before + 0.5) * tall, top - (row + 0.5) * tall
                _arrow(drawing, (start, middles[0]), (end, middles[1]), tall)


def _moment(step: TimelineStep, across: Scale) -> float:
    first, last = _window(step, across.last)
    at = (first + last) / 2 if step.must_not or step.planned_s is None else float(step.planned_s)
    return across(min(at, across.last))


def _arrow(drawing: Sketch, start: tuple[float, float], end: tuple[float, float], tall: float) -> None:
    down = 1 if end[1] < start[1] else -1
    begin, tip = start[1] - down * tall * TICK, end[1] + down * tall * TICK
    bend = tip + down * tall * (0.5 - TICK)
    colour, line = drawing.look.quiet, drawing.look.hair
    drawing.line([(start[0], begin), (start[0], bend), (end[0], bend), (end[0], tip)], colour, line)
    drawing.line([(end[0] - 1.8, tip + down * 2.6), (end[0], tip), (end[0] + 1.8, tip + down * 2.6)], colour, line)


def _window(step: TimelineStep, reach: float) -> tuple[float, float]:
    """From when to when an effect is allowed, or forbidden; a forbidden one without times is so throughout."""
    if step.planned_s is None:
        return 0.0, reach
    planned, slack = float(step.planned_s), float(step.tolerance_s or 0)
    return max(planned - slack, 0.0), planned + slack


def _plan_words(step: TimelineStep, reach: float) -> str:
    """``3 ± 2 s``; of what must not happen, ``not 0–30 s``."""
    if step.planned_s is None:
        return ""
    if step.must_not:
        start, end = _window(step, reach)
        return f"not {start:g}–{end:g} s"
    return f"{shown(step.planned_s, 0)} ± {shown(step.tolerance_s, 0)} s"


def _figures(drawing: Sketch, step: TimelineStep, across: Scale, y: float) -> None:
    """The plan in figures, and beside it when the effect was seen, with its status."""
    look = drawing.look
    drawing.label(across.end + 8, y, _plan_words(step, across.last))
    drawing.mark(across.end + SEEN, y, step.mark)
    loud = step.mark in (Standing.FAIL, Standing.NEAR)
    colour = look.of(step.mark) if loud else look.ink if step.observed_s is not None else look.quiet
    words = shortened(_seen_words(step), look.small, FIGURES - SEEN - 8)
    drawing.label(across.end + SEEN + 7, y, words, colour)


def _seen_words(step: TimelineStep) -> str:
    """``8.4 s · 1.4 s late``, ``not seen``."""
    if step.observed_s is None:
        return step.words or step.mark.label
    return f"{shown(step.observed_s)} s" + (f" · {step.words}" if step.words else "")
