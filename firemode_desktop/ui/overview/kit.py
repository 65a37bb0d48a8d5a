"""What the parts of the section are drawn with: one painter, one palette, each colour and typeface made once."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from firemode_desktop.domain.section_layout import Box
from firemode_desktop.ui.theme import Colours, font

_face = cache(lambda size, strong: font(size, strong=strong))


class Kit:
    """A painter with our colours and typefaces by name."""

    def __init__(self, painter: QPainter, palette: Colours) -> None:
        self.painter, self.palette = painter, palette
        self._colours: dict[str, QColor] = {}
        self._pens: dict[tuple[str, float, float], QPen] = {}

    def colour(self, name: str) -> QColor:
        """The named colour of the palette."""
        if name not in self._colours:
            self._colours[name] = self.palette.colour(name)
        return self._colours[name]

    def pen(self, name: str, width: float = 1.0, dashes: float = 0.0) -> None:
        """Draw lines so from now on; ``dashes`` is the length of a dash and of a gap, in line widths."""
        pen = self._pens.get((name, width, dashes))
        if pen is None:
            pen = QPen(self.colour(name), width)
            if dashes:
                pen.setDashPattern([dashes, dashes])
            self._pens[name, width, dashes] = pen
        self.painter.setPen(pen)

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        """A straight line."""
        self.painter.drawLine(QPointF(left, top), QPointF(right, bottom))

    def block(self, box: QRectF, name: str, radius: float = 0.0) -> None:
        """An area in one colour."""
        if not radius:
            self.painter.fillRect(box, self.colour(name))
            return
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.colour(name))
        self.painter.drawRoundedRect(box, radius, radius)

    def words(self, size: int, name: str, *, strong: bool = False) -> None:
        """Write so from now on."""
        self.painter.setFont(self.face(size, strong))
        self.painter.setPen(self.colour(name))

    @staticmethod
    def face(size: int, strong: bool = False) -> QFont:
        """Our typeface in that size."""
        return _face(size, strong)


def rectangle(box: Box) -> QRectF:
    """A box of the layout for Qt."""
    return QRectF(box.left, box.top, box.width, box.height)
