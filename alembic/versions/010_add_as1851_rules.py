"""Rules: limits with their source, and the five that are seeded.

Revision ID: 010_add_as1851_rules
Revises: 009_add_evidence_enhance_faults
Create Date: 2025-10-20 13:30:00.000000
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "010_add_as1851_rules"
down_revision = "009_add_evidence_enhance_faults"
branch_labels = None
depends_on = None

#: What the downgrade takes away, parents first.
KEPT = ["as1851_rules"]

#: The rules of the customer's document. Once they were taken away by a downgrade, they come back from the archive, as
#: whatever they had become by then.
SEED = """
    INSERT INTO as1851_rules (
        rule_code, version, measurement_type, min_threshold, max_threshold, unit, severity_if_fail,
        defect_classification, description, reference_standard, active, effective_date)
    SELECT code, 'AS1851-2024-v1.3', measurement, minimum, maximum, unit, severity, class, description,
        reference, true, '2024-01-01'
    FROM (VALUES
        ('SP-01', 'pressure_differential', 20.0, 80.0, 'Pa', 'critical', '1A',
         'Stair pressurization pressure differential must be maintained between 20-80 Pa to prevent smoke infiltration',
         'AS 1851-2012 § 13.2; AS/NZS 1668.1:2015'),
        ('SP-02', 'air_velocity', 1.0, NULL, 'm/s', 'high', '1B',
         'Doorway air velocity must exceed 1.0 m/s during evacuation scenario to prevent smoke backflow',
         'AS 1851-2012 § 13.2; AS/NZS 1668.1:2015'),
        ('SP-03', 'door_opening_force', NULL, 110.0, 'N', 'critical', '1A',
         'Door opening force must not exceed 110 N at handle to ensure egress during emergency',
         'AS 1851-2012 § 13.2; AS/NZS 1668.1:2015; BCA D2.21'),
        ('CE-01', 'cause_and_effect_logic', NULL, NULL, NULL, 'critical', '1A',
         'Cause-and-effect sequence must activate within design parameters',
         'AS 1851-2012 § 13.3'),
        ('INT-01', 'interface_test', NULL, NULL, NULL, 'critical', '1A',
         'System interfaces must respond correctly to manual override, alarm, shutdown, and sprinkler activation',
         'AS 1851-2012 § 13.4')
    ) AS rules(code, measurement, minimum, maximum, unit, severity, class, description, reference)
    WHERE NOT EXISTS (SELECT FROM firemode_archive.copies WHERE table_name = 'as1851_rules')
"""


def upgrade() -> None:
    op.create_table(
        "as1851_rules",
        sa.Column(
            "rule_id", postgresql.UUID(as_uuid=True), primary_key=True, server_default=sa.text("gen_random_uuid()")
        ),
        sa.Column("rule_code", sa.String(50), nullable=False),
        sa.Column("version", sa.String(50), nullable=False),
        sa.Column("measurement_type", sa.String(50), nullable=False),
        sa.Column("min_threshold", sa.Numeric(10, 3), nullable=True),
        sa.Column("max_threshold", sa.Numeric(10, 3), nullable=True),
        sa.Column("unit", sa.String(20), nullable=True),
        sa.Column("severity_if_fail", sa.String(20), nullable=False),
        sa.Column("defect_classification", sa.String(10), nullable=False),
        sa.Column("description", sa.Text, nullable=True),
        sa.Column("reference_standard", sa.String(100), nullable=True),
        sa.Column("active", sa.Boolean, nullable=False, default=True),
        sa.Column("effective_date", sa.Date, nullable=True),
        sa.Column("superseded_date", sa.Date, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("NOW()"), nullable=False),
        sa.UniqueConstraint("rule_code", "version", name="uq_rule_code_version"),
    )
    op.create_index("idx_rules_measurement_type", "as1851_rules", ["measurement_type"])
    op.create_index("idx_rules_active", "as1851_rules", ["active"])
    op.create_index("idx_rules_code", "as1851_rules", ["rule_code"])
    op.create_check_constraint(
        "ck_rules_measurement_type",
        "as1851_rules",
        "measurement_type IN ('pressure_differential', 'air_velocity', 'door_opening_force', "
        "'cause_and_effect_logic', 'interface_test')",
    )
    op.create_check_constraint(
        "ck_rules_severity", "as1851_rules", "severity_if_fail IN ('critical', 'high', 'medium', 'low')"
    )
    op.create_check_constraint(
        "ck_rules_defect_class", "as1851_rules", "defect_classification IN ('1A', '1B', '2', '3')"
    )
    op.execute(f"SELECT firemode_archive.restore('{revision}')")
    op.execute(SEED)


def downgrade() -> None:
    op.execute(f"SELECT firemode_archive.keep('{revision}', ARRAY{KEPT})")
    op.drop_table("as1851_rules")
    op.execute(f"SELECT firemode_archive.leave('{revision}')")
