"""Baselines: one current for a place, any history behind it, and JSON that is what it should be."""

from __future__ import annotations

from typing import Any

import psycopg2
import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations.schema import Schema
from tests.migrations.site import Site

PRESSURES = "baseline_pressure_differentials"


def _constraint(error: IntegrityError) -> str:
    assert isinstance(error.orig, psycopg2.Error)
    return str(error.orig.diag.constraint_name)


def _refused(site: Site, table: str, **row: Any) -> str:
    """The name of the constraint that keeps a row out."""
    with pytest.raises(IntegrityError) as refused:
        site.add(table, **row)
    return _constraint(refused.value)


def test_baseline_pressure_unique_constraint(head: Schema) -> None:
    site = Site(head)
    site.add(PRESSURES, **site.pressure())
    assert _refused(site, PRESSURES, **site.pressure(pressure_pa="45.00")) == "uq_baseline_pressure"
    site.add(PRESSURES, **site.pressure(door_configuration="evac_doors_open"))
    site.add(PRESSURES, **site.pressure(floor_id=site.ids["ground"]))


def test_that_a_new_baseline_stands_beside_the_one_it_closes(head: Schema) -> None:
    site = Site(head)
    first = site.add(PRESSURES, **site.pressure())
    close = f"UPDATE {PRESSURES} SET superseded_date = %s WHERE baseline_id = %s"
    head.run(close, "2025-01-15", str(first["baseline_id"]))
    site.add(PRESSURES, **site.pressure(commissioned_date="2025-01-15", pressure_pa="45.00"))
    assert head.one(f"SELECT count(*) FROM {PRESSURES}") == 2


def test_that_no_two_baselines_hold_on_the_same_day(head: Schema) -> None:
    site = Site(head)
    site.add(PRESSURES, **site.pressure(superseded_date="2025-01-15"))
    overlapping = site.pressure(commissioned_date="2025-01-14")
    assert _refused(site, PRESSURES, **overlapping) == "ex_baseline_pressure_period"
    site.add(PRESSURES, **site.pressure(commissioned_date="2025-01-15"))


def test_that_a_baseline_older_than_the_current_one_is_filed_as_history(head: Schema) -> None:
    site = Site(head)
    site.add(PRESSURES, **site.pressure())
    site.add(PRESSURES, **site.pressure(commissioned_date="2020-01-15", superseded_date="2024-01-15"))
    late = site.pressure(commissioned_date="2023-01-15", superseded_date="2024-01-16")
    assert _refused(site, PRESSURES, **late) == "ex_baseline_pressure_period"


def test_that_a_baseline_corrected_on_its_own_day_holds_on_no_day(head: Schema) -> None:
    site = Site(head)
    site.add(PRESSURES, **site.pressure(superseded_date="2024-01-15"))
    site.add(PRESSURES, **site.pressure())
    backwards = site.pressure(door_configuration="evac_doors_open", superseded_date="2024-01-14")
    assert _refused(site, PRESSURES, **backwards) == "ck_baseline_pressure_differentials_period"


def test_that_a_withdrawn_baseline_makes_room(head: Schema) -> None:
    site = Site(head)
    site.add(PRESSURES, **site.pressure(withdrawn_at="2025-01-01T00:00:00Z", withdrawn_reason="Wrong floor"))
    site.add(PRESSURES, **site.pressure())


@pytest.mark.parametrize(
    ("table", "row", "constraint"),
    [
        ("baseline_air_velocities", {"doorway": "DW", "door_scenario": "three", "velocity_ms": "1.159"}, "velocity"),
        ("baseline_door_forces", {"door": "D", "pressurization_active": True, "force_newtons": "95.50"}, "door_force"),
    ],
)
def test_that_velocities_and_forces_are_periods_too(
    head: Schema, table: str, row: dict[str, Any], constraint: str
) -> None:
    site = Site(head)
    place = "doorway" if "doorway" in row else "door"
    given = {**site.here, f"{place}_id": site.ids[place], **{key: value for key, value in row.items() if key != place}}
    site.add(table, **given, commissioned_date="2024-01-15", superseded_date="2025-01-15")
    site.add(table, **given, commissioned_date="2025-01-15")
    again = {**given, "commissioned_date": "2026-01-15"}
    assert _refused(site, table, **again) == f"uq_baseline_{constraint}"
    inside = {**given, "commissioned_date": "2024-06-15", "superseded_date": "2024-07-15"}
    assert _refused(site, table, **inside) == f"ex_baseline_{constraint}_period"


def test_jsonb_validation(head: Schema) -> None:
    site = Site(head)
    not_a_list: list[Any] = [{}, {"0": "Ground"}, "Ground", 1, None, []]
    for document in not_a_list:
        zone = site.zone("Zone-2", ["Ground"], [site.ids["ground"]])
        with pytest.raises(IntegrityError):
            site.add("zones", **{**zone, "floors_covered": document})
    for sequence in [*not_a_list[:4], []]:
        refused = _refused(site, "ce_scenarios", **site.scenario(expected_sequence=sequence))
        assert refused == "ck_ce_expected_sequence_format"
    site.add("ce_scenarios", **site.scenario())


def test_that_an_object_instead_of_an_array_is_refused_and_does_not_raise(head: Schema) -> None:
    head.run("ALTER TABLE zones DISABLE TRIGGER zones_check_floors")
    site = Site(head)
    zone = site.zone("Zone-2", ["Ground"], [site.ids["ground"]])
    not_a_list: list[Any] = [{"a": 1}, "x", []]
    for document in not_a_list:
        assert _refused(site, "zones", **{**zone, "floors_covered": document}) == "ck_zones_floors_covered_not_empty"


@pytest.mark.parametrize(
    ("pressure", "stands"), [("9.99", False), ("10.00", True), ("100.00", True), ("100.01", False)]
)
def test_that_a_pressure_baseline_lies_between_10_and_100_pascals(head: Schema, pressure: str, stands: bool) -> None:
    site = Site(head)
    row = site.pressure(pressure_pa=pressure)
    if stands:
        site.add(PRESSURES, **row)
    else:
        assert _refused(site, PRESSURES, **row) == "ck_baseline_pressure_range"


@pytest.mark.parametrize("reading", ["4", "240", "19.9996", "-3.5", "1e40", "0.00000000000000000000001"])
def test_that_a_reading_is_never_refused_for_being_bad_and_is_kept_whole(head: Schema, reading: str) -> None:
    site = Site(head)
    row = site.add("test_instances", **{**site.completed(), "measured_value_numeric": reading})
    kept = "SELECT measured_value_numeric = %s::numeric FROM test_instances WHERE instance_id = %s"
    assert head.one(kept, reading, str(row["instance_id"]))


@pytest.mark.parametrize("reading", ["NaN", "Infinity", "-Infinity"])
def test_that_a_reading_is_a_finite_number(head: Schema, reading: str) -> None:
    site = Site(head)
    row = {**site.completed(), "measured_value_numeric": reading}
    assert _refused(site, "test_instances", **row) == "ck_instance_measured_finite"
    assert _refused(site, "faults", **site.fault(measured_value=reading)) == "ck_fault_measured_finite"
