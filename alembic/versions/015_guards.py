"""What must not happen is refused by the database itself, whoever connects with whatever client.

Revision ID: 015_guards
Revises: 014_testing_records
Create Date: 2025-10-27 12:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "015_guards"
down_revision = "014_testing_records"
branch_labels = None
depends_on = None

BASELINES = ["baseline_pressure_differentials", "baseline_air_velocities", "baseline_door_forces"]

#: Tables that only grow: no change, no delete.
APPENDED = {
    "instance_attempts": "An attempt that was made stays on record.",
    "result_amendments": "An amendment stays on record; a wrong one is amended again.",
    "evidence_waivers": "A waiver stays on record.",
    "session_events": "What happened to a session stays on record.",
}

#: Tables from which nothing is deleted.
KEPT_FOR_EVER = {
    **dict.fromkeys(BASELINES, "A baseline is not deleted. Withdraw it with a reason; its history stays."),
    "evidence_records": "Evidence is not deleted.",
    "import_batches": "An import stays on record. Undo it instead.",
    "faults": "A fault is not deleted. Set it to void with a note.",
    **APPENDED,
}

#: Tables whose recorded_at is the server's clock at the insert.
RECORDED = [*BASELINES, "evidence_records", "import_batches", *APPENDED]

#: Rows that name their building and another row that has one: column, table, key. Where both name a stair ("stair"),
#: that agrees as well.
SAME_BUILDING = {
    "faults": [
        ("test_session_id", "test_sessions", "id", ""),
        ("instance_id", "test_instances", "instance_id", "stair"),
        ("stair_id", "stairs", "stair_id", ""),
        ("floor_id", "floors", "floor_id", "stair"),
        ("door_id", "doors", "door_id", "stair"),
        ("doorway_id", "doorways", "doorway_id", "stair"),
        ("zone_id", "zones", "zone_id", "stair"),
    ],
    "evidence_records": [
        ("instance_id", "test_instances", "instance_id", ""),
        ("session_id", "test_sessions", "id", ""),
    ],
    "instance_attempts": [("instance_id", "test_instances", "instance_id", "")],
    "result_amendments": [("instance_id", "test_instances", "instance_id", "")],
    "evidence_waivers": [("instance_id", "test_instances", "instance_id", "")],
    "session_events": [("session_id", "test_sessions", "id", "")],
    "import_batches": [("session_id", "test_sessions", "id", "")],
    "design_setpoints": [("stair_id", "stairs", "stair_id", "")],
    "test_instance_templates": [("scenario_id", "ce_scenarios", "scenario_id", "stair")],
    "test_instances": [("scenario_id", "ce_scenarios", "scenario_id", "stair")],
}

FUNCTIONS = """
CREATE FUNCTION guard_refuse(sentence text, guard text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'restrict_violation', CONSTRAINT = guard;
END $$;

CREATE FUNCTION guard_no_delete() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM guard_refuse(TG_ARGV[0], TG_NAME || '_' || TG_TABLE_NAME);
    RETURN NULL;
END $$;

CREATE FUNCTION guard_no_change() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD *<> NEW THEN
        PERFORM guard_refuse(TG_ARGV[0], TG_NAME || '_' || TG_TABLE_NAME);
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_baseline() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    OLD.superseded_date := NEW.superseded_date;
    OLD.withdrawn_at := NEW.withdrawn_at;
    OLD.withdrawn_by := NEW.withdrawn_by;
    OLD.withdrawn_reason := NEW.withdrawn_reason;
    OLD.updated_at := NEW.updated_at;
    IF OLD *<> NEW THEN
        PERFORM guard_refuse('A baseline is never overwritten. Record a new one beside it; this one ends that day.',
                             'guard_baseline');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_instance_delete() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.status <> 'pending' THEN
        PERFORM guard_refuse(format('The test %s is %s and stays on record.', OLD.scoped_identifier,
            CASE OLD.status WHEN 'in_progress' THEN 'in progress' ELSE OLD.status END), 'guard_instance_delete');
    END IF;
    RETURN OLD;
END $$;

CREATE FUNCTION guard_instance() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    before test_instances := OLD;
    approved boolean := EXISTS (SELECT FROM test_sessions WHERE id = OLD.session_id AND status = 'approved');
BEGIN
    IF OLD.status NOT IN ('completed', 'skipped') AND NOT approved THEN
        RETURN NEW;
    END IF;
    before.fault_id := NEW.fault_id;
    before.updated_at := NEW.updated_at;
    IF approved THEN
        IF before *<> NEW THEN
            PERFORM guard_refuse('The session of this test is approved. Nothing in it changes any more.',
                                 'guard_approved_session');
        END IF;
        RETURN NEW;
    END IF;
    before.evidence_ids := NEW.evidence_ids;
    before.instrument_accepted_by := NEW.instrument_accepted_by;
    before.instrument_accepted_at := NEW.instrument_accepted_at;
    before.instrument_accepted_reason := NEW.instrument_accepted_reason;
    -- A template or scenario that was deleted leaves its tests behind, and their link empty.
    IF NEW.template_instance_id IS NULL AND NOT EXISTS (
        SELECT FROM test_instance_templates WHERE template_instance_id = OLD.template_instance_id) THEN
        before.template_instance_id := NULL;
    END IF;
    IF NEW.scenario_id IS NULL AND NOT EXISTS (
        SELECT FROM ce_scenarios WHERE scenario_id = OLD.scenario_id) THEN
        before.scenario_id := NULL;
    END IF;
    IF before *<> NEW THEN
        PERFORM guard_refuse(format('The test %s is %s, and its result is never overwritten. %s', OLD.scoped_identifier,
            OLD.status, 'Record an amendment with a reason, or test again.'), 'guard_instance');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_instance_insert() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM added JOIN test_sessions s ON s.id = added.session_id WHERE s.status = 'approved') THEN
        PERFORM guard_refuse('This session is approved. No test is added to it any more.', 'guard_approved_session');
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.status <> 'approved' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' THEN
        OLD.report_revision := NEW.report_revision;
        OLD.updated_at := NEW.updated_at;
        IF OLD *= NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM guard_refuse('This session is approved. Nothing in it changes any more.', 'guard_approved_session');
    RETURN NULL;
