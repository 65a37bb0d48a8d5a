"""Every query that the customer's document makes a method of a class, and the function that stands for it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.queries import baseline, instrument, scenario, site, standard, testing

STANDS_FOR: dict[str, Callable[..., Any]] = {
    "Stair.get_floor_count": site.floor_count,
    "Stair.get_total_instances_for_frequency": testing.count_templates_for_stair,
    "Floor.get_door_count": site.door_count,
    "Floor.get_baseline_pressure": baseline.current_pressure,
    "Door.get_baseline_force": baseline.current_door_force,
    "Doorway.get_baseline_velocity": baseline.current_velocity,
    "Zone.get_equipment_list": site.equipment_identifiers,
    "BaselinePressureDifferential.get_baseline_for_instance": baseline.current_pressure,
    "BaselineDoorForce.get_baseline_for_door": baseline.current_door_force,
    "InterfaceTestDefinition.get_definitions_for_stair": scenario.definitions_for_stair,
    "TestInstanceTemplate.get_templates_for_building": testing.templates_for_building,
    "TestInstanceTemplate.count_templates": testing.count_templates,
    "TestInstance.get_instances_for_session": testing.instances_for_session,
    "TestInstance.get_pending_count": testing.pending_count,
    "TestInstance.get_completion_percentage": testing.completion_percentage,
    "EvidenceRecord.get_evidence_for_instance": testing.evidence_for_instance,
    "EvidenceRecord.get_unsynced_count": testing.unsynced_count,
    "AS1851Rule.get_active_rule": standard.rule_in_force,
    "AS1851Rule.get_rule_by_code": standard.rule_by_code,
    "Instrument.get_instruments_by_type": instrument.by_type,
    "Instrument.get_expired_instruments": instrument.expired,
    "Instrument.get_expiring_soon": instrument.expiring_soon,
    "CalibrationCertificate.get_certificates_for_instrument": instrument.certificates_for_instrument,
    "CalibrationCertificate.get_expired_certificates": instrument.expired_certificates,
}

METHODS = {
    "Stair": "to_dict",
    "Floor": "to_dict",
    "Door": "get_current_closer_spec",
    "Doorway": "get_grid_layout",
    "Zone": "get_floor_range_text get_equipment_list validate_floors_covered",
    "ControlEquipment": "to_dict get_spec set_spec",
    "BaselinePressureDifferential": "to_dict is_recent get_condition",
    "BaselineAirVelocity": "to_dict get_grid_points calculate_average_from_grid validate_grid_completeness",
    "BaselineDoorForce": "to_dict is_compliant get_compliance_margin",
    "CEScenario": "to_dict get_step_count get_step validate_sequence_format clone_to_new_version",
    "InterfaceTestDefinition": "to_dict get_full_description",
    "TestInstanceTemplate": "to_dict clone_to_session get_scoped_identifier validate_context_completeness",
    "TestInstance": "to_dict start complete skip get_duration_seconds get_scoped_identifier validate_before_completion",
    "EvidenceRecord": "to_dict verify_hash get_s3_url is_synced",
    "Fault": "to_dict get_location_description get_full_context is_critical requires_urgent_action",
    "AS1851Rule": "to_dict is_active validate_value supersede",
    "Instrument": "is_calibration_valid days_until_expiry requires_calibration_soon get_latest_certificate"
    " update_calibration",
    "CalibrationCertificate": "to_dict is_valid get_s3_url days_until_expiry",
}
"""The methods that stay methods; each class also has the document's ``__repr__``."""


@pytest.mark.parametrize("method", STANDS_FOR)
def test_that_a_query_of_the_document_is_a_function_of_a_session(method: str) -> None:
    first = next(iter(inspect.signature(STANDS_FOR[method]).parameters.values()))
    assert (first.name, first.annotation) == ("session", Session.__name__)
    assert hasattr(models, method.partition(".")[0])


@pytest.mark.parametrize(("model", "names"), METHODS.items())
def test_that_every_other_method_of_the_document_is_there(model: str, names: str) -> None:
    for name in (*names.split(), "__repr__"):
        method = getattr(getattr(models, model), name)
        assert "session" not in list(inspect.signature(method).parameters)[:2], f"{model}.{name}"


@pytest.mark.parametrize("model", METHODS)
def test_that_every_model_shows_itself_without_asking_the_database(model: str) -> None:
    row = getattr(models, model)()
    assert repr(row).startswith(f"{model}(")
