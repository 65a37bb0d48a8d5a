"""A panel below an editor."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget


class Popup(QFrame):
    """A panel under an editor, drawn over the window's own pages; it never takes the keyboard away from the editor."""

    def __init__(self, owner: QWidget, content: QWidget) -> None:
        super().__init__(owner.window())
        self._owner = owner
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(content)
        self.hide()
        owner.destroyed.connect(self.deleteLater)

    def drop(self, size: QSize) -> None:
        """Show it below the editor, or above where there is no room."""
        window = self._owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        at = self._owner.mapTo(window, QPoint(0, self._owner.height() + 1))
        if at.y() + size.height() > window.height():
            at = self._owner.mapTo(window, QPoint(0, -size.height() - 1))
        self.setGeometry(min(at.x(), window.width() - size.width()), at.y(), size.width(), size.height())
        self.show()
        self.raise_()
