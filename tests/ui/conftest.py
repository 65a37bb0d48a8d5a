"""A real window on a real database, offscreen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, create_engine

from firemode_desktop.database import Database
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.overview.page import OverviewPage
from firemode_desktop.ui.theme import Scheme, Theme
from firemode_desktop.ui.window import Window
from tests.conftest import _database, _filled, _url_of
from tests.ui import building


def now() -> datetime:
    """The moment at which the tests of the window happen."""
    return building.NOW


@pytest.fixture(autouse=True)
def _nobodys_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the keyring of the person who runs it."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Our looks, light."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    """What is remembered, in a file of this test."""
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def nowhere() -> Iterator[Background]:
    """A background whose jobs are handed None instead of a session."""
    made = Background(lambda job: job(None))
    yield made
    made.close()


@pytest.fixture(scope="session")
def tested_template(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database with the tested pilot building, filled once; tests of the window copy it."""
    with _filled(server_url, "tested", template_database, building.tested_building) as (name, _):
        yield name


@pytest.fixture(scope="session")
def tested_engine(server_url: str, tested_template: str) -> Iterator[Engine]:
    """A copy of the tested building for tests that roll their work back."""
    with _database(server_url, "read", tested_template) as name:
        engine = create_engine(_url_of(server_url, name))
        yield engine
        engine.dispose()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, server_url: str, template_database: str) -> Iterator[str]:
    """URL of a fresh database: with the tested building for tests that ask for ``window``, else empty."""
    tested = "window" in request.fixturenames
    template = request.getfixturevalue("tested_template") if tested else template_database
    with _database(server_url, "test", template) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def tested_url(server_url: str, tested_template: str) -> Iterator[str]:
    """URL of another fresh database, with the tested building."""
    with _database(server_url, "other", tested_template) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A fresh database at head."""
    made = Database(database_url)
    yield made
    made.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A sitting at that database, as the one supervisor there is."""
    return Settings(data_dir=tmp_path, evidence_dir=tmp_path / "evidence", database_url=database_url, user=None)


@pytest.fixture
def application(qtbot: QtBot, qapp: QApplication, kept: QSettings, settings: Settings) -> Iterator[Application]:
    """The whole program, not yet started."""
    kept.setValue("scheme", Scheme.LIGHT.value)
    made = Application(qapp, Sitting(settings), kept, now)
    made.window.resize(1280, 800)
    yield made
    made.window.hide()
    made.close()
    made.window.deleteLater()
    made.deleteLater()


@pytest.fixture
def calm(qtbot: QtBot) -> Callable[[Window], None]:
    """Wait until nothing runs beside a window any more."""

    def wait(window: Window) -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not window.background.running, timeout=20_000)
            QApplication.processEvents()

    return wait


@pytest.fixture
def window(qtbot: QtBot, application: Application, calm: Callable[[Window], None]) -> Window:
    """The window on the pilot building with three years of tests, overview shown."""
    application.start()
    shown = application.window
    qtbot.waitUntil(lambda: shown.page_shown() is not None, timeout=20_000)
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow, timeout=5_000)
    calm(shown)
    return shown


@pytest.fixture
def overview(window: Window) -> OverviewPage:
    """The overview of that window, its answer shown."""
    page = window.page("overview")
    assert isinstance(page, OverviewPage)
    return page
