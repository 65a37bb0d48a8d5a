"""A series as a chart shows it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from firemode_desktop.charts.data import ControlBand, History, HistoryPoint, LevelStep
from firemode_desktop.domain.trend import Trend
from firemode_desktop.services.trends.series import Series, SeriesPoint


def history(
    one: Series, equal: Mapping[UUID | None, Decimal] | None = None, *, control_limits: bool = True, name: str = ""
) -> History:
    """A series for a chart: its line only where one may be drawn, its words in any case.

    ``equal`` are readings at equal temperatures by their test; ``name`` tells the place apart from others beside it.
    """
    found, line = one.trend, one.trend.line
    return History(
        title=f"{one.place} · {one.at_place.building}",
        unit=one.unit,
        points=tuple(_point(one, point, equal or {}) for point in one.points),
        minimum=one.limits.minimum,
        maximum=one.limits.maximum,
        setpoint=one.at_place.setpoint,
        line=None if line is None else (line[0][1], line[1][1]),
        line_days=None if line is None else (line[0][0], line[1][0]),
        projection=None if found.projection is None else (found.projection.since, found.projection.until),
        words=" ".join((one.sentence, *found.notes)),
        name=name,
        stages=tuple(stage.baseline_date or stage.since for stage in found.stages[1:]),
        control=_control(found) if control_limits else None,
        step=_step(found),
        seasonal=found.season is not None,
    )


def _point(one: Series, point: SeriesPoint, equal: Mapping[UUID | None, Decimal]) -> HistoryPoint:
    return HistoryPoint(
        point.at.date(),
        point.value,
        point.baseline,
        point.standing(one.limits),
        key=str(point.instance_id or ""),
        excluded=point.excluded or "",
        equal=equal.get(point.instance_id),
    )


def _control(found: Trend) -> ControlBand | None:
    """Over the readings that the control limits were found from."""
    if found.control is None:
        return None
    readings = found.points[-found.control.readings :]
    limits = found.control
    return ControlBand(limits.lower, limits.centre, limits.upper, readings[0].at, readings[-1].at)


def _step(found: Trend) -> LevelStep | None:
    if found.step is None:
        return None
    step = found.step
    return LevelStep(step.last_before, step.first_after, float(step.before), float(step.after))
