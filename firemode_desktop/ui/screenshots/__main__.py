"""``./run screenshots [DIR]``: the whole suite, or a part: ``--only overview --look dark --size 1280x800``.

Draws offscreen on the database that the settings name (``FIREMODE_DATABASE_URL``, ``FIREMODE_DATA_DIR``), with the
building that is there; an empty database gets the pilot building with its baselines. What is seen before there is a
building is drawn in a database of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from firemode_desktop import settings as choices
from firemode_desktop.domain.errors import FiremodeError, Unreachable
from firemode_desktop.domain.words import Role
from firemode_desktop.services.sitting import Sitting
from firemode_desktop.ui.application import Application
from firemode_desktop.ui.screenshots import sheet
from firemode_desktop.ui.screenshots.drawing import draw, dress, save
from firemode_desktop.ui.screenshots.first_steps import FIRST, empty_database, first_steps, measure
from firemode_desktop.ui.screenshots.looks import LARGE, SCHEMES, Look, at_scale, chosen
from firemode_desktop.ui.screenshots.scenes import scenes, settle
from firemode_desktop.ui.text_size import FACTOR


def main(words: Sequence[str]) -> int:
    """Draw what was asked for; the exit code."""
    asked = _parser().parse_args(words)
    try:
        looks = chosen(asked.look, asked.size, asked.scale, grey=asked.grey)
        if asked.part is not None:
            _draw(asked.folder, at_scale(looks, asked.part), asked.only)
            return 0
    except FiremodeError as error:
        sys.stderr.write(f"{error.message}\n")
        return 4
    with TemporaryDirectory() as scratch:
        screen = _screen(Path(scratch))
        for scale in sorted({look.scale for look in looks}):  # Qt reads its scale once, when a process starts
            environ = {**os.environ, FACTOR: f"{scale / 100:g}", "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
            command = [sys.executable, "-m", "firemode_desktop.ui.screenshots", *words, "--part", str(scale)]
            if code := subprocess.run(command, env=environ, check=False).returncode:
                return code
    sys.stdout.write(f"{sheet.write(asked.folder)}\n")
    return 0


def _screen(folder: Path) -> Path:
    """A file that tells Qt of a screen on which every size has room: menus keep within it."""
    one = {"name": "pictures", "x": 0, "y": 0, "width": LARGE.width(), "height": LARGE.height()}
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [one | {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}))
    return file


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="./run screenshots", description="Pictures of the window to look through.")
    made.add_argument("folder", nargs="?", type=Path, default=Path("out/screenshots"), metavar="DIR")
    made.add_argument("--only", nargs="+", default=(), choices=tuple(sheet.PARTS), help="parts of the window")
    made.add_argument("--look", choices=tuple(SCHEMES), help="one look instead of the plan")
    made.add_argument("--size", metavar="1280x800", help="pixels of the screen")
    made.add_argument("--scale", type=int, choices=(100, 125, 150, 175, 200), help="per cent")
    made.add_argument("--grey", action="store_true", help="without colours")
    made.add_argument("--part", type=int, help=argparse.SUPPRESS)
    return made


def _draw(folder: Path, looks: Sequence[Look], only: Sequence[str]) -> None:
    """Draw these looks of the database that the settings name, and of the first steps."""
    qt = QApplication(sys.argv[:1])
    folder.mkdir(parents=True, exist_ok=True)
    if not only or FIRST in only:
        _draw_first_steps(qt, looks, folder)
    if only and set(only) == {FIRST}:
        return
    with TemporaryDirectory() as scratch:
        kept = QSettings(str(Path(scratch) / "kept.ini"), QSettings.Format.IniFormat)
        application = Application(qt, Sitting(choices.find()), kept, lambda: datetime.now().astimezone())
        try:
            open_building(qt, application, looks, folder)
            for look in looks:
                shown = scenes(application.window, whole=look.whole, only=only)
                for file in draw(qt, application.window, look, shown, folder):
                    sys.stdout.write(f"{file}\n")
        finally:
            application.close()


def _draw_first_steps(qt: QApplication, looks: Sequence[Look], folder: Path) -> None:
    for look in looks:
        if look.whole:
            with empty_database(qt) as (application, server):
                steps = first_steps(qt, application, server.stop)
                draw(qt, application.window, look, (f"{FIRST}-{name}" for name in steps), folder)


def open_building(qt: QApplication, application: Application, looks: Sequence[Look], folder: Path) -> None:
    """Open the window on a building of its database; where it asks who works, that is drawn and answered.

    Raises:
        Unreachable: the database cannot be opened.
    """
    page, window = application.page, application.window

    def opened() -> bool:
        return page.step != "opening" or window.page_shown() is not None

    application.start()
    settle(qt, window, opened)
    if page.step == "who":
        for look in looks:
            dress(window, look)
            save(window, look, folder / look.file(f"{FIRST}-who"))
        page.who.chosen.emit(min(page.who.found, key=lambda person: person.role != Role.SUPERVISOR).username)
        settle(qt, window, opened)
    if page.step == "failure":
        raise Unreachable(page.failure.text())
    empty = window.building_id is None
    if empty:
        page.tiles[1].click()
    settle(qt, window, lambda: window.page_shown() is not None)
    if empty:
        window.guide.leave()
        measure(qt, application)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
