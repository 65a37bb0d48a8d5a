"""Registers: everything a building consists of, edited as in a spreadsheet and saved as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.services import registry
from firemode_desktop.services.people import BUILDERS
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, label, primary, row
from firemode_desktop.ui.registry import pictures, wording
from firemode_desktop.ui.registry.clashes import ClashPanel
from firemode_desktop.ui.registry.desk import Desk
from firemode_desktop.ui.registry.files import RegisterFiles
from firemode_desktop.ui.registry.index import Entry, RegisterList
from firemode_desktop.ui.registry.leaving import LeavingPanel
from firemode_desktop.ui.registry.pane import Pane
from firemode_desktop.ui.registry.saving import CELLS, Saving
from firemode_desktop.ui.registry.stairwork import StairWork
from firemode_desktop.ui.registry.steps import StepsPanel
from firemode_desktop.ui.registry.written import Written
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

FIRST = "stairs"
ROOM_FOR_ALL = 1400
"""From this width on, grid, form and history stand side by side."""


class RegistersPage(Workspace):
    """The list of registers, the chosen one as grid and form, and one draft for all of them."""

    key: ClassVar[str] = "registers"
    title: ClassVar[str] = tr("Registers")
    purpose: ClassVar[str] = tr("What the building consists of: stairs, floors, doors, zones, equipment, instruments.")
    tables: ClassVar[frozenset[str]] = frozenset(register.name for register in registry.registers())

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self.desk = Desk(self.stack, self)
        self.panes: dict[str, Pane] = {}
        self.current = ""
        self._shown: UUID | None = None
        self.parked: dict[UUID, tuple[Book, Book]] = {}
        """What was saved and typed in other buildings, until one comes back to them."""
        self._wanted: Place | None = None
        self._build()
        self._add_commands()
        self.desk.told.connect(self.show_head)
        self.desk.stepped.connect(self._on_stepped)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = RegisterList()
        self.list.chosen.connect(partial(self.show_register, focus=False))
        self.heading = label("", "title")
        self.note = label("", "quiet")
        self.filter = button(tr("Filter"), self._filter, icon="filter")
        self.add = button(tr("Add row"), self._add, icon="plus")
        self.saving = Saving(self)
        self.written = Written(self)
        self.save = self.saving.save
        self.save_button = primary(tr("Save"), self.save)
        self.save_button.setToolTip(tr("Save all registers (Ctrl+S)"))
        self.pages = QStackedWidget()
        self.history = StepsPanel(self.desk)
        self.history.hide()
        self.history.closed.connect(self._leave_history)
        self.stairwork = StairWork(self)
        self.clashes = ClashPanel(self)
        self.leaving = LeavingPanel(self)
        self.files = RegisterFiles(self)
        listed = Card(self.list, None, self.files.buttons, margin=0)
        head = row(self.heading, 4, self.note, None, self.filter, self.add, self.stairwork.button, self.save_button)
        beside = row(self.pages, self.history, gap=GRID + 4)
        beside.setStretch(0, 1)
        right = column(head, self.clashes, self.leaving, beside, gap=GRID + 4)
        right.setStretch(3, 1)
        whole = row(listed, gap=GRID + 4)
        whole.addLayout(right, 1)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        self.setLayout(whole)

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu=tr("Registers"))
        add(tr("Save registers"), self.save, shortcut="Ctrl+S", words=tr("store write"), who=BUILDERS)
        add(tr("Add row"), self._add, shortcut="Ctrl+Shift+N", words=tr("new stair floor door"), who=BUILDERS)
        add(tr("Take out of service or back"), self.leaving.retire, words=tr("decommission retire"), who=BUILDERS)
        add(tr("Remove row or keep it"), self.leaving.remove, shortcut="Ctrl+-", words="delete", who=BUILDERS)
        add(tr("Filter row"), self._filter, shortcut="Ctrl+F", words=tr("search find"))
        for name, what, key in (
            (tr("Copy cells"), "copy", "Ctrl+C"),
            (tr("Cut cells"), "cut", "Ctrl+X"),
            (tr("Paste cells"), "paste", "Ctrl+V"),
            (tr("Fill down"), "fill_down", "Ctrl+D"),
            (tr("Clear cells"), "clear_cells", "Del"),
        ):
            add(name, partial(self._in_grid, what), shortcut=key, words=tr("spreadsheet excel"))
        add(
            tr("Sort by this column"),
            partial(self._in_grid, "sort_here"),
            shortcut="Ctrl+Shift+O",
            words=tr("order sort"),
        )
        add(tr("Choose columns"), partial(self._in_grid, "choose_columns"), words=tr("hide show width"))
        add(tr("History of the registers"), self.show_history, shortcut="Ctrl+H", words=tr("undo redo steps back"))
        add(tr("Next cell that cannot be saved"), self.show_trouble, shortcut="F8", words=tr("error problem bad"))
        add(tr("Next part of the page"), self.next_part, shortcut="F6", words=tr("focus list grid form keyboard"))
        add(
            tr("Supersede a rule…"),
            partial(self.tools.go, "admin", Place(register="as1851_rules")),
            words=tr("limit version"),
        )
        for register in registry.registers():
            add(
                tr("Register: {register}", register=register.title),
                partial(self.show_register, register.name),
                words=register.one,
            )

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(_load, self.building_id)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="registers")

    def _show(self, building_id: UUID, fresh: Book) -> None:
        if building_id != self._shown:
            self._begin(building_id, fresh)
        elif not self.saving.runs:
            self.saving.say_clashes(self.desk.arrived(fresh))
        if self._wanted is not None:
            self._go(self._wanted)

    def _begin(self, building_id: UUID, fresh: Book) -> None:
        """Another building: what was typed for the last one is kept until one comes back to it."""
        if self._shown is not None and self.desk.changes():
            self.parked[self._shown] = self.desk.saved, self.desk.draft
        parked = self.parked.pop(building_id, None)
        self._shown = building_id
        self.desk.start(*(parked or (fresh,)))
        if parked is not None:
            self.saving.say_clashes(self.desk.arrived(fresh))
        if self.parked or parked is not None:
            self.stack.resetClean()
        self._make_panes()
        self.stairwork.forget()
        self.show_register(self.current or FIRST)

    def _make_panes(self) -> None:
        for pane in self.panes.values():
            self.pages.removeWidget(pane)
            pane.deleteLater()
        self.panes.clear()

    def _pane(self, name: str) -> Pane:
        if name not in self.panes:
            pane = Pane(self.desk, self.desk.draft[name].register, self.tools.settings)
            pane.said.connect(self.tools.notices.say)
            pane.refused.connect(partial(self.tools.notices.warn, about=CELLS))
            pane.wanted.connect(self.show_register)
            self.stairwork.serve(pane)
            self.written.serve(pane)
            pane.arranged.connect(self.show_head)
            pane.retire_wanted.connect(self.leaving.retire)
            pane.remove_wanted.connect(self.leaving.remove)
            self.panes[name] = pane
            self.pages.addWidget(pane)
            self._make_room()
        return self.panes[name]

    @property
    def pane(self) -> Pane | None:
        """The register that is shown; None while something else stands in its place."""
        pane = self.panes.get(self.current)
        return pane if pane is not None and self.pages.currentWidget() is pane else None

    def show_register(self, name: str, *, focus: bool = True) -> None:
        """Show a register; the cursor goes into its grid unless the list is being walked through."""
        if name not in self.desk.draft.sheets:
            return
        self.current = name
        pane = self._pane(name)
        self.pages.setCurrentWidget(pane)
        self.show_head()
        self.written.follow()
        if focus:
            pane.take_keyboard()

    def show_history(self) -> None:
        """Show what was done step by step, beside the grid, or put it away."""
        if self.history.isVisible():
            self.history.close_()
            return
        self.history.open_()
        self._make_room()

    def _leave_history(self) -> None:
        self._make_room()
        if self.pane is not None:
            self.pane.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_room(self) -> None:
        """In a narrow window the history stands where the form is."""
        narrow = self.width() < ROOM_FOR_ALL and not self.history.isHidden()
        for pane in self.panes.values():
            pane.show_beside(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def next_part(self) -> None:
        """Put the keyboard into the next of list, grid, form and history."""
        pane = self.pane
        if pane is None:
            return
        shown = [part for part in (self.list, pane.grid, pane.form, self.history) if part.isVisible()]
        here = next(
            (at for at, part in enumerate(shown) if part is self.focused() or part.isAncestorOf(self.focused())), -1
        )
        part = shown[(here + 1) % len(shown)]
        if part is pane.form:
            pane.form.focus_field(next(box.place for box in pane.form.boxes if not box.field.read_only))
        elif part is self.history:
            self.history.open_()
        else:
            part.setFocus(Qt.FocusReason.TabFocusReason)

    def focused(self) -> QWidget:
        """What has the keyboard; the page where nothing has."""
        return QApplication.focusWidget() or self

    # --- where to go ---------------------------------------------------------------------------------------------

    def show_location(self, place: Place) -> None:
        self._wanted = place
        if self._shown == self.building_id:
            self._go(place)

    def _go(self, place: Place) -> None:
        self._wanted = None
        keys = {
            "doorways": place.doorway_id,
            "doors": place.door_id,
            "floors": place.floor_id,
            "stairs": place.stair_id,
        }
        named = next(((name, key) for name, key in keys.items() if key is not None), None)
        self.show_register(place.register or (named[0] if named else self.current or FIRST))
        if named is not None and named[0] == self.current:
            self.show_cell(named[0], named[1], 0)

    def show_row(self, register: str, key: UUID | None) -> None:
        """Show a register at that row."""
        self.show_cell(register, key, 0)

    def show_cell(self, register: str, key: UUID | None, column_: int) -> None:
        self.show_register(register)
        pane = self._pane(register)
        at = pane.sheet.at(key) if key is not None else None
        if at is None and key is not None and key in self.desk.draft[register]:
            pane.grid.headings.clear_filters()
            pane.sheet.clear_filters()
            at = pane.sheet.at(key)
        if at is not None:
            pane.grid.show_cell(at, column_)

    def show_trouble(self) -> None:
        """Go to the next cell that cannot be saved, after the current one, through all registers."""
        where: list[tuple[str, UUID, int]] = []
        for name, troubles in self.desk.all_troubles().items():
            places = self.desk.draft[name].places
            where += [(name, *cell) for cell in sorted(troubles, key=lambda cell: (places[cell[0]], cell[1]))]
        if not where:
            self.tools.notices.say(tr("Everything here can be saved."))
            return
        pane = self.pane
        at = pane.grid.place if pane is not None else (-1, -1)
        current = pane.sheet.row(at[0]) if pane is not None else None
        here = (self.current, current.key, at[1]) if current is not None else None
        self.show_cell(*where[(where.index(here) + 1) % len(where) if here in where else 0])

    # --- what is done with rows ----------------------------------------------------------------------------------

    def _in_grid(self, what: str) -> None:
        if self.pane is not None and not self.pane.form.isAncestorOf(self.focused()):
            getattr(self.pane.grid, what)()

    def _add(self) -> None:
        if self.pane is not None and self.pane.register.grows:
            self.pane.begin()

    def _filter(self) -> None:
        if self.pane is not None and not self.pane.single:
            self.pane.grid.toggle_filters()

    def selected(self) -> list[UUID]:
        """The rows of the shown register that are selected."""
        return self.pane.grid.selected_keys() if self.pane is not None else []

    def help_section(self) -> str:
        if self.pane is not None:
            return ""
        return "out-to-a-spreadsheet-and-back" if self.files.shown else "whole-stairs"

    def told_of(self) -> tuple[str, UUID] | None:
        """The row of the cursor."""
        keys = self.selected()
        return (self.current, keys[0]) if keys else super().told_of()

    # --- following -----------------------------------------------------------------------------------------------

    def _on_stepped(self, changes: Changes) -> None:
        """Undo and redo show what they did, whichever register it was in."""
        for name, sheet in changes.sheets.items():
            keys = [edit.key for edit in sheet.edited] or [each.key for _, each in sheet.added]
            place = next(iter(sheet.edited[0].cells)) if sheet.edited else 0
            if name == self.current or keys:
                focused = self.focused()
                self.show_cell(name, keys[0] if keys else None, place)
                if self.history.isAncestorOf(focused):
                    focused.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def show_head(self) -> None:
        """The heading, the counts, the buttons and the list follow what is shown and what is to be saved."""
        changes = self.desk.changes()
        self._show_list(changes)
        pane = self.pane
        if pane is not None:
            self.heading.setText(pane.register.title)
            self.note.setText("" if pane.single else wording.of_rows(self.desk.draft[self.current], pane.sheet.rows))
            self.filter.setVisible(bool(not pane.single and self.desk.draft[self.current].rows))
            self.add.setVisible(pane.register.grows)
            self.add.setText(tr("Add {register}", register=pane.register.one.removeprefix("piece of ")))
        count = changes.rows
        saving = self.saving.runs
        self.save_button.setEnabled(bool(count) and not saving)
        words = (
            tr("Save {count} {row}", count=count, row=tr("row") if count == 1 else tr("rows")) if count else tr("Saved")
        )
        self.save_button.setText(tr("Saving…") if saving else words)
        self.stairwork.follow()
        self.files.follow()

    def _show_list(self, changes: Changes) -> None:
        entries = [
            Entry(name, sheet.register.title, len(sheet.rows), name in changes.sheets, bool(self.desk.troubles(name)))
            for name, sheet in self.desk.draft.sheets.items()
        ]
        self.list.show_entries(entries)
        if not any(entry.trouble for entry in entries):
            self.tools.notices.settle(CELLS)
        self.list.show_current(self.current)

    def pictures(self) -> Iterator[str]:
        return pictures.states(self)

    def unsaved(self) -> str | None:
        if self.stack.isClean():
            return None
        rows = self.desk.changes().rows + sum(Changes.between(*books).rows for books in self.parked.values())
        words = (
            tr("{rows} rows of the registers are not saved.", rows=rows)
            if rows > 1
            else tr("One row of the registers is not saved.")
        )
        return words if rows else None


# Job


def _load(building_id: UUID, session: Any) -> Book:
    return registry.load_book(session, building_id).prepared()
