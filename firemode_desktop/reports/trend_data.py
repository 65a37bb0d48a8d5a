"""What a report says of readings in time: as they counted when its session was approved, so that it stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from firemode_desktop.charts.scene import Scene
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.margin import Worsening, margin, worsening
from firemode_desktop.domain.projection import Projection, Reason
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.trend import Trend


@dataclass(frozen=True, slots=True)
class PlaceTrend:
    """One place in one condition: its latest reading, and what its readings come to."""

    place: str
    unit: str
    limits: Limits
    value: Decimal
    day: date
    standing: Standing
    trend: Trend

    @property
    def margin(self) -> Decimal | None:
        """The share of room left to the nearest limit, below 0 beyond it; None without limits."""
        return margin(self.value, self.limits)

    @property
    def worsening(self) -> Worsening | None:
        """How fast a drift uses up that room; None without a drift towards a limit."""
        return worsening(self.trend, self.limits)

    @property
    def projection(self) -> Projection | None:
        """When the limit is expected to be met, where that can be said."""
        return self.trend.projection


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A reading that a supervisor left out of its trend."""

    place: str
    value: Decimal
    unit: str
    day: date
    reason: str
    by: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ChartFacts:
    """A chart that somebody put into this report; ``origin`` says who and when."""

    title: str
    words: str
    origin: str
    scene: Scene
    at: datetime


@dataclass(frozen=True, slots=True)
class TrendFacts:
    """The section *Trends*: places in walking order; ``sessions`` were approved, ``own`` counts this draft beside them.

    ``dated`` is the latest time on record of what is said.
    """

    sessions: int = 0
    own: bool = False
    since: date | None = None
    places: tuple[PlaceTrend, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    charts: tuple[ChartFacts, ...] = ()

    @property
    def dated(self) -> tuple[datetime, ...]:
        """The times on record of what was decided and put here."""
        return (*(each.at for each in self.left_out), *(each.at for each in self.charts))

    def worsening(self) -> list[PlaceTrend]:
        """Places that drift towards a limit: those it is expected to be met at, the soonest first, then the fastest."""
        return sorted((place for place in self.places if place.worsening is not None), key=_soonest)

    def nearest(self) -> list[PlaceTrend]:
        """Places by the room their latest reading leaves to a limit, the least first."""
        return sorted((place for place in self.places if place.margin is not None), key=_room)

    def refused(self) -> Mapping[Reason, list[PlaceTrend]]:
        """The places of which nothing is projected, by the reason, in the order in which reasons are looked at."""
        found: dict[Reason, list[PlaceTrend]] = {reason: [] for reason in Reason}
        for place in self.places:
            if place.trend.reason is not None:
                found[place.trend.reason].append(place)
        return {reason: places for reason, places in found.items() if places}


def _soonest(place: PlaceTrend) -> tuple[bool, date, float]:
    meets, drift = place.projection, place.worsening
    return (meets is None, meets.since if meets else date.max, -(drift.share_per_year if drift else 0.0))


def _room(place: PlaceTrend) -> Decimal:
    return place.margin if place.margin is not None else Decimal("Infinity")
