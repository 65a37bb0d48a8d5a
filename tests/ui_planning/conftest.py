"""The window of the sessions, as ``tests/ui_testing`` opens it: the pilot building, an annual and a monthly session."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.ui.planning.calendar import CalendarView
from firemode_desktop.ui.planning.expected import ExpectedView
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.window import Window
from tests.ui_testing.conftest import (
    bare_url,
    calm,
    database,
    database_url,
    open_window,
    page,
    run_template,
    window_of,
)

Calm = Callable[[Window], None]
__all__ = ["bare_url", "calm", "database", "database_url", "open_window", "page", "run_template"]


@pytest.fixture
def expected(page: SessionsPage, calm: Calm) -> ExpectedView:
    """The expected tests, the cursor on the annual ones."""
    page.generate()
    calm(window_of(page))
    return page.front.expected


@pytest.fixture
def scheduled(database: Database) -> None:
    """Annual tests are due on 11 May 2026, 14 days early, 7 days late; the monthly session is planned for the 12th."""

    def write(session: Session) -> None:
        session.execute(text("UPDATE buildings SET test_anchor_date = '2025-05-11'"))
        session.execute(
            text(
                "INSERT INTO frequency_settings (building_id, frequency, early_days, late_days, source) "
                "SELECT id, 'annual', 14, 7, 'Contract, 4.2' FROM buildings"
            )
        )
        session.execute(text("UPDATE test_sessions SET scheduled_for = '2026-05-12' WHERE frequency = 'monthly'"))

    database.run(write)


@pytest.fixture
def calendar(scheduled: None, page: SessionsPage, calm: Calm) -> CalendarView:
    """The calendar, the cursor on today, 4 May 2026."""
    page.show_calendar()
    calm(window_of(page))
    return page.front.calendar
