"""Instances: the tests of one session and their results.

Revision ID: 008_add_test_instances
Revises: 007_add_test_instance_templates
Create Date: 2025-10-20 12:30:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "008_add_test_instances"
down_revision = "007_add_test_instance_templates"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["test_instances"]


def upgrade() -> None:
    op.create_table(
        "test_instances",
        sa.Column(
            "instance_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column(
            "template_instance_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("test_instance_templates.template_instance_id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column(
            "session_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("test_sessions.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "building_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("buildings.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("archetype_id", sa.String(50), nullable=False),
        sa.Column("measurement_type", sa.String(50), nullable=False),
        sa.Column("frequency", sa.String(20), nullable=False),
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
            nullable=True,
        ),
        sa.Column(
            "door_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("doors.door_id", ondelete="CASCADE"), nullable=True
        ),
        sa.Column(
            "doorway_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("doorways.doorway_id", ondelete="CASCADE"),
            nullable=True,
        ),
        sa.Column(
            "zone_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("zones.zone_id", ondelete="CASCADE"), nullable=True
        ),
        sa.Column("door_configuration", sa.String(50), nullable=True),
        sa.Column("door_scenario", sa.String(50), nullable=True),
        sa.Column("pressurization_active", sa.Boolean, nullable=True),
        sa.Column("interface_type", sa.String(50), nullable=True),
        sa.Column("location_id", sa.String(100), nullable=True),
        sa.Column(
            "scenario_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("ce_scenarios.scenario_id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("design_setpoint", sa.Numeric(10, 3), nullable=True),
        sa.Column("baseline_value", sa.Numeric(10, 3), nullable=True),
        sa.Column("baseline_date", sa.Date, nullable=True),
        sa.Column("min_threshold", sa.Numeric(10, 3), nullable=True),
        sa.Column("max_threshold", sa.Numeric(10, 3), nullable=True),
        sa.Column("unit", sa.String(20), nullable=True),
        sa.Column("visual_asset_path", sa.Text, nullable=True),
        sa.Column("descriptive_instructions", postgresql.JSONB, nullable=True),
        sa.Column("audible_cues", postgresql.JSONB, nullable=True),
        sa.Column("safety_warnings", postgresql.JSONB, nullable=True),
        sa.Column("required_instrument_type", sa.String(50), nullable=True),
        sa.Column(
            "required_instrument_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("instruments.id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("calibration_requirement", postgresql.JSONB, nullable=True),
        sa.Column("evidence_prompts", postgresql.JSONB, nullable=True),
        sa.Column("status", sa.String(20), nullable=False, default="pending"),
        sa.Column("sequence_order", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "technician_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("users.id", ondelete="SET NULL"),
            nullable=True,
        ),
        sa.Column("measured_value_numeric", sa.Numeric(10, 3), nullable=True),
        sa.Column("measured_value_text", sa.Text, nullable=True),
        sa.Column("is_compliant", sa.Boolean, nullable=True),
        sa.Column("deviation_from_baseline_pct", sa.Numeric(6, 2), nullable=True),
        sa.Column("validation_result", postgresql.JSONB, nullable=True),
        sa.Column(
            "fault_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("faults.id", ondelete="SET NULL"), nullable=True
        ),
        sa.Column("evidence_ids", postgresql.ARRAY(postgresql.UUID(as_uuid=True)), nullable=True),
        sa.Column("notes", sa.Text, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
    )
    op.create_index("idx_instances_session", "test_instances", ["session_id"])
    op.create_index("idx_instances_status", "test_instances", ["status"])
    op.create_index("idx_instances_stair_floor", "test_instances", ["stair_id", "floor_id"])
    op.create_index("idx_instances_template", "test_instances", ["template_instance_id"])
    op.create_index("idx_instances_session_sequence", "test_instances", ["session_id", "sequence_order"])
    op.create_index("idx_instances_technician", "test_instances", ["technician_id"])
    op.create_index("idx_instances_measurement_type", "test_instances", ["measurement_type"])
    op.create_index("idx_instances_compliance", "test_instances", ["is_compliant"])
    op.create_check_constraint(
        "ck_instance_status", "test_instances", "status IN ('pending', 'in_progress', 'completed', 'skipped', 'failed')"
    )
    op.create_check_constraint(
        "ck_instance_completed_timestamps",
        "test_instances",
        "(status = 'completed' AND completed_at IS NOT NULL) OR (status != 'completed')",
    )
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("test_instances")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
