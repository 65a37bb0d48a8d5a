"""Everything that was said in this sitting, latest first, with its time; a click copies the details."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Notice, Notices
from firemode_desktop.ui.parts import button, label, row
from firemode_desktop.ui.shell import SidePane
from firemode_desktop.ui.theme import GRID

WIDTH = 340


def line(notice: Notice) -> str:
    """``14:02  Problem: Level-8 …``; what went well needs no word before it."""
    time = f"{notice.at:%H:%M}  " if notice.at else ""
    kind = "" if notice.kind.name == "DONE" else f"{notice.kind.value}: "
    return "\n".join((f"{time}{kind}{notice.text}", *notice.details))


class HistoryPanel(SidePane):
    """A column over the right of the page."""

    def __init__(self, notices: Notices, over: QWidget) -> None:
        super().__init__(over, WIDTH)
        self.setAccessibleName(tr("Everything that was said"))
        self._notices = notices
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Messages, latest first"))
        self.list.itemActivated.connect(self._copy)
        close = button("", self.hide, role="flat", icon="close")
        close.setAccessibleName(tr("Close the list"))
        close.setFixedWidth(34)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(row(label(tr("Said so far"), "heading"), None, close))
        layout.addWidget(label(tr("Enter copies a message with its details."), "small"))
        layout.addWidget(self.list, 1)
        notices.said.connect(self._on_said)
        self.hide()

    def _on_said(self, notice: Notice) -> None:
        text = line(notice)
        item = QListWidgetItem(text)
        width = WIDTH - 5 * GRID
        lines = sum(
            max(1, -(-self.fontMetrics().horizontalAdvance(part) // width)) for part in text.splitlines() or [""]
        )
        item.setSizeHint(QSize(width, lines * self.fontMetrics().lineSpacing() + 12))
        item.setData(0x0100, notice.copy or text)
        self.list.insertItem(0, item)
        while self.list.count() > Notices.KEEP:
            self.list.takeItem(self.list.count() - 1)

    def _copy(self, item: QListWidgetItem) -> None:
        QGuiApplication.clipboard().setText(str(item.data(0x0100)))
