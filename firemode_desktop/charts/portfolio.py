"""The places of all buildings that ask to be looked at first: by room left, by room used up a year, or by month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.digits import shown
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.rows import BOLD, GAP, Rows, names, two_lines
from firemode_desktop.charts.scene import MM, WHOLE, Scale, Scene, Sketch, View, shortened, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import days, numbers
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.standing import Standing

WIDTH_MM = 180.0
ROW_MM, ABOVE, BELOW = 8.0, 9 * MM, 7 * MM
NAMES = 0.42
LEAST_MARGIN = -1.0
"""What is further beyond its limit stands at the edge; its number says how far."""
HEADS = (
    "Building", "Stair", "Floor", "Measurement", "Test", "Day", "Reading", "Unit", "Minimum", "Maximum", "Result",
    "Room left, %", "Room used a year, %", "Limit met from", "Limit met until", "Trend",
)  # fmt: skip


class Rank(StrEnum):
    """What puts one place before another."""

    MARGIN = "margin"
    WORSENING = "worsening"
    MEETS = "meets"

    @property
    def head(self) -> str:
        """What the scale is of."""
        return _HEADS[self]


_HEADS: Mapping[Rank, str] = {
    Rank.MARGIN: "room left to the limit",
    Rank.WORSENING: "room used up a year",
    Rank.MEETS: "limit expected to be met",
}


@dataclass(frozen=True, slots=True)
class RankedPlace:
    """A place with its latest reading; ``margin`` and ``worsening`` (a year) are shares of its whole room.

    ``meets`` are the first days of the months between which its limit is expected to be met; the later one is None
    where it is out of sight. ``trend`` says what its readings come to, ``key`` names the place.
    """

    building: str
    stair: str
    floor: str | None
    what: str
    identifier: str
    day: date
    value: Decimal
    limits: Limits
    mark: Standing
    margin: Decimal | None = None
    worsening: float | None = None
    meets: tuple[date, date | None] | None = None
    trend: str = ""
    key: str = ""

    @property
    def where(self) -> str:
        """``Pilot Building 123 · Stair-A · Level-8``."""
        return " · ".join(part for part in (self.building, self.stair, self.floor) if part)

    @property
    def reading(self) -> str:
        """``21.3 Pa (20 to 80 Pa)``."""
        read = f"{shown(self.value)} {self.limits.unit}".rstrip()
        return read if self.limits.open else f"{read} ({self.limits})"


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The first places of all buildings in the order of ``rank``."""

    title: str
    words: str
    rank: Rank
    places: tuple[RankedPlace, ...]

    @property
    def empty(self) -> bool:
        """Whether no place is ranked."""
        return not self.places


