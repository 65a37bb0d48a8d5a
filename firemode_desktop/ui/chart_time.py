"""A chart that moves in time: wheel, drag and gestures; what is in sight is a ``View``, and ``moved`` tells of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from firemode_desktop.charts.scene import WHOLE, Scene, TimeAxis, View
from firemode_desktop.charts.style import Style, style
from firemode_desktop.ui.chart_days import Days
from firemode_desktop.ui.scene import PIXELS_A_POINT, SceneView

MakeChart = Callable[[Style, tuple[float, float], View], Scene]
WHEEL = 1.0015
"""Closer for each eighth of a degree of the wheel."""
TURN = 1200
"""So many eighths of a degree with Shift move on by all that is in sight."""


class TimeView(SceneView):
    """``show_chart`` takes a function of style, size in mm and ``View``; where its scene has an axis, it moves."""

    moved = Signal(object)
    shown = Signal()
    """Another chart, or the same with other readings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = WHOLE
        self._chart: MakeChart | None = None
        self._whole: tuple[Hashable, Scene] | None = None
        self._days: tuple[View, Days] | None = None
        self._held: tuple[QPointF, Days | None] | None = None
        self.pulling = False

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_chart(self, make: MakeChart | None, words: str) -> None:
        """Show this chart, or only its words; the days in sight stay where the chart has any of them."""
        self._chart, self._whole, self._days = make, None, None
        self.show_scene(None, words)
        whole, seen = self.extent, self.days_in_sight
        if whole is not None and seen is not None and not seen.meets(whole):
            self.look_at(replace(WHOLE, chosen=self.view.chosen))
        self.shown.emit()

    def show_days(self, since: date, until: date) -> None:
        """Show these days, as far as the chart has them."""
        if (whole := self.extent) is not None:
            self._go(Days.between(since, until).inside(whole))

    def reset(self) -> None:
        """Show all there is."""
        self.look_at(replace(self.view, since=None, until=None))

    def look_at(self, view: View) -> None:
        """Show this view of the chart, and tell of it where it is another one."""
        if view != self.view:
            self.view = view
            self.update()
            self.moved.emit(view)

    @property
    def shows_chart(self) -> bool:
        return self._chart is not None

    @property
    def is_moved(self) -> bool:
        """Whether something is out of sight."""
        return self.view.since is not None or self.view.until is not None

    def _compose(self, look: Style, size_mm: tuple[float, float]) -> Scene:
        assert self._chart is not None
        return self._chart(look, size_mm, self.view)

    def _asked(self) -> Hashable:
        return super()._asked(), self.view

    # --- time ----------------------------------------------------------------------------------------------------

    @property
    def axis(self) -> TimeAxis | None:
        """Where time runs, in points; None where the chart does not move in time."""
        scene = self.scene()
        return scene.axis if scene is not None else None

    @property
    def extent(self) -> Days | None:
        """All the days of the chart."""
        axis = whole.axis if (whole := self._unmoved()) is not None else None
        return Days(axis.first, axis.last) if axis is not None else None

    @property
    def days_in_sight(self) -> Days | None:
        """The days that are shown, to parts of a day; None where the chart does not move in time."""
        if self._days is not None and self._days[0] == replace(self.view, chosen=""):
            return self._days[1]
        axis = self.axis
        return Days(axis.first, axis.last) if axis is not None else None

    @property
    def latest(self) -> float | None:
        """The day of the last thing that can be chosen: what the chart foresees lies beyond."""
        whole = self._unmoved()
        if whole is None or whole.axis is None:
            return None
        middles = [spot.x + spot.width / 2 for spot in whole.spots if spot.key]
        return _day(whole.axis, max(middles)) if middles else whole.axis.last

    def _unmoved(self) -> Scene | None:
        """The chart as it is before anybody moved it."""
        if not self.is_moved:
            return self.scene()
        if self._chart is None:
            return None
        asked = self.width(), self.height()
        if self._whole is None or self._whole[0] != asked:
            self._whole = asked, self._chart(style(), self.size_mm(), WHOLE)
        return self._whole[1]

    def _go(self, days: Days) -> None:
        whole = self.extent
        if whole is None:
            return
        since, until = (None, None) if days.covers(whole) else days.dates
        view = replace(self.view, since=since, until=until)
        self._days = replace(view, chosen=""), days
        self.look_at(view)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Closer by ``factor`` around a pixel from the left; around the middle where it is left out."""
        whole, seen = self.extent, self.days_in_sight
        if whole is not None and seen is not None:
            day = self.day_at(around) if around is not None else (seen.first + seen.last) / 2
            self._go(seen.zoomed(factor, day, whole))

    def pan(self, share: float) -> None:
        """Later by a share of what is in sight; below 0 earlier."""
        whole, seen = self.extent, self.days_in_sight
        if whole is not None and seen is not None:
            self._go(seen.panned(share * seen.length, whole))

    def day_at(self, x: float) -> float:
        """The day (ordinal, with its parts) at so many pixels from the left."""
        axis, seen = self.axis, self.days_in_sight
        if axis is None or seen is None:
            return 0.0
        share = (x / PIXELS_A_POINT - axis.start) / ((axis.end - axis.start) or 1.0)
        return seen.first + min(max(share, 0.0), 1.0) * seen.length

    def bring_into_sight(self, key: str) -> None:
        """Move in time to the spot of that key, where it lies outside of what is shown."""
        whole, seen, unmoved = self.extent, self.days_in_sight, self._unmoved()
        if whole is None or seen is None or unmoved is None or unmoved.axis is None:
            return
        spot = next((one for one in unmoved.spots if one.key == key), None)
        if spot is not None:
            self._go(seen.around(_day(unmoved.axis, spot.x + spot.width / 2), whole))

    # --- mouse, wheel and gestures -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held, self.pulling = (event.position(), self.days_in_sight), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._held[1] is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        by = event.position().x() - self._held[0].x()
        if self.pulling or abs(by) >= QApplication.startDragDistance():
            self.pulling = True
            self._pull(by, self._held[1])

    def _pull(self, by: float, seen: Days) -> None:
        axis, whole = self.axis, self.extent
        if axis is not None and whole is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            long = (axis.end - axis.start) * PIXELS_A_POINT or 1.0
            self._go(seen.panned(-by / long * seen.length, whole))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held, self.pulling = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.axis is None:
            event.ignore()
            return
        fine, turned = event.pixelDelta(), event.angleDelta()
        aside, up = (turned.x(), turned.y()) if fine.isNull() else (2 * fine.x(), 2 * fine.y())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(aside) > abs(up):
            self.pan(-(aside or up) / TURN)
        else:
            self.zoom(WHEEL**up, event.position().x())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position().x())
            return True
        return super().event(event)


def _day(axis: TimeAxis, x: float) -> float:
    """The day (ordinal, with its parts) that stands at ``x`` points."""
    return axis.first + (x - axis.start) / ((axis.end - axis.start) or 1.0) * (axis.last - axis.first)
