"""Whether an instrument may be believed on the day of the reading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from firemode_desktop.domain.calibration import instrument_checks, uncertainty
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.reading import Instrument, Reading
from firemode_desktop.domain.words import CheckResult
from tests.domain.scenes import (
    DAY,
    certificate,
    d,
    force_test,
    interface_test,
    manometer,
    pressure_test,
    read,
    velocity_test,
)


def results(reading: Reading, **changes: Any) -> dict[str, CheckResult]:
    checks = instrument_checks(pressure_test(), reading, manometer(**changes))
    return {check.code: check.result for check in checks}


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (date(2024, 10, 14), False),
        (date(2024, 10, 15), True),
        (date(2025, 10, 14), True),
        (date(2025, 10, 15), False),
    ],
)
def test_that_a_certificate_is_valid_from_its_calibration_to_the_day_before_it_expires(day: date, valid: bool) -> None:
    expected = CheckResult.PASS if valid else CheckResult.FAIL
    assert results(Reading(day, d(45)))["instrument_calibration"] is expected


def test_that_the_day_of_the_measurement_decides_and_not_the_newest_certificate() -> None:
    newest = certificate(cert_number="NEW", calibration_date=date(2026, 1, 1), expiry_date=date(2027, 1, 1))
    instrument = manometer(certificates=(newest, certificate()))
    found = instrument.certificate_on(DAY)
    assert found is not None
    assert found.cert_number == "CERT-2024-789"
    assert instrument.certificate_on(date(2025, 12, 1)) is None


def test_that_of_two_valid_certificates_the_later_calibration_counts() -> None:
    later = certificate(cert_number="LATER", calibration_date=date(2025, 2, 1), expiry_date=date(2025, 12, 1))
    found = manometer(certificates=(later, certificate())).certificate_on(DAY)
    assert found is not None
    assert found.cert_number == "LATER"


@pytest.mark.parametrize(("value", "covered"), [("-0.01", False), ("0", True), ("100", True), ("100.01", False)])
def test_that_the_range_covers_the_reading_ends_included(value: str, covered: bool) -> None:
    expected = CheckResult.PASS if covered else CheckResult.FAIL
    assert results(read(value))["instrument_range"] is expected


def test_that_a_range_in_another_unit_is_converted() -> None:
    kilo = {"range_min": d(0), "range_max": d("0.1"), "unit": "kPa"}
    assert results(read("100"), **kilo)["instrument_range"] is CheckResult.PASS
    assert results(read("101"), **kilo)["instrument_range"] is CheckResult.FAIL


def test_that_an_instrument_for_another_quantity_fails() -> None:
    assert results(read("45"), unit="N")["instrument_range"] is CheckResult.FAIL


def test_that_an_unknown_range_is_not_checked() -> None:
    assert results(read("45"), range_min=None, range_max=None)["instrument_range"] is CheckResult.NOT_CHECKED


def test_that_every_point_of_a_grid_must_be_within_the_range() -> None:
    anemometer = Instrument("A-1", "anemometer", d("0.5"), d(5), "m/s", (certificate(),))
    test = velocity_test(required_instrument_type="anemometer")
    low = Reading(DAY, grid=Grid.of(["0.4", *["1.2"] * 8]))
    checks = {check.code: check for check in instrument_checks(test, low, anemometer)}
    assert checks["instrument_range"].message == "0.4 is outside the range of A-1 (0.5 to 5 m/s)."


@pytest.mark.parametrize("kind", ["anemometer", None])
def test_that_the_wrong_kind_of_instrument_fails(kind: str | None) -> None:
    assert results(read("45"), instrument_type=kind)["instrument_type"] is CheckResult.FAIL


def test_that_a_missing_instrument_is_said_and_a_test_without_need_of_one_says_nothing() -> None:
    (missing,) = instrument_checks(force_test(required_instrument_type="force_gauge"), read("90"), None)
    assert (missing.result, missing.message) == (
        CheckResult.NOT_CHECKED,
        "No instrument was recorded; a force gauge is needed.",
    )
    assert instrument_checks(interface_test(), read("3"), manometer()) == ()


@pytest.mark.parametrize(
    ("stated", "unit", "expected"),
    [("1", "Pa", "1"), ("0.002", "kPa", "2"), ("2", "%", "0.9"), ("1", None, "1"), ("1", "N", None)],
)
def test_that_the_uncertainty_comes_from_the_certificate_of_the_day(
    stated: str, unit: str | None, expected: str | None
) -> None:
    instrument = manometer(certificates=(certificate(expanded_uncertainty=d(stated), uncertainty_unit=unit),))
    assert uncertainty(d(45), "Pa", read("45"), instrument) == (None if expected is None else d(expected))
    assert uncertainty(d(45), "Pa", Reading(date(2030, 1, 1), d(45)), instrument) is None


def test_that_a_temperature_uncertainty_converts_without_its_zero() -> None:
    thermometer = Instrument("T", "thermometer", unit="°C", certificates=(
        certificate(expanded_uncertainty=Decimal("1.8"), uncertainty_unit="°F"),))  # fmt: skip
    found = uncertainty(d(20), "°C", read("20"), thermometer)
    assert found is not None
    assert round(found, 10) == 1
