"""The panels that leave a reading out and put a chart into a report, by keyboard, on a real database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.charts.scene import View
from firemode_desktop.database import Database
from firemode_desktop.domain.charting import Asked, ChartKind
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.services.trends import exclusions, in_report
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.trends.excluding import ExcludingPanel
from firemode_desktop.ui.trends.reporting import ReportingPanel
from firemode_desktop.ui.workspace import Tools
from tests.services.conftest import NOW
from tests.trends.visited import Visited, visited, visited_template

__all__ = ["visited", "visited_template"]


@dataclass(frozen=True)
class Room:
    """The tools of a window, and what stands in its database."""

    tools: Tools
    database: Database
    building_id: UUID
    stray: UUID
    stair_id: UUID


@pytest.fixture
def room(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    qapp: QApplication,
    visited: Visited,
    tmp_path: Path,
) -> Iterator[Room]:
    user = getattr(request, "param", "supervisor")
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    kept.setValue("scheme", Scheme.LIGHT.value)
    kept.setValue("workspace", "instruments")
    sitting = Sitting(Settings(tmp_path, tmp_path / "evidence", visited.url, user))
    made = Application(qapp, sitting, kept, lambda: NOW)
    made.start()
    qtbot.waitUntil(lambda: made.window.page_shown() is not None, timeout=20_000)
    database = Database(visited.url)
    yield Room(made.window.page("instruments").tools, database, visited.building_id, visited.stray, visited.stair_id)
    qtbot.waitUntil(lambda: not made.window.background.running, timeout=20_000)
    defects = [notice for notice in made.notices.history if notice.kind is Kind.DEFECT]
    made.window.hide()
    made.close()
    made.window.deleteLater()
    made.deleteLater()
    database.close()
    assert not defects, defects[0].copy


def shown(qtbot: QtBot, panel: QWidget) -> None:
    """In a window of its own, with the keyboard."""
    qtbot.addWidget(panel)
    panel.resize(620, 560)
    qtbot.waitUntil(panel.isVisible, timeout=20_000)
    with qtbot.waitActive(panel):
        panel.activateWindow()


def test_that_one_sees_both_trends_and_leaves_a_reading_out_by_keyboard(qtbot: QtBot, room: Room) -> None:
    panel = ExcludingPanel(room.tools)
    panel.open(room.stray)
    shown(qtbot, panel)
    assert panel.note.text().endswith("78 Pa on 3 May 2026 with SN-12345.")
    assert panel.now.sentence.text().startswith("No projection")
    assert panel.then.sentence.text().startswith("The limit of 20 Pa is expected to be met")
    assert "6 readings" in panel.then.accessibleName()
    qtbot.keyClicks(QApplication.focusWidget(), "odd")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "too short for a reason" in panel.problem.text()
    panel.reason.clear()
    qtbot.keyClicks(QApplication.focusWidget(), "The tube was blocked")
    with qtbot.waitSignal(panel.decided, timeout=20_000) as told:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.args == ["The reading of 78 Pa on 3 May 2026 with SN-12345 is left out of its trend."]
    assert not panel.isVisible()
    (made,) = room.database.run(lambda session: exclusions.decisions_on(session, room.stray))
    assert (made.excluded, made.reason, made.by) == (True, "The tube was blocked", "Supervisor One")
    panel.open(room.stray)
    qtbot.waitUntil(panel.isVisible, timeout=20_000)
    assert panel.go.text() == "Take it back in"
    assert panel.history.text().startswith("Before: left out by Supervisor One on ")
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


@pytest.mark.parametrize("room", ["engineer"], indirect=True)
def test_that_an_engineer_sees_what_would_follow_and_decides_nothing(qtbot: QtBot, room: Room) -> None:
    panel = ExcludingPanel(room.tools)
    panel.open(room.stray)
    shown(qtbot, panel)
    assert "Only a supervisor decides this" in panel.problem.text()
    panel.reason.setText("The tube was blocked")
    qtbot.keyClick(panel.reason, Qt.Key.Key_Return)
    assert not panel.go.isEnabled()
    assert room.database.run(lambda session: exclusions.decisions_on(session, room.stray)) == ()


def test_that_a_chart_is_put_into_the_latest_report_and_taken_out_by_keyboard(qtbot: QtBot, room: Room) -> None:
    asked = Asked(ChartKind.PROFILE, room.building_id, room.stair_id)
    panel = ReportingPanel(room.tools)
    panel.open(room.building_id, asked, View(), "Pressure over height")
    shown(qtbot, panel)
    assert panel.session.count() == 7
    assert panel.session.currentText().endswith("2026-05-03 (approved)")
    qtbot.keyClicks(QApplication.focusWidget(), "Stair-A in May")
    with qtbot.waitSignal(panel.done, timeout=20_000) as told:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told.args[0].startswith("“Stair-A in May” stands in the report of Six-monthly session")
    target = panel.target
    assert target is not None
    panel.open(room.building_id, asked, View(), "Stair-A in May")
    qtbot.waitUntil(lambda: panel.there.count() == 1, timeout=20_000)
    assert panel.there.item(0).text().startswith("Stair-A in May  ·  Supervisor One, ")
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "in this report already" in panel.problem.text(), timeout=20_000)
    panel.there.setFocus()
    panel.there.setCurrentRow(0)
    qtbot.keyClick(panel.there, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: panel.there.count() == 0, timeout=20_000)
    assert room.database.run(lambda session: in_report.charts_of(session, target.session_id)) == ()


@pytest.mark.parametrize("room", ["engineer"], indirect=True)
def test_that_an_engineer_is_told_before_typing_who_changes_an_approved_report(qtbot: QtBot, room: Room) -> None:
    panel = ReportingPanel(room.tools)
    panel.open(room.building_id, Asked(ChartKind.PROFILE, room.building_id, room.stair_id), View(), "Stair-A")
    shown(qtbot, panel)
    assert panel.problem.text() == "The report is approved: a supervisor puts charts in and takes them out."
    assert not panel.go.isEnabled()


@pytest.mark.parametrize(
    ("status", "role", "may"),
    [
        (SessionStatus.APPROVED, "supervisor", True),
        (SessionStatus.APPROVED, "engineer", False),
        (SessionStatus.SUBMITTED, "engineer", True),
        (SessionStatus.SUBMITTED, "viewer", False),
    ],
)
def test_that_who_may_change_a_report_follows_from_how_it_stands(status: SessionStatus, role: str, may: bool) -> None:
    target = in_report.Target(uuid4(), "Annual", status, None, 0)
    assert (target.refusal(role) is None) is may
