"""Ctrl+K: what is found, and going there by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.services.overview import Found
from firemode_desktop.ui.commands import Commands, plain_name
from firemode_desktop.ui.palette import Hit, Palette, action_hits, matches
from firemode_desktop.ui.recent import Recent
from firemode_desktop.ui.theme import Theme
from firemode_desktop.ui.window import Window


@pytest.mark.parametrize(
    ("typed", "name", "words", "found"),
    [
        ("im bas", "Import baselines…", "", True),
        ("bas im", "Import baselines…", "", True),
        ("IMPORT", "Import baselines…", "", True),
        ("excel", "Import baselines…", "workbook excel", True),
        ("", "Import baselines…", "", True),
        ("port", "Import baselines…", "", False),
        ("import doors", "Import baselines…", "", False),
        ("level 8", "Level-8", "", True),
    ],
)
def test_that_words_typed_begin_words_of_the_name(typed: str, name: str, words: str, found: bool) -> None:
    assert matches(typed, name, words) is found


def test_that_actions_are_found_while_they_exist_and_are_enabled(qtbot: QtBot) -> None:
    commands, page, other = Commands(), QWidget(), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(other)
    done: list[str] = []
    save = commands.add(page, "Save", lambda: done.append("saved"), menu="File", shortcut="Ctrl+S", words="write")
    commands.add(other, "Send", lambda: done.append("sent"), menu="File")
    hits = action_hits("s", commands.within([page]))
    assert [(hit.name, hit.hint) for hit in hits] == [("Save", "Ctrl+S")]
    hits[0].run()
    assert done == ["saved"]
    save.setEnabled(False)
    assert action_hits("s", commands.within([page])) == []
    save.deleteLater()
    qtbot.wait(1)
    assert commands.within([page]) == []


def test_that_an_ampersand_in_a_name_is_no_mnemonic(qtbot: QtBot) -> None:
    commands, page = Commands(), QWidget()
    qtbot.addWidget(page)
    action = commands.add(page, "Cause & effect", lambda: None, menu="Go")
    assert plain_name(action) == "Cause & effect"
    assert QKeySequence.mnemonic(action.text()).isEmpty()


def test_that_the_keyboard_alone_chooses_and_runs(qtbot: QtBot, theme: Theme) -> None:
    over = QWidget()
    over.resize(1000, 700)
    qtbot.addWidget(over)
    palette, gone = Palette(over), []
    over.show()
    palette.open("Find…")
    palette.show_hits([Hit(name, "", "floor", lambda name=name: gone.append(name)) for name in ("A", "B", "C")])
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(palette.field, key)
    assert gone == ["B"]
    assert not palette.isVisible()


def test_that_escape_closes_it_and_nothing_is_run(qtbot: QtBot, theme: Theme) -> None:
    over = QWidget()
    over.resize(1000, 700)
    qtbot.addWidget(over)
    palette, gone = Palette(over), []
    over.show()
    palette.open("Find…")
    palette.show_hits([Hit("A", "", "floor", lambda: gone.append("A"))])
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert gone == []


def test_that_return_on_an_empty_list_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    palette = Palette(over)
    over.show()
    palette.open("Find…")
    palette.show_hits([])
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_that_what_was_opened_last_is_offered_before_anything_is_typed(
    window: Window, qtbot: QtBot, calm: Callable[[Window], None]
) -> None:
    window.finder.open_all()
    qtbot.keyClicks(window.finder.palette.field, "level-8")
    calm(window)
    first = window.finder.palette.hits[0]
    qtbot.keyClick(window.finder.palette.field, Qt.Key.Key_Return)
    calm(window)
    window.finder.open_all()
    assert [(one.name, one.hint) for one in window.finder.palette.hits[:1]] == [(first.name, first.hint)]
    window.finder.palette.close_()

    window.finder.open_buildings()
    calm(window)
    assert {one.icon for one in window.finder.palette.hits} == {"building"}
    window.finder.palette.close_()


def test_that_a_fault_is_found_by_its_number_and_opened(
    window: Window, qtbot: QtBot, calm: Callable[[Window], None]
) -> None:
    window.finder.open_all()
    qtbot.keyClicks(window.finder.palette.field, "F-0004")
    calm(window)
    assert window.finder.palette.hits[0].name.startswith("F-0004 ")
    qtbot.keyClick(window.finder.palette.field, Qt.Key.Key_Return)
    calm(window)
    page = window.page_shown()
    assert page is not None
    assert page.key == "faults"


def test_that_what_is_kept_of_another_database_or_was_edited_is_not_offered(kept: QSettings) -> None:
    here = Recent(kept, "This computer")
    one = Found("floor", uuid4(), "Level-8", "Stair-A", floor_id=uuid4())
    for _ in range(3):
        here.add(one)
    assert Recent(kept, "This computer").found == (one,)
    assert Recent(kept, "office").found == ()
    kept.setValue("lately/This computer", '[{"kind": "floor"}]')
    assert Recent(kept, "This computer").found == ()
    kept.setValue("lately/This computer", "not json")
    assert Recent(kept, "This computer").found == ()
