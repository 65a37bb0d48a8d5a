"""What a row is called in the model it came from, so that the same file read again finds it under any name.

Revision ID: 017_external_identifiers
Revises: 016_register_audit
Create Date: 2026-11-22 10:00:00.000000
"""

from __future__ import annotations

from alembic import op

revision = "017_external_identifiers"
down_revision = "016_register_audit"
branch_labels = None
depends_on = None

#: The registers that a model of a building fills.
NAMED = ["stairs", "floors", "doors", "doorways", "control_equipment"]


def upgrade() -> None:
    for table in NAMED:
        op.execute(f"ALTER TABLE {table} ADD COLUMN external_id text")
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    for table in NAMED:
        op.execute(
            f"CREATE UNIQUE INDEX uq_{table}_external_id ON {table} (building_id, external_id) "
            "WHERE external_id IS NOT NULL"
        )


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{NAMED})")
    for table in NAMED:
        op.execute(f"ALTER TABLE {table} DROP COLUMN external_id")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
