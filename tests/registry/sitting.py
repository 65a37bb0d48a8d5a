"""The page of registers as the window shows it, for tests that sit at it with the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.notices import Notice, Notices
from firemode_desktop.ui.registry.page import RegistersPage
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Person, Tools
from tests.registry.buildings import engineer
from tests.registry.typing_ import CTRL, KEY, press

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


@dataclass
class Sitting:
    """A window's page with what it needs; ``other`` is a second window on the same database."""

    page: RegistersPage
    building: UUID
    database: Database
    other: Database
    background: Background
    notices: Notices
    qtbot: QtBot
    said: list[Notice] = field(default_factory=list)

    def rest(self) -> None:
        """Wait until nothing runs beside the window."""
        self.qtbot.waitUntil(lambda: not self.background.running, timeout=10_000)
        QApplication.processEvents()

    def show(self, register: str, row: int = 0, column: str | int = 0) -> None:
        """Go to a cell."""
        self.page.show_register(register)
        pane = self.page.panes[register]
        place = column if isinstance(column, int) else pane.register.columns[column]
        pane.grid.show_cell(row, place)

    def text(self, register: str, row: int, column: str) -> str:
        pane = self.page._pane(register)
        return pane.sheet.text(row, pane.register.columns[column])

    def save(self) -> None:
        press(KEY.Key_S, CTRL)
        self.rest()

    def last(self) -> str:
        return self.said[-1].text


@contextmanager
def opened(
    qtbot: QtBot, database_url: str, folder: Path, build_: Callable[[Session], UUID]
) -> Iterator[tuple[Sitting, UndoGroup]]:
    """The page of registers on a building, as the window shows it."""
    database, other = Database(database_url), Database(database_url)
    by, building = database.run(engineer), database.run(build_)
    background = Background(database.run)
    database.changed = background.wrote
    notices, group = Notices(lambda: NOW), UndoGroup()
    kept = QSettings(str(folder / "kept.ini"), QSettings.Format.IniFormat)
    person = Person(by, "engineer", "Engineer", "engineer")
    tools = Tools(background, notices, Commands(), group, kept, person, lambda: NOW, lambda key, place: None, folder)
    page = RegistersPage(tools)
    undo = group.createUndoAction(page)
    undo.setShortcut("Ctrl+Z")
    page.addAction(undo)
    group.setActiveStack(page.stack)
    made = Sitting(page, building, database, other, background, notices, qtbot)
    notices.said.connect(made.said.append)
    background.failed.connect(notices.show_error)
    qtbot.addWidget(page)
    page.resize(1112, 720)
    page.show()
    page.activateWindow()
    qtbot.waitActive(page)
    page.open(building)
    made.rest()
    yield made, group
    background.close()
    database.close()
    other.close()
