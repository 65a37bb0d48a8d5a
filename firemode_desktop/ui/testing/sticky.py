"""What stays in sight at the top while the rest of a card scrolls beneath it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

from firemode_desktop.ui.testing.scroll import scrolling_around
from firemode_desktop.ui.theme import colours


class Sticky(QWidget):
    """The place of a layout in ``whole``; when it scrolls away above, the layout stays at the top of what is seen."""

    def __init__(self, inside: QLayout, whole: QWidget) -> None:
        super().__init__(whole)
        self._whole = whole
        self._around: QScrollArea | None = None
        self.held = _Held(whole)
        self.held.setLayout(inside)
        self.held.installEventFilter(self)

    @property
    def covers(self) -> int:
        """Pixels at the top of what is seen that it takes while the rest scrolls beneath it."""
        return self.held.height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        if self._around is None and (found := scrolling_around(self)) is not None:
            self._around = found
            found.verticalScrollBar().valueChanged.connect(self._settle)
        self._settle()
        super().showEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle()

    def _settle(self, _value: int = 0) -> None:
        wide = self.width()
        tall = self.held.heightForWidth(wide) if self.held.hasHeightForWidth() else self.held.sizeHint().height()
        self.setFixedHeight(max(0, tall))
        y = max(self.y(), min(self._top(), self._whole.height() - tall))
        self.held.afloat = y > self.y()
        self.held.setGeometry(self.x(), y, wide, max(0, tall))
        self.held.raise_()

    def _top(self) -> int:
        """Where what is seen begins, as ``whole`` counts."""
        around = self._around
        content = around.widget() if around is not None else None
        if around is None or content is None:
            return 0
        return self._whole.mapFrom(content, QPoint(0, around.verticalScrollBar().value())).y()


class _Held(QWidget):
    """On the ground of its card, with a line below it while it covers something."""

    afloat = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = colours(self)
        if self.afloat:
            painter.fillRect(self.rect(), palette.colour("surface"))
            painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), palette.colour("line"))
        painter.end()
