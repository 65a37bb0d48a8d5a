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
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import holds, show_date
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.words import InstrumentType
from firemode_desktop.models.base import Base, Created, Decommissionable, Timestamps, new_id, to_many, to_one
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.links import signed_link
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

    def check_together(self) -> None:
        low, high = self.known("range_min"), self.known("range_max")
        if low is not None and high is not None and low >= high:
            raise Invalid(
                f"The range of an instrument ends above where it begins; this is {plain(low)} to {plain(high)}."
            )

    def is_calibration_valid(self, day: date) -> bool:
        """Whether the instrument may be believed on ``day``, the day of the measurement (page 1, C14).

        Its certificates decide where they are loaded, else the copy of the latest that the instrument itself keeps.
        """
        certificates: list[CalibrationCertificate] | None = self.known("calibration_certificates")
        if certificates:
            return any(certificate.is_valid(day) for certificate in certificates)
        begun = self.calibration_date is None or self.calibration_date <= day
        return begun and self.calibration_expiry is not None and day < self.calibration_expiry

    def days_until_expiry(self, today: date) -> int | None:
        """Days until the calibration ends, negative when it has ended; None when it was never calibrated."""
        return None if self.calibration_expiry is None else (self.calibration_expiry - today).days

    def requires_calibration_soon(self, today: date, days: int = 30) -> bool:
        """Whether the calibration ends within ``days``, has ended, or never was."""
        left = self.days_until_expiry(today)
        return left is None or left <= days

    def get_latest_certificate(self) -> CalibrationCertificate | None:
        """The certificate of the latest calibration; somebody must have loaded the certificates."""
        found = self.calibration_certificates
        return max(found, key=lambda certificate: (certificate.calibration_date, certificate.expiry_date), default=None)

    def update_calibration(self, cert: CalibrationCertificate) -> None:
        """Copy ``cert`` into the instrument; an older one than is there already changes nothing.

        Raises ``Refused`` for the certificate of another instrument.
        """
        if None not in (cert.instrument_id, self.id) and cert.instrument_id != self.id:
            raise Refused(f"Certificate {cert.cert_number} belongs to another instrument.")
        if self.calibration_date is not None and cert.calibration_date < self.calibration_date:
            return
        self.calibration_date = cert.calibration_date
        self.calibration_expiry = cert.expiry_date
        self.calibration_cert_id = cert.cert_number
        if cert.standard is not None:
            self.calibration_standard = cert.standard

    def __repr__(self) -> str:
        return self._described(instrument_type=self.known("instrument_type"), serial_number=self.known("serial_number"))


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

    @validates("cert_number")
    def _upper_case(self, key: str, value: str) -> str:
        return value.upper()

    @validates("expiry_date")
    def _check_expiry(self, key: str, value: date) -> date:
        self._refuse_backwards(self.known("calibration_date"), value)
        return value

    def check_together(self) -> None:
        self._refuse_backwards(self.known("calibration_date"), self.known("expiry_date"))

    def _refuse_backwards(self, calibrated: date | None, expires: date | None) -> None:
        if calibrated is not None and expires is not None and expires <= calibrated:
            raise Invalid(
                f"A certificate ends after it begins; this is {show_date(calibrated)} to {show_date(expires)}."
            )

    def is_valid(self, day: date) -> bool:
        """Whether ``calibration_date ≤ day < expiry_date``."""
        return holds(day, self.calibration_date, self.expiry_date)

    def days_until_expiry(self, today: date) -> int:
        """Days until it ends, negative when it has ended."""
        return (self.expiry_date - today).days

    def get_s3_url(self, store: object, expiry_seconds: int = 3600) -> str:
        """A signed link to the certificate's file; see ``links.signed_link``."""
        return signed_link(store, self.certificate_file_path, expiry_seconds)

    def __repr__(self) -> str:
        return self._described(cert_number=self.known("cert_number"), expiry_date=self.known("expiry_date"))
