"""The history of what is chosen, on every page by the same command."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.past import PastPane
from firemode_desktop.ui.window import Window
from firemode_desktop.ui.workspaces import WORKSPACES

Calm = Callable[[Window], None]


def asked(window: Window, calm: Calm) -> PastPane:
    page = window.page_shown()
    assert page is not None
    action = next(one for one in window.commands.within([page]) if one.text() == "History of this record")
    assert action.shortcut().toString() == "Ctrl+Shift+J"
    action.trigger()
    calm(window)
    assert window.past is not None
    assert window.past.isVisible(), page.key
    return window.past


def texts(past: PastPane) -> list[str]:
    return [past.list.item(place).text() for place in range(past.list.count())]


def test_that_every_page_tells_the_history_of_what_is_chosen(qtbot: QtBot, window: Window, calm: Calm) -> None:
    headings = {}
    for entry in WORKSPACES:
        if entry.key == "registers":
            continue
        window.visit(entry.key)
        calm(window)
        past = asked(window, calm)
        assert past.list.count(), entry.key
        headings[entry.key] = past.heading.text()
        qtbot.keyClick(past.list, Qt.Key.Key_Escape)
        assert not past.isVisible()
    assert headings["faults"] == "History of the fault"
    assert headings["instruments"] == "History of the instrument"
    assert headings["sessions"] == "History of the session"
    assert headings["overview"] == "History of the building"


def test_that_a_fold_opens_by_enter_and_the_filter_finds_words(qtbot: QtBot, window: Window, calm: Calm) -> None:
    past = asked(window, calm)
    folded = next(place for place, text in enumerate(texts(past)) if "Enter shows each" in text)
    before = past.list.count()
    past.list.setCurrentRow(folded)
    qtbot.keyClick(past.list, Qt.Key.Key_Return)
    assert past.list.count() > before + 5
    qtbot.keyClick(past.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert " by " in QApplication.clipboard().text()
    past.filter.setText("no such words")
    assert past.note.text() == "No change has these words."
