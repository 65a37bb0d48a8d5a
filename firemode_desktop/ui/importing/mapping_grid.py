"""A sheet of a foreign file as it is, with a strip above each column that says what it is taken for, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.imports.files.cells import Sheet, a1, as_read, letters
from firemode_desktop.ui.importing.mapping_leaves import Shown
from firemode_desktop.ui.importing.mapping_words import Sort
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.theme import ROW, Colours, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAD, STRIP, NARROWEST, WIDEST, SAMPLED = 8, 58, 84, 200, 60
FEW, ROOMY = 6, 130
"""So few columns have room for more of their words."""
ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
ALT = Qt.KeyboardModifier.AltModifier
INKS = {Sort.PLACE: "text", Sort.READING: "good", Sort.BESIDE: "quiet", Sort.NOTHING: "faint"}
_DISPLAY, _TIP, _NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)


class SheetModel(QAbstractTableModel):
    """The cells of one sheet as they stand in the file."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown(Sheet("", ()))

    def show(self, shown: Shown) -> None:
        """Show a sheet; where only its reading is another, the cursor stays."""
        if shown.sheet is self.shown.sheet and (shown.rows, shown.wide) == (self.shown.rows, self.shown.wide):
            self.shown = shown
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, shown.wide - 1))
            self.dataChanged.emit(self.index(0, 0), self.index(shown.rows - 1, shown.wide - 1))
            return
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.shown.rows

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else self.shown.wide

    def text(self, row: int, column: int) -> str:
        """A cell as read, on one line."""
        return " ".join(as_read(self.shown.sheet.at(row, column)).split())

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME) or not index.isValid():
            return None
        row, column = index.row(), index.column()
        text, said = self.text(row, column), self.shown.marked.get((row, column))
        if role == _DISPLAY:
            return text
        if role == _TIP:
            return (
                "\n".join(part for part in (text, tr("{said}, for every row", said=said) if said else "") if part)
                or None
            )
        of = tr("{said}, for every row", said=said) if said else self._row_in_words(row)
        return tr(
            "{a1}: {words}, {of}. {column_in_words}",
            a1=a1(row, column),
            words=text or tr("blank"),
            of=of,
            column_in_words=self.column_in_words(column),
        )

    def _row_in_words(self, row: int) -> str:
        if self.shown.is_heading(row):
            return "heading"
        return tr("in a row that is read") if self.shown.is_read(row) else tr("in a row that is not read")

    def column_in_words(self, column: int) -> str:
        """``C: pressure, all doors closed – its heading says “Doors closed (Pa)”``."""
        reason = self.shown.asked.get(column) or self.shown.reasons.get(column, "")
        return f"{letters(column)}: {self.shown.read_as(column).label}" + (f" – {reason}" if reason else "")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.column_in_words(section)
        return (
            f"{section + 1}"
            if role == _DISPLAY
            else tr("Row {section}, {row_in_words}", section=section + 1, row_in_words=self._row_in_words(section))
        )


