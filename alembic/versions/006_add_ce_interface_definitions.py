"""Cause-and-effect scenarios and interface test definitions.

Revision ID: 006_add_ce_interface_definitions
Revises: 005_add_baseline_tables
Create Date: 2025-10-20 11:30:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "006_add_ce_interface_definitions"
down_revision = "005_add_baseline_tables"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["ce_scenarios", "interface_test_definitions"]


def upgrade() -> None:
    op.create_table(
        "ce_scenarios",
        sa.Column(
            "scenario_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
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
            "zone_id", postgresql.UUID(as_uuid=True), sa.ForeignKey("zones.zone_id", ondelete="CASCADE"), nullable=False
        ),
        sa.Column("scenario_name", sa.String(255), nullable=False),
        sa.Column("scenario_type", sa.String(50), nullable=False),
        sa.Column("trigger_device_id", sa.String(100), nullable=False),
        sa.Column("trigger_device_type", sa.String(50), nullable=True),
        sa.Column("expected_sequence", postgresql.JSONB, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column(
            "created_by", postgresql.UUID(as_uuid=True), sa.ForeignKey("users.id", ondelete="SET NULL"), nullable=True
        ),
        sa.Column("version", sa.Integer, nullable=False, default=1),
        sa.Column("active", sa.Boolean, nullable=False, default=True),
        sa.UniqueConstraint("building_id", "stair_id", "zone_id", "scenario_name", "version", name="uq_ce_scenario"),
    )
    op.create_table(
        "interface_test_definitions",
        sa.Column(
            "definition_id",
            postgresql.UUID(as_uuid=True),
            primary_key=True,
            server_default=sa.text("gen_random_uuid()"),
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
        sa.Column("interface_type", sa.String(50), nullable=False),
        sa.Column("location_id", sa.String(100), nullable=False),
        sa.Column("location_name", sa.String(255), nullable=True),
        sa.Column("test_action", sa.Text, nullable=True),
        sa.Column("expected_result", sa.Text, nullable=True),
        sa.Column("response_time_s", sa.Integer, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("building_id", "stair_id", "interface_type", "location_id", name="uq_interface_definition"),
    )
    op.create_index("idx_ce_scenarios_zone", "ce_scenarios", ["zone_id"])
    op.create_index("idx_ce_scenarios_active", "ce_scenarios", ["active"])
    op.create_index("idx_interface_defs_stair_type", "interface_test_definitions", ["stair_id", "interface_type"])
    op.create_check_constraint(
        "ck_ce_scenario_type", "ce_scenarios", "scenario_type IN ('baseline_commissioning', 'six_monthly', 'annual')"
    )
    op.create_check_constraint(
        "ck_ce_trigger_device_type",
        "ce_scenarios",
        "trigger_device_type IN ('smoke_detector', 'heat_detector', 'manual_call_point', 'test_switch') "
        "OR trigger_device_type IS NULL",
    )
    op.create_check_constraint(
        "ck_interface_type",
        "interface_test_definitions",
        "interface_type IN ('manual_override', 'alarm_coordination', 'shutdown_sequence', 'sprinkler_activation')",
    )
    op.execute("""
        ALTER TABLE ce_scenarios ADD CONSTRAINT ck_ce_expected_sequence_format
        CHECK (jsonb_typeof(expected_sequence) = 'array' AND jsonb_array_length(expected_sequence) > 0)
    """)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("interface_test_definitions")
    op.drop_table("ce_scenarios")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
