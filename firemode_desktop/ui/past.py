"""The history of the record on screen, in words, over the right of the page (Ctrl+Shift+J; decision 38)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.telling import Told, record
from firemode_desktop.exports.history import WRITERS
from firemode_desktop.services import histories
from firemode_desktop.services.histories import History
from firemode_desktop.ui.background import Work
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, label, row
from firemode_desktop.ui.shell import SidePane
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

ToldOf = Callable[[], "tuple[str, UUID] | None"]
FILES = tr("Comma-separated values (*.csv);;Workbook (*.xlsx)")
FOLLOW_MS = 250
"""So often it looks whether another record was chosen."""
WIDTH = 520
INNER = WIDTH - 7 * GRID
_ROLE = Qt.ItemDataRole.UserRole.value
_WRAP = Qt.TextFlag.TextWordWrap.value


class PastPane(SidePane):
    """Closed until a record is named; a page of the log at a time, found by text, copied by Ctrl+C."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over, WIDTH)
        self.setAccessibleName(tr("History in words"))
        self._tools: Tools | None = None
        self._of: tuple[str, UUID] | None = None
        self._after: int | None = None
        self._back: QWidget | None = None
        self._told_of: ToldOf | None = None
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._on_follow)
        self.heading, self.note = label("", "heading", wrap=True), label("", "small", wrap=True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter by any word"))
        self.filter.setAccessibleName(tr("Filter the history"))
        self.filter.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("Changes, the latest first"))
        self.list.itemActivated.connect(self._open)
        self.more = button(tr("Earlier changes"), self._ask)
        self.save = button(tr("Save…"), self.choose_file, icon="export")
        close = button("", self.close_, role="flat", icon="close")
        close.setAccessibleName(tr("Close the history"))
        close.setFixedWidth(34)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        layout.setSpacing(GRID)
        head = row(self.heading, self.save, close)
        head.setStretch(0, 1)
        layout.addLayout(head)
        layout.addWidget(self.filter)
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.more)
        self.hide()

    def tell(self, tools: Tools, told_of: ToldOf, back: QWidget | None) -> None:
        """Tell of the record that ``told_of`` names, and of the next one when another is chosen.

        Asked again of the same one, it closes. ``back`` has the focus again afterwards.
        """
        of = told_of()
        if of is None or (self.isVisible() and self._of == of):
            self.close_()
            return
        if self._tools is None:
            tools.background.changed.connect(self._again)
        self._tools, self._told_of = tools, told_of
        self._back = back if back is not None and not self.isAncestorOf(back) else self._back
        self.filter.clear()
        self.show()
        self.list.setFocus()
        self._follow.start()
        self._turn_to(of)

    def _turn_to(self, of: tuple[str, UUID]) -> None:
        self._of = of
        self.heading.setText(tr("History of the {record}", record=record(of[0]).one))
        self.list.clear()
        self._again()

    def _on_follow(self) -> None:
        """Another record may have been chosen on the page."""
        if not self.isVisible() or self._told_of is None:
            self._follow.stop()
        elif (of := self._told_of()) is not None and of != self._of:
            self._turn_to(of)

    def _again(self, *_: object) -> None:
        """From the latest on: it was opened, or something was written meanwhile."""
        if self.isVisible():
            self._after = None
            self._ask()

    def _ask(self) -> None:
        if self._tools is None or self._of is None:
            return
        if self.list.count() == 0:
            self.note.setText(tr("Looking …"))
            self.note.show()
        job = partial(_history, *self._of, self._after)
        self._tools.background.ask(self, job, partial(self._show, self._of, self._after), self._failed, about="past")

    def _show(self, of: tuple[str, UUID], after: int | None, found: History) -> None:
        if of != self._of:
            return
        if after is None:
            self.list.clear()
            if found.of:
                self.heading.setText(tr("History of {of}", of=found.of))
        for line in found.lines:
            self.list.addItem(self._item(line))
        self._after = found.after
        self.more.setVisible(found.after is not None)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._filter(self.filter.text())

    def _failed(self, error: FiremodeError) -> None:
        self.note.setText(error.message)

    def _item(self, line: Told, inner: bool = False) -> QListWidgetItem:
        about = "".join(f"\n{words}" for words in (line.way, f"“{line.reason}”" if line.reason else "") if words)
        text = f"{'    ' if inner else ''}{line.what}{about}"
        fold = tr("\nEnter shows each") if line.each else ""
        item = QListWidgetItem(text if inner else f"{line.when} · {line.who}\n{text}{fold}")
        box = self.list.fontMetrics().boundingRect(QRect(0, 0, INNER, 10_000), _WRAP, item.text())
        item.setSizeHint(QSize(INNER, box.height() + 14))
        item.setData(_ROLE, line)
        return item

    def _open(self, item: QListWidgetItem) -> None:
        """Show each record of a line that tells of many."""
        line: Told = item.data(_ROLE)
        if not line.each or item.data(_ROLE + 1):
            return
        item.setData(_ROLE + 1, True)
        place = self.list.row(item) + 1
        for offset, each in enumerate(line.each):
            self.list.insertItem(place + offset, self._item(each, inner=True))
        self._filter(self.filter.text())

    def _filter(self, text: str) -> None:
        shown = 0
        for place in range(self.list.count()):
            item = self.list.item(place)
            line: Told = item.data(_ROLE)
            words = " ".join((line.when, line.sentence, *(each.sentence for each in line.each)))
            item.setHidden(text.casefold() not in words.casefold())
            shown += not item.isHidden()
        if self.list.count() == 0:
            self.note.setText(tr("Nothing has been changed since changes are logged."))
        else:
            self.note.setText("" if shown else tr("No change has these words."))
        self.note.setVisible(bool(self.note.text()))

    # --- to a file -------------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask where to, then write all of it."""
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the history"), str(Path.home() / "history.csv"), FILES)
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write the whole history to a file, CSV or a workbook by its ending; whole or not at all."""
        if self._tools is None or self._of is None:
            return
        tools, of = self._tools, self._of

        def written(many: int) -> None:
            tools.notices.say(tr("Wrote {many:,} changes to {path}.", many=many, path=path))

        tools.background.work(
            self,
            lambda work: _written(work, *of, path),
            written,
            tools.notices.show_error,
            text=tr("Saving the history"),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.list.currentItem()
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        elif event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            line: Told = item.data(_ROLE)
            QGuiApplication.clipboard().setText(f"{line.when}  {line.sentence}")
        else:
            super().keyPressEvent(event)

    def close_(self) -> None:
        """Back to the page."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()


def _written(work: Work, table: str, key: UUID, path: Path) -> int:
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise Invalid(
            tr(
                "A history is written as {WRITERS}; end {path} with one of them.",
                WRITERS=tr(" or ").join(WRITERS),
                path=path.name,
            )
        )
    lines = work.read(lambda session: histories.whole(lambda after: _history(table, key, after, session), work.tell))
    write_whole(path, write(lines))
    return len(lines)


def _history(table: str, key: UUID, after: int | None, session: Any) -> History:
    if table == "buildings":
        return histories.of_building(session, key, after=after)
    return histories.of_record(session, table, key, after=after)
