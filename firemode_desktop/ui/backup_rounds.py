"""Backups that are made by themselves while the window is open."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.ui.background import Background, Work
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Notices

if TYPE_CHECKING:
    from firemode_desktop.services.backups.rounds import Rounds, Standing
    from firemode_desktop.services.backups.series import Made

log = logging.getLogger("firemode.ui")

FIRST_MS = 60_000
"""After the window has come to rest; who opens it wants to work first."""
EVERY_MS = 30 * 60_000


class BackupRounds(QObject):
    """Looks now and then whether a backup is due, and makes it beside the work; ``ended`` tells the page to look."""

    ended = Signal()

    def __init__(
        self, rounds: Rounds, background: Background, notices: Notices, clock: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self.rounds, self.background, self.notices, self.clock = rounds, background, notices, clock
        self.running = False
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(FIRST_MS, self, self.look)

    def look(self) -> None:
        """Make one where the plan asks for it."""

        def asked(standing: Standing) -> None:
            if standing.due:
                self.make()

        self.background.keep(self, lambda: self.rounds.standing(self.clock()), asked, self._on_failed)

    def make(self) -> None:
        """Make one now."""
        if self.running:
            return
        self.running = True
        self.background.work(
            self,
            lambda work: self.rounds.carry_out(_teller(work)),
            self._on_made,
            self._on_failed,
            self._on_cancelled,
            text=tr("Backing up"),
        )

    def stop(self) -> None:
        """Look no more: another database is open."""
        self._timer.stop()
        self.deleteLater()

    def _on_made(self, made: Made) -> None:
        self.running = False
        self.notices.say(
            tr(
                "Backed up and proved: {rows:,} rows in {tables} tables.",
                rows=made.written.rows,
                tables=made.written.tables,
            )
        )
        if made.evidence_damaged:
            self.notices.warn(
                tr("Evidence in the store is damaged and was not copied into the backup."), *made.evidence_damaged
            )
        self.ended.emit()

    def _on_failed(self, error: FiremodeError) -> None:
        self.running = False
        log.warning("a backup by itself failed: %s", error.message)
        self.notices.show_error(error)
        self.ended.emit()

    def _on_cancelled(self) -> None:
        self.running = False
        self.ended.emit()


def _teller(work: Work) -> Callable[[str], None]:
    return lambda text: work.tell(0, 0, text)
