"""Each column of each row that is on record, by raw clients (specification, page 4, P9 and P10; decision 37).

The attempts are made from the catalogue of the server: a column that a later revision adds is tried as well, and has to
be named here before anybody may change it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest

from tests.office.conftest import Office, Worked

#: What of a row on record may still change, and by whom: table, which row → columns by engineer, and by supervisor too.
ENDED = {"superseded_date", "withdrawn_at", "withdrawn_by", "withdrawn_reason"}
DECIDED = {"defect_classification", "as1851_class", "makes_inoperable", "likely_to_harm", "class_reason",
           "class_confirmed_by", "class_confirmed_at", "due_date", "action_required", "status", "resolved_at",
           "resolved_by", "resolution_note", "evidence_ids"}  # fmt: skip
ON_RECORD: dict[tuple[str, str], tuple[set[str], set[str]]] = {
    ("test_instances", "status = 'completed'"): (set(), set()),
    ("test_sessions", "status = 'approved'"): ({"report_revision"}, set()),
    ("baseline_pressure_differentials", "superseded_date IS NULL"): (ENDED, set()),
    ("baseline_air_velocities", "superseded_date IS NULL"): (ENDED, set()),
    ("baseline_door_forces", "superseded_date IS NULL"): (ENDED, set()),
    ("faults", "true"): (DECIDED, set()),
    ("fault_events", "true"): (set(), set()),
    ("calibration_certificates", "cert_id IN (SELECT c.cert_id FROM calibration_certificates c JOIN test_instances i "
     "ON i.required_instrument_id = c.instrument_id AND i.completed_at >= c.calibration_date + 1)"):
        ({"certificate_file_path"}, {"cert_number", "calibration_date", "expiry_date", "calibration_authority",
         "standard", "expanded_uncertainty", "uncertainty_unit", "instrument_id"}),
    ("sealed_contents", "true"): (set(), set()),
    ("evidence_records", "file_hash_sha256 IS NOT NULL"): (set(), set()),
    ("session_events", "true"): (set(), set()),
    ("as1851_rules", "true"): (set(), {"active", "superseded_date"}),
    ("ce_scenarios", "published_at IS NOT NULL"):
        ({"created_by", "active", "superseded_at", "superseded_by", "superseded_reason"}, set()),
    ("import_batches", "true"): ({"undone_at", "undone_by", "undo_reason"}, set()),
    ("approved_readings", "true"): (set(), set()),
    ("audit_entries", "true"): (set(), set()),
    ("audit_chain", "true"): (set(), set()),
    ("audit_head", "true"): (set(), set()),
    ("users", "username LIKE 'engineer%'"): (set(), {"full_name", "email", "role", "licence_number", "active"}),
}  # fmt: skip
TOUCHED = "updated_at"
"""The database itself writes this, whatever is sent."""

_COLUMNS = """SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"""
_PARENT = """SELECT confrelid::regclass::text, (SELECT b.attname FROM pg_attribute AS b WHERE b.attrelid = c.confrelid
        AND b.attnum = c.confkey[array_position(c.conkey, a.attnum)])
    FROM pg_constraint AS c JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
    WHERE c.contype = 'f' AND c.conrelid = %s::regclass AND a.attname = %s ORDER BY cardinality(c.conkey) LIMIT 1"""
#: Type → what is written instead, of the column ``c``.
OTHERS = {
    "uuid": ("gen_random_uuid()",), "character": ("c || 'x'", "''"), "text": ("c || 'x'", "'x'"),
    "numeric": ("c + 1", "c / 2", "1"), "double": ("1",), "integer": ("c + 1",), "bigint": ("c + 1",),
    "timestamp": ("c - interval '90 days'", "now()"), "date": ("c - 90", "c + 90", "current_date"),
    "boolean": ("NOT c", "true"), "jsonb": ("'{}'", "'[]'"), "uuid[]": ("'{}'",), "bytea": ("'x'",),
}  # fmt: skip


class Judge:
    """Somebody with a login and a client of their own, who tries each column of a row."""

    def __init__(self, worked: Worked, who: str) -> None:
        self.client = worked.office.client(who)
        self.looking = psycopg2.connect(worked.office.admin_url.replace("+psycopg2", ""))
        self.cursor = self.client.cursor()

    def admin(self, asked: str, *values: str) -> list[Any]:
        """What a superuser sees."""
        with self.looking.cursor() as cursor:
            cursor.execute(asked, values or None)
            return list(cursor.fetchall())

    def changed(self, table: str, which: str) -> set[str]:
        """The columns of one such row that could be given another value; nothing stays so."""
        row = self.admin(f"SELECT ctid::text FROM {table} WHERE {which} LIMIT 1")[0][0]
        columns = self.admin(_COLUMNS, table)
        return {name for name, kind in columns if any(self._writes(table, name, v, row) for v in self._values(
            table, name, kind))} - {TOUCHED}  # fmt: skip

    def _values(self, table: str, name: str, kind: str) -> Iterator[str]:
        yield "NULL"
        for parent, key in self.admin(_PARENT, table, name):
            yield from (f"'{one}'::uuid" for (one,) in self.admin(f"SELECT {key} FROM {parent} LIMIT 5"))
        found = next(
            values for start, values in OTHERS.items() if kind == start or kind.split("(")[0].split()[0] == start
        )
        yield from (value.replace("c ", f'"{name}" ').replace("NOT c", f'NOT "{name}"') for value in found)
        others = self.admin(f'SELECT DISTINCT "{name}"::text FROM {table} WHERE "{name}" IS NOT NULL LIMIT 3')
        yield from (self.cursor.mogrify("%s", (one,)).decode() + f"::{kind}" for (one,) in others if len(one) < 1000)

    def _writes(self, table: str, name: str, value: str, row: str) -> bool:
        self.cursor.execute("SAVEPOINT before")
        try:
            self.cursor.execute(
                f'UPDATE {table} SET "{name}" = {value} WHERE ctid = \'{row}\' AND "{name}" IS DISTINCT FROM {value}'
            )
            wrote: bool = self.cursor.rowcount == 1
        except psycopg2.Error:
            wrote = False
        self.cursor.execute("ROLLBACK TO before")
        return wrote

    def close(self) -> None:
        for connection in (self.client, self.looking):
            connection.rollback()
            connection.close()


@pytest.fixture(params=["engineer", "supervisor"])
def judge(worked: Worked, request: pytest.FixtureRequest) -> Iterator[tuple[str, Judge]]:
    made = Judge(worked, request.param)
    yield request.param, made
    made.close()


@pytest.mark.parametrize(("table", "which"), ON_RECORD, ids=lambda one: one if "_" in one and " " not in one else "")
def test_that_of_a_row_on_record_nothing_changes_but_what_is_named(
    judge: tuple[str, Judge], table: str, which: str
) -> None:
    who, client = judge
    engineers, supervisors = ON_RECORD[table, which]
    allowed = engineers | supervisors if who == "supervisor" else engineers
    assert client.changed(table, which) - allowed == set()


OPEN = ("INSERT INTO test_sessions (building_id, session_name, session_type, frequency) "
        "SELECT id, 'Mine', 'monthly', 'monthly' FROM buildings LIMIT 1")  # fmt: skip


def reading(**given: str) -> str:
    """A result of one's own, put straight into the table."""
    values = {
        "status": "'completed'", "completed_at": "now()", "archetype_id": "'a'", "frequency": "'monthly'",
        "measurement_type": "'door_opening_force'", "sequence_order": "1", "scoped_identifier": "'MINE'",
        "measured_value_numeric": "50", "is_compliant": "true", "verdict": "'pass'", "max_threshold": "110",
        "unit": "'N'", "recorded_by": "signed_in()",
        "rule_id": "(SELECT rule_id FROM as1851_rules WHERE measurement_type = 'door_opening_force' LIMIT 1)",
    } | given  # fmt: skip
    return (f"INSERT INTO test_instances (session_id, building_id, stair_id, floor_id, {', '.join(values)}) "
            f"SELECT s.id, s.building_id, f.stair_id, f.floor_id, {', '.join(values.values())} "
            "FROM test_sessions s JOIN floors f USING (building_id) WHERE s.session_name = 'Mine' LIMIT 1")  # fmt: skip