def portfolio_scene(
    data: Portfolio, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``data`` as strokes; every place is a spot, from the top down."""
    many = len(data.places)
    natural = WIDTH_MM, min(max((ABOVE + BELOW) / MM + ROW_MM * many, 40), 235)
    drawing = sketch(look or style(), size_mm, natural)
    rows = Rows(many, BELOW, drawing.height - ABOVE)
    left = names(drawing, rows, _names(drawing, rows, data.places), NAMES)
    told = [_told(data.rank, place) for place in data.places]
    right = min(max([width(words, drawing.look.small) for words in told] or [0.0]), drawing.width * 0.28) + 10
    plot = _Plot(drawing, data, rows, _scale(data, left + 6, drawing.width - right))
    plot.frame()
    for number, place in enumerate(data.places):
        plot.place(number, place, told[number], view.chosen)
    plot.legend()
    return drawing.scene()


def _names(drawing: Sketch, rows: Rows, places: Sequence[RankedPlace]) -> list[tuple[str, str]]:
    """Where each place is, of a long building so much that stair and floor can be read; and what was read there."""
    double, look = two_lines(drawing, rows), drawing.look
    size, room = look.text * BOLD if double else look.small, drawing.width * NAMES - GAP
    found = []
    for place in places:
        rest = "".join(f" · {part}" for part in (place.stair, place.floor) if part)
        building = shortened(place.building, size, max(room - width(rest, size) - 1, room * 0.2))
        what = place.what if double else place.what.partition(",")[0]
        found.append((building + rest, f"{what}: {place.reading}"))
    return found


def _scale(data: Portfolio, start: float, end: float) -> Scale:
    """The scale of what ranks the places."""
    if data.rank is Rank.MEETS:
        spans = [place.meets for place in data.places if place.meets is not None]
        found = [day.toordinal() for span in spans for day in span if day is not None] or [0, 365]
        air = max((max(found) - min(found)) * 0.05, 60.0)
        return Scale(min(found) - air, max(found) + air, start, end)
    if data.rank is Rank.WORSENING:
        return Scale(0, max([place.worsening or 0 for place in data.places] or [0.1]) * 1.05, start, end)
    margins = [float(place.margin or 0) for place in data.places]
    least = max(min([*margins, 0.0]), LEAST_MARGIN)
    most = max([*margins, 0.1])
    air = (most - least) * 0.05
    return Scale(least - (air if least < 0 else 0), most + air, start, end)


def _told(rank: Rank, place: RankedPlace) -> str:
    """What the place is ranked by, at the end of its row."""
    if rank is Rank.WORSENING:
        return f"{_percent(place.worsening)} a year"
    if rank is Rank.MARGIN:
        return _percent(place.margin)
    return "" if place.meets is None else _months(place.meets)


def _months(meets: tuple[date, date | None]) -> str:
    since, until = meets
    if until is None:
        return f"from {since:%b %Y}"
    return f"{since:%b %Y}" if since == until else f"{since:%b %Y} – {until:%b %Y}"


def _percent(share: Decimal | float | None) -> str:
    """``12 %``, ``0.4 %``, ``−3 %``; blank for None."""
    if share is None:
        return ""
    part = float(share) * 100
    return f"{part:.1f} %".replace("-", "−") if abs(part) < 10 else f"{part:.0f} %".replace("-", "−")


@dataclass(frozen=True, slots=True)
class _Plot:
    drawing: Sketch
    data: Portfolio
    rows: Rows
    x: Scale

    @property
    def look(self) -> Style:
        return self.drawing.look

    def frame(self) -> None:
        """The scale above, light lines down the rows, and the limit where the scale has it."""
        drawing, look, top = self.drawing, self.look, self.rows.top
        first = self._zero() if self.data.rank is not Rank.MEETS and self.data.places else None
        for at, name in self._ticks():
            drawing.line([(self.x(at), BELOW), (self.x(at), top)], look.rule, look.hair)
            if not (first is not None and at == 0):
                drawing.label(self.x(at), top + 5, name, align="center")
        drawing.label(self.x.end, top + 16, self.data.rank.head, align="right")

    def _zero(self) -> float:
        """The limit, or no change at all: a stronger line, and what lies beyond it shaded."""
        drawing, look, zero = self.drawing, self.look, self.x(0)
        margin = self.data.rank is Rank.MARGIN
        if margin and zero > self.x.start + 1:
            drawing.box(self.x.start, BELOW, zero - self.x.start, self.rows.top - BELOW, look.fail_tint)
        drawing.line([(zero, BELOW), (zero, self.rows.top)], look.accent if margin else look.faint, look.thin)
        drawing.label(zero, self.rows.top + 5, "limit" if margin else "0 %", look.accent if margin else "", "center")
        return zero

    def _ticks(self) -> list[tuple[float, str]]:
        most = max(2, int((self.x.end - self.x.start) / (6.5 * self.look.small)))
        if self.data.rank is not Rank.MEETS:
            ticks = numbers(self.x.first * 100, self.x.last * 100, min(most, 6))
            return [(tick / 100, f"{tick:g} %".replace("-", "−")) for tick in ticks]
        first, last = (date.fromordinal(max(int(day), 1)) for day in (self.x.first, self.x.last))
        return [(float(day.toordinal()), name) for day, name in days(first, last, min(most, 8))]

    def place(self, number: int, place: RankedPlace, told: str, chosen: str) -> None:
        """A row: a line to the mark, the number at its end."""
        drawing, look, y, tall = self.drawing, self.look, self.rows.middle(number), self.rows.tall
        if number:
            drawing.line([(0, y + tall / 2), (drawing.width, y + tall / 2)], look.rule, look.hair)
        at = self._mark(place, y)
        if tall >= look.small * 1.1:
            drawing.label(drawing.width, y, told, look.ink, "right")
        if chosen and place.key == chosen:
            drawing.box(0, y - tall / 2, drawing.width, tall, edge=look.ink, line=look.normal)
        drawing.mark(at, y, place.mark)
        drawing.spot(0, y - tall / 2, drawing.width, tall, place_words(place), place.key)

    def _mark(self, place: RankedPlace, y: float) -> float:
        """Draw what leads to the mark of a place; returns where it stands."""
        look, half = self.look, min(self.rows.tall * 0.14, 2.2)
        if self.data.rank is not Rank.MEETS:
            share = place.margin if self.data.rank is Rank.MARGIN else place.worsening
            at = self.x(max(float(share or 0), LEAST_MARGIN))
            self.drawing.line([(self.x(0), y), (at, y)], look.bar, 2 * half)
            return at
        since, until = place.meets or (date.max, None)
        begin = self.x(since.toordinal())
        end = self.x.end if until is None else max(self.x(until.toordinal()), begin + 1)
        self.drawing.box(begin, y - half, end - begin, 2 * half, look.bar)
        return begin

    def legend(self) -> None:
        marks = {place.mark for place in self.data.places}
        self.drawing.legend(0, 4, marks)
        x = sum(self.look.mark + self.look.small * 3 + width(mark.label, self.look.small) for mark in marks)
        words = "latest approved reading; a bar is the span of months" if self.data.rank is Rank.MEETS else ""
        if words and x + width(words, self.look.small) < self.drawing.width:
            self.drawing.label(x, 4, words)


def place_words(place: RankedPlace) -> str:
    """``Tower · Stair-A · Level-8, pressure: 21.3 Pa (20 to 80 Pa) on 14 Mar 2026, 4.3 % of its room left``."""
    told = [f"{place.where}, {place.what.lower()}: {place.reading} on {show_date(place.day)}"]
    if place.margin is not None:
        beyond = place.margin < 0
        told.append(f"{_percent(abs(place.margin))} of its room {'beyond the limit' if beyond else 'left'}")
    if place.worsening is not None:
        told.append(f"uses up {_percent(place.worsening)} a year")
    if place.meets is not None:
        told.append(f"limit expected {_months(place.meets)}")
    return ", ".join(told)


def portfolio_table(data: Portfolio) -> ChartTable:
    """A row a place, in the order of the chart."""
    rows = tuple(
        (
            place.building, place.stair, place.floor, place.what, place.identifier, place.day.isoformat(), place.value,
            place.limits.unit, place.limits.minimum, place.limits.maximum, place.mark.label,
            _share(place.margin), _share(place.worsening), *_dates(place.meets), place.trend,
        )
        for place in data.places
    )  # fmt: skip
    keys = tuple(place.key for place in data.places)
    return ChartTable(HEADS, rows, keys, tuple(place.mark for place in data.places))


def _share(share: Decimal | float | None) -> Decimal | None:
    """In per cent, to a tenth."""
    return None if share is None else round(Decimal(share) * 100, 1)


def _dates(meets: tuple[date, date | None] | None) -> tuple[str | None, str | None]:
    since, until = meets or (None, None)
    return (since.isoformat() if since else None, until.isoformat() if until else None)
