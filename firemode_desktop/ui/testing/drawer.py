"""A list of sentences above the tests: what keeps a session from being submitted, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.theme import GRID, ROW

MOST_ROWS = 7


@dataclass(frozen=True)
class Line:
    """One sentence; ``key`` names the test it is about, blank where there is none."""

    text: str
    key: str = ""
    where: str = ""


class Drawer(Card):
    """Hidden while there is nothing to say. ``wanted(key)`` when a line is chosen; Esc closes."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=GRID + 2, parent=parent)
        self.heading = label("", "strong", wrap=True)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self.shut = button("", self.close_, role="flat", icon="close")
        self.shut.setAccessibleName("Close")
        head = row(6, self.heading, self.shut)
        head.setStretch(1, 1)
        self.body.addLayout(column(head, self.list, gap=4))
        self.hide()

    def show_lines(self, heading: str, lines: Sequence[Line]) -> None:
        """Say these; the keyboard goes to the first."""
        self.heading.setText(heading)
        self.list.setAccessibleName(heading)
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.where}   {line.text}" if line.where else line.text)
            item.setData(Qt.ItemDataRole.UserRole, line.key)
            item.setToolTip(line.text)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        self.list.setFixedHeight(min(len(lines), MOST_ROWS) * ROW + 2)
        self.show()
        if lines:
            self.list.setCurrentRow(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_(self) -> None:
        """Go away."""
        self.hide()

    def _on_item(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        if key:
            self.wanted.emit(str(key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)