NOTHING = {"measured_value_numeric": "NULL", "is_compliant": "NULL", "verdict": "NULL"}
SUBMIT = "UPDATE test_sessions SET status = 'submitted' WHERE session_name = 'Mine'"
APPROVE = ("UPDATE test_sessions SET status = 'approved', reviewed_by = signed_in(), self_reviewed = {} "
           "WHERE session_name = 'Mine'")  # fmt: skip
ALONE = "UPDATE users SET active = false WHERE username <> session_user"
AGAIN = ("UPDATE test_instances SET status = 'completed', measured_value_numeric = 50, is_compliant = true, "
         "verdict = 'pass' WHERE scoped_identifier = 'MINE'")  # fmt: skip
DEEP = """CREATE TEMPORARY TABLE deep (x int);
    CREATE FUNCTION pg_temp.deeper() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM public.delete_rows('ce_scenarios', (SELECT array_agg(scenario_id) FROM public.ce_scenarios
                                                    WHERE scenario_name = 'Mine')); RETURN NEW; END $$;
    CREATE TRIGGER deeper BEFORE INSERT ON deep FOR EACH ROW EXECUTE FUNCTION pg_temp.deeper();
    INSERT INTO deep VALUES (1)"""
PUBLISHED = """INSERT INTO ce_scenarios (building_id, stair_id, zone_id, scenario_name, scenario_type,
        trigger_device_id, expected_sequence, version, active, published_at, published_by)
    SELECT building_id, stair_id, zone_id, 'Mine', 'annual', 'x', expected_sequence, 1, true, now(), signed_in()
    FROM ce_scenarios LIMIT 1"""
