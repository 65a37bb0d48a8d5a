"""A sequence in time: a bar a step from −tolerance to +tolerance, the planned moment, and what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.scenarios import SeenStep
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.theme import BODY, SMALL, Colours, colours, font

ROW = 44
HEAD, FOOT = 30, 24
NAMES, LONG_NAMES = 120, 220
WORDS = 112
SHORTEST = 10.0
LEFT = Qt.AlignmentFlag.AlignLeft
CENTRE = Qt.AlignmentFlag.AlignCenter


class Timeline(QWidget):
    """``chosen(step_order)`` when a step is clicked."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[SeenStep, ...] = ()
        self._at: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Timeline")

    def show_steps(self, steps: Sequence[SeenStep]) -> None:
        """Draw these, in their order from the top."""
        self._steps = tuple(steps)
        told = "; ".join(f"{one.step.words}: {one.said or 'not tested'}" for one in steps)
        self.setAccessibleDescription(told)
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def highlight(self, step_order: int | None) -> None:
        """Mark one step."""
        if step_order != self._at:
            self._at = step_order
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self.names) + WORDS + 300, HEAD + ROW * len(self._steps) + FOOT)

    # --- where things are ----------------------------------------------------------------------------------------

    @property
    def reach_s(self) -> float:
        """The last second that is drawn: every window, and every effect that is not far beyond them."""
        latest = max((float(one.step.latest) for one in self._steps), default=0.0)
        seen = max((float(one.at) for one in self._steps if one.at is not None), default=0.0)
        return max(SHORTEST, latest, min(seen, 3 * max(latest, SHORTEST))) * 1.04

    @property
    def names(self) -> float:
        """The width of the names: that of the longest, within reason."""
        metrics = QFontMetricsF(font(BODY, strong=True))
        longest = max((metrics.horizontalAdvance(one.step.component_id) for one in self._steps), default=0.0)
        return min(max(NAMES, longest + 24), LONG_NAMES)

    def x_of(self, seconds: Decimal | float) -> float:
        """Where a moment is drawn; what lies beyond the end stands at it."""
        wide = self.width() - self.names - WORDS
        return self.names + wide * min(float(seconds), self.reach_s) / self.reach_s

    def row_of(self, place: int) -> QRectF:
        """The row of a step."""
        return QRectF(0, HEAD + ROW * place, self.width(), ROW)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int((event.position().y() - HEAD) // ROW)
        if 0 <= place < len(self._steps):
            self.chosen.emit(self._steps[place].step.step_order)

    # --- drawing -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        for place, one in enumerate(self._steps):
            if one.step.step_order == self._at:
                painter.fillRect(self.row_of(place), palette.colour("hover"))
        self._paint_scale(painter, palette)
        for place, one in enumerate(self._steps):
            row = self.row_of(place)
            self._line(painter, row.bottomLeft(), row.bottomRight(), palette.colour("line"))
            self._paint_name(painter, row, one, palette)
            self._paint_plan(painter, row, one, palette)
        self._paint_dependencies(painter, palette)
        for place, one in enumerate(self._steps):
            self._paint_seen(painter, self.row_of(place), one, palette)
        painter.end()

    def _line(self, painter: QPainter, start: QPointF, end: QPointF, colour: QColor, width: float = 1) -> None:
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(round(start.x()) + 0.5, start.y()), QPointF(round(end.x()) + 0.5, end.y()))

    def _paint_scale(self, painter: QPainter, palette: Colours) -> None:
        bottom = HEAD + ROW * len(self._steps)
        painter.setFont(font(SMALL))
        for tick in numbers(0, self.reach_s):
            x = self.x_of(tick)
            self._line(painter, QPointF(x, HEAD - 4), QPointF(x, bottom), palette.colour("line"))
            painter.setPen(palette.colour("quiet"))
            painter.drawText(QRectF(x - 40, 4, 80, HEAD - 10), CENTRE, f"{tick:g} s")
        trigger = self.x_of(0)
        self._line(painter, QPointF(trigger, HEAD - 4), QPointF(trigger, bottom + 4), palette.colour("accent"), 2)
        painter.setPen(palette.colour("accent_text"))
        painter.drawText(QRectF(trigger - 60, bottom + 4, 120, FOOT - 4), CENTRE, "trigger")

    def _paint_name(self, painter: QPainter, row: QRectF, one: SeenStep, palette: Colours) -> None:
        painter.setFont(font(BODY, strong=True))
        painter.setPen(palette.colour("text"))
        elided(painter, QRectF(4, row.top() + 5, self.names - 16, 18), one.step.component_id, LEFT)
        painter.setFont(font(SMALL))
        painter.setPen(palette.colour("bad" if one.step.must_not else "quiet"))
        elided(painter, QRectF(4, row.top() + 22, self.names - 16, 16), one.action, LEFT)

    def _paint_plan(self, painter: QPainter, row: QRectF, one: SeenStep, palette: Colours) -> None:
        step, middle = one.step, row.center().y()
        start, end = self.x_of(step.earliest), self.x_of(step.latest)
        painter.setPen(Qt.PenStyle.NoPen)
        fill = palette.colour("bad_wash" if step.must_not else "bar")
        if not step.must_not:
            fill.setAlphaF(0.55)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(start, middle - 8, max(2.0, end - start), 16), 3, 3)
        if step.must_not:
            return
        for x in (start, end):
            self._line(painter, QPointF(x, middle - 7), QPointF(x, middle + 7), palette.colour("faint"))
        planned = self.x_of(step.expected_delay_seconds)
        self._line(painter, QPointF(planned, middle - 13), QPointF(planned, middle + 13), palette.colour("ink"), 2)

    def _paint_dependencies(self, painter: QPainter, palette: Colours) -> None:
        """A line from the planned moment of a step to that of the step which waits for it."""
        places = {one.step.step_order: place for place, one in enumerate(self._steps)}
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.colour("quiet"), 1))
        for place, one in enumerate(self._steps):
            for before in one.step.depends_on:
                if before in places:
                    first = self._steps[places[before]].step
                    start = QPointF(
                        self.x_of(first.expected_delay_seconds), self.row_of(places[before]).center().y() + 13
                    )
                    end = QPointF(self.x_of(one.step.expected_delay_seconds), self.row_of(place).center().y() - 13)
                    path = QPainterPath(start)
                    path.cubicTo(start + QPointF(2, 14), end - QPointF(14, 6), end)
                    painter.drawPath(path)

    def _paint_seen(self, painter: QPainter, row: QRectF, one: SeenStep, palette: Colours) -> None:
        """The shape where it was seen, the words where there is room for them: right of the bar and of the shape."""
        if one.standing is Standing.NOT_TESTED:
            return
        middle, step = row.center().y(), one.step
        ink = status.colour(one.standing, palette)
        start = self.x_of(step.latest) + 8
        if one.at is not None:
            x = self.x_of(one.at)
            status.paint(painter, QPointF(x, middle), 12, one.standing, ink)
            start = max(start, x + 12)
        elif step.must_not:
            middle_of_bar = (self.x_of(step.earliest) + self.x_of(step.latest)) / 2
            status.paint(painter, QPointF(middle_of_bar, middle), 11, one.standing, ink)
        else:
            status.paint(painter, QPointF(start + 5, middle), 11, one.standing, ink)
            start += 16
        painter.setFont(font(12))
        painter.setPen(ink if one.standing is Standing.FAIL else palette.colour("quiet"))
        elided(painter, QRectF(start, row.top(), self.width() - start - 2, row.height()), one.said, LEFT)
