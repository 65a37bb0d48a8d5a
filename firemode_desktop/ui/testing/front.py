"""What lies before a session is opened: the list of them, and the tests that are expected."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.ui.parts import Segments, column, label, row
from firemode_desktop.ui.planning.expected import ExpectedView
from firemode_desktop.ui.testing.sessions import SessionsView
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.workspace import Tools

SESSIONS, EXPECTED = range(2)
NAMES = ("Sessions", "Expected tests")


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
        self.tabs = Segments(NAMES, "Sessions, expected tests")
        self.tabs.chosen.connect(self._on_chosen)
        self.heads, self.views = QStackedWidget(), QStackedWidget()
        self.heads.setFixedHeight(32)
        self._add(self.sessions, self.sessions.head)
        head = row(label("Sessions", "title"), GRID, self.tabs, 4)
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

    def _add(self, view: QWidget, head: QWidget) -> None:
        self.views.addWidget(view)
        self.heads.addWidget(head)

    def open(self, building_id: UUID) -> None:
        """Show another building, or ask anew for what is in front; the sessions are asked for by the page."""
        self.building_id = building_id
        if self.tabs.index == EXPECTED:
            self.expected.load(building_id)

    def show_view(self, index: int) -> None:
        """Bring one of the views to the front."""
        self.tabs.choose(index)
        self.focus_view()

    def _on_chosen(self, index: int) -> None:
        view, head = ((self.sessions, self.sessions.head), (self.expected, self.expected.head))[index]
        self.views.setCurrentWidget(view)
        self.heads.setCurrentWidget(head)
        if self.building_id is not None:
            self.open(self.building_id)
        self.shown.emit(index)

    def focus_view(self) -> None:
        """Put the keyboard where work goes on."""
        (self.sessions.focus_list if self.tabs.index == SESSIONS else self.expected.focus_list)()

    def unsaved(self) -> str | None:
        """What would be lost by closing."""
        return self.expected.unsaved() if "expected" in vars(self) else None

    def save(self) -> None:
        """Save the schedule, if one is being made."""
        if self.tabs.index == EXPECTED and self.expected.planning:
            self.expected.planner.save()

    def pictures(self) -> Iterator[str]:
        """The expected tests, and their schedule."""
        self.show_view(EXPECTED)
        yield "expected"
        self.expected.show_schedule()
        yield "schedule"
        self.expected.show_tests()
        self.show_view(SESSIONS)