class Strip(QHeaderView):
    """Above each column: its letter, what it is taken for with a bar in the colour of its sort, and why."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setMinimumSectionSize(NARROWEST)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), STRIP)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, shown = colours(self), self._model.shown
        role = shown.read_as(logicalIndex)
        asked = shown.asked.get(logicalIndex)
        ink = palette.colour("near" if asked else INKS[role.sort])
        painter.save()
        painter.fillRect(rect, palette.colour("near_wash" if asked else "raised"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if role.sort is not Sort.NOTHING:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width() - 1, 3), ink)
        self._line(painter, rect, 6, letters(logicalIndex), "faint", 11)
        self._arrow(painter, rect, palette)
        painter.setFont(font(12, strong=role.sort is not Sort.NOTHING))
        painter.setPen(ink)
        self._draw(painter, rect, 20, f"◆ {term(role.label)}" if asked else term(role.label))
        reason = asked or shown.reasons.get(logicalIndex, "")
        self._line(painter, rect, 37, reason, "near" if asked else "quiet", 11)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, top: int, text: str, ink: str, size: int) -> None:
        painter.setFont(font(size))
        painter.setPen(colours(self).colour(ink))
        self._draw(painter, rect, top, text)

    def _draw(self, painter: QPainter, rect: QRect, top: int, text: str) -> None:
        box = QRect(rect.left() + PAD, rect.top() + top, rect.width() - 2 * PAD, 16)
        short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, short)

    def _arrow(self, painter: QPainter, rect: QRect, palette: Colours) -> None:
        """A small arrow downwards: there is a list behind it."""
        x, y = rect.right() - PAD - 8, rect.top() + 12
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(palette.colour("quiet"), 1.4))
        painter.drawPolyline([QPoint(x + step, y + (4 if step == 4 else 0)) for step in (0, 4, 8)])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class Numbers(QHeaderView):
    """The numbers of the rows; a bar beside those that are read."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setDefaultSectionSize(ROW)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(52, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, shown = colours(self), self._model.shown
        painter.save()
        painter.fillRect(rect, palette.colour("hover" if shown.is_heading(logicalIndex) else "raised"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(font(12, strong=shown.is_heading(logicalIndex)))
        painter.setPen(palette.colour("quiet" if shown.is_read(logicalIndex) else "faint"))
        inner = rect.adjusted(0, 0, -PAD, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"{logicalIndex + 1}")
        painter.restore()


class SheetCells(QStyledItemDelegate):
    """Paints a cell: the heading tinted, what is not read in grey, what says something for every row framed."""

    def __init__(self, view: SheetGrid) -> None:
        super().__init__(view)
        self._view = view
        self.palette: Colours | None = None
        self._faces = {False: font(), True: font(strong=True)}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, rect = self.palette or colours(), QRect(option.rect)
        row, column = index.row(), index.column()
        shown, said = self._view.model_.shown, self._view.model_.shown.marked.get((row, column))
        heading = shown.is_heading(row)
        if heading or said:
            painter.fillRect(rect, palette.colour("near_wash" if said else "hover"))
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        read = shown.is_read(row) and shown.read_as(column).sort is not Sort.NOTHING
        painter.setFont(self._faces[heading or bool(said)])
        painter.setPen(palette.colour("text" if read or heading or said else "faint"))
        self._text(painter, rect.adjusted(PAD, 0, -PAD, -1), self._view.model_.text(row, column))
        if self._view.currentIndex() == index:
            self._frame(painter, rect, palette)

    def _text(self, painter: QPainter, inner: QRect, text: str) -> None:
        if len(text) * 5 > inner.width():
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _frame(self, painter: QPainter, rect: QRect, palette: Colours) -> None:
        edge = palette.colour("accent" if self._view.hasFocus() else "faint")
        line = Qt.PenStyle.DashLine if self._view.picking else Qt.PenStyle.SolidLine
        painter.setPen(QPen(edge, 2, line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -2, -2))


class SheetGrid(QTableView):
    """``asked(column, text)`` when the list of a column is wanted, ``cleared(column)`` by Delete; while ``picking`` a
    cell, Enter or a click is ``picked(row, column)`` and Esc ``let_go``. ``menu_asked(row, column, point)``."""

    asked = Signal(int, str)
    cleared = Signal(int)
    picked = Signal(int, int)
    let_go = Signal()
    menu_asked = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = SheetModel(self)
        self.picking = False
        self.cells = SheetCells(self)
        self.strip = Strip(self.model_, self)
        self.setHorizontalHeader(self.strip)
        self.setVerticalHeader(Numbers(self.model_, self))
        self.setItemDelegate(self.cells)
        self.setModel(self.model_)
        self.strip.sectionClicked.connect(lambda column: self.ask(column))
        self.setAccessibleName(tr("The sheet as it is"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())

    def show_sheet(self, shown: Shown) -> None:
        """Show a sheet and how it is read; columns of another sheet get the width they need."""
        another = shown.sheet is not self.model_.shown.sheet
        self.model_.show(shown)
        if another:
            self._fit()
            heading = shown.heading[0] if shown.heading else 0
            self.setCurrentIndex(self.model_.index(heading, 0))
            self.scrollToTop()
        self.viewport().update()

    def ask(self, column: int, text: str = "") -> None:
        """Want the list of a column; the cursor goes there."""
        row = max(0, self.currentIndex().row())
        self.setCurrentIndex(self.model_.index(row, column))
        self.asked.emit(column, text)

    def pick(self, begin: bool) -> None:
        """Begin or end to pick a cell."""
        self.picking = begin
        self.viewport().update()

    def column_box(self, column: int) -> QRect:
        """Where the strip of a column stands, in the coordinates of the grid."""
        left = self.verticalHeader().width() + self.columnViewportPosition(column)
        return QRect(left, 0, self.columnWidth(column), self.strip.height())

    def event(self, event: QEvent) -> bool:
        """The keys of the grid go before those of the page."""
        return takes_key(event, self._deed) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not carries_out(event, self._deed):
            super().keyPressEvent(event)

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does in the cell where the cursor is."""
        here, key = self.currentIndex(), event.key()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not here.isValid() or held & Qt.KeyboardModifier.ControlModifier:
            return None
        if self.picking:
            ends = key in ENTER or key == Qt.Key.Key_Escape.value
            return partial(self._end_pick, key in ENTER) if ends else None
        if key in (*ENTER, Qt.Key.Key_F4.value) or (held & ALT and key == Qt.Key.Key_Down.value):
            return partial(self.ask, here.column())
        if key in (Qt.Key.Key_Delete.value, Qt.Key.Key_Backspace.value):
            return partial(self.cleared.emit, here.column())
        typed = event.text().strip() and event.text().isprintable() and not held & ALT
        return partial(self.ask, here.column(), event.text()) if typed else None

    def _end_pick(self, chosen: bool) -> None:
        here = self.currentIndex()
        if chosen and here.isValid():
            self.picked.emit(here.row(), here.column())
        else:
            self.let_go.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.picking and self.indexAt(event.position().toPoint()).isValid():
            self._end_pick(True)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        here = self.indexAt(event.pos()) if mouse else self.currentIndex()
        if here.isValid():
            self.setCurrentIndex(here)
            at = event.globalPos() if mouse else self.viewport().mapToGlobal(self.visualRect(here).bottomLeft())
            self.menu_asked.emit(here.row(), here.column(), at)

    def _fit(self) -> None:
        metrics, model = self.fontMetrics(), self.model_
        few = model.shown.wide <= FEW
        first = model.shown.heading[0] if model.shown.heading and not few else 0
        least = ROOMY if few else NARROWEST
        for column in range(model.shown.wide):
            texts = {model.text(row, column)[:40] for row in range(first, min(first + SAMPLED, model.shown.rows))}
            role = self.strip.fontMetrics().horizontalAdvance(model.shown.read_as(column).label)
            wide = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            self.setColumnWidth(column, min(WIDEST, max(least, wide + 2 * PAD + 6, role + 2 * PAD + 12)))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.palette = colours(self)
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
