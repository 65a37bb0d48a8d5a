"""Which spaces of a COBie file form which stair: what the file seems to say, for a person to confirm or to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from firemode_desktop.ui.parts import Card, button, column, empty, label, row
from firemode_desktop.ui.theme import GRID

if TYPE_CHECKING:
    from firemode_desktop.imports.cobie import Proposal

TALLEST = 150


class StairsOfFile(Card):
    """``confirmed`` when the person wants the file checked with the stairs as they stand here."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margin=GRID + 4, parent=parent)
        self._lines: list[tuple[QLineEdit, QLineEdit]] = []
        self.setAccessibleName("Stairs of the file")
        self.more = button("Another stair", self._add_blank, icon="plus")
        self.again = button("Check again", self.confirmed.emit, icon="refresh")
        self.again.setToolTip("Check the file with these stairs (Enter)")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(GRID)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self._grid, None))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMaximumHeight(TALLEST)
        head = row(label("Which spaces form a stair?", "strong"), None, self.more, self.again)
        self.body.addLayout(column(head, scroll, gap=GRID - 2))

    def show_proposal(self, proposal: Proposal, named: Mapping[str, str]) -> None:
        """Show the stairs that were named, else those that the file seems to hold."""
        self._lines.clear()
        empty(self._grid)
        told = {stair.name: " ".join(stair.doubts) or stair.why for stair in proposal.stairs}
        for name, pattern in (named or {stair.name: stair.pattern for stair in proposal.stairs}).items():
            self._add(name, pattern, told.get(name, ""))
        if not self._lines:
            self._add_blank()

    def _add_blank(self) -> None:
        self._add("", "", "The stair’s name, and its spaces: ST-A*, Stair 1")

    def _add(self, name: str, pattern: str, said: str) -> None:
        at = len(self._lines)
        fields = QLineEdit(name), QLineEdit(pattern)
        for field, words in zip(fields, ("Stair", "Its spaces"), strict=True):
            field.setAccessibleName(f"{words}, line {at + 1}")
            field.setPlaceholderText(words)
            field.returnPressed.connect(self.confirmed)
        fields[0].setFixedWidth(150)
        fields[1].setCursorPosition(0)
        hint = label(said, "small")
        hint.setToolTip(said)
        hint.setMaximumWidth(360)
        for place, widget in enumerate((*fields, hint)):
            self._grid.addWidget(widget, at, place)
        self._lines.append(fields)

    def named(self) -> dict[str, str]:
        """Stair → patterns of the names of its spaces, as they stand here."""
        pairs = ((name.text().strip(), pattern.text().strip()) for name, pattern in self._lines)
        return {name: pattern for name, pattern in pairs if name and pattern}
