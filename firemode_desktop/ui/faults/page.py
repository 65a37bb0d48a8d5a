"""Faults: the worst first, each with its whole context and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QStackedWidget, QWidget

from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.notices import Notice
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.words import DefectClassification
from firemode_desktop.services import faults
from firemode_desktop.services.faults import Retest, ShownFault
from firemode_desktop.services.people import SUPERVISORS, TESTERS
from firemode_desktop.ui.faults.columns import Shown, columns, matches
from firemode_desktop.ui.faults.deeds import FaultDeeds
from firemode_desktop.ui.faults.found import FoundPanel
from firemode_desktop.ui.faults.notice import NoticeActs, NoticePanel
from firemode_desktop.ui.faults.side import Acts, FaultPanel
from firemode_desktop.ui.language import inline, tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

NARROW, WIDE = 312, 408
CLASSES = tuple(DefectClassification)
ALL_STAIRS = tr("All stairs")
ASKING, LISTED, NONE, NOTICE, FOUND = range(5)


class FaultsPage(Workspace):
    """The list, its filters, and the chosen fault beside it."""

    key: ClassVar[str] = "faults"
    title: ClassVar[str] = tr("Faults")
    purpose: ClassVar[str] = tr("What does not comply: how bad it is, who decided that, and what is done about it.")
    tables: ClassVar[frozenset[str]] = frozenset({"faults", "fault_events", "test_instances", "evidence_records"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: UUID | None = None
        self._shown: UUID | None = None
        self.everything: tuple[ShownFault, ...] = ()
        self.deeds = FaultDeeds(self)
        self._build()
        self._add_commands()

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        deeds = self.deeds
        self.note = label("", "quiet")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter: f-0012, level-8, force, critical…"))
        self.filter.setAccessibleName(tr("Filter the faults"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(lambda _text: self._keep())
        self.which = Segments([which.value for which in Shown], tr("Which faults"))
        self.classes = Segments([tr("All classes"), *(each.value for each in CLASSES)], tr("Which classes"))
        for switch in (self.which, self.classes):
            switch.chosen.connect(lambda _index: self._keep())
        self.stairs = QComboBox()
        self.stairs.setAccessibleName(tr("Which stair"))
        self.stairs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.stairs.addItem(ALL_STAIRS)
        self.stairs.currentIndexChanged.connect(lambda _index: self._keep())
        self.model = ListingModel(columns(self.tools.clock), key=lambda one: one.id)
        self.list = Listing(self.model, tr("Faults"), self.tools.settings, "faults/list")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.open_reading())
        acts = Acts(
            *(deeds.ask_class, deeds.confirm, deeds.start, deeds.ask_resolve, deeds.ask_defer, deeds.ask_reopen),
            *(deeds.ask_remark, deeds.ask_void, deeds.retest, deeds.ask_notice, self.open_reading, self.open_retest),
        )
        self.side = FaultPanel(acts, self.tools.person.role, self.tools.clock)
        shown = NoticeActs(self.show_list, deeds.save_notice, deeds.note_sent, self.tools.notices.say)
        self.notice, self.found = NoticePanel(shown), FoundPanel(deeds.add)
        self.found.closed.connect(self.show_list)
        self._lay_out()

    def _lay_out(self) -> None:
        sessions = button(tr("Open the sessions"), partial(self.tools.go, "sessions", Place()))
        words = tr("A reading outside its limits opens one by itself, with the rule, the limits and the place.")
        self.none = Card(EmptyState("faults", tr("No faults."), words, sessions))
        filters = row(self.filter, self.which, self.classes, self.stairs, None)
        filters.setStretch(0, 1)
        self.nothing = label("", "quiet", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.hide()
        beside = row(Card(column(self.list, self.nothing, gap=0), margin=1), self.side, gap=GRID + 4)
        beside.setStretch(0, 1)
        layout = column(filters, beside, gap=GRID + 2)
        layout.setStretch(1, 1)
        self.views = QStackedWidget()
        for view in (QWidget(), _held(layout), self.none, _held(_left(self.notice)), _held(_top(self.found))):
            self.views.addWidget(view)
        self.add_button = button(tr("Add a fault…"), self.deeds.ask_found, icon="plus")
        self.add_button.setEnabled(self.tools.person.role in TESTERS)
        self.export_button = button(tr("Export…"), self.deeds.export, icon="export")
        head = row(label(tr("Faults"), "title"), 4, self.note, None, self.add_button, self.export_button)
        whole = column(head, gap=GRID + 2)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addWidget(self.views, 1)
        self.setLayout(whole)

    def _add_commands(self) -> None:
        add, deeds = partial(self.tools.commands.add, self, menu=tr("Faults")), self.deeds
        add(tr("Filter faults"), self._focus_filter, shortcut="Ctrl+F", words=tr("search find"))
        for index, which in enumerate(Shown):
            run = partial(self.which.choose, index)
            add(tr("Show faults: {which}", which=inline(which.value)), run, shortcut=f"Alt+{index + 1}")
        add(
            tr("Confirm the class…"),
            deeds.ask_class,
            shortcut="Ctrl+E",
            words=tr("decide classification critical"),
            who=TESTERS,
        )
        add(tr("Start work on the fault"), deeds.start, shortcut="Ctrl+B", words=tr("begin in progress"), who=TESTERS)
        add(tr("Resolve the fault…"), deeds.ask_resolve, shortcut="Ctrl+R", words=tr("close repaired"), who=TESTERS)
        add(tr("Defer the fault…"), deeds.ask_defer, shortcut="Ctrl+D", words=tr("later due interim"), who=TESTERS)
        add(tr("Reopen the fault…"), deeds.ask_reopen, words="again", who=TESTERS)
        add(
            tr("Remark on the fault…"),
            deeds.ask_remark,
            shortcut="Ctrl+M",
            words=tr("note comment due interim"),
            who=TESTERS,
        )
        add(tr("Void the fault…"), deeds.ask_void, words=tr("no fault"), who=SUPERVISORS)
        add(tr("Add a retest"), deeds.retest, shortcut="Ctrl+T", words=tr("repeat again"), who=TESTERS)
        add(tr("Notice to the owner…"), deeds.ask_notice, shortcut="Ctrl+L", words=tr("letter mail notify critical"))
        add(
            tr("Notice of the session's critical defects…"),
            deeds.ask_session_notice,
            words=tr("letter mail notify all"),
        )
        add(
            tr("Add a fault…"),
            deeds.ask_found,
            shortcut="Ctrl+Shift+F",
            words=tr("new found otherwise manual"),
            who=TESTERS,
        )
        add(tr("Export the faults…"), self._save, shortcut="Ctrl+S", words=tr("save xlsx csv workbook list"))
        add(tr("Open the reading"), self.open_reading, shortcut="Ctrl+Return", words=tr("session test"))

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(_faults, self.building_id)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="faults")

    def _show(self, building_id: UUID, found: Sequence[ShownFault]) -> None:
        other = building_id != self._shown
        self._shown, self.everything = building_id, tuple(found)
        self.model.show(found)
        self._offer_stairs(found)
        self.export_button.setEnabled(bool(found))
        if other or self.views.currentIndex() in (ASKING, LISTED, NONE):
            self.show_list()
        self._count(found)
        self._keep()
        if self._wanted is not None:
            self._go(self._wanted)
        elif other or self.side.fault is None or self.list.current is None:
            self._choose_first()
        else:
            self._on_chosen(self.list.current)

    def show_list(self) -> None:
        """The faults; or that there are none."""
        self.views.setCurrentIndex(LISTED if self.everything else NONE)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count(self, found: Sequence[ShownFault]) -> None:
        now = self.tools.clock()
        waiting = sum(Shown.OPEN.holds(fault, now) for fault in found)
        late = sum(fault.overdue(now) for fault in found)
        words = tr("{waiting} open of {found}", waiting=waiting, found=len(found)) if found else ""
        self.note.setText(tr("{words}, {late} overdue", words=words, late=late) if late else words)

    def _offer_stairs(self, found: Sequence[ShownFault]) -> None:
        names = sorted({fault.stair for fault in found if fault.stair}, key=natural_key)
        if [self.stairs.itemText(at) for at in range(1, self.stairs.count())] == names:
            return
        chosen = self.stairs.currentText()
        self.stairs.blockSignals(True)
        self.stairs.clear()
        self.stairs.addItems([ALL_STAIRS, *names])
        self.stairs.setCurrentIndex(max(0, self.stairs.findText(chosen)))
        self.stairs.blockSignals(False)

    def _keep(self) -> None:
        """Show what the filters leave."""
        which, now = tuple(Shown)[self.which.index], self.tools.clock()
        code = CLASSES[self.classes.index - 1].value if self.classes.index else None
        stair = self.stairs.currentText() if self.stairs.currentIndex() > 0 else None
        words = self.filter.text()
        self.model.keep(
            lambda one: (
                which.holds(one, now)
                and (code is None or one.defect_classification == code)
                and (stair is None or one.stair == stair)
                and matches(one, words)
            )
        )
        self._say_nothing(which)
        if self.list.current is None:
            self._choose_first()

    def _say_nothing(self, which: Shown) -> None:
        """Why the list is empty, in its place."""
        filtered = self.filter.text() or self.classes.index or self.stairs.currentIndex() > 0
        plain = tr("No fault is {which}.", which=inline(which.value)) if which is not Shown.ALL else tr("No faults.")
        self.nothing.setText(tr("No fault is left by these filters.") if filtered else plain)
        self.nothing.setVisible(not self.model.rows)

    def _choose_first(self) -> None:
        first = self.model.row(0)
        if first is not None:
            self.list.choose(first.id)
        self._on_chosen(first)

    def _on_chosen(self, fault: ShownFault | None) -> None:
        before = self.side.fault
        self.side.show_fault(fault)
        if fault is not None and (fault != before or not self.side.steps):
            job = partial(_history, fault.id)
            self.tools.background.ask(self, job, partial(self._show_history, fault.id), about="history")

    def _show_history(self, fault_id: UUID, steps: Sequence[FaultStep]) -> None:
        if self.side.fault is not None and self.side.fault.id == fault_id:
            self.side.show_history(steps)

    def show_location(self, place: Place) -> None:
        self._wanted = place.fault_id
        if self._shown == self.building_id and place.fault_id is not None:
            self._go(place.fault_id)

    def help_section(self) -> str:
        return {NOTICE: "notice", FOUND: "a-fault-that-no-test-found"}.get(self.views.currentIndex(), "")

    def told_of(self) -> tuple[str, UUID] | None:
        one = self.list.current
        return super().told_of() if one is None else ("faults", one.id)

    def _go(self, fault_id: UUID) -> None:
        """Choose a fault; filters that hide it give way."""
        self._wanted = None
        self.show_list()
        if not self.list.choose(fault_id):
            self.filter.clear()
            self.classes.choose(0)
            self.stairs.setCurrentIndex(0)
            self.which.choose(list(Shown).index(Shown.ALL))
            self.list.choose(fault_id)
        self._on_chosen(self.list.current)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[ShownFault, ...]:
        """The faults that are selected, in the order of the list; where none is, the one of the cursor."""
        places = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        found = tuple(fault for place in places if (fault := self.model.row(place)) is not None)
        return found or ((self.list.current,) if self.list.current is not None else ())

    def show_notice(self, told: Notice, about: Sequence[ShownFault], now: datetime) -> None:
        """The notice of these faults, in place of the list."""
        self.notice.show_notice(told, tuple(one.id for one in about), tr("the owner"), about[0].day(now))
        self.views.setCurrentIndex(NOTICE)
        self.notice.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_new(self, fault_id: UUID) -> None:
        """A fault that has just been filed, once it has been asked for."""
        self._wanted = fault_id
        self.load()

    def show_found(self, places: Sequence[faults.StairPlaces]) -> None:
        """The form for a fault found otherwise, in place of the list."""
        self.views.setCurrentIndex(FOUND)
        self.found.show_places(places)

    # --- where it leads ------------------------------------------------------------------------------------------

    def open_reading(self) -> None:
        """The reading that opened it, in its session."""
        fault = self.side.fault
        if fault is not None and fault.session_id is not None:
            self.tools.go("sessions", Place(session_id=fault.session_id, instance_id=fault.instance_id))

    def open_retest(self, retest: Retest) -> None:
        """A retest of it, in the session it belongs to."""
        self.tools.go("sessions", Place(session_id=retest.session_id, instance_id=retest.instance_id))

    def _save(self) -> None:
        """What is shown: the notice, or the faults."""
        if self.views.currentIndex() == NOTICE:
            self.notice.save_()
        else:
            self.deeds.export()

    # --- looks ---------------------------------------------------------------------------------------------------

    def _focus_filter(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape.value:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(NARROW if event.size().width() < 1240 else WIDE)

    def pictures(self) -> Iterator[str]:
        """The forms in which a class is decided, a fault deferred, one added, and the notice."""
        self.deeds.ask_class()
        yield "class"
        self.deeds.ask_defer()
        yield "defer"
        self.side.show_facts()
        self.deeds.ask_notice()
        yield "notice"
        self.deeds.ask_found()
        yield "found"
        self.show_list()


def _held(layout: Any) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made


def _left(panel: QWidget) -> Any:
    """A panel at the left that is as wide as it may be."""
    beside = row(panel, None)
    beside.setStretch(0, 100)
    return beside


def _top(panel: QWidget) -> Any:
    """The same, no higher than it has to be."""
    below = column(_left(panel), None, gap=0)
    below.setStretch(0, 100)
    return below


# Jobs


def _faults(building_id: UUID, session: Any) -> tuple[ShownFault, ...]:
    return faults.shown_faults(session, building_id=building_id)


def _history(fault_id: UUID, session: Any) -> tuple[FaultStep, ...]:
    return faults.history(session, fault_id)
