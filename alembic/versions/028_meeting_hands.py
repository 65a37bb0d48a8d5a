"""Two transactions that meet: nothing is added to a session while it is being submitted or approved (decision 0040).

A guard sees what was committed. A result, an amendment or a photograph that was still open when the session was
approved was seen by nobody, neither by four eyes nor by the frozen content, and stood in it afterwards. What is added
holds its session against closing (FOR KEY SHARE), and who closes it waits for what is open (FOR UPDATE).

Besides: a session that was submitted leaves that state by a supervisor alone, a cancelled one stays so; a reading comes
together with its result, so that nobody fills in what another signs; an administrator records nothing.

Revision ID: 028_meeting_hands
Revises: 026_outside_judges
Create Date: 2026-11-23 23:20:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "028_meeting_hands"
down_revision = "026_outside_judges"
branch_labels = None
depends_on = None

EYES = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
FUNCTIONS = f"""
CREATE FUNCTION guard_alone() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    PERFORM FROM test_sessions WHERE id = OLD.id FOR UPDATE;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_entering() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    PERFORM FROM test_sessions WHERE id = NEW.session_id FOR KEY SHARE;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_move() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF office_login() THEN
        IF OLD.status = 'cancelled' THEN
            PERFORM guard_refuse('A session that was cancelled stays so. Start another one.', 'guard_move');
        END IF;
        IF NEW.status NOT IN ('approved', 'returned') OR NOT is_supervisor() THEN
            PERFORM guard_refuse('A session that was submitted is approved or returned, by a supervisor.',
                                 'guard_move');
        END IF;
        IF NEW.reviewed_by IS DISTINCT FROM acting_user() THEN
            PERFORM guard_refuse('Whoever returns or approves a session signs for it.', 'guard_move');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_unsigned() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF office_login() THEN
        PERFORM guard_refuse('A reading is recorded together with its result, by whoever took it.', 'guard_unsigned');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_tester() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF office_login() AND EXISTS (SELECT FROM users WHERE id = signed_in() AND role = 'administrator') THEN
        PERFORM guard_refuse('An administrator records no readings; an engineer or a supervisor does.',
                             'guard_tester');
    END IF;
    RETURN NULL;
END $$;
"""
NAMES = ["guard_alone", "guard_entering", "guard_move", "guard_unsigned", "guard_tester"]

ADDED_TO_TEST = """
CREATE OR REPLACE FUNCTION guard_added_to_test() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN{WAITS}
    IF (TG_TABLE_NAME <> 'result_amendments' OR NOT is_supervisor()) AND EXISTS (
        SELECT FROM added AS a JOIN test_instances AS i USING (instance_id)
        JOIN test_sessions AS s ON s.id = i.session_id
        WHERE s.status = 'approved') THEN
        PERFORM guard_refuse(CASE TG_TABLE_NAME
            WHEN 'result_amendments' THEN 'Only a supervisor may amend a result of an approved session.'
            ELSE 'The session of this test is approved. Nothing is added to it any more.' END,
            'guard_approved_session');
    END IF;
    RETURN NULL;
END $$
"""
WAITS = """
    PERFORM FROM test_sessions AS s WHERE s.id IN (
        SELECT i.session_id FROM added AS a JOIN test_instances AS i USING (instance_id))
    ORDER BY s.id FOR KEY SHARE;"""

RESULT = "('completed', 'skipped', 'failed')"
READING = "num_nonnulls(NEW.measured_value_numeric, NEW.measured_value_text, NEW.is_compliant, NEW.verdict) > 0"
MOVES = "OLD.status <> NEW.status"
OPEN = f"NEW.status NOT IN {RESULT} AND {READING}"
#: Table, trigger → when it fires, for what rows. Triggers of one moment fire by name: those that wait come first.
TRIGGERS = {
    ("test_sessions", "guard_alone"): ("UPDATE", f"NEW.status IN ('submitted', 'approved') AND {MOVES}"),
    ("test_sessions", "guard_move"): ("UPDATE", f"OLD.status IN ('submitted', 'cancelled') AND {MOVES}"),
    ("test_instances", "guard_entering"): ("UPDATE", f"NEW.status IN {RESULT} AND OLD.status <> 'completed'"),
    ("test_instances", "guard_entering_added"): ("INSERT", f"NEW.status IN {RESULT}"),
    ("test_instances", "guard_unsigned"): ("INSERT OR UPDATE", OPEN),
}  # fmt: skip
#: What those who test write, and an administrator does not.
TESTERS = {
    "baseline_air_velocities": "INSERT OR UPDATE",
    "baseline_door_forces": "INSERT OR UPDATE",
    "baseline_pressure_differentials": "INSERT OR UPDATE",
    "evidence_records": "INSERT OR UPDATE",
    "faults": "INSERT OR UPDATE",
    "instance_attempts": "INSERT",
    "result_amendments": "INSERT",
    "test_instances": "INSERT OR UPDATE",
    "test_sessions": "INSERT",
}


def trigger(table: str, name: str, when: str) -> None:
    """A trigger that fires in every session, also in one that replicates."""
    function = name.removesuffix("_added")
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {function}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    op.execute(FUNCTIONS)
    op.execute(ADDED_TO_TEST.replace("{EYES}", EYES).replace("{WAITS}", WAITS))
    for (table, name), (verb, rows) in TRIGGERS.items():
        trigger(table, name, f"BEFORE {verb} ON {table} FOR EACH ROW WHEN ({rows})")
    for table, verb in TESTERS.items():
        trigger(table, "guard_tester", f"BEFORE {verb} ON {table} FOR EACH STATEMENT")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {', '.join(NAMES)} CASCADE")
    op.execute(ADDED_TO_TEST.replace("{EYES}", EYES).replace("{WAITS}", ""))
