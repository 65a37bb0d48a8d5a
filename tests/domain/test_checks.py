"""Limits, rounding, finiteness."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.checks import Limits, finite, plain, round_half_even, to_decimal
from firemode_desktop.domain.errors import Invalid


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.345", 2, "2.34"),
        ("2.355", 2, "2.36"),
        ("-2.345", 2, "-2.34"),
        ("2.3450001", 2, "2.35"),
        ("19.9996", 3, "20.000"),
        ("45", 2, "45.00"),
        ("1E+3", 2, "1000.00"),
        ("1234", -2, "1.2E+3"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.12"),
    ],
)
def test_that_ties_go_to_the_even_digit(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_even(Decimal(value), decimals)) == rounded


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000), st.integers(0, 4))
def test_that_rounding_agrees_with_the_decimal_module(value: Decimal, decimals: int) -> None:
    assert round_half_even(value, decimals) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_EVEN)


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_that_what_is_not_finite_is_refused(value: str) -> None:
    for judge in (finite, lambda number: round_half_even(number, 2)):
        with pytest.raises(Invalid, match="finite"):
            judge(Decimal(value))
    with pytest.raises(Invalid, match="finite"):
        Limits(Decimal(1)).contains(Decimal(value))


def test_that_a_float_counts_as_its_shortest_text() -> None:
    assert to_decimal(45.2) == Decimal("45.2")
    assert to_decimal(7) == Decimal(7)
    assert to_decimal("45,2") == Decimal("45.2")


@pytest.mark.parametrize("value", [True, float("nan"), float("inf")])
def test_that_a_boolean_or_a_float_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(Invalid):
        to_decimal(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("20.000", "20"),
        ("18.20", "18.2"),
        ("0.00", "0"),
        ("-0.0", "0"),
        ("1E+3", "1000"),
        ("100", "100"),
        ("1E-7", "0.0000001"),
    ],
)
def test_that_a_number_is_written_without_exponent_or_trailing_zeros(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "inside"),
    [("19.99", False), ("20", True), ("45", True), ("80", True), ("80.01", False), ("19.9996", False)],
)
def test_that_limits_include_their_ends(value: str, inside: bool) -> None:
    assert Limits(Decimal(20), Decimal(80), "Pa").contains(Decimal(value)) is inside


def test_that_an_open_side_lets_everything_through() -> None:
    assert Limits(minimum=Decimal(1)).contains(Decimal(10**9))
    assert Limits(maximum=Decimal(110)).contains(Decimal(-1))
    assert Limits().open
    assert not Limits(maximum=Decimal(110)).open


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        (Limits(Decimal("20.000"), Decimal("80.000"), "Pa"), "20 to 80 Pa"),
        (Limits(minimum=Decimal("1.0"), unit="m/s"), "at least 1 m/s"),
        (Limits(maximum=Decimal(110), unit="N"), "at most 110 N"),
        (Limits(), "no limit"),
    ],
)
def test_that_limits_are_said_in_words(limits: Limits, text: str) -> None:
    assert str(limits) == text
