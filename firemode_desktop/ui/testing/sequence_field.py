"""A cause-and-effect test: the trigger starts the stopwatch, one key a step stamps its seconds.

What was stamped can be stamped again, typed over or taken back. Effects that must not happen stand apart; what was
seen beyond the steps is added. The marks are those of ``domain.observed.compare``, as they will be recorded.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from firemode_desktop.domain.entry import Entry, Extra, Preview
from firemode_desktop.domain.observed import Comparison, ObservedEffect, compare
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.sequence import Step, known_actions
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.parts import button, column, empty, label, row
from firemode_desktop.ui.testing.edits import ENTER
from firemode_desktop.ui.testing.field import Field, bring_into_view
from firemode_desktop.ui.testing.files import panel_log_in
from firemode_desktop.ui.testing.steps import GAP, KEYS, NEXT, ExtraRow, Marked, Scale, StepRow, gravest
from firemode_desktop.ui.testing.stopwatch import Dial


class StepsField(Field):
    """Seconds after the trigger, one number a step; blank where it was not seen."""

    log_wanted = Signal(object)
    """A fire panel's event log shall fill it: its path, None where it is to be asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._order: tuple[int, ...] = ()
        self._read_only = False
        self.rows: list[StepRow] = []
        self.extras: list[ExtraRow] = []
        self._before_reset: Entry | None = None
        self._preview: Preview | None = None
        self._make_parts()

    # --- made once, and anew for each sequence -----------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.setAcceptDrops(True)
        self.dial = Dial("Trigger")
        self.dial.started.connect(self._on_started)
        self.dial.stopped.connect(self.changed)
        self.dial.ticked.connect(self._show_marks)
        self.dial.pressed.connect(self._on_pressed)
        self.reset = button("Reset", self._on_reset, role="flat")
        self.reset.setToolTip("Take back the stopwatch and everything that was stamped with it")
        self.hint = label("", "small", wrap=True)
        self._wanted, self._forbidden, self._beyond = _column(), _column(), _column()
        self.must_not = label("Must not happen", "small")
        self.scale = Scale()
        self.more = button("Something else…", self.add_extra, role="flat")
        self.more.setToolTip("An effect that belongs to no step was seen · + while the stopwatch runs")
        self.nothing = button("Nothing seen", role="answer")
        self.nothing.setCheckable(True)
        self.nothing.toggled.connect(self._on_nothing)
        self.foot = QWidget()
        self.log = button("Panel log…", lambda: self.log_wanted.emit(None), role="flat")
        self.log.setToolTip("Take the times from the fire panel’s event log (CSV)")
        self.foot.setLayout(row(self.more, self.log, None, self.nothing))
        clock = row(self.dial, self.reset, gap=2)
        clock.setStretch(0, 1)
        rows = column(self._wanted, self.must_not, self._forbidden, self.scale, self._beyond, self.foot, gap=GAP)
        self.setLayout(column(clock, self.hint, rows, gap=GAP))

    def _make(self, steps: tuple[Step, ...]) -> None:
        empty(self._wanted)
        empty(self._forbidden)
        self.edits, self.rows, self._steps = [], [], steps
        for place, step in enumerate(steps):
            made = StepRow(place, step, known_actions(steps))
            made.done.connect(self.changed)
            made.tapped.connect(partial(self.stamp, place))
            made.edit.timed.connect(self.clock)
            self.adopt(made.edit)
            self.rows.append(made)
            (self._forbidden if step.must_not else self._wanted).addWidget(made)
        wanted = [place for place, step in enumerate(steps) if not step.must_not]
        self._order = (*wanted, *(place for place, step in enumerate(steps) if step.must_not))
        self.must_not.setVisible(len(wanted) < len(steps))

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_place(self, sheet: RunSheet, one: RunTest) -> None:
        """Its own stopwatch, which goes on while other tests are looked at."""
        self._before_reset = None
        self.dial.show_test(one.instance_id)

    def show_entry(self, entry: Entry, test: Test) -> None:
        if test.expected_sequence != self._steps:
            self._make(test.expected_sequence)
        super().show_entry(entry, test)
        actions = entry.actions or ("",) * len(self.rows)
        for made, action in zip(self.rows, actions, strict=True):
            made.show_action(action)
        self._show_extras(entry.extras)
        self._set_nothing(entry.observed is False)
        self._preview = None
        self._show_marks()

    def _show_extras(self, extras: tuple[Extra, ...]) -> None:
        if tuple(made.extra() for made in self.extras) == extras:
            return
        empty(self._beyond)
        self.extras = []
        for extra in extras:
            self._add_extra(extra)

    def _add_extra(self, extra: Extra) -> ExtraRow:
        components = list(dict.fromkeys(step.component_id for step in self._steps))
        made = ExtraRow(components, known_actions(self._steps), extra)
        made.changed.connect(self.changed)
        made.removed.connect(partial(self._remove_extra, made))
        made.edit.entered.connect(self._on_extra_entered)
        made.set_read_only(self._read_only)
        self.extras.append(made)
        self._beyond.addWidget(made)
        return made

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        for step in self.rows:
            step.set_read_only(read_only)
        for extra in self.extras:
            extra.set_read_only(read_only)
        for part in (self.dial, self.hint, self.foot):
            part.setVisible(not read_only)
        self._show_marks()

    def show_preview(self, preview: Preview) -> None:
        super().show_preview(preview)
        wrong = dict(preview.problems)
        for place, made in enumerate(self.extras, start=len(self.edits)):
            made.edit.mark(wrong.get(place, ""))
        self._preview = preview
        self._show_marks()

    # --- what is handed over -----------------------------------------------------------------------------------------

    def observed(self) -> bool | None:
        return False if self.nothing.isChecked() else None

    def texts(self) -> tuple[str, ...]:
        return ("",) * len(self.edits) if self.nothing.isChecked() else super().texts()

    def entry(self, instrument_id: UUID | None = None) -> Entry:
        nothing = self.nothing.isChecked()
        return replace(
            super().entry(instrument_id),
            actions=("",) * len(self.rows) if nothing else tuple(made.action for made in self.rows),
            extras=() if nothing else tuple(made.extra() for made in self.extras),
        )

    def next_place(self, place: int) -> int | None:
        """From what is expected to the next that is; what must not happen is only gone to on purpose."""
        at = self._order.index(place)
        after = self._order[at + 1] if at + 1 < len(self._order) else None
        crossing = after is not None and self._steps[after].must_not and not self._steps[place].must_not
        return None if crossing else after

    # --- the stopwatch -----------------------------------------------------------------------------------------------

    def clock(self) -> None:
        if not self._read_only:
            self.dial.toggle()

    def stamp(self, place: int) -> None:
        """It was seen now; a step that was stamped before is stamped again."""
        if self._read_only or not self.dial.watch.running or place >= len(self.edits):
            return
        self.edits[place].setText(str(self.dial.seconds))
        self.dial.set(self.dial.watch.stamp(place))
        bring_into_view(self.rows[place])
        self.changed()

    def stamp_next(self) -> None:
        """The step that is planned next of those that were not seen yet was seen now."""
        waiting = [at for at in self._order if not self._steps[at].must_not and not self.edits[at].text().strip()]
        if waiting:
            self.stamp(min(waiting, key=lambda at: (self._steps[at].expected_delay_seconds, at)))

    def take_back(self) -> None:
        """The last stamp was none."""
        place = self.dial.watch.last
        if place is not None and place < len(self.edits):
            self.edits[place].setText("")
            self.dial.set(self.dial.watch.forget(place))
            self.changed()

    def add_extra(self) -> None:
        """Something that no step expects was seen; while the stopwatch runs, now."""
        if self._read_only:
            return
        running = self.dial.watch.running
        made = self._add_extra(Extra(seconds=str(self.dial.seconds) if running else ""))
        bring_into_view(made)
        if not running:
            made.component.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed()

    def _remove_extra(self, made: ExtraRow) -> None:
        self.extras.remove(made)
        self._beyond.removeWidget(made)
        made.hide()
        made.deleteLater()
        self.changed()

    def _on_extra_entered(self) -> None:
        self.entered.emit()

    def _on_started(self) -> None:
        self._before_reset = None
        self._set_nothing(False)
        self._show_marks()

    def _on_reset(self) -> None:
        """Back to before the trigger; the same button brings back what was there."""
        if self._before_reset is not None:
            entry, self._before_reset = self._before_reset, None
        else:
            self._before_reset = self.entry()
            entry = replace(self._before_reset, texts=("",) * len(self.edits), actions=("",) * len(self.edits))
            entry = replace(entry, extras=())
            self.dial.reset()
        for made, text, action in zip(self.rows, entry.texts, entry.actions, strict=True):
            made.edit.setText(text)
            made.show_action(action)
        self._show_extras(entry.extras)
        self.changed()
        self._show_marks()

    def _on_pressed(self, event: QKeyEvent) -> None:
        """A key on the dial: a number stamps, Backspace takes back, plus adds; without a running clock it is typed."""
        text = event.text().lower()
        if self._read_only or (not self.dial.watch.running and event.key() not in (*ENTER, Qt.Key.Key_Backspace.value)):
            self._type(event)
            return
        if text and text in KEYS:
            self.stamp(KEYS.index(text))
        elif text and text in NEXT:
            self.stamp_next()
        elif event.key() == Qt.Key.Key_Backspace.value:
            self.take_back()
        elif text == "+":
            self.add_extra()
        elif event.key() in ENTER:
            self.entered.emit()
        else:
            return
        event.accept()

    def _type(self, event: QKeyEvent) -> None:
        if not self._read_only and event.text().strip() and event.text() in "0123456789.,":
            self.begin(event.text())
            event.accept()

    def begin(self, text: str = "") -> None:
        """To the dial while it runs, else to the first step that waits for its seconds."""
        if self.dial.watch.running:
            self.dial.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        waiting = [place for place in self._order if not self.edits[place].text().strip()]
        first = next(iter(waiting or self._order), None)
        if first is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif text:
            self.edits[first].begin(text)
        else:
            self.edits[first].setFocus(Qt.FocusReason.OtherFocusReason)
            self.edits[first].selectAll()

    # --- looks -------------------------------------------------------------------------------------------------------

    def _show_marks(self) -> None:
        """Each step as it stands so far; one without seconds is open until the test is over."""
        compared = self._compared()
        seen = (
            {finding.step_order: finding.observed for finding in compared.findings if finding.step} if compared else {}
        )
        end = self._end([each for each in seen.values() if each is not None])
        self.scale.show_end(end)
        now = self.dial.seconds if self.dial.watch.running else None
        for made in self.rows:
            findings = compared.of_step(made.step.step_order) if compared is not None else ()
            effect = seen.get(made.step.step_order)
            told = bool(made.edit.text().strip()) or self._over
            standing = gravest(findings) if told else self._late(made.step, now)
            seconds = effect.delay_seconds if effect is not None else None
            made.show_found(findings if told else (), Marked(seconds, standing, now), end)
        self._show_clock()

    @property
    def _over(self) -> bool:
        """Whether what is blank was not seen: it is recorded, nothing was seen at all, or the clock was stopped."""
        watch = self.dial.watch
        return self._read_only or self.nothing.isChecked() or (not watch.fresh and not watch.running)

    def _compared(self) -> Comparison | None:
        taken = self._preview.reading if self._preview is not None else None
        observed = taken.observed if taken is not None else None
        if observed is None or not (observed or self._over):
            return None
        return compare(self._steps, observed)

    def _late(self, step: Step, now: Decimal | None) -> Standing:
        """A step that is still waited for after its window."""
        overdue = now is not None and now > step.latest and not step.must_not
        return Standing.NEAR if overdue else Standing.NOT_TESTED

    def _end(self, seen: list[ObservedEffect]) -> Decimal:
        """The scale of the bars: a round number of seconds behind everything."""
        ends = [step.latest for step in self._steps] + [effect.delay_seconds for effect in seen]
        ends += [self.dial.seconds] if self.dial.watch.running else []
        return Decimal(max(5, math.ceil(max(ends, default=Decimal(1)) / 5) * 5))

    def _show_clock(self) -> None:
        watch = self.dial.watch
        back = self._before_reset is not None
        self.reset.setText("Undo reset" if back else "Reset")
        self.reset.setVisible(not self._read_only and (back or not watch.fresh))
        many = min(len(self.rows), len(KEYS))
        keys = f"1–{min(9, many)}" + (", 0" if many > 9 else "") + (f", a–{KEYS[many - 1]}" if many > 10 else "")
        if watch.running:
            self.hint.setText(
                f"{keys} stamps a step, . the next one · Backspace takes the last back · + something else · Space stops"
            )
        elif watch.fresh:
            self.hint.setText("Space at the trigger starts the stopwatch, or type the seconds.")
        else:
            self.hint.setText(f"{self._unseen()} Space lets the stopwatch go on.")

    def _unseen(self) -> str:
        """After the stopwatch was stopped: what was not seen, and how the rest is recorded."""
        if self.entry().blank:
            return "No step was seen: choose Nothing seen if that is so, or type the seconds."
        left = sum(not e.text().strip() and not s.must_not for e, s in zip(self.edits, self._steps, strict=True))
        unseen = f"{left} {'step was' if left == 1 else 'steps were'} not seen. " if left else ""
        return f"{unseen}Enter records;"

    def _set_nothing(self, nothing: bool) -> None:
        self.nothing.blockSignals(True)
        self.nothing.setChecked(nothing)
        self.nothing.blockSignals(False)
        for edit in self.edits:
            edit.setEnabled(not nothing)

    def _on_nothing(self, nothing: bool) -> None:
        self._set_nothing(nothing)
        self.changed()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A table dropped here is the panel's log; any other file goes to the card around, as evidence."""
        if not self._read_only and panel_log_in(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        self.log_wanted.emit(panel_log_in(event.mimeData()))
        event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        beyond = any(made.isAncestorOf(self.focusWidget()) for made in self.extras)
        if event.key() in ENTER and (self.nothing.isChecked() or beyond):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


def _column() -> QVBoxLayout:
    made = QVBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(GAP)
    return made
