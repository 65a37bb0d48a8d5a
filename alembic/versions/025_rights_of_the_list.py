"""What a person may do is what the list of people says now, and what the server's group allows besides.

A role that was taken away, a limit to buildings, a login put out of use hold from the next statement on, although the
group of the server is moved later, by a superuser (decision 0036). Somebody who may give logins always remains. Who
recorded a result is who signed in, also where a client leaves it out: four eyes are counted by that. The report of an
approved session gets a new revision only together with what changes it.

Revision ID: 025_rights_of_the_list
Revises: 024_rights
Create Date: 2026-11-23 18:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "025_rights_of_the_list"
down_revision = "024_rights"
branch_labels = None
depends_on = None

ACTING = """
CREATE OR REPLACE FUNCTION acting_user() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
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
    END IF;{LOOKS}
    IF said <> own THEN
        PERFORM public.guard_refuse(format('You are signed in as %s and cannot write as somebody else.', session_user),
                                    'guard_identity');
    END IF;
    RETURN own;
END $$;
"""
LOOKS = """
    IF EXISTS (SELECT FROM public.users WHERE id = own AND role = 'viewer') THEN
        PERFORM public.guard_refuse('A viewer looks at the records and writes nothing.', 'guard_hand');
    END IF;"""

FUNCTIONS = """
CREATE FUNCTION guard_hand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF office_login() THEN
        IF NOT EXISTS (SELECT FROM users WHERE id = acting_user() AND role IN ('supervisor', 'administrator')) THEN
            PERFORM guard_refuse('This is for a supervisor or an administrator.', 'guard_hand');
        END IF;
        IF TG_NARGS > 0 AND NOT sees_all_buildings() THEN
            PERFORM guard_refuse('Only somebody who sees all buildings decides who may sign in and what they see.',
                                 'guard_hand');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_recorded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF office_login() THEN
        NEW := jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], acting_user()));
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_last() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF office_login() THEN
        PERFORM pg_advisory_xact_lock(hashtextextended('firemode: who may give logins', 0));
        IF NOT EXISTS (SELECT FROM users AS u WHERE u.active AND u.role IN ('supervisor', 'administrator')
                       AND NOT EXISTS (SELECT FROM building_limits AS l WHERE l.user_id = u.id AND l.limited)) THEN
            PERFORM guard_refuse('Somebody must remain who can sign in, sees all buildings and may give logins.',
                                 'guard_last');
        END IF;
    END IF;
    RETURN NULL;
END $$;
"""

SESSION = """
CREATE OR REPLACE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF OLD.status <> 'approved' THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' THEN{REVISION}
        OLD.report_revision := NEW.report_revision;
        OLD.updated_at := NEW.updated_at;
        IF OLD *= NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM guard_refuse('This session is approved. Nothing in it changes any more.', 'guard_approved_session');
    RETURN NULL;
END $$;
"""
#: What changes the report of an approved session is on record in the same transaction: ``now()`` is when it began.
REVISION = """
        IF NEW.report_revision <> OLD.report_revision AND NOT (NEW.report_revision = OLD.report_revision + 1 AND (
            EXISTS (SELECT FROM result_amendments AS a JOIN test_instances AS i USING (instance_id)
                    WHERE i.session_id = OLD.id AND a.recorded_at = now())
            OR EXISTS (SELECT FROM fault_events AS e JOIN faults AS f ON f.id = e.fault_id
                       WHERE f.test_session_id = OLD.id AND e.recorded_at = now())
            OR EXISTS (SELECT FROM session_charts AS c
                       WHERE c.session_id = OLD.id AND now() IN (c.recorded_at, c.removed_at))
            OR EXISTS (SELECT FROM session_events AS e JOIN users AS u ON u.id = e.by_user
                       WHERE e.session_id = OLD.id AND e.recorded_at = now() AND e.event = 'revised'
                         AND u.role = 'supervisor' AND e.note ~ '\\S'))) THEN
            PERFORM guard_refuse('A report gets its next revision with what changes it: an amendment, a chart, a step '
                'of a fault, or a supervisor''s reason.', 'guard_revision');
        END IF;"""

#: Tables that supervisors and administrators write; whether whoever writes sees all buildings.
SUPERVISED = {
    "as1851_rules": "",
    "building_limits": "'all'",
    "building_rights": "'all'",
    "evidence_waivers": "",
    "reading_exclusions": "",
    "sealed_contents": "",
    "users": "'all'",
}
RESULT = "('completed', 'failed', 'skipped')"
LESS = "(OLD.active AND NOT NEW.active) OR OLD.role <> NEW.role"


def trigger(table: str, name: str, when: str, call: str) -> None:
    """A trigger that fires in every session, also in one that replicates."""
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {call}")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    op.execute(ACTING.replace("{LOOKS}", LOOKS))
    op.execute(SESSION.replace("{REVISION}", REVISION))
    op.execute(FUNCTIONS)
    for table, told in SUPERVISED.items():
        trigger(table, "guard_hand", f"BEFORE INSERT OR UPDATE ON {table} FOR EACH STATEMENT", f"guard_hand({told})")
    accepted = "NEW.instrument_accepted_by IS DISTINCT FROM OLD.instrument_accepted_by"
    trigger(
        "test_instances",
        "guard_hand",
        f"BEFORE UPDATE ON test_instances FOR EACH ROW WHEN ({accepted})",
        "guard_hand()",
    )
    for when, changed in (("INSERT", ""), ("UPDATE", f" AND OLD.status NOT IN {RESULT}")):
        trigger(
            "test_instances",
            f"guard_recorded_{when.lower()}",
            f"BEFORE {when} ON test_instances FOR EACH ROW WHEN (NEW.status IN {RESULT}{changed})",
            "guard_recorded('recorded_by')",
        )
    amended = "BEFORE INSERT ON result_amendments FOR EACH ROW WHEN (NEW.amended_by IS NULL)"
    trigger("result_amendments", "guard_recorded", amended, "guard_recorded('amended_by')")
    trigger("users", "guard_last", f"AFTER UPDATE ON users FOR EACH ROW WHEN ({LESS})", "guard_last()")
    trigger(
        "building_limits",
        "guard_last",
        "AFTER INSERT OR UPDATE ON building_limits FOR EACH ROW WHEN (NEW.limited)",
        "guard_last()",
    )


def downgrade() -> None:
    op.execute("DROP FUNCTION guard_hand(), guard_recorded(), guard_last() CASCADE")
    op.execute(ACTING.replace("{LOOKS}", ""))
    op.execute(SESSION.replace("{REVISION}", ""))
