"""The site sheet as it will be printed: of one scenario, its zone, its stair or the building; saved as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from firemode_desktop.services import site_sheets
from firemode_desktop.services.site_sheets import Scope
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import many, tr
from firemode_desktop.ui.parts import Card, Segments, button, label, primary, row
from firemode_desktop.ui.reporting.preview import Preview, page_sizes
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

SCOPES = tuple(Scope)
UNSAVED = tr("Changes that are not saved are not on it.")
LONGEST_NAME = 24
Paper = tuple[bytes, list[tuple[float, float]], int]


class SheetView(Card):
    """``begin()`` shows the sheet of the chosen scenario; ``closed`` after *Back* or Esc."""

    closed = Signal()

    def __init__(self, studio: Studio, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.studio, self.tools = studio, tools
        self._shown: UUID | None = None
        self._content = b""
        self._asked = 0
        self.title = label(tr("Site sheet"), "heading")
        self.scope = Segments(
            [tr("This scenario"), tr("Its zone"), tr("Its stair"), tr("The building")], tr("What is printed")
        )
        self.scope.chosen.connect(lambda _index: self._make())
        self.note = label("", "quiet")
        self.save = primary(tr("Save PDF…"), self.save_as)
        self.open_ = button(tr("Open to print"), self.open_outside)
        self.preview = Preview(tools.background)
        self.preview.setAccessibleName(tr("Preview of the site sheet"))
        back = button(tr("Back"), self.closed.emit)
        self.body.addLayout(row(self.title, GRID, self.scope, GRID, self.note, None, back, self.open_, self.save))
        self.body.addWidget(self.preview)
        self.body.setStretch(1, 1)
        self.setAccessibleName(tr("Site sheet"))
        self._ready(False)

    def begin(self) -> None:
        """The chosen scenario as it is on record; in words where it is not on record yet."""
        kept = self.studio.on_record
        self._shown = kept.key if kept is not None else None
        one = self.studio.scenario
        if one is not None:
            self.scope.set_names([tr("This scenario"), _short(one.zone), _short(one.stair), tr("The building")])
        self._make()
        self.scope.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- made off the GUI thread ---------------------------------------------------------------------------------

    def _make(self) -> None:
        self._ready(False)
        self._asked += 1
        if self._shown is None:
            self.preview.show_pdf(b"", [])
            self.note.setText(tr("Save the scenario first: its sheet is made from what is on record."))
            return
        self.note.setText(tr("writing the sheet …"))
        self.tools.background.work(
            self,
            partial(_write, self._shown, SCOPES[self.scope.index]),
            partial(self._show_paper, self._asked),
            partial(self._failed, self._asked),
            text=tr("Writing the site sheet"),
        )

    def _show_paper(self, asked: int, paper: Paper) -> None:
        if asked != self._asked:
            return
        self._content, sizes, count = paper
        self.preview.show_pdf(self._content, sizes)
        pages = many(len(sizes), "page", "pages")
        said = pages if count == 1 else tr("{count} scenarios on {pages}", count=count, pages=pages)
        self.note.setText(f"{said}. {UNSAVED}" if self.studio.unsaved else said)
        self._ready(True)

    def _failed(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self.note.setText("")
            self.tools.notices.show_error(error)

    def _ready(self, ready: bool) -> None:
        self.save.setEnabled(ready)
        self.open_.setEnabled(ready)

    # --- where it goes -------------------------------------------------------------------------------------------

    @property
    def file_name(self) -> str:
        """``Site sheet – Stair-A – Zone-3.pdf``, without signs that a file name may not have."""
        one, scope = self.studio.scenario, SCOPES[self.scope.index]
        places = [] if one is None else {
            Scope.ONE: [one.stair, one.zone, one.name],
            Scope.ZONE: [one.stair, one.zone],
            Scope.STAIR: [one.stair],
            Scope.BUILDING: [tr("whole building")],
        }[scope]  # fmt: skip
        name = " – ".join([tr("Site sheet"), *places])
        return "".join(sign if sign not in '<>:"/\\|?*' else "-" for sign in name)[:120].rstrip(" .") + ".pdf"

    def save_as(self) -> None:
        """Ask where, and write the file."""
        if not self.save.isEnabled():
            return
        folder = str(self.tools.settings.value("scenarios/folder") or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("Save as"), str(Path(folder) / self.file_name), tr("Document (*.pdf)")
        )
        if chosen:
            path = Path(chosen)
            self.tools.settings.setValue("scenarios/folder", str(path.parent))
            self._write_file(path, lambda _path: self.tools.notices.say(tr("Saved {path}.", path=path.name)))

    def open_outside(self) -> None:
        """Write it to a folder of its own and open it with the program that this computer opens documents with."""
        if self.open_.isEnabled():
            from tempfile import mkdtemp

            self._write_file(Path(mkdtemp(prefix="firemode-sheet-")) / self.file_name, self._open)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tools.notices.warn(
                tr("No program opens documents here. The sheet was written to {path}.", path=path), about="sheet"
            )

    def _write_file(self, path: Path, then: Callable[[Path], object]) -> None:
        content = self._content
        self.tools.background.work(
            self,
            lambda _work: write_whole(path, content),
            then,
            self.tools.notices.show_error,
            text=tr("Writing {path}", path=path.name),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _write(scenario_id: UUID, scope: Scope, work: Work) -> Paper:
    """Read in one transaction, draw outside it; can be cancelled between pages."""
    from firemode_desktop.reports.sheet.document import render

    found = work.run(partial(_sheets, scenario_id, scope))

    def tell(done: int, of: int, text: str = "") -> None:
        work.check()
        work.tell(done, of, text)

    content = render(found, tell)
    return content, page_sizes(content), len(found)


def _sheets(scenario_id: UUID, scope: Scope, session: Any) -> Any:
    return site_sheets.sheets_around(session, scenario_id, scope)
