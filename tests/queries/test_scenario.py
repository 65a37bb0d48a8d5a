"""Scenarios and interface definitions."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from firemode_desktop.domain.words import InterfaceType, ScenarioType
from firemode_desktop.models import CEScenario, InterfaceTestDefinition
from firemode_desktop.queries import scenario

from .conftest import Town

STEP = {
    "step_order": 1,
    "component_id": "FAN-01",
    "component_type": "fan",
    "expected_action": "start",
    "expected_delay_seconds": 3,
    "tolerance_seconds": 2,
}


def written(town: Town, name: str, zone: str = "Zone-2", **values: Any) -> CEScenario:
    return town.add(
        CEScenario(
            **{
                **town.place(),
                "zone_id": town.zones[zone].zone_id,
                "scenario_name": name,
                "scenario_type": "annual",
                "trigger_device_id": "SD",
                "expected_sequence": [STEP],
                "version": 1,
                "active": True,
                **values,
            }
        )
    )


def test_that_only_scenarios_in_force_are_listed_by_zone_and_name(town: Town) -> None:
    written(town, "Fire 1", "Zone-10")
    written(town, "Fire 10")
    written(town, "Fire 9", scenario_type="six_monthly")
    written(town, "Fire 2", active=False)
    found = scenario.active_scenarios(town.session, town.building.id)
    assert [row.scenario_name for row in found] == ["Fire 9", "Fire 10", "Fire 1"]
    only = scenario.active_scenarios(town.session, town.building.id, [ScenarioType.SIX_MONTHLY])
    assert [row.scenario_name for row in only] == ["Fire 9"]
    assert scenario.active_scenarios(town.session, town.building.id, []) == []


def test_that_the_versions_of_a_scenario_are_those_of_its_name_in_its_zone(town: Town) -> None:
    first = written(town, "Fire 1")
    first.published_at = datetime(2026, 1, 1, tzinfo=UTC)
    second = town.add(first.clone_to_new_version())
    written(town, "Fire 1", "Zone-10")
    assert scenario.versions(town.session, first) == [first, second]
    assert scenario.latest_version(town.session, first) == 2


def test_that_definitions_are_listed_for_a_stair_and_a_type(town: Town) -> None:
    for kind, place in (
        ("shutdown_sequence", "BMS"),
        ("manual_override", "PANEL-10"),
        ("manual_override", "PANEL-9"),
    ):
        town.add(InterfaceTestDefinition(**town.place(), interface_type=kind, location_id=place))
    town.add(InterfaceTestDefinition(**town.place("Stair-10"), interface_type="manual_override", location_id="X"))
    key = town.stairs["Stair-2"].stair_id
    places = [row.location_id for row in scenario.definitions_for_stair(town.session, key)]
    assert places == ["PANEL-9", "PANEL-10", "BMS"]
    only = scenario.definitions_for_stair(town.session, key, InterfaceType.SHUTDOWN_SEQUENCE)
    assert [row.location_id for row in only] == ["BMS"]
    only[0].decommissioned_on = date(2026, 3, 2)
    town.session.flush()
    assert len(scenario.definitions_for_stair(town.session, key, on=date(2026, 3, 1))) == 3
    assert len(scenario.definitions_for_stair(town.session, key, on=date(2026, 3, 2))) == 2
