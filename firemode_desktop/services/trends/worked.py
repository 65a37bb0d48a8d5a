"""What is kept of a place's trend beside its latest reading, so that a list of places reads one row each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from firemode_desktop.domain.trend_values import Trend


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What is kept of a trend: the slope a year with its interval where there is one, the words, and the months."""

    slope: float | None
    low: float | None
    high: float | None
    p: float | None
    sentence: str
    drifts: bool
    reason: str | None
    meets_from: date | None
    meets_until: date | None

    @classmethod
    def of(cls, trend: Trend) -> WorkedOut:
        """From a trend."""
        low, high = trend.slope_interval or (None, None)
        test, projection = trend.mann_kendall, trend.projection
        return cls(
            trend.slope_per_year,
            low,
            high,
            None if test is None else test.p,
            trend.sentence,
            trend.drifts,
            None if trend.reason is None else trend.reason.value,
            None if projection is None else projection.since,
            None if projection is None else projection.until,
        )

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> WorkedOut | None:
        """As ``latest_readings.worked_out`` keeps it; None where it was not worked out since the last change."""
        if kept is None:
            return None
        days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("meets_from", "meets_until")}
        return cls(**{**kept, **days})

    def to_json(self) -> dict[str, Any]:
        """JSON-ready."""
        days = {name: getattr(self, name) for name in ("meets_from", "meets_until")}
        kept = {name: getattr(self, name) for name in self.__slots__}
        return kept | {name: None if day is None else day.isoformat() for name, day in days.items()}
