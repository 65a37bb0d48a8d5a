"""The panel beside the faults: one of them with its whole context, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.lifecycle import FAULT_TRANSITIONS
from firemode_desktop.domain.standing import Measure, Standing, figure, margin
from firemode_desktop.domain.words import FaultStatus
from firemode_desktop.services.faults import Retest, ShownFault
from firemode_desktop.services.people import SUPERVISORS, TESTERS
from firemode_desktop.ui.faults.classify import ClassForm, Decision
from firemode_desktop.ui.faults.columns import OVERDUE, SEVERITIES, STATUSES, due_words, status_words
from firemode_desktop.ui.faults.facts import Timeline, facts, notice_words, retest_words
from firemode_desktop.ui.faults.noting import Noted, NoteForm
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, empty, label, link, primary, row, rule, set_tone
from firemode_desktop.ui.question import Question
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.judged import sentence
from firemode_desktop.ui.theme import GRID

NOTHING, FACTS, CLASS, NOTE = range(4)


@dataclass(frozen=True)
class Acts:
    """What the buttons do with the fault that is shown."""

    decide: Callable[[], object]
    confirm: Callable[[Decision], object]
    start: Callable[[], object]
    resolve: Callable[[], object]
    defer: Callable[[], object]
    reopen: Callable[[], object]
    remark: Callable[[], object]
    void: Callable[[], object]
    retest: Callable[[], object]
    notice: Callable[[], object]
    reading: Callable[[], object]
    open_retest: Callable[[Retest], object]


class FaultPanel(Card):
    """One fault, or a form about it."""

    def __init__(self, acts: Acts, role: str, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._acts, self._clock = acts, clock
        self._tester, self._supervisor = role in TESTERS, role in SUPERVISORS
        self.fault: ShownFault | None = None
        self.steps: tuple[FaultStep, ...] = ()
        self._make()
        self._lay_out()

    def _make(self) -> None:
        acts = self._acts
        self.name = label("", "heading")
        self.mark, self.severity = StatusMark(Standing.FAIL, 11), label("")
        self.where = label("", "", wrap=True)
        self.value, self.unit = label("", "figure"), label("", "quiet")
        self.figure = QWidget()
        self.figure.setLayout(row(self.value, column(None, self.unit, 8, gap=0), None, gap=6))
        self.margin = label("", "", wrap=True)
        self.state_mark, self.state = StatusMark(Standing.NOT_TESTED, 11), label("", "", wrap=True)
        self.reading = link(tr("Open the reading"), acts.reading)
        self.form = ClassForm(acts.confirm, self.show_facts)
        self.noting = NoteForm(self.show_facts)
        self.confirm = button(tr("Confirm class…"), acts.decide)
        self.start = button(tr("Start work"), acts.start, role="flat")
        self.resolve = primary(tr("Resolve…"), acts.resolve)
        self.more = button(tr("More"), self.show_more, role="flat", icon="chevron-down")
        self.question = Question()
        self.facts, self.history = QVBoxLayout(), QVBoxLayout()
        for layout in (self.facts, self.history):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(GRID)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.facts, self.history, None, gap=GRID + 4))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName(tr("What is known of the fault"))
        head = row(self.name, None, self.mark, self.severity, gap=5)
        state = row(self.state_mark, self.state, gap=5)
        state.setStretch(1, 1)
        acting = column(row(self.resolve, self.start, None, self.more, gap=2), row(self.confirm, None), gap=GRID)
        shown = QWidget()
        parts = (head, self.where, self.figure, self.margin, row(self.reading, None), rule(), state, acting)
        layout = column(*parts, self.question, 2, gap=6)
        layout.addWidget(scroll, 1)
        shown.setLayout(layout)
        self.stack = QStackedWidget()
        for page in (QWidget(), shown, self.form, self.noting):
            self.stack.addWidget(page)
        self.body.addWidget(self.stack)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_fault(self, fault: ShownFault | None) -> None:
        """Show a fault; None shows none. The form and a question stay open only for the fault they are about."""
        other = fault is None or self.fault is None or fault.id != self.fault.id
        same = fault == self.fault
        self.fault = fault
        if other:
            self.question.close_()
            self.show_history(())
        if fault is None:
            self.stack.setCurrentIndex(NOTHING)
        elif other or not same:
            self._show(fault)
            self.show_facts()

    def show_history(self, steps: Sequence[FaultStep]) -> None:
        """The life of the fault that is shown, once it has been asked for."""
        empty(self.history)
        self.steps = tuple(steps)
        if self.fault is not None and steps:
            self.history.addWidget(rule())
            self.history.addWidget(label(tr("History"), "strong"))
            self.history.addWidget(Timeline(self.fault, steps))

    def show_facts(self) -> None:
        """The fault itself, not a form."""
        self.stack.setCurrentIndex(FACTS if self.fault is not None else NOTHING)

    def decide(self) -> None:
        """The form in which its class is decided."""
        if self.fault is not None:
            self.stack.setCurrentIndex(CLASS)
            self.form.show_fault(self.fault)

    def ask_note(self, question: str, verb: str, then: Callable[[Noted], object]) -> None:
        """The form for a note with a day and interim measures."""
        if self.fault is not None:
            self.stack.setCurrentIndex(NOTE)
            self.noting.ask(self.fault, question, verb, then)

    def ask_words(self, question: str, verb: str, then: Callable[[str], object], hint: str = tr("Reason")) -> None:
        """The words that a deed is kept with."""
        if self.fault is not None:
            self.show_facts()
            self.question.ask(question, verb, then, hint=hint)

    def _show(self, fault: ShownFault) -> None:
        self.name.setText(fault.name)
        self.mark.show_standing(SEVERITIES[fault.severity].standing)
        self.severity.setText(fault.severity)
        self.where.setText(fault.location)
        self._show_value(fault)
        self.reading.setVisible(fault.instance_id is not None)
        self._show_state(fault)
        self._show_buttons(FaultStatus(fault.status))
        self._show_facts(fault)

    def _show_state(self, fault: ShownFault) -> None:
        now = self._clock()
        late = fault.overdue(now)
        self.state_mark.show_standing((OVERDUE if late else STATUSES[fault.status]).standing)
        due = due_words(fault, now)
        self.state.setText(
            tr("{status_words} · due {due}", status_words=status_words(fault.status), due=due)
            if due
            else status_words(fault.status)
        )
        set_tone(self.state, "bad" if late else "")

    def _show_value(self, fault: ShownFault) -> None:
        measure = Measure.of(fault.measurement_type or "")
        numeric = measure is not None and fault.measured_value is not None
        self.figure.setVisible(numeric)
        if measure is None or fault.measured_value is None:
            self.margin.setText(fault.in_brief)
            return
        self.value.setText(figure(fault.measured_value, measure.decimals, fault.limits))
        self.unit.setText(fault.unit or "")
        outside = not fault.limits.contains(fault.measured_value)
        set_tone(self.value, "bad" if outside else "")
        self.margin.setText(margin(fault.measured_value, fault.limits, measure.decimals))

    def _show_buttons(self, status: FaultStatus) -> None:
        onward = FAULT_TRANSITIONS[status]
        self.resolve.setVisible(FaultStatus.RESOLVED in onward)
        self.start.setVisible(FaultStatus.IN_PROGRESS in onward)
        self.confirm.setText(
            tr("Confirm class…") if self.fault and not self.fault.class_confirmed_by else tr("Change class…")
        )
        for each in (self.resolve, self.start, self.confirm):
            each.setEnabled(self._tester)

    def _show_facts(self, fault: ShownFault) -> None:
        empty(self.facts)
        for standing, words in retest_words(fault):
            self.facts.addWidget(sentence(standing, words))
        for retest in fault.retests:
            opened = link(
                tr("Open retest {rpartition}", rpartition=retest.identifier.rpartition("_")[2]),
                partial(self._acts.open_retest, retest),
            )
            self.facts.addLayout(row(opened, None))
        for standing, words in notice_words(fault):
            self.facts.addWidget(sentence(standing, words))
        for name, text in facts(fault):
            if text:
                self.facts.addLayout(column(label(name, "small"), label(text, "", wrap=True), gap=1))

    # --- what is done seldom -------------------------------------------------------------------------------------

    def show_more(self) -> None:
        """What is done seldom."""
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def menu(self) -> QMenu:
        """The menu under *More*."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        status = FaultStatus(self.fault.status) if self.fault else None
        onward = FAULT_TRANSITIONS[status] if status else ()
        acts, tester = self._acts, self._tester
        tested = self.fault is not None and self.fault.instance_id is not None
        void = tr("Void…") if self._supervisor else tr("Void… (a supervisor does)")
        for words, act, allowed in (
            (tr("Defer…"), acts.defer, tester and FaultStatus.DEFERRED in onward),
            (tr("Reopen…"), acts.reopen, tester and FaultStatus.OPEN in onward),
            (tr("Remark…"), acts.remark, tester and status is not None),
            (tr("Add a retest"), acts.retest, tester and tested and FaultStatus.RESOLVED in onward),
            (tr("Notice to the owner…"), acts.notice, status is not None),
            (void, acts.void, self._supervisor and FaultStatus.VOID in onward),
        ):
            made.addAction(words, act).setEnabled(allowed)
        return made
