"""Registers as files on the page of registers: commands, buttons, and a file dragged onto the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.services.people import BUILDERS
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import button, column
from firemode_desktop.ui.registry.checking import export
from firemode_desktop.ui.registry.importing import RegisterImport
from firemode_desktop.ui.theme import GRID

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

FOLDER = "folders/export"


class RegisterFiles(QObject):
    """Adds itself to the page; the panel stands in the place of the grid while a file is looked at."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(page)
        self.page, self.desk, self.tools = page, page.desk, page.tools
        self._panel: RegisterImport | None = None
        self.import_button = button(tr("Import…"), self.start_import, icon="import")
        self.import_button.setToolTip(tr("Import a workbook of registers, or a COBie one (Ctrl+I)"))
        self.export_button = button(tr("Export…"), self.ask_export, icon="export")
        self.export_button.setToolTip(tr("Export all registers as a workbook (Ctrl+E)"))
        self.buttons = QWidget()
        both = column(self.import_button, self.export_button, gap=GRID - 2)
        both.setContentsMargins(GRID, 0, GRID, GRID)
        self.buttons.setLayout(both)
        add = partial(self.tools.commands.add, page, menu=tr("Registers"))
        add(
            tr("Import registers…"),
            self.start_import,
            shortcut="Ctrl+I",
            words=tr("workbook xlsx csv cobie excel"),
            who=BUILDERS,
        )
        add(tr("Export registers…"), self.ask_export, shortcut="Ctrl+E", words=tr("workbook xlsx excel download"))
        page.setAcceptDrops(True)
        page.installEventFilter(self)

    # The panel.

    @property
    def panel(self) -> RegisterImport:
        """The panel, made when it is first wanted."""
        if self._panel is None:
            self._panel = RegisterImport(self.tools, self.desk)
            self._panel.moved.connect(self.follow)
            self._panel.left.connect(self._leave)
            self._panel.row_wanted.connect(self.page.show_row)
            self.page.pages.addWidget(self._panel)
        return self._panel

    @property
    def shown(self) -> bool:
        """Whether the panel stands in the place of the grid."""
        return self._panel is not None and self.page.pages.currentWidget() is self._panel

    def start_import(self) -> None:
        """Show the panel; a preview that was left stands there still."""
        if self.page.building_id is None or not self.desk.draft.sheets:
            return
        self.page.pages.setCurrentWidget(self.panel)
        self.panel.begin(self.page.building_id)

    def import_file(self, file: Path) -> None:
        """Show the panel and check this file."""
        self.start_import()
        if self.shown:
            self.panel.read(file)

    def follow(self) -> None:
        """While the panel is shown the head of the page belongs to it, and the room of the list as well."""
        listed = self.page.list.parentWidget()
        if listed is not None:
            listed.setVisible(not self.shown)
        if self.shown:
            self.page.stairwork.button.hide()
            self.page.heading.setText(self.panel.title)
            self.page.note.setText(self.panel.note)
            self.page.filter.hide()
            self.page.add.hide()

    def _leave(self) -> None:
        self.page.show_register(self.page.current)

    # Out.

    def ask_export(self) -> None:
        """Ask where the workbook goes, and write it."""
        if not self.desk.draft.sheets:
            return
        folder = Path(str(self.tools.settings.value(FOLDER) or Path.home()))
        name, _ = QFileDialog.getSaveFileName(
            self.page, tr("Export registers"), str(folder / "registers.xlsx"), tr("Workbook (*.xlsx)")
        )
        if name:
            self.tools.settings.setValue(FOLDER, str(Path(name).parent))
            self.write(Path(name))

    def write(self, target: Path) -> None:
        """Write the registers as they are on screen."""
        draft, waiting = self.desk.draft, self.desk.changes().rows
        also = tr(", with {rows} not saved yet", rows=many(waiting, tr("row"), tr("rows"))) if waiting else ""
        self.tools.background.work(
            self.page,
            lambda work: export(work, draft, target),
            lambda file: self.tools.notices.say(tr("The registers are in {file}{also}.", file=file.name, also=also)),
            text=tr("Writing {target}", target=target.name),
        )

    # A file dragged onto the page.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and (file := _dropped(event)) is not None:
            event.acceptProposedAction()
            if event.type() == QEvent.Type.Drop:
                self.import_file(file)
            return True
        return super().eventFilter(watched, event)


def _dropped(event: QDropEvent) -> Path | None:
    """The one local file that is dragged here."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
