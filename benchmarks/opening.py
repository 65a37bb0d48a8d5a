"""How long until the window is on screen, and until the database can be used after a restart (page 5).

    python -m benchmarks.opening bare | window | usable DATA_DIR

Each is a process of its own, as a person starts one: it prints the seconds since its parent began it, and ends. The
floor is a bare ``QApplication`` with an empty ``QMainWindow``, until its first paint. ``window`` is the program until
the first paint of its window; ``usable`` until the building stands in it, the PostgreSQL that comes along being
started, looked at and asked on the way.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.frame import Bound, Result, compare, in_turn
from benchmarks.scratch import Scratch

ROUNDS = 5
BEGAN = "FIREMODE_BENCH_BEGAN"
ROOT = Path(__file__).resolve().parent.parent


def opening(_: Scratch) -> Iterator[Result]:
    """The window and the database of a fresh process against a bare window."""
    with tempfile.TemporaryDirectory(prefix="firemode-bench-") as folder:
        _furnish(Path(folder))
        parts: dict[str, Callable[[], object]] = {
            "bare": partial(_start, "bare", folder),
            "window": partial(_start, "window", folder),
            "usable": partial(_start, "usable", folder),
        }
        for part in parts.values():
            part()  # the files are read from the disk once
        times = in_turn(parts, ROUNDS)
    bare = "bare QApplication and QMainWindow"
    yield compare("window on screen", bare, times["window"], times["bare"], Bound(1.5, 1.2))
    yield compare("database usable after a restart", bare, times["usable"], times["bare"], Bound(8, 6))


def _furnish(folder: Path) -> None:
    """A data directory with a building in it, its server stopped."""
    command = [sys.executable, "-m", "firemode_desktop", "--data-dir", str(folder), "building", "seed-pilot"]
    subprocess.run(command, cwd=ROOT, env=_environment(), check=True, capture_output=True)


def _start(what: str, folder: str) -> float:
    """Seconds from the start of a process until what is measured, told by the process itself."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening", what, folder],
        cwd=ROOT,
        env=_environment() | {BEGAN: repr(time.monotonic())},
        check=True,
        capture_output=True,
        text=True,
    )
    return float(told.stdout)


def _environment() -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FIREMODE_")}
    return ours | {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}


# --- in the process that is measured ----------------------------------------------------------------------------------


def tell() -> None:
    """The seconds since the parent began this process: the clock is that of the whole machine."""
    sys.stdout.write(f"{time.monotonic() - float(os.environ[BEGAN])}\n")
    sys.stdout.flush()


def bare() -> int:
    """Nothing but Qt."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    qt = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    _at_first_paint(window)
    window.show()
    return qt.exec()


def program(data_dir: Path, usable: bool) -> int:
    """The program as ``app`` composes it."""
    from PySide6.QtCore import QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from firemode_desktop import app, settings
    from firemode_desktop.services.sitting import Sitting
    from firemode_desktop.ui.application import Application

    qt = QApplication([])
    remembered = QSettings(str(data_dir / "window.ini"), QSettings.Format.IniFormat)
    application = Application(qt, Sitting(settings.find(data_dir=data_dir)), remembered, app.now)
    if usable:
        looking = QTimer(application)
        looking.timeout.connect(lambda: _leave() if application.window.tools is not None else None)
        looking.start(5)
    else:
        _at_first_paint(application.window)
    application.start()
    try:
        return qt.exec()
    finally:
        application.close()


def _at_first_paint(window: object) -> None:
    """Leave when the window was painted for the first time."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QMainWindow

    assert isinstance(window, QMainWindow)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                QTimer.singleShot(0, _leave)
            return False

    window.installEventFilter(Watch(window))


def _leave() -> None:
    from PySide6.QtWidgets import QApplication

    tell()
    QApplication.quit()


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else program(Path(sys.argv[2]), sys.argv[1] == "usable"))
