"""What the database itself refuses, whoever connects with whatever client, and what it lets pass beside it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import psycopg2
import pytest
from sqlalchemy.exc import IntegrityError

from tests.migrations.schema import Schema
from tests.migrations.site import Site

BASELINES = [
    (
        "baseline_pressure_differentials",
        {"floor_id": "level", "door_configuration": "all_closed", "pressure_pa": "44.2"},
    ),
    ("baseline_air_velocities", {"doorway_id": "doorway", "door_scenario": "three", "velocity_ms": "1.2"}),
    ("baseline_door_forces", {"door_id": "door", "pressurization_active": True, "force_newtons": "95"}),
]


def _refused(schema: Schema, statement: str, *values: Any) -> str:
    """The sentence with which a statement is refused; the guard says what it is."""
    with pytest.raises(IntegrityError) as refused:
        schema.run(statement, *(str(value) for value in values))
    assert isinstance(refused.value.orig, psycopg2.Error)
    diag = refused.value.orig.diag
    assert diag.sqlstate == "23001", diag.message_primary
    assert diag.constraint_name
    assert diag.message_primary
    assert diag.message_primary.endswith(".")
    return diag.message_primary


def _baseline(site: Site, table: str, row: dict[str, Any]) -> uuid.UUID:
    place = {name: site.ids[value] if name.endswith("_id") else value for name, value in row.items()}
    baseline_id = uuid.uuid4()
    site.add(table, **site.here, **place, baseline_id=baseline_id, commissioned_date="2024-01-15")
    return baseline_id


@pytest.mark.parametrize(("table", "row"), BASELINES)
def test_that_a_baseline_is_neither_overwritten_nor_deleted(head: Schema, table: str, row: dict[str, Any]) -> None:
    site = Site(head)
    baseline = _baseline(site, table, row)
    value = list(row)[-1]
    for change in (
        f"{value} = {value} + 1",
        "commissioned_date = '2025-01-01'",
        "provenance = 'unknown'",
        "commissioned_by = 'me'",
        "created_at = now() + interval '1 day'",
        "baseline_id = gen_random_uuid()",
    ):
        sentence = _refused(head, f"UPDATE {table} SET {change} WHERE baseline_id = %s", baseline)
        assert "never overwritten" in sentence
    assert "not deleted" in _refused(head, f"DELETE FROM {table} WHERE baseline_id = %s", baseline)
    assert "not deleted" in _refused(head, f"TRUNCATE {table}")
    assert head.one(f"SELECT count(*) FROM {table}") == 1


@pytest.mark.parametrize(("table", "row"), BASELINES)
def test_that_a_baseline_can_be_closed_and_withdrawn(head: Schema, table: str, row: dict[str, Any]) -> None:
    site = Site(head)
    baseline = _baseline(site, table, row)
    head.run(f"UPDATE {table} SET superseded_date = '2025-01-15' WHERE baseline_id = %s", str(baseline))
    head.run(f"UPDATE {table} SET superseded_date = NULL WHERE baseline_id = %s", str(baseline))
    head.run(
        f"UPDATE {table} SET withdrawn_at = now(), withdrawn_by = %s, withdrawn_reason = 'x' WHERE baseline_id = %s",
        str(site.ids["engineer"]),
        str(baseline),
    )
    assert head.one(f"SELECT withdrawn_reason FROM {table}") == "x"


def test_that_a_completed_result_is_not_overwritten_by_a_single_digit(head: Schema) -> None:
    site = Site(head)
    instance = site.add("test_instances", **site.completed())["instance_id"]
    for change in (
        "measured_value_numeric = 44.3",
        "measured_value_numeric = 44.20",
        "is_compliant = false",
        "status = 'pending'",
        "completed_at = now()",
        "notes = 'x'",
        "technician_id = NULL, attempt = 2",
        "template_instance_id = gen_random_uuid()",
        "baseline_value = 1",
        "session_id = gen_random_uuid()",
    ):
        sentence = _refused(head, f"UPDATE test_instances SET {change} WHERE instance_id = %s", instance)
        assert "never overwritten" in sentence, change
    assert "stays on record" in _refused(head, "DELETE FROM test_instances WHERE instance_id = %s", instance)


def test_that_fault_evidence_and_acceptance_are_added_to_a_completed_result(head: Schema) -> None:
    site = Site(head)
    instance = site.add("test_instances", **site.completed())["instance_id"]
    fault = site.add("faults", **site.fault(instance_id=instance))["id"]
    for change in (
        f"fault_id = '{fault}'",
        f"evidence_ids = ARRAY['{uuid.uuid4()}']::uuid[]",
        f"instrument_accepted_by = '{site.ids['engineer']}', instrument_accepted_at = now(), "
        "instrument_accepted_reason = 'Sent for calibration the day after'",
    ):
        head.run(f"UPDATE test_instances SET {change} WHERE instance_id = %s", str(instance))
    kept = head.run(
        "SELECT fault_id = %s, cardinality(evidence_ids), instrument_accepted_reason FROM test_instances", str(fault)
    )
    assert [tuple(row) for row in kept] == [(True, 1, "Sent for calibration the day after")]


@pytest.mark.parametrize("status", ["skipped", "completed"])
def test_that_what_is_done_is_done(head: Schema, status: str) -> None:
    site = Site(head)
    instance = site.add("test_instances", **{**site.completed(), "status": status})["instance_id"]
    _refused(head, "UPDATE test_instances SET notes = 'x' WHERE instance_id = %s", instance)


@pytest.mark.parametrize("status", ["pending", "in_progress", "failed"])
def test_that_what_is_not_done_can_be_worked_on(head: Schema, status: str) -> None:
    site = Site(head)
    instance = site.add("test_instances", **site.instance(status=status))["instance_id"]
    head.run("UPDATE test_instances SET notes = 'x', status = 'pending' WHERE instance_id = %s", str(instance))
    assert head.one("SELECT notes FROM test_instances") == "x"


@pytest.mark.parametrize(
    ("status", "goes"), [("pending", True), ("in_progress", False), ("failed", False), ("skipped", False)]
)
def test_that_only_a_pending_test_can_be_deleted(head: Schema, status: str, goes: bool) -> None:
    site = Site(head)
    instance = site.add("test_instances", **site.instance(status=status))["instance_id"]
    delete = "DELETE FROM test_instances WHERE instance_id = %s"
    if goes:
        head.run(delete, str(instance))
    else:
        _refused(head, delete, instance)
    assert head.one("SELECT count(*) FROM test_instances") == (0 if goes else 1)


def test_that_no_way_of_deleting_takes_a_completed_result_with_it(head: Schema) -> None:
    site = Site(head)
    site.add(
        "test_instances",
        **site.completed(door_id=site.ids["door"], doorway_id=site.ids["doorway"], zone_id=site.ids["zone"]),
    )
    for table, key, name in (
        ("test_sessions", "id", "session"),
        ("buildings", "id", "building"),
        ("stairs", "stair_id", "stair"),
        ("doors", "door_id", "door"),
        ("doorways", "doorway_id", "doorway"),
        ("zones", "zone_id", "zone"),
    ):
        _refused(head, f"DELETE FROM {table} WHERE {key} = %s", site.ids[name])
    _refused(head, "TRUNCATE test_sessions CASCADE")
    assert head.one("SELECT count(*) FROM test_instances") == 1


def test_that_a_template_or_scenario_that_is_deleted_leaves_its_completed_tests(head: Schema) -> None:
    site = Site(head)
    scenario = site.add("ce_scenarios", **site.scenario())["scenario_id"]
    template = site.add("test_instance_templates", **site.template())["template_instance_id"]
    site.add("test_instances", **site.completed(scenario_id=scenario, template_instance_id=template))
    head.run("DELETE FROM ce_scenarios WHERE scenario_id = %s", str(scenario))
    head.run("DELETE FROM test_instance_templates WHERE template_instance_id = %s", str(template))
    assert [tuple(row) for row in head.run("SELECT scenario_id, template_instance_id FROM test_instances")] == [
        (None, None)
    ]


def test_that_a_link_to_a_template_that_still_exists_is_not_emptied(head: Schema) -> None:
    site = Site(head)
    template = site.add("test_instance_templates", **site.template())["template_instance_id"]
    site.add("test_instances", **site.completed(template_instance_id=template))
    _refused(head, "UPDATE test_instances SET template_instance_id = NULL WHERE status = %s", "completed")


def test_that_the_person_who_tested_cannot_be_deleted(head: Schema) -> None:
    site = Site(head)
    site.add("test_instances", **site.completed(technician_id=site.ids["engineer"]))
    _refused(head, "DELETE FROM users WHERE id = %s", site.ids["engineer"])


def test_that_an_approved_session_is_frozen_but_for_its_report_and_its_faults(head: Schema) -> None:
    site = Site(head)
    done = site.add("test_instances", **site.completed())["instance_id"]
    site.add("test_instances", **site.instance(status="failed"))
    session = str(site.ids["session"])
    head.run("UPDATE test_sessions SET status = 'approved', reviewed_at = now() WHERE id = %s", session)
    for change in ("status = 'returned'", "notes = 'x'", "reviewed_by = NULL, content_sha256 = 'a'"):
        assert "approved" in _refused(head, f"UPDATE test_sessions SET {change} WHERE id = %s", session)
    assert "approved" in _refused(head, "DELETE FROM test_sessions WHERE id = %s", session)
    for change in ("evidence_ids = '{}'", "instrument_accepted_reason = 'x'", "notes = 'x'"):
        assert "approved" in _refused(head, f"UPDATE test_instances SET {change} WHERE session_id = %s", session)
    with pytest.raises(IntegrityError, match="No test is added"):
        site.add("test_instances", **site.instance())

    raised = "UPDATE test_sessions SET report_revision = report_revision + {} WHERE id = %s"
    assert "next revision with what changes it" in _refused(head, raised.format(1), session)
    revised = (
        "INSERT INTO session_events (building_id, session_id, event, note, by_user) "
        "SELECT building_id, id, 'revised', {}, %s FROM test_sessions; "
    )
    engineer, supervisor = str(site.ids["engineer"]), str(uuid.uuid4())
    site.add("users", id=supervisor, username="supervisor", role="supervisor")
    for said, by, many in (("NULL", supervisor, 1), ("'A photograph'", engineer, 1), ("'A photograph'", supervisor, 2)):
        _refused(head, revised.format(said) + raised.format(many), by, session)
    head.run(revised.format("'A photograph'") + raised.format(1), supervisor, session)
    fault = site.add("faults", **site.fault())["id"]
    head.run("UPDATE test_instances SET fault_id = %s WHERE instance_id = %s", str(fault), str(done))
    assert head.one("SELECT report_revision FROM test_sessions WHERE id = %s", session) == 1


def test_that_a_draft_session_without_results_can_be_deleted(head: Schema) -> None:
    site = Site(head)
    site.add("test_instances", **site.instance())
    head.run("DELETE FROM test_sessions WHERE id = %s", str(site.ids["session"]))
    assert head.run("SELECT 1 FROM test_instances") == []


def _records(site: Site) -> dict[str, dict[str, Any]]:
    instance = site.add("test_instances", **site.completed())["instance_id"]
    of = {"building_id": site.ids["building"], "instance_id": instance}
    return {
        "instance_attempts": {**of, "attempt": 1, "outcome": "failed"},
        "result_amendments": {**of, "field": "notes", "reason": "x"},
        "evidence_waivers": {**of, "prompt_index": 0, "reason": "x"},
        "session_events": {"building_id": site.ids["building"], "session_id": site.ids["session"], "event": "created"},
        "evidence_records": {
            **of,
            "session_id": site.ids["session"],
            "evidence_type": "photo",
            "captured_at": "2025-01-01",
            "file_hash_sha256": "a" * 64,
        },
        "import_batches": {"batch_id": uuid.uuid4(), "building_id": site.ids["building"], "kind": "results"},
        "faults": site.fault(),
    }


@pytest.mark.parametrize(
    "table", ["instance_attempts", "result_amendments", "evidence_waivers", "session_events", "evidence_records",
              "import_batches", "faults"]
)  # fmt: skip
def test_that_records_are_not_deleted(head: Schema, table: str) -> None:
    site = Site(head)
    site.add(table, **_records(site)[table])
    _refused(head, f"DELETE FROM {table} WHERE building_id = %s", site.ids["building"])
    _refused(head, f"TRUNCATE {table} CASCADE")
    _refused(head, "DELETE FROM buildings WHERE id = %s", site.ids["building"])
    assert head.one(f"SELECT count(*) FROM {table}") == 1


@pytest.mark.parametrize("table", ["instance_attempts", "result_amendments", "evidence_waivers", "session_events"])
def test_that_records_of_what_happened_are_not_changed(head: Schema, table: str) -> None:
    site = Site(head)
    site.add(table, **_records(site)[table])
    column = "note" if table == "session_events" else "reason"
    assert "stays on record" in _refused(
        head, f"UPDATE {table} SET {column} = 'y' WHERE building_id = %s", site.ids["building"]
    )
    head.run(f"UPDATE {table} SET building_id = building_id")


@pytest.mark.parametrize(
    "change",
    [
        f"file_hash_sha256 = '{'b' * 64}'",
        "file_hash_sha256 = NULL",
        "captured_at = now()",
        "file_size_bytes = 1",
        "description = 'Display'",
    ],
)
def test_that_evidence_is_not_exchanged(head: Schema, change: str) -> None:
    site = Site(head)
    site.add("evidence_records", **_records(site)["evidence_records"])
    assert "never exchanged" in _refused(
        head, f"UPDATE evidence_records SET {change} WHERE building_id = %s", site.ids["building"]
    )
    head.run("UPDATE evidence_records SET uploaded_at = now()")


def test_that_an_import_can_be_undone_and_stays_on_record(head: Schema) -> None:
    site = Site(head)
    site.add("import_batches", **_records(site)["import_batches"])
    head.run("UPDATE import_batches SET undone_at = now(), undo_reason = 'Wrong building', rows_new = 4")
    assert head.one("SELECT undo_reason FROM import_batches") == "Wrong building"


@pytest.mark.parametrize(
    "table", ["instance_attempts", "result_amendments", "evidence_waivers", "session_events", "evidence_records",
              "import_batches", "baseline_pressure_differentials"]
)  # fmt: skip
def test_that_nobody_can_set_when_something_was_recorded(head: Schema, table: str) -> None:
    site = Site(head)
    row = site.pressure() if table.startswith("baseline") else _records(site)[table]
    site.add(table, **{**row, "recorded_at": "2001-01-01T00:00:00Z"})
    recorded = head.one(f"SELECT recorded_at FROM {table}")
    assert abs((datetime.now(UTC) - recorded).total_seconds()) < 3600
    _refused(head, f"UPDATE {table} SET recorded_at = %s", "2001-01-01T00:00:00Z")
    assert head.one(f"SELECT recorded_at FROM {table}") == recorded


def test_that_a_result_is_recorded_at_the_moment_the_server_got_it(fresh: Schema) -> None:
    site = Site(fresh)
    instance = site.add("test_instances", **site.instance(recorded_at="2001-01-01T00:00:00Z"))["instance_id"]
    recorded = "SELECT recorded_at FROM test_instances"
    assert fresh.one(recorded) is None
    fresh.run(
        "UPDATE test_instances SET status = 'in_progress', recorded_at = '2001-01-01' WHERE instance_id = %s",
        str(instance),
    )
    assert fresh.one(recorded) is None
    fresh.run(
        "UPDATE test_instances SET status = 'failed', recorded_at = '2001-01-01' WHERE instance_id = %s", str(instance)
    )
    failed_at = fresh.one(recorded)
    assert failed_at.year > 2001
    fresh.run("UPDATE test_instances SET notes = 'x', recorded_at = '2001-01-01' WHERE instance_id = %s", str(instance))
    assert fresh.one(recorded) == failed_at
    fresh.run("UPDATE test_instances SET status = 'pending' WHERE instance_id = %s", str(instance))
    assert fresh.one(recorded) is None, "the retry has no result yet"
    fresh.run(
        "UPDATE test_instances SET status = 'completed', completed_at = '2001-01-01', measured_value_numeric = 45 "
        "WHERE instance_id = %s",
        str(instance),
    )
    assert fresh.one(recorded) > failed_at


@pytest.mark.parametrize(
    "table", ["stairs", "buildings", "users", "ce_scenarios", "interface_test_definitions", "door_scenarios"]
)
def test_that_updated_at_is_kept_whoever_writes(fresh: Schema, table: str) -> None:
    site = Site(fresh)
    site.add("ce_scenarios", **site.scenario())
    site.add("interface_test_definitions", **site.here, interface_type="manual_override", location_id="P")
    site.add("door_scenarios", building_id=site.ids["building"], scenario_name="three")
    before = fresh.one(f"SELECT max(updated_at) FROM {table}")
    fresh.run(f"UPDATE {table} SET updated_at = '2001-01-01', created_at = created_at")
    assert fresh.one(f"SELECT min(updated_at) FROM {table}") > before


def test_that_every_table_with_updated_at_has_its_trigger(head: Schema) -> None:
    kept = {
        table
        for (table,) in head.run("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'touch_updated_at'")
    }
    columns = (
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'updated_at'"
    )
    assert kept == {table for (table,) in head.run(columns)}


def test_that_every_guard_also_fires_where_changes_are_replicated(head: Schema) -> None:
    silent = head.run("SELECT tgname FROM pg_trigger WHERE tgname ~ '^(guard|record|same|audit)' AND tgenabled <> 'A'")
    assert silent == []
    site = Site(head)
    site.add("test_instances", **site.completed())
    with pytest.raises(IntegrityError, match="never overwritten"):
        head.run("SET LOCAL session_replication_role = replica; UPDATE test_instances SET notes = 'x'")
