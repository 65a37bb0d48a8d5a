"""Pressures without stack effect, beside what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from firemode_desktop.domain.equal_temperatures import at_equal_temperatures, normalised
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.trend import TrendPoint, analyse
from tests.domain.scenes import d
from tests.domain.series import PRESSURE, readings

TWELVE_M = d(12)


def at(value: str, outside: str | None, stair: str | None) -> TrendPoint:
    return TrendPoint(
        date(2024, 7, 1), d(value), temp_out_c=outside and d(outside), temp_stair_c=stair and d(stair)  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("outside", "stair", "stack"),
    [("10.05", "23.05", "6.434"), ("-18", "21", "21.568"), ("21", "21", "0"), ("38", "22", "-7.233")],
)
def test_that_stack_effect_is_taken_away_by_the_published_gradient(outside: str, stair: str, stack: str) -> None:
    """0.54 Pa/m at 283.2 and 296.2 K, 1.798 Pa/m at 255.15 and 294.15 K (ASHRAE), twelve metres above the middle."""
    (above,) = normalised([at("50", outside, stair)], TWELVE_M)
    (below,) = normalised([at("50", outside, stair)], -TWELVE_M)
    assert (above.read, above.stack) == (50, pytest.approx(d(stack), abs=d("0.02")))
    assert above.value == 50 - above.stack
    assert below.value == 50 + above.stack
    assert normalised([at("50", outside, stair)], d(0))[0].value == 50


@pytest.mark.parametrize(("outside", "stair"), [(None, "21"), ("10", None), (None, None)])
def test_that_a_reading_without_both_temperatures_is_left_out_and_counted(
    outside: str | None, stair: str | None
) -> None:
    found = at_equal_temperatures([at("50", outside, stair), at("48", "10", "21")], TWELVE_M)
    assert (len(found.points), found.left_out, found.slope_per_year) == (1, 1, None)
    assert found.sentence == "At equal temperatures: 1 of at least 5 readings. 1 reading has no temperatures."


def test_that_what_is_left_is_known_by_the_reading_it_came_from() -> None:
    reading = replace(at("50", "10", "21"), instance_id=uuid4())
    assert [one.instance_id for one in normalised([at("48", None, None), reading], TWELVE_M)] == [reading.instance_id]


def test_that_a_temperature_at_absolute_zero_is_refused() -> None:
    with pytest.raises(Invalid, match="above zero"):
        normalised([at("50", "-273.15", "21")], TWELVE_M)


def seasons(*values: float) -> list[TrendPoint]:
    """Readings in March at 21 °C and in August at 6 °C outside, 22 °C in the stair."""
    return [
        TrendPoint(point.at, point.value, temp_out_c=d(6 if n % 2 else 21), temp_stair_c=d(22))
        for n, point in enumerate(readings(*values))
    ]


def test_that_a_drift_hidden_by_the_season_shows_at_equal_temperatures() -> None:
    points = seasons(48, 55.2, 47.1, 54.1, 45.9, 53.3, 45.2, 51.9, 44.1, 51.2)
    assert analyse(points, PRESSURE).mann_kendall.p > 0.05  # type: ignore[union-attr]
    found = at_equal_temperatures(points, TWELVE_M)
    assert found.mann_kendall is not None
    assert found.mann_kendall.significant
    assert found.slope_per_year == pytest.approx(-1, abs=0.1)
    assert found.sentence == "At equal temperatures: falling by 0.999 Pa a year (p < 0.001)."


def test_that_a_season_of_the_stack_alone_leaves_no_trend() -> None:
    found = at_equal_temperatures(seasons(45.5, 53, 45.3, 52.8, 45.6, 52.9), TWELVE_M)
    assert "no significant trend (p = " in found.sentence
    assert found.left_out == 0
    assert found.mann_kendall is not None
    assert found.mann_kendall.method == "exact"


def test_that_no_verdict_rests_on_it() -> None:
    """What is projected is what was read, whatever the temperatures."""
    cold, unknown = seasons(50, 48, 46, 44, 42, 40), readings(50, 48, 46, 44, 42, 40)
    assert analyse(cold, PRESSURE).projection == analyse(unknown, PRESSURE).projection
