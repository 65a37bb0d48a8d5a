"""The panel beside the faults: one of them with its whole context, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.lifecycle import FAULT_TRANSITIONS, OPEN_FAULTS
from firemode_desktop.domain.standing import Measure, Standing, figure, margin, signed
from firemode_desktop.domain.words import DefectClassification, FaultStatus
from firemode_desktop.services.faults import ShownFault
from firemode_desktop.ui.faults.classify import ClassForm, Decision
from firemode_desktop.ui.faults.columns import SEVERITIES, STATUSES, class_words, detected_on, status_words
from firemode_desktop.ui.parts import Card, button, column, empty, label, link, primary, row, rule, set_tone
from firemode_desktop.ui.question import Question
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.testing.judged import sentence
from firemode_desktop.ui.theme import GRID


@dataclass(frozen=True)
class Acts:
    """What the buttons do with the fault that is shown."""

    confirm: Callable[[Decision], object]
    start: Callable[[], object]
    resolve: Callable[[], object]
    defer: Callable[[], object]
    void: Callable[[], object]
    reading: Callable[[], object]


class FaultPanel(Card):
    """One fault, or the form in which its class is decided."""

    def __init__(self, acts: Acts, supervisor: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._acts, self._supervisor = acts, supervisor
        self.fault: ShownFault | None = None
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
        self.reading = link("Open the reading", acts.reading)
        self.form = ClassForm(acts.confirm, self.show_facts)
        self.confirm = button("Confirm class…", self.decide)
        self.start = button("Start work", acts.start, role="flat")
        self.resolve = primary("Resolve…", acts.resolve)
        self.more = button("More", self.show_more, role="flat", icon="chevron-down")
        self.question = Question()
        self.facts = QVBoxLayout()
        self.facts.setContentsMargins(0, 0, 0, 0)
        self.facts.setSpacing(GRID)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.facts, None))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName("What is known of the fault")
        head = row(self.name, None, self.mark, self.severity, gap=5)
        state = row(self.state_mark, self.state, None, gap=5)
        acting = column(row(self.resolve, self.start, None, self.more, gap=2), row(self.confirm, None), gap=GRID)
        shown = QWidget()
        parts = (head, self.where, self.figure, self.margin, row(self.reading, None), rule(), state, acting)
        layout = column(*parts, self.question, 2, gap=6)
        layout.addWidget(scroll, 1)
        shown.setLayout(layout)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())
        self.stack.addWidget(shown)
        self.stack.addWidget(self.form)
        self.body.addWidget(self.stack)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_fault(self, fault: ShownFault | None) -> None:
        """Show a fault; None shows none. The form and a question stay open only for the fault they are about."""
        other = fault is None or self.fault is None or fault.id != self.fault.id
        same = fault == self.fault
        self.fault = fault
        if fault is None:
            self.stack.setCurrentIndex(0)
            return
        if other:
            self.question.close_()
        if other or not same:
            self._show(fault)
            self.show_facts()

    def show_facts(self) -> None:
        """The fault itself, not the form."""
        self.stack.setCurrentIndex(1 if self.fault is not None else 0)

    def decide(self) -> None:
        """The form in which its class is decided."""
        if self.fault is not None:
            self.stack.setCurrentIndex(2)
            self.form.show_fault(self.fault)

    def _show(self, fault: ShownFault) -> None:
        self.name.setText(fault.name)
        self.mark.show_standing(SEVERITIES[fault.severity].standing)
        self.severity.setText(fault.severity)
        self.where.setText(fault.location)
        self._show_value(fault)
        self.reading.setVisible(fault.instance_id is not None)
        self.state_mark.show_standing(STATUSES[fault.status].standing)
        due = f" · due {show_date(fault.due_date)}" if fault.due_date and fault.status in OPEN_FAULTS else ""
        self.state.setText(f"{status_words(fault.status)}{due}")
        self._show_buttons(FaultStatus(fault.status))
        self._show_facts(fault)

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
        self.more.setVisible(bool(onward))
        self.confirm.setText("Confirm class…" if self.fault and not self.fault.class_confirmed_by else "Change class…")

    def _show_facts(self, fault: ShownFault) -> None:
        empty(self.facts)
        zone = ZoneInfo(fault.timezone)
        if fault.retest and fault.status in OPEN_FAULTS:
            self.facts.addWidget(sentence(Standing.PASS, f"Its retest {fault.retest} complies. Resolve it?"))
        self._fact("Class", _class(fault))
        self._fact("Why", fault.class_reason or "")
        self._fact("What", fault.description)
        self._fact("To be done", fault.action_required or "")
        self._fact("Limits", _limits(fault))
        self._fact("Baseline", _baseline(fault))
        self._fact("Rule", f"{fault.rule_applied}, version {fault.rule_version}" if fault.rule_applied else "")
        local = fault.detected_at.astimezone(zone)
        session = f" in {fault.session_name}" if fault.session_name else ""
        self._fact("Detected", f"{show_date(detected_on(fault))}, {local:%H:%M}{session}")
        if fault.resolved_at is not None:
            by = f" by {fault.resolved_by}" if fault.resolved_by else ""
            self._fact("Resolved", f"{show_date(fault.resolved_at.astimezone(zone).date())}{by}")
        self._fact("Note", fault.resolution_note or "")

    def _fact(self, name: str, text: str) -> None:
        if text:
            self.facts.addLayout(column(label(name, "small"), label(text, "", wrap=True), gap=1))

    def show_more(self) -> None:
        """What is done seldom."""
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def menu(self) -> QMenu:
        """The menu under *More*."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        onward = FAULT_TRANSITIONS[FaultStatus(self.fault.status)] if self.fault else ()
        made.addAction("Defer…", self._acts.defer).setEnabled(FaultStatus.DEFERRED in onward)
        void = made.addAction("Void…" if self._supervisor else "Void… (a supervisor does)", self._acts.void)
        void.setEnabled(FaultStatus.VOID in onward and self._supervisor)
        return made


def _class(fault: ShownFault) -> str:
    """``1A, critical defect – proposed by the rule, not confirmed yet``."""
    if not fault.defect_classification:
        return "not classified yet"
    words = f"{DefectClassification(fault.defect_classification).value}, {class_words(fault)}"
    if fault.class_confirmed_by and fault.class_confirmed_at:
        day = show_date(fault.class_confirmed_at.astimezone(ZoneInfo(fault.timezone)).date())
        changed = fault.proposed_classification not in (None, fault.defect_classification)
        instead = f" (the rule proposed {fault.proposed_classification})" if changed else ""
        return f"{words}{instead} – decided by {fault.class_confirmed_by}, {day}"
    return f"{words} – proposed by the rule, not confirmed yet"


def _limits(fault: ShownFault) -> str:
    return "" if fault.limits.open else str(fault.limits)


def _baseline(fault: ShownFault) -> str:
    if fault.baseline_value is None:
        return ""
    measure = Measure.of(fault.measurement_type or "")
    text = f"{figure(fault.baseline_value, measure.decimals if measure else 1)} {fault.unit or ''}".rstrip()
    away = fault.deviation_from_baseline_pct
    return text if away is None else f"{text} · {signed(away)} %"
