"""The rows of the timeline: a row a step with what was planned on record and seen, then what nobody planned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.observed import ObservedEffect, Outcome, compare
from firemode_desktop.domain.scenarios import SeenStep, seen_steps
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.timing import planned, said


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a step with what was seen of it and the step on record where it differs; or an unexpected effect."""

    seen: SeenStep | None = None
    before: Step | None = None
    unexpected: ObservedEffect | None = None
    new: bool = False
    """The version on record has no such step."""

    @property
    def step(self) -> Step | None:
        """The step, None for an effect that no step expects."""
        return self.seen.step if self.seen is not None else None

    @property
    def order(self) -> int | None:
        """The step's number."""
        return self.step.step_order if self.step is not None else None

    @property
    def name(self) -> str:
        """``LIFT-01``."""
        if self.step is not None:
            return self.step.component_id or "no component yet"
        return self.unexpected.component_id if self.unexpected is not None else ""

    @property
    def action(self) -> str:
        """``return to ground``, ``must not run``."""
        if self.seen is not None:
            return self.seen.action or "no action yet"
        return f"{self.unexpected.action.replace('_', ' ')} – unexpected" if self.unexpected is not None else ""

    @property
    def at(self) -> Decimal | None:
        """When it was seen, seconds after the trigger."""
        if self.unexpected is not None:
            return self.unexpected.delay_seconds
        return self.seen.at if self.seen is not None else None

    @property
    def standing(self) -> Standing:
        """How it stands; what nobody expected is to be looked at."""
        return self.seen.standing if self.seen is not None else Standing.NEAR

    @property
    def said(self) -> str:
        """What was seen in words, ``8.4 s – 1.4 s late``; blank where it was not tested."""
        if self.unexpected is not None:
            return f"{said(self.unexpected.delay_seconds)}, in no step"
        return self.seen.said if self.seen is not None else ""


def rows_of(
    sequence: Sequence, effects: tuple[ObservedEffect, ...] | None, on_record: Scenario | None
) -> tuple[Row, ...]:
    """The steps in their order, then the effects that no step expects in the order they were seen."""
    before = _matched(sequence, on_record.sequence) if on_record is not None else {}
    seen = seen_steps(sequence.steps, effects)
    rows = [Row(one, before.get(one.step.step_order), new=_is_new(one.step, before, on_record)) for one in seen]
    return (*rows, *(Row(unexpected=each) for each in _unexpected(sequence, effects)))


def _is_new(step: Step, before: dict[int, Step], on_record: Scenario | None) -> bool:
    return on_record is not None and step.step_order not in before


def _matched(sequence: Sequence, record: Sequence) -> dict[int, Step]:
    """For each step its likeness on record: the same component and action, the first for the first."""
    known: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in record:
        known[step.key].append(step)
    return {step.step_order: known[step.key].pop(0) for step in sequence if known[step.key]}


def _unexpected(sequence: Sequence, effects: tuple[ObservedEffect, ...] | None) -> list[ObservedEffect]:
    if not effects:
        return []
    found = compare(sequence.steps, effects).findings
    left = [each.observed for each in found if each.outcome is Outcome.UNEXPECTED and each.observed is not None]
    return sorted(left, key=lambda effect: effect.delay_seconds)


def differs(row: Row) -> bool:
    """Whether the version on record planned other times for it."""
    step, before = row.step, row.before
    return step is not None and before is not None and _times(step) != _times(before)


def _times(step: Step) -> tuple[object, ...]:
    return step.expected_delay_seconds, step.tolerance_seconds, step.must_not


def told(row: Row, sequence: Sequence) -> str:
    """A row in words, for the tooltip and for a screen reader."""
    parts = [f"{row.name} {row.action}"]
    step = row.step
    if step is not None:
        parts[0] = f"{step.step_order}. {parts[0]}"
        parts.append(_plan_words(step))
        known = {each.step_order: each.words for each in sequence}
        if step.depends_on:
            parts.append(
                "after " + ", ".join(known.get(each, f"step {each}, which is gone") for each in step.depends_on)
            )
        if step.power != "normal":
            parts.append("on standby power")
        if differs(row) and row.before is not None:
            parts.append(f"on record {_plan_words(row.before)}")
        if step.note:
            parts.append(step.note)
    if row.said:
        parts.append(f"seen: {row.said}")
    return "\n".join(parts)


def _plan_words(step: Step) -> str:
    if step.must_not:
        return f"must not be seen {planned(step)}"
    return f"{planned(step)}, from {said(step.earliest)} to {said(step.latest)}"
