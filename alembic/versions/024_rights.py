"""Nobody where they don't belong: who acts is who signed in, buildings are seen by those they belong to, and each
table is written by the roles whose work it is.

The roles themselves are of the server, not of a database, and are granted by ``firemode db provision`` from
``domain/rights.py``; what is here holds for whoever connects and leaves the owner, a single-user machine's login, as
free as before. Guards that look at other rows look with the owner's eyes, so that a row the writer may not see is not
taken for one that is not there.

Revision ID: 024_rights
Revises: 023_audit_chain
Create Date: 2026-11-23 16:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "024_rights"
down_revision = "023_audit_chain"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE building_limits (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    limited boolean NOT NULL DEFAULT true,
    decided_by uuid REFERENCES users (id),
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE building_rights (
    right_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id uuid NOT NULL REFERENCES users (id),
    building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
    granted_by uuid REFERENCES users (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    ended_by uuid REFERENCES users (id)
);
CREATE UNIQUE INDEX uq_building_right_current ON building_rights (user_id, building_id) WHERE ended_at IS NULL;
CREATE INDEX idx_building_rights_building ON building_rights (building_id);
"""

FUNCTIONS = """
CREATE FUNCTION office_login() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_roles AS g WHERE pg_has_role(session_user, g.oid, 'MEMBER')
                   AND g.rolname IN ('firemode_engineer', 'firemode_supervisor', 'firemode_reader', 'firemode_audit'))
        AND NOT (SELECT u.rolsuper FROM pg_roles AS u WHERE u.rolname = session_user)
$$;

CREATE FUNCTION signed_in() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT id FROM public.users WHERE username = session_user AND active
$$;

CREATE FUNCTION acting_user() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said uuid := (SELECT s::uuid FROM current_setting('firemode.by', true) AS s
                  WHERE s ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$');
    own uuid;
BEGIN
    IF NOT public.office_login() THEN
        RETURN said;
    END IF;
    own := public.signed_in();
    IF own IS NULL THEN
        PERFORM public.guard_refuse(format('The login %s is nobody''s any more; it writes nothing.', session_user),
                                    'guard_identity');
    END IF;
    IF said <> own THEN
        PERFORM public.guard_refuse(format('You are signed in as %s and cannot write as somebody else.', session_user),
                                    'guard_identity');
    END IF;
    RETURN own;
END $$;

CREATE OR REPLACE FUNCTION audit_person() RETURNS uuid LANGUAGE sql STABLE AS $$ SELECT public.acting_user() $$;

CREATE FUNCTION sees_all_buildings() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT public.office_login()
        OR EXISTS (SELECT FROM public.users AS u WHERE u.id = public.signed_in()
                   AND NOT EXISTS (SELECT FROM public.building_limits AS l WHERE l.user_id = u.id AND l.limited))
        OR EXISTS (SELECT FROM pg_roles AS g WHERE g.rolname = 'firemode_audit'
                   AND pg_has_role(session_user, g.oid, 'MEMBER'))
$$;

CREATE FUNCTION my_buildings() RETURNS SETOF uuid LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.building_id FROM public.building_rights AS r
    WHERE r.user_id = public.signed_in() AND r.ended_at IS NULL
$$;

CREATE FUNCTION guard_who_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    foreign_hand boolean;
BEGIN
    IF NOT office_login() THEN
        RETURN NULL;
    END IF;
    FOR n IN 0 .. TG_NARGS - 1 LOOP
        -- What the row of a fault from before its history says is filed for those it names.
        EXECUTE format('SELECT EXISTS (SELECT FROM added AS a WHERE %I <> $1 %s)', TG_ARGV[n],
            CASE TG_TABLE_NAME WHEN 'fault_events' THEN 'AND NOT EXISTS (SELECT FROM faults AS f WHERE '
                'f.id = a.fault_id AND a.by_user IN (f.class_confirmed_by, f.resolved_by))' ELSE '' END)
            INTO foreign_hand USING acting_user();
        IF foreign_hand THEN
            PERFORM guard_refuse(format('You are signed in as %s and cannot sign as somebody else.', session_user),
                                 'guard_identity');
        END IF;
    END LOOP;
    RETURN NULL;
END $$;

CREATE FUNCTION guard_who_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
BEGIN
    IF office_login() AND EXISTS (
        SELECT FROM unnest(TG_ARGV) AS name
        WHERE after ->> name IS DISTINCT FROM before ->> name AND (after ->> name)::uuid <> acting_user()) THEN
        PERFORM guard_refuse(format('You are signed in as %s and cannot sign as somebody else.', session_user),
                             'guard_identity');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT office_login() THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM users WHERE id = acting_user() AND role = 'supervisor') THEN
        PERFORM guard_refuse('Only a supervisor may approve a session, after it was submitted.', 'guard_approval');
    END IF;
    IF NEW.reviewed_by IS DISTINCT FROM acting_user() THEN
        PERFORM guard_refuse('Whoever approves a session signs for it.', 'guard_approval');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF office_login() THEN
        PERFORM guard_refuse('Nothing is accepted or approved before it is on record.', 'guard_added');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_people() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT office_login() THEN
        RETURN NEW;
    END IF;
    IF NEW.username <> OLD.username THEN
        PERFORM guard_refuse('A username stays: it is what a person signs in with.', 'guard_people');
    END IF;
    IF OLD.id = acting_user() AND (NEW.role, NEW.active) IS DISTINCT FROM (OLD.role, OLD.active) THEN
        PERFORM guard_refuse('Nobody changes their own rights; somebody else does.', 'guard_people');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_building_right() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF office_login() AND NEW.user_id = acting_user() THEN
        PERFORM guard_refuse('Nobody changes their own rights; somebody else does.', 'guard_people');
    END IF;
    IF TG_TABLE_NAME = 'building_rights' AND TG_OP = 'UPDATE' THEN
        IF OLD.ended_at IS NULL THEN
            OLD.ended_at := NEW.ended_at;
            OLD.ended_by := NEW.ended_by;
        END IF;
        IF OLD *<> NEW THEN
            PERFORM guard_refuse('Who had rights to a building stays on record. End it, and give it anew.',
                                 'guard_building_right');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION delete_rows(of_table text, keys uuid[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    allowed CONSTANT jsonb := '{DELETABLE}';
    key text := allowed ->> of_table;
    building text := CASE of_table WHEN 'buildings' THEN 'id' ELSE 'building_id' END;
    link record;
    found_one boolean;
    many integer;
BEGIN
    IF of_table = 'users' AND office_login() THEN
        PERFORM guard_refuse('A person stays on record. Put their login out of use instead.', 'guard_delete');
    END IF;
    IF key IS NULL THEN
        PERFORM guard_refuse('Records of this kind are not deleted.', 'guard_delete');
    END IF;
    PERFORM acting_user();
    EXECUTE format('SELECT true FROM %I WHERE %I = ANY ($1) FOR UPDATE', of_table, key) USING keys;
    IF NOT sees_all_buildings() THEN
        IF of_table = 'calibration_certificates' THEN
            SELECT true INTO found_one FROM calibration_certificates AS c
            JOIN instruments AS i ON i.id = c.instrument_id
            WHERE c.cert_id = ANY (keys) AND i.building_id <> ALL (ARRAY(SELECT my_buildings())) LIMIT 1;
        ELSE
            EXECUTE format('SELECT true FROM %I WHERE %I = ANY ($1) AND %I <> ALL (ARRAY(SELECT my_buildings())) '
                           'LIMIT 1', of_table, key, building) INTO found_one USING keys;
        END IF;
        IF found_one THEN
            PERFORM guard_refuse('This belongs to a building that you have no rights to.', 'guard_delete');
        END IF;
    END IF;
    FOR link IN
        SELECT c.conrelid::regclass AS child, string_agg(format('c.%I = p.%I', a.attname, b.attname), ' AND ') AS joined
        FROM pg_constraint AS c CROSS JOIN unnest(c.conkey, c.confkey) AS k(x, y)
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.x
        JOIN pg_attribute AS b ON b.attrelid = c.confrelid AND b.attnum = k.y
        WHERE c.contype = 'f' AND c.confrelid = format('public.%I', of_table)::regclass GROUP BY c.oid, c.conrelid
    LOOP
        EXECUTE format('SELECT true FROM %s AS c, %I AS p WHERE p.%I = ANY ($1) AND %s LIMIT 1',
                       link.child, of_table, key, link.joined) INTO found_one USING keys;
        IF found_one THEN
            RAISE EXCEPTION 'update or delete on table "%" violates a foreign key', of_table
                USING ERRCODE = 'foreign_key_violation', TABLE = link.child::text, SCHEMA = 'public';
        END IF;
    END LOOP;
    EXECUTE format('DELETE FROM %I WHERE %I = ANY ($1)', of_table, key) USING keys;
    GET DIAGNOSTICS many = ROW_COUNT;
    RETURN many;
END $$;
"""

