"""The commands that print the section, save it as a drawing and copy it as a picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.output import Picture, as_image, as_svg, print_section, printer_for
from firemode_desktop.ui.workspace import Tools

FOLDER = "overview/folder"
Command = tuple[str, Callable[[], None], str | None, str]
"""Name, what it does, shortcut, synonyms."""


class PuttingOut:
    """Asks where to, and says what became of it. ``picture`` tells what is shown now, None where there is nothing."""

    def __init__(self, tools: Tools, page: QWidget, picture: Callable[[], Picture | None]) -> None:
        self._tools, self._page, self._picture = tools, page, picture

    def commands(self) -> tuple[Command, ...]:
        """For the menus and the palette."""
        return (
            (tr("Print section…"), self.print_, "Ctrl+P", tr("paper pdf printer")),
            (tr("Save section as SVG…"), self.save, None, tr("export drawing vector file")),
            (tr("Copy section as picture"), self.copy, "Ctrl+Shift+C", tr("clipboard png image")),
        )

    def print_(self) -> None:
        """Ask for printer and paper, then print."""
        picture = self._picture()
        if picture is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printer_for(picture)
        dialog = QPrintDialog(printer, self._page)
        dialog.setWindowTitle(tr("Print section"))
        if dialog.exec():
            try:
                print_section(printer, picture)
            except FiremodeError as error:
                self._tools.notices.show_error(error)
        dialog.deleteLater()

    def save(self) -> None:
        """Ask for a file, then write it."""
        picture = self._picture()
        if picture is None:
            return
        folder = Path(str(self._tools.settings.value(FOLDER, str(Path.home()))))
        name = "".join(letter if letter.isalnum() or letter in " -_" else "_" for letter in picture.section.name)
        proposed = folder / tr("{name} section.svg", name=name)
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, tr("Save section as SVG"), str(proposed), tr("Drawing (*.svg)")
        )
        if chosen:
            self.save_to(Path(chosen) if Path(chosen).suffix else Path(f"{chosen}.svg"), picture)

    def save_to(self, path: Path, picture: Picture) -> None:
        """Write the drawing to ``path``."""
        self._tools.settings.setValue(FOLDER, str(path.parent))
        try:
            write_whole(path, as_svg(picture))
        except FiremodeError as error:
            self._tools.notices.show_error(error)
            return
        self._tools.notices.say(tr("Saved {path}.", path=path.name))

    def copy(self) -> None:
        """The sheet as a picture on the clipboard."""
        if (picture := self._picture()) is not None:
            QGuiApplication.clipboard().setImage(as_image(picture))
            self._tools.notices.say(tr("The section is on the clipboard as a picture."))
