"""Instruments with their calibration, and its certificates.

Revision ID: 011_enhance_instruments_calibration
Revises: 010_add_as1851_rules
Create Date: 2025-10-20 14:00:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "011_enhance_instruments_calibration"
down_revision = "010_add_as1851_rules"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["calibration_certificates", "instruments"]


#: What instruments get beside their own columns: a database may have some of them already.
COLUMNS = {
    "instrument_type": "varchar(50)",
    "calibration_frequency_months": "integer",
    "calibration_standard": "varchar(100)",
    "calibration_cert_id": "varchar(100)",
    "calibration_date": "date",
    "calibration_expiry": "date",
    "accuracy": "varchar(50)",
    "range_min": "numeric(10, 3)",
    "range_max": "numeric(10, 3)",
    "unit": "varchar(20)",
}
CHECKS = {
    "ck_instruments_type": """
        instrument_type IN ('manometer', 'anemometer', 'force_gauge', 'multimeter', 'thermometer')
        OR instrument_type IS NULL""",
    "ck_instruments_calibration_freq": """
        calibration_frequency_months IS NULL
        OR (calibration_frequency_months > 0 AND calibration_frequency_months <= 60)""",
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.execute(f"SELECT firemode_archive.base_column('instruments', '{name}', '{kind}')")
    op.create_table(
        "calibration_certificates",
        sa.Column(
            "cert_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column(
            "instrument_id",
            postgresql.UUID(as_uuid=True),
            sa.ForeignKey("instruments.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("cert_number", sa.String(100), nullable=False),
        sa.Column("calibration_date", sa.Date, nullable=False),
        sa.Column("expiry_date", sa.Date, nullable=False),
        sa.Column("calibration_authority", sa.String(255), nullable=True),
        sa.Column("standard", sa.String(100), nullable=True),
        sa.Column("certificate_file_path", sa.Text, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("cert_number", name="uq_cert_number"),
    )
    op.create_index("idx_instruments_type", "instruments", ["instrument_type"], if_not_exists=True)
    op.create_index("idx_instruments_expiry", "instruments", ["calibration_expiry"], if_not_exists=True)
    op.create_index("idx_certs_instrument", "calibration_certificates", ["instrument_id"])
    op.create_index("idx_certs_expiry", "calibration_certificates", ["expiry_date"])
    for name, condition in CHECKS.items():
        op.execute(f"SELECT firemode_archive.constrain('instruments', '{name}', $check$CHECK ({condition})$check$)")
    op.create_check_constraint(
        "ck_certs_expiry_after_calibration", "calibration_certificates", "expiry_date > calibration_date"
    )
    op.execute(f"SELECT firemode_archive.restore('{revision}')")


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("calibration_certificates")
    for name in CHECKS:
        op.execute(f"ALTER TABLE instruments DROP CONSTRAINT IF EXISTS {name}")
    for index in ("idx_instruments_type", "idx_instruments_expiry"):
        op.drop_index(index, "instruments", if_exists=True)
    op.execute(f"SELECT firemode_archive.unmake_columns('instruments', ARRAY{list(COLUMNS)})")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
