"""Who changed what in the registers, and when: an entry for each statement and building, whoever connects.

Revision ID: 016_register_audit
Revises: 015_guards
Create Date: 2026-11-22 10:00:00.000000

The acting person is the transaction's setting ``firemode.by`` (a ``users.id``), which the program's services set; a
write of another client is logged with its login alone. Entries refer to nothing, so that they outlive what they tell.
"""

from __future__ import annotations

from alembic import op

revision = "016_register_audit"
down_revision = "015_guards"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE audit_entries (
    entry_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    by_user uuid,
    by_login text NOT NULL DEFAULT session_user,
    transaction_id bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    building_id uuid,
    table_name text NOT NULL,
    verb text NOT NULL,
    row_keys uuid[] NOT NULL,
    rows jsonb NOT NULL
);
CREATE INDEX idx_audit_building ON audit_entries (building_id, entry_id);
CREATE INDEX idx_audit_keys ON audit_entries USING gin (row_keys);
"""

#: Register → its key and the column that leads to its building.
REGISTERS = {
    "buildings": ("id", "id"),
    "stairs": ("stair_id", "building_id"),
    "floors": ("floor_id", "building_id"),
    "doors": ("door_id", "building_id"),
    "doorways": ("doorway_id", "building_id"),
    "zones": ("zone_id", "building_id"),
    "control_equipment": ("equipment_id", "building_id"),
    "interface_test_definitions": ("definition_id", "building_id"),
    "design_setpoints": ("setpoint_id", "building_id"),
    "instruments": ("id", "building_id"),
    "calibration_certificates": ("cert_id", "instrument_id"),
    "as1851_rules": ("rule_id", ""),
    "users": ("id", ""),
}

#: What is told of a person. A database that was there before may keep secrets in other columns of the table.
TOLD = {"users": "id,username,full_name,email,role,licence_number,active,created_at"}

#: Verb → the transition tables it is given, and each row before and after it.
VERBS = {
    "INSERT": (
        "REFERENCING NEW TABLE AS added",
        "SELECT '{}'::jsonb AS before, to_jsonb(n) AS after FROM added AS n",
    ),
    "UPDATE": (
        "REFERENCING OLD TABLE AS gone NEW TABLE AS added",
        "SELECT coalesce(o.line, '{}') AS before, coalesce(n.line, '{}') AS after"
        " FROM (SELECT to_jsonb(g) AS line FROM gone AS g) AS o"
        " FULL JOIN (SELECT to_jsonb(a) AS line FROM added AS a) AS n"
        " ON o.line ->> TG_ARGV[0] = n.line ->> TG_ARGV[0]",
    ),
    "DELETE": (
        "REFERENCING OLD TABLE AS gone",
        "SELECT to_jsonb(o) AS before, '{}'::jsonb AS after FROM gone AS o",
    ),
}

#: Arguments: key, column of the building, columns that are told (blank: all). Times are written in UTC, rows stand in
#: the order of their keys, and only what differs is there, so that equal writes make equal entries. Both steps are
#: materialised: merged into one, each row would be turned into JSON once for each of its columns.
FUNCTION = """
CREATE FUNCTION audit_{verb}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
BEGIN
    WITH pairs AS MATERIALIZED ({pairs}), changed AS MATERIALIZED (
        SELECT
            coalesce(after ->> TG_ARGV[0], before ->> TG_ARGV[0])::uuid AS key,
            CASE TG_ARGV[1]
                WHEN '' THEN NULL
                WHEN 'instrument_id' THEN (SELECT i.building_id FROM public.instruments AS i WHERE i.id =
                    coalesce(after ->> 'instrument_id', before ->> 'instrument_id')::uuid)
                ELSE coalesce(after ->> TG_ARGV[1], before ->> TG_ARGV[1])::uuid
            END AS building,
            (SELECT jsonb_object_agg(name, jsonb_build_array(before -> name, after -> name))
             FROM jsonb_object_keys(coalesce(nullif(after, '{{}}'), before)) AS name
             WHERE coalesce(before -> name, 'null') <> coalesce(after -> name, 'null') AND name <> 'updated_at'
               AND (TG_ARGV[2] = '' OR name = ANY(string_to_array(TG_ARGV[2], ',')))) AS columns
        FROM pairs
    )
    INSERT INTO public.audit_entries (by_user, building_id, table_name, verb, row_keys, rows)
    SELECT
        (SELECT said::uuid FROM current_setting('firemode.by', true) AS said
         WHERE said ~* '^[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$'),
        building, TG_TABLE_NAME, TG_OP, array_agg(key ORDER BY key),
        jsonb_agg(jsonb_build_object('key', key, 'columns', columns) ORDER BY key)
    FROM changed WHERE columns IS NOT NULL GROUP BY building;
    RETURN NULL;
END $$
"""

GUARD = """
CREATE FUNCTION guard_audit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' OR pg_trigger_depth() < 2 THEN
        PERFORM public.guard_refuse('The log of changes is written by the database alone, and nothing in it changes.',
                                    'guard_audit');
    END IF;
    RETURN NULL;
END $$
"""
NO_TRUNCATE = "Registers are not emptied at once. Remove single rows, or take them out of service."

#: Numbers that no entry ever had.
NUMBER_ON = """
SELECT setval(pg_get_serial_sequence('audit_entries', 'entry_id'), greatest(
    firemode_archive.next_number('audit_entries', 'entry_id'),
    (SELECT coalesce(max(entry_id), 0) + 1 FROM audit_entries)), false)
"""


def trigger(table: str, name: str, when: str, call: str) -> None:
    """A trigger that fires once a statement in every session, also in one that replicates."""
    op.execute(f"CREATE TRIGGER {name} {when} FOR EACH STATEMENT EXECUTE FUNCTION {call}")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(NUMBER_ON)
    op.execute(GUARD)
    trigger(
        "audit_entries",
        "guard_audit",
        "BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON audit_entries",
        "guard_audit()",
    )
    for verb, (_, pairs) in VERBS.items():
        op.execute(FUNCTION.format(verb=verb.lower(), pairs=pairs))
    for table, (key, building) in REGISTERS.items():
        arguments = f"'{key}', '{building}', '{TOLD.get(table, '')}'"
        for verb, (transition, _) in VERBS.items():
            name = f"audit_{verb.lower()}"
            trigger(table, name, f"AFTER {verb} ON {table} {transition}", f"{name}({arguments})")
        trigger(table, "guard_no_truncate", f"BEFORE TRUNCATE ON {table}", f"guard_no_delete('{NO_TRUNCATE}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY['audit_entries'])")
    op.execute("DROP FUNCTION audit_insert, audit_update, audit_delete CASCADE")
    for table in REGISTERS:
        op.execute(f"DROP TRIGGER guard_no_truncate ON {table}")
    op.execute("DROP TABLE audit_entries")
    op.execute("DROP FUNCTION guard_audit")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
