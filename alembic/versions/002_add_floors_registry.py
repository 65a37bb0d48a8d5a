"""Floors of a stair.

Revision ID: 002_add_floors_registry
Revises: 001_add_stairs_registry
Create Date: 2025-10-20 09:30:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "002_add_floors_registry"
down_revision = "001_add_stairs_registry"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["floors"]


def upgrade() -> None:
    op.create_table(
        "floors",
        sa.Column(
            "floor_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column(
            "building_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("buildings.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "stair_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("stairs.stair_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("floor_level", sa.String(50), nullable=False),
        sa.Column("floor_number", sa.Integer, nullable=False),
        sa.Column("height_m", sa.Numeric(5, 2), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "floor_level", name="uq_building_stair_floor"),
    )
    op.create_index("idx_floors_stair", "floors", ["stair_id"])
    op.create_index("idx_floors_building", "floors", ["building_id"])
    op.create_index("idx_floors_building_number", "floors", ["building_id", "floor_number"])
    op.create_index("idx_floors_stair_number", "floors", ["stair_id", "floor_number"])
    op.create_check_constraint("ck_floors_number_range", "floors", "floor_number >= -5 AND floor_number <= 200")
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("floors")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
