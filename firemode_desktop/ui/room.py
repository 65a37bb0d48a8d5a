"""The room for the pages: one is shown, and where the window is smaller than it needs, it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

LEAST = QSize(800, 520)
"""What a page is given at least, in logical pixels: 1280 × 800 at 150 % has this much beside the navigation."""


class Pages(QStackedWidget):
    """Widgets of which one is shown; it needs as much room as that one, and no less than ``LEAST``."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        if shown is None:
            return LEAST
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()).expandedTo(LEAST)


class _Sheet(QWidget):
    """What is scrolled. Without a layout: a scroll area would ask that of the pages for the height of all of them."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self._pages = pages
        pages.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._pages.minimumSizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # of the pages: it is the scroll area's to answer
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pages.resize(self.size())


class Room(QScrollArea):
    """Shows the pages whole where there is room, and a part of them to be scrolled where there is not."""

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(_Sheet(pages))
        self._pages = pages
        pages.currentChanged.connect(self.begin)

    def begin(self, _index: int = 0) -> None:
        """Something else is shown: from its upper left corner."""
        self._pages.updateGeometry()
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(0)
