"""Rules: limits with their source and the days on which they hold."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal

from sqlalchemy import Boolean, CheckConstraint, Date, Index, Numeric, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from firemode_desktop.domain.checks import Limits, plain, to_decimal
from firemode_desktop.domain.dates import holds, show_date
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.words import DEFAULT_RULE_SET, DefectClassification, MeasurementType, Severity
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
    rule_set: Mapped[str] = column(
        String(100),
        label="Rule set",
        default=DEFAULT_RULE_SET,
        server_default=text(f"'{DEFAULT_RULE_SET}'"),
        help="The edition it is of; a building is judged by the rules of one set.",
    )
    active: Mapped[bool] = column(
        Boolean, label="Active", default=True, help="Off means withdrawn, for all dates (page 1, C23)."
    )
    effective_date: Mapped[date | None] = column(Date, label="In force from")
    superseded_date: Mapped[date | None] = column(Date, label="Superseded", help="The first day it no longer holds.")

    def check_together(self) -> None:
        low, high = self.known("min_threshold"), self.known("max_threshold")
        if low is not None and high is not None and low > high:
            raise Invalid(f"The lower limit {plain(low)} is above the upper limit {plain(high)}.")
        if (low is not None or high is not None) and self.known("unit") is None:
            raise Invalid("A rule with a limit needs its unit.")

    def is_active(self, day: date) -> bool:
        """Whether the rule holds on ``day``: not withdrawn, in force by then and not yet superseded."""
        return self.active and holds(day, self.effective_date, self.superseded_date)

    def validate_value(self, measured_value: Decimal | int | float | str) -> bool:
        """Whether a reading in the rule's unit is within its limits, which are inclusive; it is judged unrounded."""
        return Limits(self.min_threshold, self.max_threshold, self.unit or "").contains(to_decimal(measured_value))

    def supersede(self, new_rule: AS1851Rule) -> None:
        """End this rule on the day ``new_rule`` begins; ``active`` stays, so that old dates still find it (C23).

        Raises:
            Refused: the new rule is for another measurement, has no first day, begins before this one, or this one has
                been superseded already.
        """
        if new_rule is self or new_rule.measurement_type != self.measurement_type:
            raise Refused(f"{self.rule_code} can be superseded only by another rule for the same measurement.")
        if new_rule.effective_date is None:
            raise Refused(f"{new_rule.rule_code} {new_rule.version} needs the day from which it holds.")
        if self.effective_date is not None and new_rule.effective_date < self.effective_date:
            raise Refused(f"{new_rule.rule_code} {new_rule.version} begins before the rule that it would supersede.")
        if self.superseded_date is not None and self.superseded_date != new_rule.effective_date:
            raise Refused(
                f"{self.rule_code} {self.version} was superseded on {show_date(self.superseded_date)} already."
            )
        self.superseded_date = new_rule.effective_date

    def __repr__(self) -> str:
        return self._described(rule_code=self.known("rule_code"), version=self.known("version"))
