"""Slope, trend test, step and control limits: held against scipy, pymannkendall, published examples and enumeration."""

from __future__ import annotations

import random
from itertools import combinations, permutations
from typing import Any

import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.statistics import (
    LONG,
    control_limits,
    find_jump,
    find_step,
    is_step,
    mann_kendall,
    p_in_words,
    theil_sen,
)

WORKED = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
"""College of the Holy Cross, course note MannKendallByHand."""

values = st.lists(st.integers(0, 40).map(lambda n: n / 2), min_size=3, max_size=25)
distinct = st.lists(st.integers(0, 400).map(lambda n: n / 4), min_size=3, max_size=10, unique=True)


def test_that_the_worked_example_comes_out_as_published() -> None:
    found = mann_kendall(WORKED)
    assert (found.s, found.method) == (54, "normal")
    assert found.variance == pytest.approx(332.6667, abs=1e-4)
    assert found.z == pytest.approx(2.9058, abs=1e-4)
    assert theil_sen(range(len(WORKED)), WORKED).slope == pytest.approx(0.566667, abs=1e-4)


@pytest.mark.parametrize(("n", "p"), [(3, 0.333333), (4, 0.083333), (5, 0.016667), (6, 0.002778)])
def test_that_the_smallest_possible_p_is_that_of_full_enumeration(n: int, p: float) -> None:
    """Two of n! orders are monotone."""
    found = mann_kendall(list(range(n)))
    assert found.method == "exact"
    assert found.p == pytest.approx(p, abs=1e-6)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=7))
def test_that_the_exact_p_is_the_share_of_orders_at_least_as_extreme_ties_included(series: list[int]) -> None:
    def s_of(order: tuple[int, ...]) -> int:
        return sum((b > a) - (b < a) for a, b in combinations(order, 2))

    every = [abs(s_of(order)) for order in permutations(series)]
    expected = sum(s >= abs(s_of(tuple(series))) for s in every) / len(every)
    assert mann_kendall([float(value) for value in series]).p == pytest.approx(expected, abs=1e-12)


@given(distinct)
def test_that_the_exact_p_agrees_with_scipy(series: list[float]) -> None:
    expected = stats.kendalltau(range(len(series)), series, method="exact").pvalue
    assert mann_kendall(series).p == pytest.approx(expected, abs=1e-9)


@given(st.lists(st.integers(0, 40).map(lambda n: n / 2), min_size=11, max_size=25))
def test_that_beyond_ten_readings_pymannkendall_agrees(series: list[float]) -> None:
    found, expected = mann_kendall(series), pymannkendall.original_test(series)
    assert (found.s, found.method) == (expected.s, "normal")
    assert found.variance == pytest.approx(expected.var_s)
    assert found.z == pytest.approx(expected.z, abs=1e-9)
    assert found.p == pytest.approx(expected.p, abs=1e-9)


@given(values, st.data())
def test_that_slope_and_interval_agree_with_scipy(series: list[float], data: Any) -> None:
    steps = data.draw(st.lists(st.integers(1, 500), min_size=len(series), max_size=len(series)))
    x = [sum(steps[: n + 1]) / 365.25 for n in range(len(series))]
    found, expected = theil_sen(x, series), stats.theilslopes(series, x, alpha=0.95)
    assert found.slope == pytest.approx(expected.slope)
    assert found.intercept == pytest.approx(expected.intercept)
    assert found.low == pytest.approx(expected.low_slope)
    assert found.high == pytest.approx(expected.high_slope)


@given(values)
def test_that_a_reversed_series_has_the_reversed_trend(series: list[float]) -> None:
    there, back = mann_kendall(series), mann_kendall(series[::-1])
    assert (there.s, there.p) == (-back.s, back.p)


def test_that_readings_that_never_change_have_no_trend() -> None:
    assert mann_kendall([45.0] * 8).p == 1
    assert mann_kendall([45.0] * 15).p == 1


def test_that_too_little_is_refused() -> None:
    with pytest.raises(Invalid):
        mann_kendall([1.0])
    with pytest.raises(Invalid):
        theil_sen([1.0, 1.0], [2.0, 3.0])


