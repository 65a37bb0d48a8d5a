"""A cause-and-effect test: the trigger starts the stopwatch, one key a step stamps its seconds.

While it runs, the step that is waited for is lit and stays in sight, windows count down, what is overdue lights up.
What was stamped can be stamped again, typed over, dragged along its bar or taken back. Effects that must not happen
stand apart; what was seen beyond the steps is added. The marks are those of ``domain.observed.compare``, as they will
be recorded.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.entry import Entry, Extra, Preview
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.sequence import Step, known_actions
from firemode_desktop.domain.watching import next_expected
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import button, column, empty, label, row
from firemode_desktop.ui.testing.edits import ENTER
from firemode_desktop.ui.testing.field import Field
from firemode_desktop.ui.testing.files import panel_log_in
from firemode_desktop.ui.testing.scroll import scrolling_around
from firemode_desktop.ui.testing.sequence_head import KEYS, NEXT, SequenceHead
from firemode_desktop.ui.testing.sequence_looks import Judged, end_of, waited
from firemode_desktop.ui.testing.step_bar import Scale
from firemode_desktop.ui.testing.steps import BESIDE, GAP, SPACING, TAP, ExtraRow, StepRow
from firemode_desktop.ui.testing.sticky import Sticky
from firemode_desktop.ui.testing.taking_back import Deeds


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
        self._judged: Judged | None = None
        self._awaited: int | None = None
        self._deeds = Deeds()
        self._make_parts()

    # --- made once, and anew for each sequence -----------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.setAcceptDrops(True)
        self.head = SequenceHead()
        self.dial, self.reset = self.head.dial, self.head.reset
        self.dial.started.connect(self._on_started)
        self.dial.stopped.connect(self.changed)
        self.dial.ticked.connect(self._show_marks)
        self.dial.pressed.connect(self._on_pressed)
        self.reset.clicked.connect(lambda _checked=False: self._on_reset())
        self._wanted, self._forbidden, self._beyond = (column(gap=GAP) for _ in range(3))
        self.must_not = label(tr("Must not happen"), "small")
        self.scale = Scale(TAP + 2 * SPACING, BESIDE + 2 * SPACING)
        self.more = button(tr("Something else…"), self.add_extra, role="flat")
        self.more.setToolTip(tr("An effect that belongs to no step was seen · + while the stopwatch runs"))
        self.nothing = button(tr("Nothing seen"), role="answer")
        self.nothing.setCheckable(True)
        self.nothing.toggled.connect(self._on_nothing)
        self.foot = QWidget()
        self.log = button(tr("Panel log…"), lambda: self.log_wanted.emit(None), role="flat")
        self.log.setToolTip(tr("Take the times from the fire panel’s event log (CSV)"))
        self.foot.setLayout(row(self.more, self.log, None, self.nothing))
        self.sticky = Sticky(self.head.lay(), self)
        rows = column(self._wanted, self.must_not, self._forbidden, self.scale, self._beyond, self.foot, gap=GAP)
        self.setLayout(column(self.sticky, rows, gap=GAP))

    def _make(self, steps: tuple[Step, ...]) -> None:
        empty(self._wanted)
        empty(self._forbidden)
        self.edits, self.rows, self._steps = [], [], steps
        for place, step in enumerate(steps):
            made = StepRow(place, step, known_actions(steps))
            made.done.connect(self.changed)
            made.tapped.connect(partial(self.stamp, place))
            made.dragged.connect(self.changed)
            made.moved.connect(partial(self._on_moved, place))
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
        self._awaited = None
        self._deeds.show_test(one.instance_id)
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
        made.edit.entered.connect(self.entered)
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
        self.foot.setVisible(not read_only)
        self.scale.show_left(SPACING if read_only else TAP + 2 * SPACING)
        if read_only:
            self._deeds.forget()
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
        self._deeds.did(place, self.edits[place].text())
        self.edits[place].setText(str(self.dial.seconds))
        self._bring_into_view(self.rows[place])
        self.changed()

    def stamp_next(self) -> None:
        """The step that is waited for was seen now."""
        place = next_expected(self._steps, self._seen_places, self.dial.seconds)
        if place is not None:
            self.stamp(place)

    def take_back(self) -> None:
        """What was stamped, dragged or added last was not."""
        last = None if self._read_only else self._deeds.last()
        if last is None:
            return
        if last.before is None:
            self._remove_extra(self.extras[last.place])
            return
        self.edits[last.place].setText(last.before)
        self._bring_into_view(self.rows[last.place])
        self.changed()

    def _on_moved(self, place: int, before: object) -> None:
        """A mark was dragged; the keyboard goes where that can be taken back."""
        if before is not None and str(before) != self.edits[place].text():
            self._deeds.did(place, str(before))
        self.dial.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed()

    @property
    def _seen_places(self) -> frozenset[int]:
        return frozenset(place for place, edit in enumerate(self.edits) if edit.text().strip())

    def add_extra(self) -> None:
        """Something that no step expects was seen; while the stopwatch runs, now."""
        if self._read_only:
            return
        running = self.dial.watch.running
        made = self._add_extra(Extra(seconds=str(self.dial.seconds) if running else ""))
        self._deeds.did(len(self.extras) - 1)
        self._bring_into_view(made)
        if not running:
            made.component.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed()

    def _remove_extra(self, made: ExtraRow) -> None:
        self._deeds.without_added(self.extras.index(made))
        self.extras.remove(made)
        self._beyond.removeWidget(made)
        made.hide()
        made.deleteLater()
        self.changed()

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
        self._deeds.forget()
        for made, text, action in zip(self.rows, entry.texts, entry.actions, strict=True):
            made.edit.setText(text)
            made.show_action(action)
        self._show_extras(entry.extras)
        self.changed()
        self._show_marks()

    def _on_pressed(self, event: QKeyEvent) -> None:
        """A key on the dial: its own stamps a step, Backspace takes back, plus adds; otherwise it is typed."""
        text, key, running = event.text().lower(), event.key(), self.dial.watch.running
        back = key == Qt.Key.Key_Backspace.value or event.matches(QKeySequence.StandardKey.Undo)
        if back and not self._read_only:
            self.take_back()
        elif self._read_only or (not running and key not in ENTER):
            self._type(event)
            return
        elif text and text in KEYS:
            self.stamp(KEYS.index(text))
        elif text and text in NEXT:
            self.stamp_next()
        elif text == "+":
            self.add_extra()
        elif key in ENTER:
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
        judged, now = self._judge(), self.dial.seconds if self.dial.watch.running else None
        seen = self._seen_places
        awaited = next_expected(self._steps, seen, now) if now is not None else None
        end = end_of(self._steps, judged.observed if judged is not None else (), now)
        self.scale.show_end(end)
        for place, made in enumerate(self.rows):
            if judged is not None and (place in seen or self._over):
                made.show_stood(judged.stood(made.step, now), end)
            else:
                made.show_stood(waited(made.step, now, place == awaited), end)
        self._follow(awaited)
        self._tell(judged)

    def _follow(self, awaited: int | None) -> None:
        """Keep the step that is waited for in sight, where it is another one than before."""
        if awaited is not None and awaited != self._awaited:
            self._bring_into_view(self.rows[awaited])
        self._awaited = awaited

    def _bring_into_view(self, made: QWidget) -> None:
        """Scroll the card around, as far as the head does not cover it."""
        around = scrolling_around(self)
        if around is not None:
            around.ensureWidgetVisible(made, 0, self.sticky.covers + GAP)

    def _tell(self, judged: Judged | None) -> None:
        """What the keys do, and once the test is over what became of it."""
        undo_reset = self._before_reset is not None
        seen = self._seen_places
        unseen = sum(not step.must_not and place not in seen for place, step in enumerate(self._steps))
        self.head.show_state(
            len(self.rows),
            read_only=self._read_only,
            undo_reset=undo_reset,
            unseen=None if self.entry().blank else unseen,
        )
        told = judged.told if judged is not None and self._over else None
        remarks = told.left_over if told is not None and self._read_only else ()
        self.head.tell(told.summary if told is not None else "", "\n".join(remarks))

    @property
    def _over(self) -> bool:
        """Whether what is blank was not seen: it is recorded, nothing was seen at all, or the clock was stopped."""
        watch = self.dial.watch
        return self._read_only or self.nothing.isChecked() or (not watch.fresh and not watch.running)

    def _judge(self) -> Judged | None:
        """How what was typed compares, None where nothing was; asked anew for each reading, not for each tick."""
        taken = self._preview.reading if self._preview is not None else None
        observed = taken.observed if taken is not None else None
        if observed is None or not (observed or self._over):
            return None
        if self._judged is None or self._judged.observed is not observed:
            self._judged = Judged.of(self._steps, observed)
        return self._judged

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
