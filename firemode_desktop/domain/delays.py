"""The delays of one scenario over its tests: what each step came to each time, and whether it creeps.

Steps are the same when component, action, and whether it must not happen are the same; of several such in one sequence
the first answers the first, whatever their numbers in each version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.observed import ObservedEffect, Outcome
from firemode_desktop.domain.scenarios import SeenStep, told
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.trend import Trend, TrendPoint, analyse

Same = tuple[str, str, bool, int]


@dataclass(frozen=True, slots=True)
class Run:
    """One test of a scenario: its day, the steps as they were planned for it, and what was seen."""

    day: date
    version: int
    steps: tuple[Step, ...]
    observed: tuple[ObservedEffect, ...]
    instance_id: UUID
    session: str = ""


@dataclass(frozen=True, slots=True)
class Delay:
    """What one step came to in one run."""

    run: Run
    seen: SeenStep

    @property
    def timed(self) -> bool:
        """Whether what was seen tells how long the step took; another action does not."""
        return self.seen.at is not None and self.seen.outcome is not Outcome.WRONG_ACTION


@dataclass(frozen=True, slots=True)
class StepOverTime:
    """One step in every run that planned it, oldest first, and what its delays say together.

    ``trend`` begins anew where the plan of the step changed; None for what must not happen.
    """

    delays: tuple[Delay, ...]
    trend: Trend | None

    @property
    def step(self) -> Step:
        """As it is planned in the latest of these runs."""
        return self.delays[-1].seen.step

    @property
    def creeps(self) -> float | None:
        """Seconds later (or, negative, earlier) a year; None unless the delays drift."""
        return self.trend.slope_per_year if self.trend is not None and self.trend.drifts else None

    @property
    def changes(self) -> tuple[tuple[Delay, Delay], ...]:
        """Each run before and after the plan of the step changed."""
        pairs = zip(self.delays, self.delays[1:], strict=False)
        return tuple((before, after) for before, after in pairs if plan(before) != plan(after))


def plan(delay: Delay) -> tuple[Decimal, Decimal]:
    """Planned delay and its tolerance, in seconds."""
    return delay.seen.step.expected_delay_seconds, delay.seen.step.tolerance_seconds


def over_time(runs: Iterable[Run]) -> tuple[StepOverTime, ...]:
    """Every step of any of the runs (oldest first), in the order of the latest; those it has no more come last."""
    found: dict[Same, list[Delay]] = {}
    for run in reversed(list(runs)):
        for same, seen in _named(told(run.steps, run.observed).steps):
            found.setdefault(same, []).insert(0, Delay(run, seen))
    return tuple(StepOverTime(tuple(delays), _trend(delays)) for delays in found.values())


def _named(steps: Iterable[SeenStep]) -> Iterator[tuple[Same, SeenStep]]:
    """Each step with what makes it the same in another version."""
    counted: Counter[tuple[str, str, bool]] = Counter()
    for seen in steps:
        alike = (*seen.step.key, seen.step.must_not)
        counted[alike] += 1
        yield (*alike, counted[alike]), seen


def _trend(delays: Sequence[Delay]) -> Trend | None:
    """What the delays say; wrong actions are no delays, and a changed plan begins a new stage."""
    latest = delays[-1].seen.step
    if latest.must_not:
        return None
    points, planned, since = [], plan(delays[0]), delays[0].run.day
    for delay in delays:
        if plan(delay) != planned:
            planned, since = plan(delay), delay.run.day
        if delay.seen.at is not None and delay.timed:
            points.append(TrendPoint(delay.run.day, delay.seen.at, baseline_date=since))
    return analyse(points, Limits(latest.earliest, latest.latest, "s"))
