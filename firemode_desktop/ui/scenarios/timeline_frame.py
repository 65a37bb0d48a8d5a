"""Where things are on the timeline: seconds across, rows down, and the scale above them. Pixels are the viewport's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRectF

from firemode_desktop.charts.ticks import times
from firemode_desktop.domain.sequence import Step
from firemode_desktop.ui.scenarios.timeline_rows import Row

ROW, LOW_ROW = 44, 34
HEAD, FOOT = 26, 22
WORDS = 124
NUMBER = 32
"""Where names begin, right of the step's number."""
SHORTEST = 10.0
BAR = 8.0
"""Half the height of a bar."""
GRIP = 5.0
"""Pixels on either side of an end in which it can be taken hold of."""
_ROOM = 58.0
"""Pixels that a time above the scale needs."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The viewport: its size, the width of the names, pixels a second, and what is scrolled away."""

    width: float
    height: float
    names: float
    pace: float
    row: float = ROW
    left: float = 0.0
    top: float = 0.0

    @property
    def start(self) -> float:
        """Where times begin: right of the names, with room for a mark at the trigger."""
        return self.names + 18

    def x_of(self, seconds: Decimal | float) -> float:
        """Where a moment is."""
        return self.start + float(seconds) * self.pace - self.left

    def at(self, x: float) -> float:
        """The moment at a place; before the trigger it is less than 0."""
        return (x - self.start + self.left) / self.pace

    def box(self, place: int) -> QRectF:
        """The row of a place, names included."""
        return QRectF(0, HEAD + self.row * place - self.top, self.width, self.row)

    def middle(self, place: int) -> float:
        """Half way down a row."""
        return HEAD + self.row * (place + 0.5) - self.top

    def place_at(self, y: float) -> int:
        """The row at a height; may be beyond the last."""
        return int((y - HEAD + self.top) // self.row)

    def bar(self, place: int, step: Step) -> QRectF:
        """The window of a step."""
        first, last = self.x_of(step.earliest), self.x_of(step.latest)
        return QRectF(first, self.middle(place) - BAR, max(3.0, last - first), 2 * BAR)

    @property
    def tick_half(self) -> float:
        """Half the height of the tick at the planned moment."""
        return min(13.0, self.row / 2 - 6)

    def ticks(self) -> list[tuple[float, str]]:
        """Seconds and words of the scale where it is in sight; minutes from two minutes on."""
        return times(max(0.0, self.at(self.names)), self.at(self.width), _ROOM / self.pace)


def reach_s(rows: Sequence[Row]) -> float:
    """The last second that is drawn: every window, and every effect that is not far beyond them."""
    steps = [step for row in rows for step in (row.step, row.before) if step is not None]
    latest = max((float(step.latest) for step in steps), default=0.0)
    seen = max((float(row.at) for row in rows if row.at is not None), default=0.0)
    return max(SHORTEST, latest, min(seen, 3 * max(latest, SHORTEST))) * 1.04
