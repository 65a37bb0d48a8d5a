"""Every change of a register is on record, whoever made it with whatever client, and no record changes."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from firemode_desktop.domain.audit_chain import LOGGED
from tests.migrations.awkward import Awkward
from tests.migrations.population import populate
from tests.migrations.schema import Schema
from tests.migrations.site import Site

REGISTERS = {
    "buildings", "stairs", "floors", "doors", "doorways", "zones", "control_equipment", "interface_test_definitions",
    "design_setpoints", "instruments", "calibration_certificates", "as1851_rules", "users", "archetype_settings",
    "frequency_settings",
}  # fmt: skip
ENTRIES = "SELECT by_user, building_id, verb, rows FROM audit_entries WHERE table_name = %s ORDER BY entry_id"


def _entries(schema: Schema, table: str, after: int = 0) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in schema.run(ENTRIES.replace(" ORDER", f" AND entry_id > {after} ORDER"), table)]


def _last(schema: Schema) -> int:
    return int(schema.one("SELECT coalesce(max(entry_id), 0) FROM audit_entries"))


def test_that_every_table_of_record_is_watched_for_every_kind_of_statement(head: Schema) -> None:
    watched = head.run("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname ~ '^audit_[iud]'")
    assert {tuple(row) for row in watched} == {
        (table, f"audit_{verb}") for table in LOGGED for verb in ("insert", "update", "delete")
    }


def test_that_an_update_tells_what_each_changed_column_was_and_is(head: Schema) -> None:
    site, before = Site(head), _last(head)
    level = str(site.ids["level"])
    head.run("UPDATE floors SET height_m = 3.60, floor_number = floor_number WHERE floor_id = %s", level)
    head.run("UPDATE floors SET height_m = 3.80 WHERE floor_id = %s", level)
    assert [row[2:] for row in _entries(head, "floors", before)] == [
        ("UPDATE", [{"key": level, "columns": {"height_m": [None, 3.6]}}]),
        ("UPDATE", [{"key": level, "columns": {"height_m": [3.6, 3.8]}}]),
    ]
    kept = head.one("SELECT rows -> 0 #>> '{columns,height_m,1}' FROM audit_entries ORDER BY entry_id DESC LIMIT 1")
    assert kept == "3.80", "numbers keep the digits they were written with"


def test_that_a_statement_that_changes_nothing_leaves_no_entry(head: Schema) -> None:
    Site(head)
    before = _last(head)
    head.run("UPDATE floors SET height_m = height_m; DELETE FROM doors WHERE false")
    assert _last(head) == before


def test_that_a_row_that_is_added_or_removed_is_told_with_all_it_holds(head: Schema) -> None:
    site, before = Site(head), _last(head)
    door = str(site.ids["door"])
    head.run("DELETE FROM doors WHERE door_id = %s", door)
    ((_, building, verb, rows),) = _entries(head, "doors", before)
    assert (building, verb) == (site.ids["building"], "DELETE")
    assert rows[0]["key"] == door
    assert rows[0]["columns"]["door_identifier"] == ["D-1", None]
    assert "fire_rating_minutes" not in rows[0]["columns"], "what was blank says nothing"
    (_, _, verb, rows) = _entries(head, "stairs")[0]
    assert verb == "INSERT"
    assert rows[0]["columns"]["stair_name"] == [None, "Stair-A"]


def test_that_one_statement_over_two_buildings_makes_an_entry_for_each(head: Schema) -> None:
    site, before = Site(head), _last(head)
    head.run("UPDATE buildings SET suburb = 'Parramatta'")
    found = _entries(head, "buildings", before)
    assert {row[1] for row in found} == {site.ids["building"], site.ids["elsewhere"]}
    assert all(len(row[3]) == 1 for row in found)


def test_that_many_rows_of_one_statement_are_one_entry_in_the_order_of_their_keys(head: Schema) -> None:
    site, before = Site(head), _last(head)
    head.run("UPDATE floors SET height_m = 1 WHERE building_id = %s", str(site.ids["building"]))
    ((_, _, _, rows),) = _entries(head, "floors", before)
    keys = [row["key"] for row in rows]
    assert len(keys) == 3
    assert keys == sorted(keys)
    found = head.one("SELECT row_keys FROM audit_entries ORDER BY entry_id DESC LIMIT 1")
    assert [str(key) for key in found] == keys


def test_that_a_certificate_is_told_to_the_building_of_its_instrument(head: Schema) -> None:
    site = Site(head)
    for serial, building in (("A", site.ids["building"]), ("B", None)):
        instrument = uuid.uuid4()
        site.add("instruments", id=instrument, serial_number=serial, building_id=building)
        certificate = {"cert_number": serial, "calibration_date": "2026-01-01", "expiry_date": "2027-01-01"}
        site.add("calibration_certificates", instrument_id=instrument, calibration_authority="L", **certificate)
    assert [row[1] for row in _entries(head, "calibration_certificates")] == [site.ids["building"], None]


def test_that_the_acting_person_is_the_one_whom_the_transaction_names_and_nobody_where_it_names_none(
    fresh: Schema,
) -> None:
    site = Site(fresh)
    person = site.ids["engineer"]
    named = "SELECT set_config('firemode.by', '{}', true); UPDATE stairs SET orientation = '{}'"
    for by, word in ((str(person), "North"), ("somebody", "South")):
        before = _last(fresh)
        fresh.run(named.format(by, word))
        assert [row[0] for row in _entries(fresh, "stairs", before)] == [person if word == "North" else None]
    before = _last(fresh)
    fresh.run("UPDATE stairs SET orientation = 'West'")
    assert [row[0] for row in _entries(fresh, "stairs", before)] == [None], "the setting ends with its transaction"
    login, session = fresh.run("SELECT by_login, session_user FROM audit_entries ORDER BY entry_id DESC LIMIT 1")[0]
    assert login == session


def test_that_the_time_is_the_servers_and_statements_of_one_transaction_belong_together(fresh: Schema) -> None:
    site, before = Site(fresh), _last(fresh)
    fresh.run("UPDATE stairs SET orientation = 'North'; SELECT pg_sleep(0.01); UPDATE floors SET height_m = 1")
    rows = fresh.run(f"SELECT at, transaction_id FROM audit_entries WHERE entry_id > {before} ORDER BY entry_id")
    assert rows[0][0] < rows[1][0], "the moment of the statement, not of the transaction"
    assert abs((datetime.now(UTC) - rows[0][0]).total_seconds()) < 3600
    assert rows[0][1] == rows[1][1]
    site.add("buildings", id=uuid.uuid4(), name="Another")
    assert fresh.one("SELECT transaction_id FROM audit_entries ORDER BY entry_id DESC LIMIT 1") != rows[0][1]


def test_that_what_follows_by_itself_is_told_as_well(head: Schema) -> None:
    site, before = Site(head), _last(head)
    head.run("UPDATE floors SET floor_level = 'Lobby' WHERE floor_id = %s", str(site.ids["ground"]))
    ((_, _, _, zones),) = _entries(head, "zones", before)
    assert zones[0]["columns"]["floors_covered"] == [["Ground", "Level-1"], ["Lobby", "Level-1"]]
    head.run("DELETE FROM test_sessions; DELETE FROM buildings WHERE id = %s", str(site.ids["building"]))
    assert [row[2] for row in _entries(head, "floors", before)] == ["UPDATE", "DELETE"]


def test_that_a_key_that_is_exchanged_is_a_row_removed_and_a_row_added(head: Schema) -> None:
    site, before = Site(head), _last(head)
    new = uuid.uuid4()
    head.run("UPDATE users SET id = %s WHERE id = %s", str(new), str(site.ids["engineer"]))
    ((_, _, _, rows),) = _entries(head, "users", before)
    told = {row["key"]: row["columns"]["role"] for row in rows}
    assert told == {str(site.ids["engineer"]): ["engineer", None], str(new): [None, "engineer"]}


def test_that_secrets_of_another_program_are_not_told(head: Schema) -> None:
    head.run("ALTER TABLE users ADD COLUMN password_hash text")
    before = _last(head)
    head.run("INSERT INTO users (username, role, password_hash) VALUES ('x', 'viewer', 'secret')")
    head.run("UPDATE users SET password_hash = 'another'")
    ((_, _, _, rows),) = _entries(head, "users", before)
    assert rows[0]["columns"].keys() == {"id", "username", "role", "active", "created_at"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET by_login = 'somebody else'",
        "UPDATE audit_entries SET at = at",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_entries WHERE false",
        "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE audit_entries",
        "INSERT INTO audit_entries (table_name, verb, row_keys, rows) VALUES ('floors', 'UPDATE', '{}', '[]')",
        "SET LOCAL session_replication_role = replica; DELETE FROM audit_entries",
    ],
)
def test_that_nobody_writes_changes_or_removes_an_entry(head: Schema, statement: str) -> None:
    Site(head)
    before = head.contents()["audit_entries"]
    with pytest.raises(IntegrityError, match="written by the database alone"):
        head.run(statement)
    assert head.contents()["audit_entries"] == before


def test_that_writes_of_a_replicating_session_are_told(head: Schema) -> None:
    Site(head)
    before = _last(head)
    head.run("SET LOCAL session_replication_role = replica; UPDATE stairs SET orientation = 'North'")
    assert len(_entries(head, "stairs", before)) == 1


@pytest.mark.parametrize("table", sorted(REGISTERS))
def test_that_no_register_is_emptied_past_the_record(head: Schema, table: str) -> None:
    Site(head)
    with pytest.raises(IntegrityError, match=r"stay|not emptied|not deleted"):
        head.run(f"TRUNCATE {table} CASCADE")


def test_that_the_record_and_its_numbers_survive_any_number_of_ways_down_and_up(fresh: Schema) -> None:
    populate(fresh.engine, Awkward())
    before = fresh.contents()["audit_entries"]
    assert len(before) > 10
    for way in ("015_guards", "009_add_evidence_enhance_faults", "base"):
        fresh.down(way)
        fresh.up()
        assert fresh.contents()["audit_entries"] == before
    last = _last(fresh)
    fresh.run("UPDATE stairs SET orientation = 'North'")
    assert min(int(entry) for entry in fresh.contents()["audit_entries"] if entry not in before) > last
