"""The worksheet of a session: its tests in walking order with boxes to write in, to be keyed in afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.pages import MM, WIDTH, Draw, Flow, Piece, paragraph, subheading
from firemode_desktop.reports.papers.frame import Head, begin, typeset
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.sheet.blanks import BLACK, GREY, SQUARE, Blank, blanks, box, lines
from firemode_desktop.reports.shown import BLANK, count
from firemode_desktop.reports.tables import Column, Row, table
from firemode_desktop.reports.typography import Face, fitted, width, wrapped

TEXT = 92 * MM
BOX = 48 * MM
INITIALS = 20 * MM
TALL = 9 * MM
CELL = 7 * MM


class Entry(StrEnum):
    """What is written in for a test."""

    NUMBER = "number"
    NINE_POINTS = "nine points"
    YES_NO = "yes or no"
    SITE_SHEET = "site sheet"


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One test: ``recorded`` is its reading where the session has one already, with how it stands."""

    where: str
    what: str
    door: str
    identifier: str
    entry: Entry
    limits: str = ""
    baseline: str = ""
    last: str = ""
    unit: str = ""
    recorded: str = ""
    sheet: str = ""
    """The short code of the site sheet it is filled in on."""


@dataclass(frozen=True, slots=True)
class ToolLine:
    """An instrument that may be used; ``calibration`` says how it stands on the day of the visit."""

    serial: str
    kind: str
    name: str
    calibration: str


@dataclass(frozen=True, slots=True)
class WorkPaper:
    """The worksheet of a session; ``facts`` are what its head says: session, frequency, day."""

    head: Head
    facts: tuple[tuple[str, str], ...]
    tools: tuple[ToolLine, ...]
    lines: tuple[WorkLine, ...]

    @property
    def to_do(self) -> int:
        """Tests without a result."""
        return sum(not one.recorded for one in self.lines)


def render(paper: WorkPaper, tell: Tell | None = None) -> bytes:
    """The worksheet as the bytes of a PDF, A4."""
    flow = Flow()
    begin(flow, paper.head, paper.facts)
    done = len(paper.lines) - paper.to_do
    already = f" {done} recorded already; their readings are printed in the boxes." if done else ""
    paragraph(flow, f"{count(paper.to_do, 'test')} to do.{already}", 10.5, Face.BOLD)
    paragraph(
        flow, "Each test carries its identifier: readings are keyed in, or typed into the results workbook, by it."
    )
    _tools(flow, paper.tools)
    blanks(flow, "The visit", _VISIT)
    for where, group in groupby(paper.lines, key=lambda one: one.where):
        subheading(flow, where or "The building")
        flow.extend(map(_test, group))
    flow.space(10)
    lines(flow, "Remarks", "Anything unusual, and why a test was not possible.", 5)
    flow.space(10)
    blanks(flow, "Carried out by", _SIGNED)
    return typeset(flow, paper.head, tell)


_VISIT = (
    (Blank("Date"), Blank("Begun"), Blank("Ended"), Blank("Supply", 1.7, ("normal", "standby"))),
    (Blank("Outside °C"), Blank("Inside °C"), Blank("Wind, m/s and from where", 1.4), Blank("Air pressure, hPa")),
)
_SIGNED = ((Blank("Name", 1.4), Blank("Licence"), Blank("Signature", 1.4), Blank("Date")),)


def _tools(flow: Flow, tools: Sequence[ToolLine]) -> None:
    subheading(flow, "Instruments", "Tick the ones that were used; write down any other.")
    columns = (
        Column("Used", 12),
        Column("Type", 34),
        Column("Serial number", 40),
        Column("Make and model", 40),
        Column("Calibration on the day", 44),
    )
    rows = [Row(("☐", one.kind, one.serial, one.name or BLANK, one.calibration)) for one in tools]
    table(flow, columns, [*rows, Row(("☐", "other:", "", "", ""))])
    flow.space(8)


