"""Cause and effect over time: a row a step, its plan as a band, and how late it came in each session."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.digits import limit, signed
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.rows import Entry, Rows, TimeField, days_across, legend, names
from firemode_desktop.charts.scene import MM, WHOLE, Line, Polygon, Scale, Scene, Sketch, View, shape, sketch
from firemode_desktop.charts.style import Style, style
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.observed import Outcome
from firemode_desktop.domain.standing import Standing

WIDTH_MM = 170.0
ROW_MM, ABOVE, BELOW = 13.0, 6 * MM, 13 * MM
FURTHEST = 3
"""An effect seen later than so many times its window stands at the edge, with its words."""
HEADS = (
    "Step", "Action", "Date", "Session", "Version", "Planned, s", "Tolerance, s", "Observed, s", "Result", "Outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenDelay:
    """One step in one session: its plan (seconds, None where it must not happen) and what was seen of it.

    ``words`` say what was wrong (``1.4 s late``); ``key`` names test and step.
    """

    day: date
    planned_s: Decimal | None
    tolerance_s: Decimal | None
    observed_s: Decimal | None
    mark: Standing
    outcome: Outcome | None
    words: str = ""
    session: str = ""
    version: int = 1
    key: str = ""

    @property
    def window(self) -> tuple[float, float] | None:
        """From when to when it is as planned; None without a plan."""
        if self.planned_s is None:
            return None
        planned, slack = float(self.planned_s), float(self.tolerance_s or 0)
        return max(planned - slack, 0.0), planned + slack


@dataclass(frozen=True, slots=True)
class DelayRow:
    """One step over the sessions, oldest first; ``creeps`` is how many seconds later it comes a year."""

    component: str
    action: str
    delays: tuple[SeenDelay, ...]
    creeps: float | None = None


@dataclass(frozen=True, slots=True)
class Delays:
    """The steps of one scenario over its sessions."""

    title: str
    words: str
    rows: tuple[DelayRow, ...]

    @property
    def empty(self) -> bool:
        """Whether it was never tested."""
        return not self.rows


def delays_scene(
    data: Delays, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``data`` as strokes; what was seen of a step in a session is a spot, row by row from left to right."""
    natural = WIDTH_MM, min(max((ABOVE + BELOW) / MM + ROW_MM * len(data.rows), 45), 230)
    drawing = sketch(look or style(), size_mm, natural)
    rows = Rows(len(data.rows), BELOW, drawing.height - ABOVE)
    left = names(drawing, rows, [(row.component, row.action) for row in data.rows]) + _margin(drawing, data)
    told = [_told(row) for row in data.rows]
    right = min(max([width(words, drawing.look.small) for words in told] or [0.0]), drawing.width * 0.24) + 8
    days = [delay.day for row in data.rows for delay in row.delays] or [date(2000, 1, 1)]
    across = days_across(view, min(days), max(days), left, drawing.width - right)
    field = TimeField(drawing, across, rows)
    field.scale()
    for number, row in enumerate(data.rows):
        _Row(field, row, number, view.chosen).draw(told[number])
    legend(drawing, _entries(drawing, data))
    drawing.time(across)
    return drawing.scene()


def _told(row: DelayRow) -> str:
    """Its plan today, or how it creeps, at the end of the row."""
    if row.creeps is not None:
        return f"{signed(Decimal(repr(row.creeps)), 2)} s a year"
    latest = row.delays[-1]
    if latest.planned_s is None:
        return ""
    return f"{limit(latest.planned_s)} ± {limit(latest.tolerance_s or Decimal(0))} s"


def _margin(drawing: Sketch, data: Delays) -> float:
    """The room for the ends of the windows at the left of the field."""
    ends = [end for row in data.rows for end in row.delays[-1].window or ()]
    return max([width(f"{end:g} s", drawing.look.small) for end in ends] or [0.0]) + 6


