"""The matrix of one kind of baseline: floors down in height order, the stairs side by side, each with its cases."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.completeness import ADVISED, BaselineCell, KindMatrix, Mark, case_title
from firemode_desktop.ui import status
from firemode_desktop.ui.baselines.model import MatrixModel, Spot
from firemode_desktop.ui.language import show_date, show_month, tr
from firemode_desktop.ui.theme import ROW, Colours, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAD, HEAD = 8, 52
LEVEL, PLACE, CASE, CASE_MOST, GAP = 74, 140, 138, 320, 20
WASHES = {Mark.OUTSIDE: "bad_wash", Mark.STALE: "near_wash"}
WORDS = {Mark.OUTSIDE: "outside", Mark.STALE: "stale", Mark.MISSING: "missing"}
FADED = 0.35
"""How strong a location is drawn that is not of the kind asked for."""


class Headings(QHeaderView):
    """The stair in the first line, the cases with the unit in the second."""

    def __init__(self, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(GAP)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803  Qt's own name
        palette, one, matrix = colours(self), self._model.columns[logicalIndex], self._model.matrix
        painter.save()
        painter.fillRect(rect, palette.colour("surface"))
        if one.what != "gap":
            painter.setPen(palette.colour("ink"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if one.what == "case" and matrix is not None:
            inner = rect.adjusted(PAD, 0, -PAD, -7)
            title, unit = case_title(matrix.cases[one.case]), f" {matrix.unit}"
            painter.setFont(font(12))
            metrics = painter.fontMetrics()
            title = metrics.elidedText(
                title, Qt.TextElideMode.ElideRight, inner.width() - metrics.horizontalAdvance(unit)
            )
            wide = metrics.horizontalAdvance(title)
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
            painter.setPen(palette.colour("quiet"))
            painter.drawText(inner, side, title)
            painter.setPen(palette.colour("faint"))
            painter.drawText(inner.adjusted(wide, 0, 0, 0), side, unit)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._model.matrix is None:
            return
        painter = QPainter(self.viewport())
        painter.setFont(font(strong=True))
        painter.setPen(colours(self).colour("text"))
        for section, one in enumerate(self._model.columns):
            if one.what == "level":
                x = self.sectionViewportPosition(section) + PAD
                name = self._model.matrix.stairs[one.stair].name
                painter.drawText(QRect(x, 4, 400, 22), Qt.AlignmentFlag.AlignVCenter, name)
        painter.end()


class Cells(QStyledItemDelegate):
    """A mark, the value, and quietly its date; the word instead of the date where something is not in order."""

    def __init__(self, view: MatrixView) -> None:
        super().__init__(view)
        self._view = view
        self.palette: Colours | None = None
        self._plain, self._strong, self._small = font(), font(strong=True), font(11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, palette = self._view.baselines, self.palette or colours()
        rect: QRect = option.rect
        place, one = model.place(index.row(), index.column()), model.columns[index.column()]
        if one.what == "gap" or place is None:
            return
        here = self._view.currentIndex()
        painter.setPen(palette.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if one.what == "case":
            cell = place.cells[one.case]
            painter.setOpacity(1.0 if model.is_asked_for(cell) else FADED)
            self._cell(painter, rect, cell, palette)
            painter.setOpacity(1.0)
            if here == index:
                painter.setPen(QPen(palette.colour("accent" if self._view.hasFocus() else "faint"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(rect.adjusted(1, 1, -1, -2))
            return
        mine = (
            here.row() == index.row() and model.columns[here.column()].stair == one.stair if here.isValid() else False
        )
        painter.setFont(self._strong if mine else self._plain)
        painter.setPen(palette.colour("text" if mine else "quiet"))
        text = place.level if one.what == "level" else place.place
        inner = rect.adjusted(PAD, 0, -4, -1)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)

    def _cell(self, painter: QPainter, rect: QRect, cell: BaselineCell, palette: Colours) -> None:
        if cell.mark is Mark.NOT_NEEDED:
            return
        standing, grave = cell.mark.standing, cell.mark in WASHES
        if grave:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), palette.colour(WASHES[cell.mark]))
        tone = status.colour(standing, palette)
        status.paint(painter, QPointF(rect.left() + 14, rect.center().y() + 0.5), 9, standing, tone)
        figures = QRect(rect.left() + 24, rect.top(), 40, rect.height() - 1)
        painter.setFont(self._strong if grave else self._plain)
        painter.setPen(tone if grave else palette.colour("text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(figures, right, self._view.baselines.value_text(cell))
        doubted = cell.location in self._view.baselines.advised
        painter.setFont(self._small)
        painter.setPen(tone if grave else palette.colour("faint" if cell.mark is Mark.PRESENT else "quiet"))
        start = 24 if cell.value is None else 74
        inner = rect.adjusted(start, 0, -18 if doubted else -4, -1)
        words = self._note(cell, inner.width(), painter)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)
        if doubted:
            painter.setFont(self._strong)
            painter.setPen(palette.colour("near"))
            painter.drawText(QRect(rect.right() - 18, rect.top(), 16, rect.height()), Qt.AlignmentFlag.AlignCenter, "?")

    @staticmethod
    def _note(cell: BaselineCell, room: int, painter: QPainter) -> str:
        """What is not in order in a word, with the date where there is room for both; else the date, or its month."""
        day = "" if cell.commissioned_date is None else show_date(cell.commissioned_date)
        word = WORDS.get(cell.mark, "")
        month = "" if cell.commissioned_date is None else show_month(cell.commissioned_date)
        metrics = painter.fontMetrics()
        said = (f"{word} · {day}",) * bool(word and day) + (word or day,) + (month,) * (not word)
        return next((words for words in said if metrics.horizontalAdvance(words) <= room), said[-1])


class MatrixView(QTableView):
    """The matrix on screen; ``chosen(spot)`` when the cursor moved. Arrow keys pass over levels and gaps."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None, model: MatrixModel | None = None) -> None:
        super().__init__(parent)
        self.baselines = model or MatrixModel(self)
        self.cells: Cells = Cells(self)
        self.setHorizontalHeader(Headings(self.baselines, self))
        self.setItemDelegate(self.cells)
        self.setModel(self.baselines)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr("Baselines by floor and case"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerWidget(QWidget())  # else the style draws the edge of a frame between the scroll bars
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_matrix(self, matrix: KindMatrix) -> None:
        """Show this one; the cursor stays on its location where that is still there, else goes to the first."""
        before = self.spot
        self.baselines.show_matrix(matrix)
        self._fit()
        index = self.baselines.find(before.cell.location) if before else QModelIndex()
        here = self.baselines.spot(index.row(), index.column())
        stays = here is not None and self.baselines.is_asked_for(here.cell)
        self.setCurrentIndex(index if stays else self._first())
        if self.spot is None:
            self.chosen.emit(None)

    def forget(self) -> None:
        """Let the next matrix choose where the cursor is."""
        self.setCurrentIndex(QModelIndex())

    @property
    def spot(self) -> Spot | None:
        """Where the cursor is."""
        here = self.currentIndex()
        return self.baselines.spot(here.row(), here.column())

    def choose(self, location: Location) -> bool:
        """Put the cursor on a location; whether it is shown."""
        index = self.baselines.find(location)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def _first(self) -> QModelIndex:
        """What needs most attention, the first of its equals from the top left."""
        first = min(self.baselines.asked_for, key=lambda one: -one[2].mark.gravity, default=None)
        return QModelIndex() if first is None else self.baselines.index(first[0], first[1])

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        self.chosen.emit(self.baselines.spot(now.row(), now.column()))
        self.viewport().update()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Left and right go to the next location of the row, up and down to the next one of the column."""
        moves = QAbstractItemView.CursorAction
        steps = {moves.MoveLeft: (0, -1), moves.MoveRight: (0, 1), moves.MoveUp: (-1, 0), moves.MoveDown: (1, 0)}
        if action not in steps or not self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        down, right = steps[action]
        row, column = self.currentIndex().row() + down, self.currentIndex().column() + right
        while 0 <= row < self.baselines.rowCount() and 0 <= column < self.baselines.columnCount():
            if self.baselines.spot(row, column) is not None:
                return self.baselines.index(row, column)
            row, column = row + down, column + right
        return self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    # Looks.

    def _fit(self) -> None:
        """Share what is left over among the cases."""
        columns = self.baselines.columns
        fixed = {"level": LEVEL, "place": PLACE, "gap": GAP}
        taken = sum(fixed.get(one.what, 0) for one in columns)
        cases = sum(one.what == "case" for one in columns)
        each = max(CASE, min(CASE_MOST, (self.viewport().width() - taken) // max(1, cases)))
        for column, one in enumerate(columns):
            self.setColumnWidth(column, fixed.get(one.what, each))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.cells.palette = colours(self)
        super().paintEvent(event)
        only = self.baselines.only
        if only is not None and not self.baselines.rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(colours(self).colour("quiet"))
            said = tr("No reading is advised on.") if only == ADVISED else tr("No location is {only}.", only=only)
            said = tr("{said} Choose the mark below once more to see everything.", said=said)
            painter.drawText(self.viewport().rect().adjusted(PAD, 2 * PAD, 0, 0), Qt.AlignmentFlag.AlignTop, said)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
