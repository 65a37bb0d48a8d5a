"""Deciding the class of a fault: the two questions of AS 1851, the class, and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.faults import check_class, class_by_answers
from firemode_desktop.domain.words import DefectClassification
from firemode_desktop.services.faults import ShownFault, period_of
from firemode_desktop.ui.language import inline, show_date, term, tr
from firemode_desktop.ui.parts import Segments, button, column, label, primary, row
from firemode_desktop.ui.testing.edits import AnswerButtons
from firemode_desktop.ui.theme import GRID

CLASSES = tuple(DefectClassification)
INOPERABLE = tr("Does it make the system inoperable?")
HARM = tr("Is somebody likely to be harmed because of it?")


@dataclass(frozen=True)
class Decision:
    """What a person decided about the class of a fault."""

    fault_id: UUID
    version: str
    """Of the fault that was looked at."""
    classification: str
    makes_inoperable: bool | None
    likely_to_harm: bool | None
    reason: str
    due: date | None


class ClassForm(QWidget):
    """``done(decision)`` when it is decided, ``back()`` when not. The answers propose, the person decides."""

    def __init__(self, done: Callable[[Decision], object], back: Callable[[], object]) -> None:
        super().__init__()
        self._done, self._back = done, back
        self._fault: ShownFault | None = None
        self._chosen_by_hand = self._due_by_hand = False
        self.heading = label("", "heading", wrap=True)
        self.proposal = label("", "small", wrap=True)
        self.inoperable, self.harm = AnswerButtons(INOPERABLE), AnswerButtons(HARM)
        for answers in (self.inoperable, self.harm):
            answers.answered.connect(self._on_answer)
        self.classes = Segments([each.value for each in CLASSES], tr("Class"))
        self.classes.chosen.connect(self._on_class)
        self.meaning = label("", "small")
        self.reason, self.due = QLineEdit(), QLineEdit()
        self.reason.setPlaceholderText(tr("Why this class"))
        self.reason.setAccessibleName(tr("Reason for the class"))
        self.due.setPlaceholderText(tr("Due (optional)"))
        self.due.setAccessibleName(tr("Due"))
        self.due.textEdited.connect(self._on_due)
        self.source = label("", "small", wrap=True)
        for field in (self.reason, self.due):
            field.returnPressed.connect(self.submit)
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.go = primary(tr("Confirm class"), self.submit)
        self._lay_out()

    def _lay_out(self) -> None:
        questions = [
            column(label(words, "strong", wrap=True), answers, gap=4)
            for words, answers in ((INOPERABLE, self.inoperable), (HARM, self.harm))
        ]
        chosen = column(label(tr("Class"), "strong"), row(self.classes, self.meaning, None, gap=GRID), gap=4)
        why = column(label(tr("Reason"), "strong"), self.reason, gap=4)
        when = column(label(tr("Due"), "strong"), self.due, self.source, gap=4)
        buttons = row(button(tr("Back"), self._back), None, self.go)
        parts = (self.heading, self.proposal, *questions, chosen, why, when, self.problem, buttons, None)
        self.setLayout(column(*parts, gap=GRID + 4))

    def show_fault(self, fault: ShownFault) -> None:
        """Begin with what is known of a fault; the keyboard goes to the first question."""
        self._fault, self._chosen_by_hand, self._due_by_hand = fault, False, fault.due_date is not None
        self.heading.setText(tr("Class of {fault}", fault=fault.name))
        proposed = fault.proposed_classification or fault.defect_classification
        proposer = tr("The rule proposes") if fault.rule_applied else tr("Whoever found it proposes")
        self.proposal.setText(f"{proposer} {proposed}." if proposed else tr("No class is proposed yet."))
        self.inoperable.show_value(fault.makes_inoperable)
        self.harm.show_value(fault.likely_to_harm)
        self.due.setText(show_date(fault.due_date) if fault.due_date else "")
        self._choose(fault.defect_classification or DefectClassification.CLASS_1B)
        self.reason.setText(fault.class_reason or "")
        self.reason.setCursorPosition(0)
        self.problem.hide()
        self.go.setEnabled(True)
        self.inoperable.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, classification: str) -> None:
        self.classes.blockSignals(True)
        self.classes.choose(CLASSES.index(DefectClassification(classification)))
        self.classes.blockSignals(False)
        self._show_class()

    def _show_class(self) -> None:
        """What the class means, and by when the law wants it put right; a day that a person set stays."""
        assert self._fault is not None
        chosen = CLASSES[self.classes.index]
        self.meaning.setText(inline(term(chosen.as1851_class.label)))
        period = period_of(chosen, self._fault.state)
        self.source.setText(tr("By law: {in_words}", in_words=period.in_words) if period.by_law else period.source)
        if not self._due_by_hand:
            due = period.due(self._fault.day(self._fault.detected_at))
            self.due.setText(show_date(due) if due else "")

    def _on_class(self, _index: int) -> None:
        self._chosen_by_hand = True
        self._show_class()

    def _on_due(self, text: str) -> None:
        self._due_by_hand = bool(text.strip())

    def _on_answer(self, _value: object) -> None:
        """The answers choose the class until the person has chosen one."""
        assert self._fault is not None
        proposed = self._fault.proposed_classification or self._fault.defect_classification
        found = class_by_answers(self.inoperable.value, self.harm.value, proposed)
        if found is not None and not self._chosen_by_hand:
            self._choose(found)
        if self.harm.value is None:
            self.harm.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif self.inoperable.value is not None:
            self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def submit(self) -> None:
        """Hand over the decision, or say what is missing."""
        assert self._fault is not None
        try:
            due = parse_date(self.due.text()) if self.due.text().strip() else None
        except Invalid as error:
            self.say(error.message)
            return
        if self.inoperable.value is None or self.harm.value is None:
            self.say(tr("Both questions are to be answered."))
        elif not self.reason.text().strip():
            self.say(tr("A reason is needed; it is kept with the fault."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._decide(self._fault, due)

    def _decide(self, fault: ShownFault, due: date | None) -> None:
        chosen = CLASSES[self.classes.index].value
        try:
            check_class(chosen, self.inoperable.value, self.harm.value)
        except Invalid as error:
            self.say(error.message)
            return
        self.go.setEnabled(False)
        answers = (self.inoperable.value, self.harm.value)
        self._done(Decision(fault.id, fault.version, chosen, *answers, self.reason.text().strip(), due))

    def say(self, text: str) -> None:
        """Why it is not confirmed."""
        self.problem.setText(text)
        self.problem.show()
        self.go.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self._back()
        else:
            super().keyPressEvent(event)
