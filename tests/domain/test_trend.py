"""Drift: held against scipy, pymannkendall, a published worked example and full enumeration."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, permutations
from typing import Any

import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.statistics import is_step, mann_kendall, theil_sen
from firemode_desktop.domain.trend import TrendPoint, analyse
from tests.domain.scenes import d

WORKED = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
"""College of the Holy Cross, course note MannKendallByHand."""

PRESSURE = Limits(d(20), d(80), "Pa")
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
    ],
)
def test_that_a_step_is_told_from_a_drift(series: list[float], step: bool) -> None:
    """The first is the specification's own; half of the range is no step, nor is scatter, nor the end of a trend."""
    assert is_step([float(value) for value in series]) is step


def yearly(*pressures: str, days: int = 365, **changes: Any) -> list[TrendPoint]:
    return [TrendPoint(date(2018, 3, 1) + timedelta(days=days * n), d(pa), **changes) for n, pa in enumerate(pressures)]


def refused(points: list[TrendPoint], limits: Limits = PRESSURE) -> str:
    trend = analyse(points, limits)
    assert trend.projection is None
    assert trend.refusal is not None
    assert trend.sentence == trend.refusal
    return trend.refusal


FALLING = ("50", "48.2", "46.1", "43.8", "42.2", "40")


def test_that_a_steady_fall_is_projected_to_the_month_it_meets_the_minimum() -> None:
    trend = analyse(yearly(*FALLING), PRESSURE)
    assert trend.refusal is None
    assert trend.slope_per_year == pytest.approx(-2.0, abs=0.1)
    assert trend.slope_interval is not None
    assert trend.slope_interval[0] <= trend.slope_per_year <= trend.slope_interval[1] < 0
    assert trend.projection is not None
    assert trend.projection.until is not None
    assert trend.projection.since < date(2033, 3, 1) < trend.projection.until
    assert trend.projection.since.day == trend.projection.until.day == 1
    assert trend.projection.to_dict() == {"from": "2031-12", "to": "2034-07"}
    assert trend.sentence.startswith("The limit of 20 is expected to be met between December 2031 and July 2034")


def test_that_a_rising_force_meets_its_maximum() -> None:
    trend = analyse(yearly("80", "84", "88.5", "92", "96", "100.4"), Limits(None, d(110), "N"))
    assert trend.projection is not None
    assert trend.projection.since >= date(2023, 2, 1)
    assert trend.projection.limit == 110


def test_that_fewer_than_five_readings_are_refused() -> None:
    assert refused(yearly(*FALLING[:4])) == "No projection: 4 of at least 5 readings."
    assert analyse(yearly(*FALLING[:5]), PRESSURE).projection is not None


@pytest.mark.parametrize(("days", "enough"), [(72, False), (73, True)])
def test_that_less_than_365_days_are_refused(days: int, enough: bool) -> None:
    """Five intervals of 73 days are 365 days."""
    points = yearly("50", "48", "46", "44", "42", "40", days=days)
    assert (analyse(points, PRESSURE).projection is not None) is enough
    if not enough:
        assert "cover 360 days" in refused(points)


def test_that_mixed_door_configurations_and_instruments_are_refused() -> None:
    closed, opened = (yearly(*FALLING, door_configuration=name) for name in ("all_closed", "evac_doors_open"))
    assert "door configurations" in refused([*closed[:3], *opened[3:]])
    first, second = (yearly(*FALLING, instrument=serial) for serial in ("SN-1", "SN-2"))
    assert "instruments" in refused([*first[:3], *second[3:]])
    unknown = yearly(*FALLING)
    assert analyse([*unknown[:3], *second[3:]], PRESSURE).projection is not None


def test_that_a_step_is_refused_as_one() -> None:
    assert "a step, not a drift" in refused(yearly("45", "44", "45", "44", "43", "18"))


def test_that_readings_without_a_significant_trend_are_refused() -> None:
    assert refused(yearly("45", "47", "44", "46", "45", "44")).startswith(
        "No projection: there is no significant trend (p = "
    )


def test_that_a_drift_away_from_every_limit_is_refused() -> None:
    assert "no limit lies in that direction" in refused(yearly(*FALLING), Limits(None, d(110)))


def test_that_readings_already_at_their_limit_are_refused() -> None:
    assert "already at their limit of 40" in refused(yearly(*FALLING), Limits(d(40)))


def test_that_a_limit_a_generation_away_is_refused() -> None:
    points = yearly("50", "49.9", "49.8", "49.7", "49.6", "49.5")
    assert "not met within 25 years" in refused(points)


def test_that_of_two_readings_of_one_day_the_last_counts() -> None:
    retest = TrendPoint(date(2018, 3, 1), d(50))
    trend = analyse([TrendPoint(date(2018, 3, 1), d(5)), *yearly(*FALLING)[1:], retest], PRESSURE)
    assert [point.value for point in trend.points] == [d(value) for value in FALLING]


@pytest.mark.parametrize("count", [0, 1])
def test_that_nothing_to_fit_is_said_in_words(count: int) -> None:
    trend = analyse(yearly(*FALLING[:count]), PRESSURE)
    assert trend.refusal == f"No projection: {count} of at least 5 readings."
    assert (trend.slope_per_year, trend.mann_kendall, trend.projection) == (None, None, None)


@given(st.lists(st.decimals(10, 100, places=1), min_size=2, max_size=14), st.integers(1, 700))
def test_that_there_is_always_a_projection_or_a_reason(pressures: list[Any], days: int) -> None:
    trend = analyse(yearly(*map(str, pressures), days=days), PRESSURE)
    assert (trend.projection is None) == (trend.refusal is not None)
    if trend.projection is not None:
        assert trend.projection.until is None or trend.projection.since <= trend.projection.until
        assert trend.projection.since >= trend.points[-1].at.replace(day=1)
