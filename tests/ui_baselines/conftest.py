"""The page of baselines in a real window's surroundings, on a real database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from firemode_desktop.ui.undo import UndoGroup

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.models import Building, User
from firemode_desktop.services import people, pilot
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.baselines.page import BaselinesPage
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.notices import Notice, Notices
from firemode_desktop.ui.workspace import Person, Tools
from tests.conftest import _database, _url_of

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
TABLES = ("baseline_pressure_differentials", "baseline_air_velocities", "baseline_door_forces", "import_batches")


@dataclass
class Sitting:
    """The page on the pilot building with what it needs."""

    page: BaselinesPage
    building: UUID
    database: Database
    background: Background
    qtbot: QtBot
    tools: Tools
    said: list[Notice] = field(default_factory=list)

    def rest(self) -> None:
        """Wait until nothing runs beside the window."""
        for _ in range(3):
            self.qtbot.waitUntil(lambda: not self.background.running, timeout=20_000)
            QApplication.processEvents()

    def read(self, file: Path) -> None:
        """Drop a file on the page and wait until it is checked."""
        self.page.import_file(file)
        self.rest()

    def ask(self, statement: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.database.run(lambda session: session.execute(text(statement)).all())]

    def counts(self) -> tuple[int, ...]:
        """Baselines in force of each kind, and imports."""
        in_force = " WHERE withdrawn_at IS NULL AND superseded_date IS NULL"
        return tuple(
            self.ask(f"SELECT count(*) FROM {table}{in_force if table != 'import_batches' else ''}")[0][0]
            for table in TABLES
        )


def _seed(session: Session) -> None:
    """Somebody who records, and the pilot building."""
    pilot.seed_pilot(session, people.add_user(session, "engineer", "Engineer One", "engineer"), NOW)


@pytest.fixture(scope="session")
def piloted_template(server_url: str, template_database: str) -> Iterator[str]:
    """Name of a database with the pilot building, filled once; tests copy it."""
    with _database(server_url, "piloted", template_database) as name:
        made = Database(_url_of(server_url, name))
        made.run(_seed)
        made.close()
        yield name


@pytest.fixture
def database_url(server_url: str, piloted_template: str) -> Iterator[str]:
    """URL of a fresh copy of that database."""
    with _database(server_url, "test", piloted_template) as name:
        yield _url_of(server_url, name)


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, database_url: str, tmp_path: Path) -> Iterator[Sitting]:
    database = Database(database_url)
    by = database.run(lambda session: session.scalars(select(User.id).where(User.username == "engineer")).one())
    building = database.run(lambda session: session.scalars(select(Building.id)).one())
    background = Background(database.run)
    database.changed = background.wrote
    notices = Notices(lambda: NOW)
    kept = QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)
    person = Person(by, "engineer", "Engineer One", "engineer")
    tools = Tools(
        background, notices, Commands(), UndoGroup(), kept, person, lambda: NOW, lambda key, place: None, tmp_path
    )
    page = BaselinesPage(tools)
    qtbot.addWidget(page)
    page.resize(1112, 740)
    made = Sitting(page, building, database, background, qtbot, tools)
    notices.said.connect(made.said.append)
    background.failed.connect(notices.show_error)
    page.show()
    qtbot.waitExposed(page)
    page.open(building)
    made.rest()
    yield made
    page.hide()
    background.close()
    database.close()
