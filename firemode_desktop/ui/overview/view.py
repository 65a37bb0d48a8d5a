"""The window onto the section: scroll bars where it is larger than the room, zoom about a point, pulling, following."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea

from firemode_desktop.ui.overview.drawing import SectionDrawing


class SectionView(QScrollArea):
    """Holds a drawing; tells it how much room there is, and keeps the chosen floor in view."""

    def __init__(self, drawing: SectionDrawing) -> None:
        super().__init__()
        self.drawing = drawing
        self.setWidget(drawing)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        drawing.setAutoFillBackground(False)
        drawing.anchored.connect(self._on_anchored)
        drawing.panned.connect(self._on_panned)
        drawing.chosen.connect(self._on_chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.drawing.fit(self.maximumViewportSize())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 240)

    def _on_anchored(self, before: QPointF, after: QPointF) -> None:
        """What lay under the pointer lies under it again."""
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        values = [bar.value() for bar in bars]  # a smaller drawing would push them in first
        self.drawing.resize(self.drawing.minimumSize().expandedTo(self.viewport().size()))
        by = (after - before).toPoint()
        for bar, value, step in zip(bars, values, (by.x(), by.y()), strict=True):
            bar.setValue(value + step)

    def _on_panned(self, by: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())

    def _on_chosen(self, stair_id: UUID, floor_id: UUID) -> None:
        slot = self.drawing.slot(stair_id, floor_id)
        if slot is not None:
            x, y = slot.box.centre
            wide, tall = (
                min(slot.box.width / 2 + 80, self.width() / 2),
                min(slot.box.height / 2 + 30, self.height() / 2),
            )
            self.ensureVisible(round(x), round(y), round(wide) - 1, round(tall) - 1)
