"""A new revision of an approved report: for what no deed of the record brings by itself. It needs a reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.panel import EntryPanel


class RevisionPanel(EntryPanel):
    """Asks why; what was issued before stays on record and is told to be superseded."""

    def __init__(self, run: Callable[[SessionSummary, str], object], parent: QWidget | None = None) -> None:
        super().__init__(tr("New revision"), tr("Begin it"), self._hand_in, parent)
        self._run = run
        self._one: SessionSummary | None = None
        hint = tr(
            "It is printed in the new revision. The one before stays on record, and verifying it says “superseded”."
        )
        self.reason = self.add(tr("Why"), QLineEdit(), hint=hint)

    def ask(self, one: SessionSummary) -> None:
        """Begin."""
        self._one = one
        self.say(one.name)
        self.reason.clear()
        self.show_for_entry(self.reason)

    def fail(self, error: BaseException) -> None:
        """It was refused: in its words, with what was typed."""
        if isinstance(error, FiremodeError):
            self.refuse(error)
        else:
            self.complain(explain(error).text)

    def _hand_in(self) -> None:
        if not self.reason.text().strip():
            self.complain(tr("A new revision needs a reason."), self.reason)
        elif self._one is not None:
            self._run(self._one, self.reason.text())
