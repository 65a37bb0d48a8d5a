"""A file for whoever helps, from wherever something went wrong: asked where to, written, said."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from firemode_desktop.ui.background import Background
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.notices import Notices

Diagnose = Callable[[Path, datetime, Mapping[str, str]], object]


def choose(widget: QWidget, background: Background, notices: Notices, at: datetime, diagnose: Diagnose) -> None:
    """Ask where to, then ``save``. ``widget`` is what the question belongs to."""
    suggested = str(Path.home() / f"firemode-diagnostics-{at:%Y-%m-%d}.zip")
    filters = tr("Archives (*.zip);;All files (*)")
    name, _ = QFileDialog.getSaveFileName(widget, tr("Save diagnostics"), suggested, filters)
    if name:
        save(widget, background, notices, at, diagnose, Path(name))


def save(
    widget: QWidget, background: Background, notices: Notices, at: datetime, diagnose: Diagnose, path: Path
) -> None:
    """Write versions, the state of the database, logs and what was said; no passwords and no records."""
    said = "".join(f"{one.at:%Y-%m-%d %H:%M:%S} {one.kind.value}: {one.text}\n" for one in notices.history)
    more = {"said.txt": said, "window.json": _window(widget)}

    def done(_: object) -> None:
        notices.say(tr("Wrote {path}. It holds no passwords and no records; what was said here is in it.", path=path))

    background.work(
        widget, lambda _work: diagnose(path, at, more), done, notices.show_error,
        text=tr("Saving diagnostics"), cancellable=False,
    )  # fmt: skip


def _window(widget: QWidget) -> str:
    """What the window is drawn with, and on which screens."""
    screens = [
        {"size": [s.size().width(), s.size().height()], "scale": s.devicePixelRatio()}
        for s in QGuiApplication.screens()
    ]
    window = widget.window()
    return json.dumps({
        "qt": qVersion(), "platform": QGuiApplication.platformName(), "style": QApplication.style().objectName(),
        "screens": screens, "window": [window.width(), window.height()],
    }, indent=1)  # fmt: skip
