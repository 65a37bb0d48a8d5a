"""A chart on screen: the strokes of ``charts.scene`` painted by Qt, the same that the report prints."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.charts.scene import Circle, Line, Polygon, Scene, Stroke, Words
from firemode_desktop.charts.style import Style, style
from firemode_desktop.ui.theme import colours, font

PIXELS_A_POINT = 1.5
"""So that the chart's small print is as large as that of the window."""
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}

MakeScene = Callable[[Style, tuple[float, float]], Scene]


class SceneView(QWidget):
    """Shows a chart that is drawn anew for every size and for light and dark; blank until it is given one.

    ``show_scene`` takes a function of the style and the size in millimetres, and the words for a screen reader.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: MakeScene | None = None
        self._drawn: tuple[tuple[int, int, bool], Scene] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)

    def sizeHint(self) -> QSize:
        return QSize(640, 340)

    def show_scene(self, make: MakeScene | None, words: str = "") -> None:
        """Show this chart, or none."""
        self._make, self._drawn = make, None
        self.setAccessibleName(words)
        self.update()

    def scene(self) -> Scene | None:
        """The chart at the present size and colours."""
        if self._make is None:
            return None
        dark = colours(self).dark
        asked = (self.width(), self.height(), dark)
        if self._drawn is None or self._drawn[0] != asked:
            look = style("dark" if dark else "light")
            size = tuple(side / PIXELS_A_POINT * 25.4 / 72 for side in asked[:2])
            self._drawn = asked, self._make(look, (size[0], size[1]))
        return self._drawn[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()
        if scene is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(PIXELS_A_POINT, PIXELS_A_POINT)
        for stroke in scene.strokes:
            _paint(painter, stroke, scene.height)
        painter.end()


def _paint(painter: QPainter, stroke: Stroke, top: float) -> None:
    """One stroke; the scene counts upwards from the lower left corner, Qt downwards from the upper left."""
    if isinstance(stroke, Words):
        _write(painter, stroke, top)
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if isinstance(stroke, Line):
        pen = QPen(QColor(stroke.colour), stroke.width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if stroke.dashes:
            pen.setDashPattern(stroke.dashes)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, top - y) for x, y in stroke.points]))
        return
    painter.setPen(QPen(QColor(stroke.edge), stroke.width) if stroke.edge else Qt.PenStyle.NoPen)
    if stroke.fill:
        hatched = isinstance(stroke, Polygon) and stroke.hatched
        pattern = Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern
        painter.setBrush(QBrush(QColor(stroke.fill), pattern))
    if isinstance(stroke, Circle):
        painter.drawEllipse(QPointF(stroke.x, top - stroke.y), stroke.radius, stroke.radius)
    else:
        painter.drawPolygon(QPolygonF([QPointF(x, top - y) for x, y in stroke.points]))


def _write(painter: QPainter, words: Words, top: float) -> None:
    """Text on its baseline; its size in points of the scene, set in pixels so that no screen changes it."""
    face = font(10, strong=words.bold)
    face.setPixelSize(max(1, round(words.size * 8)))
    painter.save()
    painter.translate(words.x, top - words.y)
    painter.scale(words.size / face.pixelSize(), words.size / face.pixelSize())
    painter.setFont(face)
    painter.setPen(QColor(words.colour))
    wide = painter.fontMetrics().horizontalAdvance(words.text)
    painter.drawText(QPointF(-wide * _ALIGN[words.align], 0), words.text)
    painter.restore()