INTO_TEST = "INSERT INTO {} SELECT {} FROM test_instances WHERE verdict = 'fail' LIMIT 1"

#: Who, what, one statement after the other, and how the last is refused (None: it is allowed).
DEEDS: list[tuple[str, tuple[str, ...], str | None]] = [
    # A result is one.
    ("engineer", (OPEN, reading()), None),
    ("engineer", (OPEN, reading(measured_value_numeric="111")), "outside its limits is not passed"),
    ("engineer", (OPEN, reading(measured_value_numeric="140", max_threshold="150")), "outside its limits"),
    ("engineer", (OPEN, reading(measured_value_numeric="'NaN'", max_threshold="NULL")), "outside its limits|finite"),
    ("engineer", (OPEN, reading(rule_id="NULL")), "Without a rule"),
    ("engineer", (OPEN, reading(measured_value_numeric="NULL")), "has a result"),
    ("engineer", (OPEN, reading(verdict="'fail'")), "something else"),
    ("engineer", (OPEN, reading(verdict="'good'", is_compliant="false")), "ck_test_instances_words"),
    ("engineer", (OPEN, reading(validation_result="'[1]'")), "ck_test_instances_shapes"),
    ("engineer", (OPEN, reading(min_threshold="'NaN'")), "ck_test_instances_finite|outside its limits"),
    ("engineer", (OPEN, SUBMIT, reading()), "takes no more results"),
    ("engineer", (OPEN, reading(status="'failed'", **NOTHING), AGAIN), "another attempt"),
    ("engineer", (OPEN, reading(status="'failed'", **NOTHING), AGAIN.replace("SET ", "SET attempt = 2, ")), None),
    ("engineer", (OPEN, reading(status="'pending'", recorded_by="NULL", **NOTHING), "UPDATE test_instances SET "
     "session_id = (SELECT id FROM test_sessions WHERE status = 'approved') WHERE scoped_identifier = 'MINE'"),
     "stays in its session"),
    # Who it was.
    ("engineer", (OPEN, reading(recorded_by="NULL")), None),  # filled in (025)
    ("supervisor", (OPEN, reading(), SUBMIT, APPROVE.format("false")), "does not approve it"),
    ("supervisor", (OPEN, reading(), ALONE, SUBMIT, APPROVE.format("false")), None),
    ("supervisor", (OPEN, APPROVE.format("false")), "that was submitted"),
    ("supervisor", (OPEN, SUBMIT, APPROVE.format("false")), None),
    ("engineer", (INTO_TEST.format("fault_events (building_id, fault_id, event)",
     "building_id, fault_id, 'remarked'"),), "says who did it"),
    ("engineer", ("INSERT INTO session_events (building_id, session_id, event, by_user) SELECT building_id, id, "
     "'approved', signed_in() FROM test_sessions",), "Only a supervisor reviews"),
    # When it was.
    ("engineer", ("INSERT INTO test_sessions (building_id, session_name, session_type, created_at) SELECT id, 'x', "
     "'monthly', '2001-01-01' FROM buildings",), "permission denied"),
    # What was approved, found and shown.
    ("engineer", (INTO_TEST.format("result_amendments (building_id, instance_id, field, new_value, reason, amended_by)",
     "building_id, instance_id, 'result', '{}', 'x', signed_in()"),), "Only a supervisor may amend"),
    ("supervisor", (INTO_TEST.format("result_amendments (building_id, instance_id, field, reason, amended_by)",
     "building_id, instance_id, 'notes', '  ', signed_in()"),), "ck_result_amendments_reason"),
    ("supervisor", (INTO_TEST.format("evidence_records (building_id, instance_id, session_id, evidence_type, "
     "captured_at, recorded_by)", "building_id, instance_id, session_id, 'photo', now(), signed_in()"),),
     "Nothing is added to it"),
    ("engineer", ("UPDATE test_sessions SET report_revision = report_revision + 2",), "gets its next revision"),
    ("engineer", ("UPDATE faults SET status = 'void'",), "Only a supervisor may void"),
    ("engineer", ("UPDATE test_instances SET fault_id = NULL WHERE fault_id IS NOT NULL",), "approved|stays"),
    ("engineer", (OPEN, SUBMIT, "UPDATE test_sessions SET decision_rule = 'guard_banded' WHERE session_name = 'Mine'"),
     "is submitted"),
    ("engineer", ("SELECT delete_rows('calibration_certificates', (SELECT array_agg(cert_id) FROM "
     "calibration_certificates))",), "Readings rest on this certificate"),
    ("engineer", (PUBLISHED, DEEP), "is published and stays on record"),
    ("engineer", ("UPDATE doors AS d SET floor_id = (SELECT f.floor_id FROM floors AS f WHERE f.stair_id = d.stair_id "
     "AND f.floor_id <> d.floor_id LIMIT 1)",), "on record where it stands"),
    ("engineer", ("UPDATE buildings SET rule_set = 'x'",), "permission denied"),
    ("engineer", ("UPDATE buildings SET timezone = 'Mars/Olympus'",), "not recognized|ck_buildings_timezone"),
    ("engineer", ("UPDATE floors SET height_m = 'NaN'",), "ck_floors_finite"),
    # Room that no table knows of.
    ("viewer", ("SELECT lo_create(0)",), "permission denied"),
    ("viewer", ("SELECT lo_from_bytea(0, 'x')",), "permission denied"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "deeds", "refused"), DEEDS, ids=range(len(DEEDS)))
