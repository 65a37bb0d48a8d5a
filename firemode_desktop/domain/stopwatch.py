"""A stopwatch as a value: when it was started and stopped, in seconds of a clock that only goes forward.

What is read off it has one decimal, as a person could have written it down. A stopped one can go on: the trigger was
when it was, so the time in between has passed as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from firemode_desktop.domain.checks import round_half_even

DECIMALS = 1


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Not started, running, or stopped."""

    started: float | None = None
    stopped: float | None = None

    @property
    def running(self) -> bool:
        """Whether it counts."""
        return self.started is not None and self.stopped is None

    @property
    def fresh(self) -> bool:
        """Whether it was never started."""
        return self.started is None

    def start(self, now: float) -> Stopwatch:
        """Started at ``now``; one that was stopped goes on, one that runs is left alone."""
        return Stopwatch(now) if self.started is None else replace(self, stopped=None)

    def stop(self, now: float) -> Stopwatch:
        """Stopped at ``now``; one that does not run is left alone."""
        return replace(self, stopped=max(now, self.started or now)) if self.running else self

    def seconds(self, now: float) -> Decimal:
        """Seconds since the start, half-even to a tenth; of one that was stopped, until then."""
        if self.started is None:
            return Decimal("0.0")
        end = now if self.stopped is None else self.stopped
        return round_half_even(Decimal(repr(max(0.0, end - self.started))), DECIMALS)


def on_the_dial(seconds: Decimal) -> str:
    """``12.4``, from a minute on ``1:02.4``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:.0f}:{rest:04.1f}" if minutes else f"{rest:.1f}"
