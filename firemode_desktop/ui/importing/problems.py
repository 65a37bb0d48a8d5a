"""What is wrong with a file, grouped by cause; choosing a problem leads to its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
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
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from firemode_desktop.domain.standing import Standing
from firemode_desktop.imports.problems import Problem
from firemode_desktop.ui import status
from firemode_desktop.ui.importing.preview import Cause
from firemode_desktop.ui.theme import GRID, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SHOWN = 50
"""So many cells of one cause are listed."""
WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value
_DISPLAY, _NAME = Qt.ItemDataRole.DisplayRole.value, Qt.ItemDataRole.AccessibleTextRole.value


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a cause (no problem), a problem, or how many more there are."""

    text: str
    problem: Problem | None = None
    cause: bool = False


def entries(causes: Sequence[Cause]) -> tuple[Entry, ...]:
    """Each cause with its cells below it."""
    found: list[Entry] = []
    for one in causes:
        found.append(Entry(one.title, one.problems[0], cause=True))
        found += [Entry(problem.message, problem) for problem in one.problems[:SHOWN]]
        if len(one.problems) > SHOWN:
            found.append(Entry(f"and {len(one.problems) - SHOWN:,} more of this kind"))
    return tuple(found)


class ProblemModel(QAbstractListModel):
    """The lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()

    def show_causes(self, causes: Sequence[Cause]) -> None:
        """List these."""
        self.beginResetModel()
        self.entries = entries(causes)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in (_DISPLAY, _NAME) or not index.isValid():
            return None
        entry = self.entries[index.row()]
        return entry.text if entry.problem is None or entry.cause else f"{entry.problem.where}: {entry.text}"


class Lines(QStyledItemDelegate):
    """A cause in one strong line; a problem as its cell, what was read there, and what would be right."""

    def __init__(self, view: ProblemList) -> None:
        super().__init__(view)
        self._view = view
        self._strong, self._plain = font(strong=True), font(12)
        self._small = font(12, strong=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._view.problems.entries[index.row()]
        wide = max(80, self._view.viewport().width() - 2 * GRID)
        if entry.cause:
            box = QFontMetrics(self._strong).boundingRect(QRect(0, 0, wide - 20, 10_000), WRAP, entry.text)
            return QSize(wide, box.height() + 14)
        box = QFontMetrics(self._plain).boundingRect(QRect(0, 0, wide - 12, 10_000), WRAP, entry.text)
        return QSize(wide, box.height() + (30 if entry.problem is not None else 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, palette = self._view.problems.entries[index.row()], colours(self._view)
        rect: QRect = option.rect
        painter.save()
        name = self._view.weight
        if entry.cause:
            standing = Standing.FAIL if name == "bad" else Standing.NEAR
            status.paint(painter, QPointF(rect.left() + 12, rect.top() + 16), 10, standing, palette.colour(name))
            painter.setFont(self._strong)
            painter.setPen(palette.colour("text"))
            painter.drawText(rect.adjusted(24, 7, -GRID, 0), WRAP, entry.text)
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, palette.colour("hover"))
            edge = palette.colour("accent" if self._view.hasFocus() else "faint")
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), edge)
        inner = rect.adjusted(12, 5, -GRID, -3)
        if entry.problem is not None:
            self._where(painter, inner, entry.problem)
            inner.adjust(0, 18, 0, 0)
        painter.setFont(self._plain)
        painter.setPen(palette.colour("quiet"))
        painter.drawText(inner, WRAP, entry.text)
        painter.restore()

    def _where(self, painter: QPainter, inner: QRect, problem: Problem) -> None:
        palette = colours(self._view)
        painter.setFont(self._small)
        painter.setPen(palette.colour("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop, problem.where)
        after = painter.fontMetrics().horizontalAdvance(problem.where) + GRID
        if problem.value:
            room = inner.adjusted(after, 0, 0, 0)
            painter.setPen(palette.colour(self._view.weight))
            text = painter.fontMetrics().elidedText(problem.value, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignTop, text)


class ProblemList(QListView):
    """Choosing a line says ``wanted(problem)``."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemModel(self)
        self.weight = "bad"
        self.setModel(self.problems)
        self.setItemDelegate(Lines(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Problems of the file")
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_causes(self, causes: Sequence[Cause], weight: str) -> None:
        """List these; ``weight`` is ``bad`` or ``near``."""
        self.weight = weight
        self.problems.show_causes(causes)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid() and (problem := self.problems.entries[now.row()].problem) is not None:
            self.wanted.emit(problem)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
