"""The steps of a sequence as a table of texts: what each cell shows, and what a text that is written into one makes.

``COLUMNS`` are the fields of a step in the order they are shown. What is shown is read back as the same value.
"""

from __future__ import annotations

from collections.abc import Mapping

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import POWERS, REGISTER_TYPES, Step, same_component, same_word
from firemode_desktop.domain.timing import dependency_words, parse_seconds, read_dependencies
from firemode_desktop.domain.usual import step_type, usual_step

COLUMNS: Mapping[str, str] = {
    "step_order": "#",
    "component_id": "Component",
    "component_type": "Kind",
    "expected_action": "Action",
    "expected_delay_seconds": "Delay s",
    "tolerance_seconds": "± s",
    "must_not": "Must not",
    "depends_on": "Depends on",
    "power": "Power",
    "note": "Note",
}
TYPES = ("alarm", "detector", "fan", "damper", "sensor", "actuator")
_YES = frozenset({"yes", "y", "x", "must not", "1", "true", "!"})
_NO = frozenset({"", "no", "n", "0", "false", "must"})
_PLAIN = frozenset({"note"})


def step_text(step: Step, field: str, sequence: Sequence) -> str:
    """What a cell shows: ``3``, ``return to ground``, ``2 FAN-01-A``; blank where there is nothing to say."""
    if field == "depends_on":
        return dependency_words(step, sequence)
    value = getattr(step, field)
    if field in ("expected_delay_seconds", "tolerance_seconds"):
        return plain(value)
    if field == "must_not":
        return "yes" if value else ""
    if field == "power":
        return "" if value == POWERS[0] else str(value)
    return str(value).replace("_", " ") if field in ("expected_action", "component_type") else str(value)


def with_step_text(
    sequence: Sequence, order: int, field: str, text: str, equipment: Mapping[str, str] | None = None
) -> Sequence:
    """With what was written into one cell. A number in ``step_order`` moves the step to that place.

    A component of the register brings its kind along.

    Raises:
        Invalid: it cannot be read; the sentence says what would be right.
        Refused: steps would wait for each other.
        Missing: there is no such step.
    """
    written = " ".join(text.split())
    if field == "step_order":
        return sequence.moved(order, _number(written, len(sequence)))
    if field == "depends_on":
        return read_dependencies(sequence, order, written)
    if field in ("expected_delay_seconds", "tolerance_seconds"):
        return sequence.changed(order, **{field: parse_seconds(written)})
    if field == "must_not":
        return sequence.changed(order, must_not=_yes_no(written))
    if field == "component_id":
        return sequence.changed(order, **component_fields(written, equipment or {}))
    return sequence.changed(order, **{field: _word(field, written)})


def with_new_step(
    sequence: Sequence, component: str, equipment: Mapping[str, str] | None = None, others: tuple[Step, ...] = ()
) -> Sequence:
    """With the usual step of a component at the end; raises ``Invalid`` where no component is named."""
    fields = component_fields(" ".join(component.split()), equipment or {})
    name = fields["component_id"]
    return sequence.added(usual_step(name, fields.get("component_type", "actuator"), others))


def component_fields(name: str, equipment: Mapping[str, str]) -> dict[str, str]:
    """The fields of a step that a component sets: written as in the register, with its kind, where it is known there.

    ``equipment``: identifier → kind of the register. Raises ``Invalid`` where no component is named.
    """
    if not name:
        raise Invalid("A step needs its component, for example FAN-01-A.", [{"code": "blank"}])
    register = {same_component(each): kind for each, kind in equipment.items()}
    kind = register.get(same_component(name))
    if kind is None:
        return {"component_id": name}
    return {"component_id": same_component(name), "component_type": step_type(kind)}


def _word(field: str, written: str) -> str:
    if field in _PLAIN:
        return written
    word = same_word(written)
    if field == "power":
        if word not in (*POWERS, ""):
            raise Invalid(f"Power is {' or '.join(POWERS)}, not “{written}”.", [{"code": "power"}])
        return word or POWERS[0]
    if not word:
        what = "its action, for example start" if field == "expected_action" else f"a kind: {', '.join(TYPES)}"
        raise Invalid(f"A step needs {what}.", [{"code": "blank"}])
    return step_type(word) if word in REGISTER_TYPES.values() else word


def _number(written: str, many: int) -> int:
    number = written.lstrip("#").rstrip(".")
    if not number.isdecimal() or not 1 <= int(number) <= many:
        raise Invalid(f"“{written}” is no step number; write 1 to {many} to move the step there.", [{"code": "number"}])
    return int(number)


def _yes_no(written: str) -> bool:
    if written.casefold() in _YES:
        return True
    if written.casefold() in _NO:
        return False
    raise Invalid(
        f"Write yes for an effect that must not happen, or leave it blank; not “{written}”.", [{"code": "yes"}]
    )
