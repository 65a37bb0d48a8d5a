"""Does a reading drift from year to year, how sure is that, and when would it meet its limit – or why not to say.

What is looked at is the present stage of a location without what a supervisor left out. A new stage begins with the
first reading that was held against a later baseline than the readings before it: the system was commissioned anew, what
it did before is another system's history. A first baseline, or a corrected one of an earlier date, begins none: it
records what was found, nothing was changed; should the values jump there, the step says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from statistics import median

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.projection import Reason, Refusal, project, years_since
from firemode_desktop.domain.season import find_season, in_summer
from firemode_desktop.domain.statistics import Slope, control_limits, find_step, mann_kendall, theil_sen
from firemode_desktop.domain.trend_values import Stage, Step, Trend, TrendPoint
from firemode_desktop.domain.trend_words import MINIMUM_DAYS, MINIMUM_READINGS, notes, too_few, unfit

__all__ = ["MINIMUM_DAYS", "MINIMUM_READINGS", "Stage", "Step", "Trend", "TrendPoint", "analyse"]


def analyse(points: Sequence[TrendPoint], limits: Limits) -> Trend:
    """What can be said of one location: all its readings in any order, and the limits of its latest one.

    Of several readings of one day the last one given counts. Either there is a projection, or a refusal with its
    reason; the notes stand beside either.
    """
    trend = _frame(points)
    if len(trend.points) < 2:
        found: Refusal | None = too_few(trend)
    else:
        days, values = [point.at for point in trend.points], [float(point.value) for point in trend.points]
        years = [years_since(days[0], day) for day in days]
        slope = theil_sen(years, values)
        trend = _measured(trend, days, values, slope)
        found = unfit(trend, limits)
    projected = found or project(days, values, slope, limits)
    if isinstance(projected, Refusal):
        trend = replace(trend, refusal=projected.sentence, reason=projected.reason)
    else:
        trend = replace(trend, projection=projected)
    return replace(trend, notes=notes(trend, limits, _with_latest_instrument(trend, limits)))


def _with_latest_instrument(trend: Trend, limits: Limits) -> Trend | None:
    """What the latest instrument's readings say alone, where nothing is projected because there were several."""
    if trend.reason is not Reason.INSTRUMENTS:
        return None
    latest = next(point.instrument for point in reversed(trend.points) if point.instrument is not None)
    return analyse([point for point in trend.points if point.instrument == latest], limits)


def _frame(points: Sequence[TrendPoint]) -> Trend:
    """The stages, and what was left out; nothing measured yet."""
    excluded = tuple(point for point in points if point.excluded is not None)
    stages = _stages([point for point in points if point.excluded is None])
    current = stages[-1].readings if stages else ()
    return Trend(current, None, None, None, None, None, stages=stages, excluded=excluded)


def _stages(points: Sequence[TrendPoint]) -> tuple[Stage, ...]:
    """The readings stage by stage, one a day."""
    stages: list[Stage] = []
    readings: list[TrendPoint] = []
    baseline: date | None = None
    for point in sorted({point.at: point for point in points}.values(), key=lambda point: point.at):
        if baseline is not None and point.baseline_date is not None and point.baseline_date > baseline:
            stages.append(Stage(tuple(readings), baseline))
            readings = []
        readings.append(point)
        baseline = max(filter(None, (baseline, point.baseline_date)), default=None)
    return (*stages, Stage(tuple(readings), baseline)) if readings else ()


def _measured(trend: Trend, days: Sequence[date], values: Sequence[float], slope: Slope) -> Trend:
    """With slope and test; from five readings on, with the slope's interval, step and season too; control limits.

    Of four readings the widest interval, from the lowest to the highest slope between two, holds the true one only 11
    times in 12 (1 − 2/4!): there is none of 95 %. What comes after a step is what the place does now: the control
    limits are those of it alone. A step is no season.
    """
    enough = len(values) >= MINIMUM_READINGS
    at = find_step(values) if enough else None
    return replace(
        trend,
        slope_per_year=slope.slope,
        slope_interval=(slope.low, slope.high) if enough else None,
        mann_kendall=mann_kendall(values),
        step=None if at is None else _step(trend.points[:at], trend.points[at:]),
        season=find_season(days, values) if enough and at is None else None,
        control=control_limits(values[at or 0 :], _resolution(trend.points)),
    )


def _resolution(points: Sequence[TrendPoint]) -> float:
    """The last digit that any of the readings was written with, at most 1: 0.1 for 45, 44.5 and 44.50."""
    decimals = max([-int(point.value.normalize().as_tuple().exponent) for point in points])
    return float(10.0 ** -max(decimals, 0))


def _step(before: Sequence[TrendPoint], after: Sequence[TrendPoint]) -> Step:
    halves = [{in_summer(point.at) for point in part} for part in (before, after)]
    return Step(
        before[-1].at,
        after[0].at,
        Decimal(median([point.value for point in before])),
        Decimal(median([point.value for point in after])),
        or_season=sorted(map(len, halves)) == [1, 1] and halves[0] != halves[1],
    )
