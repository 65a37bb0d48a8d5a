"""Cause and effect: the steps a scenario expects, and what can be wrong with them.

A step has the six fields of the customer's document (``step_order, component_id, component_type, expected_action,
expected_delay_seconds, tolerance_seconds``) and may carry ``must_not``, ``depends_on``, ``power`` and ``note``.
Delays count in seconds from the trigger. ``observed.compare`` holds what was seen against the steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from firemode_desktop.domain.checks import plain, to_decimal
from firemode_desktop.domain.errors import FiremodeError, Invalid

REQUIRED_FIELDS = (
    "step_order",
    "component_id",
    "component_type",
    "expected_action",
    "expected_delay_seconds",
    "tolerance_seconds",
)
REGISTER_TYPES = {"alarm": "control_panel", "sensor": "pressure_sensor"}
"""Words of the steps that the equipment register calls something else."""

POWERS = ("normal", "standby")

_OPPOSITES = (
    ("start", "stop"),
    ("run", "stop"),
    ("open", "close"),
    ("activate", "deactivate"),
    ("energise", "de_energise"),
    ("energize", "de_energize"),
    ("on", "off"),
    ("lock", "unlock"),
    ("hold", "release"),
    ("enable", "disable"),
)
_OPPOSITE = frozenset(_OPPOSITES) | frozenset((second, first) for first, second in _OPPOSITES)


class Level(StrEnum):
    """An error keeps a scenario from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a step (``step_order`` None: with the sequence as a whole), in one sentence."""

    code: str
    level: Level
    step_order: int | None
    message: str

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "code": self.code,
            "level": self.level.value,
            "step_order": self.step_order,
            "message": self.message,
        }


def same_word(text: str) -> str:
    """An action or a component as it is compared: ``Reach setpoint`` and ``reach_setpoint`` are one."""
    return "_".join(text.replace("-", " ").replace("_", " ").casefold().split())


def same_component(text: str) -> str:
    """A component's identifier as it is compared: stripped and upper case, as the register keeps it."""
    return text.strip().upper()


def opposite(first: str, second: str) -> bool:
    """Whether two actions undo each other (``open`` and ``close``)."""
    return (same_word(first), same_word(second)) in _OPPOSITE


def known_actions(steps: Iterable[Step]) -> tuple[str, ...]:
    """What a component may be seen to do: first what the steps expect, then every other action there is a word for."""
    expected = sorted({step.expected_action for step in steps})
    known = {same_word(action) for action in expected}
    words = dict.fromkeys(word for pair in _OPPOSITES for word in pair)
    return (*expected, *(word for word in words if word not in known))


@dataclass(frozen=True, slots=True)
class Step:
    """One expected effect; ``must_not`` turns it into an effect that must not be seen within its window."""

    step_order: int
    component_id: str
    component_type: str
    expected_action: str
    expected_delay_seconds: Decimal
    tolerance_seconds: Decimal
    must_not: bool = False
    depends_on: tuple[int, ...] = ()
    power: str = "normal"
    note: str = ""

    @property
    def earliest(self) -> Decimal:
        """Start of the window in seconds after the trigger; never before the trigger."""
        return max(Decimal(0), self.expected_delay_seconds - self.tolerance_seconds)

    @property
    def latest(self) -> Decimal:
        """End of the window in seconds after the trigger."""
        return self.expected_delay_seconds + self.tolerance_seconds

    @property
    def key(self) -> tuple[str, str]:
        """Component and action as they are compared with what was seen."""
        return same_component(self.component_id), same_word(self.expected_action)

    @property
    def words(self) -> str:
        """``FAN-01 start``."""
        return f"{self.component_id} {self.expected_action.replace('_', ' ')}"

    def overlaps(self, other: Step) -> bool:
        """Whether the two windows have a moment in common."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of the column ``expected_sequence``; optional fields only where they say something."""
        shape: dict[str, Any] = {
            "step_order": self.step_order,
            "component_id": self.component_id,
            "component_type": self.component_type,
            "expected_action": self.expected_action,
            "expected_delay_seconds": _json_number(self.expected_delay_seconds),
            "tolerance_seconds": _json_number(self.tolerance_seconds),
        }
        optional = {"must_not": self.must_not, "depends_on": list(self.depends_on), "note": self.note}
        shape.update({name: value for name, value in optional.items() if value})
        return shape if self.power == "normal" else {**shape, "power": self.power}


