"""The chosen scenario as a whole: what is said of it, and its facts as fields."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.ui.scenarios.head import NAME_STAYS, ScenarioFacts, ScenarioHead
from firemode_desktop.ui.scenarios.studio import Studio
from tests.ui_scenarios import scenes


@pytest.fixture
def facts(studio: Studio, qtbot: QtBot) -> ScenarioFacts:
    """The fields of the fire in zone 1."""
    made = ScenarioFacts(studio)
    qtbot.addWidget(made)
    made.show()
    return made


def write(field: object, text: str) -> None:
    field.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(field, text)  # type: ignore[arg-type]
    QTest.keyClick(field, Qt.Key.Key_Return)  # type: ignore[arg-type]


def test_that_the_head_says_version_trigger_and_state(studio: Studio, qtbot: QtBot) -> None:
    head = ScenarioHead(studio)
    qtbot.addWidget(head)
    assert head.name.text() == "Fire in Zone-1 – Stair-A, Zone-1"
    assert head.meta.text() == "version 1 · trigger SD-Z1-01 (smoke detector) · annual · Level-1, Level-2"
    assert head.state.text() == "published"
    studio.edit(studio.sequence.without({4}), "without the sensor")
    assert head.state.text() == "draft, not saved"
    assert head.meta.text().startswith("version 2 · ")


def test_that_a_published_scenario_keeps_its_name(facts: ScenarioFacts) -> None:
    assert not facts.name.isEnabled()
    assert facts.why.text() == NAME_STAYS


def test_that_another_trigger_makes_a_draft(facts: ScenarioFacts, studio: Studio) -> None:
    write(facts.trigger, "SD-Z1-02")
    assert studio.scenario is not None
    assert (studio.scenario.trigger, studio.scenario.state) == ("SD-Z1-02", ScenarioState.DRAFT)
    studio.stack.undo()
    assert facts.trigger.text() == "SD-Z1-01"


def test_that_a_blank_trigger_is_told_and_not_taken(facts: ScenarioFacts, studio: Studio) -> None:
    facts.trigger.clear()
    QTest.keyClick(facts.trigger, Qt.Key.Key_Return)
    assert facts.problem.text() == "A scenario needs its trigger, for example SD-L8-01."
    assert studio.design == scenes.design()
    QTest.keyClick(facts.trigger, Qt.Key.Key_Escape)
    assert facts.trigger.text() == "SD-Z1-01"
    assert facts.problem.text() == ""


def test_that_a_new_draft_is_renamed_but_not_like_another_of_its_zone(facts: ScenarioFacts, studio: Studio) -> None:
    copy = studio.design.of(UUID(int=1)).clone("A copy")
    studio.swap(studio.design.added(copy), "a copy", key=copy.key)
    write(facts.name, "fire in  zone-1")
    assert facts.problem.text() == "Zone-1 has a scenario “fire in zone-1” already."
    write(facts.name, "Night mode")
    assert studio.scenario is not None
    assert studio.scenario.name == "Night mode"
