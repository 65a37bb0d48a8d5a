"""Faults: the worst first, each with its whole context and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QWidget

from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.words import DefectClassification
from firemode_desktop.services import faults
from firemode_desktop.services.faults import ShownFault
from firemode_desktop.services.people import SUPERVISORS
from firemode_desktop.ui.faults.classify import Decision
from firemode_desktop.ui.faults.columns import COLUMNS, Shown, matches
from firemode_desktop.ui.faults.side import Acts, FaultPanel
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, EmptyState, Segments, button, column, label, row
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace

NARROW, WIDE = 288, 388
CLASSES = tuple(DefectClassification)


class FaultsPage(Workspace):
    """The list, its filters, and the chosen fault beside it."""

    key: ClassVar[str] = "faults"
    title: ClassVar[str] = "Faults"
    purpose: ClassVar[str] = "What does not comply: how bad it is, who decided that, and what is done about it."
    tables: ClassVar[frozenset[str]] = frozenset({"faults", "test_instances"})

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._wanted: UUID | None = None
        self._shown: UUID | None = None
        self._build()
        self._add_commands()

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.note = label("", "quiet")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter: f-0012, level-8, force, critical…")
        self.filter.setAccessibleName("Filter the faults")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(320)
        self.filter.textChanged.connect(lambda _text: self._keep())
        self.which = Segments([which.value for which in Shown], "Which faults")
        self.classes = Segments(["All classes", *(each.value for each in CLASSES)], "Which classes")
        for switch in (self.which, self.classes):
            switch.chosen.connect(lambda _index: self._keep())
        self.model = ListingModel(COLUMNS, key=lambda one: one.id)
        self.list = Listing(self.model, "Faults", self.tools.settings, "faults/list")
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.open_reading())
        acts = Acts(self._confirm, self.start, self.ask_resolve, self.ask_defer, self.ask_void, self.open_reading)
        self.side = FaultPanel(acts, self.tools.person.role in SUPERVISORS)
        self._lay_out()

    def _lay_out(self) -> None:
        sessions = button("Open the sessions", partial(self.tools.go, "sessions", Place()))
        words = "A reading outside its limits opens one by itself, with the rule, the limits and the place."
        self.none = Card(EmptyState("faults", "No faults.", words, sessions))
        filters = row(self.filter, self.which, self.classes, None)
        filters.setStretch(0, 1)
        beside = row(Card(self.list, margin=1), self.side, gap=GRID + 4)
        beside.setStretch(0, 1)
        listed = QWidget()
        layout = column(filters, beside, gap=GRID + 2)
        layout.setStretch(1, 1)
        listed.setLayout(layout)
        self.views = QStackedLayout()
        self.views.addWidget(QWidget())
        self.views.addWidget(listed)
        self.views.addWidget(self.none)
        whole = column(row(label("Faults", "title"), 4, self.note, None), gap=GRID + 2)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addLayout(self.views, 1)
        self.setLayout(whole)

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu="Faults")
        add("Filter faults", self._focus_filter, shortcut="Ctrl+F", words="search find")
        for index, which in enumerate(Shown):
            run = partial(self.which.choose, index)
            add(f"Show faults: {which.value.lower()}", run, shortcut=f"Alt+{index + 1}")
        add("Confirm the class…", self.side.decide, shortcut="Ctrl+E", words="decide classification critical")
        add("Start work on the fault", self.start, words="in progress")
        add("Resolve the fault…", self.ask_resolve, shortcut="Ctrl+R", words="close repaired")
        add("Defer the fault…", self.ask_defer, words="later due")
        add("Void the fault…", self.ask_void, words="no fault")
        add("Open the reading", self.open_reading, shortcut="Ctrl+Return", words="session test")

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        job = partial(_faults, self.building_id)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="faults")

    def _show(self, building_id: UUID, found: Sequence[ShownFault]) -> None:
        other = building_id != self._shown
        self._shown = building_id
        self.model.show(found)
        self.views.setCurrentIndex(1 if found else 2)
        waiting = sum(Shown.OPEN.holds(fault) for fault in found)
        self.note.setText(f"{waiting} open of {len(found)}" if found else "")
        self._keep()
        if self._wanted is not None:
            self._go(self._wanted)
        elif other or self.side.fault is None or self.list.current is None:
            self._choose_first()
        else:
            self.side.show_fault(self.list.current)

    def _keep(self) -> None:
        """Show what the filters leave."""
        which = tuple(Shown)[self.which.index]
        code = CLASSES[self.classes.index - 1].value if self.classes.index else None
        words = self.filter.text()
        self.model.keep(
            lambda one: which.holds(one) and (code is None or one.defect_classification == code) and matches(one, words)
        )
        if self.list.current is None:
            self._choose_first()

    def _choose_first(self) -> None:
        first = self.model.row(0)
        if first is not None:
            self.list.choose(first.id)
        self.side.show_fault(first)

    def _on_chosen(self, fault: ShownFault | None) -> None:
        self.side.show_fault(fault)

    def show_location(self, place: Place) -> None:
        self._wanted = place.fault_id
        if self._shown == self.building_id and place.fault_id is not None:
            self._go(place.fault_id)

    def _go(self, fault_id: UUID) -> None:
        """Put the cursor on a fault; filters make way for it."""
        self._wanted = None
        if not self.list.choose(fault_id):
            self.filter.clear()
            self.classes.choose(0)
            self.which.choose(list(Shown).index(Shown.ALL))
            self.list.choose(fault_id)
        self.side.show_fault(self.list.current)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is done --------------------------------------------------------------------------------------------

    def _do(
        self, job: Callable[[Any], Any], said: str, failed: Callable[[FiremodeError], object] | None = None
    ) -> None:
        self.tools.background.do(self, job, lambda _none: self.tools.notices.say(said), failed, text="Saving the fault")

    def _confirm(self, decision: Decision) -> None:
        by = self.tools.person.id
        fault = self.side.fault
        name = fault.name if fault is not None else "The fault"
        self.tools.background.do(
            self,
            partial(_decide, decision, by),
            lambda _none: self._on_confirmed(f"{name}: class {decision.classification} confirmed."),
            lambda error: self.side.form.say(error.message),
            text="Confirming the class",
        )

    def _on_confirmed(self, said: str) -> None:
        self.tools.notices.say(said)
        self.side.show_facts()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Somebody works on it."""
        fault, by = self.side.fault, self.tools.person.id
        if fault is not None:
            self._do(lambda session: faults.start(session, fault.id, by=by), f"{fault.name}: work has begun.")

    def ask_resolve(self) -> None:
        """It is put right; how."""
        if self.side.fault is not None:
            self.side.show_facts()
            self.side.question.ask("How was it put right?", "Resolve", self._resolve, hint="What was done")

    def _resolve(self, note: str) -> None:
        fault, by = self.side.fault, self.tools.person.id
        if fault is not None:
            self._do(lambda session: faults.resolve(session, fault.id, note, by=by), f"{fault.name} is resolved.")

    def ask_defer(self) -> None:
        """It is left for later; why, and until when."""
        if self.side.fault is not None:
            self.side.show_facts()
            self.side.question.ask("Why can it wait?", "Defer", self._defer, day="Until when")

    def _defer(self, note: str, due: date | None) -> None:
        fault, by = self.side.fault, self.tools.person.id
        if fault is not None:
            self._do(
                lambda session: faults.defer(session, fault.id, note, by=by, due_date=due),
                f"{fault.name} is deferred.",
            )

    def ask_void(self) -> None:
        """It is no fault after all; why."""
        if self.side.fault is not None:
            self.side.show_facts()
            self.side.question.ask("Why is it no fault?", "Void", self._void)

    def _void(self, note: str) -> None:
        fault, by = self.side.fault, self.tools.person.id
        if fault is not None:
            self._do(lambda session: faults.void(session, fault.id, note, by=by), f"{fault.name} is void.")

    def open_reading(self) -> None:
        """The reading that opened it, in its session."""
        fault = self.side.fault
        if fault is not None and fault.session_id is not None:
            self.tools.go("sessions", Place(session_id=fault.session_id, instance_id=fault.instance_id))

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
        """The form in which a class is decided."""
        self.side.decide()
        yield "class"
        self.side.show_facts()


# Jobs


def _faults(building_id: UUID, session: Any) -> tuple[ShownFault, ...]:
    return faults.shown_faults(session, building_id=building_id)


def _decide(decision: Decision, by: UUID, session: Any) -> None:
    faults.confirm(
        session,
        decision.fault_id,
        by=by,
        reason=decision.reason,
        classification=decision.classification,
        makes_inoperable=decision.makes_inoperable,
        likely_to_harm=decision.likely_to_harm,
        due_date=decision.due,
    )
