"""The history of the record on screen, in words, over the right of the page (Ctrl+Shift+J; decision 38)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.telling import Told, record
from firemode_desktop.services import histories
from firemode_desktop.services.histories import History
from firemode_desktop.ui.background import Background
from firemode_desktop.ui.parts import button, label, row
from firemode_desktop.ui.shell import SidePane
from firemode_desktop.ui.theme import GRID

WIDTH = 520
INNER = WIDTH - 7 * GRID
_ROLE = Qt.ItemDataRole.UserRole.value
_WRAP = Qt.TextFlag.TextWordWrap.value


class PastPane(SidePane):
    """Closed until a record is named; a page of the log at a time, found by text, copied by Ctrl+C."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, WIDTH)
        self.setAccessibleName("History in words")
        self._background: Background | None = None
        self._of: tuple[str, UUID] | None = None
        self._after: int | None = None
        self._back: QWidget | None = None
        self.heading, self.note = label("", "heading"), label("", "small", wrap=True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter by any word")
        self.filter.setAccessibleName("Filter the history")
        self.filter.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName("Changes, the latest first")
        self.list.itemActivated.connect(self._open)
        self.more = button("Earlier changes", self._ask)
        close = button("", self.close_, role="flat", icon="close")
        close.setAccessibleName("Close the history")
        close.setFixedWidth(34)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(row(self.heading, None, close))
        layout.addWidget(self.filter)
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.more)
        self.hide()

    def tell(self, background: Background, table: str, key: UUID, back: QWidget | None) -> None:
        """Tell of a record; ``back`` has the focus again afterwards."""
        self._background, self._of, self._after, self._back = background, (table, key), None, back
        self.heading.setText(f"History of the {record(table).one}")
        self.list.clear()
        self.filter.clear()
        self.show()
        self.list.setFocus()
        self._ask()

    def _ask(self) -> None:
        if self._background is None or self._of is None:
            return
        self.note.setText("Looking …")
        self.more.hide()
        job = partial(_history, *self._of, self._after)
        self._background.ask(self, job, partial(self._show, self._of), self._failed, about="past")

    def _show(self, of: tuple[str, UUID], found: History) -> None:
        if of != self._of:
            return
        for line in found.lines:
            self.list.addItem(self._item(line))
        self._after = found.after
        self.more.setVisible(found.after is not None)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._filter(self.filter.text())

    def _failed(self, error: FiremodeError) -> None:
        self.note.setText(error.message)

    def _item(self, line: Told, inner: bool = False) -> QListWidgetItem:
        about = "".join(f"\n{words}" for words in (line.way, f"“{line.reason}”" if line.reason else "") if words)
        text = f"{'    ' if inner else ''}{line.what}{about}"
        fold = "\nEnter shows each" if line.each else ""
        item = QListWidgetItem(text if inner else f"{line.when} · {line.who}\n{text}{fold}")
        box = self.list.fontMetrics().boundingRect(QRect(0, 0, INNER, 10_000), _WRAP, item.text())
        item.setSizeHint(QSize(INNER, box.height() + 14))
        item.setData(_ROLE, line)
        return item

    def _open(self, item: QListWidgetItem) -> None:
        """Show each record of a line that tells of many."""
        line: Told = item.data(_ROLE)
        if not line.each or item.data(_ROLE + 1):
            return
        item.setData(_ROLE + 1, True)
        place = self.list.row(item) + 1
        for offset, each in enumerate(line.each):
            self.list.insertItem(place + offset, self._item(each, inner=True))
        self._filter(self.filter.text())

    def _filter(self, text: str) -> None:
        shown = 0
        for place in range(self.list.count()):
            item = self.list.item(place)
            line: Told = item.data(_ROLE)
            words = " ".join((line.when, line.sentence, *(each.sentence for each in line.each)))
            item.setHidden(text.casefold() not in words.casefold())
            shown += not item.isHidden()
        if self.list.count() == 0:
            self.note.setText("Nothing has been changed since changes are logged.")
        else:
            self.note.setText("" if shown else "No change has these words.")
        self.note.setVisible(bool(self.note.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.list.currentItem()
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        elif event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            line: Told = item.data(_ROLE)
            QGuiApplication.clipboard().setText(f"{line.when}  {line.sentence}")
        else:
            super().keyPressEvent(event)

    def close_(self) -> None:
        """Back to the page."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()


def _history(table: str, key: UUID, after: int | None, session: Any) -> History:
    if table == "buildings":
        return histories.of_building(session, key, after=after)
    return histories.of_record(session, table, key, after=after)
