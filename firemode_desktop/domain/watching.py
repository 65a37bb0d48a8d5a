"""A sequence while it is watched: what is expected next, whose window is open, what is overdue; in a few words.

Seconds count from the trigger. A window is open at both of its ends, as ``domain.observed`` judges it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from firemode_desktop.domain.sequence import Step


class Phase(StrEnum):
    """Where a step that was not seen yet is in its time."""

    AHEAD = "ahead"
    OPEN = "open"
    OVERDUE = "overdue"
    QUIET = "quiet"
    """What must not happen did not, and its window is closed."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A step that was not seen yet, ``now`` seconds after the trigger."""

    phase: Phase
    words: str


def watched(step: Step, now: Decimal) -> Watched:
    """``in 2.4 s``, ``1.2 s left``, ``0.8 s overdue``; of what must not happen ``watch 12.3 s``, ``did not happen``."""
    if now < step.earliest:
        return Watched(Phase.AHEAD, f"in {_tenths(step.earliest - now)} s")
    if now <= step.latest:
        left = _tenths(step.latest - now)
        return Watched(Phase.OPEN, f"watch {left} s" if step.must_not else f"{left} s left")
    if step.must_not:
        return Watched(Phase.QUIET, "did not happen")
    return Watched(Phase.OVERDUE, f"{_tenths(now - step.latest)} s overdue")


def next_expected(steps: Sequence[Step], seen: Collection[int], now: Decimal) -> int | None:
    """The place of the step that is waited for; ``seen`` are the places that were seen. None: none is left.

    It is the one planned first. One whose window closed while something planned later was seen is passed over, and
    comes back when nothing else is left.
    """
    wanted = sorted(
        (place for place, step in enumerate(steps) if not step.must_not),
        key=lambda place: (steps[place].expected_delay_seconds, steps[place].step_order),
    )
    reached = max((steps[at].expected_delay_seconds for at in wanted if at in seen), default=Decimal(0))
    waiting = [place for place in wanted if place not in seen]
    still = [at for at in waiting if steps[at].latest >= now or steps[at].expected_delay_seconds >= reached]
    return next(iter(still or waiting), None)


def _tenths(seconds: Decimal) -> str:
    """One decimal, so that a countdown does not jump in width: ``2.0``; a long one in whole seconds."""
    return f"{seconds:.0f}" if seconds >= 100 else f"{seconds:.1f}"
