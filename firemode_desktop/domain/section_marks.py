"""What stands in each floor of a section in one measure, worked out once for all floors and drawn as often as needed.

Bars, baselines and limits are shares of the axis: 0 its beginning, 1 its end (``Section.reach``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.section import Cell, Section
from firemode_desktop.domain.standing import Measure, Standing, Tally


@dataclass(frozen=True, slots=True)
class Mark:
    """One floor: its standing, the number at the left, the bar, and the baseline.

    ``share`` is None where nothing was read (``words`` says so instead); ``beyond`` that the bar goes on past the
    axis; ``again`` that it was read before and is to be read again; ``doubted`` that it does not agree with others.
    ``blocks`` stand in the place of a bar: how each thing of the floor stands that is counted there.
    """

    standing: Standing
    figure: str = ""
    share: float | None = None
    baseline: float | None = None
    words: str = ""
    beyond: bool = False
    again: bool = False
    doubted: bool = False
    blocks: tuple[Standing, ...] = ()

    @property
    def grave(self) -> bool:
        """Whether it is to be seen first."""
        return self.standing in (Standing.FAIL, Standing.NEAR)


@dataclass(frozen=True)
class Marks:
    """All floors by their ids, and the limits: what is written at them and where they lie on the axis.

    ``sentence`` tells of a floor and ``summary`` of the whole, where they are not to be made from the readings.
    """

    floors: Mapping[UUID, Mark] = field(default_factory=dict)
    limits: tuple[tuple[str, float], ...] = ()
    sentence: Callable[[UUID], str] | None = None
    summary: str = ""


def marked(section: Section, measure: Measure | None, case: str) -> Marks:
    """What stands in the floors; nothing where there is no ``measure`` to show."""
    if measure is None:
        return Marks()
    if measure is Measure.TESTED:
        return Marks({cell.floor_id: _tallied(cell) for cell in section.cells()})
    limits, reach = section.limits_of(measure, case), section.reach(measure, case)
    floors = {cell.floor_id: _read(cell, measure, case, reach) for cell in section.cells()}
    return Marks(floors, _limit_shares(limits, reach))


def _limit_shares(limits: Limits, reach: Decimal) -> tuple[tuple[str, float], ...]:
    ends = (limit for limit in (limits.minimum, limits.maximum) if limit is not None and limit <= reach)
    return tuple((plain(limit), _share(limit, reach)) for limit in ends)


def _share(value: Decimal, reach: Decimal) -> float:
    return float(max(Decimal(0), min(value, reach)) / reach)


def _read(cell: Cell, measure: Measure, case: str, reach: Decimal) -> Mark:
    standing, shown, baseline = cell.standing(measure, case), cell.reading(measure, case), cell.baseline(measure, case)
    usual = None if baseline is None else _share(baseline, reach)
    if shown is None or shown.value is None:
        skipped = standing is Standing.SKIPPED
        return Mark(standing, baseline=usual, words=(Standing.SKIPPED if skipped else Standing.NOT_TESTED).label)
    return Mark(
        standing,
        figure=shown.shown,
        share=_share(shown.value, reach),
        baseline=usual,
        beyond=shown.value > reach,
        again=(measure, case) in cell.due,
        doubted=bool(cell.doubted(measure, case)),
    )


def _tallied(cell: Cell) -> Mark:
    tally = cell.tested
    if not tally.total:
        return Mark(tally.standing, words="no tests here")
    return Mark(tally.standing, figure=f"{tally.done}/{tally.total}", blocks=_blocks(tally))


def _blocks(tally: Tally) -> tuple[Standing, ...]:
    counted = (
        (Standing.PASS, tally.done - tally.failing),
        (Standing.FAIL, tally.failing),
        (Standing.SKIPPED, tally.skipped),
        (Standing.NOT_TESTED, tally.left),
    )
    return tuple(standing for standing, count in counted for _ in range(count))