def test_what_a_judge_from_outside_may(worked: Worked, who: str, deeds: tuple[str, ...], refused: str | None) -> None:
    client = worked.office.client(who)
    try:
        cursor = client.cursor()
        for deed in deeds[:-1]:
            cursor.execute(deed)
            assert cursor.rowcount != 0
        if refused is None:
            cursor.execute(deeds[-1])
            assert cursor.rowcount == 1
            return
        with pytest.raises(psycopg2.Error, match=refused):
            cursor.execute(deeds[-1])
    finally:
        client.rollback()
        client.close()


def test_that_the_moment_of_a_deed_is_the_servers(worked: Worked) -> None:
    """Whatever time a client sends: the one of its transaction stands there."""
    client = worked.office.client("supervisor")
    try:
        cursor = client.cursor()
        cursor.execute(OPEN)
        cursor.execute(SUBMIT.replace("SET ", "SET submitted_at = '2001-01-01', "))
        cursor.execute(APPROVE.format("false").replace("SET ", "SET reviewed_at = '2001-01-01', "))
        asked: Any = "SELECT submitted_at = now(), reviewed_at = now() FROM test_sessions WHERE session_name = 'Mine'"
        cursor.execute(asked)
        assert cursor.fetchone() == (True, True)
        cursor.execute("UPDATE faults SET status = 'resolved', resolved_by = signed_in(), resolved_at = '2001-01-01' "
                       "RETURNING resolved_at = now()")  # fmt: skip
        assert {one for (one,) in cursor.fetchall()} == {True}
    finally:
        client.rollback()
        client.close()


FAILED = """
    WITH building AS (INSERT INTO buildings (name) VALUES ('House') RETURNING id),
    stair AS (INSERT INTO stairs (building_id, stair_name) SELECT id, 'A' FROM building
              RETURNING building_id, stair_id),
    floor AS (INSERT INTO floors (building_id, stair_id, floor_level, floor_number)
              SELECT building_id, stair_id, 'L1', 1 FROM stair)
    INSERT INTO test_sessions (building_id, session_name, session_type) SELECT id, 'Mine', 'monthly' FROM building;
    """ + reading(status="'failed'", **NOTHING)
RETRIED = """
    INSERT INTO instance_attempts (building_id, instance_id, attempt, outcome, recorded_by)
    SELECT building_id, instance_id, 1, 'failed', (SELECT id FROM users WHERE username LIKE '{}%') FROM test_instances
"""


def test_that_an_attempt_is_filed_for_the_person_who_made_it(office: Office) -> None:
    """A colleague who tries again writes down whose attempt it was; nobody else can be named."""
    engineer, colleague = office.client("engineer"), office.client("supervisor")
    try:
        engineer.cursor().execute(FAILED)
        engineer.commit()
        with pytest.raises(psycopg2.Error, match="sign as somebody else"):
            colleague.cursor().execute(RETRIED.format("viewer"))
        colleague.rollback()
        colleague.cursor().execute(RETRIED.format("engineer"))
        colleague.commit()
    finally:
        engineer.close()
        colleague.close()
