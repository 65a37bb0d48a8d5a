"""Every action has a name, a menu place, and a shortcut where it is used hourly: one registry of them.

The menu, the Ctrl+K palette and the F1 help are all read from here: an action added once is found everywhere::

    self.tools.commands.add(self, "New stair…", self._new_stair, menu="Registers", shortcut="Ctrl+Shift+N",
                            words="floors doors wizard")

An action belongs to its owner (a page, or the window) and dies with it. A page's actions work, and are listed, while
that page is shown; two pages may use the same shortcut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.rights import only
from firemode_desktop.domain.words import Role
from firemode_desktop.ui.language import tr

MENUS = (tr("File"), tr("Edit"), tr("Go"), tr("View"), tr("Charts"), tr("Help"))
"""The window's menus in order; a page's own menu stands between *View* and *Help*."""


class Commands(QObject):
    """The actions that exist now."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.role = ""
        """Of the person who works; blank while nobody does."""
        self._actions: list[tuple[QWidget, QAction]] = []

    def add(
        self,
        owner: QWidget,
        name: str,
        run: Callable[[], object],
        *,
        menu: str,
        shortcut: QKeySequence.StandardKey | str | None = None,
        words: str = "",
        who: tuple[Role, ...] = (),
    ) -> QAction:
        """Make the action *name*; ``words`` are synonyms that the palette also finds it by.

        ``who`` may do it, everybody where it is empty: for others it is greyed out, and its tip says whose it is.
        """
        action = QAction(name.replace("&", "&&"), owner)
        if who and self.role and self.role not in who:
            action.setEnabled(False)
            action.setToolTip(tr("{only} may do this.", only=only(who)))
        action.triggered.connect(lambda _checked=False: run())
        self.adopt(owner, action, menu=menu, shortcut=shortcut, words=words)
        return action

    def adopt(
        self,
        owner: QWidget,
        action: QAction,
        *,
        menu: str,
        shortcut: QKeySequence.StandardKey | str | None = None,
        words: str = "",
    ) -> None:
        """List an action that exists already (undo and redo); ``Ctrl+Y; Ctrl+Shift+Z`` are two shortcuts for one."""
        action.setProperty("menu", menu)
        action.setProperty("words", words)
        if shortcut is not None:
            if isinstance(shortcut, str):
                action.setShortcuts(QKeySequence.listFromString(shortcut))
            else:
                action.setShortcuts(QKeySequence.keyBindings(shortcut))
        context = Qt.ShortcutContext
        action.setShortcutContext(context.WindowShortcut if owner.isWindow() else context.WidgetWithChildrenShortcut)
        owner.addAction(action)
        self._actions.append((owner, action))
        self.changed.emit()

    def within(self, owners: Iterable[QWidget]) -> list[QAction]:
        """The living actions of these owners, in the order they were added."""
        wanted = list(owners)
        self._actions = [(owner, action) for owner, action in self._actions if shiboken6.isValid(action)]
        return [action for owner, action in self._actions if owner in wanted]


def plain_name(action: QAction) -> str:
    """The action's name as a person reads it, e.g. ``Cause & effect``."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def shortcut_text(action: QAction) -> str:
    """The shortcut as this system writes it, or nothing."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
