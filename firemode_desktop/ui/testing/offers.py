"""Something that is offered beside a field and never done unasked: a sentence, and a button with its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.parts import button, label, row
from firemode_desktop.ui.status import StatusMark


class Offer(QWidget):
    """Hidden while there is nothing to offer. Its button does not take the keyboard from what is being typed."""

    def __init__(self, key: str, take: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.words = label("", "small", wrap=True)
        self.take = button("", take, role="flat")
        line = row(gap=6)
        line.addWidget(StatusMark(Standing.NEAR, 9))
        line.addWidget(self.words, 1)
        line.addWidget(self.take)
        self.setLayout(line)
        self.hide()

    def say(self, words: str, take: str) -> None:
        """Offer it; without words there is nothing to offer."""
        self.words.setText(words)
        self.take.setText(take)
        self.take.setToolTip(self._key)
        self.take.setAccessibleName(f"{take}. {words} ({self._key})")
        self.setVisible(bool(words))
