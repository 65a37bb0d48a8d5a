"""Status has a shape, a word and a colour, in this order: ● pass, ▲ fail, ◆ near the limit, ○ not tested, ✕ skipped.

The shapes are painted, not typed, because no typeface holds all five at one weight. ``paint`` is the only place that
draws them: the section, the grids' delegates, the cards and the badges all call it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.language import term
from firemode_desktop.ui.theme import Colours, colours

COLOUR_NAMES: dict[Standing, str] = {
    Standing.PASS: "good",
    Standing.FAIL: "bad",
    Standing.NEAR: "near",
    Standing.NOT_TESTED: "faint",
    Standing.SKIPPED: "quiet",
}


def colour(standing: Standing, palette: Colours) -> QColor:
    """The colour of a standing in this palette."""
    return palette.colour(COLOUR_NAMES[standing])


def paint(painter: QPainter, centre: QPointF, size: float, standing: Standing, fill: QColor) -> None:
    """Draw the shape of ``standing`` about ``centre``; ``size`` is its height in pixels (10 beside 13 px text)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = size / 2
    solid = standing in (Standing.PASS, Standing.FAIL, Standing.NEAR)
    painter.setPen(Qt.PenStyle.NoPen if solid else QPen(fill, max(1.2, size / 8)))
    painter.setBrush(fill if solid else Qt.BrushStyle.NoBrush)
    if standing is Standing.PASS:
        painter.drawEllipse(centre, half * 0.92, half * 0.92)
    elif standing is Standing.FAIL:
        painter.drawPolygon(_around(centre, (0, -half), (half * 1.08, half * 0.88), (-half * 1.08, half * 0.88)))
    elif standing is Standing.NEAR:
        painter.drawPolygon(_around(centre, (0, -half * 1.1), (half * 1.1, 0), (0, half * 1.1), (-half * 1.1, 0)))
    elif standing is Standing.NOT_TESTED:
        painter.drawEllipse(centre, half * 0.85, half * 0.85)
    else:
        arm = half * 0.72
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm))
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm))
    painter.restore()


def _around(centre: QPointF, *offsets: tuple[float, float]) -> QPolygonF:
    return QPolygonF([centre + QPointF(x, y) for x, y in offsets])


class StatusMark(QWidget):
    """The shape alone, as a small widget beside a label; its word is its accessible name and its tooltip."""

    def __init__(self, standing: Standing, size: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_standing(standing)

    def show_standing(self, standing: Standing) -> None:
        """Show another standing."""
        self._standing = standing
        self.setAccessibleName(term(standing.label))
        self.setToolTip(term(standing.label))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size + 4, self._size + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill = colour(self._standing, colours(self))
        paint(painter, QRectF(self.rect()).center(), self._size, self._standing, fill)
        painter.end()
