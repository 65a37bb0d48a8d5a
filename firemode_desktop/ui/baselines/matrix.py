"""The matrix of one kind of baseline: floors down in height order, the stairs side by side, each with its cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
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
from firemode_desktop.domain.completeness import BaselineCell, KindMatrix, Mark, PlaceRow, case_title
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.theme import ROW, Colours, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PAD, HEAD = 8, 52
LEVEL, PLACE, CASE, CASE_MOST, GAP = 74, 140, 138, 320, 20
MARKS = {
    Mark.PRESENT: (Standing.PASS, "good"),
    Mark.OUTSIDE: (Standing.FAIL, "bad"),
    Mark.MISSING: (Standing.NOT_TESTED, "faint"),
}
_DISPLAY, _TIP, _NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)


@dataclass(frozen=True, slots=True)
class ColumnOf:
    """A column of the grid: of which stair, and what: ``level``, ``place``, ``gap`` or the number of a case."""

    stair: int
    what: str
    case: int = -1


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the grid with what it is about."""

    stair: str
    row: PlaceRow
    cell: BaselineCell


class MatrixModel(QAbstractTableModel):
    """Rows are heights: floors of the same number stand side by side, whatever each stair calls them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix: KindMatrix | None = None
        self._decimals = 1
        self.columns: tuple[ColumnOf, ...] = ()
        self._rows: list[tuple[int, int]] = []
        self._at: list[dict[tuple[int, int], PlaceRow]] = []

    def show_matrix(self, matrix: KindMatrix) -> None:
        """Show this one."""
        self.beginResetModel()
        self.matrix, self._decimals = matrix, matrix.decimals
        self._at = [_by_height(stair.rows) for stair in matrix.stairs]
        keys = {key for rows in self._at for key in rows}
        self._rows = sorted(keys, key=lambda key: (-key[0], key[1]))
        crowded = any(place for rows in self._at for _, place in rows)
        self.columns = tuple(_columns(matrix, crowded))
        self.endResetModel()

    def place(self, row: int, column: int) -> PlaceRow | None:
        """The floor, doorway or door in a row, seen from a column."""
        one = self.columns[column]
        return None if one.what == "gap" else self._at[one.stair].get(self._rows[row])

    def spot(self, row: int, column: int) -> Spot | None:
        """The location at a cell; None on a level, a gap, or where a stair has no such floor."""
        if self.matrix is None or not (0 <= row < len(self._rows) and 0 <= column < len(self.columns)):
            return None
        one, place = self.columns[column], self.place(row, column)
        if one.what != "case" or place is None:
            return None
        return Spot(self.matrix.stairs[one.stair].name, place, place.cells[one.case])

    def find(self, location: Location) -> QModelIndex:
        """Where a location is shown."""
        for column, one in enumerate(self.columns):
            for row in range(len(self._rows)) if one.what == "case" else ():
                spot = self.spot(row, column)
                if spot is not None and spot.cell.location == location:
                    return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.spot(index.row(), index.column()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _TIP, _NAME) or not index.isValid() or self.matrix is None:
            return None
        place, one = self.place(index.row(), index.column()), self.columns[index.column()]
        if place is None:
            return None
        if one.what != "case":
            return place.level if one.what == "level" else place.place
        cell = place.cells[one.case]
        return self.value_text(cell) if role == _DISPLAY else self.describe(one, place, cell)

    def value_text(self, cell: BaselineCell) -> str:
        """The value without its unit; blank where there is none."""
        return "" if cell.value is None else f"{cell.value:.{self._decimals}f}"

    def describe(self, one: ColumnOf, place: PlaceRow, cell: BaselineCell) -> str:
        """A location in words: ``Stair-A, Level-8, all doors closed: 44.2 Pa of 15 Jan 2024, present``."""
        assert self.matrix is not None
        where = ", ".join(part for part in (self.matrix.stairs[one.stair].name, place.level, place.place) if part)
        said = f"{where}, {case_title(cell.location[3]).lower()}: "
        if cell.value is None or cell.commissioned_date is None:
            return said + cell.mark.value
        value = f"{self.value_text(cell)} {self.matrix.unit} of {show_date(cell.commissioned_date)}"
        return f"{said}{value}, {cell.mark.value}"

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _NAME) or orientation == Qt.Orientation.Vertical or self.matrix is None:
            return None
        one = self.columns[section]
        if one.what == "case":
            return f"{case_title(self.matrix.cases[one.case])}, {self.matrix.unit}"
        return {"level": "Floor", "place": "Place"}.get(one.what, "")


def _by_height(rows: tuple[PlaceRow, ...]) -> dict[tuple[int, int], PlaceRow]:
    """Rows by floor number and, where a floor has several doors, their turn."""
    found: dict[tuple[int, int], PlaceRow] = {}
    for row in rows:
        turn = 0
        while (row.number, turn) in found:
            turn += 1
        found[row.number, turn] = row
    return found


def _columns(matrix: KindMatrix, crowded: bool) -> list[ColumnOf]:
    columns: list[ColumnOf] = []
    for stair in range(len(matrix.stairs)):
        if columns:
            columns.append(ColumnOf(stair, "gap"))
        columns.append(ColumnOf(stair, "level"))
        if crowded:
            columns.append(ColumnOf(stair, "place"))
        columns += [ColumnOf(stair, "case", case) for case in range(len(matrix.cases))]
    return columns


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
            self._cell(painter, rect, place.cells[one.case], palette)
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
        standing, name = MARKS[cell.mark]
        if cell.mark is Mark.OUTSIDE:
            painter.fillRect(rect.adjusted(0, 0, 0, -1), palette.colour("bad_wash"))
        status.paint(painter, QPointF(rect.left() + 14, rect.center().y() + 0.5), 9, standing, palette.colour(name))
        grave = cell.mark is Mark.OUTSIDE
        figures = QRect(rect.left() + 24, rect.top(), 40, rect.height() - 1)
        painter.setFont(self._strong if grave else self._plain)
        painter.setPen(palette.colour("bad" if grave else "text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(figures, right, self._view.baselines.value_text(cell))
        words = "outside" if grave else cell.mark.value
        if cell.mark is Mark.PRESENT and cell.commissioned_date is not None:
            words = show_date(cell.commissioned_date)
        painter.setFont(self._small)
        painter.setPen(palette.colour("bad" if grave else "faint" if cell.mark is Mark.PRESENT else "quiet"))
        start = 24 if cell.value is None else 74
        inner = rect.adjusted(start, 0, -4, -1)
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, words)


class MatrixView(QTableView):
    """The matrix on screen; ``chosen(spot)`` when the cursor moved. Arrow keys pass over levels and gaps."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.baselines = MatrixModel(self)
        self.cells = Cells(self)
        self.setHorizontalHeader(Headings(self.baselines, self))
        self.setItemDelegate(self.cells)
        self.setModel(self.baselines)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName("Baselines by floor and case")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_matrix(self, matrix: KindMatrix) -> None:
        """Show this one; the cursor stays on its location where that is still there, else goes to the first."""
        before = self.spot
        self.baselines.show_matrix(matrix)
        self._fit()
        index = self.baselines.find(before.cell.location) if before else QModelIndex()
        self.setCurrentIndex(index if index.isValid() else self._first())

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
        """What needs most attention: outside the rule, then missing, then the top left."""
        model = self.baselines
        spots = [
            (row, column, spot.cell.mark)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if (spot := model.spot(row, column)) is not None
        ]
        order = (Mark.OUTSIDE, Mark.MISSING, Mark.PRESENT, Mark.NOT_NEEDED)
        if not spots:
            return QModelIndex()
        row, column, _ = min(spots, key=lambda one: order.index(one[2]))
        return model.index(row, column)

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
