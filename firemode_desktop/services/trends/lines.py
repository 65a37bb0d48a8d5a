"""A series as a chart shows it."""

from __future__ import annotations

from statistics import median

from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.domain.trend import Trend
from firemode_desktop.services.trends.series import Series


def history(one: Series) -> History:
    """A series for a chart: its line only where one may be drawn, its words in any case."""
    found = one.trend
    return History(
        title=one.place,
        unit=one.unit,
        points=tuple(
            HistoryPoint(
                point.at.date(),
                point.value,
                point.baseline,
                point.standing(one.limits),
            )
            for point in one.points
        ),
        minimum=one.limits.minimum,
        maximum=one.limits.maximum,
        setpoint=one.at_place.setpoint,
        line=_line(found),
        projection=None if found.projection is None else (found.projection.since, found.projection.until),
        words=one.sentence,
    )


def _line(found: Trend) -> tuple[float, float] | None:
    """The Theil–Sen line at the first and at the last reading; none where the program refuses to project."""
    if found.slope_per_year is None or found.refusal is not None:
        return None
    first = found.points[0].at
    years = [(point.at - first).days / 365.25 for point in found.points]
    start = median(float(point.value) for point in found.points) - found.slope_per_year * median(years)
    return start, start + found.slope_per_year * years[-1]
