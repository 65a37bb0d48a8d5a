"""A building with something in every table, awkward on purpose: what a migration must carry over unchanged."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine

Row = dict[str, Any]


@dataclass(frozen=True)
class Awkward:
    """Values that are hard to carry: each is used in many columns."""

    words: str = "Stöckach ‘Nord’ — \\ \" ' %s {0} $1 \t日本 🚒"
    document: Any = field(default_factory=lambda: {"temp_c": 21.50, "doors": [None, True, "Ü"], "": {"deep": [[]]}})
    reading: str | None = "19.99960000000000000000000000001"
    deviation: str | None = "-123456789.125"
    note: str | None = None


def populate(engine: Engine, awkward: Awkward | None = None) -> dict[str, uuid.UUID]:
    """Insert one building with all that belongs to it, at head; the ids by name."""
    ids = _Ids()
    with engine.begin() as connection:
        kinds = _kinds(connection)
        for table, row in _rows(awkward or Awkward(), ids):
            insert(connection, table, row, kinds)
        for statement in _AFTERWARDS:
            connection.exec_driver_sql(statement, {"session": str(ids["approved"]), "floor": str(ids["ground"])})
    return dict(ids)


_AFTERWARDS = [
    "UPDATE test_sessions SET status = 'approved', report_revision = 3 WHERE id = %(session)s",
    "UPDATE floors SET floor_level = floor_level || ' (renamed)' WHERE floor_id = %(floor)s",
]


class _Ids(dict[str, uuid.UUID]):
    def __missing__(self, name: str) -> uuid.UUID:
        return self.setdefault(name, uuid.uuid4())


def _kinds(connection: Connection) -> dict[tuple[str, str], str]:
    rows = connection.exec_driver_sql(
        "SELECT c.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a "
        "ON a.attrelid = c.oid AND a.attnum > 0 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
    )
    return {(table, column): kind for table, column, kind in rows}


def insert(connection: Connection, table: str, row: Row, kinds: dict[tuple[str, str], str] | None = None) -> None:
    """Insert one row; dictionaries and lists become JSON or arrays, whichever the column is."""
    kinds = kinds or _kinds(connection)
    casts = ", ".join(f"%s::{kinds[table, column]}" for column in row)
    values = tuple(_bound(value, kinds[table, column]) for column, value in row.items())
    connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({casts})", values)


def _bound(value: Any, kind: str) -> Any:
    if kind == "jsonb" and value is not None:
        return json.dumps(value)
    if kind.endswith("[]") and value is not None:
        return [str(item) for item in value]
    return str(value) if isinstance(value, uuid.UUID) else value


def _rows(a: Awkward, i: _Ids) -> list[tuple[str, Row]]:
    mark = uuid.uuid4().hex[:8]
    return [*_people(a, i, mark), *_site(a, i, mark), *_baselines(a, i), *_scenarios(a, i), *_tests(a, i, mark)]


def _people(a: Awkward, i: _Ids, mark: str) -> list[tuple[str, Row]]:
    return [
        ("users", {"id": i["engineer"], "username": f"engineer-{mark}", "full_name": a.words, "role": "engineer"}),
        ("users", {"id": i["supervisor"], "username": f"supervisor-{mark}", "role": "supervisor", "active": False}),
        (
            "instruments",
            {
                "id": i["manometer"],
                "serial_number": a.words[:50],
                "instrument_type": "manometer",
                "range_max": "9999999.999",
            },
        ),
        (
            "instruments",
            {
                "id": i["noise"],
                "instrument_type": "sound_level_meter",
                "accuracy": "±1 dB",
                "decommissioned_on": "2026-02-28",
            },
        ),
        *(
            (
                "calibration_certificates",
                {
                    "instrument_id": i["manometer"],
                    "cert_number": f"CERT-{mark}",
                    "calibration_date": "2024-02-29",
                    "expiry_date": "2025-02-28",
                    "calibration_authority": authority,
                    "expanded_uncertainty": "0.1250",
                    "uncertainty_unit": "Pa",
                },
            )
            for authority in ("NATA", "UKAS", None)
        ),
        (
            "as1851_rules",
            {
                "rule_id": i["rule"],
                "rule_code": "NOISE",
                "version": mark,
                "measurement_type": "sound_pressure_level",
                "max_threshold": "80.000",
                "unit": "dB(A)",
                "severity_if_fail": "low",
                "defect_classification": "3",
                "active": True,
                "description": a.words,
            },
        ),
    ]


def _site(a: Awkward, i: _Ids, mark: str) -> list[tuple[str, Row]]:
    here = {"building_id": i["building"], "stair_id": i["stair"]}
    return [
        (
            "buildings",
            {
                "id": i["building"],
                "name": f"{a.words.strip() or 'x'} {mark}"[:255],
                "state": "NSW",
                "notes": a.note,
                "drift_limit_pct": "12.50",
                "test_anchor_date": "2024-02-29",
            },
        ),
        ("buildings", {"name": f"Empty {mark}", "decommissioned_on": "infinity"}),
        ("stairs", {**here, "stair_name": "Stair-A", "orientation": "North-East", "decommissioned_on": "9999-12-31"}),
        ("stairs", {"building_id": i["building"], "stair_id": i["other stair"], "stair_name": "Stair-B"}),
        ("floors", {**here, "floor_id": i["ground"], "floor_level": "Ground", "floor_number": 0, "height_m": "0.00"}),
        ("floors", {**here, "floor_id": i["level"], "floor_level": "Level-1", "floor_number": 1, "height_m": None}),
        (
            "floors",
            {**here, "floor_id": i["basement"], "floor_level": "Basement-1", "floor_number": -1, "height_m": "-3.50"},
        ),
        (
            "doors",
            {**here, "floor_id": i["level"], "door_id": i["door"], "door_identifier": a.words[:60], "height_m": "3.50"},
        ),
        (
            "doorways",
            {**here, "floor_id": i["level"], "doorway_id": i["doorway"], "doorway_identifier": "DW", "height_m": "4"},
        ),
        (
            "zones",
            {
                **here,
                "zone_id": i["zone"],
                "zone_name": "Zone-1",
                "floors_covered": ["Level-1", "Ground"],
                "floor_ids_covered": [i["level"], i["ground"]],
            },
        ),
        (
            "control_equipment",
            {
                **here,
                "zone_id": i["zone"],
                "equipment_type": "fan",
                "equipment_identifier": "FAN-01",
                "specifications": a.document,
            },
        ),
        (
            "control_equipment",
            {**here, "equipment_type": "damper", "equipment_identifier": "D", "specifications": None},
        ),
        ("design_setpoints", {**here, "measurement_type": "pressure_differential", "setpoint": "45.000", "unit": "Pa"}),
        (
            "door_scenarios",
            {"building_id": i["building"], "scenario_name": "three", "open_door_ids": [i["door"], uuid.uuid4()]},
        ),
        ("door_scenarios", {"building_id": i["building"], "scenario_name": "none", "description": a.words}),
        (
            "archetype_settings",
            {"building_id": i["building"], "archetype_id": "ARCH-FAN-001", "active": True, "frequencies": a.document},
        ),
    ]


def _baselines(a: Awkward, i: _Ids) -> list[tuple[str, Row]]:
    here = {"building_id": i["building"], "stair_id": i["stair"], "batch_id": i["batch"], "recorded_by": i["engineer"]}
    pressure = {**here, "floor_id": i["level"], "door_configuration": "all_closed"}
    velocity = {**here, "doorway_id": i["doorway"], "door_scenario": a.words[:50]}
    force = {**here, "door_id": i["door"]}
    withdrawn = {
        "withdrawn_at": "2025-06-01T00:00:00.123456Z",
        "withdrawn_by": i["supervisor"],
        "withdrawn_reason": a.words,
    }
    return [
        (
            "import_batches",
            {
                "batch_id": i["batch"],
                "building_id": i["building"],
                "kind": "baseline",
                "mapping": a.document,
                "file_name": a.words,
            },
        ),
        (
            "baseline_pressure_differentials",
            {
                **pressure,
                "pressure_pa": "44.20",
                "commissioned_date": "2024-01-15",
                "superseded_date": "2025-01-15",
                "provenance": "reconstructed",
                "environmental_conditions": a.document,
            },
        ),
        (
            "baseline_pressure_differentials",
            {**pressure, "pressure_pa": "45.00", "commissioned_date": "2025-01-15", "source_ref": a.words},
        ),
        (
            "baseline_pressure_differentials",
            {**pressure, "pressure_pa": "10.00", "commissioned_date": "2025-01-15", **withdrawn},
        ),
        (
            "baseline_pressure_differentials",
            {**pressure, "pressure_pa": "99.99", "commissioned_date": "2025-01-15", "superseded_date": "2025-01-15"},
        ),
        (
            "baseline_pressure_differentials",
            {
                **pressure,
                "door_configuration": "evac_doors_open",
                "pressure_pa": "20",
                "commissioned_date": "2024-01-15",
                **withdrawn,
            },
        ),
        (
            "baseline_air_velocities",
            {
                **velocity,
                "velocity_ms": "1.159",
                "commissioned_date": "2024-01-15",
                "measurement_points": [a.document] * 9,
            },
        ),
        (
            "baseline_door_forces",
            {
                **force,
                "pressurization_active": True,
                "force_newtons": "95.50",
                "commissioned_date": "2024-01-15",
                "superseded_date": "2024-02-29",
            },
        ),
        (
            "baseline_door_forces",
            {**force, "pressurization_active": True, "force_newtons": "0.00", "commissioned_date": "2024-02-29"},
        ),
        (
            "baseline_door_forces",
            {**force, "pressurization_active": False, "force_newtons": "40", "commissioned_date": "2024-01-15"},
        ),
    ]


def _scenarios(a: Awkward, i: _Ids) -> list[tuple[str, Row]]:
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


def _tests(a: Awkward, i: _Ids, mark: str) -> list[tuple[str, Row]]:
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
                "verdict": "pass",
                "is_compliant": True,
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
                "reason": a.words,
                "amended_by": i["supervisor"],
            },
        ),
        (
            "evidence_waivers",
            {"building_id": i["building"], "instance_id": i["retest"], "prompt_index": 0, "reason": a.words},
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
    ]
