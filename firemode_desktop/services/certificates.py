"""Putting calibration certificates on file: what one must say, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.numbers import convert
from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.evidence import EvidenceFolder, StoredFile
from firemode_desktop.models import CalibrationCertificate, Instrument
from firemode_desktop.services import people

UNCERTAINTY_DECIMALS = 4
SCANS = (EvidenceType.DOCUMENT, EvidenceType.PHOTO)


@dataclass(frozen=True, slots=True)
class NewCertificate:
    """What a certificate says, as it is typed in from the paper."""

    number: str
    calibrated_on: date
    expires_on: date
    authority: str | None = None
    standard: str | None = None
    uncertainty: Decimal | None = None
    unit: str | None = None


def add_certificate(
    session: Session, instrument_id: UUID, certificate: NewCertificate, *, today: date, by: UUID
) -> UUID:
    """Put a certificate on file; the instrument takes over the dates of its latest one.

    Raises:
        Missing: there is no such instrument.
        Refused: the person may not, or this authority has issued a certificate of this number already.
        Invalid: no number, a calibration in the future, an end that is not after it, an uncertainty without a unit or
            in one that has nothing to do with what the instrument reads.
    """
    people.require(session, by, people.TESTERS, "put a certificate on file")
    instrument = session.get(Instrument, instrument_id, with_for_update=True)
    if instrument is None:
        raise Missing("This instrument does not exist any more.")
    number, authority = certificate.number.strip().upper(), _blank_is_none(certificate.authority)
    if not number:
        raise Invalid("A certificate needs its number.")
    if certificate.calibrated_on > today:
        raise Invalid(f"The calibration lies in the future ({show_date(certificate.calibrated_on)}).")
    _check_uncertainty(instrument, certificate)
    _check_unique(session, number, authority)
    added = CalibrationCertificate(
        instrument_id=instrument.id,
        cert_number=number,
        calibration_date=certificate.calibrated_on,
        expiry_date=certificate.expires_on,
        calibration_authority=authority,
        standard=_blank_is_none(certificate.standard),
        expanded_uncertainty=certificate.uncertainty,
        uncertainty_unit=_blank_is_none(certificate.unit) if certificate.uncertainty is not None else None,
    )
    session.add(added)
    instrument.update_calibration(added)
    session.flush()
    return added.cert_id


def _check_uncertainty(instrument: Instrument, certificate: NewCertificate) -> None:
    value, unit = certificate.uncertainty, _blank_is_none(certificate.unit)
    if value is None:
        return
    if value < 0 or value != round_half_even(value, UNCERTAINTY_DECIMALS):
        raise Invalid("An expanded uncertainty is not negative and has at most four decimals.")
    if unit is None:
        raise Invalid("An expanded uncertainty needs its unit.")
    if unit != "%" and instrument.unit and unit != instrument.unit:
        try:
            convert(value, unit, instrument.unit)
        except Invalid as error:
            raise Invalid(
                f"{instrument.serial_number} reads {instrument.unit}; {unit} is not a unit of that."
            ) from error


def attach(session: Session, certificate_id: UUID, scan: StoredFile, *, by: UUID) -> None:
    """Keep the scan of a certificate with it; one that was attached before stays in the store.

    Raises:
        Missing: there is no such certificate.
        Refused: the person may not.
        Invalid: the file is neither a document nor a picture.
    """
    people.require(session, by, people.TESTERS, "attach the scan of a certificate")
    certificate = session.get(CalibrationCertificate, certificate_id, with_for_update=True)
    if certificate is None:
        raise Missing("This certificate does not exist any more.")
    if scan.evidence_type not in SCANS:
        raise Invalid(f"The scan of a certificate is a PDF or a picture; this is {scan.mime_type}.")
    certificate.certificate_file_path = scan.name
    session.flush()


def scan_file(store: EvidenceFolder, name: str) -> Path:
    """The file of a scan, which still is what was attached: its name is the hash of its content.

    Raises:
        Missing: it is not in the store of this computer.
        Refused: its content has changed.
    """
    path = store.path(name)
    if not store.verify(name, path.stem):
        raise Refused(f"The scan {path.name} is no longer what was attached; ask for the paper.")
    return path


def refuse_issued_twice(session: Session, rows: Sequence[CalibrationCertificate]) -> None:
    """Refuse a number that its authority has issued before, on file or among ``rows``, which are about to be written.

    Raises:
        Invalid: in words that name the instrument which has it; the detail names the row.
    """
    taken = _on_file(session, [row.cert_number for row in rows], [row.cert_id for row in rows])
    for row in rows:
        key = (row.calibration_authority, row.cert_number)
        if key in taken:
            message = _issued_already(*key, taken[key])
            where = {"register": "calibration_certificates", "key": str(row.cert_id), "row": row.cert_number}
            raise Invalid(message, [{**where, "message": message}])
        taken[key] = _serial(session, row.instrument_id)


def _on_file(session: Session, numbers: Sequence[str], but: Sequence[UUID] = ()) -> dict[tuple[str | None, str], str]:
    """Authority and number of each certificate of these numbers, and the serial number of its instrument."""
    table = CalibrationCertificate
    query = (
        select(table.calibration_authority, table.cert_number, Instrument.serial_number)
        .join(table, table.instrument_id == Instrument.id)
        .where(table.cert_number.in_(numbers), table.cert_id.not_in(but))
    )
    return {(authority, number): serial or "" for authority, number, serial in session.execute(query)}


def _check_unique(session: Session, number: str, authority: str | None) -> None:
    taken = _on_file(session, [number])
    if (authority, number) in taken:
        raise Refused(_issued_already(authority, number, taken[authority, number]))


def _issued_already(authority: str | None, number: str, serial: str) -> str:
    who = authority or "An authority that is not named"
    on = f"on file for {serial}" if serial else "on file for an instrument without a serial number"
    return f"{who} has issued certificate {number} already; it is {on}."


def _serial(session: Session, instrument_id: UUID) -> str:
    instrument = session.get(Instrument, instrument_id)
    return (instrument and instrument.serial_number) or ""


def _blank_is_none(text: str | None) -> str | None:
    return text.strip() or None if text else None
