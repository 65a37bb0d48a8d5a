"""Beside the list: a new session, with the tests it would have and the arithmetic they come from."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from firemode_desktop.domain.dates import parse_date
from firemode_desktop.domain.errors import FiremodeError, Invalid
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import DecisionRule, Frequency, MeasurementType
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.parts import Card, Segments, button, column, empty, label, link, primary, row, rule
from firemode_desktop.ui.testing import jobs
from firemode_desktop.ui.testing.edits import ENTER
from firemode_desktop.ui.testing.jobs import Created, Outlook, Wish
from firemode_desktop.ui.testing.judged import sentence
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools

WIDTH = 348
RULE_WORDS = {
    DecisionRule.SIMPLE: tr("The limits themselves pass."),
    DecisionRule.GUARD_BANDED: tr("The instrument's uncertainty is kept clear of the limits (ILAC-G8)."),
}


class Arithmetic(QWidget):
    """How many tests a frequency has, line by line, and whether they are generated."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.total = label("", "figure")
        self.unit = label(tr("tests"), "quiet")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(GRID - 2)
        self.state = QVBoxLayout()
        head = row(self.total, column(None, self.unit, 8, gap=0), None, gap=6)
        self.setLayout(column(head, self._lines, gap=6))

    def show_outlook(self, found: Outlook | None) -> None:
        """Show what the tests come to; None while it is not known."""
        empty(self._lines)
        empty(self.state)
        self.total.setText("–" if found is None else str(found.total))
        for line in found.lines if found is not None else ():
            name = label(MeasurementType(line.measurement_type).label, "small")
            self._lines.addLayout(column(name, label(line.arithmetic, wrap=True), gap=0))
        if found is not None:
            self.state.addWidget(sentence(*state_of(found)))


def state_of(found: Outlook) -> tuple[Standing, str]:
    """Whether the tests are generated, in words."""
    if not found.total:
        return Standing.FAIL, tr("Nothing in the registers is tested at this frequency.")
    if found.current:
        return Standing.PASS, tr("All of them are generated and up to date.")
    if not found.existing:
        return Standing.NOT_TESTED, tr("None of them is generated yet; creating the session generates all of them.")
    parts = [
        f"{count} {word}"
        for count, word in ((found.added, "new"), (found.changed, "changed"), (found.retired, "retired"))
        if count
    ]
    return Standing.NEAR, tr("Creating the session brings them up to date: {parts}.", parts=", ".join(parts))


def generated(found: Outlook) -> str:
    """What was written to the expected tests with a session, in a sentence."""
    if found.current:
        return tr("Its {total} tests were up to date.", total=found.total)
    changed = tr(
        "{added} new, {changed} changed, {retired} retired",
        added=found.added,
        changed=found.changed,
        retired=found.retired,
    )
    return tr("Its {total} tests were brought up to date: {changed}.", total=found.total, changed=changed)


class TestsPanel(Card):
    """What both panels share: a frequency, its arithmetic, a button. Enter in a field is that button; Esc closes."""

    __test__ = False
    closed = Signal()
    changes_wanted = Signal(str)
    """What generating the tests of this frequency would change is to be looked at."""

    def __init__(self, tools: Tools, title: str, verb: str) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self.tools = tools
        self.building_id: UUID | None = None
        self.outlook: Outlook | None = None
        self.frequency = QComboBox()
        self.frequency.setAccessibleName(tr("Frequency"))
        for each in Frequency:
            self.frequency.addItem(term(each.label), each.value)
        self.frequency.setCurrentIndex(self.frequency.findData(Frequency.ANNUAL.value))
        self.frequency.currentIndexChanged.connect(lambda _index: self.ask())
        self.arithmetic = Arithmetic()
        self.problem = label("", "bad", wrap=True)
        self.problem.hide()
        self.see = link(tr("See what changes"), lambda: self.changes_wanted.emit(self.frequency.currentData()))
        self.see.hide()
        self.go = primary(verb, self.submit)
        self.shut = button("", self.close_, role="flat", icon="close")
        self.shut.setAccessibleName(tr("Close"))
        self.form = QVBoxLayout()
        self.form.setSpacing(GRID + 2)
        self.form.addLayout(column(label(tr("Frequency"), "small"), self.frequency, gap=3))
        head = row(label(title, "heading"), None, self.shut)
        inside = QWidget()
        inside.setProperty("role", "canvas")
        inside.setLayout(column(self.form, 2, rule(), self.arithmetic, None, gap=GRID))
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addLayout(column(head, scroll, self.arithmetic.state, row(GRID + 6, self.see, None), gap=GRID))
        self.body.addLayout(column(self.problem, self.go, gap=GRID))
        self.hide()

    def open_for(self, building_id: UUID) -> None:
        """Show the panel for a building; the keyboard goes into it."""
        self.building_id = building_id
        self.problem.hide()
        self.show()
        self.ask()
        self.frequency.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def ask(self) -> None:
        """Ask what the tests of the chosen frequency come to."""
        self.outlook = None
        self.go.setEnabled(False)
        self.see.hide()
        if self.building_id is not None and not self.isHidden():
            job = partial(jobs.outlook, self.building_id, str(self.frequency.currentData()), self.tools.clock())
            self.tools.background.ask(self, job, self._show_outlook, about="outlook")

    def _show_outlook(self, found: Outlook) -> None:
        self.outlook = found
        self.arithmetic.show_outlook(found)
        self.see.setVisible(bool(found.total) and not found.current)
        self.go.setEnabled(self.ready(found))

    def ready(self, found: Outlook) -> bool:
        """Whether the button does something."""
        return bool(found.total)

    def submit(self) -> None:
        """Do what the panel is for."""
        raise NotImplementedError

    def say(self, error: FiremodeError) -> None:
        """Why it was not done."""
        self.problem.setText(error.message)
        self.problem.show()
        self.go.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.close_()
        elif event.key() in ENTER and self.go.isEnabled() and not isinstance(self.focusWidget(), QAbstractButton):
            self.submit()
        else:
            super().keyPressEvent(event)


