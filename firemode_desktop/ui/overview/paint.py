"""How a floor of the section is drawn: its bar against limits and baseline, its shape, its name, its doors.

What finds no room is left away in this order: names of levels, numbers, shapes; bar and ground colour stay to the last.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt

from firemode_desktop.domain.section_layout import Column, Slot
from firemode_desktop.domain.section_marks import Mark, Marks
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.overview.kit import Kit, rectangle
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import SMALL

FIGURE, MARK = 46.0, 34.0
"""Room at the left of a floor for its number, at the right for its shape, where there is room."""
READABLE = 10.0
"""A floor lower than this has no number."""
ROOM_FOR_FIGURE, ROOM_FOR_MARK = 104.0, 36.0
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter
_BLOCKS = {Standing.PASS: "bar", Standing.FAIL: "bad", Standing.NEAR: "near", Standing.SKIPPED: "faint"}
_WASH = {Standing.FAIL: "bad_wash", Standing.NEAR: "near_wash"}


def field_of(box: QRectF) -> QRectF:
    """Where the bar of a floor lies: as wide as the axis."""
    height = max(2.0, min(14.0, box.height() * (0.38 if box.height() > 18 else 0.55)))
    left = FIGURE if box.width() >= ROOM_FOR_FIGURE else 4.0
    right = MARK if box.width() >= ROOM_FOR_FIGURE else 13.0 if box.width() >= ROOM_FOR_MARK else 3.0
    return QRectF(box.left() + left, box.center().y() - height / 2, box.width() - left - right, height)


def _shaped(block: QRectF, standing: Standing, out: float) -> QRectF:
    """The block of a test in the shape of its standing."""
    if standing is Standing.SKIPPED:
        dash = max(1.5, block.height() * 0.22)
        return QRectF(block.left(), block.center().y() - dash / 2, block.width(), dash)
    above = out if standing in (Standing.FAIL, Standing.NEAR) else 0.0
    return block.adjusted(0, -above, 0, out if standing is Standing.FAIL else 0)


class FloorPainter:
    """Draws floors of one section in one measure."""

    def __init__(self, kit: Kit, marks: Marks) -> None:
        self.kit, self.marks = kit, marks
        self._roomy: dict[tuple[float, float], bool] = {}

    def floor(self, slot: Slot, column: Column, *, chosen: bool = False, over: bool = False) -> None:
        """One floor with everything that belongs to it."""
        box = rectangle(slot.box)
        mark = self.marks.floors.get(slot.cell.floor_id)
        self._ground(slot, box, mark, lit=chosen or over)
        if mark is not None:
            self._content(box, mark)
        if column.names and (slot.named or chosen or over):
            self._name(slot, box, column, strong=chosen, alone=not slot.named)
        self._doors(slot, box, column)

    def _content(self, box: QRectF, mark: Mark) -> None:
        field = field_of(box)
        self._limits(box, field)
        if mark.blocks:
            self._blocks(field, mark.blocks)
        elif mark.share is not None:
            self._bar(field, mark, mark.share)
        elif box.height() >= READABLE and box.width() >= ROOM_FOR_FIGURE:
            self._words(field, mark)
        if mark.baseline is not None:
            self._baseline(field, mark.baseline)
        if mark.figure and box.height() >= READABLE and box.width() >= ROOM_FOR_FIGURE:
            self._figure(box, mark)
        if box.width() >= ROOM_FOR_MARK:
            self._shape(box, mark)

    def _ground(self, slot: Slot, box: QRectF, mark: Mark | None, *, lit: bool) -> None:
        wash = _WASH.get(mark.standing, "") if mark else ""
        self.kit.block(box, wash or ("hover" if lit else "surface"))
        if box.height() > 3:
            self.kit.pen("faint" if slot.cell.assumed else "line", 1, dashes=3 if slot.cell.assumed else 0)
            self.kit.line(box.left(), box.bottom() - 0.5, box.right(), box.bottom() - 0.5)

    def _name(self, slot: Slot, box: QRectF, column: Column, *, strong: bool, alone: bool) -> None:
        """The level's name; where it had no room it is written over its neighbours' while the floor is pointed at."""
        place = QRectF(box.left() - column.names + 2, box.center().y() - 8, column.names - 10, 16)
        if alone or strong:
            self.kit.block(place.adjusted(-2, 0, 4, 0), "surface")
        self.kit.words(SMALL, "text" if strong else "quiet", strong=strong)
        level = f"≈ {slot.cell.level}" if slot.cell.assumed else slot.cell.level
        elided(self.kit.painter, place, level, RIGHT, name=True)

    def _figure(self, box: QRectF, mark: Mark) -> None:
        standing = mark.standing
        tone = status.COLOUR_NAMES[standing] if mark.grave else "faint" if mark.again else "text"
        self.kit.words(12 if box.height() >= 15 else 10 if box.height() >= 12 else 9, tone, strong=mark.grave)
        self.kit.painter.drawText(QRectF(box.left(), box.top(), FIGURE - 6, box.height()), RIGHT | MIDDLE, mark.figure)

    def _shape(self, box: QRectF, mark: Mark) -> None:
        wide = box.width() >= ROOM_FOR_FIGURE
        size = max(3.5, min(11.0, box.height() * (0.42 if box.height() > 20 else 0.62)))
        centre = QPointF(box.right() - (MARK / 2 if wide else 7), box.center().y())
        colour = self.kit.colour(status.COLOUR_NAMES[mark.standing])
        status.paint(self.kit.painter, centre, size, mark.standing, colour)
        if mark.doubted and wide and box.height() >= READABLE:
            self.kit.words(12, "near", strong=True)
            place = QRectF(box.right() - MARK - 1, box.top(), 12, box.height())
            self.kit.painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")

    def _bar(self, field: QRectF, mark: Mark, share: float) -> None:
        """A bar as long as the value; hollow where it was read in an earlier session and is to be read again."""
        bar = QRectF(field.left(), field.top(), max(2.0, field.width() * share), field.height())
        tone = status.COLOUR_NAMES[mark.standing] if mark.grave else "bar"
        if mark.again:
            self.kit.pen(tone, 1)
            self.kit.painter.setBrush(Qt.BrushStyle.NoBrush)
            self.kit.painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            self.kit.block(bar, tone, 2.0 if field.height() >= 6 else 0.0)
        if mark.beyond:
            self._break(bar)

    def _break(self, bar: QRectF) -> None:
        """A cut in a bar that goes on beyond the axis."""
        self.kit.pen("surface", 3)
        self.kit.line(bar.right() - 14, bar.bottom() + 2, bar.right() - 8, bar.top() - 2)

    def _baseline(self, field: QRectF, share: float) -> None:
        x = field.left() + field.width() * share
        over = min(3.0, field.height() * 0.3)
        self.kit.pen("ink", 2 if field.height() >= 6 else 1.2)
        self.kit.line(x, field.top() - over, x, field.bottom() + over)

    def _limits(self, box: QRectF, field: QRectF) -> None:
        if box.height() < READABLE or not self.marks.limits:
            return  # of low floors the stair draws them in one line each
        self.kit.pen("accent", 1, dashes=3)
        for _, share in self.marks.limits:
            x = round(field.left() + field.width() * share) + 0.5
            self.kit.line(x, box.top(), x, box.bottom())

    def _words(self, field: QRectF, mark: Mark) -> None:
        self.kit.words(SMALL if field.height() >= 7 else 10, "faint")
        wide = self.kit.painter.fontMetrics().horizontalAdvance(mark.words)
        if not self._room(field, wide):
            return  # the shapes say it, on every floor alike
        start = self._clear(field, wide, mark.baseline)
        place = QRectF(field.left() + start, field.top() - 6, field.width() - start, field.height() + 12)
        self.kit.painter.drawText(place, MIDDLE, mark.words)

    def _room(self, field: QRectF, wide: float) -> bool:
        """Whether words of this width stand clear in a field as wide as this on all floors that have words."""
        if (asked := (field.width(), wide)) not in self._roomy:
            starts = (self._clear(field, wide, mark.baseline) for mark in self.marks.floors.values() if mark.words)
            self._roomy[asked] = all(start + wide <= field.width() for start in starts)
        return self._roomy[asked]

    def _clear(self, field: QRectF, wide: float, baseline: float | None) -> float:
        """Where words of this width can stand in the field without a limit or the baseline running through them."""
        lines = [share for _, share in self.marks.limits] + ([] if baseline is None else [baseline])
        start = 0.0
        for end in sorted(field.width() * line for line in lines):
            if start + wide + 6 < end:
                return start
            start = end + 8
        return start

    def _blocks(self, field: QRectF, standings: Sequence[Standing]) -> None:
        """A block for each thing that is counted at this floor.

        Told apart by shape as well: what fails stands out above and below, what is near a limit above, what was skipped
        is a dash, what is still to be done is hollow.
        """
        out = min(3.0, field.height() * 0.3)
        gap = 3.0 if field.width() / len(standings) > 9 else 0.0
        width = (field.width() + gap) / len(standings) - gap
        radius = 2.0 if width > 5 and field.height() >= 6 else 0.0
        for index, standing in enumerate(standings):
            block = QRectF(field.left() + index * (width + gap), field.top(), width, field.height())
            if standing is not Standing.NOT_TESTED:
                self.kit.block(_shaped(block, standing, out), _BLOCKS[standing], radius)
            elif width > 3:
                self.kit.pen("bar", 1)
                self.kit.painter.setBrush(Qt.BrushStyle.NoBrush)
                self.kit.painter.drawRect(block.adjusted(0.5, 0.5, -0.5, -0.5))

    def _doors(self, slot: Slot, box: QRectF, column: Column) -> None:
        """Doors as leaves that stand a little open, at the right wall; more than three are counted."""
        doors = slot.cell.doors[: 3 if box.height() >= READABLE else 1]
        reach = min(11.0, column.wall - 4)
        rise = min(8.0, max(2.0, box.height() * 0.4))
        self.kit.pen("ink", 1.4 if box.height() >= READABLE else 1)
        for index in range(len(doors)):
            y = box.top() + box.height() * (index + 1) / (len(doors) + 1) + rise * 0.4
            self.kit.line(box.right() + 1, y, box.right() + 1 + reach, y - rise)
        if len(slot.cell.doors) > 3 and box.height() >= READABLE and column.wall > 20:
            self.kit.words(9, "ink")
            place = QRectF(box.right() + 13, box.top(), 17, box.height())
            self.kit.painter.drawText(place, MIDDLE, str(len(slot.cell.doors)))
