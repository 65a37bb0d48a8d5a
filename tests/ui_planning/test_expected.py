"""The expected tests in the window: what would change is shown, and exactly that is written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.domain.words import Frequency
from firemode_desktop.models import TestInstanceTemplate
from firemode_desktop.ui.planning.calendar import CalendarView
from firemode_desktop.ui.planning.expected import EMPTY, ExpectedView
from firemode_desktop.ui.planning.tests_of import CHANGES, TESTS
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_planning.conftest import Calm
from tests.ui_testing.conftest import Open, window_of
from tests.ui_testing.keys import KEY, focus, press, type_


def templates(session: Session) -> dict[str, int]:
    """How many templates are in force, by frequency."""
    table = TestInstanceTemplate
    query = select(table.frequency, func.count()).where(table.retired_at.is_(None)).group_by(table.frequency)
    return {row[0]: row[1] for row in session.execute(query)}


def cells(view: ExpectedView, frequency: Frequency) -> dict[str, str]:
    place = view.model.at(frequency)
    assert place is not None
    return {column.name: view.model.text(place, number) for number, column in enumerate(view.model.columns)}


def window(view: ExpectedView) -> Window:
    found = view.window()
    assert isinstance(found, Window)
    return found


def test_that_each_frequency_shows_its_count_what_is_missing_and_its_arithmetic(expected: ExpectedView) -> None:
    assert cells(expected, Frequency.ANNUAL) == {
        "frequency": "Annual", "tests": "178", "state": "up to date", "due": "never carried out",
    }  # fmt: skip
    assert cells(expected, Frequency.SIX_MONTHLY)["state"] == "74 to add"
    assert cells(expected, Frequency.FIVE_YEARLY)["state"] == "nothing tested"
    assert expected.arithmetic.total.text() == "178 tests"
    assert expected.tests.which.index == TESTS
    assert expected.tests.templates.rowCount() == 178
    assert not expected.tests.go.isEnabled()
    the_keyboard_leads_from_a_frequency_to_its_changes_and_filters_them(expected)


def the_keyboard_leads_from_a_frequency_to_its_changes_and_filters_them(expected: ExpectedView) -> None:
    """In the same window: opening one takes longest."""
    assert focus() is expected.list
    press(KEY.Key_Up)
    assert expected.tests.title.text() == "Six-monthly"
    assert expected.tests.which.index == CHANGES
    press(KEY.Key_Return)
    assert focus() is expected.tests.changes
    assert expected.tests.lines.text(0, 1) == "PRESSURE_STAIR-A_GF_ALL-CLOSED"
    expected.tests.filter.setFocus()
    type_("force stair-b")
    assert expected.tests.lines.rowCount() == 15
    expected.tests.fates.choose(3)
    assert expected.tests.lines.rowCount() == 0


def test_that_the_button_writes_what_is_shown_of_one_frequency_or_of_all(
    expected: ExpectedView, database: Database, calm: Calm
) -> None:
    expected.list.choose(Frequency.SIX_MONTHLY)
    QTest.mouseClick(expected.tests.go, Qt.MouseButton.LeftButton)
    calm(window(expected))
    assert database.run(templates) == {"annual": 178, "monthly": 2, "six_monthly": 74}
    assert cells(expected, Frequency.SIX_MONTHLY)["state"] == "up to date"
    assert expected.tests.which.index == TESTS
    assert expected.tests.templates.rowCount() == 74
    QTest.mouseClick(expected.all, Qt.MouseButton.LeftButton)
    calm(window(expected))
    assert database.run(templates) == {"annual": 178, "monthly": 2, "six_monthly": 74, "commissioning": 158}
    assert not expected.all.isEnabled()


def test_that_nothing_is_written_when_the_registers_changed_since_and_the_new_difference_is_shown(
    expected: ExpectedView, database: Database, calm: Calm
) -> None:
    """Written beside the window: it hears of its own transactions only."""
    gone = "UPDATE doors SET decommissioned_on = '2026-05-01' WHERE door_identifier = 'D-Level-8-Stair-A'"
    assert database.run(lambda session: session.execute(text(gone)).rowcount) == 1
    QTest.mouseClick(expected.all, Qt.MouseButton.LeftButton)
    calm(window(expected))
    assert database.run(templates) == {"annual": 178, "monthly": 2}
    assert "changed since these tests were shown" in window(expected).notices.history[-1].text
    assert cells(expected, Frequency.ANNUAL)["state"] == "2 to retire"
    assert cells(expected, Frequency.SIX_MONTHLY)["state"] == "73 to add"
    QTest.mouseClick(expected.all, Qt.MouseButton.LeftButton)
    calm(window(expected))
    assert database.run(templates)["annual"] == 176


def test_that_a_building_without_registers_is_led_to_them(open_window: Open, database: Database, calm: Calm) -> None:
    away = "UPDATE stairs SET decommissioned_on = '2026-05-01'"
    database.run(
        lambda session: (
            session.execute(text("UPDATE test_instance_templates SET retired_at = now()")),
            session.execute(text(away)),
        )
    )
    page = open_window().page("sessions")
    assert isinstance(page, SessionsPage)
    page.generate()
    calm(window_of(page))
    assert page.front.expected.stack.currentIndex() == EMPTY


def test_that_due_days_are_told_with_their_window_and_its_source(
    page: SessionsPage, calendar: CalendarView, calm: Calm, tmp_path: Path
) -> None:
    """In the window and in the file for other calendars."""
    calendar.write(tmp_path / "due.ics")
    page.generate()
    calm(window_of(page))
    content = (tmp_path / "due.ics").read_bytes().replace(b"\r\n ", b"").decode()
    assert "CATEGORIES:Visit" in content
    assert "On time from 27 Apr 2026 to 18 May 2026." in content
    view = page.front.expected
    assert cells(view, Frequency.ANNUAL)["due"] == "11 May 2026"
    assert view.when.text().splitlines() == [
        "Due on 11 May 2026: may be done now, never carried out.",
        "On time from 27 Apr 2026 to 18 May 2026: 14 days early, 7 days late (Contract, 4.2).",
        "Not carried out yet. Counted from 11 May 2025, the building's day.",
    ]
