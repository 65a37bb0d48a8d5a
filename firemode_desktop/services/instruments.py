"""Instruments and their calibration: what is due and when, which certificates there are, what was read with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.numbers import convert
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.models import Building, CalibrationCertificate, Instrument, TestInstance
from firemode_desktop.services import people

SOON_DAYS = 30
UNCERTAINTY_DECIMALS = 4


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
        return "due" if self.days <= SOON_DAYS else "valid"


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate; it covers the days ``calibrated_on ≤ day < expires_on``. U is at k = 2, in ``unit``."""

    certificate_id: UUID
    number: str
    authority: str | None
    standard: str | None
    calibrated_on: date
    expires_on: date
    uncertainty: Decimal | None
    unit: str | None

    def covers(self, day: date) -> bool:
        """Whether the instrument may be believed on ``day`` because of it."""
        return self.calibrated_on <= day < self.expires_on


@dataclass(frozen=True, slots=True)
class Use:
    """How many readings an instrument took on a day, by the calendar of the building."""

    day: date
    readings: int


@dataclass(frozen=True, slots=True)
class InstrumentFile:
    """All that is on file of an instrument: certificates the latest first, days of use the earliest first."""

    state: InstrumentState
    range_min: Decimal | None
    range_max: Decimal | None
    unit: str | None
    accuracy: str | None
    every_months: int | None
    travels: bool
    certificates: tuple[Certificate, ...] = ()
    used: tuple[Use, ...] = ()

    @property
    def readings(self) -> int:
        """How many readings it took."""
        return sum(use.readings for use in self.used)

    @property
    def last_used(self) -> date | None:
        """The day of the last of them."""
        return self.used[-1].day if self.used else None

    @property
    def uncovered(self) -> tuple[Use, ...]:
        """The days of use on which no certificate held."""
        return tuple(use for use in self.used if not any(one.covers(use.day) for one in self.certificates))

    def certificate_on(self, day: date) -> Certificate | None:
        """The latest certificate that covers ``day``."""
        return next((one for one in self.certificates if one.covers(day)), None)


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


def states(session: Session, today: date) -> tuple[InstrumentState, ...]:
    """Every instrument in service, those that end first at the top; the certificates decide."""
    return tuple(state for state, _ in _in_service(session, today))


def files(session: Session, building_id: UUID, today: date) -> tuple[InstrumentFile, ...]:
    """Every instrument that serves the building (its own, and those that travel), those that end first at the top."""
    found = [
        (state, row)
        for state, row in _in_service(session, today)
        if row.building_id is None or row.building_id == building_id
    ]
    ids = [row.id for _, row in found]
    certificates, used = _certificates(session, ids), _used(session, ids)
    return tuple(
        InstrumentFile(
            state=state,
            range_min=row.range_min,
            range_max=row.range_max,
            unit=row.unit,
            accuracy=row.accuracy,
            every_months=row.calibration_frequency_months,
            travels=row.building_id is None,
            certificates=tuple(certificates[row.id]),
            used=tuple(used[row.id]),
        )
        for state, row in found
    )


def _in_service(session: Session, today: date) -> list[tuple[InstrumentState, Instrument]]:
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
    return [(_state(row, expires_on, today), row) for row, expires_on in session.execute(query)]


def _state(row: Instrument, expires_on: date | None, today: date) -> InstrumentState:
    return InstrumentState(
        row.id,
        row.serial_number or "",
        row.instrument_type,
        row.manufacturer,
        row.model,
        expires_on,
        None if expires_on is None else (expires_on - today).days,
    )


def _certificates(session: Session, instruments: Sequence[UUID]) -> defaultdict[UUID, list[Certificate]]:
    """Their certificates, the latest calibration first."""
    table = CalibrationCertificate
    query = select(table).where(table.instrument_id.in_(instruments))
    found: defaultdict[UUID, list[Certificate]] = defaultdict(list)
    for row in session.scalars(query.order_by(table.calibration_date.desc(), table.expiry_date.desc())):
        found[row.instrument_id].append(
            Certificate(
                row.cert_id,
                row.cert_number,
                row.calibration_authority,
                row.standard,
                row.calibration_date,
                row.expiry_date,
                row.expanded_uncertainty,
                row.uncertainty_unit,
            )
        )
    return found


def _used(session: Session, instruments: Sequence[UUID]) -> defaultdict[UUID, list[Use]]:
    """How many readings they took on each day, in whatever building, the earliest first."""
    day = cast(func.timezone(Building.timezone, TestInstance.completed_at), Date)
    query = (
        select(TestInstance.required_instrument_id, day, func.count())
        .join(Building, Building.id == TestInstance.building_id)
        .where(
            TestInstance.required_instrument_id.in_(instruments),
            TestInstance.status == InstanceStatus.COMPLETED.value,
        )
        .group_by(TestInstance.required_instrument_id, day)
        .order_by(day)
    )
    found: defaultdict[UUID, list[Use]] = defaultdict(list)
    for instrument_id, on, count in session.execute(query):
        if instrument_id is not None:
            found[instrument_id].append(Use(on, count))
    return found


def due(session: Session, today: date, days: int = SOON_DAYS) -> tuple[InstrumentState, ...]:
    """Instruments without a certificate, with an expired one, or with one that ends within ``days``."""
    limit = today + timedelta(days=days)
    return tuple(state for state in states(session, today) if state.expires_on is None or state.expires_on <= limit)


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


def _check_unique(session: Session, number: str, authority: str | None) -> None:
    table = CalibrationCertificate
    same = table.calibration_authority == authority if authority else table.calibration_authority.is_(None)
    other = session.scalar(
        select(Instrument.serial_number)
        .join(table, table.instrument_id == Instrument.id)
        .where(table.cert_number == number, same)
    )
    if other is not None:
        who = authority or "An authority that is not named"
        raise Refused(f"{who} has issued certificate {number} already; it is on file for {other}.")


def _blank_is_none(text: str | None) -> str | None:
    return text.strip() or None if text else None
