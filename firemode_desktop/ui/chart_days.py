"""Moving in time: which days are in sight after a turn of the wheel or a pull, never beyond what there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, floor

LEAST_DAYS = 14.0
"""Closer one cannot come: below, a day would be wider than what is read of it."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days in sight as ordinals; parts of a day are kept: many small moves come out where one large one does."""

    first: float
    last: float

    @property
    def length(self) -> float:
        """How many days they are."""
        return self.last - self.first

    @property
    def dates(self) -> tuple[date, date]:
        """First and last day, rounded to whole ones."""
        return date.fromordinal(round(self.first)), date.fromordinal(round(self.last))

    @property
    def within_dates(self) -> tuple[date, date]:
        """The first and the last day that lie wholly in sight."""
        return date.fromordinal(ceil(self.first)), date.fromordinal(max(floor(self.last), ceil(self.first)))

    @classmethod
    def between(cls, since: date, until: date) -> Days:
        """From one day to another."""
        return cls(float(since.toordinal()), float(until.toordinal()))

    def inside(self, whole: Days) -> Days:
        """As many days, moved into what there is; all there is where they are more."""
        if self.length >= whole.length:
            return whole
        by = max(whole.first - self.first, 0.0) - max(self.last - whole.last, 0.0)
        return Days(self.first + by, self.last + by)

    def zoomed(self, factor: float, around: float, whole: Days) -> Days:
        """Closer by ``factor`` (below 1: further away); the day ``around`` stays where it is as far as that goes."""
        length = min(max(self.length / factor, min(LEAST_DAYS, whole.length)), whole.length)
        share = (around - self.first) / (self.length or 1.0)
        first = around - share * length
        return Days(first, first + length).inside(whole)

    def panned(self, by: float, whole: Days) -> Days:
        """So many days later (below 0: earlier)."""
        return Days(self.first + by, self.last + by).inside(whole)

    def around(self, day: float, whole: Days) -> Days:
        """As many days with ``day`` in their middle."""
        return self.panned(day - (self.first + self.last) / 2, whole)

    def covers(self, whole: Days) -> bool:
        """Whether nothing is left out of ``whole``, but for parts of a day."""
        return self.first <= whole.first + 0.5 and self.last >= whole.last - 0.5

    def meets(self, other: Days) -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last
