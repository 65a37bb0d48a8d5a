"""A series of readings of one location, and what can be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from uuid import UUID

from firemode_desktop.domain.projection import Projection, Reason, years_since
from firemode_desktop.domain.season import Season
from firemode_desktop.domain.statistics import ControlLimits, MannKendall


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
    notes: tuple[str, ...] = ()

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
