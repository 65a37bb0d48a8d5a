"""A column that scrolls where it finds no room; only downwards, and on the ground of its card."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSizePolicy, QWidget


class Scroll(QScrollArea):
    """Holds one layout."""

    def __init__(self, inside: QLayout, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        holder = QWidget()
        holder.setProperty("role", "canvas")
        holder.setLayout(inside)
        self.setWidget(holder)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)

    def end_with_content(self) -> None:
        """Be no higher than the content: what follows stands right below it, and stays in sight where it scrolls."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)

    def sizeHint(self) -> QSize:
        holder = self.widget()
        if holder is None:
            return self.minimumSizeHint()
        wide = self.viewport().width()
        tall = holder.heightForWidth(wide) if holder.hasHeightForWidth() else holder.sizeHint().height()
        return QSize(holder.sizeHint().width(), max(tall, holder.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """As wide as its content needs beside the scroll bar, so that nothing is cut off at the right."""
        holder = self.widget()
        wide = holder.minimumSizeHint().width() if holder is not None else 0
        return QSize(wide + self.verticalScrollBar().sizeHint().width(), 120)


def scrolling_around(widget: QWidget) -> QScrollArea | None:
    """What scrolls a widget, if it is in anything that does."""
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around
