"""Faults by class: found session by session, or how long each stayed open; what is open is told from what is closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.metrics import width
from firemode_desktop.charts.rows import Entry, Rows, legend, names
from firemode_desktop.charts.scene import MM, WHOLE, Circle, Scale, Scene, Sketch, View, shape, sketch
from firemode_desktop.charts.shades import between, ink_on
from firemode_desktop.charts.style import Style, style
from firemode_desktop.charts.ticks import numbers
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import AS1851Class

SIZE_MM = (170.0, 80.0)
LEFT, ABOVE, BELOW = 9 * MM, 6 * MM, 19 * MM
ROW_MM = 20.0
LEAST_BLOCK = 2.6
"""Points: where blocks would be lower, those of one class and state are drawn as one."""
LISTED = 5
UNCLASSIFIED = "Not classified"
HEADS = (
    "Fault", "Class", "What", "Where", "Status", "Found", "Period", "Due", "Overdue", "Closed", "Days open",
)  # fmt: skip
CLASSES: tuple[AS1851Class | None, ...] = (*AS1851Class, None)
"""From the foot of a bar upwards."""


@dataclass(frozen=True, slots=True)
class FaultMark:
    """One fault: its class (None: not classified), its days, and whether it still waits; ``key`` names it."""

    name: str
    classed: AS1851Class | None
    what: str
    where: str
    status: str
    found: date
    closed: date | None
    due: date | None
    overdue: bool
    days_open: int
    period: int = 0
    key: str = ""

    @property
    def open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.closed is None

    @property
    def group(self) -> tuple[int, bool]:
        """Its place in a bar: by class, what is open below what is closed."""
        return CLASSES.index(self.classed), not self.open


@dataclass(frozen=True, slots=True)
class FaultCounts:
    """The faults of a building by the periods (sessions, quarters or years) they were found in, oldest first."""

    title: str
    words: str
    periods: tuple[str, ...]
    faults: tuple[FaultMark, ...]
    by_age: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is no fault."""
        return not self.faults

    @property
    def classes(self) -> tuple[AS1851Class | None, ...]:
        """The classes that occur, the worst first."""
        return tuple(one for one in CLASSES if any(fault.classed is one for fault in self.faults))


def faults_scene(
    data: FaultCounts, look: Style | None = None, size_mm: tuple[float, float] | None = None, view: View = WHOLE
) -> Scene:
    """``data`` as strokes: every fault is a spot, or every stretch of a bar where they are too many."""
    natural = (SIZE_MM[0], max(ROW_MM * len(data.classes) + 24, 50)) if data.by_age else SIZE_MM
    drawing = sketch(look or style(), size_mm, natural)
    if data.by_age:
        _Ages(drawing, data, view.chosen).draw()
    else:
        _Bars(drawing, data, view.chosen).draw()
    legend(drawing, _entries(drawing, data))
    return drawing.scene()


def class_label(classed: AS1851Class | None) -> str:
    """``Critical defect``."""
    return UNCLASSIFIED if classed is None else classed.label


def class_colour(classed: AS1851Class | None, look: Style) -> str:
    """From the darkest for the worst."""
    known = {
        AS1851Class.CRITICAL_DEFECT: look.fail,
        AS1851Class.NON_CRITICAL_DEFECT: look.near,
        AS1851Class.NON_CONFORMANCE: look.deep,
    }
    return look.faint if classed is None else known[classed]


_LETTERS = {
    AS1851Class.CRITICAL_DEFECT: "C",
    AS1851Class.NON_CRITICAL_DEFECT: "N",
    AS1851Class.NON_CONFORMANCE: "F",
}
"""In the blocks and in the legend, for a print without colour."""


def _letter(drawing: Sketch, classed: AS1851Class | None, box: tuple[float, float, float, float], fill: str) -> None:
    x, y, wide, tall = box
    if classed is not None and tall >= drawing.look.small * 1.05 and wide >= drawing.look.small * 1.2:
        drawing.label(x + wide / 2, y + tall / 2, _LETTERS[classed], ink_on(fill), "center")


