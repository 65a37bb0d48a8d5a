"""How the parts of the section are drawn: a cell with its bar, a shaft with its walls, the fan, the doors."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.section import Cell, Section, Shaft
from firemode_desktop.domain.standing import Measure, Standing
from firemode_desktop.ui import icons, status
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import SMALL, Colours, font

FIGURE = 46
"""Pixels at the left of a cell for its number."""
MARK = 34
"""Pixels at the right of a cell for its shape."""
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class CellPainter:
    """Draws one section in one measure; made anew for every paint."""

    def __init__(
        self, painter: QPainter, palette: Colours, section: Section, measure: Measure | None, case: str
    ) -> None:
        self._painter, self._palette = painter, palette
        self._measure, self._case = measure, case
        plain_ = measure is None or measure is Measure.TESTED
        self._limits = Limits() if plain_ or measure is None else section.limits_of(measure, case)
        self._reach = Decimal(1) if plain_ or measure is None else section.reach(measure, case)

    # --- a floor -------------------------------------------------------------------------------------------------

    def cell(self, cell: Cell, box: QRectF, *, chosen: bool, over: bool) -> None:
        """One floor: ground, number, bar, baseline, shape, the name of the level, its doors."""
        if self._measure is None:
            self._ground(box, Standing.PASS, chosen=chosen, over=over)
            self._level(cell, box, strong=chosen)
            self._doors(cell, box)
            return
        standing = cell.standing(self._measure, self._case)
        self._ground(box, standing, chosen=chosen, over=over)
        self._level(cell, box, strong=chosen)
        if self._measure is Measure.TESTED:
            self._tally(cell, box, standing)
        else:
            self._reading(cell, box, standing)
        size = max(8.0, min(11.0, box.height() * 0.42))
        centre = QPointF(box.right() - MARK / 2, box.center().y())
        status.paint(self._painter, centre, size, standing, status.colour(standing, self._palette))
        if cell.doubted(self._measure, self._case):
            self._doubt(box)
        self._doors(cell, box)

    def _doubt(self, box: QRectF) -> None:
        """A question mark before the shape: this pressure does not agree with others."""
        self._painter.setFont(font(12, strong=True))
        self._painter.setPen(self._palette.colour("near"))
        mark = QRectF(box.right() - MARK - 8, box.top(), 12, box.height())
        self._painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "?")

    def _ground(self, box: QRectF, standing: Standing, *, chosen: bool, over: bool) -> None:
        wash = {Standing.FAIL: "bad_wash", Standing.NEAR: "near_wash"}.get(standing, "surface")
        name = wash if wash != "surface" else "hover" if chosen or over else "surface"
        self._painter.fillRect(box, self._palette.colour(name))
        self._painter.setPen(QPen(self._palette.colour("line"), 1))
        self._painter.drawLine(box.bottomLeft() + QPointF(0, 0.5), box.bottomRight() + QPointF(0, 0.5))

    def _level(self, cell: Cell, box: QRectF, *, strong: bool) -> None:
        self._painter.setFont(font(SMALL, strong=strong))
        self._painter.setPen(self._palette.colour("text" if strong else "quiet"))
        elided(self._painter, QRectF(box.left() - 78, box.top(), 68, box.height()), cell.level, RIGHT)

    def _bar_box(self, box: QRectF) -> QRectF:
        """The field in which bars lie: its width is the reach of the axis."""
        height = max(7.0, min(14.0, box.height() * 0.38))
        return QRectF(box.left() + FIGURE, box.center().y() - height / 2, box.width() - FIGURE - MARK, height)

    def _reading(self, cell: Cell, box: QRectF, standing: Standing) -> None:
        field = self._bar_box(box)
        self._limit_lines(box, field)
        shown = cell.reading(self._measure, self._case)
        grave = standing in (Standing.FAIL, Standing.NEAR)
        if shown is None or shown.value is None:
            skipped = standing is Standing.SKIPPED
            words = Standing.SKIPPED.label if skipped else Standing.NOT_TESTED.label
            self._words(field, words, cell.baseline(self._measure, self._case))
        else:
            before = (self._measure, self._case) in cell.due
            fill = status.colour(standing, self._palette) if grave else self._palette.colour("bar")
            self._bar(field, shown.value, fill, hollow=before)
            self._painter.setFont(font(12, strong=grave))
            self._painter.setPen(fill if grave else self._palette.colour("faint" if before else "text"))
            self._painter.drawText(QRectF(box.left(), box.top(), FIGURE - 6, box.height()), RIGHT | MIDDLE, shown.shown)
        baseline = cell.baseline(self._measure, self._case)
        if baseline is not None:
            self._baseline(field, baseline)

    def _bar(self, field: QRectF, value: Decimal, fill: QColor, *, hollow: bool) -> None:
        """A bar as long as the value; hollow where it was read in an earlier session and is to be read again."""
        x = self._x(field, value)
        bar = QRectF(field.left(), field.top(), max(2.0, x - field.left()), field.height())
        self._painter.setPen(QPen(fill, 1) if hollow else Qt.PenStyle.NoPen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush if hollow else fill)
        if hollow:
            bar.adjust(0.5, 0.5, -0.5, -0.5)
        self._painter.drawRoundedRect(bar, 2, 2)
        if value > self._reach:
            self._break(bar)

    def _break(self, bar: QRectF) -> None:
        """A cut in a bar that goes on beyond the axis."""
        self._painter.setPen(QPen(self._palette.colour("surface"), 3))
        x = bar.right() - 12
        self._painter.drawLine(QPointF(x - 2, bar.bottom() + 2), QPointF(x + 4, bar.top() - 2))

    def _baseline(self, field: QRectF, value: Decimal) -> None:
        x = self._x(field, value)
        self._painter.setPen(QPen(self._palette.colour("ink"), 2))
        self._painter.drawLine(QPointF(x, field.top() - 3), QPointF(x, field.bottom() + 3))

    def _limit_lines(self, box: QRectF, field: QRectF) -> None:
        self._painter.setPen(QPen(self._palette.colour("accent"), 1, Qt.PenStyle.CustomDashLine))
        pen = self._painter.pen()
        pen.setDashPattern([3, 3])
        self._painter.setPen(pen)
        for limit in (self._limits.minimum, self._limits.maximum):
            if limit is not None and limit <= self._reach:
                x = round(self._x(field, limit)) + 0.5
                self._painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))

    def _words(self, field: QRectF, text: str, baseline: Decimal | None = None) -> None:
        self._painter.setFont(font(SMALL))
        self._painter.setPen(self._palette.colour("faint"))
        box = QRectF(field.left(), field.top() - 6, field.width(), field.height() + 12)
        metrics = self._painter.fontMetrics()
        start = self._clear(field, metrics.horizontalAdvance(text), baseline)
        self._painter.drawText(box.adjusted(start, 0, 0, 0), MIDDLE, text)

    def _clear(self, field: QRectF, width: float, baseline: Decimal | None) -> float:
        """Where words of this width can stand in the field without a limit or the baseline running through them."""
        lines = (self._limits.minimum, self._limits.maximum, baseline)
        start = 0.0
        for end in sorted(self._x(field, line) - field.left() for line in lines if line is not None):
            if start + width + 6 < end:
                return start
            start = end + 8
        return start

    def _x(self, field: QRectF, value: Decimal) -> float:
        share = float(max(Decimal(0), min(value, self._reach)) / self._reach)
        return field.left() + field.width() * share

    def _tally(self, cell: Cell, box: QRectF, standing: Standing) -> None:
        """How much of the session is done at this floor: a block a test, hollow where it is still to be done."""
        tally, field = cell.tested, self._bar_box(box)
        if not tally.total:
            self._words(field, "no tests here")
            return
        gap = 3.0 if field.width() / tally.total > 9 else 0.0
        width = (field.width() + gap) / tally.total - gap
        kinds = ["bar"] * (tally.done - tally.failing) + ["bad"] * tally.failing + ["faint"] * tally.skipped
        kinds += [""] * tally.left
        for index, name in enumerate(kinds):
            block = QRectF(field.left() + index * (width + gap), field.top(), width, field.height())
            self._painter.setPen(Qt.PenStyle.NoPen if name else QPen(self._palette.colour("bar"), 1))
            self._painter.setBrush(self._palette.colour(name) if name else Qt.BrushStyle.NoBrush)
            self._painter.drawRoundedRect(block if name else block.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        self._painter.setFont(font(12, strong=standing is Standing.FAIL))
        self._painter.setPen(self._palette.colour("bad" if standing is Standing.FAIL else "text"))
        text = f"{tally.done}/{tally.total}"
        self._painter.drawText(QRectF(box.left(), box.top(), FIGURE - 6, box.height()), RIGHT | MIDDLE, text)

    def _doors(self, cell: Cell, box: QRectF) -> None:
        """Doors as leaves that stand a little open, at the right wall; more than three are counted."""
        self._painter.setPen(QPen(self._palette.colour("ink"), 1.4))
        shown = cell.doors[:3]
        for index in range(len(shown)):
            y = box.top() + box.height() * (index + 1) / (len(shown) + 1) + 3
            self._painter.drawLine(QPointF(box.right() + 1, y), QPointF(box.right() + 12, y - 8))
        if len(cell.doors) > len(shown):
            self._painter.setFont(font(9))
            self._painter.drawText(QRectF(box.right() + 13, box.top(), 17, box.height()), MIDDLE, str(len(cell.doors)))

    # --- a stair -------------------------------------------------------------------------------------------------

    def shaft(self, shaft: Shaft, box: QRectF) -> None:
        """Walls, the stair's name, its fan, and what the limit lines are."""
        ink = self._palette.colour("ink")
        self._painter.setPen(QPen(ink, 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(box)
        self._painter.setFont(font(13, strong=True))
        self._painter.setPen(self._palette.colour("text"))
        name = self._painter.fontMetrics().horizontalAdvance(shaft.name)
        top = box.top() - 48
        self._painter.drawText(QRectF(box.left(), top, name + 4, 22), MIDDLE, shaft.name)
        if shaft.fan:
            self._fan(shaft.fan, QRectF(box.left() + name + 16, top, box.width() - name - 16, 22))
        self._limit_figures(box)
        self._ground_line(shaft, box)

    def _fan(self, name: str, box: QRectF) -> None:
        """The fan above the shaft's wall, its duct down into the shaft, its name before it."""
        ink = self._palette.colour("ink")
        icons.paint(self._painter, QRectF(box.right() - 23, box.top() - 1, 24, 24), "fan", ink)
        self._painter.setPen(QPen(ink, 1.4))
        for x in (box.right() - 16, box.right() - 6):
            self._painter.drawLine(QPointF(x, box.top() + 20), QPointF(x, box.top() + 48))
        self._painter.setFont(font(SMALL))
        self._painter.setPen(self._palette.colour("quiet"))
        elided(self._painter, box.adjusted(0, 0, -30, 0), name, RIGHT)

    def _ground_line(self, shaft: Shaft, box: QRectF) -> None:
        """The surface of the earth, where the building meets it."""
        bottom, top = shaft.cells[0].bottom_m, shaft.cells[-1].top_m
        if not bottom <= 0 < top:
            return
        y = round(box.bottom() - box.height() * float(-bottom / (top - bottom))) + 0.5
        self._painter.setPen(QPen(self._palette.colour("faint"), 1))
        for left, right in ((box.left() - 26, box.left() - 2), (box.right() + 2, box.right() + 26)):
            self._painter.drawLine(QPointF(left, y), QPointF(right, y))
            for step in range(4):
                x = left + 6 * step + 4
                self._painter.drawLine(QPointF(x, y), QPointF(x - 4, y + 5))

    def _limit_figures(self, box: QRectF) -> None:
        field = self._bar_box(box)
        self._painter.setFont(font(SMALL, strong=True))
        self._painter.setPen(self._palette.colour("accent_text"))
        for limit in (self._limits.minimum, self._limits.maximum):
            if limit is not None and limit <= self._reach:
                x = self._x(field, limit)
                centre = QRectF(x - 40, box.top() - 19, 80, 16)
                self._painter.drawText(centre, Qt.AlignmentFlag.AlignCenter, plain(limit))
                tick = QPolygonF([QPointF(x - 3, box.top() - 4), QPointF(x + 3, box.top() - 4), QPointF(x, box.top())])
                self._painter.setBrush(self._palette.colour("accent"))
                pen = self._painter.pen()
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.drawPolygon(tick)
                self._painter.setPen(pen)

    def frame(self, box: QRectF, *, focus: bool) -> None:
        """A frame about the chosen floor."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(self._palette.colour("accent"), 2 if focus else 1.5))
        self._painter.drawRect(box.adjusted(1, 1, -1, -0.5))
