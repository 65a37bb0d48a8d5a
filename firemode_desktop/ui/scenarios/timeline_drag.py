"""What the mouse does to the timeline: where it takes hold, and what a drag makes of the sequence.

A drag is a value: ``to`` gives the sequence as it would be, so that Esc has nothing to take back.
"""

from __future__ import annotations

from collections.abc import Sequence as Many
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from PySide6.QtCore import QPointF

from firemode_desktop.domain.design import Sequence
from firemode_desktop.domain.sequence import Step
from firemode_desktop.domain.timing import ended, planned, said, snapped
from firemode_desktop.ui.language import plain, tr
from firemode_desktop.ui.scenarios.timeline_frame import BAR, GRIP, Frame
from firemode_desktop.ui.scenarios.timeline_rows import Row

WHOLE, FINE = Decimal(1), Decimal("0.1")


class Part(Enum):
    """What of a row is under the mouse."""

    NAME = auto()
    EMPTY = auto()
    BAR = auto()
    EARLY = auto()
    LATE = auto()
    DOT = auto()


def part_at(frame: Frame, rows: Many[Row], where: QPointF) -> tuple[int | None, Part]:
    """The row and the part of it at a place; the row is None above the first and below the last."""
    place = frame.place_at(where.y())
    if not 0 <= place < len(rows):
        return None, Part.EMPTY
    step = rows[place].step
    if where.x() < frame.names:
        return place, Part.NAME
    return place, Part.EMPTY if step is None else _part(frame, place, step, where)


def _part(frame: Frame, place: int, step: Step, where: QPointF) -> Part:
    dot = dot_of(frame, place, step)
    if abs(where.x() - dot.x()) <= 6 and abs(where.y() - dot.y()) <= 5:
        return Part.DOT
    bar = frame.bar(place, step)
    if abs(where.y() - bar.center().y()) > BAR + 4:
        return Part.EMPTY
    inward = min(GRIP, bar.width() / 4)
    if bar.right() - inward < where.x() <= bar.right() + GRIP + 2:
        return Part.LATE
    if bar.left() - GRIP - 2 <= where.x() < bar.left() + inward:
        return Part.EARLY
    return Part.BAR if bar.left() <= where.x() <= bar.right() else Part.EMPTY


def dot_of(frame: Frame, place: int, step: Step) -> QPointF:
    """Where the dot of a step is, from which a dependency is drawn: at the foot of its tick."""
    at = (step.earliest + step.latest) / 2 if step.must_not else step.expected_delay_seconds
    return QPointF(frame.x_of(at), frame.middle(place) + frame.tick_half + 1)


@dataclass(frozen=True, slots=True)
class Move:
    """The chosen steps together, led by the one that was taken hold of."""

    sequence: Sequence
    order: int
    orders: frozenset[int]

    def to(self, seconds: float, fine: bool) -> Sequence:
        """``seconds``: how far the mouse went. The step that is held snaps, the others keep their distance."""
        old = self.sequence.step(self.order).expected_delay_seconds
        if not seconds:
            return self.sequence
        new = snapped(float(old) + seconds, FINE if fine else WHOLE)
        return self.sequence.shifted(self.orders, new - old)

    def label(self, after: Sequence) -> str:
        """``20 s, +5 s``."""
        new = after.step(self.order).expected_delay_seconds
        return f"{said(new)}, {_signed(new - self.sequence.step(self.order).expected_delay_seconds)}"

    def text(self, after: Sequence) -> str:
        """``LIFT-01 from 15 s to 20 s``; ``3 steps by +5 s``."""
        old, new = (each.step(self.order) for each in (self.sequence, after))
        if len(self.orders) > 1:
            by = new.expected_delay_seconds - old.expected_delay_seconds
            return tr("{orders} steps by {signed}", orders=len(self.orders), signed=_signed(by))
        times = (plain(each.expected_delay_seconds) for each in (old, new))
        return tr("{component_id} from {times} s", component_id=old.component_id, times=tr(" s to ").join(times))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One end of the window of one step."""

    sequence: Sequence
    order: int
    late: bool

    def to(self, seconds: float, fine: bool) -> Sequence:
        """``seconds``: how far the mouse went. What snaps is the tolerance; of what must not happen, the end."""
        if not seconds:
            return self.sequence
        step, grid = self.sequence.step(self.order), FINE if fine else WHOLE
        end = float(step.latest if self.late else step.earliest) + seconds
        if step.must_not:
            return ended(self.sequence, self.order, at=snapped(end, grid), late=self.late)
        planned_s = float(step.expected_delay_seconds)
        slack = snapped(end - planned_s if self.late else planned_s - end, grid)
        return self.sequence.changed(self.order, tolerance_seconds=slack)

    def label(self, after: Sequence) -> str:
        """``± 8 s, −2 s``; of what must not happen, ``0–25 s``."""
        old, new = (each.step(self.order) for each in (self.sequence, after))
        if new.must_not:
            return planned(new)
        return f"± {said(new.tolerance_seconds)}, {_signed(new.tolerance_seconds - old.tolerance_seconds)}"

    def text(self, after: Sequence) -> str:
        """``LIFT-01 from 20 ± 10 s to 20 ± 8 s``."""
        old, new = (each.step(self.order) for each in (self.sequence, after))
        return tr(
            "{component_id} from {planned} to {planned2}",
            component_id=old.component_id,
            planned=planned(old),
            planned2=planned(new),
        )


def _signed(seconds: Decimal) -> str:
    return f"{'−' if seconds < 0 else '+'}{plain(abs(seconds))} s"
