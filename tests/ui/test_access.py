"""Every page in every state without a mouse and without eyes for the screen: names, ways, keys. One real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from firemode_desktop.ui.overview.page import OverviewPage
from firemode_desktop.ui.screenshots.scenes import settle
from firemode_desktop.ui.window import Window
from tests.ui import walking

NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
OUT_OF_A_GRID = ((Qt.Key.Key_F6, NONE), (Qt.Key.Key_Tab, CTRL))
"""Where Tab goes from cell to cell, one of these goes on; the help of the keys that work everywhere says so."""


def states(window: Window, qt: QApplication) -> Iterator[str]:
    """Every page, then each of its states."""
    for name in window.entries:
        window.visit(name)
        settle(qt, window)
        yield name
        for state in window.page(name).pictures():
            settle(qt, window)
            yield f"{name}: {state}"


def test_that_every_control_is_named_and_reached_and_no_key_means_two_things(
    window: Window, qapp: QApplication
) -> None:
    found = []
    for state in states(window, qapp):
        for what, look in (
            ("has no name", walking.nameless),
            ("is for the mouse only", walking.mouse_only),
            ("is one key for two", walking.clashes),
            ("is not in the order of Tab", walking.unreached),
        ):
            found += [f"{state}: {one} {what}" for one in look(window)]
    assert not found, "\n".join(sorted({one.split(": ", 2)[-1] for one in found}))


def test_that_nothing_holds_the_keyboard(window: Window, qapp: QApplication) -> None:
    held = []
    for name in window.entries:
        window.visit(name)
        settle(qapp, window)
        page = window.page_shown()
        for one in walking.controls(window):
            if page is None or not page.isAncestorOf(one) or not one.isEnabled():
                continue
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and not leaves(one):
                held.append(f"{name}: {walking.place_of(one)}")
    assert held == []


def leaves(one: QWidget) -> bool:
    """Whether Tab leads out of it, or one of the keys that lead out of a grid."""
    one.setFocus()
    for _ in range(60):
        at = QApplication.focusWidget()
        if at is None or (at is not one and not one.isAncestorOf(at)):
            return True
        QTest.keyClick(at, Qt.Key.Key_Tab)
    for key, modifier in OUT_OF_A_GRID:
        one.setFocus()
        QTest.keyClick(QApplication.focusWidget() or one, key, modifier)
        at = QApplication.focusWidget()
        if at is not None and at is not one and not one.isAncestorOf(at):
            return True
    return False


def test_that_the_walker_sees_what_is_wrong(window: Window) -> None:
    page = window.page_shown()
    assert page is not None
    silent, unreachable = QPushButton(page), QPushButton("Only for the mouse", page)
    unreachable.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window.commands.add(window, "One", lambda: None, menu="File", shortcut="Ctrl+Alt+F12")
    window.commands.add(page, "Two", lambda: None, menu="File", shortcut="Ctrl+Alt+F12")
    for one in (silent, unreachable):
        one.show()
    assert any("QPushButton" in one for one in walking.nameless(window))
    assert any("Only for the mouse" in one for one in walking.mouse_only(window))
    assert "Ctrl+Alt+F12: One, Two" in walking.clashes(window)


def test_that_the_section_tells_a_screen_reader_what_it_shows(
    overview: OverviewPage, window: Window, calm: Callable[[Window], None]
) -> None:
    drawing = overview.drawing
    told = QAccessible.queryAccessibleInterface(drawing)
    assert told is not None
    drawing.setFocus()
    before = told.text(QAccessible.Text.Description)
    QTest.keyClick(drawing, Qt.Key.Key_Down)
    calm(window)
    after = told.text(QAccessible.Text.Description)
    assert before != after
    assert "Stair-" in after
    assert "Pa" in after


@pytest.mark.parametrize("name", ["overview", "trends"])
def test_that_a_drawing_has_a_name_and_a_description(window: Window, qapp: QApplication, name: str) -> None:
    window.visit(name)
    settle(qapp, window)
    page = window.page_shown()
    assert page is not None
    drawn = [
        one
        for one in page.findChildren(QWidget)
        if one.isVisible() and type(one).__name__ in ("SectionDrawing", "ChartView", "Drawing")
    ]
    assert drawn
    for one in drawn:
        assert walking.spoken(one), walking.place_of(one)


def test_that_a_field_of_the_search_is_left_by_escape(window: Window) -> None:
    window.finder.open_all()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not window.finder.palette.isVisible()
