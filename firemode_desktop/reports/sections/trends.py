"""Trends, or why none: what drifts towards a limit, what stands close to one, and of what nothing can be said."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from firemode_desktop.charts.digits import MINUS, shown, signed
from firemode_desktop.charts.style import style
from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.projection import HORIZON_YEARS, Projection, Reason
from firemode_desktop.domain.trend import MINIMUM_DAYS, MINIMUM_READINGS
from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.figures import chart
from firemode_desktop.reports.pages import Flow, heading, paragraph, subheading
from firemode_desktop.reports.shown import count, day, limits, measured
from firemode_desktop.reports.tables import Cell, Column, Row, status, table
from firemode_desktop.reports.trend_data import ChartFacts, LeftOut, PlaceTrend, TrendFacts
from firemode_desktop.reports.typography import Face

MOST = 12  # rows of a table; a building of thirty stairs is not listed twice in its report
NAMED = 3
CAPTION = 44.0  # points: what a chart says, and where it comes from, stand on its page
METHOD = (
    "A drift is told by the Theil–Sen slope with its 95 % interval, where the Mann–Kendall test finds it significant. "
    "The month in which a limit is met is an interval, never a day; where the readings do not carry it, nothing is "
    "projected."
)
NONE_YET = (
    "There is no trend: none of the results of this building that were approved so far is a number that could be "
    "followed over time."
)
QUIET = "Nothing: no readings drift towards a limit."
WORSENING = (
    Column("Where", 52),
    Column("Latest", 21, "right"),
    Column("Limits", 18, "right"),
    Column("Change a year (95 % interval)", 44, "right"),
    Column("Limit expected to be met", 35),
)
NEAREST = (
    Column("Where", 66),
    Column("Measured", 24),
    Column("Limits", 20, "right"),
    Column("Reading", 24, "right"),
    Column("Room left", 16, "right"),
    Column("Verdict", 20),
)
REFUSED = (Column("Why nothing is projected", 146), Column("Locations", 24, "right"))
OUT = (
    Column("Where", 52),
    Column("Read", 24),
    Column("Reading", 22, "right"),
    Column("Left out by, and why", 72),
)
WHY = {
    Reason.TOO_FEW: f"Fewer than {MINIMUM_READINGS} readings since the last commissioning",
    Reason.TOO_SHORT: f"The readings cover less than {MINIMUM_DAYS} days",
    Reason.DOOR_CONFIGURATIONS: "Read with different door configurations",
    Reason.INSTRUMENTS: "Read with different instruments",
    Reason.STEP: "A step, not a drift: something changed between two readings",
    Reason.NO_TREND: "Steady: no significant change",
    Reason.SEASON: "The readings follow the season, and show no change beside it",
    Reason.SLOPE_UNSURE: "They change, but the interval of the slope includes no change at all",
    Reason.NO_LIMIT: "They change, and no limit lies in that direction",
    Reason.AT_LIMIT: "They drift, and are at their limit or beyond it already",
    Reason.BEYOND_HORIZON: f"They drift so slowly that no limit is met within {HORIZON_YEARS} years",
}
TELLING = (Reason.DOOR_CONFIGURATIONS, Reason.INSTRUMENTS, Reason.STEP, Reason.AT_LIMIT)
"""What somebody has to look after: here the locations are named."""


def trends(flow: Flow, number: str, data: ReportData) -> None:
    """Put the section into the flow: by itself what drifts and what is close, then the charts that were put here."""
    told = data.trends
    heading(flow, number, "Trends")
    if told.places:
        paragraph(flow, f"{_basis(told)} {METHOD}")
        _worsening(flow, told)
        _nearest(flow, told)
        _refused(flow, told)
        _left_out(flow, told.left_out, data)
    else:
        paragraph(flow, NONE_YET)
    for each in told.charts:
        _chart(flow, each)


def _basis(told: TrendFacts) -> str:
    """From what the section is made; of a draft, that its own readings are among it."""
    readings = f"{count(len(told.places), 'location')}, read from {day(told.since)} on"
    if not told.sessions:
        return f"From the readings of this session alone, which is not approved yet: {readings}."
    own = ", and of this session, which is not approved yet" if told.own else ""
    return f"From the readings of {count(told.sessions, 'approved session')}{own}: {readings}."


def _worsening(flow: Flow, told: TrendFacts) -> None:
    found = told.worsening()
    subheading(flow, "What worsens")
    if not found:
        paragraph(flow, QUIET)
        return
    table(flow, WORSENING, [_drift(place) for place in found[:MOST]])
    _and_more(flow, len(found) - MOST, "that drift towards a limit")


def _drift(place: PlaceTrend) -> Row:
    found = place.trend
    assert found.slope_per_year is not None  # or it would not drift
    low, high = (_signed(each) for each in found.slope_interval or (found.slope_per_year,) * 2)
    slope = f"{_signed(found.slope_per_year)} {place.unit} ({low} to {high})"
    meets = _meets(place.projection) if place.projection else _instead(found.reason)
    reading = measured(place.value, place.unit)
    cells = (place.place, reading, Cell(limits(place.limits), quiet=True), slope, meets)
    return Row(cells, note=" ".join(found.notes))


def _signed(value: float) -> str:
    return signed(Decimal(str(value)))


def _meets(projection: Projection) -> Cell:
    """``Mar 2027 to Nov 2029``."""
    if projection.until is None:
        return Cell(f"after {projection.since:%b %Y}", Face.BOLD)
    if projection.until == projection.since:
        return Cell(f"{projection.since:%b %Y}", Face.BOLD)
    return Cell(f"{projection.since:%b %Y} to {projection.until:%b %Y}", Face.BOLD)


def _instead(reason: Reason | None) -> Cell:
    if reason is Reason.AT_LIMIT:
        return Cell("met already", Face.BOLD)
    return Cell(f"not within {HORIZON_YEARS} years", quiet=True)


def _nearest(flow: Flow, told: TrendFacts) -> None:
    found = told.nearest()
    if not found:
        return
    subheading(flow, "What stands nearest to a limit", "By the latest reading; 100 % is midway between two limits.")
    table(flow, NEAREST, [_near(place) for place in found[:MOST]])


def _near(place: PlaceTrend) -> Row:
    room = place.margin
    share = "" if room is None else f"{round_half_even(room * 100, 0)} %".replace("-", MINUS)
    reading = f"{shown(place.value)} {place.unit}".strip()
    verdict = status(place.standing)
    return Row((place.place, day(place.day), Cell(limits(place.limits), quiet=True), reading, share, verdict))


def _refused(flow: Flow, told: TrendFacts) -> None:
    found = told.refused()
    if not found:
        return
    subheading(flow, "Where nothing is projected, and why")
    table(flow, REFUSED, [_reason(reason, places) for reason, places in found.items()])


def _reason(reason: Reason, places: Sequence[PlaceTrend]) -> Row:
    named = [place.place for place in places[:NAMED]] if reason in TELLING else []
    more = len(places) - len(named)
    note = "; ".join(named) + (f"; and {more} more" if named and more else "")
    return Row((WHY[reason], str(len(places))), note=note)


def _left_out(flow: Flow, left_out: Sequence[LeftOut], data: ReportData) -> None:
    if left_out:
        subheading(flow, "Readings left out", "Out of the trend only: the reading, its verdict and its fault stand.")
        table(flow, OUT, [_out(each, data) for each in left_out])


def _out(each: LeftOut, data: ReportData) -> Row:
    who = ", ".join(part for part in (each.by, day(each.at, data.zone)) if part)
    return Row((each.place, day(each.day), measured(each.value, each.unit), f"{each.reason}\n{who}"))


def _and_more(flow: Flow, more: int, which: str) -> None:
    if more > 0:
        paragraph(flow, f"And {count(more, 'more location', 'more locations')} {which}.", 8)


def _chart(flow: Flow, each: ChartFacts) -> None:
    """A chart with its title above, what it says and where it comes from below."""
    subheading(flow, each.title)
    flow.need(each.scene.height + CAPTION)
    chart(flow, each.scene)
    flow.space(6)
    if each.words:
        paragraph(flow, each.words, 8, after=2)
    paragraph(flow, each.origin, 7.2, colour=style("paper").quiet)
