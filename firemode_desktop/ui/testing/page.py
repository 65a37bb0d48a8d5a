"""Sessions: the visits of a building, and each of them run test by test."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from firemode_desktop.domain.entry import Shape
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.running import Wanted
from firemode_desktop.services.journal import many
from firemode_desktop.services.people import BUILDERS, TESTERS
from firemode_desktop.services.testing import SessionSummary
from firemode_desktop.ui.language import inline, term, tr
from firemode_desktop.ui.parts import column
from firemode_desktop.ui.testing import jobs
from firemode_desktop.ui.testing.field import Field
from firemode_desktop.ui.testing.front import CALENDAR, EXPECTED, SESSIONS, Front
from firemode_desktop.ui.testing.importing.panel import ResultsImport
from firemode_desktop.ui.testing.run import RunView
from firemode_desktop.ui.theme import GRID
from firemode_desktop.ui.undo import UndoStack
from firemode_desktop.ui.workspace import Place, Tools, Workspace

MODES = (("run", tr("One test at a time")), ("list", tr("Tests as a list")), ("review", tr("Review the session")))
_IN_FIELD: tuple[tuple[str, Callable[[Field], object], str], ...] = (
    (tr("Take the conversion"), lambda field: field.take_slips(), tr("unit slip lbf inwg ft/min ctrl+u")),
    (tr("Correct for the density of the air"), lambda field: field.correct(), tr("thermal anemometer ctrl+d")),
    (tr("Start or stop the stopwatch"), lambda field: field.clock(), tr("seconds trigger cause effect space")),
)


def _in_field(act: Callable[[Field], object], run: RunView) -> None:
    run.side.in_field(act)


class SessionsPage(Workspace):
    """The list of sessions, or one of them."""

    key: ClassVar[str] = "sessions"
    title: ClassVar[str] = tr("Sessions")
    purpose: ClassVar[str] = tr(
        "The visits to the building: what is tested, what was read, how it stands, who approved it."
    )
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "archetype_settings",
            "as1851_rules",
            "buildings",
            "calibration_certificates",
            "evidence_records",
            "evidence_waivers",
            "faults",
            "frequency_settings",
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
        self._own_steps = self.stack
        self.front = Front(tools, self.stack)
        self.sessions = self.front.sessions
        self.sessions.opened.connect(self.open_session)
        self.views = QStackedWidget()
        self.views.addWidget(self.front)
        whole = column(margin=0)
        whole.setContentsMargins(2 * GRID + 4, 2 * GRID, 2 * GRID + 4, 2 * GRID)
        whole.addWidget(self.views)
        self.setLayout(whole)
        self._of_run: list[QAction] = []
        self._add_commands()
        self._enable_commands()
        self.views.currentChanged.connect(lambda _index: self._enable_commands())

    @cached_property
    def run(self) -> RunView:
        """One session test by test; made when the first is opened."""
        made = RunView(self.tools, self.show_list)
        made.workbook_wanted.connect(self.take_workbook)
        self.views.addWidget(made)
        return made

    @cached_property
    def importing(self) -> ResultsImport:
        """Results from a workbook, in the place of the session they are for."""
        made = ResultsImport(self.tools)
        made.closed.connect(self._on_import_closed)
        made.template_wanted.connect(self.run.choose_template)
        self.views.addWidget(made)
        return made

    @property
    def running(self) -> bool:
        """Whether a session is shown, not what lies before it."""
        return "run" in vars(self) and self.views.currentWidget() is self.run

    def _add_commands(self) -> None:
        add = partial(self.tools.commands.add, self, menu=tr("Sessions"))
        add(tr("New session…"), self.new_session, shortcut="Ctrl+Shift+N", words=tr("create begin visit"), who=TESTERS)
        add(tr("Save the schedule"), self.front.save, shortcut="Ctrl+S", who=BUILDERS)
        add(
            tr("Expected tests"),
            self.generate,
            shortcut="Ctrl+Shift+G",
            words=tr("generate templates count schedule"),
            who=BUILDERS,
        )
        add(tr("Calendar"), self.show_calendar, shortcut="Ctrl+Shift+L", words=tr("due month planned overdue ics"))
        in_run = self._add_for_run
        in_run(tr("All sessions"), lambda run: self.show_list(), "Alt+Left", tr("back list"))
        in_run(tr("Next test to do"), lambda run: run.next_to_do(), "F8", tr("pending walking order"))
        in_run(tr("Test after this"), lambda run: run.step(1), "Ctrl+PgDown; Ctrl+Down")
        in_run(tr("Test before this"), lambda run: run.step(-1), "Ctrl+PgUp; Ctrl+Up")
        in_run(tr("Filter tests"), lambda run: run.focus_filter(), "Ctrl+F", tr("search find"))
        for index, which in enumerate(Wanted):
            show = partial(_show_tests, index)
            in_run(tr("Show tests: {which}", which=inline(term(which.label))), show, f"Alt+Shift+{index + 1}")
        for index, (mode, name) in enumerate(MODES):
            in_run(name, partial(_show_mode, mode), f"Alt+{index + 1}", tr("mode view"))
        in_run(
            tr("Conditions of the visit"),
            lambda run: run.edit_conditions(),
            "Ctrl+Shift+W",
            tr("weather temperature wind"),
        )
        in_run(
            tr("Start or hold the countdown"),
            lambda run: run.side.how.toggle(),
            "Ctrl+T",
            tr("instruction timer clock"),
        )
        for name, act, words in _IN_FIELD:
            in_run(name, partial(_in_field, act), words=words)
        in_run(tr("Skip this test…"), lambda run: run.of_open_test(run.asks.skip), words=tr("leave out"))
        in_run(
            tr("This test is not possible…"),
            lambda run: run.of_open_test(run.asks.not_possible),
            words=tr("failed could not"),
        )
        in_run(tr("Retest"), lambda run: run.of_test(run.deeds.retest), "Ctrl+R", tr("again repeat"))
        in_run(tr("Amend the result…"), lambda run: run.side.begin_amending(), words=tr("correct correction"))
        in_run(tr("Add evidence…"), lambda run: run.choose_evidence(), "Ctrl+E", tr("photo video file"))
        in_run(tr("Paste as evidence"), lambda run: run.evidence.paste(), "Ctrl+V", tr("photo clipboard picture"))
        in_run(tr("Check the evidence of this test"), lambda run: run.evidence.check(), words=tr("verify hash files"))
        in_run(tr("Send evidence to the bucket"), lambda run: run.evidence.send(), words=tr("sync upload s3"))
        in_run(tr("Take results from a workbook…"), lambda run: run.choose_workbook(), words=tr("import excel"))
        in_run(tr("Write the results template…"), lambda run: run.choose_template(), words=tr("export excel"))
        in_run(tr("Validate again"), lambda run: run.deeds.validate(), words=tr("recheck judge"))
        in_run(tr("Submit the session"), lambda run: run.deeds.submit(), "Ctrl+Shift+S", tr("hand in"))
        in_run(tr("Approve the session…"), lambda run: run.asks.approve(), words=tr("review freeze"))
        in_run(tr("Return the session…"), lambda run: run.asks.give_back(), words=tr("review note"))
        in_run(tr("Cancel the session…"), lambda run: run.asks.cancel(), words="abandon")

    def _add_for_run(
        self, name: str, act: Callable[[RunView], object], shortcut: str | None = None, words: str = ""
    ) -> None:
        """An action that there is only while a session is shown."""

        def run() -> None:
            if self.running and self.run.sheet is not None:
                act(self.run)

        self._of_run.append(
            self.tools.commands.add(self, name, run, menu=tr("Sessions"), shortcut=shortcut, words=words)
        )

    def _enable_commands(self) -> None:
        for action in self._of_run:
            action.setEnabled(self.running)

    # --- what is asked and answered ------------------------------------------------------------------------------

    def load(self) -> None:
        assert self.building_id is not None
        if self.building_id != self._shown:
            if "importing" in vars(self):
                self.importing.leave()
            self.views.setCurrentWidget(self.front)
        if self.running:
            self.run.reload_soon()
        else:
            self.front.open(self.building_id)
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
            self.front.focus_view()

    # --- list and session ----------------------------------------------------------------------------------------

    def open_session(self, session_id: UUID, test: UUID | None = None) -> None:
        """Show a session; the cursor on ``test``, else on what is to do next."""
        self._shown = self.building_id
        self.views.setCurrentWidget(self.run)
        self.run.open_session(session_id, test)

    def show_list(self) -> None:
        """Back to all sessions."""
        if self.running:
            self.views.setCurrentWidget(self.front)
            self._ask_sessions()
            if self.run.session_id is not None:
                self.sessions.list.choose(self.run.session_id)
        self.front.focus_view()

    def take_workbook(self) -> None:
        """Look at a workbook of results for the session that is shown."""
        assert self.run.sheet is not None
        self.importing.begin(self.run.sheet.session_id, self.run.sheet.name)
        self.views.setCurrentWidget(self.importing)
        self._undo_in(self.importing.history)
        self.importing.choose_button.setFocus()

    def _undo_in(self, steps: UndoStack) -> None:
        """Undo and redo belong to the import while its panel is open, and to the page otherwise."""
        self.stack = steps
        self.tools.undo.setActiveStack(steps)

    def _on_import_closed(self) -> None:
        """Back to the session, with what was recorded."""
        self._undo_in(self._own_steps)
        if self.views.currentWidget() is self.importing:
            self.views.setCurrentWidget(self.run)
            self.run.reload_soon()

    def new_session(self) -> None:
        """Begin a session."""
        self.show_list()
        self.front.show_view(SESSIONS)
        self.sessions.show_new()

    def generate(self) -> None:
        """Look at the expected tests."""
        self.show_list()
        self.front.show_view(EXPECTED)

    def show_calendar(self) -> None:
        """Look at what is due and planned, month by month."""
        self.show_list()
        self.front.show_view(CALENDAR)

    def help_section(self) -> str:
        if "importing" in vars(self) and self.views.currentWidget() is self.importing:
            return "on-paper-or-in-a-spreadsheet"
        if not self.running:
            return "" if self.front.tabs.index == SESSIONS else "what-is-expected-and-when"
        if self.run.mode == "review":
            return "handing-in"
        shown = self.run.side.field
        stopwatch = shown is not None and shown is self.run.side.fields[Shape.EFFECTS]
        return "cause-and-effect-with-the-stopwatch" if stopwatch else "running-a-session"

    def told_of(self) -> tuple[str, UUID] | None:
        """The test under the cursor of the session that is shown, else the session."""
        if self.running and self.run.side.one is not None:
            return "test_instances", self.run.side.one.instance_id
        chosen = self.sessions.list.current
        session_id = self.run.session_id if self.running else chosen.session_id if chosen is not None else None
        return super().told_of() if session_id is None else ("test_sessions", session_id)

    def show_location(self, place: Place) -> None:
        if place.session_id is not None:
            self.open_session(place.session_id, place.instance_id)

    def unsaved(self) -> str | None:
        """Readings that were typed and not recorded, and what is not on record yet; this computer keeps both."""
        drafts = len(self.run.drafts) if "run" in vars(self) else 0
        waiting = self.tools.outbox.mine if self.tools.outbox is not None else ()
        said = [words for words in [self.front.unsaved()] if words]
        if "importing" in vars(self) and self.importing.checked is not None:
            said.append(tr("{file} was checked but is not recorded.", file=self.importing.checked.file.name))
        if drafts:
            said.append(
                tr(
                    "Sessions holds {drafts} {reading} typed and not recorded.",
                    drafts=drafts,
                    reading=tr("reading") if drafts == 1 else tr("readings"),
                )
            )
        if waiting:
            verb, they = (tr("is"), tr("it is")) if len(waiting) == 1 else (tr("are"), tr("they are"))
            said.append(
                tr(
                    "{count} {verb} not saved yet; {they} kept on this computer until the next start.",
                    count=many(waiting),
                    verb=verb,
                    they=they,
                )
            )
        return " ".join(said) or None

    def pictures(self) -> Iterator[str]:
        """The new session, then one under way: a pressure being typed, a doorway, a sequence, a failed reading."""
        self.sessions.show_new()
        yield "new"
        self.sessions.fresh.close_()
        yield from self.front.pictures()
        under_way = max(self.sessions.model.rows, key=_activity, default=None)
        if under_way is not None:
            self.open_session(under_way.session_id)
            yield "run"
            yield from self.run.pictures()
            self.show_list()


def _show_tests(index: int, run: RunView) -> None:
    run.show_mode("list")
    run.head.which.choose(index)


def _show_mode(key: str, run: RunView) -> None:
    run.head.choose_mode(key)


def _activity(one: SessionSummary) -> tuple[bool, int]:
    """The session that shows most in a picture: under way, with the most done."""
    return one.status in RESULTS_ALLOWED, one.progress.completed
