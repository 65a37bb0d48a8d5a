"""Templates: what a test needs to know of its place, what it is called, and how it is cloned."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import CEScenario, TestInstanceTemplate

from .conftest import Site


def template(site: Site, **values: Any) -> TestInstanceTemplate:
    return TestInstanceTemplate(
        **{
            **site.place,
            "archetype_id": "ARCH-PRESSURE-001",
            "measurement_type": "pressure_differential",
            "frequency": "annual",
            "sequence_order": 1,
            **values,
        }
    )


def loaded(site: Site, row: TestInstanceTemplate) -> TestInstanceTemplate:
    """The same template as a service would ask for it, with the names of its place."""
    key = site.add(row).template_instance_id
    site.session.expunge_all()
    table = TestInstanceTemplate
    names = (table.stair, table.floor, table.door, table.doorway, table.zone, table.scenario)
    query = select(table).where(table.template_instance_id == key).options(*(selectinload(name) for name in names))
    return site.session.scalars(query).one()


def test_that_every_kind_of_test_is_named_by_its_place(site: Site, steps: list[dict[str, Any]]) -> None:
    """The names of page 2."""
    fire = site.add(
        CEScenario(
            **site.place,
            zone_id=site.zone.zone_id,
            scenario_name="Fire Floor 8",
            scenario_type="annual",
            trigger_device_id="SD-L8-01",
            expected_sequence=steps,
        )
    )
    floor, door, doorway = (rows[2] for rows in (site.floors, site.doors, site.doorways))
    at = {"floor_id": floor.floor_id}
    expected: dict[str, dict[str, Any]] = {
        "PRESSURE_STAIR-A_L8_ALL-CLOSED": {
            "measurement_type": "pressure_differential",
            **at,
            "door_configuration": "all_closed",
        },
        "VELOCITY_STAIR-A_L8_DW-LEVEL-8_WORST-CASE-3-DOORS-OPEN": {
            "measurement_type": "air_velocity",
            **at,
            "doorway_id": doorway.doorway_id,
            "door_scenario": "worst_case_3_doors_open",
        },
        "FORCE_STAIR-A_L8_D-LEVEL-8_ACTIVE": {
            "measurement_type": "door_opening_force",
            **at,
            "door_id": door.door_id,
            "pressurization_active": True,
        },
        "CE_STAIR-A_ZONE-1_FIRE-FLOOR-8": {
            "measurement_type": "cause_and_effect_logic",
            "zone_id": site.zone.zone_id,
            "scenario_id": fire.scenario_id,
        },
        "INTERFACE_STAIR-A_MANUAL-OVERRIDE_FIRE-PANEL-01": {
            "measurement_type": "interface_test",
            "interface_type": "manual_override",
            "location_id": "FIRE-PANEL-01",
        },
    }
    for name, place in expected.items():
        row = loaded(site, template(site, **place))
        assert row.get_scoped_identifier() == name
        assert row.validate_context_completeness()


def test_that_the_given_name_is_the_name_of_template_and_instance_alike(site: Site) -> None:
    row = template(site, scoped_identifier="PRESSURE_STAIR-A_GF_ALL-CLOSED-2")
    assert row.get_scoped_identifier() == "PRESSURE_STAIR-A_GF_ALL-CLOSED-2"
    assert row.clone_to_session(uuid4()).get_scoped_identifier() == "PRESSURE_STAIR-A_GF_ALL-CLOSED-2"


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("pressure_differential", ("floor", "door_configuration")),
        ("air_velocity", ("floor", "doorway", "door_scenario")),
        ("door_opening_force", ("floor", "door", "pressurization_active")),
        ("cause_and_effect_logic", ("zone", "scenario")),
        ("interface_test", ("interface_type", "location_id")),
        ("sound_pressure_level", ()),
    ],
)
def test_that_what_the_place_of_a_test_lacks_is_named(site: Site, kind: str, missing: tuple[str, ...]) -> None:
    row = template(site, measurement_type=kind)
    assert row.get_missing_context() == missing
    assert row.validate_context_completeness() is (not missing)


def test_that_a_door_tested_without_pressurization_is_complete(site: Site) -> None:
    row = template(
        site,
        measurement_type="door_opening_force",
        floor_id=site.floors[0].floor_id,
        door_id=site.doors[0].door_id,
        pressurization_active=False,
    )
    assert row.validate_context_completeness()


def test_that_a_clone_takes_everything_but_what_is_its_own(site: Site) -> None:
    row = template(
        site,
        floor_id=site.floors[0].floor_id,
        door_configuration="all_closed",
        scoped_identifier="X",
        design_setpoint=45,
        baseline_value="44.2",
        min_threshold=20,
        max_threshold=80,
        unit="Pa",
        visual_asset_path="assets/floor_plans/8.svg",
        evidence_prompts=[{"type": "photo", "mandatory": True}],
        safety_warnings=["Ensure doors can be manually opened"],
    )
    site.add(row)
    visit = site.visit()
    clone = site.add(row.clone_to_session(visit.id))
    assert clone.template_instance_id == row.template_instance_id
    assert clone.session_id == visit.id
    assert clone.status == "pending"
    assert clone.measured_value_numeric is None
    assert clone.baseline_value == Decimal("44.200")
    shared = {"instance_id", "session_id", "created_at", "updated_at"}
    theirs, ours = row.to_dict(include_ux=True), clone.to_dict(include_ux=True)
    assert {name for name in theirs if name in ours and theirs[name] != ours[name]} <= shared
    clone.evidence_prompts.append({"type": "video"})
    assert row.evidence_prompts == [{"type": "photo", "mandatory": True}]


def test_that_what_only_the_person_at_the_door_needs_is_left_out(site: Site) -> None:
    row = template(site, visual_asset_path="a.svg", safety_warnings=["Careful"])
    assert "visual_asset_path" not in row.to_dict()
    assert row.to_dict(include_ux=True)["safety_warnings"] == ["Careful"]


@pytest.mark.parametrize(
    ("name", "value"), [("frequency", "weekly"), ("measurement_type", "temperature"), ("sequence_order", 0)]
)
def test_that_a_word_outside_its_vocabulary_is_refused(site: Site, name: str, value: Any) -> None:
    with pytest.raises(Invalid):
        template(site, **{name: value})


@pytest.mark.parametrize("frequency", ["three_monthly", "five_yearly", "commissioning"])
def test_that_the_frequencies_of_page_1_are_taken_too(site: Site, frequency: str) -> None:
    assert site.add(template(site, frequency=frequency)).frequency == frequency
