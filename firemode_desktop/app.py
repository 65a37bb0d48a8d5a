"""Composes the window: a sitting at a database, the person's remembered choices, the clock.

Qt is imported only after it is known that there is a screen, because Qt itself ends the process when there is none.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from firemode_desktop.domain.errors import Refused
from firemode_desktop.paths import is_bundle
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QSettings


def main(settings: Settings, file: Path | None = None) -> int:
    """Open the window, and the file in it, and stay until it is closed; the exit code.

    Where a window on this data directory is open already, that one comes to the front and is handed the file.

    Raises:
        Refused: there is no screen, Qt's own libraries are missing, or the open window does not answer.
    """
    if (problem := screen_problem(sys.platform, os.environ)) is not None:
        raise Refused(problem)
    try:
        kept = remembered(settings)
        speak(kept)
        from firemode_desktop.ui import text_size
        from firemode_desktop.ui.application import run
    except ImportError as error:
        raise Refused(
            f"The window's libraries are missing on this computer ({error}).",
            [_how_to_install(), "Everything but the window works without them."],
        ) from error
    before = os.environ.get(text_size.FACTOR)
    text_size.put_into(os.environ, text_size.remembered(kept))
    code = run(Sitting(settings), kept, now, file)
    if code == text_size.OPEN_AGAIN:
        text_size.start_again(before)
    return code


def drawn_unseen(settings: Settings) -> str:
    """Open the window where nobody sees it (``QT_QPA_PLATFORM=offscreen``) until a page is drawn; what was drawn.

    Raises:
        Refused: no page is shown in a minute, or it says that something failed.
    """
    from tempfile import TemporaryDirectory

    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from firemode_desktop.ui.application import drawn

    with TemporaryDirectory() as folder:
        kept = QSettings(os.path.join(folder, "kept.ini"), QSettings.Format.IniFormat)
        page, size = drawn(QApplication([]), Sitting(settings), kept, now)
    return f"{page} drawn, {size.width()} × {size.height()}"


def _how_to_install() -> str:
    if not is_bundle():
        return "./run app installs them where it may."
    return "On Debian and Ubuntu: sudo apt-get install libegl1 libgl1 libxcb1 xkb-data"


def speak(kept: QSettings) -> None:
    """Choose the language of the window, before its modules are imported."""
    from PySide6.QtCore import QLocale

    from firemode_desktop.ui import language

    language.choose(language.wanted(str(kept.value("language") or ""), os.environ, QLocale.system().name()))


def screen_problem(platform: str, environ: Mapping[str, str]) -> str | None:
    """Why no window can be shown here, in one sentence; None where one can."""
    if not platform.startswith(("linux", "freebsd")):
        return None
    if any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return None
    return "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); the commands work without one."


def remembered(settings: Settings) -> QSettings:
    """Window, page, building and folders of this person; apart for each data directory, nothing secret."""
    from PySide6.QtCore import QSettings

    place = hashlib.sha256(str(settings.data_dir).encode()).hexdigest()[:12]
    kept = QSettings("FireMode", "FireMode Desktop")
    kept.beginGroup(place)
    return kept


def now() -> datetime:
    """The clock of this computer, with its offset."""
    return datetime.now().astimezone()
