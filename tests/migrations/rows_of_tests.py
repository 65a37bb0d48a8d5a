"""Scenarios, templates, sessions, results, evidence and faults: rows parents first."""

from __future__ import annotations

import uuid
from decimal import Decimal

from tests.migrations.awkward import Awkward, Ids, Row


def scenarios(a: Awkward, i: Ids) -> list[tuple[str, Row]]:
    here = {"building_id": i["building"], "stair_id": i["stair"]}
    return [
        (
            "ce_scenarios",
            {
                **here,
                "scenario_id": i["scenario"],
                "zone_id": i["zone"],
                "scenario_name": a.words,
                "version": 2,
                "scenario_type": "annual",
                "trigger_device_id": "SD-1",
                "expected_sequence": [a.document],
                "active": True,
                "created_by": i["engineer"],
                "published_at": "2025-03-01T10:00:00+11:00",
                "published_by": i["supervisor"],
            },
        ),
        (
            "interface_test_definitions",
            {**here, "interface_type": "manual_override", "location_id": a.words[:100], "response_time_s": 300},
        ),
    ]


def tests(a: Awkward, i: Ids, mark: str) -> list[tuple[str, Row]]:
    here = {"building_id": i["building"], "stair_id": i["stair"]}
    pressure = {
        **here,
        "archetype_id": "ARCH-PRESSURE-001",
        "measurement_type": "pressure_differential",
        "floor_id": i["level"],
        "door_configuration": "all_closed",
        "sequence_order": 1,
    }
    done = {"status": "completed", "completed_at": "2025-03-01T09:00:00.000001Z", "technician_id": i["engineer"]}
    session = {"building_id": i["building"], "lead_technician_id": i["engineer"], "session_name": a.words}
    in_approved = {"session_id": i["approved"], "recorded_by": i["engineer"]}
    in_open = {"session_id": i["open"]}
    inside = a.reading is None or Decimal(a.reading) <= 80  # the rule's limit
    at = "2025-03-01T09:00:00Z"
    return [
        (
            "test_instance_templates",
            {
                **pressure,
                "template_instance_id": i["template"],
                "frequency": "three_monthly",
                "scoped_identifier": mark,
                "evidence_prompts": [a.document],
                "design_setpoint": "45.000",
            },
        ),
        (
            "test_instance_templates",
            {
                **pressure,
                "template_instance_id": i["retired"],
                "frequency": "annual",
                "measurement_type": "door_latching",
                "scoped_identifier": mark,
                "retired_at": at,
                "safety_warnings": [],
            },
        ),
        ("test_instance_templates", {**pressure, "frequency": "annual", "scoped_identifier": None}),
        (
            "test_sessions",
            {
                **session,
                "id": i["approved"],
                "status": "in_progress",
                "frequency": "annual",
                "decision_rule": "guard_banded",
                "content_sha256": "a" * 64,
                "created_by": i["engineer"],
                "environmental_conditions": a.document,
                "self_reviewed": True,
            },
        ),
        ("test_sessions", {**session, "id": i["open"], "status": "in_progress", "scheduled_for": "2026-02-28"}),
        (
            "faults",
            {"building_id": i["building"], "severity": "low", "description": "", "defect_classification": "2"},
        ),
        (
            "faults",
            {
                "id": i["void"],
                "building_id": i["building"],
                "severity": "low",
                "description": a.words,
                "status": "void",
                "fault_number": 7_000_000 + int(mark[:4], 16),
                "as1851_class": "non_conformance",
            },
        ),
        (
            "test_instances",
            {
                **pressure,
                **in_approved,
                **done,
                "instance_id": i["passed"],
                "frequency": "three_monthly",
                "template_instance_id": i["template"],
                "scoped_identifier": "PRESSURE",
                "rule_id": i["rule"],
                "measured_value_numeric": a.reading,
                "deviation_from_baseline_pct": a.deviation,
                "measured_value_text": a.words,
                "validation_result": a.document,
                "verdict": "pass" if inside else "fail",
                "is_compliant": inside,
                "evidence_ids": [uuid.uuid4(), uuid.uuid4()],
                "import_batch_id": i["batch"],
                "fault_id": i["void"],
                "required_instrument_id": i["manometer"],
                "instrument_accepted_by": i["supervisor"],
                "instrument_accepted_at": at,
                "instrument_accepted_reason": a.words,
            },
        ),
        (
            "test_instances",
            {
                **pressure,
                **in_approved,
                "instance_id": i["skipped"],
                "frequency": "commissioning",
                "status": "skipped",
                "measurement_type": "fan_operation",
                "scoped_identifier": "FAN",
                "status_reason": a.words,
                "zone_id": i["zone"],
                "scenario_id": i["scenario"],
                "expected_sequence": [a.document],
            },
        ),
        (
            "test_instances",
            {
                **pressure,
                **in_open,
                **done,
                "instance_id": i["retest"],
                "frequency": "annual",
                "attempt": 2,
                "retest_of": i["passed"],
                "scoped_identifier": "PRESSURE_R2",
                "template_instance_id": i["retired"],
                "measured_value_numeric": "123456789012345678901234567890.000100",
                "door_id": i["door"],
                "environmental_conditions": a.document,
                "notes": a.note,
            },
        ),
        (
            "test_instances",
            {
                **pressure,
                **in_open,
                "instance_id": i["failed"],
                "frequency": "annual",
                "status": "failed",
                "measured_value_numeric": "-0.0000",
                "scoped_identifier": "PRESSURE-2",
                "doorway_id": i["doorway"],
            },
        ),
        (
            "test_instances",
            {**pressure, **in_open, "frequency": "annual", "status": "pending", "scoped_identifier": "P"},
        ),
        (
            "instance_attempts",
            {
                "building_id": i["building"],
                "instance_id": i["failed"],
                "attempt": 1,
                "outcome": "failed",
                "reason": a.words,
                "recorded_by": i["engineer"],
            },
        ),
        (
            "result_amendments",
            {
                "building_id": i["building"],
                "instance_id": i["passed"],
                "field": "notes",
                "old_value": a.document,
                "new_value": None,
                "reason": a.words.strip() or "why",
                "amended_by": i["supervisor"],
            },
        ),
        (
            "evidence_waivers",
            {
                "building_id": i["building"],
                "instance_id": i["retest"],
                "prompt_index": 0,
                "reason": a.words.strip() or "why",
            },
        ),
        (
            "session_events",
            {
                "building_id": i["building"],
                "session_id": i["approved"],
                "event": "created",
                "note": a.words,
                "by_user": i["engineer"],
            },
        ),
        *(
            (
                "evidence_records",
                {
                    "building_id": i["building"],
                    "instance_id": i["passed"],
                    "session_id": i["approved"],
                    "evidence_type": kind,
                    "captured_at": at,
                    "metadata": a.document,
                    "file_hash_sha256": "0f" * 32,
                    "original_name": a.words,
                    "prompt_index": 2,
                },
            )
            for kind in ("photo", "document")
        ),
        (
            "faults",
            {
                **here,
                "id": i["fault"],
                "test_session_id": i["approved"],
                "instance_id": i["passed"],
                "floor_id": i["level"],
                "severity": "critical",
                "defect_classification": "1A",
                "proposed_classification": "1B",
                "as1851_class": "critical_defect",
                "class_confirmed_by": i["supervisor"],
                "class_confirmed_at": at,
                "class_reason": a.words,
                "makes_inoperable": True,
                "description": a.words,
                "status": "open",
                "measured_value": a.reading,
                "deviation_from_baseline_pct": a.deviation,
                "evidence_ids": [],
                "environmental_conditions": a.document,
            },
        ),
        (
            "fault_events",
            {
                "building_id": i["building"],
                "fault_id": i["fault"],
                "event": "confirmed",
                "note": a.words,
                "details": a.document,
                "by_user": i["supervisor"],
            },
        ),
    ]
