"""How much room is left, and how fast it is used up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.margin import margin, worsening
from firemode_desktop.domain.trend import analyse
from tests.domain.scenes import d
from tests.domain.series import FALLING, PRESSURE, readings, yearly

FORCE = Limits(None, d(110), "N")
VELOCITY = Limits(d("1.0"), None, "m/s")


@pytest.mark.parametrize(
    ("value", "limits", "share"),
    [
        ("50", PRESSURE, "1"),
        ("35", PRESSURE, "0.5"),
        ("65", PRESSURE, "0.5"),
        ("20", PRESSURE, "0"),
        ("80", PRESSURE, "0"),
        ("18.5", PRESSURE, "-0.05"),
        ("83", PRESSURE, "-0.1"),
        ("55", FORCE, "0.5"),
        ("110", FORCE, "0"),
        ("121", FORCE, "-0.1"),
        ("1.2", VELOCITY, "0.2"),
        ("0.9", VELOCITY, "-0.1"),
    ],
)
def test_that_a_margin_is_the_share_of_room_left_to_the_nearest_limit(value: str, limits: Limits, share: str) -> None:
    assert margin(d(value), limits) == d(share)


@pytest.mark.parametrize("limits", [Limits(), Limits(d(0)), Limits(None, d(0)), Limits(d(20), d(20))])
def test_that_without_limits_or_room_between_them_there_is_no_margin(limits: Limits) -> None:
    assert margin(d(20), limits) is None
    assert worsening(analyse(yearly(*FALLING), PRESSURE), limits) is None


@given(st.decimals(0, 200, places=3))
def test_that_a_margin_is_negative_exactly_beyond_the_limits(value: Decimal) -> None:
    share = margin(value, PRESSURE)
    assert share is not None
    assert (share < 0) is (value < 20 or value > 80)
    assert share <= 1


def test_that_worsening_is_the_margin_lost_a_year_towards_the_limit_ahead() -> None:
    """30 Pa is the whole room between 20 and 80 Pa: 2 Pa a year are a fifteenth."""
    found = worsening(analyse(yearly(*FALLING), PRESSURE), PRESSURE)
    assert found is not None
    assert found.limit == 20
    assert found.share_per_year == pytest.approx(2 / 30, abs=0.003)
    rising = worsening(analyse(yearly(80, 84, 88.5, 92, 96, 100.4), FORCE), FORCE)
    assert rising is not None
    assert rising.share_per_year == pytest.approx(4.1 / 110, abs=0.001)


def test_that_readings_beyond_their_limit_still_worsen() -> None:
    limits = Limits(d(45))
    trend = analyse(yearly(*FALLING), limits)
    assert trend.projection is None
    assert worsening(trend, limits) is not None


def test_that_what_does_not_drift_or_drifts_away_from_its_limits_does_not_worsen() -> None:
    assert worsening(analyse(readings(45, 46, 44, 45, 46, 44), PRESSURE), PRESSURE) is None
    assert worsening(analyse(yearly(*FALLING[:4]), PRESSURE), PRESSURE) is None
    assert worsening(analyse(yearly(*FALLING), FORCE), FORCE) is None
