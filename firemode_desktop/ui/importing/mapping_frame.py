"""The widgets of the map step and where they stand; what they do is in ``mapping``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.importing.mapping_grid import SheetGrid
from firemode_desktop.ui.importing.mapping_head import FileWide, SheetBar
from firemode_desktop.ui.importing.mapping_list import RoleList
from firemode_desktop.ui.importing.mapping_sources import SourcesPanel
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, label, link, primary, row
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID

BESIDE_WIDTH = 300
HINT = tr(
    "Enter, F4 or a letter: what the column holds. Delete: not read. Menu key: what this cell says. "
    "F8: what is still to be told."
)


class MapFrame(QWidget):
    """Above: what is still to be told; the sheet with its strip and what is told beside it; below: what it comes to."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What the columns of the file are"))
        self.grid = SheetGrid()
        self.sources = SourcesPanel(self.grid)
        self.bar, self.whole = SheetBar(), FileWide()
        self.list = RoleList(self)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(tr("Sheets of the file"))
        whole = column(self._head(), self._known(), self._both(), self._foot(), gap=GRID)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _head(self) -> QWidget:
        self.told = label("", "strong", wrap=True)
        self.mark = StatusMark(Standing.NEAR)
        self.load_button = button(tr("Load a mapping…"), role="flat")
        self.save_button = button(tr("Save this mapping…"), role="flat")
        self.again_button = button(tr("Start again"), role="flat")
        self.again_button.setToolTip(tr("Start again from what was proposed"))
        made = QWidget()
        line = row(self.mark, self.told, self.whole, self.load_button, self.save_button, self.again_button)
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def _known(self) -> QWidget:
        """Headings that were read before, and forgetting that."""
        self.known = label("", "quiet", wrap=True)
        self.forget_button = link(tr("Forget this"))
        self.remembered = QWidget()
        line = row(self.known, self.forget_button, None)
        self.remembered.setLayout(line)
        self.remembered.hide()
        return self.remembered

    def _both(self) -> QWidget:
        self.hint = label(HINT, "small", wrap=True)
        self.hint.setContentsMargins(GRID + 4, 0, GRID + 4, 0)
        self.rest = QWidget()
        self.rest_words, self.rest_button = label("", "small"), link(tr("Take them (Ctrl+D)"))
        offer = row(self.rest_words, self.rest_button, None)
        offer.setContentsMargins(GRID + 4, 0, GRID + 4, 0)
        self.rest.setLayout(offer)
        self.rest.hide()
        self.unread = label(tr("This sheet is not read."), "quiet")
        self.unread.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = Card(self.tabs, self.bar, self.grid, self.rest, self.hint, margin=0)
        left.body.setContentsMargins(1, 1, 1, 6)
        left.body.setSpacing(4)
        left.body.setStretch(2, 1)
        self.others = label("", "near", wrap=True)
        right = Card(label(tr("For every row of this sheet"), "strong"), self.sources, self.unread, self.others)
        right.body.setContentsMargins(2 * GRID, GRID + 4, GRID, GRID + 4)
        right.body.setStretch(1, 1)
        right.body.setStretch(2, 1)
        right.setFixedWidth(BESIDE_WIDTH)
        made = QWidget()
        line = row(left, right, gap=GRID + 4)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made

    def _foot(self) -> QWidget:
        self.comes_to = label("", "quiet", wrap=True)
        self.back_button = button(tr("Back"))
        self.check_button = primary(tr("Check"))
        self.check_button.setToolTip(tr("Check every row as the columns are told (Ctrl+Return)"))
        made = QWidget()
        line = row(self.comes_to, self.back_button, self.check_button)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made
