"""What the start page is made of: the tile of one way to begin, and the layout of its forms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFormLayout, QLabel

from firemode_desktop.ui import icons
from firemode_desktop.ui.parts import Pressable, label, paint_surface
from firemode_desktop.ui.theme import GRID, LARGE, colours, font

TILE = QSize(336, 96)


class Tile(Pressable):
    """One way to begin: icon, name, and one line on what it does."""

    def __init__(self, icon: str, name: str, words: str, run: Callable[[], object]) -> None:
        super().__init__()
        self._icon, self._words = icon, words
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setFixedSize(TILE)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda _checked=False: run())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        ready = self.isEnabled()
        edge = "accent" if self.hasFocus() else "faint" if self.underMouse() and ready else "line"
        paint_surface(painter, QRectF(self.rect()), palette.colour("surface"), palette.colour(edge), 8)
        icons.paint(painter, QRectF(20, 32, 32, 32), self._icon, palette.colour("accent" if ready else "faint"))
        painter.setFont(font(LARGE, strong=True))
        painter.setPen(palette.colour("text" if ready else "faint"))
        painter.drawText(QRectF(72, 18, 250, 24), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font(12))
        painter.setPen(palette.colour("quiet" if ready else "faint"))
        painter.drawText(QRectF(72, 42, 250, 44), Qt.TextFlag.TextWordWrap, self._words)
        painter.end()


def form_layout() -> QFormLayout:
    """Labels at the left, fields as wide as there is room."""
    form = QFormLayout()
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setHorizontalSpacing(3 * GRID)
    form.setVerticalSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


def field_label(text: str) -> QLabel:
    """As high as a field, so that the words stand on its middle."""
    made = label(text)
    made.setMinimumHeight(32)
    return made
