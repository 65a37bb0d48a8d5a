"""How a cell of the preview is drawn, and how it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.imports.tables.problems import RowStatus
from firemode_desktop.ui.importing.preview import Aside
from firemode_desktop.ui.keys import leaves_undo
from firemode_desktop.ui.theme import Colours, colours, font

if TYPE_CHECKING:
    from firemode_desktop.ui.importing.grid import PreviewGrid

Index = QModelIndex | QPersistentModelIndex
WASHES = {
    "error": ("bad_wash", "bad"),
    "fail": ("bad_wash", "bad"),
    "warning": ("near_wash", "near"),
    "change": ("near_wash", "near"),
    "pass": ("good_wash", "good"),
}
QUIET = (RowStatus.UNCHANGED, *Aside)
PAD = 8
WIDE = 10
"""No letter is wider (px) on the average; only a text that may be too long is measured."""
_ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
_TAB, _BACKTAB, _ESCAPE = Qt.Key.Key_Tab.value, Qt.Key.Key_Backtab.value, Qt.Key.Key_Escape.value
_UP, _DOWN = Qt.Key.Key_Up.value, Qt.Key.Key_Down.value
_SELECTED = QStyle.StateFlag.State_Selected


class CellEditor(QLineEdit):
    """What is typed into one cell. Undo belongs to it while there is something of its own to undo."""

    def __init__(self, name: str, numeric: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setAccessibleName(name)
        if numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def event(self, event: QEvent) -> bool:
        return leaves_undo(event, self) or super().event(event)


class Cells(QStyledItemDelegate):
    """Paints a cell as it was read; a wash and a corner where something is said about it, an orange one at the left
    where it was corrected by hand."""

    def __init__(self, view: PreviewGrid) -> None:
        super().__init__(view)
        self._view = view
        self.palette: Colours | None = None
        self.opened_by_typing = False
        self._faces = {False: font(), True: font(strong=True)}

    # --- drawing -------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, palette = self._view.preview, self.palette or colours()
        rect: QRect = option.rect
        row, column = index.row(), index.column()
        line, heading = model.lines[row], model.sheet.headings[column]
        note = None if model.waits(row, column) else model.note(row, column)
        current = self._view.currentIndex() == index
        ink = palette.colour("faint" if line.status in QUIET or heading.place in line.same else "text")
        if note is not None and note.weight in WASHES:
            wash, name = WASHES[note.weight]
            painter.fillRect(rect, palette.colour(wash))
            ink = palette.colour(name)
        if option.state & _SELECTED and not current:
            painter.fillRect(rect, palette.colour("hover"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if note is not None and note.weight in ("error", "warning"):
            self._corner(painter, rect.topRight() + QPoint(1, 0), -8, ink)
        if heading.place in line.corrected or model.waits(row, column):
            self._corner(painter, rect.topLeft(), 8, palette.colour("accent"))
        strong = note is not None or heading.place in line.corrected
        numeric = heading.numeric and line.status is not Aside.TITLE
        self._text(painter, rect.adjusted(PAD, 0, -PAD, -1), model.text(row, column), numeric, ink, strong)
        if current:
            painter.setPen(QPen(palette.colour("accent" if self._view.hasFocus() else "faint"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _corner(self, painter: QPainter, at: QPoint, size: int, ink: QColor) -> None:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPolygon(QPolygon([at, at + QPoint(size, 0), at + QPoint(0, abs(size))]))
        painter.restore()

    def _text(self, painter: QPainter, inner: QRect, text: str, numeric: bool, ink: QColor, strong: bool) -> None:
        painter.setFont(self._faces[strong])
        painter.setPen(ink)
        if len(text) * WIDE > inner.width() or "\n" in text:
            whole = " ".join(text.split("\n"))
            text = painter.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, inner.width())
        side = Qt.AlignmentFlag.AlignRight if numeric else Qt.AlignmentFlag.AlignLeft
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, text)

    # --- editing -------------------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        heading = self._view.preview.sheet.headings[index.column()]
        number = self._view.preview.lines[index.row()].number
        return CellEditor(f"{heading.letter}{number}, {heading.title}", heading.numeric, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Qt asks again whenever the cell changes below the editor; what is being typed stays."""
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(self._view.preview.entered(index.row(), index.column()))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, CellEditor):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, CellEditor) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._key(editor, event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == _ESCAPE:
                event.accept()
                return True
        return super().eventFilter(editor, event)

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        """Enter goes down, Tab to the right, Shift back; Esc leaves the cell as it was."""
        key, back = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER:
            self._finish(editor, -1 if back else 1, 0)
        elif key in (_TAB, _BACKTAB):
            self._finish(editor, 0, -1 if key == _BACKTAB or back else 1)
        elif key == _ESCAPE:
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.RevertModelCache)
        elif key in (_UP, _DOWN) and self.opened_by_typing:
            self._finish(editor, 1 if key == _DOWN else -1, 0)
        else:
            return False
        return True

    def _finish(self, editor: QWidget, down: int, right: int) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._view.step(down, right)
