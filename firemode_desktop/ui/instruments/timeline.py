"""Certificates and readings of one instrument in time: a bar for each certificate, a mark for each day of readings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from firemode_desktop.domain.standing import Standing
from firemode_desktop.services.instruments import InstrumentFile
from firemode_desktop.ui import status
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.theme import SMALL, colours, font

HEIGHT = 84
GUTTER = 70
BAR_TOP, BAR = 22, 12
READ_AT = 50
FOOT = 66
SPARE = timedelta(days=45)
NARROW_YEAR = 34
At = Callable[[date], float]
"""Where a day lies across the drawing."""


class Timeline(QWidget):
    """Blank until it is given an instrument and today."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: InstrumentFile | None = None
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def show_file(self, one: InstrumentFile, today: date) -> None:
        """Draw this instrument."""
        self._file, self._today = one, today
        self.setAccessibleName(words(one))
        self.setVisible(bool(one.certificates))
        self.update()

    def _span(self, one: InstrumentFile) -> tuple[date, date]:
        days = [self._today, *(use.day for use in one.used)]
        begins = min([*days, *(held.calibrated_on for held in one.certificates)])
        ends = max([*days, *(held.expires_on for held in one.certificates)])
        return begins - SPARE, ends + SPARE

    def paintEvent(self, event: QPaintEvent) -> None:
        one = self._file
        if one is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        begins, ends = self._span(one)
        wide = self.width() - GUTTER - 2

        def at(day: date) -> float:
            return GUTTER + wide * (day - begins).days / (ends - begins).days

        self._years(painter, begins, ends, at)
        self._names(painter)
        self._bars(painter, one, at)
        self._readings(painter, one, at)
        self._now(painter, at(self._today))
        painter.end()

    def _names(self, painter: QPainter) -> None:
        painter.setFont(font(SMALL))
        painter.setPen(colours(self).colour("quiet"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, BAR_TOP - 4, GUTTER, BAR + 8), left, "certificates")
        painter.drawText(QRectF(0, READ_AT - 10, GUTTER, 20), left, "readings")

    def _years(self, painter: QPainter, begins: date, ends: date, at: At) -> None:
        palette = colours(self)
        painter.setFont(font(SMALL))
        starts = [date(year, 1, 1) for year in range(begins.year + 1, ends.year + 1)]
        step = 1
        while len(starts) > 1 and (at(starts[1]) - at(starts[0])) * step < NARROW_YEAR:
            step += 1
        for start in starts[::step]:
            x = round(at(start)) + 0.5
            painter.setPen(QPen(palette.colour("line"), 1))
            painter.drawLine(QPointF(x, BAR_TOP - 6), QPointF(x, FOOT))
            painter.setPen(palette.colour("quiet"))
            box = QRectF(x - 30, FOOT, 60, 18)
            if box.center().x() + 16 < self.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(start.year))

    def _bars(self, painter: QPainter, one: InstrumentFile, at: At) -> None:
        palette = colours(self)
        for held in one.certificates:
            box = QRectF(at(held.calibrated_on), BAR_TOP, at(held.expires_on) - at(held.calibrated_on) - 1.5, BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("good" if held.covers(self._today) else "bar"))
            painter.drawRoundedRect(box, 3, 3)

    def _readings(self, painter: QPainter, one: InstrumentFile, at: At) -> None:
        palette = colours(self)
        uncovered = set(one.uncovered)
        for use in one.used:
            outside = use in uncovered
            shape = Standing.FAIL if outside else Standing.PASS
            fill = palette.colour("bad" if outside else "ink")
            status.paint(painter, QPointF(at(use.day), READ_AT), 10 if outside else 7, shape, fill)

    def _now(self, painter: QPainter, x: float) -> None:
        accent = colours(self).colour("accent_text")
        painter.setPen(QPen(accent, 1.2))
        painter.drawLine(QPointF(x, 14), QPointF(x, FOOT))
        painter.setFont(font(SMALL))
        left = min(max(0.0, x - 30), self.width() - 60.0)
        painter.drawText(QRectF(left, 0, 60, 14), Qt.AlignmentFlag.AlignCenter, "today")


def words(one: InstrumentFile) -> str:
    """The drawing in words."""
    held = one.certificates
    if not held:
        return tr("No certificates")
    first = min(each.calibrated_on for each in held)
    last = max(each.expires_on for each in held)
    count = tr(
        "{held} {certificate}", held=len(held), certificate=tr("certificate") if len(held) == 1 else tr("certificates")
    )
    return tr(
        "{count} from {first} to {last}, {readings} readings on {used} days",
        count=count,
        first=show_date(first),
        last=show_date(last),
        readings=one.readings,
        used=len(one.used),
    )
