"""What was seen during a cause-and-effect test, held against what was expected.

Tolerances are inclusive at both ends. Missing, late, early, wrong action, wrong order, unexpected, and an effect that
must not have been seen are told apart; each finding is one sentence.

Which effect answers which step is one decision for a component as a whole (``domain.matching``): as many as can be as
they were noted, then within their windows, then with the right action; among these the nearest in time. It does not
depend on the order in which effects were written down.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from firemode_desktop.domain.checks import finite, plain, to_decimal
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.matching import cheapest
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

    @property
    def label(self) -> str:
        """In a few words, as every list and picture says it: ``as expected``, ``not seen``, ``wrong order`` …"""
        return _LABELS.get(self, self.value.replace("_", " "))


_LABELS = {
    Outcome.MISSING: "not seen",
    Outcome.MUST_NOT_SEEN: "seen, must not",
    Outcome.UNEXPECTED: "not expected",
}


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
    """All findings: one a step in step order, then forbidden effects seen again, wrong orders, unexpected effects."""

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
    effects = sorted(observed, key=_in_time)
    matches = _match(steps, effects)
    broken = {step: [effect for effect in effects if _in_window(step, effect)] for step in steps if step.must_not}
    own = [_forbidden(step, broken[step]) if step.must_not else _outcome(step, matches.get(step)) for step in steps]
    again = [_forbidden(step, [effect]) for step, seen in broken.items() for effect in seen[1:]]
    seen = {step: effect for step, effect in matches.items() if effect.key == step.key}
    accounted = {id(effect) for each in (matches.values(), *broken.values()) for effect in each}
    left = [effect for effect in effects if id(effect) not in accounted]
    return Comparison((*own, *again, *_orders(seen), *map(_unexpected, left)))


def noted(expected: Sequence[Step], observed: Sequence[ObservedEffect]) -> tuple[ObservedEffect, ...]:
    """The same effects, each noted against the step it answers: in the order of the steps, then the others in time.

    Held against the same steps they are judged as before; this is how a person notes them.
    """
    of_step: dict[int, ObservedEffect] = {}
    for finding in compare(expected, observed).findings:
        taken = {id(effect) for effect in of_step.values()}
        if finding.step and finding.observed is not None and id(finding.observed) not in taken:
            of_step.setdefault(finding.step.step_order, finding.observed)
    taken = {id(effect) for effect in of_step.values()}
    left = sorted((effect for effect in observed if id(effect) not in taken), key=_in_time)
    ours = [replace(effect, step_order=number) for number, effect in sorted(of_step.items())]
    return (*ours, *(replace(effect, step_order=None) for effect in left))


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


def _in_time(effect: ObservedEffect) -> tuple[Decimal, tuple[str, str], int]:
    return effect.delay_seconds, effect.key, effect.step_order or 0


def _match(steps: Sequence[Step], effects: Sequence[ObservedEffect]) -> dict[Step, ObservedEffect]:
    """Which effect answers which wanted step; ``effects`` in the order of time."""
    wanted = sorted((step for step in steps if not step.must_not), key=lambda step: step.expected_delay_seconds)
    forbidden = [step for step in steps if step.must_not]
    matches: dict[Step, ObservedEffect] = {}
    seen: dict[str, list[ObservedEffect]] = {}
    for effect in effects:
        seen.setdefault(effect.key[0], []).append(effect)
    of_component: dict[str, list[Step]] = {}
    for step in wanted:
        of_component.setdefault(step.key[0], []).append(step)
    for component, of_it in of_component.items():
        matches.update(_assigned(of_it, seen.get(component, []), forbidden))
    return matches


def _assigned(
    steps: Sequence[Step], effects: Sequence[ObservedEffect], forbidden: Sequence[Step]
) -> Iterator[tuple[Step, ObservedEffect]]:
    """The steps and effects of one component that belong together.

    One column an effect, and one a step for having none, which costs nothing. A better fit outweighs any number of
    worse ones, and any fit outweighs all distances in time; distances are squared, so that order in time is kept.
    """
    if len(steps) == len(effects) == 1:
        if _grade(steps[0], effects[0], forbidden) is not None:
            yield steps[0], effects[0]
        return
    away = [[Fraction(e.delay_seconds - s.expected_delay_seconds) ** 2 for e in effects] for s in steps]
    most = 1 + sum((max(row, default=Fraction(0)) for row in away), Fraction(0))
    worth = [most * (len(steps) + 1) ** grade for grade in range(4)]
    costs = [
        [
            away[row][place] - worth[grade] if (grade := _grade(step, effect, forbidden)) is not None else most
            for place, effect in enumerate(effects)
        ]
        + [Fraction(0)] * len(steps)
        for row, step in enumerate(steps)
    ]
    for step, place in zip(steps, cheapest(costs), strict=True):
        if place < len(effects):
            yield step, effects[place]


def _grade(step: Step, effect: ObservedEffect, forbidden: Sequence[Step]) -> int | None:
    """How well an effect of the same component answers a step: 3 noted for it, 2 in its window, 1 at another time,
    0 another action; None where it does not, because that action is one that must not be seen then."""
    if effect.step_order == step.step_order:
        return 3
    if effect.key == step.key:
        return 2 if _in_window(step, effect) else 1
    return None if any(_in_window(other, effect) for other in forbidden) else 0


def _in_window(step: Step, effect: ObservedEffect) -> bool:
    return effect.key == step.key and step.earliest <= effect.delay_seconds <= step.latest


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


def _forbidden(step: Step, seen: Sequence[ObservedEffect]) -> Finding:
    """``seen``: what was seen of it within its window."""
    if not seen:
        return Finding(Outcome.AS_EXPECTED, CheckResult.PASS, f"{step.words} was not seen, as it must be.", step)
    window = f"{plain(step.earliest)} to {plain(step.latest)} s"
    message = f"{seen[0].words} was seen; it must not happen from {window}."
    return Finding(Outcome.MUST_NOT_SEEN, CheckResult.FAIL, message, step, seen[0])


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
    """Two of the same effect have no order: which of them answers which step is our choice, not something seen."""
    effect = seen[step]
    overtaken = [
        before
        for before, other in seen.items()
        if other.delay_seconds > effect.delay_seconds
        and before.expected_delay_seconds < step.expected_delay_seconds
        and before.key != step.key
        and before not in told
        and step.step_order not in before.depends_on
    ]
    if overtaken:
        before = min(overtaken, key=lambda each: each.step_order)
        message = f"{effect.words} came before {seen[before].words}; the other order was planned."
        yield Finding(Outcome.WRONG_ORDER, CheckResult.WARN, message, step, effect)


def _unexpected(effect: ObservedEffect) -> Finding:
    return Finding(Outcome.UNEXPECTED, CheckResult.WARN, f"{effect.words} was not expected.", None, effect)
