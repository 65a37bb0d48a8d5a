"""What every paper shares: the first lines, header and footer, and the properties of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from firemode_desktop.reports import typography
from firemode_desktop.reports.document import FOOTER, SMALL, About, Tell, bind, header, page_number
from firemode_desktop.reports.pages import LEFT, WIDTH, Flow, Piece
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.shown import day
from firemode_desktop.reports.tables import facts
from firemode_desktop.reports.typography import Face, fitted, wrapped


@dataclass(frozen=True, slots=True)
class Head:
    """Which paper it is, of which building, and the day it speaks of: that is the date of the file, too."""

    title: str
    building: str
    address: str
    day: date
    subject: str = ""
    """What the paper is of, where that is not the whole building: a session, a stair, a period."""


def begin(flow: Flow, head: Head, pairs: Sequence[tuple[str, str]]) -> None:
    """The first lines of a paper: its kind, the building, and facts below them."""
    flow.page()
    flow.mark(head.title, 0)
    flow.add(_title(head))
    facts(flow, pairs)
    flow.space(8)


def _title(head: Head) -> Piece:
    name = wrapped(head.building, Face.BOLD, 19, WIDTH)
    under = wrapped(head.address, Face.REGULAR, 9, WIDTH) if head.address else ()
    height = 22 + 24.0 * len(name) + 12.0 * len(under) + 10

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.text(x, y - 11, head.title, 11, Face.BOLD, pen.look.accent)
        for number, line in enumerate(name):
            pen.text(x, y - 36 - 24 * number, line, 19, Face.BOLD)
        for number, line in enumerate(under):
            pen.text(x, y - 28 - 24 * len(name) - 12 * number, line, 9, colour=pen.look.quiet)

    return Piece(height, draw)


def typeset(flow: Flow, head: Head, tell: Tell | None = None) -> bytes:
    """The pages of ``flow`` as the bytes of a PDF; ``tell(done, of, text)`` is called after each page."""

    def dress(pen: Pen, number: int, pages: int) -> None:
        _frame(pen, head, f"Page {number} of {pages}")

    return bind(flow, _about(head), dress, tell, head.title.lower())


def _about(head: Head) -> About:
    return About(
        f"{head.title} – {typography.clean(head.building)}",
        "FireMode Desktop",
        typography.clean(head.subject) or head.title,
        ("AS 1851", "stair pressurisation", head.title.lower()),
        datetime.combine(head.day, time(), UTC),
    )


def _frame(pen: Pen, head: Head, page: str) -> None:
    """Header with building and paper; footer with the day it speaks of, and page x of y."""
    header(pen, head.building, head.subject, fitted(head.title, Face.REGULAR, SMALL, WIDTH * 0.4))
    pen.text(LEFT, FOOTER, f"{head.title}, as of {day(head.day)}", SMALL, colour=pen.look.quiet)
    page_number(pen, page)
