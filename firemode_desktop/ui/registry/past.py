"""What happened to one row: who changed what and when, the latest first, from the log that the database keeps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from firemode_desktop.domain.book import Book
from firemode_desktop.domain.changes import Change, sentence
from firemode_desktop.services import changes
from firemode_desktop.ui.listing import Column, Listing, ListingModel
from firemode_desktop.ui.parts import Card, button, column, label, row
from firemode_desktop.ui.theme import GRID, ROW

if TYPE_CHECKING:
    from firemode_desktop.ui.registry.page import RegistersPage

SHOWN = 6
"""So many lines are seen at once."""


@dataclass(frozen=True)
class PastLine:
    """One change of the row in words."""

    number: int
    when: str
    who: str
    what: str


COLUMNS: tuple[Column[PastLine], ...] = (
    Column("when", "On", lambda line: line.when, 160),
    Column("who", "By", lambda line: line.who, 170, strong=True),
    Column("what", "What", lambda line: line.what, 300, stretch=True),
)


class PastPanel(Card):
    """Hidden until it is asked for. ``page`` is whose rows it tells of."""

    def __init__(self, page: RegistersPage) -> None:
        super().__init__(margin=GRID)
        self.page, self.desk = page, page.desk
        self._of: tuple[str, UUID] | None = None
        self._saved: Book | None = None
        self.heading = label("", "heading")
        self.note = label("", "quiet")
        self.model: ListingModel[PastLine] = ListingModel(COLUMNS, lambda line: line.number)
        self.list = Listing(self.model, "What happened to the row", page.tools.settings, "registers/past")
        self.back = button("Close", self.close_)
        self.body.addLayout(column(row(self.heading, self.note, None, self.back), self.list, gap=GRID))
        self.setAccessibleName("What happened to the row")
        self.hide()
        self.desk.told.connect(self._follow)
        page.tools.commands.add(
            page,
            "Who changed this row",
            self.open_,
            menu="Registers",
            shortcut="Ctrl+Shift+J",
            words="history log audit",
        )

    def open_(self) -> None:
        """Tell of the row of the cursor."""
        keys, building = self.page.selected(), self.page.building_id
        if self.page.pane is None or not keys or building is None:
            return
        self._of, self._saved = (self.page.current, keys[0]), None
        self.heading.setText(self.desk.draft.title(self.page.current, self.desk.draft[self.page.current].row(keys[0])))
        self.note.setText("Looking …")
        self.model.show(())
        self.list.setFixedHeight(34 + ROW)
        self.show()
        self.list.setFocus()
        self._follow()

    def _follow(self) -> None:
        """Ask again where the registers were read anew; leave with the row."""
        building = self.page.building_id
        if not self.isVisible() or self._of is None or building is None or self._saved is self.desk.saved:
            return
        register, key = self._of
        if register not in self.desk.draft.sheets or key not in self.desk.draft[register]:
            self.close_()
            return
        self._saved = self.desk.saved
        job = partial(_history, building, key)
        self.page.tools.background.ask(self, job, partial(self._show, register), about="past")

    def _show(self, register: str, found: tuple[Change, ...]) -> None:
        book = self.desk.draft
        what = book[register].register
        names = {field.name: book.names(field) for field in what.fields}
        self.model.show(
            [PastLine(at, each.when, each.who, sentence(each, what, names)) for at, each in enumerate(found)]
        )
        self.note.setText("" if found else "Nothing has been changed since changes are logged.")
        self.list.setFixedHeight(34 + ROW * min(SHOWN, max(1, len(found))))
        self.list.step(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)

    def close_(self) -> None:
        """Back to the grid."""
        self._of = None
        self.hide()
        self.page.show_register(self.page.current)


def _history(building_id: UUID, key: UUID, session: Any) -> tuple[Change, ...]:
    return changes.history(session, building_id, key)
