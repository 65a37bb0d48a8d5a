"""A building whose records were handed over whole is archived: from then on nothing in it changes (decision 42).

``building_archives`` keeps who archived it, when, why, and the hash of the file that holds its records. Every write of
any client is an entry of the log with its building, so one guard on the log refuses them all; a building is taken up
again by filling in the other half of the row.

Revision ID: 029_building_archives
Revises: 028_meeting_hands
Create Date: 2026-11-23 23:40:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "029_building_archives"
down_revision = "028_meeting_hands"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE building_archives (
    archive_id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    building_id uuid NOT NULL REFERENCES buildings (id),
    archived_by uuid NOT NULL REFERENCES users (id),
    reason text NOT NULL,
    file_name varchar(255) NOT NULL,
    file_sha256 varchar(64) NOT NULL,
    audit_head varchar(64) NOT NULL,
    records integer NOT NULL,
    files integer NOT NULL,
    files_missing integer NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    reopened_by uuid REFERENCES users (id),
    reopened_at timestamptz,
    reopened_reason text,
    CONSTRAINT ck_building_archives_reason CHECK (btrim(reason) <> ''),
    CONSTRAINT ck_building_archives_file CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_building_archives_head CHECK (audit_head ~ '^[0-9a-f]{64}$'),
    CONSTRAINT ck_building_archives_counts CHECK (LEAST(records, files, files_missing) >= 0),
    CONSTRAINT ck_building_archives_reopened CHECK (
        num_nulls(reopened_by, reopened_at, reopened_reason) = 3
        OR num_nulls(reopened_by, reopened_at, reopened_reason) = 0 AND btrim(reopened_reason) <> '')
)
"""
INDEX = (
    "CREATE UNIQUE INDEX uq_building_archive_current ON building_archives (building_id) WHERE reopened_at IS NULL",
    "CREATE INDEX idx_building_archives_building ON building_archives (building_id)",
)
EYES = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp"
#: Whoever writes in a building holds its row until the end; whoever archives it waits for them, and they for it.
FUNCTIONS = f"""
CREATE FUNCTION guard_archived() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
BEGIN
    IF NEW.building_id IS NULL OR NEW.table_name IN ('building_archives', 'building_rights')
       OR NEW.verb NOT IN ('INSERT', 'UPDATE', 'DELETE') THEN
        RETURN NEW;
    END IF;
    PERFORM FROM buildings WHERE id = NEW.building_id FOR KEY SHARE;
    IF EXISTS (SELECT FROM building_archives WHERE building_id = NEW.building_id AND reopened_at IS NULL) THEN
        PERFORM guard_refuse(format('“%s” is archived. Nothing in it changes before it is taken up again.',
            (SELECT name FROM buildings WHERE id = NEW.building_id)), 'guard_archived');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_archive() RETURNS trigger LANGUAGE plpgsql {EYES} AS $$
DECLARE
    building buildings;
    since bigint;
BEGIN
    SELECT * INTO building FROM buildings WHERE id = NEW.building_id FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NEW;
    END IF;
    IF building.decommissioned_on IS NULL
       OR building.decommissioned_on > (now() AT TIME ZONE building.timezone)::date THEN
        PERFORM guard_refuse(format('“%s” is in service. It is archived once it is out of service.', building.name),
                             'guard_archive');
    END IF;
    SELECT seq INTO since FROM audit_chain WHERE hash = decode(NEW.audit_head, 'hex');
    IF NOT FOUND THEN
        PERFORM guard_refuse('The log never ended as this file says. It is of another database.', 'guard_archive');
    END IF;
    IF EXISTS (SELECT FROM audit_entries AS e LEFT JOIN audit_chain AS c ON c.entry_id = e.entry_id
               WHERE e.building_id = NEW.building_id AND coalesce(c.seq > since, true)
                 AND e.table_name NOT IN ('building_archives', 'building_rights')) THEN
        PERFORM guard_refuse(format('“%s” was changed after this file was written. Export it again.', building.name),
                             'guard_archive');
    END IF;
    RETURN NEW;
END $$;
"""
KEPT = "That a building was archived stays on record."
SEEN = {
    "INSERT": "REFERENCING NEW TABLE AS added",
    "UPDATE": "REFERENCING OLD TABLE AS gone NEW TABLE AS added",
    "DELETE": "REFERENCING OLD TABLE AS gone",
}
MINE = "(SELECT sees_all_buildings()) OR building_id = ANY (ARRAY(SELECT my_buildings()))"


def trigger(table: str, name: str, when: str, call: str) -> None:
    """A trigger that fires in every session, also in one that replicates."""
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {call}")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    op.execute(TABLE)
    for index in INDEX:
        op.execute(index)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(FUNCTIONS)
    table, row = "building_archives", "ON building_archives FOR EACH ROW"
    every = "ON building_archives FOR EACH STATEMENT"
    added = "ON building_archives REFERENCING NEW TABLE AS added FOR EACH STATEMENT"
    trigger(table, "guard_archive", f"BEFORE INSERT {row}", "guard_archive()")
    trigger(table, "guard_hand", f"BEFORE INSERT OR UPDATE {every}", "guard_hand()")
    trigger(table, "guard_held", f"BEFORE INSERT OR UPDATE {every}", "guard_held()")
    trigger(table, "guard_kept_facts",
            f"BEFORE UPDATE {row} WHEN (OLD.reopened_at IS NOT NULL OR (OLD.archive_id, OLD.building_id, "
            "OLD.archived_by, OLD.reason, OLD.file_name, OLD.file_sha256, OLD.audit_head, OLD.records, OLD.files, "
            "OLD.files_missing, OLD.recorded_at) IS DISTINCT FROM (NEW.archive_id, NEW.building_id, NEW.archived_by, "
            "NEW.reason, NEW.file_name, NEW.file_sha256, NEW.audit_head, NEW.records, NEW.files, NEW.files_missing, "
            f"NEW.recorded_at))", f"guard_no_change('{KEPT}')")  # fmt: skip
    trigger(table, "guard_no_delete", f"BEFORE DELETE {row}", f"guard_no_delete('{KEPT}')")
    trigger(table, "guard_no_truncate", f"BEFORE TRUNCATE ON {table}", f"guard_no_delete('{KEPT}')")
    trigger(table, "guard_stamped", f"BEFORE UPDATE {row} WHEN (NEW.reopened_at IS DISTINCT FROM OLD.reopened_at)",
            "guard_stamped('reopened_at')")  # fmt: skip
    trigger(table, "guard_who_added", f"AFTER INSERT {added}", "guard_who_added('archived_by', 'reopened_by')")
    trigger(table, "guard_who_changed",
            f"BEFORE UPDATE {row} WHEN (NEW.reopened_by IS DISTINCT FROM OLD.reopened_by)",
            "guard_who_changed('reopened_by')")  # fmt: skip
    trigger(table, "record_time", f"BEFORE INSERT {row}", "record_time()")
    for verb, tables in SEEN.items():
        name = f"audit_{verb.lower()}"
        trigger(table, name, f"AFTER {verb} ON {table} {tables} FOR EACH STATEMENT",
                f"{name}('archive_id', 'building_id', '', 'kept', '')")  # fmt: skip
    op.execute(f"SELECT audit_restate('{table}')")
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY of_my_buildings ON {table} USING ({MINE}) WITH CHECK ({MINE})")
    trigger("audit_entries", "guard_archived", "BEFORE INSERT ON audit_entries FOR EACH ROW", "guard_archived()")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY['building_archives'])")
    op.execute("DROP FUNCTION guard_archived(), guard_archive() CASCADE")
    op.execute("DROP TABLE building_archives")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
