"""The building drawn as a section, the program's signature.

Stairs are shafts side by side, floors are cells at their true heights. In a cell stand the latest reading as a number
and as a bar against its limits and its baseline, the doors as ticks on the wall, and the status by its shape; above it
the fan. Everything is drawn from a frozen ``Section``; a click or the arrow keys choose a floor::

    drawing = SectionDrawing()             view = SectionView(drawing)        # view.py: scroll bars, zoom, pan
    drawing.show_section(section)          drawing.show_measure(Measure.PRESSURE, "all_closed")
    drawing.show_floors()                  # no measurement: a draft of a building
    drawing.show_marks(marks)              # what something else has worked out: how complete the baselines are
    drawing.selected  → (stair_id, floor_id) or None        drawing.chosen(stair_id, floor_id), drawing.entered(…)

Alone in a layout it fills the room it is given; in a ``SectionView`` it grows with the zoom.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QToolTip, QWidget

from firemode_desktop.domain.section import Section
from firemode_desktop.domain.section_layout import Layout, Slot, lay_out
from firemode_desktop.domain.section_marks import Marks, marked
from firemode_desktop.domain.section_words import describe, summary
from firemode_desktop.domain.standing import Measure
from firemode_desktop.ui.keys import takes_key
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.overview.kit import Kit, rectangle
from firemode_desktop.ui.overview.paint import FloorPainter
from firemode_desktop.ui.overview.shafts import paint_frame, paint_section
from firemode_desktop.ui.overview.steps import stepped
from firemode_desktop.ui.theme import colours

FARTHEST = 6.0
CACHED = 6_000_000
"""Up to so many pixels the drawing is kept as a picture; beyond, only what is in view is drawn."""
FEW = 12
"""Up to so many floors are drawn again in that picture where they changed."""
MANY, CALM_MS = 200, 80
"""With more floors the picture is stretched while the window is being resized, and drawn anew when that has ended."""
Chosen = tuple[UUID, UUID]


class SectionDrawing(QWidget):
    """The drawing; its least size grows with the zoom."""

    chosen = Signal(object, object)
    """A floor was chosen: stair id, floor id."""
    entered = Signal(object, object)
    """A floor was chosen and opened, by a double click or Enter."""
    zoomed = Signal(float)
    anchored = Signal(QPointF, QPointF)
    """After a zoom: what lay at the first point lies at the second now."""
    panned = Signal(QPoint)
    """The drawing is pulled by so much."""
    menu_wanted = Signal(QPoint)
    """The menu of the chosen floor is wanted at this place of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section: Section | None = None
        self.measure: Measure | None = None
        self.case = ""
        self.selected: Chosen | None = None
        self.zoom = 1.0
        self.plan = Layout(0, 0)
        self.marks = Marks()
        self._given: Marks | None = None
        self._room: QSize | None = None
        self._over: Slot | None = None
        self._pulled: QPointF | None = None
        self._base: tuple[object, QPixmap] | None = None
        self._resizing = QTimer(self)
        self._resizing.setSingleShot(True)
        self._resizing.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.setAccessibleName(tr("Section of the building"))

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_section(self, section: Section) -> None:
        """Draw this building; a floor that is still there stays chosen."""
        self.section = section
        self._arrange()
        if self.selected is not None and self.slot(*self.selected) is None:
            self.selected = None
        self._mark()

    def show_measure(self, measure: Measure, case: str) -> None:
        """Draw another measurement."""
        self.measure, self.case, self._given = measure, case, None
        self._mark()

    def show_marks(self, marks: Marks) -> None:
        """Draw these marks, which bring their own sentences. Where few floors changed, only those are drawn again."""
        changed = self._changed(marks)
        if changed is None:
            self._given = marks
            self._mark()
            return
        self._given = self.marks = marks
        self._repaint(changed)
        self._tell()

    def _changed(self, marks: Marks) -> list[Slot] | None:
        """The floors that are another now; None where all of it is to be drawn anew."""
        if self._base is None or self._base[0] != self._key or marks.limits != self.marks.limits:
            return None
        before, after = self.marks.floors, marks.floors
        changed = [slot for slot in self.plan.slots if before.get(slot.cell.floor_id) != after.get(slot.cell.floor_id)]
        return changed if len(changed) <= FEW else None

    def _repaint(self, slots: Sequence[Slot]) -> None:
        """Draw these floors again in the picture that is kept."""
        assert self._base is not None
        picture = self._base[1]
        painter = QPainter(picture)
        for slot in slots:
            part = rectangle(slot.box).adjusted(-90, -10, 40, 10)
            painter.setClipRect(part)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.fillRect(part, Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            paint_section(painter, colours(self), self.plan, self.marks, part)
            self._touch(slot)
        painter.end()
        self._base = self._key, picture

    def show_floors(self) -> None:
        """Draw the floors alone: their names, heights and doors, and no measurement."""
        self.measure, self.case, self._given = None, "", None
        self._mark()

    def _mark(self) -> None:
        found = marked(self.section, self.measure, self.case) if self.section else Marks()
        self.marks = found if self._given is None else self._given
        self._base = None
        self.update()
        self._tell()

    def select(self, stair_id: UUID, floor_id: UUID) -> None:
        """Choose a floor; says so where it is another one."""
        if self.selected != (stair_id, floor_id):
            self._touch(self._current)
            self.selected = stair_id, floor_id
            self._touch(self._current)
            self._tell(aloud=True)
            self.chosen.emit(stair_id, floor_id)

    def fit(self, room: QSize) -> None:
        """The room there is at zoom 1, from the view it stands in."""
        self._room = room
        self._arrange()

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """1 shows the whole building; up to 6. What lies ``at`` a point (else the chosen floor) stays in its place."""
        before = at or self._centre()
        slot = self.plan.at(before.x(), before.y())
        share = QPointF(before.x() / max(1, self.width()), before.y() / max(1, self.height()))
        within = _share(slot, before) if slot else share
        self.zoom = max(1.0, min(FARTHEST, zoom))
        self._arrange()
        again = self.slot(slot.shaft.stair_id, slot.cell.floor_id) if slot else None
        box = rectangle(again.box) if again else QRectF(QPointF(0, 0), QSizeF(self.minimumSize()))
        after = QPointF(box.left() + box.width() * within.x(), box.top() + box.height() * within.y())
        self.zoomed.emit(self.zoom)
        self.anchored.emit(before, after)

    def _centre(self) -> QPointF:
        shown = self.visibleRegion().boundingRect()
        chosen = self._current
        if chosen is not None and shown.intersects(rectangle(chosen.box).toRect()):
            return rectangle(chosen.box).center()
        return QPointF(shown.center())

    # --- where things are ----------------------------------------------------------------------------------------

    def slot(self, stair_id: UUID, floor_id: UUID) -> Slot | None:
        """Where a floor is drawn."""
        return self.plan.slot(stair_id, floor_id)

    @property
    def _current(self) -> Slot | None:
        return self.slot(*self.selected) if self.selected else None

    def at(self, point: QPointF) -> Slot | None:
        """The floor at a point; its level's name and its doors belong to it."""
        return self.plan.at(point.x(), point.y())

    def _arrange(self) -> None:
        """Work out where every floor lies."""
        room = self._room or self.size()
        self._over = None
        if self._base is not None and len(self.plan.slots) > MANY:
            self._resizing.start(CALM_MS)
        else:
            self._base = None
        self.update()
        if self.section is None or not any(shaft.cells for shaft in self.section.shafts):
            self.plan = Layout(room.width(), room.height())
            self.setMinimumSize(QSize(0, 0))
            return
        self.plan = lay_out(self.section, room.width(), room.height(), self.zoom)
        if self._room is not None:
            self.setMinimumSize(QSize(round(self.plan.width), round(self.plan.height)))

    def sizeHint(self) -> QSize:
        return QSize(480, 360)

    # --- drawing -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.section is None:
            return
        painter = QPainter(self)
        base = self._picture()
        if base is not None:
            part = QRectF(event.rect())
            across, down = base.width() / self.width(), base.height() / self.height()
            source = QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)
            painter.drawPixmap(part, base, source)
        else:
            paint_section(painter, colours(self), self.plan, self.marks, QRectF(event.rect()))
        self._paint_lit(painter)
        painter.end()

    def _picture(self) -> QPixmap | None:
        """The drawing without what is chosen, kept until it changes; None where it would be too large to keep."""
        ratio = self.devicePixelRatioF()
        if self.width() * self.height() * ratio * ratio > CACHED:
            return None
        key = self._key
        if self._base is not None and self._resizing.isActive():
            return self._base[1]
        if self._base is None or self._base[0] != key:
            made = QPixmap(self.size() * ratio)
            made.setDevicePixelRatio(ratio)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            paint_section(painter, colours(self), self.plan, self.marks)
            painter.end()
            self._base = key, made
        return self._base[1]

    @property
    def _key(self) -> object:
        """What the kept picture shows."""
        return id(self.plan), id(self.marks), self.size(), self.devicePixelRatioF(), colours(self).chart

    def _paint_lit(self, painter: QPainter) -> None:
        """The floor under the pointer and the chosen one, over the rest."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floors = FloorPainter(Kit(painter, colours(self)), self.marks)
        current = self._current
        for column in self.plan.columns:
            for slot in {id(one): one for one in (self._over, current) if one is not None}.values():
                if slot.shaft is column.shaft:
                    floors.floor(slot, column, chosen=slot is current, over=slot is self._over)
        if current is not None:
            paint_frame(painter, colours(self), current, focus=self.hasFocus())

    def _touch(self, slot: Slot | None) -> None:
        """Draw a floor again, with its name and its doors."""
        if slot is not None:
            self.update(rectangle(slot.box).adjusted(-90, -10, 40, 10).toAlignedRect())

    def _point_at(self, slot: Slot | None) -> None:
        if slot is not self._over:
            self._touch(self._over)
            self._over = slot
            self._touch(slot)
            self.setCursor(Qt.CursorShape.PointingHandCursor if slot else Qt.CursorShape.ArrowCursor)

    # --- mouse, wheel and gestures -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pulled = event.globalPosition()
        if event.button() != Qt.MouseButton.MiddleButton and (slot := self.at(event.position())) is not None:
            self.select(slot.shaft.stair_id, slot.cell.floor_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (slot := self.at(event.position())) is not None:
            self.entered.emit(slot.shaft.stair_id, slot.cell.floor_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() or self._pulled is None:
            self._point_at(self.at(event.position()))
            return
        by = event.globalPosition() - self._pulled
        pulling = self.cursor().shape() == Qt.CursorShape.ClosedHandCursor
        if pulling or by.manhattanLength() >= QApplication.startDragDistance():
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._pulled = event.globalPosition()
            self.panned.emit(by.toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pulled = None
        self._over = None
        self._point_at(self.at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * 1.0015 ** event.angleDelta().y(), event.position())
            event.accept()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button, or the menu key: then at the chosen floor."""
        current = self._current
        if event.reason() == QContextMenuEvent.Reason.Keyboard and current is not None:
            self.menu_wanted.emit(self.mapToGlobal(rectangle(current.box).center().toPoint()))
        else:
            self.menu_wanted.emit(event.globalPos())

    # --- keys ----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        zooms = {
            Qt.Key.Key_Plus: self.zoom * 1.25,
            Qt.Key.Key_Equal: self.zoom * 1.25,
            Qt.Key.Key_Minus: self.zoom / 1.25,
            Qt.Key.Key_0: 1.0,
        }
        if key in zooms:
            self.set_zoom(zooms[key])
        elif control and key in PULLS:
            self.panned.emit(QPoint(*PULLS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected:
            self.entered.emit(*self.selected)
        elif (slot := stepped(self.plan, self._current, key, control)) is not None:
            self.select(slot.shaft.stair_id, slot.cell.floor_id)
        else:
            super().keyPressEvent(event)

    # --- words ---------------------------------------------------------------------------------------------------

    def sentence(self, slot: Slot) -> str:
        """A floor in words."""
        if self.marks.sentence is not None:
            return self.marks.sentence(slot.cell.floor_id)
        return describe(slot.shaft, slot.cell, self.measure, self.case)

    def event(self, event: QEvent) -> bool:
        if takes_key(event, _is_fit):  # elsewhere Ctrl+0 leads to another page
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self.zoom * (1 + event.value()), event.position())
            return True
        if isinstance(event, QGestureEvent) and isinstance(
            pinch := event.gesture(Qt.GestureType.PinchGesture), QPinchGesture
        ):
            self.set_zoom(self.zoom * pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint())))
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        slot = self.at(QPointF(event.pos()))
        if slot is None:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), fill(self.sentence(slot), 76), self, rectangle(slot.box).toRect())

    def _tell(self, aloud: bool = False) -> None:
        """Give a screen reader the building as the name, the chosen floor as the description."""
        if self.section is not None:
            self.setAccessibleName(self.marks.summary or summary(self.section, self.measure, self.case))
        current = self._current
        words = self.sentence(current) if current else ""
        self.setAccessibleDescription(words)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if aloud and words and self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def focusInEvent(self, event: object) -> None:
        self._touch(self._current)

    def focusOutEvent(self, event: object) -> None:
        self._touch(self._current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room is None:
            self._arrange()


PULLS = {
    Qt.Key.Key_Up: (0, 60),
    Qt.Key.Key_Down: (0, -60),
    Qt.Key.Key_Left: (60, 0),
    Qt.Key.Key_Right: (-60, 0),
}
"""With Ctrl the arrow keys pull the drawing, in pixels."""


def _is_fit(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_0.value and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _share(slot: Slot, point: QPointF) -> QPointF:
    """Where in a floor a point lies, as shares of its width and height."""
    box = slot.box
    return QPointF((point.x() - box.left) / box.width, (point.y() - box.top) / max(1.0, box.height))
