"""What somebody tries with a client of their own (specification, page 4, P9): written by hand, one by one.

The program is not asked here. Each attempt is made on an office server where the whole job was done, at the login of
its person, and says what PostgreSQL answers; what is allowed is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2 import errors

from firemode_desktop.domain.rights import FUNCTIONS, GROUPS, OWNER, TABLES, Verb, allowed
from tests.office.conftest import Worked

MAY_NOT = "permission denied|must be owner|must have|must be|not permitted"
DONE = "(SELECT instance_id FROM test_instances WHERE status = 'completed' LIMIT 1)"
SESSION = "(SELECT id FROM test_sessions WHERE status = 'approved' LIMIT 1)"
OPEN = "INSERT INTO test_sessions (building_id, session_name, session_type, frequency) SELECT id, 'Mine', 'monthly', " \
    "'monthly' FROM buildings LIMIT 1"  # fmt: skip
ME = "(SELECT id FROM users WHERE username = session_user)"
OTHER = "(SELECT id FROM users WHERE username <> session_user AND username LIKE 'supervisor%')"
SOMEBODY = "(SELECT id FROM users WHERE username <> session_user LIMIT 1)"

#: Who, what, and how it is refused (None: it is allowed).
ATTEMPTS: list[tuple[str, str, str | None]] = [
    # Results stay.
    ("engineer", f"UPDATE test_instances SET measured_value_numeric = 1 WHERE instance_id = {DONE}", "approved"),
    ("engineer", f"UPDATE test_instances SET recorded_at = now() WHERE instance_id = {DONE}", MAY_NOT),
    ("engineer", f"DELETE FROM test_instances WHERE instance_id = {DONE}", MAY_NOT),
    ("engineer", "DELETE FROM test_sessions", MAY_NOT),
    ("supervisor", "DELETE FROM test_sessions", MAY_NOT),
    ("supervisor", "TRUNCATE test_sessions CASCADE", MAY_NOT),
    ("supervisor", "TRUNCATE audit_entries", MAY_NOT),
    ("supervisor", "UPDATE test_sessions SET review_note = 'x'", "approved"),
    ("engineer", "UPDATE baseline_door_forces SET force_newtons = 1", MAY_NOT),
    ("supervisor", "UPDATE baseline_pressure_differentials SET pressure_pa = 99", MAY_NOT),
    ("engineer", "DELETE FROM baseline_air_velocities", MAY_NOT),
    ("engineer", "UPDATE instance_attempts SET outcome = 'failed'", MAY_NOT),
    ("supervisor", "UPDATE result_amendments SET reason = 'x'", MAY_NOT),
    ("engineer", "DELETE FROM evidence_records", MAY_NOT),
    ("engineer", "UPDATE evidence_records SET file_hash_sha256 = repeat('0', 64)", "never exchanged"),
    ("engineer", "DELETE FROM stairs", MAY_NOT),
    ("supervisor", "DELETE FROM buildings", MAY_NOT),
    # Approving.
    ("engineer", f"{OPEN}; UPDATE test_sessions SET status = 'approved' WHERE session_name = 'Mine'", "supervisor"),
    ("engineer", f"UPDATE test_sessions SET reviewed_by = {ME}", MAY_NOT),
    ("engineer", OPEN.replace("session_name,", "session_name, status,").replace("'Mine',", "'Mine', 'approved',"),
     "Nothing is accepted or approved"),
    ("engineer", f"UPDATE test_sessions SET content_sha256 = repeat('0', 64) WHERE id = {SESSION}", MAY_NOT),
    ("supervisor", f"{OPEN}; UPDATE test_sessions SET status = 'submitted' WHERE session_name = 'Mine'; "
     f"UPDATE test_sessions SET status = 'approved', reviewed_by = {SOMEBODY} WHERE session_name = 'Mine'", "sign"),
    ("engineer", "INSERT INTO sealed_contents (session_id, building_id, content, sha256) SELECT id, building_id, 'x', "
     "encode(sha256('x'), 'hex') FROM test_sessions", MAY_NOT),
    ("engineer", f"INSERT INTO reading_exclusions (building_id, instance_id, excluded, reason) SELECT building_id, "
     f"instance_id, true, 'x' FROM test_instances WHERE instance_id = {DONE}", MAY_NOT),
    ("engineer", f"UPDATE test_instances SET instrument_accepted_by = {ME}", MAY_NOT),
    ("engineer", f"UPDATE test_sessions SET report_revision = report_revision + 1 WHERE id = {SESSION}",
     "next revision with what changes it"),
    ("engineer", "INSERT INTO session_events (building_id, session_id, event, by_user, note) SELECT building_id, id, "
     f"'revised', {ME}, 'x' FROM test_sessions WHERE id = {SESSION}; "
     f"UPDATE test_sessions SET report_revision = report_revision + 1 WHERE id = {SESSION}",
     "Only a supervisor reviews"),
    ("supervisor", f"UPDATE test_sessions SET report_revision = report_revision - 1 WHERE id = {SESSION}",
     "next revision with what changes it"),
    # Whoever only looks.
    ("viewer", "INSERT INTO stairs (building_id, stair_name) SELECT id, 'C' FROM buildings", MAY_NOT),
    ("viewer", "UPDATE floors SET height_m = 4", MAY_NOT),
    ("viewer", "CREATE TEMPORARY TABLE mine (x int)", MAY_NOT),
    ("viewer", "SELECT delete_rows('doors', ARRAY[]::uuid[])", MAY_NOT),
    ("viewer", "SELECT count(*) FROM test_instances", None),
    ("viewer", "SELECT * FROM test_sessions FOR UPDATE", MAY_NOT),
    # The log and what is derived.
    ("engineer", "UPDATE audit_entries SET by_user = NULL", MAY_NOT),
    ("engineer", "DELETE FROM audit_chain", MAY_NOT),
    ("supervisor", "UPDATE audit_head SET seq = 1", MAY_NOT),
    ("engineer", "INSERT INTO audit_entries (table_name, verb, row_keys, rows) VALUES ('x', 'INSERT', '{}', '[]')",
     MAY_NOT),
    ("engineer", "INSERT INTO latest_readings SELECT * FROM latest_readings", MAY_NOT),
    ("engineer", "UPDATE latest_readings SET value = 100", MAY_NOT),
    ("engineer", "UPDATE approved_readings SET value = 100", MAY_NOT),
    ("supervisor", "SELECT readings_rebuild()", MAY_NOT),
    ("supervisor", "SELECT audit_restate('users')", MAY_NOT),
    # Being somebody else.
    ("engineer", f"SELECT set_config('firemode.by', {OTHER}::text, false); UPDATE floors SET height_m = 4",
     "signed in as"),
    ("engineer", f"{OPEN}; UPDATE test_sessions SET submitted_by = {OTHER} WHERE session_name = 'Mine'",
     "sign as somebody else"),
    ("engineer", f"INSERT INTO session_events (building_id, session_id, event, by_user) SELECT building_id, id, "
     f"'submitted', {OTHER} FROM test_sessions", "sign as somebody else"),
    ("engineer", "SET ROLE firemode_owner", MAY_NOT),
    ("engineer", "SET SESSION AUTHORIZATION firemode_owner", MAY_NOT),
    ("supervisor", "SET ROLE firemode_audit", MAY_NOT),
    ("engineer", "UPDATE users SET role = 'supervisor' WHERE username = session_user", MAY_NOT),
    ("supervisor", "UPDATE users SET role = 'administrator' WHERE username = session_user", "own rights"),
    ("supervisor", "UPDATE users SET username = 'x' WHERE username <> session_user", "username stays"),
    ("engineer", f"INSERT INTO building_rights (user_id, building_id) SELECT {ME}, id FROM buildings", MAY_NOT),
    ("supervisor", f"INSERT INTO building_rights (user_id, building_id) SELECT {ME}, id FROM buildings", "own rights"),
    ("engineer", "UPDATE building_limits SET limited = false", MAY_NOT),
    ("supervisor", f"INSERT INTO building_limits (user_id, limited) SELECT {ME}, false", "own rights"),
    ("engineer", "GRANT firemode_supervisor TO CURRENT_USER", MAY_NOT),
    ("engineer", "CREATE ROLE mine SUPERUSER", MAY_NOT),
    ("engineer", "ALTER ROLE CURRENT_USER BYPASSRLS", MAY_NOT),
    ("supervisor", "SELECT delete_rows('users', ARRAY[]::uuid[])", "stays on record"),
    ("engineer", "SELECT delete_rows('test_sessions', ARRAY[]::uuid[])", "not deleted"),
    ("engineer", "SELECT delete_rows('stairs', (SELECT array_agg(stair_id) FROM stairs))", "violates"),
    # Changing what guards.
    ("engineer", "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'", MAY_NOT),
    ("supervisor", "CREATE TABLE public.mine (x int)", MAY_NOT),
    ("supervisor", "ALTER TABLE test_instances DISABLE TRIGGER ALL", MAY_NOT),
    ("supervisor", "ALTER TABLE test_instances DISABLE ROW LEVEL SECURITY", MAY_NOT),
    ("supervisor", "ALTER TABLE test_instances ADD COLUMN x int", MAY_NOT),
    ("supervisor", "DROP TABLE test_sessions CASCADE", MAY_NOT),
    ("supervisor", "SET session_replication_role = replica", MAY_NOT),
    ("engineer", "CREATE TRIGGER mine BEFORE INSERT ON stairs FOR EACH ROW EXECUTE FUNCTION record_time()", MAY_NOT),
    ("engineer", "CREATE RULE mine AS ON INSERT TO stairs DO INSTEAD NOTHING", MAY_NOT),
    # A shadow of a table or a function in one's own temporary schema changes nothing for the guards.
    ("engineer", "CREATE TEMPORARY TABLE test_sessions (id uuid, status text); "
     f"UPDATE public.test_instances SET notes = 'x' WHERE instance_id = {DONE}", "approved"),
    # Out of the database.
    ("supervisor", "COPY stairs FROM PROGRAM 'id'", MAY_NOT),
    ("supervisor", "COPY stairs TO '/tmp/stairs.csv'", MAY_NOT),
    ("supervisor", "SELECT pg_read_file('/etc/passwd')", MAY_NOT),
    ("supervisor", "SELECT lo_import('/etc/passwd')", MAY_NOT),
    ("supervisor", "SELECT passwd FROM pg_shadow", MAY_NOT),
    ("supervisor", "CREATE EXTENSION dblink", MAY_NOT),
    ("supervisor", "SELECT * FROM firemode_archive.copies", MAY_NOT),
    # What they are there for.
    ("engineer", "UPDATE floors SET height_m = 4", None),
    ("engineer", "CREATE TEMPORARY TABLE mine (x int)", None),
    ("engineer", OPEN, None),
    ("supervisor", "UPDATE users SET full_name = 'X' WHERE username <> session_user", None),
    ("supervisor", "SELECT count(*) FROM audit_entries", None),
]  # fmt: skip


@pytest.mark.parametrize(("who", "attempt", "refused"), ATTEMPTS, ids=lambda one: (one or "allowed")[:60])
def test_what_a_raw_client_may(worked: Worked, who: str, attempt: str, refused: str | None) -> None:
    client = worked.office.client(who)
    try:
        cursor = client.cursor()
        if refused is None:
            cursor.execute(attempt)
            return
        with pytest.raises(psycopg2.Error, match=refused) as raised:
            cursor.execute(attempt)
        assert not isinstance(raised.value, errors.SyntaxError | errors.UndefinedColumn | errors.NotNullViolation)
    finally:
        client.rollback()
        client.close()


_ANSWERS = """
SELECT g.name, c.relname, a.attname, v.verb, has_column_privilege(g.name, c.oid, a.attname, v.verb)
FROM unnest(%s::text[]) AS g(name), pg_class AS c
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped, unnest(%s::text[]) AS v(verb)
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p', 'm', 'f')
"""


def test_that_the_server_answers_for_every_column_what_the_declaration_says(worked: Worked) -> None:
    verbs = [verb.value for verb in Verb]
    rows = worked.office.admin(_ANSWERS, list(GROUPS), verbs)
    assert {table for _, table, *_ in rows} == set(TABLES)
    surprises = [row for row in rows if row[4] is not allowed(row[0], row[1], Verb(row[3]), row[2])]
    assert surprises == []
    assert len(rows) > 5000


def _whole_table(worked: Worked) -> Iterator[tuple[str, str, str]]:
    asked = """SELECT g.name, c.relname, v.verb FROM unnest(%s::text[]) AS g(name), pg_class AS c,
        unnest(ARRAY['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS v(verb)
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'p')
            AND has_table_privilege(g.name, c.oid, v.verb)"""
    yield from worked.office.admin(asked, list(GROUPS))


def test_that_nobody_deletes_empties_or_adds_triggers(worked: Worked) -> None:
    assert list(_whole_table(worked)) == []


def test_that_nothing_is_for_everybody(worked: Worked) -> None:
    """A login without a group is not even let in, and no function of the program is PUBLIC."""
    admin = worked.office.admin
    open_to_all = admin(
        "SELECT p.oid::regprocedure::text FROM pg_proc AS p,"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS x"
        " WHERE p.pronamespace = 'public'::regnamespace AND x.grantee = 0 AND NOT EXISTS"
        " (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')"
    )
    assert open_to_all == []
    assert admin("SELECT 1 FROM pg_database, aclexplode(datacl) AS x WHERE datname = current_database() AND grantee = 0"
                 ) == []  # fmt: skip
    assert admin("SELECT 1 FROM pg_class AS c, aclexplode(c.relacl) AS x WHERE x.grantee = 0 AND c.relnamespace = "
                 "'public'::regnamespace") == []  # fmt: skip
    stranger = worked.office.username("stranger")
    admin(f"CREATE ROLE {stranger} LOGIN PASSWORD 'correct horse battery'")
    worked.office.logins.append(stranger)
    with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
        worked.office.client("stranger")


def test_that_each_group_calls_what_is_declared_and_no_other_function(worked: Worked) -> None:
    asked = """SELECT g.name, p.oid::regprocedure::text FROM unnest(%s::text[]) AS g(name), pg_proc AS p
        WHERE p.pronamespace = 'public'::regnamespace AND has_function_privilege(g.name, p.oid, 'EXECUTE')
          AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')"""
    callable_now = {(group, name.replace(",", ", ")) for group, name in worked.office.admin(asked, list(GROUPS))}
    assert callable_now == {(group, name) for name, groups in FUNCTIONS.items() for group in groups}


def test_that_what_runs_with_the_owners_rights_looks_nowhere_else(worked: Worked) -> None:
    """Every SECURITY DEFINER function is the owner's and finds its names where nobody else can put any."""
    found = worked.office.admin(
        "SELECT p.proname, pg_get_userbyid(p.proowner), array_to_string(p.proconfig, '|') FROM pg_proc AS p "
        "WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef"
    )
    assert len(found) > 25
    for name, owner, settings in found:
        assert owner == OWNER, name
        path = next(one for one in (settings or "").split("|") if one.startswith("search_path="))
        assert path in ("search_path=pg_catalog, pg_temp", "search_path=pg_catalog, public, pg_temp"), name
