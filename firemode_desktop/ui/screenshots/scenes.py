"""What is shown in the pictures of a window with a building: its pages in every state, and what stands around them."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMenu

from firemode_desktop.domain.errors import Refused, Unreachable
from firemode_desktop.ui.window import Window

PATIENCE_S = 120.0
AROUND = "window"
"""What stands around the pages, as a part to choose beside the pages' keys."""


def settle(qt: QApplication, window: Window, until: Callable[[], bool] = lambda: True) -> None:
    """Let the window work until nothing runs beside it and ``until`` holds."""
    deadline, calm = time.monotonic() + PATIENCE_S, 0
    while calm < 5:
        qt.processEvents()
        calm = calm + 1 if not window.background.running and until() else 0
        if time.monotonic() > deadline:
            raise TimeoutError("The window does not come to rest.")
        time.sleep(0.01)


def scenes(window: Window, *, whole: bool = True, only: Collection[str] = ()) -> Iterator[str]:
    """Bring the window into one state after the other; yields the name of each.

    ``whole``: the states in a page, too, and what stands around the pages; ``only``: parts by their key, all where
    empty. Whoever asks lets the window settle before asking for the next.
    """
    for key in window.entries:
        if only and key not in only:
            continue
        window.visit(key)
        yield key
        if whole:
            for state in window.page(key).pictures():
                yield f"{key}-{state}"
    if whole and (not only or AROUND in only):
        window.visit(next(iter(window.entries)))
        for state in around(window):
            yield f"{AROUND}-{state}"


def around(window: Window) -> Iterator[str]:
    """What stands around the pages, lies over them, or is shown instead of them."""
    yield from _starts(window)
    window.visit(next(iter(window.entries)))
    window.finder.open_all()
    window.finder.palette.field.setText("le")
    yield "find"
    window.finder.open_buildings()
    yield "buildings"
    window.finder.palette.close_()
    yield from _menus(window)
    for name, show in (("help", window.show_help), ("said", window.show_history), ("history", window.show_past)):
        show()
        yield name
        show()
    yield from _notices(window)


def _starts(window: Window) -> Iterator[str]:
    window.show_start()
    yield "start"
    window.start.show_form()
    yield "new-building"
    window.start.show_server()
    yield "office-server"
    window.start.show_backup(Path("FireMode 2026-05-04.fmbackup"))
    yield "restore"
    window.start.say("Building the pilot building…")
    yield "busy"
    window.start.show_failure(_gone(), _nothing)
    yield "failure"


def _menus(window: Window) -> Iterator[str]:
    for name, drop in (("menu", window.show_menu), ("person", window.top.person.drop)):
        drop()
        yield name
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu):
                menu.close()


def _notices(window: Window) -> Iterator[str]:
    notices = window.notices
    notices.warn("Sessions holds 3 readings typed and not recorded.", actions=(("Close without saving", _nothing),))
    yield "note"
    lines = [f"B{row}: Level-{row} reads 444 Pa; more than 250 Pa cannot be." for row in range(4, 11)]
    notices.show_error(Refused("7 rows were not taken.", lines))
    yield "problem"
    notices.show_error(ZeroDivisionError("division by zero"))
    yield "defect"
    window.bar.dismiss()
    window.offline.show_lost("This computer · firemode", _gone().message, window.clock())
    yield "offline"
    window.offline.settle()


def _gone() -> Unreachable:
    return Unreachable("The database does not answer.", ["Is the server running? Its address is 127.0.0.1:5432."])


def _nothing() -> None:
    """The button of a notice in a picture."""
