"""The building cut open: stairs as shafts, floors as cells, and in each cell how the worst of its tests stands."""

from __future__ import annotations

from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports import typography
from firemode_desktop.reports.data import ReportData, StairFacts
from firemode_desktop.reports.pages import MM
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.typography import Face, fitted
from firemode_desktop.reports.verdicts import Findings, standing_of

MOST = 8  # shafts; a building with more shows the first ones
CELL = 19.0
_WORST_FIRST = (Standing.FAIL, Standing.SKIPPED, Standing.NOT_TESTED, Standing.NEAR, Standing.PASS)


def worst(standings: set[Standing]) -> Standing | None:
    """The standing that a floor is drawn with; None where nothing was expected of it."""
    return next((standing for standing in _WORST_FIRST if standing in standings), None)


def elevation(pen: Pen, box: tuple[float, float, float, float], data: ReportData, findings: Findings) -> None:
    """Draw the stairs side by side within ``box`` (left, bottom, width, height), standing on the ground."""
    left, bottom, wide, tall = box
    stairs = [stair for stair in data.stairs if stair.floors][:MOST]
    if not stairs:
        return
    most = max(len(stair.floors) for stair in stairs)
    cell = min(CELL, (tall - 16) / most)
    gap = 6 * MM
    shaft = min(30 * MM, (wide - gap * (len(stairs) - 1)) / len(stairs))
    x = left + wide - len(stairs) * shaft - gap * (len(stairs) - 1)
    pen.rule(x - 4, bottom, left + wide - x + 8, pen.look.ink, 0.8)
    _legend(pen, x, bottom - 11, findings)
    for stair in stairs:
        _shaft(pen, stair, findings, (x, bottom, shaft, cell))
        x += shaft + gap


def _legend(pen: Pen, x: float, y: float, findings: Findings) -> None:
    """The shapes that occur, with their words."""
    found = {standing for stair in findings.stairs for standing, _ in stair.counts}
    for standing in Standing:
        if standing in found:
            pen.shape(x + 2, y + 2, standing, 3.6)
            pen.text(x + 7, y, standing.label, 5.8, colour=pen.look.quiet)
            x += 13 + typography.width(standing.label, Face.REGULAR, 5.8)


def _shaft(pen: Pen, stair: StairFacts, findings: Findings, box: tuple[float, float, float, float]) -> None:
    x, bottom, wide, cell = box
    look = pen.look
    by_floor: dict[str, set[Standing]] = {}
    for test in findings.tests:
        if test.stair == stair.name and test.floor is not None:
            by_floor.setdefault(test.floor.level, set()).add(standing_of(test))
    for place, floor in enumerate(stair.floors):
        y = bottom + place * cell
        standing = worst(by_floor.get(floor.level, set()))
        if standing is Standing.FAIL:
            pen.area(x, y, wide, cell, look.fail_tint)
        if cell >= 5:
            pen.text(x + 4, y + cell / 2 - 2, fitted(typography.clean(floor.level), Face.REGULAR, 5.6, wide - 18), 5.6,
                     colour=look.quiet)  # fmt: skip
        if standing is not None:
            pen.shape(x + wide - 7, y + cell / 2, standing, min(4.4, cell * 0.6))
        if place:
            pen.rule(x, y, wide, look.rule, 0.4)
    top = bottom + len(stair.floors) * cell
    pen.frame(x, bottom, wide, top - bottom, look.ink, 1.0)
    pen.text(x + wide / 2, top + 5, fitted(typography.clean(stair.name), Face.BOLD, 7.5, wide + 10), 7.5, Face.BOLD,
             align="middle")  # fmt: skip
