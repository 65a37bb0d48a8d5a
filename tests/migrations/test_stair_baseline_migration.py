"""The customer's own acceptance of the migrations: what step 3 of the document names, and the queries of its steps."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations.names import CHECKS, INDEXES, TABLES, UNIQUE
from tests.migrations.schema import REVISIONS, Schema
from tests.migrations.site import Site

GIVEN = [
    "001_add_stairs_registry",
    "002_add_floors_registry",
    "003_add_doors_doorways",
    "004_add_zones_equipment",
    "005_add_baseline_tables",
    "006_add_ce_interface_definitions",
    "007_add_test_instance_templates",
    "008_add_test_instances",
    "009_add_evidence_enhance_faults",
    "010_add_as1851_rules",
    "011_enhance_instruments_calibration",
]


def test_migration_up_creates_all_tables(schema: Schema) -> None:
    for revision in GIVEN:
        schema.up(revision)
        assert schema.revision() == revision
    assert set(TABLES) <= set(schema.tables())
    schema.up()
    assert set(TABLES) <= set(schema.tables())


def test_that_the_given_revisions_follow_each_other_behind_the_base() -> None:
    assert REVISIONS[1:13] == ["000_base", *GIVEN]


def test_migration_down_preserves_data(populated: Schema) -> None:
    before = populated.contents()
    assert set(TABLES) <= {table for table, rows in before.items() if rows}, "every table of the document holds rows"
    for revision in reversed(GIVEN):
        populated.down(revision)
    populated.down("base")
    assert populated.tables() == []
    populated.up()
    assert populated.contents() == before


def test_foreign_key_cascades(head: Schema) -> None:
    site = Site(head)
    scenario = site.add("ce_scenarios", **site.scenario())
    template = site.add("test_instance_templates", **site.template(scenario_id=scenario["scenario_id"]))
    site.add("test_instances", **site.instance(template_instance_id=template["template_instance_id"]))
    equipment = {**site.here, "equipment_type": "fan", "equipment_identifier": "FAN-01", "zone_id": site.ids["zone"]}
    site.add("control_equipment", **equipment)

    head.run("DELETE FROM zones WHERE zone_id = %s", str(site.ids["zone"]))
    assert head.run("SELECT zone_id FROM control_equipment") == [(None,)], "equipment stands without its zone"
    assert head.run("SELECT 1 FROM ce_scenarios") == [], "a scenario goes with its zone"

    head.run("DELETE FROM stairs WHERE stair_id = %s", str(site.ids["stair"]))
    for table in ("doors", "doorways", "control_equipment", "test_instance_templates", "test_instances"):
        assert head.run(f"SELECT 1 FROM {table}") == [], f"{table} go with their stair"
    assert head.run("SELECT stair_id FROM floors") == [(site.ids["other_stair"],)]


def test_that_a_whole_building_goes_with_all_its_parts_while_nothing_was_tested(head: Schema) -> None:
    site = Site(head)
    head.run("DELETE FROM buildings WHERE id = %s", str(site.ids["building"]))
    assert [
        head.run(f"SELECT 1 FROM {table}") for table in ("stairs", "floors", "zones", "doors", "test_sessions")
    ] == [[]] * 5


def test_that_a_stair_with_a_baseline_cannot_be_deleted(head: Schema) -> None:
    site = Site(head)
    site.add("baseline_pressure_differentials", **site.pressure())
    for table, key, name in (
        ("stairs", "stair_id", "stair"),
        ("floors", "floor_id", "level"),
        ("buildings", "id", "building"),
    ):
        with pytest.raises(IntegrityError):
            head.run(f"DELETE FROM {table} WHERE {key} = %s", str(site.ids[name]))


#: Step 6 of the document: one location over three years.
TREND = """
EXPLAIN (FORMAT TEXT)
SELECT i.completed_at, i.measured_value_numeric, i.baseline_value, i.is_compliant
FROM test_instances i
WHERE i.stair_id = %s AND i.floor_id = %s AND i.door_configuration = 'all_closed'
AND i.measurement_type = 'pressure_differential' AND i.completed_at > NOW() - INTERVAL '3 years'
ORDER BY i.completed_at DESC
"""

#: Step 6 of the document: one stair of one session.
SESSION = """
EXPLAIN (FORMAT TEXT)
SELECT i.instance_id, i.measurement_type, s.stair_name, f.floor_level, i.door_configuration, i.measured_value_numeric,
    i.baseline_value, i.is_compliant
