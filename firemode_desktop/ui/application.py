"""The window's life: made, opened, closed. Everything it needs is handed in by ``app``."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QSize, QSocketNotifier, Qt, QTimer
from PySide6.QtWidgets import QApplication

from firemode_desktop import __version__
from firemode_desktop.domain.errors import FiremodeError, Refused
from firemode_desktop.services.log_file import keep_log
from firemode_desktop.services.sitting import Opening, Person, Sitting, address_of
from firemode_desktop.ui import diagnostics, language
from firemode_desktop.ui.background import Background, Work
from firemode_desktop.ui.collector import Collector
from firemode_desktop.ui.keeping import Keeping
from firemode_desktop.ui.language import show_time, tr
from firemode_desktop.ui.notices import Notices, explain
from firemode_desktop.ui.opening import open_file
from firemode_desktop.ui.single import OneWindow
from firemode_desktop.ui.start import StartPage
from firemode_desktop.ui.text_size import OPEN_AGAIN
from firemode_desktop.ui.theme import Scheme, Theme
from firemode_desktop.ui.window import Window

if TYPE_CHECKING:
    from firemode_desktop.ui.backup_rounds import BackupRounds
    from firemode_desktop.ui.testing.outbox import Outbox

log = logging.getLogger("firemode.ui")

DRAWN_WITHIN_S = 60.0
AGAIN = (10, 1000)
"""After so many defects at one place it is said again."""


class Application(QObject):
    """Composes the window around one sitting. ``start`` shows it and opens the database beside it."""

    def __init__(self, qt: QApplication, sitting: Sitting, settings: QSettings, clock: Callable[[], datetime]) -> None:
        super().__init__(qt)
        self.sitting, self.settings, self.clock = sitting, settings, clock
        self.theme = Theme(qt, remembered_scheme(settings))
        self.background = Background(sitting.run, self, read=sitting.read)
        sitting.changed, sitting.replica_moved = self.background.wrote, self.background.replica_moved
        self.notices = Notices(clock, self)
        self.page = StartPage(self.background, sitting, settings)
        self.page.on_moved(self._on_opened)
        self.window = Window(self.background, self.notices, self.theme, settings, clock, self.page)
        self.background.progressed.connect(self._on_progress)
        self.rounds: BackupRounds | None = None
        self._file: Path | None = None
        self._ended_badly: datetime | None = None
        self._raised: Counter[str] = Counter()

    def belongs_to(self, only: OneWindow, file: Path | None) -> None:
        """Later starts ask through ``only``; ``file`` is opened once somebody is at work.

        Where the window before ended without being closed, that is said, with the way to tell whoever helps.
        """
        only.asked.connect(self._on_asked)
        self._file, self._ended_badly = file, only.ended_badly

    def _on_asked(self, file: str) -> None:
        """Come to the front, and open the file that the other start was given."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        if file:
            self._file = Path(file)
            self._open_waiting()

    def _open_waiting(self) -> None:
        """The file that waits is opened once the database is open and somebody is at work."""
        if self._file is not None and self.window.tools is not None:
            file, self._file = self._file, None
            open_file(self.window, file)

    def _say_how_it_ended(self) -> None:
        if self._ended_badly is None:
            return
        opened, self._ended_badly = self._ended_badly, None
        self.notices.warn(
            tr("FireMode ended unexpectedly. Its window had been opened {time}.", time=show_time(opened.astimezone())),
            tr("What was saved is in the database, and readings on their way are sent again."),
            actions=((tr("Save diagnostics…"), self.choose_diagnostics),),
        )

    def choose_diagnostics(self) -> None:
        """Ask where to, then write what a helper needs."""
        diagnostics.choose(self.window, self.background, self.notices, self.clock(), self.sitting.diagnose)

    def start(self) -> None:
        """Show the window; the database is opened beside it."""
        self.window.show()
        self.open()
        QTimer.singleShot(0, self.window.furnish)

    def open(self) -> None:
        """Open the database that was used last from this data directory, or the one the settings name."""
        self.page.say(tr("Opening the database…"))
        self.background.work(
            self, self._opening, self._on_opened, self._on_failed, text=tr("Opening the database"), cancellable=False
        )

    def _opening(self, work: Work) -> Opening:
        remembered = str(self.settings.value("server") or "")
        if remembered and self.sitting.settings.embedded:
            from firemode_desktop.services.sitting import with_password

            return self.sitting.use(with_password(remembered), lambda text: work.tell(0, 0, text))
        return self.sitting.open(lambda text: work.tell(0, 0, text))

    def _on_progress(self, task: object) -> None:
        step = getattr(task, "step", "")
        if step and self.page.step == "opening":
            self.page.say(step)

    def _on_opened(self, opening: Opening) -> None:
        if opening.person is None:
            self._ask_who(opening)
            return
        settings = self.sitting.settings
        rounds = self._backup_rounds()
        keeping = Keeping(
            opening.where,
            settings.data_dir,
            self.sitting.backup,
            self.window.restore,
            self.window.connect_to,
            self.sitting.log(),
            self.sitting.buildings(),
            self.sitting.diagnose,
            settings.database_url,
            rounds,
        )
        leave = self._leave if opening.can_change else None
        outbox = self._outbox(opening.person)
        self.window.ready(opening.person, opening.where, settings.evidence_dir, keeping, leave, outbox)
        self._say_how_it_ended()
        self._open_waiting()
        if opening.warning:
            self.notices.warn(opening.warning, tr("Administration › Integrity follows the whole log."), about="history")

    def _backup_rounds(self) -> BackupRounds | None:
        """Those of the database that is open now, where it is our own; those of another one end."""
        from firemode_desktop.ui.backup_rounds import BackupRounds

        if self.rounds is not None:
            self.rounds.stop()
        ours = self.sitting.rounds()
        self.rounds = BackupRounds(ours, self.background, self.notices, self.clock, self) if ours else None
        return self.rounds

    def _outbox(self, person: Person) -> Outbox:
        """Imported here: it is needed once there is a database."""
        from firemode_desktop.services.journal import folder_for
        from firemode_desktop.ui.testing.outbox import Outbox

        settings = self.sitting.settings
        database = address_of(settings.database_url)
        return Outbox(self.background, folder_for(settings.data_dir, database), database, person, self.clock)

    def _ask_who(self, opening: Opening, complaint: str = "") -> None:
        self.window.empty(opening.where)
        self.page.ask_who(opening, self._sign_in, complaint)

    def _sign_in(self, username: str) -> None:
        self.page.say(tr("Opening the window…"))
        self.settings.setValue("person", username)
        self._ask_sitting(lambda _: self.sitting.sign_in(username), self._on_opened, self._on_not_signed_in)

    def _on_not_signed_in(self, error: FiremodeError) -> None:
        """Ask again with the people there are now; where that fails too, say why."""

        def ask(opening: Opening) -> None:
            self._ask_who(opening, error.message)

        self._ask_sitting(lambda _: self.sitting.who(), ask, self._on_failed)

    def _leave(self) -> None:
        """Somebody else sits down: ask who, once nothing is left unsaved."""

        def ask() -> None:
            self._ask_sitting(lambda _: self.sitting.who(), self._on_opened, self.background.failed.emit)

        self.window.unless_unsaved(tr("Change without saving"), ask)

    def _ask_sitting(
        self,
        job: Callable[[Work], Opening],
        then: Callable[[Opening], object],
        failed: Callable[[FiremodeError], object],
    ) -> None:
        self.background.work(self, job, then, failed, text=tr("Changing who works"), cancellable=False)

    def _on_failed(self, error: FiremodeError) -> None:
        self.page.show_failure(error, self.open)

    def close(self) -> None:
        """Let deeds finish, leave the journal and the database."""
        if self.window.outbox is not None:
            self.window.outbox.close()
        self.background.close()
        self.sitting.close()

    def on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """What nobody caught in the window is shown as a defect, not printed into nowhere."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        place = _raised_at(error)
        self._raised[place] += 1
        if self._raised[place] == 1:  # what is raised at each paint is said once
            more = ((tr("Save diagnostics…"), self.choose_diagnostics),)
            said = explain(error)
            open_still = (tr("What is not saved yet is still on the page."),) if self.window.unsaved() else ()
            self.notices.show(replace(said, actions=more, details=(*said.details, *open_still)))
        elif self._raised[place] in AGAIN:
            self.notices.warn(
                tr("It went wrong {count} times by now: {error}.", count=self._raised[place], error=str(error)),
                tr("Save what is open, close the window, and start the program again."),
                about=place,
            )


class Interrupt(QObject):
    """Ends the loop at Ctrl+C and at a polite kill: Python sees a signal only when something wakes its interpreter."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours, theirs = socket.socketpair()
        self._theirs = theirs
        theirs.setblocking(False)
        self._before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._handlers = {sign: signal.signal(sign, self._quit) for sign in (signal.SIGINT, signal.SIGTERM)}
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._awake)

    def _awake(self) -> None:
        self._ours.recv(64)

    def _quit(self, _sign: int, _frame: object) -> None:
        QApplication.quit()

    def close(self) -> None:
        """Leave signals as they were."""
        self._notifier.setEnabled(False)
        for sign, handler in self._handlers.items():
            signal.signal(sign, handler)
        signal.set_wakeup_fd(self._before)
        self._ours.close()
        self._theirs.close()


