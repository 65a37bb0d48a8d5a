"""A window as small as a screen at 200 %: everything can be reached. Larger text, and a ring around the keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from firemode_desktop.ui import text_size
from firemode_desktop.ui.choices import OPEN_AGAIN
from firemode_desktop.ui.parts import column
from firemode_desktop.ui.room import LEAST, Pages, Room
from firemode_desktop.ui.theme import CONTRAST, Scheme
from firemode_desktop.ui.window import Window

Calm = Callable[[Window], None]


def test_that_every_page_can_be_reached_whole_in_a_window_of_640_by_400(window: Window, calm: Calm) -> None:
    window.resize(640, 400)
    calm(window)
    assert (window.width(), window.height()) == (640, 400)
    for key in window.entries:
        window.visit(key)
        calm(window)
        page, bars = window.page(key), (window.room.horizontalScrollBar(), window.room.verticalScrollBar())
        assert page.width() >= max(LEAST.width(), page.minimumSizeHint().width()), key
        assert page.height() >= max(LEAST.height(), page.minimumSizeHint().height()), key
        view = window.room.viewport()
        assert bars[0].maximum() == page.width() - view.width()
        assert bars[1].maximum() == page.height() - view.height()
        assert bars[0].value() == 0
        if bars[1].value():  # a page that put the keyboard further down is shown there
            at = window.focusWidget()
            assert at is not None
            assert view.rect().intersects(QRect(at.mapTo(view, QPoint(0, 0)), at.size())), key


def test_that_nothing_around_the_pages_is_cut_off_in_a_small_window(window: Window, calm: Calm) -> None:
    window.resize(640, 400)
    calm(window)
    for part in (window.rail, window.top, window.room, window.status):
        for each in (part, *part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)):
            if each.isVisible():
                assert window.rect().contains(QRect(each.mapTo(window, QPoint(0, 0)), each.size())), each
    window.show_help()
    calm(window)
    assert window.room.rect().contains(window.help.geometry())


def test_that_another_step_of_the_start_page_begins_at_its_corner(window: Window, calm: Calm) -> None:
    window.resize(640, 400)
    window.show_start()
    calm(window)
    bars = window.room.horizontalScrollBar(), window.room.verticalScrollBar()
    for bar in bars:
        bar.setValue(bar.maximum())
    assert bars[0].value() > 0
    window.start.show_form()
    calm(window)
    assert [bar.value() for bar in bars] == [0, 0]


def test_that_a_page_asks_for_its_own_height_and_not_for_that_of_the_highest(qtbot: QtBot) -> None:
    low, high, words = QWidget(), QWidget(), QLabel("Words that are broken into lines. " * 200)
    words.setWordWrap(True)
    high.setLayout(column(words))
    pages = Pages()
    pages.addWidget(low)
    pages.addWidget(high)
    room = Room(pages)
    qtbot.addWidget(room)
    room.resize(1000, 600)
    room.show()
    qtbot.waitUntil(lambda: low.height() == 600, timeout=5_000)
    assert room.verticalScrollBar().maximum() == 0


def test_that_the_names_of_the_pages_come_back_with_the_room(window: Window, calm: Calm) -> None:
    wide = window.rail.width()
    window.resize(900, 700)
    calm(window)
    assert window.rail.width() < wide
    window.resize(1280, 800)
    calm(window)
    assert window.rail.width() == wide
    assert not window.room.horizontalScrollBar().isVisible()


def test_that_a_page_scrolls_to_what_the_tab_key_reaches(qtbot: QtBot) -> None:
    page = QWidget()
    page.setMinimumSize(1600, 1200)
    near, far = QLineEdit(page), QLineEdit(page)
    far.move(1400, 1100)
    pages = Pages()
    pages.addWidget(page)
    room = Room(pages)
    qtbot.addWidget(room)
    room.resize(640, 400)
    room.show()
    room.activateWindow()
    near.setFocus()
    qtbot.waitUntil(near.hasFocus, timeout=5_000)
    qtbot.keyClick(near, Qt.Key.Key_Tab)
    assert far.hasFocus()
    assert room.viewport().rect().contains(far.mapTo(room.viewport(), QPoint(0, 0)))


def test_that_larger_text_is_remembered_and_holds_from_the_next_opening(window: Window, kept: QSettings) -> None:
    window.choices.step_size(1)
    window.choices.step_size(1)
    assert text_size.remembered(kept) == 125
    assert window.bar.notice is not None
    assert window.bar.notice.about == OPEN_AGAIN
    assert "125 %" in window.bar.notice.text
    window.choices.choose_size(100)
    assert window.bar.notice is None
    assert text_size.remembered(kept) == 100


def test_that_the_window_closes_to_be_opened_again(window: Window) -> None:
    window.choices.choose_size(150)
    window.open_again()
    assert window.opens_again
    assert not window.isVisible()


@pytest.mark.parametrize(
    ("before", "size", "after"), [(None, 150, "1.5"), ("1.25", 200, "2.5"), ("1.25", 100, "1.25"), (None, 100, None)]
)
def test_that_the_text_size_multiplies_the_scale_of_the_system(
    before: str | None, size: int, after: str | None
) -> None:
    environ = {} if before is None else {text_size.FACTOR: before}
    text_size.put_into(environ, size)
    assert environ.get(text_size.FACTOR) == after


def test_that_what_is_remembered_and_no_size_is_100(kept: QSettings) -> None:
    kept.setValue(text_size.KEY, "5000")
    assert text_size.remembered(kept) == 100
    assert [text_size.beside(size, step) for size, step in ((100, -1), (100, 1), (200, 1), (200, -1))] == [
        100,
        110,
        200,
        175,
    ]


def test_that_the_program_starts_anew_with_its_own_words_at_the_scale_of_the_system(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "import os, sys\n"
        "from firemode_desktop.ui import text_size\n"
        "if 'second' in os.environ:\n"
        "    print(sys.argv[1:], os.environ.get(text_size.FACTOR))\n"
        "else:\n"
        "    os.environ['second'] = 'yes'\n"
        "    text_size.put_into(os.environ, 200)\n"
        "    text_size.start_again(None)\n"
    )
    environ = {name: value for name, value in os.environ.items() if name != text_size.FACTOR}
    command = [sys.executable, str(program), "app", "--user", "kim"]
    ran = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout == "['app', '--user', 'kim'] None\n"


def test_that_high_contrast_draws_a_broad_ring_around_the_keyboard(window: Window, calm: Calm) -> None:
    window.finder.palette.close_()
    window.top.finder.setFocus()
    calm(window)
    assert not window.ring.isVisible()
    window.choices.choose_scheme(Scheme.CONTRAST)
    calm(window)
    here = window.top.finder
    assert window.ring.isVisible()
    assert window.ring.geometry().contains(QRect(here.mapTo(window, QPoint(0, 0)), here.size()))
    image = window.grab().toImage()
    corner = window.ring.geometry().topLeft()
    across = [image.pixelColor(corner.x() + step, window.ring.geometry().center().y()).name() for step in range(4)]
    assert across == [CONTRAST.text.lower()] * CONTRAST.ring + [CONTRAST.ground.lower()]
    window.top.menu.setFocus()
    calm(window)
    assert window.ring.geometry().contains(window.top.menu.mapTo(window, window.top.menu.rect().center()))
    window.choices.choose_scheme(Scheme.LIGHT)
    calm(window)
    assert not window.ring.isVisible()
