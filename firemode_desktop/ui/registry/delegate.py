"""How a cell is drawn and how it is edited in the grid.

It paints its own text with pens made once for each palette; thousands of cells are drawn while one scrolls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.domain.fields import Problem
from firemode_desktop.ui.registry.editors import LineEditor, LongEditor, setting_of
from firemode_desktop.ui.registry.kinds import EDITORS
from firemode_desktop.ui.registry.model import BAD, CHANGED, CLASH, GHOST, NEEDED, REMOVED, RETIRED, SheetModel
from firemode_desktop.ui.registry.pickers import ChoiceEditor
from firemode_desktop.ui.theme import BODY, Colours, font

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.grid import Grid

Index = QModelIndex | QPersistentModelIndex
PAD = 8
_LEFT = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_RIGHT = Qt.AlignmentFlag.AlignRight.value | Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_SELECTED = 0x8000  # QStyle.State_Selected; comparing the enum costs more than drawing the text
_ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
_TAB, _BACKTAB, _ESCAPE = Qt.Key.Key_Tab.value, Qt.Key.Key_Backtab.value, Qt.Key.Key_Escape.value
_UP, _DOWN = Qt.Key.Key_Up.value, Qt.Key.Key_Down.value


class Pens:
    """Everything a cell is drawn with, made once for a palette."""

    def __init__(self, colours: Colours) -> None:
        self.text = QPen(colours.colour("text"))
        self.quiet = QPen(colours.colour("quiet"))
        self.faint = QPen(colours.colour("faint"))
        self.bad = QPen(colours.colour("bad"))
        self.near = QPen(colours.colour("near"))
        self.current = QPen(colours.colour("accent"), 2)
        self.line = QPen(colours.colour("line"))
        self.hover = colours.colour("hover")
        self.bad_wash = colours.colour("bad_wash")
        self.near_wash = colours.colour("near_wash")
        self.bad_mark = colours.colour("bad")
        self.near_mark = colours.colour("near")
        self.changed_mark = colours.colour("accent")
        self.plain = font(BODY)
        self.struck = QFont(self.plain)
        self.struck.setStrikeOut(True)
        self.slanted = font(BODY, italic=True)


class CellDelegate(QStyledItemDelegate):
    """Draws and edits the cells of a ``SheetModel``."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.grid = grid
        self.pens: Pens | None = None
        self.current = (-1, -1)
        self.opened_by_typing = False

    # Drawing.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pens, row, column = self.pens, index.row(), index.column()
        if pens is None:
            return
        rect: QRect = option.rect
        text, bits = self.grid.sheet.paint_of(row, column)
        if bits & BAD:
            painter.fillRect(rect, pens.bad_wash)
        elif bits & CLASH:
            painter.fillRect(rect, pens.near_wash)
        if option.state.value & _SELECTED and self.current != (row, column):
            painter.fillRect(rect, pens.hover)
        if bits:
            self._marks(painter, rect, bits, pens)
        if text or bits & NEEDED:
            self._text(painter, rect, text, bits, column, pens)
        if self.current == (row, column):
            painter.setPen(pens.current)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _text(self, painter: QPainter, rect: QRect, text: str, bits: int, column: int, pens: Pens) -> None:
        numeric = self.grid.sheet.field(column).numeric
        pen, face = pens.text, pens.plain
        if bits:
            if bits & NEEDED:
                text, pen, face = "needed", pens.bad, pens.slanted
            elif bits & BAD:
                pen = pens.bad
            elif bits & GHOST:
                pen, face = pens.faint, pens.slanted
            elif bits & REMOVED:
                pen, face = pens.faint, pens.struck
            elif bits & RETIRED:
                pen = pens.faint
        painter.setPen(pen)
        painter.setFont(face)
        inner = rect.adjusted(PAD, 0, -PAD, 0)
        if len(text) * 5 > inner.width() or "\n" in text:
            text = painter.fontMetrics().elidedText(
                text.replace("\n", " ↵ "), Qt.TextElideMode.ElideRight, inner.width()
            )
        painter.drawText(inner, _RIGHT if numeric else _LEFT, text)

    def _marks(self, painter: QPainter, rect: QRect, bits: int, pens: Pens) -> None:
        """A corner: red at the right what cannot be saved, amber there what clashes, orange at the left what is new."""
        if bits & (BAD | CLASH):
            mark = pens.bad_mark if bits & BAD else pens.near_mark
            self._corner(painter, QPointF(rect.right() + 1, rect.top()), -7, mark)
        if bits & CHANGED:
            self._corner(painter, QPointF(rect.left(), rect.top()), 5, pens.changed_mark)

    @staticmethod
    def _corner(painter: QPainter, at: QPointF, size: int, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([at, at + QPointF(size, 0), at + QPointF(0, abs(size))]))

    # Editing.

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        sheet = self.grid.sheet
        row = sheet.row(index.row()) or sheet.desk.draft[sheet.register.name].blank(UUID(int=0))
        setting = setting_of(sheet.desk.draft, sheet.register, row, index.column())
        editor = EDITORS[setting.field.kind].in_grid(setting, parent)
        editor.stepping = not self.opened_by_typing
        editor.finished.connect(lambda: self._finish(editor, 0, 0))
        sheet.hold(True)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        super().destroyEditor(editor, index)
        self.grid.sheet.hold(False)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if not isinstance(editor, LineEditor | LongEditor) or editor.touched:
            return  # Qt asks again whenever the cell changes below it; what is being typed stays
        row = self.grid.sheet.row(index.row())
        cell = row.cells[index.column()] if row is not None else None
        editor.present(cell)
        if isinstance(editor, LineEditor):
            editor.mark(isinstance(cell, Problem))
        elif self.opened_by_typing:
            editor.selectAll()  # Qt does so itself for a line
        else:
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineEditor | LongEditor) and isinstance(model, SheetModel):
            model.setData(index, editor.entry())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        if isinstance(editor, LongEditor):
            rect = rect.adjusted(0, 0, max(0, 240 - rect.width()), 70)
        elif isinstance(editor, ChoiceEditor):
            rect = rect.adjusted(0, 0, max(0, 110 - rect.width()), 0)
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, LineEditor | LongEditor) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(editor, event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == _ESCAPE:
                event.accept()
                return True
        return super().eventFilter(editor, event)

    def _key(self, editor: LineEditor | LongEditor, event: QKeyEvent) -> bool:
        """Enter goes down, Tab to the right, Shift back; Esc leaves the cell as it was."""
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER:
            if isinstance(editor, LongEditor) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                editor.insertPlainText("\n")
            else:
                self._finish(editor, -1 if shift else 1, 0, entered=True)
        elif key in (_TAB, _BACKTAB):
            self._finish(editor, 0, -1 if key == _BACKTAB or shift else 1)
        elif key == _ESCAPE:
            if isinstance(editor, LineEditor) and editor.dropped and not self.opened_by_typing:
                return False
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        elif key in (_UP, _DOWN) and not editor.stepping and not _choosing(editor) and isinstance(editor, LineEditor):
            self._finish(editor, 1 if key == _DOWN else -1, 0)
        else:
            return False
        return True

    def _finish(self, editor: QWidget, down: int, right: int, entered: bool = False) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.grid.step(down, right, entered=entered)


def _choosing(editor: QWidget) -> bool:
    return isinstance(editor, LineEditor) and editor.dropped