def parse(steps: object) -> tuple[Step, ...]:
    """The steps of an ``expected_sequence``; raises ``Invalid`` with one detail a problem for what cannot be read."""
    if not isinstance(steps, Sequence) or isinstance(steps, str) or not steps:
        raise Invalid("A scenario needs at least one step.", [{"code": "no_steps"}])
    parsed: list[Step] = []
    found: list[Problem] = []
    for position, raw in enumerate(steps, start=1):
        try:
            parsed.append(_step(raw))
        except FiremodeError as error:
            found.append(Problem("format", Level.ERROR, position, f"Step {position}: {error.message}"))
    if found:
        raise Invalid(found[0].message, [problem.to_dict() for problem in found])
    return tuple(parsed)


def problems(steps: Sequence[Step], equipment: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """All that is wrong with a sequence, errors and warnings, in the order of the steps.

    ``equipment`` maps the identifiers of the register to their types; without it components are not looked up.
    """
    ordered = sorted(steps, key=lambda step: step.step_order)
    found = [
        *_numbering(ordered),
        *_pairs(ordered),
        *_dependencies(ordered),
        *_sensors_before_fans(ordered),
        *(problem for step in ordered for problem in _single(step)),
        *_components(ordered, equipment),
    ]
    return tuple(sorted(found, key=lambda problem: problem.step_order or 0))


def check(steps: Sequence[Step], equipment: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
    """The warnings of a sequence; raises ``Invalid`` with all problems when one of them is an error."""
    found = problems(steps, equipment)
    errors = [problem for problem in found if problem.level is Level.ERROR]
    if errors:
        raise Invalid(errors[0].message, [problem.to_dict() for problem in found])
    return found


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _step(raw: object) -> Step:
    if not isinstance(raw, Mapping):
        raise Invalid("a step is a group of named fields.")
    missing = [name for name in REQUIRED_FIELDS if raw.get(name) in (None, "")]
    if missing:
        raise Invalid(f"{', '.join(missing)} missing.")
    return Step(
        step_order=_whole(raw["step_order"], "step_order"),
        component_id=_text(raw["component_id"], "component_id"),
        component_type=_text(raw["component_type"], "component_type"),
        expected_action=_text(raw["expected_action"], "expected_action"),
        expected_delay_seconds=_seconds(raw["expected_delay_seconds"], "expected_delay_seconds"),
        tolerance_seconds=_seconds(raw["tolerance_seconds"], "tolerance_seconds"),
        must_not=_yes_no(raw.get("must_not")),
        depends_on=tuple(_whole(number, "depends_on") for number in _list(raw.get("depends_on"))),
        power=_power(raw.get("power")),
        note=str(raw.get("note") or ""),
    )


def _whole(value: object, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float) or value != int(value) or value < 1:
        raise Invalid(f"{name} must be a whole number from 1, not {value!r}.")
    return int(value)


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Invalid(f"{name} must be text, not {value!r}.")
    return value.strip()


def _seconds(value: object, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise Invalid(f"{name} must be a number of seconds, not {value!r}.")
    seconds = to_decimal(value)
    if seconds < 0:
        raise Invalid(f"{name} cannot be negative: nothing happens before the trigger.")
    return seconds


def _yes_no(value: object) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    raise Invalid(f"must_not is yes or no, not {value!r}.")


def _list(value: object) -> Sequence[object]:
    if value is None:
        return ()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    raise Invalid(f"depends_on is a list of step numbers, not {value!r}.")


def _power(value: object) -> str:
    if value in (None, ""):
        return "normal"
    if value not in POWERS:
        raise Invalid(f"power is {' or '.join(POWERS)}, not {value!r}.")
    return str(value)


def _error(code: str, step: Step | None, message: str) -> Problem:
    return Problem(code, Level.ERROR, step.step_order if step else None, message)


def _warning(code: str, step: Step, message: str) -> Problem:
    return Problem(code, Level.WARNING, step.step_order, message)


def _numbering(steps: Sequence[Step]) -> Iterator[Problem]:
    numbers = [step.step_order for step in steps]
    for step, before in zip(steps[1:], steps, strict=False):
        if step.step_order == before.step_order:
            yield _error("duplicate_step", step, f"Step {step.step_order} stands twice.")
    if sorted(set(numbers)) != list(range(1, len(set(numbers)) + 1)):
        written = ", ".join(map(str, numbers))
        yield _error("step_numbers", None, f"Steps are numbered from 1 without a gap; here they are {written}.")


def _pairs(steps: Sequence[Step]) -> Iterator[Problem]:
    for position, step in enumerate(steps):
        for before in steps[:position]:
            if same_component(step.component_id) == same_component(before.component_id):
                yield from _pair(before, step)


def _pair(first: Step, second: Step) -> Iterator[Problem]:
    """Two steps of one component: told the same twice, or two things that exclude each other."""
    at_once = first.overlaps(second)
    numbers = f"Steps {first.step_order} and {second.step_order}"
    if first.key == second.key and at_once:
        if first.must_not == second.must_not:
            yield _error("duplicate_effect", second, f"{numbers} both say {second.words} at the same time.")
        else:
            yield _error("contradiction", second, f"{numbers}: {second.words} must and must not be seen at once.")
    elif not first.must_not and not second.must_not and opposite(first.expected_action, second.expected_action):
        message = f"{numbers} tell {second.component_id} to {first.expected_action} and to {second.expected_action}"
        if at_once:
            yield _error("opposite_actions", second, f"{message} at the same time.")
        else:
            yield _warning("opposite_actions", second, f"{message}, one after the other.")


def _dependencies(steps: Sequence[Step]) -> Iterator[Problem]:
    by_number = {step.step_order: step for step in steps}
    for step in steps:
        for number in step.depends_on:
            yield from _dependency(step, number, by_number.get(number))
    for cycle in _cycles(by_number):
        path = " → ".join(map(str, (*cycle, cycle[0])))
        yield _error("cycle", by_number[cycle[0]], f"Steps wait for each other in a circle: {path}.")


def _dependency(step: Step, number: int, before: Step | None) -> Iterator[Problem]:
    if before is None:
        yield _error("depends_on", step, f"Step {step.step_order} depends on step {number}, which does not exist.")
    elif before.must_not:
        message = f"Step {step.step_order} depends on step {number}, which must not happen."
        yield _error("depends_on", step, message)
    elif before.step_order != step.step_order and step.latest < before.earliest:
        message = f"Step {step.step_order} depends on step {number}, but is over before that one may begin."
        yield _error("depends_on", step, message)


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


def _sensors_before_fans(steps: Sequence[Step]) -> Iterator[Problem]:
    starts = [step for step in steps if step.component_type.casefold() == "fan" and not step.must_not]
    if not starts:
        return
    fan = min(starts, key=lambda step: step.expected_delay_seconds)
    for step in steps:
        kind = REGISTER_TYPES.get(step.component_type.casefold(), step.component_type.casefold())
        if kind == "pressure_sensor" and not step.must_not and step.expected_delay_seconds < fan.expected_delay_seconds:
            at, after = plain(step.expected_delay_seconds), plain(fan.expected_delay_seconds)
            message = f"{step.component_id} is expected at {at} s, before {fan.component_id} that feeds it ({after} s)."
            yield _error("sensor_before_fan", step, message)


def _single(step: Step) -> Iterator[Problem]:
    if step.tolerance_seconds > step.expected_delay_seconds:
        message = f"The tolerance of step {step.step_order} reaches before the trigger; it is clipped at 0 s."
        yield _warning("tolerance_clipped", step, message)


def _components(steps: Iterable[Step], equipment: Mapping[str, str] | None) -> Iterator[Problem]:
    if equipment is None:
        return
    register = {same_component(name): kind for name, kind in equipment.items()}
    for step in steps:
        kind = register.get(same_component(step.component_id))
        written = step.component_type.casefold()
        if kind is None:
            yield _warning("unknown_component", step, f"{step.component_id} is not in the equipment register.")
        elif kind != REGISTER_TYPES.get(written, written):
            message = f"{step.component_id} is a {kind.replace('_', ' ')} in the register, not a {written}."
            yield _warning("component_type", step, message)
