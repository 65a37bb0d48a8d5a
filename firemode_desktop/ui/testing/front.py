"""What lies before a session is opened: the list of them, the tests that are expected, the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.domain.words import Frequency
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.parts import Segments, column, label, row
from firemode_desktop.ui.planning.calendar import CalendarView
from firemode_desktop.ui.planning.expected import ExpectedView
from firemode_desktop.ui.testing.sessions import SessionsView
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.workspace import Tools

SESSIONS, EXPECTED, CALENDAR = range(3)
NAMES = (tr("Sessions"), tr("Expected tests"), tr("Calendar"))


class Front(QWidget):
    """Views under one heading, of which one is shown; each is made when it is shown first.

    ``shown(index)`` when another one is.
    """

    shown = Signal(int)

    def __init__(self, tools: Tools, history: UndoStack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools, self._history = tools, history
        self.building_id: UUID | None = None
        self.sessions = SessionsView(tools)
        self.sessions.expected_wanted.connect(partial(self.show_view, EXPECTED))
        self.sessions.changes_wanted.connect(self.show_changes)
        self.tabs = Segments(NAMES, tr("Sessions, expected tests, calendar"))
        self.tabs.chosen.connect(self._on_chosen)
        self.heads, self.views = QStackedWidget(), QStackedWidget()
        self.heads.setFixedHeight(32)
        self._add(self.sessions, self.sessions.head)
        head = row(label(tr("Sessions"), "title"), GRID, self.tabs, 4)
        head.addWidget(self.heads, 1)
        whole = column(head, gap=GRID + 4)
        whole.addWidget(self.views, 1)
        self.setLayout(whole)

    @cached_property
    def expected(self) -> ExpectedView:
        """The expected tests."""
        made = ExpectedView(self._tools, self._history)
        self._add(made, made.head)
        return made

    @cached_property
    def calendar(self) -> CalendarView:
        """The calendar."""
        made = CalendarView(self._tools)
        made.opened.connect(self.sessions.opened)
        made.planned.connect(self.plan)
        self._add(made, made.head)
        return made

    def _add(self, view: QWidget, head: QWidget) -> None:
        self.views.addWidget(view)
        self.heads.addWidget(head)

    def open(self, building_id: UUID) -> None:
        """Show another building, or ask anew for what is in front; the sessions are asked for by the page."""
        self.building_id = building_id
        if self.tabs.index == EXPECTED:
            self.expected.load(building_id)
        elif self.tabs.index == CALENDAR:
            self.calendar.load(building_id)

    def show_view(self, index: int) -> None:
        """Bring one of the views to the front."""
        self.tabs.choose(index)
        self.focus_view()

    def show_changes(self, frequency: str) -> None:
        """Show what generating the tests of a frequency would change."""
        self.expected.show_frequency(Frequency(frequency))
        self.show_view(EXPECTED)

    def _on_chosen(self, index: int) -> None:
        view = self._view(index)
        self.views.setCurrentWidget(view)
        self.heads.setCurrentWidget(view.head)
        if self.building_id is not None:
            self.open(self.building_id)
        self.shown.emit(index)

    def _view(self, index: int) -> SessionsView | ExpectedView | CalendarView:
        if index == SESSIONS:
            return self.sessions
        return self.expected if index == EXPECTED else self.calendar

    def plan(self, day: date, frequency: str | None = None) -> None:
        """Begin a session of that day."""
        self.show_view(SESSIONS)
        self.sessions.plan(day, frequency)

    def focus_view(self) -> None:
        """Put the keyboard where work goes on."""
        self._view(self.tabs.index).focus_view()

    def unsaved(self) -> str | None:
        """What would be lost by closing."""
        return self.expected.unsaved() if "expected" in vars(self) else None

    def save(self) -> None:
        """Save the schedule, if one is being made."""
        if self.tabs.index == EXPECTED and self.expected.planning:
            self.expected.planner.save()

    def pictures(self) -> Iterator[str]:
        """The expected tests, their schedule, and the calendar."""
        self.show_view(EXPECTED)
        yield "expected"
        self.expected.show_schedule()
        yield "schedule"
        self.expected.show_tests()
        self.show_view(CALENDAR)
        yield "calendar"
        self.show_view(SESSIONS)
