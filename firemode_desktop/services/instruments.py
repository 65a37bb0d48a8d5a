"""Instruments and their calibration: what is due and when, which certificates there are, what was read with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import Date, cast, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.calibration import SOON_DAYS, State, covered_until
from firemode_desktop.domain.dates import holds
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.models import Building, CalibrationCertificate, Instrument, TestInstance
from firemode_desktop.queries.site import in_service


@dataclass(frozen=True, slots=True)
class InstrumentState:
    """An instrument and until when its certificates cover it; ``days`` until then, negative once it is past.

    ``expires_on`` is the first day on which it may not be used (page 1, C14); ``None`` without any certificate.
    ``building_id`` is None for one that travels: it is everybody's.
    """

    instrument_id: UUID
    serial_number: str
    instrument_type: str | None
    manufacturer: str | None
    model: str | None
    expires_on: date | None
    days: int | None
    building_id: UUID | None
    updated_at: datetime

    @property
    def state(self) -> State:
        """In a word: valid, due or expired."""
        return State.of(self.days)


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
    file: str | None = None
    """Its scan in the evidence store, by relative name."""

    def covers(self, day: date) -> bool:
        """Whether the instrument may be believed on ``day`` because of it."""
        return holds(day, self.calibrated_on, self.expires_on)


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


def states(session: Session, today: date) -> tuple[InstrumentState, ...]:
    """Every instrument in service; those without a certificate first, then those that end first, by serial number."""
    return tuple(state for state, _, _ in _in_service(session, today))


def serving(session: Session, building_id: UUID, today: date) -> tuple[InstrumentState, ...]:
    """The instruments in service of a building and those that travel, those that end first at the top."""
    return tuple(one for one in states(session, today) if one.building_id in (None, building_id))


def files(session: Session, building_id: UUID | None, today: date) -> tuple[InstrumentFile, ...]:
    """The same with all that is on file of them; without a building, of every instrument in service."""
    served = _in_service(session, today)
    found = [each for each in served if building_id is None or each[0].building_id in (None, building_id)]
    used = _used(session, [row.id for _, row, _ in found])
    return tuple(
        InstrumentFile(
            state=state,
            range_min=row.range_min,
            range_max=row.range_max,
            unit=row.unit,
            accuracy=row.accuracy,
            every_months=row.calibration_frequency_months,
            travels=row.building_id is None,
            certificates=certificates,
            used=tuple(used[row.id]),
        )
        for state, row, certificates in found
    )


def _in_service(session: Session, today: date) -> list[tuple[InstrumentState, Instrument, tuple[Certificate, ...]]]:
    """Each with its certificates, the latest calibration first; ordered as ``states``."""
    table = CalibrationCertificate
    query = select(Instrument, table).outerjoin(table, table.instrument_id == Instrument.id)
    latest_first = (table.calibration_date.desc(), table.expiry_date.desc(), table.cert_id)
    held: dict[Instrument, list[Certificate]] = {}
    for row, certificate in session.execute(query.where(*in_service(Instrument, today)).order_by(*latest_first)):
        on_file = held.setdefault(row, [])
        if certificate is not None:
            on_file.append(_certificate(certificate))
    found = [(_state(row, on_file, today), row, tuple(on_file)) for row, on_file in held.items()]
    return sorted(found, key=lambda each: (each[0].expires_on or date.min, natural_key(each[0].serial_number)))


def on_file(session: Session, building_id: UUID) -> dict[UUID, tuple[str, tuple[Certificate, ...]]]:
    """Serial number and certificates of every instrument that took a reading in a building, in service or not."""
    used = select(TestInstance.required_instrument_id).where(TestInstance.building_id == building_id)
    table = CalibrationCertificate
    query = select(Instrument, table).outerjoin(table, table.instrument_id == Instrument.id)
    found: dict[UUID, tuple[str, tuple[Certificate, ...]]] = {}
    for row, certificate in session.execute(query.where(Instrument.id.in_(used))):
        serial, held = found.get(row.id, (row.serial_number or "", ()))
        found[row.id] = (serial, (*held, *([_certificate(certificate)] if certificate is not None else [])))
    return found


def _certificate(row: CalibrationCertificate) -> Certificate:
    return Certificate(
        row.cert_id,
        row.cert_number,
        row.calibration_authority,
        row.standard,
        row.calibration_date,
        row.expiry_date,
        row.expanded_uncertainty,
        row.uncertainty_unit,
        row.certificate_file_path,
    )


def _state(row: Instrument, certificates: Sequence[Certificate], today: date) -> InstrumentState:
    expires_on = covered_until(((one.calibrated_on, one.expires_on) for one in certificates), today)
    return InstrumentState(
        instrument_id=row.id,
        serial_number=row.serial_number or "",
        instrument_type=row.instrument_type,
        manufacturer=row.manufacturer,
        model=row.model,
        expires_on=expires_on,
        days=None if expires_on is None else (expires_on - today).days,
        building_id=row.building_id,
        updated_at=row.updated_at,
    )


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
