"""Scenarios as a matrix: a row for each cause, a column for each effect, in the cell the steps that say when.

A column is a component of one type with one action; the steps of a scenario lie in the cells of its row. Steps of one
cell keep the order of their numbers, and nothing of a step is lost on the way to its cell and back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Sequence as Row
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from firemode_desktop.domain.cells import CellEffect
from firemode_desktop.domain.design import Scenario, Sequence
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import Step

USUAL_TOLERANCE = Decimal(2)
"""Seconds of tolerance where a column has none to go by: what the customer's document gives most steps."""
SHORTEST_WATCH = Decimal(60)
"""Seconds that a bare ``!`` lasts at least."""

Cells = Mapping["Effect", tuple[Step, ...]]


class Effect(NamedTuple):
    """A column: what a component does. Spelt as the steps spell it. (A tuple: a large matrix looks up many.)"""

    component_id: str
    component_type: str
    action: str

    @classmethod
    def of(cls, step: Step) -> Effect:
        """The column that a step lies in."""
        return cls(step.component_id, step.component_type, step.expected_action)

    @property
    def words(self) -> str:
        """``FAN-01 start``."""
        return f"{self.component_id} {self.action.replace('_', ' ')}"

    def step(self, order: int, cell: CellEffect) -> Step:
        """The step that a cell of this column tells."""
        times = cell.delay, cell.tolerance
        names = self.component_id, self.component_type, self.action
        return Step(order, *names, *times, cell.must_not, cell.after, cell.power, cell.note)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows of scenarios and columns of effects."""

    scenarios: tuple[Scenario, ...]
    effects: tuple[Effect, ...]
    cells: Mapping[UUID, Cells] = field(default_factory=dict, repr=False)
    """The steps of each scenario (by its key), by effect."""

    def cell(self, scenario: Scenario, effect: Effect) -> tuple[Step, ...]:
        """The steps that one cause expects of one effect; empty where it says nothing of it."""
        return self.cells[scenario.key].get(effect, ())

    def usual_tolerance(self, effect: Effect) -> Decimal:
        """The tolerance in seconds that a time alone is given in this column: the most common one of it, else 2."""
        return usual_tolerance(step for cells in self.cells.values() for step in cells.get(effect, ()))


def matrix_of(scenarios: Iterable[Scenario]) -> Matrix:
    """The matrix of some scenarios, columns in the order of ``effects_of``."""
    rows = tuple(scenarios)
    cells = {one.key: cells_of(one.sequence) for one in rows}
    return Matrix(rows, effects_of(cells.values()), cells)


def cells_of(sequence: Sequence) -> dict[Effect, tuple[Step, ...]]:
    """The cells of one row."""
    cells: dict[Effect, tuple[Step, ...]] = {}
    for step in sequence:
        effect = Effect.of(step)
        cells[effect] = (*cells.get(effect, ()), step)
    return cells


def effects_of(rows: Iterable[Cells]) -> tuple[Effect, ...]:
    """All effects of some rows, by the first time one is planned for (must-not last), then in natural order."""
    first: dict[Effect, tuple[bool, Decimal]] = {}
    for cells in rows:
        for effect, steps in cells.items():
            at = min((step.must_not, step.expected_delay_seconds) for step in steps)
            first[effect] = min(first.get(effect, at), at)
    return tuple(sorted(first, key=lambda effect: (first[effect], *_natural(effect))))


def usual_tolerance(steps: Iterable[Step]) -> Decimal:
    """The most common tolerance in seconds of some steps (of several the smallest), 2 without any."""
    counted = Counter(step.tolerance_seconds for step in steps if not step.must_not)
    return min(counted, key=lambda seconds: (-counted[seconds], seconds), default=USUAL_TOLERANCE)


def watched_until(sequence: Sequence) -> Decimal:
    """Seconds after the trigger until which a bare ``!`` lasts: the last window of what must happen, at least 60."""
    return max(SHORTEST_WATCH, *(step.latest for step in sequence if not step.must_not), Decimal(0))


def with_cell(sequence: Sequence, effect: Effect, cell: Row[CellEffect], *, keep: bool = False) -> Sequence:
    """The sequence with one cell told anew; an empty ``cell`` clears it.

    The steps that stand there keep their numbers, further ones come in where their time puts them, and what is no
    longer told goes. With ``keep`` an effect that tells only times leaves the dependencies, power and note of the step
    it replaces. An ``order`` that is told moves the step there.
    """
    there = cells_of(sequence).get(effect, ())
    replaced = {step.step_order: _told(step, each, keep=keep) for step, each in zip(there, cell, strict=False)}
    made = Sequence(tuple(replaced.get(step.step_order, step) for step in sequence))
    gone = {step.step_order for step in there[len(cell) :]}
    made = made.without(gone) if gone else made
    for each in cell[len(there) :]:
        made = put_in_time(made, effect.step(0, each))
    return _at_told_places(made, effect, cell)


def put_in_time(sequence: Sequence, step: Step) -> Sequence:
    """With one step more, after the last that is planned no later than it."""
    before = [each.step_order for each in sequence if each.expected_delay_seconds <= step.expected_delay_seconds]
    made = sequence.added(step)
    return made.moved(len(sequence) + 1, max(before, default=0) + 1) if _is_numbered(sequence) else made


def derived_orders(sequence: Sequence, effects: Row[Effect]) -> dict[int, int]:
    """Number of each step → the number that its time gives; ties in the order of the columns, then of their cells.

    Empty where the steps are not numbered 1 … n: nothing can be derived then.
    """
    if not _is_numbered(sequence):
        return {}
    cells = cells_of(sequence)
    found = [step for effect in effects for step in cells.get(effect, ())]
    ordered = sorted(found, key=lambda step: step.expected_delay_seconds)
    return {step.step_order: number for number, step in enumerate(ordered, start=1)}


def sequence_of(cells: Mapping[Effect, Row[CellEffect]]) -> Sequence:
    """The steps of a row of cells, columns in the order of the mapping: the way back from ``derived_orders``.

    An effect that tells its number gets it; the others get the numbers that are left, in the order of their time.
    """
    told = [(effect, each) for effect, row in cells.items() for each in row]
    taken = {each.order for _effect, each in told if each.order is not None}
    free = iter(number for number in range(1, len(told) + len(taken) + 1) if number not in taken)
    ordered = sorted(told, key=lambda pair: pair[1].delay)
    return Sequence(
        tuple(effect.step(each.order if each.order is not None else next(free), each) for effect, each in ordered)
    )


def carried(steps: Iterable[Step], source: Sequence, target: Sequence) -> tuple[CellEffect, ...]:
    """The steps of a cell as another scenario would tell them: what they wait for is looked up there by component and
    action, and dropped where that scenario does not have it."""
    names = {step.step_order: step.key for step in source}
    numbers: dict[tuple[str, str], int] = {}
    for step in target:
        if not step.must_not:
            numbers.setdefault(step.key, step.step_order)
    found = []
    for step in steps:
        after = (numbers.get(names[each]) for each in step.depends_on if each in names)
        found.append(replace(CellEffect.of(step), after=tuple(sorted({each for each in after if each is not None}))))
    return tuple(found)


def _told(step: Step, cell: CellEffect, *, keep: bool) -> Step:
    fields = cell.fields
    if keep and cell.is_bare:
        fields = {name: fields[name] for name in ("expected_delay_seconds", "tolerance_seconds", "must_not")}
    return replace(step, **fields)


def _at_told_places(sequence: Sequence, effect: Effect, cell: Row[CellEffect]) -> Sequence:
    """With the steps of a cell at the numbers it tells."""
    numbers = [step.step_order for step in cells_of(sequence).get(effect, ())]
    for at, each in enumerate(cell):
        if each.order is not None and each.order != numbers[at]:
            source, to = numbers[at], min(each.order, len(sequence))
            sequence = sequence.moved(source, to)
            numbers = [to if place == at else _followed(number, source, to) for place, number in enumerate(numbers)]
    return sequence


def _followed(number: int, source: int, to: int) -> int:
    """The number that a step has after the one at ``source`` went ``to`` another place."""
    if source < number <= to:
        return number - 1
    return number + 1 if to <= number < source else number


def _is_numbered(sequence: Sequence) -> bool:
    return [step.step_order for step in sequence] == list(range(1, len(sequence) + 1))


def _natural(effect: Effect) -> tuple[object, ...]:
    return natural_key(effect.component_id), natural_key(effect.action), effect.component_type
