"""Trends in a real window page: charts chosen, read, pointed at, compared, saved and put into a report."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from firemode_desktop.database import Database
from firemode_desktop.domain.charting import ChartKind
from firemode_desktop.services import trends
from firemode_desktop.services.trends import in_report
from firemode_desktop.ui.trends.locations import KEPT
from firemode_desktop.ui.trends.page import TrendsPage
from firemode_desktop.ui.workspace import Place, Tools


@pytest.fixture
def page(qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID]) -> TrendsPage:
    """The page of the pilot building, with a chart on it."""
    made = TrendsPage(tools)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    made.open(seeded[0])
    qtbot.waitUntil(lambda: made.room.data is not None, timeout=10_000)
    return made


def shown(qtbot: QtBot, page: TrendsPage, kind: ChartKind) -> None:
    """Wait until the answer for that chart is on screen."""
    qtbot.waitUntil(lambda: page.room.asked is not None and page.room.asked.kind is kind, timeout=10_000)


def test_that_a_location_is_listed_with_its_latest_reading_and_drawn(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID]
) -> None:
    page = TrendsPage(tools)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open(seeded[0])
    qtbot.waitUntil(lambda: page.list.current is not None, timeout=10_000)
    (one,) = page.model.rows
    assert (one.where, one.what) == ("Stair-A · Level-8", "Pressure, doors closed")
    assert [column.text(one) for column in page.model.columns if column.name == "latest"] == ["18.2 Pa"]
    qtbot.waitUntil(lambda: page.room.data is not None, timeout=10_000)
    scene = page.room.chart.scene()
    assert scene is not None
    assert len(scene.spots) == 3
    assert page.room.words.text() == page.room.data.words
    assert "No projection: 3 of at least 5 readings." in page.room.words.text()
    page.measure.choose(3)
    assert page.model.rows == ()


def test_that_a_trend_is_saved_as_the_kind_of_file_that_was_named(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = TrendsPage(tools)
    qtbot.addWidget(page)
    page.open(seeded[0])
    qtbot.waitUntil(page.saving.button.isEnabled, timeout=10_000)
    target = tmp_path / "level-8.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.mouseClick(page.saving.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=10_000)
    text = target.read_text(encoding="utf-8-sig")
    assert "Stair-A, Level-8, All Doors Closed" in text
    assert "18.2" in text


def test_that_a_folder_that_cannot_be_written_to_is_named_in_a_notice(
    qtbot: QtBot, tools: Tools, seeded: tuple[UUID, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    tools.notices.said.connect(lambda notice: said.append(notice.text))
    page = TrendsPage(tools)
    qtbot.addWidget(page)
    page.open(seeded[0])
    qtbot.waitUntil(page.saving.button.isEnabled, timeout=10_000)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.csv"), ""))
    qtbot.mouseClick(page.saving.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("cannot be written" in text for text in said), timeout=10_000)


def test_that_every_chart_answers_with_a_picture_or_with_words(qtbot: QtBot, page: TrendsPage) -> None:
    for kind in ChartKind:
        page.kind_list.choose(kind)
        shown(qtbot, page, kind)
        scene = page.room.chart.scene()
        assert page.room.data is not None, kind
        assert page.room.data.title, kind
        assert page.room.data.words, kind
        assert scene is not None or page.room.data.empty, kind
        if scene is not None:
            known = set(page.room.numbers.keys) if page.room.numbers is not None else set()
            assert {spot.key for spot in scene.spots if spot.key} <= known, kind


def test_that_the_chart_is_walked_by_keys_and_leads_to_the_session_of_the_reading(
    qtbot: QtBot, page: TrendsPage, seeded: tuple[UUID, UUID], went: list[tuple[str, Place | None]]
) -> None:
    page.room.chart.setFocus()
    qtbot.keyClick(page.room.chart, Qt.Key.Key_End)
    qtbot.keyClick(page.room.chart, Qt.Key.Key_Return)
    assert page.room.bar.isVisible()
    assert "18.2" in page.room.chosen.text()
    assert page.room.table.isVisible()
    qtbot.mouseClick(page.room.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(went), timeout=10_000)
    ((key, place),) = went
    assert key == "sessions"
    assert place is not None
    assert place.session_id == seeded[1]


def test_that_a_chart_is_found_again_as_it_was_left(
    qtbot: QtBot, page: TrendsPage, tools: Tools, seeded: tuple[UUID, UUID]
) -> None:
    page.kind_list.choose(ChartKind.FLOORS)
    shown(qtbot, page, ChartKind.FLOORS)
    page.panel.measure.choose(2)
    qtbot.waitUntil(lambda: page.asked.measure == "force", timeout=5_000)
    again = TrendsPage(tools)
    qtbot.addWidget(again)
    again.open(seeded[0])
    shown(qtbot, again, ChartKind.FLOORS)
    assert again.asked == page.asked
    assert again.kind_list.current is ChartKind.FLOORS


def test_that_a_chart_is_put_into_the_report_from_the_page(
    qtbot: QtBot, page: TrendsPage, database: Database, seeded: tuple[UUID, UUID]
) -> None:
    qtbot.mouseClick(page.room.report, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.room.reporting.isVisible, timeout=10_000)
    qtbot.waitUntil(page.room.reporting.go.isEnabled, timeout=10_000)
    qtbot.mouseClick(page.room.reporting.go, Qt.MouseButton.LeftButton)
    put = lambda: database.run(lambda session: in_report.charts_of(session, seeded[1]))  # noqa: E731  asked until there
    qtbot.waitUntil(lambda: len(put()) == 1, timeout=10_000)
    assert "Level-8" in put()[0].title


def test_that_the_slopes_are_worked_out_by_the_one_who_looks(
    qtbot: QtBot, page: TrendsPage, database: Database
) -> None:
    qtbot.waitUntil(lambda: database.run(trends.waiting) == 0, timeout=10_000)
    qtbot.waitUntil(lambda: all(one.worked is not None for one in page.model.rows), timeout=10_000)


def test_that_a_decision_stands_where_the_numbers_are_and_back_leaves_it(qtbot: QtBot, page: TrendsPage) -> None:
    room = page.room
    qtbot.mouseClick(room.report, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(room.reporting.isVisible, timeout=10_000)
    assert room.chart.isVisible()
    assert not room.table.isVisible()
    qtbot.mouseClick(room.reporting.back, Qt.MouseButton.LeftButton)
    assert not room.reporting.isVisible()
    assert room.table.isVisible()
    qtbot.mouseClick(room.report, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(room.reporting.isVisible, timeout=10_000)
    page.kind_list.choose(ChartKind.FAULTS)
    assert not room.reporting.isVisible()


def test_that_a_chart_is_led_to_by_its_name_and_a_floor_by_itself(
    qtbot: QtBot, page: TrendsPage, seeded: tuple[UUID, UUID]
) -> None:
    page.show_location(Place(chart="faults"))
    shown(qtbot, page, ChartKind.FAULTS)
    assert page.kind_list.current is ChartKind.FAULTS
    (one,) = page.choices.places
    page.show_location(Place(floor_id=one.floor_id))
    shown(qtbot, page, ChartKind.TIME)
    assert page.asked.places == (one.place_id,)
    assert page.kind_list.current is ChartKind.TIME


def test_that_the_days_in_sight_are_found_again_as_they_were_left(
    qtbot: QtBot, page: TrendsPage, tools: Tools, seeded: tuple[UUID, UUID]
) -> None:
    page.room.chart.zoom(1.5)
    left = page.room.chart.view
    assert left.since is not None
    again = TrendsPage(tools)
    qtbot.addWidget(again)
    again.resize(1200, 760)
    again.show()
    again.open(seeded[0])
    qtbot.waitUntil(lambda: again.room.data is not None, timeout=10_000)
    assert (again.room.chart.view.since, again.room.chart.view.until) == (left.since, left.until)
    page.room.chart.reset()
    kept = page.remembered.find(ChartKind.TIME, seeded[0])
    assert kept is not None
    assert kept.since is None


def test_that_space_keeps_a_place_in_the_chart_and_lets_it_go(qtbot: QtBot, page: TrendsPage) -> None:
    (one,) = page.choices.places
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    assert page.model.text(0, 0).startswith(KEPT)
    middle = page.list.visualRect(page.model.index(0, 0)).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, pos=middle)
    assert page.model.text(0, 0) == one.where


def test_that_what_cannot_be_shown_of_a_place_is_greyed_out_and_says_why(page: TrendsPage) -> None:
    assert not page.panel.control.isEnabled()
    assert page.panel.control.toolTip() == "From 8 readings on."
    assert page.panel.equal.isEnabled()
