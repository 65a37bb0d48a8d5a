"""A fire panel's log beside the steps of a test: what each row becomes, corrected in place, and how the test stands.

What is said is one immutable value (``Answers``); the log is read again for it off the thread of the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from firemode_desktop.domain.event_log import LEFT_OUT, ZERO, Answers, Becomes, LogRow
from firemode_desktop.domain.observed import Finding
from firemode_desktop.domain.sequence import Step, known_actions
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import CheckResult
from firemode_desktop.services.event_logs import LogPlan
from firemode_desktop.ui.language import plain, term, tr
from firemode_desktop.ui.listing import Column, Listing, ListingModel, Mark
from firemode_desktop.ui.parts import Card, beside, button, column, label, primary, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import Swap, UndoStack

_STANDINGS = {CheckResult.FAIL: Standing.FAIL, CheckResult.WARN: Standing.NEAR, CheckResult.PASS: Standing.PASS}


class LogPanel(QWidget):
    """``answered(answers)`` when something else was said, ``taken(plan)`` to use the times, ``left`` to go back."""

    answered = Signal(object)
    taken = Signal(object)
    left = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: LogPlan | None = None
        self.said = Answers()
        self.stack = UndoStack(self)
        self._make_lists(settings)
        self._make_fields()
        self._lay()
        use = QShortcut(QKeySequence("Ctrl+Return"), self, self.use_times)
        use.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # --- made once -----------------------------------------------------------------------------------------------

    def _make_lists(self, settings: QSettings) -> None:
        self.model = ListingModel(_rows(lambda: self.plan), key=lambda each: each.event.row)
        self.list = Listing(self.model, tr("Rows of the panel’s log"), settings, "sessions/panel-log")
        self.list.chosen.connect(self._show_row)
        self.list.opened.connect(lambda _row: self.component.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.typed.connect(self._on_typed)
        self.found = ListingModel(_FINDINGS, key=lambda each: (each.step_order, each.message))
        self.steps = Listing(self.found, tr("Planned and observed"), settings, "sessions/panel-log-steps")

    def _make_fields(self) -> None:
        self.title, self.about = label(tr("Panel log"), "title"), label("", "quiet", wrap=True)
        self.notes = label("", "small", wrap=True)
        self.which = label("", "strong", wrap=True)
        self.component, self.action = _box(tr("Component of this row")), _box(tr("Action of this row"))
        self.component.setMinimumContentsLength(16)
        self.take = button(tr("Take as this"), self.take_row)
        self.take.setToolTip(tr("Every row of this point with this event is this effect; remembered for the building"))
        self.out = button(tr("Leave out"), self.leave_out, role="flat")
        self.out.setToolTip(tr("X in the list"))
        self.trigger = button(tr("This is the trigger"), self.choose_trigger, role="flat")
        self.trigger.setToolTip(tr("T in the list"))
        self.zero = button(tr("The log counts from the trigger"), self.choose_zero, role="flat")
        self.undo = button(tr("Undo"), self.stack.undo, role="flat")
        self.undo.setToolTip("Ctrl+Z")
        self.stack.indexChanged.connect(lambda index: self.undo.setEnabled(index > 0))
        self.undo.setEnabled(False)
        self.verdict = label("", "heading", wrap=True)
        self.open_ = label("", "small", wrap=True)
        self.back = button(tr("Back"), self.left.emit)
        self.back.setToolTip("Esc")
        self.use = primary(tr("Use these times"), self.use_times)
        self.use.setToolTip(tr("Ctrl+Enter: into the test, to be looked at and recorded; the log is kept as evidence"))

    def _lay(self) -> None:
        head = column(row(self.title, None, self.undo, self.back, self.use), self.about, gap=2)
        becomes = row(self.component, self.action, self.take, self.out, None, gap=6)
        keys = label(tr("Enter says what a row is · T the trigger · X left out · Ctrl+Enter uses the times"), "small")
        strip = column(self.which, becomes, row(self.trigger, self.zero, None, gap=6), keys, gap=6)
        left, right = Card(margin=GRID), Card(margin=GRID)
        left.body.addLayout(column(self.notes, self.list, strip))
        right.body.addLayout(column(self.verdict, self.open_, self.steps))
        both = beside(left, right, (600, 470))
        both.setStretchFactor(0, 1)
        whole = column(head, both, gap=GRID + 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    # --- what is shown -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Another log: nothing was said of it yet."""
        self.said, self.plan = Answers(), None
        self.stack.clear()

    def show_plan(self, plan: LogPlan) -> None:
        """The log as it is read now."""
        first = self.plan is None
        self.plan = plan
        self.title.setText(tr("Panel log · {file_name}", file_name=plan.log.file_name))
        self.about.setText(plan.reading.why)
        self.notes.setText("\n".join(plan.notes))
        self.notes.setVisible(bool(plan.notes))
        self._fill_boxes(plan)
        self.model.show(plan.reading.rows)
        self._show_result(plan)
        if first:
            self._begin_at(plan)
        self._show_row(self.list.current)

    def _begin_at(self, plan: LogPlan) -> None:
        asked = next(iter(plan.reading.doubts), None)
        start = asked.event if asked else plan.reading.trigger
        self.list.choose(start.row if start else next((each.event.row for each in plan.reading.rows), None))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_boxes(self, plan: LogPlan) -> None:
        names, actions = plan.reading.expected.names, known_actions(plan.reading.expected.steps)
        ours = dict.fromkeys(step.component_id for step in plan.reading.expected.steps)
        rest = [name for name in sorted(names.values()) if name not in ours]
        for box, words in ((self.component, (*ours, *rest)), (self.action, [a.replace("_", " ") for a in actions])):
            if [box.itemText(at) for at in range(box.count())] != list(words):
                box.clear()
                box.addItems(list(words))

    def _show_result(self, plan: LogPlan) -> None:
        reading = plan.reading
        self.found.show(reading.comparison.findings if reading.started else ())
        failed = [each for each in reading.comparison.findings if each.result is CheckResult.FAIL]
        if not reading.started:
            self.verdict.setText(tr("Which row is the trigger?"))
        elif failed:
            self.verdict.setText(
                tr("Not as planned: {failed} of {steps} fail", failed=len(failed), steps=len(reading.expected.steps))
            )
        else:
            self.verdict.setText(tr("As planned"))
        self.open_.setText("\n".join(reading.questions))
        self.open_.setVisible(bool(reading.questions))
        self.use.setEnabled(reading.started)

    def _show_row(self, one: LogRow | None) -> None:
        for part in (self.component, self.action, self.take, self.out, self.trigger):
            part.setEnabled(one is not None)
        self.zero.setVisible(self.plan is not None and self.plan.reading.trigger is None)
        if one is None:
            self.which.setText(tr("Choose a row to say what it is."))
            return
        told = " ".join(dict.fromkeys((term(one.event.label), one.event.event)))
        self.which.setText(tr("Row {row}: {told} – {reason}", row=one.event.row, told=told, reason=one.reason))
        component = one.effect.component_id if one.effect else one.component or next(iter(one.near), "")
        self.component.setCurrentIndex(self.component.findText(component) if component else -1)
        self.action.setCurrentText(self._proposed(one, component).replace("_", " "))

    def _proposed(self, one: LogRow, component: str) -> str:
        if one.effect is not None:
            return one.effect.action
        expected = self.plan.reading.expected.actions(component) if self.plan is not None and component else ()
        return next(iter(expected), "")

    # --- what is said --------------------------------------------------------------------------------------------

    def take_row(self) -> None:
        """The chosen row, and all others of its point and event, are this effect."""
        component, action = self.component.currentText().strip(), self.action.currentText().strip()
        if component and action:
            known = {each.replace("_", " "): each for each in known_actions(self._steps())}
            self._say_row((component, known.get(action, action)), f"{component} {action}")

    def leave_out(self) -> None:
        """The chosen row, and all others of its point and event, are no effect."""
        self._say_row(LEFT_OUT, tr("left out"))

    def choose_trigger(self) -> None:
        """The chosen row is the trigger."""
        one = self.list.current
        if one is not None:
            self._say(replace(self.said, trigger=one.event.row), tr("trigger in row {row}", row=one.event.row))

    def choose_zero(self) -> None:
        """The log counts its seconds from the trigger."""
        self._say(replace(self.said, trigger=ZERO), tr("the log counts from the trigger"))

    def use_times(self) -> None:
        """Hand the times over."""
        if self.plan is not None and self.use.isEnabled():
            self.taken.emit(self.plan)

    def _steps(self) -> tuple[Step, ...]:
        return self.plan.reading.expected.steps if self.plan is not None else ()

    def _say_row(self, becomes: Becomes, words: str) -> None:
        one = self.list.current
        if one is not None:
            points = {**self.said.points, one.event.key: becomes}
            self._say(replace(self.said, points=points), tr("row {row}: {words}", row=one.event.row, words=words))

    def _say(self, said: Answers, text: str) -> None:
        if said != self.said:
            self.stack.push(Swap(text, self.said, said, self._put))

    def _put(self, said: Answers) -> None:
        self.said = said
        self.answered.emit(said)

    # --- keys ----------------------------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        act = {"t": self.choose_trigger, "x": self.leave_out}.get(text.casefold())
        if act is not None:
            act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value)
        if event.key() == Qt.Key.Key_Escape.value:
            self.left.emit()
        elif enter and (self.component.hasFocus() or self.action.hasFocus()):
            self.take_row()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(12)
    return box


