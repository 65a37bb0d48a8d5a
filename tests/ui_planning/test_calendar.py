"""The calendar in the window."""

from __future__ import annotations

from datetime import date

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
    place = month.month.days.index(date(2026, 5, 20))
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=month.box(place).center().toPoint())
    assert month.day == date(2026, 5, 20)
    a_day_tells_what_stands_on_it_also_to_a_screen_reader(calendar)


def a_day_tells_what_stands_on_it_also_to_a_screen_reader(calendar: CalendarView) -> None:
    """In the same window: opening one takes longest."""
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


def test_that_enter_on_a_free_day_plans_a_session_and_on_another_leads_to_what_stands_there(
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
    calendar.month.go(date(2026, 5, 12))
    press(KEY.Key_Return)
    assert focus() is calendar.day
    press(KEY.Key_Return)
    calm(window_of(page))
    assert page.running
    assert page.run.sheet is not None
    assert len(page.run.sheet.tests) == 2
