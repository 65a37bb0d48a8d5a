"""Baselines as periods: a new one closes the old one and stands beside it, and each says where it comes from.

A period is of days, because a stair is commissioned on a day.

Revision ID: 013_baseline_periods
Revises: 012_corrections
Create Date: 2025-10-27 10:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "013_baseline_periods"
down_revision = "012_corrections"
branch_labels = None
depends_on = None

#: Table, kind, the columns that say where a baseline was measured, and the same for a gist index (which in PostgreSQL
#: 15 takes no boolean).
BASELINES = [
    (
        "baseline_pressure_differentials",
        "pressure",
        ["building_id", "stair_id", "floor_id", "door_configuration"],
        ["building_id", "stair_id", "floor_id", "door_configuration"],
    ),
    (
        "baseline_air_velocities",
        "velocity",
        ["building_id", "stair_id", "doorway_id", "door_scenario"],
        ["building_id", "stair_id", "doorway_id", "door_scenario"],
    ),
    (
        "baseline_door_forces",
        "door_force",
        ["building_id", "stair_id", "door_id", "pressurization_active"],
        ["building_id", "stair_id", "door_id", "(pressurization_active::int)"],
    ),
]

#: What the downgrade takes away, parents first.
KEPT = ["import_batches", *(table for table, *_ in BASELINES)]

IMPORT_BATCHES = """
CREATE TABLE import_batches (
    batch_id uuid PRIMARY KEY,
    building_id uuid NOT NULL REFERENCES buildings (id) ON DELETE CASCADE,
    kind text NOT NULL,
    session_id uuid REFERENCES test_sessions (id),
    file_name text,
    file_sha256 varchar(64),
    rows_read integer NOT NULL DEFAULT 0,
    rows_new integer NOT NULL DEFAULT 0,
    rows_changed integer NOT NULL DEFAULT 0,
    rows_unchanged integer NOT NULL DEFAULT 0,
    rows_skipped integer NOT NULL DEFAULT 0,
    mapping jsonb,
    imported_by uuid REFERENCES users (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    undone_at timestamptz,
    undone_by uuid REFERENCES users (id),
    undo_reason text
)
"""

#: New columns: column, type, default, value for the rows of before.
COLUMNS = [
    ("provenance", "varchar(20)", "'commissioned'", "'commissioned'"),
    ("superseded_date", "date", None, None),
    ("withdrawn_at", "timestamptz", None, None),
    ("withdrawn_by", "uuid", None, None),
    ("withdrawn_reason", "text", None, None),
    ("recorded_at", "timestamptz", "now()", "created_at"),
    ("recorded_by", "uuid", None, None),
    ("batch_id", "uuid", None, None),
    ("source_ref", "text", None, None),
]

REFERENCES = [
    ("withdrawn_by", "users", "id"),
    ("recorded_by", "users", "id"),
    ("batch_id", "import_batches", "batch_id"),
]

#: Equality of uuid and text beside overlap of ranges in one index.
BTREE_GIST = """
DO $$ BEGIN
    CREATE EXTENSION IF NOT EXISTS btree_gist;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'This login may not add the extension btree_gist to the database. %', concat(
            'Have an administrator run CREATE EXTENSION btree_gist in it once, then upgrade again. ',
            'Nothing was changed.');
    WHEN undefined_file OR feature_not_supported THEN
        RAISE EXCEPTION 'This server lacks the extension btree_gist, which comes with PostgreSQL. %', concat(
            'Have its package (postgresql-contrib) installed, then upgrade again. Nothing was changed.');
END $$
"""


def text(value: str | None) -> str:
    """A value as an SQL literal."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def upgrade() -> None:
    op.execute(BTREE_GIST)
    op.execute(IMPORT_BATCHES)
    for table, kind, place, gist in BASELINES:
        for added in COLUMNS:
            arguments = ", ".join(text(part) for part in (table, *added))
            op.execute(f"SELECT firemode_archive.base_column({arguments})")
        for column, parent, key in REFERENCES:
            op.execute(f"SELECT firemode_archive.base_reference('{table}', '{column}', '{parent}', '{key}', '')")
        make_periods(table, kind, place, gist)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def make_periods(table: str, kind: str, place: list[str], gist: list[str]) -> None:
    """One current baseline for a place, and for any day at most one."""
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT uq_baseline_{kind}")
    op.execute(f"""
        CREATE UNIQUE INDEX uq_baseline_{kind} ON {table} ({", ".join(place)})
        WHERE superseded_date IS NULL AND withdrawn_at IS NULL""")
    equal = ", ".join(f"{column} WITH =" for column in gist)
    op.execute(f"""
        ALTER TABLE {table}
        ADD CONSTRAINT ck_{table}_provenance
            CHECK (provenance IN ('commissioned', 'reconstructed', 'approved_design', 'unknown')),
        ADD CONSTRAINT ck_{table}_period CHECK (superseded_date >= commissioned_date),
        ADD CONSTRAINT ex_baseline_{kind}_period
            EXCLUDE USING gist ({equal}, daterange(commissioned_date, superseded_date) WITH &&)
            WHERE (withdrawn_at IS NULL)""")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    for table, kind, place, _ in BASELINES:
        op.execute(f"DELETE FROM {table} WHERE superseded_date IS NOT NULL OR withdrawn_at IS NOT NULL")
        for name in (f"ex_baseline_{kind}_period", f"ck_{table}_period", f"ck_{table}_provenance"):
            op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        op.execute(f"DROP INDEX uq_baseline_{kind}")
        op.execute(f"ALTER TABLE {table} ADD CONSTRAINT uq_baseline_{kind} UNIQUE ({', '.join(place)})")
        op.execute(f"SELECT firemode_archive.unmake_columns('{table}', ARRAY{[column for column, *_ in COLUMNS]})")
    op.execute("DROP TABLE import_batches")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
