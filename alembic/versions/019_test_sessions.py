"""What running, judging and reviewing tests for years needs: a building's own schedule, rule sets, the life of a fault.

A rule that readings were judged by is never rewritten, and whoever recorded readings does not approve them.

Revision ID: 019_test_sessions
Revises: 018_import_mappings
Create Date: 2026-11-22 21:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "019_test_sessions"
down_revision = "018_import_mappings"
branch_labels = None
depends_on = None

TABLES = {
    "frequency_settings": """
        setting_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        frequency varchar(20) NOT NULL,
        anchor_date date,
        early_days integer NOT NULL DEFAULT 0,
        late_days integer NOT NULL DEFAULT 0,
        source text,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT uq_frequency_setting UNIQUE (building_id, frequency),
        CONSTRAINT ck_frequency_setting_frequency CHECK (frequency IN (
            'monthly', 'three_monthly', 'six_monthly', 'annual', 'five_yearly', 'commissioning')),
        CONSTRAINT ck_frequency_setting_days CHECK (early_days >= 0 AND late_days >= 0)""",
    "fault_events": """
        event_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
        fault_id uuid NOT NULL REFERENCES faults (id),
        event varchar(20) NOT NULL,
        note text,
        details jsonb,
        by_user uuid REFERENCES users (id),
        recorded_at timestamptz NOT NULL DEFAULT now()""",
}

#: The set that the seeded rules of 010 are of; a building without its own is judged by it.
DEFAULT_SET = "AS 1851-2012"
COLUMNS = {
    "as1851_rules": f"rule_set varchar(100) NOT NULL DEFAULT '{DEFAULT_SET}'",
    "buildings": "rule_set varchar(100)",
}

FUNCTIONS = """
CREATE FUNCTION guard_rule() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.superseded_date IS NULL THEN
        OLD.superseded_date := NEW.superseded_date;
    END IF;
    OLD.active := NEW.active;
    OLD.updated_at := NEW.updated_at;
    IF OLD *<> NEW THEN
        PERFORM guard_refuse('A rule that readings may have been judged by is never rewritten. Supersede it.',
                             'guard_rule');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_four_eyes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM users WHERE active) > 1 AND EXISTS (
        SELECT FROM test_instances AS i
        LEFT JOIN import_batches AS b ON b.batch_id = i.import_batch_id
        LEFT JOIN result_amendments AS a ON a.instance_id = i.instance_id
        WHERE i.session_id = NEW.id AND NEW.reviewed_by IN (i.recorded_by, b.imported_by, a.amended_by)) THEN
        PERFORM guard_refuse('Whoever recorded, imported or corrected readings of a session does not approve it.',
                             'guard_four_eyes');
    END IF;
    RETURN NEW;
END $$
"""
NAMES = ["guard_rule", "guard_four_eyes"]

KEPT_RULE = "A rule stays on record. Withdraw it instead."
KEPT_EVENT = "What happened to a fault stays on record."

#: Table → trigger → when, for each what, and the function with its arguments.
TRIGGERS = {
    "as1851_rules": {
        "guard_no_delete": ("BEFORE DELETE", "ROW", f"guard_no_delete('{KEPT_RULE}')"),
        "guard_rule": ("BEFORE UPDATE", "ROW", "guard_rule()"),
    },
    "test_sessions": {
        "guard_four_eyes": (
            "BEFORE UPDATE",
            "ROW WHEN (NEW.status = 'approved' AND OLD.status <> 'approved')",
            "guard_four_eyes()",
        ),
    },
    "fault_events": {
        "guard_no_delete": ("BEFORE DELETE", "ROW", f"guard_no_delete('{KEPT_EVENT}')"),
        "guard_no_truncate": ("BEFORE TRUNCATE", "STATEMENT", f"guard_no_delete('{KEPT_EVENT}')"),
        "guard_no_change": ("BEFORE UPDATE", "ROW", f"guard_no_change('{KEPT_EVENT}')"),
        "record_time": ("BEFORE INSERT", "ROW", "record_time()"),
        "same_building": ("BEFORE INSERT", "ROW", "same_building('fault_id', 'faults', 'id', '')"),
    },
    "frequency_settings": {
        "touch_updated_at": ("BEFORE UPDATE", "ROW", "touch_updated_at()"),
    },
}

#: What a building decides for its schedule is logged like its registers.
LOGGED = {"frequency_settings": "setting_id", "archetype_settings": "setting_id"}
NO_TRUNCATE = "A schedule is not emptied at once. Remove single rows."
VERBS = {
    "INSERT": "REFERENCING NEW TABLE AS added",
    "UPDATE": "REFERENCING OLD TABLE AS gone NEW TABLE AS added",
    "DELETE": "REFERENCING OLD TABLE AS gone",
}


def trigger(table: str, name: str, when: str, each: str, call: str, seen: str = "") -> None:
    """A trigger that fires in every session, also in one that replicates."""
    op.execute(f"CREATE TRIGGER {name} {when} ON {table} {seen} FOR EACH {each} EXECUTE FUNCTION {call}")
    if name != "touch_updated_at":
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    for table, definition in TABLES.items():
        op.execute(f"CREATE TABLE {table} ({definition})")
    op.execute("CREATE INDEX idx_fault_events_fault ON fault_events (fault_id, recorded_at)")
    for table, column in COLUMNS.items():
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(FUNCTIONS)
    for table, triggers in TRIGGERS.items():
        for name, (when, each, call) in triggers.items():
            trigger(table, name, when, each, call)
    for table, key in LOGGED.items():
        trigger(table, "guard_no_truncate", "BEFORE TRUNCATE", "STATEMENT", f"guard_no_delete('{NO_TRUNCATE}')")
        for verb, rows in VERBS.items():
            name = f"audit_{verb.lower()}"
            trigger(table, name, f"AFTER {verb}", "STATEMENT", f"{name}('{key}', 'building_id', '')", rows)


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{[*COLUMNS, *TABLES]})")
    for table in LOGGED:
        op.execute(f"DROP TRIGGER guard_no_truncate ON {table}")
        for verb in VERBS:
            op.execute(f"DROP TRIGGER audit_{verb.lower()} ON {table}")
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP TRIGGER guard_no_delete ON as1851_rules")
    op.execute(f"DROP FUNCTION {', '.join(NAMES)} CASCADE")
    for table, column in COLUMNS.items():
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column.split()[0]}")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
