"""The card of one test: where and what, the field for its reading or its result, what it is held against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.entry import Entry, Preview, Shape, preview, shape
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.walk import position
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.services.testing.running import Detail, Prompt
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Card, button, column, fill, label, link, primary, row, set_tone
from firemode_desktop.ui.question import Question
from firemode_desktop.ui.testing.amending import Amending, correction_of
from firemode_desktop.ui.testing.details import Details
from firemode_desktop.ui.testing.evidence import PICTURE_NAME
from firemode_desktop.ui.testing.evidence_sources import holds_sources, sources
from firemode_desktop.ui.testing.fields import FIELDS, Field
from firemode_desktop.ui.testing.glance import Glance
from firemode_desktop.ui.testing.how import How, Warnings
from firemode_desktop.ui.testing.judged import Doubts, VerdictLine, recorded_lines
from firemode_desktop.ui.testing.picker import InstrumentPicker
from firemode_desktop.ui.testing.scroll import Scroll
from firemode_desktop.ui.theme import GRID


class SidePanel(Card):
    """One test. It judges what is typed by itself; whatever is to be written is asked of the page."""

    edited = Signal(object, object)
    """Of which test, and what stands in its fields now."""
    record_wanted = Signal(object, object)
    skip_wanted = Signal(object)
    fail_wanted = Signal(object)
    retest_wanted = Signal(object)
    accept_wanted = Signal(object)
    waive_wanted = Signal(object, object)
    evidence_wanted = Signal(object, object)
    """Of which test, and for which prompt (None: whichever fits)."""
    files_dropped = Signal(object, object)
    fault_wanted = Signal(object)
    again_wanted = Signal(object)
    """A test that is shown as it is on record again; what belongs to it is asked for."""
    amend_wanted = Signal(object, object, str)
    """Of which test, the ``Correction``, and why."""
    test_wanted = Signal(object)
    """The id of another test that is to be shown."""
    step_wanted = Signal(int)
    """To the test before (−1) or after (1) in walking order."""

    def __init__(self, supervisor: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._supervisor = supervisor
        self.sheet: RunSheet | None = None
        self.one: RunTest | None = None
        self._day = date.min
        self._asked_for_instrument = False
        self.setAcceptDrops(True)
        self._make()
        self._fill()

    # --- made once -----------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self.walk = label("", "small")
        self.previous = button("‹", lambda: self.step_wanted.emit(-1), role="flat")
        self.previous.setAccessibleName(tr("Test before this"))
        self.previous.setToolTip(tr("Test before this · Ctrl+Page Up"))
        self.following = button("›", lambda: self.step_wanted.emit(1), role="flat")
        self.following.setAccessibleName(tr("Test after this"))
        self.following.setToolTip(tr("Test after this · Ctrl+Page Down"))
        self.place = label("", "title", wrap=True)
        self.what = label("", "heading", wrap=True)
        self.identifier = label("", "small", wrap=True)
        self.fields: dict[Shape, Field] = {how: kind() for how, kind in FIELDS.items()}
        for field in self.fields.values():
            field.edited.connect(self._on_edited)
            field.entered.connect(self.record)
            field.wanted.connect(self.test_wanted)
            field.hide()
        self.value, self.unit = label("", "figure"), label("", "quiet")
        self.figure = QWidget()
        self.figure.setLayout(row(self.value, column(None, self.unit, 8, gap=0), None, gap=6))
        self.glance = Glance()
        self.verdict = VerdictLine()
        self.doubts = Doubts()
        self.picker = InstrumentPicker()
        self.picker.picked.connect(lambda _chosen: self._on_edited())
        self.picker.entered.connect(self.begin)
        self.go = primary(tr("Record", "verb"), self.record)
        self.go.setToolTip(tr("Enter"))
        self.skip = button(tr("Skip…"), role="flat", run=lambda: self.skip_wanted.emit(self.one))
        self.fail = button(tr("Not possible…"), role="flat", run=lambda: self.fail_wanted.emit(self.one))
        self.fault = link("", self._open_fault)
        self.retest = button(tr("Retest"), lambda: self.retest_wanted.emit(self.one))
        self.accept = button(tr("Accept instrument…"), lambda: self.accept_wanted.emit(self.one))
        self.amend = button(tr("Amend…"), self.begin_amending)
        self.amending = Amending()
        self.amending.wanted.connect(self._on_amend)
        self.amending.left.connect(self.show_again)
        self.question = Question()
        self.warnings, self.how = Warnings(), How()
        self.details = Details(self._add_evidence, self._waive)

    def _fill(self) -> None:
        self.entering = QWidget()
        self.entering.setLayout(column(self.picker, row(self.go, None, self.skip, self.fail, gap=2), gap=GRID + 2))
        self.done = QWidget()
        self.done.setLayout(row(self.fault, None, self.accept, self.amend, self.retest))
        head = column(row(self.walk, None, self.previous, self.following, gap=2), self.place, self.what, gap=2)
        inside = column(head, self.identifier, gap=6)
        self.alerts = column(gap=0)
        self.below = column(gap=GRID)
        fill(inside, (self.alerts, 2, *self.fields.values(), self.figure, self.verdict, self.doubts, 2))
        fill(inside, (self.glance, 4, self.amending, self.question, 4, self.below, None))
        self.scrolling = Scroll(inside, tr("Test"))
        self.scrolling.end_with_content()
        fill(self.body, (self.scrolling, self.entering, self.done, None))

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_test(self, sheet: RunSheet, one: RunTest, entry: Entry, day: date) -> None:
        """Show a test; ``entry`` is what was typed for it and not recorded. What is being typed is left alone."""
        same = self.one is not None and self.one.instance_id == one.instance_id
        if self.shows(sheet, one) and self.sheet is not None and self.sheet.tools == sheet.tools:
            self._show_around(sheet, one)
            return
        self.sheet, self.one, self._day = sheet, one, day
        self.amending.hide()
        self._asked_for_instrument = False
        if not same:
            self.question.close_()
            self.how.clear()
        self._show_head(one)
        self.glance.show_test(one)
        open_ = sheet.takes_results and (one.to_do or one.status is InstanceStatus.FAILED)
        self._show_field(one, entry, open_)
        self.entering.setVisible(open_)
        self.done.setVisible(not open_)
        if open_:
            self._show_entering(sheet, one, entry)
        else:
            self._show_recorded(sheet, one)
        self.details.show_test(sheet, one, self._supervisor)

    def _show_around(self, sheet: RunSheet, one: RunTest) -> None:
        """Other tests are other now: the other force of a door, what the neighbours say."""
        changed, self.sheet = self.sheet is not sheet, sheet
        self._show_walk(one)
        field = self.fields[shape(one.test)]
        if changed and not field.isHidden() and not self._asked_for_instrument:
            field.show_around(sheet, one)
            if not self.entry().blank and (self.takes_entry or not self.amending.isHidden()):
                self._judge()

    def shows(self, sheet: RunSheet, one: RunTest) -> bool:
        """Whether this is what is shown already, and may be changed as far as it is shown to be."""
        return self.one == one and self.sheet is not None and self.sheet.takes_results == sheet.takes_results

    def _show_head(self, one: RunTest) -> None:
        self.place.setText(one.where)
        self.what.setText(one.what)
        self.identifier.setText(one.door or one.identifier)
        self.identifier.setToolTip(one.identifier)
        self._show_walk(one)

    def _show_walk(self, one: RunTest) -> None:
        assert self.sheet is not None
        self.walk.setText(position(self.sheet.tests, one).words)

    def _show_field(self, one: RunTest, entry: Entry, open_: bool) -> None:
        how = shape(one.test)
        shown = open_ or (one.recorded.taken is not None and how in (Shape.POINTS, Shape.EFFECTS, Shape.CHECKLIST))
        if not open_ and one.recorded.taken is not None:
            entry = Entry.of(one.recorded.taken, one.test)
        for each, field in self.fields.items():
            field.setVisible(shown and each is how)
        assert self.sheet is not None
        self.fields[how].show_place(self.sheet, one)
        self.fields[how].show_entry(entry, one.test)
        self.fields[how].set_read_only(not open_)
        if shown and not open_:
            self.fields[how].show_preview(Preview(reading=one.recorded.taken))

    def _show_entering(self, sheet: RunSheet, one: RunTest, entry: Entry) -> None:
        self.figure.hide()
        wanted = one.test.required_instrument_type
        self.picker.setVisible(wanted is not None)
        self.picker.show_tools(sheet.tools, one.test, self._day, entry.instrument_id)
        self._judge()
        if one.status is InstanceStatus.FAILED and entry.blank:
            self.verdict.say(Standing.SKIPPED, one.word, (one.recorded.reason or "",))

    def _show_recorded(self, sheet: RunSheet, one: RunTest) -> None:
        text, _, unit = one.reading.rpartition(" ") if one.test.unit and one.reading else (one.reading, "", "")
        timed = shape(one.test) in (Shape.OBSERVED, Shape.EFFECTS, Shape.CHECKLIST)
        self.value.setText(one.reading if timed else text)
        self.unit.setText("" if timed else unit)
        set_tone(self.value, "bad" if one.standing is Standing.FAIL else "")
        self.figure.setVisible(bool(one.reading) and not timed)
        taken = one.recorded.taken
        self.doubts.show_doubts(sheet.fits(one, taken.measured) if taken and taken.measured is not None else ())
        self.verdict.say(
            one.standing, f"{one.reading} · {one.word}" if timed and one.reading else one.word, recorded_lines(one)
        )
        fault = one.recorded.fault
        self.fault.setText(fault.words if fault else "")
        self.fault.setVisible(fault is not None)
        unfit = one.status is InstanceStatus.COMPLETED and one.recorded.instrument_unfit
        self.accept.setVisible(unfit and self._supervisor and sheet.takes_results)
        self.amend.setVisible(one.status is InstanceStatus.COMPLETED and self._may_amend(sheet))
        self.retest.setVisible(sheet.takes_results and one.status is not InstanceStatus.FAILED and not one.to_do)

    def _may_amend(self, sheet: RunSheet) -> bool:
        """Before approval whoever tests, afterwards a supervisor."""
        return sheet.takes_results or (self._supervisor and sheet.status != SessionStatus.CANCELLED)

    def show_again(self) -> None:
        """The test as it is on record, without what was being corrected."""
        one, sheet, day = self.one, self.sheet, self._day
        if one is not None and sheet is not None:
            self.one = None
            self.show_test(sheet, one, Entry.blank_for(one.test), day)
            self.again_wanted.emit(one)

    def begin_amending(self) -> None:
        """Put what is on record into the fields, to be corrected there."""
        one = self.one
        if one is None or one.recorded.taken is None or self.amend.isHidden():
            return
        field = self.fields[shape(one.test)]
        field.show_entry(Entry.of(one.recorded.taken, one.test, one.recorded.instrument_id), one.test)
        field.set_read_only(False)
        field.show()
        self.figure.hide()
        self.done.hide()
        self.amending.begin()
        self._judge()
        field.begin()

    def _on_amend(self, reason: str) -> None:
        correction = correction_of(self.preview())
        if correction is not None:
            self.amend_wanted.emit(self.one, correction, reason)

    def show_detail(self, detail: Detail) -> None:
        """Show what was asked for beside it, if it still is the test that is shown."""
        if self.one is not None and self.sheet is not None and detail.instance_id == self.one.instance_id:
            self.details.show_detail(detail, self.one, self.sheet)
            self.warnings.show_warnings(detail.warnings)
            self.how.show_instructions(detail.instructions)
            self.glance.show_last(next(iter(detail.before), None), self.one, self.sheet)

    # --- typing --------------------------------------------------------------------------------------------------

    @property
    def field(self) -> Field | None:
        """The field of the test that is shown."""
        return self.fields[shape(self.one.test)] if self.one is not None else None

    @property
    def takes_entry(self) -> bool:
        """Whether a result can be typed here now."""
        return self.one is not None and not self.entering.isHidden()

    def entry(self) -> Entry:
        """What stands in the fields."""
        field = self.field
        assert field is not None
        return field.entry(self.picker.chosen)

    def begin(self, text: str = "") -> None:
        """Put the keyboard into the field, with this text in it."""
        if self.takes_entry and self.field is not None:
            self.field.begin(text)

    def in_field(self, act: Callable[[Field], object]) -> None:
        """Do something with the field while a result can be typed there."""
        if self.takes_entry and self.field is not None:
            act(self.field)

    def preview(self) -> Preview:
        """What stands in the fields, judged as it would be recorded."""
        assert self.one is not None
        assert self.sheet is not None
        entry, done = self.entry(), self.one.recorded
        instrument, day = entry.instrument_id, self._day
        if done.taken is not None and not self.amending.isHidden():
            instrument, day = done.instrument_id, done.taken.day
        context, neighbours = self.sheet.context(self.one, instrument), self.sheet.neighbours(self.one)
        return preview(entry, self.one.test, context, day, neighbours)

    def _on_edited(self) -> None:
        self._asked_for_instrument = False
        self._judge()
        if self.amending.isHidden():
            self.edited.emit(self.one, self.entry())

    def _judge(self) -> None:
        if self.one is None or self.field is None:
            return
        found = self.preview()
        self.field.show_preview(found)
        self.verdict.show_preview(found, self.one.test)
        self.picker.show_reading(found.reading)
        self._doubt(found)
        self.amending.allow(found.complete)
        self.go.setEnabled(found.complete or bool(found.offers))

    def _doubt(self, found: Preview) -> None:
        assert self.sheet is not None
        assert self.one is not None
        # A slip is offered where it was typed; it need not be doubted once more.
        value = found.result.measured_value if found.result is not None and not found.slips else None
        self.doubts.show_doubts(self.sheet.fits(self.one, value) if value is not None else ())

    def record(self) -> None:
        """Enter: take an offered conversion, or hand the entry over to be recorded or filed as a correction."""
        if not self.amending.isHidden():
            self.amending.go_on()
            return
        if not self.takes_entry or self.field is None or self.one is None:
            return
        found = self.preview()
        if found.offers:
            self._take_offers(found)
        elif not found.complete:
            said = found.problems[0][1] if found.problems else (found.missing or (tr("A reading is needed."),))[0]
            self.verdict.say(Standing.NOT_TESTED, tr("cannot be recorded yet"), (said,))
            self.field.begin()
        elif self.field.asks_again(found):
            self.field.begin()
        elif self._lacks_instrument() and not self._asked_for_instrument:
            self._ask_for_instrument()
        else:
            self.record_wanted.emit(self.one, self.entry())

    def _take_offers(self, found: Preview) -> None:
        assert self.field is not None
        self.field.take(found.offers)

    def _lacks_instrument(self) -> bool:
        assert self.one is not None
        return self.one.test.required_instrument_type is not None and self.picker.chosen is None

    def _ask_for_instrument(self) -> None:
        assert self.one is not None
        name = (self.one.test.required_instrument_type or "instrument").replace("_", " ")
        self._asked_for_instrument = True
        self.verdict.say(
            self.verdict.found,
            tr("Which {name} was used?", name=name),
            (
                tr("Choose it below. Enter again records the reading without; a supervisor then has to accept it.")
                if self.picker.missing.isHidden()
                else tr(
                    "None is in the register yet. Enter again records the reading without; a supervisor then has "
                    "to accept it."
                ),
            ),
        )

    # --- evidence, faults ----------------------------------------------------------------------------------------

    def _add_evidence(self, prompt: int | None) -> None:
        self.evidence_wanted.emit(self.one, prompt)

    def _waive(self, prompt: Prompt) -> None:
        self.waive_wanted.emit(self.one, prompt)

    def _open_fault(self) -> None:
        if self.one is not None and self.one.recorded.fault is not None:
            self.fault_wanted.emit(self.one.recorded.fault.fault_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        takes = self.one is not None and self.sheet is not None and self.sheet.takes_results
        if takes and holds_sources(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_dropped.emit(self.one, sources(event.mimeData(), PICTURE_NAME))
        event.acceptProposedAction()
