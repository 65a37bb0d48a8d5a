"""Words that are kept with a fault, and with them until when, and what protects people meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.services.faults import ShownFault
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.panel import mark
from firemode_desktop.ui.parts import button, column, label, primary, row
from firemode_desktop.ui.theme import GRID


@dataclass(frozen=True)
class Noted:
    """What a person wrote."""

    note: str
    due: date | None
    interim: str | None


class NoteForm(QWidget):
    """Asks for a note, a day and interim measures; hands them to ``then``, Esc goes back."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        self._back = back
        self._then: Callable[[Noted], object] = lambda _noted: None
        self.heading, self.ask_for = label("", "heading", wrap=True), label("", "strong", wrap=True)
        self.note, self.due, self.interim = QLineEdit(), QLineEdit(), QLineEdit()
        self.note.setAccessibleName(tr("Note"))
        self.due.setAccessibleName(tr("Due"))
        self.interim.setAccessibleName(tr("Interim measures"))
        self.due.setPlaceholderText(tr("Day (optional)"))
        self.interim.setPlaceholderText(tr("What protects people meanwhile (optional)"))
        for field in (self.note, self.due, self.interim):
            field.returnPressed.connect(self.submit)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.go = primary("", self.submit)
        fields = (
            column(self.ask_for, self.note, gap=4),
            column(label(tr("Due"), "strong"), self.due, gap=4),
            column(label(tr("Interim measures"), "strong"), self.interim, gap=4),
        )
        buttons = row(button(tr("Back"), back), None, self.go)
        self.setLayout(column(self.heading, *fields, self.problem, buttons, None, gap=GRID + 4))

    def ask(self, fault: ShownFault, question: str, verb: str, then: Callable[[Noted], object]) -> None:
        """Begin anew; the keyboard goes to the note."""
        self._then = then
        self.heading.setText(f"{verb} {fault.name}")
        self.ask_for.setText(question)
        self.go.setText(verb)
        self.note.clear()
        self.due.setText(show_date(fault.due_date) if fault.due_date else "")
        self.interim.setText(fault.interim or "")
        mark(self.due, "")
        self.problem.hide()
        self.go.setEnabled(True)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand over what was written, or say what is missing."""
        if not self.go.isEnabled():
            return
        try:
            due = parse_date(self.due.text()) if self.due.text().strip() else None
        except Invalid as error:
            self._complain(error.message, self.due)
            return
        if not self.note.text().strip():
            self._complain(tr("A note is needed; it is kept with the fault."), self.note)
            return
        self.go.setEnabled(False)
        self._then(Noted(self.note.text().strip(), due, self.interim.text().strip() or None))

    def _complain(self, words: str, field: QLineEdit) -> None:
        mark(field, words)
        self.say(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Why it is not taken."""
        self.problem.setText(words)
        self.problem.show()
        self.go.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self._back()
        else:
            super().keyPressEvent(event)
