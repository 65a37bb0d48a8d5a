"""A real window on the pilot building, signed in as its supervisor or engineer, offscreen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.services import people, pilot
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.admin.page import AdminPage
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.instruments.page import InstrumentsPage
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window
from tests.conftest import _database, _filled, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
Open = Callable[..., Window]
Rest = Callable[[Window], None]


def _seed(session: Session) -> None:
    """Two people and the pilot building."""
    engineer = people.add_user(session, "engineer", "Engineer One", "engineer", "FPAS-1")
    people.add_user(session, "supervisor", "Supervisor One", "supervisor")
    pilot.seed_pilot(session, engineer, NOW)


@pytest.fixture(scope="session")
def admin_template(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database with the pilot building, filled once; tests copy it."""
    with _filled(server_url, "admin", template_database, _seed) as (name, _):
        yield name


@pytest.fixture
def database_url(server_url: str, admin_template: str) -> Iterator[str]:
    """URL of a fresh copy of that database; what a restore puts aside of it goes as well."""
    with _database(server_url, "test", admin_template) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same database beside the window, to look at what it wrote."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def rest(qtbot: QtBot) -> Rest:
    """Wait until nothing runs beside a window any more."""

    def wait(window: Window) -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not window.background.running, timeout=30_000)
            QApplication.processEvents()

    return wait


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path, rest: Rest) -> Iterator[Open]:
    """Open the window as one of the two people, on one of its pages."""
    opened: list[Application] = []

    def open_as(page: str, user: str = "supervisor", url: str = database_url) -> Window:
        kept = QSettings(str(tmp_path / f"{len(opened)}.ini"), QSettings.Format.IniFormat)
        kept.setValue("scheme", Scheme.LIGHT.value)
        kept.setValue("workspace", page)
        made = Application(qapp, Sitting(Settings(tmp_path, tmp_path / "evidence", url, user)), kept, lambda: NOW)
        opened.append(made)
        made.window.resize(1280, 800)
        made.start()
        qtbot.waitUntil(lambda: made.window.page_shown() is not None, timeout=30_000)
        rest(made.window)
        made.window.activateWindow()
        qtbot.waitActive(made.window)
        return made.window

    yield open_as
    for made in opened:
        made.window.hide()
        made.close()
        made.window.deleteLater()
        made.deleteLater()


@pytest.fixture
def instruments(open_window: Open) -> InstrumentsPage:
    """The instruments, as the supervisor sees them."""
    shown = open_window("instruments").page("instruments")
    assert isinstance(shown, InstrumentsPage)
    return shown


@pytest.fixture
def admin(open_window: Open) -> AdminPage:
    """The administration, as the supervisor sees it."""
    shown = open_window("admin").page("admin")
    assert isinstance(shown, AdminPage)
    return shown


def window_of(page: InstrumentsPage | AdminPage) -> Window:
    """The window a page is in."""
    window = page.window()
    assert isinstance(window, Window)
    return window


def last_said(page: InstrumentsPage | AdminPage) -> str:
    """The last thing the program said."""
    return page.tools.notices.history[-1].text
