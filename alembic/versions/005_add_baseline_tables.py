"""Baselines: pressures, air velocities and door forces.

Revision ID: 005_add_baseline_tables
Revises: 004_add_zones_equipment
Create Date: 2025-10-20 11:00:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "005_add_baseline_tables"
down_revision = "004_add_zones_equipment"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["baseline_pressure_differentials", "baseline_air_velocities", "baseline_door_forces"]


def upgrade() -> None:
    op.create_table(
        "baseline_pressure_differentials",
        sa.Column(
            "baseline_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
        sa.Column("door_configuration", sa.String(50), nullable=False),
        sa.Column("pressure_pa", sa.Numeric(6, 2), nullable=False),
        sa.Column("commissioned_date", sa.Date, nullable=False),
        sa.Column("commissioned_by", sa.String(255), nullable=True),
        sa.Column("commissioning_report_ref", sa.String(255), nullable=True),
        sa.Column("environmental_conditions", postgresql.JSONB, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "floor_id", "door_configuration", name="uq_baseline_pressure"),
    )
    op.create_table(
        "baseline_air_velocities",
        sa.Column(
            "baseline_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
            "doorway_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("doorways.doorway_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("door_scenario", sa.String(50), nullable=False),
        sa.Column("velocity_ms", sa.Numeric(5, 3), nullable=False),
        sa.Column("measurement_points", postgresql.JSONB, nullable=True),
        sa.Column("average_velocity_ms", sa.Numeric(5, 3), nullable=True),
        sa.Column("commissioned_date", sa.Date, nullable=False),
        sa.Column("commissioned_by", sa.String(255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "doorway_id", "door_scenario", name="uq_baseline_velocity"),
    )
    op.create_table(
        "baseline_door_forces",
        sa.Column(
            "baseline_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
            "door_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("doors.door_id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("pressurization_active", sa.Boolean, nullable=False, default=True),
        sa.Column("force_newtons", sa.Numeric(6, 2), nullable=False),
        sa.Column("measurement_position", sa.String(50), nullable=True),
        sa.Column("commissioned_date", sa.Date, nullable=False),
        sa.Column("commissioned_by", sa.String(255), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint(
            "building_id", "stair_id", "door_id", "pressurization_active", name="uq_baseline_door_force"
        ),
    )
    op.create_index("idx_baseline_pressure_stair_floor", "baseline_pressure_differentials", ["stair_id", "floor_id"])
    op.create_index("idx_baseline_velocity_doorway", "baseline_air_velocities", ["doorway_id"])
    op.create_index("idx_baseline_door_force_door", "baseline_door_forces", ["door_id"])
    op.create_check_constraint(
        "ck_baseline_pressure_range", "baseline_pressure_differentials", "pressure_pa >= 10 AND pressure_pa <= 100"
    )
    op.create_check_constraint(
        "ck_baseline_pressure_door_config",
        "baseline_pressure_differentials",
        "door_configuration IN ('all_closed', 'evac_doors_open')",
    )
    op.create_check_constraint(
        "ck_baseline_velocity_range", "baseline_air_velocities", "velocity_ms >= 0.5 AND velocity_ms <= 5.0"
    )
    op.create_check_constraint(
        "ck_baseline_door_force_range", "baseline_door_forces", "force_newtons >= 0 AND force_newtons <= 200"
    )
    op.create_check_constraint(
        "ck_baseline_door_force_position",
        "baseline_door_forces",
        "measurement_position IN ('at_handle', 'at_edge') OR measurement_position IS NULL",
    )
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("baseline_door_forces")
    op.drop_table("baseline_air_velocities")
    op.drop_table("baseline_pressure_differentials")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
