"""Designing cause and effect: the values that every view of the designer shows and edits.

A ``Sequence`` is the steps of one scenario, a ``Scenario`` one cause with its sequence, a ``Design`` the scenarios of
a building as they are being edited. All three are immutable: an edit gives a new value, so undo is the value before.
A step is named by its number; every edit here leaves the numbers 1 … n and lets ``depends_on`` follow its step.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from firemode_desktop.domain.errors import Missing, Refused
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step, parse


@dataclass(frozen=True, slots=True)
class Sequence:
    """The steps of a scenario in the order of their numbers; may be empty, and may have mistakes, while it is made."""

    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(sorted(self.steps, key=lambda step: step.step_order)))

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)

    def __len__(self) -> int:
        return len(self.steps)

    def step(self, order: int) -> Step:
        """The step of that number; raises ``Missing`` where there is none."""
        found = next((step for step in self.steps if step.step_order == order), None)
        if found is None:
            raise Missing(f"There is no step {order}.")
        return found

    @property
    def horizon(self) -> Decimal:
        """Seconds after the trigger at which the last window closes; 0 without steps."""
        return max((step.latest for step in self.steps), default=Decimal(0))

    def added(self, *steps: Step) -> Sequence:
        """With steps at the end, numbered on from the last."""
        last = max((step.step_order for step in self.steps), default=0)
        return Sequence((*self.steps, *(replace(step, step_order=last + n) for n, step in enumerate(steps, start=1))))

    def changed(self, order: int, **fields: Any) -> Sequence:
        """With some fields of one step set anew; times before the trigger become 0. Not for ``step_order``."""
        step = replace(self.step(order), **fields)
        step = replace(
            step,
            expected_delay_seconds=max(Decimal(0), step.expected_delay_seconds),
            tolerance_seconds=max(Decimal(0), step.tolerance_seconds),
        )
        return Sequence(tuple(step if each.step_order == order else each for each in self.steps))

    def shifted(self, orders: Collection[int], seconds: Decimal) -> Sequence:
        """With some steps later (or earlier) by so many seconds, together; none of them before the trigger."""
        chosen = [step for step in self.steps if step.step_order in orders]
        by = max(seconds, *(-step.expected_delay_seconds for step in chosen)) if chosen else seconds
        return Sequence(
            tuple(
                replace(step, expected_delay_seconds=step.expected_delay_seconds + by) if step in chosen else step
                for step in self.steps
            )
        )

    def without(self, orders: Collection[int]) -> Sequence:
        """Without some steps; the rest is numbered anew, and nothing waits for a step that is gone."""
        return _renumbered([step for step in self.steps if step.step_order not in orders])

    def moved(self, order: int, to: int) -> Sequence:
        """With the step of one number at the place of another, the rest moving up or down."""
        step = self.step(order)
        rest = [each for each in self.steps if each is not step]
        place = min(max(to, 1), len(self.steps)) - 1
        return _renumbered([*rest[:place], step, *rest[place:]])

    def numbered(self) -> Sequence:
        """Numbered 1 … n in the order they stand, whatever their numbers were."""
        return _renumbered(self.steps)

    def to_json(self) -> list[dict[str, Any]]:
        """The shape of the column ``expected_sequence``."""
        return [step.to_dict() for step in self.steps]

    @classmethod
    def from_json(cls, steps: object) -> Sequence:
        """From the column's shape; raises ``Invalid`` for what cannot be read."""
        return cls(parse(steps))


def _renumbered(steps: Iterable[Step]) -> Sequence:
    """Numbered 1 … n in this order; what a step depends on keeps its meaning, and is dropped where it is gone."""
    ordered = list(steps)
    numbers: dict[int, int] = {}
    for number, step in enumerate(ordered, start=1):
        numbers.setdefault(step.step_order, number)
    return Sequence(
        tuple(
            replace(
                step,
                step_order=number,
                depends_on=_followed(step, number, numbers),
            )
            for number, step in enumerate(ordered, start=1)
        )
    )


