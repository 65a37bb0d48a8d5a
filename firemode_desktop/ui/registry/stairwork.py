"""What is done with whole stairs on the page of registers: new ones from a rule, copies, other numbers.

Each is a panel in the place of the grid. What it makes is worked out beside the window and becomes one step of the
desk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.services.people import BUILDERS
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button
from firemode_desktop.ui.registry import wording
from firemode_desktop.ui.registry.proposal import Proposal
from firemode_desktop.ui.registry.renaming import CopyStair, RenumberFloors
from firemode_desktop.ui.registry.wizard import StairWizard

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage
    from firemode_desktop.ui.registry.pane import Pane

Panel = TypeVar("Panel", bound=Proposal)


class StairWork(QObject):
    """Adds the commands and the button to the page, shows the panels, and carries out what they propose."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(page)
        self.page, self.desk = page, page.desk
        self._making: object | None = None
        self.button = button(tr("New stairs…"), self.new_stairs, icon="stair")
        self.button.setToolTip(tr("From a rule: levels, doors, doorways and zones (Ctrl+Shift+R)"))
        add = partial(page.tools.commands.add, page, menu=tr("Registers"))
        add(
            tr("New stairs from a rule…"),
            self.new_stairs,
            shortcut="Ctrl+Shift+R",
            words=tr("wizard floors levels storeys"),
            who=BUILDERS,
        )
        add(
            tr("Copy a stair…"),
            self.copy_stair,
            shortcut="Ctrl+Shift+D",
            words=tr("duplicate again same"),
            who=BUILDERS,
        )
        add(
            tr("Renumber floors…"),
            self.renumber_floors,
            shortcut="Ctrl+Shift+F",
            words=tr("rename levels mezzanine skip"),
            who=BUILDERS,
        )

    def serve(self, pane: Pane) -> None:
        """Do what a register asks for."""
        pane.rule_wanted.connect(self.new_stairs)
        pane.copy_wanted.connect(self.copy_stair)
        pane.renumber_wanted.connect(self.renumber_floors)

    def new_stairs(self) -> None:
        """Describe new stairs by a rule."""
        if self.desk.draft.sheets:
            self._open(StairWizard, lambda: StairWizard(self.desk), self._add_stairs)

    def copy_stair(self) -> None:
        """Copy the stair of the current row."""
        if (stair := self._stair()) is not None:
            self._open(CopyStair, lambda: CopyStair(self.desk, stair), self._copy)

    def renumber_floors(self) -> None:
        """Give the floors of the current row's stair other names and numbers."""
        if (stair := self._stair()) is not None:
            self._open(RenumberFloors, lambda: RenumberFloors(self.desk, stair), self._renumber)

    def _stair(self) -> UUID | None:
        """The stair that is meant: that of the current row, else the first; says so where there is none."""
        if not self.desk.draft.sheets:
            return None
        stairs = [row.key for row in self.desk.draft["stairs"].rows if not row.removed]
        if not stairs:
            self.page.tools.notices.say(tr("There is no stair yet. Ctrl+Shift+R makes new ones from a rule."))
            return None
        here = self._current()
        return here if here in stairs else stairs[0]

    def _current(self) -> UUID | None:
        """The stair of the current row."""
        pane = self.page.pane
        row = pane.sheet.row(pane.grid.place[0]) if pane is not None and not pane.single else None
        if pane is None or row is None:
            return None
        column = pane.register.column("stair_id")
        cell = row.key if pane.register.name == "stairs" else row.cells[column] if column is not None else None
        return cell if isinstance(cell, UUID) else None

    def _open(self, kind: type[Panel], make: Callable[[], Panel], then: Callable[[Panel, bool], None]) -> None:
        """Show a panel in the place of the grid; one that was left unfinished is shown as it was."""
        panel = next((each for each in self._panels() if isinstance(each, kind)), None)
        new = panel is None
        if panel is None:
            panel = make()
            panel.wanted.connect(partial(then, panel))
            panel.left.connect(self._leave)
            self.page.pages.addWidget(panel)
        if self.page.pages.currentWidget() is not panel:
            self.page.pages.setCurrentWidget(panel)
            self.follow()
            panel.open_() if new else panel.come_back()

    def _panels(self) -> list[Proposal]:
        pages = self.page.pages
        shown = (pages.widget(place) for place in range(pages.count()))
        return [widget for widget in shown if isinstance(widget, Proposal)]

    @property
    def panel(self) -> Proposal | None:
        """The panel that is shown."""
        shown = self.page.pages.currentWidget()
        return shown if isinstance(shown, Proposal) else None

    def _leave(self) -> None:
        """Back to the grid; what was typed in the panel is gone."""
        self._close()
        self.page.show_register(self.page.current)

    def _close(self) -> None:
        if (panel := self.panel) is not None:
            self.page.pages.removeWidget(panel)
            panel.deleteLater()

    def forget(self) -> None:
        """Another building: what was typed for the last one does not belong here."""
        self._making = None
        for panel in self._panels():
            self.page.pages.removeWidget(panel)
            panel.deleteLater()

    def follow(self) -> None:
        """The head of the page belongs to the panel while one is shown, and the panel to the draft as it is now."""
        panel = self.panel
        self.button.setVisible(panel is None and self.page.current == "stairs")
        if panel is not None:
            self.page.heading.setText(panel.title)
            self.page.note.setText("")
            self.page.filter.hide()
            self.page.add.hide()
            panel.refresh()

    # Carrying out.

    def _add_stairs(self, panel: StairWizard, save: bool) -> None:
        plan, words = panel.plan, wording.of_counts(panel.plan.counts(), fans=True)
        made = partial(self._made, panel.step, tr("Added {words}.", words=words), "stairs", save)
        self._work(tr("Making {words}", words=words), plan.into, made)

    def _copy(self, panel: CopyStair, save: bool) -> None:
        copy, words = panel.copy, wording.of_counts(panel.copy.counts())
        made = partial(
            self._made,
            panel.step,
            tr("Copied {original}: {words}.", original=copy.original, words=words),
            "stairs",
            save,
        )
        self._work(tr("Copying {original}", original=copy.original), copy.into, made)

    def _renumber(self, panel: RenumberFloors, save: bool) -> None:
        plan, words = panel.plan, wording.of_changed(panel.plan.changed)
        made = partial(self._made, panel.step, words, "floors", save)
        self._work(tr("Renumbering floors"), plan.into, made)

    def _work(self, text: str, make: Callable[[Book], Book], made: Callable[[Book, Book], None]) -> None:
        """Make another draft beside the window, one at a time; made again where the draft changed meanwhile."""
        if self._making is not None:
            return
        self._making, before = object(), self.desk.draft
        answer = partial(self._answered, self._making, text, make, made, before)
        work = self.page.tools.background.work
        work(self, lambda _: make(before), answer, self._failed, text=text, cancellable=False)

    def _answered(
        self,
        asked: object,
        text: str,
        make: Callable[[Book], Book],
        made: Callable[[Book, Book], None],
        before: Book,
        after: Book,
    ) -> None:
        if asked is not self._making:
            return  # it was for another building
        self._making = None
        if self.desk.draft is not before:
            self._work(text, make, made)
        else:
            made(before, after)

    def _failed(self, error: FiremodeError) -> None:
        self._making = None
        self.page.tools.notices.show_error(error)

    def _made(self, step: str, said: str, register: str, save: bool, before: Book, after: Book) -> None:
        """One step; then the register is shown, at the first row that is new or another."""
        self._close()
        self.desk.do(step, after)
        old = before[register]
        new = [row.key for row in after[register].rows if row.key not in old or row is not old.row(row.key)]
        self.page.show_row(register, new[0] if new else None)
        if save:
            self.page.save()
        else:
            self.page.tools.notices.say(tr("{said} Ctrl+S saves it, Ctrl+Z takes it back.", said=said))
