"""Stairs.

Revision ID: 001_add_stairs_registry
Revises: 000_base
Create Date: 2025-10-20 09:00:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "001_add_stairs_registry"
down_revision = "000_base"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["stairs"]


def upgrade() -> None:
    op.create_table(
        "stairs",
        sa.Column(
            "stair_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column(
            "building_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("buildings.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("stair_name", sa.String(100), nullable=False),
        sa.Column("orientation", sa.String(50), nullable=True),
        sa.Column("stair_type", sa.String(50), nullable=True),
        sa.Column("floor_range_bottom", sa.String(50), nullable=True),
        sa.Column("floor_range_top", sa.String(50), nullable=True),
        sa.Column("design_standard", sa.String(100), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_name", name="uq_building_stair_name"),
    )
    op.create_index("idx_stairs_building", "stairs", ["building_id"])
    op.create_index("idx_stairs_building_type", "stairs", ["building_id", "stair_type"])
    op.create_check_constraint(
        "ck_stairs_orientation",
        "stairs",
        "orientation IN ('North', 'South', 'East', 'West', 'Central', 'North-East', 'North-West', 'South-East', "
        "'South-West') OR orientation IS NULL",
    )
    op.create_check_constraint(
        "ck_stairs_type",
        "stairs",
        "stair_type IN ('fire_isolated', 'smoke_proof', 'pressurized', 'standard') OR stair_type IS NULL",
    )
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("stairs")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
