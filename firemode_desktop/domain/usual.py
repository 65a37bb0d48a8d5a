"""What a component usually does in a cause-and-effect sequence: its trade, its actions, the step to begin with.

The times are values to begin with, those of the customer's document where it has one; the system's own design decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from firemode_desktop.domain.sequence import REGISTER_TYPES, Step, known_actions, same_component, same_word

STEP_TYPES: Mapping[str, str] = {kind: word for word, kind in REGISTER_TYPES.items()}
"""Kinds of the register that the steps call something else: ``control_panel`` → ``alarm``."""


class Trade(StrEnum):
    """What the matrix is filtered by, and the shelf grouped."""

    AIR = "Air handling"
    ALARM = "Detection and alarm"
    PRESSURE = "Pressure"
    OTHER = "Doors, lifts and others"


@dataclass(frozen=True, slots=True)
class _Usual:
    trade: Trade
    actions: tuple[str, ...]
    delay: Decimal
    tolerance: Decimal


_USUAL: Mapping[str, _Usual] = {
    "alarm": _Usual(Trade.ALARM, ("activate", "reset", "start", "stop"), Decimal(0), Decimal(2)),
    "detector": _Usual(Trade.ALARM, ("activate", "reset"), Decimal(0), Decimal(2)),
    "fan": _Usual(Trade.AIR, ("start", "stop", "run"), Decimal(3), Decimal(2)),
    "damper": _Usual(Trade.AIR, ("open", "close"), Decimal(5), Decimal(2)),
    "sensor": _Usual(Trade.PRESSURE, ("reach_setpoint", "activate"), Decimal(15), Decimal(5)),
    "actuator": _Usual(
        Trade.OTHER, ("release", "unlock", "open", "close", "return_to_ground", "hold"), Decimal(5), Decimal(5)
    ),
}
_ELSE = _Usual(Trade.OTHER, ("activate", "start", "stop", "open", "close"), Decimal(5), Decimal(5))


def step_type(kind: str) -> str:
    """A kind of the register as steps call it: ``control_panel`` → ``alarm``, ``fan`` → ``fan``."""
    return STEP_TYPES.get(kind.casefold(), kind.casefold())


def trade_of(component_type: str) -> Trade:
    """The trade of a step's component type, or of a kind of the register."""
    return _USUAL.get(step_type(component_type), _ELSE).trade


def actions_of(component_type: str, steps: Iterable[Step] = ()) -> tuple[str, ...]:
    """What a component of this type may be told: the usual first, then what ``steps`` say of such, then all others."""
    mine, known = step_type(component_type), tuple(steps)
    theirs = (step.expected_action for step in known if step_type(step.component_type) == mine)
    found: dict[str, str] = {}
    for action in (*_usual(mine).actions, *theirs, *known_actions(known)):
        found.setdefault(same_word(action), action)
    return tuple(found.values())


def usual_step(component: str, kind: str, others: Iterable[Step] = ()) -> Step:
    """A step to begin with (number 0: ``Sequence.added`` numbers it).

    As the component is told elsewhere (``others``, what must happen only), else as one of its kind usually is.
    """
    name = same_component(component)
    like = next((step for step in others if same_component(step.component_id) == name and not step.must_not), None)
    if like is not None:
        return replace(like, step_order=0, depends_on=(), note="", power="normal")
    usual = _usual(step_type(kind))
    return Step(0, component, step_type(kind), usual.actions[0], usual.delay, usual.tolerance)


def _usual(component_type: str) -> _Usual:
    return _USUAL.get(component_type, _ELSE)
