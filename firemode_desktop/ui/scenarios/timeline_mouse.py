"""The mouse on the timeline: what it takes hold of, what it drags, and what is dropped from the shelf."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QMouseEvent

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.timing import said, snapped
from firemode_desktop.ui.language import tr
from firemode_desktop.ui.scenarios.dragging import dropped_components
from firemode_desktop.ui.scenarios.step_edits import new_step
from firemode_desktop.ui.scenarios.timeline_drag import FINE, WHOLE, Move, Part, Stretch, part_at
from firemode_desktop.ui.scenarios.timeline_frame import HEAD

if TYPE_CHECKING:
    from firemode_desktop.ui.scenarios.timeline_view import TimelineView

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

    @property
    def is_band(self) -> bool:
        """Whether it is a frame on empty ground that is being drawn."""
        return self.moved and self.drag is None and not self.link


class TimelineMouse:
    """What is held, what a drag would make of the sequence (``after``), and how that is shown meanwhile."""

    def __init__(self, view: TimelineView) -> None:
        self.view = view
        self.held: Held | None = None
        self.after: Sequence | None = None
        self.at = QPointF()
        self.hovered: int | None = None
        self.drop_at: tuple[float, str] | None = None

    @property
    def is_dragging(self) -> bool:
        """Whether something is held; Esc lets go of it."""
        return self.held is not None

    def let_go(self) -> None:
        """End a drag without a trace."""
        if self.held is not None and self.held.is_band:
            self.view.studio.choose_steps(*self.held.orders)
        self._forget()

    # --- how it is shown -----------------------------------------------------------------------------------------

    @property
    def origin(self) -> dict[int, Step]:
        """Steps as they were before the drag, by number, where they differ now."""
        if self.after is None:
            return {}
        now = {step.step_order: step for step in self.after}
        return {step.step_order: step for step in self.view.studio.sequence if now[step.step_order] != step}

    @property
    def label(self) -> tuple[int, str] | None:
        """The row that is held and what is said of it."""
        if self.held is None or self.held.drag is None or self.held.place is None or self.after is None:
            return None
        return self.held.place, self.held.drag.label(self.after)

    @property
    def link(self) -> tuple[int, QPointF, int | None] | None:
        """The row a dependency is drawn from, the mouse, and the row it would go to."""
        held = self.held
        if held is None or not held.link or not held.moved or held.place is None:
            return None
        return held.place, self.at, self._target(self.at)

    @property
    def band(self) -> QRectF | None:
        """The frame that is drawn on empty ground."""
        held = self.held
        return QRectF(held.press, self.at).normalized() if held is not None and held.is_band else None

    # --- hold, drag, release -------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        """Choose the step under the mouse and take hold of it, or begin a frame."""
        if event.button() != Qt.MouseButton.LeftButton or self.held is not None:
            return
        where = event.position()
        place, part = part_at(self.view.frame, self.view.rows, where)
        row = self.view.rows[place] if place is not None else None
        if row is None or row.order is None or part is Part.EMPTY:
            self.held = Held(where, place, orders=self.view.studio.orders if _adds(event) else frozenset())
            return
        if not self._choose(row.order, event) or self.view.studio.read_only or part is Part.NAME:
            return
        self.held = self._hold(where, place, row.order, part)

    def _choose(self, order: int, event: QMouseEvent) -> bool:
        """Whether the step that was pressed is chosen now."""
        chosen = set(self.view.studio.orders)
        if _adds(event):
            chosen ^= {order}
        elif order not in chosen:
            chosen = {order}
        self.view.cursor_order = order
        self.view.studio.choose_steps(*chosen)
        return order in chosen

    def _hold(self, where: QPointF, place: int | None, order: int, part: Part) -> Held:
        sequence = self.view.studio.sequence
        if part is Part.BAR:
            return Held(where, place, Move(sequence, order, self.view.studio.orders))
        if part is Part.DOT:
            return Held(where, place, link=True)
        return Held(where, place, Stretch(sequence, order, part is Part.LATE))

    def move(self, event: QMouseEvent) -> None:
        """Drag what is held; without, show what could be."""
        self.at = event.position()
        if self.held is None:
            self._hover(event.position())
            return
        if not self.held.moved and (event.position() - self.held.press).manhattanLength() < 4:
            return
        self.held = replace(self.held, moved=True)
        self._drag_on(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def _drag_on(self, fine: bool) -> None:
        assert self.held is not None
        if self.held.drag is not None:
            seconds = (self.at.x() - self.held.press.x()) / self.view.frame.pace
            self.after = self.held.drag.to(seconds, fine)
            self.view.read()
        elif self.held.link:
            self._scroll()
        else:
            self.view.studio.choose_steps(*self.held.orders, *self._framed())
        self.view.viewport().update()

    def _scroll(self) -> None:
        """A dependency can be drawn to a row that is not in sight."""
        bar, frame = self.view.verticalScrollBar(), self.view.frame
        if self.at.y() > frame.height - 12:
            bar.setValue(bar.value() + round(frame.row / 2))
        elif self.at.y() < HEAD + 12:
            bar.setValue(bar.value() - round(frame.row / 2))

    def _framed(self) -> list[int]:
        """The steps whose bars the frame on empty ground touches."""
        assert self.held is not None
        band, frame = QRectF(self.held.press, self.at).normalized(), self.view.frame
        steps = ((place, row.step) for place, row in enumerate(self.view.rows))
        return [
            step.step_order
            for place, step in steps
            if step is not None and band.adjusted(0, 0, 1, 1).intersects(frame.bar(place, step))
        ]

    def release(self, event: QMouseEvent) -> None:
        """Take over what the drag made, as one step of undo."""
        held, after = self.held, self.after
        if held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._forget()
        if held.drag is not None and after is not None:
            self.view.studio.edit(after, held.drag.text(after))
        elif held.link and held.moved:
            self._link(held.place, event.position())
        elif held.drag is None and not held.link and not held.moved and not held.orders:
            self._click(held)
        self.view.read()

    def _click(self, held: Held) -> None:
        """A click beside a bar chooses its step; on empty ground, none."""
        order = self.view.rows[held.place].order if held.place is not None else None
        self.view.cursor_order = order
        self.view.studio.choose_steps(*(() if order is None else (order,)))

    def _link(self, first: int | None, where: QPointF) -> None:
        then = self._target(where)
        before = self.view.rows[first].order if first is not None else None
        order = self.view.rows[then].order if then is not None else None
        if before is not None and order is not None and before != order:
            self.view.wait(order, before)

    def _target(self, where: QPointF) -> int | None:
        place, _part = part_at(self.view.frame, self.view.rows, where)
        return place if place is not None and self.view.rows[place].step is not None else None

    def _hover(self, where: QPointF) -> None:
        place, part = part_at(self.view.frame, self.view.rows, where)
        shape = (
            Qt.CursorShape.ArrowCursor if self.view.studio.read_only else _CURSORS.get(part, Qt.CursorShape.ArrowCursor)
        )
        self.view.viewport().setCursor(shape)
        if place != self.hovered:
            self.hovered = place
            self.view.viewport().update()

    def _forget(self) -> None:
        self.held, self.after = None, None

    # --- components from the shelf -------------------------------------------------------------------------------

    def drop(self, event: QDropEvent) -> None:
        """Plan the components where they are dropped."""
        components, at = dropped_components(event.mimeData()), self._moment(event.position().x())
        self.drop_at = None
        self.view.viewport().update()
        if components and self._may_take:
            event.acceptProposedAction()
            steps = (new_step(self.view.studio, *each) for each in components)
            before = self.view.studio.sequence
            after = before.added(*(replace(step, expected_delay_seconds=at) for step in steps))
            new = {step.step_order for step in after} - {step.step_order for step in before}
            names = ", ".join(name for name, _kind in components)
            self.view.studio.edit(after, tr("{names} at {value}", names=names, value=said(at)), then=new)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _may_take(self) -> bool:
        return self.view.studio.scenario is not None and not self.view.studio.read_only

    def take(self, event: QDragMoveEvent) -> None:
        """Say where a component from the shelf would be planned."""
        components = dropped_components(event.mimeData())
        if not components or not self._may_take:
            event.ignore()
            return
        at = self._moment(event.position().x())
        self.drop_at = float(at), tr("{components} at {value}", components=components[0][0], value=said(at))
        event.acceptProposedAction()
        self.view.viewport().update()

    def _moment(self, x: float) -> Decimal:
        return snapped(max(0.0, self.view.frame.at(x)), WHOLE if self.view.frame.pace < 60 else FINE)


def _adds(event: QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
