"""What the fields of the step card show of the chosen steps, and what an entry makes of the sequence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import Step, same_component, same_word
from firemode_desktop.domain.step_texts import component_fields
from firemode_desktop.domain.timing import dependency_words, forbidden, parse_seconds, read_dependencies, said
from firemode_desktop.domain.usual import actions_of, step_type, usual_step
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.scenarios.studio import Studio

TIMES = ("expected_delay_seconds", "tolerance_seconds")
EXAMPLES = {
    "component_id": "FAN-01-A",
    "expected_action": "start",
    "expected_delay_seconds": "20 s",
    "tolerance_seconds": "± 5 s",
    "depends_on": "nothing",
    "note": "",
}
_WORDS = {"expected_action": "action", "note": "note", "power": "power", "component_type": "kind"}
UNKNOWN = "actuator"
"""The kind of a component that the register does not know, until it is chosen."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The sequence after an entry, and what was done, for undo."""

    sequence: Sequence
    text: str


def chosen(studio: Studio) -> tuple[Step, ...]:
    """The steps that are looked at, in their order."""
    return tuple(step for step in studio.sequence if step.step_order in studio.orders)


def text_of(name: str, step: Step, sequence: Sequence) -> str:
    """A value as its field shows it: ``return to ground``, ``20 s``, ``± 10 s``, ``2 FAN-01-A``."""
    if name == "depends_on":
        return dependency_words(step, sequence)
    value = getattr(step, name)
    if isinstance(value, Decimal):
        return said(value) if name == "expected_delay_seconds" else f"± {plain(value)} s"
    return str(value).replace("_", " ") if name == "expected_action" else str(value)


def offers(name: str, studio: Studio) -> list[str]:
    """What a field offers to complete: components of the register, actions of this and of the other scenarios."""
    if name == "component_id":
        used = (step.component_id for step in studio.told)
        return sorted({*(one.identifier for one in studio.around.components), *used})
    if name != "expected_action":
        return []
    kinds = sorted({step.component_type for step in chosen(studio)})
    found = (action.replace("_", " ") for kind in kinds for action in actions_of(kind, studio.told))
    return list(dict.fromkeys(found))


def with_text(studio: Studio, name: str, text: str) -> Edit:
    """The chosen steps with what was typed into a text field; raises ``Invalid`` or ``Refused`` in a sentence."""
    if name in TIMES:
        return _with_time(studio, name, text)
    if name == "depends_on":
        return _with_dependencies(studio, text)
    value = " ".join(text.split())
    if name == "component_id":
        return _with_component(studio, value)
    if name == "expected_action":
        if not value:
            raise Invalid(tr("A step needs its action, for example start."), [{"code": "blank"}])
        value = same_word(value)
    return with_value(studio, name, value)


def with_value(studio: Studio, name: str, value: object) -> Edit:
    """The chosen steps with a value in one field."""
    shown = str(value).replace("_", " ")
    return Edit(_all(studio, **{name: value}), f"{_names(studio)}: {_WORDS.get(name, name)} {shown}")


def _with_time(studio: Studio, name: str, text: str) -> Edit:
    seconds = parse_seconds(text)
    steps = chosen(studio)
    times = {plain(getattr(step, name)) for step in steps}
    before = tr(" from {pop} s", pop=times.pop()) if len(times) == 1 else ""
    what = "" if name == "expected_delay_seconds" else " tolerance"
    return Edit(
        _all(studio, **{name: seconds}),
        tr(
            "{names}{what}{before} to {seconds} s",
            names=_names(studio),
            what=what,
            before=before,
            seconds=plain(seconds),
        ),
    )


def _with_dependencies(studio: Studio, text: str) -> Edit:
    sequence = studio.sequence
    for step in chosen(studio):
        sequence = read_dependencies(sequence, step.step_order, text)
    return Edit(sequence, tr("what {names} waits for", names=_names(studio)))


def _with_component(studio: Studio, value: str) -> Edit:
    fields = component_fields(value, studio.around.equipment)
    return Edit(
        _all(studio, **fields), tr("{names} becomes {fields}", names=_names(studio), fields=fields["component_id"])
    )


def with_must_not(studio: Studio, must_not: bool) -> Edit:
    """The chosen steps as what must not, or must, be seen."""
    if must_not:
        return Edit(forbidden(studio.sequence, studio.orders), tr("{names} must not happen", names=_names(studio)))
    return Edit(_all(studio, must_not=False), tr("{names} must happen", names=_names(studio)))


def with_new(studio: Studio, component: str) -> Edit:
    """With a step of a component at the end."""
    return Edit(studio.sequence.added(new_step(studio, component)), tr("adding {component}", component=component))


def new_step(studio: Studio, component: str, kind: str | None = None) -> Step:
    """What the component does in another scenario, else what one of its kind usually does; without a number yet.

    ``kind`` is the register's word where it is known already.
    """
    others = studio.told
    return usual_step(component, kind or kind_of(studio, component) or UNKNOWN, others)


def kind_of(studio: Studio, component: str) -> str | None:
    """The kind of a component as steps call it; None where the register does not know it."""
    known = {same_component(name): kind for name, kind in studio.around.equipment.items()}
    kind = known.get(same_component(component))
    return None if kind is None else step_type(kind)


def _all(studio: Studio, **fields: object) -> Sequence:
    return _changed(studio.sequence, studio.orders, **fields)


def _changed(sequence: Sequence, orders: Collection[int], **fields: object) -> Sequence:
    for order in orders:
        sequence = sequence.changed(order, **fields)
    return sequence


def _names(studio: Studio) -> str:
    steps = chosen(studio)
    return steps[0].component_id if len(steps) == 1 else tr("{steps} steps", steps=len(steps))
