"""Cause and effect: the steps a scenario expects.

A step has the six fields of the customer's document (``step_order, component_id, component_type, expected_action,
expected_delay_seconds, tolerance_seconds``) and may carry ``must_not``, ``depends_on``, ``power`` and ``note``.
Delays count in seconds from the trigger. ``sequence_checks.problems`` says what is wrong with steps,
``observed.compare`` holds what was seen against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from firemode_desktop.domain.checks import plain, storable, to_decimal
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
A_DAY = Decimal(86_400)
"""Seconds that a delay or a tolerance may have at most."""
_HIGHEST = 1_000_000
"""No step has a number beyond it."""

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
class Mend:
    """One way to mend a problem, in words; ``steps`` is the whole sequence with it mended."""

    text: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a step (``step_order`` None: with the sequence as a whole), in one sentence.

    ``field`` is the field of the step it is about, ``mends`` what can be done about it with one key.
    """

    code: str
    level: Level
    step_order: int | None
    message: str
    field: str | None = None
    mends: tuple[Mend, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "code": self.code,
            "level": self.level.value,
            "step_order": self.step_order,
            "message": self.message,
        }


@lru_cache(4096)
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
        note=_storable(str(raw.get("note") or ""), "note"),
    )


def _whole(value: object, name: str) -> int:
    if isinstance(value, int | Decimal | float) and not isinstance(value, bool):
        number = Decimal(value)
        if number.is_finite() and 1 <= number <= _HIGHEST and number == int(number):
            return int(number)
    raise Invalid(f"{name} must be a whole number from 1, not {_shown(value)}.")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Invalid(f"{name} must be text, not {_shown(value)}.")
    return _storable(value.strip(), name)


def _storable(text: str, name: str) -> str:
    if not storable(text):
        raise Invalid(f"{name} holds a character that cannot be stored.")
    return text


def _seconds(value: object, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise Invalid(f"{name} must be a number of seconds, not {_shown(value)}.")
    seconds = to_decimal(value)
    if seconds < 0:
        raise Invalid(f"{name} cannot be negative: nothing happens before the trigger.")
    if seconds > A_DAY:
        raise Invalid(f"{name} is {plain(seconds)} s; a sequence is over within a day ({plain(A_DAY)} s).")
    return seconds


def _yes_no(value: object) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    raise Invalid(f"must_not is yes or no, not {_shown(value)}.")


def _list(value: object) -> Sequence[object]:
    if value is None:
        return ()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return value
    raise Invalid(f"depends_on is a list of step numbers, not {_shown(value)}.")


def _power(value: object) -> str:
    if value in (None, ""):
        return "normal"
    if value not in POWERS:
        raise Invalid(f"power is {' or '.join(POWERS)}, not {_shown(value)}.")
    return str(value)