def _block(drawing: Sketch, fault: FaultMark, box: tuple[float, float, float, float], lit: bool) -> None:
    """What is open is filled, what is closed an outline."""
    look = drawing.look
    colour = class_colour(fault.classed, look)
    fill = colour if fault.open else between(look.paper, colour, 0.14)
    drawing.box(*box, fill, look.ink if lit else colour, look.normal * 1.6 if lit else look.thin)
    _letter(drawing, fault.classed, box, fill)


# --- bars by period ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bars:
    drawing: Sketch
    data: FaultCounts
    chosen: str

    @property
    def column(self) -> float:
        """The width of a period."""
        return (self.drawing.width - LEFT) / max(len(self.data.periods), 1)

    @property
    def up(self) -> Scale:
        most = max(Counter(fault.period for fault in self.data.faults).values(), default=1)
        return Scale(0, max(most, 2) * 1.06, BELOW, self.drawing.height - ABOVE)

    def draw(self) -> None:
        self.scales()
        for period in range(len(self.data.periods)):
            found = [fault for fault in self.data.faults if fault.period == period]
            self.bar(period, sorted(found, key=lambda fault: (fault.group, fault.found, fault.name)))

    def scales(self) -> None:
        drawing, look, up = self.drawing, self.drawing.look, self.up
        for tick in (tick for tick in numbers(0, up.last) if tick == int(tick)):
            drawing.line([(LEFT, up(tick)), (drawing.width, up(tick))], look.rule, look.hair)
            drawing.label(LEFT - 5, up(tick), f"{tick:g}", align="right")
        longest = max((width(period, look.small) for period in self.data.periods), default=1.0) + 6
        every = max(1, -(-int(longest) // max(int(self.column), 1)))
        last = len(self.data.periods) - 1
        for number, period in enumerate(self.data.periods):
            if (last - number) % every == 0:
                half = width(period, look.small) / 2
                x = min(max(LEFT + (number + 0.5) * self.column, half), drawing.width - half)
                drawing.label(x, BELOW - 9, period, align="center")

    def bar(self, period: int, faults: Sequence[FaultMark]) -> None:
        """A block a fault, or one for all of a class and state."""
        up, tall = self.up, self.up(1) - self.up(0)
        wide = min(self.column * 0.64, 34.0)
        x = LEFT + (period + 0.5) * self.column - wide / 2
        if not faults:
            words = f"{self.data.periods[period]}: no fault found"
            self.drawing.spot(x, BELOW, wide, max(tall, LEAST_BLOCK) * 0.5, words)
        for first, together in _stretches(faults, single=tall >= LEAST_BLOCK):
            y, high = up(first), tall * len(together)
            gap = 0.5 if tall >= LEAST_BLOCK * 2 else 0.0
            lit = bool(self.chosen) and any(fault.key == self.chosen for fault in together)
            _block(self.drawing, together[0], (x, y + gap, wide, max(high - 2 * gap, 0.4)), lit)
            self.drawing.spot(x, y, wide, high, fault_words(together, self.data.periods[period]), together[0].key)
        if faults and self.column > width(f"{len(faults)}", self.drawing.look.small):
            self.drawing.label(x + wide / 2, up(len(faults)) + 6, f"{len(faults)}", align="center")


def _stretches(faults: Sequence[FaultMark], single: bool) -> Iterator[tuple[int, Sequence[FaultMark]]]:
    """What is drawn as one block, and how many faults are below it."""
    if single:
        yield from ((place, [fault]) for place, fault in enumerate(faults))
        return
    below = 0
    for group in sorted({fault.group for fault in faults}):
        together = [fault for fault in faults if fault.group == group]
        yield below, together
        below += len(together)


def fault_words(faults: Sequence[FaultMark], period: str) -> str:
    """One fault in a line; of several how many of what class, and the first few by name."""
    first = faults[0]
    if len(faults) == 1:
        return f"{first.name}, {class_label(first.classed).lower()}, found {show_date(first.found)}: {_what(first)}"
    state = "still open" if first.open else "closed"
    listed = "; ".join(f"{fault.name} {fault.what}" for fault in faults[:LISTED])
    more = f"; {len(faults) - LISTED} more" if len(faults) > LISTED else ""
    return f"{period}: {len(faults)} of class {class_label(first.classed).lower()} {state}: {listed}{more}"


def _what(fault: FaultMark) -> str:
    days = "1 day" if fault.days_open == 1 else f"{fault.days_open} days"
    if fault.closed is not None:
        state = f"closed {show_date(fault.closed)} after {days}"
    elif fault.due is None:
        state = f"open for {days}"
    else:
        state = f"open for {days}, {'overdue since' if fault.overdue else 'due'} {show_date(fault.due)}"
    return f"{fault.what}, {fault.where}; {state}"


# --- how long open ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ages:
    """A row a class: each fault a dot at the days it was, or has been, open; the median of those closed a line."""

    drawing: Sketch
    data: FaultCounts
    chosen: str

    def draw(self) -> None:
        drawing, look, classes = self.drawing, self.drawing.look, self.data.classes
        rows = Rows(len(classes), BELOW, drawing.height - ABOVE)
        by_class = [[fault for fault in self.data.faults if fault.classed is one] for one in classes]
        labels = [(class_label(one), _counted(faults)) for one, faults in zip(classes, by_class, strict=True)]
        left = names(drawing, rows, labels)
        most = max((fault.days_open for fault in self.data.faults), default=1)
        across = Scale(0, max(most, 7) * 1.04, left + 4, drawing.width - 6)
        for tick in numbers(0, across.last, max(3, min(6, int((across.end - across.start) / 50)))):
            drawing.line([(across(tick), BELOW), (across(tick), rows.top)], look.rule, look.hair)
            drawing.label(across(tick), BELOW - 8, f"{tick:g} {'day' if tick == 1 else 'days'}", align="center")
        for number, faults in enumerate(by_class):
            if number:
                edge = rows.top - number * rows.tall
                drawing.line([(0, edge), (drawing.width, edge)], look.rule, look.hair)
            self.row(faults, across, rows.middle(number), rows.tall)

    def row(self, faults: Sequence[FaultMark], across: Scale, y: float, tall: float) -> None:
        drawing, look = self.drawing, self.drawing.look
        closed = [fault.days_open for fault in faults if not fault.open]
        if closed:
            x = across(median(closed))
            drawing.line([(x, y - tall * 0.4), (x, y + tall * 0.4)], look.ink, look.normal)
        taken: Counter[int] = Counter()
        stack = Counter(_bin(fault, across, look) for fault in faults)
        for fault in sorted(faults, key=lambda fault: (fault.days_open, fault.name)):
            place = _bin(fault, across, look)
            apart = min(look.mark * 1.25, tall * 0.9 / stack[place])
            middle = y + (taken[place] - (stack[place] - 1) / 2) * apart
            taken[place] += 1
            self.dot(fault, across(fault.days_open), middle)

    def dot(self, fault: FaultMark, x: float, y: float) -> None:
        drawing, look = self.drawing, self.drawing.look
        _dot(drawing, fault, x, y)
        half = look.mark * 0.7
        if self.chosen and fault.key == self.chosen:
            drawing.box(x - half - 1, y - half - 1, 2 * half + 2, 2 * half + 2, edge=look.ink, line=look.normal)
        drawing.spot(x - half, y - half, 2 * half, 2 * half, fault_words([fault], ""), fault.key)


def _dot(drawing: Sketch, fault: FaultMark, x: float, y: float) -> None:
    """● open, ○ closed, ▲ overdue, in the colour of the class."""
    look, left, low = drawing.look, x + drawing.pad, y + drawing.pad
    colour = class_colour(fault.classed, look)
    if fault.overdue:
        drawing.strokes.extend(shape(Standing.FAIL, left, low, look.mark * 1.2, look))
    elif fault.open:
        drawing.strokes.append(Circle(left, low, look.mark / 2, fill=colour))
    else:
        drawing.strokes.append(Circle(left, low, look.mark * 0.42, fill=look.paper, edge=colour, width=look.thin * 1.3))


def _bin(fault: FaultMark, across: Scale, look: Style) -> int:
    """Which of the others it would be drawn upon."""
    return int(across(fault.days_open) / (look.mark * 1.1))


def _counted(faults: Sequence[FaultMark]) -> str:
    """``2 open, 5 closed in 34 days``: the median."""
    closed = [fault.days_open for fault in faults if not fault.open]
    told = [f"{len(faults) - len(closed)} open"] if len(closed) < len(faults) else []
    if closed:
        told.append(f"{len(closed)} closed, median {median(closed):g} d")
    return ", ".join(told)


# --- what the shapes mean ---------------------------------------------------------------------------------------------


def _entries(drawing: Sketch, data: FaultCounts) -> Iterator[Entry]:
    look, mark = drawing.look, drawing.look.mark
    if data.by_age:
        yield "still open", mark, lambda x, y: _ring(drawing, x, y, look.ink, "")
        yield "closed", mark, lambda x, y: _ring(drawing, x, y, look.paper, look.ink)
        if any(fault.overdue for fault in data.faults):
            yield "overdue", mark, lambda x, y: drawing.mark(x + mark / 2, y, Standing.FAIL)
        yield (
            "median of those closed",
            2.0,
            lambda x, y: drawing.line([(x + 1, y - mark), (x + 1, y + mark)], look.ink, 1),
        )
        return
    swatch = look.small * 1.5
    for one in data.classes:
        yield class_label(one), swatch, lambda x, y, one=one: _swatch(drawing, one, x, y, swatch)  # type: ignore[misc]
    pale = between(look.paper, look.quiet, 0.14)
    yield "filled: still open", mark * 1.6, lambda x, y: drawing.box(x, y - mark / 2, mark * 1.6, mark, look.quiet)
    yield (
        "outline: closed",
        mark * 1.6,
        lambda x, y: drawing.box(x, y - mark / 2, mark * 1.6, mark, pale, look.quiet, look.thin),
    )


def _swatch(drawing: Sketch, classed: AS1851Class | None, x: float, y: float, wide: float) -> None:
    """A block of a class with its letter."""
    tall, colour = drawing.look.small * 1.25, class_colour(classed, drawing.look)
    drawing.box(x, y - tall / 2, wide, tall, colour)
    _letter(drawing, classed, (x, y - tall / 2, wide, tall), colour)


def _ring(drawing: Sketch, x: float, y: float, fill: str, edge: str) -> None:
    half, pad = drawing.look.mark / 2, drawing.pad
    drawing.strokes.append(Circle(x + half + pad, y + pad, half * 0.9, fill, edge, drawing.look.thin))


def faults_table(data: FaultCounts) -> ChartTable:
    """A row a fault, oldest first."""
    listed = sorted(data.faults, key=lambda fault: (fault.found, fault.name))
    rows = tuple(
        (
            fault.name, class_label(fault.classed), fault.what, fault.where, fault.status, fault.found.isoformat(),
            data.periods[fault.period], fault.due.isoformat() if fault.due else None,
            "overdue" if fault.overdue else None, fault.closed.isoformat() if fault.closed else None, fault.days_open,
        )
        for fault in listed
    )  # fmt: skip
    keys = tuple(fault.key for fault in listed)
    return ChartTable(HEADS, rows, keys, tuple(_STANDS[fault.open, fault.overdue] for fault in listed))


_STANDS: Mapping[tuple[bool, bool], Standing] = {
    (False, False): Standing.PASS,
    (True, False): Standing.NEAR,
    (True, True): Standing.FAIL,
}
"""Open and overdue, as the shapes of the table."""