#: What may be deleted while nothing refers to it, and its key.
DELETABLE = {
    "archetype_settings": "setting_id",
    "buildings": "id",
    "calibration_certificates": "cert_id",
    "ce_scenarios": "scenario_id",
    "control_equipment": "equipment_id",
    "design_setpoints": "setpoint_id",
    "doors": "door_id",
    "doorways": "doorway_id",
    "floors": "floor_id",
    "frequency_settings": "setting_id",
    "instruments": "id",
    "interface_test_definitions": "definition_id",
    "stairs": "stair_id",
    "users": "id",
    "zones": "zone_id",
}

#: Functions that look at rows the writer may not see, or write what nobody writes directly.
WITH_THE_OWNERS_EYES = [
    "floors_keep_zones()", "guard_exclusion()", "guard_four_eyes()", "guard_instance()", "guard_instance_insert()",
    "guard_issue()", "guard_mapping()", "guard_rule()", "guard_scenario()", "guard_scenario_delete()",
    "guard_session()", "readings_latest(uuid[])", "readings_of_added()", "readings_of_sessions()",
    "readings_rebuild()", "readings_take(uuid[])", "same_building()", "zones_check_floors()",
]  # fmt: skip

#: Columns that name who did it: on an office server that is the person who signed in.
WHO = {
    "baseline_air_velocities": ("recorded_by", "withdrawn_by"),
    "baseline_door_forces": ("recorded_by", "withdrawn_by"),
    "baseline_pressure_differentials": ("recorded_by", "withdrawn_by"),
    "building_limits": ("decided_by",),
    "building_rights": ("granted_by", "ended_by"),
    "ce_scenarios": ("created_by", "published_by", "superseded_by"),
    "evidence_records": ("recorded_by",),
    "evidence_waivers": ("waived_by",),
    "fault_events": ("by_user",),
    "faults": ("class_confirmed_by", "resolved_by"),
    "import_batches": ("imported_by", "undone_by"),
    "import_mappings": ("created_by", "forgotten_by"),
    "instance_attempts": ("recorded_by",),
    "issued_reports": ("issued_by",),
    "reading_exclusions": ("decided_by",),
    "result_amendments": ("amended_by",),
    "session_charts": ("added_by", "removed_by"),
    "session_events": ("by_user",),
    "signed_copies": ("signed_by",),
    "test_instances": ("instrument_accepted_by", "recorded_by"),
    "test_sessions": ("created_by", "reviewed_by", "submitted_by"),
}

