"""A cause-and-effect scenario as it is looked at: its state, and what became of each step when it was tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.observed import Comparison, Finding, ObservedEffect, Outcome, compare
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult


class ScenarioState(StrEnum):
    """Where a version of a scenario is in its life."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SUPERSEDED = "superseded"

    @classmethod
    def of(cls, active: bool, published: bool) -> ScenarioState:
        """In force, not yet published, or replaced by a later version."""
        if active:
            return cls.PUBLISHED
        return cls.SUPERSEDED if published else cls.DRAFT


MOST_TOLD = 4


@dataclass(frozen=True, slots=True)
class SeenStep:
    """One step, and what was seen of it: seconds after the trigger, how that stands, in a few words.

    ``at`` is None where nothing was seen; ``standing`` is not tested, ``outcome`` None, where nothing was recorded.
    """

    step: Step
    standing: Standing = Standing.NOT_TESTED
    at: Decimal | None = None
    words: str = ""
    outcome: Outcome | None = None

    @property
    def action(self) -> str:
        """``start``, ``must not open``."""
        action = self.step.expected_action.replace("_", " ")
        return f"must not {action}" if self.step.must_not else action

    @property
    def said(self) -> str:
        """``8.4 s – 1.4 s late``, ``17.2 s``, ``not seen``; blank where nothing was recorded."""
        if self.at is None:
            return self.words
        return f"{plain(self.at)} s – {self.words}" if self.words else f"{plain(self.at)} s"


@dataclass(frozen=True, slots=True)
class Told:
    """A sequence that was tested: every step in its order with what became of it, and all that was found."""

    steps: tuple[SeenStep, ...]
    compared: Comparison

    @property
    def left_over(self) -> tuple[str, ...]:
        """What does not show beside a step: effects nobody expected, wrong orders; one sentence each."""
        told = (Outcome.UNEXPECTED, Outcome.WRONG_ORDER)
        return tuple(finding.message for finding in self.compared.findings if finding.outcome in told)

    @property
    def summary(self) -> str:
        """``5 of 6 as expected; DAMPER-RELIEF-Z3 open 1.4 s late.``

        Every step that is not as expected is named, four at most; then how many effects nobody expected were seen.
        """
        wrong = [f"{one.step.words} {one.words}" for one in self.steps if one.standing is Standing.FAIL]
        more = [f"{len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else []
        beyond = sum(each.outcome is Outcome.UNEXPECTED for each in self.compared.findings)
        extra = [f"{beyond} {'effect' if beyond == 1 else 'effects'} not expected"] if beyond else []
        well = f"{len(self.steps) - len(wrong)} of {len(self.steps)} as expected"
        return f"{'; '.join([well, *wrong[:MOST_TOLD], *more, *extra])}."


def told(steps: Sequence[Step], observed: Sequence[ObservedEffect]) -> Told:
    """What was seen, held against the steps."""
    compared = compare(steps, observed)
    return Told(tuple(_seen(step, compared) for step in sorted(steps, key=lambda step: step.step_order)), compared)


def seen_steps(steps: Sequence[Step], observed: Sequence[ObservedEffect] | None) -> tuple[SeenStep, ...]:
    """Every step in its order with what became of it; ``observed`` None: it was not tested."""
    if observed is None:
        return tuple(SeenStep(step) for step in sorted(steps, key=lambda step: step.step_order))
    return told(steps, observed).steps


def _seen(step: Step, compared: Comparison) -> SeenStep:
    findings = compared.of_step(step.step_order)
    worst = next((each for each in findings if each.result is CheckResult.FAIL), findings[0])
    at = next((each.observed.delay_seconds for each in findings if each.observed is not None), None)
    standing = Standing.FAIL if worst.result is CheckResult.FAIL else Standing.PASS
    return SeenStep(step, standing, at, _words(step, worst), worst.outcome)


def _words(step: Step, found: Finding) -> str:
    if found.outcome in (Outcome.LATE, Outcome.EARLY) and found.observed is not None:
        at = found.observed.delay_seconds
        off = at - step.latest if found.outcome is Outcome.LATE else step.earliest - at
        return f"{plain(off)} s {found.outcome.value}"
    if step.must_not and found.outcome is Outcome.AS_EXPECTED:
        return "did not happen"
    return "" if found.outcome is Outcome.AS_EXPECTED else found.outcome.label
