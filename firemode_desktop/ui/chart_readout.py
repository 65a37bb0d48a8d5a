"""The words of a spot beside it: a bubble that stays in the chart and does not cover what it speaks of."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.parts import paint_surface
from firemode_desktop.ui.theme import GRID, colours, font

SIZE = 12
WIDEST = 340
GAP = 7.0
"""Between the mark and the words."""
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

    def tell(self, words: str, mark: QRectF, near: QPointF) -> None:
        """Say this of a mark (in pixels of the chart); of a wide one where the pointer is. No words: be gone."""
        self.words = words
        self.setVisible(bool(words))
        if words:
            room = self._chart.rect().toRectF()
            self.setGeometry(_placed(self._wanted(room.width()).toSizeF(), mark, near, room))
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


def _placed(size: QSizeF, mark: QRectF, near: QPointF, room: QRectF) -> QRect:
    """Above the mark, else below, at its right, at its left: the first that fits; else at the top or at the bottom."""
    wide = mark.width() > size.width()
    x = near.x() if wide else mark.center().x()
    left, top = x - size.width() / 2, mark.center().y() - size.height() / 2
    corners = (
        QPointF(left, mark.top() - GAP - size.height()),
        QPointF(left, mark.bottom() + GAP),
        QPointF(mark.right() + GAP, top),
        QPointF(mark.left() - GAP - size.width(), top),
    )
    for corner in corners:
        box = _inside(QRectF(corner, size), room)
        if not box.intersects(mark):
            return box.toAlignedRect()
    upper = near.y() > room.center().y()
    return _inside(QRectF(QPointF(left, room.top() if upper else room.bottom()), size), room).toAlignedRect()


def _inside(box: QRectF, room: QRectF) -> QRectF:
    left = min(max(box.left(), room.left()), max(room.left(), room.right() - box.width()))
    top = min(max(box.top(), room.top()), max(room.top(), room.bottom() - box.height()))
    return QRectF(QPointF(left, top), box.size())
