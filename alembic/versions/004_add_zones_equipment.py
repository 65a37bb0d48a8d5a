"""Zones of a stair and its control equipment.

Revision ID: 004_add_zones_equipment
Revises: 003_add_doors_doorways
Create Date: 2025-10-20 10:30:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "004_add_zones_equipment"
down_revision = "003_add_doors_doorways"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["zones", "control_equipment"]


def upgrade() -> None:
    op.create_table(
        "zones",
        sa.Column(
            "zone_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
        sa.Column("zone_name", sa.String(100), nullable=False),
        sa.Column("floors_covered", postgresql.JSONB, nullable=False),
        sa.Column("floor_ids_covered", postgresql.ARRAY(postgresql.UUID(as_uuid=True)), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "zone_name", name="uq_zone_name"),
    )
    op.create_table(
        "control_equipment",
        sa.Column(
            "equipment_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
            "zone_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("zones.zone_id", ondelete="SET NULL"), nullable=True
        ),
        sa.Column("equipment_type", sa.String(50), nullable=False),
        sa.Column("equipment_identifier", sa.String(100), nullable=False),
        sa.Column("manufacturer", sa.String(100), nullable=True),
        sa.Column("model", sa.String(100), nullable=True),
        sa.Column("serial_number", sa.String(100), nullable=True),
        sa.Column("installation_date", sa.Date, nullable=True),
        sa.Column("specifications", postgresql.JSONB, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "equipment_identifier", name="uq_equipment_identifier"),
    )
    op.create_index("idx_zones_stair", "zones", ["stair_id"])
    op.create_index("idx_zones_building", "zones", ["building_id"])
    op.create_index("idx_equipment_stair_zone", "control_equipment", ["stair_id", "zone_id"])
    op.create_index("idx_equipment_type", "control_equipment", ["equipment_type"])
    op.create_check_constraint(
        "ck_equipment_type",
        "control_equipment",
        "equipment_type IN ('fan', 'damper', 'pressure_sensor', 'control_panel', 'detector', 'actuator')",
    )
    op.execute("""
        ALTER TABLE zones ADD CONSTRAINT ck_zones_floors_covered_not_empty
        CHECK (jsonb_array_length(floors_covered) > 0)
    """)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("control_equipment")
    op.drop_table("zones")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
