"""How the section is drawn as a whole: the line of the ground, floors, and each stair's walls, name, fan and limits.

The same on screen, on paper and in a picture::

    paint_section(painter, colours(self), layout, marks)
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from firemode_desktop.domain.section_layout import NAMES, WALL, Column, Layout, Slot
from firemode_desktop.domain.section_marks import Marks
from firemode_desktop.ui import icons
from firemode_desktop.ui.overview.kit import Kit, rectangle
from firemode_desktop.ui.overview.paint import READABLE, FloorPainter, field_of
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import SMALL, Colours

MIDDLE = Qt.AlignmentFlag.AlignVCenter
ROOM_FOR_FAN_NAME, ROOM_FOR_LIMITS = 150.0, 70.0


def paint_section(
    painter: QPainter, palette: Colours, layout: Layout, marks: Marks, within: QRectF | None = None
) -> None:
    """All of it, or what lies ``within`` a part of it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    kit = Kit(painter, palette)
    floors = FloorPainter(kit, marks)
    if layout.ground is not None and layout.columns:
        _ground_line(kit, layout, layout.ground)
    for column in layout.columns:
        if within is not None and not _reach(column).intersects(within):
            continue
        for slot in column.slots:
            if within is None or _lies_in(slot, within):
                floors.floor(slot, column)
        _stair(kit, column, marks)


def _reach(column: Column) -> QRectF:
    box = column.box
    return QRectF(box.left - NAMES, box.top - 60, box.width + NAMES + WALL, box.height + 70)


def _lies_in(slot: Slot, within: QRectF) -> bool:
    return slot.box.top <= within.bottom() + 10 and slot.box.bottom >= within.top() - 10


def paint_frame(painter: QPainter, palette: Colours, slot: Slot, *, focus: bool) -> None:
    """A frame about the chosen floor; heavier while the keyboard is here."""
    kit = Kit(painter, palette)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    low = slot.box.height < 10
    if focus:
        kit.pen("surface", 4)
        painter.drawRect(rectangle(slot.box).adjusted(-1, -1, 1, 1))
    kit.pen("accent", 2 if focus else 1.5)
    grow = 1.0 if low or focus else -1.0
    painter.drawRect(rectangle(slot.box).adjusted(-grow, -grow, grow, grow))


def _ground_line(kit: Kit, layout: Layout, y: float) -> None:
    """The surface of the earth, through all stairs, hatched where it meets a wall."""
    first, last = layout.columns[0], layout.columns[-1]
    left, right = first.box.left - max(first.names, 24.0), last.box.right + max(last.wall, 24.0)
    kit.pen("faint", 1)
    kit.line(left, y + 0.5, right, y + 0.5)
    for column in layout.columns:
        for start, wide in ((column.box.right + 2, column.wall - 4), (column.box.left - 8, 6.0)):
            for step in range(int(wide // 6)):
                x = start + 6 * step + 5
                kit.line(x, y + 0.5, x - 4, y + 5.5)


def _stair(kit: Kit, column: Column, marks: Marks) -> None:
    box = rectangle(column.box)
    kit.pen("ink", 2)
    kit.painter.setBrush(Qt.BrushStyle.NoBrush)
    kit.painter.drawRect(box)
    top = box.top() - 48
    kit.words(13 if box.width() >= 60 else SMALL, "text", strong=True)
    wide = kit.painter.fontMetrics().horizontalAdvance(column.shaft.name)
    room = box.width() + (column.wall - 2 if column.wall < WALL else 0)
    place = QRectF(box.left(), top, min(wide + 4, room), 22)
    elided(kit.painter, place, column.shaft.name, Qt.AlignmentFlag.AlignLeft, name=True)
    if column.shaft.fan:
        _fan(kit, column.shaft.fan, box, wide + 16)
    if box.width() >= ROOM_FOR_LIMITS:
        _limit_figures(kit, box, marks)
    _limit_lines(kit, column, box, marks)


def _fan(kit: Kit, name: str, box: QRectF, taken: float) -> None:
    """The fan above the stair's wall with its duct down into it; its name before it, where there is room."""
    named = box.width() >= ROOM_FOR_FAN_NAME
    size, top = (24.0, box.top() - 49) if named else (15.0, box.top() - 24)
    icons.paint(kit.painter, QRectF(box.right() - size + 1, top, size, size), "fan", kit.colour("ink"))
    kit.pen("ink", 1.4 if named else 1)
    foot = top + size - 3
    for x in (box.right() - size * 0.68, box.right() - size * 0.26):
        kit.line(x, foot, x, box.top())
    if named:
        kit.words(SMALL, "quiet")
        place = QRectF(box.left() + taken, box.top() - 48, box.width() - taken - 30, 22)
        elided(kit.painter, place, name, Qt.AlignmentFlag.AlignRight)


def _limit_figures(kit: Kit, box: QRectF, marks: Marks) -> None:
    field = field_of(QRectF(box.left(), box.top(), box.width(), 24))
    for text, share in marks.limits:
        kit.words(SMALL, "accent_text", strong=True)
        x = field.left() + field.width() * share
        centre = QRectF(x - 40, box.top() - 19, 80, 16)
        kit.painter.drawText(centre, Qt.AlignmentFlag.AlignCenter, text)
        kit.painter.setPen(Qt.PenStyle.NoPen)
        kit.painter.setBrush(kit.colour("accent"))
        top = box.top()
        kit.painter.drawPolygon(QPolygonF([QPointF(x - 3, top - 4), QPointF(x + 3, top - 4), QPointF(x, top)]))


def _limit_lines(kit: Kit, column: Column, box: QRectF, marks: Marks) -> None:
    """The limits through all the low floors of a stair, thin; higher floors have their own."""
    low = [slot.box for slot in column.slots if slot.box.height < READABLE]
    if not low or not marks.limits:
        return
    field = field_of(box)
    kit.pen("accent", 0.6)
    for _, share in marks.limits:
        x = round(field.left() + field.width() * share) + 0.5
        kit.line(x, min(each.top for each in low), x, max(each.bottom for each in low))
