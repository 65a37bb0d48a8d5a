"""Saving cause and effect: all drafts in one transaction, and what is done where somebody was quicker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from firemode_desktop.domain.design import Design, Scenario, Unsaved
from firemode_desktop.domain.errors import Conflict, FiremodeError, Unreachable
from firemode_desktop.ui.background import Task
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios import jobs
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.workspace import Tools

ABOUT = "scenarios"
"""What notices about drafts that could not be saved are about."""


class Saving(QObject):
    """Sends what differs from the record, one save at a time; ``ended`` when one was answered, well or not."""

    ended = Signal(bool)
    outdated = Signal()
    """Somebody else changed a draft meanwhile: the page is to ask again."""

    def __init__(self, studio: Studio, tools: Tools, parent: QObject) -> None:
        super().__init__(parent)
        self.studio, self.tools = studio, tools
        self._task: Task | None = None
        tools.background.finished.connect(self._on_finished)

    @property
    def runs(self) -> bool:
        """Whether a save is on its way."""
        return self._task is not None

    def save(self) -> bool:
        """Save; False where there is nothing to save, or where it cannot be sent yet."""
        unsaved = self.studio.unsaved
        if not unsaved or self.runs:
            return False
        bare = [one for one in unsaved.drafts if not one.sequence.steps]
        if bare:
            one = bare[0]
            words = tr(
                "“{name}” in {zone} has no steps yet. Add one, or remove the draft, and save again.",
                name=one.name,
                zone=one.zone,
            )
            self.tools.notices.warn(words, actions=((tr("Show"), partial(self.studio.choose, one.key)),), about=ABOUT)
            return False
        job = partial(jobs.save, unsaved, self.tools.person.id, self.tools.clock())
        saved = partial(self._on_saved, unsaved, self.studio.stack.index())
        self._task = self.tools.background.do(self, job, saved, self._on_failed, text=tr("Saving scenarios"))
        return True

    def _on_finished(self, task: Task) -> None:
        if task is self._task:
            self._task = None

    def _on_saved(self, sent: Unsaved, index: int, saved: Sequence[Scenario]) -> None:
        self._task = None
        self.studio.written(saved)
        if self.studio.stack.index() == index:
            self.studio.stack.setClean()
        self.tools.notices.settle(ABOUT)
        self.tools.notices.say(_done(sent))
        self.ended.emit(True)

    def _on_failed(self, error: FiremodeError) -> None:
        self._task = None
        if isinstance(error, Unreachable):
            self.tools.background.failed.emit(error)  # the window says it, and waits for the connection
        elif isinstance(error, Conflict):
            actions = (
                (tr("Take theirs"), partial(self._decide, False)),
                (tr("Keep ours"), partial(self._decide, True)),
            )
            self.tools.notices.warn(error.message, actions=actions, about=ABOUT)
            self.outdated.emit()
        else:
            self.tools.notices.show_error(error)
        self.ended.emit(False)

    def _decide(self, ours: bool) -> None:
        """Every draft that somebody else changed meanwhile: ours is written over theirs, or theirs taken (undoable)."""
        design = self.studio.design
        for one in self.studio.unsaved.drafts:
            theirs = self._theirs(one)
            if theirs is None:
                continue
            kept = replace(one, key=theirs.key, version=theirs.version) if ours else theirs
            self.studio.rebase(theirs.key)
            design = design.replaced(one.key, kept) if theirs.key == one.key else _instead(design, one, kept)
        self.studio.swap(design, tr("keeping ours") if ours else tr("taking what somebody else saved"))
        self.tools.notices.settle(ABOUT)
        if ours:
            self.save()

    def _theirs(self, one: Scenario) -> Scenario | None:
        """The draft on record that stands against ours: the same one changed, or another of the same scenario."""
        kept = self.studio.saved.get(one.key)
        if kept is not None:
            return kept if kept.row_version != one.row_version else None
        ours: list[UUID] = [each.key for each in self.studio.saved if _same_scenario(each, one)]
        return self.studio.saved.get(ours[0]) if ours else None


def _instead(design: Design, one: Scenario, kept: Scenario) -> Design:
    """With a scenario at the place of another one, and nowhere else."""
    return design.without(kept.key).replaced(one.key, kept)


def _same_scenario(one: Scenario, other: Scenario) -> bool:
    return one.is_draft and one.zone_id == other.zone_id and one.name.casefold() == other.name.casefold()


def _done(sent: Unsaved) -> str:
    many = len(sent.drafts)
    parts = [tr("Saved {many} {draft}", many=many, draft=tr("draft") if many == 1 else tr("drafts")) if many else ""]
    if sent.discarded:
        gone = len(sent.discarded)
        parts.append(tr("removed {gone} {draft}", gone=gone, draft=tr("draft") if gone == 1 else tr("drafts")))
    words = ", ".join(part for part in parts if part)
    return f"{words[:1].upper()}{words[1:]}."
