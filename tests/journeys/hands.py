"""Somebody at the window who has read nothing: one with a keyboard alone, one who points at what is to be seen.

Neither calls the program. Keys go to whatever has the keyboard, clicks to where a text stands in the window. Both count
what they did.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from firemode_desktop.ui.window import Window

MOST_TABS = 40
MOST_ROWS = 200
Spot = tuple[QWidget, QPoint]


class Hands:
    """What both do: wait, type where the keyboard is, read the last answer."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.keys = self.clicks = 0

    def wait(self) -> None:
        """Until nothing runs beside the window any more."""
        for _ in range(3):
            self._qtbot.waitUntil(lambda: not self.window.background.running, timeout=20_000)
            QApplication.processEvents()

    def type_(self, text: str) -> None:
        """Type a text into what has the keyboard."""
        for character in text:
            QTest.keyClick(self.focus, character)
            self.keys += 1
        self.wait()

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    @property
    def focused(self) -> str:
        """What has the keyboard, by its name or its text."""
        return names_of(self.focus)[0]

    @property
    def said(self) -> list[str]:
        """Everything the window said."""
        return [notice.text for notice in self.window.notices.history]

    def sees(self, text: str) -> bool:
        """Whether something is to be read in the window that is this text, or a label that begins so."""
        return any(True for _ in spots(self.window, text))

    def look_for(self, text: str) -> list[Spot]:
        """Where it stands, once it is to be seen."""
        self._qtbot.waitUntil(lambda: self.sees(text), timeout=5_000)
        return list(spots(self.window, text))

    def hears(self, text: str) -> None:
        """Wait until the window said something that begins so."""
        self._qtbot.waitUntil(lambda: any(each.startswith(text) for each in self.said), timeout=5_000)


class Keyboard(Hands):
    """Keys alone."""

    def press(self, *keys: str) -> None:
        """Press keys by their names, one after the other: ``Ctrl+S``, ``Tab``, ``Return``."""
        for name in keys:
            stroke = QKeySequence.fromString(name)[0]
            QTest.keyClick(self.focus, stroke.key(), stroke.keyboardModifiers())
            self.keys += 1
            self.wait()

    def tab_to(self, name: str) -> None:
        """Tab until something of that name or text has the keyboard."""
        for _ in range(MOST_TABS):
            if name in names_of(self.focus):
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {name}; it is at {self.focused}")

    def find(self, words: str) -> None:
        """Find an action with Ctrl+K and do it."""
        self.press("Ctrl+K")
        self.type_(words)
        self.press("Return")


class Mouse(Hands):
    """Clicks alone, and typing into what was clicked."""

    def click(self, text: str, *, twice: bool = False) -> None:
        """Click where a text stands; of several the last, which is the nearest to what was opened last."""
        widget, place = self.look_for(text)[-1]
        point = widget.mapTo(self.window, place)
        at = self.window.childAt(point) or self.window
        (QTest.mouseDClick if twice else QTest.mouseClick)(
            at, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.mapFrom(self.window, point)
        )
        self.clicks += 1
        self.wait()

    def choose(self, box: str, row: int) -> None:
        """Open a list by what stands in it and take one of its rows."""
        widget, _ = self.look_for(box)[-1]
        assert isinstance(widget, QComboBox)
        self.click(box)
        view = widget.view()
        self._qtbot.waitUntil(view.isVisible, timeout=5_000)
        place = view.visualRect(view.model().index(row, 0)).center()
        QTest.mouseMove(view.viewport(), QPoint(2, 2))
        QTest.mouseMove(view.viewport(), place)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        self.clicks += 1
        self.wait()


def names_of(widget: QWidget) -> tuple[str, ...]:
    """What a person calls a widget: its name, then the text that stands on it."""
    text = widget.text() if isinstance(widget, QAbstractButton | QLineEdit) else ""
    return tuple(part for part in (widget.accessibleName(), text) if part) or (type(widget).__name__,)


def spots(window: QWidget, text: str) -> Iterator[Spot]:
    """Where a text is to be seen: fields by their names, then labels, buttons and cells by what stands there."""
    labels, others = [], []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty() or isinstance(widget, QMenu | QHeaderView):
            continue
        if isinstance(widget, QAbstractItemView):
            others += [(widget.viewport(), place) for place in _cells(widget, text)]
        elif isinstance(widget, QLabel) and widget.text().startswith(text):
            labels.append((widget, widget.rect().center()))
        elif text in _written(widget):
            others.append((widget, widget.rect().center()))
    yield from (*labels, *others)


def _written(widget: QWidget) -> tuple[str, ...]:
    if isinstance(widget, QComboBox):
        return widget.currentText(), widget.accessibleName()
    if isinstance(widget, QLineEdit):
        return widget.text(), widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text(), widget.accessibleName()
    return ()


def _cells(view: QAbstractItemView, text: str) -> Iterator[QPoint]:
    model = view.model()
    if model is None:
        return
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for row in range(min(model.rowCount(QModelIndex()), MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            place = view.visualRect(index).center()
            if str(index.data()) == text and view.viewport().rect().contains(place):
                yield place
