"""Rules: limits with their source and the days on which they hold."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from firemode_desktop.domain.words import DefectClassification, MeasurementType, Severity
from firemode_desktop.models.base import Base, Timestamps, new_id
from firemode_desktop.models.columns import column, one_of


class AS1851Rule(Timestamps, Base):
    """One version of a limit for one kind of measurement."""

    __tablename__ = "as1851_rules"
    __table_args__ = (
        UniqueConstraint("rule_code", "version", name="uq_rule_code_version"),
        one_of("measurement_type", MeasurementType, "ck_rules_measurement_type"),
        one_of("severity_if_fail", Severity, "ck_rules_severity"),
        one_of("defect_classification", DefectClassification, "ck_rules_defect_class"),
        CheckConstraint(
            "(min_threshold IS NULL AND max_threshold IS NULL) OR unit IS NOT NULL",
            name="ck_rules_unit_where_numeric",
        ),
        Index("idx_rules_measurement_type", "measurement_type"),
        Index("idx_rules_active", "active"),
        Index("idx_rules_code", "rule_code"),
    )

    rule_id: Mapped[uuid.UUID] = new_id()
    rule_code: Mapped[str] = column(String(50), label="Rule", help="E.g. SP-01.")
    version: Mapped[str] = column(String(50), label="Version", help="E.g. AS1851-2024-v1.3.")
    measurement_type: Mapped[str] = column(String(50), label="Measurement", choices=MeasurementType)
    min_threshold: Mapped[Decimal | None] = column(Numeric(10, 3), label="Lower limit", help="Inclusive.")
    max_threshold: Mapped[Decimal | None] = column(Numeric(10, 3), label="Upper limit", help="Inclusive.")
    unit: Mapped[str | None] = column(String(20), label="Unit", help="Needed where there is a limit.")
    severity_if_fail: Mapped[str] = column(String(20), label="Severity", choices=Severity)
    defect_classification: Mapped[str] = column(String(10), label="Class", choices=DefectClassification)
    description: Mapped[str | None] = column(Text, label="Description")
    reference_standard: Mapped[str | None] = column(String(100), label="Source")
    active: Mapped[bool] = column(
        Boolean, label="Active", default=True, help="Off means withdrawn, for all dates (page 1, C23)."
    )
    effective_date: Mapped[date | None] = column(Date, label="In force from")
    superseded_date: Mapped[date | None] = column(Date, label="Superseded", help="The first day it no longer holds.")
