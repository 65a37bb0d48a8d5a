"""The studio: one value for all views, every edit a step of undo, and other people's changes beneath one's own."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.design import Design, Sequence
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.ui.scenarios.head import remove_draft
from firemode_desktop.ui.scenarios.studio import Studio
from tests.ui_scenarios import scenes


def later(studio: Studio, order: int, seconds: int) -> Sequence:
    """The chosen steps with one of them at another time."""
    return studio.sequence.changed(order, expected_delay_seconds=Decimal(seconds))


def test_that_editing_what_is_published_makes_a_draft_of_the_next_version(studio: Studio) -> None:
    assert studio.edit(later(studio, 3, 9), "DAMPER-RELIEF-Z1 from 5 s to 9 s")
    one = studio.scenario
    assert one is not None
    assert (one.version, one.state, one.origin) == (2, ScenarioState.DRAFT, UUID(int=1))
    assert studio.design.scenarios[0] is one
    assert studio.on_record == scenes.design().scenarios[0]
    assert [each.key for each in studio.unsaved.drafts] == [one.key]


def test_that_undo_leaves_nothing_behind(studio: Studio) -> None:
    studio.edit(later(studio, 3, 9), "later", then=(3,))
    studio.stack.undo()
    assert studio.design == scenes.design()
    assert studio.scenario == scenes.design().scenarios[0]
    assert not studio.unsaved
    studio.stack.redo()
    assert studio.sequence.step(3).expected_delay_seconds == 9
    assert studio.orders == {3}


def test_that_edits_of_one_place_are_one_step(studio: Studio) -> None:
    for seconds in (6, 7, 8):
        studio.edit(later(studio, 3, seconds), f"to {seconds} s", place="drag")
    studio.stack.undo()
    assert not studio.unsaved
    assert studio.stack.index() == 0


def test_that_what_is_read_only_is_not_edited(studio: Studio) -> None:
    studio.read_only = True
    assert not studio.edit(later(studio, 3, 9), "later")
    assert studio.design == scenes.design()


def test_that_an_edit_of_a_superseded_version_is_refused_in_words(studio: Studio) -> None:
    old = replace(scenes.design().scenarios[0], state=ScenarioState.SUPERSEDED)
    studio.begin(Design((old,)), scenes.around())
    studio.choose(old.key)
    said: list[object] = []
    studio.said.connect(said.append)
    assert not studio.edit(later(studio, 3, 9), "later")
    assert [str(error) for error in said] == ["Version 1 of “Fire in Zone-1” is superseded; edit its latest version."]


def test_that_a_choice_of_steps_that_are_gone_is_dropped(studio: Studio) -> None:
    studio.choose_steps(2, 4)
    studio.edit(studio.sequence.without({4}), "without the sensor")
    assert studio.orders == {2}


def test_that_somebody_elses_scenario_arrives_beneath_what_is_not_saved(studio: Studio) -> None:
    studio.edit(later(studio, 3, 9), "later")
    mine = studio.scenario
    theirs = replace(scenes.design().scenarios[1], name="Fire, renamed", row_version="2")
    studio.show(scenes.design().replaced(UUID(int=2), theirs), scenes.around())
    assert studio.scenario == mine
    assert studio.design.scenarios[1] == theirs
    assert studio.stack.index() == 0
    assert not studio.stack.isClean()


def test_that_a_draft_somebody_else_changed_meanwhile_keeps_the_version_it_was_begun_from(studio: Studio) -> None:
    draft = replace(scenes.design().scenarios[0], state=ScenarioState.DRAFT, row_version="7")
    on_record = scenes.design().replaced(UUID(int=1), draft)
    studio.begin(on_record, scenes.around())
    studio.choose(draft.key)
    studio.edit(later(studio, 3, 9), "later")
    theirs = replace(draft, name="Renamed", row_version="8")
    studio.show(on_record.replaced(UUID(int=1), theirs), scenes.around())
    assert [one.row_version for one in studio.unsaved.drafts] == ["7"]
    studio.rebase(draft.key)
    assert [one.row_version for one in studio.unsaved.drafts] == ["8"]


def test_that_a_save_keeps_the_steps_back(studio: Studio) -> None:
    studio.edit(later(studio, 3, 9), "later")
    sent = studio.unsaved.drafts[0]
    saved = replace(sent, row_version="1")
    studio.written([saved])
    studio.stack.setClean()
    studio.show(scenes.design().put(saved), scenes.around(), [scenes.design().scenarios[0]])
    assert not studio.unsaved
    studio.edit(later(studio, 3, 12), "later still")
    assert [one.row_version for one in studio.unsaved.drafts] == ["1"]
    studio.stack.undo()
    studio.stack.undo()
    assert [one.key for one in studio.unsaved.discarded] == [sent.key]
    assert [one.row_version for one in studio.unsaved.discarded] == ["1"]


def test_that_removing_a_draft_shows_the_version_it_was_made_from(studio: Studio) -> None:
    studio.edit(later(studio, 3, 9), "later")
    assert remove_draft(studio)
    assert studio.scenario == scenes.design().scenarios[0]
    assert not studio.unsaved
    assert not remove_draft(studio)
    studio.stack.undo()
    assert studio.sequence.step(3).expected_delay_seconds == 9
