"""Cause and effect as a matrix: causes down, effects across, in each cell when it must happen, or that it must not."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from firemode_desktop.ui.parts import column, label
from firemode_desktop.ui.scenarios.matrix_grid import MatrixGrid
from firemode_desktop.ui.scenarios.studio import Studio


class MatrixView(QWidget):
    """The scenarios of the stair that is looked at, as one table to read and to type in."""

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.grid = MatrixGrid(studio)
        self.words, self.trades = QLineEdit(), QComboBox()
        self.count, self.line = label("", "small"), label("", "small")
        self.setLayout(column(self.grid))
        studio.changed.connect(self.refresh)
        studio.chosen.connect(self.grid.follow)
        self.refresh()

    def refresh(self) -> None:
        """Show the design as it is now."""
        self.grid.model_.refresh()
        self.grid.follow()
