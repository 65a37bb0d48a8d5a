"""A chart of a million readings in the window, dragged and zoomed: from the event of the mouse to the painted picture.

The peer is what is usually made for it: a widget that takes the lowest and the highest value of each column of pixels
with numpy and draws one polyline, without scales, names, limits, marks, or anything to point at. Both hold the same
readings, are as large, and get the same events in turn. The line of the peer is the quickest that Qt has: one pixel
wide, without antialiasing.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from random import Random
from statistics import median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.frame import Bound, Result, compare
from firemode_desktop.charts.data import History, HistoryPoint
from firemode_desktop.charts.history import history_scene
from firemode_desktop.domain.standing import Standing
from firemode_desktop.ui.chart_view import ChartView
from firemode_desktop.ui.theme import Scheme, Theme

READINGS, DAYS = 1_000_000, 3650
FIRST = date(2016, 1, 1).toordinal()
WIDE, TALL = 1100, 560
ROUNDS, FRAMES = 7, 16
FRAME_S = 1 / 60


def charts() -> Iterator[Result]:
    """The figures."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    Theme(application, Scheme.LIGHT)
    history = million()
    begun = time.perf_counter()
    assert history.track.standings
    ready_s = time.perf_counter() - begun
    view, peer = ChartView(), Decimated(history)
    view.show_chart(partial(_scene, history), "A million readings")
    for each in (view, peer):
        each.resize(WIDE, TALL)
        each.show()
    application.processEvents()
    for name, gesture in (("pan", _drag), ("zoom", _wheel)):
        ours, floor = _frames(gesture, view, peer)
        frames = round(median(ours) / FRAME_S, 2)
        counted = {"of a 60 Hz frame": frames, "readings": READINGS, "ms to be made ready, once": round(ready_s * 1000)}
        what = f"{name} a chart of 1 M readings"
        yield compare(what, "decimated QPainter polyline", ours, floor, Bound(2.5), counted)
    for each in (view, peer):
        each.deleteLater()


def _scene(history: History, *asked: Any) -> Any:
    return history_scene(history, *asked)


def million(readings: int = READINGS) -> History:
    """Readings of ten years with a season, a slow fall and some that fail."""
    chance = Random(7)
    tenths = [Decimal(tenth).scaleb(-1) for tenth in range(1000)]
    return History(
        "Stair-A, Level-8, All Doors Closed",
        "Pa",
        tuple(_reading(place / readings, chance, tenths) for place in range(readings)),
        Decimal(20),
        Decimal(80),
        words="No projection: this place has too many readings to be true.",
    )


def _reading(share: float, chance: Random, tenths: list[Decimal]) -> HistoryPoint:
    level = 450 - 80 * share + 60 * math.sin(share * 20 * math.pi) + chance.gauss(0, 35)
    value = tenths[min(max(int(level), 0), 999)]
    mark = Standing.FAIL if value < 20 else Standing.NEAR if value < 22 else Standing.PASS
    return HistoryPoint(date.fromordinal(FIRST + int(share * DAYS)), value, tenths[440], mark, f"{share:.6f}")


def _frames(gesture: Callable[[QWidget], list[float]], view: ChartView, peer: Decimated) -> tuple[list[float], ...]:
    """The median frame of each round, ours and theirs, in s."""
    ours, floor = [], []
    for _ in range(ROUNDS):
        for widget, found in ((view, ours), (peer, floor)):
            widget.reset()
            widget.repaint()
            found.append(median(gesture(widget)))
    return ours, floor


def _wheel(widget: QWidget) -> list[float]:
    """Half the frames closer, half of them away again, around a place right of the middle."""
    at = QPointF(WIDE * 0.6, TALL * 0.5)
    turns = [120] * (FRAMES // 2) + [-120] * (FRAMES // 2)
    return [_painted(widget, partial(QApplication.sendEvent, widget, _turn(widget, at, turn))) for turn in turns]


def _turn(widget: QWidget, at: QPointF, turn: int) -> QWheelEvent:
    held, none = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.NoButton
    where = QPointF(widget.mapToGlobal(at.toPoint()))
    return QWheelEvent(at, where, QPoint(), QPoint(0, turn), none, held, Qt.ScrollPhase.NoScrollPhase, False)


def _drag(widget: QWidget) -> list[float]:
    """A third of the days in sight, then pulled to and fro."""
    for _ in range(5):
        QApplication.sendEvent(widget, _turn(widget, QPointF(WIDE * 0.5, TALL * 0.5), 120))
    begin = QPoint(WIDE // 2, TALL // 2)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    steps = [*range(FRAMES // 2), *range(FRAMES // 2, 0, -1)]
    found = [_painted(widget, partial(_pull, widget, begin + QPoint(9 * step + 9, 0))) for step in steps]
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, begin)
    return found


def _pull(widget: QWidget, at: QPoint) -> None:
    held, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    where = QPointF(widget.mapToGlobal(at))
    moved = QMouseEvent(QMouseEvent.Type.MouseMove, QPointF(at), where, Qt.MouseButton.NoButton, left, held)
    QApplication.sendEvent(widget, moved)


def _painted(widget: QWidget, gesture: Callable[[], object]) -> float:
    begun = time.perf_counter()
    gesture()
    widget.repaint()
    return time.perf_counter() - begun


class Decimated(QWidget):
    """The peer: one polyline through the extremes of each column of pixels."""

    def __init__(self, history: History) -> None:
        super().__init__()
        many = len(history.points)
        self.days = np.fromiter((point.day.toordinal() for point in history.points), float, many)
        self.values = np.fromiter((float(point.value) for point in history.points), float, many)
        self.grip: float | None = None
        self.reset()

    def reset(self) -> None:
        self.since, self.until = float(self.days[0]), float(self.days[-1])

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        share = event.position().x() / self.width()
        middle = self.since + share * (self.until - self.since)
        wide = (self.until - self.since) * (0.8 if event.angleDelta().y() > 0 else 1.25)
        self.since, self.until = middle - share * wide, middle + (1 - share) * wide

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        self.grip = event.position().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if self.grip is not None:
            by = (self.grip - event.position().x()) / self.width() * (self.until - self.since)
            self.since, self.until, self.grip = self.since + by, self.until + by, event.position().x()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#FFFFFF"))
        painter.setPen(QPen(QColor("#9AA5B1"), 1))
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in self.extremes()]))
        painter.end()

    def extremes(self) -> list[tuple[float, float]]:
        """Lowest and highest of each column, in pixels."""
        low, high = np.searchsorted(self.days, [self.since, self.until])
        days, values = self.days[low:high], self.values[low:high]
        begins = np.unique(np.searchsorted(days, np.linspace(self.since, self.until, self.width() + 1)[:-1]))
        begins = begins[begins < len(days)]
        x = (days[begins] - self.since) / (self.until - self.since) * self.width()
        lowest, highest = np.minimum.reduceat(values, begins), np.maximum.reduceat(values, begins)
        y = self.height() * (1 - np.stack((lowest, highest), 1) / 85)
        return list(zip(np.repeat(x, 2).tolist(), y.ravel().tolist(), strict=True))
