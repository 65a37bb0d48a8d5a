"""The panel beside the section: the chosen floor, its reading, how it came about, and what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.section import Cell, Reading, Shaft
from firemode_desktop.domain.standing import Measure, Standing, case_label, figure
from firemode_desktop.domain.statistics import is_step
from firemode_desktop.services.overview import FloorDetail, OpenFault, Point
from firemode_desktop.ui import status
from firemode_desktop.ui.language import inline, show_date, show_month, term, tr
from firemode_desktop.ui.parts import Card, column, empty, fill, label, link, primary, row, rule, set_role, set_tone
from firemode_desktop.ui.status import StatusMark
from firemode_desktop.ui.theme import GRID, SMALL, colours, font

WIDTH = 252
ROLES = {Standing.FAIL: "bad", Standing.NEAR: "near", Standing.PASS: "good"}


class Sparkline(QWidget):
    """The readings of one place in time, with the limits as dashed lines; each point in its status."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: Sequence[Point] = ()
        self._limits = Limits()
        self.setFixedHeight(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Sequence[Point], limits: Limits, decimals: int) -> None:
        """Draw these, oldest first."""
        self._points, self._limits = points, limits
        if points:
            first, last = points[0], points[-1]
            words = tr(
                "{points} readings from {first} to {last}, ",
                points=len(points),
                first=show_month(first.at),
                last=show_month(last.at),
            )
            self.setAccessibleName(
                words + tr("the last {last} {unit}", last=figure(last.value, decimals), unit=limits.unit)
            )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colours(self)
        field = QRectF(self.rect()).adjusted(6, 8, -8, -18)
        low, high = self._range()
        for limit in (self._limits.minimum, self._limits.maximum):
            if limit is not None and low <= float(limit) <= high:
                pen = QPen(palette.colour("accent"), 1, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([3, 3])
                painter.setPen(pen)
                y = round(field.bottom() - field.height() * (float(limit) - low) / (high - low)) + 0.5
                painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        places = [self._place(point, field, low, high) for point in self._points]
        painter.setPen(QPen(palette.colour("ink"), 1.4))
        painter.drawPolyline(QPolygonF(places))
        for point, place in zip(self._points, places, strict=True):
            grave = point.standing in (Standing.FAIL, Standing.NEAR)
            fill = status.colour(point.standing, palette) if grave else palette.colour("ink")
            status.paint(painter, place, 9 if grave else 6, point.standing if grave else Standing.PASS, fill)
        self._paint_dates(painter)
        painter.end()

    def _paint_dates(self, painter: QPainter) -> None:
        painter.setFont(font(SMALL - 1))
        painter.setPen(colours(self).colour("faint"))
        foot = QRectF(0, self.height() - 14, self.width(), 14)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, show_month(self._points[0].at))
        if len(self._points) > 1:
            painter.drawText(foot, Qt.AlignmentFlag.AlignRight, show_month(self._points[-1].at))

    def _range(self) -> tuple[float, float]:
        """Room for the readings and the limit that is nearest to them."""
        values = [float(point.value) for point in self._points]
        ends = [float(end) for end in (self._limits.minimum, self._limits.maximum) if end is not None]
        if ends:
            last = values[-1]
            values.append(min(ends, key=lambda end: abs(end - last)))
        low, high = min(values), max(values)
        spare = (high - low) * 0.12 or 1.0
        return low - spare, high + spare

    def _place(self, point: Point, field: QRectF, low: float, high: float) -> QPointF:
        first, last = self._points[0].at.timestamp(), self._points[-1].at.timestamp()
        share = (point.at.timestamp() - first) / (last - first) if last > first else 0.5
        up = (float(point.value) - low) / (high - low)
        return QPointF(field.left() + field.width() * share, field.bottom() - field.height() * up)


