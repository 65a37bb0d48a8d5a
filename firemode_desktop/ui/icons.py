"""Our own icons: one weight, on a 24 px grid in ``resources/icons``, tinted by the palette while they are painted."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from firemode_desktop.paths import resources
from firemode_desktop.ui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # at the first icon: the first paint of the window has none

    drawing = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


def paint(painter: QPainter, box: QRectF, name: str, colour: QColor) -> None:
    """Draw icon ``name`` into ``box`` (square) in one colour."""
    _renderer(name, colour.name()).render(painter, box)


class _Glyph(QIconEngine):
    """An icon whose colour is the palette's at the moment of painting."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = "faint" if mode == QIcon.Mode.Disabled else self._role
        paint(painter, QRectF(rect), self._name, colours().colour(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._role)


def icon(name: str, role: str = "text") -> QIcon:
    """Icon ``name`` in the palette's colour ``role`` (``text``, ``quiet``, ``accent`` …); follows light and dark."""
    return QIcon(_Glyph(name, role))
