"""The window: it knows which building and which page are shown, and nothing of what the pages hold.

``Window`` is on screen before there is a database. ``app`` opens the database beside it and then calls ``ready``; from
then on there are ``Tools`` to hand to pages, and each page is made at its first visit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QByteArray, QPoint, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QIcon, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from firemode_desktop.domain.charting import ChartKind
from firemode_desktop.domain.errors import Unreachable
from firemode_desktop.paths import resources
from firemode_desktop.services.sitting import Person
from firemode_desktop.ui import language, text_size, window_jobs
from firemode_desktop.ui.background import Background, Work
from firemode_desktop.ui.choices import Choices
from firemode_desktop.ui.commands import MENUS, Commands
from firemode_desktop.ui.keeping import Keeping
from firemode_desktop.ui.language import term, tr
from firemode_desktop.ui.notices import Kind, Notice, Notices, explain
from firemode_desktop.ui.room import Pages, Room
from firemode_desktop.ui.start import StartPage
from firemode_desktop.ui.status_line import Backdrop, StatusLine
from firemode_desktop.ui.theme import Scheme, Theme
from firemode_desktop.ui.undo import UndoGroup
from firemode_desktop.ui.workspace import Place, Tools, Workspace
from firemode_desktop.ui.workspaces import WORKSPACES, Entry

if TYPE_CHECKING:
    from firemode_desktop.ui.finding import Finder
    from firemode_desktop.ui.guide import Guide
    from firemode_desktop.ui.help import HelpPanel
    from firemode_desktop.ui.history import HistoryPanel
    from firemode_desktop.ui.offline import OfflineBar
    from firemode_desktop.ui.past import PastPane
    from firemode_desktop.ui.shell import NoticeBar, Rail, TopBar
    from firemode_desktop.ui.testing.outbox import Outbox
    from firemode_desktop.ui.testing.outbox_bar import OutboxBar

SMALLEST = (640, 400)
"""1280 × 800 at 200 %."""
NARROW = 1120
"""A window narrower than this shows its navigation as icons."""
RECONNECT_MS = 5_000
CONNECTION = "connection"
"""What the notice that the database does not answer is about."""
UNSAVED = "unsaved"
"""What the question about changes that are not saved is about."""
BADGE_TABLES = frozenset({"faults", "test_instances", "test_sessions"})


class Window(QMainWindow):
    """The one window: first the start page alone, then all that stands around the pages, then the pages."""

    rail: Rail
    top: TopBar
    bar: NoticeBar
    offline: OfflineBar
    unsent: OutboxBar
    help: HelpPanel
    guide: Guide
    history: HistoryPanel
    past: PastPane | None = None
    finder: Finder

    def __init__(
        self,
        background: Background,
        notices: Notices,
        theme: Theme,
        settings: QSettings,
        clock: Callable[[], datetime],
        start: StartPage,
        entries: Sequence[Entry] = WORKSPACES,
    ) -> None:
        super().__init__()
        self.background, self.notices, self.theme, self.settings, self.clock = (
            background,
            notices,
            theme,
            settings,
            clock,
        )
        self.entries = {entry.key: entry for entry in entries}
        self.commands = Commands(self)
        self.undo = UndoGroup(self)
        self.tools: Tools | None = None
        self.outbox: Outbox | None = None
        self.building_id: UUID | None = None
        self.pages: dict[str, Workspace] = {}
        self.current = ""
        self.start = start
        self._where = ""
        self._leave: Callable[[], object] | None = None
        self._furnished = False
        self._away = False
        self.opens_again = False
        self.choices = Choices(settings, theme, notices, self.open_again)
        self._build()
        self._connect()
        self._restore_geometry()

    # --- made once -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        """What the first paint needs: the start page above the status line."""
        self.setWindowTitle("FireMode Desktop")
        self.setMinimumSize(*SMALLEST)
        self.stack = Pages()
        self.stack.addWidget(self.start)
        self.room = Room(self.stack)
        self.start.inside.currentChanged.connect(self.room.begin)
        self.status = StatusLine(self.background, self.notices)
        self._whole = Backdrop()
        self._right = _layout(QVBoxLayout(), self.room)
        self._upper = _layout(QHBoxLayout())
        self._upper.addLayout(self._right, 1)
        whole = _layout(QVBoxLayout(self._whole))
        whole.addLayout(self._upper, 1)
        whole.addWidget(self.status)
        self.setCentralWidget(self._whole)

    def furnish(self) -> None:
        """Everything around the pages; called after the first paint, while the database is being opened."""
        if self._furnished:
            return
        self._furnished = True
        from firemode_desktop.ui.finding import Finder
        from firemode_desktop.ui.focus_ring import FocusRing
        from firemode_desktop.ui.guide import Guide
        from firemode_desktop.ui.help import HelpPanel
        from firemode_desktop.ui.history import HistoryPanel
        from firemode_desktop.ui.offline import OfflineBar
        from firemode_desktop.ui.shell import NoticeBar, Rail, TopBar
        from firemode_desktop.ui.testing.outbox_bar import OutboxBar

        self.setWindowIcon(QIcon(str(resources() / "desktop" / "firemode.svg")))
        self.ring = FocusRing(self)
        self.theme.changed.connect(self.ring.renew)
        self.rail = Rail(list(self.entries.values()))
        self.top = TopBar()
        self.bar = NoticeBar()
        self.unsent = OutboxBar()
        self.notices.settled.connect(self.bar.settle)
        self.rail.hide()
        self.top.hide()
        self._upper.insertWidget(0, self.rail)
        self._right.insertWidget(0, self.top)
        self._right.insertWidget(1, self.bar)
        self._right.insertWidget(2, self.unsent)
        self.guide = Guide(self)
        self._right.insertWidget(3, self.guide.bar)
        self.offline = OfflineBar(self._ping, self.show_servers)
        self._right.insertWidget(1, self.offline)
        self.help = HelpPanel(self.commands, self.room, self.settings)
        self.history = HistoryPanel(self.notices, self.room)
        self.finder = Finder(self, self._whole)
        self._add_commands()
        self.rail.visited.connect(self.visit)
        self.top.building.clicked.connect(self.finder.open_buildings)
        self.top.finder.clicked.connect(self.finder.open_all)
        self.top.menu.clicked.connect(self.show_menu)
        self.status.history_wanted.connect(self.show_history)
        self._fit()

    def _add_commands(self) -> None:
        add = partial(self.commands.add, self)
        add(
            tr("Open building…"),
            self.finder.open_buildings,
            menu=tr("File"),
            shortcut="Ctrl+O",
            words=tr("choose change"),
        )
        add(tr("New building…"), self.start_new_building, menu=tr("File"), shortcut="Ctrl+N", words=tr("create add"))
        add(tr("Start page"), self.show_start, menu=tr("File"), words=tr("pilot restore backup connect office server"))
        add(
            tr("Somebody else is working…"),
            self.somebody_else,
            menu=tr("File"),
            words=tr("sign in out user person login change"),
        )
        add(tr("Quit"), self.close, menu=tr("File"), shortcut=QKeySequence.StandardKey.Quit, words=tr("exit leave"))
        for action, key in (
            (self.undo.createUndoAction(self, tr("Undo")), "Ctrl+Z"),
            (self.undo.createRedoAction(self, tr("Redo")), tr("Ctrl+Y; Ctrl+Shift+Z")),
        ):
            self.commands.adopt(self, action, menu=tr("Edit"), shortcut=key)
        add(tr("Find…"), self.finder.open_all, menu=tr("Edit"), shortcut="Ctrl+K", words=tr("search go palette"))
        for number, entry in enumerate(self.entries.values(), 1):
            add(
                entry.title,
                partial(self.visit, entry.key),
                menu=tr("Go"),
                shortcut=f"Ctrl+{number % 10}",
                words=tr("go page"),
            )
        for kind in ChartKind:
            chart = partial(self.go, "trends", Place(chart=kind.value))
            add(
                tr("Chart: {kind}", kind=term(kind.label)),
                chart,
                menu=tr("Charts"),
                words=tr("trends {purpose}", purpose=kind.purpose),
            )
        for scheme in Scheme:
            add(
                tr("Look: {scheme}", scheme=scheme.value),
                partial(self.choices.choose_scheme, scheme),
                menu=tr("View"),
                words=tr("theme dark light contrast"),
            )
        for code in language.shipped():
            add(
                tr("Language: {name}", name=language.name_of(code)),
                partial(self.choices.choose_language, code),
                menu=tr("View"),
                words=tr("speak tongue translation"),
            )
        larger, smaller = partial(self.choices.step_size, 1), partial(self.choices.step_size, -1)
        normal = partial(self.choices.choose_size, text_size.SIZES[0])
        sizes = tr("zoom scale size bigger font")
        add(tr("Larger text"), larger, menu=tr("View"), shortcut="Ctrl+Alt++; Ctrl+Alt+=", words=sizes)
        add(tr("Smaller text"), smaller, menu=tr("View"), shortcut="Ctrl+Alt+-", words=sizes)
        add(tr("Text at 100 %"), normal, menu=tr("View"), shortcut="Ctrl+Alt+0", words=sizes)
        add(
            tr("Everything that was said"),
            self.show_history,
            menu=tr("View"),
            shortcut="Ctrl+Shift+H",
            words=tr("messages log"),
        )
        add(
            tr("History of this record"),
            self.show_past,
            menu=tr("View"),
            shortcut="Ctrl+Shift+J",
            words=tr("who changed log audit"),
        )
        add(tr("Reload"), self.reload, menu=tr("View"), shortcut="F5", words="refresh")
        self._add_help_commands()

    def _add_help_commands(self) -> None:
        add = partial(self.commands.add, self, menu=tr("Help"))
        add(tr("Help on this page"), self.show_help, shortcut="F1", words=tr("manual keys shortcuts"))
        add(tr("Contents of the help"), self.show_help_contents, shortcut="Shift+F1", words=tr("manual pages index"))
        add(tr("Guided first session"), self.guide.begin, words=tr("tutorial learn begin pilot tour first report"))
        add(tr("Guide: show me"), self.guide.show_place, shortcut="Ctrl+F1", words=tr("where step tour"))
        add(tr("Menu"), self.show_menu, shortcut="F10")

    def _connect(self) -> None:
        self.notices.said.connect(self._on_said)
        self.background.failed.connect(self._on_failed)
        self.background.changed.connect(self._on_changed)
        self._again = QTimer(self, singleShot=True, interval=RECONNECT_MS)
        self._again.timeout.connect(self._ping)

    # --- the database is there -----------------------------------------------------------------------------------

    def ready(
        self,
        person: Person,
        where: str,
        evidence_dir: Path,
        keeping: Keeping | None = None,
        leave: Callable[[], object] | None = None,
        outbox: Outbox | None = None,
    ) -> None:
        """The database can be used: show the last building, or the start page where there is none.

        Called again when another database was opened, or somebody else sits down: every page is made anew then.
        ``leave`` lets somebody else sit down; None where the login of the connection says who works. ``outbox`` takes
        what is entered onto the record.
        """
        from firemode_desktop.ui.recent import Recent

        self.furnish()
        self._forget_pages()
        self._where = where
        self.commands.role = person.role
        self.tools = Tools(
            self.background,
            self.notices,
            self.commands,
            self.undo,
            self.settings,
            person,
            self.clock,
            self.go,
            evidence_dir,
            keeping,
            outbox,
            self.choices,
        )
        self._follow(outbox)
        self.status.connection.show_state(where, True)
        self.top.person.show_person(person, leave)
        self._leave = leave
        self.finder.recent = Recent(self.settings, where)
        self.start.use(self.tools, self.open_building, self.guide.begin)
        first = self.entries[self._page_to_open()]

        def job(session: Any) -> UUID | None:
            first.load()
            return window_jobs.building_to_open(str(self.settings.value("building") or ""), session)

        self.background.ask(self, job, self._on_building, about="building")

    def empty(self, where: str) -> None:
        """Nobody works on that database now: the start page alone, without what stands around the pages."""
        self.furnish()
        self._forget_pages()
        self._follow(None)
        self.tools, self._leave, self._where = None, None, where
        self.status.connection.show_state(where, True)
        for part in (self.rail, self.top, self.bar, self.guide.bar, self.help, self.history, self.past):
            if part is not None:
                part.hide()

    def _follow(self, outbox: Outbox | None) -> None:
        """Leave the outbox of before to the next window, take up this one."""
        if self.outbox is not None:
            self.outbox.close()
            self.outbox.deleteLater()
        self.outbox = outbox
        self.unsent.follow(outbox, self.notices, self.go)
        if outbox is not None:
            outbox.unreachable.connect(self._on_unsent)
            outbox.open()

    def _on_unsent(self) -> None:
        """The bar of what is not saved says that the database is away; one bar is enough."""
        self.offline.hide()
        self._lost()

    def _forget_pages(self) -> None:
        if self.past is not None:
            self.past.hide()
        self.stack.setCurrentWidget(self.start)
        self.building_id = None
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()

    def _on_building(self, building_id: UUID | None) -> None:
        if self.tools is None:
            return
        if building_id is None:
            self.start.show_choices()
        elif self.building_id is None:
            self.open_building(building_id)
        self.background.work(self, self._load_pages, _nothing, text="")

    def _load_pages(self, work: Work) -> None:
        """Import the code of every page beside the window, so that the first visit to one does not wait for it."""
        for entry in self.entries.values():
            work.check()
            entry.load()

    def _page_to_open(self) -> str:
        remembered = str(self.settings.value("workspace") or "")
        return self.current or (remembered if remembered in self.entries else next(iter(self.entries)))

    def open_building(self, building_id: UUID) -> None:
        """Show this building on the page shown last."""
        self.building_id = building_id
        self.settings.setValue("building", str(building_id))
        self.rail.show()
        self.top.show()
        self._show_name(building_id)
        self._count()
        self.visit(self._page_to_open())
        self.guide.follow()

    # --- pages ---------------------------------------------------------------------------------------------------

    def visit(self, key: str) -> None:
        """Show the page of that key, making it at the first visit."""
        self.go(key, None)

    def go(self, key: str, place: Place | None) -> None:
        """Show the page of that key, at that place. Without a building there is the start page only."""
        if self.tools is None or self.building_id is None or key not in self.entries:
            return
        if place is not None and place.building_id not in (None, self.building_id):
            self.open_building(place.building_id)
        page = self.page(key)
        self.current = key
        self.settings.setValue("workspace", key)
        self.rail.show_current(key)
        if self.past is not None:
            self.past.hide()
        self.stack.setCurrentWidget(page)
        focused = self.focusWidget()
        if focused is None or focused.isAncestorOf(page):  # it was left nowhere: the palette closed, a panel went away
            (page.focusWidget() or page).setFocus(Qt.FocusReason.OtherFocusReason)
            self.room.begin()  # the page is seen from its beginning, wherever the keyboard is in it
        self.undo.setActiveStack(page.stack)
        self.help.follow(page, self.help_place())
        page.open(self.building_id)
        if place is not None:
            page.show_location(place)

    def page(self, key: str) -> Workspace:
        """The page of that key."""
        if key not in self.pages:
            assert self.tools is not None
            self.pages[key] = self.entries[key].load()(self.tools)
            self.stack.addWidget(self.pages[key])
            self.pages[key].stack.cleanChanged.connect(self._settle_unsaved)
        return self.pages[key]

    def page_shown(self) -> Workspace | None:
        """The page on screen, None on the start page."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Workspace) else None

    def show_start(self) -> None:
        """The four ways to begin."""
        self.stack.setCurrentWidget(self.start)
        self.rail.show_current("")
        self.start.show_choices()

    def show_servers(self) -> None:
        """The form for another server, unless a page would lose something."""

        def go() -> None:
            self.show_start()
            self.start.show_server()

        self.unless_unsaved(tr("Go there without saving"), go)

    def restore(self, file: Path) -> None:
        """Let a backup take the place of the database; where that fails, the page that was shown comes back."""
        self.unless_unsaved(tr("Restore without saving"), partial(self._restore, file))

    def connect_to(self, url: str) -> None:
        """Work on the server at that address; where that fails, the form of the server says why."""

        def go() -> None:
            self.show_start()
            self.start.connect_to(url)

        self.unless_unsaved(tr("Connect without saving"), go)

    def unless_unsaved(self, anyway: str, then: Callable[[], object]) -> None:
        """Go on with ``then``, unless a page would lose something: that is said, with ``anyway`` as the way on."""
        if lost := self.unsaved():
            self.notices.warn(lost, actions=((anyway, then),), about=UNSAVED)
        else:
            then()

    def unsaved(self) -> str:
        """What would be lost by closing, in sentences; empty where nothing would."""
        return " ".join(sentence for page in self.pages.values() if (sentence := page.unsaved()))

    def _settle_unsaved(self, clean: bool) -> None:
        """What was said of changes that are not saved is no longer so once they are."""
        if clean and not self.unsaved():
            self.notices.settle(UNSAVED)

    def _restore(self, file: Path) -> None:
        self.stack.setCurrentWidget(self.start)
        self.start.restore(file, partial(self.visit, self.current))

    def start_new_building(self) -> None:
        """The form for a new building."""
        if self.tools is not None:
            self.show_start()
            self.start.show_form()

    def reload(self) -> None:
        """Ask again for what is shown."""
        if (page := self.page_shown()) is not None:
            page.load()

    # --- menus, help, looks --------------------------------------------------------------------------------------

    def actions_now(self) -> list[QAction]:
        """The actions that can be used here: the page's own first."""
        page = self.page_shown()
        return self.commands.within([page] if page else []) + self.commands.within([self])

    def menu(self) -> QMenu:
        """The whole menu, made from the registry."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        actions = self.actions_now()
        names = list(dict.fromkeys(str(action.property("menu")) for action in actions))
        for name in (*MENUS[:-1], *(n for n in names if n not in MENUS), MENUS[-1]):
            mine = [action for action in actions if action.property("menu") == name]
            if mine:
                part = made.addMenu(name.replace("&", "&&"))
                part.setToolTipsVisible(True)
                part.addActions(mine)
        return made

    def show_menu(self) -> None:
        """Drop the menu below its button."""
        button = self.top.menu
        self.menu().popup(button.mapToGlobal(QPoint(button.width() - 180, button.height() + 2)))

    def somebody_else(self) -> None:
        """Let somebody else sit down, where the login of the connection does not say who works."""
        if self.tools is not None and self._leave is not None:
            self._leave()
        elif self.tools is not None:
            self.notices.say(tr("{toolTip}; the login of the server says so.", toolTip=self.top.person.toolTip()))

    def show_help(self) -> None:
        """F1: open the help of what is on screen beside the page, or close it."""
        self.history.hide()
        self.help.ask(self.page_shown(), self.help_place())

    def help_place(self) -> str:
        """Where the help tells of what is on screen: the page, and the section for the state it is in."""
        page = self.page_shown()
        if page is None:
            return self.start.help_place
        section = page.help_section()
        return f"{page.key}#{section}" if section else page.key

    def show_help_contents(self) -> None:
        """The table of contents of the help."""
        self.history.hide()
        self.help.ask(self.page_shown(), "contents")

    def show_history(self) -> None:
        """Open or close the list of everything that was said."""
        self.help.hide()
        self.history.setVisible(self.history.isHidden())

    def show_past(self) -> None:
        """What happened to the record that is chosen on the page, or in the building."""
        from firemode_desktop.ui.past import PastPane

        page, asked = self.page_shown(), self.focusWidget()
        if page is None or self.tools is None:
            return
        self.help.hide()
        self.history.hide()
        if self.past is None:
            self.past = PastPane(self.room)
        self.past.tell(self.tools, page.told_of, asked)

    def open_again(self) -> None:
        """Close the window and open it anew, once nothing is left unsaved."""
        self.unless_unsaved(tr("Open again without saving"), self._again_anyway)

    def _again_anyway(self) -> None:
        self.opens_again = True
        self._close_anyway()

    # --- what the background and the notices say -----------------------------------------------------------------

    def _on_said(self, notice: Notice) -> None:
        if notice.kind is not Kind.DONE or notice.actions:
            self.furnish()
            self.bar.show_notice(notice)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Unreachable):
            self.notices.show_error(error)
            return
        self.furnish()
        if not self._away:  # that it is away is said once
            self.notices.note(replace(explain(error), about=CONNECTION))
        if not (self.outbox is not None and self.outbox.late):  # one bar is enough
            self.offline.show_lost(self._where, error.message, self.clock())
        self._lost()

    def _lost(self) -> None:
        """The database does not answer: say so at the foot, and look for it again."""
        self._away = True
        self.status.connection.show_state(tr("{where} · not reachable", where=self._where), False)
        self._again.start()

    def _ping(self) -> None:
        ping = partial(window_jobs.building_to_open, "")
        self.background.ask(self, ping, self._on_reached, self._on_still_away, about="ping")

    def _on_reached(self, _building: object) -> None:
        self._away = False
        if self.outbox is not None:
            self.outbox.try_now()
        self.status.connection.show_state(self._where, True)
        self.offline.settle()
        self.notices.say(tr("Connected again."))
        self.reload()

    def _on_still_away(self, _error: object) -> None:
        self._again.start()

    def _on_changed(self, tables: frozenset[str]) -> None:
        if tables & BADGE_TABLES:
            self._count()
        if tables & {"buildings", "building_archives"} and self.building_id is not None:
            self._show_name(self.building_id)

    def _show_name(self, building_id: UUID) -> None:
        job = partial(window_jobs.name, building_id)
        self.background.ask(self, job, self.top.building.show_name, about="name")

    def _count(self) -> None:
        if self.building_id is not None:
            job = partial(window_jobs.badges, self.building_id)
            self.background.ask(self, job, self.rail.set_badges, about="badges")

    # --- coming and going ----------------------------------------------------------------------------------------

    def _restore_geometry(self) -> None:
        kept = self.settings.value("geometry")
        if isinstance(kept, QByteArray) and self.restoreGeometry(kept):
            return
        free = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(min(1280, free.width()), min(800, free.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._furnished:
            self._fit()
            self.finder.palette.hide()

    def _fit(self) -> None:
        """The frame around the pages as the width of the window allows."""
        self.rail.show_names(self.width() >= NARROW)

    def closeEvent(self, event: QCloseEvent) -> None:
        if lost := self.unsaved():
            event.ignore()
            self.notices.warn(lost, actions=((tr("Close without saving"), self._close_anyway),), about=UNSAVED)
            return
        self.settings.setValue("geometry", self.saveGeometry())
        event.accept()

    def _close_anyway(self) -> None:
        for page in self.pages.values():
            page.stack.setClean()
        self.close()


def _layout(made: QVBoxLayout | QHBoxLayout, *widgets: QWidget) -> QVBoxLayout | QHBoxLayout:
    """Without margins or gaps: the parts of the frame touch."""
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    for widget in widgets:
        made.addWidget(widget, 1)
    return made


def _nothing(_: object) -> None:
    """There is nothing to show."""