class SidePanel(Card):
    """What is known of the chosen floor. ``open_reading(reading)``, ``open_fault(fault)`` lead to other pages."""

    def __init__(self, open_reading: Callable[[Reading], object], open_fault: Callable[[OpenFault], object]) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._open_reading, self._open_fault = open_reading, open_fault
        self._reading: Reading | None = None
        self.place = label("", "heading", wrap=True)
        self.case = label("", "small")
        self.value = label("", "figure")
        self.unit = label("", "quiet")
        self.mark = StatusMark(Standing.NOT_TESTED, 11)
        self.margin = label("", "", wrap=True)
        self.baseline = label("", "small")
        self.session = label("", "small", wrap=True)
        self.history_title = label("", "strong")
        self.history = Sparkline()
        self.history_note = label("", "small", wrap=True)
        self.history_rule, self.faults_rule = rule(), rule()
        self.doubt_rule = rule()
        self.doubt_title = label(tr("Do the readings agree?"), "strong")
        self.doubt = label("", "near", wrap=True)
        self.faults = QVBoxLayout()
        self.faults.setSpacing(4)
        self.open = primary(tr("Open the reading"), self._open)
        self._fill()

    def _fill(self) -> None:
        self.body.setSpacing(4)
        unit = column(None, self.unit, 8, gap=0)
        figure_row = row(self.value, unit, None, gap=6)
        words = row(gap=4)
        words.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(self.margin, 1)
        top = (self.place, self.case, figure_row, words, self.baseline, self.session, GRID)
        middle = (self.history_rule, self.history_title, self.history, self.history_note, GRID)
        doubts = (self.doubt_rule, self.doubt_title, self.doubt, GRID)
        fill(self.body, (*top, *middle, *doubts, self.faults_rule, self.faults, None, self.open))

    def show_floor(self, shaft: Shaft, cell: Cell, measure: Measure, case: str) -> None:
        """Show what the section already knows of this floor; the history follows by ``show_detail``."""
        self.place.setText(f"{shaft.name} · {cell.level}")
        if measure is Measure.TESTED:
            self._show_tally(cell)
        else:
            self._show_reading(cell, measure, case)
        for part in (self.history_rule, self.history_title, self.history, self.history_note):
            part.hide()
        doubts = cell.doubted(measure, case)
        self.doubt.setText("\n".join(doubts))
        for part in (self.doubt_rule, self.doubt_title, self.doubt):
            part.setVisible(bool(doubts))
        self._clear_faults()

    def _show_tally(self, cell: Cell) -> None:
        tally = cell.tested
        self._reading = None
        self.case.setText(tr("tests of the session at this floor"))
        failing = tr("{failing} not compliant", failing=tally.failing) if tally.failing else tr("all compliant so far")
        self._say(
            f"{tally.done}",
            tr("of {total}", total=tally.total),
            tally.standing,
            failing if tally.done else tr("not begun"),
        )
        self.baseline.setText(tr("{left} to go", left=tally.left) if tally.left else tr("none left to do"))
        self.session.setText(tr("{skipped} skipped", skipped=tally.skipped) if tally.skipped else "")
        self.open.hide()

    def _show_reading(self, cell: Cell, measure: Measure, case: str) -> None:
        self._reading = reading = cell.reading(measure, case)
        words = case_label(measure, case)
        if reading is None:
            baseline = cell.baseline(measure, case)
            self.case.setText(words)
            self._say("–", measure.unit, Standing.NOT_TESTED, tr("not tested"))
            self.baseline.setText(
                tr("no baseline")
                if baseline is None
                else tr("baseline {baseline}", baseline=figure(baseline, measure.decimals))
            )
            self.session.setText("")
            self.open.hide()
            return
        self.case.setText(words if measure is Measure.PRESSURE else f"{reading.place}\n{words}")
        if (measure, case) in cell.due:
            self._say(
                reading.shown or "–", measure.unit, Standing.NOT_TESTED, tr("to be tested again; this was read before")
            )
        else:
            self._say(reading.shown or "–", measure.unit, reading.standing, reading.margin)
        self.baseline.setText(reading.against_baseline)
        day = f" · {show_date(reading.at)}" if reading.at else ""
        self.session.setText(reading.session_name + day)
        self.open.show()

    def _say(self, value: str, unit: str, standing: Standing, words: str) -> None:
        grave = ROLES.get(standing, "quiet")
        self.value.setText(value)
        set_tone(self.value, grave if standing in (Standing.FAIL, Standing.NEAR) else "")
        self.unit.setText(unit)
        self.mark.show_standing(standing)
        self.margin.setText(words)
        set_role(self.margin, grave)

    def show_detail(self, detail: FloorDetail, cell: Cell, measure: Measure, case: str) -> None:
        """Show how the reading came about, and the faults of the floor."""
        reading = cell.reading(measure, case) if measure is not Measure.TESTED else None
        points = detail.history(measure, case, reading.place) if reading else ()
        limits = reading.limits if reading else Limits()
        self._show_history(points, limits, measure)
        self._show_faults(detail.faults)

    def _show_history(self, points: Sequence[Point], limits: Limits, measure: Measure) -> None:
        several = len(points) > 1
        for part in (self.history_rule, self.history_title, self.history_note):
            part.setVisible(bool(points))
        self.history.setVisible(several)
        self.history_title.setText(span(points))
        self.history_note.setText(story(points))
        self.history.show_points(points, limits, measure.decimals)

    def _show_faults(self, faults: Sequence[OpenFault]) -> None:
        self._clear_faults()
        self.faults_rule.setVisible(bool(faults))
        for fault in faults[:3]:
            what = f"{inline(term(fault.measure.label))} · " if fault.measure else ""
            due = tr(" · due {day} {due:%b}", day=fault.due.day, due=fault.due) if fault.due else ""
            lead = link(f"{fault.name} · {fault.class_words}", partial(self._open_fault, fault))
            lead.setToolTip(fault.description)
            self.faults.addLayout(row(StatusMark(Standing.FAIL, 10), lead, None, gap=2))
            self.faults.addLayout(
                row(18, label(f"{what}{inline(term(fault.status.label))}{due}", "small"), None, gap=0)
            )
        if len(faults) > 3:
            self.faults.addWidget(label(tr("and {faults} more", faults=len(faults) - 3), "small"))

    def _clear_faults(self) -> None:
        self.faults_rule.hide()
        empty(self.faults)

    def _open(self) -> None:
        if self._reading is not None:
            self._open_reading(self._reading)


