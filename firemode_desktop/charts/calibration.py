"""Which instrument was in calibration when, and on which days it was used: a row an instrument, time across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.rows import Entry, Rows, TimeField, days_across, legend, names
from firemode_desktop.charts.scene import MM, WHOLE, Scene, Sketch, View, shape, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.dates import holds, show_date
from firemode_desktop.domain.standing import Standing

WIDTH_MM = 170.0
ROW_MM, ABOVE, BELOW = 11.0, 8 * MM, 13 * MM
HEADS = (
    "Instrument", "Type", "Certificate", "Authority", "Valid from", "Not valid from", "Days used",
    "Days used outside", "State",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A certificate; it covers the days ``since ≤ day < until``. ``key`` names it."""

    number: str
    since: date
    until: date
    authority: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class UsedOn:
    """A day on which so many readings were taken; ``accepted`` where a supervisor let an unfit instrument stand."""

    day: date
    readings: int
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Calibrated:
    """An instrument: its certificates by day of calibration, its days of use, and how it stands today in words.

    ``key`` names it where a certificate cannot.
    """

    name: str
    kind: str
    papers: tuple[Paper, ...]
    used: tuple[UsedOn, ...]
    mark: Standing
    words: str
    key: str = ""

    def covering(self, day: date) -> Paper | None:
        """The latest certificate that covers ``day``."""
        return next((paper for paper in reversed(self.papers) if holds(day, paper.since, paper.until)), None)

    @property
    def uncovered(self) -> tuple[UsedOn, ...]:
        """The days of use on which no certificate held."""
        return tuple(use for use in self.used if self.covering(use.day) is None)

    def gaps(self, today: date) -> tuple[tuple[date, date], ...]:
        """From when to when (exclusive) no certificate held, from the first of them until ``today``.

        One that is out of service (skipped) needs none after its last.
        """
        found: list[tuple[date, date]] = []
        reached: date | None = None
        for paper in self.papers:
            if reached is not None and paper.since > reached:
                found.append((reached, paper.since))
            reached = max(paper.until, reached or paper.until)
        if reached is not None and reached < today and self.mark is not Standing.SKIPPED:
            found.append((reached, today))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Calibrations:
    """The instruments of a building on ``today``, those that end first at the top."""

    title: str
    words: str
    today: date
    instruments: tuple[Calibrated, ...]

    @property
    def empty(self) -> bool:
        """Whether there is no instrument."""
        return not self.instruments

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day of anything there is, today included."""
        found = [self.today]
        for one in self.instruments:
            found += [day for paper in one.papers for day in (paper.since, paper.until)]
            found += [use.day for use in one.used]
        return min(found), max(found)


def calibration_scene(
    data: Calibrations, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``data`` as strokes; every certificate, every gap and every day of use in sight is a spot."""
    many = len(data.instruments)
    natural = WIDTH_MM, min(max((ABOVE + BELOW) / MM + ROW_MM * many, 40), 230)
    drawing = sketch(look or style(), size_mm, natural)
    rows = Rows(many, BELOW, drawing.height - ABOVE)
    left = names(drawing, rows, [(one.name, one.kind) for one in data.instruments])
    right = _states(drawing, rows, data.instruments)
    days = days_across(view, *data.days, left, right)
    field = TimeField(drawing, days, rows)
    field.scale()
    field.today(data.today)
    for number, one in enumerate(data.instruments):
        _Row(field, one, rows.middle(number), rows.tall, data.today, view.chosen).draw()
    legend(drawing, _entries(drawing, data))
    drawing.time(days)
    return drawing.scene()


def _states(drawing: Sketch, rows: Rows, instruments: Sequence[Calibrated]) -> float:
    """How each stands today, at the right; returns where the field ends."""
    look = drawing.look
    wide = max((width(one.words, look.small) for one in instruments), default=0.0) + look.mark * 2 + 10
    if wide > drawing.width * 0.3:
        wide = look.mark * 2 + 8
    left = drawing.width - wide + 8
    for number, one in enumerate(instruments):
        drawing.mark(left + look.mark / 2, rows.middle(number), one.mark)
        if wide > look.mark * 2 + 8:
            drawing.label(left + look.mark * 1.8, rows.middle(number), one.words, look.ink)
    return drawing.width - wide


