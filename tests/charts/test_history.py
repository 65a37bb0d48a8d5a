"""Readings over time, near and far: what is in sight, what stands apart, and a million of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firemode_desktop.charts.data import ComparedLine, ControlBand, History, HistoryPoint, LevelStep
from firemode_desktop.charts.history import history_scene, history_table
from firemode_desktop.charts.history_scales import clipped
from firemode_desktop.charts.scene import Circle, Line, Scene, View
from firemode_desktop.charts.spread import spread
from firemode_desktop.charts.style import style
from firemode_desktop.charts.thinning import MANY, Track
from firemode_desktop.charts.ticks import days
from firemode_desktop.domain.standing import Standing
from tests.charts.drawings import d, history

LOOK = style("light")
FALL = ("45", "43", "41", "40", "38", "36")


def keyed(drawn: History) -> History:
    points = tuple(replace(point, key=f"test-{place}") for place, point in enumerate(drawn.points))
    return replace(drawn, points=points)


def lines(scene: Scene, colour: str) -> list[Line]:
    return [stroke for stroke in scene.strokes if isinstance(stroke, Line) and stroke.colour == colour]


def series(count: int, every_days: int = 1) -> tuple[HistoryPoint, ...]:
    begun = date(2000, 1, 1)
    return tuple(
        HistoryPoint(begun + timedelta(days=place * every_days // 4), d(40 + place * 7919 % 17), d(44), Standing.PASS)
        for place in range(count)
    )


def test_that_every_reading_says_in_one_line_what_was_read_and_how_it_stands() -> None:
    scene = history_scene(keyed(history(("45", "44.2", "18"))))
    assert [(spot.key, spot.words) for spot in scene.spots] == [
        ("test-0", "4 Mar 2021: 45.0 Pa, passes (20 to 80 Pa), 1.8 % above its baseline"),
        ("test-1", "4 Sep 2021: 44.2 Pa, passes (20 to 80 Pa), as its baseline"),
        ("test-2", "4 Mar 2022: 18.0 Pa, fails (20 to 80 Pa), 59.3 % below its baseline"),
    ]


def test_that_the_chosen_reading_and_no_other_wears_a_ring() -> None:
    def rings(chosen: str) -> int:
        scene = history_scene(keyed(history()), view=View(chosen=chosen))
        return sum(isinstance(stroke, Circle) and stroke.edge == LOOK.ink for stroke in scene.strokes)

    assert [rings("test-2"), rings("no such test"), rings("")] == [1, 0, 0]


def test_that_what_is_looked_at_is_drawn_on_a_scale_of_its_own_from_edge_to_edge() -> None:
    since, until = date(2021, 8, 1), date(2022, 10, 1)
    scene = history_scene(keyed(history()), view=View(since, until))
    assert scene.axis is not None
    assert (scene.axis.first, scene.axis.last) == (since.toordinal(), until.toordinal())
    assert [spot.key for spot in scene.spots] == ["test-1", "test-2", "test-3"]
    xs = [x for line in scene.strokes if isinstance(line, Line) for x, _ in line.points]
    assert min(xs) >= scene.axis.start - 1e-6 - 8
    assert "No reading in these days." in history_scene(history(), view=View(date(2030, 1, 1), date(2030, 3, 1))).texts


def test_that_a_reading_left_out_is_struck_through_told_with_its_reason_and_does_not_stretch_the_scale() -> None:
    points = keyed(history(("45", "412", "44"))).points
    shown = replace(history(), points=(points[0], replace(points[1], excluded="Digits swapped."), points[2]))
    scene = history_scene(shown)
    (spot,) = [spot for spot in scene.spots if spot.key == "test-1"]
    assert spot.words.endswith("left out of the trend: Digits swapped.")
    assert {"left out of the trend", "412", "80"} <= set(scene.texts)
    assert "400" not in scene.texts
    assert history_table(shown).rows[1][-1] == "Digits swapped."


def test_that_stage_step_season_and_control_limits_are_named_apart_from_the_limits_of_the_standard() -> None:
    shown = history(
        FALL,
        stages=(date(2022, 3, 4),),
        step=LevelStep(date(2022, 3, 4), date(2022, 9, 4), 43.0, 38.0),
        control=ControlBand(36.5, 40.2, 43.9, date(2021, 3, 4), date(2023, 9, 4)),
        seasonal=True,
    )
    texts = set(history_scene(shown).texts)
    assert {"re-commissioned 4 Mar 2022", "step from 43 to 38 Pa", "October to March"} <= texts
    assert {"upper control 43.9", "lower control 36.5", "minimum 20", "maximum 80"} <= texts


def test_that_compared_places_are_told_apart_by_their_dashes_and_by_names_at_their_ends() -> None:
    others = tuple(ComparedLine(f"Level-{floor}", history(FALL).points) for floor in range(1, 8))
    scene = history_scene(history(FALL, name="Level-8", compared=others))
    assert {f"Level-{floor}" for floor in range(1, 9)} <= set(scene.texts)
    long = [line for line in lines(scene, LOOK.quiet) if len(line.points) == len(FALL)]
    assert len({line.dashes for line in long}) == 7
    heights = [stroke.y for stroke in scene.strokes if getattr(stroke, "text", "").startswith("Level-")]
    assert len({round(height, 3) for height in heights}) == 8, "no two names stand on each other"
    assert {spot.words[:9] for spot in scene.spots} == {f"Level-{floor}, " for floor in range(1, 9)}


def test_that_readings_at_equal_temperatures_are_shown_beside_what_was_read_and_never_instead() -> None:
    points = tuple(replace(point, equal=point.value + 3) for point in history(FALL).points)
    shown = history_scene(replace(history(FALL), points=points))
    assert "at equal temperatures" in shown.texts
    assert shown.spots[0].words.endswith("at equal temperatures 48.0 Pa")
    assert shown.spots[0].words.startswith("4 Mar 2021: 45.0 Pa")


@pytest.mark.parametrize("size", [(90.0, 62.0), (300.0, 150.0), (60.0, 40.0)])
@pytest.mark.parametrize("values", [(), ("45",), FALL])
def test_that_a_history_of_any_size_keeps_its_strokes_within_the_picture(
    size: tuple[float, float], values: tuple[str, ...]
) -> None:
    scene = history_scene(history(values, words="No projection: too few readings. " * 6), LOOK, size)
    places = [point for line in scene.strokes if isinstance(line, Line) for point in line.points]
    assert all(-1 <= x <= scene.width + 1 and -1 <= y <= scene.height + 1 for x, y in places)


@settings(deadline=None)
@given(st.integers(1, 3000), st.integers(5, 80), st.floats(0, 1), st.floats(0, 1))
def test_that_a_view_of_many_readings_keeps_their_extremes_and_two_a_column(
    count: int, columns: int, one: float, other: float
) -> None:
    points = series(count)
    ends = sorted(points[0].day.toordinal() + share * count / 4 for share in (one, other))
    sight = Track(points).sight(ends[0], ends[1], columns)
    true = [point for point in points if ends[0] <= point.day.toordinal() <= ends[1]]
    assert sight.total == len(true)
    assert all(low <= high for _, low, high in sight.band)
    if sight.band:
        values = [float(point.value) for point in true]
        assert (min(low for _, low, _ in sight.band), max(high for _, _, high in sight.band)) == (
            min(values),
            max(values),
        )
    if true:
        values = [point.value for point in sight.points]
        assert (min(values), max(values)) == (min(p.value for p in true), max(p.value for p in true))
    assert len(sight.points) <= max(2 * columns, min(len(true), MANY))


@pytest.mark.parametrize("place", [0, 4711, 99_999])
def test_that_among_a_hundred_thousand_the_one_that_fails_keeps_its_shape_and_its_words(place: int) -> None:
    points = list(series(100_000))
    points[place] = replace(points[place], mark=Standing.FAIL, key="the one")
    shown = replace(history(()), points=tuple(points))
    scene = history_scene(shown)
    (spot,) = [spot for spot in scene.spots if spot.key == "the one"]
    assert spot.words.endswith("the worst of them fails")
    assert sum(getattr(stroke, "fill", "") == LOOK.fail for stroke in scene.strokes) >= 2, "on the field, in the legend"
    assert len(scene.spots) < 200
    made = shown.track
    for month in range(10):
        history_scene(shown, view=View(date(2010, 1 + month, 1), date(2020, 1 + month, 1)))
        assert shown.track is made, "made once, moved often"


@given(st.lists(st.floats(-100, 200), max_size=12))
def test_that_labels_keep_apart_within_their_bounds_and_in_order(wanted: list[float]) -> None:
    heights = spread(wanted, 0, 100, 7)
    assert all(-1e-6 <= height <= 100 + 1e-6 for height in heights)
    ranked = [height for _, height in sorted(zip(wanted, heights, strict=True))]
    assert all(later - earlier >= 7 - 1e-6 for earlier, later in pairwise(ranked))


def test_that_a_line_is_cut_where_the_view_ends() -> None:
    assert clipped([(0, 0), (10, 10)], 2, 8) == ((2, 2.0), (8, 8.0))
    assert clipped([(0, 0), (5, 1), (10, 10)], 0, 10) == ((0, 0), (5, 1), (10, 10))
    assert clipped([(0, 0)], 2, 8) == ()


def test_that_close_by_days_are_named_and_never_too_many() -> None:
    assert days(date(2026, 3, 1), date(2026, 3, 4))[0] == (date(2026, 3, 1), "1 Mar 2026")
    for span in (1, 20, 61, 62, 63, 100, 400, 1101, 20_000):
        named = days(date(2001, 1, 1), date(2001, 1, 1) + timedelta(days=span), 4)
        assert len(named) <= 5
