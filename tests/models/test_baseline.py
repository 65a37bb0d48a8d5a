"""Baselines of all three kinds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import (
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    ImportBatch,
)

from .conftest import Site

DAY = date(2024, 1, 15)


def test_that_the_mean_of_the_customers_nine_points_is_1_159(points: list[dict[str, Any]]) -> None:
    """Page 1, C13: the document says 1.15; by hand it is 1.158889."""
    baseline = BaselineAirVelocity(velocity_ms=1.15, measurement_points=points, average_velocity_ms=1.15)
    assert baseline.calculate_average_from_grid() == Decimal("1.159")
    assert baseline.average_velocity_ms == Decimal("1.159")
    assert baseline.velocity_ms == Decimal("1.150")


def test_that_the_mean_follows_the_grid(points: list[dict[str, Any]]) -> None:
    baseline = BaselineAirVelocity(measurement_points=points)
    assert baseline.average_velocity_ms == Decimal("1.159")
    baseline.measurement_points = [{**point, "velocity_ms": 2} for point in points]
    assert baseline.average_velocity_ms == 2


def test_that_without_a_grid_there_is_no_mean_of_one() -> None:
    baseline = BaselineAirVelocity(velocity_ms=1.15)
    assert baseline.calculate_average_from_grid() is None
    assert baseline.get_grid_points() == []
    assert not baseline.validate_grid_completeness()


def test_that_a_grid_has_nine_points_or_is_none_at_all(points: list[dict[str, Any]]) -> None:
    assert BaselineAirVelocity(measurement_points=points).validate_grid_completeness()
    assert BaselineAirVelocity(measurement_points=None).measurement_points is None
    with pytest.raises(Invalid, match="nine points; without a velocity: 9"):
        BaselineAirVelocity(measurement_points=points[:8])
    with pytest.raises(Invalid, match="Point 10"):
        BaselineAirVelocity(measurement_points=[*points, {"point": 10, "velocity_ms": 1}])
    with pytest.raises(Invalid, match="given once"):
        BaselineAirVelocity(measurement_points=[*points[:8], points[0]])


def test_that_grid_points_are_handed_out_as_copies(points: list[dict[str, Any]]) -> None:
    baseline = BaselineAirVelocity(measurement_points=points)
    baseline.get_grid_points()[0]["velocity_ms"] = 99
    assert baseline.get_grid_points()[0]["velocity_ms"] == 1.2


@pytest.mark.parametrize(("today", "recent"), [(DAY, True), (date(2025, 1, 14), True), (date(2025, 1, 15), False)])
def test_that_a_baseline_is_recent_for_365_days(today: date, recent: bool) -> None:
    assert BaselinePressureDifferential(commissioned_date=DAY).is_recent(today) is recent


def test_that_how_long_a_baseline_is_recent_may_be_said() -> None:
    baseline = BaselinePressureDifferential(commissioned_date=DAY)
    assert baseline.is_recent(date(2024, 1, 25), days=10)
    assert not baseline.is_recent(date(2024, 1, 26), days=10)
    assert not baseline.is_recent(date(2024, 1, 14))


def test_that_conditions_are_read_one_by_one() -> None:
    baseline = BaselinePressureDifferential(environmental_conditions={"temp_c": 22})
    assert baseline.get_condition("temp_c") == 22
    assert baseline.get_condition("wind_ms", 0) == 0
    assert BaselinePressureDifferential().get_condition("temp_c") is None


@pytest.mark.parametrize(("force", "complies"), [("110", True), ("110.01", False), ("95.5", True)])
def test_that_a_force_of_110_newtons_complies_and_a_hair_more_does_not(force: str, complies: bool) -> None:
    baseline = BaselineDoorForce(force_newtons=force)
    assert baseline.is_compliant() is complies
    assert baseline.get_compliance_margin() == 110 - Decimal(force)


def test_that_the_limit_is_that_of_the_rule_in_force() -> None:
    baseline = BaselineDoorForce(force_newtons=95)
    assert not baseline.is_compliant(Decimal(90))
    assert baseline.get_compliance_margin(Decimal(90)) == -5


def test_that_a_baseline_holds_from_its_first_day_to_the_day_before_its_last() -> None:
    baseline = BaselineDoorForce(commissioned_date=DAY, superseded_date=date(2025, 1, 15))
    assert not baseline.holds_on(date(2024, 1, 14))
    assert baseline.holds_on(DAY)
    assert baseline.holds_on(date(2025, 1, 14))
    assert not baseline.holds_on(date(2025, 1, 15))
    assert not baseline.is_current


def test_that_a_baseline_cannot_end_before_it_begins() -> None:
    assert BaselineDoorForce(commissioned_date=DAY, superseded_date=DAY).superseded_date == DAY
    with pytest.raises(Invalid, match="cannot be superseded before, on 14 Jan 2024"):
        BaselineDoorForce(commissioned_date=DAY, superseded_date=date(2024, 1, 14))


def test_that_a_baseline_is_commissioned_unless_something_else_is_said(site: Site) -> None:
    baseline = site.add(
        BaselinePressureDifferential(
            **site.place,
            floor_id=site.floors[0].floor_id,
            door_configuration="all_closed",
            pressure_pa=45.2,
            commissioned_date=DAY,
        )
    )
    assert baseline.provenance == "commissioned"
    assert baseline.is_current
    assert baseline.recorded_at.tzinfo is not None
    with pytest.raises(Invalid, match="Provenance must be one of"):
        baseline.provenance = "hearsay"


@pytest.mark.parametrize("digest", ["a" * 63, "g" * 64, "a" * 65])
def test_that_the_hash_of_an_imported_file_is_a_sha_256(digest: str) -> None:
    assert ImportBatch(file_sha256="AB" * 32).file_sha256 == "ab" * 32
    with pytest.raises(Invalid, match="64"):
        ImportBatch(file_sha256=digest)
