"""The plan of a sheet in time: a line a step, a bar from earliest to latest, hatched where it must not happen."""

from __future__ import annotations

from collections.abc import Sequence

from firemode_desktop.charts.scene import MM, Scale, Scene, Sketch, shortened, sketch
from firemode_desktop.charts.style import style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.sequence import Step

WIDTH_MM = 170.0
NAMES = 58 * MM
ROW, ABOVE = 5.4 * MM, 6 * MM
BLACK, GREY, BAR = "#000000", "#5A5A5A", "#C8C8C8"


def plan(steps: Sequence[Step]) -> Scene:
    """Seconds after the trigger across, the steps down in their order; told without colour."""
    look = style("paper")
    drawing = sketch(look, None, (WIDTH_MM, (ROW * len(steps) + ABOVE) / MM))
    reach = float(max((step.latest for step in steps), default=0)) * 1.03 or 10.0
    across = Scale(0, reach, NAMES, drawing.width - 4)
    top = drawing.height - ABOVE
    for tick in numbers(0, across.last):
        drawing.line([(across(tick), 0), (across(tick), top)], BLACK if tick == 0 else BAR, look.hair)
        drawing.label(across(tick), top + 7, "trigger" if tick == 0 else f"{tick:g} s", GREY, "center")
    for row, step in enumerate(steps):
        _step(drawing, step, across, top - (row + 0.5) * ROW)
    return drawing.scene()


def _step(drawing: Sketch, step: Step, across: Scale, y: float) -> None:
    small = drawing.look.small
    words = f"{'must not ' if step.must_not else ''}{step.expected_action.replace('_', ' ')}"
    text = shortened(f"{step.step_order}  {step.component_id} {words}", small, NAMES - 10)
    drawing.text(0, y - small * 0.3, text, small, BLACK)
    left, right = across(float(step.earliest)), across(float(step.latest))
    wide = right - left
    if step.must_not:
        drawing.box(left, y - ROW * 0.22, max(wide, 2), ROW * 0.44, "#FFFFFF", BLACK, 0.6, hatched=True)
        return
    drawing.box(left, y - ROW * 0.22, max(wide, 1), ROW * 0.44, BAR)
    x = across(float(step.expected_delay_seconds))
    drawing.line([(x, y - ROW * 0.34), (x, y + ROW * 0.34)], BLACK, 1.4)
