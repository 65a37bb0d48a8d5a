"""The words of a fault."""

from __future__ import annotations

from decimal import Decimal

import pytest

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.faults import action, describe, location, shown
from tests.domain.scenes import d, force_test, pressure_test, velocity_test


def test_that_a_pressure_above_its_maximum_says_so() -> None:
    assert describe(pressure_test(), d("80.01")) == (
        "Pressure 80.01 Pa ABOVE maximum 80 Pa on Stair-A Level-8 (all_closed)"
    )


def test_that_a_velocity_names_its_doorway_and_scenario() -> None:
    assert describe(velocity_test(), d("0.82")) == (
        "Air velocity 0.82 m/s BELOW minimum 1 m/s on Stair-A Level-8 DW-Level-8-Stair-A (worst_case_3_doors_open)"
    )


@pytest.mark.parametrize(("active", "word"), [(True, "active"), (False, "inactive")])
def test_that_a_force_names_its_door_and_the_fan(active: bool, word: str) -> None:
    assert describe(force_test(pressurization_active=active), d(118)) == (
        f"Door opening force 118 N ABOVE maximum 110 N on Stair-A Level-8 D-Level-8-Stair-A (pressurization {word})"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("18.2", "18.2"),
        ("18.200", "18.2"),
        ("19.9996", "19.9996"),
        ("1.158888888888888888888888889", "1.159"),
        ("0.9999999999999999", "0.9999999999999999"),
        ("0.99996666666", "0.99997"),
    ],
)
def test_that_a_shown_value_never_changes_sides(value: str, text: str) -> None:
    assert shown(Decimal(value), Limits(Decimal(1))) == text


def test_that_the_action_depends_on_the_direction() -> None:
    below, above = action(pressure_test(), d(10)), action(pressure_test(), d(90))
    assert below == "Increase fan speed, check damper positions, inspect for air leaks"
    assert above.startswith("Reduce fan speed")
    assert action(force_test(), d(120)).startswith("Adjust the door closer")
    assert action(force_test(), d(90)) == "Find the cause, put it right, then repeat the test"


def test_that_locations_read_from_the_large_to_the_small() -> None:
    assert location(stair="Stair-A", floor="Level-8", door_configuration="all_closed") == (
        "Stair-A, Level-8, All Doors Closed"
    )
    assert location(stair="Stair-A", floor="Level-8", door_configuration="evac_doors_open") == (
        "Stair-A, Level-8, Evacuation Doors Open"
    )
    assert location(stair="Stair-A", floor="Level-8", door="D-8", pressurization_active=False) == (
        "Stair-A, Level-8, D-8, Pressurization Inactive"
    )
    assert location(stair="Stair-A", floor="L8", doorway="DW-8", door_scenario="worst_case_3_doors_open") == (
        "Stair-A, L8, DW-8, Worst Case 3 Doors Open"
    )
