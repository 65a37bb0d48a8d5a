"""The chart on screen: what is pointed at, what a key leads to, what a screen reader is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.scene import SceneView
from firemode_desktop.ui.theme import DARK, LIGHT, Scheme, Theme
from tests.ui_trends.drawn import Make, cells, readings, sentence

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "Level-8 loses 3 Pa a year."


def shown(qtbot: QtBot, make: Make = readings) -> ChartView:
    chart = ChartView()
    qtbot.addWidget(chart)
    chart.resize(800, 420)
    chart.show_chart(make, WORDS)
    with qtbot.waitExposed(chart):
        chart.show()
    chart.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    return chart


@pytest.fixture
def chart(qtbot: QtBot) -> ChartView:
    return shown(qtbot)


def middle(chart: ChartView, key: str) -> QPoint:
    place = chart.spots.find(key)
    assert place is not None
    return chart.spots.boxes[place].center().toPoint()


def press(chart: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(chart, key, modifiers)


# --- the pointer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("aside", [QPoint(0, 0), QPoint(9, 0), QPoint(-6, 6)])
def test_that_a_mark_says_its_words_where_the_pointer_is_on_it_or_in_reach(
    qtbot: QtBot, chart: ChartView, aside: QPoint
) -> None:
    with qtbot.waitSignal(chart.pointed) as said:
        QTest.mouseMove(chart, middle(chart, "5") + aside)
    assert said.args == [sentence(5)]
    assert chart.accessibleDescription() == sentence(5)
    assert (chart.readout.isVisible(), chart.readout.words) == (True, sentence(5))


def test_that_nothing_is_said_where_nothing_is(chart: ChartView) -> None:
    QTest.mouseMove(chart, middle(chart, "5"))
    QTest.mouseMove(chart, middle(chart, "5") + QPoint(0, 40))
    assert chart.accessibleDescription() == ""
    assert not chart.readout.isVisible()


def test_that_words_never_cover_their_mark_nor_leave_the_chart(chart: ChartView) -> None:
    for place, box in enumerate(chart.spots.boxes):
        QTest.mouseMove(chart, box.center().toPoint())
        assert chart.readout.words == sentence(place)
        assert chart.rect().contains(chart.readout.geometry())
        assert not chart.readout.geometry().intersects(box.toRect())


@pytest.mark.parametrize(("across", "down"), [(1, 1), (2, 1), (1, 2), (12, 30)])
def test_that_words_stay_in_the_chart_however_large_what_they_speak_of_is(qtbot: QtBot, across: int, down: int) -> None:
    chart = shown(qtbot, cells(across, down))
    for box in chart.spots.boxes:
        QTest.mouseMove(chart, box.center().toPoint())
        assert chart.rect().contains(chart.readout.geometry())
        assert not chart.readout.geometry().contains(box.center().toPoint())


def test_that_the_smallest_of_marks_on_top_of_each_other_speaks(qtbot: QtBot) -> None:
    grid = cells(1, 1)

    def make(look: Any, size_mm: Any, view: Any) -> Any:
        band, marks = grid(look, size_mm, view), readings(look, size_mm, view)
        return replace(marks, spots=(*band.spots, *marks.spots))

    chart = shown(qtbot, make)
    QTest.mouseMove(chart, middle(chart, "5") + QPoint(5, 0))
    assert chart.readout.words == sentence(5)
    QTest.mouseMove(chart, middle(chart, "5") + QPoint(0, 40))
    assert chart.readout.words == "Column 0, row 0"


def test_that_a_ring_is_painted_around_what_is_pointed_at_and_nothing_else_changes(
    qtbot: QtBot, chart: ChartView
) -> None:
    before, at = chart.grab().toImage(), middle(chart, "5")
    QTest.mouseMove(chart, at)
    chart.readout.hide()
    after = chart.grab().toImage()
    changed = QRect()
    for x in range(after.width()):
        for y in range(after.height()):
            if before.pixel(x, y) != after.pixel(x, y):
                changed |= QRect(x, y, 1, 1)
    assert not changed.isEmpty()
    assert QRect(at - QPoint(14, 14), at + QPoint(14, 14)).contains(changed)


def test_that_a_hover_over_four_thousand_marks_draws_none_of_them_again(qtbot: QtBot) -> None:
    chart = shown(qtbot, cells(100, 40))
    QTest.mouseMove(chart, QPoint(3, 3))
    drawn = chart.scene()
    for step in range(1, 100):
        QTest.mouseMove(chart, QPoint(3 + 7 * step, 3 + 4 * step))
        QApplication.processEvents()
        assert chart.scene() is drawn


def test_that_a_click_picks_and_lights_up_what_is_there(qtbot: QtBot, chart: ChartView) -> None:
    with qtbot.waitSignal(chart.picked) as picked:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, "7"))
    assert picked.args == ["7"]
    assert chart.view.chosen == "7"


def test_that_a_click_on_nothing_and_a_right_click_pick_nothing(qtbot: QtBot, chart: ChartView) -> None:
    with qtbot.assertNotEmitted(chart.picked):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, "7") + QPoint(0, 50))
        QTest.mouseClick(chart, Qt.MouseButton.RightButton, pos=middle(chart, "7"))


def test_that_a_click_on_what_has_no_key_says_its_words_and_picks_nothing(qtbot: QtBot) -> None:
    grid = cells(2, 2)

    def nameless(look: Any, size_mm: Any, view: Any) -> Any:
        made = grid(look, size_mm, view)
        return replace(made, spots=tuple(replace(spot, key="") for spot in made.spots))

    chart = shown(qtbot, nameless)
    with qtbot.assertNotEmitted(chart.picked):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert chart.readout.words == "Column 0, row 0"


def test_that_choosing_from_elsewhere_tells_nobody(qtbot: QtBot, chart: ChartView) -> None:
    with qtbot.assertNotEmitted(chart.picked), qtbot.assertNotEmitted(chart.moved):
        chart.choose("7")
    assert chart.view.chosen == "7"
    assert chart.accessibleDescription() == sentence(7)


# --- keys ------------------------------------------------------------------------------------------------------------


def walk(chart: ChartView, *keys: Qt.Key) -> str:
    for key in keys:
        press(chart, key)
    return chart.accessibleDescription()


def test_that_the_arrow_keys_go_from_reading_to_reading(chart: ChartView) -> None:
    assert walk(chart, KEY.Key_Right) == sentence(0)
    assert walk(chart, KEY.Key_Right, KEY.Key_Right) == sentence(2)
    assert walk(chart, KEY.Key_Left) == sentence(1)
    assert walk(chart, KEY.Key_End) == sentence(20)
    assert walk(chart, KEY.Key_Right) == sentence(20)
    assert walk(chart, KEY.Key_PageUp) == sentence(10)
    assert walk(chart, KEY.Key_Home) == sentence(0)
    assert walk(chart, KEY.Key_Left) == sentence(0)


def test_that_left_begins_with_the_latest_reading(chart: ChartView) -> None:
    assert walk(chart, KEY.Key_Left) == sentence(20)


@pytest.mark.parametrize("by_column", [False, True])
def test_that_the_arrow_keys_walk_a_grid_in_rows_and_columns(qtbot: QtBot, by_column: bool) -> None:
    chart = shown(qtbot, cells(4, 5, by_column=by_column))
    chart.choose("1/1")
    assert walk(chart, KEY.Key_Right) == "Column 2, row 1"
    assert walk(chart, KEY.Key_Down, KEY.Key_Down) == "Column 2, row 3"
    assert walk(chart, KEY.Key_Left) == "Column 1, row 3"
    assert walk(chart, KEY.Key_Up) == "Column 1, row 2"
    assert walk(chart, KEY.Key_Up, KEY.Key_Up, KEY.Key_Up) == "Column 1, row 0"
    assert walk(chart, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down) == "Column 1, row 4"


def test_that_enter_picks_where_the_keys_are(qtbot: QtBot, chart: ChartView) -> None:
    walk(chart, KEY.Key_Home, KEY.Key_Right)
    with qtbot.waitSignal(chart.picked) as picked:
        press(chart, KEY.Key_Return)
    assert picked.args == ["1"]


def test_that_where_the_keys_are_is_seen_by_a_ring_in_the_accent(chart: ChartView) -> None:
    walk(chart, KEY.Key_Home, KEY.Key_Right)
    at = middle(chart, "1")
    accent = LIGHT.colour("accent").rgb()
    picture = chart.grab().toImage()
    around = [picture.pixel(at.x() + x, at.y() + y) for x in range(-12, 13) for y in range(-12, 13)]
    assert accent in around


def test_that_the_words_of_the_keys_come_back_after_the_pointer_left(chart: ChartView) -> None:
    walk(chart, KEY.Key_Home)
    QTest.mouseMove(chart, middle(chart, "5"))
    assert chart.accessibleDescription() == sentence(5)
    QTest.mouseMove(chart, middle(chart, "5") + QPoint(0, 50))
    assert chart.accessibleDescription() == sentence(0)


def test_that_the_cursor_stays_with_its_reading_while_the_chart_moves(chart: ChartView) -> None:
    walk(chart, KEY.Key_Home, KEY.Key_PageDown)
    before = chart.cursor_box
    press(chart, KEY.Key_Plus)
    assert chart.accessibleDescription() == sentence(10)
    assert before is not None
    assert chart.cursor_box is not None
    assert chart.cursor_box.center().x() == pytest.approx(before.center().x(), abs=1)


def test_that_keys_of_the_page_are_left_to_it(chart: ChartView) -> None:
    for key, modifiers in ((KEY.Key_1, Qt.KeyboardModifier.AltModifier), (KEY.Key_Escape, CTRL), (KEY.Key_F1, CTRL)):
        asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, modifiers)
        asked.ignore()
        QApplication.sendEvent(chart, asked)
        assert not asked.isAccepted()


def test_that_escape_is_the_pages_while_all_is_in_sight(chart: ChartView) -> None:
    for moved in (False, True):
        asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, KEY.Key_Escape, Qt.KeyboardModifier.NoModifier)
        asked.ignore()
        QApplication.sendEvent(chart, asked)
        assert asked.isAccepted() is moved
        chart.zoom(2)


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_that_a_screen_reader_is_told_what_the_chart_says(chart: ChartView) -> None:
    assert chart.accessibleName() == WORDS
    assert chart.accessibleDescription() == ""


def test_that_without_a_chart_its_words_stand_there_and_no_key_does_anything(qtbot: QtBot, chart: ChartView) -> None:
    chart.show_chart(None, "Reading the readings…")
    with qtbot.assertNotEmitted(chart.picked), qtbot.assertNotEmitted(chart.moved):
        for key in (KEY.Key_Home, KEY.Key_Return, KEY.Key_Plus, KEY.Key_0):
            press(chart, key)
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    colour = LIGHT.colour("quiet").rgb()
    picture = chart.grab().toImage()
    line = [picture.pixel(x, y) for x in range(300, 500) for y in range(200, 220)]
    assert colour in line


def test_that_the_picture_is_made_once_for_a_size_and_a_look(qtbot: QtBot, theme: Theme) -> None:
    made: list[str] = []

    def counted(look: Any, size_mm: Any) -> Any:
        made.append(look.paper)
        return readings(look, size_mm)

    view = SceneView()
    qtbot.addWidget(view)
    view.resize(640, 340)
    view.show_scene(counted, WORDS)
    view.grab()
    view.grab()
    assert len(made) == 1
    theme.choose(Scheme.DARK)
    view.grab()
    view.resize(700, 340)
    view.grab()
    view.grab()
    assert len(made) == 3
    assert made[0] != made[1]


def test_that_hovering_does_not_make_the_chart_anew(qtbot: QtBot) -> None:
    made: list[Any] = []

    def counted(look: Any, size_mm: Any, view: Any) -> Any:
        made.append(view)
        return readings(look, size_mm, view)

    chart = shown(qtbot, counted)
    chart.grab()
    before = len(made)
    for key in ("1", "5", "9"):
        QTest.mouseMove(chart, middle(chart, key))
        chart.grab()
    assert len(made) == before


@pytest.mark.parametrize(("scheme", "palette"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
def test_that_words_stand_out_in_both_looks(theme: Theme, chart: ChartView, scheme: Scheme, palette: Any) -> None:
    theme.choose(scheme)
    QTest.mouseMove(chart, middle(chart, "5"))
    picture = chart.readout.grab().toImage()
    found = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    assert {palette.colour("text").rgb(), palette.colour("surface").rgb()} <= found


# --- menu ------------------------------------------------------------------------------------------------------------


def test_that_the_menu_copies_saves_and_shows_all(qtbot: QtBot, chart: ChartView) -> None:
    done: list[str] = []
    chart.offer(("Copy data", lambda: done.append("data")), ("Save as…", lambda: done.append("save")))
    chart.zoom(2)
    menu = chart.menu()
    named = {action.text(): action for action in menu.actions() if action.text()}
    assert list(named) == ["Copy picture", "Copy data", "Save as…", "Show all"]
    for action in named.values():
        action.trigger()
    assert done == ["data", "save"]
    assert not chart.is_moved
    assert not QGuiApplication.clipboard().image().isNull()


def test_that_the_menu_key_and_a_right_click_open_it(qtbot: QtBot, chart: ChartView) -> None:
    press(chart, KEY.Key_Home)
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        QApplication.sendEvent(chart, QContextMenuEvent(reason, QPoint(5, 5), chart.mapToGlobal(QPoint(5, 5))))
        menu = QApplication.activePopupWidget()
        assert menu is not None
        menu.close()


def test_that_a_chart_without_time_has_nothing_to_show_all_of(qtbot: QtBot) -> None:
    chart = shown(qtbot, cells(2, 2))
    assert [action.text() for action in chart.menu().actions()] == ["Copy picture"]


def test_that_the_chart_and_a_neighbour_share_the_tab_key(qtbot: QtBot) -> None:
    page, chart, other = QWidget(), ChartView(), ChartView()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    for each in (chart, other):
        each.show_chart(readings, WORDS)
        layout.addWidget(each)
    page.show()
    page.activateWindow()
    chart.setFocus()
    qtbot.waitUntil(chart.hasFocus)
    press(chart, KEY.Key_Tab)
    assert other.hasFocus()
    assert chart.spots.at(QPointF(-5, -5)) is None
