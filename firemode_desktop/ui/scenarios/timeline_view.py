"""The timeline of the chosen scenario: a row a step, time across from the trigger; everything can be dragged.

Mouse: a bar is its delay, its ends the tolerance, the dot below its tick a dependency; Shift is tenths of a second,
Esc lets go. Ctrl+click and a frame drawn on empty ground choose several steps. Keys: ``timeline_keys``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
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

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.errors import FiremodeError, Missing
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.timing import said, snapped, waiting
from firemode_desktop.ui.scenarios.studio import Studio
from firemode_desktop.ui.scenarios.timeline_drag import FINE, WHOLE, Move, Part, Stretch, part_at
from firemode_desktop.ui.scenarios.timeline_drop import dropped_components, with_components
from firemode_desktop.ui.scenarios.timeline_frame import FOOT, HEAD, LOW_ROW, ROW, WORDS, Frame, reach_s
from firemode_desktop.ui.scenarios.timeline_keys import TimelineKeys
from firemode_desktop.ui.scenarios.timeline_paint import Painting, Picture
from firemode_desktop.ui.scenarios.timeline_rows import Row, rows_of, told
from firemode_desktop.ui.theme import BODY, SMALL, colours, font

NAMES, LONG_NAMES = 120.0, 230.0
CLOSEST, ZOOM = 400.0, 1.25
NO_STEPS = "No steps yet. Drag a component here from the shelf, or press Insert to add a step."
NOTHING = "No scenario is chosen."
_CURSORS = {
    Part.BAR: Qt.CursorShape.SizeHorCursor,
    Part.EARLY: Qt.CursorShape.SplitHCursor,
    Part.LATE: Qt.CursorShape.SplitHCursor,
    Part.DOT: Qt.CursorShape.CrossCursor,
}


@dataclass(frozen=True, slots=True)
class Held:
    """What the mouse holds: where it was pressed, and what is being dragged (None: a frame on empty ground)."""

    press: QPointF
    place: int | None
    drag: Move | Stretch | None = None
    link: bool = False
    moved: bool = False
    orders: frozenset[int] = frozenset()


class TimelineView(QAbstractScrollArea):
    """``step_asked``: Insert, a new step is wanted; ``card_asked``: Enter or double click, the step's exact values."""

    card_asked = Signal()
    step_asked = Signal()

    def __init__(self, studio: Studio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.studio = studio
        self.rows: tuple[Row, ...] = ()
        self.after: Sequence | None = None
        """The sequence as a drag would leave it."""
        self.cursor_order: int | None = None
        self.asking: str | None = None
        self._pace: float | None = None
        self._held: Held | None = None
        self._mouse = QPointF()
        self._hovered: int | None = None
        self._drop: tuple[float, str] | None = None
        self._frame = Frame(0, 0, NAMES, 1)
        self.keys = TimelineKeys(self)
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
        self.setAccessibleName("Timeline")
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
        self._let_go()
        self._read()

    def _on_chosen(self) -> None:
        orders = self.studio.orders
        if self.cursor_order not in orders:
            self.cursor_order = min(orders, default=None)
        self._read()
        if self._held is None and self.cursor_order is not None:
            self.show_order(self.cursor_order)

    def _read(self) -> None:
        self.rows = rows_of(self.after or self.studio.sequence, self.studio.effects, self.studio.on_record)
        self.setAccessibleDescription("; ".join(f"{row.name} {row.action}: {row.said}" for row in self.rows))
        if self._held is None:
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
        return min(max(NAMES, longest + 32), LONG_NAMES, max(NAMES, self.viewport().width() * 0.34))

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

    # --- mouse ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._held is not None:
            return
        self.asking = None
        where = event.position()
        place, part = part_at(self.frame, self.rows, where)
        row = self.rows[place] if place is not None else None
        if row is None or row.order is None or part is Part.EMPTY:
            self._held = Held(where, place, orders=self.studio.orders if _adds(event) else frozenset())
            return
        if not self._choose(row.order, event) or self.studio.read_only or part is Part.NAME:
            return
        self._held = self._hold(where, place, row.order, part)

    def _choose(self, order: int, event: QMouseEvent) -> bool:
        """Whether the step that was pressed is chosen now."""
        chosen = set(self.studio.orders)
        if _adds(event):
            chosen ^= {order}
        elif order not in chosen:
            chosen = {order}
        self.cursor_order = order
        self.studio.choose_steps(*chosen)
        return order in chosen

    def _hold(self, where: QPointF, place: int | None, order: int, part: Part) -> Held:
        sequence = self.studio.sequence
        if part is Part.BAR:
            return Held(where, place, Move(sequence, order, self.studio.orders))
        if part is Part.DOT:
            return Held(where, place, link=True)
        return Held(where, place, Stretch(sequence, order, part is Part.LATE))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mouse = event.position()
        if self._held is None:
            self._hover(event.position())
            return
        if not self._held.moved and (event.position() - self._held.press).manhattanLength() < 4:
            return
        self._held = replace(self._held, moved=True)
        self._drag_on(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _drag_on(self, fine: bool) -> None:
        assert self._held is not None
        if self._held.drag is not None:
            seconds = (self._mouse.x() - self._held.press.x()) / self._frame.pace
            self.after = self._held.drag.to(seconds, fine)
            self._read()
        elif not self._held.link:
            self.studio.choose_steps(*self._held.orders, *self._framed())
        self.viewport().update()

    def _framed(self) -> list[int]:
        """The steps whose bars the frame on empty ground touches."""
        assert self._held is not None
        band, frame = QRectF(self._held.press, self._mouse).normalized(), self.frame
        steps = ((place, row.step) for place, row in enumerate(self.rows))
        return [
            step.step_order
            for place, step in steps
            if step is not None and band.adjusted(0, 0, 1, 1).intersects(frame.bar(place, step))
        ]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, after = self._held, self.after
        if held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._let_go()
        if held.drag is not None and after is not None:
            self.studio.edit(after, held.drag.text(after))
        elif held.link and held.moved:
            self._link(held.place, event.position())
        elif held.drag is None and not held.link and not held.moved and not held.orders:
            self._click(held)
        self._read()

    def _click(self, held: Held) -> None:
        """A click beside a bar chooses its step; on empty ground, none."""
        order = self.rows[held.place].order if held.place is not None else None
        self.cursor_order = order
        self.studio.choose_steps(*(() if order is None else (order,)))

    def _link(self, first: int | None, where: QPointF) -> None:
        then = self._target(where)
        before = self.rows[first].order if first is not None else None
        order = self.rows[then].order if then is not None else None
        if before is not None and order is not None and before != order:
            self.wait(order, before)

    def _target(self, where: QPointF) -> int | None:
        place, _part = part_at(self.frame, self.rows, where)
        return place if place is not None and self.rows[place].step is not None else None

    def wait(self, order: int, before: int) -> bool:
        """Let one step wait for another; what is no use is refused with its reason."""
        sequence = self.studio.sequence
        try:
            after = waiting(sequence, order, before)
        except FiremodeError as error:
            self.studio.said.emit(error)
            return False
        words = f"{sequence.step(order).component_id} waits for {sequence.step(before).component_id}"
        return self.studio.edit(after, words, then={order})

    def refuse(self, before: int, many: int) -> None:
        """Say that there is no such step to wait for."""
        self.studio.said.emit(Missing(f"There is no step {before} to wait for; the steps are 1 to {many}."))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place, part = part_at(self.frame, self.rows, event.position())
        if place is not None and self.rows[place].step is not None and part is not Part.EMPTY:
            self.card_asked.emit()

    def _hover(self, where: QPointF) -> None:
        place, part = part_at(self.frame, self.rows, where)
        shape = Qt.CursorShape.ArrowCursor if self.studio.read_only else _CURSORS.get(part, Qt.CursorShape.ArrowCursor)
        self.viewport().setCursor(shape)
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()

    def _let_go(self) -> None:
        self._held, self.after = None, None

    @property
    def is_dragging(self) -> bool:
        """Whether something is held; Esc lets go of it."""
        return self._held is not None

    def let_go(self) -> None:
        """End a drag, or a question, without a trace."""
        if self._held is not None and self._held.drag is None and not self._held.link and self._held.moved:
            self.studio.choose_steps(*self._held.orders)
        self._let_go()
        self.asking = None
        self._read()

    # --- components from the shelf -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._take(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._take(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop = None
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        components, at = dropped_components(event.mimeData()), self._moment(event.position().x())
        self._drop = None
        self.viewport().update()
        if components and self._may_take:
            event.acceptProposedAction()
            after = with_components(self.studio.sequence, components, at)
            new = {step.step_order for step in after} - {step.step_order for step in self.studio.sequence}
            names = ", ".join(name for name, _kind in components)
            self.studio.edit(after, f"{names} at {said(at)}", then=new)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _may_take(self) -> bool:
        return self.studio.scenario is not None and not self.studio.read_only

    def _take(self, event: QDragMoveEvent) -> None:
        components = dropped_components(event.mimeData())
        if not components or not self._may_take:
            event.ignore()
            return
        at = self._moment(event.position().x())
        self._drop = float(at), f"{components[0][0]} at {said(at)}"
        event.acceptProposedAction()
        self.viewport().update()

    def _moment(self, x: float) -> Decimal:
        return snapped(max(0.0, self.frame.at(x)), WHOLE if self._frame.pace < 60 else FINE)

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
            self._hovered = None
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
        if self._drop is not None:
            painter.drawText(12, 24, self._drop[1])

    def picture(self) -> Picture:
        """All that is to be seen now, as values."""
        one, held = self.studio.scenario, self._held
        return Picture(
            self.frame,
            self.rows,
            self.studio.orders,
            self.cursor_order,
            self._hovered if held is None else None,
            self.hasFocus(),
            one.trigger if one is not None else "",
            self._origin(),
            self._label(),
            self._link_drawn(),
            QRectF(held.press, self._mouse).normalized() if held is not None and self._is_band(held) else None,
            self._drop,
            self.keys.question,
        )

    def _origin(self) -> dict[int, Step]:
        if self.after is None:
            return {}
        now = {step.step_order: step for step in self.after}
        return {step.step_order: step for step in self.studio.sequence if now[step.step_order] != step}

    def _label(self) -> tuple[int, str] | None:
        if self._held is None or self._held.drag is None or self._held.place is None or self.after is None:
            return None
        return self._held.place, self._held.drag.label(self.after)

    def _link_drawn(self) -> tuple[int, QPointF, int | None] | None:
        held = self._held
        if held is None or not held.link or not held.moved or held.place is None:
            return None
        return held.place, self._mouse, self._target(self._mouse)

    def _is_band(self, held: Held) -> bool:
        return held.moved and held.drag is None and not held.link


def _adds(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
