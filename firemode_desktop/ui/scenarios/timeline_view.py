"""The timeline of the chosen scenario: a row a step, time across from the trigger; everything can be dragged.

Mouse: a bar is its delay, its ends the tolerance, the dot below its tick a dependency; Shift is tenths of a second,
Esc lets go. Ctrl+click and a frame drawn on empty ground choose several steps. Keys: ``timeline_keys``.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from firemode_desktop.domain.errors import FiremodeError, Missing
from firemode_desktop.domain.timing import waiting
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_drag import Part, part_at
from firemode_desktop.ui.scenarios.timeline_frame import FOOT, HEAD, LOW_ROW, NUMBER, ROW, WORDS, Frame, reach_s
from firemode_desktop.ui.scenarios.timeline_keys import TimelineKeys
from firemode_desktop.ui.scenarios.timeline_mouse import TimelineMouse
from firemode_desktop.ui.scenarios.timeline_paint import Painting, Picture
from firemode_desktop.ui.scenarios.timeline_rows import Row, rows_of, told
from firemode_desktop.ui.theme import BODY, SMALL, colours, font

NAMES, LONG_NAMES = 120.0, 230.0
CLOSEST, ZOOM = 400.0, 1.25
NO_STEPS = tr("No steps yet. Drag a component here from the shelf, or press Insert to add a step.")
NOTHING = tr("No scenario is chosen.")


class TimelineView(QAbstractScrollArea):
    """``step_asked``: Insert, a new step is wanted; ``card_asked``: Enter or double click, the step's exact values."""

    card_asked = Signal()
    step_asked = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.rows: tuple[Row, ...] = ()
        self.cursor_order: int | None = None
        self.asking: str | None = None
        self._pace: float | None = None
        self._frame = Frame(0, 0, NAMES, 1)
        self.keys, self.mouse = TimelineKeys(self), TimelineMouse(self)
        self._make()
        studio.changed.connect(self._on_changed)
        studio.chosen.connect(self._on_chosen)
        self._on_changed()

    def _make(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Timeline"))
        self.setMinimumHeight(HEAD + 3 * LOW_ROW)
        self.setMinimumWidth(320)

    # --- what is shown -------------------------------------------------------------------------------------------

    @property
    def frame(self) -> Frame:
        """Where things are now."""
        return replace(
            self._frame, left=float(self.horizontalScrollBar().value()), top=float(self.verticalScrollBar().value())
        )

    def place_of(self, order: int) -> int | None:
        """The row of a step."""
        return next((place for place, row in enumerate(self.rows) if row.order == order), None)

    def _on_changed(self) -> None:
        self.mouse.let_go()
        self.read()

    def _on_chosen(self) -> None:
        orders = self.studio.orders
        if self.cursor_order not in orders:
            self.cursor_order = min(orders, default=None)
        self.read()
        if not self.mouse.is_dragging and self.cursor_order is not None:
            self.show_order(self.cursor_order)

    def read(self) -> None:
        """Make the rows anew; the scale stays while something is dragged."""
        self.rows = rows_of(
            self.mouse.after or self.studio.sequence, self.studio.effects, self.studio.on_record, self.studio.watched
        )
        self.setAccessibleDescription("; ".join(f"{row.name} {row.action}: {row.said}" for row in self.rows))
        if not self.mouse.is_dragging:
            self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        """Fit names, rows and seconds into the window; scroll bars for what is beyond it."""
        wide, tall = float(self.viewport().width()), float(self.viewport().height())
        names = self._names()
        low = HEAD + ROW * len(self.rows) + FOOT > tall
        pace = self._pace if self._pace is not None else self._fit(wide, names)
        self._frame = Frame(wide, tall, names, pace, LOW_ROW if low else ROW)
        beyond_x = self._frame.start + reach_s(self.rows) * pace + WORDS - wide
        beyond_y = HEAD + self._frame.row * len(self.rows) + FOOT - tall
        self.horizontalScrollBar().setRange(0, max(0, round(beyond_x)) if self._pace is not None else 0)
        self.horizontalScrollBar().setPageStep(max(1, round(wide - names)))
        self.verticalScrollBar().setRange(0, max(0, round(beyond_y)))
        self.verticalScrollBar().setPageStep(max(1, round(tall - HEAD)))
        self.verticalScrollBar().setSingleStep(round(self._frame.row))

    def _names(self) -> float:
        strong, small = QFontMetricsF(font(BODY, strong=True)), QFontMetricsF(font(SMALL))
        longest = max(
            (max(strong.horizontalAdvance(row.name), small.horizontalAdvance(row.action)) for row in self.rows),
            default=0.0,
        )
        return min(max(NAMES, longest + NUMBER + 24), LONG_NAMES, max(NAMES, self.viewport().width() * 0.34))

    def _fit(self, wide: float, names: float) -> float:
        return max(60.0, wide - names - 18 - WORDS) / reach_s(self.rows)

    def show_order(self, order: int) -> None:
        """Scroll a step into sight."""
        place = self.place_of(order)
        if place is None:
            return
        bar, box = self.verticalScrollBar(), self.frame.box(place)
        if box.top() < HEAD:
            bar.setValue(bar.value() - round(HEAD - box.top()))
        elif box.bottom() > self.viewport().height():
            bar.setValue(bar.value() + round(box.bottom() - self.viewport().height()))

    # --- zoom ----------------------------------------------------------------------------------------------------

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Closer or farther, keeping the moment at ``about`` (pixels; without: the middle) where it is."""
        frame = self.frame
        x = about if about is not None else (frame.names + frame.width) / 2
        moment = max(0.0, frame.at(x))
        fit = self._fit(frame.width, frame.names)
        pace = min(max(frame.pace * factor, fit / 2), max(CLOSEST, fit))
        self._pace = None if abs(pace - fit) < fit * 1e-6 else pace
        self._measure()
        self.horizontalScrollBar().setValue(round(self._frame.start + moment * pace - x))
        self.viewport().update()

    def fit(self) -> None:
        """The whole sequence in the window."""
        self._pace = None
        self._measure()
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM**steps, event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - round(steps * 60))
            event.accept()
        else:
            super().wheelEvent(event)

    # --- what keys and mouse share -------------------------------------------------------------------------------

    def wait(self, order: int, before: int) -> bool:
        """Let one step wait for another; what is no use is refused with its reason."""
        sequence = self.studio.sequence
        try:
            after = waiting(sequence, order, before)
        except FiremodeError as error:
            self.studio.said.emit(error)
            return False
        words = tr(
            "{component_id} waits for {component_id2}",
            component_id=sequence.step(order).component_id,
            component_id2=sequence.step(before).component_id,
        )
        return self.studio.edit(after, words, then={order})

    def refuse(self, before: int, many: int) -> None:
        """Say that there is no such step to wait for."""
        self.studio.said.emit(
            Missing(tr("There is no step {before} to wait for; the steps are 1 to {many}.", before=before, many=many))
        )

    def let_go(self) -> None:
        """End a drag, or a question, without a trace."""
        self.asking = None
        self.mouse.let_go()
        self.read()

    # --- mouse ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.asking = None
        self.mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place, part = part_at(self.frame, self.rows, event.position())
        if place is not None and self.rows[place].step is not None and part is not Part.EMPTY:
            self.card_asked.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.mouse.take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.mouse.take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.mouse.drop_at = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        self.mouse.drop(event)

    # --- events of the widget ------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.keys.takes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place, _part = part_at(self.frame, self.rows, QPointF(event.pos()))
            words = told(self.rows[place], self.studio.sequence) if place is not None else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self.mouse.hovered = None
            self.viewport().update()
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.asking = None
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # --- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self.rows:
            Painting(painter, colours(self), self.picture()).paint()
        else:
            self._paint_nothing(painter)
        painter.end()

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(font(BODY))
        painter.setPen(colours(self).colour("quiet"))
        words = NO_STEPS if self.studio.scenario is not None else NOTHING
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(self.viewport().rect().adjusted(24, 8, -24, -8), flags, words)
        if self.mouse.drop_at is not None:
            painter.drawText(12, 24, self.mouse.drop_at[1])

    def picture(self) -> Picture:
        """All that is to be seen now, as values."""
        one, mouse = self.studio.scenario, self.mouse
        return Picture(
            self.frame,
            self.rows,
            self.studio.orders,
            self.cursor_order,
            None if mouse.is_dragging else mouse.hovered,
            self.hasFocus(),
            one.trigger if one is not None else "",
            mouse.origin,
            mouse.label,
            mouse.link,
            mouse.band,
            mouse.drop_at,
            self.keys.question,
        )