def _followed(step: Step, number: int, numbers: Mapping[int, int]) -> tuple[int, ...]:
    """What a step depends on in the new numbers. Where two had one number it does not come to wait for itself."""
    found = {numbers[each] for each in step.depends_on if each in numbers}
    return tuple(sorted(found if step.step_order in step.depends_on else found - {number}))


@dataclass(frozen=True, slots=True)
class Scenario:
    """One cause and what must follow: one version of one scenario, on record or being made.

    ``key`` is the id it has, or will have, on record; ``origin`` the version it was made from. ``row_version`` is that
    of the row a draft was read at; None while it is not on record. What is published is edited as a draft of it.
    """

    key: UUID
    stair_id: UUID
    stair: str
    zone_id: UUID
    zone: str
    name: str
    scenario_type: str
    trigger: str
    trigger_type: str | None = None
    sequence: Sequence = Sequence()
    version: int = 1
    state: ScenarioState = ScenarioState.DRAFT
    origin: UUID | None = None
    change_note: str = ""
    row_version: str | None = None
    floors: tuple[str, ...] = ()
    published_at: datetime | None = None
    published_by: str | None = None
    timezone: str = "UTC"

    @property
    def place(self) -> str:
        """``Stair-A · Zone-3``."""
        return f"{self.stair} · {self.zone}"

    @property
    def is_draft(self) -> bool:
        """Whether it may be edited as it stands."""
        return self.state is ScenarioState.DRAFT

    def draft(self, key: UUID | None = None) -> Scenario:
        """Itself if it is a draft; else a draft of the next version, which is not on record yet."""
        if self.is_draft:
            return self
        return replace(
            self,
            key=key or uuid4(),
            version=self.version + 1,
            state=ScenarioState.DRAFT,
            origin=self.key,
            change_note="",
            row_version=None,
            published_at=None,
            published_by=None,
        )

    def clone(self, name: str, key: UUID | None = None) -> Scenario:
        """Version 1, a draft, of another scenario that begins with the same steps."""
        copy = replace(self, state=ScenarioState.PUBLISHED).draft(key)
        return replace(copy, name=name, version=1)

    def same_content(self, other: Scenario) -> bool:
        """Whether the two say the same, whatever their version."""
        return _content(self) == _content(other)


def _content(one: Scenario) -> tuple[object, ...]:
    return (
        one.zone_id,
        one.name,
        one.scenario_type,
        one.trigger,
        one.trigger_type,
        one.sequence,
        one.change_note,
    )