@dataclass(frozen=True, slots=True)
class _Row:
    """One step on its own scale of seconds."""

    field: TimeField
    row: DelayRow
    number: int
    chosen: str

    @property
    def look(self) -> Style:
        return self.field.drawing.look

    @property
    def seconds(self) -> Scale:
        """Up the row: all windows and all that was seen, as far as it does not squeeze the windows into a line."""
        windows = [delay.window for delay in self.row.delays if delay.window is not None]
        latest = max([window[1] for window in windows] or [5.0])
        seen = [float(delay.observed_s) for delay in self.row.delays if delay.observed_s is not None]
        ends = [end for window in windows for end in window] + [min(each, max(latest, 5) * FURTHEST) for each in seen]
        low, high = min(ends or [0.0]), max(ends or [latest])
        air, middle, half = (high - low) * 0.2 or 1.0, self.field.rows.middle(self.number), self.reach
        return Scale(low - air, high + air, middle - half, middle + half)

    @property
    def reach(self) -> float:
        """Half of the height that the row draws in."""
        return self.field.rows.tall * 0.44

    def draw(self, told: str) -> None:
        drawing, look, seconds = self.field.drawing, self.look, self.seconds
        self.windows(seconds)
        if self.field.rows.tall > look.small * 1.2 and width(told, look.small) <= drawing.width - self.field.days.end:
            colour = look.quiet if self.row.creeps is None else look.ink
            middle = self.field.rows.middle(self.number)
            drawing.label(drawing.width, middle, told, colour, "right", self.row.creeps is not None)
        seen = [each for each in self.row.delays if each.observed_s is not None and self.field.seen(each.day)]
        drawing.line([self.at(each, seconds) for each in seen], look.faint, look.thin)
        for delay in self.row.delays:
            if self.field.seen(delay.day):
                self.mark(delay, seconds)

    def windows(self, seconds: Scale) -> None:
        """The plan as a band, from the first session to the next that planned it otherwise."""
        days = self.field.days
        for planned, window, since, until in _spans(self.row.delays):
            start = days.start if since is None else days(max(since, days.first))
            end = days.end if until is None else days(min(until, days.last))
            if end <= start:
                continue
            low, high = seconds(window[0]), seconds(window[1])
            self.field.drawing.box(start, low, end - start, max(high - low, 0.8), self.look.pale)
            level = seconds(planned)
            self.field.drawing.line([(start, level), (end, level)], self.look.deep, self.look.hair, dashed=True)
            if since is not None and days.first <= since <= days.last:
                edge = [(start, seconds.start), (start, seconds.end)]
                self.field.drawing.line(edge, self.look.quiet, self.look.normal)
        self.ends(seconds)

    def ends(self, seconds: Scale) -> None:
        """From when to when it is planned today, at the left, where the row has room for both."""
        latest = self.row.delays[-1].window
        if latest is None or seconds(latest[1]) - seconds(latest[0]) < self.look.small * 1.1:
            return
        for end in latest:
            self.field.drawing.label(self.field.days.start - 4, seconds(end), f"{end:g} s", align="right")

    def at(self, delay: SeenDelay, seconds: Scale) -> tuple[float, float]:
        """Where it stands; what was not seen at the foot of the row."""
        x = self.field.days(delay.day.toordinal())
        if delay.observed_s is None:
            return (
                x,
                seconds.start + self.look.mark * 0.6 if delay.planned_s is not None else seconds.start + self.reach,
            )
        return x, seconds(min(float(delay.observed_s), seconds.last))

    def mark(self, delay: SeenDelay, seconds: Scale) -> None:
        drawing, look, (x, y) = self.field.drawing, self.look, self.at(delay, seconds)
        outcome_mark(drawing, delay.outcome, delay.mark, x, y)
        half = look.mark * 0.9
        if self.chosen and delay.key == self.chosen:
            drawing.box(x - half - 1, y - half - 1, 2 * half + 2, 2 * half + 2, edge=look.ink, line=look.normal)
        drawing.spot(x - half, y - half, 2 * half, 2 * half, delay_words(self.row, delay), delay.key)


