"""More ways round a guard, by raw clients: other verbs, other settings, other hands (specification, page 4, P9)."""

from __future__ import annotations

import psycopg2
import pytest

from firemode_desktop.domain.words import Role
from tests.office.conftest import Worked
from tests.office.test_outside_judges import APPROVE, NOTHING, OPEN, SUBMIT, reading
from tests.office.test_rights_attempts import DONE, MAY_NOT

APPROVED = "approved. Nothing in it changes"
MOVE = "UPDATE test_sessions SET status = '{}' WHERE session_name = 'Mine'"
PENDING = reading(status="'pending'", recorded_by="NULL", completed_at="NULL", **NOTHING)
ODD = ("SET TimeZone = 'Pacific/Kiritimati'; SET DateStyle = 'SQL, DMY'; SET client_encoding = 'LATIN1'; "
       "SET extra_float_digits = -15; SET bytea_output = escape; SET IntervalStyle = sql_standard; "
       "SET transform_null_equals = on; SET standard_conforming_strings = off; SET quote_all_identifiers = on; "
       "SET search_path = pg_temp, public; SET plpgsql.extra_errors = 'all'; SET row_security = on")  # fmt: skip
FORGE = """CREATE TEMPORARY TABLE users (id uuid, username name, active boolean, role text);
    INSERT INTO users SELECT id, username, true, 'supervisor' FROM public.users;
    CREATE FUNCTION pg_temp.signed_in() RETURNS uuid LANGUAGE sql AS $$ SELECT NULL::uuid $$;
    CREATE FUNCTION pg_temp.office_login() RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
    CREATE DOMAIN pg_temp.uuid AS text; SET search_path = pg_temp, public, pg_catalog"""
WHOSE = "signed in as"

