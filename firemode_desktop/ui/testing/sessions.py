"""The sessions of a building as a list, and beside it the panels that begin something."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.listing import Listing, ListingModel
from firemode_desktop.ui.parts import Card, EmptyState, button, column, label, primary, row
from firemode_desktop.ui.testing.columns import SESSIONS
from firemode_desktop.ui.testing.create import NewSessionPanel
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Tools


class SessionsView(QWidget):
    """``opened(session_id)`` when one is to be shown, ``expected_wanted`` when the expected tests are.

    ``changes_wanted(frequency)`` when it is to be seen what generating the tests of a frequency would change.
    """

    opened = Signal(object)
    expected_wanted = Signal()
    changes_wanted = Signal(str)

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.building_id: UUID | None = None
        self.model = ListingModel(SESSIONS, key=lambda one: one.session_id)
        self.list = Listing(self.model, tr("Sessions"), tools.settings, "sessions/list")
        self.list.opened.connect(lambda one: self.opened.emit(one.session_id))
        self.note = label("", "quiet")
        self._tools = tools
        self._panels: list[NewSessionPanel] = []
        self._build()

    @cached_property
    def fresh(self) -> NewSessionPanel:
        """The panel that begins a session; made when it is opened first."""
        made = NewSessionPanel(self._tools)
        made.created.connect(self.opened)
        made.changes_wanted.connect(self.changes_wanted)
        self._add(made)
        return made

    def _add(self, panel: NewSessionPanel) -> None:
        panel.closed.connect(self.focus_view)
        self._panels.append(panel)
        self._beside.addWidget(panel)

    def _build(self) -> None:
        self.head = QWidget()
        self.head.setLayout(row(self.note, None, primary(tr("New session…"), self.show_new)))
        self.shown = Card(self.list, margin=1)
        self.none = EmptyState(
            "sessions",
            tr("No sessions yet"),
            tr(
                "A session is one visit: the tests that are due, with what is read on the day. The tests follow "
                "from the registers."
            ),
            button(tr("Expected tests"), self.expected_wanted.emit),
            primary(tr("New session…"), self.show_new),
        )
        self.empty = Card(self.none)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())
        self.stack.addWidget(self.shown)
        self.stack.addWidget(self.empty)
        self._beside = row(self.stack, gap=GRID + 4)
        self._beside.setStretch(0, 1)
        self.setLayout(column(self._beside))

    def show_sessions(self, building_id: UUID, sessions: Sequence[SessionSummary]) -> None:
        """Show the sessions of a building."""
        if building_id != self.building_id:
            self.building_id = building_id
            for panel in self._panels:
                panel.hide()
        self.model.show(sessions)
        self.stack.setCurrentIndex(1 if sessions else 2)
        self.note.setText(f"{len(sessions)}" if sessions else "")
        if sessions and self.list.current is None:
            self.list.choose(sessions[0].session_id)

    def show_new(self) -> None:
        """Begin a session of today."""
        if self.building_id is not None:
            self.fresh.open_for(self.building_id)

    def plan(self, day: date, frequency: str | None = None) -> None:
        """Begin a session of another day."""
        if self.building_id is not None:
            self.fresh.plan(self.building_id, day, frequency)

    def focus_view(self) -> None:
        """Put the keyboard into the list; where there is nothing, on what begins the first session."""
        if all(panel.isHidden() for panel in self._panels):
            (self.list if self.model.rows else self.none).setFocus(Qt.FocusReason.OtherFocusReason)

    def panel_asks_again(self) -> None:
        """Registers or rules changed: the arithmetic of an open panel may have, too."""
        for panel in self._panels:
            if not panel.isHidden():
                panel.ask()
