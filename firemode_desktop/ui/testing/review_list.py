"""The lines of a review below their headings: one list for the arrow keys, each line leading to its test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
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
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.services.testing.review_lines import Group, Line
from firemode_desktop.ui import status
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.panel import ENTER
from firemode_desktop.ui.theme import BODY, GRID, SMALL, colours, font

LEFT_OF_TEXT, AROUND = 30, 6
WRAP = Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value
DISPLAY, TIP, NAME = (
    Qt.ItemDataRole.DisplayRole.value,
    Qt.ItemDataRole.ToolTipRole.value,
    Qt.ItemDataRole.AccessibleTextRole.value,
)
Index = QModelIndex | QPersistentModelIndex


class Lines(QAbstractListModel):
    """Groups laid out in rows: a heading (a text), then its lines."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[str | Line] = []

    def show(self, groups: Sequence[Group]) -> None:
        """Show these; a group without lines has no heading."""
        self.beginResetModel()
        self.rows = []
        for group in groups:
            if group.lines:
                self.rows += [f"{group.title} · {len(group.lines)}", *group.lines]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row = self.rows[index.row()]
        if isinstance(row, str):
            return row if role in (DISPLAY, NAME) else None
        if role == DISPLAY:
            return row.words
        return f"{term(row.standing.label)}: {row.words} {row.about}".strip() if role in (TIP, NAME) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        heading = isinstance(self.rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if heading else super().flags(index)

    def line(self, index: Index) -> Line | None:
        """The line of a row; None for a heading."""
        row = self.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Line) else None

    def first_line(self) -> QModelIndex:
        """The row of the first line; no row where there is none."""
        places = [number for number, row in enumerate(self.rows) if isinstance(row, Line)]
        return self.index(places[0]) if places else QModelIndex()


class _Painter(QStyledItemDelegate):
    """Headings strong; lines with their shape, the words wrapped, and what is said about them below in grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QListView)
        model = view.model()
        assert isinstance(model, Lines)
        row, width = model.rows[index.row()], view.viewport().width()
        if isinstance(row, str):
            return QSize(width, 3 * GRID + 14)
        wide = width - LEFT_OF_TEXT - GRID
        height = _height(row.words, BODY, wide) + (_height(row.about, SMALL, wide) if row.about else 0)
        return QSize(width, height + 2 * AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = self.parent()
        assert isinstance(view, QListView)
        model = view.model()
        assert isinstance(model, Lines)
        row, box = model.rows[index.row()], option.rect
        painter.save()
        if isinstance(row, str):
            self._heading(painter, box, row, view)
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            self._line(painter, box, row, view, current)
        painter.restore()

    def _heading(self, painter: QPainter, box: QRect, words: str, view: QWidget) -> None:
        painter.setFont(font(BODY, strong=True))
        painter.setPen(colours(view).colour("text"))
        painter.drawText(box.adjusted(GRID, 0, -GRID, -4), Qt.AlignmentFlag.AlignBottom.value, words)

    def _line(self, painter: QPainter, box: QRect, row: Line, view: QWidget, current: bool) -> None:
        palette = colours(view)
        if current:
            painter.fillRect(box, palette.colour("hover"))
            edge = palette.colour("accent" if view.hasFocus() else "faint")
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), edge)
        middle = QPointF(box.left() + 17, box.top() + AROUND + 9)
        status.paint(painter, middle, 10, row.standing, status.colour(row.standing, palette))
        inside = QRectF(box.adjusted(LEFT_OF_TEXT, AROUND, -GRID, -AROUND))
        painter.setFont(font(BODY))
        painter.setPen(palette.colour("text"))
        painter.drawText(inside, WRAP, row.words)
        if row.about:
            painter.setFont(font(SMALL))
            painter.setPen(palette.colour("bad" if row.standing is Standing.FAIL else "quiet"))
            inside.setTop(inside.top() + _height(row.words, BODY, int(inside.width())))
            painter.drawText(inside, WRAP, row.about)


def _height(words: str, size: int, width: int) -> int:
    return QFontMetrics(font(size)).boundingRect(0, 0, max(width, 40), 10_000, WRAP, words).height()


class ReviewList(QListView):
    """``wanted(identifier)`` for the test that a line leads to: Enter, or a click."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = Lines(self)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(tr("What to look at before this session is approved"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.clicked.connect(self._open)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these; the cursor stays on the line that says the same, else it goes to the first."""
        before = self.lines.line(self.currentIndex())
        self.lines.show(groups)
        again = [number for number, row in enumerate(self.lines.rows) if before is not None and row == before]
        self.setCurrentIndex(self.lines.index(again[0]) if again else self.lines.first_line())

    def _open(self, index: Index) -> None:
        line = self.lines.line(index)
        if line is not None and line.identifier:
            self.wanted.emit(line.identifier)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