class NewSessionPanel(TestsPanel):
    """Frequency, day, decision rule. ``created(session_id)`` when it is there."""

    created = Signal(object)

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools, tr("New session"), tr("Create session"))
        self.day = QLineEdit()
        self.day.setAccessibleName(tr("Day of the visit"))
        self.day.textChanged.connect(self._on_typed)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name"))
        self.rule = Segments([term(rule.label) for rule in DecisionRule], tr("Decision rule"))
        self.rule.chosen.connect(self._on_rule)
        self.rule_note = label(RULE_WORDS[DecisionRule.SIMPLE], "small", wrap=True)
        self.form.addLayout(column(label(tr("Day of the visit"), "small"), self.day, gap=3))
        self.form.addLayout(column(label(tr("Decision rule"), "small"), row(self.rule, None), self.rule_note, gap=3))
        self.form.addLayout(column(label(tr("Name"), "small"), self.name, gap=3))
        for before, after in pairwise((self.frequency, self.day, self.rule, self.name, self.see, self.go, self.shut)):
            QWidget.setTabOrder(before, after)

    def open_for(self, building_id: UUID) -> None:
        self.plan(building_id, self.tools.clock().astimezone().date())

    def plan(self, building_id: UUID, day: date, frequency: str | None = None) -> None:
        """Begin a session of that day, and of that frequency where one is given."""
        self.day.setText(show_date(day))
        self.name.clear()
        if frequency is not None:
            self.frequency.setCurrentIndex(self.frequency.findData(frequency))
        super().open_for(building_id)

    def ask(self) -> None:
        super().ask()
        self._on_typed()

    def _on_rule(self, index: int) -> None:
        self.rule_note.setText(RULE_WORDS[tuple(DecisionRule)[index]])

    def _on_typed(self, _text: str = "") -> None:
        """The name it gets where none is typed; a day that cannot be read is marked."""
        day = self._day()
        self.day.setProperty("invalid", day is None)
        self.day.style().unpolish(self.day)
        self.day.style().polish(self.day)
        label_ = Frequency(str(self.frequency.currentData())).label
        self.name.setPlaceholderText(
            tr("{label} session {day:%Y-%m-%d}", label=label_, day=day) if day else tr("{label} session", label=label_)
        )

    def _day(self) -> date | None:
        try:
            return parse_date(self.day.text())
        except Invalid:
            return None

    def submit(self) -> None:
        day = self._day()
        if day is None:
            self.say(
                Invalid(tr("The day of the visit cannot be read; write it as 5/4/2026, 5 Apr 2026 or 2026-04-05."))
            )
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.building_id is None or self.outlook is None or not self.outlook.total:
            return
        self.go.setEnabled(False)
        chosen = tuple(DecisionRule)[self.rule.index].value
        wish = Wish(self.building_id, self.outlook.frequency, day, chosen, self.name.text().strip())
        job = partial(jobs.create, wish, self.tools.person.id, self.tools.clock())
        self.tools.background.do(self, job, self._on_created, self.say, text=tr("Creating the session"))

    def _on_created(self, made: Created) -> None:
        self.close_()
        self.tools.notices.say(tr("Session created. {generated}", generated=generated(made.outlook)))
        self.created.emit(made.session_id)
