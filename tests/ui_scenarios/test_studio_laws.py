"""Whatever is edited, undone, saved, and done by somebody else in between: no step is lost that nobody removed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from firemode_desktop.domain.design import Design, Scenario, Sequence
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.undo import UndoStack
from tests.ui_scenarios import scenes

Steps = set[tuple[str, str]]
"""Scenario (zone and name), component of the step; the components written here are written once only."""


def steps(scenarios: Iterable[Scenario]) -> Steps:
    return {(f"{one.zone} {one.name}", step.component_id) for one in scenarios for step in one.sequence}


class TwoPeople(RuleBasedStateMachine):
    """One person at a studio, somebody else at the record, which keeps the promises of ``services.scenarios.save``."""

    @initialize()
    def begin(self) -> None:
        self.names = count()
        self.record = {one.key: one for one in scenes.design() if one.state is ScenarioState.PUBLISHED}
        self.stack = UndoStack()
        self.studio = Studio(self.stack)
        self.studio.begin(*self.read())
        self.wanted: Steps = set()
        """What this person wrote and has not taken away again."""
        self.seen: Steps = set()
        """What has ever stood on this person's desk."""

    def teardown(self) -> None:
        if hasattr(self, "studio"):
            self.studio.deleteLater()
            self.stack.deleteLater()

    # --- the record ----------------------------------------------------------------------------------------------

    def read(self) -> tuple[Design, Any, list[Scenario]]:
        beneath = {one.origin for one in self.record.values() if one.is_draft}
        shown = [one for one in self.record.values() if one.key not in beneath]
        return Design(tuple(shown)), scenes.around(), [self.record[key] for key in beneath if key in self.record]

    def write(self, one: Scenario) -> Scenario:
        self.record[one.key] = replace(one, row_version=f"row {next(self.names)}")
        return self.record[one.key]

    def is_accepted(self, one: Scenario) -> bool:
        known = self.record.get(one.key)
        if known is not None:
            return known.is_draft and known.row_version == one.row_version
        drafts = {(each.zone_id, each.name) for each in self.record.values() if each.is_draft}
        return (
            one.row_version is None
            and (one.zone_id, one.name) not in drafts
            and (one.origin is None or one.origin in self.record)
        )

    def publish(self, one: Scenario) -> None:
        self.record.pop(one.origin or one.key, None)
        self.write(replace(one, state=ScenarioState.PUBLISHED))

    # --- the person ----------------------------------------------------------------------------------------------

    def look(self, at: int) -> Scenario | None:
        every = self.studio.design.scenarios
        self.studio.choose(every[at % len(every)].key)
        return self.studio.scenario

    def tracked(self, before: Steps) -> None:
        """What a deed of this person took away is not wanted any more; what it brought back is."""
        after = steps(self.studio.design)
        self.wanted = (self.wanted - (before - after)) | (after - before)

    @rule(at=st.integers(0, 9))
    def add(self, at: int) -> None:
        one, before = self.look(at), steps(self.studio.design)
        assert one is not None
        name = f"OURS-{next(self.names)}"
        assert self.studio.edit(one.sequence.added(scenes.step(0, name, "fan", "start", 3)), f"adding {name}")
        self.tracked(before)
        assert name in {each[1] for each in self.wanted}

    @rule(at=st.integers(0, 9), order=st.integers(0, 9))
    def remove(self, at: int, order: int) -> None:
        one, before = self.look(at), steps(self.studio.design)
        if one is not None and len(one.sequence) > 1:
            gone = one.sequence.steps[order % len(one.sequence)]
            self.studio.edit(one.sequence.without({gone.step_order}), "removing a step")
            self.tracked(before)
            assert before - steps(self.studio.design) <= steps([replace(one, sequence=Sequence((gone,)))])

    @precondition(lambda self: self.stack.count() > 0)
    @rule(redo=st.booleans(), many=st.integers(1, 3))
    def undo(self, redo: bool, many: int) -> None:
        before = steps(self.studio.design)
        for _ in range(many):
            self.stack.redo() if redo else self.stack.undo()
        gone = before - steps(self.studio.design)
        assert not {each for each in gone - self.wanted if each[1].startswith("THEIRS")}, "not ours to take back"
        self.tracked(before)

    @rule()
    def save(self) -> None:
        """All or nothing; where somebody was quicker, the record is read anew and nothing of ours is lost."""
        unsaved, before = self.studio.unsaved, steps(self.record.values())
        accepted = all(map(self.is_accepted, unsaved.drafts)) and all(
            each.key not in self.record or self.is_accepted(each) for each in unsaved.discarded
        )
        if accepted:
            for each in unsaved.discarded:
                self.record.pop(each.key, None)
            self.studio.written([self.write(each) for each in unsaved.drafts])
        assert before - steps(self.record.values()) <= self.seen, "written over what was never looked at"
        self.studio.show(*self.read())
        assert not (accepted and self.studio.unsaved)

    # --- somebody else -------------------------------------------------------------------------------------------

    @rule(at=st.integers(0, 9), seen=st.booleans())
    def theirs(self, at: int, seen: bool) -> None:
        every = self.read()[0].scenarios
        one = every[at % len(every)].draft(uuid4())
        name = f"THEIRS-{next(self.names)}"
        added = one.sequence.added(scenes.step(0, name, "fan", "start", 3))
        self.write(replace(one, sequence=added))
        if seen:
            self.studio.show(*self.read())

    @precondition(lambda self: any(one.is_draft for one in self.record.values()))
    @rule(at=st.integers(0, 9), seen=st.booleans())
    def published(self, at: int, seen: bool) -> None:
        drafts = [one for one in self.record.values() if one.is_draft]
        self.publish(drafts[at % len(drafts)])
        if seen:
            self.studio.show(*self.read())

    # --- the laws ------------------------------------------------------------------------------------------------

    @invariant()
    def nothing_of_ours_is_lost(self) -> None:
        if hasattr(self, "wanted"):
            ours = {each for each in self.wanted if each[1].startswith("OURS")}
            assert ours <= steps(self.studio.design)

    @invariant()
    def every_scenario_stands_once(self) -> None:
        if hasattr(self, "wanted"):
            keys = [one.key for one in self.studio.design]
            assert len(keys) == len(set(keys))
            self.seen |= steps(self.studio.design)


test_that_two_people_lose_no_step = TwoPeople.TestCase
test_that_two_people_lose_no_step.settings = settings(max_examples=200, stateful_step_count=25, deadline=None)
