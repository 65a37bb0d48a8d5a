"""What is written in by hand: boxes, lines to write on, squares to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from firemode_desktop.reports.pages import MM, WIDTH, Flow, Piece
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.typography import Face, width

BLACK = "#000000"
GREY = "#5A5A5A"
SQUARE = 4.6 * MM
LINE = 10.6 * MM
LABEL = 8.4
GAP = 4 * MM


@dataclass(frozen=True, slots=True)
class Blank:
    """Something to fill in: its label, its share of the width, and words to tick instead of a line to write on."""

    label: str
    share: float = 1.0
    ticks: tuple[str, ...] = ()


def square(pen: Pen, x: float, y: float) -> None:
    """A square to tick, its lower left corner at (``x``, ``y``)."""
    pen.frame(x, y, SQUARE, SQUARE, BLACK, 0.9)


def box(pen: Pen, x: float, y: float, wide: float, tall: float, unit: str = "") -> None:
    """A box to write a number in, its upper left corner at (``x``, ``y``), with its unit at the right."""
    pen.frame(x, y - tall, wide, tall, BLACK, 0.9)
    pen.text(x + wide - 3, y - tall + 3.5, unit, 8.4, colour=GREY, align="right")


def blanks(flow: Flow, title: str, rows: Sequence[Sequence[Blank]]) -> None:
    """A heading and lines to fill in, all on one page."""
    height = 24 + LINE * len(rows)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 16, title, 11.5, Face.BOLD, BLACK)
        pen.rule(x, y - 21, WIDTH, BLACK, 0.9)
        for number, row in enumerate(rows):
            _row(pen, x, y - 24 - LINE * (number + 1), row)

    flow.add(Piece(height, draw))


def _row(pen: Pen, x: float, y: float, row: Sequence[Blank]) -> None:
    room = WIDTH - GAP * (len(row) - 1)
    whole = sum(blank.share for blank in row)
    for blank in row:
        wide = room * blank.share / whole
        pen.text(x, y + LINE - 9.5, blank.label, LABEL, colour=GREY)
        if blank.ticks:
            _ticks(pen, x, y + 1.5, blank.ticks)
        else:
            pen.rule(x, y + 1.5, wide, BLACK, 0.6)
        x += wide + GAP


def _ticks(pen: Pen, x: float, y: float, words: Sequence[str]) -> None:
    for word in words:
        square(pen, x, y)
        pen.text(x + SQUARE + 4, y + 3, word, 10, colour=BLACK)
        x += SQUARE + 16 + width(word, Face.REGULAR, 10)


def lines(flow: Flow, title: str, note: str, count: int) -> None:
    """A heading with a quiet note, and empty lines to write on."""
    pitch = 8.5 * MM
    height = 22 + pitch * count

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 16, title, 11.5, Face.BOLD, BLACK)
        after = x + width(title, Face.BOLD, 11.5) + 8
        pen.text(after, y - 16, note, 9, colour=GREY)
        for number in range(1, count + 1):
            pen.rule(x, y - 20 - pitch * number, WIDTH, BLACK, 0.5)

    flow.add(Piece(height, draw))