#: Who, what, one statement after the other, and how the last is refused (None: it is allowed).
ATTACKS: list[tuple[str, tuple[str, ...], str | None]] = [
    # Other verbs.
    ("engineer", ("MERGE INTO test_instances AS t USING (SELECT 1) AS s ON t.status = 'completed' "
     "WHEN MATCHED THEN UPDATE SET notes = 'x'",), APPROVED),
    ("engineer", ("MERGE INTO test_instances AS t USING (SELECT 1) AS s ON true WHEN MATCHED THEN DELETE",), MAY_NOT),
    ("supervisor", ("MERGE INTO baseline_door_forces AS t USING (SELECT 1) AS s ON true "
     "WHEN MATCHED THEN UPDATE SET force_newtons = 1",), MAY_NOT),
    ("engineer", ("INSERT INTO test_instances (instance_id, session_id, building_id, stair_id, floor_id, archetype_id, "
     "frequency, measurement_type, sequence_order, scoped_identifier, status) SELECT instance_id, session_id, "
     "building_id, stair_id, floor_id, archetype_id, frequency, measurement_type, sequence_order, scoped_identifier, "
     "'pending' FROM test_instances WHERE status = 'completed' ON CONFLICT (instance_id) DO UPDATE SET notes = 'x'",),
     APPROVED),
    ("engineer", ("UPDATE test_instances AS t SET notes = 'x' FROM test_sessions AS s WHERE s.id = t.session_id",),
     APPROVED),
    ("engineer", ("DECLARE c CURSOR FOR SELECT * FROM test_instances WHERE status = 'completed' FOR UPDATE",
     "FETCH 1 FROM c", "UPDATE test_instances SET notes = 'x' WHERE CURRENT OF c"), APPROVED),
    ("engineer", (f"DO $$ BEGIN UPDATE test_instances SET notes = 'x' WHERE instance_id = {DONE}; END $$",), APPROVED),
    ("engineer", ("PREPARE p AS UPDATE test_instances SET notes = 'x' WHERE status = 'completed'", "EXECUTE p"),
     APPROVED),
    ("engineer", ("COPY stairs (building_id, stair_name) FROM STDIN",), "not supported with row-level"),
    ("engineer", ("SAVEPOINT a", OPEN, "ROLLBACK TO a", "UPDATE test_instances SET notes = 'x'"), APPROVED),
    ("supervisor", (OPEN, reading(), SUBMIT, "WITH gone AS (UPDATE test_instances SET recorded_by = NULL "
     "WHERE scoped_identifier = 'MINE') " + APPROVE.format("false")), "does not approve it"),
    ("engineer", ("PREPARE TRANSACTION 'x'",), "prepared transactions are disabled"),
    # Other settings.
    ("engineer", (ODD, OPEN, reading(), "SET CONSTRAINTS ALL IMMEDIATE"), None),
    ("engineer", (ODD, f"UPDATE test_instances SET notes = 'x' WHERE instance_id = {DONE}"), APPROVED),
    ("engineer", ("SELECT set_config('session_replication_role', 'replica', false)",), MAY_NOT),
    ("engineer", ("ALTER ROLE CURRENT_USER SET session_replication_role = replica",), MAY_NOT),
    ("engineer", ("SET row_security = off", "SELECT count(*) FROM stairs"), "row-level security"),
    ("engineer", ("SET CONSTRAINTS ALL IMMEDIATE", OPEN, reading(measured_value_numeric="111")), "outside its limits"),
    # Other names for what guards ask.
    ("engineer", (FORGE, f"UPDATE public.test_instances SET notes = 'x' WHERE instance_id = {DONE}"), APPROVED),
    ("engineer", (FORGE, OPEN, SUBMIT, "UPDATE public.test_sessions SET status = 'approved' "
     "WHERE session_name = 'Mine'"), "Only a supervisor may approve"),
    ("engineer", ("CREATE CAST (uuid AS text) WITH INOUT AS IMPLICIT",), MAY_NOT),
    ("engineer", ("CREATE TEMPORARY TABLE mine () INHERITS (public.test_instances)",), MAY_NOT),
    ("engineer", ("CREATE TEMPORARY TABLE mine (x uuid REFERENCES public.stairs)",), "temporary tables|denied"),
    # Other hands.
    ("engineer", (OPEN, SUBMIT, MOVE.format("in_progress")), "by a supervisor"),
    ("engineer", (OPEN, SUBMIT, MOVE.format("returned")), "by a supervisor"),
    ("engineer", (OPEN, SUBMIT, MOVE.format("cancelled")), "by a supervisor"),
    ("supervisor", (OPEN, SUBMIT, MOVE.format("returned")), "signs for it"),
    ("supervisor", (OPEN, SUBMIT, MOVE.format("returned").replace("SET ", "SET reviewed_by = signed_in(), ")), None),
    ("engineer", (OPEN, MOVE.format("cancelled"), MOVE.format("in_progress")), "cancelled stays so"),
    ("supervisor", (OPEN, PENDING, "UPDATE test_instances SET measured_value_numeric = 50 "
     "WHERE scoped_identifier = 'MINE'"), "together with its result"),
    ("supervisor", (OPEN, PENDING, "UPDATE test_instances SET verdict = 'pass', is_compliant = true "
     "WHERE scoped_identifier = 'MINE'"), "together with its result"),
    ("boss", (OPEN,), "records no readings"),
    ("boss", ("INSERT INTO result_amendments (building_id, instance_id, field, new_value, reason) SELECT building_id, "
     "instance_id, 'notes', '{}', 'x' FROM test_instances LIMIT 1",), "records no readings"),
    ("boss", ("UPDATE floors SET height_m = 4",), None),
    ("supervisor", ("SET ROLE firemode_supervisor", "SELECT set_config('firemode.by', (SELECT id FROM users WHERE "
     "username LIKE 'engineer%')::text, true)", "UPDATE floors SET height_m = 4"), WHOSE),
    # What was never so.
    ("engineer", (OPEN, reading(completed_at="'infinity'")), "carried out|ck_test_instances_days"),
    ("engineer", (OPEN, reading(completed_at="'0044-03-15 BC'")), "ck_test_instances_days"),
    ("engineer", (OPEN, reading(completed_at="now() + interval '3 days'")), "once it was carried out"),
    ("engineer", ("UPDATE instruments SET calibration_expiry = 'infinity'",), "ck_instruments_days"),
    ("engineer", ("UPDATE faults SET due_date = '0044-03-15 BC'",), "ck_faults_days"),
    ("engineer", (OPEN, reading(attempt="5")), "first attempt"),
    ("engineer", (OPEN, reading(measured_value_numeric="-50")), "below zero"),
    ("engineer", (OPEN, reading(unit="'kN'")), "in the unit of its rule"),
    ("supervisor", (OPEN, reading(import_batch_id="(SELECT batch_id FROM import_batches WHERE imported_by <> "
     "signed_in() LIMIT 1)")), "of somebody else"),
    ("engineer", (OPEN, SUBMIT, "DO $$ BEGIN ASSERT (SELECT submitted_by = signed_in() AND submitted_at = now() "
     "FROM test_sessions WHERE session_name = 'Mine'); END $$"), None),
    # The rights themselves.
    ("engineer", ("DROP OWNED BY firemode_engineer", "UPDATE floors SET height_m = 4"), None),  # takes nothing away
    ("engineer", ("ALTER ROLE firemode_engineer RENAME TO mine",), MAY_NOT),
    ("engineer", ("ALTER ROLE firemode_engineer LOGIN",), MAY_NOT),
    ("engineer", ("ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'",), MAY_NOT),
    ("supervisor", ("ALTER ROLE CURRENT_USER CREATEROLE",), MAY_NOT),
    ("engineer", ("CREATE SCHEMA mine",), MAY_NOT),
    ("engineer", ("CREATE PUBLICATION mine",), MAY_NOT),
    ("engineer", ("COMMENT ON TABLE stairs IS 'x'",), MAY_NOT),
    ("engineer", ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user",), MAY_NOT),
    # The log's own lock is not to be had alone.
    ("engineer", ("SELECT * FROM audit_head FOR UPDATE",), MAY_NOT),
    ("engineer", ("LOCK TABLE audit_head IN ROW EXCLUSIVE MODE",), MAY_NOT),
    ("viewer", ("LOCK TABLE test_sessions IN ROW SHARE MODE",), MAY_NOT),
    ("viewer", ("SELECT id FROM test_sessions FOR KEY SHARE",), MAY_NOT),
    # Whoever makes backups reads, and does nothing else.
    ("backup", ("SELECT count(*) FROM test_instances",), None),
    ("backup", ("SELECT acting_user()",), "nobody's any more"),
    ("backup", ("UPDATE stairs SET stair_name = 'x'",), MAY_NOT),
    ("backup", ("INSERT INTO stairs (building_id, stair_name) SELECT id, 'x' FROM buildings",), MAY_NOT),
    ("backup", ("SELECT delete_rows('stairs', ARRAY[]::uuid[])",), MAY_NOT),
    ("backup", ("CREATE TEMPORARY TABLE mine (x int)",), MAY_NOT),
    ("backup", ("SELECT nextval('audit_entries_entry_id_seq')",), MAY_NOT),
    ("backup", ("SELECT * FROM audit_head FOR SHARE",), MAY_NOT),
    ("backup", ("SET ROLE firemode_owner",), MAY_NOT),
    ("backup", ("SELECT passwd FROM pg_shadow",), MAY_NOT),
    ("backup", ("ALTER ROLE CURRENT_USER SUPERUSER",), MAY_NOT),
]  # fmt: skip


@pytest.fixture(scope="module")
def more(worked: Worked) -> Worked:
    """An administrator of the office, and the login that makes backups."""
    office = worked.office
    office.add("boss", Role.ADMINISTRATOR)
    backup = office.username("backup")
    office.admin(f"CREATE ROLE {backup} LOGIN BYPASSRLS PASSWORD 'correct horse battery' IN ROLE firemode_audit")
    office.logins.append(backup)
    return worked


@pytest.mark.parametrize(("who", "attack", "refused"), ATTACKS, ids=range(len(ATTACKS)))
def test_what_another_way_round_comes_to(more: Worked, who: str, attack: tuple[str, ...], refused: str | None) -> None:
    client = more.office.client(who)
    try:
        cursor = client.cursor()
        for deed in attack[:-1]:
            cursor.execute(deed)
        if refused is None:
            cursor.execute(attack[-1])
            return
        with pytest.raises(psycopg2.Error, match=refused):
            cursor.execute(attack[-1])
    finally:
        client.rollback()
        client.close()
