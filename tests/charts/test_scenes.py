"""What each chart shows, stroke by stroke: words, numbers, shapes, and what is left blank."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firemode_desktop.charts.data import Profile, ProfileCase
from firemode_desktop.charts.digits import limit, shown, signed
from firemode_desktop.charts.doorways import doorways_scene, shade
from firemode_desktop.charts.histories import histories_scene
from firemode_desktop.charts.history import history_scene
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.profile import profile_scene
from firemode_desktop.charts.scene import Circle, Line, Polygon, Scene, shape
from firemode_desktop.charts.style import style
from firemode_desktop.charts.summary import summary_scene
from firemode_desktop.charts.thinning import thinned
from firemode_desktop.charts.ticks import days, numbers, time_words, times
from firemode_desktop.charts.timeline import timeline_scene
from firemode_desktop.domain.standing import Standing
from tests.charts.drawings import DOORWAYS, SUMMARY, TIMELINE, d, floor, history, profile

ROOT = Path(__file__).resolve().parents[2]
LIGHT, DARK = style("light"), style("dark")


def fills(scene: Scene, colour: str) -> list[Polygon]:
    return [stroke for stroke in scene.strokes if isinstance(stroke, Polygon) and stroke.fill == colour]


def test_that_a_profile_names_its_floors_its_limits_and_every_reading() -> None:
    texts = profile_scene(profile()).texts
    assert {"All doors closed", "Evacuation doors open", "Ground", "Level-3", "20", "80", "44.4", "18.2", "Pa"} <= set(
        texts
    )


def test_that_a_floor_without_a_reading_has_a_hollow_shape_and_no_bar_and_no_number() -> None:
    scene = profile_scene(
        Profile("Stair-A", (ProfileCase("All doors closed", (floor(0, None, Standing.NOT_TESTED),)),))
    )
    assert fills(scene, LIGHT.bar) == []
    assert any(isinstance(stroke, Circle) and stroke.edge == LIGHT.not_tested for stroke in scene.strokes)
    assert "not tested" in scene.texts
    assert "pass" not in scene.texts


def test_that_a_reading_has_a_bar_as_long_as_its_pressure() -> None:
    bars = fills(profile_scene(profile(floor(0, "20"), floor(1, "40"))), LIGHT.bar)
    lengths = [bar.points[1][0] - bar.points[0][0] for bar in bars]
    assert lengths[1] == pytest.approx(2 * lengths[0])


def test_that_a_slip_of_the_pen_stands_at_the_edge_and_leaves_the_others_readable() -> None:
    usual = fills(profile_scene(profile(floor(0, "40"))), LIGHT.bar)[0]
    slipped = fills(profile_scene(profile(floor(0, "40"), floor(1, "4000", Standing.PASS))), LIGHT.bar)
    ordinary = slipped[0].points[1][0] - slipped[0].points[0][0]
    assert ordinary > (usual.points[1][0] - usual.points[0][0]) * 0.4
    assert "4000.0" in profile_scene(profile(floor(0), floor(1, "4000", Standing.FAIL))).texts


def test_that_of_eighty_floors_the_failing_one_keeps_its_number() -> None:
    floors = [floor(n, "18.2" if n == 41 else "44.4", Standing.FAIL if n == 41 else Standing.PASS) for n in range(80)]
    texts = profile_scene(profile(*floors)).texts
    assert texts.count("18.2") == 2
    assert texts.count("44.4") == 0
    assert 10 < sum(text.startswith("Level-") for text in texts) < 80


def test_that_floors_without_heights_are_evenly_spaced() -> None:
    floors = [replace(floor(n), height_m=None if n == 1 else d(n * n)) for n in range(3)]
    ticks = [s for s in profile_scene(profile(*floors)).strokes if isinstance(s, Line) and s.colour == LIGHT.ink]
    middles = [(line.points[0][1] + line.points[1][1]) / 2 for line in ticks[:3]]
    assert middles[1] - middles[0] == pytest.approx(middles[2] - middles[1])


def test_that_light_and_dark_differ_in_colour_only() -> None:
    light, dark = profile_scene(profile(), LIGHT), profile_scene(profile(), DARK)
    assert light.texts == dark.texts
    assert [type(stroke) for stroke in light.strokes] == [type(stroke) for stroke in dark.strokes]
    assert light.paper != dark.paper


def test_that_every_status_has_a_shape_of_its_own() -> None:
    shapes = {
        standing: tuple(
            (type(stroke), len(getattr(stroke, "points", ()))) for stroke in shape(standing, 0, 0, 5, LIGHT)
        )
        for standing in Standing
    }
    assert shapes[Standing.FAIL] == ((Polygon, 3),)
    assert shapes[Standing.NEAR] == ((Polygon, 4),)
    assert len(shapes[Standing.SKIPPED]) == 2
    tested, untested = shape(Standing.PASS, 0, 0, 5, LIGHT)[0], shape(Standing.NOT_TESTED, 0, 0, 5, LIGHT)[0]
    assert isinstance(tested, Circle)
    assert isinstance(untested, Circle)
    assert (tested.edge, untested.fill) == ("", LIGHT.paper)


def test_that_a_history_without_a_projection_says_why_and_draws_no_line() -> None:
    scene = history_scene(history(words="No projection: this is a step, not a drift."))
    assert "No projection: this is a step, not a drift." in scene.texts
    assert not [s for s in scene.strokes if isinstance(s, Line) and s.colour == LIGHT.ink]
    assert {"minimum 20", "maximum 80", "baseline"} <= set(scene.texts)


def test_that_a_history_with_a_projection_draws_the_line_and_the_span_of_months() -> None:
    falling = history(
        ("45", "43", "41", "40", "38", "36"), line=(45.0, 36.4), projection=(date(2027, 3, 1), date(2029, 2, 1))
    )
    scene = history_scene(falling)
    assert [s for s in scene.strokes if isinstance(s, Line) and s.colour == LIGHT.ink]
    assert fills(scene, LIGHT.fail_tint)
    assert "limit met" in scene.texts
    open_end = history_scene(replace(falling, projection=(date(2027, 3, 1), None)))
    assert "limit met, or later" in open_end.texts


def test_that_a_projection_without_a_last_month_is_open_and_no_line_shows_an_end_of_it() -> None:
    falling = history(("45", "43", "41", "40", "38", "36"), line=(45.0, 36.4))

    def ahead(until: date | None) -> list[Line]:
        scene = history_scene(replace(falling, projection=(date(2027, 3, 1), until)))
        return [s for s in scene.strokes if isinstance(s, Line) and s.dashes and s.colour == LIGHT.quiet]

    assert (len(ahead(date(2029, 2, 1))), len(ahead(None))) == (2, 1)
    scene = history_scene(replace(falling, projection=(date(2027, 3, 1), None)))
    (months,) = fills(scene, LIGHT.fail_tint)
    across = [x for x, _ in months.points]
    assert scene.axis is not None
    assert max(across) == pytest.approx(scene.axis.end)
    assert max(across) - min(across) > (scene.axis.end - scene.axis.start) / 10


def test_that_an_empty_history_says_so() -> None:
    assert "No approved reading yet." in history_scene(history(())).texts


def test_that_many_locations_stand_in_rows_with_their_latest_reading() -> None:
    texts = histories_scene("Stair-A", [history(), history(("45", "44.5"))]).texts
    assert {"18.0 Pa", "44.5 Pa", "A step."} <= set(texts)


@given(st.lists(st.integers(-1000, 1000), min_size=1, max_size=400), st.integers(1, 20))
def test_that_thinning_keeps_the_extremes_and_the_order(values: list[int], columns: int) -> None:
    first = date(2000, 1, 1)
    points = tuple(
        replace(history(("1",)).points[0], day=first + timedelta(days=day), value=Decimal(value))
        for day, value in enumerate(values)
    )
    kept = thinned(points, columns)
    assert {min(values), max(values)} <= {int(point.value) for point in kept}
    assert [point.day for point in kept] == sorted(point.day for point in kept)
    assert len(kept) <= max(2 * columns, 1)


def test_that_a_summary_writes_its_counts_out() -> None:
    texts = summary_scene(SUMMARY).texts
    assert "60: 57 pass, 2 fail, 1 not tested" in texts
    assert "30: 28 pass, 1 near a limit, 1 skipped" in texts


def test_that_a_doorway_shows_nine_points_and_an_unmeasured_one_none() -> None:
    texts = doorways_scene(DOORWAYS).texts
    assert {"1.20", "1.30", "0.99", "mean 1.152", "not tested"} <= set(texts)
    assert sum(text in {"1.20", "1.30", "1.10", "1.15", "1.25", "1.18", "1.08", "1.12", "0.99"} for text in texts) == 9


@pytest.mark.parametrize(("value", "below"), [(0.99999, True), (1.0, False), (1.00001, False)])
def test_that_a_velocity_below_the_limit_and_no_other_has_its_own_tint(value: float, below: bool) -> None:
    assert (shade(value, (1.0, 1.6), LIGHT) == LIGHT.low) is below


def test_that_a_timeline_tells_late_from_unseen_and_shows_plan_and_tolerance() -> None:
    texts = timeline_scene(TIMELINE).texts
    assert {"3 ± 2 s", "3.9 s", "8.4 s · 1.4 s late", "not seen", "not 0–15 s", "did not happen", "trigger"} <= set(
        texts
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("19.9996", "20.000"),
        ("20", "20.0"),
        ("44.20", "44.2"),
        ("18.245", "18.245"),
        ("-3.25", "−3.25"),
        ("1.1588888", "1.159"),
    ],
)
def test_that_a_number_is_rounded_for_show_and_tells_when_it_was(value: str, text: str) -> None:
    assert shown(Decimal(value)) == text


def test_that_limits_lose_their_zeros_and_deviations_have_a_sign() -> None:
    assert (limit(Decimal("20.000")), limit(None)) == ("20", "")
    assert [signed(Decimal(value)) for value in ("-58.82", "3.1", "0.001")] == ["−58.82", "+3.10", "0.00"]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 84.8, [0, 20, 40, 60, 80]), (0, 1.0, [0, 0.2, 0.4, 0.6, 0.8, 1.0]), (-3, 3, [-2, 0, 2]), (5, 5, [5])],
)
def test_that_scales_have_round_numbers(low: float, high: float, ticks: list[float]) -> None:
    assert numbers(low, high) == ticks


def test_that_days_are_named_by_month_or_by_year() -> None:
    assert [name for _, name in days(date(2026, 1, 20), date(2026, 4, 2))] == ["Feb 2026", "Mar 2026", "Apr 2026"]
    assert [name for _, name in days(date(2019, 6, 1), date(2024, 2, 1))] == ["2020", "2021", "2022", "2023", "2024"]


def test_that_the_widths_read_from_the_font_are_those_a_typesetter_uses() -> None:
    from firemode_desktop.reports import typography
    from firemode_desktop.reports.typography import Face

    for text in ("Level-14", "−58.82 ± 2 s", "Évacuation ≥ 110 N", "AVATAR fi"):
        assert width(text, 10) == pytest.approx(typography.width(text, Face.REGULAR, 10), abs=0.02)


def test_that_asking_for_a_scene_loads_no_plotting_library() -> None:
    program = (
        "import sys; from tests.charts.drawings import profile; from firemode_desktop.charts import profile as p;"
        "from firemode_desktop.services import reporting, trends; p.profile_scene(profile());"
        "assert not {'matplotlib', 'reportlab', 'openpyxl', 'PySide6', 'numpy'} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("seconds", "every", "last", "words"),
    [
        (5, 5, 119.9, "5 s"),
        (0.5, 0.5, 4, "0.5 s"),
        (90, 10, 120, "1:30"),
        (120.5, 0.5, 121, "120.5 s"),
        (3600, 600, 7200, "1:00:00"),
    ],
)
def test_that_a_scale_of_time_tells_minutes_from_two_minutes_on(
    seconds: float, every: float, last: float, words: str
) -> None:
    assert time_words(seconds, every, last) == words


@given(st.floats(1, 40_000), st.floats(2, 15))
def test_that_a_scale_of_time_begins_at_the_trigger_and_has_room(last: float, many: float) -> None:
    found = [seconds for seconds, _words in times(0, last, last / many)]
    assert found[0] == 0
    assert found[-1] <= last * 1.0001
    assert all(then - first >= last / many * 0.999 for first, then in pairwise(found))


def test_that_a_window_has_an_end_on_either_side_and_a_dependency_its_arrow() -> None:
    alone = replace(TIMELINE, steps=TIMELINE.steps[:2])
    waiting = replace(alone, steps=(alone.steps[0], replace(alone.steps[1], waits_for=(0,))))
    quiet = [
        [s for s in timeline_scene(each).strokes if isinstance(s, Line) and s.colour == LIGHT.quiet]
        for each in (alone, waiting)
    ]
    assert [len(line.points) for line in quiet[0]].count(2) >= 4
    arrows = [line for line in quiet[1] if line not in quiet[0]]
    assert [len(line.points) for line in arrows] == [4, 3]
    start, end = arrows[0].points[0], arrows[0].points[-1]
    ticks = [s for s in timeline_scene(alone).strokes if isinstance(s, Line) and s.colour == LIGHT.ink]
    assert (start[0], end[0]) == (ticks[0].points[0][0], ticks[1].points[0][0])
    assert start[1] > end[1]
