"""The imports of a building, and taking one back as a whole."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import BatchKind
from firemode_desktop.services.importing import BatchSummary, Undone
from firemode_desktop.ui.importing.wording import IMPORTED
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.parts import button, column, label, row
from firemode_desktop.ui.question import Question
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

LISTED = 6


def _when(batch: BatchSummary) -> str:
    return show_time(batch.recorded_at.astimezone())


def _state(batch: BatchSummary) -> str:
    if batch.undone_at is None:
        return tr("in force")
    return tr("taken back: {undo_reason}", undo_reason=batch.undo_reason) if batch.undo_reason else tr("taken back")


def _mark(batch: BatchSummary) -> Mark:
    return Mark(Standing.PASS if batch.undone_at is None else Standing.SKIPPED)


COLUMNS: tuple[Column[BatchSummary], ...] = (
    Column("when", tr("When"), _when, width=136, order=lambda one: one.recorded_at),
    Column("file", tr("File"), lambda one: one.file_name or "", width=170, strong=True),
    Column("new", tr("New"), lambda one: f"{one.rows_new:,}", width=62, numeric=True, order=lambda one: one.rows_new),
    Column("changed", tr("Changed"), lambda one: f"{one.rows_changed:,}", width=76, numeric=True,
           order=lambda one: one.rows_changed),
    Column("left", tr("Left out"), lambda one: f"{one.rows_skipped:,}", width=76, numeric=True,
           order=lambda one: one.rows_skipped),
    Column("by", tr("By"), lambda one: one.imported_by or "", width=184),
    Column("state", tr("State"), _state, width=110, stretch=True, mark=_mark),
    Column("kind", tr("Kind"), lambda one: BatchKind(one.kind).label, width=90, hidden=True),
    Column("unchanged", tr("Unchanged"), lambda one: f"{one.rows_unchanged:,}", width=90, numeric=True, hidden=True),
    Column("hash", "SHA-256", lambda one: one.file_sha256 or "", width=200, hidden=True),
)  # fmt: skip


class Imports(QWidget):
    """The list with *Take back…*; a refusal is listed in words below it."""

    taken_back = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self._wanted: UUID | None = None
        self.model: ListingModel[BatchSummary] = ListingModel(COLUMNS, key=lambda one: one.batch_id)
        self.list = Listing(self.model, tr("Imports of the building"), tools.settings, "baselines/imports")
        self.back = button(tr("Take back…"), self.ask, icon="undo")
        self.question = Question()
        self.refusal = label("", "bad", wrap=True)
        self.reasons = label("", "", wrap=True)
        self.none = label(tr("Nothing was imported into this building yet."), "quiet")
        self.list.chosen.connect(self._on_chosen)
        foot = row(column(self.refusal, self.reasons, gap=2), self.back, gap=GRID)
        foot.setStretch(0, 1)
        foot.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        asked = row(self.question)
        asked.setContentsMargins(2 * GRID, 0, 2 * GRID, GRID)
        whole = column(self.none, self.list, foot, asked, gap=GRID)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.none.setContentsMargins(2 * GRID, GRID, 0, 0)
        self.show_batches(())

    def show_batches(self, batches: tuple[BatchSummary, ...]) -> None:
        """List these, the latest first; the cursor stays on its import, or goes to one that has come in since."""
        known = {one.batch_id for one in self.model.rows}
        listed = [one for one in batches if one.kind == BatchKind.BASELINE]
        self.model.show(listed)
        self.none.setVisible(not self.model.rows)
        self.list.setVisible(bool(self.model.rows))
        if self._wanted is not None:
            self.list.choose(self._wanted)
        elif listed and (listed[0].batch_id not in known or self.list.current is None):
            self.list.choose(listed[0].batch_id)
        self._on_chosen(self.list.current)

    def choose(self, batch_id: UUID) -> None:
        """Put the cursor on an import."""
        self.list.choose(batch_id)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted(self, batch_id: UUID) -> None:
        """Put the cursor on an import and ask why it is taken back; also where the list does not know it yet."""
        self._wanted = batch_id
        if self.list.choose(batch_id):
            self.ask()

    def ask(self) -> None:
        """Ask why the chosen import is taken back."""
        batch: BatchSummary | None = self.list.current
        if batch is None or batch.undone_at is not None:
            return
        self._say("", ())
        self.question.ask(
            tr("Take back the import of {file_name}?", file_name=batch.file_name),
            tr("Take back"),
            partial(self.take_back, batch.batch_id),
            hint=tr("Why is it taken back?"),
            note=tr("Its baselines are withdrawn and stay on record; what they replaced holds again."),
        )

    def take_back(self, batch_id: UUID, reason: str) -> None:
        """Take an import back; what stands in the way is listed."""
        at = self.tools.clock()
        job = partial(_undo, batch_id, self.tools.person.id, reason, at)
        self.tools.background.do(self, job, self._on_undone, self._on_refused, text=tr("Taking an import back"))

    def _on_undone(self, undone: Undone) -> None:
        self._wanted = None
        self.tools.notices.settle(IMPORTED)
        say = self.tools.notices.warn if undone.expected_tests else self.tools.notices.say
        say(undone.sentence)
        self.taken_back.emit()

    def _on_refused(self, error: FiremodeError) -> None:
        lines = [str(line) for line in error.details]
        listed = [f"· {line[:1].upper()}{line[1:]}" for line in lines[:LISTED]]
        more = [tr("· and {lines} more", lines=len(lines) - LISTED)] if len(lines) > LISTED else []
        self._say(tr("This import cannot be taken back:") if lines else error.message, (*listed, *more))

    def _say(self, refusal: str, reasons: tuple[str, ...]) -> None:
        self.refusal.setText(refusal)
        self.refusal.setVisible(bool(refusal))
        self.reasons.setText("\n".join(reasons))
        self.reasons.setVisible(bool(reasons))

    def _on_chosen(self, batch: BatchSummary | None) -> None:
        self._say("", ())
        self.back.setEnabled(batch is not None and batch.undone_at is None)


def _undo(batch_id: UUID, by: UUID, reason: str, at: Any, session: Any) -> Undone:
    from firemode_desktop.services import importing

    return importing.undo(session, batch_id, by=by, reason=reason, at=at)
