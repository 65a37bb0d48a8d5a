"""Tests, rules and instruments of the pilot building, for the tests of the verdict."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from firemode_desktop.domain.reading import Certificate, Instrument, Reading, Rule, Test

DAY = date(2025, 3, 1)
VERSION = "AS1851-2024-v1.3"
STANDARD = "AS 1851-2012 § 13.2; AS/NZS 1668.1:2015"


def d(value: str | int) -> Decimal:
    return Decimal(value)


SP01 = Rule("SP-01", VERSION, "pressure_differential", "critical", "1A", d(20), d(80), "Pa", STANDARD, date(2024, 1, 1))
SP02 = Rule("SP-02", VERSION, "air_velocity", "high", "1B", d(1), None, "m/s", STANDARD, date(2024, 1, 1))
SP03 = Rule("SP-03", VERSION, "door_opening_force", "critical", "1A", None, d(110), "N", STANDARD, date(2024, 1, 1))
CE01 = Rule("CE-01", VERSION, "cause_and_effect_logic", "critical", "1A", effective_date=date(2024, 1, 1))
INT01 = Rule("INT-01", VERSION, "interface_test", "critical", "1A", effective_date=date(2024, 1, 1))


def certificate(**changes: Any) -> Certificate:
    values = {
        "cert_number": "CERT-2024-789",
        "calibration_date": date(2024, 10, 15),
        "expiry_date": date(2025, 10, 15),
        "expanded_uncertainty": d("1"),
        "uncertainty_unit": "Pa",
    }
    return Certificate(**{**values, **changes})


def manometer(**changes: Any) -> Instrument:
    values = {
        "serial_number": "SN-12345",
        "instrument_type": "manometer",
        "range_min": d(0),
        "range_max": d(100),
        "unit": "Pa",
        "certificates": (certificate(),),
    }
    return Instrument(**{**values, **changes})


def pressure_test(**changes: Any) -> Test:
    """The document's own example: Stair-A, Level-8, all doors closed, baseline 44.2 Pa, setpoint 45 Pa."""
    values: dict[str, Any] = {
        "measurement_type": "pressure_differential",
        "stair": "Stair-A",
        "floor": "Level-8",
        "door_configuration": "all_closed",
        "min_threshold": d("20.000"),
        "max_threshold": d("80.000"),
        "unit": "Pa",
        "baseline_value": d("44.200"),
        "baseline_date": date(2024, 1, 15),
        "design_setpoint": d("45.000"),
        "required_instrument_type": "manometer",
    }
    return Test(**{**values, **changes})


def velocity_test(**changes: Any) -> Test:
    values: dict[str, Any] = {
        "measurement_type": "air_velocity",
        "stair": "Stair-A",
        "floor": "Level-8",
        "doorway": "DW-Level-8-Stair-A",
        "door_scenario": "worst_case_3_doors_open",
        "min_threshold": d("1.000"),
        "unit": "m/s",
        "baseline_value": d("1.159"),
    }
    return Test(**{**values, **changes})


def force_test(**changes: Any) -> Test:
    values: dict[str, Any] = {
        "measurement_type": "door_opening_force",
        "stair": "Stair-A",
        "floor": "Level-8",
        "door": "D-Level-8-Stair-A",
        "pressurization_active": True,
        "max_threshold": d("110.000"),
        "unit": "N",
        "baseline_value": d("95.5"),
    }
    return Test(**{**values, **changes})


def interface_test(**changes: Any) -> Test:
    values: dict[str, Any] = {
        "measurement_type": "interface_test",
        "stair": "Stair-A",
        "interface_type": "manual_override",
        "location_id": "FIRE-PANEL-01",
        "unit": "s",
        "response_time_s": 5,
        "expected_result": "System switches to manual mode",
    }
    return Test(**{**values, **changes})


def read(value: str | int | None = None, **changes: Any) -> Reading:
    return Reading(**{"day": DAY, "value": None if value is None else d(value), **changes})


SEQUENCE = [
    {
        "step_order": 1,
        "component_id": "ALARM-PANEL",
        "component_type": "alarm",
        "expected_action": "activate",
        "expected_delay_seconds": 0,
        "tolerance_seconds": 2,
    },
    {
        "step_order": 2,
        "component_id": "FAN-01",
        "component_type": "fan",
        "expected_action": "start",
        "expected_delay_seconds": 3,
        "tolerance_seconds": 2,
    },
    {
        "step_order": 3,
        "component_id": "DAMPER-RELIEF-Z1",
        "component_type": "damper",
        "expected_action": "open",
        "expected_delay_seconds": 5,
        "tolerance_seconds": 2,
    },
    {
        "step_order": 4,
        "component_id": "PRESSURE-SENSOR-L5",
        "component_type": "sensor",
        "expected_action": "reach_setpoint",
        "expected_delay_seconds": 15,
        "tolerance_seconds": 5,
    },
]
"""The sequence of the customer's document."""