END $$;

CREATE FUNCTION guard_evidence() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (OLD.evidence_id, OLD.instance_id, OLD.session_id, OLD.building_id, OLD.captured_at, OLD.created_at)
       IS DISTINCT FROM
       (NEW.evidence_id, NEW.instance_id, NEW.session_id, NEW.building_id, NEW.captured_at, NEW.created_at)
       OR (OLD.file_hash_sha256 IS NOT NULL AND
           (OLD.file_hash_sha256, OLD.file_size_bytes)
           IS DISTINCT FROM (NEW.file_hash_sha256, NEW.file_size_bytes)) THEN
        PERFORM guard_refuse('Evidence is never exchanged. Add what is missing as a new piece of evidence.',
                             'guard_evidence');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION record_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.recorded_at := now();
    RETURN NEW;
END $$;

CREATE FUNCTION guard_record_time() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM guard_refuse('When something was recorded is told by the server''s clock alone.', 'guard_record_time');
    RETURN NULL;
END $$;

CREATE FUNCTION record_result_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status NOT IN ('completed', 'skipped', 'failed') THEN
        NEW.recorded_at := NULL;
    ELSIF TG_OP = 'INSERT' OR OLD.status <> NEW.status THEN
        NEW.recorded_at := now();
    ELSE
        NEW.recorded_at := OLD.recorded_at;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION same_building() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    differs boolean;
BEGIN
    FOR n IN 0 .. TG_NARGS - 1 BY 4 LOOP
        EXECUTE format('SELECT true FROM %I AS p WHERE p.%I = ($1).%I AND (p.building_id <> ($1).building_id %s)',
            TG_ARGV[n + 1], TG_ARGV[n + 2], TG_ARGV[n],
            CASE TG_ARGV[n + 3] WHEN 'stair' THEN 'OR p.stair_id <> ($1).stair_id' ELSE '' END)
            INTO differs USING NEW;
        IF differs THEN
            RAISE EXCEPTION 'The % that this names is of another building or stair.', replace(TG_ARGV[n], '_id', '')
                USING ERRCODE = 'check_violation', CONSTRAINT = 'same_building', TABLE = TG_TABLE_NAME,
                      COLUMN = TG_ARGV[n];
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""

NAMES = [
    "guard_no_delete",
    "guard_no_change",
    "guard_baseline",
    "guard_instance_delete",
    "guard_instance",
    "guard_instance_insert",
    "guard_session",
    "guard_evidence",
    "record_time",
    "guard_record_time",
    "record_result_time",
    "same_building",
    "guard_refuse",
]


def trigger(
    table: str,
    name: str,
    event: str,
    *arguments: str,
    function: str | None = None,
    each: str = "ROW",
    when: str | None = None,
    referencing: str = "",
) -> None:
    """A trigger that fires in every session, also in one that replicates."""
    quoted = ", ".join("'" + argument.replace("'", "''") + "'" for argument in arguments)
    time = "AFTER" if referencing else "BEFORE"
    condition = f"WHEN ({when}) " if when else ""
    op.execute(
        f"CREATE TRIGGER {name} {time} {event} ON {table} {referencing} FOR EACH {each} {condition}"
        f"EXECUTE FUNCTION {function or name}({quoted})"
    )
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    op.execute(FUNCTIONS)
    for table, sentence in KEPT_FOR_EVER.items():
        trigger(table, "guard_no_delete", "DELETE", sentence)
    for table in (*KEPT_FOR_EVER, "test_instances", "test_sessions"):
        sentence = KEPT_FOR_EVER.get(table, "Tests that were carried out stay on record.")
        trigger(table, "guard_no_truncate", "TRUNCATE", sentence, function="guard_no_delete", each="STATEMENT")
    for table, sentence in APPENDED.items():
        trigger(table, "guard_no_change", "UPDATE", sentence)
    for table in BASELINES:
        trigger(table, "guard_baseline", "UPDATE")
    trigger("test_instances", "guard_instance_delete", "DELETE")
    trigger(
        "test_instances",
        "guard_instance_insert",
        "INSERT",
        each="STATEMENT",
        referencing="REFERENCING NEW TABLE AS added",
    )
    trigger("test_instances", "guard_instance", "UPDATE")
    trigger("test_sessions", "guard_session", "UPDATE OR DELETE")
    trigger("evidence_records", "guard_evidence", "UPDATE")
    for table in RECORDED:
        trigger(table, "record_time", "INSERT")
        trigger(table, "guard_record_time", "UPDATE", when="NEW.recorded_at IS DISTINCT FROM OLD.recorded_at")
    trigger("test_instances", "record_result_time", "INSERT OR UPDATE")
    for table, references in SAME_BUILDING.items():
        columns = ", ".join(column for column, *_ in references)
        arguments = [part for reference in references for part in reference]
        named = " OR ".join(f"NEW.{column} IS NOT NULL" for column, *_ in references)
        trigger(table, "same_building", f"INSERT OR UPDATE OF building_id, {columns}", *arguments, when=named)


def downgrade() -> None:
    op.execute(f"DROP FUNCTION {', '.join(NAMES)} CASCADE")
