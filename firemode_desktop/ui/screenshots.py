"""Pictures of every page, light and dark, small and large: ``python -m firemode_desktop.ui.screenshots DIR``.

Draws offscreen on the database that the settings name (``FIREMODE_DATABASE_URL``, ``FIREMODE_DATA_DIR``), with the
building that is there; an empty database gets the pilot building with its baselines. Pages come from
``ui/workspaces.py``: one that is registered there is in the pictures.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings, QSize
from PySide6.QtWidgets import QApplication

from firemode_desktop import settings as choices
from firemode_desktop.domain.words import Role
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window

SIZES = (QSize(1280, 800), QSize(1920, 1080))
SCHEMES = (Scheme.LIGHT, Scheme.DARK)
PATIENCE_S = 120.0


def settle(qt: QApplication, window: Window, until: Callable[[], bool] = lambda: True) -> None:
    """Let the window work until nothing runs beside it and ``until`` holds."""
    deadline, calm = time.monotonic() + PATIENCE_S, 0
    while calm < 5:
        qt.processEvents()
        calm = calm + 1 if not window.background.running and until() else 0
        if time.monotonic() > deadline:
            raise TimeoutError("The window does not come to rest.")
        time.sleep(0.01)


def scenes(window: Window, *, states: bool = True) -> Iterator[str]:
    """Bring the window into one state after the other; yields the name of each. ``states``: those in a page, too.

    Whoever asks lets the window settle before asking for the next.
    """
    window.show_start()
    yield "start"
    window.start.show_form()
    yield "start-new-building"
    window.start.show_server()
    yield "start-office-server"
    for key in window.entries:
        window.visit(key)
        yield key
        for state in window.page(key).pictures() if states else ():
            yield f"{key}-{state}"
    window.visit(next(iter(window.entries)))
    window.finder.open_all()
    window.finder.palette.field.setText("le")
    yield "find"
    window.finder.palette.close_()
    window.show_help()
    yield "help"
    window.show_help()


def sign_in(application: Application, folder: Path) -> None:
    """Choose somebody where several people have logins, a supervisor if there is one; the question is drawn as well."""
    window, step = application.window, application.page.who
    folder.mkdir(parents=True, exist_ok=True)
    window.resize(SIZES[0])
    for scheme in SCHEMES:
        window.theme.choose(scheme)
        window.grab().save(str(folder / f"who-{scheme.value}-{window.width()}x{window.height()}.png"))
    step.chosen.emit(min(step.found, key=lambda person: person.role != Role.SUPERVISOR).username)


def render(qt: QApplication, window: Window, folder: Path, *, states: bool = True) -> list[Path]:
    """Write a picture of every scene in both looks and both sizes; the files that were written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for size in SIZES:
        window.resize(size)
        for scheme in SCHEMES:
            window.theme.choose(scheme)
            for name in scenes(window, states=states):
                settle(qt, window)
                file = folder / f"{name}-{scheme.value}-{size.width()}x{size.height()}.png"
                window.grab().save(str(file))
                written.append(file)
    return written


def measure(qt: QApplication, window: Window) -> None:
    """Give the pilot building its baselines, through the page on which a person does."""
    from firemode_desktop.ui.baselines.page import BaselinesPage
    from firemode_desktop.ui.baselines.pictures import fill

    window.visit(BaselinesPage.key)
    page = window.page(BaselinesPage.key)
    assert isinstance(page, BaselinesPage)
    settle(qt, window)
    for _ in fill(page):
        settle(qt, window)
    settle(qt, window)


def main(folder: Path) -> int:
    """Open the window on the settings' database and draw it; the exit code."""
    qt = QApplication(sys.argv[:1])
    with TemporaryDirectory() as scratch:
        kept = QSettings(str(Path(scratch) / "kept.ini"), QSettings.Format.IniFormat)
        application = Application(qt, Sitting(choices.find()), kept, lambda: datetime.now().astimezone())
        try:
            application.start()
            window = application.window
            settle(qt, window, lambda: application.page.step != "opening" or window.page_shown() is not None)
            if application.page.step == "who":
                sign_in(application, folder)
                settle(qt, window, lambda: application.page.step != "opening" or window.page_shown() is not None)
            if application.page.step == "failure":
                sys.stderr.write(application.page.failure.text() + "\n")
                return 4
            empty = window.building_id is None
            if empty:
                application.page.tiles[1].click()
            settle(qt, window, lambda: window.page_shown() is not None)
            if empty:
                window.guide.leave()
                measure(qt, window)
            for file in render(qt, window, folder):
                sys.stdout.write(f"{file}\n")
        finally:
            application.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/screenshots")))
