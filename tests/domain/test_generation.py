"""Archetypes and registers → the tests that are due: their number, their order, their names, and what changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.domain.archetypes import ArchetypeSetting, schedule
from firemode_desktop.domain.counting import check_complete, expected_count
from firemode_desktop.domain.difference import ExistingTest, difference
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.expansion import ExpectedTest, Resolved, expected_tests
from firemode_desktop.domain.registers import DoorScenarioEntry, SiteRegisters
from firemode_desktop.domain.words import Frequency
from tests.domain.pilot import ARCHETYPES, key, pilot, sites

DEFAULT = schedule(ARCHETYPES)
EVERYTHING = schedule(ARCHETYPES, [ArchetypeSetting(archetype.archetype_id, True) for archetype in ARCHETYPES])
PILOT = pilot()


def walk(site: SiteRegisters = PILOT, frequency: str = "annual", everything: bool = False) -> tuple[ExpectedTest, ...]:
    return expected_tests(site, frequency, EVERYTHING if everything else DEFAULT)


def identifiers(found: tuple[ExpectedTest, ...]) -> list[str]:
    return [test.scoped_identifier for test in found]


@pytest.mark.parametrize(
    ("frequency", "count"), [("annual", 178), ("six_monthly", 74), ("monthly", 2), ("five_yearly", 0)]
)
def test_that_the_pilot_building_has_the_specified_number_of_tests(frequency: str, count: int) -> None:
    assert len(walk(frequency=frequency)) == count
    assert expected_count(PILOT, frequency, DEFAULT).total == count


def test_that_the_count_shows_its_arithmetic() -> None:
    assert [(line.count, line.arithmetic) for line in expected_count(PILOT, "annual", DEFAULT).lines] == [
        (60, "2 stairs × 15 floors × 2 configurations = 60"),
        (30, "2 stairs × 15 doorways × 1 door scenario = 30"),
        (60, "2 stairs × 15 doors × 2 fan states = 60"),
        (20, "10 annual + 10 six-monthly scenarios = 20"),
        (8, "2 manual override + 2 alarm coordination + 2 shutdown sequence + 2 sprinkler activation "
            "interface definitions = 8"),
    ]  # fmt: skip


def test_that_the_arithmetic_of_uneven_stairs_adds_up_by_stair() -> None:
    uneven = replace(PILOT, floors=PILOT.floors[:-3], doors=(), doorways=())
    assert (
        expected_count(uneven, "six_monthly", DEFAULT).lines[0].arithmetic == "(15 + 12) floors × 1 configuration = 27"
    )


def test_that_the_extended_archetypes_add_theirs() -> None:
    counts = {line.measurement_type: line.count for line in expected_count(PILOT, "annual", EVERYTHING).lines}
    extended = ("fan_operation", "sound_pressure_level", "pressure_restoration_time", "door_latching")
    assert [counts[kind] for kind in extended] == [2, 2, 2, 30]
    assert len(walk(everything=True)) == 178 + 36
    assert len(walk(frequency="three_monthly", everything=True)) == 32


@settings(max_examples=60)
@given(sites(), st.sampled_from(Frequency.values()))
def test_that_arithmetic_and_expansion_agree_for_any_building(site: SiteRegisters, frequency: str) -> None:
    found = walk(site, frequency, everything=True)
    count = expected_count(site, frequency, EVERYTHING)
    assert count.total == len(found) == sum(line.count for line in count.lines)
    assert [test.sequence_order for test in found] == list(range(1, len(found) + 1))
    assert len(set(identifiers(found))) == len(found)
    assert len({test.place for test in found}) == len(found)


@settings(max_examples=30)
@given(sites(), st.randoms())
def test_that_the_order_of_the_registers_does_not_matter(site: SiteRegisters, random: Any) -> None:
    def shuffled(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        mixed = list(entries)
        random.shuffle(mixed)
        return tuple(mixed)

    other = replace(
        site,
        stairs=shuffled(site.stairs),
        floors=shuffled(site.floors),
        doors=shuffled(site.doors),
        doorways=shuffled(site.doorways),
        equipment=shuffled(site.equipment),
        door_scenarios=shuffled(site.door_scenarios),
    )
    assert walk(site, everything=True) == walk(other, everything=True)


def test_that_a_stair_is_walked_floor_by_floor_from_the_bottom_up() -> None:
    found = walk(everything=True)
    of_a = [test for test in found if test.at.stair == "Stair-A"]
    assert found[: len(of_a)] == tuple(of_a)
    levels = [test.at.floor for test in of_a if test.at.floor is not None]
    assert list(dict.fromkeys(levels)) == ["Ground", *(f"Level-{n}" for n in range(1, 15))]
    assert all(test.at.floor is None for test in of_a[len(levels) :])


def test_that_on_a_floor_pressure_comes_first_then_force_latching_velocity() -> None:
    assert identifiers(walk(everything=True))[:6] == [
        "PRESSURE_STAIR-A_GF_ALL-CLOSED",
        "PRESSURE_STAIR-A_GF_EVAC-DOORS-OPEN",
        "FORCE_STAIR-A_GF_D-GROUND-STAIR-A_ACTIVE",
        "FORCE_STAIR-A_GF_D-GROUND-STAIR-A_INACTIVE",
        "LATCH_STAIR-A_GF_D-GROUND-STAIR-A",
        "VELOCITY_STAIR-A_GF_DW-GROUND-STAIR-A_WORST-CASE-3-DOORS-OPEN",
    ]


def test_that_what_belongs_to_the_whole_stair_comes_after_its_floors() -> None:
    found = [test for test in walk(everything=True) if test.at.stair == "Stair-A" and test.at.floor is None]
    prefixes = [test.scoped_identifier.split("_")[0] for test in found]
    assert list(dict.fromkeys(prefixes)) == ["CE", "INTERFACE", "FAN", "NOISE", "RESTORE"]
    assert found[-1].scoped_identifier == "RESTORE_STAIR-A"


def test_that_basements_come_before_the_ground_and_stairs_in_natural_order() -> None:
    floors = tuple(replace(floor, number=-floor.number, level=f"Basement-{floor.number}") for floor in PILOT.floors[:3])
    site = replace(SiteRegisters(stairs=PILOT.stairs[:1]), floors=floors)
    assert [test.at.floor for test in walk(site, "six_monthly")] == ["Basement-2", "Basement-1", "Basement-0"]
    renamed = tuple(
        replace(stair, name=name) for stair, name in zip(PILOT.stairs, ("Stair-10", "Stair-9"), strict=True)
    )
    assert walk(replace(PILOT, stairs=renamed))[0].at.stair == "Stair-9"


def test_that_a_test_carries_its_place_its_needs_and_its_guidance() -> None:
    force = next(test for test in walk() if test.measurement_type == "door_opening_force")
    columns = force.columns()
    assert columns["pressurization_active"] is True
    assert columns["required_instrument_type"] == "force_gauge"
    assert (columns["unit"], columns["floor_id"], columns["doorway_id"]) == ("N", key("Stair-A", 0), None)
    assert "D-Ground-Stair-A" in columns["descriptive_instructions"][1]["instruction"]
    interface = next(test for test in walk() if test.measurement_type == "interface_test")
    assert (interface.at.response_time_s, interface.at.location_id) == (5, "FIRE-PANEL-01")


def test_that_a_velocity_test_says_which_doors_are_open() -> None:
    scenario = DoorScenarioEntry("two_doors", (key("D", "Level-10-Stair-A"), key("D", "Level-2-Stair-A")))
    velocity = next(t for t in walk(replace(PILOT, door_scenarios=(scenario,))) if t.kind.door_scenario == "two_doors")
    assert "D-Level-2-Stair-A, D-Level-10-Stair-A" in velocity.guidance["descriptive_instructions"][0]["instruction"]


def test_that_only_the_latest_active_version_of_a_scenario_is_tested() -> None:
    first = PILOT.scenarios[0]
    second = replace(first, scenario_id=key("v2"), version=2)
    draft = replace(first, scenario_id=key("v3"), version=3, active=False)
    found = [test.at.scenario_id for test in walk(replace(PILOT, scenarios=(draft, second, first)), "six_monthly")]
    assert key("v2") in found
    assert first.scenario_id not in found
    assert draft.scenario_id not in found


def test_that_what_stands_on_something_decommissioned_is_not_tested() -> None:
    without_stair = replace(PILOT, stairs=(PILOT.stairs[0], replace(PILOT.stairs[1], in_service=False)))
    assert len(walk(without_stair)) == 89
    ground = replace(PILOT.floors[0], in_service=False)
    assert len(walk(replace(PILOT, floors=(ground, *PILOT.floors[1:])))) == 178 - 5
    door = replace(PILOT.doors[0], in_service=False)
    assert len(walk(replace(PILOT, doors=(door, *PILOT.doors[1:])))) == 178 - 2


def test_that_a_stair_alone_counts_its_own() -> None:
    assert expected_count(PILOT.of_stair(key("Stair-A")), "annual", DEFAULT).total == 89


def test_that_an_unknown_frequency_is_no_frequency() -> None:
    with pytest.raises(ValueError, match="weekly"):
        walk(frequency="weekly")


def test_that_a_mismatch_names_what_is_missing_and_what_is_extra() -> None:
    found = identifiers(walk())
    count = expected_count(PILOT, "annual", DEFAULT)
    assert check_complete(count, "annual", found, found) is count
    with pytest.raises(Invalid, match="missing: PRESSURE_STAIR-A_GF_ALL-CLOSED; extra: NOISE_STAIR-A") as refusal:
        check_complete(count, "annual", found, [*found[1:], "NOISE_STAIR-A"])
    assert refusal.value.details[0]["missing"] == ["PRESSURE_STAIR-A_GF_ALL-CLOSED"]
    with pytest.raises(Invalid, match="179 templates where 178 are expected"):
        check_complete(count, "annual", found, [*found, found[0]])
    with pytest.raises(Invalid, match="177 templates where 178 are expected"):
        check_complete(count, "annual", found[1:], found[1:])


def stored(found: tuple[ExpectedTest, ...]) -> list[ExistingTest]:
    return [ExistingTest(uuid4(), test.columns()) for test in found]


def test_that_the_same_registers_change_nothing() -> None:
    result = difference(walk(), stored(walk()))
    assert result.empty
    assert result.to_dict() == {"added": 0, "changed": 0, "retired": 0, "unchanged": 178}


def test_that_a_first_generation_only_adds() -> None:
    result = difference(walk(), [])
    assert result.to_dict() == {"added": 178, "changed": 0, "retired": 0, "unchanged": 0}
    assert result.added[0].columns["scoped_identifier"] == "PRESSURE_STAIR-A_GF_ALL-CLOSED"


def test_that_a_decommissioned_door_retires_its_tests_and_only_moves_the_rest() -> None:
    site = replace(PILOT, doors=(replace(PILOT.doors[0], in_service=False), *PILOT.doors[1:]))
    result = difference(walk(site), stored(walk()))
    assert result.to_dict() == {"added": 0, "changed": 0, "retired": 2, "unchanged": 176}
    assert {template.identifier for template in result.retired} == {
        "FORCE_STAIR-A_GF_D-GROUND-STAIR-A_ACTIVE",
        "FORCE_STAIR-A_GF_D-GROUND-STAIR-A_INACTIVE",
    }
    assert len(result.moved) == 174
    assert not result.empty


def test_that_a_renamed_floor_changes_its_tests_and_replaces_none() -> None:
    site = replace(PILOT, floors=(replace(PILOT.floors[0], level="Lobby"), *PILOT.floors[1:]))
    result = difference(walk(site), stored(walk()))
    assert result.to_dict() == {"added": 0, "changed": 5, "retired": 0, "unchanged": 173}
    old, new = result.changed[0].columns["scoped_identifier"]
    assert (old, new) == ("PRESSURE_STAIR-A_GF_ALL-CLOSED", "PRESSURE_STAIR-A_LOBBY_ALL-CLOSED")


def test_that_a_new_version_of_a_scenario_changes_its_test() -> None:
    second = replace(PILOT.scenarios[0], scenario_id=key("v2"), version=2)
    site = replace(PILOT, scenarios=(*PILOT.scenarios, second))
    result = difference(walk(site), stored(walk()))
    assert result.to_dict() == {"added": 0, "changed": 1, "retired": 0, "unchanged": 177}
    assert dict(result.changed[0].columns) == {"scenario_id": (PILOT.scenarios[0].scenario_id, key("v2"))}


def test_that_thresholds_that_the_service_resolved_are_compared_too() -> None:
    def resolved(test: ExpectedTest) -> Resolved:
        return Resolved({"min_threshold": 20 if test.measurement_type == "pressure_differential" else None})

    result = difference(walk(), stored(walk()), resolved)
    assert len(result.changed) == 60
    assert result.changed[0].columns == {"min_threshold": (None, 20)}


@settings(max_examples=30)
@given(sites(), sites())
def test_that_applying_a_difference_gives_what_is_expected(before: SiteRegisters, after: SiteRegisters) -> None:
    old, new = stored(walk(before, everything=True)), walk(after, everything=True)
    result = difference(new, old)
    rows = {template.template_id: dict(template.columns) for template in old}
    for template in result.retired:
        del rows[template.template_id]
    for change in (*result.changed, *result.moved):
        rows[change.existing.template_id].update({name: value for name, (_, value) in change.columns.items()})
    found = [*rows.values(), *(added.columns for added in result.added)]
    by_order = sorted(found, key=lambda columns: columns["sequence_order"])
    assert [dict(columns) for columns in by_order] == [test.columns() for test in new]
    assert difference(new, [ExistingTest(uuid4(), columns) for columns in found]).empty


pairs = list(pairwise(["monthly", "six_monthly", "annual"]))


@pytest.mark.parametrize(("fewer", "more"), pairs)
def test_that_a_rarer_test_covers_what_a_more_frequent_one_does(fewer: str, more: str) -> None:
    assert {test.place for test in walk(frequency=fewer)} <= {test.place for test in walk(frequency=more)}
