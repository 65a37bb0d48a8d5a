"""Tables: columns of a given width, rows as high as their text, the head repeated on every page.

Numbers stand under each other by their decimal point; a status has its shape, its word and its colour. No vertical
lines, hair-thin horizontal ones, a tint under a row that fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from firemode_desktop.domain.standing import Standing
from firemode_desktop.reports.pages import MM, WIDTH, Draw, Entry, Flow, Piece, anchor
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.typography import Face, width, wrapped

SIZE = 7.6
LEADING = 10.0
HEAD = 6.6
PAD = 1.5 * MM
ABOVE, BELOW = 3.1, 2.8
LONGEST = 40  # lines of one cell on one page


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in mm, ``left``, ``right`` or ``number`` (by the decimal point), a group above."""

    title: str
    width_mm: float
    align: str = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a cell; ``standing`` puts a shape before it and colours what is not a pass.

    ``section`` makes it a link to the section of that title.
    """

    text: str
    face: Face = Face.REGULAR
    quiet: bool = False
    standing: Standing | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns; ``note`` runs below them over the whole width; ``tint`` names a status."""

    cells: Sequence[Cell | str]
    note: str = ""
    tint: Standing | None = None
    heading: bool = False


def status(standing: Standing, word: str | None = None) -> Cell:
    """A status as a cell: shape, word, colour."""
    face = Face.BOLD if standing is Standing.FAIL else Face.REGULAR
    return Cell(word or standing.label, face, standing=standing)


def table(flow: Flow, columns: Sequence[Column], rows: Sequence[Row], size: float = SIZE) -> None:
    """Set a table; a page break falls between two rows and the head is drawn again."""
    layout = _Layout(tuple(columns), size, _decimals(columns, rows, size), flow.outline)
    head = layout.head()
    pieces = list(layout.rows(rows))
    flow.need(sum(piece.height for piece in head) + sum(piece.height for piece in pieces[:2]))
    flow.extend(head)
    flow.head = head
    flow.extend(pieces)
    flow.head = ()


def _decimals(columns: Sequence[Column], rows: Sequence[Row], size: float) -> tuple[float, ...]:
    """For each column of numbers, the room that the widest part behind a decimal point takes."""
    room = [0.0] * len(columns)
    for row in rows:
        for place, (column, cell) in enumerate(zip(columns, row.cells, strict=False)):
            if column.align == "number" and not row.heading:
                room[place] = max(room[place], _behind(cell if isinstance(cell, str) else cell.text, size))
    return tuple(room)


def _behind(text: str, size: float) -> float:
    _, point, digits = text.partition(".")
    return width(point + digits, Face.REGULAR, size)


