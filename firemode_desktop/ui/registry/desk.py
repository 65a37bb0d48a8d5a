"""The draft on the desk: what was saved, what a person made of it, and the steps in between.

Every edit is one ``Swap`` of the changes it made, so undo works across all registers of the building, after a save and
after somebody else's changes came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import is_not
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from firemode_desktop.domain.book import Book, Changes
from firemode_desktop.domain.merge import Clash, rebase
from firemode_desktop.domain.names import Names
from firemode_desktop.domain.sheet import Sheet, SheetChanges
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.undo import Swap, UndoStack

Troubles = Mapping[tuple[UUID, int], str]


class Desk(QObject):
    """Holds two books, ``saved`` and ``draft``; ``changed(registers)`` tells which sheets look different now."""

    changed = Signal(frozenset)
    told = Signal()
    """After ``changed``, once every grid and form follows the draft again."""
    stepped = Signal(object)
    """``Changes`` that undo or redo has just carried out, so that they can be brought into view."""

    def __init__(self, stack: UndoStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = stack
        self.saved = Book({})
        self.draft = Book({})
        self._clashes: dict[tuple[str, UUID, int | None], Clash] = {}
        self._changes: dict[str, tuple[Sheet, Sheet, SheetChanges]] = {}
        self._troubles: dict[str, tuple[SheetChanges, list[Names], Troubles]] = {}
        self._entering = False
        self._travelled: list[Changes] | None = None

    # What a person does.

    def do(self, text: str, draft: Book) -> bool:
        """Make ``draft`` the draft, as one step called ``text``; returns whether anything changed."""
        referred = {field.refers for name in draft.sheets for field in draft[name].register.fields}
        if any(name in referred and draft[name] is not self.draft[name] for name in draft.sheets):
            draft = draft.settle()
        changes = Changes.between(self.draft, draft)
        if not changes:
            return False
        self._entering = True
        self.stack.push(Swap(text, changes.inverse(), changes, self._put))
        self._entering = False
        return True

    def go_to(self, done: int) -> None:
        """Undo or redo until ``done`` steps are done; grids and forms follow once, at the end."""
        travelled: list[Changes] = []
        self._travelled = travelled
        self.stack.setIndex(done)
        self._travelled = None
        if travelled:
            self._tell(self._affected(name for changes in travelled for name in changes.sheets))
            self.stepped.emit(travelled[-1])

    def _put(self, changes: Changes) -> None:
        self.draft = changes.apply(self.draft)
        for name, sheet in changes.sheets.items():
            for edit in sheet.edited:
                for column in edit.cells:
                    self._clashes.pop((name, edit.key, column), None)
            for key in (*(mark.key for mark in sheet.marked), *(row.key for _, row in sheet.dropped)):
                self._clashes.pop((name, key, None), None)
        if self._travelled is not None:
            self._travelled.append(changes)
            return
        self._tell(self._affected(changes.sheets))
        if not self._entering:
            self.stepped.emit(changes)

    def _tell(self, registers: frozenset[str]) -> None:
        self.changed.emit(registers)
        self.told.emit()

    def _affected(self, names: Iterable[str]) -> frozenset[str]:
        """These registers and those that show their names."""
        changed = frozenset(names)
        referring = (
            name
            for name, sheet in self.draft.sheets.items()
            if any(field.refers in changed for field in sheet.register.fields)
        )
        return changed.union(referring)

    # What comes from the database.

    def start(self, saved: Book, draft: Book | None = None) -> None:
        """Another building: its saved registers and what was typed there before; nothing of the last one stays."""
        self.saved, self.draft = saved, draft if draft is not None else saved
        self._clashes.clear()
        self.stack.clear()
        self._tell(frozenset(self.draft.sheets))

    def arrived(self, fresh: Book, base: Book | None = None) -> tuple[Clash, ...]:
        """A newer state of the database, which ``base`` (what it was saved from, else the saved book) turned into.

        What was typed since stays; cells that somebody else changed as well are returned and marked.
        """
        self.draft, clashes = rebase(base if base is not None else self.saved, self.draft, fresh)
        self.saved = fresh
        kept = {key: clash for key, clash in self._clashes.items() if self._still(key)} if base is None else {}
        self._clashes = kept | {(clash.register, clash.key, clash.column): clash for clash in clashes}
        self._tell(frozenset(self.draft.sheets))
        return clashes

    def _still(self, key: tuple[str, UUID, int | None]) -> bool:
        register, row, column = key
        sheet, saved = self.draft[register], self.saved[register]
        if column is None or row not in sheet or row not in saved:
            return column is None and row in sheet
        return sheet.row(row).cells[column] != saved.row(row).cells[column]

    # What there is to know about the draft.

    def changes(self) -> Changes:
        """What a save would send."""
        pairs = ((name, self.saved.sheets[name], sheet) for name, sheet in self.draft.sheets.items())
        found = {name: self.sheet_changes(name) for name, saved, draft in pairs if saved is not draft}
        return Changes({name: changes for name, changes in found.items() if changes})

    def sheet_changes(self, register: str) -> SheetChanges:
        """What a save would send of one register; found once for each draft, however often it is asked for."""
        saved, draft = self.saved[register], self.draft[register]
        known = self._changes.get(register)
        if known is None or known[0] is not saved or known[1] is not draft:
            known = self._changes[register] = saved, draft, SheetChanges.between(saved, draft)
        return known[2]

    def troubles(self, register: str) -> Troubles:
        """Why rows that were changed cannot be saved: (row, column) → sentence."""
        changes = self.sheet_changes(register)
        names = [self.draft.names(field) for field in self.draft[register].register.fields]
        known = self._troubles.get(register)
        if known is None or known[0] is not changes or any(map(is_not, known[1], names)):
            keys = [*(row.key for _, row in changes.added), *(edit.key for edit in changes.edited)]
            known = changes, names, self.draft.troubles(register, keys) if keys else {}
            self._troubles[register] = known
        return known[2]

    def all_troubles(self) -> dict[str, Troubles]:
        """The troubles of every register that has any."""
        found = {name: self.troubles(name) for name in self.changes().sheets}
        return {name: troubles for name, troubles in found.items() if troubles}

    def clash(self, register: str, key: UUID, column: int) -> Clash | None:
        """What somebody else wrote into a cell that was changed here as well."""
        return self._clashes.get((register, key, column))

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """All of them, until they are settled or saved over."""
        return tuple(self._clashes.values())

    def settle(self, clashes: Iterable[Clash], theirs: bool) -> None:
        """Let the other one's values stand, as one step that can be undone; or (``theirs`` is False) what is here."""
        settled, draft = tuple(clashes), self.draft
        for clash in settled:
            self._clashes.pop((clash.register, clash.key, clash.column), None)
            draft = self._as_theirs(draft, clash) if theirs else draft
        words = self._called(settled[0]) if len(settled) == 1 else tr("{settled} values", settled=len(settled))
        if not self.do(tr("take the saved {words}", words=words), draft):
            self._tell(frozenset(clash.register for clash in settled))

    def _as_theirs(self, draft: Book, clash: Clash) -> Book:
        if clash.column is not None:
            return draft.put(draft[clash.register].put({clash.key: {clash.column: clash.theirs}}))
        if clash.key in self.saved[clash.register]:
            return draft.restore(clash.register, [clash.key])
        return draft.remove(clash.register, [clash.key], self.saved[clash.register])

    def _called(self, clash: Clash) -> str:
        fields = self.draft[clash.register].register.fields
        return "row" if clash.column is None else fields[clash.column].label.lower()
