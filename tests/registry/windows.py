"""A person's window on a building: the page of registers with all it needs, on a database of its own."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.models import User
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.commands import Commands
from firemode_desktop.ui.notices import Kind, Notice, Notices
from firemode_desktop.ui.registry.page import RegistersPage
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Person, Place, Tools
from tests.registry.buildings import build
from tests.registry.typing_ import CTRL, KEY, press, type_

NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


class Window:
    """The page of ``username``; ``went`` are the places outside of it that links led to."""

    def __init__(
        self, qtbot: QtBot, url: str, folder: Path, username: str = "engineer", building: UUID | None = None
    ) -> None:
        self.qtbot, self.database = qtbot, Database(url)
        self.said: list[Notice] = []
        self.went: list[tuple[str, Place]] = []
        person = Person(self.database.run(lambda session: _add(session, username)), username, "", "engineer")
        self.building: UUID = building or self.database.run(build)
        self.background = Background(self.database.run)
        self.database.changed = self.background.wrote
        notices, group = Notices(lambda: NOW), UndoGroup()
        notices.said.connect(self.said.append)
        self.background.failed.connect(notices.show_error)
        kept = QSettings(str(folder / f"{username}.ini"), QSettings.Format.IniFormat)
        commands = Commands()
        self.page = RegistersPage(
            Tools(self.background, notices, commands, group, kept, person, lambda: NOW, self._go, folder)
        )
        undo = group.createUndoAction(self.page)
        undo.setShortcut("Ctrl+Z")
        self.page.addAction(undo)
        group.setActiveStack(self.page.stack)
        qtbot.addWidget(self.page)
        self.page.resize(1112, 720)
        self.page.show()
        self.use()
        self.page.open(self.building)
        self.rest()

    def _go(self, key: str, place: Place) -> None:
        self.went.append((key, place))

    def close(self) -> None:
        self.background.close()
        self.database.close()

    def rest(self) -> None:
        """Wait until nothing runs beside the window, and what that led to neither."""
        for _ in range(2):
            self.qtbot.waitUntil(lambda: not self.background.running, timeout=10_000)
            QApplication.processEvents()

    def use(self) -> None:
        """The person sits down at this window."""
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QApplication.processEvents()

    def show(self, register: str, row: int = 0, column: int | str = 0) -> None:
        """Go to a cell."""
        self.page.show_register(register)
        pane = self.page.panes[register]
        pane.grid.show_cell(row, column if isinstance(column, int) else pane.register.columns[column])
        pane.grid.setFocus()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is pane.grid)

    def type(self, register: str, row: str, column: str, words: str) -> None:
        """Type into a cell of the row of that name."""
        self.use()
        self.page.show_register(register)
        sheet = self.page.panes[register].sheet
        titles = [self.page.desk.draft.title(register, one) for at in range(sheet.rows) if (one := sheet.row(at))]
        self.show(register, titles.index(row), column)
        if words:
            type_(words)
            press(KEY.Key_Return)

    def save(self) -> None:
        self.use()
        press(KEY.Key_S, CTRL)
        self.rest()

    def reload(self) -> None:
        self.page.load()
        self.rest()

    def key(self, register: str, row: int = 0) -> UUID:
        return self.page.desk.draft[register].rows[row].key

    def problems(self) -> list[str]:
        """The errors that were shown."""
        return [notice.text for notice in self.said if notice.kind is Kind.PROBLEM]


def _add(session: Session, username: str) -> UUID:
    user = User(username=username, full_name=username.title(), role="engineer")
    session.add(user)
    session.flush()
    return user.id
