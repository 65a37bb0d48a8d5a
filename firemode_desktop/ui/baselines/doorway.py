"""A doorway as it is seen, with the nine velocities at the points where they were taken, and their mean."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.checks import Limits, plain, round_half_even
from firemode_desktop.domain.grid import FRACTIONS, Grid
from firemode_desktop.ui.theme import SMALL, colours, font

TALL = 208
RATIO = Decimal("0.5")
"""Width to height where the register does not tell."""


class DoorwayDrawing(QWidget):
    """Nine velocities in m/s on the opening, drawn in its proportions; below the minimum in the colour of a failure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid: Grid | None = None
        self._limits = Limits()
        self._width: Decimal | None = None
        self._height: Decimal | None = None
        self.setFixedHeight(TALL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_grid(self, grid: Grid, width_m: Decimal | None, height_m: Decimal | None, limits: Limits) -> None:
        """Draw these points in a doorway of that size."""
        self._grid, self._limits, self._width, self._height = grid, limits, width_m, height_m
        points = ", ".join(
            f"point {number} {plain(value)}" for number, value in enumerate(grid.values, 1) if value is not None
        )
        self.setAccessibleName(f"Nine points in m/s: {points}; mean {self.mean}")
        self.setToolTip(f"Mean {self.mean} m/s, lowest {plain(grid.lowest)} m/s at point {grid.lowest_point}")
        self.update()

    @property
    def mean(self) -> str:
        """The mean in m/s at three decimals."""
        return "" if self._grid is None else f"{round_half_even(self._grid.mean, 3):f}"

    def sizeHint(self) -> QSize:
        return QSize(240, TALL)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._grid is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        opening = self._opening()
        painter.fillRect(opening, palette.colour("raised"))
        pen = QPen(palette.colour("ink"), 2)
        painter.setPen(pen)
        painter.drawPolyline([opening.bottomLeft(), opening.topLeft(), opening.topRight(), opening.bottomRight()])
        painter.drawLine(QPointF(8, opening.bottom()), QPointF(self.width() - 8, opening.bottom()))
        for place, value in zip(FRACTIONS, self._grid.values, strict=True):
            if value is not None:
                x = opening.left() + opening.width() * float(place.x)
                self._point(painter, QPointF(x, opening.bottom() - opening.height() * float(place.y)), value)
        self._sizes(painter, opening)
        painter.end()

    def _opening(self) -> QRectF:
        """As wide as the doorway is; never so narrow that the figures meet."""
        tall = TALL - 28.0
        ratio = self._width / self._height if self._width and self._height else RATIO
        wide = min(self.width() - 60.0, max(160.0, tall * float(ratio)))
        return QRectF((self.width() - wide) / 2, 4, wide, tall)

    def _point(self, painter: QPainter, at: QPointF, value: Decimal) -> None:
        palette = colours(self)
        low = not self._limits.contains(value)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.colour("bad" if low else "accent"))
        painter.drawEllipse(at + QPointF(0, 10), 2.5, 2.5)
        painter.setPen(palette.colour("bad" if low else "text"))
        painter.setFont(font(12, strong=True))
        painter.drawText(QRectF(at.x() - 22, at.y() - 12, 44, 18), Qt.AlignmentFlag.AlignCenter, f"{value:.2f}")

    def _sizes(self, painter: QPainter, opening: QRectF) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(colours(self).colour("faint"))
        sizes = f"{plain(self._width)} × {plain(self._height)} m" if self._width and self._height else "size not known"
        below = QRectF(0, opening.bottom() + 5, self.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, sizes)
