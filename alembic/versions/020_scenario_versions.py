"""What the versions of a cause-and-effect scenario need: why one was made, whose name stands under it, when it ended.

A published version is never rewritten and never deleted by itself; more kinds of trigger have a word of their own.

Revision ID: 020_scenario_versions
Revises: 019_test_sessions
Create Date: 2026-11-23 00:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "020_scenario_versions"
down_revision = "019_test_sessions"
branch_labels = None
depends_on = None

TABLE = "ce_scenarios"
COLUMNS = {
    "change_note": "text",
    "based_on": f"uuid REFERENCES {TABLE} (scenario_id) ON DELETE SET NULL",
    "published_name": "varchar(255)",
    "superseded_at": "timestamptz",
    "superseded_by": "uuid REFERENCES users (id)",
    "superseded_reason": "text",
}

TRIGGERS_OF_006 = ("smoke_detector", "heat_detector", "manual_call_point", "test_switch")
TRIGGERS_SINCE = ("duct_smoke_detector", "sprinkler_flow_switch", "fan_control_panel", "power_failure")

FUNCTIONS = """
CREATE FUNCTION guard_scenario() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN NEW;
    END IF;
    OLD.active := OLD.active AND NEW.active;
    IF OLD.superseded_at IS NULL THEN
        OLD.superseded_at := NEW.superseded_at;
        OLD.superseded_by := NEW.superseded_by;
        OLD.superseded_reason := NEW.superseded_reason;
    END IF;
    OLD.updated_at := NEW.updated_at;
    -- Who made it, and from what, may have been deleted since.
    IF NEW.created_by IS NULL THEN
        OLD.created_by := NULL;
    END IF;
    IF NEW.based_on IS NULL THEN
        OLD.based_on := NULL;
    END IF;
    IF OLD *<> NEW THEN
        PERFORM guard_refuse(format('Version %s of “%s” is published and stays as it is. Edit a new version of it.',
            OLD.version, OLD.scenario_name), 'guard_scenario');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_scenario_delete() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    -- With its building, stair or zone it goes: what may not be deleted is guarded there.
    IF OLD.published_at IS NOT NULL AND pg_trigger_depth() = 1 THEN
        PERFORM guard_refuse(format('Version %s of “%s” is published and stays on record. Withdraw it instead.',
            OLD.version, OLD.scenario_name), 'guard_scenario_delete');
    END IF;
    RETURN OLD;
END $$
"""
GUARDS = {"guard_scenario": "UPDATE", "guard_scenario_delete": "DELETE"}


def check_triggers(words: tuple[str, ...], suffix: str = "") -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return (
        f"ALTER TABLE {TABLE} ADD CONSTRAINT ck_ce_trigger_device_type "
        f"CHECK (trigger_device_type IN ({listed}) OR trigger_device_type IS NULL) {suffix}"
    )


def upgrade() -> None:
    for column, kind in COLUMNS.items():
        op.execute(f"ALTER TABLE {TABLE} ADD COLUMN {column} {kind}")
    op.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT ck_ce_trigger_device_type")
    op.execute(check_triggers((*TRIGGERS_OF_006, *TRIGGERS_SINCE)))
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(FUNCTIONS)
    for name, verb in GUARDS.items():
        op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {name}()")
        op.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY['{TABLE}'])")
    op.execute(f"DROP FUNCTION {', '.join(GUARDS)} CASCADE")
    op.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT ck_ce_trigger_device_type")
    # A trigger of a later kind keeps its word: what is on record is not changed by going back.
    op.execute(check_triggers(TRIGGERS_OF_006, "NOT VALID"))
    known = ", ".join(f"'{word}'" for word in TRIGGERS_OF_006)
    op.execute(f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM {TABLE} WHERE trigger_device_type NOT IN ({known})) THEN
                ALTER TABLE {TABLE} VALIDATE CONSTRAINT ck_ce_trigger_device_type;
            END IF;
        END $$
    """)
    for column in COLUMNS:
        op.execute(f"ALTER TABLE {TABLE} DROP COLUMN {column}")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
