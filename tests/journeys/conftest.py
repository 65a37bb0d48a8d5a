"""Windows on databases as the five journeys find them: empty, with a house, with an approved visit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.level_line import read_levels
from firemode_desktop.domain.levels import Levels
from firemode_desktop.domain.stair_rule import StairRule
from firemode_desktop.services import generating, people, stairs, testing
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.notices import Kind
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window
from tests.conftest import _database, _filled, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
NAME = "Supervisor One"
Open = Callable[[str], Window]


def house(session: Session) -> tuple[UUID, UUID]:
    """A stair of three floors, two instruments without certificates, and the one person who works there."""
    by = people.add_user(session, "supervisor", NAME, "supervisor")
    building = models.Building(name="Harbour House", state="NSW")
    session.add(building)
    session.flush()
    rule = StairRule("Stair-A", read_levels("G+2, 3.5 m, zones of 4", Levels()))
    stairs.add_stairs(session, building.id, rule, by, False)
    for serial, kind in (("SN-1", "manometer"), ("FG-1", "force_gauge")):
        session.add(models.Instrument(serial_number=serial, instrument_type=kind))
    session.flush()
    return building.id, by


def visited_house(session: Session) -> None:
    """The same house with an approved six-monthly visit in which nothing could be tested."""
    building_id, by = house(session)
    generating.generate(session, building_id, "six_monthly", today=NOW.date(), at=NOW)
    visit = testing.create_session(session, building_id, "six_monthly", scheduled_for=NOW.date(), by=by)
    left_out = [
        testing.Result(test.identifier, status="skipped", notes="The fan was away.", measured_at=NOW)
        for test in testing.show(session, visit).tests
    ]
    testing.record(session, visit, left_out, by=by, at=NOW)
    testing.submit(session, visit, by=by)
    testing.approve(session, visit, by=by)


@pytest.fixture(scope="session")
def house_template(server_url: str, template_database: str) -> Iterator[str]:
    with _filled(server_url, "house", template_database, house) as (name, _):
        yield name


@pytest.fixture(scope="session")
def visited_template(server_url: str, template_database: str) -> Iterator[str]:
    with _filled(server_url, "visit", template_database, visited_house) as (name, _):
        yield name


@pytest.fixture
def open_on(qtbot: QtBot, qapp: QApplication, server_url: str, tmp_path: Path) -> Iterator[Open]:
    """Open the window on a copy of a template; a window that called something a defect fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
        made: list[tuple[Application, object]] = []

        def open_(template: str) -> Window:
            held = _database(server_url, "journey", template)
            settings = Settings(tmp_path, tmp_path / "evidence", _url_of(server_url, held.__enter__()), None)
            kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
            kept.setValue("scheme", Scheme.LIGHT.value)
            application = Application(qapp, Sitting(settings), kept, lambda: NOW)
            made.append((application, held))
            window = application.window
            window.resize(1280, 800)
            application.start()
            qtbot.waitUntil(lambda: application.page.step == "choices" or window.page_shown() is not None)
            with qtbot.waitActive(window):
                window.activateWindow()
            qtbot.waitUntil(lambda: not window.background.running, timeout=20_000)
            return window

        yield open_
        defects = [
            notice for each, _ in made for notice in each.notices.history if notice.kind in (Kind.DEFECT, Kind.PROBLEM)
        ]
        for application, held in made:
            application.window.hide()
            application.close()
            application.window.deleteLater()
            application.deleteLater()
            held.__exit__(None, None, None)  # type: ignore[attr-defined]
        assert not defects, defects[0].text


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """What is answered to the system's dialogs for files, which are not ours."""

    def answer(path: Path) -> None:
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_args, **_kwargs: (str(path), "")))

    return answer
