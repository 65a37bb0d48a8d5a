"""The pictures of the help, drawn anew: ``python -m firemode_desktop.ui.help_drawing``.

Draws offscreen, light, on the demonstration that the settings name (``firemode demo --no-gui`` makes one), as its
supervisor. For the picture of a session under way one is begun there.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QSettings, QSize
from PySide6.QtWidgets import QApplication

from firemode_desktop import settings as choices
from firemode_desktop.services.demo import SUPERVISOR
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.ui import help_pages
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.guide_steps import STEPS
from firemode_desktop.ui.screenshots.scenes import settle
from firemode_desktop.ui.theme import Scheme
from firemode_desktop.ui.window import Window

SIZE, WIDTH = QSize(1280, 800), 1040
"""Of the window, and of its picture in pixels."""
SHADES = 128
"""Colours of a picture: our window has few, and a picture of 256 is twice as large."""


def scenes(qt: QApplication, window: Window) -> Iterator[str]:
    """Bring the window into each state that has a picture; yields its name."""
    window.visit("overview")
    yield "overview"
    window.visit("baselines")
    yield "baselines"
    window.visit("scenarios")
    yield "scenarios"
    window.visit("reports")
    yield "reports"
    yield from _guided(qt, window)


def _guided(qt: QApplication, window: Window) -> Iterator[str]:
    """The guide at the beginning of a session, and the session."""
    guide = window.guide
    guide.begin()
    settle(qt, window)
    for key in ("session", "near"):
        guide.choose(next(step for step in STEPS if step.key == key))
        guide.show_place()
        settle(qt, window, guide.pointer.isVisible)
        if key == "session":
            yield "guide"
            window.page("sessions").sessions.fresh.go.click()  # type: ignore[attr-defined]
            settle(qt, window, lambda: guide.progress.session_id is not None)
    guide.leave()
    settle(qt, window)
    yield "sessions"


def draw(qt: QApplication, window: Window, folder: Path) -> list[Path]:
    """Write every picture; the files."""
    folder.mkdir(parents=True, exist_ok=True)
    window.resize(SIZE)
    window.theme.choose(Scheme.LIGHT)
    written = []
    for name in scenes(qt, window):
        settle(qt, window)
        written.append(folder / f"{name}.png")
        written[-1].write_bytes(_small(window))
    return written


def _small(window: Window) -> bytes:
    """The window as a PNG of few colours."""
    from PIL import Image

    taken = QBuffer()
    taken.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(taken, "PNG")
    image = Image.open(io.BytesIO(bytes(taken.data().data()))).convert("RGB")
    image = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    content = io.BytesIO()
    image.quantize(SHADES, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(content, "PNG", optimize=True)
    return content.getvalue()


def main(folder: Path) -> int:
    """Open the window on the settings' database as the demonstration's supervisor; the exit code."""
    qt = QApplication(sys.argv[:1])
    with TemporaryDirectory() as scratch:
        kept = QSettings(str(Path(scratch) / "kept.ini"), QSettings.Format.IniFormat)
        application = Application(qt, Sitting(choices.find()), kept, lambda: datetime.now().astimezone())
        window = application.window
        try:
            application.start()
            settle(qt, window, lambda: application.page.step != "opening" or window.page_shown() is not None)
            if application.page.step == "who":
                application.page.who.chosen.emit(SUPERVISOR)
            settle(qt, window, lambda: window.page_shown() is not None)
            for file in draw(qt, window, folder):
                sys.stdout.write(f"{file}\n")
        finally:
            application.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else help_pages.folder() / "pictures"))
