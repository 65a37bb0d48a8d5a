"""A real window on the pilot building with a session to run, offscreen; nothing runs a statement on its own thread."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.database import Database
from firemode_desktop.services import generating, people, pilot, testing
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.testing.page import SessionsPage
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window
from tests.conftest import _database, _filled, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
DAY = NOW.date()
Open = Callable[..., Window]


def _seed(session: Session) -> None:
    """Two people, the pilot building, and an annual and a monthly session of its tests."""
    engineer = people.add_user(session, "engineer", "Engineer One", "engineer")
    people.add_user(session, "supervisor", "Supervisor One", "supervisor")
    building_id = pilot.seed_pilot(session, engineer, NOW)
    for frequency in ("annual", "monthly"):
        generating.generate(session, building_id, frequency, today=DAY, at=NOW)
        testing.create_session(session, building_id, frequency, scheduled_for=DAY, by=engineer)


@pytest.fixture(scope="session")
def run_template(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database with the pilot building and its sessions, filled once; tests copy it."""
    with _filled(server_url, "run", template_database, _seed) as (name, _):
        yield name


@pytest.fixture
def database_url(server_url: str, run_template: str) -> Iterator[str]:
    """URL of a fresh copy of that database."""
    with _database(server_url, "test", run_template) as name:
        yield _url_of(server_url, name)


def _registers(session: Session) -> UUID:
    return pilot.seed_pilot(session, people.add_user(session, "engineer", "One", "engineer"), NOW)


@pytest.fixture
def bare_url(server_url: str, template_database: str) -> Iterator[str]:
    """URL of a fresh database with the registers of the pilot building, and nothing generated."""
    with _filled(server_url, "bare", template_database, _registers) as (name, _):
        yield _url_of(server_url, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same database beside the window, to look at what it wrote."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def asked_on_gui_thread() -> Iterator[list[str]]:
    """Statements that ran on the thread of the window; there must be none."""
    gui, found = threading.get_ident(), []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if threading.get_ident() == gui and " DATABASE " not in statement:
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield found
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def calm(qtbot: QtBot) -> Callable[[Window], None]:
    """Wait until nothing runs beside a window any more, nor is about to."""

    def wait(window: Window) -> None:
        page = window.pages.get("sessions")
        soon = [page.run._soon] if isinstance(page, SessionsPage) and page.running else []
        for _ in range(3):
            qtbot.waitUntil(
                lambda: not window.background.running and not any(timer.isActive() for timer in soon), timeout=20_000
            )
            QApplication.processEvents()

    return wait


@pytest.fixture
def open_window(
    qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path, calm: Callable[[Window], None]
) -> Iterator[Open]:
    """Open the window as one of the two people, on one of its pages."""
    opened: list[Application] = []

    def open_as(user: str = "engineer", page: str = "sessions", url: str = database_url) -> Window:
        kept = QSettings(str(tmp_path / f"{len(opened)}.ini"), QSettings.Format.IniFormat)
        kept.setValue("scheme", Scheme.LIGHT.value)
        kept.setValue("workspace", page)
        chosen = Settings(tmp_path, tmp_path / "evidence", url, user)
        made = Application(qapp, Sitting(chosen), kept, lambda: NOW)
        opened.append(made)
        made.window.resize(1280, 800)
        made.start()
        qtbot.waitUntil(lambda: made.window.page_shown() is not None, timeout=20_000)
        calm(made.window)
        with qtbot.waitActive(made.window):
            made.window.activateWindow()
        return made.window

    yield open_as
    defects = [notice for made in opened for notice in made.notices.history if notice.kind is Kind.DEFECT]
    for made in opened:
        made.window.hide()
        made.close()
        made.window.deleteLater()
        made.deleteLater()
    assert not defects, defects[0].copy


@pytest.fixture
def page(open_window: Open) -> SessionsPage:
    """The sessions, as the engineer sees them."""
    shown = open_window().page("sessions")
    assert isinstance(shown, SessionsPage)
    return shown


@pytest.fixture
def annual(page: SessionsPage, calm: Callable[[Window], None]) -> SessionsPage:
    """The same with the annual session opened."""
    open_named(page, "Annual")
    calm(window_of(page))
    return page


def window_of(page: SessionsPage) -> Window:
    """The window a page is in."""
    window = page.window()
    assert isinstance(window, Window)
    return window


def open_named(page: SessionsPage, begins: str) -> None:
    """Open the session whose name begins so."""
    one = next(each for each in page.sessions.model.rows if each.name.startswith(begins))
    page.open_session(one.session_id)


def session_named(session: Session, begins: str) -> UUID:
    """The id of that session."""
    found = session.scalar(select(models.TestSession.id).where(models.TestSession.session_name.startswith(begins)))
    assert found is not None
    return found


def user_named(session: Session, username: str) -> UUID:
    """The id of that person."""
    found = session.scalar(select(models.User.id).where(models.User.username == username))
    assert found is not None
    return found


def instrument_named(session: Session, serial: str) -> UUID:
    """The id of the instrument with that serial number."""
    found = session.scalar(select(models.Instrument.id).where(models.Instrument.serial_number == serial))
    assert found is not None
    return found
