"""The formulas against figures published by others, and corrections that are only offered."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.physics import (
    density_factor,
    door_force,
    implied_pressure,
    leakage_area,
    leakage_flow,
    offer_density,
    stack_gradient,
    unit_slip,
)
from tests.domain.scenes import d

sizes = st.decimals(Decimal("0.6"), 2, places=3)
pressures = st.decimals(0, 200, places=2)


@pytest.mark.parametrize(
    ("width", "height", "handle", "closer", "pressure", "force"),
    [
        ("0.9144", "2.1336", "0.0762", "40.034", "87.1815", "132.809"),
        ("0.90", "2.10", "0.07", "0", "45.0", "46.11"),
    ],
)
def test_that_door_force_agrees_with_the_handbook(
    width: str, height: str, handle: str, closer: str, pressure: str, force: str
) -> None:
    """SFPE Handbook, smoke control, door-opening force (K = 1 in SI); the form of NFPA 92 and IBC equation 9-1."""
    found = door_force(d(closer), d(width), d(height), d(pressure), d(handle))
    assert abs(found - d(force)) <= d("0.01")


def test_that_a_force_limit_of_110_newtons_allows_68_3_pascals() -> None:
    """Same source: 0.90 × 2.10 m, handle 0.07 m from the edge, closer 40 N."""
    assert abs(implied_pressure(d(110), d(40), d("0.90"), d("2.10")) - d("68.3")) <= d("0.05")


@given(sizes, sizes, pressures, pressures)
def test_that_the_implied_pressure_undoes_the_door_force(
    width: Decimal, height: Decimal, pressure: Decimal, closer: Decimal
) -> None:
    force = door_force(closer, width, height, pressure)
    assert abs(implied_pressure(force, closer, width, height) - pressure) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("width", "height", "handle"), [("0", "2", "0"), ("0.9", "0", "0"), ("0.9", "2", "0.9"), ("0.9", "2", "-0.1")]
)
def test_that_a_door_without_a_size_has_no_force(width: str, height: str, handle: str) -> None:
    with pytest.raises(Invalid, match="width and a height"):
        door_force(d(0), d(width), d(height), d(45), d(handle))


@pytest.mark.parametrize(
    ("outside", "stair", "gradient", "tolerance"),
    [("283.2", "296.2", "0.54", "0.005"), ("255.15", "294.15", "1.798", "0.001")],
)
def test_that_the_stack_effect_agrees_with_the_handbook(
    outside: str, stair: str, gradient: str, tolerance: str
) -> None:
    """ASHRAE Handbook HVAC Applications, fire and smoke control: gradient 3460·(1/To − 1/Ts) Pa/m."""
    assert abs(stack_gradient(d(outside), d(stair)) - d(gradient)) <= d(tolerance)


def test_that_the_stack_effect_turns_with_the_season_and_vanishes_between() -> None:
    assert stack_gradient(d(296), d(283)) == -stack_gradient(d(283), d(296))
    assert stack_gradient(d(293), d(293)) == 0
    with pytest.raises(Invalid, match="kelvin"):
        stack_gradient(d(0), d(293))


@pytest.mark.parametrize(("pressure", "litres"), [("2.5", 52), ("10", 105), ("25", 166), ("45", 223)])
def test_that_leakage_agrees_with_the_published_table(pressure: str, litres: int) -> None:
    """Published leakage table for 0.040 m², Q = 0.83·A·√ΔP, in L/s to the litre."""
    assert abs(leakage_flow(d("0.040"), d(pressure)) * 1000 - litres) <= 1


@given(st.decimals(Decimal("0.001"), 1, places=4), st.decimals(Decimal("0.1"), 200, places=2))
def test_that_the_leakage_area_undoes_the_flow(area: Decimal, pressure: Decimal) -> None:
    assert abs(leakage_area(leakage_flow(area, pressure), pressure) - area) < Decimal("1e-20")


def test_that_leakage_runs_backwards_under_suction_and_an_area_needs_a_pressure() -> None:
    assert leakage_flow(d("0.04"), d(-25)) == -leakage_flow(d("0.04"), d(25))
    with pytest.raises(Invalid, match="above zero"):
        leakage_area(d("0.1"), d(0))


@pytest.mark.parametrize(("temperature", "pressure", "factor"), [("30", "100.0", "1.04469"), ("5", "101.3", "0.94619")])
def test_that_the_density_factor_is_the_manuals(temperature: str, pressure: str, factor: str) -> None:
    """TSI VelociCalc manual: actual = standard × (273 + T)/(273 + 21.1) × 101.4/P."""
    assert abs(density_factor(d(temperature), d(pressure)) - d(factor)) <= d("0.00001")


def test_that_a_density_correction_is_offered_beside_what_was_read() -> None:
    offer = offer_density(d("1.00"), d(30), d(100))
    assert offer.read == d("1.00")
    assert round(offer.actual, 5) == d("1.04469")
    with pytest.raises(Invalid):
        offer_density(d(1), d(20), d(0))


@pytest.mark.parametrize(
    ("value", "kind", "neighbours", "unit"),
    [
        ("0.18", "pressure_differential", [], "inwg"),
        ("4.6", "pressure_differential", [], "mmH₂O"),
        ("0.045", "pressure_differential", [], "kPa"),
        ("0.18", "pressure_differential", ["44", "45.5", "46"], "inwg"),
        ("4.6", "pressure_differential", ["44", "45.5", "46"], "mmH₂O"),
        ("22", "door_opening_force", ["95", "98"], "lbf"),
        ("22", "door_opening_force", [], "lbf"),
        ("230", "air_velocity", ["1.2", "1.1"], "ft/min"),
        ("230", "air_velocity", [], "ft/min"),
    ],
)
def test_that_a_slip_of_units_is_recognised(value: str, kind: str, neighbours: list[str], unit: str) -> None:
    offer = unit_slip(d(value), kind, map(d, neighbours))
    assert offer is not None
    assert (offer.read, offer.unit) == (d(value), unit)


@pytest.mark.parametrize(
    ("value", "kind", "neighbours"),
    [
        ("2", "pressure_differential", ["44", "45"]),
        ("18.2", "pressure_differential", ["44", "45"]),
        ("240", "door_opening_force", ["95", "98"]),
        ("45", "pressure_differential", []),
        ("10", "pressure_differential", []),
        ("0", "pressure_differential", []),
        ("-5", "pressure_differential", ["45"]),
        ("22", "door_opening_force", ["25", "24"]),
        ("0.18", "sound_pressure_level", []),
    ],
)
def test_that_a_bad_reading_is_not_taken_for_a_slip(value: str, kind: str, neighbours: list[str]) -> None:
    assert unit_slip(d(value), kind, map(d, neighbours)) is None