OF_BUILDING = [
    "approved_readings", "archetype_settings", "baseline_air_velocities", "baseline_door_forces",
    "baseline_pressure_differentials", "ce_scenarios", "control_equipment", "design_setpoints", "door_scenarios",
    "doors", "doorways", "evidence_records", "evidence_waivers", "fault_events", "faults", "floors",
    "frequency_settings", "import_batches", "instance_attempts", "interface_test_definitions", "issued_reports",
    "latest_readings", "reading_exclusions", "result_amendments", "sealed_contents", "session_charts",
    "session_events", "signed_copies", "stairs", "test_instance_templates", "test_instances", "test_sessions", "zones",
]  # fmt: skip
MINE = "(SELECT sees_all_buildings()) OR {} = ANY (ARRAY(SELECT my_buildings()))"
#: Table → which of its rows a person sees and writes. Whoever sees all is asked first, once a statement.
POLICIES = {
    **{table: MINE.format("building_id") for table in OF_BUILDING},
    "buildings": MINE.format("id"),
    "building_rights": MINE.format("building_id"),
    "instruments": f"building_id IS NULL OR {MINE.format('building_id')}",
    "import_mappings": f"building_id IS NULL OR {MINE.format('building_id')}",
    "calibration_certificates": "EXISTS (SELECT FROM instruments AS i WHERE i.id = instrument_id)",
    "audit_entries": MINE.format("building_id"),
}
#: What no row is added with.
ADDED_EMPTY = {
    "test_sessions": "NEW.status = 'approved' OR NEW.reviewed_by IS NOT NULL OR NEW.content_sha256 IS NOT NULL",
    "test_instances": "NEW.instrument_accepted_by IS NOT NULL OR NEW.instrument_accepted_at IS NOT NULL",
}
KEPT_RIGHT = "Who had rights to a building stays on record."
#: Table → what its log triggers are told: key, building, columns, whether a new row stands in the table alone.
RIGHTS = {
    "building_limits": "'user_id', '', '', 'kept', ''",
    "building_rights": "'right_id', 'building_id', '', 'kept', ''",
}
NEW_FUNCTIONS = [
    "delete_rows(text, uuid[])", "guard_who_added()", "guard_who_changed()", "guard_approval()", "guard_added()",
    "guard_people()",
    "guard_building_right()", "my_buildings()", "sees_all_buildings()", "acting_user()", "signed_in()",
    "office_login()",
]  # fmt: skip

