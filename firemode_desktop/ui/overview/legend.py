"""What the shapes, lines and colours of the section mean; always below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.standing import Measure, Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.theme import SMALL, colours, font

GAP = 22


class Legend(QWidget):
    """One line, centred."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_measure(self, measure: Measure, limits: Limits | None) -> None:
        """The five shapes; for a measurement also the baseline and the limits."""
        words = [(standing.value, standing.label) for standing in Standing]
        if limits is not None:
            words.append(("baseline", "baseline"))
            words.append(("limits", f"limits, {limits}" if not limits.open else "no limit in force"))
        self._words = tuple(words)
        self.setAccessibleName("Legend: " + ", ".join(word for _, word in words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(SMALL))
        palette, metrics = colours(self), painter.fontMetrics()
        widths = [metrics.horizontalAdvance(word) + 18 for _, word in self._words]
        x = max(0.0, (self.width() - sum(widths) - GAP * (len(widths) - 1)) / 2)
        y = self.height() / 2
        for (name, word), width in zip(self._words, widths, strict=True):
            if name in ("baseline", "limits"):
                baseline = name == "baseline"
                pen = QPen(palette.colour("ink" if baseline else "accent"), 2 if baseline else 1)
                if not baseline:
                    pen.setDashPattern([3, 3])
                painter.setPen(pen)
                painter.drawLine(QPointF(x + 5, y - 7), QPointF(x + 5, y + 7))
            else:
                shape = Standing(name)
                status.paint(painter, QPointF(x + 5, y), 9, shape, status.colour(shape, palette))
            painter.setPen(palette.colour("quiet"))
            painter.drawText(QRectF(x + 16, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, word)
            x += width + GAP
        painter.end()
