"""Building, stair and place agree in every table, and a zone is what it says."""

from __future__ import annotations

from typing import Any

import psycopg2
import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations.schema import Schema
from tests.migrations.site import Site


def _refused(site: Site, table: str, **row: Any) -> str:
    with pytest.raises(IntegrityError) as refused:
        site.add(table, **row)
    assert isinstance(refused.value.orig, psycopg2.Error)
    return str(refused.value.orig.diag.constraint_name)


def _of_the_other_stair(site: Site) -> dict[str, Any]:
    return {"building_id": site.ids["building"], "stair_id": site.ids["other_stair"]}


def test_that_nothing_stands_on_a_floor_of_another_stair(head: Schema) -> None:
    site = Site(head)
    wrong = {**_of_the_other_stair(site), "floor_id": site.ids["level"]}
    assert _refused(site, "doors", **wrong, door_identifier="D") == "fk_doors_floors"
    assert _refused(site, "doorways", **wrong, doorway_identifier="D") == "fk_doorways_floors"
    baseline = "fk_baseline_pressure_differentials_floors"
    assert _refused(site, "baseline_pressure_differentials", **{**site.pressure(), **wrong}) == baseline
    assert _refused(site, "test_instances", **{**site.instance(), **wrong}) == "fk_test_instances_floors"
    assert (
        _refused(site, "test_instance_templates", **{**site.template(), **wrong}) == "fk_test_instance_templates_floors"
    )


def test_that_nothing_names_a_stair_of_another_building(head: Schema) -> None:
    site = Site(head)
    wrong = {"building_id": site.ids["elsewhere"], "stair_id": site.ids["stair"]}
    assert _refused(site, "floors", **wrong, floor_level="L", floor_number=1) == "fk_floors_stairs"
    equipment = {**wrong, "equipment_type": "fan", "equipment_identifier": "F"}
    assert _refused(site, "control_equipment", **equipment) == "fk_control_equipment_stairs"
    definition = {**wrong, "interface_type": "manual_override", "location_id": "P"}
    assert _refused(site, "interface_test_definitions", **definition) == "fk_interface_test_definitions_stairs"
    setpoint = {**wrong, "measurement_type": "air_velocity", "setpoint": "1", "unit": "m/s"}
    assert _refused(site, "design_setpoints", **setpoint) == "same_building"


def test_that_door_doorway_and_zone_are_of_the_same_stair(head: Schema) -> None:
    site = Site(head)
    other = _of_the_other_stair(site)
    velocity = {**other, "doorway_id": site.ids["doorway"], "door_scenario": "d", "velocity_ms": "1"}
    name = "fk_baseline_air_velocities_doorways"
    assert _refused(site, "baseline_air_velocities", **velocity, commissioned_date="2024-01-15") == name
    force = {**other, "door_id": site.ids["door"], "pressurization_active": True, "force_newtons": "1"}
    assert (
        _refused(site, "baseline_door_forces", **force, commissioned_date="2024-01-15")
        == "fk_baseline_door_forces_doors"
    )
    assert _refused(site, "ce_scenarios", **{**site.scenario(), **other}) == "fk_ce_scenarios_zones"
    equipment = {**other, "zone_id": site.ids["zone"], "equipment_type": "fan", "equipment_identifier": "F"}
    assert _refused(site, "control_equipment", **equipment) == "fk_control_equipment_zones"
    for place in ("door", "doorway", "zone"):
        row = {**site.instance(), **other, "floor_id": None, f"{place}_id": site.ids[place]}
        assert _refused(site, "test_instances", **row) == f"fk_test_instances_{place}s"


def test_that_a_test_is_of_the_building_of_its_session(head: Schema) -> None:
    site = Site(head)
    elsewhere = Site(head)
    row = {**site.instance(), "session_id": elsewhere.ids["session"]}
    assert _refused(site, "test_instances", **row) == "fk_test_instances_test_sessions"


def test_that_faults_and_records_are_of_the_building_of_what_they_name(head: Schema) -> None:
    site, other = Site(head), Site(head)
    instance = other.add("test_instances", **other.instance())["instance_id"]
    of = {"building_id": site.ids["building"], "instance_id": instance}
    for table, row in (
        ("faults", site.fault(instance_id=instance)),
        ("faults", site.fault(test_session_id=other.ids["session"])),
        ("faults", site.fault(stair_id=other.ids["stair"])),
        ("faults", site.fault(stair_id=site.ids["other_stair"], floor_id=site.ids["level"])),
        ("faults", site.fault(stair_id=site.ids["other_stair"], zone_id=site.ids["zone"])),
        (
            "evidence_records",
            {**of, "session_id": site.ids["session"], "evidence_type": "photo", "captured_at": "2025-01-01"},
        ),
        ("instance_attempts", {**of, "attempt": 1, "outcome": "failed"}),
        ("result_amendments", {**of, "field": "notes", "reason": "x"}),
        ("evidence_waivers", {**of, "prompt_index": 1, "reason": "x"}),
        (
            "session_events",
            {"building_id": site.ids["building"], "session_id": other.ids["session"], "event": "created"},
        ),
    ):
        assert _refused(site, table, **row) == "same_building", (table, row)
    site.add("faults", **site.fault(stair_id=site.ids["stair"], floor_id=site.ids["level"], zone_id=site.ids["zone"]))


def test_that_a_scenario_is_of_the_stair_of_its_test(head: Schema) -> None:
    site = Site(head)
    scenario = site.add("ce_scenarios", **site.scenario())["scenario_id"]
    wrong = {**_of_the_other_stair(site), "scenario_id": scenario, "floor_id": None}
    assert _refused(site, "test_instances", **{**site.instance(), **wrong}) == "same_building"
    assert _refused(site, "test_instance_templates", **{**site.template(), **wrong}) == "same_building"


