"""A broad ring around whatever has the keyboard, in looks that ask for one (``Colours.ring``)."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from firemode_desktop.ui.theme import colours

GAP = 1
"""Pixels of the ground between a widget and its ring, so that the ring is seen around a filled button, too."""
MOVING = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show})


class FocusRing(QWidget):
    """Lies over a window, lets the pointer through, and follows the keyboard."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held: list[QWidget] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        self.hide()

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        self.follow(now)

    def renew(self) -> None:
        """The look is another one from now on."""
        self.follow(QApplication.focusWidget())

    def follow(self, now: QWidget | None) -> None:
        """Lie around that widget, and around none where it is not of this window or the look has no ring."""
        for before in self._held:
            before.removeEventFilter(self)
        self._held = []
        if now is not None and self._window.isAncestorOf(now) and _takes_keys(now) and colours(now).ring:
            self._held = list(_up_to(self._window, now))
        for each in self._held:
            each.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVING:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        box = self._box()
        self.setVisible(not box.isEmpty())
        if not box.isEmpty():
            self.setGeometry(box)
            self.raise_()

    def _box(self) -> QRect:
        """The ring in the window: what is seen of the widget, and the ring's width around it."""
        if not self._held or not self._held[0].isVisible():
            return QRect()
        seen = self._lies(self._held[0])
        for each in self._held[1:]:
            if isinstance(each.parentWidget(), QAbstractScrollArea):
                seen &= self._lies(each)
        if seen.isEmpty():
            return QRect()
        wide = colours(self).ring + GAP
        return seen.adjusted(-wide, -wide, wide, wide) & self._window.rect()

    def _lies(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._window, widget.rect().topLeft()), widget.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette, box = colours(self), self.rect()
        for inset, colour, wide in ((0, "text", palette.ring), (palette.ring, "ground", GAP)):
            for edge in _edges(box.adjusted(inset, inset, -inset, -inset), wide):
                painter.fillRect(edge, palette.colour(colour))
        painter.end()


def _takes_keys(widget: QWidget) -> bool:
    """A page that was handed the keyboard because nothing in it had it is no place to be shown."""
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _up_to(window: QWidget, widget: QWidget) -> Iterator[QWidget]:
    """A widget and what it lies in, without the window."""
    each: QWidget | None = widget
    while each is not None and each is not window:
        yield each
        each = each.parentWidget()


def _edges(box: QRect, wide: int) -> tuple[QRect, ...]:
    """The four sides of a frame."""
    return (
        QRect(box.left(), box.top(), box.width(), wide),
        QRect(box.left(), box.bottom() + 1 - wide, box.width(), wide),
        QRect(box.left(), box.top(), wide, box.height()),
        QRect(box.right() + 1 - wide, box.top(), wide, box.height()),
    )
