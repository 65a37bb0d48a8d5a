"""Does a reading drift from year to year, how sure is that, and when would it meet its limit – or why not to say.

What is looked at is the present stage of a location without what a supervisor left out. A new stage begins with the
first reading that was held against a later baseline than the readings before it: the system was commissioned anew, what
it did before is another system's history. A first baseline, or a corrected one of an earlier date, begins none: it
records what was found, nothing was changed; should the values jump there, the step says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any
from uuid import UUID

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.projection import Projection, Reason, Refusal, project, years_since
from firemode_desktop.domain.season import Season, in_summer
from firemode_desktop.domain.statistics import (
    ControlLimits,
    MannKendall,
    find_step,
    mann_kendall,
    theil_sen,
)

MINIMUM_READINGS = 5
MINIMUM_DAYS = 365


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One reading of one location, from an approved session, on its local day.

    ``instrument`` is a serial number; ``excluded`` the reason for which a supervisor left the reading out of the trend;
    the temperatures are those of that day outside and in the stair, in °C.
    """

    at: date
    value: Decimal
    baseline: Decimal | None = None
    is_compliant: bool | None = None
    door_configuration: str | None = None
    instrument: str | None = None
    instance_id: UUID | None = None
    baseline_date: date | None = None
    excluded: str | None = None
    temp_out_c: Decimal | None = None
    temp_stair_c: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """The readings between one commissioning and the next, oldest first, without those left out."""

    readings: tuple[TrendPoint, ...]
    baseline_date: date | None = None

    @property
    def since(self) -> date:
        """The day of its first reading."""
        return self.readings[0].at

    @property
    def until(self) -> date:
        """The day of its last reading."""
        return self.readings[-1].at

    def to_dict(self) -> dict[str, Any]:
        """``{"from", "to", "baseline_date", "readings"}``: dates, and how many readings."""
        return {
            "from": self.since,
            "to": self.until,
            "baseline_date": self.baseline_date,
            "readings": len(self.readings),
        }


@dataclass(frozen=True, slots=True)
class Step:
    """The level changed between the readings of two days, from ``before`` to ``after`` (medians of either side).

    ``or_season``: all readings before are from one half of the year and all after from the other.
    """

    last_before: date
    first_after: date
    before: Decimal
    after: Decimal
    or_season: bool = False

    def to_dict(self) -> dict[str, Any]:
        """``{"last_before", "first_after", "before", "after"}``."""
        return {
            "last_before": self.last_before,
            "first_after": self.first_after,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Trend:
    """What can be said of a series; the slope and its 95 % interval in the unit of the readings a year.

    ``points`` are the readings it stands on: the last of ``stages``. ``notes`` are sentences beside the projection or
    its refusal: what was left out, a new stage, the season, readings outside the control limits.
    """

    points: tuple[TrendPoint, ...]
    slope_per_year: float | None
    slope_interval: tuple[float, float] | None
    mann_kendall: MannKendall | None
    projection: Projection | None
    refusal: str | None
    reason: Reason | None = None
    stages: tuple[Stage, ...] = ()
    excluded: tuple[TrendPoint, ...] = ()
    control: ControlLimits | None = None
    step: Step | None = None
    season: Season | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def sentence(self) -> str:
        """The projection in words, or why there is none."""
        return self.refusal or "" if self.projection is None else self.projection.sentence

    @property
    def drifts(self) -> bool:
        """Whether the readings may be said to drift: projected, or only the limit stood in the way."""
        return self.projection is not None or (self.reason is not None and self.reason.is_about_limit)

    @property
    def line(self) -> tuple[tuple[date, float], tuple[date, float]] | None:
        """The Theil–Sen line at the first and the last reading it stands on; None unless the readings drift."""
        if self.slope_per_year is None or not self.drifts:
            return None
        first, last = self.points[0].at, self.points[-1].at
        level = median([float(point.value) for point in self.points])
        start = level - self.slope_per_year * median([years_since(first, point.at) for point in self.points])
        return (first, start), (last, start + self.slope_per_year * years_since(first, last))


def analyse(points: Sequence[TrendPoint], limits: Limits) -> Trend:
    """The trend of one location. Of several readings of one day the last one given counts."""
    excluded = tuple(point for point in points if point.excluded is not None)
    stages = _stages([point for point in points if point.excluded is None])
    series = stages[-1].readings if stages else ()
    frame = Trend(series, None, None, None, None, None, stages=stages, excluded=excluded)
    if len(series) < 2:
        return _refused(frame, _too_few(series))
    days = [point.at for point in series]
    years = [years_since(days[0], day) for day in days]
    values = [float(point.value) for point in series]
    slope, test = theil_sen(years, values), mann_kendall(values)
    step = _step(series, values) if len(series) >= MINIMUM_READINGS else None
    measured = replace(
        frame, slope_per_year=slope.slope, slope_interval=(slope.low, slope.high), mann_kendall=test, step=step
    )
    found = _unfit(series, step, test) or project(days, values, slope, limits)
    return _refused(measured, found) if isinstance(found, Refusal) else replace(measured, projection=found)


def _refused(trend: Trend, refusal: Refusal) -> Trend:
    return replace(trend, refusal=refusal.sentence, reason=refusal.reason)


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


def _step(series: Sequence[TrendPoint], values: Sequence[float]) -> Step | None:
    at = find_step(values)
    if at is None:
        return None
    before, after = series[:at], series[at:]
    halves = [{in_summer(point.at) for point in part} for part in (before, after)]
    return Step(
        before[-1].at,
        after[0].at,
        Decimal(median(point.value for point in before)),
        Decimal(median(point.value for point in after)),
        or_season=len(halves[0]) == len(halves[1]) == 1 and halves[0] != halves[1],
    )


def _too_few(series: Sequence[TrendPoint]) -> Refusal:
    return Refusal(Reason.TOO_FEW, f"No projection: {len(series)} of at least {MINIMUM_READINGS} readings.")


def _unfit(series: Sequence[TrendPoint], step: Step | None, test: MannKendall) -> Refusal | None:
    """Why these readings cannot be projected, whatever their limits."""
    days = (series[-1].at - series[0].at).days
    if len(series) < MINIMUM_READINGS:
        return _too_few(series)
    if days < MINIMUM_DAYS:
        words = f"No projection: the readings cover {days} days; at least {MINIMUM_DAYS} are needed."
        return Refusal(Reason.TOO_SHORT, words)
    if len({point.door_configuration for point in series}) > 1:
        words = "No projection: the readings were taken with different door configurations."
        return Refusal(Reason.DOOR_CONFIGURATIONS, words)
    if len({point.instrument for point in series if point.instrument is not None}) > 1:
        return Refusal(Reason.INSTRUMENTS, "No projection: the readings were taken with different instruments.")
    if step is not None:
        words = "No projection: this is a step, not a drift. Look for what changed between two readings."
        return Refusal(Reason.STEP, words)
    if not test.significant:
        return Refusal(Reason.NO_TREND, f"No projection: there is no significant trend (p = {test.p:.3f}).")
    return None
