"""What is seen before there is anything on record, while it comes, and after the database is gone.

In a database of its own, so that nothing is written into the one whose pictures are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from firemode_desktop.embedded import EmbeddedServer
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.baselines.page import BaselinesPage
from firemode_desktop.ui.baselines.pictures import fill
from firemode_desktop.ui.screenshots.scenes import settle
from firemode_desktop.ui.testing.page import SessionsPage

FIRST = "first"
"""The key of this part, and the beginning of the names of its scenes."""


@contextmanager
def empty_database(qt: QApplication) -> Iterator[tuple[Application, EmbeddedServer]]:
    """The program on a server of its own, in a folder that is gone afterwards."""
    with TemporaryDirectory(prefix="firemode-") as folder:
        place = Path(folder)
        server = EmbeddedServer(place, {"fsync": "off", "synchronous_commit": "off"})
        kept = QSettings(str(place / "kept.ini"), QSettings.Format.IniFormat)
        settings = Settings(place, place / "evidence", server.start())
        application = Application(qt, Sitting(settings), kept, lambda: datetime.now().astimezone())
        try:
            yield application, server
        finally:
            application.close()
            application.window.hide()
            application.window.deleteLater()
            server.stop()


def first_steps(qt: QApplication, application: Application, stop: Callable[[], object]) -> Iterator[str]:
    """From the first paint to a session under way, and to a database that is ``stop``ped; the name of each scene."""
    window, start = application.window, application.page
    window.show()
    yield "opening"
    application.start()
    settle(qt, window, lambda: start.step == "choices")
    yield "choices"
    start.show_form()
    start._create()
    yield "building-without-name"
    start.fields["name"].setText("Harbour Street 4")
    start._create()
    settle(qt, window, lambda: window.page_shown() is not None)
    for key in window.entries:
        window.visit(key)
        yield f"no-stairs-{key}"
    window.show_start()
    start.tiles[1].click()
    settle(qt, window, lambda: window.page_shown() is not None)
    yield "guide"
    window.guide.leave()
    for key in window.entries:
        window.visit(key)
        yield f"nothing-measured-{key}"
    yield from _session(application)
    window.visit("overview")
    settle(qt, window)
    stop()
    window.reload()
    settle(qt, window, window.offline.isVisible)
    yield "database-gone"
    window.visit("trends")
    yield "database-gone-trends"


def measure(qt: QApplication, application: Application) -> None:
    """Give the pilot building its baselines, through the page on which a person does."""
    window = application.window
    window.visit(BaselinesPage.key)
    page = window.page(BaselinesPage.key)
    assert isinstance(page, BaselinesPage)
    settle(qt, window)
    for _ in fill(page):
        settle(qt, window)
    settle(qt, window)


def _session(application: Application) -> Iterator[str]:
    """A session under way: one test of each shape."""
    window = application.window
    window.visit(SessionsPage.key)
    page = window.page(SessionsPage.key)
    assert isinstance(page, SessionsPage)
    page.sessions.show_new()
    yield "session-new"
    page.sessions.fresh.submit()
    yield "session"
    for state in page.run.pictures():
        yield f"session-{state}"
