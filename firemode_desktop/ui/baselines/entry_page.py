"""Entering baselines by hand on the page: grid, doorway and foot share one desk; the actions and keys for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from firemode_desktop.domain.baselines import Location
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.services.people import TESTERS
from firemode_desktop.ui.baselines.entry_look import EntryLook
from firemode_desktop.ui.baselines.model import Spot
from firemode_desktop.ui.importing.keys import next_part
from firemode_desktop.ui.language import tr

if TYPE_CHECKING:
    from firemode_desktop.ui.baselines.page import BaselinesPage


class Entering(QObject):
    """Ties the parts together; ``by_hand`` says that a building without baselines shows its empty matrix."""

    def __init__(self, page: BaselinesPage) -> None:
        super().__init__(page)
        self.page, self.desk, self.grid = page, page.desk, page.matrix
        self.by_hand: UUID | None = None
        self.look = EntryLook(page.desk, page.side.drawing)
        page.side.entry.addWidget(self.look)
        self.grid.chosen.connect(self._on_chosen)
        self.grid.typing.connect(self.look.show_typing)
        self.grid.rested.connect(self.look.rest)
        self.look.left.connect(self._next_doorway)
        self.look.followed.connect(self._make_room)
        self.desk.undone.connect(self.reveal)
        page.bar.left.connect(lambda: self.grid.setFocus(Qt.FocusReason.OtherFocusReason))
        self._add_commands()

    def _add_commands(self) -> None:
        add = partial(self.page.tools.commands.add, self.page, menu=tr("Baselines"))
        add(tr("Save typed baselines"), self.save, shortcut="Ctrl+S", words=tr("store write enter"), who=TESTERS)
        add(tr("Discard typed baselines"), self.desk.discard, words=tr("throw away draft"))
        add(tr("Enter baselines by hand"), self.begin, shortcut="Ctrl+E", words=tr("type edit new manual"), who=TESTERS)
        add(
            tr("Accept the conversion"),
            self.accept,
            shortcut="Ctrl+Return; Ctrl+Enter",
            words=tr("unit inwg offer convert"),
            who=TESTERS,
        )
        add(tr("Next part of the page"), self.next_part, shortcut="F6", words=tr("focus matrix doorway foot keyboard"))
        for name, run, key in (
            (tr("Copy cells"), self.grid.copy, "Ctrl+C"),
            (tr("Paste cells"), self.grid.paste, "Ctrl+V"),
            (tr("Fill down"), self.grid.fill_down, "Ctrl+D"),
            (tr("Clear what was typed"), self.grid.clear_cells, "Del"),
        ):
            add(name, partial(self._in_grid, run), shortcut=key, words=tr("spreadsheet excel"))

    def _in_grid(self, run: Callable[[], object]) -> None:
        """For the cells, unless the keyboard is in a field beside or below them."""
        if self.grid.isVisible() and self._part() is None:
            run()

    def _part(self) -> QWidget | None:
        """The doorway or the foot, where the keyboard is in one of them."""
        focused = QApplication.focusWidget()
        parts = (self.page.side.drawing, self.page.bar)
        return next((part for part in parts if focused is not None and part.isAncestorOf(focused)), None)

    def save(self) -> None:
        """Save what was typed, the open editor included."""
        self.grid.finish_editing()
        self.page.bar.save()

    def accept(self) -> None:
        """Take the conversion that is offered for the chosen location."""
        self.grid.finish_editing()
        self.look.accept()

    def begin(self) -> None:
        """Go to the matrix to type; a building without baselines shows it empty."""
        if self.page.baselines is None or self.page.baselines.no_places:
            return
        self.by_hand = self.page.building_id
        self.page.show_matrix()
        self.page.views.choose(0)
        if self.page.tabs.index >= len(BaselineKind):
            self.page.tabs.choose(0)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def reveal(self, location: Location) -> None:
        """Show a location that undo changed, or that cannot be saved."""
        self.page.show_matrix()
        self.page.choose(location)

    def next_part(self) -> None:
        """From the matrix to the points of a doorway, to the foot, and back; within an import, through its parts."""
        if self.page.panel.isVisible():
            next_part(self.page.panel)
            return
        drawing, bar, inside = self.page.side.drawing, self.page.bar, self._part()
        if inside is None and self.grid.hasFocus() and drawing.isVisible():
            drawing.begin()
        elif inside is not bar and bar.isVisible() and not (inside is None and not self.grid.hasFocus()):
            bar.begin()
        else:
            self.grid.setFocus(Qt.FocusReason.TabFocusReason)

    def _next_doorway(self) -> None:
        """Enter in the ninth point: the next doorway of the column, and its first point."""
        if self.grid.step(1, 0):
            self.page.side.drawing.begin()

    def _make_room(self) -> None:
        """What is typed stands in the place of what is on record, and of the advice on it."""
        side, nothing = self.page.side, not self.look.isVisibleTo(self.page)
        for part in (side.value, side.unit, side.mark, side.margin):
            part.setVisible(nothing)
        typed = self.look.typed
        side.mean.setVisible(side.drawing.recorded and not (typed is not None and typed.is_grid))
        self.page.advice.setVisible(nothing)

    def _on_chosen(self, spot: Spot | None) -> None:
        self.look.show_spot(spot, self.page.shown_matrix)