def test_that_a_zone_is_of_floors_of_its_own_stair_each_once(head: Schema) -> None:
    site = Site(head)
    ground, level, other = (site.ids[name] for name in ("ground", "level", "other_floor"))
    for names, ids in (
        (["Ground", "Level-1"], [ground, other]),
        (["Ground", "Ground"], [ground, ground]),
        (["Ground", None], [ground, site.ids["building"]]),
        (["Ground"], []),
    ):
        assert _refused(site, "zones", **site.zone("Z", names, ids)) == "zones_check_floors"  # type: ignore[arg-type]
    site.add("zones", **site.zone("Z", ["Level-1", "Ground"], [level, ground]))


@pytest.mark.parametrize(
    "names", [["Level-1", "Ground"], ["Ground"], ["Ground", "Level-2"], ["Ground", "Level-1", "Level-2"]]
)
def test_that_the_names_of_a_zone_are_those_of_its_floors_in_their_order(head: Schema, names: list[str]) -> None:
    site = Site(head)
    row = site.zone("Z", names, [site.ids["ground"], site.ids["level"]])
    assert _refused(site, "zones", **row) == "zones_check_floors"


def test_that_renaming_a_floor_rewrites_the_names_of_its_zones(head: Schema) -> None:
    site = Site(head)
    head.run("UPDATE floors SET floor_level = 'Mezzanine' WHERE floor_id = %s", str(site.ids["level"]))
    assert head.one("SELECT floors_covered FROM zones") == ["Ground", "Mezzanine"]
    head.run("UPDATE floors SET floor_level = floor_level || '*' WHERE stair_id = %s", str(site.ids["stair"]))
    assert head.one("SELECT floors_covered FROM zones") == ["Ground*", "Mezzanine*"]


def test_that_a_floor_of_a_zone_neither_goes_nor_moves_without_its_stair(head: Schema) -> None:
    site = Site(head)
    ground = str(site.ids["ground"])
    with pytest.raises(IntegrityError, match=r"Floor Ground belongs to zone Zone-1\. Take it out of the zone first\."):
        head.run("DELETE FROM floors WHERE floor_id = %s", ground)
    with pytest.raises(IntegrityError, match="stays on its stair"):
        head.run("UPDATE floors SET stair_id = %s WHERE floor_id = %s", str(site.ids["other_stair"]), ground)
    head.run(
        "UPDATE zones SET floors_covered = '[\"Level-1\"]', floor_ids_covered = ARRAY[%s]::uuid[]",
        str(site.ids["level"]),
    )
    head.run("DELETE FROM floors WHERE floor_id = %s", ground)
    head.run("DELETE FROM stairs WHERE stair_id = %s", str(site.ids["stair"]))
    assert head.run("SELECT 1 FROM zones") == []


@pytest.mark.parametrize(
    ("table", "column", "row", "good", "bad"),
    [
        ("floors", "height_m", {"floor_level": "X", "floor_number": -1}, "-3.50", None),
        ("floors", "height_m", {"floor_level": "X", "floor_number": 0}, "0", "-0.01"),
        ("doors", "height_m", {"floor_id": "level", "door_identifier": "X"}, "3.50", "3.51"),
        ("doors", "height_m", {"floor_id": "level", "door_identifier": "X"}, "0.01", "0"),
        ("doorways", "height_m", {"floor_id": "level", "doorway_identifier": "X"}, "4.00", "4.01"),
        ("doorways", "height_m", {"floor_id": "level", "doorway_identifier": "X"}, None, "-1"),
    ],
)
def test_that_heights_are_possible(
    head: Schema, table: str, column: str, row: dict[str, Any], good: str | None, bad: str | None
) -> None:
    site = Site(head)
    given = {**site.here, **{name: site.ids[value] if name == "floor_id" else value for name, value in row.items()}}
    if bad is not None:
        assert _refused(site, table, **given, **{column: bad}) == f"ck_{table}_height"
    site.add(table, **given, **{column: good})


def test_that_a_rule_with_a_limit_needs_a_unit_and_one_without_does_not(head: Schema) -> None:
    site = Site(head)
    rule = {
        "rule_code": "X",
        "version": "1",
        "measurement_type": "air_velocity",
        "severity_if_fail": "low",
        "defect_classification": "3",
        "active": True,
    }
    assert _refused(site, "as1851_rules", **rule, min_threshold="1") == "ck_rules_unit_where_numeric"
    site.add("as1851_rules", **rule)


def test_that_a_certificate_number_is_unique_to_its_authority(head: Schema) -> None:
    site = Site(head)
    site.add("instruments", id=site.ids["door"], serial_number="SN")
    row = {
        "instrument_id": site.ids["door"],
        "cert_number": "C",
        "calibration_date": "2024-01-01",
        "expiry_date": "2025-01-01",
    }
    for authority in ("NATA", "UKAS", None):
        site.add("calibration_certificates", **row, calibration_authority=authority)
        assert _refused(site, "calibration_certificates", **row, calibration_authority=authority) == "uq_cert_number"


def test_that_one_test_has_one_open_fault(head: Schema) -> None:
    site = Site(head)
    instance = site.add("test_instances", **site.completed())["instance_id"]
    for status in ("open", "in_progress", "deferred"):
        fault = site.add("faults", **site.fault(instance_id=instance, status=status))
        assert _refused(site, "faults", **site.fault(instance_id=instance)) == "uq_fault_open_per_instance"
        head.run("UPDATE faults SET status = 'resolved' WHERE id = %s", str(fault["id"]))
    site.add("faults", **site.fault(), status="open")
