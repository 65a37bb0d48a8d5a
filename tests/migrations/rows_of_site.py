"""People, instruments, the building with its stairs, and its baselines: rows parents first."""

from __future__ import annotations

import uuid

from tests.migrations.awkward import Awkward, Ids, Row


def people(a: Awkward, i: Ids, mark: str) -> list[tuple[str, Row]]:
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


def site(a: Awkward, i: Ids, mark: str) -> list[tuple[str, Row]]:
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
        ("buildings", {"name": f"Empty {mark}", "decommissioned_on": "0001-01-01"}),
        ("buildings", {"id": i["handed over"], "name": f"Handed over {mark}", "decommissioned_on": "2020-02-29"}),
        (
            "stairs",
            {
                **here,
                "stair_name": "Stair-A",
                "orientation": "North-East",
                "decommissioned_on": "9999-12-31",
                "external_id": a.words,
            },
        ),
        ("stairs", {"building_id": i["building"], "stair_id": i["other stair"], "stair_name": "Stair-B"}),
        (
            "floors",
            {
                **here,
                "floor_id": i["ground"],
                "floor_level": "Ground",
                "floor_number": 0,
                "height_m": "0.00",
                "external_id": "3kP0$xY",
            },
        ),
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
                "external_id": a.words,
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
            "frequency_settings",
            {"building_id": i["building"], "frequency": "annual", "anchor_date": "2024-02-29", "source": a.words},
        ),
        (
            "archetype_settings",
            {"building_id": i["building"], "archetype_id": "ARCH-FAN-001", "active": True, "frequencies": a.document},
        ),
    ]


def baselines(a: Awkward, i: Ids) -> list[tuple[str, Row]]:
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
        *(
            (
                "import_mappings",
                {
                    "building_id": building,
                    "fingerprint": "0123456789abcdef",
                    "name": a.words,
                    "mapping": a.document,
                    "created_by": i["engineer"],
                    "forgotten_at": forgotten,
                },
            )
            for building, forgotten in ((None, None), (i["building"], "2026-02-28T23:59:59.999999Z"))
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
