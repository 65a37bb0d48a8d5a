"""The rows of the timeline: a row a step with what is on record and was seen; what was removed; what nobody planned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.observed import ObservedEffect, Outcome, compare
from firemode_desktop.domain.scenarios import SeenStep, seen_steps
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.timing import planned, said
from firemode_desktop.ui.language import tr


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a step with what was seen of it and its likeness on record; ``before`` alone: a step that was removed;
    ``unexpected`` alone: an effect that no step expects."""

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
    def is_removed(self) -> bool:
        """Whether only the version on record has the step."""
        return self.seen is None and self.before is not None

    @property
    def name(self) -> str:
        """``LIFT-01``."""
        if self.unexpected is not None:
            return self.unexpected.component_id
        one = self.step or self.before
        return (one.component_id if one is not None else "") or tr("no component yet")

    @property
    def action(self) -> str:
        """``return to ground``, ``must not run``, ``release – unexpected``, ``start – removed``."""
        if self.unexpected is not None:
            return tr("{action} – unexpected", action=self.unexpected.action.replace("_", " "))
        if self.seen is not None:
            return self.seen.action or tr("no action yet")
        return tr("{action} – removed", action=SeenStep(self.before).action) if self.before is not None else ""

    @property
    def at(self) -> Decimal | None:
        """When it was seen, seconds after the trigger."""
        if self.unexpected is not None:
            return self.unexpected.delay_seconds
        return self.seen.at if self.seen is not None else None

    @property
    def standing(self) -> Standing:
        """How it stands; what nobody expected is to be looked at."""
        if self.unexpected is not None:
            return Standing.NEAR
        return self.seen.standing if self.seen is not None else Standing.NOT_TESTED

    @property
    def said(self) -> str:
        """What was seen in words, ``8.4 s – 1.4 s late``; blank where it was not tested."""
        if self.unexpected is not None:
            return tr("{value}, in no step", value=said(self.unexpected.delay_seconds))
        return self.seen.said if self.seen is not None else ""


def rows_of(
    sequence: Sequence,
    effects: tuple[ObservedEffect, ...] | None,
    on_record: Scenario | None,
    watched: frozenset[tuple[str, str, bool]] | None = None,
) -> tuple[Row, ...]:
    """The steps in their order, then those that were removed, then what no step expects in the order it was seen.

    A step that is not among those ``watched`` for (None: all were) was not tested, whatever was seen.
    """
    if not sequence.steps and not effects:
        return ()
    before, gone = _matched(sequence, on_record.sequence if on_record is not None else Sequence())
    rows = [
        Row(one, before.get(one.step.step_order), new=on_record is not None and one.step.step_order not in before)
        for one in _as_watched(seen_steps(sequence.steps, effects), watched)
    ]
    unexpected = (Row(unexpected=each) for each in _unexpected(sequence, effects))
    return (*rows, *(Row(before=each) for each in gone), *unexpected)


def _as_watched(seen: Iterable[SeenStep], watched: frozenset[tuple[str, str, bool]] | None) -> Iterator[SeenStep]:
    for one in seen:
        yield one if watched is None or (*one.step.key, one.step.must_not) in watched else SeenStep(one.step)


def _matched(sequence: Sequence, record: Sequence) -> tuple[dict[int, Step], list[Step]]:
    """For each step its likeness on record (the same component and action, the first for the first); what is left."""
    known: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in record:
        known[step.key].append(step)
    found = {step.step_order: known[step.key].pop(0) for step in sequence if known[step.key]}
    return found, sorted((each for left in known.values() for each in left), key=lambda step: step.step_order)


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
                "after "
                + ", ".join(known.get(each, tr("step {each}, which is gone", each=each)) for each in step.depends_on)
            )
        if step.power != "normal":
            parts.append(tr("on standby power"))
        if differs(row) and row.before is not None:
            parts.append(tr("on record {plan_words}", plan_words=_plan_words(row.before)))
        if step.note:
            parts.append(step.note)
    if row.said:
        parts.append(tr("seen: {row}", row=row.said))
    return "\n".join(parts)


def _plan_words(step: Step) -> str:
    if step.must_not:
        return tr("must not be seen {planned}", planned=planned(step))
    return tr(
        "{planned}, from {value} to {value2}",
        planned=planned(step),
        value=said(step.earliest),
        value2=said(step.latest),
    )
