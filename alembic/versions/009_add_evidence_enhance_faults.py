"""Evidence, and faults with the context of the test that found them.

Revision ID: 009_add_evidence_enhance_faults
Revises: 008_add_test_instances
Create Date: 2025-10-20 13:00:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "009_add_evidence_enhance_faults"
down_revision = "008_add_test_instances"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["evidence_records", "faults"]


#: What faults get beside their own columns: a database may have some of them already.
PLACES = {
    "instance_id": ("test_instances", "instance_id"),
    "stair_id": ("stairs", "stair_id"),
    "floor_id": ("floors", "floor_id"),
    "door_id": ("doors", "door_id"),
    "doorway_id": ("doorways", "doorway_id"),
    "zone_id": ("zones", "zone_id"),
}
COLUMNS = {
    **dict.fromkeys(PLACES, "uuid"),
    "door_configuration": "varchar(50)",
    "measurement_type": "varchar(50)",
    "measured_value": "numeric(10, 3)",
    "design_setpoint": "numeric(10, 3)",
    "baseline_value": "numeric(10, 3)",
    "min_threshold": "numeric(10, 3)",
    "max_threshold": "numeric(10, 3)",
    "unit": "varchar(20)",
    "deviation_from_baseline_pct": "numeric(6, 2)",
    "rule_applied": "varchar(50)",
    "rule_version": "varchar(50)",
    "environmental_conditions": "jsonb",
}


def upgrade() -> None:
    op.create_table(
        "evidence_records",
        sa.Column(
            "evidence_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column(
            "instance_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("test_instances.instance_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column(
            "session_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("test_sessions.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("evidence_type", sa.String(50), nullable=False),
        sa.Column("description", sa.Text, nullable=True),
        sa.Column("file_path", sa.Text, nullable=True),
        sa.Column("file_hash_sha256", sa.String(64), nullable=True),
        sa.Column("device_attestation_token", sa.Text, nullable=True),
        sa.Column("gps_coordinates", postgresql.JSONB, nullable=True),
        sa.Column("captured_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("file_size_bytes", sa.BigInteger, nullable=True),
        sa.Column("mime_type", sa.String(100), nullable=True),
        sa.Column("metadata", postgresql.JSONB, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
    )
    op.create_index("idx_evidence_instance", "evidence_records", ["instance_id"])
    op.create_index("idx_evidence_session", "evidence_records", ["session_id"])
    op.create_index("idx_evidence_captured", "evidence_records", ["captured_at"])
    op.create_index("idx_evidence_hash", "evidence_records", ["file_hash_sha256"])
    op.create_check_constraint(
        "ck_evidence_type", "evidence_records", "evidence_type IN ('photo', 'video', 'structured_data', 'metadata')"
    )
    op.create_check_constraint(
        "ck_evidence_file_size",
        "evidence_records",
        "file_size_bytes IS NULL OR (file_size_bytes > 0 AND file_size_bytes <= 104857600)",
    )
    for name, kind in COLUMNS.items():
        op.execute(f"SELECT firemode_archive.base_column('faults', '{name}', '{kind}')")
    for name, (parent, key) in PLACES.items():
        op.execute(
            f"SELECT firemode_archive.base_reference('faults', '{name}', '{parent}', '{key}', 'ON DELETE SET NULL')"
        )
    op.create_index("idx_faults_instance", "faults", ["instance_id"], if_not_exists=True)
    op.create_index("idx_faults_stair_floor", "faults", ["stair_id", "floor_id"], if_not_exists=True)
    op.create_index("idx_faults_measurement_type", "faults", ["measurement_type"], if_not_exists=True)
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("evidence_records")
    for index in ("idx_faults_instance", "idx_faults_stair_floor", "idx_faults_measurement_type"):
        op.drop_index(index, "faults", if_exists=True)
    op.execute(f"SELECT firemode_archive.unmake_columns('faults', ARRAY{list(COLUMNS)})")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
