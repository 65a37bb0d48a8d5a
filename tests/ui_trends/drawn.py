"""Charts to try the view with: readings in time, a grid of cells, thousands of marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from firemode_desktop.charts.data import ChartTable
from firemode_desktop.charts.scene import WHOLE, Scale, Scene, View, sketch
from firemode_desktop.charts.style import Style
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.standing import Standing

FIRST, LAST = date(2016, 1, 1), date(2026, 11, 1)
DAYS = tuple(FIRST + timedelta(days=31 + 180 * number) for number in range(21))
Make = Callable[[Style, tuple[float, float], View], Scene]


def value(number: int) -> Decimal:
    """What was read on the day of that number, in Pa."""
    return Decimal(60) - Decimal("1.5") * number


def sentence(number: int) -> str:
    """What is said of it."""
    return f"Level-8, {show_date(DAYS[number])}: {value(number)} Pa, passes (20 to 80 Pa)"


def readings(look: Style, size_mm: tuple[float, float], view: View = WHOLE, first: date = FIRST) -> Scene:
    """Half-yearly readings over ten years, the key of each its number."""
    drawing = sketch(look, size_mm, (170.0, 90.0))
    since, until = view.since or first, view.until or LAST
    x = Scale(since.toordinal(), until.toordinal(), 30, drawing.width - 20)
    y = Scale(20, 80, 30, drawing.height - 20)
    for level in (20, 80):
        drawing.line([(x.start, y(level)), (x.end, y(level))], look.accent, look.thin, dashed=True)
    for number, day in enumerate(DAYS):
        if since <= day <= until:
            at, up = x(day.toordinal()), y(float(value(number)))
            drawing.mark(at, up, Standing.PASS)
            drawing.spot(at - 3, up - 3, 6, 6, sentence(number), str(number))
            if view.chosen == str(number):
                drawing.box(at - 6, up - 6, 12, 12, edge=look.ink, line=look.normal)
    drawing.time(x)
    return drawing.scene()


def cells(across: int, down: int, *, by_column: bool = False) -> Make:
    """A grid of cells without time, written row by row from the top, or column by column."""

    def make(look: Style, size_mm: tuple[float, float], view: View = WHOLE) -> Scene:
        drawing = sketch(look, size_mm, (170.0, 90.0))
        wide, tall = drawing.width / across, drawing.height / down
        places = [(column, row) for row in range(down) for column in range(across)]
        for column, row in sorted(places) if by_column else places:
            x, y = column * wide, drawing.height - (row + 1) * tall
            drawing.box(x, y, wide - 1, tall - 1, look.bar)
            drawing.spot(x, y, wide - 1, tall - 1, f"Column {column}, row {row}", f"{column}/{row}")
        return drawing.scene()

    return make


def table(rows: int = len(DAYS)) -> ChartTable:
    """The numbers of ``readings``, with a long text that a spreadsheet would take for a formula."""
    marks = [Standing.PASS, Standing.NEAR, Standing.FAIL]
    return ChartTable(
        ("date", "value_pa", "Baseline, Pa", "status", "notes"),
        tuple(
            (
                (FIRST + timedelta(days=31 + 180 * (number % 21))).isoformat(),
                value(number) + Decimal("0.12345"),
                None if number % 2 else 50,
                marks[number % 3].label,
                "=1+1" if number == 0 else f"1-{number}",
            )
            for number in range(rows)
        ),
        tuple(str(number) for number in range(rows)),
        tuple(marks[number % 3] for number in range(rows)),
    )