OLD_PERSON = """
CREATE OR REPLACE FUNCTION audit_person() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT said::uuid FROM current_setting('firemode.by', true) AS said
    WHERE said ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
$$
"""


def trigger(table: str, name: str, when: str, call: str, *, replace: bool = False) -> None:
    """A trigger that fires in every session, also in one that replicates."""
    verb = "CREATE OR REPLACE TRIGGER" if replace else "CREATE TRIGGER"
    op.execute(f"{verb} {name} {when} EXECUTE FUNCTION {call}")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def watch(table: str, said: str) -> None:
    """The three triggers of the log."""
    seen = {
        "INSERT": "REFERENCING NEW TABLE AS added",
        "UPDATE": "REFERENCING OLD TABLE AS gone NEW TABLE AS added",
        "DELETE": "REFERENCING OLD TABLE AS gone",
    }
    for verb, tables in seen.items():
        name = f"audit_{verb.lower()}"
        trigger(table, name, f"AFTER {verb} ON {table} {tables} FOR EACH STATEMENT", f"{name}({said})", replace=True)


def guard_who() -> None:
    for table, columns in WHO.items():
        said = ", ".join(f"'{column}'" for column in columns)
        trigger(
            table,
            "guard_who_added",
            f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added FOR EACH STATEMENT",
            f"guard_who_added({said})",
        )
        differs = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)
        when = f"BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({differs})"
        trigger(table, "guard_who_changed", when, f"guard_who_changed({said})")


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(FUNCTIONS.replace("{DELETABLE}", "{" + ", ".join(f'"{t}": "{k}"' for t, k in DELETABLE.items()) + "}"))
    for function in WITH_THE_OWNERS_EYES:
        op.execute(f"ALTER FUNCTION {function} SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp")
    guard_who()
    approves = "FOR EACH ROW WHEN (NEW.status = 'approved' AND OLD.status <> 'approved')"
    trigger("test_sessions", "guard_approval", f"BEFORE UPDATE ON test_sessions {approves}", "guard_approval()")
    for table, accepted in ADDED_EMPTY.items():
        trigger(table, "guard_added", f"BEFORE INSERT ON {table} FOR EACH ROW WHEN ({accepted})", "guard_added()")
    trigger("users", "guard_people", "BEFORE UPDATE ON users FOR EACH ROW", "guard_people()")
    for table, told in RIGHTS.items():
        row = f"ON {table} FOR EACH ROW"
        trigger(table, "guard_building_right", f"BEFORE INSERT OR UPDATE {row}", "guard_building_right()")
        trigger(table, "guard_no_delete", f"BEFORE DELETE {row}", f"guard_no_delete('{KEPT_RIGHT}')")
        trigger(table, "guard_no_truncate", f"BEFORE TRUNCATE ON {table}", f"guard_no_delete('{KEPT_RIGHT}')")
        trigger(table, "record_time", f"BEFORE INSERT {row}", "record_time()")
        watch(table, told)
        op.execute(f"SELECT audit_restate('{table}')")
    for table, seen in POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY of_my_buildings ON {table} USING ({seen}) WITH CHECK ({seen})")
    op.execute("ALTER VIEW counted_readings SET (security_invoker = true)")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY['building_limits', 'building_rights'])")
    op.execute("ALTER VIEW counted_readings RESET (security_invoker)")
    for table in POLICIES:
        op.execute(f"DROP POLICY of_my_buildings ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute(OLD_PERSON)
    op.execute("DROP TABLE building_limits, building_rights")
    op.execute(f"DROP FUNCTION {', '.join(NEW_FUNCTIONS)} CASCADE")
    for function in WITH_THE_OWNERS_EYES:
        op.execute(f"ALTER FUNCTION {function} SECURITY INVOKER SET search_path = public, pg_temp")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
