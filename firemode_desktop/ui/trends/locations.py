"""The list of places beside the chart: where, what, the latest reading, the slope, and when the limit is met."""

from __future__ import annotations

from firemode_desktop.charts.digits import MINUS
from firemode_desktop.domain.checks import plain, round_half_even
from firemode_desktop.domain.standing import Measure
from firemode_desktop.services.trends import PlaceLine
from firemode_desktop.ui.listing import Column, Mark


def _what(one: PlaceLine) -> str:
    """``Pressure · closed``, ``Force · on``: in a narrow column."""
    measure, words = one.measure, one.what.split()
    if measure is None or not one.case or measure is Measure.VELOCITY:
        return measure.label if measure is not None else one.what
    return f"{measure.label} · {words[-1]}"


def _latest(one: PlaceLine) -> str:
    return f"{plain(round_half_even(one.value, 2))} {one.unit}".replace("-", MINUS)


def _slope(one: PlaceLine) -> str:
    if one.worked is None:
        return "…"
    slope = one.worked.slope
    return "" if slope is None or not one.worked.drifts else f"{slope:+.2f}".replace("-", MINUS)


def _meets(one: PlaceLine) -> str:
    day = None if one.worked is None else one.worked.meets_from
    return "" if day is None else f"{day:%b %Y}"


def _order_of_slope(one: PlaceLine) -> float:
    return 0.0 if one.worked is None or one.worked.slope is None or not one.worked.drifts else one.worked.slope


def _order_of_meeting(one: PlaceLine) -> str:
    day = None if one.worked is None else one.worked.meets_from
    return "9999" if day is None else day.isoformat()


COLUMNS: tuple[Column[PlaceLine], ...] = (
    Column("where", "Location", lambda one: one.where, 124, mark=lambda one: Mark(one.standing)),
    Column("what", "What", _what, stretch=True, tip=lambda one: one.place),
    Column("latest", "Latest", _latest, 74, numeric=True, order=lambda one: one.value),
    Column("slope", "A year", _slope, 58, numeric=True, order=_order_of_slope),
    Column(
        "meets",
        "At limit",
        _meets,
        70,
        tone=lambda one: "near" if one.worked is not None and one.worked.meets_from is not None else "",
        order=_order_of_meeting,
    ),
    Column("count", "Readings", lambda one: str(one.readings), 70, numeric=True, hidden=True),
)


def most_telling(lines: tuple[PlaceLine, ...]) -> PlaceLine | None:
    """The place to show first: one that meets its limit soonest, else the one that stands worst."""
    if not lines:
        return None
    due = [one for one in lines if one.worked is not None and one.worked.meets_from is not None]
    return min(due, key=_order_of_meeting) if due else max(lines, key=lambda one: one.standing.concern)
