"""Two transactions that meet: nothing is added to a session while it is being submitted or approved (decision 0040).

A guard sees what was committed. A result, an amendment or a photograph that was still open when the session was
approved was seen by nobody, neither by four eyes nor by the frozen content, and stood in it afterwards. What is added
holds its session against closing (FOR KEY SHARE), and who closes it waits for what is open (FOR UPDATE).

Besides: a session that was submitted leaves that state by a supervisor alone, a cancelled one stays so; a reading comes
together with its result, so that nobody fills in what another signs; an administrator records nothing; days and times
are of years that clients can read (one row of before our era stops every window that looks at it).

Revision ID: 028_meeting_hands
Revises: 027_audit_price
Create Date: 2026-11-23 23:20:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "028_meeting_hands"
down_revision = "027_audit_price"
branch_labels = None
depends_on = None

EYES = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
FUNCTIONS = f"""
CREATE FUNCTION guard_alone() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    PERFORM FROM test_sessions WHERE id = OLD.id FOR UPDATE;
    IF NEW.status = 'submitted' AND office_login() THEN
        NEW.submitted_by := acting_user();
        NEW.submitted_at := now();
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_entering() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    PERFORM FROM test_sessions WHERE id = NEW.session_id FOR KEY SHARE;
    IF office_login() THEN
        IF NEW.completed_at > now() + interval '1 day' THEN
            PERFORM guard_refuse('A test is recorded once it was carried out.', 'guard_entering');
        END IF;
        IF TG_OP = 'INSERT' AND NEW.attempt <> 1 THEN
            PERFORM guard_refuse('A test begins with its first attempt.', 'guard_entering');
        END IF;
        IF NEW.measured_value_numeric < 0 AND NEW.measurement_type IN (
               'door_opening_force', 'air_velocity', 'sound_pressure_level', 'pressure_restoration_time') THEN
            PERFORM guard_refuse('Nothing of this kind is below zero.', 'guard_entering');
        END IF;
        IF NEW.is_compliant AND EXISTS (
               SELECT FROM as1851_rules AS r WHERE r.rule_id = NEW.rule_id AND r.unit <> NEW.unit) THEN
            PERFORM guard_refuse('A reading is passed in the unit of its rule.', 'guard_entering');
        END IF;
        IF EXISTS (SELECT FROM import_batches AS b WHERE b.batch_id = NEW.import_batch_id
                   AND b.imported_by <> acting_user()) THEN
            PERFORM guard_refuse('This is an import of somebody else.', 'guard_entering');
        END IF;
    END IF;
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


#: Days and times that a person says (``models/checks.py`` says the same).
DAYS = {
    "as1851_rules": "effective_date, superseded_date",
    "baseline_air_velocities": "commissioned_date, superseded_date",
    "baseline_door_forces": "commissioned_date, superseded_date",
    "baseline_pressure_differentials": "commissioned_date, superseded_date",
    "buildings": "decommissioned_on, test_anchor_date",
    "calibration_certificates": "calibration_date, expiry_date",
    "control_equipment": "decommissioned_on, installation_date",
    "doors": "decommissioned_on",
    "doorways": "decommissioned_on",
    "evidence_records": "captured_at",
    "faults": "detected_at, due_date",
    "floors": "decommissioned_on",
    "frequency_settings": "anchor_date",
    "instance_attempts": "ended_at, started_at",
    "instruments": "calibration_date, calibration_expiry, decommissioned_on",
    "interface_test_definitions": "decommissioned_on",
    "stairs": "decommissioned_on",
    "test_instances": "baseline_date, completed_at, started_at",
    "test_sessions": "completed_at, scheduled_for, started_at",
    "zones": "decommissioned_on",
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
    for table, columns in DAYS.items():
        asked = " AND ".join(f"date_part('year', {one}) BETWEEN 1 AND 9999" for one in columns.split(", "))
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_days CHECK ({asked}) NOT VALID")
        op.execute(
            f"DO $$ BEGIN ALTER TABLE {table} VALIDATE CONSTRAINT ck_{table}_days; EXCEPTION WHEN check_violation THEN "
            f"RAISE NOTICE 'Rows of {table} from before do not pass ck_{table}_days; they stay as they are.'; END $$"
        )


def downgrade() -> None:
    for table in DAYS:
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_days")
    op.execute(f"DROP FUNCTION {', '.join(NAMES)} CASCADE")
    op.execute(ADDED_TO_TEST.replace("{EYES}", EYES).replace("{WAITS}", ""))
