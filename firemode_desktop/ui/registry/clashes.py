"""What two people changed at once: a panel above the grid that names who wrote what and when, and lets one decide.

``T`` takes the other one's value, ``K`` keeps what was typed here, Enter goes to the cell; the draft is kept whatever
is decided, and what was taken can be undone.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.merge import Clash
from firemode_desktop.services import changes
from firemode_desktop.services.changes import NOBODY, Writers
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.registry import wording
from firemode_desktop.ui.registry.wording import ClashLine
from firemode_desktop.ui.theme import GRID, ROW

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

SHOWN = 5
"""So many lines are seen at once."""

COLUMNS: tuple[Column[ClashLine], ...] = (
    Column("row", tr("Row"), lambda line: line.title, 150, strong=True),
    Column("field", tr("Field"), lambda line: line.field, 155),
    Column("theirs", tr("Theirs"), lambda line: line.theirs, 105, tone=lambda line: "near"),
    Column("mine", tr("Yours"), lambda line: line.mine, 105),
    Column("who", tr("By"), lambda line: line.who, 125),
    Column("when", tr("On"), lambda line: line.when, 160, stretch=True),
)


class ClashPanel(Card):
    """Hidden while nothing clashes. ``page`` is whose draft it is about."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(margin=GRID)
        self.page, self.desk = page, page.desk
        self._writers: Writers = NOBODY
        self._asked: frozenset[UUID] = frozenset()
        self.heading = label("", "heading")
        self.model: ListingModel[ClashLine] = ListingModel(COLUMNS, lambda line: line.key)
        self.list = Listing(self.model, tr("Changed by two people"), page.tools.settings, "registers/clashes")
        self.list.opened.connect(lambda line: self._show_cell(line.clash))
        self.list.typed.connect(self._on_typed)
        self.buttons = (
            button(tr("Take theirs (T)"), partial(self._settle_current, True)),
            button(tr("Keep mine (K)"), partial(self._settle_current, False)),
            button(tr("Take all theirs"), partial(self._settle_all, True)),
            button(tr("Keep all mine"), partial(self._settle_all, False)),
        )
        self.body.addLayout(column(row(self.heading, None, *self.buttons), self.list, gap=GRID))
        self.setAccessibleName(tr("Changed by two people"))
        self.hide()
        self.desk.told.connect(self.follow)
        add = partial(page.tools.commands.add, page, menu=tr("Registers"))
        add(tr("What two people changed"), self.enter, shortcut="Ctrl+Shift+F8", words=tr("conflict clash theirs mine"))
        add(tr("Take all theirs"), partial(self._settle_all, True), words=tr("conflict clash"))
        add(tr("Keep all mine"), partial(self._settle_all, False), words=tr("conflict clash"))

    def follow(self) -> None:
        """Show what still clashes; who wrote it is asked for once."""
        clashes = self.desk.clashes
        keys = frozenset(clash.key for clash in clashes)
        place = self.list.currentIndex().row()
        self.model.show(wording.clash_lines(self.desk.draft, self.desk.saved, clashes, self._writers))
        self.heading.setText(wording.of_count(len(clashes)))
        self.list.setFixedHeight(34 + ROW * min(SHOWN, max(1, len(clashes))))
        self._show_or_leave(bool(clashes), place)
        if not keys:
            self._writers, self._asked = NOBODY, keys
        elif not keys <= self._asked:
            self._ask(keys)

    def _show_or_leave(self, any_left: bool, place: int) -> None:
        focused = self.list.hasFocus() or any(each.hasFocus() for each in self.buttons)
        if any_left:
            self.show()
            if self.list.current is None:
                self.list.step(max(0, min(place, self.model.rowCount() - 1)) + 1)
            return
        if self.isVisible() and focused:
            self.page.show_register(self.page.current)
        self.hide()

    def _ask(self, keys: frozenset[UUID]) -> None:
        building = self.page.building_id
        if building is None:
            return
        self._asked = keys
        job = partial(_writers, building, keys)
        self.page.tools.background.ask(self, job, self._on_writers, self._on_unknown, about="writers")

    def _on_writers(self, found: Writers) -> None:
        self._writers = found
        self.follow()

    def _on_unknown(self, error: FiremodeError) -> None:
        """Who it was cannot be found out now; what clashes is shown all the same."""
        self._asked = frozenset()

    def enter(self) -> None:
        """Put the keyboard into the list, or say that there is nothing to decide."""
        if self.isVisible():
            self.list.setFocus()
        else:
            self.page.tools.notices.say(tr("Nobody else changed what you changed."))

    # Deciding.

    def _on_typed(self, letter: str) -> None:
        if letter.casefold() in ("t", "k"):
            self._settle_current(letter.casefold() == "t")

    def _settle_current(self, theirs: bool) -> None:
        line = self.list.current
        if line is not None:
            self.desk.settle((line.clash,), theirs)

    def _settle_all(self, theirs: bool) -> None:
        if self.desk.clashes:
            self.desk.settle(self.desk.clashes, theirs)

    def _show_cell(self, clash: Clash) -> None:
        self.page.show_cell(clash.register, clash.key, clash.column or 0)


def _writers(building_id: UUID, keys: frozenset[UUID], session: Any) -> Writers:
    return changes.writers(session, building_id, keys)
