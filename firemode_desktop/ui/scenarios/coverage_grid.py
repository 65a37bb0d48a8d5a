"""Causes down, effects across, in each cell whether it was proven: by shape, colour and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from firemode_desktop.domain.matrix import Effect, effects_of
from firemode_desktop.domain.proving import Cause, Cell, Proof
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import SMALL, colours, font

STANDINGS = {Proof.PROVEN: Standing.PASS, Proof.FAILED: Standing.FAIL, Proof.NOT_TESTED: Standing.NOT_TESTED}
WIDTH, HEIGHT, HEAD_HEIGHT, CAUSE_WIDTH = 36, 40, 168, 372
SHARE = 150
"""Room for the words at the right of a cause."""
Index = QModelIndex | QPersistentModelIndex
Align = Qt.AlignmentFlag


class CoverageModel(QAbstractTableModel):
    """The causes that are shown, and the effects they have; worked out when they are set."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.causes: tuple[Cause, ...] = ()
        self.effects: tuple[Effect, ...] = ()
        self._cells: list[dict[Effect, Cell]] = []

    def show(self, causes: Sequence[Cause]) -> None:
        """Show these."""
        self.beginResetModel()
        self.causes = tuple(causes)
        self._cells = [{Effect.of(cell.step): cell for cell in reversed(cause.cells)} for cause in causes]
        self.effects = effects_of([{Effect.of(cell.step): (cell.step,) for cell in cause.cells} for cause in causes])
        self.endResetModel()

    def cell(self, row: int, column: int) -> Cell | None:
        """What became of an effect of a cause; None where it has no such effect."""
        return self._cells[row].get(self.effects[column])

    def proven(self, effect: Effect) -> tuple[int, int]:
        """In how many causes an effect is proven, and of how many."""
        cells = [row[effect] for row in self._cells if effect in row]
        return sum(cell.proof is Proof.PROVEN for cell in cells), len(cells)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.causes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.effects)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole.value) -> Any:
        if role not in (Qt.ItemDataRole.ToolTipRole.value, Qt.ItemDataRole.AccessibleTextRole.value):
            return None
        found = self.cell(index.row(), index.column())
        return f"{self.effects[index.column()].words}: {found.words}" if found is not None else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole.value
    ) -> Any:
        across = orientation == Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.ToolTipRole.value and across:
            many, of = self.proven(self.effects[section])
            return tr(
                "{effects}: proven in {many} of {of} causes", effects=self.effects[section].words, many=many, of=of
            )
        if role == Qt.ItemDataRole.DisplayRole.value:
            return self.effects[section].words if across else self.causes[section].scenario.name
        return None


class CoverageGrid(QTableView):
    """``stood(cause, cell)`` where the cursor is, ``opened(cause, cell)`` by Enter or a double click."""

    stood = Signal(object, object)
    opened = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = CoverageModel(self)
        self.setHorizontalHeader(_Effects(self))
        self.setVerticalHeader(_Causes(self))
        self.setModel(self.cells)
        self.setItemDelegate(_Shapes(self))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(tr("Coverage: causes and effects"))
        self.doubleClicked.connect(lambda at: self._open(at))

    def show_causes(self, causes: Sequence[Cause]) -> None:
        """Show these; the cursor goes to the first cell."""
        self.cells.show(causes)
        if causes and self.cells.effects:
            self.setCurrentIndex(self.cells.index(0, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.stood.emit(self.cells.causes[current.row()], self.cells.cell(current.row(), current.column()))
        self.verticalHeader().viewport().update()
        self.horizontalHeader().viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, at: Index) -> None:
        if at.isValid():
            self.opened.emit(self.cells.causes[at.row()], self.cells.cell(at.row(), at.column()))


class _Shapes(QStyledItemDelegate):
    """The shape of a cell; a dot where the cause has no such effect."""

    def __init__(self, grid: CoverageGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        palette, rect = colours(self._grid), option.rect
        at = self._grid.currentIndex()
        here = index.row() == at.row() or index.column() == at.column()
        painter.fillRect(rect, palette.colour("hover" if here else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.colour("line"))
        found = self._grid.cells.cell(index.row(), index.column())
        middle = QRectF(rect).center()
        if found is None:
            painter.fillRect(QRectF(middle.x() - 1, middle.y() - 1, 2, 2), palette.colour("line"))
        else:
            standing = STANDINGS[found.proof]
            status.paint(painter, middle, 12, standing, status.colour(standing, palette))
        if (index.row(), index.column()) == (at.row(), at.column()) and self._grid.hasFocus():
            painter.setPen(palette.colour("accent"))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))


class _Effects(QHeaderView):
    """Components upright, so that many effects fit; below each in how many causes it is proven."""

    def __init__(self, grid: CoverageGrid) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self.setDefaultSectionSize(WIDTH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(HEAD_HEIGHT)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, effect = colours(self._grid), self._grid.cells.effects[section]
        painter.save()
        here = section == self._grid.currentIndex().column()
        painter.fillRect(rect, palette.colour("hover" if here else "surface"))
        painter.translate(rect.left(), rect.bottom() - 22)
        painter.rotate(-90)
        room = QRectF(6, 0, rect.height() - 30, rect.width())
        painter.setPen(palette.colour("text"))
        painter.setFont(font(12, strong=True))
        elided(painter, room.adjusted(0, 3, 0, -rect.width() / 2), effect.component_id, Align.AlignLeft)
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(SMALL))
        elided(painter, room.adjusted(0, rect.width() / 2 - 3, 0, 0), effect.action.replace("_", " "), Align.AlignLeft)
        painter.restore()
        many, of = self._grid.cells.proven(effect)
        painter.save()
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(SMALL))
        painter.drawText(rect.adjusted(0, rect.height() - 22, 0, 0), Align.AlignCenter, f"{many}/{of}")
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.colour("line"))
        painter.restore()


class _Causes(QHeaderView):
    """Zone and trigger, the scenario below, how much of it is proven at the right."""

    def __init__(self, grid: CoverageGrid) -> None:
        super().__init__(Qt.Orientation.Vertical, grid)
        self._grid = grid
        self.setDefaultSectionSize(HEIGHT)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedWidth(CAUSE_WIDTH)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        palette, cause = colours(self._grid), self._grid.cells.causes[section]
        one, here = cause.scenario, section == self._grid.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, palette.colour("hover" if here else "surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, palette.colour("line"))
        inner = QRectF(rect).adjusted(12, 3, -10, -3)
        half = inner.height() / 2
        standing = STANDINGS[cause.proof]
        painter.setPen(palette.colour("text"))
        painter.setFont(font(13, strong=here))
        elided(painter, inner.adjusted(0, 0, -SHARE, -half), f"{one.zone} · {one.trigger}", Align.AlignLeft)
        painter.setPen(palette.colour("quiet"))
        painter.setFont(font(SMALL))
        elided(painter, inner.adjusted(0, half, -SHARE, 0), f"{one.stair} · {one.name}", Align.AlignLeft)
        ink = status.colour(standing, palette)
        status.paint(painter, QPointF(inner.right() - SHARE + 12, inner.center().y()), 10, standing, ink)
        painter.setPen(palette.colour("text"))
        elided(painter, inner.adjusted(inner.width() - SHARE + 24, 0, 0, 0), cause.words, Align.AlignLeft)
        painter.restore()
