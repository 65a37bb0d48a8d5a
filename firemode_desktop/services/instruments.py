"""Instruments and their calibration: what is due, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.models import CalibrationCertificate, Instrument


@dataclass(frozen=True, slots=True)
class InstrumentState:
    """An instrument and the end of its latest certificate; ``days`` until then, negative once it is past.

    ``expires_on`` is the first day on which it may not be used (page 1, C14); ``None`` without any certificate.
    """

    instrument_id: UUID
    serial_number: str
    instrument_type: str | None
    manufacturer: str | None
    model: str | None
    expires_on: date | None
    days: int | None

    @property
    def state(self) -> str:
        """In a word: valid, due or expired."""
        if self.days is None or self.days <= 0:
            return "expired"
        return "due" if self.days <= 30 else "valid"


def states(session: Session, today: date) -> tuple[InstrumentState, ...]:
    """Every instrument in service, those that end first at the top; the certificates decide."""
    latest = (
        select(
            CalibrationCertificate.instrument_id,
            func.max(CalibrationCertificate.expiry_date).label("expires_on"),
        )
        .where(CalibrationCertificate.calibration_date <= today)
        .group_by(CalibrationCertificate.instrument_id)
        .subquery()
    )
    query = (
        select(Instrument, latest.c.expires_on)
        .outerjoin(latest, latest.c.instrument_id == Instrument.id)
        .where(Instrument.decommissioned_on.is_(None))
        .order_by(latest.c.expires_on.asc().nulls_first(), Instrument.serial_number)
    )
    return tuple(
        InstrumentState(
            row.id,
            row.serial_number or "",
            row.instrument_type,
            row.manufacturer,
            row.model,
            expires_on,
            None if expires_on is None else (expires_on - today).days,
        )
        for row, expires_on in session.execute(query)
    )


def due(session: Session, today: date, days: int = 30) -> tuple[InstrumentState, ...]:
    """Instruments without a certificate, with an expired one, or with one that ends within ``days``."""
    limit = today + timedelta(days=days)
    return tuple(state for state in states(session, today) if state.expires_on is None or state.expires_on <= limit)