def _raised_at(error: BaseException) -> str:
    """The line of the program that raised it."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return type(error).__name__ if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def remembered_scheme(settings: QSettings) -> Scheme:
    """Light, dark, or as the system is."""
    kept = str(settings.value("scheme") or "")
    return Scheme(kept) if kept in tuple(Scheme) else Scheme.SYSTEM


def run(sitting: Sitting, settings: QSettings, clock: Callable[[], datetime], file: Path | None = None) -> int:
    """Show the window, open ``file`` in it, and stay until it is closed; the exit code of Qt's loop.

    Where another process has the window of this data directory, that one comes to the front: 0, at once.

    Raises:
        Refused: the other window does not answer.
    """
    qt = QApplication.instance()
    qt = qt if isinstance(qt, QApplication) else QApplication(sys.argv[:1])
    qt.setApplicationName("FireMode Desktop")
    qt.setApplicationVersion(__version__)
    qt.setDesktopFileName("firemode-desktop")
    language.install(qt)
    only = OneWindow(sitting.settings.data_dir, qt)
    if not only.begin(file):
        return 0
    kept = keep_log(sitting.settings)
    application = Application(qt, sitting, settings, clock)
    application.belongs_to(only, file)
    before, sys.excepthook = sys.excepthook, application.on_exception
    interrupt, collector = Interrupt(application), Collector(application)
    try:
        application.start()
        code = qt.exec()
        return OPEN_AGAIN if application.window.opens_again else code
    finally:
        interrupt.close()
        collector.close()
        sys.excepthook = before
        application.close()
        logging.getLogger().removeHandler(kept)
        kept.close()
        only.end()


def drawn(qt: QApplication, sitting: Sitting, settings: QSettings, clock: Callable[[], datetime]) -> tuple[str, QSize]:
    """Open the window, wait until a page is shown, draw it and close; the page's name and the size of the picture.

    Raises:
        Refused: no page is shown in ``DRAWN_WITHIN_S``, or the picture is of one colour.
    """
    application = Application(qt, sitting, settings, clock)
    window, until = application.window, time.monotonic() + DRAWN_WITHIN_S
    try:
        application.start()
        while (page := window.page_shown()) is None or window.background.running:
            qt.processEvents()
            time.sleep(0.01)
            if time.monotonic() > until:
                raise Refused(
                    tr("No page of the window was shown within {DRAWN_WITHIN_S:g} s.", DRAWN_WITHIN_S=DRAWN_WITHIN_S),
                    _said(application),
                )
        picture = window.grab().toImage()
        seen = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
        if len(seen) < 2:
            raise Refused(tr("The window is drawn in one colour."))
        return page.title, picture.size()
    finally:
        application.close()


def _said(application: Application) -> list[str]:
    return [notice.text for notice in application.notices.history]
