"""Cause-and-effect scenarios and interface definitions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.models import CEScenario, InterfaceTestDefinition

from .conftest import Site


def scenario(site: Site, steps: list[dict[str, Any]], **values: Any) -> CEScenario:
    return CEScenario(
        **{
            **site.place,
            "zone_id": site.zone.zone_id,
            "scenario_name": "Fire Floor 8",
            "scenario_type": "annual",
            "trigger_device_id": "SD-L8-01",
            "trigger_device_type": "smoke_detector",
            "expected_sequence": steps,
            "version": 1,
            "active": False,
            **values,
        }
    )


def test_that_steps_are_counted_and_found_by_number(steps: list[dict[str, Any]]) -> None:
    sequence = CEScenario(expected_sequence=steps)
    assert sequence.get_step_count() == 2
    found = sequence.get_step(2)
    assert found is not None
    assert found["component_id"] == "FAN-01"
    assert sequence.get_step(3) is None


@pytest.mark.parametrize("sequence", [[], {}, "steps", [{"step_order": 1}], [1]])
def test_that_a_sequence_has_steps_and_every_step_its_six_fields(sequence: Any) -> None:
    with pytest.raises(Invalid):
        CEScenario(expected_sequence=sequence)


def test_that_a_step_without_its_tolerance_is_named(steps: list[dict[str, Any]]) -> None:
    del steps[1]["tolerance_seconds"]
    with pytest.raises(Invalid, match="Step 2: tolerance_seconds missing"):
        CEScenario(expected_sequence=steps)


def test_that_the_format_of_a_sequence_can_be_asked_for(steps: list[dict[str, Any]]) -> None:
    sequence = CEScenario(expected_sequence=steps)
    assert sequence.validate_sequence_format()
    sequence.expected_sequence.append({"step_order": 3})
    assert not sequence.validate_sequence_format()


def test_that_versions_are_counted_from_one() -> None:
    assert CEScenario(version=1).version == 1
    with pytest.raises(Invalid, match="Version must be at least 1"):
        CEScenario(version=0)


def test_that_a_new_version_is_a_draft_beside_the_one_in_force(
    site: Site, steps: list[dict[str, Any]], noon: datetime
) -> None:
    first = site.add(scenario(site, steps))
    first.publish(noon, site.user.id)
    site.session.flush()
    draft = first.clone_to_new_version()
    assert (draft.version, draft.active, draft.published_at) == (2, False, None)
    assert first.active
    draft.expected_sequence[0]["expected_delay_seconds"] = 9
    assert first.get_step(1) == steps[0]
    site.add(draft)
    draft.publish(noon, site.user.id, before=first)
    site.session.flush()
    assert (draft.active, first.active) == (True, False)
    assert draft.published_by == site.user.id


def test_that_a_published_sequence_is_frozen(site: Site, steps: list[dict[str, Any]], noon: datetime) -> None:
    published = site.add(scenario(site, steps))
    published.expected_sequence = [{**steps[0], "note": "still a draft"}]
    published.publish(noon, site.user.id)
    site.session.flush()
    with pytest.raises(Refused, match="Version 1 of “Fire Floor 8” is published; edit a new version"):
        published.expected_sequence = steps
    with pytest.raises(Refused, match="published already"):
        published.publish(noon, site.user.id)


def test_that_a_sequence_that_contradicts_itself_is_not_published(
    site: Site, steps: list[dict[str, Any]], noon: datetime
) -> None:
    draft = scenario(site, [steps[0], {**steps[0], "step_order": 2}])
    with pytest.raises(Invalid):
        draft.publish(noon, site.user.id)
    assert not draft.active
    assert draft.published_at is None


def test_that_a_scenario_serialises_with_or_without_its_steps(steps: list[dict[str, Any]]) -> None:
    sequence = CEScenario(expected_sequence=steps)
    assert sequence.to_dict()["expected_sequence"] == steps
    assert "expected_sequence" not in sequence.to_dict(include_sequence=False)


def test_that_a_definition_says_what_to_do_and_what_must_happen() -> None:
    definition = InterfaceTestDefinition(
        interface_type="manual_override",
        location_id="FIRE-PANEL-01",
        location_name="Main Fire Control Panel",
        test_action="Press manual override button",
        expected_result="Fans continue running",
        response_time_s=5,
    )
    assert definition.get_full_description() == (
        "Manual override at Main Fire Control Panel: Press manual override button → Fans continue running (within 5 s)"
    )
    bare = InterfaceTestDefinition(interface_type="manual_override", location_id="FIRE-PANEL-01")
    assert bare.get_full_description() == "Manual override at FIRE-PANEL-01: not described"


def test_that_a_definition_finds_its_tests_by_stair_type_and_place(site: Site) -> None:
    """Page 1, C21: no foreign key leads from a test to its definition."""
    definition = site.add(
        InterfaceTestDefinition(**site.place, interface_type="manual_override", location_id="FIRE-PANEL-01")
    )
    visit = site.visit()
    own = {"measurement_type": "interface_test", "floor_id": None, "door_configuration": None}
    for number, (kind, place) in enumerate(
        (
            ("manual_override", "FIRE-PANEL-01"),
            ("manual_override", "FIRE-PANEL-02"),
            ("shutdown_sequence", "FIRE-PANEL-01"),
        )
    ):
        site.add(site.test(visit, f"T{number}", **own, interface_type=kind, location_id=place))
    site.session.expunge_all()
    found = site.session.scalars(
        select(InterfaceTestDefinition).options(selectinload(InterfaceTestDefinition.test_instances))
    ).one()
    assert found.definition_id == definition.definition_id
    assert [test.scoped_identifier for test in found.test_instances] == ["T0"]
