"""The tests that are expected of a building: by frequency, with the arithmetic, the difference, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from firemode_desktop.domain.counting import Count
from firemode_desktop.domain.due import DueState
from firemode_desktop.domain.errors import FiremodeError
from firemode_desktop.domain.words import Frequency, MeasurementType
from firemode_desktop.services.generating import Generation
from firemode_desktop.services.schedules import Expected, Outlook
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, EmptyState, beside, button, column, empty, label, primary, row, rule
from firemode_desktop.ui.planning import jobs
from firemode_desktop.ui.planning.columns import frequencies
from firemode_desktop.ui.planning.schedule import SchedulePanel
from firemode_desktop.ui.planning.tests_of import TestsOfFrequency
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.workspace import Place, Tools

LOADING, EMPTY, SHOWN = range(3)


class ExpectedView(QWidget):
    """By frequency, or (``planner``) another schedule being made; its steps go on ``history``."""

    def __init__(self, tools: Tools, history: UndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools, self._history = tools, history
        self.building_id: UUID | None = None
        self.outlook: Outlook | None = None
        self._wanted = Frequency.ANNUAL
        self.head = QWidget()
        self.schedule = button(tr("Schedule…"), self.show_schedule)
        self.all = button(tr("Bring all up to date"), self.bring_all)
        self.head.setLayout(row(None, self.schedule, self.all))
        self.tests = TestsOfFrequency(tools, self.bring_one)
        self.arithmetic = Arithmetic()
        self.when = label("", "small", wrap=True)
        self._build()

    def _build(self) -> None:
        self.model = ListingModel(frequencies(self.tools.clock().date()), key=lambda one: one.frequency)
        self.list = Listing(self.model, tr("Frequencies"), self.tools.settings, "planning/frequencies")
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _one: self.tests.focus_list())
        self.list.setFixedHeight(30 + 26 * len(Frequency) + 4)
        below = QWidget()
        below.setLayout(column(self.arithmetic, rule(), self.when, None, margin=2 * GRID, gap=GRID + 2))
        left = Card(self.list, below, margin=1)
        left.setMinimumWidth(400)
        words = tr("Stairs, floors, doors and what else is tested are described there; the tests follow from them.")
        registers = primary(tr("Open the registers"), partial(self.tools.go, "registers", Place()))
        self.stack = QStackedWidget()
        self.stack.addWidget(Card(column(None, row(None, label(tr("Counting the tests …"), "quiet"), None), None)))
        self.stack.addWidget(Card(EmptyState("registers", tr("No stair in service yet"), words, registers)))
        self.stack.addWidget(beside(left, self.tests, (430, 610)))
        whole = column(self.stack)
        self.setLayout(whole)

    @cached_property
    def planner(self) -> SchedulePanel:
        """The schedule, to be changed; made when it is opened first."""
        assert self.outlook is not None
        made = SchedulePanel(self.tools, self._history, self.outlook.archetypes)
        made.closed.connect(self.show_tests)
        made.saved.connect(self.show_tests)
        self.stack.addWidget(made)
        return made

    def show_schedule(self) -> None:
        """Make another schedule."""
        if self.outlook is not None and self.building_id is not None:
            self.planner.show_outlook(self.building_id, self.outlook)
            self.stack.setCurrentWidget(self.planner)
            self._enable()
            self.planner.take_focus()

    def show_tests(self) -> None:
        """Back to the expected tests."""
        self._show_found()
        self._enable()
        self.focus_view()

    def show_frequency(self, frequency: Frequency) -> None:
        """Choose a frequency, now or once the tests are counted."""
        self._wanted = frequency
        if self.outlook is not None:
            self.list.choose(frequency)

    @property
    def planning(self) -> bool:
        """Whether the schedule is shown."""
        return "planner" in vars(self) and self.stack.currentWidget() is self.planner

    def unsaved(self) -> str | None:
        """A schedule that is not saved."""
        if "planner" in vars(self) and self.planner.dirty:
            return tr("The schedule holds changes that are not saved.")
        return None

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self, building_id: UUID) -> None:
        """Ask anew; another building is shown only when its answer is there."""
        if building_id != self.building_id:
            self.building_id, self.outlook = building_id, None
            self.stack.setCurrentIndex(LOADING)
        self._enable()
        job = partial(jobs.outlook, building_id, self.tools.clock())
        self.tools.background.ask(self, job, partial(self._show, building_id), about="outlook")

    def _show(self, building_id: UUID, found: Outlook) -> None:
        if building_id != self.building_id:
            return
        first = self.outlook is None
        self.outlook = found
        self.model.show(found.expected)
        if "planner" in vars(self):
            self.planner.show_outlook(building_id, found)
        if not self.planning:
            self._show_found()
        self._enable()
        if first or self.list.current is None:
            self.list.choose(self._wanted)
            if self.isVisible():
                self.focus_view()
        self._on_chosen(self.list.current)

    def _show_found(self) -> None:
        found = self.outlook
        self.stack.setCurrentIndex(SHOWN if found is not None and (found.registers or found.behind) else EMPTY)

    def _enable(self) -> None:
        behind = self.outlook.behind if self.outlook else ()
        for each, useful in ((self.all, bool(behind)), (self.schedule, self.outlook is not None)):
            each.setEnabled(useful)
            each.setVisible(not self.planning)

    def _on_chosen(self, one: Expected | None) -> None:
        if one is not None and self.outlook is not None:
            self.arithmetic.show_count(one.generation.count)
            self.when.setText("\n".join(when(one, self.outlook)))
            self.tests.show_tests(one)

    def focus_view(self) -> None:
        """Put the keyboard where work goes on."""
        if self.planning:
            self.planner.take_focus()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- bringing up to date -------------------------------------------------------------------------------------

    def bring_one(self) -> None:
        """Write the difference of the chosen frequency, as it is shown."""
        if self.list.current is not None:
            self._bring([self.list.current])

    def bring_all(self) -> None:
        """Write the differences of all frequencies, as they are shown."""
        if self.outlook is not None:
            self._bring(self.outlook.behind)

    def _bring(self, wanted: Sequence[Expected]) -> None:
        shown = [one.generation for one in wanted if not one.generation.difference.empty]
        if not shown or self.building_id is None:
            return
        self.all.setEnabled(False)
        self.tests.busy()
        job = partial(jobs.bring_up_to_date, self.building_id, shown, self.tools.clock(), self.tools.person.id)
        self.tools.background.do(self, job, self._on_brought, self._on_refused, text=tr("Generating tests"))

    def _on_brought(self, done: Sequence[Generation]) -> None:
        self.tools.notices.say("; ".join(map(brought, done)) + ".")
        self._ask_again()

    def _on_refused(self, error: FiremodeError) -> None:
        self.tools.notices.show_error(error)
        self._ask_again()

    def _ask_again(self) -> None:
        if self.building_id is not None:
            self.load(self.building_id)


def brought(done: Generation) -> str:
    """``Annual: 178 tests, 3 new, 0 changed, 1 retired``."""
    counts = done.difference.to_dict()
    name = Frequency(done.frequency).label
    return tr(
        "{name}: {total} tests, {counts} new, {counts2} changed, {counts3} retired",
        name=name,
        total=done.count.total,
        counts=counts["added"],
        counts2=counts["changed"],
        counts3=counts["retired"],
    )


def when(one: Expected, found: Outlook) -> tuple[str, ...]:
    """When the tests of a frequency are due, line by line."""
    if one.due is None:
        if one.state(found.today) is DueState.ONCE:
            return (tr("Done once, when the system is commissioned; never due again."),)
        return (tr("Never carried out, and there is no day to count from: set one under Schedule."),)
    due = one.due
    window = tr(
        "On time from {earliest} to {latest}: {tolerance}.",
        earliest=show_date(due.earliest),
        latest=show_date(due.latest),
        tolerance=one.timing.tolerance,
    )
    if due.earliest == due.latest:
        window = tr("On time on that day alone: no tolerance set.")
    last = tr("Last carried out on {last}.", last=show_date(due.last)) if due.last else tr("Not carried out yet.")
    return (
        tr("Due on {day}: {value}.", day=show_date(due.day), value=due.words(found.today)),
        window,
        f"{last} {counted(one, found)}",
    )


def counted(one: Expected, found: Outlook) -> str:
    """From which day the due days are counted, in a sentence."""
    if one.timing.anchor is not None:
        return tr("Counted from {anchor}, its own day.", anchor=show_date(one.timing.anchor))
    if found.anchor is not None:
        return tr("Counted from {anchor}, the building's day.", anchor=show_date(found.anchor))
    return tr("Counted from the last visit.")


class Arithmetic(QWidget):
    """How many tests there must be, a line an archetype."""

    def __init__(self) -> None:
        super().__init__()
        self.total = label("", "heading")
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(2 * GRID)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        self.setLayout(column(self.total, self._lines, gap=6))

    def show_count(self, count: Count) -> None:
        """Show this count."""
        empty(self._lines)
        self.total.setText(
            tr("{total} {test}", total=count.total, test=tr("test") if count.total == 1 else tr("tests"))
        )
        for place, line in enumerate(count.lines):
            self._lines.addWidget(label(MeasurementType(line.measurement_type).label, "small"), place, 0)
            self._lines.addWidget(label(line.arithmetic, wrap=True), place, 1)
        if not count.lines:
            self._lines.addWidget(
                label(tr("No archetype runs at this frequency; Schedule switches them."), "small"), 0, 0
            )
