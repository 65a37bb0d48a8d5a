"""A month as a grid of days: what stands on each, which lie in the window of due tests, and a cursor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from firemode_desktop.domain.agenda import Agenda, Entry, Matter, Month
from firemode_desktop.domain.due import DueTest, months_after
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui import status
from firemode_desktop.ui.language import show_date, term, tr
from firemode_desktop.ui.listing import Mark
from firemode_desktop.ui.parts import elided
from firemode_desktop.ui.testing.columns import STATUS_MARKS
from firemode_desktop.ui.theme import Colours, colours, font

HEAD, NUMBER, LINE, PAD = 24, 22, 18, 6
WEEKDAYS = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
STEPS = {
    Qt.Key.Key_Left.value: -1,
    Qt.Key.Key_Right.value: 1,
    Qt.Key.Key_Up.value: -7,
    Qt.Key.Key_Down.value: 7,
}
MONTHS = {Qt.Key.Key_PageUp.value: -1, Qt.Key.Key_PageDown.value: 1}


def mark_of(one: Entry) -> Mark:
    """The shape before an entry: overdue is a triangle, a visit has that of its status."""
    if one.matter is Matter.VISIT and one.status is not None and not one.overdue:
        return STATUS_MARKS[one.status]
    return Mark(Standing.FAIL if one.overdue else Standing.NEAR)


class MonthGrid(QWidget):
    """``chosen(day)`` as the cursor moves, ``opened(day)`` on Enter and double click.

    Arrow keys move by days and weeks, PgUp and PgDn by months, Home goes to today.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day = today
        self.agenda = Agenda(today)
        self._entries: Mapping[date, Sequence[Entry]] = {}
        self._windows: Mapping[date, Sequence[DueTest]] = {}
        self._turned = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(7 * 72, HEAD + 6 * 64)
        self.setAccessibleName(tr("Calendar"))
        self._gather()

    @property
    def month(self) -> Month:
        """The month that is shown."""
        return Month.of(self.day)

    def show_agenda(self, agenda: Agenda) -> None:
        """Show this; the cursor stays."""
        self.agenda = agenda
        self._gather()

    def go(self, day: date) -> None:
        """Put the cursor on a day, and show its month."""
        other = Month.of(day) != self.month
        self.day = day
        if other:
            self._gather()
        else:
            self._describe()
        self.chosen.emit(day)

    def entries(self, day: date) -> Sequence[Entry]:
        """What stands on a day that is shown."""
        return self._entries.get(day, ())

    def windows(self, day: date) -> Sequence[DueTest]:
        """The due tests that may be done on a day that is shown."""
        return self._windows.get(day, ())

    def _gather(self) -> None:
        days = self.month.days
        found: dict[date, list[Entry]] = defaultdict(list)
        for one in self.agenda.between(days[0], days[-1]):
            found[one.day].append(one)
        self._entries, self._windows = found, self.agenda.windows(days[0], days[-1])
        self._describe()

    def _describe(self) -> None:
        told = [one.text for one in self.entries(self.day)]
        told += [
            tr("{frequency} tests may be done", frequency=term(one.frequency.label)) for one in self.windows(self.day)
        ]
        self.setAccessibleDescription(
            tr("{day}: {told}", day=show_date(self.day), told=", ".join(told) or tr("nothing"))
        )
        self.update()

    # --- keys and mouse ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in STEPS:
            self.go(self.day + timedelta(days=STEPS[key]))
        elif key in MONTHS:
            self.go(months_after(self.day, MONTHS[key]))
        elif key == Qt.Key.Key_Home.value:
            self.go(self.agenda.today)
        elif key in (Qt.Key.Key_Return.value, Qt.Key.Key_Enter.value):
            self.opened.emit(self.day)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A notch of the wheel is a month."""
        self._turned += event.angleDelta().y()
        months, self._turned = int(self._turned / 120), self._turned - 120 * int(self._turned / 120)
        if months:
            self.go(months_after(self.day, -months))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (day := self.day_at(event.position())) is not None:
            self.go(day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (day := self.day_at(event.position())) is not None:
            self.opened.emit(day)

    # --- drawing -------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(7 * 104, HEAD + 6 * 98)

    def box(self, place: int) -> QRectF:
        """The rectangle of the day at a place, 0 to 41."""
        wide, high = self.width() / 7, (self.height() - HEAD) / 6
        return QRectF(place % 7 * wide, HEAD + place // 7 * high, wide, high)

    def day_at(self, point: QPointF) -> date | None:
        """The day under a point."""
        return next((day for place, day in enumerate(self.month.days) if self.box(place).contains(point)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), colours(self)
        painter.setFont(font(12, strong=True))
        painter.setPen(palette.colour("quiet"))
        for place, name in enumerate(WEEKDAYS):
            box = QRectF(place * self.width() / 7 + PAD, 0, self.width() / 7 - PAD, HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        for place, day in enumerate(self.month.days):
            self._paint_day(painter, palette, self.box(place), day)
        self._paint_cursor(painter, palette)
        painter.end()

    def _paint_day(self, painter: QPainter, palette: Colours, box: QRectF, day: date) -> None:
        within = day.month == self.day.month
        if self.windows(day):
            painter.fillRect(box, palette.colour("near_wash"))
        painter.setPen(QPen(palette.colour("line"), 1))
        painter.drawLine(box.topLeft(), box.topRight())
        if box.left() > 1:
            painter.drawLine(box.topLeft(), box.bottomLeft())
        self._paint_number(painter, palette, box, day, within)
        self._paint_entries(painter, palette, box, self.entries(day))

    def _paint_number(self, painter: QPainter, palette: Colours, box: QRectF, day: date, within: bool) -> None:
        today = day == self.agenda.today
        painter.setFont(font(12, strong=today))
        number = QRectF(box.left() + PAD - 2, box.top() + 3, 22, NUMBER - 4)
        if today:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("text"))
            painter.drawRoundedRect(number, 9, 9)
        painter.setPen(palette.colour("surface" if today else "text" if within else "faint"))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _paint_entries(self, painter: QPainter, palette: Colours, box: QRectF, found: Sequence[Entry]) -> None:
        room = int((box.height() - NUMBER - 2) // LINE)
        shown = found if len(found) <= room else found[: max(0, room - 1)]
        painter.setFont(font(12))
        line = QRectF(box.left() + PAD, box.top() + NUMBER, box.width() - 2 * PAD, LINE)
        for one in shown:
            self._paint_entry(painter, palette, line, one)
            line.translate(0, LINE)
        if len(shown) < len(found):
            painter.setPen(palette.colour("quiet"))
            elided(painter, line, tr("{found} more", found=len(found) - len(shown)), Qt.AlignmentFlag.AlignLeft)

    def _paint_entry(self, painter: QPainter, palette: Colours, line: QRectF, one: Entry) -> None:
        mark = mark_of(one)
        fill = palette.colour(mark.colour) if mark.colour else status.colour(mark.standing, palette)
        status.paint(painter, QPointF(line.left() + 4, line.center().y()), 8, mark.standing, fill)
        painter.setPen(palette.colour("text"))
        elided(painter, line.adjusted(13, 0, 0, 0), one.text, Qt.AlignmentFlag.AlignLeft)

    def _paint_cursor(self, painter: QPainter, palette: Colours) -> None:
        place = self.month.days.index(self.day)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(palette.colour("accent" if self.hasFocus() else "quiet"), 2))
        painter.drawRoundedRect(self.box(place).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
