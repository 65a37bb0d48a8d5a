"""The cells of the matrix: painted, and typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.ui.baselines.entry_cells import CellEdit
from firemode_desktop.ui.scenarios.matrix_model import Index
from firemode_desktop.ui.scenarios.matrix_paint import CellPictures, paint_current

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.matrix_grid import MatrixGrid

Key = Qt.Key
STEPS = {
    Key.Key_Return: (1, 0),
    Key.Key_Enter: (1, 0),
    Key.Key_Tab: (0, 1),
    Key.Key_Backtab: (0, -1),
}
ARROWS = {Key.Key_Up: (-1, 0), Key.Key_Down: (1, 0)}


class MatrixCells(QStyledItemDelegate):
    """Chips, and an editor for the cell's text. An editor that typing opened gives up and down back to the matrix."""

    def __init__(self, grid: MatrixGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.opened_by_typing = False
        self._pictures = CellPictures()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, at, state = self._grid.model_, self._grid.currentIndex(), option.state
        row, column = index.row(), index.column()
        current = row == at.row() and column == at.column()
        here = model.rows[row].scenario.key == model.studio.key
        selected = bool(state & QStyle.StateFlag.State_Selected) and not current
        rect = option.rect
        self._pictures.paint(painter, rect, model.shown(row, column), here=here, selected=selected)
        if current:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_current(painter, rect, focused=self._grid.hasFocus())

    # --- typing --------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = self._grid.model_
        effect, row = model.columns[index.column()], model.rows[index.row()]
        editor = CellEdit(parent, f"{effect.words}, {row.title}")
        editor.setAlignment(Qt.AlignmentFlag.AlignLeft)
        editor.textEdited.connect(lambda text: self._on_typed(editor, (index.row(), index.column()), text))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEdit) and not editor.isModified():
            editor.setText(self._grid.model_.text(index.row(), index.column()))
            if self.opened_by_typing:
                editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEdit) and editor.isModified():
            editor.setModified(False)
            self._grid.write((index.row(), index.column()), editor.text(), keep=self.opened_by_typing)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As wide as the text needs, over the cells to the right; within what can be seen."""
        rect = option.rect
        text = self._grid.model_.text(index.row(), index.column())
        width = max(rect.width(), min(360, editor.fontMetrics().horizontalAdvance(text) + 32))
        room = self._grid.viewport().width()
        left = max(0, min(rect.left(), room - width))
        editor.setGeometry(left, rect.top() + 3, min(width, room), rect.height() - 7)

    def _on_typed(self, editor: CellEdit, place: tuple[int, int], text: str) -> None:
        """Say at once what is being typed means."""
        try:
            found = self._grid.edits.read(place, text)
        except Invalid as error:
            editor.mark(error.message)
            self._grid.said.emit(error.message, "bad")
            return
        editor.mark("")
        effect = self._grid.model_.columns[place[1]]
        steps = tuple(effect.step(0, each) for each in found)
        self._grid.said.emit(self._grid.told(steps), "")

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Enter and Tab take over and go on; Esc gives up (Qt's own)."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and isinstance(editor, CellEdit):
            key = Key(event.key())
            step = STEPS.get(key) or (ARROWS.get(key) if self.opened_by_typing else None)
            if step is not None:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and step == (1, 0)
                self.finish(editor)
                self._grid.step(*((-1, 0) if back else step))
                return True
            if key == Key.Key_Escape:
                self._grid.said.emit("", "")
        return super().eventFilter(editor, event)

    def finish(self, editor: CellEdit) -> None:
        """Take over what stands in the editor, and close it."""
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
