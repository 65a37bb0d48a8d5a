"""What a person without a mouse, or without eyes for the screen, meets in a window: names, ways, keys."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QWidget,
)

from firemode_desktop.ui.window import Window

PARTS_OF_QT = re.compile(r"qt_|ScrollLeftButton|ScrollRightButton")
"""Widgets that Qt makes inside its own; they speak for the widget they are part of."""


def controls(window: Window) -> Iterator[QWidget]:
    """What can be used now: everything visible that takes the keyboard or is clicked."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not widget.isVisible() or isinstance(widget, QScrollBar | QHeaderView):
            continue
        if PARTS_OF_QT.match(widget.objectName()) or isinstance(widget, QSplitterHandle):
            continue
        parent = widget.parentWidget()
        if isinstance(parent, QComboBox | QTabBar) or (
            isinstance(parent, QLineEdit) and isinstance(widget, QAbstractButton)
        ):
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus or isinstance(widget, QAbstractButton | QLineEdit):
            yield widget


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it."""
    told = QAccessible.queryAccessibleInterface(widget)
    return str(told.text(QAccessible.Text.Name)).strip() if told is not None else ""


def place_of(widget: QWidget) -> str:
    """Where it is in the program, for the person who reads a failing test."""
    chain = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 5:
        chain.append(type(at).__name__)
        at = at.parentWidget()
    return f"{' < '.join(chain)} “{spoken(widget)}”"


def nameless(window: Window) -> list[str]:
    """Controls that a screen reader has no word for."""
    return [place_of(one) for one in controls(window) if not re.search(r"\w", spoken(one))]


def mouse_only(window: Window) -> list[str]:
    """Enabled buttons that no key reaches: not in the order of Tab, nor by a shortcut or an action of their name."""
    names = {plain(action.text()) for action in window.findChildren(QAction) if action.isEnabled()} - {""}
    return [
        place_of(one)
        for one in controls(window)
        if isinstance(one, QAbstractButton)
        and one.isEnabled()
        and not one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and plain(one.text()) not in names
        and plain(one.toolTip()) not in names
        and one.shortcut().isEmpty()
        and not in_a_matrix(one)
    ]


def in_a_matrix(widget: QWidget) -> bool:
    """Whether arrows lead to it from a control beside it that is in the order of Tab: its parent hears their keys."""
    parent = widget.parentWidget()
    if parent is None or type(parent).eventFilter is QWidget.eventFilter:
        return False
    return any(takes_tab(one) for one in parent.findChildren(QAbstractButton))


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def plain(text: str) -> str:
    return text.replace("&", "").rstrip("…").strip()


def clashes(window: Window) -> list[str]:
    """Keys that two enabled actions have where both of them hear."""
    heard: dict[str, set[str]] = defaultdict(set)
    for action in window.findChildren(QAction):
        owners = [one for one in action.associatedObjects() if isinstance(one, QWidget) and hears(window, one, action)]
        if action.isEnabled() and owners:
            for key in action.shortcuts():
                if not key.isEmpty():
                    heard[key.toString()].add(action.text())
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        whole = shortcut.context() in (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)
        if shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible() and whole:
            heard[shortcut.key().toString()].add(f"shortcut of {type(owner).__name__}")
    return [f"{key}: {', '.join(sorted(names))}" for key, names in heard.items() if len(names) > 1]


def hears(window: Window, owner: QWidget, action: QAction) -> bool:
    """Whether the action's key works while the page that is shown has the keyboard."""
    if action.shortcutContext() in (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut):
        return owner.isVisible()
    page = window.page_shown()
    if action.shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut and page is not None:
        return owner is page or owner.isAncestorOf(page)
    return False


def unreached(window: Window) -> list[str]:
    """Controls in the order of Tab that following it, field after field, does not come to."""
    wanted = {one for one in controls(window) if one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus}
    at, seen = window.nextInFocusChain(), set()
    while at is not None and at not in seen:
        seen.add(at)
        at = at.nextInFocusChain()
    return [place_of(one) for one in wanted - seen]
