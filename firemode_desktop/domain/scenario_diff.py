"""Two versions of a scenario, or two scenarios, held against each other effect by effect, in words.

An effect is a component with what it does (``FAN-01 start``); its steps in the two versions are the same cell of the
matrix. What a step waits for is compared by those effects as well, so that numbers which only moved on because a step
was put in above are no change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.design import Scenario
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.words import ScenarioType, TriggerDeviceType

Pair = tuple[Step | None, Step | None]


class Change(StrEnum):
    """What became of an effect."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that differs: what it is, and both values in words."""

    field: str
    label: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """``trigger SD-L8-02, was SD-L8-01``; the window speaks for itself: ``20 ± 10 s, was 15 ± 10 s``."""
        return f"{self.label} {self.after}, was {self.before}".strip()

    def to_dict(self) -> dict[str, str]:
        """JSON-ready."""
        return {"field": self.field, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One effect in both versions: its step there, or None where the version has none; ``fields`` are what differs."""

    component: str
    action: str
    before: Step | None
    after: Step | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def kind(self) -> Change:
        """Whether it was added, removed, changed or stayed."""
        if self.before is None:
            return Change.ADDED
        if self.after is None:
            return Change.REMOVED
        return Change.CHANGED if self.fields else Change.SAME

    @property
    def effect(self) -> str:
        """``LIFT-01 return to ground``."""
        return f"{self.component} {self.action.replace('_', ' ')}"

    @property
    def words(self) -> str:
        """``LIFT-01 return to ground: 20 ± 10 s, was 15 ± 10 s``."""
        if self.before is None and self.after is not None:
            return f"{self.effect}: added, {window(self.after)}"
        if self.after is None and self.before is not None:
            return f"{self.effect}: removed, was {window(self.before)}"
        return f"{self.effect}: {'; '.join(each.words for each in self.fields) or 'unchanged'}"

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "component": self.component,
            "action": self.action,
            "change": self.kind.value,
            "before": self.before.to_dict() if self.before is not None else None,
            "after": self.after.to_dict() if self.after is not None else None,
            "fields": [each.to_dict() for each in self.fields],
            "words": self.words,
        }


@dataclass(frozen=True, slots=True)
class Diff:
    """``rows`` are all effects of both versions by planned time, ``header`` what differs beside the steps."""

    before: Scenario | None
    after: Scenario
    header: tuple[FieldChange, ...] = ()
    rows: tuple[CellChange, ...] = ()

    @property
    def cells(self) -> tuple[CellChange, ...]:
        """The effects that differ."""
        return tuple(each for each in self.rows if each.kind is not Change.SAME)

    @property
    def empty(self) -> bool:
        """Whether both say the same."""
        return not (self.header or self.cells)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything that differs, one line each."""
        header = (each.words for each in self.header)
        return (*(f"{words[:1].upper()}{words[1:]}" for words in header), *(each.words for each in self.cells))

    @property
    def summary(self) -> str:
        """``1 added, 2 changed``; ``no change`` where both say the same."""
        many = [(sum(row.kind is kind for row in self.rows), kind) for kind in _TOLD]
        parts = [f"{count} {'step' if count == 1 else 'steps'} {kind.value}" for count, kind in many if count]
        parts += [f"{each.label} changed" for each in self.header]
        return ", ".join(parts) or "no change"


_TOLD = (Change.ADDED, Change.REMOVED, Change.CHANGED)


def compare(before: Scenario | None, after: Scenario) -> Diff:
    """What ``after`` says otherwise than ``before``; everything is added where there is nothing before."""
    if before is None:
        return Diff(None, after, (), compare_steps((), after.sequence.steps))
    rows = compare_steps(before.sequence.steps, after.sequence.steps)
    return Diff(before, after, tuple(_header(before, after)), rows)


def compare_steps(before: Sequence[Step], after: Sequence[Step]) -> tuple[CellChange, ...]:
    """All effects of both by planned time, each with what became of it."""
    pairs = _pairs(before, after)
    old, new = _names(before), _names(after)
    moved = _moved(pairs) if before else ()
    return tuple(_row(pair, old, new, number=at in moved) for at, pair in enumerate(pairs))


def window(step: Step) -> str:
    """``20 ± 10 s``, ``must not 15 ± 15 s``."""
    times = f"{plain(step.expected_delay_seconds)} ± {plain(step.tolerance_seconds)} s"
    return f"must not {times}" if step.must_not else times


def _header(before: Scenario, after: Scenario) -> Iterator[FieldChange]:
    pairs = (
        ("name", "name", before.name, after.name),
        ("place", "place", before.place, after.place),
        ("scenario_type", "tested", _often(before), _often(after)),
        ("trigger", "trigger", before.trigger, after.trigger),
        ("trigger_type", "kind of trigger", _kind(before), _kind(after)),
    )
    return (FieldChange(*each) for each in pairs if each[2] != each[3])


def _often(one: Scenario) -> str:
    return ScenarioType(one.scenario_type).label.lower()


def _kind(one: Scenario) -> str:
    return TriggerDeviceType(one.trigger_type).label.lower() if one.trigger_type else "not said"


def _pairs(before: Sequence[Step], after: Sequence[Step]) -> list[Pair]:
    """Each step with its counterpart, by planned time: the same effect, of several the one that fits best."""
    left, right = _by_effect(before), _by_effect(after)
    found = [pair for key in dict.fromkeys((*right, *left)) for pair in _matched(left.get(key, []), right.get(key, []))]
    return sorted(found, key=lambda pair: _time(pair[1] or pair[0]))


def _time(step: Step | None) -> tuple[Any, int]:
    assert step is not None  # a pair has one step at least
    return step.expected_delay_seconds, step.step_order


def _by_effect(steps: Iterable[Step]) -> dict[tuple[str, str], list[Step]]:
    found: dict[tuple[str, str], list[Step]] = {}
    for step in steps:
        found.setdefault(step.key, []).append(step)
    return found


def _matched(before: list[Step], after: list[Step]) -> Iterator[Pair]:
    """Steps of one effect: first those that say the same time, then must with must, then what is left, in order."""
    left, right = list(before), list(after)
    for same in (_same_window, _same_sense, _any):
        for new in tuple(right):
            old = next((each for each in left if same(each, new)), None)
            if old is not None:
                left.remove(old)
                right.remove(new)
                yield old, new
    yield from ((None, new) for new in right)
    yield from ((old, None) for old in left)


def _same_window(one: Step, other: Step) -> bool:
    return (one.expected_delay_seconds, one.must_not) == (other.expected_delay_seconds, other.must_not)


def _same_sense(one: Step, other: Step) -> bool:
    return one.must_not == other.must_not


def _any(one: Step, other: Step) -> bool:
    return True


def _names(steps: Sequence[Step]) -> dict[int, str]:
    """Each number's effect in words, told apart by its window where the sequence has it more than once."""
    words = [step.words for step in steps]
    return {
        step.step_order: step.words if words.count(step.words) == 1 else f"{step.words} ({window(step)})"
        for step in steps
    }


def _moved(pairs: Sequence[Pair]) -> frozenset[int]:
    """The places of pairs whose step comes at another place among those that both versions have."""
    both = [(at, old, new) for at, (old, new) in enumerate(pairs) if old is not None and new is not None]
    was = {at: rank for rank, (at, _, _) in enumerate(sorted(both, key=lambda each: each[1].step_order))}
    now = {at: rank for rank, (at, _, _) in enumerate(sorted(both, key=lambda each: each[2].step_order))}
    return frozenset(at for at in was if was[at] != now[at])


def _row(pair: Pair, old: Mapping[int, str], new: Mapping[int, str], *, number: bool = False) -> CellChange:
    before, after = pair
    step = after or before
    assert step is not None  # a pair has one step at least
    fields = tuple(_fields(before, after, old, new, number)) if before is not None and after is not None else ()
    return CellChange(step.component_id, step.expected_action, before, after, fields)


def _fields(
    before: Step, after: Step, old: Mapping[int, str], new: Mapping[int, str], number: bool
) -> Iterator[FieldChange]:
    pairs = (
        ("window", "", window(before), window(after)),
        ("component_id", "written", before.component_id, after.component_id),
        ("component_type", "kind", before.component_type, after.component_type),
        ("expected_action", "action written", before.expected_action, after.expected_action),
        ("depends_on", "waits for", _waits(before, old), _waits(after, new)),
        ("power", "power", before.power, after.power),
        ("note", "note", _quoted(before.note), _quoted(after.note)),
    )
    yield from (FieldChange(*each) for each in pairs if each[2] != each[3])
    if number and before.step_order != after.step_order:
        yield FieldChange("step_order", "step", str(before.step_order), str(after.step_order))


def _waits(step: Step, names: Mapping[int, str]) -> str:
    return ", ".join(sorted(names.get(each, f"step {each}") for each in step.depends_on)) or "nothing"


def _quoted(note: str) -> str:
    return f"“{note}”" if note else "none"
