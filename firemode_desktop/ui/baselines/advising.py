"""The advice on a building's baselines as a list; choosing an entry leads to its location."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.domain.advice import Advice
from firemode_desktop.domain.completeness import Baselines
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.parts import Card, elided, label
from firemode_desktop.ui.theme import GRID, SMALL, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
AGREE = tr("The readings agree with each other.")
TOO_FEW = tr("Too little is on record to hold readings against each other.")
PAD = 6
TALLEST = 236
LEFT = Qt.AlignmentFlag.AlignLeft
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of advice with its location in words."""

    advice: Advice
    where: str


class AdviceModel(QAbstractListModel):
    """The advice, one entry each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        """List these."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.advice.message
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{term(entry.advice.code.label)} {entry.where}: {entry.advice.message}"
        return None


class _Lines(QStyledItemDelegate):
    """What may have happened and where; below it the sentence, over as many lines as it takes."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        width = (view.viewport().width() if isinstance(view, QListView) else 240) - 2 * PAD
        metrics = QFontMetrics(font(12))
        tall = metrics.boundingRect(QRect(0, 0, width, 1000), int(WRAP), str(index.data())).height()
        return QSize(width, tall + 2 * PAD + 2 * 17)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, AdviceModel)
        entry, palette, box = model.entries[index.row()], colours(option.widget), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, palette.colour("hover"))
        inner = box.adjusted(PAD, PAD, -PAD, -PAD)
        painter.setFont(font(12, strong=True))
        painter.setPen(palette.colour("near"))
        elided(painter, QRectF(inner.left(), inner.top(), inner.width(), 16), term(entry.advice.code.label), LEFT)
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("quiet"))
        elided(painter, QRectF(inner.left(), inner.top() + 16, inner.width(), 16), entry.where, LEFT)
        painter.setFont(font(12))
        painter.setPen(palette.colour("text"))
        painter.drawText(inner.adjusted(0, 34, 0, 0), int(WRAP), entry.advice.message)
        painter.restore()


class AdviceList(QListView):
    """Up, down and a click choose; ``chosen(advice)`` also when the same is clicked again."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.advice = AdviceModel(self)
        self.setModel(self.advice)
        self.setItemDelegate(_Lines(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setAccessibleName(tr("Advice on the baselines"))
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._tell)
        self.activated.connect(self._tell)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self._tell(current)

    def step(self) -> None:
        """Choose the next entry, after the last the first."""
        count = self.advice.rowCount()
        if count:
            index = self.advice.index((self.currentIndex().row() + 1) % count, 0)
            self.setCurrentIndex(index)
            self._tell(index)

    def _tell(self, index: Index) -> None:
        self.chosen.emit(self.advice.entries[index.row()].advice)

    @property
    def tall(self) -> int:
        """The height of all entries."""
        return sum(self.sizeHintForRow(place) for place in range(min(8, self.advice.rowCount())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class AdviceCard(Card):
    """The list with its count; one line where there is nothing to advise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.heading, self.list = label(tr("Advice"), "strong"), AdviceList()
        self.nothing, self.compared = label(AGREE, wrap=True), label("", "small", wrap=True)
        super().__init__(self.heading, self.nothing, self.compared, self.list, parent=parent)
        self.body.setContentsMargins(2 * GRID, GRID + 2, GRID, GRID)
        self.body.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_baselines(self, baselines: Baselines) -> None:
        """List the advice on these."""
        entries = tuple(Entry(one, baselines.where(one.locations[0])) for one in baselines.advice)
        if entries != self.list.advice.entries:
            self.list.advice.show(entries)
        self.heading.setText(tr("Advice · {entries:,}", entries=len(entries)) if entries else tr("Advice"))
        self.nothing.setVisible(not entries)
        self.nothing.setText(AGREE if baselines.compared else TOO_FEW)
        self.compared.setVisible(not entries and bool(baselines.compared))
        checks = (
            tr("1 check was")
            if baselines.compared == 1
            else tr("{compared:,} checks were", compared=baselines.compared)
        )
        self.compared.setText(
            tr("{checks} made: pressures over the height, open against closed, doors against floors.", checks=checks)
        )
        self.list.setVisible(bool(entries))
        self.list.setFixedHeight(min(TALLEST, self.list.tall + 4))