def _rows(plan: Callable[[], LogPlan | None]) -> tuple[Column[LogRow], ...]:
    """The columns of the log; marks come from the plan that is shown."""

    def finding(one: LogRow) -> Finding | None:
        shown = plan()
        return shown.reading.finding(one) if shown is not None else None

    def mark(one: LogRow) -> Mark | None:
        found = finding(one)
        if found is not None:
            return Mark(_STANDINGS.get(found.result, Standing.NOT_TESTED))
        return Mark(Standing.NEAR) if one.doubt else Mark(Standing.NOT_TESTED, "accent") if _is_trigger(one) else None

    def becomes(one: LogRow) -> str:
        if one.effect is not None:
            return f"{one.effect.component_id} {one.effect.action.replace('_', ' ')}"
        return "TRIGGER" if _is_trigger(one) else "?" if one.doubt else "–"

    def tone(one: LogRow) -> str:
        return "text" if one.effect is not None or one.doubt or _is_trigger(one) else "faint"

    return (
        Column("row", tr("Row"), lambda one: str(one.event.row), width=46, numeric=True, tone=tone),
        Column("time", tr("Time"), lambda one: one.event.written, width=150, tone=tone, roomy=True),
        Column(
            "seconds", tr("After"), _seconds, width=70, unit="s", numeric=True, tone=tone, order=lambda o: o.seconds
        ),
        Column(
            "point",
            tr("Point"),
            lambda o: term(o.event.label),
            width=150,
            stretch=True,
            tone=tone,
            tip=lambda o: term(o.event.label),
        ),
        Column(
            "event", tr("Event"), lambda one: one.event.event, width=110, tone=tone, tip=lambda one: one.event.event
        ),
        Column("becomes", tr("Becomes"), becomes, width=190, mark=mark, tone=tone, tip=lambda one: one.reason),
        Column("why", tr("Why"), lambda one: one.reason, width=280, tone=tone, tip=lambda one: one.reason, roomy=True),
    )


