"""The nine points of a doorway."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import FRACTIONS, Grid, nine_points

SOURCE_POINTS = [1.2, 1.3, 1.1, 1.15, 1.25, 1.18, 1.08, 1.12, 1.05]
"""The nine points of the customer's document."""

velocities = st.lists(st.decimals(0, 5, places=3), min_size=9, max_size=9)


def test_that_points_are_numbered_left_to_right_from_the_top() -> None:
    assert [(p.point, p.x, p.y) for p in FRACTIONS] == [
        (number, Decimal(x), Decimal(y))
        for number, (y, x) in enumerate(
            [(y, x) for y in ("0.8", "0.5", "0.2") for x in ("0.25", "0.5", "0.75")], start=1
        )
    ]


def test_that_the_layout_of_a_doorway_is_in_metres() -> None:
    layout = nine_points(Decimal("1.20"), Decimal("2.40"))
    assert layout[0].to_dict() == {"point": 1, "x": 0.3, "y": 1.92}
    assert layout[1].to_dict() == {"point": 2, "x": 0.6, "y": 1.92}
    assert layout[8].to_dict() == {"point": 9, "x": 0.9, "y": 0.48}


def test_that_the_mean_and_spread_of_the_documents_points_are_theirs() -> None:
    """Mean 1.158889 and standard deviation 0.081769 m/s: worked by hand from the nine points."""
    grid = Grid.of(SOURCE_POINTS)
    assert float(grid.mean) == pytest.approx(1.158889, abs=1e-6)
    assert float(grid.standard_deviation) == pytest.approx(0.081769, abs=1e-6)
    assert (grid.lowest, grid.lowest_point, grid.spread) == (Decimal("1.05"), 9, Decimal("0.25"))


def test_that_a_grid_of_ones_has_a_mean_of_exactly_one() -> None:
    assert Grid.of(["1.0"] * 9).mean == 1


@pytest.mark.parametrize("last", ["0.9999999999999999999999999999", "1.0000000000000000000000000001"])
def test_that_the_rounding_of_the_mean_never_crosses_a_limit(last: str) -> None:
    mean = Grid.of([Decimal(1)] * 8 + [Decimal(last)]).mean
    assert (mean < 1) == (Decimal(last) < 1)
    assert mean != 1


@given(velocities)
def test_that_the_mean_is_on_the_same_side_of_a_limit_as_the_exact_mean(values: list[Decimal]) -> None:
    exact = sum(map(Fraction, values), Fraction(0)) / 9
    mean = Grid.of(values).mean
    for limit in (Decimal("1.0"), Decimal("1.001"), mean.quantize(Decimal("0.001"))):
        assert (mean > limit, mean < limit) == (exact > Fraction(limit), exact < Fraction(limit))


@given(st.lists(st.one_of(st.none(), st.decimals(0, 5, places=4)), min_size=9, max_size=9))
def test_that_text_keeps_every_digit_of_a_grid(values: list[Decimal | None]) -> None:
    grid = Grid(tuple(values))
    text = grid.to_text()
    assert Grid.from_text(text) == grid
    assert [entry["point"] for entry in json.loads(text)] == [n for n, v in enumerate(values, start=1) if v is not None]


def test_that_the_stored_shape_is_the_documents() -> None:
    points = Grid.of(SOURCE_POINTS).to_points()
    assert points[0] == {"point": 1, "x": 0.25, "y": 0.8, "velocity_ms": 1.2}
    assert points[4] == {"point": 5, "x": 0.5, "y": 0.5, "velocity_ms": 1.25}
    assert Grid.from_points(points) == Grid.of(SOURCE_POINTS)


def test_that_missing_points_are_named() -> None:
    grid = Grid.of([1.2, None, 1.1, 1.15, 1.25, None, 1.08, 1.12, 1.05])
    assert (grid.complete, grid.missing) == (False, (2, 6))
    assert Grid.from_points([{"point": 3, "velocity_ms": 1}]).missing == (1, 2, 4, 5, 6, 7, 8, 9)


def test_that_nothing_measured_has_no_mean() -> None:
    with pytest.raises(Invalid, match="No point"):
        _ = Grid((None,) * 9).mean


@pytest.mark.parametrize("count", [0, 8, 10])
def test_that_a_doorway_has_nine_points(count: int) -> None:
    with pytest.raises(Invalid, match="nine points"):
        Grid.of([1] * count)


@pytest.mark.parametrize(
    "points", [[{"point": 0}], [{"point": 10}], [{"point": 1}, {"point": 1}], [{"point": "1"}], [{}]]
)
def test_that_a_point_that_does_not_exist_or_stands_twice_is_refused(points: list[dict[str, object]]) -> None:
    with pytest.raises(Invalid, match="1 to 9"):
        Grid.from_points([{**point, "velocity_ms": 1} for point in points])


def test_that_a_velocity_that_is_no_number_is_refused() -> None:
    with pytest.raises(Invalid, match="finite"):
        Grid((Decimal("NaN"),) * 9)