FROM test_instances i JOIN stairs s ON i.stair_id = s.stair_id JOIN floors f ON i.floor_id = f.floor_id
WHERE i.session_id = %s AND i.stair_id = %s
ORDER BY i.sequence_order
"""

#: 60 sessions of 100 tests over 50 floors.
MANY = """
INSERT INTO floors (building_id, stair_id, floor_level, floor_number)
SELECT %(building)s, %(stair)s, 'Level-' || n, n FROM generate_series(2, 49) AS n;
INSERT INTO test_sessions (building_id, session_name, status)
SELECT %(building)s, 'Session ' || n, 'in_progress' FROM generate_series(1, 60) AS n;
INSERT INTO test_instances (building_id, stair_id, floor_id, session_id, archetype_id, measurement_type, frequency,
    door_configuration, status, completed_at, sequence_order, scoped_identifier, measured_value_numeric)
SELECT f.building_id, f.stair_id, f.floor_id, s.id, 'ARCH-PRESSURE-001', 'pressure_differential', 'annual',
    c.name, 'completed', now(), f.floor_number + 6, f.floor_level || c.name, 44.2
FROM floors f, test_sessions s, unnest(ARRAY['all_closed', 'evac_doors_open']) AS c(name)
WHERE f.stair_id = %(stair)s AND s.session_name IS NOT NULL;
ANALYZE
"""


def test_index_performance(head: Schema) -> None:
    site = Site(head)
    with head.begin() as connection:
        connection.exec_driver_sql(MANY, {name: str(value) for name, value in site.ids.items()})
    trend = _plan(head, TREND, site.ids["stair"], site.ids["level"])
    assert "idx_instances_stair_floor" in trend
    assert "Seq Scan" not in trend
    session = head.one("SELECT id FROM test_sessions WHERE session_name = 'Session 7'")
    of_session = _plan(head, SESSION, session, site.ids["stair"])
    assert "idx_instances_session" in of_session
    assert "Seq Scan on test_instances" not in of_session


def _plan(schema: Schema, question: str, *values: object) -> str:
    return "\n".join(line for (line,) in schema.run(question, *(str(value) for value in values)))


@pytest.mark.parametrize(("name", "where"), sorted(INDEXES.items()))
def test_that_an_index_of_the_document_stands_at_head(head_shape: set[str], name: str, where: str) -> None:
    table, columns = where.split(" ", 1)
    assert f"index CREATE INDEX {name} ON public.{table} USING btree {columns}" in head_shape


def test_that_every_constraint_of_the_document_stands_at_head(head_shape: set[str]) -> None:
    found = {tuple(line.split(" ")[1].split(".")) for line in head_shape if line.startswith("constraint ")}
    found |= {
        (line.split(" ON public.")[1].split(" ")[0], line.split(" ")[4])
        for line in head_shape
        if "UNIQUE INDEX" in line
    }
    wanted = {(table, name) for name, table in {**CHECKS, **UNIQUE}.items()}
    assert wanted <= found, wanted - found


def test_that_the_rules_of_the_document_are_seeded_once(schema: Schema) -> None:
    expected = [
        ("CE-01", "AS1851-2024-v1.3", "cause_and_effect_logic", None, None, None, "critical"),
        ("INT-01", "AS1851-2024-v1.3", "interface_test", None, None, None, "critical"),
        ("SP-01", "AS1851-2024-v1.3", "pressure_differential", Decimal(20), Decimal(80), "Pa", "critical"),
        ("SP-02", "AS1851-2024-v1.3", "air_velocity", Decimal(1), None, "m/s", "high"),
        ("SP-03", "AS1851-2024-v1.3", "door_opening_force", None, Decimal(110), "N", "critical"),
    ]
    question = (
        "SELECT rule_code, version, measurement_type, min_threshold, max_threshold, unit, severity_if_fail "
        "FROM as1851_rules ORDER BY rule_code"
    )
    schema.up("010_add_as1851_rules")
    assert [tuple(row) for row in schema.run(question)] == expected
    schema.up()
    schema.down("009_add_evidence_enhance_faults")
    schema.up()
    assert [tuple(row) for row in schema.run(question)] == expected


def test_that_step_five_of_the_document_reads_imported_baselines_by_name(head: Schema) -> None:
    site = Site(head)
    for configuration, pressure in (("evac_doors_open", "43.20"), ("all_closed", "44.50")):
        site.add(
            "baseline_pressure_differentials", **site.pressure(door_configuration=configuration, pressure_pa=pressure)
        )
    rows = head.run("""
        SELECT s.stair_name, f.floor_level, b.door_configuration, b.pressure_pa, b.commissioned_date::text
        FROM baseline_pressure_differentials b
        JOIN stairs s ON b.stair_id = s.stair_id JOIN floors f ON b.floor_id = f.floor_id
        ORDER BY s.stair_name, f.floor_number, b.door_configuration""")
    assert [tuple(row) for row in rows] == [
        ("Stair-A", "Level-1", "all_closed", Decimal("44.50"), "2024-01-15"),
        ("Stair-A", "Level-1", "evac_doors_open", Decimal("43.20"), "2024-01-15"),
    ]