def _is_trigger(one: LogRow) -> bool:
    return one.reason == "the trigger"


def _seconds(one: LogRow) -> str:
    return "" if one.seconds is None else plain(one.seconds)


def _planned(one: Finding) -> str:
    if one.step is None:
        return "–"
    must = "not " if one.step.must_not else ""
    return f"{must}{plain(one.step.expected_delay_seconds)} ± {plain(one.step.tolerance_seconds)} s"


def _what(one: Finding) -> str:
    return one.step.words if one.step else one.observed.words.rpartition(" at ")[0] if one.observed else ""


_FINDINGS: tuple[Column[Finding], ...] = (
    Column("step", tr("Step"), lambda one: str(one.step_order or "–"), width=46, numeric=True),
    Column("what", tr("Effect"), _what, width=120, stretch=True, tip=lambda one: one.message),
    Column("planned", tr("Planned"), _planned, width=78),
    Column("seen", tr("Observed"), lambda o: f"{plain(o.observed.delay_seconds)} s" if o.observed else "–", width=74),
    Column(
        "verdict",
        tr("Verdict"),
        lambda one: term(one.outcome.label),
        width=128,
        mark=lambda one: Mark(_STANDINGS.get(one.result, Standing.NOT_TESTED)),
        tip=lambda one: one.message,
    ),
)
