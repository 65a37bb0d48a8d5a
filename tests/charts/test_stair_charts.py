"""The charts of a stair: pressure over height, floors against sessions, doorways and their change, door forces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.charts.data import DoorwayGrids, Profile, ProfileCase
from firemode_desktop.charts.doorways import doorway_words, doorways_scene, doorways_table
from firemode_desktop.charts.floors import (
    FloorMap,
    FloorPanel,
    FloorReading,
    FloorRow,
    floors_scene,
    floors_table,
    position,
    shade,
)
from firemode_desktop.charts.forces import ForceDoor, ForceScatter, door_words, forces_scene, forces_table
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.profile import profile_scene, profile_table
from firemode_desktop.charts.scene import Circle, Line, Polygon, Scene, View, Words
from firemode_desktop.charts.shades import luminance
from firemode_desktop.charts.spoken import spoken
from firemode_desktop.charts.style import style
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Measure, Standing
from tests.charts.drawings import DOORWAYS, POINTS, d, floor

LIGHT, DARK = style("light"), style("dark")
PA, MS, N = Limits(d(20), d(80), "Pa"), Limits(d(1), None, "m/s"), Limits(None, d(110), "N")
DAY = date(2026, 3, 14)


# --- one reading in a line --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "mark", "baseline", "told"),
    [
        ("41.2", Standing.PASS, "44.2", "41.2 Pa, passes (20 to 80 Pa), 6.8 % below its baseline"),
        ("20", Standing.NEAR, "20", "20.0 Pa, passes near a limit (20 to 80 Pa), as its baseline"),
        ("18.2", Standing.FAIL, None, "18.2 Pa, fails (20 to 80 Pa)"),
        ("18.2", Standing.NOT_TESTED, "0", "18.2 Pa, was not judged"),
        (None, Standing.SKIPPED, "44", "skipped"),
    ],
)
def test_that_a_reading_is_said_in_one_line(
    value: str | None, mark: Standing, baseline: str | None, told: str
) -> None:  # fmt: skip
    said = spoken(
        "Level-8", DAY, None if value is None else d(value), mark, PA, None if baseline is None else d(baseline)
    )
    assert said == f"Level-8, 14 Mar 2026: {told}"


# --- pressure over height ---------------------------------------------------------------------------------------------


def stack_case(*expected: str | None) -> Profile:
    floors = tuple(
        replace(floor(number), expected=None if each is None else d(each), day=DAY, key=f"t{number}")
        for number, each in enumerate(expected)
    )
    return Profile("Stair-A", (ProfileCase("All doors closed", floors, "14 Mar 2026"),))


def dotted(scene: Scene) -> list[Line]:
    return [stroke for stroke in scene.strokes if isinstance(stroke, Line) and stroke.colour == LIGHT.deep]


def test_that_the_stack_line_runs_through_the_floors_and_is_explained() -> None:
    scene = profile_scene(stack_case("38", "40", "42"))
    line, sample = dotted(scene)
    assert len(line.points) == 3
    assert line.points[0][0] < line.points[1][0] < line.points[2][0]
    assert line.dashes == sample.dashes != ()
    assert "stack effect of the day" in scene.texts


def test_that_without_temperatures_there_is_neither_stack_line_nor_its_legend() -> None:
    scene = profile_scene(stack_case(None, None, None))
    assert dotted(scene) == []
    assert "stack effect of the day" not in scene.texts


def test_that_every_floor_of_a_profile_says_itself_and_the_chosen_one_is_framed() -> None:
    profile = stack_case("38", "40", "42")
    scene = profile_scene(profile, view=View(chosen="t1"))
    assert [spot.key for spot in scene.spots] == ["t2", "t1", "t0"]
    assert scene.spots[1].words == (
        "Level-1, all doors closed, 14 Mar 2026: 44.4 Pa, passes (20 to 80 Pa), 0.5 % above its baseline"
    )
    framed = [s for s in scene.strokes if isinstance(s, Polygon) and s.edge == LIGHT.ink and not s.fill]
    assert len(framed) == 1
    assert framed[0].points[0] == pytest.approx((scene.spots[1].x, scene.spots[1].y))


def test_that_a_profile_lists_its_floors_from_the_top_with_what_the_stack_effect_gives() -> None:
    table = profile_table(stack_case("38", "40.5"))
    assert table.keys == ("t1", "t0")
    assert table.rows[0] == (
        "Stair-A", "All doors closed", "Level-1", d("3.5"), "2026-03-14", d("44.4"), "Pa", d("44.2"), d("40.5"), d(20),
        d(80), "pass",
    )  # fmt: skip
    assert all(len(row) == len(table.heads) for row in table.rows)


def test_that_basements_stand_below_the_ground_at_their_depth() -> None:
    floors = (replace(floor(0, name="B1"), height_m=d(-3)), floor(0), floor(2))
    scene = profile_scene(Profile("Stair-A", (ProfileCase("All doors closed", floors),)))
    heights = [spot.y + spot.height / 2 for spot in reversed(scene.spots)]
    assert (heights[2] - heights[1]) / (heights[1] - heights[0]) == pytest.approx(7 / 3)


# --- floors against sessions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "limits", "where"),
    [
        ("20", PA, -1.0), ("50", PA, 0.0), ("80", PA, 1.0), ("35", PA, -0.5), ("12", PA, -1.0), ("99", PA, 1.0),
        ("1", MS, -1.0), ("2", MS, 0.0), ("5", MS, 0.0), ("0.4", MS, -1.0),
        ("110", N, 1.0), ("55", N, 0.5), ("0", N, 0.0), ("130", N, 1.0),
        ("44", Limits(), None),
    ],
)  # fmt: skip
def test_that_a_reading_has_its_place_between_its_limits(value: str, limits: Limits, where: float | None) -> None:
    found = position(d(value), limits)
    assert found is None if where is None else found == pytest.approx(where)


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=2), st.sampled_from([LIGHT, DARK]))
def test_that_shades_grow_darker_from_the_lower_to_the_upper_limit_so_that_grey_keeps_the_order(
    places: list[float], look: object
) -> None:
    low, high = sorted(places)
    assert luminance(shade(low, look)) >= luminance(shade(high, look)) - 0.005  # type: ignore[arg-type]


def floor_map(rows: int = 3, sessions: int = 2, value: str = "44.4", mark: Standing = Standing.PASS) -> FloorMap:
    days = tuple(date(2010, 1, 1) + timedelta(days=182 * number) for number in range(sessions))
    listed = tuple(
        FloorRow(f"Level-{row}", PA, tuple(FloorReading(day, d(value), mark, key=f"{row}/{day}") for day in days))
        for row in range(rows)
    )
    return FloorMap("Stair-A", Measure.PRESSURE, (FloorPanel("Doors closed", days, listed),), "Floors", "Words.")


def test_that_each_cell_has_its_number_and_says_itself_column_by_column_from_the_top() -> None:
    scene = floors_scene(floor_map(2, 2))
    assert scene.texts.count("44.4") == 4
    assert {"1 Jan 2010", "2 Jul 2010", "Level-0", "Level-1", "Doors closed"} <= set(scene.texts)
    assert [spot.key for spot in scene.spots] == ["1/2010-01-01", "0/2010-01-01", "1/2010-07-02", "0/2010-07-02"]
    assert scene.spots[0].words == "Level-1, doors closed, 1 Jan 2010: 44.4 Pa, passes (20 to 80 Pa)"


def test_that_what_was_not_read_is_hatched_and_says_so_without_a_key() -> None:
    whole = floor_map(1, 2)
    row = whole.panels[0].rows[0]
    gap = replace(whole.panels[0], rows=(replace(row, readings=(row.readings[0], None)),))
    scene = floors_scene(replace(whole, panels=(gap,)))
    assert sum(isinstance(stroke, Polygon) and stroke.hatched for stroke in scene.strokes) == 2  # and in the legend
    assert (scene.spots[1].words, scene.spots[1].key) == ("Level-0, doors closed, 2 Jul 2010: no reading", "")


@pytest.mark.parametrize("size", [(300, 200), (90, 80), (170, 205)])
def test_that_eighty_floors_over_forty_sessions_keep_the_shape_of_what_fails_and_names_that_do_not_collide(
    size: tuple[float, float],
) -> None:
    scene = floors_scene(floor_map(80, 40, "12.5", Standing.FAIL), LIGHT, size)
    triangles = [s for s in scene.strokes if isinstance(s, Polygon) and len(s.points) == 3]
    assert len(triangles) >= 3200
    assert len(scene.spots) == 3200
    names = sorted(s.y for s in scene.strokes if isinstance(s, Words) and s.text.startswith("Level-"))
    assert all(high - low >= LIGHT.small for low, high in pairwise(names))
    assert all(0 <= s.x <= scene.width for s in scene.strokes if isinstance(s, Words))


def test_that_a_number_rounded_onto_its_limit_is_not_shown_as_the_limit() -> None:
    assert "19.96" in floors_scene(floor_map(1, 1, "19.96", Standing.FAIL)).texts


def test_that_floors_are_listed_by_the_reading_with_their_keys() -> None:
    table = floors_table(floor_map(2, 2))
    assert table.keys == ("1/2010-01-01", "1/2010-07-02", "0/2010-01-01", "0/2010-07-02")
    assert table.rows[0][:6] == ("Stair-A", "Doors closed", "Level-1", "2010-01-01", d("44.4"), "Pa")
    assert table.marks == (Standing.PASS,) * 4


def test_that_a_stair_without_a_session_is_empty_and_can_be_drawn() -> None:
    nothing = FloorMap("Stair-A", Measure.PRESSURE, ())
    assert nothing.empty
    assert floors_scene(nothing).spots == ()
    assert not floor_map().empty


# --- doorways ---------------------------------------------------------------------------------------------------------


def changed() -> DoorwayGrids:
    first, second = DOORWAYS.doorways
    before = (*(point + d("0.1") for point in POINTS[:8]), None)
    mean = (first.mean or d(0)) + d("0.1")
    one = replace(first, before=before, before_mean=mean, against="14 Mar 2025", key="g", day=DAY)
    return DoorwayGrids("Stair-A", (one, second), change=True)


def test_that_a_change_stands_with_its_sign_in_the_cell_and_a_point_without_before_stays_blank() -> None:
    texts = doorways_scene(changed()).texts
    assert texts.count("−0.10") == 8 + 1  # and at the left end of the scale
    assert {"mean −0.100", "not tested"} <= set(texts)
    assert changed().doorways[0].changes[8] is None


def test_that_a_change_without_room_for_its_number_keeps_its_sign() -> None:
    texts = doorways_scene(changed(), size_mm=(140, 63)).texts
    assert texts.count("−") == 8
    assert texts.count("−0.10") == 1  # the left end of the scale


def test_that_a_doorway_with_nothing_before_says_so_and_has_no_change() -> None:
    alone = replace(changed(), doorways=(DOORWAYS.doorways[0],))
    assert alone.doorways[0].changes == (None,) * 9
    assert "nothing before" in doorways_scene(alone).texts


def test_that_a_doorway_says_its_mean_its_lowest_point_and_its_change() -> None:
    assert doorway_words(changed().doorways[0]) == (
        "Ground, 14 Mar 2026: 1.152 m/s, passes (at least 1 m/s), lowest 0.99 at point 9, "
        "mean −0.10 m/s against 14 Mar 2025"
    )


def test_that_the_table_of_a_change_has_what_it_is_held_against() -> None:
    table = doorways_table(changed())
    row = dict(zip(table.heads, table.rows[0], strict=True))
    assert (row["Against"], row["P1 change"], row["P9 change"], row["P9"]) == (
        "14 Mar 2025",
        d("-0.1"),
        None,
        d("0.99"),
    )
    assert "Against" not in doorways_table(DOORWAYS).heads
    assert table.keys == ("g", "")


@pytest.mark.parametrize(("count", "size"), [(1, (90, 70)), (15, (300, 160)), (80, (300, 190)), (80, (90, 120))])
def test_that_any_number_of_doorways_fits_into_its_picture(count: int, size: tuple[float, float]) -> None:
    many = replace(DOORWAYS, doorways=(DOORWAYS.doorways[0],) * count)
    scene = doorways_scene(many, LIGHT, size)
    assert len(scene.spots) == count
    assert all(s.x >= 0 and s.x + s.width <= scene.width + 0.1 for s in scene.spots)
    assert all(s.y >= 0 and s.y + s.height <= scene.height for s in scene.spots)


def test_that_the_key_fits_below_a_single_doorway() -> None:
    scene = doorways_scene(replace(DOORWAYS, doorways=DOORWAYS.doorways[:1]), LIGHT)
    words = [stroke for stroke in scene.strokes if isinstance(stroke, Words) and stroke.align == "left"]
    assert max(word.x + width(word.text, word.size) for word in words) <= scene.width


# --- door forces ------------------------------------------------------------------------------------------------------


def door(force: str = "84", pressure: str | None = "48.5", **more: Any) -> ForceDoor:
    known: dict[str, Any] = {"closer": d("31.2"), "maximum": d(110), "size": (d("0.9"), d("2.1")), "key": "f"} | more
    read = None if pressure is None else d(pressure)
    return ForceDoor("Stair-A", "Level-8", "D-8", DAY, d(force), Standing.PASS, read, **known)


def test_that_lines_of_equal_closers_rise_with_the_pressure_and_are_named() -> None:
    scene = forces_scene(ForceScatter((door(),), (d("0.9"), d("2.1"))))
    lines = [s for s in scene.strokes if isinstance(s, Line) and s.colour == LIGHT.faint]
    assert len(lines) >= 3
    assert all(line.points[1][1] > line.points[0][1] for line in lines)
    assert {"closer 0 N", "closer 20 N", "110"} <= set(scene.texts)


def test_that_without_a_size_there_are_no_lines_and_the_doors_stand_all_the_same() -> None:
    scene = forces_scene(ForceScatter((door(size=None, closer=None),)))
    assert not any(text.startswith("closer") for text in scene.texts)
    assert "its size is not known" in scene.spots[0].words


def test_that_a_door_without_the_pressure_of_its_day_stands_apart() -> None:
    scene = forces_scene(ForceScatter((door(pressure=None, closer=None), door(key="g")), (d("0.9"), d("2.1"))))
    assert "not read" in scene.texts
    assert [spot.key for spot in scene.spots] == ["f", "g"]
    assert scene.spots[0].words.endswith("its pressure was not read that day")
    assert "not read" not in forces_scene(ForceScatter((door(),))).texts


def test_that_an_odd_door_is_ringed_and_named_and_the_chosen_one_is_lit() -> None:
    odd = door(odd="D-8: odd.", key="o")
    scene = forces_scene(ForceScatter((odd, door("70", "30"))), view=View(chosen="f"))
    rings = [s.edge for s in scene.strokes if isinstance(s, Circle) and s.edge in (LIGHT.near, LIGHT.ink)]
    assert sorted(rings) == sorted([LIGHT.near, LIGHT.near, LIGHT.ink])  # one of them explains the other
    assert scene.texts.count("Level-8") == 1
    assert door_words(odd).endswith("its closer takes 31.2 N. D-8: odd.")


def test_that_a_stair_without_a_force_is_empty_and_can_be_drawn() -> None:
    assert ForceScatter(()).empty
    assert forces_scene(ForceScatter(())).spots == ()


def test_that_forces_are_listed_as_read_and_what_is_worked_out_is_rounded() -> None:
    table = forces_table(ForceScatter((door(closer=d("31.23456"), implied=d("43.91549")),)))
    row = dict(zip(table.heads, table.rows[0], strict=True))
    assert (row["Force, fan on, N"], row["Closer, N"], row["Implied pressure, Pa"]) == (d(84), d("31.235"), d("43.915"))
    assert row["Width, m"] == Decimal("0.9")
