"""Rules, instruments and certificates: what holds on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.models import AS1851Rule, CalibrationCertificate, Instrument, User

from .conftest import Site


def rule(**values: Any) -> AS1851Rule:
    return AS1851Rule(
        **{
            "rule_code": "SP-01",
            "version": "v1",
            "measurement_type": "pressure_differential",
            "min_threshold": 20,
            "max_threshold": 80,
            "unit": "Pa",
            "severity_if_fail": "critical",
            "defect_classification": "1A",
            "active": True,
            "effective_date": date(2024, 1, 1),
            **values,
        }
    )


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2023, 12, 31), False), (date(2024, 1, 1), True), (date(2025, 6, 30), True), (date(2025, 7, 1), False)],
)
def test_that_a_rule_holds_from_its_first_day_to_the_day_before_it_is_superseded(day: date, holds: bool) -> None:
    assert rule(superseded_date=date(2025, 7, 1)).is_active(day) is holds


def test_that_a_rule_without_dates_holds_unless_it_is_withdrawn() -> None:
    assert rule(effective_date=None).is_active(date(1999, 1, 1))
    assert not rule(active=False).is_active(date(2024, 6, 1))


@pytest.mark.parametrize(
    ("value", "complies"),
    [("20", True), ("80", True), ("19.99", False), ("80.01", False), ("19.9996", False), (18.2, False), (45, True)],
)
def test_that_limits_are_inclusive_and_readings_are_judged_unrounded(value: Any, complies: bool) -> None:
    assert rule().validate_value(value) is complies


def test_that_a_limit_may_be_on_one_side_only() -> None:
    assert rule(min_threshold=1, max_threshold=None).validate_value(1000)
    assert not rule(min_threshold=None, max_threshold=110).validate_value("110.0001")


def test_that_a_limit_needs_its_unit() -> None:
    assert rule(min_threshold=None, max_threshold=None, unit=None).unit is None
    with pytest.raises(Invalid, match="needs its unit"):
        rule(unit=None)
    with pytest.raises(Invalid, match=r"lower limit 80\.001 is above the upper limit 80"):
        rule(min_threshold="80.001")


def test_that_superseding_ends_a_rule_and_leaves_it_active_for_old_dates() -> None:
    """Page 1, C23."""
    old, new = rule(), rule(version="v2", effective_date=date(2025, 7, 1))
    old.supersede(new)
    assert old.superseded_date == date(2025, 7, 1)
    assert old.active
    assert old.is_active(date(2025, 6, 30))
    assert not old.is_active(date(2025, 7, 1))
    assert new.is_active(date(2025, 7, 1))
    old.supersede(new)
    assert old.superseded_date == date(2025, 7, 1)


def test_that_a_rule_is_superseded_by_a_later_one_for_the_same_measurement_once() -> None:
    old = rule()
    for other, why in (
        (rule(version="v2", measurement_type="air_velocity", effective_date=date(2025, 1, 1)), "same measurement"),
        (rule(version="v2", effective_date=None), "needs the day"),
        (rule(version="v2", effective_date=date(2023, 12, 31)), "begins before"),
        (old, "another rule"),
    ):
        with pytest.raises(Refused, match=why):
            old.supersede(other)
    assert old.superseded_date is None
    old.supersede(rule(version="v2", effective_date=date(2025, 7, 1)))
    with pytest.raises(Refused, match="superseded on 1 Jul 2025 already"):
        old.supersede(rule(version="v3", effective_date=date(2026, 7, 1)))


def certificate(number: str, calibrated: date, expires: date, **values: Any) -> CalibrationCertificate:
    return CalibrationCertificate(cert_number=number, calibration_date=calibrated, expiry_date=expires, **values)


def test_that_a_certificate_number_is_kept_in_capitals() -> None:
    assert certificate(" cert-2024-789 ", date(2024, 10, 15), date(2025, 10, 15)).cert_number == "CERT-2024-789"


def test_that_a_certificate_ends_after_it_begins() -> None:
    day = date(2024, 10, 15)
    assert certificate("A", day, date(2024, 10, 16)).is_valid(day)
    with pytest.raises(Invalid, match="15 Oct 2024 to 15 Oct 2024"):
        certificate("A", day, day)
    with pytest.raises(Invalid):
        CalibrationCertificate(expiry_date=day, calibration_date=day)


def test_that_a_certificate_may_be_moved_to_a_later_year_field_by_field() -> None:
    moved = certificate("A", date(2024, 10, 15), date(2025, 10, 15))
    moved.calibration_date = date(2026, 10, 15)
    moved.expiry_date = date(2027, 10, 15)
    moved.check_together()
    with pytest.raises(Invalid):
        moved.expiry_date = date(2026, 10, 15)


@pytest.mark.parametrize(
    ("day", "valid"),
    [(date(2024, 10, 14), False), (date(2024, 10, 15), True), (date(2025, 10, 14), True), (date(2025, 10, 15), False)],
)
def test_that_an_instrument_is_believed_on_the_days_of_its_certificate(day: date, valid: bool) -> None:
    """Page 1, C14: calibration_date ≤ day < expiry_date, the day being that of the measurement."""
    paper = certificate("A", date(2024, 10, 15), date(2025, 10, 15))
    assert paper.is_valid(day) is valid
    instrument = Instrument(calibration_date=paper.calibration_date, calibration_expiry=paper.expiry_date)
    assert instrument.is_calibration_valid(day) is valid


def test_that_the_certificates_decide_not_the_copy_in_the_instrument(site: Site) -> None:
    instrument = Instrument(
        serial_number="SN-1", calibration_date=date(2025, 10, 15), calibration_expiry=date(2026, 10, 15)
    )
    instrument.calibration_certificates = [
        certificate("A", date(2023, 1, 1), date(2024, 1, 1)),
        certificate("B", date(2025, 10, 15), date(2026, 10, 15)),
    ]
    site.add(instrument)
    assert instrument.is_calibration_valid(date(2023, 6, 1))
    assert not instrument.is_calibration_valid(date(2024, 6, 1))
    latest = instrument.get_latest_certificate()
    assert latest is not None
    assert latest.cert_number == "B"
    site.session.expunge_all()
    again = site.session.scalars(select(Instrument).options(selectinload(Instrument.calibration_certificates))).one()
    assert [paper.cert_number for paper in again.calibration_certificates] == ["B", "A"]


def test_that_an_instrument_without_calibration_is_never_believed() -> None:
    instrument = Instrument(calibration_certificates=[])
    assert not instrument.is_calibration_valid(date(2026, 1, 1))
    assert instrument.days_until_expiry(date(2026, 1, 1)) is None
    assert instrument.requires_calibration_soon(date(2026, 1, 1))
    assert instrument.get_latest_certificate() is None


@pytest.mark.parametrize(
    ("today", "left", "soon"),
    [(date(2025, 9, 14), 31, False), (date(2025, 9, 15), 30, True), (date(2025, 10, 16), -1, True)],
)
def test_that_calibration_is_due_thirty_days_before_it_ends(today: date, left: int, soon: bool) -> None:
    instrument = Instrument(calibration_expiry=date(2025, 10, 15))
    assert instrument.days_until_expiry(today) == left
    assert instrument.requires_calibration_soon(today) is soon
    assert certificate("A", date(2024, 10, 15), date(2025, 10, 15)).days_until_expiry(today) == left


def test_that_a_certificate_is_copied_into_its_instrument_unless_it_is_older() -> None:
    instrument = Instrument(calibration_standard="ISO/IEC 17025")
    instrument.update_calibration(certificate("NEW", date(2025, 10, 15), date(2026, 10, 15)))
    instrument.update_calibration(certificate("OLD", date(2024, 10, 15), date(2025, 10, 15), standard="other"))
    assert instrument.calibration_cert_id == "NEW"
    assert instrument.calibration_date == date(2025, 10, 15)
    assert instrument.calibration_expiry == date(2026, 10, 15)
    assert instrument.calibration_standard == "ISO/IEC 17025"


def test_that_the_certificate_of_another_instrument_is_refused(site: Site) -> None:
    first, second = site.add(Instrument(serial_number="1")), site.add(Instrument(serial_number="2"))
    paper = site.add(certificate("A", date(2024, 1, 1), date(2025, 1, 1), instrument_id=first.id))
    with pytest.raises(Refused, match="another instrument"):
        second.update_calibration(paper)


def test_that_two_authorities_may_use_the_same_number(site: Site) -> None:
    from sqlalchemy.exc import IntegrityError

    own = {"instrument_id": site.add(Instrument(serial_number="1")).id}
    days = (date(2024, 1, 1), date(2025, 1, 1))
    for authority in ("NATA lab A", "NATA lab B", None):
        site.add(certificate("C-1", *days, **own, calibration_authority=authority))
    site.session.add(certificate("c-1", *days, **own))
    with pytest.raises(IntegrityError, match="uq_cert_number"):
        site.session.flush()


def test_that_a_range_ends_above_where_it_begins() -> None:
    assert Instrument(range_min=0, range_max=100).range_max == Decimal(100)
    with pytest.raises(Invalid, match="100 to 100"):
        Instrument(range_min=100, range_max=100)


def test_that_the_uncertainty_of_a_certificate_is_never_negative() -> None:
    assert CalibrationCertificate(expanded_uncertainty="0.5").expanded_uncertainty == Decimal("0.5000")
    with pytest.raises(Invalid):
        CalibrationCertificate(expanded_uncertainty="-0.1")


def test_that_a_person_has_a_role_and_perhaps_an_address() -> None:
    assert User(username=" ada ", role="engineer", email="ada@example.org").username == "ada"
    with pytest.raises(Invalid, match="Role must be one of engineer"):
        User(role="boss")
    with pytest.raises(Invalid, match="no e-mail address"):
        User(email="ada at home")
