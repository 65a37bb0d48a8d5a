"""Something that is offered beside a field and never done unasked: a sentence, and a button with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.status import StatusMark


class Offer(QWidget):
    """Hidden while there is nothing to offer. Its button does not take the keyboard from what is being typed."""

    def __init__(self, key: str, take: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = label(key, "small")
        self.words = label("", "small", wrap=True)
        self.take = button("", take, role="flat")
        told = row(gap=6)
        told.addWidget(StatusMark(Standing.NEAR, 9), 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.words, 1)
        self.setLayout(column(told, row(None, self.key, self.take, gap=6), gap=0))
        self.hide()

    def say(self, words: str, take: str) -> None:
        """Offer it; without words there is nothing to offer."""
        self.words.setText(words)
        self.take.setText(take)
        self.take.setAccessibleName(f"{take}. {words} ({self.key.text()})")
        self.key.setVisible(bool(take))
        self.take.setVisible(bool(take))
        self.setVisible(bool(words))