def digest(one: Scenario) -> str:
    """What a scenario says as 64 hexadecimal digits: its zone, name, type, trigger and steps.

    SHA-256 over JSON with sorted names. Neither version nor state count: the digest tells whether a sheet that was
    printed says what stands on record.
    """
    content = {
        "stair": str(one.stair_id),
        "zone": str(one.zone_id),
        "name": one.name,
        "type": one.scenario_type,
        "trigger": one.trigger,
        "trigger_type": one.trigger_type,
        "steps": one.sequence.to_json(),
    }
    return sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Design:
    """The scenarios of a building, each in its latest version, in the order they are shown."""

    scenarios: tuple[Scenario, ...] = ()
    _by_key: Mapping[UUID, Scenario] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {each.key: each for each in reversed(self.scenarios)})

    def __iter__(self) -> Iterator[Scenario]:
        return iter(self.scenarios)

    def __len__(self) -> int:
        return len(self.scenarios)

    def get(self, key: UUID | None) -> Scenario | None:
        """The scenario of that key, if it is there."""
        return self._by_key.get(key) if key is not None else None

    def of(self, key: UUID) -> Scenario:
        """The scenario of that key; raises ``Missing`` where there is none."""
        found = self.get(key)
        if found is None:
            raise Missing("There is no such scenario.", [str(key)])
        return found

    def put(self, scenario: Scenario) -> Design:
        """With this scenario at its place: where its key stands, else where the version it was made from stands,
        else at the end."""
        for place in (scenario.key, scenario.origin):
            if place is not None and self.get(place) is not None:
                return self.replaced(place, scenario)
        return Design((*self.scenarios, scenario))

    def replaced(self, key: UUID, scenario: Scenario) -> Design:
        """With a scenario where that of ``key`` stands."""
        return Design(tuple(scenario if each.key == key else each for each in self.scenarios))

    def added(self, scenario: Scenario, after: UUID | None = None) -> Design:
        """With a scenario of its own, below another one or at the end."""
        places = [each.key for each in self.scenarios]
        place = places.index(after) + 1 if after in places else len(places)
        return Design((*self.scenarios[:place], scenario, *self.scenarios[place:]))

    def edited(self, key: UUID, sequence: Sequence) -> Design:
        """With other steps in one scenario; one that is published is edited as a draft of its next version.

        Raises:
            Missing: there is no such scenario.
            Refused: it is superseded: only the latest version of a scenario is edited.
        """
        return self.put(replace(self._editable(key), sequence=sequence))

    def changed(self, key: UUID, **fields: Any) -> Design:
        """With other fields (name, type, trigger, zone …) in one scenario; raises like ``edited``."""
        return self.put(replace(self._editable(key), **fields))

    def without(self, key: UUID) -> Design:
        """Without one scenario."""
        return Design(tuple(each for each in self.scenarios if each.key != key))

    def unsaved(self, saved: Design) -> Unsaved:
        """What has to be written, and what deleted, so that the record says what this design says."""
        ours = {each.key for each in self.scenarios}
        return Unsaved(
            tuple(each for each in self.scenarios if each.is_draft and not _is_in(each, saved)),
            tuple(each for each in saved if each.is_draft and each.key not in ours),
        )

    def on_top_of(self, saved: Design, fresh: Design) -> Design:
        """``fresh`` as the record now is, with what this design changed of ``saved``, as the record was.

        A scenario that was edited here stands at the place of the one it was made from; a new one at the end, and one
        that was removed here stays away.
        """
        unsaved = self.unsaved(saved)
        gone = {each.key for each in unsaved.discarded}
        merged = Design(tuple(each for each in fresh if each.key not in gone))
        for each in unsaved.drafts:
            merged = merged.put(each)
        return merged

    def of_stair(self, stair_id: UUID) -> tuple[Scenario, ...]:
        """The scenarios of one stair."""
        return tuple(each for each in self.scenarios if each.stair_id == stair_id)

    def _editable(self, key: UUID) -> Scenario:
        one = self.of(key)
        if one.state is ScenarioState.SUPERSEDED:
            raise Refused(f"Version {one.version} of “{one.name}” is superseded; edit its latest version.")
        return one.draft()


def _is_in(one: Scenario, design: Design) -> bool:
    kept = design.get(one.key)
    return kept is not None and kept.same_content(one)


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What differs from the record: drafts to be written, drafts on record that are no longer wanted."""

    drafts: tuple[Scenario, ...] = ()
    discarded: tuple[Scenario, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.drafts or self.discarded)

    def touches(self, one: Scenario) -> bool:
        """Whether a scenario on record, or the draft made from it, is among what is not saved."""
        those = (*self.drafts, *self.discarded)
        return one.key in {each.key for each in those} | {each.origin for each in those}


@dataclass(frozen=True, slots=True)
class Component:
    """A piece of control equipment of the register, as steps name it."""

    identifier: str
    kind: str
    """A word of the register: ``fan``, ``damper``, ``control_panel`` …"""
    stair_id: UUID
    zone_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ZonePlace:
    """A zone that a scenario can belong to."""

    zone_id: UUID
    zone: str
    stair_id: UUID
    stair: str
    floors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a design refers to: the equipment register, the zones, and the devices that triggered before."""

    components: tuple[Component, ...] = ()
    zones: tuple[ZonePlace, ...] = ()
    triggers: tuple[str, ...] = ()
    equipment: Mapping[str, str] = field(default_factory=dict)
    """Identifier → register kind of the whole building, as ``sequence_checks.problems`` asks for it."""
    retired: Mapping[str, date] = field(default_factory=dict)
    """Equipment that was taken out of service, and since when."""
