"""The banner over the page while the database does not answer: since when, what still works, try again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame

from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.theme import GRID


class OfflineBar(QFrame):
    """Stays until the database answers again; no other notice takes its place. Hidden while there is nothing to say."""

    def __init__(self, try_now: Callable[[], object], others: Callable[[], object]) -> None:
        super().__init__()
        self.since: datetime | None = None
        self._words = label("", "strong", wrap=True)
        self._more = label(
            tr(
                "What you typed stays on the page. Readings of a session are kept on this computer and saved "
                "when it is back. It is asked for again every few seconds."
            ),
            "",
            wrap=True,
        )
        self.again = button(tr("Try now"), try_now)
        self.others = button(tr("Another server…"), others)
        layout = row(column(self._words, self._more, gap=2), self.again, self.others, margin=GRID)
        layout.setStretch(0, 1)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        self.setLayout(layout)
        self.setProperty("role", "offline")
        self.setAccessibleName(tr("The database does not answer"))
        self.hide()

    def show_lost(self, where: str, why: str, at: datetime) -> None:
        """The database of ``where`` was asked at ``at`` and did not answer; ``why`` is a sentence."""
        if self.since is None:
            self.since = at
        words = tr("{where} has not answered since {time}. {why}", where=where, time=f"{self.since:%H:%M}", why=why)
        self._words.setText(words)
        self.setAccessibleDescription(words)
        self.show()

    def settle(self) -> None:
        """It answers again."""
        self.since = None
        self.hide()
