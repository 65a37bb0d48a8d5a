"""The review as a mode of the run view: asked for while it is looked at, each of its lines leading to its test."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from firemode_desktop.services.testing.reviewing import Review
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.testing import jobs
from firemode_desktop.ui.testing.review import Decisions, ReviewPane
from firemode_desktop.ui.testing.room import Mode
from firemode_desktop.ui.workspace import Place

if TYPE_CHECKING:
    from firemode_desktop.ui.testing.run import RunView

KEY = "review"


class ReviewDesk(QObject):
    """Keeps the review of a run view up to date; nothing is asked while nobody looks at it."""

    def __init__(self, view: RunView) -> None:
        super().__init__(view)
        self._view = view
        asks, deeds = view.asks, view.deeds
        self.pane = ReviewPane(Decisions(deeds.submit, asks.approve, asks.give_back, self._report), view)
        self.pane.test_wanted.connect(self._go_to)
        self.pane.installEventFilter(self)
        view.add_mode(KEY, tr("Review"), self.pane)

    def refresh(self) -> None:
        """Ask again, if it is looked at."""
        view = self._view
        if view.session_id is not None and view.mode == KEY and self.pane.isVisible():
            job = partial(jobs.review, view.session_id, view.tools.person.id)
            view.tools.background.ask(self.pane, job, self._show, about="review")

    def _show(self, found: Review) -> None:
        if found.session_id == self._view.session_id:
            self.pane.show_review(found)

    def _go_to(self, identifier: str) -> None:
        self._view.show_mode(Mode.RUN)
        self._view.show_test(identifier)
        self._view.take_keyboard()

    def _report(self) -> None:
        if self._view.session_id is not None:
            self._view.tools.go("reports", Place(session_id=self._view.session_id))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Coming into view is asking."""
        if event.type() == QEvent.Type.Show:
            self.refresh()
        return False
