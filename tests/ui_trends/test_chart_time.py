"""Moving a chart in time: wheel, drag, keys; what is in sight, and what never is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.charts.scene import WHOLE, View
from firemode_desktop.ui.chart_days import LEAST_DAYS, Days
from firemode_desktop.ui.chart_view import ChartView
from tests.ui_trends.drawn import DAYS, FIRST, LAST, cells, readings, sentence

KEY = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
WORDS = "Level-8 loses 3 Pa a year."
ordinals = st.floats(700_000, 750_000)
lengths = st.floats(20, 20_000)


@pytest.fixture
def chart(qtbot: QtBot) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(800, 420)
    made.show_chart(readings, WORDS)
    made.show()
    return made


def turn(
    chart: ChartView, x: float, up: int, modifiers: Qt.KeyboardModifier = NONE, fine: QPoint | None = None
) -> QWheelEvent:
    """Turn the wheel by so many eighths of a degree, or move two fingers by so many pixels."""
    at = QPointF(x, 200)
    event = QWheelEvent(
        at,
        QPointF(chart.mapToGlobal(at.toPoint())),
        fine or QPoint(),
        QPoint() if fine else QPoint(0, up),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.ignore()
    QApplication.sendEvent(chart, event)
    return event


def seen(chart: ChartView) -> tuple[date, date]:
    days = chart.days_in_sight
    assert days is not None
    return days.dates


# --- the wheel -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("x", [120.0, 400.0, 700.0])
def test_that_the_wheel_keeps_the_day_under_the_pointer(chart: ChartView, x: float) -> None:
    before = chart.day_at(x)
    for up in (120,) * 10 + (-120,) * 4 + (15,) * 20:
        assert turn(chart, x, up).isAccepted()
        assert chart.day_at(x) == pytest.approx(before, abs=1.0)
    since, until = seen(chart)
    assert (until - since).days == pytest.approx((LAST - FIRST).days / 1.0015**1020, abs=3)


def test_that_the_wheel_says_what_is_in_sight_now(qtbot: QtBot, chart: ChartView) -> None:
    with qtbot.waitSignal(chart.moved) as moved:
        turn(chart, 400, 120)
    assert moved.args == [chart.view]
    assert FIRST < chart.view.since < chart.view.until < LAST  # type: ignore[operator]


def test_that_turning_in_and_out_again_comes_back_to_all_there_is(chart: ChartView) -> None:
    for up in (120,) * 6 + (-120,) * 7:
        turn(chart, 300, up)
    assert chart.view == WHOLE


def test_that_one_cannot_come_closer_than_two_weeks(chart: ChartView) -> None:
    for _ in range(80):
        turn(chart, 400, 120)
    since, until = seen(chart)
    assert (until - since).days == LEAST_DAYS


def test_that_shift_and_the_wheel_go_through_time(chart: ChartView) -> None:
    chart.show_days(date(2018, 1, 1), date(2020, 1, 1))
    turn(chart, 400, -120, SHIFT)
    since, until = seen(chart)
    assert since > date(2018, 1, 1)
    assert (until - since).days == 730
    turn(chart, 400, 120, SHIFT)
    assert seen(chart) == (date(2018, 1, 1), date(2020, 1, 1))


def test_that_two_fingers_move_by_pixels(chart: ChartView) -> None:
    chart.show_days(date(2018, 1, 1), date(2020, 1, 1))
    for _ in range(40):
        turn(chart, 400, 0, fine=QPoint(-3, 0))
    since, until = seen(chart)
    assert since > date(2018, 2, 1)
    assert (until - since).days == 730
    before = chart.day_at(400)
    for _ in range(40):
        turn(chart, 400, 0, fine=QPoint(0, 3))
    assert (seen(chart)[1] - seen(chart)[0]).days < 600
    assert chart.day_at(400) == pytest.approx(before, abs=1)


def test_that_without_time_the_wheel_is_left_to_the_page(qtbot: QtBot) -> None:
    grid = ChartView()
    qtbot.addWidget(grid)
    grid.resize(600, 300)
    grid.show_chart(cells(3, 3), WORDS)
    with qtbot.assertNotEmitted(grid.moved):
        assert not turn(grid, 200, 120).isAccepted()
        for key in (KEY.Key_Plus, KEY.Key_Minus, KEY.Key_0):
            QTest.keyClick(grid, key)
        grid.show_days(date(2018, 1, 1), date(2020, 1, 1))
    assert grid.view == WHOLE


# --- drag and keys ---------------------------------------------------------------------------------------------------


def test_that_a_drag_pulls_the_days_with_the_pointer_and_picks_nothing(qtbot: QtBot, chart: ChartView) -> None:
    chart.show_days(date(2019, 1, 1), date(2021, 1, 1))
    start = QPoint(400, 200)
    held = chart.day_at(start.x())
    with qtbot.assertNotEmitted(chart.picked):
        QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
        for x in range(400, 299, -20):
            QTest.mouseMove(chart, QPoint(x, 200))
        assert chart.cursor().shape() == Qt.CursorShape.ClosedHandCursor
        QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert chart.day_at(300) == pytest.approx(held, abs=1)
    assert chart.cursor().shape() != Qt.CursorShape.ClosedHandCursor


def test_that_a_trembling_hand_still_clicks(qtbot: QtBot, chart: ChartView) -> None:
    place = chart.spots.find("5")
    assert place is not None
    at = chart.spots.boxes[place].center().toPoint()
    chart.zoom(1.0001)
    with qtbot.waitSignal(chart.picked):
        QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseMove(chart, at + QPoint(2, 1))
        QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=at + QPoint(2, 1))


def test_that_nothing_is_pulled_beyond_the_ends(chart: ChartView) -> None:
    chart.show_days(date(2019, 1, 1), date(2021, 1, 1))
    for _ in range(60):
        QTest.keyClick(chart, KEY.Key_Left, CTRL)
    assert seen(chart)[0] == FIRST
    assert (seen(chart)[1] - seen(chart)[0]).days == 731
    for _ in range(60):
        QTest.keyClick(chart, KEY.Key_Right, CTRL)
    assert seen(chart)[1] == LAST


@pytest.mark.parametrize("key", [KEY.Key_0, KEY.Key_Escape])
def test_that_keys_come_closer_and_go_back(chart: ChartView, key: Qt.Key) -> None:
    QTest.keyClick(chart, KEY.Key_Plus)
    closer = seen(chart)
    QTest.keyClick(chart, KEY.Key_Plus)
    QTest.keyClick(chart, KEY.Key_Minus)
    assert FIRST < closer[0] < closer[1] < LAST
    assert seen(chart) == closer
    QTest.keyClick(chart, key)
    assert chart.view == WHOLE


def test_that_a_double_click_shows_all_and_what_is_chosen_stays(chart: ChartView) -> None:
    chart.choose("9")
    chart.zoom(3)
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(200, 60))
    assert chart.view == View(chosen="9")


# --- charts that come and go -----------------------------------------------------------------------------------------


def test_that_a_reading_out_of_sight_is_brought_into_sight_when_it_is_chosen(qtbot: QtBot, chart: ChartView) -> None:
    chart.show_days(date(2024, 1, 1), date(2026, 1, 1))
    with qtbot.waitSignal(chart.moved), qtbot.assertNotEmitted(chart.picked):
        chart.choose("2")
    since, until = seen(chart)
    assert since < DAYS[2] < until
    assert chart.spots.find("2") is not None
    assert chart.view.chosen == "2"


def test_that_the_days_in_sight_stay_when_another_place_is_shown(chart: ChartView) -> None:
    chart.show_days(date(2019, 1, 1), date(2021, 1, 1))
    chart.show_chart(lambda look, size, view: readings(look, size, view), "Level-9")
    assert (chart.view.since, chart.view.until) == (date(2019, 1, 1), date(2021, 1, 1))


def test_that_all_is_shown_where_the_other_place_has_nothing_in_those_days(chart: ChartView) -> None:
    def later(look: Any, size: Any, view: View) -> Any:
        return readings(look, size, view, date(2022, 1, 1))

    chart.show_days(date(2017, 1, 1), date(2018, 1, 1))
    chart.show_chart(later, "Built in 2022")
    assert chart.view == WHOLE
    assert seen(chart) == (date(2022, 1, 1), LAST)


def test_that_the_words_of_a_reading_are_gone_with_its_chart(chart: ChartView) -> None:
    place = chart.spots.find("5")
    assert place is not None
    QTest.mouseMove(chart, chart.spots.boxes[place].center().toPoint())
    assert chart.accessibleDescription() == sentence(5)
    chart.show_chart(cells(2, 2), "Another")
    assert chart.accessibleDescription() == ""
    assert not chart.readout.isVisible()


# --- the laws of it --------------------------------------------------------------------------------------------------


@given(ordinals, lengths, ordinals, lengths, st.floats(0.01, 100), st.floats(0, 1))
def test_that_what_is_in_sight_never_leaves_what_there_is(
    first: float, length: float, whole_first: float, whole_length: float, factor: float, share: float
) -> None:
    whole = Days(whole_first, whole_first + whole_length)
    days = Days(first, first + length).inside(whole)
    for moved in (days.zoomed(factor, days.first + share * days.length, whole), days.panned(length * share, whole)):
        assert moved.first >= whole.first - 1e-6
        assert moved.last <= whole.last + 1e-6
        assert moved.length <= whole.length + 1e-6
        assert moved.length >= min(LEAST_DAYS, whole.length) - 1e-6


@given(ordinals, st.floats(400, 4000), st.floats(1.0, 10), st.floats(0, 1))
def test_that_coming_closer_keeps_the_day_it_is_done_around(
    first: float, length: float, factor: float, share: float
) -> None:
    days = Days(first, first + length)
    around = days.first + share * days.length
    closer = days.zoomed(factor, around, days)
    assert (around - closer.first) / closer.length == pytest.approx(share, abs=1e-6)
