"""A new scenario: from a common sequence, as a copy, empty; for one zone or for all of a stair."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from firemode_desktop.domain.design import Design, Surroundings
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.ui.scenarios.starting import NewScenario
from firemode_desktop.ui.scenarios.studio import Studio
from tests.ui_scenarios import scenes


@pytest.fixture
def panel(studio: Studio, qtbot: QtBot) -> NewScenario:
    """The panel, begun beside the fire in zone 2."""
    studio.choose(UUID(int=2))
    made = NewScenario(studio)
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    made.begin()
    return made


def begin_with(panel: NewScenario, words: str) -> None:
    found = panel.begin_with.findItems(words, Qt.MatchFlag.MatchStartsWith)
    panel.begin_with.setCurrentItem(found[0])


def test_that_it_begins_in_the_zone_looked_at_with_its_detector(panel: NewScenario) -> None:
    assert panel.zone.currentText() == "Stair-A · Zone-2"
    assert panel.name.text() == "Fire in Zone-2 (2)"
    assert panel.trigger.text() == "SD-Z2-01"
    assert panel.steps.text().splitlines() == [
        "4 steps",
        "1  ALARM-PANEL activate  0 ± 2 s",
        "2  FAN-01-A start  3 ± 2 s",
        "3  DAMPER-RELIEF-Z2 open  5 ± 2 s",
        "4  PRESSURE-SENSOR-Z2 reach setpoint  15 ± 5 s",
    ]


def test_that_enter_adds_it_below_the_others_of_its_zone_as_one_step(panel: NewScenario, studio: Studio) -> None:
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    assert [one.name for one in studio.design][:3] == ["Fire in Zone-1", "Fire in Zone-2", "Fire in Zone-2 (2)"]
    one = studio.scenario
    assert one is not None
    assert (one.name, one.version, one.state, len(one.sequence)) == ("Fire in Zone-2 (2)", 1, ScenarioState.DRAFT, 4)
    studio.stack.undo()
    assert studio.design == scenes.design()


def test_that_the_call_point_proposes_the_call_point_of_the_zone(panel: NewScenario) -> None:
    begin_with(panel, "Manual call point")
    assert (panel.name.text(), panel.trigger.text()) == ("Call point in Zone-2", "MCP-Z2-01")
    assert (panel.kind.currentText(), panel.type.currentText()) == ("Manual call point", "Six-monthly")


def test_that_what_was_typed_stays_when_something_else_is_chosen(panel: NewScenario) -> None:
    panel.name.clear()
    QTest.keyClicks(panel.name, "Night mode")
    begin_with(panel, "Sprinkler flow")
    assert panel.name.text() == "Night mode"
    assert panel.kind.currentText() == "Sprinkler flow switch"


def test_that_one_for_every_zone_takes_the_components_of_each(panel: NewScenario, studio: Studio) -> None:
    begin_with(panel, "Manual call point")
    panel.every.setChecked(True)
    panel.submit()
    made = sorted((one for one in studio.design if one.is_draft), key=lambda one: one.zone)
    assert [(one.zone, one.name, one.trigger, one.sequence.step(3).component_id) for one in made] == [
        ("Zone-1", "Call point in Zone-1", "MCP-Z1-01", "DAMPER-RELIEF-Z1"),
        ("Zone-2", "Call point in Zone-2", "MCP-Z2-01", "DAMPER-RELIEF-Z2"),
        ("Zone-3", "Call point in Zone-3", "MCP-Z3-01", "DAMPER-RELIEF-Z3"),
    ]
    studio.stack.undo()
    assert studio.design == scenes.design()


def test_that_a_copy_in_another_zone_names_the_components_there(panel: NewScenario, studio: Studio) -> None:
    begin_with(panel, "A copy of")
    panel.zone.setCurrentIndex(2)
    assert "DAMPER-RELIEF-Z3 open" in panel.steps.text()
    assert "FAN-01-A start" in panel.steps.text()
    panel.trigger.setText("SD-Z3-02")
    panel.submit()
    assert studio.scenario is not None
    assert studio.scenario.sequence.step(3).depends_on == (2,)


def test_that_a_name_that_is_taken_is_said_at_its_field(panel: NewScenario, studio: Studio) -> None:
    panel.name.setText("fire in zone-2")
    panel.submit()
    assert panel.problem.text() == "Zone-2 has a scenario “fire in zone-2” already. Give this one another name."
    assert studio.design == scenes.design()


def test_that_a_trigger_is_asked_for(panel: NewScenario, studio: Studio) -> None:
    panel.trigger.clear()
    panel.submit()
    assert panel.problem.text().startswith("What triggers it in Zone-2?")
    assert studio.design == scenes.design()


def test_that_without_zones_it_says_what_to_do(studio: Studio, qtbot: QtBot) -> None:
    studio.begin(Design(), Surroundings())
    made = NewScenario(studio)
    qtbot.addWidget(made)
    made.begin()
    made.submit()
    assert "add zones in the registers first" in made.problem.text()


def test_that_enter_adds_them_from_the_box_for_every_zone(panel: NewScenario, studio: Studio) -> None:
    panel.every.setChecked(True)
    QTest.keyClick(panel.every, Qt.Key.Key_Return)
    zones = {one.zone_id for one in panel.zones if one.stair_id == studio.stair_id}
    assert len(studio.design) == len(scenes.design()) + len(zones)


def test_that_tab_goes_from_the_last_field_to_the_buttons(panel: NewScenario) -> None:
    panel.activateWindow()
    panel.kind.setFocus()
    reached = []
    for _ in range(2):
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
        reached.append(panel.window().focusWidget())
    assert reached == [panel.back, panel.go]


def test_that_control_enter_adds_it_too_and_does_not_publish(panel: NewScenario, studio: Studio) -> None:
    published = QAction(panel)
    published.setShortcut("Ctrl+Return")
    panel.addAction(published)
    pressed: list[bool] = []
    published.triggered.connect(pressed.append)
    QTest.keyClick(panel.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pressed
    assert len(studio.design) == len(scenes.design()) + 1
