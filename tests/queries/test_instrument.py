"""Instruments: by type, expired, running out, and the certificate of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.models import Building, CalibrationCertificate, Instrument
from firemode_desktop.queries import instrument

TODAY = date(2026, 3, 2)


def written(session: Session, serial: str, **values: Any) -> Instrument:
    row = Instrument(**{"serial_number": serial, "instrument_type": "manometer", **values})
    session.add(row)
    session.flush()
    return row


def certified(session: Session, of: Instrument, number: str, begun: date, ended: date) -> CalibrationCertificate:
    row = CalibrationCertificate(instrument_id=of.id, cert_number=number, calibration_date=begun, expiry_date=ended)
    session.add(row)
    session.flush()
    return row


def serials(found: list[Instrument]) -> list[str | None]:
    return [row.serial_number for row in found]


def test_that_instruments_of_a_type_come_by_serial_number(session: Session) -> None:
    for serial in ("SN-10", "SN-9"):
        written(session, serial)
    written(session, "SN-1", instrument_type="anemometer")
    assert serials(instrument.by_type(session, "manometer")) == ["SN-9", "SN-10"]
    assert serials(instrument.by_serial(session, " SN-1 ")) == ["SN-1"]


def test_that_a_building_has_its_own_instruments_and_those_that_travel(session: Session) -> None:
    here, there = Building(name="Here"), Building(name="There")
    session.add_all([here, there])
    session.flush()
    written(session, "A", building_id=here.id)
    written(session, "B", building_id=there.id)
    written(session, "C")
    assert serials(instrument.by_type(session, "manometer", here.id)) == ["A", "C"]
    assert serials(instrument.by_type(session, "manometer")) == ["A", "B", "C"]


def test_that_an_instrument_out_of_service_is_due_for_nothing(session: Session) -> None:
    written(session, "A", calibration_expiry=date(2026, 1, 1), decommissioned_on=TODAY)
    assert instrument.expired(session, TODAY) == []
    assert serials(instrument.expired(session, TODAY - timedelta(days=1))) == ["A"]
    assert instrument.by_type(session, "manometer", on=TODAY) == []


@pytest.mark.parametrize(
    ("ends_in", "expired", "soon"),
    [(-1, True, False), (0, True, False), (1, False, True), (30, False, True), (31, False, False)],
)
def test_that_expired_and_running_out_meet_without_overlap(
    session: Session, ends_in: int, expired: bool, soon: bool
) -> None:
    written(session, "A", calibration_expiry=TODAY + timedelta(days=ends_in))
    assert bool(instrument.expired(session, TODAY)) is expired
    assert bool(instrument.expiring_soon(session, TODAY)) is soon


def test_that_the_certificates_decide_when_a_calibration_ends(session: Session) -> None:
    """Page 1, C14: the instrument's own column is a copy that may be behind."""
    row = written(session, "A", calibration_expiry=date(2030, 1, 1))
    certified(session, row, "NEW", date(2025, 1, 1), date(2026, 1, 1))
    assert serials(instrument.expired(session, TODAY)) == ["A"]
    assert instrument.expiring_soon(session, TODAY, days=5000) == []


def test_that_of_overlapping_certificates_the_one_that_ends_last_decides(session: Session) -> None:
    """As for a reading on that day: it is covered by whichever certificate holds."""
    row = written(session, "A")
    certified(session, row, "LONG", date(2025, 1, 1), TODAY + timedelta(days=30))
    certified(session, row, "SHORT", date(2025, 6, 1), TODAY)
    certified(session, row, "TO COME", TODAY + timedelta(days=1), date(2030, 1, 1))
    assert instrument.certificate_on(session, row.id, TODAY) is not None
    assert instrument.expired(session, TODAY) == []
    assert serials(instrument.expiring_soon(session, TODAY, days=30)) == ["A"]
    assert instrument.expiring_soon(session, TODAY, days=29) == []


def test_that_the_certificate_of_a_day_is_the_latest_valid_on_it(session: Session) -> None:
    row = written(session, "A")
    old = certified(session, row, "OLD", date(2024, 10, 15), date(2025, 10, 15))
    new = certified(session, row, "NEW", date(2025, 9, 1), date(2026, 9, 1))
    asked = {
        date(2024, 10, 14): None,
        date(2024, 10, 15): old,
        date(2025, 8, 31): old,
        date(2025, 9, 1): new,
        date(2026, 8, 31): new,
        date(2026, 9, 1): None,
    }
    assert {day: instrument.certificate_on(session, row.id, day) for day in asked} == asked
    assert instrument.certificates_for_instrument(session, row.id) == [new, old]
    assert instrument.expired_certificates(session, date(2025, 10, 14)) == []
    assert instrument.expired_certificates(session, date(2025, 10, 15)) == [old]
