"""Winter against summer, and the drift beneath: held against scipy, pymannkendall and enumeration."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pymannkendall
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from firemode_desktop.domain.projection import Reason
from firemode_desktop.domain.season import (
    EXACT_RANKS_UP_TO,
    find_season,
    in_summer,
    rank_sum_p,
    seasonal_kendall,
    seasonal_slope,
)
from firemode_desktop.domain.trend import TrendPoint, analyse
from tests.domain.scenes import d
from tests.domain.series import PRESSURE, readings
from tests.domain.test_trend import SERIES, WINTER_HIGH, WINTER_HIGH_AND_FALLING

distinct = st.lists(st.integers(0, 500), min_size=2, max_size=EXACT_RANKS_UP_TO, unique=True)
few = st.lists(st.integers(0, 3), min_size=1, max_size=4)


@given(distinct, st.data())
def test_that_the_exact_rank_sum_agrees_with_scipy(values: list[int], data: Any) -> None:
    at = data.draw(st.integers(1, len(values) - 1))
    expected = stats.mannwhitneyu(values[:at], values[at:], method="exact").pvalue
    assert rank_sum_p(values[:at], values[at:]) == pytest.approx(expected, abs=1e-12)


@given(few, few)
def test_that_with_ties_it_is_the_share_of_choices_as_far_from_the_mean(first: list[int], second: list[int]) -> None:
    ranks = stats.rankdata([*first, *second])
    mean = len(first) * (len(ranks) + 1) / 2
    away = abs(sum(ranks[: len(first)]) - mean)
    every = [abs(sum(chosen) - mean) for chosen in combinations(ranks, len(first))]
    assert rank_sum_p(first, second) == pytest.approx(sum(one >= away - 1e-9 for one in every) / len(every))


@given(*[st.lists(st.integers(0, 20), min_size=11, max_size=16)] * 2)
def test_that_beyond_twenty_readings_it_is_the_normal_of_scipy(first: list[int], second: list[int]) -> None:
    expected = stats.mannwhitneyu(first, second, method="asymptotic").pvalue if len({*first, *second}) > 1 else 1.0
    assert rank_sum_p(first, second) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("winters", "method"), [(10, "exact"), (11, "asymptotic")])
def test_that_twenty_readings_are_counted_out_and_twenty_one_are_not(winters: int, method: str) -> None:
    summer, winter = list(range(10)), [value + 4.5 for value in range(winters)]
    expected = stats.mannwhitneyu(summer, winter, method=method).pvalue
    assert rank_sum_p(summer, winter) == pytest.approx(expected, abs=1e-12)


def test_that_a_half_without_readings_tells_nothing() -> None:
    assert rank_sum_p([], [1.0, 2.0]) == rank_sum_p([1.0, 2.0], []) == 1


@given(st.lists(st.integers(0, 60).map(lambda n: n / 2), min_size=8, max_size=24), st.sampled_from([2, 4]))
def test_that_the_seasonal_kendall_test_and_slope_agree_with_pymannkendall(values: list[float], seasons: int) -> None:
    slots = [values[season::seasons] for season in range(seasons)]
    found, expected = seasonal_kendall(slots), pymannkendall.seasonal_test(values, period=seasons)
    assert (found.s, found.method) == (expected.s, "seasonal")
    assert found.variance == pytest.approx(expected.var_s)
    assert found.p == pytest.approx(expected.p, abs=1e-9)
    slope = pymannkendall.seasonal_sens_slope(np.array(values), period=seasons).slope
    assert seasonal_slope([list(enumerate(slot)) for slot in slots]) == pytest.approx(slope)


@pytest.mark.parametrize(
    ("day", "summer"),
    [(date(2026, 9, 30), False), (date(2026, 10, 1), True), (date(2026, 3, 31), True), (date(2026, 4, 1), False)],
)
def test_that_summer_runs_from_october_to_march(day: date, summer: bool) -> None:
    assert in_summer(day) is summer


def test_that_a_season_is_told_with_its_size_and_direction() -> None:
    trend = analyse(readings(*WINTER_HIGH), PRESSURE)
    assert trend.season is not None
    assert trend.season.winter_less_summer == pytest.approx(6.0, abs=0.1)
    assert trend.season.p == pytest.approx(2 / math.comb(10, 5))
    assert not trend.season.within.significant
    assert trend.notes == ("In winter the readings are 6.02 Pa higher than in summer (p = 0.008).",)
    lower = analyse(readings(*[100 - value for value in WINTER_HIGH]), PRESSURE)
    assert lower.notes == ("In winter the readings are 6.02 Pa lower than in summer (p = 0.008).",)


def test_that_a_drift_beneath_a_season_is_told_though_the_plain_test_does_not_see_it() -> None:
    trend = analyse(readings(*WINTER_HIGH_AND_FALLING), PRESSURE)
    assert (trend.reason, trend.projection) == (Reason.NO_TREND, None)
    assert trend.season is not None
    assert trend.season.slope_per_year == pytest.approx(-1.0, abs=0.1)
    assert trend.notes == (
        "In winter the readings are 5.6 Pa higher than in summer (p = 0.002).",
        "In the same season they fall by 1 Pa a year (p < 0.001).",
    )


@pytest.mark.parametrize("name", ["drift", "rise", "scatter", "constant", "step", "one wild reading"])
def test_that_what_has_no_season_is_given_none(name: str) -> None:
    assert analyse(SERIES[name][0], PRESSURE).season is None


def test_that_a_season_needs_to_come_and_go() -> None:
    """Summer, then winter, is a change like any other; and of fewer than eight readings none can be told."""
    days = [date(2020, 11, 1) + timedelta(days=30 * n) for n in range(14)]
    wave = [44.0 if in_summer(day) else 50.0 for day in days]
    assert find_season(days[:10], wave[:10]) is None
    assert find_season(days, wave) is not None
    assert analyse(readings(*WINTER_HIGH[:7]), PRESSURE).season is None
    assert analyse(readings(*WINTER_HIGH[:8]), PRESSURE).season is not None


WAVE = [date(2020, 10, 1) + timedelta(days=30 * n) for n in range(15)]


@pytest.mark.parametrize("swing", [3, 5, 9])
def test_that_one_year_of_a_monthly_wave_is_no_drift_though_the_plain_test_says_so(swing: int) -> None:
    """Highest in the middle of summer, lowest in that of winter, back again: the plain test sees the way down."""
    values = [50 + swing * math.sin(2 * math.pi * (day - WAVE[0]).days / 365) for day in WAVE[:13]]
    trend = analyse(
        [TrendPoint(day, d(f"{value:.1f}")) for day, value in zip(WAVE, [*values, values[1] - 0.2], strict=False)],
        PRESSURE,
    )
    assert trend.projection is None
    assert trend.season is not None
    assert trend.reason in (Reason.SEASON, Reason.NO_TREND, Reason.TOO_SHORT)


def test_that_a_season_that_looks_like_a_drift_is_refused_as_a_season() -> None:
    """Most summers came before most winters: 50 in summer, 44 in winter, nothing else."""
    months = [(2020, 1), (2020, 2), (2021, 1), (2021, 2), (2021, 3), (2021, 6), (2021, 7), (2022, 1), (2022, 5)]
    months += [(2022, 6), (2022, 7), (2022, 8)]
    points = [TrendPoint(day, d(50 if in_summer(day) else 44)) for day in (date(*month, 10) for month in months)]
    trend = analyse(points, PRESSURE)
    assert trend.mann_kendall is not None
    assert trend.mann_kendall.significant
    assert trend.reason is Reason.SEASON
    assert trend.sentence == (
        "No projection: the readings follow the season, and from year to year in the same season there is no"
        " significant trend (p = 1.000)."
    )


@given(
    st.lists(st.integers(0, 2500), min_size=2, max_size=20, unique=True),
    st.integers(25, 75),
    st.integers(25, 75),
)
def test_that_what_only_the_season_changes_is_never_called_a_drift_nor_plainly_a_step(
    offsets: list[int], summer: int, winter: int
) -> None:
    days = [date(2018, 1, 1) + timedelta(days=offset) for offset in offsets]
    trend = analyse([TrendPoint(day, d(summer if in_summer(day) else winter)) for day in days], PRESSURE)
    assert trend.projection is None
    assert not trend.drifts
    assert trend.step is None or trend.step.or_season


def test_that_monthly_readings_are_compared_month_with_month() -> None:
    """Two years and a bit of a wave on a drift: halves of the year are too few to tell it, months are not."""
    days = [date(2020, 10, 1) + timedelta(days=n * 365.25 / 12) for n in range(27)]
    values = [60 - n / 4 + 5 * math.sin(2 * math.pi * n / 12) for n in range(27)]
    trend = analyse([TrendPoint(day, d(f"{value:.1f}")) for day, value in zip(days, values, strict=True)], PRESSURE)
    assert trend.season is not None
    assert trend.season.within.significant
    assert trend.season.slope_per_year == pytest.approx(-3, abs=0.1)
    assert [note.partition(" (")[0] for note in trend.notes] == [
        "In winter the readings are 6.75 Pa lower than in summer", "In the same season they fall by 3 Pa a year"
    ]  # fmt: skip


def test_that_the_tops_of_a_season_are_not_called_unusual() -> None:
    values = [50 + 5 * math.sin(2 * math.pi * n / 12) for n in range(25)]
    trend = analyse(readings(*[f"{value:.1f}" for value in values], days=30, first=date(2020, 10, 1)), PRESSURE)
    assert trend.control is not None
    assert not all(trend.control.holds(float(point.value)) for point in trend.points)
    assert [note for note in trend.notes if "unusual" in note] == []


def test_that_a_monthly_drift_of_two_years_is_not_mistaken_for_a_season() -> None:
    """From October on, two summers and two winters fall alternately: the halves differ, but not once it is removed."""
    points = readings(*[60 - n for n in range(24)], days=30, first=date(2020, 10, 1))
    trend = analyse(points, PRESSURE)
    assert trend.season is None
    assert trend.projection is not None
    quarterly = analyse(readings(*[60 - n for n in range(12)], days=91, first=date(2020, 10, 1)), PRESSURE)
    assert (quarterly.season, quarterly.reason) == (None, None)
