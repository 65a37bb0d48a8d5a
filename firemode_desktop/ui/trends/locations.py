"""The list of places beside the chart: where, what, the latest reading, the slope, and when the limit is met.

The chart follows the cursor. Space, or Ctrl with a click, keeps a place in the chart while others are looked at.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from firemode_desktop.charts.digits import MINUS
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.standing import Measure, case_name
from firemode_desktop.services.trends import PlaceLine
from firemode_desktop.ui.keys import carries_out, takes_key
from firemode_desktop.ui.language import plain, show_month, term, tr
from firemode_desktop.ui.listing import Column, Listing, Mark

KEPT = "＋ "
"""Before the name of a place that is kept in the chart."""


def _what(one: PlaceLine) -> str:
    """``Closed``, ``Open``, ``Velocity``, ``Fan on``: the unit beside it tells the rest in a narrow column."""
    if one.measure is None or not one.case or one.measure is Measure.VELOCITY:
        return term(one.measure.label) if one.measure is not None else one.what
    words = case_name(one.measure, one.case)
    return words.removeprefix("Doors ").capitalize()


def _latest(one: PlaceLine) -> str:
    return f"{plain(round_half_even(one.value, 2))} {one.unit}".replace("-", MINUS)


def _slope(one: PlaceLine) -> str:
    if one.worked is None:
        return "…"
    slope = one.worked.slope
    return "" if slope is None or not one.worked.drifts else f"{slope:+.2f}".replace("-", MINUS)


def _meets(one: PlaceLine) -> str:
    day = None if one.worked is None else one.worked.meets_from
    return "" if day is None else show_month(day)


def _order_of_slope(one: PlaceLine) -> float:
    return 0.0 if one.worked is None or one.worked.slope is None or not one.worked.drifts else one.worked.slope


def _order_of_meeting(one: PlaceLine) -> str:
    day = None if one.worked is None else one.worked.meets_from
    return "9999" if day is None else day.isoformat()


def columns(kept: Callable[[PlaceLine], bool]) -> tuple[Column[PlaceLine], ...]:
    """``kept`` tells which places stay in the chart."""
    where = Column[PlaceLine](
        "where",
        tr("Location"),
        lambda one: f"{KEPT if kept(one) else ''}{one.where}",
        stretch=True,
        order=lambda one: one.where,
        mark=lambda one: Mark(one.standing),
        tone=lambda one: "accent" if kept(one) else "",
        tip=lambda one: tr("{place}. Space or Ctrl+click keeps it in the chart beside others.", place=one.place),
    )
    return (where, *FIGURES)


class PlaceList(Listing):
    """``kept_beside(row)`` tells which place is to stay in the chart, or no longer."""

    kept_beside = Signal(object)

    def event(self, event: QEvent) -> bool:
        return takes_key(event, lambda key: self._deed_of(key) is not None) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not carries_out(event, self._deed_of):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.listing.row(self.indexAt(event.position().toPoint()).row())
        if row is not None and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.kept_beside.emit(row)
        else:
            super().mousePressEvent(event)

    def _deed_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        row = self.current
        wanted = event.key() == Qt.Key.Key_Space.value and row is not None
        return (lambda: self.kept_beside.emit(row)) if wanted else None


FIGURES: tuple[Column[PlaceLine], ...] = (
    Column("what", tr("What"), _what, 76, tip=lambda one: one.what),
    Column("latest", tr("Latest"), _latest, 78, numeric=True, order=lambda one: one.value),
    Column("slope", tr("A year"), _slope, 60, numeric=True, order=_order_of_slope),
    Column(
        "meets",
        tr("At limit"),
        _meets,
        78,
        tone=lambda one: "near" if one.worked is not None and one.worked.meets_from is not None else "",
        order=_order_of_meeting,
    ),
    Column("count", tr("Readings"), lambda one: str(one.readings), 70, numeric=True, hidden=True),
)


def most_telling(lines: tuple[PlaceLine, ...]) -> PlaceLine | None:
    """The place to show first: one that meets its limit soonest, else the one that stands worst."""
    if not lines:
        return None
    due = [one for one in lines if one.worked is not None and one.worked.meets_from is not None]
    return min(due, key=_order_of_meeting) if due else max(lines, key=lambda one: one.standing.concern)