@dataclass(frozen=True, slots=True)
class _Layout:
    columns: tuple[Column, ...]
    size: float
    decimals: tuple[float, ...]
    outline: Sequence[Entry]
    """That of the whole document, once it is drawn."""

    def lefts(self) -> Iterator[tuple[int, Column, float, float]]:
        """Place, column, its left edge and its width in points, from the left of the table."""
        x = 0.0
        for place, column in enumerate(self.columns):
            yield place, column, x, column.width_mm * MM
            x += column.width_mm * MM

    @property
    def leading(self) -> float:
        return self.size * LEADING / SIZE

    def head(self) -> tuple[Piece, ...]:
        titles = [
            (place, column, x, wide, wrapped(column.title, Face.BOLD, HEAD, wide - 2 * PAD))
            for place, column, x, wide in self.lefts()
        ]
        lines = max(len(words) for *_, words in titles)
        height = lines * 8.4 + 5
        total = self.total

        def draw(pen: Pen, x: float, y: float) -> None:
            for place, column, left, wide, words in titles:
                right = column.align != "left"
                at = x + left + (wide - PAD if right else 0 if place == 0 else PAD)
                for number, line in enumerate(words):
                    baseline = y - height + 5 + (len(words) - 1 - number) * 8.4
                    pen.text(at, baseline, line, HEAD, Face.BOLD, pen.look.quiet, "right" if right else "left")
            pen.rule(x, y - height, total, pen.look.ink, 0.7)

        groups = self.groups()
        return (*groups, Piece(height, draw))

    def groups(self) -> tuple[Piece, ...]:
        """A line of titles over columns that belong together."""
        spans: list[tuple[str, float, float]] = []
        for _, column, x, wide in self.lefts():
            if spans and spans[-1][0] == column.group:
                spans[-1] = (column.group, spans[-1][1], x + wide)
            else:
                spans.append((column.group, x, x + wide))
        named = [span for span in spans if span[0]]
        if not named:
            return ()

        def draw(pen: Pen, x: float, y: float) -> None:
            for title, left, right in named:
                pen.text(x + left + PAD, y - 9, title, HEAD + 0.6, Face.BOLD)
                pen.rule(x + left + PAD, y - 12.5, right - left - 2 * PAD, pen.look.faint, 0.4)

        return (Piece(15, draw),)

    def rows(self, rows: Sequence[Row]) -> Iterator[Piece]:
        for row in rows:
            if row.heading:
                yield self.heading(row)
            else:
                yield from self.row(row)

    def heading(self, row: Row) -> Piece:
        """A row that names what follows, over the whole width; it never stands alone at the foot of a page."""
        cell = row.cells[0]
        text = cell if isinstance(cell, str) else cell.text
        total = self.total
        lines = wrapped(text, Face.BOLD, self.size, total - 2 * PAD)

        def draw(pen: Pen, x: float, y: float) -> None:
            for number, line in enumerate(lines):
                pen.text(x, y - 13 - number * self.leading, line, self.size, Face.BOLD)
            pen.rule(x, y - 14 - self.leading * len(lines) + 6, total, pen.look.rule)

        return Piece(8 + self.leading * len(lines), draw, keep=3 * self.leading)

    def row(self, row: Row) -> Iterator[Piece]:
        """A row; one that is higher than a page can hold goes on in further pieces."""
        cells = [
            (place, column, x, wide, self.cell(row, place), self.lines(row, place, wide, first=x == 0))
            for place, column, x, wide in self.lefts()
        ]
        note = wrapped(row.note, Face.REGULAR, self.size - 0.6, self.total - 2 * PAD) if row.note else ()
        lines = max((len(words) for *_, words in cells), default=1)
        for start in range(0, lines + len(note), LONGEST):
            end = start + LONGEST
            sliced = [(*cell, words[start:end]) for *cell, words in cells]
            under = note[max(start - lines, 0) : max(end - lines, 0)]
            yield self.slice(row, sliced, under, last=end >= lines + len(note))

    @property
    def total(self) -> float:
        """The width of the table in points."""
        return sum(column.width_mm for column in self.columns) * MM

    def slice(self, row: Row, cells: Sequence[Any], note: Sequence[str], last: bool) -> Piece:
        lines = max((len(words) for *_, words in cells), default=0)
        height = ABOVE + lines * self.leading + len(note) * (self.leading - 0.8) + BELOW
        total = self.total

        def draw(pen: Pen, x: float, y: float) -> None:
            if row.tint is Standing.FAIL:
                pen.area(x - PAD, y - height, total + 2 * PAD, height, pen.look.fail_tint)
            if last:
                pen.rule(x, y - height, total)
            top = y - ABOVE - self.size * 0.92
            for place, column, left, wide, cell, words in cells:
                if words:
                    self.draw_cell(pen, place, column, (x + left, top, wide), cell, words)
            for number, line in enumerate(note):
                below = top - lines * self.leading - number * (self.leading - 0.8) + 0.6
                pen.text(x, below, line, self.size - 0.6, colour=pen.look.quiet)

        return Piece(height, draw)

    def cell(self, row: Row, place: int) -> Cell:
        cell = row.cells[place] if place < len(row.cells) else ""
        return Cell(cell) if isinstance(cell, str) else cell

    def lines(self, row: Row, place: int, wide: float, first: bool) -> tuple[str, ...]:
        cell = self.cell(row, place)
        shape = 8.5 if cell.standing is not None and self.columns[place].align == "left" else 0.0
        return wrapped(cell.text, cell.face, self.size, wide - (1 if first else 2) * PAD - shape)

    def draw_cell(
        self,
        pen: Pen,
        place: int,
        column: Column,
        at: tuple[float, float, float],
        cell: Cell,
        words: Sequence[str],
    ) -> None:
        x, y, wide = at
        colour = pen.look.quiet if cell.quiet else pen.look.ink
        if cell.standing is not None and cell.standing is not Standing.PASS:
            colour = pen.look.of(cell.standing)
        if column.align == "left":
            self.draw_left(pen, x if place == 0 else x + PAD, y, cell, words, colour)
            self.link(pen, (x, y - (len(words) - 1) * self.leading - 3, x + wide, y + self.size), cell)
            return
        for number, line in enumerate(words):
            short = self.decimals[place] - _behind(line, self.size) if column.align == "number" else 0.0
            right = x + wide - PAD - short
            pen.text(right, y - number * self.leading, line, self.size, cell.face, colour, "right")
            if cell.standing is not None and not number:
                beside = right - width(line, cell.face, self.size) - 5
                pen.shape(beside, y + self.size * 0.31, cell.standing, self.size * 0.55)

    def link(self, pen: Pen, box: tuple[float, float, float, float], cell: Cell) -> None:
        """Make a box lead to the section that its cell names, where the document has it."""
        named = (place for place, entry in enumerate(self.outline) if entry.title.partition("  ")[2] == cell.section)
        place = next(named, None) if cell.section else None
        if place is not None:
            pen.canvas.linkRect("", anchor(place), box, relative=1, thickness=0)

    def draw_left(self, pen: Pen, x: float, y: float, cell: Cell, words: Sequence[str], colour: str) -> None:
        if cell.standing is not None:
            pen.shape(x + 3, y + self.size * 0.31, cell.standing, self.size * 0.62)
            x += 8.5
        for number, line in enumerate(words):
            pen.text(x, y - number * self.leading, line, self.size, cell.face, colour)


def facts(flow: Flow, pairs: Sequence[tuple[str, str]], label_mm: float = 42.0, room: float = WIDTH) -> None:
    """Labels and what they say, in two columns; a text too high for one page goes on in further pieces."""
    for label, text in pairs:
        lines = wrapped(text or "–", Face.REGULAR, 8.6, room - label_mm * MM)
        for start in range(0, len(lines), LONGEST):
            part, last = lines[start : start + LONGEST], start + LONGEST >= len(lines)
            flow.add(Piece(12.0 * len(part) + 3 * last, _fact("" if start else label, part, label_mm * MM)))


def _fact(label: str, lines: Sequence[str], across: float) -> Draw:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 9, label, 8.6, colour=pen.look.quiet)
        for number, line in enumerate(lines):
            pen.text(x + across, y - 9 - 12.0 * number, line, 8.6)

    return draw
