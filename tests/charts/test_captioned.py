"""Charts that go out by themselves: what stands around them, and what stands for one of nothing."""

from __future__ import annotations

import pytest

from firemode_desktop.charts.captioned import captioned
from firemode_desktop.charts.delays import Delays
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.scene import Line, Words, sketch
from firemode_desktop.charts.style import style
from firemode_desktop.domain.charting import ChartKind
from firemode_desktop.services import trends

LIGHT = style("light")
LONG = ("Harbourside Commercial Tower and Retail Podium " * 6)[:255]


@pytest.mark.parametrize(
    "title", [f"{LONG} · Stair-A · pressure over height", f"Stair-A · {LONG} · pressure over height"]
)
def test_that_a_long_name_leaves_room_for_what_the_chart_is_of(title: str) -> None:
    scene = captioned(sketch(LIGHT, None, (160, 40)).scene(), title, "", LIGHT)
    (head,) = (stroke for stroke in scene.strokes if isinstance(stroke, Words))
    assert [part in head.text for part in ("Stair-A", "… · ", " · pressure over height")] == [True] * 3
    assert head.x + 1.1 * width(head.text, head.size) <= scene.width


def test_that_a_title_without_parts_is_cut_at_its_end() -> None:
    scene = captioned(sketch(LIGHT, None, (90, 40)).scene(), LONG, "", LIGHT)
    assert [text.endswith("…") for text in scene.texts] == [True]


def test_that_a_chart_of_nothing_is_its_title_and_its_words_without_an_axis_of_invented_days() -> None:
    nothing = Delays("House · delays", "No cause-and-effect test was approved yet.", ())
    scene = trends.chart_of(ChartKind.DELAYS).picture(nothing, LIGHT)
    assert sorted(scene.texts) == ["House · delays", "No cause-and-effect test was approved yet."]
    assert not any(isinstance(stroke, Line) for stroke in scene.strokes)
