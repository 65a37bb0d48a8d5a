"""What is wrong with the steps of a scenario, each with its place and a way to mend it.

The checks are those of the specification's page 3. An error keeps a scenario from being published, a warning does not.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.design import Scenario, Surroundings
from firemode_desktop.domain.design import Sequence as Steps
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import (
    REGISTER_TYPES,
    Level,
    Mend,
    Problem,
    Step,
    opposite,
    same_component,
    same_word,
)
from firemode_desktop.domain.usual import step_type

NEAR = 0.8
"""How alike two identifiers are that are proposed for each other; as ``difflib`` counts it."""

_SETS_GOING = frozenset({"start", "run", "on", "activate", "energise", "energize", "enable"})


def problems(steps: Sequence[Step], equipment: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """All that is wrong with a sequence, errors and warnings, in the order of the steps.

    ``equipment`` maps the identifiers of the register to their kinds; without it components are not looked up.
    """
    whole = Steps(tuple(steps))
    found = [
        *_empty(whole),
        *_numbering(whole),
        *_pairs(whole),
        *_dependencies(whole),
        *_sensors_before_fans(whole),
        *_clipped(whole),
        *_components(whole, equipment),
    ]
    return tuple(sorted(found, key=lambda problem: problem.step_order or 0))


def check(steps: Sequence[Step], equipment: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """The warnings of a sequence; raises ``Invalid`` with all problems when one of them is an error."""
    found = problems(steps, equipment)
    errors = [problem for problem in found if problem.level is Level.ERROR]
    if errors:
        raise Invalid(errors[0].message, [problem.to_dict() for problem in found])
    return found


def scenario_problems(scenario: Scenario, around: Surroundings) -> tuple[Problem, ...]:
    """What is wrong with a scenario: its trigger, then its steps."""
    found = problems(scenario.sequence.steps, around.equipment)
    return (*_trigger(scenario, around), *(_retired(one, scenario, around) for one in found))


def _retired(found: Problem, scenario: Scenario, around: Surroundings) -> Problem:
    """Of a component that is not in the register any more: since when."""
    if found.code != "unknown_component" or found.step_order is None:
        return found
    name = scenario.sequence.step(found.step_order).component_id
    since = around.retired.get(same_component(name))
    if since is None:
        return found
    return replace(found, code="retired_component", message=f"{name} is out of service since {show_date(since)}.")


def _trigger(scenario: Scenario, around: Surroundings) -> Iterator[Problem]:
    known = {same_component(name) for name in around.equipment}
    if around.equipment and same_component(scenario.trigger) not in known:
        near = _near(scenario.trigger, known)
        hint = f" Was {' or '.join(near)} meant?" if near else ""
        message = f"The trigger {scenario.trigger} is not in the equipment register.{hint}"
        yield Problem("unknown_trigger", Level.WARNING, None, message, "trigger")


def _empty(whole: Steps) -> Iterator[Problem]:
    if not whole.steps:
        yield Problem("no_steps", Level.ERROR, None, "There is no step yet: what must happen after the trigger?")


def _numbering(whole: Steps) -> Iterator[Problem]:
    numbers = [step.step_order for step in whole]
    mend = (Mend(f"Number the steps 1 to {len(numbers)}", whole.numbered().steps),)
    for number, before in zip(numbers[1:], numbers, strict=False):
        if number == before:
            yield Problem("duplicate_step", Level.ERROR, number, f"Step {number} stands twice.", "step_order", mend)
    if sorted(set(numbers)) != list(range(1, len(set(numbers)) + 1)):
        written = ", ".join(map(str, numbers))
        message = f"Steps are numbered from 1 without a gap; here they are {written}."
        yield Problem("step_numbers", Level.ERROR, None, message, "step_order", mend)


def _pairs(whole: Steps) -> Iterator[Problem]:
    """Steps of one component, each against those before it; of several in its way the first is told."""
    by_component: dict[str, list[Step]] = defaultdict(list)
    for step in whole:
        before = by_component[same_component(step.component_id)]
        yield from next((found for other in before if (found := _pair(other, step, whole))), ())
        before.append(step)


def _pair(first: Step, second: Step, whole: Steps) -> tuple[Problem, ...]:
    """Two steps of one component: told the same twice, or two things that exclude each other."""
    at_once = first.overlaps(second)
    numbers = f"Steps {first.step_order} and {second.step_order}"
    if first.key == second.key and at_once:
        mends = tuple(_removed(whole, step) for step in (second, first))
        if first.must_not == second.must_not:
            message = f"{numbers} both say {second.words} at the same time."
            return (_of("duplicate_effect", second, message, "expected_action", mends),)
        message = f"{numbers}: {second.words} must and must not be seen at once."
        return (_of("contradiction", second, message, "must_not", (*mends, *_later(whole, first, second))),)
    if not first.must_not and not second.must_not and opposite(first.expected_action, second.expected_action):
        message = f"{numbers} tell {second.component_id} to {first.expected_action} and to {second.expected_action}"
        if at_once:
            mends = (*_later(whole, first, second), _removed(whole, second))
            return (_of("opposite_actions", second, f"{message} at the same time.", "expected_delay_seconds", mends),)
        after = f"{message}, one after the other."
        return (_of("opposite_actions", second, after, "expected_action", level=Level.WARNING),)
    return ()


def _later(whole: Steps, first: Step, second: Step) -> tuple[Mend, ...]:
    """The later of two steps moved until their windows no longer meet; only where both have a number of their own."""
    if first.step_order == second.step_order:
        return ()
    early, late = sorted((first, second), key=lambda step: step.expected_delay_seconds)
    at = early.latest + late.tolerance_seconds + 1
    moved = whole.changed(late.step_order, expected_delay_seconds=at)
    return (Mend(f"Move step {late.step_order} to {plain(at)} s, after the other", moved.steps),)


def _removed(whole: Steps, step: Step) -> Mend:
    """Without just this step, also where another has its number."""
    if sum(each.step_order == step.step_order for each in whole) == 1:
        return Mend(f"Remove step {step.step_order}", whole.without({step.step_order}).steps)
    left = tuple(each for each in whole if each is not step)
    return Mend(f"Remove {step.words}", Steps(left).numbered().steps)


def _dependencies(whole: Steps) -> Iterator[Problem]:
    by_number = {step.step_order: step for step in whole}
    for step in whole:
        for number in step.depends_on:
            if message := _dependency(step, number, by_number.get(number)):
                mend = _no_longer(whole, step, number)
                yield _of("depends_on", step, message, "depends_on", (mend,))
    for cycle in _cycles(by_number):
        path = " → ".join(map(str, (*cycle, cycle[0])))
        message = f"Steps wait for each other in a circle: {path}."
        mend = _no_longer(whole, by_number[cycle[0]], (*cycle, cycle[0])[1])
        yield _of("cycle", by_number[cycle[0]], message, "depends_on", (mend,))


def _dependency(step: Step, number: int, before: Step | None) -> str:
    if before is None:
        return f"Step {step.step_order} depends on step {number}, which does not exist."
    if before.must_not:
        return f"Step {step.step_order} depends on step {number}, which must not happen."
    if before.step_order != step.step_order and step.latest < before.earliest:
        return f"Step {step.step_order} depends on step {number}, but is over before that one may begin."
    return ""


def _no_longer(whole: Steps, step: Step, number: int) -> Mend:
    left = tuple(each for each in step.depends_on if each != number)
    steps = tuple(replace(each, depends_on=left) if each is step else each for each in whole)
    return Mend(f"Step {step.step_order} no longer waits for {number}", steps)


def _cycles(steps: Mapping[int, Step]) -> Iterator[tuple[int, ...]]:
    """Every circle of dependencies once, each from its lowest step, by following what each step waits for."""
    seen: set[frozenset[int]] = set()
    for start in sorted(steps):
        cycle = _circle_from(start, steps)
        if cycle and frozenset(cycle) not in seen:
            seen.add(frozenset(cycle))
            yield cycle


def _circle_from(start: int, steps: Mapping[int, Step]) -> tuple[int, ...]:
    """A shortest path from ``start`` back to itself, empty when there is none."""
    paths: list[tuple[int, ...]] = [(start,)]
    visited: set[int] = set()
    while paths:
        path = paths.pop(0)
        for number in steps[path[-1]].depends_on if path[-1] in steps else ():
            if number == start:
                return path
            if number not in visited:
                visited.add(number)
                paths.append((*path, number))
    return ()


def _sensors_before_fans(whole: Steps) -> Iterator[Problem]:
    """A sensor of the stair cannot see pressure before the first fan of the sequence is set going."""
    starts = [step for step in whole if _sets_a_fan_going(step)]
    if not starts:
        return
    fan = min(starts, key=lambda step: step.expected_delay_seconds)
    for step in whole:
        early = step.expected_delay_seconds < fan.expected_delay_seconds
        if _register_kind(step) == "pressure_sensor" and not step.must_not and early:
            at, after = plain(step.expected_delay_seconds), plain(fan.expected_delay_seconds)
            message = f"{step.component_id} is expected at {at} s, before {fan.component_id} that feeds it ({after} s)."
            yield _of("sensor_before_fan", step, message, "expected_delay_seconds", _after_fan(whole, step, fan))


def _sets_a_fan_going(step: Step) -> bool:
    return _register_kind(step) == "fan" and not step.must_not and same_word(step.expected_action) in _SETS_GOING


def _after_fan(whole: Steps, step: Step, fan: Step) -> tuple[Mend, ...]:
    at = fan.latest + step.tolerance_seconds
    steps = tuple(replace(each, expected_delay_seconds=at) if each is step else each for each in whole)
    return (Mend(f"Move it to {plain(at)} s, after the fan", steps),)


def _clipped(whole: Steps) -> Iterator[Problem]:
    for step in whole:
        if step.tolerance_seconds > step.expected_delay_seconds:
            message = f"The tolerance of step {step.step_order} reaches before the trigger; it is clipped at 0 s."
            half = step.latest / 2
            words = f"Write the same window as {plain(half)} ± {plain(half)} s"
            steps = tuple(_centred(each, half) if each is step else each for each in whole)
            yield _of(
                "tolerance_clipped", step, message, "tolerance_seconds", (Mend(words, steps),), level=Level.WARNING
            )


def _centred(step: Step, half: Decimal) -> Step:
    return replace(step, expected_delay_seconds=half, tolerance_seconds=half)


def _components(whole: Steps, equipment: Mapping[str, str] | None) -> Iterator[Problem]:
    if equipment is None:
        return
    register = {same_component(name): kind for name, kind in equipment.items()}
    for step in whole:
        kind = register.get(same_component(step.component_id))
        if kind is None:
            yield _unknown(whole, step, register)
        elif kind != _register_kind(step):
            said, written = kind.replace("_", " "), step.component_type.casefold()
            message = f"{step.component_id} is a {said} in the register, not a {written}."
            mend = Mend(f"Take the register's: {said}", _set(whole, step, component_type=step_type(kind)))
            yield _of("component_type", step, message, "component_type", (mend,), level=Level.WARNING)


def _unknown(whole: Steps, step: Step, register: Mapping[str, str]) -> Problem:
    message = f"{step.component_id} is not in the equipment register."
    mends = tuple(
        Mend(
            f"Take {name} instead",
            _set(whole, step, component_id=name, component_type=step_type(register[name])),
        )
        for name in _near(step.component_id, register)
    )
    return _of("unknown_component", step, message, "component_id", mends, level=Level.WARNING)


def _near(name: str, known: Iterable[str]) -> list[str]:
    """Identifiers that look like a slip of this one; never taken for it, only proposed."""
    return list(_alike(same_component(name), tuple(sorted(known))))


@lru_cache(maxsize=1024)
def _alike(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(difflib.get_close_matches(name, known, n=2, cutoff=NEAR))


def _register_kind(step: Step) -> str:
    written = step.component_type.casefold()
    return REGISTER_TYPES.get(written, written)


def _set(whole: Steps, step: Step, **fields: Any) -> tuple[Step, ...]:
    return tuple(replace(each, **fields) if each is step else each for each in whole)


def _of(
    code: str, step: Step, message: str, field: str, mends: tuple[Mend, ...] = (), *, level: Level = Level.ERROR
) -> Problem:
    return Problem(code, level, step.step_order, message, field, mends)
