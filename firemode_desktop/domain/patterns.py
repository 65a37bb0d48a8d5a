"""The common sequences to begin a scenario with, and how one of them becomes the steps of a zone.

The patterns are data: ``resources/scenarios.toml``, whose head says what each key means.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from firemode_desktop.domain.design import Component, Sequence, Surroundings, ZonePlace
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.sequence import POWERS, REGISTER_TYPES, Step
from firemode_desktop.domain.tables import Table
from firemode_desktop.domain.words import EquipmentType, ScenarioType, TriggerDeviceType

FILE = "scenarios.toml"
_STEP_TYPES = {kind: word for word, kind in REGISTER_TYPES.items()}


@dataclass(frozen=True, slots=True)
class PatternStep:
    """One step of a pattern, for whichever component of the register fits. See the head of ``scenarios.toml``."""

    part: str
    kind: str
    unknown: str
    action: str
    delay: Decimal
    tolerance: Decimal
    words: tuple[str, ...] = ()
    each: bool = False
    must_not: bool = False
    after: tuple[str, ...] = ()
    power: str = "normal"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A common sequence: what sets it off, when it applies, its steps."""

    key: str
    name: str
    about: str
    scenario: str
    scenario_type: str
    trigger_type: str
    trigger_words: tuple[str, ...]
    steps: tuple[PatternStep, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a pattern comes to in a zone: steps to begin with, and what had to be left open, in words."""

    sequence: Sequence
    open_: tuple[str, ...] = ()


def load_patterns(folder: Path) -> tuple[Pattern, ...]:
    """The patterns of ``scenarios.toml`` in ``folder``; ``Invalid`` names the file, the key and what is right."""
    return parse_patterns((folder / FILE).read_text(encoding="utf-8"))


def parse_patterns(text: str) -> tuple[Pattern, ...]:
    """The same from the file's text."""
    root = Table.parse(text, FILE)
    root.only("pattern")
    found: dict[str, Pattern] = {}
    for table in root.tables("pattern"):
        pattern = _pattern(table)
        if pattern.key in found:
            raise table.wrong("key", "must stand once in the file")
        found[pattern.key] = pattern
    return tuple(found.values())


def begin(pattern: Pattern, zone: ZonePlace, around: Surroundings) -> Beginning:
    """The pattern's steps for a zone, with the components of its register.

    A step for which the register has nothing keeps the pattern's placeholder, which no register knows, and is told in
    ``open_``; so is a step for which there were several to choose from.
    """
    steps: list[Step] = []
    numbers: dict[str, list[int]] = {}
    told: list[str] = []
    for each in pattern.steps:
        fitting = fitting_components(each, zone, around.components)
        told.extend(_left_open(each, fitting))
        chosen = [one.identifier for one in (fitting if each.each else fitting[:1])] or [each.unknown]
        before = tuple(number for part in each.after for number in numbers.get(part, ()))
        for identifier in chosen:
            steps.append(_step(each, len(steps) + 1, identifier, before))
            numbers.setdefault(each.part, []).append(len(steps))
    return Beginning(Sequence(tuple(steps)), tuple(dict.fromkeys(told)))


def fitting_components(step: PatternStep, zone: ZonePlace, components: Iterable[Component]) -> tuple[Component, ...]:
    """The components of the step's kind: those of the zone, else those of the stair that belong to no zone."""
    ours = [one for one in components if one.kind == step.kind and one.stair_id == zone.stair_id]
    if step.words:
        ours = [one for one in ours if any(word in one.identifier.upper() for word in step.words)]
    near = [one for one in ours if one.zone_id == zone.zone_id]
    found = near or [one for one in ours if one.zone_id is None]
    return tuple(sorted(found, key=lambda one: natural_key(one.identifier)))


def name_for(pattern: Pattern, zone: ZonePlace, taken: Iterable[str] = ()) -> str:
    """The name a new scenario of this pattern gets in this zone."""
    return untaken(pattern.scenario.format(zone=zone.zone), taken)


def untaken(name: str, taken: Iterable[str]) -> str:
    """``name``, with a number where another scenario has it: ``Fire in Zone-3 (2)``."""
    known = {each.casefold() for each in taken}
    number, tried = 2, name
    while tried.casefold() in known:
        tried, number = f"{name} ({number})", number + 1
    return tried


def triggers_for(pattern: Pattern, zone: ZonePlace, around: Surroundings) -> tuple[str, ...]:
    """Devices that may set it off: likely ones first, then those of the zone, of the stair, and of other scenarios."""
    kinds = {EquipmentType.DETECTOR.value, EquipmentType.CONTROL_PANEL.value, EquipmentType.ACTUATOR.value}
    ours = [one for one in around.components if one.kind in kinds and one.stair_id == zone.stair_id]
    ours.sort(key=lambda one: (one.zone_id != zone.zone_id, one.zone_id is not None, natural_key(one.identifier)))
    names = dict.fromkeys((*(one.identifier for one in ours), *around.triggers))
    return tuple(sorted(names, key=lambda name: not any(word in name.upper() for word in pattern.trigger_words)))


def _left_open(step: PatternStep, fitting: tuple[Component, ...]) -> Iterator[str]:
    kind = step.kind.replace("_", " ")
    if not fitting:
        yield f"The register has no {kind} here; the step says {step.unknown} until you name one."
    elif len(fitting) > 1 and not step.each:
        others = ", ".join(one.identifier for one in fitting[1:])
        yield f"{fitting[0].identifier} was taken; {others} would fit as well."


def _step(each: PatternStep, number: int, identifier: str, before: tuple[int, ...]) -> Step:
    return Step(
        step_order=number,
        component_id=identifier,
        component_type=_STEP_TYPES.get(each.kind, each.kind),
        expected_action=each.action,
        expected_delay_seconds=each.delay,
        tolerance_seconds=each.tolerance,
        must_not=each.must_not,
        depends_on=before,
        power=each.power,
    )


def _pattern(table: Table) -> Pattern:
    table.only("key", "name", "about", "scenario", "type", "trigger_type", "trigger_words", "step")
    steps = tuple(map(_pattern_step, table.tables("step")))
    parts: set[str] = set()
    for step, inner in zip(steps, table.tables("step"), strict=True):
        if not set(step.after) <= parts:
            raise inner.wrong("after", f"may name earlier parts ({', '.join(sorted(parts)) or 'there are none'})")
        parts.add(step.part)
    name = table.text("scenario")
    if {field for _, field, _, _ in string.Formatter().parse(name)} - {None, "zone"}:
        raise table.wrong("scenario", "may use {zone}")
    return Pattern(
        key=table.text("key"),
        name=table.text("name"),
        about=table.text("about"),
        scenario=name,
        scenario_type=table.one_of("type", ScenarioType.values()),
        trigger_type=table.one_of("trigger_type", TriggerDeviceType.values()),
        trigger_words=tuple(table.texts("trigger_words")),
        steps=steps,
    )


def _pattern_step(table: Table) -> PatternStep:
    keys = ("part", "kind", "words", "each", "unknown", "action", "delay", "tolerance", "must_not", "after", "power")
    table.only(*keys)
    return PatternStep(
        part=table.text("part"),
        kind=table.one_of("kind", EquipmentType.values()),
        unknown=table.text("unknown"),
        action=table.text("action"),
        delay=Decimal(table.whole("delay")),
        tolerance=Decimal(table.whole("tolerance")),
        words=tuple(table.texts("words")) if "words" in table else (),
        each="each" in table and table.yes_no("each"),
        must_not="must_not" in table and table.yes_no("must_not"),
        after=tuple(table.texts("after")) if "after" in table else (),
        power=table.one_of("power", POWERS, required=False) or "normal",
    )
