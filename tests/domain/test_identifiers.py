"""Scoped identifiers: the examples of the specification, and what keeps them apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.identifiers import (
    floor_slug,
    missing_context,
    retest_identifier,
    scoped_identifier,
    slug,
    unique_identifiers,
)
from firemode_desktop.domain.words import MeasurementType

L8: dict[str, Any] = {"stair": "Stair-A", "floor": "Level-8"}


@pytest.mark.parametrize(
    ("context", "identifier"),
    [
        (
            {"measurement_type": "pressure_differential", **L8, "door_configuration": "all_closed"},
            "PRESSURE_STAIR-A_L8_ALL-CLOSED",
        ),
        (
            {
                "measurement_type": "air_velocity",
                **L8,
                "doorway": "DW-Level-8-Stair-A",
                "door_scenario": "worst_case_3_doors_open",
            },
            "VELOCITY_STAIR-A_L8_DW-LEVEL-8-STAIR-A_WORST-CASE-3-DOORS-OPEN",
        ),
        (
            {
                "measurement_type": "door_opening_force",
                **L8,
                "door": "D-Level-8-Stair-A",
                "pressurization_active": True,
            },
            "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_ACTIVE",
        ),
        (
            {
                "measurement_type": "door_opening_force",
                **L8,
                "door": "D-Level-8-Stair-A",
                "pressurization_active": False,
            },
            "FORCE_STAIR-A_L8_D-LEVEL-8-STAIR-A_INACTIVE",
        ),
        (
            {
                "measurement_type": "cause_and_effect_logic",
                "stair": "Stair-A",
                "zone": "Zone-3",
                "scenario": "Fire Floor 8",
            },
            "CE_STAIR-A_ZONE-3_FIRE-FLOOR-8",
        ),
        (
            {
                "measurement_type": "interface_test",
                "stair": "Stair-A",
                "interface_type": "manual_override",
                "location_id": "FIRE-PANEL-01",
            },
            "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01",
        ),
        ({"measurement_type": "fan_operation", "stair": "Stair-A", "location_id": "FAN-01-A"}, "FAN_STAIR-A_FAN-01-A"),
        ({"measurement_type": "sound_pressure_level", "stair": "Stair-A"}, "NOISE_STAIR-A"),
        ({"measurement_type": "pressure_restoration_time", "stair": "Stair-A"}, "RESTORE_STAIR-A"),
        (
            {"measurement_type": "door_latching", **L8, "door": "D-Level-8-Stair-A"},
            "LATCH_STAIR-A_L8_D-LEVEL-8-STAIR-A",
        ),
    ],
)
def test_that_identifiers_read_as_specified(context: dict[str, Any], identifier: str) -> None:
    assert scoped_identifier(**context) == identifier


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("Level-8", "L8"),
        ("Level 14", "L14"),
        ("L08", "L8"),
        ("level-3a", "L3A"),
        ("Ground", "GF"),
        ("ground floor", "GF"),
        ("GF", "GF"),
        ("Basement-1", "B1"),
        ("B2", "B2"),
        ("Basement", "BASEMENT"),
        ("Mezzanine", "MEZZANINE"),
        ("Plant Room (upper)", "PLANT-ROOM-UPPER"),
        ("Lobby", "LOBBY"),
    ],
)
def test_that_levels_are_shortened(level: str, expected: str) -> None:
    assert floor_slug(level) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("Café Ost/West", "CAFE-OST-WEST"), ("  a__b  ", "A-B"), ("***", "X"), ("楼梯", "楼梯")]
)
def test_that_names_are_slugged(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=20))
def test_that_a_slug_never_holds_the_separator_and_is_stable(text: str) -> None:
    assert "_" not in slug(text)
    assert slug(slug(text)) == slug(text)
    assert slug(text)


def test_that_collisions_are_numbered() -> None:
    assert unique_identifiers(["A", "B", "A", "A"]) == ("A", "B", "A-2", "A-3")
    assert unique_identifiers(["A", "A-2", "A"]) == ("A", "A-2", "A-3")
    assert unique_identifiers(["A"], taken={"A"}) == ("A-2",)


@given(st.lists(st.sampled_from(["A", "A-2", "B", "A-3"]), max_size=12))
def test_that_unique_identifiers_are_unique(identifiers: list[str]) -> None:
    unique = unique_identifiers(identifiers)
    assert len(set(unique)) == len(identifiers)
    assert all(new.startswith(old) for new, old in zip(unique, identifiers, strict=True))


def test_that_a_retest_carries_its_attempt() -> None:
    assert retest_identifier("NOISE_STAIR-A", 2) == "NOISE_STAIR-A_R2"
    assert retest_identifier("NOISE_STAIR-A_R2", 3) == "NOISE_STAIR-A_R3"
    with pytest.raises(Invalid):
        retest_identifier("NOISE_STAIR-A", 1)


@pytest.mark.parametrize("kind", MeasurementType.values())
def test_that_a_test_without_its_place_is_refused(kind: str) -> None:
    with pytest.raises(Invalid, match="needs its stair"):
        scoped_identifier(measurement_type=kind)


def test_that_what_is_missing_is_named_and_false_is_not_missing() -> None:
    context = {"stair": "S", "floor": None, "door": "D", "pressurization_active": False}
    assert missing_context("door_opening_force", context) == ("floor",)