@dataclass(frozen=True, slots=True)
class _Row:
    """One instrument on its height ``y``."""

    field: TimeField
    one: Calibrated
    y: float
    tall: float
    today: date
    chosen: str

    @property
    def look(self) -> Style:
        return self.field.drawing.look

    @property
    def half(self) -> float:
        """Half the thickness of a bar."""
        return min(self.tall * 0.2, 5.0)

    def draw(self) -> None:
        drawing, spots = self.field.drawing, len(self.field.drawing.spots)
        if not self.one.papers:
            self.nothing()
        for since, until in self.one.gaps(self.today):
            self.gap(since, until)
        for paper in self.one.papers:
            self.paper(paper)
        for use in self.one.used:
            self.use(use)
        drawing.spots[spots:] = sorted(drawing.spots[spots:], key=lambda spot: spot.x + spot.width / 2)

    def nothing(self) -> None:
        """Never calibrated: a broken line all along."""
        look, scale = self.look, self.field.days
        self.field.drawing.line([(scale.start, self.y), (scale.end, self.y)], look.fail, look.thin, dashed=True)
        words = f"{self.one.name}: no calibration certificate is on file"
        self.field.drawing.spot(
            scale.start, self.y - self.half, scale.end - scale.start, 2 * self.half, words, self.one.key
        )
        self.frame(scale.start, scale.end - scale.start, self.one.key)

    def frame(self, start: float, wide: float, key: str) -> None:
        """Around what is chosen."""
        if self.chosen and key == self.chosen:
            look, half = self.look, self.half + 1
            self.field.drawing.box(start - 1, self.y - half, wide + 2, 2 * half, edge=look.ink, line=look.normal)

    def gap(self, since: date, until: date) -> None:
        span = self.field.across(since, until)
        if span is None:
            return
        start, wide = span
        drawing, look, half = self.field.drawing, self.look, self.half
        drawing.line([(start, self.y), (start + wide, self.y)], look.fail, look.thin, dashed=True)
        words = f"{self.one.name}: no certificate from {show_date(since)} to {show_date(until)}, {_days(since, until)}"
        key = f"{self.one.key} {since.isoformat()}"
        drawing.spot(start, self.y - half, wide, 2 * half, words, key)
        self.frame(start, wide, key)

    def paper(self, paper: Paper) -> None:
        span = self.field.across(paper.since, paper.until)
        if span is None:
            return
        start, wide = span
        drawing, look, half = self.field.drawing, self.look, self.half
        fill = look.bar if paper.until <= self.today else look.pale
        drawing.box(start, self.y - half, wide, 2 * half, fill, look.deep, look.hair)
        self.frame(start, wide, paper.key)
        drawing.spot(start, self.y - half, wide, 2 * half, paper_words(self.one, paper), paper.key)

    def use(self, use: UsedOn) -> None:
        if not self.field.seen(use.day):
            return
        drawing, look, x = self.field.drawing, self.look, self.field.days(use.day.toordinal())
        reach, covering = self.half * 1.7, self.one.covering(use.day)
        if covering is None:
            drawing.strokes.extend(shape(Standing.FAIL, x + drawing.pad, self.y + drawing.pad, look.mark * 1.3, look))
            key = use_key(self.one, use)
            if self.chosen == key:
                self.ring(x)
        else:
            drawing.line([(x, self.y - reach), (x, self.y + reach)], look.ink, look.thin)
            key = covering.key
        wide = max(look.mark, 4.0)
        drawing.spot(x - wide / 2, self.y - reach, wide, 2 * reach, use_words(self.one, use), key)

    def ring(self, x: float) -> None:
        reach, look = self.look.mark * 1.3, self.look
        self.field.drawing.box(x - reach, self.y - reach, 2 * reach, 2 * reach, edge=look.ink, line=look.normal)