@pytest.mark.parametrize(
    ("series", "step"),
    [
        ([45, 44, 45, 44, 43, 18], True),
        ([45, 44, 45, 20, 21, 20], True),
        ([50, 48, 46, 44, 42, 40], False),
        ([45, 45, 45, 45], False),
        ([45, 47, 44, 46, 45, 44], False),
        ([45, 45, 18, 45, 45, 45], False),
        ([60, 50, 40, 30, 25, 24], False),
        ([10, 15, 15, 20], False),
        ([70, 68, 66, 64, 62, 40], False),
        ([45.3, 44.4, 45.4, 44, 44.6, 44.1], False),
        ([45.3, 45.1, 45.4, 44, 44.1, 44.0], True),
        ([46, 44, 45, 40.9, 40.9], True),
        ([46, 44, 45, 41, 41], False),
    ],
)
def test_that_a_step_is_told_from_a_drift(series: list[float], step: bool) -> None:
    """The first is the specification's own; half of the range is no step, nor is scatter, nor the end of a trend."""
    assert is_step([float(value) for value in series]) is step


def test_that_a_step_is_found_where_it_stands() -> None:
    assert find_step([45.0, 44, 45, 44, 43, 18]) == 5
    assert find_step([45.0, 44, 45, 20, 21, 20]) == 3
    assert find_step([]) is None
    assert find_step([45.0]) is None


def test_that_a_change_that_carries_most_of_a_drift_is_a_jump_though_no_step() -> None:
    assert find_jump([70.0, 68, 66, 64, 62, 40]) == 5
    assert find_step([70.0, 68, 66, 64, 62, 40]) is None
    assert find_jump([50.0, 48, 46, 44, 42, 40]) is None


@given(distinct, st.integers(-50, 50), st.integers(1, 9))
def test_that_another_zero_shifts_nothing_and_another_unit_scales_the_slope(
    series: list[float], shift: int, scale: int
) -> None:
    shifted, scaled = [value + shift for value in series], [value * scale for value in series]
    assert mann_kendall(shifted) == mann_kendall(scaled) == mann_kendall(series)
    years = range(len(series))
    assert theil_sen(years, shifted).slope == pytest.approx(theil_sen(years, series).slope)
    assert theil_sen(years, scaled).slope == pytest.approx(scale * theil_sen(years, series).slope)
    assert theil_sen(years, scaled).high == pytest.approx(scale * theil_sen(years, series).high)
    assert find_step(shifted) == find_step(series)


@pytest.mark.parametrize("count", [LONG - 1, LONG, 300])
def test_that_a_long_series_is_counted_as_a_short_one_is(count: int) -> None:
    chance = random.Random(count)
    x = sorted(chance.randrange(3 * count) for _ in range(count))
    y = [round(chance.gauss(45, 3) - at / 100, 1) for at in x]
    slope, expected = theil_sen(x, y), stats.theilslopes(y, x, alpha=0.95)
    assert (slope.slope, slope.low, slope.high) == pytest.approx(
        (expected.slope, expected.low_slope, expected.high_slope)
    )
    assert mann_kendall(y).s == pymannkendall.original_test(y).s
    assert mann_kendall(y).p == pytest.approx(pymannkendall.original_test(y).p, abs=1e-12)


FLOW = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
"""NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2, individuals control charts."""


def test_that_the_control_limits_of_the_handbook_come_out_as_published() -> None:
    found = control_limits(FLOW)
    assert found is not None
    assert (found.centre, found.upper, found.lower) == pytest.approx((50.81, 55.8041, 45.8159), abs=1e-4)
    assert (found.readings, all(map(found.holds, FLOW))) == (10, True)


def test_that_a_reading_on_a_control_limit_is_ordinary_and_one_beyond_is_not() -> None:
    found = control_limits([40.0, 50.0] * 4)
    assert found is not None
    assert found.holds(found.upper)
    assert not found.holds(found.upper + 1e-9)
    assert found.holds(found.lower)
    assert not found.holds(found.lower - 1e-9)


def test_that_control_limits_need_eight_readings() -> None:
    assert control_limits(FLOW[:7]) is None
    assert control_limits(FLOW[:8]) is not None


@pytest.mark.parametrize(("p", "words"), [(0.21345, "p = 0.213"), (0.0005, "p = 0.001"), (0.0004, "p < 0.001")])
def test_that_p_is_never_written_as_zero(p: float, words: str) -> None:
    assert p_in_words(p) == words
