"""The two tables of a site sheet: what must happen, and what must not, each with room to write beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.sequence import Step
from firemode_desktop.reports.pages import MM, WIDTH, Draw, Flow, Piece
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.sheet.blanks import BLACK, GREY, SQUARE, box, square
from firemode_desktop.reports.typography import Face, fitted, width, wrapped

PAD = 2 * MM
BIG, WORDS, SMALL = 12.5, 11.0, 9.0
LEAST = 12.5 * MM  # what a hand needs to write in
BOX = 8.6 * MM
MOST = 30  # lines of one cell: a longer one could not stand on a page

Fill = Callable[[Pen, float, float, float, float], None]
"""Draws what is filled in: pen, left end, top, width and height of the cell."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell."""

    text: str
    size: float
    face: Face = Face.REGULAR
    colour: str = BLACK


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in mm, and what stands in it – text of the step, or something to fill in."""

    title: str
    width_mm: float
    says: Callable[[Step, float], list[Line]] | None = None
    fill: Fill | None = None


def musts(flow: Flow, steps: Sequence[Step]) -> None:
    """What must happen, in the order of time."""
    _table(flow, "What must happen", "Write down the seconds after the trigger.", MUST, steps)


def must_nots(flow: Flow, steps: Sequence[Step]) -> None:
    """What must not happen, in a block of its own."""
    _table(flow, "What must NOT happen", "Watch until the window is over.", MUST_NOT, steps)


def _table(flow: Flow, title: str, note: str, columns: Sequence[Column], steps: Sequence[Step]) -> None:
    head = _head(columns)
    rows = [_row(columns, step) for step in steps]
    flow.need(26 + head.height + sum(piece.height for piece in rows[0][:2]))
    flow.space(12)
    flow.add(_title(title, note))
    flow.add(head)
    flow.head = (head,)
    for pieces in rows:
        flow.extend(pieces)
    flow.head = ()


def _title(title: str, note: str) -> Piece:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 13, title, 13, Face.BOLD, BLACK)
        pen.text(x + WIDTH, y - 13, note, SMALL, colour=GREY, align="right")

    return Piece(20, draw)


def _head(columns: Sequence[Column]) -> Piece:
    """The titles, white on black: it is seen where a table begins on a new page."""

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.area(x, y - 17, WIDTH, 17, BLACK)
        for column in columns:
            pen.text(x + PAD, y - 12, column.title, 8.6, Face.BOLD, "#FFFFFF")
            x += column.width_mm * MM

    return Piece(17, draw)


def _row(columns: Sequence[Column], step: Step) -> list[Piece]:
    """One step; a note that is too long for its row goes on below it, over the whole width."""
    cells = [(column, _cut(column, step)) for column in columns]
    tall = max((sum(_leading(line) for line in lines) for _, lines in cells), default=0.0)
    note = _note(step)
    height = max(LEAST, tall + 10)
    below = [_note_line(line, last=line is note[-1]) for line in note]
    first = Piece(height, _draw_row(cells, height, rule=not note), keep=below[0].height if below else 0.0)
    return [first, *below]


def _cut(column: Column, step: Step) -> list[Line]:
    if column.says is None:
        return []
    lines = column.says(step, column.width_mm * MM - 1.5 * PAD)
    if len(lines) <= MOST:
        return lines
    return [*lines[: MOST - 1], Line("…", SMALL)]


def _draw_row(cells: Sequence[tuple[Column, list[Line]]], height: float, rule: bool) -> Draw:
    def draw(pen: Pen, x: float, y: float) -> None:
        if rule:
            pen.rule(x, y - height, WIDTH, GREY, 0.5)
        for column, lines in cells:
            wide = column.width_mm * MM
            at = y - 5
            for line in lines:
                at -= _leading(line)
                pen.text(x + PAD, at + 0.26 * _leading(line), line.text, line.size, line.face, line.colour)
            if column.fill is not None:
                column.fill(pen, x, y, wide, min(height, 2 * LEAST))
            x += wide

    return draw


def _leading(line: Line) -> float:
    return line.size * 1.22


def _note(step: Step) -> tuple[str, ...]:
    return wrapped(step.note, Face.REGULAR, WORDS - 1, WIDTH - NUMBER_MM * MM - PAD) if step.note.strip() else ()


def _note_line(line: str, last: bool) -> Piece:
    tall = 13.0 + (4 if last else 0)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x + NUMBER_MM * MM + PAD, y - 9, line, WORDS - 1, colour=BLACK)
        if last:
            pen.rule(x, y - tall, WIDTH, GREY, 0.5)

    return Piece(tall, draw)


# --- what stands in a cell -------------------------------------------------------------------------------------------


def _number(step: Step, _room: float) -> list[Line]:
    return [Line(str(step.step_order), BIG, Face.BOLD)]


def _component(step: Step, room: float) -> list[Line]:
    kind = fitted(step.component_type.replace("_", " "), Face.REGULAR, SMALL, room)
    size = next((size for size in (BIG, 11.5, 10.5) if width(step.component_id, Face.BOLD, size) <= room), 11.5)
    named = [Line(text, size, Face.BOLD) for text in wrapped(step.component_id, Face.BOLD, size, room)]
    return [*named, Line(kind, SMALL, colour=GREY)]


def _action(step: Step, room: float) -> list[Line]:
    words = step.expected_action.replace("_", " ")
    words = f"NOT {words}" if step.must_not else words
    face = Face.BOLD if step.must_not else Face.REGULAR
    said = [Line(text, WORDS + 1, face) for text in wrapped(words, face, WORDS + 1, room)]
    for condition in _conditions(step):
        said += [Line(text, SMALL) for text in wrapped(condition, Face.REGULAR, SMALL, room)]
    return said


def _conditions(step: Step) -> list[str]:
    """``after step 1``, ``on standby power``."""
    said = []
    if step.depends_on:
        numbers = ", ".join(map(str, step.depends_on))
        said.append(f"after step{'s' if len(step.depends_on) > 1 else ''} {numbers}")
    if step.power != "normal":
        said.append(f"on {step.power} power")
    return said


def _planned(step: Step, room: float) -> list[Line]:
    delay, slack = plain(step.expected_delay_seconds), plain(step.tolerance_seconds)
    planned = wrapped(f"{delay} ± {slack} s", Face.BOLD, BIG, room)
    return [*(Line(text, BIG, Face.BOLD) for text in planned), *_window(step, room)]


def _window(step: Step, room: float) -> list[Line]:
    words = f"from {plain(step.earliest)} to {plain(step.latest)} s"
    return [Line(text, SMALL + 0.5) for text in wrapped(words, Face.REGULAR, SMALL + 0.5, room)]


def _forbidden(step: Step, room: float) -> list[Line]:
    words = f"{plain(step.earliest)} – {plain(step.latest)} s"
    return [Line(text, BIG, Face.BOLD) for text in wrapped(words, Face.BOLD, BIG, room)]


# --- what is filled in -----------------------------------------------------------------------------------------------


def _seconds(pen: Pen, x: float, y: float, wide: float, tall: float) -> None:
    box(pen, x + PAD / 2, y - (tall - BOX) / 2, wide - PAD, BOX, "s")


def _tick(pen: Pen, x: float, y: float, _wide: float, tall: float) -> None:
    square(pen, x + PAD, y - (tall + SQUARE) / 2)


def _yes_no(pen: Pen, x: float, y: float, wide: float, tall: float) -> None:
    for place, word in enumerate(("No", "Yes")):
        left, low = x + PAD + place * wide / 2, y - (tall + SQUARE) / 2
        square(pen, left, low)
        pen.text(left + SQUARE + 2.5, low + 3.6, word, 9, colour=BLACK)


def _initials(pen: Pen, x: float, y: float, wide: float, tall: float) -> None:
    pen.rule(x + PAD, y - tall + 7, wide - PAD, BLACK, 0.6)


NUMBER_MM = 10
MUST = (
    Column("No.", NUMBER_MM, _number),
    Column("Component", 51, _component),
    Column("What it does", 35, _action),
    Column("Planned", 29, _planned),
    Column("Seen after", 20, fill=_seconds),
    Column("OK", 9, fill=_tick),
    Column("Initials", 16, fill=_initials),
)
MUST_NOT = (
    Column("No.", NUMBER_MM, _number),
    Column("Component", 48, _component),
    Column("What it must not do", 32, _action),
    Column("Between", 22, _forbidden),
    Column("Did it?", 26, fill=_yes_no),
    Column("If so, after", 18, fill=_seconds),
    Column("Initials", 14, fill=_initials),
)
