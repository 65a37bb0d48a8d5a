"""Instruments and their certificates: by type, running out, and valid on a day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.models import CalibrationCertificate, Instrument
from firemode_desktop.queries.site import in_service


def by_type(
    session: Session, instrument_type: str, building_id: UUID | None = None, *, on: date | None = None
) -> list[Instrument]:
    """The instruments of a type, by serial number; with a building those that belong to it or travel."""
    query = select(Instrument).where(Instrument.instrument_type == str(instrument_type), *in_service(Instrument, on))
    return _ordered(session, query, building_id)


def by_serial(session: Session, serial_number: str) -> list[Instrument]:
    """The instruments of a serial number; two makers may have used the same."""
    query = select(Instrument).where(Instrument.serial_number == serial_number.strip())
    return _ordered(session, query, None)


def expired(session: Session, today: date, building_id: UUID | None = None) -> list[Instrument]:
    """The instruments in service whose calibration has ended by ``today``, by serial number."""
    query = select(Instrument).where(_expiry(today) <= today, *in_service(Instrument, today))
    return _ordered(session, query, building_id)


def expiring_soon(session: Session, today: date, days: int = 30, building_id: UUID | None = None) -> list[Instrument]:
    """The instruments in service that are calibrated ``today`` and no longer in ``days``, by serial number."""
    soon = today + timedelta(days=days)
    query = select(Instrument).where(_expiry(today) > today, _expiry(today) <= soon, *in_service(Instrument, today))
    return _ordered(session, query, building_id)


def certificates_for_instrument(session: Session, instrument_id: UUID) -> list[CalibrationCertificate]:
    """The certificates of an instrument, the latest calibration first."""
    table = CalibrationCertificate
    query = select(table).where(table.instrument_id == instrument_id)
    return list(session.scalars(query.order_by(table.calibration_date.desc(), table.expiry_date.desc())))


def expired_certificates(session: Session, today: date) -> list[CalibrationCertificate]:
    """All certificates that have ended by ``today``, the latest first."""
    table = CalibrationCertificate
    query = select(table).where(table.expiry_date <= today)
    return list(session.scalars(query.order_by(table.expiry_date.desc(), table.cert_number)))


def certificate_on(session: Session, instrument_id: UUID, day: date) -> CalibrationCertificate | None:
    """The certificate valid on ``day`` (``calibration_date ≤ day < expiry_date``), the latest of several."""
    table = CalibrationCertificate
    query = select(table).where(
        table.instrument_id == instrument_id, table.calibration_date <= day, table.expiry_date > day
    )
    return session.scalars(query.order_by(table.calibration_date.desc(), table.expiry_date.desc()).limit(1)).first()


def _expiry(today: date) -> ColumnElement[date]:
    """``domain.calibration.covered_until`` in SQL; the instrument's own column only where it has no certificate."""
    table = CalibrationCertificate
    latest: ScalarSelect[date] = (
        select(func.max(table.expiry_date))
        .where(table.instrument_id == Instrument.id, table.calibration_date <= today)
        .correlate(Instrument)
        .scalar_subquery()
    )
    return func.coalesce(latest, Instrument.calibration_expiry)


def _ordered(session: Session, query: Select[Instrument], building_id: UUID | None) -> list[Instrument]:
    if building_id is not None:
        query = query.where(or_(Instrument.building_id.is_(None), Instrument.building_id == building_id))
    found = session.scalars(query)
    return sorted(found, key=lambda instrument: (natural_key(instrument.serial_number or ""), str(instrument.id)))
