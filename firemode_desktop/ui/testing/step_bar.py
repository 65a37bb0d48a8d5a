"""A step in time: its window with the planned moment, when it was seen, and where the stopwatch is.

The mark of what was seen can be dragged; it snaps to tenths of a second, and Escape leaves it where it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import plain
from firemode_desktop.ui.theme import SMALL, colours, font

EDGE = 6
"""Pixels between the end of the scale and the end of the widget."""
HEIGHT = 18
GRIP = 12
"""How near to the mark, in pixels, a drag begins."""
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Marked:
    """What a bar shows: when it was seen, how that stands, and where the stopwatch is (seconds)."""

    seen: Decimal | None = None
    standing: Standing = Standing.NOT_TESTED
    now: Decimal | None = None


class Bar(QWidget):
    """Seconds from the trigger to the right. ``dragged(seconds)`` while its mark is moved, ``dropped(before)`` after.

    ``before`` are the seconds where the drag began; None where it was given up.
    """

    dragged = Signal(object)
    dropped = Signal(object)

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._end = Decimal(1)
        self._marked = Marked()
        self._from: Decimal | None = None
        self.movable = True
        self.setFixedHeight(HEIGHT)
        self.setMouseTracking(True)

    def show_marked(self, marked: Marked, end: Decimal) -> None:
        """Show it on a scale that ends after ``end`` seconds; while it is dragged the scale stays."""
        end = self._end if self._from is not None else end
        if (marked, end) != (self._marked, self._end):
            self._marked, self._end = marked, end
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def x_of(self, seconds: Decimal) -> float:
        """Where a moment is drawn; what lies beyond the end stands at it."""
        return EDGE + (self.width() - 2 * EDGE) * min(1.0, float(seconds / self._end))

    def _seconds_at(self, x: float) -> Decimal:
        share = min(1.0, max(0.0, (x - EDGE) / max(1, self.width() - 2 * EDGE)))
        return (Decimal(repr(share)) * self._end).quantize(TENTH)

    # --- dragging ------------------------------------------------------------------------------------------------

    def _on_mark(self, x: float) -> bool:
        seen = self._marked.seen
        return self.movable and seen is not None and abs(self.x_of(seen) - x) <= GRIP

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._on_mark(event.position().x()):
            self._from = self._marked.seen
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.dragged.emit(self._seconds_at(event.position().x()))
        elif self._on_mark(event.position().x()):
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            before, self._from = self._from, None
            self.update()
            self.dropped.emit(before)
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value and self._from is not None:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self._from is not None:
            self._give_up()
        super().focusOutEvent(event)

    def _give_up(self) -> None:
        before, self._from = self._from, None
        self.dragged.emit(before)
        self.dropped.emit(None)
        self.update()

    # --- drawing -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, middle = colours(self), self.height() / 2
        painter.setPen(QPen(palette.colour("line"), 1))
        painter.drawLine(QPointF(EDGE, middle), QPointF(self.width() - EDGE, middle))
        self._whiskers(painter, middle)
        if self._from is not None:
            status.paint(
                painter, QPointF(self.x_of(self._from), middle), 9, Standing.NOT_TESTED, palette.colour("faint")
            )
        if self._marked.seen is not None:
            tone = status.colour(self._marked.standing, palette)
            status.paint(painter, QPointF(self.x_of(self._marked.seen), middle), 11, self._marked.standing, tone)
        painter.end()

    def _whiskers(self, painter: QPainter, middle: float) -> None:
        """The tolerance as a band with ends, the planned moment as a tick; what must not happen hatched in red."""
        palette, step = colours(self), self._step
        start, end = self.x_of(step.earliest), self.x_of(step.latest)
        box = QRectF(QPointF(start, middle - 4), QPointF(max(end, start + 2), middle + 4))
        if step.must_not:
            painter.setPen(QPen(palette.colour("bad"), 1))
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.drawRect(box)
            return
        fill = palette.colour("bar")
        fill.setAlphaF(0.55)
        painter.fillRect(box, fill)
        painter.setPen(QPen(palette.colour("quiet"), 1.2))
        for x in (start, end):
            painter.drawLine(QPointF(x, middle - 6), QPointF(x, middle + 6))
        at = self.x_of(step.expected_delay_seconds)
        painter.setPen(QPen(palette.colour("ink"), 1.8))
        painter.drawLine(QPointF(at, middle - 7), QPointF(at, middle + 7))


class Scale(QWidget):
    """The ends of the bars in seconds; ``left`` and ``right`` are what stands beside the bars, in pixels."""

    def __init__(self, left: int, right: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._end = Decimal(1)
        self.setFixedHeight(14)

    def show_left(self, left: int) -> None:
        """The bars begin so many pixels from the left."""
        self._left = left
        self.update()

    def show_end(self, end: Decimal) -> None:
        """The bars end after so many seconds."""
        if end != self._end:
            self._end = end
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(SMALL))
        painter.setPen(colours(self).colour("faint"))
        box = QRectF(self.rect()).adjusted(self._left, 0, -self._right, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, "trigger")
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, f"{plain(self._end)} s")
        painter.end()
