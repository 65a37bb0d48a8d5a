"""Instruments and the certificates that say on which days they may be believed."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from firemode_desktop.domain.words import InstrumentType
from firemode_desktop.models.base import Base, Created, Decommissionable, Timestamps, new_id, to_many, to_one
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.site import Building

if TYPE_CHECKING:
    from firemode_desktop.models.testing import TestInstance


class Instrument(Timestamps, Decommissionable, Base):
    """A measuring instrument. Its calibration columns are a copy of its latest certificate (page 1, C14)."""

    __tablename__ = "instruments"
    __table_args__ = (
        one_of("instrument_type", InstrumentType, "ck_instruments_type", nullable=True),
        CheckConstraint(
            "calibration_frequency_months IS NULL"
            " OR (calibration_frequency_months > 0 AND calibration_frequency_months <= 60)",
            name="ck_instruments_calibration_freq",
        ),
        Index("idx_instruments_type", "instrument_type"),
        Index("idx_instruments_expiry", "calibration_expiry"),
    )

    id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("buildings.id", ondelete="SET NULL"), label="Building", help="Blank: it travels."
    )
    serial_number: Mapped[str | None] = column(String(100), label="Serial number")
    manufacturer: Mapped[str | None] = column(String(100), label="Manufacturer")
    model: Mapped[str | None] = column(String(100), label="Model")
    instrument_type: Mapped[str | None] = column(String(50), label="Type", choices=InstrumentType)
    calibration_frequency_months: Mapped[int | None] = column(
        Integer, label="Calibrated every", unit="months", minimum=1, maximum=60
    )
    calibration_standard: Mapped[str | None] = column(String(100), label="Calibration standard")
    calibration_cert_id: Mapped[str | None] = column(String(100), label="Certificate")
    calibration_date: Mapped[date | None] = column(Date, label="Calibrated")
    calibration_expiry: Mapped[date | None] = column(
        Date, label="Calibration expires", help="The first day on which it is no longer valid."
    )
    accuracy: Mapped[str | None] = column(String(50), label="Accuracy", help="E.g. ±1 Pa.")
    range_min: Mapped[Decimal | None] = column(Numeric(10, 3), label="Range from")
    range_max: Mapped[Decimal | None] = column(Numeric(10, 3), label="Range to")
    unit: Mapped[str | None] = column(String(20), label="Unit")

    building: Mapped[Building | None] = to_one("Instrument.building_id", "Building.id")
    calibration_certificates: Mapped[list[CalibrationCertificate]] = to_many(
        "Instrument.id",
        "CalibrationCertificate.instrument_id",
        "desc(CalibrationCertificate.calibration_date)",
        back_populates="instrument",
    )
    test_instances: Mapped[list[TestInstance]] = to_many(
        "Instrument.id", "TestInstance.required_instrument_id", "TestInstance.completed_at"
    )


class CalibrationCertificate(Created, Base):
    """A certificate: valid on a day when calibration_date ≤ day < expiry_date."""

    __tablename__ = "calibration_certificates"
    __table_args__ = (
        UniqueConstraint(
            "calibration_authority", "cert_number", name="uq_cert_number", postgresql_nulls_not_distinct=True
        ),
        CheckConstraint("expiry_date > calibration_date", name="ck_certs_expiry_after_calibration"),
        Index("idx_certs_instrument", "instrument_id"),
        Index("idx_certs_expiry", "expiry_date"),
    )

    cert_id: Mapped[uuid.UUID] = new_id()
    instrument_id: Mapped[uuid.UUID] = column(ForeignKey("instruments.id", ondelete="CASCADE"), label="Instrument")
    cert_number: Mapped[str] = column(String(100), label="Certificate", help="Kept in capitals.")
    calibration_date: Mapped[date] = column(Date, label="Calibrated")
    expiry_date: Mapped[date] = column(Date, label="Expires", help="The first day on which it is no longer valid.")
    calibration_authority: Mapped[str | None] = column(String(255), label="Authority")
    standard: Mapped[str | None] = column(String(100), label="Standard", help="E.g. ISO/IEC 17025.")
    certificate_file_path: Mapped[str | None] = column(Text, label="File")
    expanded_uncertainty: Mapped[Decimal | None] = column(
        Numeric(10, 4), label="Expanded uncertainty", minimum=0, help="U at k = 2, about 95 %."
    )
    uncertainty_unit: Mapped[str | None] = column(String(20), label="Unit of the uncertainty")

    instrument: Mapped[Instrument] = to_one(
        "CalibrationCertificate.instrument_id", "Instrument.id", back_populates="calibration_certificates"
    )
