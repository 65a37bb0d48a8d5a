"""The words of a spot beside it: a bubble that stays in the chart and does not cover what it speaks of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.parts import paint_surface
from firemode_desktop.ui.theme import GRID, colours, font

SIZE = 12
WIDEST = 340
GAP = 7.0
"""Between the mark and the words."""
Crowd = Callable[[QRectF], int]
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value


class Readout(QWidget):
    """Light words on dark, in dark the other way round; the mouse goes through it."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self._chart = chart
        self.words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(font(SIZE))
        self.hide()

    def tell(self, words: str, mark: QRectF, near: QPointF, crowd: Crowd) -> None:
        """Say this of a mark (in pixels of the chart); of a wide one where the pointer is. No words: be gone.

        ``crowd`` tells how many marks a box covers.
        """
        self.words = words
        self.setVisible(bool(words))
        if words:
            room = self._chart.rect().toRectF()
            self.setGeometry(_placed(self._wanted(room.width()).toSizeF(), mark, near, room, crowd))
            self.update()

    def _wanted(self, room: float) -> QSize:
        widest = round(min(WIDEST, room - 4 * GRID))
        text = self.fontMetrics().boundingRect(QRect(0, 0, widest, 4000), _WRAP, self.words)
        return QSize(text.width() + 2 * GRID + 4, text.height() + GRID + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        paint_surface(painter, self.rect().toRectF(), palette.colour("text"), palette.colour("surface"), 5)
        painter.setFont(self.font())
        painter.setPen(palette.colour("surface"))
        painter.drawText(self.rect().adjusted(GRID + 1, GRID // 2, 1 - GRID, -GRID // 2), _WRAP, self.words)
        painter.end()


def _placed(size: QSizeF, mark: QRectF, near: QPointF, room: QRectF, crowd: Crowd) -> QRect:
    """Around the mark where the fewest others are covered, rather above it; in one that fills the chart, at an end."""
    x = near.x() if mark.width() > size.width() else mark.center().x()
    left, right, before = x - size.width() / 2, mark.right() + GAP, mark.left() - GAP - size.width()
    upper, lower, level = mark.top() - GAP - size.height(), mark.bottom() + GAP, mark.center().y() - size.height() / 2
    corners = [(at, top) for at in (left, right, before) for top in (upper, lower)] + [(right, level), (before, level)]
    boxes = [_inside(QRectF(QPointF(*corner), size), room) for corner in corners]
    free = [box for box in boxes if not box.intersects(mark)]
    if free:
        return min(free, key=crowd).toAlignedRect()
    end = room.top() if near.y() > room.center().y() else room.bottom()
    return _inside(QRectF(QPointF(left, end), size), room).toAlignedRect()


def _inside(box: QRectF, room: QRectF) -> QRectF:
    left = min(max(box.left(), room.left()), max(room.left(), room.right() - box.width()))
    top = min(max(box.top(), room.top()), max(room.top(), room.bottom() - box.height()))
    return QRectF(QPointF(left, top), box.size())
