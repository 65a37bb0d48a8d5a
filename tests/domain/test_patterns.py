"""The common sequences: data that can be read, and what they come to in a zone."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from firemode_desktop.domain import patterns
from firemode_desktop.domain.design import Component, Surroundings, ZonePlace
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.sequence import Level
from firemode_desktop.domain.sequence_checks import problems
from firemode_desktop.paths import resources

STAIR, ZONE, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
PLACE = ZonePlace(ZONE, "Zone-3", STAIR, "Stair-A", ("Level-7", "Level-8"))
REGISTER = (
    Component("ALARM-PANEL", "control_panel", STAIR),
    Component("FAN-01-A", "fan", STAIR),
    Component("DAMPER-RELIEF-Z3", "damper", STAIR, ZONE),
    Component("DAMPER-RELIEF-Z4", "damper", STAIR, OTHER),
    Component("PRESSURE-SENSOR-L8", "pressure_sensor", STAIR, ZONE),
    Component("SD-L8-01", "detector", STAIR, ZONE),
    Component("MCP-L8-01", "detector", STAIR, ZONE),
    Component("SD-L11-01", "detector", STAIR, OTHER),
)
AROUND = Surroundings(REGISTER, (PLACE,), ("BMS",), {one.identifier: one.kind for one in REGISTER})
KNOWN = {pattern.key: pattern for pattern in patterns.load_patterns(resources())}


def said(key: str, around: Surroundings = AROUND) -> list[tuple[str, str, int]]:
    begun = patterns.begin(KNOWN[key], PLACE, around)
    return [
        (step.component_id, step.expected_action, int(step.expected_delay_seconds)) for step in begun.sequence.steps
    ]


def test_that_the_six_common_sequences_are_there() -> None:
    assert list(KNOWN) == [
        "smoke_detector",
        "manual_call_point",
        "sprinkler_flow",
        "supply_air_smoke",
        "fan_panel_override",
        "power_failure",
    ]


@pytest.mark.parametrize("key", list(KNOWN))
def test_that_each_gives_steps_without_an_error(key: str) -> None:
    begun = patterns.begin(KNOWN[key], PLACE, AROUND)
    assert [one for one in problems(begun.sequence.steps, AROUND.equipment) if one.level is Level.ERROR] == []


def test_that_a_smoke_detector_gives_the_documents_sequence_with_the_zones_own_components() -> None:
    assert said("smoke_detector") == [
        ("ALARM-PANEL", "activate", 0),
        ("FAN-01-A", "start", 3),
        ("DAMPER-RELIEF-Z3", "open", 5),
        ("PRESSURE-SENSOR-L8", "reach_setpoint", 15),
    ]


def test_that_steps_wait_for_the_parts_before_them() -> None:
    steps = patterns.begin(KNOWN["smoke_detector"], PLACE, AROUND).sequence.steps
    assert [step.depends_on for step in steps] == [(), (1,), (), (2,)]


def test_that_every_damper_of_the_zone_gets_its_step() -> None:
    more = replace(AROUND, components=(*REGISTER, Component("DAMPER-RELIEF-Z3B", "damper", STAIR, ZONE)))
    assert [name for name, action, _ in said("smoke_detector", more) if action == "open"] == [
        "DAMPER-RELIEF-Z3",
        "DAMPER-RELIEF-Z3B",
    ]


def test_that_what_the_register_does_not_have_is_named_and_told() -> None:
    bare = replace(AROUND, components=tuple(one for one in REGISTER if one.kind != "pressure_sensor"))
    begun = patterns.begin(KNOWN["smoke_detector"], PLACE, bare)
    assert begun.sequence.steps[-1].component_id == "PRESSURE-SENSOR"
    assert begun.open_ == (
        "The register has no pressure sensor here; the step says PRESSURE-SENSOR until you name one.",
    )


def test_that_a_fan_that_saw_smoke_must_not_come_back() -> None:
    steps = patterns.begin(KNOWN["supply_air_smoke"], PLACE, AROUND).sequence.steps
    assert [(step.words, step.must_not, step.earliest, step.latest) for step in steps[1:]] == [
        ("FAN-01-A stop", False, 1, 5),
        ("FAN-01-A start", True, 0, 60),
    ]


def test_that_likely_triggers_come_first_and_those_of_the_zone_before_others() -> None:
    offered = patterns.triggers_for(KNOWN["smoke_detector"], PLACE, AROUND)
    assert offered[:2] == ("SD-L8-01", "SD-L11-01")
    assert set(offered) == {"SD-L8-01", "SD-L11-01", "MCP-L8-01", "ALARM-PANEL", "BMS"}


def test_that_a_taken_name_gets_a_number() -> None:
    pattern = KNOWN["smoke_detector"]
    assert patterns.name_for(pattern, PLACE) == "Fire in Zone-3"
    assert patterns.name_for(pattern, PLACE, ["fire in zone-3", "Fire in Zone-3 (2)"]) == "Fire in Zone-3 (3)"


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ('kind = "fan"', "kind must be one of"),
        ("delay = 3", "delay must be a whole number from 0"),
        ('after = ["panel"]', "after may name earlier parts"),
    ],
)
def test_that_a_mistake_in_the_file_is_said_with_its_place(broken: str, words: str) -> None:
    text = (resources() / patterns.FILE).read_text(encoding="utf-8")
    wrong = {'kind = "fan"': 'kind = "fann"', "delay = 3": 'delay = "3"', 'after = ["panel"]': 'after = ["pannel"]'}
    with pytest.raises(Invalid) as refused:
        patterns.parse_patterns(text.replace(broken, wrong[broken], 1))
    assert refused.value.message.startswith("scenarios.toml: pattern[1].step[2]")
    assert words in refused.value.message
