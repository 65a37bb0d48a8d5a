"""The buttons for how much of the past is shown, in step with wheel and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.charts.scene import WHOLE
from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.trends.ranges import NAMES, RangeBar
from tests.ui_trends.drawn import DAYS, cells, readings

ALL = len(NAMES) - 1


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[RangeBar]:
    page, chart = QWidget(), ChartView()
    qtbot.addWidget(page)
    made = RangeBar(chart)
    layout = QVBoxLayout(page)
    layout.addWidget(made)
    layout.addWidget(chart)
    page.resize(900, 480)
    page.show()
    chart.show_chart(readings, "Level-8")
    yield made
    page.hide()


@pytest.mark.parametrize(("index", "years"), [(0, 1), (1, 3), (2, 5), (3, 10)])
def test_that_a_button_shows_so_many_years_up_to_the_last_reading(bar: RangeBar, index: int, years: int) -> None:
    bar.choose(index)
    view = bar.chart.view
    assert view.since is not None
    assert view.until is not None
    assert (view.until - view.since).days == pytest.approx(years * 365.25, abs=2)
    assert view.until >= DAYS[-1]
    assert bar.buttons.index == index


def test_that_the_days_in_sight_stand_in_words(bar: RangeBar) -> None:
    assert bar.days.text() == "1 Jan 2016 to 1 Nov 2026"
    bar.chart.show_days(date(2021, 3, 14), date(2024, 11, 9))
    assert bar.days.text() == "14 Mar 2021 to 9 Nov 2024"


def test_that_days_reached_by_the_wheel_are_none_of_the_buttons(bar: RangeBar) -> None:
    bar.choose(1)
    bar.chart.zoom(1.3)
    assert bar.buttons.index == -1
    assert bar.buttons.accessibleDescription() == ""
    bar.chart.reset()
    assert bar.buttons.index == ALL


def test_that_a_button_that_was_left_leads_back(qtbot: QtBot, bar: RangeBar) -> None:
    bar.choose(1)
    wanted = bar.chart.view
    bar.chart.pan(-0.4)
    assert bar.buttons.index == -1
    QTest.mouseClick(bar.buttons, Qt.MouseButton.LeftButton, pos=QPoint(100, 13))
    assert bar.buttons.index == 1
    assert bar.chart.view == wanted


def test_that_the_arrow_keys_go_from_range_to_range(bar: RangeBar) -> None:
    bar.choose(1)
    QTest.keyClick(bar.buttons, Qt.Key.Key_Right)
    assert bar.buttons.index == 2
    assert bar.chart.view.since is not None
    assert (DAYS[-1] - bar.chart.view.since).days == pytest.approx(5 * 365.25 * 0.98, abs=2)


def test_that_every_range_has_a_command_with_a_key(bar: RangeBar) -> None:
    commands = bar.commands()
    assert [key for _, _, key, _ in commands] == ["Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5"]
    for index, (name, run, _, _) in enumerate(commands):
        run()
        assert bar.buttons.index == index
        assert NAMES[index].lower() in name


def test_that_a_range_longer_than_the_readings_shows_all_and_stays_chosen(bar: RangeBar) -> None:
    def young(look: Any, size: Any, view: Any) -> Any:
        return readings(look, size, view, date(2024, 1, 1))

    bar.chart.show_chart(young, "New")
    bar.choose(2)
    assert (bar.chart.view, bar.buttons.index) == (WHOLE, 2)


def test_that_the_range_holds_for_the_next_place(bar: RangeBar) -> None:
    bar.choose(1)

    def older(look: Any, size: Any, view: Any) -> Any:
        scene = readings(look, size, view)
        return replace(scene, spots=tuple(spot for spot in scene.spots if int(spot.key) <= 16))

    bar.chart.show_chart(older, "Level-9")
    view = bar.chart.view
    assert bar.buttons.index == 1
    assert view.since is not None
    assert view.until is not None
    assert view.since < DAYS[-5] < view.until < DAYS[-4]


def test_that_there_are_no_ranges_where_there_is_no_time(bar: RangeBar) -> None:
    bar.chart.show_chart(cells(3, 3), "Floors")
    assert bar.isHidden()
    bar.chart.show_chart(readings, "Level-8")
    assert not bar.isHidden()
