"""A chart that answers: what the pointer is on says itself in words, wheel and keys move in time, a click chooses.

Keys: ← → from spot to spot, ↑ ↓ to the one above and below, Home and End, Enter picks; + − closer and further away,
Ctrl+← → earlier and later, 0 or Esc all there is; Ctrl+C copies the picture, Menu opens the menu.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from firemode_desktop.charts.scene import Scene, Spot, View
from firemode_desktop.charts.style import style
from firemode_desktop.ui.chart_readout import Readout
from firemode_desktop.ui.chart_spots import Spots
from firemode_desktop.ui.chart_time import MakeChart, TimeView
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scene import PIXELS_A_POINT
from firemode_desktop.ui.theme import colours
from firemode_desktop.ui.trends.copying import copy_picture

Deed = tuple[str, Callable[[], object]]
"""A line of the menu, and what it does."""
STEP, PULL = 1.25, 0.15
"""Closer for each + or −; the share of what is in sight that Ctrl+→ moves on."""
LEAP = 10
"""So many spots on with Page Down."""
MARK, RING = 24.0, 8.0
"""Pixels: the largest mark, and the least radius of a ring around one."""


class ChartView(TimeView):
    """``show_chart`` takes a function of style, size in mm and ``View``; the spots of its scene are what can be chosen.

    ``picked`` tells the key of a spot that was clicked, ``pointed`` the words of the one under the pointer or the
    cursor, ``moved`` the ``View`` after the days in sight changed, ``copied`` what is now on the clipboard, in words.
    """

    picked = Signal(str)
    pointed = Signal(str)
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spots: tuple[Scene, Spots] | None = None
        self._over: int | None = None
        self._cursor: Spot | None = None
        self._deeds: tuple[Deed, ...] = ()
        self.readout = Readout(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_chart(self, make: MakeChart | None, words: str) -> None:
        self._over = None
        super().show_chart(make, words)
        self._tell_again()

    def choose(self, key: str) -> None:
        """Light up what has that key, and bring it into sight; tells nobody that it was chosen."""
        if key == self.view.chosen:
            return
        self.view = replace(self.view, chosen=key)
        self.update()
        if key and self.spots.find(key) is None:
            self.bring_into_sight(key)
        if self._cursor is None or self._cursor.key != key:
            place = self.spots.find(key)
            self._cursor = None if place is None else self.spots.all[place]
        self._tell_again()

    def look_at(self, view: View) -> None:
        self._over = None
        super().look_at(view)
        self._tell_again()

    def offer(self, *deeds: Deed) -> None:
        """What the menu holds between *Copy picture* and *Show all*."""
        self._deeds = deeds

    @property
    def spots(self) -> Spots:
        """The spots as they are on the screen now."""
        scene = self.scene() or NOTHING
        if self._spots is None or self._spots[0] is not scene:
            self._spots = scene, Spots(scene, PIXELS_A_POINT)
        return self._spots[1]

    # --- mouse ---------------------------------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not self.pulling:
            self._point_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = event.button() == Qt.MouseButton.LeftButton and not self.pulling
        super().mouseReleaseEvent(event)
        self._point_at(event.position())
        if clicked and self._over is not None:
            self._set_cursor(self._over)
            self._pick(self.spots.all[self._over])

    def leaveEvent(self, event: QEvent) -> None:
        self._show_over(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._point_at(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        box = self.cursor_box
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = (box or self.rect().toRectF()).center().toPoint() if by_key else event.pos()
        self.menu().popup(self.mapToGlobal(at))

    def menu(self) -> QMenu:
        """Copy, what the page offers, and all there is."""
        menu = QMenu(tr("Chart"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, deed in ((tr("Copy picture"), self.copy_picture), *self._deeds):
            menu.addAction(name).triggered.connect(lambda _checked=False, deed=deed: deed())
        menu.setEnabled(self.shows_chart)
        if self.axis is not None:
            menu.addSeparator()
            everything = menu.addAction(tr("Show all"))
            everything.setEnabled(self.is_moved)
            everything.triggered.connect(lambda _checked=False: self.reset())
        return menu

    # --- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not carries_out(event, self._deed_of):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return takes_key(event, lambda key: self._deed_of(key) is not None) or super().event(event)

    def _deed_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None leaves it to the page."""
        if not self.shows_chart:
            return None
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_picture
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        others = event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
        return None if others else self._moves(event.key(), control) or self._steps(event.key(), control)

    def _moves(self, key: int, control: bool) -> Callable[[], object] | None:
        """Moving in time."""
        if self.axis is None:
            return None
        if control:
            share = {Key.Key_Left.value: -PULL, Key.Key_Right.value: PULL}.get(key)
            return partial(self.pan, share) if share is not None else None
        zooms = {Key.Key_Plus.value: STEP, Key.Key_Equal.value: STEP, Key.Key_Minus.value: 1 / STEP}
        if key in zooms:
            around = self.cursor_box.center().x() if self.cursor_box is not None else None
            return partial(self.zoom, zooms[key], around)
        wanted = key == Key.Key_0.value or (key == Key.Key_Escape.value and self.is_moved)
        return self.reset if wanted else None

    def _steps(self, key: int, control: bool) -> Callable[[], object] | None:
        """Going from spot to spot."""
        if control or not self.spots.all:
            return None
        if key in (Key.Key_Return.value, Key.Key_Enter.value):
            return partial(self._pick, self._cursor) if self._cursor is not None else None
        place = self._cursor_place
        start, end = key == Key.Key_Home.value, key == Key.Key_End.value
        if start or end or (place is None and key in STEPS):
            return partial(self._set_cursor, len(self.spots) - 1 if end or STEPS.get(key, (0, 0))[1] < 0 else 0)
        if place is None or key not in STEPS:
            return None
        upright, by = STEPS[key]
        return lambda: self._set_cursor(self.spots.above(place, by) if upright else self._on(place, by))

    def _on(self, place: int, by: int) -> int:
        return self.spots.beside(place, by) if abs(by) == 1 else min(max(place + by, 0), len(self.spots) - 1)

    # --- what is pointed at --------------------------------------------------------------------------------------

    @property
    def cursor_box(self) -> QRectF | None:
        """Where the spot is that the keyboard is on, in pixels; None where it is on none, or that is out of sight."""
        place = self._cursor_place
        return self.spots.boxes[place] if place is not None else None

    @property
    def _cursor_place(self) -> int | None:
        return self.spots.same(self._cursor) if self._cursor is not None else None

    def _set_cursor(self, place: int) -> None:
        self._cursor = self.spots.all[place]
        self.update()
        self._tell(place, self.spots.boxes[place].center())
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._cursor.words))

    def _pick(self, spot: Spot) -> None:
        if spot.key:
            self.choose(spot.key)
            self.picked.emit(spot.key)

    def _point_at(self, at: QPointF) -> None:
        over = self.spots.at(at)
        self._show_over(over)
        if over is not None:
            self._tell(over, at)
        named = over is not None and bool(self.spots.all[over].key)
        shape = Qt.CursorShape.PointingHandCursor if named else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape:
            self.setCursor(shape)

    def _show_over(self, place: int | None) -> None:
        """Ring what the pointer is on; where it is on nothing, the spot of the keyboard speaks again."""
        if place == self._over:
            return
        for each in (self._over, place):
            self._touch(self.spots.boxes[each] if each is not None and each < len(self.spots) else None)
        self._over = place
        if place is None:
            self._tell_again()

    def _tell_again(self) -> None:
        place = self._cursor_place if self.hasFocus() else None
        self._tell(place, self.spots.boxes[place].center() if place is not None else QPointF())

    def _tell(self, place: int | None, near: QPointF) -> None:
        words = self.spots.all[place].words if place is not None else ""
        self.readout.tell(words, self.spots.boxes[place] if place is not None else QRectF(), near, self.spots.crowd)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
            self.pointed.emit(words)

    def copy_picture(self) -> None:
        """What is in sight to the clipboard, in light colours whatever the window looks like."""
        if self._chart is not None:
            copy_picture(self._chart(style(), self.size_mm(), self.view), self.accessibleName())
            self.copied.emit(tr("The chart is on the clipboard as a picture."))

    # --- painting ------------------------------------------------------------------------------------------------

    def _touch(self, box: QRectF | None) -> None:
        """Paint a spot again, with its ring."""
        if box is not None:
            self.update(_ring(box).adjusted(-2, -2, 2, 2).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over is not None and self._over < len(self.spots):
            self._paint_ring(painter, self.spots.boxes[self._over], "text")
        if self.hasFocus() and (box := self.cursor_box) is not None:
            self._paint_ring(painter, box, "accent")
        elif self.hasFocus():
            painter.setPen(QPen(colours(self).colour("accent"), 1))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()

    def _paint_ring(self, painter: QPainter, box: QRectF, colour: str) -> None:
        """A line around a spot with a clear edge, so that it is seen on every ground."""
        ring, palette = _ring(box), colours(self)
        radius = ring.width() / 2 if _is_mark(box) else 3
        for name, width in (("surface", 4.5), (colour, 2.0)):
            painter.setPen(QPen(palette.colour(name), width))
            painter.drawRoundedRect(ring, radius, radius)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        self._tell_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        if self._over is None:
            self._tell_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._over = None
        self._tell_again()


NOTHING = Scene(0, 0, "", ())
Key = Qt.Key
STEPS: dict[int, tuple[bool, int]] = {
    Key.Key_Left.value: (False, -1),
    Key.Key_Right.value: (False, 1),
    Key.Key_PageUp.value: (False, -LEAP),
    Key.Key_PageDown.value: (False, LEAP),
    Key.Key_Up.value: (True, -1),
    Key.Key_Down.value: (True, 1),
}
"""Whether a key goes up and down, and its way."""


def _is_mark(box: QRectF) -> bool:
    """Whether a spot is a mark with its reach, and not a cell, a bar or a band."""
    return max(box.width(), box.height()) <= MARK


def _ring(box: QRectF) -> QRectF:
    """A mark gets a ring around it; anything larger is framed within, so that its neighbours stay whole."""
    if not _is_mark(box):
        return box.adjusted(1.5, 1.5, -1.5, -1.5) if min(box.width(), box.height()) > RING else box
    wide = max(box.width(), box.height(), 2 * RING) / 2 + 1
    return QRectF(box.center().x() - wide, box.center().y() - wide, 2 * wide, 2 * wide)
