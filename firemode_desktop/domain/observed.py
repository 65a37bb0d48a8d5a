"""What was seen during a cause-and-effect test, held against what was expected.

Tolerances are inclusive at both ends. Missing, late, early, wrong action, wrong order, unexpected, and an effect that
must not have been seen are told apart; each finding is one sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.checks import finite, plain, to_decimal
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import Step, same_component, same_word
from firemode_desktop.domain.words import CheckResult


class Outcome(StrEnum):
    """What became of a step, or of an effect that belongs to none."""

    AS_EXPECTED = "as_expected"
    MISSING = "missing"
    LATE = "late"
    EARLY = "early"
    WRONG_ACTION = "wrong_action"
    WRONG_ORDER = "wrong_order"
    MUST_NOT_SEEN = "must_not_seen"
    UNEXPECTED = "unexpected"


@dataclass(frozen=True, slots=True)
class ObservedEffect:
    """One effect that was seen: component, action, seconds after the trigger; the step it was noted against, if any.

    Raises ``Invalid`` for seconds that are no number or lie before the trigger: such a record could not be read again.
    """

    component_id: str
    action: str
    delay_seconds: Decimal
    step_order: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "delay_seconds", finite(self.delay_seconds))
        if self.delay_seconds < 0:
            raise Invalid(f"{self.words}: nothing is seen before the trigger.", [{"code": "effect"}])

    @property
    def key(self) -> tuple[str, str]:
        """Component and action as they are compared with the steps."""
        return same_component(self.component_id), same_word(self.action)

    @property
    def words(self) -> str:
        """``FAN-01 start at 4.5 s``."""
        return f"{self.component_id} {self.action.replace('_', ' ')} at {plain(self.delay_seconds)} s"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: the outcome, whether it fails the test, the step and the effect it is about, one sentence."""

    outcome: Outcome
    result: CheckResult
    message: str
    step: Step | None = None
    observed: ObservedEffect | None = None

    @property
    def step_order(self) -> int | None:
        """Number of the step, None for an unexpected effect."""
        return self.step.step_order if self.step else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All findings: one a step in step order, then wrong orders, then unexpected effects."""

    findings: tuple[Finding, ...]

    @property
    def compliant(self) -> bool:
        """Whether nothing found fails the test (a warning does not)."""
        return all(finding.result is not CheckResult.FAIL for finding in self.findings)

    def of_step(self, step_order: int) -> tuple[Finding, ...]:
        """What was found about one step; the first is its own outcome."""
        return tuple(finding for finding in self.findings if finding.step_order == step_order)


def compare(expected: Sequence[Step], observed: Sequence[ObservedEffect]) -> Comparison:
    """Hold what was seen against the steps of a scenario. No effect seen at all makes every step missing."""
    steps = sorted(expected, key=lambda step: step.step_order)
    wanted = [step for step in steps if not step.must_not]
    matches = _match(wanted, observed)
    own = [_forbidden(step, observed) if step.must_not else _outcome(step, matches.get(step)) for step in steps]
    seen = {step: effect for step, effect in matches.items() if effect.key == step.key}
    accounted = {id(effect) for effect in matches.values()}
    accounted |= {id(finding.observed) for finding in own if finding.observed is not None}
    left = [effect for effect in observed if id(effect) not in accounted]
    return Comparison((*own, *_orders(seen), *map(_unexpected, left)))


def to_text(observed: Iterable[ObservedEffect]) -> str:
    """JSON text for ``measured_value_text``; delays are written with every digit."""
    return f"[{', '.join(_json(effect) for effect in observed)}]"


def from_text(text: str) -> tuple[ObservedEffect, ...]:
    """The effects from ``to_text()``."""
    return parse_observed(json.loads(text, parse_float=Decimal))


def parse_observed(effects: Iterable[Mapping[str, Any]]) -> tuple[ObservedEffect, ...]:
    """Effects from ``[{'component_id', 'action', 'delay_seconds', 'step_order'?}, …]``; raises ``Invalid`` in words."""
    return tuple(_effect(position, effect) for position, effect in enumerate(effects, start=1))


def _json(effect: ObservedEffect) -> str:
    words = json.dumps({"component_id": effect.component_id, "action": effect.action}, ensure_ascii=False)
    step = "" if effect.step_order is None else f'"step_order": {effect.step_order}, '
    return f'{{{step}{words[1:-1]}, "delay_seconds": {effect.delay_seconds:f}}}'


def _effect(position: int, raw: Mapping[str, Any]) -> ObservedEffect:
    component, action, delay = (raw.get(name) for name in ("component_id", "action", "delay_seconds"))
    if not isinstance(component, str) or not component.strip() or not isinstance(action, str) or not action.strip():
        raise Invalid(f"Effect {position}: the component and its action are needed.", [{"code": "effect"}])
    if delay is None:
        raise Invalid(f"Effect {position}: the seconds after the trigger are needed.", [{"code": "effect"}])
    step = raw.get("step_order")
    return ObservedEffect(component.strip(), action.strip(), to_decimal(delay), None if step is None else int(step))


def _match(steps: Sequence[Step], observed: Sequence[ObservedEffect]) -> dict[Step, ObservedEffect]:
    """Which effect answers which step: as noted, then within its window, then nearest in time, then another action."""
    matches: dict[Step, ObservedEffect] = {}
    free = sorted(observed, key=lambda effect: (effect.delay_seconds, effect.key, effect.step_order or 0))
    for fits in (_noted, _in_window, _same_effect, _same_component):
        for step in sorted(steps, key=lambda step: step.expected_delay_seconds):
            candidates = [effect for effect in free if step not in matches and fits(step, effect)]
            if candidates:
                nearest = min(candidates, key=lambda e: abs(e.delay_seconds - step.expected_delay_seconds))
                matches[step] = nearest
                free = [effect for effect in free if effect is not nearest]
    return matches


def _noted(step: Step, effect: ObservedEffect) -> bool:
    return effect.step_order == step.step_order and _same_component(step, effect)


def _in_window(step: Step, effect: ObservedEffect) -> bool:
    return effect.key == step.key and step.earliest <= effect.delay_seconds <= step.latest


def _same_effect(step: Step, effect: ObservedEffect) -> bool:
    return effect.key == step.key


def _same_component(step: Step, effect: ObservedEffect) -> bool:
    return effect.key[0] == step.key[0]


def _outcome(step: Step, effect: ObservedEffect | None) -> Finding:
    window = f"{plain(step.earliest)} to {plain(step.latest)} s"
    if effect is None:
        return Finding(Outcome.MISSING, CheckResult.FAIL, f"{step.words} was not seen (expected {window}).", step)
    if effect.key != step.key:
        message = f"{effect.words} was seen where {step.expected_action.replace('_', ' ')} was expected."
        return Finding(Outcome.WRONG_ACTION, CheckResult.FAIL, message, step, effect)
    if effect.delay_seconds > step.latest:
        late = plain(effect.delay_seconds - step.latest)
        message = f"{effect.words} is {late} s late (expected {window})."
        return Finding(Outcome.LATE, CheckResult.FAIL, message, step, effect)
    if effect.delay_seconds < step.earliest:
        early = plain(step.earliest - effect.delay_seconds)
        message = f"{effect.words} is {early} s early (expected {window})."
        return Finding(Outcome.EARLY, CheckResult.FAIL, message, step, effect)
    message = f"{effect.words} is as expected ({window})."
    return Finding(Outcome.AS_EXPECTED, CheckResult.PASS, message, step, effect)


def _forbidden(step: Step, observed: Sequence[ObservedEffect]) -> Finding:
    window = f"{plain(step.earliest)} to {plain(step.latest)} s"
    for effect in observed:
        if _in_window(step, effect):
            message = f"{effect.words} was seen; it must not happen from {window}."
            return Finding(Outcome.MUST_NOT_SEEN, CheckResult.FAIL, message, step, effect)
    return Finding(Outcome.AS_EXPECTED, CheckResult.PASS, f"{step.words} was not seen, as it must be.", step)


def _orders(seen: Mapping[Step, ObservedEffect]) -> Iterator[Finding]:
    """A step seen before one it depends on fails; one seen before a step planned earlier is a warning."""
    by_number = {step.step_order: step for step in seen}
    for step, effect in sorted(seen.items(), key=lambda pair: pair[0].step_order):
        depends = [by_number[number] for number in step.depends_on if number in by_number]
        broken = [before for before in depends if effect.delay_seconds < seen[before].delay_seconds]
        for before in broken:
            message = f"{effect.words} came before {seen[before].words}, which it depends on."
            yield Finding(Outcome.WRONG_ORDER, CheckResult.FAIL, message, step, effect)
        yield from _swapped(step, seen, broken)


def _swapped(step: Step, seen: Mapping[Step, ObservedEffect], told: Sequence[Step]) -> Iterator[Finding]:
    effect = seen[step]
    overtaken = [
        before
        for before in seen
        if before.expected_delay_seconds < step.expected_delay_seconds
        and seen[before].delay_seconds > effect.delay_seconds
        and before not in told
    ]
    if overtaken:
        before = min(overtaken, key=lambda other: other.step_order)
        message = f"{effect.words} came before {seen[before].words}; the other order was planned."
        yield Finding(Outcome.WRONG_ORDER, CheckResult.WARN, message, step, effect)


def _unexpected(effect: ObservedEffect) -> Finding:
    return Finding(Outcome.UNEXPECTED, CheckResult.WARN, f"{effect.words} was not expected.", None, effect)