def paper_words(one: Calibrated, paper: Paper) -> str:
    """``SN-12345: certificate C-1 holds from 5 Jan 2026, not any more from 5 Jan 2027; 3 days of use``."""
    days = sum(holds(use.day, paper.since, paper.until) for use in one.used)
    used = "not used in this time" if not days else f"used on {days} {'day' if days == 1 else 'days'}"
    return (
        f"{one.name}: certificate {paper.number} holds from {show_date(paper.since)}, "
        f"no longer from {show_date(paper.until)}; {used}"
    )


def use_words(one: Calibrated, use: UsedOn) -> str:
    """``SN-12345, 14 Mar 2026: 44 readings, certificate C-1``; without one that is told."""
    readings = "1 reading" if use.readings == 1 else f"{use.readings} readings"
    covering = one.covering(use.day)
    held = "no certificate held" if covering is None else f"certificate {covering.number}"
    accepted = ", accepted by a supervisor" if covering is None and use.accepted else ""
    return f"{one.name}, {show_date(use.day)}: {readings}, {held}{accepted}"


def use_key(one: Calibrated, use: UsedOn) -> str:
    """What names a day of use that no certificate covers."""
    return f"{one.key} used {use.day.isoformat()}"


def _days(since: date, until: date) -> str:
    days = (until - since).days
    return "1 day" if days == 1 else f"{days} days"


def _entries(drawing: Sketch, data: Calibrations) -> Iterator[Entry]:
    look, mark = drawing.look, drawing.look.mark
    if any(one.uncovered for one in data.instruments):
        yield "used without one", mark, lambda x, y: drawing.mark(x + mark / 2, y, Standing.FAIL)
    yield (
        "certificate",
        mark * 2.4,
        lambda x, y: drawing.box(x, y - mark / 2, mark * 2.4, mark, look.pale, look.deep, look.hair),
    )
    if any(one.used for one in data.instruments):
        yield "used", 2.0, lambda x, y: drawing.line([(x + 1, y - mark * 0.7), (x + 1, y + mark * 0.7)], look.ink, 0.7)
    if any(one.gaps(data.today) or not one.papers for one in data.instruments):
        yield (
            "no certificate",
            mark * 2.4,
            lambda x, y: drawing.line([(x, y), (x + mark * 2.4, y)], look.fail, look.thin, dashed=True),
        )


def calibration_table(data: Calibrations) -> ChartTable:
    """Of each instrument its certificates, the gaps between them, and the days of use that none covers."""
    rows: list[tuple[tuple[str | int | None, ...], str, Standing | None]] = []
    for one in data.instruments:
        for number, paper in enumerate(reversed(one.papers)):
            used = sum(holds(use.day, paper.since, paper.until) for use in one.used)
            state = one.words if number == 0 else None
            dates = paper.since.isoformat(), paper.until.isoformat()
            row = (one.name, one.kind, paper.number, paper.authority or None, *dates, used, None, state)
            rows.append((row, paper.key, one.mark if number == 0 else None))
        if not one.papers:
            rows.append(((one.name, one.kind, *(None,) * 6, one.words), one.key, one.mark))
        for since, until in one.gaps(data.today):
            dates = since.isoformat(), until.isoformat()
            gap = (one.name, one.kind, None, None, *dates, None, None, f"no certificate, {_days(since, until)}")
            rows.append((gap, f"{one.key} {dates[0]}", Standing.NOT_TESTED))
        for use in one.uncovered:
            told = use_words(one, use)
            lone = (one.name, one.kind, None, None, use.day.isoformat(), None, None, 1, told)
            rows.append((lone, use_key(one, use), Standing.FAIL))
    return ChartTable(
        HEADS, tuple(row for row, _, _ in rows), tuple(key for _, key, _ in rows), tuple(mark for *_, mark in rows)
    )
