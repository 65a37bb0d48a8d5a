"""A chart on screen: the strokes of ``charts.scene`` painted by Qt, the same that the report prints.

``SceneView`` keeps the finished picture: it is made anew only when the size, the colours or the chart change, so that
what stands above it (a ring, a read-out) is repainted at the cost of a few pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.charts.scene import Circle, Line, Polygon, Scene, Stroke, Words
from firemode_desktop.charts.style import Style, style
from firemode_desktop.ui.theme import BODY, GRID, colours, font

PIXELS_A_POINT = 1.5
"""So that the chart's small print is as large as that of the window."""
FINENESS = 8
"""Text is set that much larger and scaled down: its width is then that of the report, on every screen."""
LINE = 440
"""How wide words become that stand in the place of a chart, in pixels."""
_WRAP = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignCenter.value
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}

MakeScene = Callable[[Style, tuple[float, float]], Scene]


class SceneView(QWidget):
    """Shows a chart that is drawn anew for every size and for light and dark; blank until it is given one.

    ``show_scene`` takes a function of the style and the size in millimetres, and the words for a screen reader.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make: MakeScene | None = None
        self._drawn: tuple[Hashable, Scene] | None = None
        self._painted: tuple[Hashable, QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 200)

    def sizeHint(self) -> QSize:
        return QSize(640, 340)

    def show_scene(self, make: MakeScene | None, words: str = "") -> None:
        """Show this chart, or none: then the words stand quietly in its place."""
        self._make = make
        self.forget()
        self.setAccessibleName(words)

    def forget(self) -> None:
        """The chart is another one from now on."""
        self._drawn = self._painted = None
        self.update()

    def scene(self) -> Scene | None:
        """The chart at the present size and colours."""
        if not self.shows_chart:
            return None
        asked = self._asked()
        if self._drawn is None or self._drawn[0] != asked:
            look = style(colours(self).chart)
            self._drawn = asked, self._compose(look, self.size_mm())
        return self._drawn[1]

    @property
    def shows_chart(self) -> bool:
        """Whether there is a chart, and not only words in its place."""
        return self._make is not None

    def size_mm(self) -> tuple[float, float]:
        """Width and height of the chart, in millimetres of the report's measure."""
        return millimetres(self.width()), millimetres(self.height())

    def _compose(self, look: Style, size_mm: tuple[float, float]) -> Scene:
        """Make the chart."""
        assert self._make is not None
        return self._make(look, size_mm)

    def _asked(self) -> Hashable:
        """What the chart depends on: while it is equal, the chart is the same."""
        return self.width(), self.height(), colours(self).chart

    def _picture(self, scene: Scene) -> QPixmap:
        """The chart as it stands on this screen, kept while it is the same."""
        ratio = self.devicePixelRatioF()
        asked = self._asked(), ratio
        if self._painted is None or self._painted[0] != asked:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            painter.scale(PIXELS_A_POINT, PIXELS_A_POINT)
            paint_scene(painter, scene)
            painter.end()
            self._painted = asked, made
        return self._painted[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self.scene()
        painter = QPainter(self)
        if scene is None:
            aside = max(2 * GRID, (self.width() - LINE) // 2)
            painter.setFont(font(BODY))
            painter.setPen(colours(self).colour("quiet"))
            painter.drawText(self.rect().adjusted(aside, 0, -aside, 0), _WRAP, self.accessibleName())
        else:
            painter.drawPixmap(0, 0, self._picture(scene))
        painter.end()


def millimetres(pixels: float) -> float:
    """A length of the window in millimetres of the report's measure."""
    return pixels / PIXELS_A_POINT * 25.4 / 72


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """All strokes in their order, in points from the upper left corner."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke in scene.strokes:
        _paint(painter, stroke, scene.height)


def _paint(painter: QPainter, stroke: Stroke, top: float) -> None:
    """One stroke; the scene counts upwards from the lower left corner, Qt downwards from the upper left."""
    if isinstance(stroke, Words):
        _write(painter, stroke, top)
        return
    if isinstance(stroke, Line):
        painter.setPen(_pen(stroke.colour, stroke.width, stroke.dashes))
        painter.drawPolyline(_corners(stroke.points, top))
        return
    hatched = isinstance(stroke, Polygon) and stroke.hatched
    painter.setPen(_pen(stroke.edge, stroke.width) if stroke.edge else _NO_PEN)
    painter.setBrush(_brush(stroke.fill, hatched) if stroke.fill else _NO_BRUSH)
    if isinstance(stroke, Circle):
        painter.drawEllipse(QPointF(stroke.x, top - stroke.y), stroke.radius, stroke.radius)
    else:
        painter.drawPolygon(_corners(stroke.points, top))


def _corners(points: tuple[tuple[float, float], ...], top: float) -> QPolygonF:
    return QPolygonF([QPointF(x, top - y) for x, y in points])


_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush


@lru_cache(maxsize=256)
def _pen(colour: str, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


@lru_cache(maxsize=256)
def _brush(colour: str, hatched: bool) -> QBrush:
    return QBrush(QColor(colour), Qt.BrushStyle.BDiagPattern if hatched else Qt.BrushStyle.SolidPattern)


@lru_cache(maxsize=32)
def _face(pixels: int, bold: bool) -> tuple[QFont, QFontMetricsF]:
    face = font(pixels, strong=bold)
    return face, QFontMetricsF(face)


def _write(painter: QPainter, words: Words, top: float) -> None:
    """Text on its baseline; its size in points of the scene, set in pixels so that no screen changes it."""
    face, metrics = _face(max(1, round(words.size * FINENESS)), words.bold)
    scale = words.size / face.pixelSize()
    share = _ALIGN[words.align]
    wide = metrics.horizontalAdvance(words.text) if share else 0.0
    painter.save()
    painter.translate(words.x, top - words.y)
    painter.scale(scale, scale)
    painter.setFont(face)
    painter.setPen(_pen(words.colour, 1.0))
    painter.drawText(QPointF(-wide * share, 0), words.text)
    painter.restore()