def _test(one: WorkLine) -> Piece:
    """What is measured at the left, the boxes at the right, a hair line below."""
    said = tuple(_said(one))
    boxes = {Entry.NINE_POINTS: 3 * CELL}.get(one.entry, TALL) if not one.recorded else TALL
    height = max(sum(size * 1.35 for _, size, _, _ in said), boxes) + 9

    def draw(pen: Pen, x: float, y: float) -> None:
        at = y - 4
        for text, size, face, colour in said:
            pen.text(x, at - size, text, size, face, colour)
            at -= size * 1.35
        _boxes(one)(pen, x + TEXT + 4 * MM, y - 4)
        if not one.recorded:
            box(pen, x + WIDTH - INITIALS, y - 4, INITIALS, TALL, "initials")
        pen.rule(x, y - height, WIDTH)

    return Piece(height, draw)


def _said(one: WorkLine) -> Iterator[tuple[str, float, Face, str]]:
    what = " · ".join(part for part in (one.what, one.door) if part)
    for line in wrapped(what, Face.BOLD, 9, TEXT):
        yield line, 9, Face.BOLD, BLACK
    asked = "expected" if one.entry is Entry.SITE_SHEET else "limits"
    sheet = one.sheet if one.recorded else ""
    told = ((asked, one.limits), ("baseline", one.baseline), ("last", one.last), ("site sheet", sheet))
    values = "  ·  ".join(f"{name} {text}" for name, text in told if text)
    for line in wrapped(values, Face.REGULAR, 8.4, TEXT) if values else ():
        yield line, 8.4, Face.REGULAR, BLACK
    for line in wrapped(one.identifier, Face.REGULAR, 6.6, TEXT):
        yield line, 6.6, Face.REGULAR, GREY


def _boxes(one: WorkLine) -> Draw:
    if one.recorded:
        return lambda pen, x, y: _recorded(pen, x, y, one.recorded)
    drawn = {Entry.NUMBER: _number, Entry.NINE_POINTS: _nine, Entry.YES_NO: _ticks, Entry.SITE_SHEET: _elsewhere}
    said = one.sheet if one.entry is Entry.SITE_SHEET else one.unit
    return lambda pen, x, y: drawn[one.entry](pen, x, y, said)


def _recorded(pen: Pen, x: float, y: float, text: str) -> None:
    pen.frame(x, y - TALL, BOX, TALL, GREY, 0.5)
    pen.text(x + 4, y - 10, fitted(text, Face.BOLD, 9, BOX - 8), 9, Face.BOLD, BLACK)
    pen.text(x + 4, y - 20, "recorded", 6.6, colour=GREY)


def _number(pen: Pen, x: float, y: float, unit: str) -> None:
    box(pen, x, y, BOX, TALL, unit)


def _nine(pen: Pen, x: float, y: float, unit: str) -> None:
    """The nine points as they lie in the doorway, the first at the upper left."""
    for point in range(9):
        left, top = x + point % 3 * BOX / 3, y - point // 3 * CELL
        box(pen, left, top, BOX / 3, CELL, unit)
        pen.text(left + 2.5, top - 7.5, str(point + 1), 6.6, colour=GREY)


def _ticks(pen: Pen, x: float, y: float, unit: str) -> None:
    for word in ("yes", "no"):
        pen.frame(x, y - SQUARE - 4, SQUARE, SQUARE, BLACK, 0.9)
        pen.text(x + SQUARE + 3, y - SQUARE, word, 9, colour=BLACK)
        x += SQUARE + 10 + width(word, Face.REGULAR, 9)
    box(pen, x, y, 18 * MM, TALL, unit or "s")


def _elsewhere(pen: Pen, x: float, y: float, code: str) -> None:
    """Which site sheet it is, by the code that is printed on that."""
    pen.text(x, y - 10, "on its site sheet", 9, colour=BLACK)
    pen.text(x, y - 22, code, 9, Face.BOLD, BLACK)
