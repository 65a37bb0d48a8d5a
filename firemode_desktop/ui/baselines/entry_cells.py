"""How a cell that is typed in looks, and the editor in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPolygonF
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.domain.baseline_draft import Typed, look
from firemode_desktop.domain.baselines import DECIMALS
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.completeness import BaselineCell, shown
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.baselines.matrix import Cells, Index
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing.edits import ENTER
from firemode_desktop.ui.theme import Colours, colours

if TYPE_CHECKING:
    from firemode_desktop.ui.baselines.entry_grid import EntryGrid

TAB, BACKTAB, ESCAPE = Qt.Key.Key_Tab.value, Qt.Key.Key_Backtab.value, Qt.Key.Key_Escape.value
ARROWS = {Qt.Key.Key_Up.value: (-1, 0), Qt.Key.Key_Down.value: (1, 0)}
CORNER = 6


class CellEdit(QLineEdit):
    """The editor in a cell. ``typing(text)`` at every key."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def mark(self, wrong: str) -> None:
        """Show that what stands here cannot be saved."""
        if bool(self.property("invalid")) != bool(wrong):
            self.setProperty("invalid", bool(wrong))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(wrong)


class EntryCells(Cells):
    """Cells that are typed in: the new value with what it was, an orange corner, and in red what cannot be saved."""

    def __init__(self, view: EntryGrid) -> None:
        super().__init__(view)
        self._grid = view
        self.chosen: tuple[tuple[int, int, int, int], ...] = ()
        """What is selected as rectangles: top, left, bottom, right."""
        self.opened_by_typing = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column = index.row(), index.column()
        chosen = any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.chosen)
        if chosen and self._grid.entry.columns[column].what == "case":
            rect: QRect = option.rect
            painter.fillRect(rect.adjusted(0, 0, 0, -1), (self.palette or colours()).colour("hover"))
        super().paint(painter, option, index)

    def _cell(self, painter: QPainter, rect: QRect, cell: BaselineCell, palette: Colours) -> None:
        typed, matrix = self._grid.entry.typed(cell), self._grid.baselines.matrix
        if typed is None or matrix is None:
            super()._cell(painter, rect, cell, palette)
            return
        read = look(matrix.kind, typed)
        refused = self._grid.desk.refused(cell.location) and read.value is not None
        standing = Standing.FAIL if refused else read.standing(matrix.limits)
        good = standing is Standing.PASS
        if not good:
            wash = "near_wash" if standing is Standing.NEAR else "bad_wash"
            painter.fillRect(rect.adjusted(0, 0, 0, -1), palette.colour(wash))
        self._corner(painter, rect, palette)
        centre = QPointF(rect.left() + 14, rect.center().y() + 0.5)
        status.paint(painter, centre, 9, standing, status.colour(standing, palette))
        if read.value is None:
            self._unread(
                painter, rect, self._grid.entry.text(cell) or read.brief, status.COLOUR_NAMES[standing], palette
            )
        else:
            value = round_half_even(read.value, DECIMALS[matrix.kind])
            self._value(
                painter, rect, shown(matrix.kind, value), cell, palette.colour("text" if good else "bad"), palette
            )

    def _value(self, painter: QPainter, rect: QRect, text: str, cell: BaselineCell, ink: Any, palette: Colours) -> None:
        painter.setFont(self._strong)
        painter.setPen(ink)
        figures = QRect(rect.left() + 24, rect.top(), 42, rect.height() - 1)
        painter.drawText(figures, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        before = "new" if cell.value is None else tr("was {location}", location=shown(cell.location[0], cell.value))
        painter.setFont(self._small)
        painter.setPen(palette.colour("accent_text"))
        self._words(painter, rect.adjusted(74, 0, -4, -1), before)

    def _unread(self, painter: QPainter, rect: QRect, text: str, tone: str, palette: Colours) -> None:
        painter.setFont(self._plain)
        painter.setPen(palette.colour(tone))
        self._words(painter, rect.adjusted(28, 0, -4, -1), text)

    @staticmethod
    def _words(painter: QPainter, inner: QRect, words: str) -> None:
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def _corner(painter: QPainter, rect: QRect, palette: Colours) -> None:
        at = QPointF(rect.left(), rect.top())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("accent"))
        painter.drawPolygon(QPolygonF([at, at + QPointF(CORNER, 0), at + QPointF(0, CORNER)]))

    # Editing.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        spot = self._grid.entry.spot(index.row(), index.column())
        editor = CellEdit(parent, self._grid.entry.where(spot) if spot else "")
        if spot is not None:
            editor.textEdited.connect(lambda text: self._on_typed(editor, spot, text))
        return editor

    def _on_typed(self, editor: CellEdit, spot: Spot, text: str) -> None:
        typed = Typed((text,))
        editor.mark(look(spot.cell.location[0], typed).problem)
        self._grid.typing.emit(spot.cell.location, typed)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        spot = self._grid.entry.spot(index.row(), index.column())
        if isinstance(editor, CellEdit) and spot is not None and not editor.isModified():
            editor.setText(self._grid.entry.text(spot.cell))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        spot = self._grid.entry.spot(index.row(), index.column())
        if isinstance(editor, CellEdit) and spot is not None and editor.isModified():
            self._grid.put(
                {spot.cell.location: Typed((editor.text(),))},
                tr("value of {place}", place=spot.row.place or spot.row.level),
            )

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, CellEdit) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == ESCAPE:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(editor, event):
                return True
        return super().eventFilter(editor, event)

    def _key(self, editor: CellEdit, event: QKeyEvent) -> bool:
        """Enter goes down, Tab to the right, Shift back; Esc leaves the cell as it was; a pasted block leaves it."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in ENTER:
            self.finish(editor)
            self._grid.step(-1 if shift else 1, 0)
        elif key in (TAB, BACKTAB):
            self.finish(editor)
            self._grid.step(0, -1 if key == BACKTAB or shift else 1)
        elif key == ESCAPE:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._grid.rested.emit()
        elif key in ARROWS and self.opened_by_typing:
            self.finish(editor)
            self._grid.step(*ARROWS[key])
        elif event.matches(QKeySequence.StandardKey.Paste) and _is_block(QGuiApplication.clipboard().text()):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
            self._grid.paste()
        else:
            return False
        return True

    def finish(self, editor: CellEdit) -> None:
        """Take over what stands in the editor, and close it."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)


def _is_block(text: str) -> bool:
    return any(mark in text.strip("\r\n") for mark in ("\t", "\n"))
