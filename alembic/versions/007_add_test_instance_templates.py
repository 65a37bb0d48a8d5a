"""Templates: the tests expected of a building.

Revision ID: 007_add_test_instance_templates
Revises: 006_add_ce_interface_definitions
Create Date: 2025-10-20 12:00:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "007_add_test_instance_templates"
down_revision = "006_add_ce_interface_definitions"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["test_instance_templates"]


def upgrade() -> None:
    op.create_table(
        "test_instance_templates",
        sa.Column(
            "template_instance_id",
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
            sa.ForeignKey("ce_scenarios.scenario_id", ondelete="CASCADE"),
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
        sa.Column("calibration_requirement", postgresql.JSONB, nullable=True),
        sa.Column("evidence_prompts", postgresql.JSONB, nullable=True),
        sa.Column("sequence_order", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
    )
    op.create_index("idx_templates_building_freq", "test_instance_templates", ["building_id", "frequency"])
    op.create_index("idx_templates_stair_floor", "test_instance_templates", ["stair_id", "floor_id"])
    op.create_index("idx_templates_archetype", "test_instance_templates", ["archetype_id"])
    op.create_index("idx_templates_measurement_type", "test_instance_templates", ["measurement_type"])
    op.create_index("idx_templates_sequence", "test_instance_templates", ["building_id", "frequency", "sequence_order"])
    op.create_check_constraint(
        "ck_template_frequency", "test_instance_templates", "frequency IN ('monthly', 'six_monthly', 'annual')"
    )
    op.create_check_constraint(
        "ck_template_measurement_type",
        "test_instance_templates",
        "measurement_type IN ('pressure_differential', 'air_velocity', 'door_opening_force', "
        "'cause_and_effect_logic', 'interface_test')",
    )
    op.create_check_constraint("ck_template_sequence_positive", "test_instance_templates", "sequence_order > 0")
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("test_instance_templates")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
