"""What the marks of the matrix mean, and how many there are of each."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from firemode_desktop.domain.completeness import KindMatrix, Mark
from firemode_desktop.ui.baselines.matrix import MARKS
from firemode_desktop.ui.parts import label, row
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID


class Legend(QWidget):
    """``● 58 present   ▲ 1 outside the rule   ○ 1 missing``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words: dict[Mark, QLabel] = {}
        layout = row(gap=6)
        layout.setContentsMargins(GRID, 0, 0, 0)
        for mark, (standing, _) in MARKS.items():
            self.words[mark] = label("", "small")
            layout.addWidget(StatusMark(standing, 10))
            layout.addWidget(self.words[mark])
            layout.addSpacing(2 * GRID)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_matrix(self, matrix: KindMatrix) -> None:
        """Count these."""
        for mark, words in self.words.items():
            words.setText(f"{matrix.count(mark)} {mark.value}")
