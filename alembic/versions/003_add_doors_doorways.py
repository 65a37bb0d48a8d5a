"""Doors and doorways of a floor.

Revision ID: 003_add_doors_doorways
Revises: 002_add_floors_registry
Create Date: 2025-10-20 10:00:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "003_add_doors_doorways"
down_revision = "002_add_floors_registry"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["doors", "doorways"]


def upgrade() -> None:
    op.create_table(
        "doors",
        sa.Column(
            "door_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
        sa.Column(
            "floor_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("floors.floor_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("door_identifier", sa.String(100), nullable=False),
        sa.Column("door_type", sa.String(50), nullable=True),
        sa.Column("fire_rating_minutes", sa.Integer, nullable=True),
        sa.Column("door_closer_model", sa.String(100), nullable=True),
        sa.Column("door_hand", sa.String(20), nullable=True),
        sa.Column("width_m", sa.Numeric(4, 2), nullable=True),
        sa.Column("height_m", sa.Numeric(4, 2), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "floor_id", "door_identifier", name="uq_door_identifier"),
    )
    op.create_table(
        "doorways",
        sa.Column(
            "doorway_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
        sa.Column(
            "floor_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("floors.floor_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("doorway_identifier", sa.String(100), nullable=False),
        sa.Column("width_m", sa.Numeric(4, 2), nullable=True),
        sa.Column("height_m", sa.Numeric(4, 2), nullable=True),
        sa.Column("orientation", sa.String(50), nullable=True),
        sa.Column("adjacent_space", sa.String(100), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "floor_id", "doorway_identifier", name="uq_doorway_identifier"),
    )
    op.create_index("idx_doors_stair_floor", "doors", ["stair_id", "floor_id"])
    op.create_index("idx_doors_building", "doors", ["building_id"])
    op.create_index("idx_doorways_stair_floor", "doorways", ["stair_id", "floor_id"])
    op.create_index("idx_doorways_building", "doorways", ["building_id"])
    op.create_check_constraint(
        "ck_doors_type",
        "doors",
        "door_type IN ('fire_rated', 'smoke_rated', 'standard', 'emergency_exit') OR door_type IS NULL",
    )
    op.create_check_constraint(
        "ck_doors_hand", "doors", "door_hand IN ('left', 'right', 'double') OR door_hand IS NULL"
    )
    op.create_check_constraint("ck_doors_dimensions", "doors", "width_m IS NULL OR (width_m > 0 AND width_m <= 3.0)")
    op.create_check_constraint(
        "ck_doorways_dimensions", "doorways", "width_m IS NULL OR (width_m > 0 AND width_m <= 5.0)"
    )
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("doorways")
    op.drop_table("doors")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