def span(points: Sequence[Point]) -> str:
    """What the history covers: ``Three years``, ``Seven months``, ``One reading``."""
    if len(points) < 2:
        return tr("One reading so far") if points else ""
    days = (points[-1].at - points[0].at).days
    years, months = round(days / 365.25), round(days / 30.44)
    number, one, more = (years, tr("year"), tr("years")) if days >= 330 else (months, tr("month"), tr("months"))
    if number < 1:
        return tr("{points} readings", points=len(points))
    return f"{NUMBERS.get(number, str(number))} {one if number == 1 else more}"


NUMBERS = dict(
    enumerate(
        (
            "",
            tr("One"),
            tr("Two"),
            tr("Three"),
            tr("Four"),
            tr("Five"),
            tr("Six"),
            tr("Seven"),
            tr("Eight"),
            tr("Nine"),
            tr("Ten"),
        )
    )
)


def story(points: Sequence[Point]) -> str:
    """The change since the reading before, in words; or that it is a step, of which nothing can be projected."""
    if len(points) < 2:
        return tr("A line is drawn from the second reading on.")
    if len(points) > 3 and is_step([float(point.value) for point in points]):
        return tr("A step, not a drift: no projection.")
    before, now = points[-2], points[-1]
    if before.value == 0:
        return tr("Before: 0 on {day}.", day=show_date(before.at))
    change = (now.value - before.value) / before.value * Decimal(100)
    direction = tr("Up") if change > 0 else tr("Down")
    if abs(change) < Decimal("0.05"):
        return tr("As it was on {day}.", day=show_date(before.at))
    return tr(
        "{direction} {change:.1f} % since {day}.", direction=direction, change=abs(change), day=show_date(before.at)
    )
