"""One session: one test at a time on the map of the building, or all of them in a list, and what is typed for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.domain.entry import Entry, Shape, shape
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.running import RunSheet, RunTest, Tool, Wanted, next_to_do
from firemode_desktop.domain.walk import step_from
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.services.journal import Entered, Kind, many
from firemode_desktop.services.people import SUPERVISORS
from firemode_desktop.services.testing.delivering import Delivered, from_dict, marked, overlaid, to_dict
from firemode_desktop.services.testing.running import Detail
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, column, focused_in, has_keyboard
from firemode_desktop.ui.question import Question
from firemode_desktop.ui.testing import jobs
from firemode_desktop.ui.testing.asking import Asking
from firemode_desktop.ui.testing.columns import tests
from firemode_desktop.ui.testing.deeds import Deeds
from firemode_desktop.ui.testing.drawer import Drawer, Line
from firemode_desktop.ui.testing.evidence_desk import EvidenceDesk
from firemode_desktop.ui.testing.files import Files
from firemode_desktop.ui.testing.head import Acts, RunHead
from firemode_desktop.ui.testing.log_desk import LogDesk
from firemode_desktop.ui.testing.map import MapCard
from firemode_desktop.ui.testing.outbox import Outbox
from firemode_desktop.ui.testing.review_desk import ReviewDesk
from firemode_desktop.ui.testing.room import Mode, Room
from firemode_desktop.ui.testing.side import SidePanel
from firemode_desktop.ui.testing.visit import ConditionsPanel
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools

SOON_MS = 250
MODE = "sessions/mode"


class RunView(QWidget):
    """``back()`` leads to the list of sessions. Other ways to look at one are put in with ``add_mode``."""

    workbook_wanted = Signal()
    """Results shall come from a workbook, which is looked at in the place of this view."""

    def __init__(self, tools: Tools, back: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.sheet: RunSheet | None = None
        self.session_id: UUID | None = None
        self.drafts: dict[UUID, Entry] = {}
        self._saving: set[UUID] = set()
        self._used: dict[str | None, UUID] = {}
        self._wanted: UUID | str | None = None
        self._which, self._words = Wanted.ALL, ""
        self.deeds = Deeds(self, self, tools)
        self.files = Files(self, tools.settings)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.reload)
        self._build(back)
        self._listen()
        self.evidence = EvidenceDesk(self)
        self.logs = LogDesk(self)

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self, back: Callable[[], object]) -> None:
        supervisor = self.tools.person.role in SUPERVISORS
        deeds = self.deeds
        self.question, self.side = Question(), SidePanel(supervisor)
        self.asks = Asking(self.side.question, self.question, deeds, self._leave_out)
        acts = Acts(
            back,
            deeds.submit,
            self.asks.approve,
            self.asks.give_back,
            self.choose_workbook,
            self.choose_template,
            deeds.validate,
            self.asks.cancel,
            self.edit_conditions,
        )
        self.head = RunHead(acts, supervisor)
        self.drawer = Drawer(self.tools.settings)
        self.conditions = ConditionsPanel()
        self.model = ListingModel(tests(self._tool, self._zone, self.drafts), key=lambda one: one.instance_id)
        self.list = Listing(self.model, tr("Tests of the session"), self.tools.settings, "sessions/tests")
        self.map = MapCard()
        self.room = Room(self.map, Card(self.list, margin=1), self.side)
        self.modes = QStackedWidget()
        for mode in Mode:
            self.head.add_mode(mode.value, mode.value.capitalize())
        self.added: dict[str, QWidget] = {}
        self.modes.addWidget(self.room)
        self.review = ReviewDesk(self)
        whole = column(self.head, self.conditions, self.question, self.drawer, self.modes, gap=GRID + 2)
        whole.setStretch(4, 1)
        self.setLayout(whole)

    def add_mode(self, key: str, title: str, widget: QWidget) -> None:
        """One more way to look at the session, offered beside *Run* and *List*."""
        self.added[key] = widget
        self.modes.addWidget(widget)
        self.head.add_mode(key, title)

    def _listen(self) -> None:
        self.head.filtered.connect(self._on_filtered)
        self.head.shown.connect(self._on_which)
        self.head.moded.connect(self._on_mode)
        self.map.wanted.connect(lambda one: self.show_test(one.instance_id))
        self.map.opened.connect(self.side.begin)
        self.map.typed.connect(self.side.begin)
        self.conditions.saved.connect(self._on_conditions)
        self.drawer.wanted.connect(self.show_test)
        self.drawer.settle_wanted.connect(self.asks.settle)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.side.begin())
        self.list.typed.connect(self.side.begin)
        side, deeds = self.side, self.deeds
        self._follow_outbox()
        side.edited.connect(self._on_edited)
        side.record_wanted.connect(self._on_record)
        side.step_wanted.connect(self.step)
        side.test_wanted.connect(self.show_test)
        side.picker.register_wanted.connect(partial(self.tools.go, "registers", Place(register="instruments")))
        side.skip_wanted.connect(self.asks.skip)
        side.fail_wanted.connect(self.asks.not_possible)
        side.retest_wanted.connect(deeds.retest)
        side.accept_wanted.connect(self.asks.accept)
        side.waive_wanted.connect(self.asks.waive)
        side.evidence_wanted.connect(self.choose_evidence)
        side.fault_wanted.connect(deeds.open_fault)
        side.amend_wanted.connect(deeds.amend)
        side.again_wanted.connect(self._ask_detail)

    @property
    def outbox(self) -> Outbox:
        """Through which everything that is entered goes onto the record."""
        assert self.tools.outbox is not None
        return self.tools.outbox

    def _tool(self, instrument_id: UUID | None) -> Tool | None:
        return self.sheet.tool(instrument_id) if self.sheet is not None else None

    def _zone(self) -> ZoneInfo:
        assert self.sheet is not None
        return self.sheet.zone

    # --- asked and answered --------------------------------------------------------------------------------------

    def open_session(self, session_id: UUID, test: UUID | None = None) -> None:
        """Show a session; the cursor goes to ``test``, else to the first that is to do."""
        if session_id != self.session_id:
            self.sheet, self.session_id = None, session_id
            self.side.one = None
            self._restore_drafts()
            self._used.clear()
            self.model.show(())
            self.map.clear()
            self.drawer.close_()
            self.conditions.close_()
            self.question.close_()
            self.setEnabled(False)
            self.tools.background.ask(self, partial(jobs.plan, session_id), self.map.show_plan, about="plan")
        self._wanted = test
        self.reload()

    def reload(self) -> None:
        """Ask for the session again."""
        self._soon.stop()
        if self.session_id is not None:
            self.tools.background.ask(self, partial(jobs.sheet, self.session_id), self.show_sheet, about="sheet")

    def reload_soon(self) -> None:
        """Ask again shortly; several changes in a row are one question."""
        self._soon.start()

    def show_sheet(self, sheet: RunSheet) -> None:
        """Show the session as it is now; what is being typed stays."""
        if sheet.session_id != self.session_id:
            return
        first = self.sheet is None
        self.sheet = sheet = self._with_unsent(sheet)
        self.setEnabled(True)
        self._settle_drafts(sheet)
        self._show_all(sheet)
        self.evidence.show_sheet()
        self.review.refresh()
        if first:
            self.show_mode(self._first_mode(sheet))
        if first and self._wanted is None:
            start = next_to_do(sheet.tests, None) or (sheet.tests[0] if sheet.tests else None)
            self._wanted = start.instance_id if start else None
        waited = self._wanted is not None
        if self._wanted is not None:
            self.show_test(self._wanted)
        elif self.side.one is not None and (again := sheet.find(self.side.one.instance_id)) is not None:
            self._show_side(again)
        if first or waited:
            self.take_keyboard()

    def _show_all(self, sheet: RunSheet) -> None:
        """Show every test as it is now: counted, in the list and on the map."""
        self.head.show_sheet(sheet)
        self.model.show(sheet.tests)
        self.map.show_tests(sheet.tests)

    # --- modes ---------------------------------------------------------------------------------------------------

    @property
    def mode(self) -> str:
        """The key of the mode that is shown."""
        shown = self.modes.currentWidget()
        return next((key for key, widget in self.added.items() if widget is shown), self.room.mode.value)

    def show_mode(self, key: str) -> None:
        """Show the session in that mode; one that there is not is passed over."""
        if key not in (*Mode, *self.added):
            return
        self.head.show_mode(key)
        self.modes.setCurrentWidget(self.added.get(key, self.room))
        if key not in self.added:
            self.room.arrange(Mode(key))
            if self.side.one is not None:
                self.show_test(self.side.one.instance_id)

    def _first_mode(self, sheet: RunSheet) -> str:
        """One test at a time while results are taken, unless the list was chosen; what is finished is looked over."""
        if not sheet.takes_results:
            return "review" if "review" in self.added else Mode.LIST
        return str(self.tools.settings.value(MODE, Mode.RUN.value))

    def _on_mode(self, key: str) -> None:
        """A mode was chosen by the person: it is the first one of the next session too."""
        self.show_mode(key)
        if key in (*Mode,):
            self.tools.settings.setValue(MODE, key)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard where work goes on: into the field of the reading, or into the list."""
        if self.mode == Mode.LIST:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.mode == Mode.RUN and self.side.takes_entry:
            self.side.begin()
        elif self.mode == Mode.RUN:
            self.map.drawing.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.added[self.mode].setFocus(Qt.FocusReason.OtherFocusReason)

    def _settle_drafts(self, sheet: RunSheet) -> None:
        """What somebody else recorded meanwhile is no longer to be typed; it is said what was."""
        for key in list(self.drafts):
            one = sheet.find(key)
            if (
                one is not None
                and not one.to_do
                and one.status is not InstanceStatus.FAILED
                and key not in self._saving
            ):
                typed = self.drafts.pop(key).words
                self.outbox.draft(sheet.session_id, key, None)
                self.tools.notices.warn(
                    tr(
                        "{title} is recorded by now ({reading}); you had typed {typed}.",
                        title=one.title,
                        reading=one.reading or one.word,
                        typed=typed,
                    )
                )

    # --- the chosen test -----------------------------------------------------------------------------------------

    def show_test(self, key: UUID | str) -> None:
        """Put the cursor on a test, of which the id or the identifier is known; filters make way for it."""
        one = self.sheet.find(key) if self.sheet is not None else None
        if one is None:
            self._wanted = key
            return
        self._wanted = None
        if not self.list.choose(one.instance_id) and self.mode == Mode.LIST:
            self.head.filter.clear()
            self.head.which.choose(0)
            self.list.choose(one.instance_id)
        self._show_side(one)

    def _on_chosen(self, one: RunTest | None) -> None:
        if one is not None:
            self._show_side(one)

    def _show_side(self, one: RunTest) -> None:
        assert self.sheet is not None
        other, before = not self.side.shows(self.sheet, one), focused_in(self.side)
        entry = self.drafts.get(one.instance_id) or Entry.blank_for(one.test, self._instrument_for(one))
        self.side.show_test(self.sheet, one, entry, self.sheet.day(self.tools.clock()))
        self.map.follow(one)
        self.evidence.show_waiting()
        if before is not None and focused_in(self.side) is not before:  # what had the keyboard is gone
            self.take_keyboard()
        if other:
            self._ask_detail(one)

    def _ask_detail(self, one: RunTest) -> None:
        self.tools.background.ask(self, partial(jobs.detail, one.instance_id), self._on_detail, about="detail")

    def _on_detail(self, detail: Detail) -> None:
        self.side.show_detail(detail)
        self.evidence.show_waiting()

    def _instrument_for(self, one: RunTest) -> UUID | None:
        """The instrument of this type used last: chosen here, or recorded in this session."""
        wanted = one.test.required_instrument_type
        if wanted is None or self.sheet is None:
            return None
        return self._used.get(wanted) or self.sheet.last_used(wanted)

    def next_to_do(self) -> None:
        """Go to the next test that is to do, in walking order."""
        if self.sheet is None:
            return
        here = self.side.one.instance_id if self.side.one is not None else None
        one = next_to_do(self.sheet.tests, here, self._saving)
        if one is None:
            self.tools.notices.say(tr("Every test of this session is done."))
            return
        self.show_test(one.instance_id)

    def step(self, by: int) -> None:
        """The test before or after: in walking order, or as the list shows them."""
        typing = has_keyboard(self.side)
        if self.mode == Mode.LIST:
            self.list.step(by)
        elif self.sheet is not None and (one := step_from(self.sheet.tests, self.side.one, by)) is not None:
            self.show_test(one.instance_id)
        if typing:
            self.side.begin()

    def of_test(self, act: Callable[[RunTest], object]) -> None:
        """Do something with the test that is shown."""
        if self.side.one is not None:
            act(self.side.one)

    def of_open_test(self, act: Callable[[RunTest], object]) -> None:
        """Do something with the test that is shown while it waits for its result."""
        if self.side.takes_entry:
            self.of_test(act)

    # --- typing and recording ------------------------------------------------------------------------------------

    def _on_edited(self, one: RunTest, entry: Entry) -> None:
        if entry.instrument_id is not None:
            self._used[one.test.required_instrument_type] = entry.instrument_id
        self._keep_draft(one, entry)
        self.list.viewport().update()

    def _keep_draft(self, one: RunTest, entry: Entry) -> None:
        """What stands in the fields stays, also when the power goes."""
        assert self.sheet is not None
        if entry.blank:
            self.drafts.pop(one.instance_id, None)
        else:
            self.drafts[one.instance_id] = entry
        self.outbox.draft(self.sheet.session_id, one.instance_id, None if entry.blank else to_dict(entry))

    def _on_record(self, one: RunTest, entry: Entry) -> None:
        """Hand it over and go on at once; what is refused comes back as it was typed."""
        if one.instance_id in self._saving:
            return
        found = self.side.preview()
        self._saving.add(one.instance_id)
        self.deeds.record(one, entry, found)
        self._go_on(one)

    def _leave_out(self, one: RunTest, status: InstanceStatus, reason: str) -> None:
        """Skip it, or say that it was not possible, and go on."""
        self._saving.add(one.instance_id)
        self.deeds.leave_out(one, status, reason)
        self._go_on(one)

    def _go_on(self, one: RunTest) -> None:
        """To the next test that is to do after ``one``, the keyboard in its field."""
        self.next_to_do()
        if self.side.takes_entry and self.side.one is not one:
            self.side.begin()

    # --- on its way to the record --------------------------------------------------------------------------------

    def _follow_outbox(self) -> None:
        outbox = self.outbox
        outbox.opened.connect(self._restore_drafts)
        outbox.taken.connect(self._on_taken)
        outbox.not_taken.connect(self._on_not_taken)
        outbox.delivered.connect(self._on_delivered)
        outbox.refused.connect(self._on_refused)
        outbox.changed.connect(self._on_outbox_changed)
        outbox.asked_to_show.connect(self._show_unsaved)

    def _restore_drafts(self) -> None:
        """What was typed and not recorded when the program ended stands in its fields again."""
        if self.session_id is not None:
            for key, typed in self.outbox.drafts_of(self.session_id).items():
                self.drafts.setdefault(key, from_dict(typed))

    def _with_unsent(self, sheet: RunSheet) -> RunSheet:
        """The session with what is on its way shown as entered; marked once that takes longer than a moment."""
        waiting = [
            one
            for one in self.outbox.waiting_of(sheet.session_id)
            if one.kind is not Kind.EVIDENCE and one.key not in self.outbox.contests
        ]
        late = {one.instance_id for one in waiting} if self.outbox.late else set()
        return marked(overlaid(sheet, waiting), late)

    def _show_again(self, sheet: RunSheet) -> None:
        """The same session with other values."""
        self.sheet = sheet
        self._show_all(sheet)
        if self.side.one is not None and (again := sheet.find(self.side.one.instance_id)) is not None:
            self._show_side(again)

    def _on_taken(self, one: Entered) -> None:
        """It is kept on this computer: shown at once as it was entered."""
        if one.kind is Kind.EVIDENCE:
            return
        self._saving.discard(one.instance_id)
        self.drafts.pop(one.instance_id, None)
        if self.sheet is not None and one.session_id == self.session_id:
            self._show_again(self._with_unsent(self.sheet))

    def _on_not_taken(self, one: Entered, error: FiremodeError) -> None:
        """This computer could not keep it: it stays in its fields."""
        self._give_back(one)
        self.tools.notices.show_error(error)

    def _on_delivered(self, one: Entered, outcome: Delivered) -> None:
        """It is on record; what followed from it is asked for shortly."""
        if one.session_id != self.session_id:
            return
        if one.kind is not Kind.EVIDENCE:
            fault = tr(" A fault was opened.") if outcome.faults else ""
            self.tools.notices.say(f"{one.title}: {one.words}.{fault}")
        self.reload_soon()

    def _on_refused(self, one: Entered, _reason: str) -> None:
        """It is in its fields again, as it was typed."""
        self._give_back(one)
        self.reload_soon()

    def _give_back(self, one: Entered) -> None:
        self._saving.discard(one.instance_id)
        if one.typed is not None:
            self.drafts.setdefault(one.instance_id, from_dict(one.typed))

    def _on_outbox_changed(self) -> None:
        if self.sheet is not None:
            sheet = self._with_unsent(self.sheet)
            if sheet is not self.sheet:
                self._show_again(sheet)

    def _show_unsaved(self) -> None:
        """List what is not saved yet above the tests."""
        waiting = self.outbox.waiting_of(self.session_id) if self.session_id is not None else ()
        if self.sheet is not None and waiting:
            tests = {one.instance_id: one.identifier for one in self.sheet.tests}
            lines = [
                Line(
                    tr("{words}, entered {at:%H:%M}", words=one.words, at=one.at),
                    tests.get(one.instance_id, ""),
                    one.title,
                )
                for one in waiting
            ]
            self.show_lines(tr("{count} not saved yet", count=many(waiting)), lines)

    # --- files ---------------------------------------------------------------------------------------------------

    def choose_workbook(self) -> None:
        """Take results from a workbook."""
        if self.sheet is not None and self.sheet.takes_results:
            self.workbook_wanted.emit()

    def choose_template(self) -> None:
        """Write the workbook to take on site."""
        path = self.files.template(self.sheet.name) if self.sheet is not None else None
        if path is not None:
            self.deeds.write_template(path)

    def choose_evidence(self, one: RunTest | None = None, prompt: int | None = None) -> None:
        """Add files as evidence of the chosen test."""
        one = one or self.side.one
        if one is not None and self.sheet is not None and self.sheet.takes_results:
            self.evidence.add(one, self.files.evidence(), prompt)

    # --- the day -------------------------------------------------------------------------------------------------

    def edit_conditions(self) -> None:
        """Type what the day is like."""
        if self.sheet is not None and self.sheet.takes_results:
            self.conditions.open_(self.sheet.conditions)

    def _on_conditions(self, values: dict[str, Decimal]) -> None:
        self.deeds.set_conditions(values)
        self.take_keyboard()

    # --- the list ------------------------------------------------------------------------------------------------

    def show_lines(self, heading: str, lines: Sequence[Line], settle: str = "") -> None:
        """List sentences above the tests; ``settle`` names what settles many of them at once."""
        self.drawer.show_lines(heading, lines, settle)

    def hide_lines(self) -> None:
        """Take that list away; the keyboard goes back to the test."""
        if has_keyboard(self.drawer):
            self.take_keyboard()
        self.drawer.close_()

    def focus_filter(self) -> None:
        """Put the keyboard into the filter of the list."""
        self.show_mode(Mode.LIST)
        self.head.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.head.filter.selectAll()

    def _on_filtered(self, words: str) -> None:
        self._words = words
        self._keep()

    def _on_which(self, which: Wanted) -> None:
        self._which = which
        self._keep()

    def _keep(self) -> None:
        which, words = self._which, self._words
        if which is Wanted.ALL and not words.strip():
            self.model.keep(None)
        else:
            self.model.keep(lambda one: one.wanted(which) and one.matches(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            away = self.list if self.mode == Mode.LIST else self.map.drawing
            away.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def pictures(self) -> Iterator[str]:
        """One test of each shape, typed or recorded."""
        if self.sheet is None:
            return
        self.show_mode(Mode.RUN)
        for name, pick in (
            ("number", lambda one: shape(one.test) is Shape.NUMBER and one.to_do),
            ("points", lambda one: shape(one.test) is Shape.POINTS and one.to_do),
            ("steps", lambda one: shape(one.test) is Shape.EFFECTS and one.to_do),
            ("yes-no", lambda one: shape(one.test) is Shape.OBSERVED and one.to_do),
            ("failing", lambda one: one.recorded.is_compliant is False),
        ):
            one = next((each for each in self.sheet.tests if pick(each)), None)
            if one is not None:
                self.show_test(one.instance_id)
                self.side.begin()
                yield name
        self.show_mode("review")
        yield "review"
        self.show_mode(Mode.RUN)
        if self.sheet.takes_results and self.sheet.left:
            self.deeds.submit()
            yield "to-settle"
            self.drawer.close_()
