"""How each step of a sequence looks while it is watched and once it was seen: mark, words and tone of its row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from firemode_desktop.domain.observed import ObservedEffect, Outcome
from firemode_desktop.domain.scenarios import Told, told
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.watching import Phase, watched
from firemode_desktop.ui.language import term
from firemode_desktop.ui.testing.step_bar import Marked
from firemode_desktop.ui.testing.steps import Stood, gravest

TONES = {Standing.FAIL: "bad", Standing.NEAR: "near"}
ROUND_S = 5


@dataclass(frozen=True)
class Judged:
    """What was seen of a sequence and how it compares; worked out once for each reading."""

    observed: tuple[ObservedEffect, ...]
    told: Told
    words: dict[Step, str]

    @classmethod
    def of(cls, steps: Sequence[Step], observed: tuple[ObservedEffect, ...]) -> Judged:
        """``observed`` held against ``steps``."""
        found = told(steps, observed)
        return cls(observed, found, {one.step: one.words for one in found.steps})

    def stood(self, step: Step, now: Decimal | None) -> Stood:
        """A step that was seen, or was not although the test is over."""
        findings = self.told.compared.of_step(step.step_order)
        at = next((each.observed.delay_seconds for each in findings if each.observed is not None), None)
        standing = gravest(findings)
        usual = Outcome.AS_EXPECTED if standing is Standing.PASS else Outcome.WRONG_ORDER
        why = "\n".join(each.message for each in findings)
        return Stood(Marked(at, standing, now), self.words[step] or term(usual.label), TONES.get(standing, ""), why=why)


def waited(step: Step, now: Decimal | None, awaited: bool) -> Stood:
    """A step that was not seen yet, ``now`` seconds after the trigger; None: the stopwatch does not run."""
    if now is None:
        return Stood(Marked())
    found = watched(step, now)
    overdue = found.phase is Phase.OVERDUE
    standing = Standing.NEAR if overdue else Standing.PASS if found.phase is Phase.QUIET else Standing.NOT_TESTED
    return Stood(Marked(None, standing, now), found.words, TONES.get(standing, ""), awaited, overdue)


def end_of(steps: Sequence[Step], seen: Sequence[ObservedEffect], now: Decimal | None) -> Decimal:
    """Where the scale of the bars ends: a round number of seconds behind everything."""
    ends = [step.latest for step in steps] + [effect.delay_seconds for effect in seen]
    latest = max([*ends, now or Decimal(0)], default=Decimal(0))
    return Decimal(max(ROUND_S, math.ceil(latest / ROUND_S) * ROUND_S))
