"""A list of sentences above the tests: what keeps a session from being submitted, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.theme import GRID, ROW

MOST_ROWS = 7


@dataclass(frozen=True)
class Line:
    """One sentence; ``key`` names the test it is about, blank where there is none."""

    text: str
    key: str = ""
    where: str = ""
    number: int = 0


COLUMNS: tuple[Column[Line], ...] = (
    Column("where", tr("Where"), lambda line: line.where, width=290, tone=lambda _line: "quiet"),
    Column("text", tr("What"), lambda line: line.text, stretch=True),
)


class Drawer(Card):
    """Hidden while there is nothing to say. ``wanted(key)`` as the cursor moves from line to line; Esc closes."""

    wanted = Signal(str)
    settle_wanted = Signal()
    """What a supervisor can settle for one reason is to be settled."""

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(margin=GRID + 2, parent=parent)
        self.heading = label("", "strong", wrap=True)
        self.lines = ListingModel(COLUMNS, key=lambda line: line.number)
        self.list = Listing(self.lines, "", settings, "sessions/drawer")
        self.list.headings.hide()
        self.list.chosen.connect(self._on_line)
        self.list.opened.connect(self._on_line)
        self.shut = button("", self.close_, role="flat", icon="close")
        self.shut.setAccessibleName(tr("Close"))
        self.settle = button("", self.settle_wanted.emit)
        head = row(6, self.heading, self.settle, self.shut)
        head.setStretch(1, 1)
        self.body.addLayout(column(head, self.list, gap=4))
        self.hide()

    def show_lines(self, heading: str, lines: Sequence[Line], settle: str = "") -> None:
        """Say these; the keyboard goes to the first. ``settle`` is the button that settles many at once, or blank."""
        self.settle.setText(settle)
        self.settle.setVisible(bool(settle))
        self.heading.setText(heading)
        self.list.setAccessibleName(heading)
        self.lines.show([Line(line.text, line.key, line.where, number) for number, line in enumerate(lines)])
        self.list.setFixedHeight(min(len(lines), MOST_ROWS) * ROW + 2)
        self.show()
        self.list.choose(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_(self) -> None:
        """Go away."""
        self.hide()

    def _on_line(self, line: Line | None) -> None:
        if line is not None and line.key:
            self.wanted.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)
