"""What goes on which page: pieces of known height are stacked, and drawn only when the number of pages is known.

Lengths are points; a piece is drawn from its upper left corner. A page keeps a heading together with what follows it,
and repeats the head of a table that runs over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.typography import Face, wrapped

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
LEFT = 20 * MM
WIDTH = 170 * MM
TOP = PAGE[1] - 27 * MM
BOTTOM = 23 * MM
BODY = 9.0
LEADING = 13.0
FEW = 4
"""Lines of text that wait with their heading."""

Draw = Callable[[Pen, float, float], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of ``height`` that is never broken; ``keep`` is how much of what follows must stand on its page."""

    height: float
    draw: Draw
    keep: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the outline of the document: its title, its depth from 0, the page (from 1) and the height there."""

    title: str
    level: int
    page: int
    y: float


def anchor(place: int) -> str:
    """The name of the ``place``-th entry of the outline as a target of links."""
    return f"entry-{place}"


@dataclass(slots=True)
class Page:
    """What stands where on a page; ``plain`` pages have no header and footer."""

    plain: bool = False
    items: list[tuple[float, float, Draw]] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """The pages so far, and where the next piece goes.

    A heading waits until something follows it, with the few lines below it, so that neither stands alone at the foot
    of a page.
    """

    pages: list[Page] = field(default_factory=list)
    outline: list[Entry] = field(default_factory=list)
    y: float = TOP
    # The head of the table that is being set: it is drawn again on every page the table runs on to.
    head: Sequence[Piece] = ()
    waiting: list[tuple[float, Piece, str | None, int]] = field(default_factory=list)

    def page(self, plain: bool = False) -> Page:
        """Begin a new page; what waits is put on the one before."""
        if self.waiting:
            self.need(0)
        return self._turned(plain)

    def _turned(self, plain: bool = False) -> Page:
        self.pages.append(Page(plain))
        self.y = TOP
        return self.pages[-1]

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self.pages or (self.y == TOP and not self.pages[-1].items)

    @property
    def room(self) -> float:
        """What is left of the page below all that waits, in points."""
        return self.y - BOTTOM - self._waiting()

    def _waiting(self) -> float:
        return sum(gap + piece.height for gap, piece, _, _ in self.waiting)

    def need(self, height: float) -> None:
        """Begin a new page unless so much room is left on this one, with the headings that wait; then put those."""
        if not self.pages or (self.room < height and not self.fresh):
            self._turned()
            for piece in self.head:
                self._put(piece)
        waiting, self.waiting = self.waiting, []
        for gap, piece, title, level in waiting:
            self.space(gap)
            if title is not None:
                self.mark(title, level)
            self._put(piece)

    def head_with(self, gap: float, piece: Piece, title: str, level: int) -> None:
        """Put a heading above whatever comes next; ``title`` and ``level`` are its entry in the outline."""
        if self.leading:
            self.need(0)
        self.waiting.append((gap, piece, title, level))

    @property
    def leading(self) -> bool:
        """Whether lines of text wait, below a heading."""
        return any(title is None for _, _, title, _ in self.waiting)

    def lead(self, pieces: Iterable[Piece]) -> None:
        """Put pieces below a heading that waits: they wait with it for what they lead to."""
        self.waiting += [(0.0, piece, None, 0) for piece in pieces]

    def add(self, piece: Piece) -> None:
        """Put a piece below the last one."""
        self.need(piece.height + piece.keep)
        self._put(piece)

    def extend(self, pieces: Iterable[Piece]) -> None:
        """Put pieces one below the other."""
        for piece in pieces:
            self.add(piece)

    def space(self, height: float) -> None:
        """White between two pieces; none at the top of a page."""
        if not self.fresh:
            self.y -= height

    def mark(self, title: str, level: int) -> None:
        """Note the next piece in the outline of the document."""
        self.outline.append(Entry(title, level, len(self.pages), self.y))

    def _put(self, piece: Piece) -> None:
        self.pages[-1].items.append((LEFT, self.y, piece.draw))
        self.y -= piece.height


def heading(flow: Flow, number: str, title: str) -> None:
    """A section: its number in the accent, its title large, noted in the outline."""
    lines = wrapped(title, Face.BOLD, 17, WIDTH - 30)

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 17, number, 17, Face.BOLD, pen.look.accent)
        for line, words in enumerate(lines):
            pen.text(x + 30, y - 17 - 22 * line, words, 17, Face.BOLD)

    flow.head_with(26, Piece(22.0 * len(lines) + 12, draw), f"{number}  {title}", 0)


def subheading(flow: Flow, title: str, note: str = "", level: int = 1) -> None:
    """A part of a section, with a quiet note below it; noted in the outline."""
    lines = wrapped(title, Face.BOLD, 10.5, WIDTH)
    under = wrapped(note, Face.REGULAR, 8, WIDTH)[0] if note else ""

    def draw(pen: Pen, x: float, y: float) -> None:
        for line, words in enumerate(lines):
            pen.text(x, y - 10.5 - 14 * line, words, 10.5, Face.BOLD)
        pen.text(x, y - 10.5 - 14 * len(lines) + 2, under, 8, colour=pen.look.quiet)

    flow.head_with(16, Piece(14.0 * len(lines) + (12 if note else 0) + 5, draw), title, level)


def paragraph(
    flow: Flow,
    text: str,
    size: float = BODY,
    face: Face = Face.REGULAR,
    colour: str = "",
    room: float = WIDTH,
    after: float = 6.0,
) -> None:
    """Text over as many lines as it takes; it may break between two lines, but not after the first.

    A few lines right below a heading stay with it and with what follows them.
    """
    leading = size * LEADING / BODY
    lines = wrapped(text, face, size, room)
    pieces = []
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        keep = leading if number == 0 and not last else 0.0
        pieces.append(Piece(leading + (after if last else 0), _line(line, size, face, colour, leading), keep))
    if flow.waiting and not flow.leading and len(lines) <= FEW:
        flow.lead(pieces)
    else:
        flow.extend(pieces)


def _line(text: str, size: float, face: Face, colour: str, leading: float) -> Draw:
    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - leading * 0.74, text, size, face, colour)

    return draw
