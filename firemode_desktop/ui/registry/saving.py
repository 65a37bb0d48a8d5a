"""Saving on the page of registers: all registers in one transaction, and what is said where that is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.errors import Conflict, FiremodeError, Refused, Unreachable
from firemode_desktop.domain.merge import Clash
from firemode_desktop.services import registry
from firemode_desktop.ui.background import Task
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.registry import wording

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

CELLS = "registers"
"""What notices about cells that cannot be saved are about."""


class Saving(QObject):
    """Sends what was changed on the desk of ``page``, one save at a time."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(page)
        self.page, self.desk, self.tools = page, page.desk, page.tools
        self._task: Task | None = None
        self._told = False
        """A conflict was shown in words already; what arrives next need not say so again."""
        self.tools.background.finished.connect(self._on_finished)

    @property
    def runs(self) -> bool:
        """Whether a save is on its way."""
        return self._task is not None

    def save(self) -> None:
        """Save what was changed in all registers, in one transaction."""
        self._end_editing()
        building, changes = self.page.building_id, self.desk.changes()
        if not changes or self.runs or building is None:
            return
        troubles = self.desk.all_troubles()
        if troubles:
            words = wording.of_troubles(self.desk.draft, troubles)
            self.tools.notices.warn(words, actions=((tr("Show"), self.page.show_trouble),), about=CELLS)
            return
        job = partial(_save, building, changes, self.tools.person.id)
        saved = partial(self._on_saved, self.desk.draft, self.page.stack.index(), changes.rows)
        self._task = self.tools.background.do(self.page, job, saved, self._on_failed, text=tr("Saving registers"))
        self.page.show_head()

    def _end_editing(self) -> None:
        """What is still in an editor is taken as if it had been left."""
        focused, pane = self.page.focused(), self.page.pane
        if pane is None or focused in (pane.grid, self.page):
            return
        if self.page.isAncestorOf(focused):
            focused.clearFocus()
            (focused if pane.single else pane.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_finished(self, task: Task) -> None:
        """Whatever became of it, a save that has ended no longer stands in the way of the next."""
        if task is self._task:
            self._task = None
            self.page.show_head()

    def _on_saved(self, sent: Book, index: int, rows: int, fresh: Book) -> None:
        self.desk.arrived(fresh, base=sent)
        if self.page.stack.index() == index and not self.page.parked:
            self.page.stack.setClean()
        self.tools.notices.say(tr("Saved {rows} {row}.", rows=rows, row=tr("row") if rows == 1 else tr("rows")))
        self.page.show_head()

    def _on_failed(self, error: FiremodeError) -> None:
        if isinstance(error, Unreachable):
            self.tools.background.failed.emit(error)  # the window says it, and waits for the connection
            return
        if isinstance(error, Refused) and self.page.leaving.refused(error) and self.page.isVisible():
            return
        said = explain(error)
        if isinstance(error, Conflict):
            self._told = True
            self.page.load()
            said = replace(said, actions=((tr("Decide"), self.page.clashes.enter),))
        self.tools.notices.show(said)

    def say_clashes(self, clashes: tuple[Clash, ...]) -> None:
        """Somebody else changed what was changed here too: to be settled in the panel or the cells, or saved over."""
        if clashes and not self._told:
            words = wording.of_clashes(self.desk.draft, self.desk.saved, clashes)
            self.tools.notices.warn(words, actions=((tr("Decide"), self.page.clashes.enter),))
        self._told = False


def _save(building_id: UUID, changes: Changes, by: UUID, session: Any) -> Book:
    return registry.save_book(session, building_id, changes, by).prepared()
