"""The calendar in the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from firemode_desktop.ui.planning.calendar import CalendarView
from firemode_desktop.ui.testing.front import SESSIONS
from firemode_desktop.ui.testing.page import SessionsPage
from tests.ui_planning.conftest import Calm
from tests.ui_testing.conftest import window_of
from tests.ui_testing.keys import KEY, focus, press


def test_that_the_keys_go_by_days_weeks_and_months_and_home_is_today(calendar: CalendarView) -> None:
    month = calendar.month
    assert focus() is month
    for key, day in (
        (KEY.Key_Right, date(2026, 5, 5)),
        (KEY.Key_Down, date(2026, 5, 12)),
        (KEY.Key_Left, date(2026, 5, 11)),
        (KEY.Key_Up, date(2026, 5, 4)),
        (KEY.Key_Up, date(2026, 4, 27)),
        (KEY.Key_PageDown, date(2026, 5, 27)),
        (KEY.Key_PageUp, date(2026, 4, 27)),
        (KEY.Key_Home, date(2026, 5, 4)),
    ):
        press(key)
        assert month.day == day
    assert calendar.title.text() == "May 2026"


def test_that_a_day_tells_what_stands_on_it_also_to_a_screen_reader(calendar: CalendarView) -> None:
    calendar.month.go(date(2026, 5, 11))
    assert [one.text for one in calendar.month.entries(date(2026, 5, 11))][:2] == [
        "Annual tests due",
        "Monthly tests due",
    ]
    assert calendar.month.accessibleDescription().startswith("11 May 2026: Annual tests due, Monthly tests due")
    for day, shaded in ((26, False), (27, True)):
        calendar.month.go(date(2026, 4, day))
        assert bool(calendar.window_note.text()) is shaded
    assert calendar.window_note.text() == "Annual tests: on time from 27 Apr 2026 to 18 May 2026."


def test_that_enter_on_a_free_day_plans_a_session_of_that_day_and_frequency(
    page: SessionsPage, calendar: CalendarView, calm: Calm
) -> None:
    calendar.month.go(date(2026, 5, 14))
    press(KEY.Key_Return)
    calm(window_of(page))
    panel = page.sessions.fresh
    assert page.front.tabs.index == SESSIONS
    assert (panel.day.text(), panel.frequency.currentData()) == ("14 May 2026", "annual")
    panel.submit()
    calm(window_of(page))
    page.show_calendar()
    calm(window_of(page))
    assert [one.text for one in calendar.month.entries(date(2026, 5, 14))] == ["Annual session 2026-05-14"]


def test_that_enter_leads_into_the_day_and_from_there_to_its_session(
    page: SessionsPage, calendar: CalendarView, calm: Calm
) -> None:
    calendar.month.go(date(2026, 5, 12))
    press(KEY.Key_Return)
    assert focus() is calendar.day
    press(KEY.Key_Return)
    calm(window_of(page))
    assert page.running
    assert page.run.sheet is not None
    assert len(page.run.sheet.tests) == 2


def test_that_a_click_chooses_the_day_under_it(calendar: CalendarView) -> None:
    place = calendar.month.month.days.index(date(2026, 5, 20))
    at = calendar.month.box(place).center().toPoint()
    QTest.mouseClick(calendar.month, Qt.MouseButton.LeftButton, pos=at)
    assert calendar.month.day == date(2026, 5, 20)


def test_that_the_file_tells_visits_and_windows_too(
    page: SessionsPage, calendar: CalendarView, calm: Calm, tmp_path: Path
) -> None:
    calendar.write(tmp_path / "due.ics")
    calm(window_of(page))
    content = (tmp_path / "due.ics").read_bytes().replace(b"\r\n ", b"").decode()
    assert "CATEGORIES:Visit" in content
    assert "On time from 27 Apr 2026 to 18 May 2026." in content
