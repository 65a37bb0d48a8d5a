"""Sessions: the visits of a building, and each of them run test by test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtWidgets import QStackedLayout, QWidget

from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.running import RunTest
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.parts import column
from firemode_desktop.ui.testing import jobs
from firemode_desktop.ui.testing.run import RunView
from firemode_desktop.ui.testing.sessions import SessionsView
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.workspace import Place, Tools, Workspace


class SessionsPage(Workspace):
    """The list of sessions, or one of them."""

    key: ClassVar[str] = "sessions"
    title: ClassVar[str] = "Sessions"
    purpose: ClassVar[str] = (
        "The visits to the building: what is tested, what was read, how it stands, who approved it."
    )
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "calibration_certificates",
            "evidence_records",
            "evidence_waivers",
            "faults",
            "instruments",
            "result_amendments",
            "test_instance_templates",
            "test_instances",
            "test_sessions",
        }
    )

    def __init__(self, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(tools, parent)
        self._shown: UUID | None = None
        self.sessions = SessionsView(tools)
        self.sessions.opened.connect(self.open_session)
        self.run = RunView(tools, self.show_list)
        self.views = QStackedLayout()
        self.views.addWidget(self.sessions)
        self.views.addWidget(self.run)
        whole = column(margin=0)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addLayout(self.views)
        self.setLayout(whole)
        self._add_commands()

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu="Sessions")
        run = self.run
        add("New session…", self.new_session, shortcut="Ctrl+Shift+N", words="create begin visit")
        add("Generate tests…", self.generate, words="expected templates")
        add("All sessions", self.show_list, shortcut="Alt+Left", words="back list")
        add("Next test to do", partial(self._in_run, run.next_to_do), shortcut="F8", words="pending walking order")
        add("Test after this", partial(self._in_run, partial(run.step, 1)), shortcut="Ctrl+Down")
        add("Test before this", partial(self._in_run, partial(run.step, -1)), shortcut="Ctrl+Up")
        add("Filter tests", partial(self._in_run, run.focus_filter), shortcut="Ctrl+F", words="search find")
        for index, name in enumerate(("all", "to do", "not compliant", "not demonstrated")):
            choose = partial(self._in_run, partial(run.head.which.choose, index))
            add(f"Show tests: {name}", choose, shortcut=f"Alt+{index + 1}")
        add("Skip this test…", partial(self._of_test, run.ask_skip), words="leave out")
        add("This test is not possible…", partial(self._of_test, run.ask_fail), words="failed could not")
        add("Retest", partial(self._of_test, run.deeds.retest), shortcut="Ctrl+R", words="again repeat")
        add("Add evidence…", partial(self._in_run, run.choose_evidence), shortcut="Ctrl+E", words="photo video file")
        add("Take results from a workbook…", partial(self._in_run, run.choose_workbook), words="import excel")
        add("Write the results template…", partial(self._in_run, run.choose_template), words="export excel")
        add("Validate again", partial(self._in_run, run.deeds.validate), words="recheck judge")
        add("Submit the session…", partial(self._in_run, run.deeds.submit), shortcut="Ctrl+Shift+S", words="hand in")
        add("Approve the session…", partial(self._in_run, run.ask_approve), words="review freeze")
        add("Return the session…", partial(self._in_run, run.ask_return), words="review note")
        add("Cancel the session…", partial(self._in_run, run.ask_cancel), words="abandon")

    def _in_run(self, act: Callable[[], object]) -> None:
        """Only while a session is shown."""
        if self.views.currentWidget() is self.run and self.run.sheet is not None:
            act()

    def _of_test(self, act: Callable[[RunTest], object]) -> None:
        if self.run.side.one is not None:
            self._in_run(partial(act, self.run.side.one))

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        if self.building_id != self._shown:
            self.views.setCurrentWidget(self.sessions)
        if self.views.currentWidget() is self.run:
            self.run.reload_soon()
        else:
            self._ask_sessions()
            self.sessions.panel_asks_again()

    def _ask_sessions(self) -> None:
        assert self.building_id is not None
        job = partial(jobs.sessions, self.building_id)
        self.tools.background.ask(self, job, partial(self._show, self.building_id), about="sessions")

    def _show(self, building_id: UUID, found: Sequence[SessionSummary]) -> None:
        first = building_id != self._shown
        self._shown = building_id
        self.sessions.show_sessions(building_id, found)
        if first and self.isVisible():
            self.sessions.focus_list()

    # --- list and session ----------------------------------------------------------------------------------------

    def open_session(self, session_id: UUID, test: UUID | None = None) -> None:
        """Show a session; the cursor on ``test``, else on what is to do next."""
        self._shown = self.building_id
        self.views.setCurrentWidget(self.run)
        self.run.open_session(session_id, test)

    def show_list(self) -> None:
        """Back to all sessions."""
        if self.views.currentWidget() is self.run:
            self.views.setCurrentWidget(self.sessions)
            self._ask_sessions()
            if self.run.session_id is not None:
                self.sessions.list.choose(self.run.session_id)
        self.sessions.focus_list()

    def new_session(self) -> None:
        """Begin a session."""
        self.show_list()
        self.sessions.show_new()

    def generate(self) -> None:
        """Look at the expected tests."""
        self.show_list()
        self.sessions.show_generate()

    def show_location(self, place: Place) -> None:
        if place.session_id is not None:
            self.open_session(place.session_id, place.instance_id)

    def unsaved(self) -> str | None:
        """Readings that were typed and not recorded."""
        many = len(self.run.drafts)
        if not many:
            return None
        return f"Sessions holds {many} {'reading' if many == 1 else 'readings'} typed and not recorded."

    def pictures(self) -> Iterator[str]:
        """The new session, then one under way: a pressure being typed, a doorway, a sequence, a failed reading."""
        self.sessions.show_new()
        yield "new"
        self.sessions.fresh.close_()
        under_way = max(self.sessions.model.rows, key=_activity, default=None)
        if under_way is not None:
            self.open_session(under_way.session_id)
            yield "run"
            yield from self.run.pictures()
            self.show_list()


def _activity(one: SessionSummary) -> tuple[bool, int]:
    """The session that shows most in a picture: under way, with the most done."""
    return one.status in RESULTS_ALLOWED, one.progress.completed
