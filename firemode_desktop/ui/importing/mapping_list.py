"""The list below a column's strip: type to find, arrows to move, Enter to choose, Esc to leave it as it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from firemode_desktop.ui.importing.mapping_words import ReadAs
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.palette import matches
from firemode_desktop.ui.parts import column
from firemode_desktop.ui.theme import GRID

WIDTH, ROWS, ROW = 360, 12, 26
_STEPS = {
    Qt.Key.Key_Down.value: 1,
    Qt.Key.Key_Up.value: -1,
    Qt.Key.Key_PageDown.value: ROWS,
    Qt.Key.Key_PageUp.value: -ROWS,
}


class RoleList(QFrame):
    """``chosen(read_as)`` when the person has decided; ``left`` when the list goes in any way."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._offered: Sequence[ReadAs] = ()
        self.found: list[ReadAs] = []
        self.setProperty("role", "popup")
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Type to find"))
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self.setLayout(column(self.field, self.list, margin=GRID, gap=GRID // 2))
        self.hide()

    def drop(self, box: QRect, name: str, offered: Sequence[ReadAs], now: ReadAs, text: str = "") -> None:
        """Open below ``box`` (coordinates of the parent); ``now`` is chosen as long as nothing is typed."""
        self._offered, self._now = offered, now
        self.field.setAccessibleName(name)
        self.list.setAccessibleName(name)
        self.field.setText(text)
        self._find(text)
        over = self._over
        height = min(ROWS * ROW + 64, over.height() - box.bottom() - GRID)
        left = max(0, min(box.left(), over.width() - WIDTH - GRID))
        self.setGeometry(QRect(QPoint(left, box.bottom() + 1), QPoint(left + WIDTH, box.bottom() + height)))
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _find(self, text: str) -> None:
        self.found = [one for one in self._offered if matches(text.replace(",", " "), one.listed, one.words)]
        self.list.clear()
        for one in self.found:
            self.list.addItem(QListWidgetItem(one.listed))
        self.list.setCurrentRow(self.found.index(self._now) if not text and self._now in self.found else 0)
        self._describe()

    def _describe(self) -> None:
        item = self.list.currentItem()
        self.field.setAccessibleDescription(item.text() if item else tr("Nothing is called that here."))

    def _choose(self) -> None:
        row = self.list.currentRow()
        chosen = self.found[row] if 0 <= row < len(self.found) else None
        self.close_list()
        if chosen is not None:
            self.chosen.emit(chosen)

    def close_list(self) -> None:
        """Go away; nothing is chosen."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event.key())
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape.value:
            self.close_list()
        elif key in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value, Qt.Key.Key_Tab.value):
            self._choose()
        elif key in _STEPS and self.found:
            self.list.setCurrentRow(max(0, min(len(self.found) - 1, self.list.currentRow() + _STEPS[key])))
            self._describe()
        else:
            return False
        return True
