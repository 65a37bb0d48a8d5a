"""What is done with whole stairs on the page of registers: new ones from a rule, copies, other numbers.

Each is a panel in the place of the grid. What it makes is worked out beside the window and becomes one step of the
desk.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from firemode_desktop.domain.book import Book
from firemode_desktop.ui.parts import button
from firemode_desktop.ui.registry import wording
from firemode_desktop.ui.registry.proposal import Proposal
from firemode_desktop.ui.registry.wizard import StairWizard

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

Panel = TypeVar("Panel", bound=Proposal)


class StairWork(QObject):
    """Adds the commands and the button to the page, shows the panels, and carries out what they propose."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(page)
        self.page, self.desk = page, page.desk
        self.panels: dict[type[Proposal], Proposal] = {}
        self._making = False
        self.button = button("New stairs…", self.new_stairs, icon="stair")
        self.button.setToolTip("From a rule: levels, doors, doorways and zones (Ctrl+Shift+R)")
        add = partial(page.tools.commands.add, page, menu="Registers")
        add("New stairs from a rule…", self.new_stairs, shortcut="Ctrl+Shift+R", words="wizard floors levels storeys")

    def new_stairs(self) -> None:
        """Describe new stairs by a rule."""
        self._open(StairWizard, self._add_stairs)

    def _open(self, kind: type[Panel], then: Callable[[Panel, bool], None]) -> None:
        """Show a panel in the place of the grid; while it is shown already, the keyboard stays where it is."""
        if not self.desk.draft.sheets:
            return
        panel = self.panels.get(kind)
        if panel is None:
            panel = self.panels[kind] = kind(self.desk)  # type: ignore[call-arg, arg-type]
            panel.wanted.connect(partial(then, panel))
            panel.left.connect(self._leave)
            self.page.pages.addWidget(panel)
        if self.page.pages.currentWidget() is not panel:
            self.page.pages.setCurrentWidget(panel)
            self.follow()
            panel.open_()

    @property
    def panel(self) -> Proposal | None:
        """The panel that is shown."""
        shown = self.page.pages.currentWidget()
        return shown if isinstance(shown, Proposal) else None

    def _leave(self) -> None:
        self.page.show_register(self.page.current)

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
        plan, words = panel.plan, wording.of_counts(panel.plan.counts())
        made = partial(self._made, panel.step, f"Added {words}.", "stairs", save)
        self._work(f"Making {words}", plan.into, made)

    def _work(self, text: str, make: Callable[[Book], Book], made: Callable[[Book, Book], None]) -> None:
        """Make another draft beside the window, once at a time; made again where the draft changed meanwhile."""
        if self._making:
            return
        self._making, before = True, self.desk.draft
        answer = partial(self._answered, text, make, made, before)
        self.page.tools.background.work(self, lambda _: make(before), answer, text=text, cancellable=False)

    def _answered(
        self, text: str, make: Callable[[Book], Book], made: Callable[[Book, Book], None], before: Book, after: Book
    ) -> None:
        self._making = False
        if self.desk.draft is not before:
            self._work(text, make, made)
        else:
            made(before, after)

    def _made(self, step: str, said: str, register: str, save: bool, before: Book, after: Book) -> None:
        """One step; then the register is shown, at the first row that is new."""
        self.desk.do(step, after)
        new = [row.key for row in after[register].rows if row.key not in before[register]]
        self.page.show_row(register, new[0] if new else None)
        if save:
            self.page.save()
        else:
            self.page.tools.notices.say(f"{said} Ctrl+S saves it, Ctrl+Z takes it back.")
