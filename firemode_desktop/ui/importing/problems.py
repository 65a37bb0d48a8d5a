"""What is wrong with a file, by cause; choosing a problem leads to its cell, choosing a repair carries it out."""

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
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
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
from firemode_desktop.imports.tables.problems import Mend, Problem
from firemode_desktop.ui import status
from firemode_desktop.ui.importing.causes import Cause
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import paint_surface
from firemode_desktop.ui.theme import GRID, colours, font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
SHOWN = 50
"""So many cells of one cause are listed, and so many of its repairs: of each line the height has to be found."""
WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value
INDENT = 24
_DISPLAY, _NAME = Qt.ItemDataRole.DisplayRole.value, Qt.ItemDataRole.AccessibleTextRole.value
_ENTER = (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value, Qt.Key.Key_Space.value)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a cause with its first problem, a repair, a problem, or how many more there are."""

    text: str
    problem: Problem | None = None
    cause: bool = False
    repair: Mend | None = None


def entries(causes: Sequence[Cause]) -> tuple[Entry, ...]:
    """Each cause with its repairs and its cells below it."""
    found: list[Entry] = []
    for one in causes:
        found.append(Entry(one.title, one.problems[0], cause=True))
        found += [Entry(repair.title, repair=repair) for repair in one.repairs[:SHOWN]]
        if len(one.repairs) > SHOWN:
            found.append(
                Entry(
                    tr(
                        "and {repairs:,} more repairs, offered once some of these are made",
                        repairs=len(one.repairs) - SHOWN,
                    )
                )
            )
        found += [Entry(problem.message, problem) for problem in one.problems[:SHOWN]]
        if len(one.problems) > SHOWN:
            found.append(Entry(tr("and {problems:,} more of this kind", problems=len(one.problems) - SHOWN)))
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
        if entry.repair is not None:
            return tr("Repair: {entry}", entry=entry.text)
        return entry.text if entry.problem is None or entry.cause else f"{entry.problem.where}: {entry.text}"


class Lines(QStyledItemDelegate):
    """A cause in one strong line, a repair as a button, a problem as its cell, what was read and what is right."""

    def __init__(self, view: ProblemList) -> None:
        super().__init__(view)
        self._view = view
        self._strong, self._plain = font(strong=True), font(12)
        self._small = font(12, strong=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._view.problems.entries[index.row()]
        wide = max(80, self._view.viewport().width())
        if entry.cause:
            return QSize(wide, self._height(self._strong, wide - INDENT - GRID, entry.text) + 14)
        if entry.repair is not None:
            return QSize(wide, self._height(self._small, wide - INDENT - 3 * GRID, entry.text) + 18)
        below = 30 if entry.problem is not None else 12
        return QSize(wide, self._height(self._plain, wide - 12 - GRID, entry.text) + below)

    @staticmethod
    def _height(face: Any, wide: int, text: str) -> int:
        return QFontMetrics(face).boundingRect(QRect(0, 0, wide, 10_000), WRAP, text).height()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._view.problems.entries[index.row()]
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if entry.cause:
            self._cause(painter, rect, entry)
        elif entry.repair is not None:
            self._repair(painter, rect, entry, chosen)
        else:
            self._problem(painter, rect, entry, chosen)
        painter.restore()

    def _cause(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        palette, name = colours(self._view), self._view.weight
        standing = Standing.FAIL if name == "bad" else Standing.NEAR
        status.paint(painter, QPointF(rect.left() + 12, rect.top() + 16), 10, standing, palette.colour(name))
        painter.setFont(self._strong)
        painter.setPen(palette.colour("text"))
        painter.drawText(rect.adjusted(INDENT, 7, -GRID, 0), WRAP, entry.text)

    def _repair(self, painter: QPainter, rect: QRect, entry: Entry, chosen: bool) -> None:
        """A button: Enter or a click carries it out."""
        palette = colours(self._view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect.adjusted(INDENT, 2, -GRID, -4))
        edge = palette.colour("accent" if chosen and self._view.hasFocus() else "line")
        paint_surface(painter, box, palette.colour("hover" if chosen else "raised"), edge, 5)
        painter.setFont(self._small)
        painter.setPen(palette.colour("accent_text"))
        painter.drawText(box.toRect().adjusted(GRID, 5, -GRID, -3), WRAP, entry.text)

    def _problem(self, painter: QPainter, rect: QRect, entry: Entry, chosen: bool) -> None:
        palette = colours(self._view)
        if chosen:
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
    """Choosing a line says ``wanted(problem)``; Enter on a repair, or a click, says ``repair_wanted(repair)``."""

    wanted = Signal(object)
    repair_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problems = ProblemModel(self)
        self.weight = "bad"
        self._leads = True
        self.setModel(self.problems)
        self.setItemDelegate(Lines(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(tr("Problems of the file"))
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)

    def show_causes(self, causes: Sequence[Cause], weight: str) -> None:
        """List these; ``weight`` is ``bad`` or ``near``. One scrolled to stays where it was, as far as it can."""
        self.weight = weight
        top = self.verticalScrollBar().value()
        self.problems.show_causes(causes)
        self.verticalScrollBar().setValue(top)

    def mark(self, problem: Problem) -> None:
        """Show the line of a problem as the chosen one, without leading anywhere."""
        found = (at for at, one in enumerate(self.problems.entries) if one.problem == problem and not one.cause)
        at = next(found, None)
        self._leads = False
        if at is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentIndex(self.problems.index(at, 0))
            self.scrollTo(self.currentIndex())
        self._leads = True

    def first_repair(self) -> Mend | None:
        """The first repair of the cause one stands in, else the first of all; None where nothing can be repaired."""
        here, every = self.currentIndex().row(), self.problems.entries
        start = max((at for at in range(here + 1) if every[at].cause), default=0)
        below = next((at for at in range(start + 1, len(every)) if every[at].cause), len(every))
        found = (entry.repair for entry in (*every[start:below], *every) if entry.repair is not None)
        return next(found, None)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if self._leads and now.isValid() and (problem := self.problems.entries[now.row()].problem) is not None:
            self.wanted.emit(problem)

    def _on_clicked(self, index: QModelIndex) -> None:
        self._carry_out(index)

    def _carry_out(self, index: QModelIndex) -> bool:
        repair = self.problems.entries[index.row()].repair if index.isValid() else None
        if repair is not None:
            self.repair_wanted.emit(repair)
        return repair is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ENTER or not self._carry_out(self.currentIndex()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()