def _spans(
    delays: Sequence[SeenDelay],
) -> Iterator[tuple[float, tuple[float, float], float | None, float | None]]:
    """Each plan and its window with the days (ordinals) from and until which it stood; None at the open ends.

    A plan that changed is drawn as changed midway between the two sessions that show it.
    """
    plans = [(each.day.toordinal(), float(each.planned_s or 0), each.window) for each in delays if each.window]
    since: float | None = None
    for place, (day, planned, window) in enumerate(plans):
        following = plans[place + 1] if place + 1 < len(plans) else None
        if following is None:
            yield planned, window, since, None
        elif following[1:] != (planned, window):
            changed = (day + following[0]) / 2
            yield planned, window, since, changed
            since = changed


def outcome_mark(drawing: Sketch, outcome: Outcome | None, mark: Standing, x: float, y: float) -> None:
    """● as expected, ▲ late, ▼ early, ✕ not seen, ■ anything else that is wrong; ○ not recorded."""
    look, (left, low) = drawing.look, (x + drawing.pad, y + drawing.pad)
    half = look.mark / 2
    if mark is not Standing.FAIL or outcome is Outcome.LATE:
        drawing.strokes.extend(shape(mark, left, low, look.mark, look))
    elif outcome is Outcome.EARLY:
        corners = ((left - 1.25 * half, low + 0.95 * half), (left + 1.25 * half, low + 0.95 * half))
        drawing.strokes.append(Polygon((*corners, (left, low - 1.2 * half)), fill=look.fail))
    elif outcome is Outcome.MISSING:
        for up in (half, -half):
            drawing.strokes.append(Line(((left - half, low - up), (left + half, low + up)), look.fail, look.normal))
    else:
        drawing.box(x - half, y - half, look.mark, look.mark, look.fail)


def delay_words(row: DelayRow, delay: SeenDelay) -> str:
    """``FAN-01 start, 14 Mar 2026: 6.4 s, 1.4 s late (planned 3 ± 2 s)``."""
    seen = "" if delay.observed_s is None else f"{limit(delay.observed_s)} s"
    said = ", ".join(filter(None, (seen, delay.words))) or "as expected"
    if seen and delay.mark is Standing.PASS and not delay.words:
        said += ", as expected"
    plan = ""
    if delay.planned_s is not None:
        plan = f" (planned {limit(delay.planned_s)} ± {limit(delay.tolerance_s or Decimal(0))} s)"
    return f"{row.component} {row.action}, {show_date(delay.day)}: {said}{plan}"


def _entries(drawing: Sketch, data: Delays) -> Iterator[Entry]:
    look, mark = drawing.look, drawing.look.mark
    shown = {_kind(delay): delay for row in data.rows for delay in row.delays}
    for word in (word for word in _KINDS if word in shown):
        it = shown[word]
        yield word, mark, lambda x, y, it=it: outcome_mark(drawing, it.outcome, it.mark, x + mark / 2, y)  # type: ignore[misc]
    yield "planned", mark * 2.4, lambda x, y: drawing.box(x, y - mark / 2, mark * 2.4, mark, look.pale, look.deep, 0.4)


_KINDS = ("as expected", "late", "early", "not seen", "otherwise wrong", "not recorded")


def _kind(delay: SeenDelay) -> str:
    if delay.mark is not Standing.FAIL:
        return "as expected" if delay.mark is Standing.PASS else "not recorded"
    known = {Outcome.LATE: "late", Outcome.EARLY: "early", Outcome.MISSING: "not seen"}
    return known.get(delay.outcome or Outcome.UNEXPECTED, "otherwise wrong")


def delays_table(data: Delays) -> ChartTable:
    """What was seen of each step in each session, step by step, oldest first."""
    listed = [(row, delay) for row in data.rows for delay in row.delays]
    rows = tuple(
        (
            row.component, row.action, delay.day.isoformat(), delay.session, delay.version, delay.planned_s,
            delay.tolerance_s, delay.observed_s, delay.mark.label, delay.words or _kind(delay),
        )
        for row, delay in listed
    )  # fmt: skip
    keys = tuple(delay.key for _, delay in listed)
    return ChartTable(HEADS, rows, keys, tuple(delay.mark for _, delay in listed))
