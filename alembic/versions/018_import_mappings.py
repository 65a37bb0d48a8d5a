"""How a person read the columns of a foreign file, recognised by its headings when they come again.

Revision ID: 018_import_mappings
Revises: 017_external_identifiers
Create Date: 2026-11-22 18:00:00.000000

The newest row of a fingerprint holds; forgetting one sets a date and who did it. Without a building a mapping holds
everywhere, with one it also knows names of that building.
"""

from __future__ import annotations

from alembic import op

revision = "018_import_mappings"
down_revision = "017_external_identifiers"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE import_mappings (
    mapping_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    building_id uuid REFERENCES buildings (id) ON DELETE CASCADE,
    fingerprint varchar(16) NOT NULL,
    name text NOT NULL,
    mapping jsonb NOT NULL,
    created_by uuid REFERENCES users (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    forgotten_at timestamptz,
    forgotten_by uuid REFERENCES users (id),
    CONSTRAINT ck_import_mappings_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{16}$')
);
CREATE INDEX idx_import_mappings_fingerprint ON import_mappings (fingerprint, recorded_at)
"""

FUNCTION = """
CREATE FUNCTION guard_mapping() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.forgotten_at IS NULL THEN
        OLD.forgotten_at := NEW.forgotten_at;
        OLD.forgotten_by := NEW.forgotten_by;
    END IF;
    IF OLD *<> NEW THEN
        PERFORM guard_refuse('How a file was read stays on record. Read one in another way and that holds from then '
                             'on, or forget this one.', 'guard_mapping');
    END IF;
    RETURN NEW;
END $$
"""
KEPT = "How a file was read stays on record. Forget it instead."

#: Trigger → when, for each what, and the function with its argument.
TRIGGERS = {
    "guard_no_delete": ("DELETE", "ROW", f"guard_no_delete('{KEPT}')"),
    "guard_no_truncate": ("TRUNCATE", "STATEMENT", f"guard_no_delete('{KEPT}')"),
    "guard_mapping": ("UPDATE", "ROW", "guard_mapping()"),
    "record_time": ("INSERT", "ROW", "record_time()"),
}


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(FUNCTION)
    for name, (event, each, call) in TRIGGERS.items():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON import_mappings FOR EACH {each} EXECUTE FUNCTION {call};"
            f"ALTER TABLE import_mappings ENABLE ALWAYS TRIGGER {name}"
        )


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY['import_mappings'])")
    op.execute("DROP TABLE import_mappings")
    op.execute("DROP FUNCTION guard_mapping")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
