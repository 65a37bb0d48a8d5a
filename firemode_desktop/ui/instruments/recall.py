"""Recall: every reading that a bad instrument took, and what becomes of its verdict. A report; nothing is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QStackedWidget, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.recall import InDoubt, KnownError, Recall, Span, between_calibrations
from firemode_desktop.exports.recall import recall_csv, recall_text, recall_workbook
from firemode_desktop.services import recalling
from firemode_desktop.services.instruments import InstrumentFile
from firemode_desktop.ui.files import write_whole
from firemode_desktop.ui.instruments.doubt import READINGS, SESSIONS
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.notices import explain
from firemode_desktop.ui.panel import mark
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, label, primary, row, set_role
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools

FILTERS = tr("Workbook (*.xlsx);;CSV (*.csv)")
Wanted = Callable[[InDoubt], bool]
KINDS: tuple[tuple[str, Wanted | None], ...] = (
    (tr("All readings"), None),
    (tr("What changes"), lambda one: one.changes),
    (tr("Would fail"), lambda one: one.would_fail),
    (tr("Would pass"), lambda one: one.would_pass),
    (tr("Sessions"), None),
)
OF_SESSIONS = len(KINDS) - 1


class RecallView(QWidget):
    """The days in doubt and the error above, the readings or their sessions below; ``closed`` on *Back* and Esc."""

    closed = Signal()

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.found: Recall | None = None
        self.building_id: UUID | None = None
        self._file: InstrumentFile | None = None
        self._spans: tuple[Span, ...] = ()
        self._fields()
        self._lists()
        self._build()

    # --- made once -----------------------------------------------------------------------------------------------

    def _fields(self) -> None:
        self.title = label(tr("Recall"), "title")
        self.calibration = QComboBox()
        self.calibration.activated.connect(self._on_calibration)
        self.since, self.until, self.error = QLineEdit(), QLineEdit(), QLineEdit()
        self.since.setPlaceholderText(tr("its first reading"))
        self.until.setPlaceholderText(tr("today"))
        for field in (self.since, self.until, self.error):
            field.returnPressed.connect(self.ask)
        self.go = primary(tr("List the readings"), self.ask)
        self.sentence = label("", "", wrap=True)
        self.sentence.setAccessibleName(tr("What it comes to"))

    def _lists(self) -> None:
        settings = self.tools.settings
        self.model: ListingModel[InDoubt] = ListingModel(READINGS, key=lambda one: one.instance_id)
        self.list = Listing(self.model, tr("Readings in doubt"), settings, "instruments/recall")
        self.list.opened.connect(self._open_test)
        self.visits = ListingModel(SESSIONS, key=lambda one: one.session_id)
        self.sessions = Listing(self.visits, tr("Sessions with readings in doubt"), settings, "instruments/recalled")
        self.sessions.opened.connect(self._open_session)
        self.nothing = EmptyState("tick", tr("No readings"), "")
        self.kind = Segments([name for name, _ in KINDS], tr("Which readings"))
        self.kind.chosen.connect(lambda _index: self._filter())
        self.lists = QStackedWidget()
        for view in (QWidget(), self.list, self.sessions, self.nothing):
            self.lists.addWidget(view)

    def _build(self) -> None:
        self.copy = button(tr("Copy"), self.copy_)
        self.save = button(tr("Save as…"), self.save_)
        head = row(button(tr("Back"), self.close_), GRID, self.title, None, self.copy, self.save)
        asked = row(
            _named(tr("Readings that rest on certificate"), self.calibration),
            _named(tr("Since"), self.since),
            _named(tr("Until, exclusive"), self.until),
            _named(tr("It was found to read"), self.error),
            column(None, self.go, gap=0),
            gap=GRID + 4,
        )
        for place, share in enumerate((5, 2, 2, 3, 0)):
            asked.setStretch(place, share)
        listed = Card(margin=1)
        listed.body.addWidget(self.lists)
        hint = label(tr("Enter opens the test; a retest is ordered there (Ctrl+R). Nothing is changed here."), "small")
        below = row(self.kind, None, hint)
        whole = column(head, Card(asked, self.sentence), below, listed, gap=GRID + 4)
        whole.setStretch(3, 1)
        self.setLayout(whole)

    # --- what is asked and answered ------------------------------------------------------------------------------

    def begin(self, one: InstrumentFile, building_id: UUID, today: date) -> None:
        """Show this instrument, in doubt since its latest calibration."""
        self._file, self.building_id = one, building_id
        self.title.setText(
            tr(
                "Recall of {serial_number}",
                serial_number=one.state.serial_number or tr("an instrument without a number"),
            )
        )
        self._offer(one, today)
        self.error.setPlaceholderText(tr("1.8 {unit} low, or 2 % high", unit=one.unit) if one.unit else tr("2 % high"))
        self.error.clear()
        self.kind.choose(0)
        self._on_calibration(0)
        self.since.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, one: InstrumentFile, today: date) -> None:
        """The calibrations to choose from, and all readings."""
        begun = [held for held in one.certificates if held.calibrated_on <= today]
        numbers = {held.calibrated_on: held.number for held in reversed(begun)}
        self._spans = (*between_calibrations(numbers), Span(None))
        self.calibration.clear()
        for span in self._spans:
            number = numbers[span.since] if span.since else tr("any, or none")
            count = sum(use.readings for use in one.used if use.day in span)
            self.calibration.addItem(
                tr(
                    "{number} · {count:,} {reading}",
                    number=number,
                    count=count,
                    reading=tr("reading") if count == 1 else tr("readings"),
                )
            )

    def _on_calibration(self, index: int) -> None:
        span = self._spans[index]
        for field, day in ((self.since, span.since), (self.until, span.until)):
            field.setText(show_date(day) if day else "")
        self.ask()

    def ask(self) -> None:
        """Look for the readings; what cannot be read is marked and said."""
        asked = self._asked()
        if asked is None or self._file is None:
            return
        self._say(tr("Looking through the record …"), "quiet")
        self.go.setEnabled(False)
        span, error = asked
        job = partial(_recall, self._file.state.instrument_id, span, error)
        self.tools.background.ask(self, job, self._show, self._refuse, about="recall")

    def _asked(self) -> tuple[Span, KnownError | None] | None:
        since, until = self._read(self.since, parse_date), self._read(self.until, parse_date)
        error = self._read(self.error, KnownError.parse)
        if any(field.property("invalid") for field in (self.since, self.until, self.error)):
            return None
        try:
            return Span(since, until), error
        except Invalid as problem:
            self._complain(self.until, problem)
            return None

    def _read(self, field: QLineEdit, parse: Callable[[str], Any]) -> Any:
        """What stands in a field, None where it is blank or cannot be read."""
        mark(field, "")
        try:
            return parse(field.text()) if field.text().strip() else None
        except Invalid as problem:
            self._complain(field, problem)
            return None

    def _complain(self, field: QLineEdit, problem: FiremodeError) -> None:
        """What is listed does not answer what is asked any more: it goes."""
        mark(field, problem.message)
        self._answer(None, problem.message, "bad")
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str, role: str = "") -> None:
        self.sentence.setText(words)
        set_role(self.sentence, role)

    def _refuse(self, error: FiremodeError) -> None:
        self._answer(None, explain(error).text, "bad")

    def _show(self, found: Recall) -> None:
        self._answer(found, found.sentence)

    def _answer(self, found: Recall | None, words: str, role: str = "") -> None:
        self.go.setEnabled(True)
        self.found = found
        self._say(words, role)
        self.visits.show(found.touched if found else ())
        self._filter()

    def _filter(self) -> None:
        name, wanted = KINDS[self.kind.index]
        found = self.found
        self.model.show(found.readings if found else ())
        self.model.keep(wanted)
        of_sessions = self.kind.index == OF_SESSIONS
        shown = self.visits.rows if of_sessions else self.model.rows
        self.nothing.words.setText(_why_nothing(found, name))
        self.lists.setCurrentIndex(0 if found is None else 3 if not shown else 2 if of_sessions else 1)
        for part in (self.copy, self.save):
            part.setEnabled(bool(found and found.readings))
        chosen = self.sessions if of_sessions else self.list
        if chosen.current is None and shown:
            chosen.setCurrentIndex(chosen.listing.index(0, max(0, chosen.first_column)))

    # --- what follows from it ------------------------------------------------------------------------------------

    def _open_test(self, one: InDoubt) -> None:
        if self._here(one.building_id, one.building):
            self.tools.go("sessions", Place(session_id=one.session_id, instance_id=one.instance_id))

    def _open_session(self, one: Any) -> None:
        if self.found is not None:
            first = next(each for each in self.found.readings if each.session_id == one.session_id)
            if self._here(first.building_id, first.building):
                self.tools.go("sessions", Place(session_id=one.session_id))

    def _here(self, building_id: UUID, name: str) -> bool:
        if building_id != self.building_id:
            self.tools.notices.say(tr("That test belongs to {name}; choose that building first.", name=name))
        return building_id == self.building_id

    def copy_(self) -> None:
        """The readings that are shown, for a spreadsheet."""
        if self.found is not None and self.model.rows:
            QGuiApplication.clipboard().setText(recall_text(self.model.rows))
            self.tools.notices.say(tr("{rows:,} readings are on the clipboard.", rows=len(self.model.rows)))

    def save_(self) -> None:
        """Everything that was found, as a file."""
        found = self.found
        if found is None or not found.readings:
            return
        folder = str(self.tools.settings.value("instruments/folder") or Path.home())
        name = f"recall-{found.serial_number or 'instrument'}.xlsx".replace("/", "-")
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save recall as"), str(Path(folder) / name), FILTERS)
        if not chosen:
            return
        path = Path(chosen)
        self.tools.settings.setValue("instruments/folder", str(path.parent))
        write = recall_csv if path.suffix.lower() == ".csv" else recall_workbook
        self.tools.background.work(
            self,
            lambda _work: write_whole(path, write(found)),
            lambda _done: self.tools.notices.say(tr("Saved {path}.", path=path.name)),
            self.tools.notices.show_error,
            text=tr("Writing {path}", path=path.name),
        )

    def close_(self) -> None:
        """Back to the list of instruments."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        else:
            super().keyPressEvent(event)


def _named(words: str, field: QWidget) -> Any:
    name = label(words, "small")
    name.setBuddy(field)
    field.setAccessibleName(words)
    return column(name, field, gap=3)


def _why_nothing(found: Recall | None, name: str) -> str:
    if found is None or not found.readings:
        return tr("It was not used on these days.")
    if name == "What changes":
        return tr("No verdict would be otherwise.")
    return tr("Say above by how much it was found to read wrong.") if found.error is None else tr("None of them.")


def _recall(instrument_id: UUID, span: Span, error: KnownError | None, session: Any) -> Recall:
    return recalling.recall(session, instrument_id, span, error)
