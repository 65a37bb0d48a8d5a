"""What every view of the designer shares: the design, which scenario and steps are chosen, and the way to edit them.

A view is handed a ``Studio``, shows ``studio.scenario`` when ``changed`` or ``chosen`` is emitted, and edits through
``edit``; it never keeps a copy of its own. Matrix, timeline and step table therefore always show one value.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from firemode_desktop.domain.design import Design, Scenario, Sequence, Surroundings, Unsaved
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.sequence import Problem, Step
from firemode_desktop.domain.sequence_checks import scenario_problems
from firemode_desktop.ui.undo import Swap, UndoStack


def asked(step: Step) -> tuple[str, str, bool]:
    """What was watched for: a component, an action, and whether it must be."""
    return (*step.key, step.must_not)


class Studio(QObject):
    """The design of a building on the desk.

    ``saved`` is what is on record, ``design`` what is on the screen. Every edit is one step of ``stack``; edits in a
    row with the same ``place`` (one drag, one cell being typed) are one step.
    """

    changed = Signal()
    """The design is another one: by an edit, an undo, or because it was read anew."""
    chosen = Signal()
    """Another scenario, or another step, is chosen."""
    said = Signal(object)
    """A FiremodeError that an edit was refused with."""

    def __init__(self, stack: UndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = stack
        self.saved = Design()
        self.design = Design()
        self.around = Surroundings()
        self.published: dict[UUID, Scenario] = {}
        """The published versions: of scenarios without a draft, and beneath the drafts."""
        self.stair_id: UUID | None = None
        self.key: UUID | None = None
        self.orders: frozenset[int] = frozenset()
        self.read_only = False
        self.effects: tuple[ObservedEffect, ...] | None = None
        self.watched: frozenset[tuple[str, str, bool]] | None = None
        self._told: tuple[Design, tuple[Step, ...]] = (self.design, ())
        self._bases: dict[UUID, str | None] = {}
        self._written: dict[UUID, Scenario] = {}
        self._known_problems: dict[tuple[str, Sequence], tuple[Problem, ...]] = {}

    # --- what is looked at ---------------------------------------------------------------------------------------

    @property
    def scenario(self) -> Scenario | None:
        """The chosen scenario."""
        return self.design.get(self.key)

    @property
    def sequence(self) -> Sequence:
        """Its steps."""
        one = self.scenario
        return one.sequence if one is not None else Sequence()

    @property
    def order(self) -> int | None:
        """The chosen step, where just one is chosen."""
        return next(iter(self.orders)) if len(self.orders) == 1 else None

    @property
    def on_record(self) -> Scenario | None:
        """The chosen scenario as it is on record: its draft, else the version that the draft was made from."""
        one = self.scenario
        return self.record_of(one) if one is not None else None

    def record_of(self, one: Scenario) -> Scenario | None:
        """Any scenario of the design as it is on record; None where it is new."""
        return self.saved.get(one.key) or (self.published.get(one.origin) if one.origin is not None else None)

    @property
    def told(self) -> tuple[Step, ...]:
        """What components are told anywhere in the design: a step of each component and action, once."""
        if self._told[0] is not self.design:
            every = (step for one in self.design for step in one.sequence)
            once: dict[tuple[str, str, bool], Step] = {}
            for step in every:
                once.setdefault((step.component_id, step.expected_action, step.must_not), step)
            self._told = (self.design, tuple(once.values()))
        return self._told[1]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the chosen scenario."""
        one = self.scenario
        return self.problems_of(one) if one is not None else ()

    def problems_of(self, one: Scenario) -> tuple[Problem, ...]:
        """What is wrong with any scenario of the design; worked out once for each value of its steps."""
        value = (one.trigger, one.sequence)
        found = self._known_problems.get(value)
        if found is None:
            found = self._known_problems[value] = scenario_problems(one, self.around)
        return found

    def choose(self, key: UUID | None, orders: Collection[int] = ()) -> None:
        """Look at a scenario, and at some of its steps."""
        known = self.design.get(key)
        self.stair_id = known.stair_id if known is not None else self.stair_id
        self._look_at(known.key if known is not None else None, orders)

    def choose_steps(self, *orders: int) -> None:
        """Look at some steps of the chosen scenario."""
        self._look_at(self.key, orders)

    def observe(
        self, key: UUID, effects: tuple[ObservedEffect, ...] | None, watched: Iterable[Step] | None = None
    ) -> None:
        """What was seen of a scenario when it was tested last, to stand beside its plan; None: it was not tested.

        ``watched`` are the steps it was tested by: of what was no step then, nothing can be said. None: all of them.
        """
        if key == self.key:
            self.effects = effects
            self.watched = None if watched is None else frozenset(asked(step) for step in watched)
            self.chosen.emit()

    # --- how it is edited ----------------------------------------------------------------------------------------

    def edit(self, sequence: Sequence, text: str, *, place: object = None, then: Collection[int] | None = None) -> bool:
        """Give the chosen scenario other steps and choose ``then`` of them. ``text`` says what was done, for undo.

        What is published is edited as a draft of its next version. False where it was refused (``said`` tells why).
        """
        if self.key is None or sequence == self.sequence:
            return False
        return self.put(self.key, text, place=place, then=then, sequence=sequence)

    def put(
        self, key: UUID, text: str, *, place: object = None, then: Collection[int] | None = None, **fields: Any
    ) -> bool:
        """Set fields of one scenario (``sequence``, ``name``, ``trigger`` …) and look at it."""
        try:
            at = self.design.scenarios.index(self.design.of(key))
            design = self.design.changed(key, **fields)
        except FiremodeError as error:
            self.said.emit(error)
            return False
        return self.swap(design, text, key=design.scenarios[at].key, place=place, then=then)

    def swap(
        self,
        design: Design,
        text: str,
        *,
        key: UUID | None = None,
        place: object = None,
        then: Collection[int] | None = None,
    ) -> bool:
        """Put another design on the desk, as one step that can be undone."""
        if self.read_only or design == self.design:
            return False
        orders = self.orders if then is None else frozenset(then)
        before = (self.design, self.key, self.orders)
        self.stack.push(Swap(text, before, (design, key or self.key, orders), self._put, place=place))
        return True

    def show(self, saved: Design, around: Surroundings, in_force: Iterable[Scenario] = ()) -> None:
        """What is on record now; ``in_force`` are the published versions that lie beneath a draft.

        What was edited here stays on the desk, on top of it. Where somebody else changed what stands there, the steps
        back end: they would take that back as well.
        """
        unsaved = self.unsaved
        theirs = any(self.saved.get(one.key) != one and self._written.get(one.key) != one for one in saved)
        merged = self.design.on_top_of(self.saved, saved)
        for one in saved:
            if not unsaved.touches(one):
                self._bases[one.key] = one.row_version
        self.saved, self.around = saved, around
        self.published = {one.key: one for one in (*in_force, *saved) if not one.is_draft}
        self._known_problems.clear()
        if theirs:
            self.stack.clear()
            if unsaved:
                self.stack.resetClean()
        self._put((merged, self.key, self.orders))

    def begin(self, saved: Design, around: Surroundings, in_force: Iterable[Scenario] = ()) -> None:
        """Another building: nothing of what was on the desk stays."""
        self.design, self.saved, self.key, self.stair_id = Design(), Design(), None, None
        self._bases.clear()
        self._written.clear()
        self.stack.clear()
        self.show(saved, around, in_force)

    @property
    def unsaved(self) -> Unsaved:
        """What differs from the record, each draft with the version of the row it was begun from."""
        found = self.design.unsaved(self.saved)
        return Unsaved(tuple(map(self._based, found.drafts)), tuple(map(self._based, found.discarded)))

    def written(self, scenarios: Collection[Scenario]) -> None:
        """These are on record now, as they were sent: later edits are edits of them."""
        for one in scenarios:
            self._bases[one.key] = one.row_version
            self._written[one.key] = one

    def rebase(self, key: UUID) -> None:
        """Keep ours although somebody else changed it: the next save writes over what is on record."""
        theirs = self.saved.get(key)
        self._bases[key] = theirs.row_version if theirs is not None else None

    def _based(self, one: Scenario) -> Scenario:
        return replace(one, row_version=self._bases.get(one.key))

    def _put(self, shown: tuple[Design, UUID | None, frozenset[int]]) -> None:
        self.design, key, orders = shown
        self._stand_on(key if self.design.get(key) is not None else None, orders)
        self.changed.emit()
        self.chosen.emit()

    def _look_at(self, key: UUID | None, orders: Collection[int]) -> None:
        self._stand_on(key, orders)
        self.chosen.emit()

    def _stand_on(self, key: UUID | None, orders: Collection[int]) -> None:
        one = self.design.get(key)
        if key != self.key:
            self.effects = None
        known = {step.step_order for step in one.sequence} if one is not None else set()
        self.key, self.orders = key, frozenset(orders) & known
