"""Site sheets as one PDF: each scenario begins on a page of its own, and every page says which one it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.triggering import how_to_trigger
from firemode_desktop.reports import typography
from firemode_desktop.reports.code import draw_code
from firemode_desktop.reports.document import FOOTER, HEADER, About, Dress, Tell, bind, watermark
from firemode_desktop.reports.figures import chart
from firemode_desktop.reports.pages import BOTTOM, LEFT, MM, WIDTH, Flow, Piece, paragraph
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.sheet.blanks import BLACK, GREY, Blank, blanks, lines
from firemode_desktop.reports.sheet.data import SiteSheet
from firemode_desktop.reports.sheet.plan import plan
from firemode_desktop.reports.sheet.steps import must_nots, musts
from firemode_desktop.reports.typography import Face, fitted, width, wrapped

CODE = 32 * MM
FIRST = HEADER - 16  # where a sheet begins, closer to the header than a table that runs on
ROOM = WIDTH - CODE - 5 * MM
SHADE = "#E6E6E6"


@dataclass(frozen=True, slots=True)
class _Bound:
    """A sheet and its pages, from and to, counted from 1."""

    sheet: SiteSheet
    first: int
    last: int


def render(sheets: Sequence[SiteSheet], tell: Tell | None = None) -> bytes:
    """``sheets`` as the bytes of a PDF file, A4; the same sheets give the same bytes. There must be at least one."""
    flow = Flow()
    bound = [_bound(flow, sheet) for sheet in sheets]
    return bind(flow, _about(sheets), _dress(bound), tell, "site sheet")


def _bound(flow: Flow, sheet: SiteSheet) -> _Bound:
    first = len(flow.pages) + 1
    _sheet(flow, sheet, min(_RICHEST_FIRST, key=lambda extras: _pages(sheet, extras)))
    return _Bound(sheet, first, len(flow.pages))


@dataclass(frozen=True, slots=True)
class _Extras:
    """What a sheet has where it takes no further page: the plan drawn in time, and more lines to write on."""

    drawn: bool
    lines: int


_RICHEST_FIRST = (_Extras(True, 4), _Extras(True, 2), _Extras(False, 4), _Extras(False, 2))


def _pages(sheet: SiteSheet, extras: _Extras) -> int:
    flow = Flow()
    _sheet(flow, sheet, extras)
    return len(flow.pages)


def _about(sheets: Sequence[SiteSheet]) -> About:
    first = sheets[0]
    what = name_of(first) if len(sheets) == 1 else f"{len(sheets)} scenarios"
    dated = max((sheet.changed_at for sheet in sheets if sheet.changed_at), default=datetime(2000, 1, 1, tzinfo=UTC))
    return About(
        f"Site sheet – {typography.clean(what)} – {typography.clean(first.building)}",
        "FireMode Desktop",
        "Cause and effect, to be filled in on site",
        ("AS 1851", "cause and effect", *(sheet.code.short for sheet in sheets)),
        dated,
    )


def name_of(sheet: SiteSheet) -> str:
    """``Zone-3 · SD-L8-01 · Smoke, version 2``: the sheet in one line."""
    one = sheet.scenario
    return f"{one.stair} · {one.zone} · {one.trigger} · {one.name}, version {one.version}"


# --- what is on every page -------------------------------------------------------------------------------------------


def _dress(bound: Sequence[_Bound]) -> Dress:
    """Header and footer; a sheet may lie apart from the others, so both name the scenario."""

    def dress(pen: Pen, number: int, pages: int) -> None:
        place, one = next((n, each) for n, each in enumerate(bound, start=1) if number <= each.last)
        if one.sheet.watermark:
            watermark(pen, one.sheet.watermark, SHADE)
        _header(pen, one.sheet)
        pen.rule(LEFT, FOOTER + 12, WIDTH, GREY)
        pen.text(LEFT, FOOTER, _foot(one.sheet), 8.4, Face.BOLD if one.sheet.watermark else Face.REGULAR, BLACK)
        pen.text(LEFT + WIDTH, FOOTER, _page(place, one, number, pages, len(bound)), 8.4, Face.BOLD, BLACK, "right")

    return dress


def _page(place: int, one: _Bound, number: int, pages: int, sheets: int) -> str:
    whole = f"Page {number} of {pages}"
    if sheets == 1:
        return whole
    return f"Sheet {place} of {sheets}, its page {number - one.first + 1} of {one.last - one.first + 1}  ·  {whole}"


def _foot(sheet: SiteSheet) -> str:
    words = f"{sheet.code.short} · version {sheet.scenario.version}"
    return f"{words} · {sheet.watermark}, not for testing" if sheet.watermark else words


def _header(pen: Pen, sheet: SiteSheet) -> None:
    one = sheet.scenario
    right = fitted(typography.clean(f"{one.zone} · {one.trigger}"), Face.BOLD, 9, WIDTH * 0.45)
    room = WIDTH - width(right, Face.BOLD, 9) - 16
    building = fitted(typography.clean(sheet.building), Face.BOLD, 9, room * (0.55 if sheet.test else 1))
    pen.text(LEFT, HEADER, building, 9, Face.BOLD, BLACK)
    if sheet.test is not None:
        left = width(building, Face.BOLD, 9) + 8
        session = fitted(typography.clean(sheet.test.session), Face.REGULAR, 9, room - left)
        pen.text(LEFT + left, HEADER, session, 9, colour=BLACK)
    pen.text(LEFT + WIDTH, HEADER, right, 9, Face.BOLD, BLACK, "right")
    pen.rule(LEFT, HEADER - 7, WIDTH, BLACK, 0.9)


# --- what is on one sheet --------------------------------------------------------------------------------------------


def _sheet(flow: Flow, sheet: SiteSheet, extras: _Extras) -> None:
    flow.page()
    flow.y = FIRST
    flow.mark(name_of(sheet), 0)
    flow.add(_cause(sheet))
    if sheet.watermark:
        flow.add(_warning(sheet))
    flow.add(_what_to_do(sheet))
    if sheet.musts:
        musts(flow, sheet.musts)
    if sheet.must_nots:
        must_nots(flow, sheet.must_nots)
    if not sheet.scenario.sequence:
        flow.space(14)
        paragraph(flow, "There are no steps on record. Nothing can be tested by this sheet.", 12, Face.BOLD, BLACK)
    if extras.drawn:
        _plan(flow, sheet)
    flow.space(10)
    lines(flow, "What else happened", "Anything that is not in the tables above, with its seconds.", extras.lines)
    flow.space(10)
    blanks(flow, "The visit", _VISIT)
    flow.space(10)
    blanks(flow, "Result", _RESULT)


def _cause(sheet: SiteSheet) -> Piece:
    """The cause in big type at the left, its code at the right."""
    said = list(_titles(sheet))
    tall = sum(line.size * 1.27 + line.after for line in said)
    code = sheet.code

    def draw(pen: Pen, x: float, y: float) -> None:
        at = y
        for line in said:
            at -= line.size * 1.27
            pen.text(x, at + line.size * 0.27, line.text, line.size, line.face, line.colour)
            at -= line.after
        draw_code(pen, x + WIDTH - CODE, y + 4, CODE, code.text)
        pen.text(x + WIDTH - CODE / 2, y - CODE - 2, code.short, 11, Face.BOLD, BLACK, "middle")

    return Piece(max(tall, CODE + 8) + 6, draw)


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    size: float
    face: Face = Face.REGULAR
    colour: str = BLACK
    after: float = 0.0


def _titles(sheet: SiteSheet) -> Iterator[_Title]:
    one = sheet.scenario
    kind = f"Site sheet · cause and effect · {sheet.tested}"
    yield _Title(kind, 9.5, colour=GREY, after=3)
    size = 27 if width(typography.clean(one.trigger), Face.BOLD, 27) <= ROOM else 18
    yield from _wrapped(one.trigger, size, Face.BOLD)
    yield from _wrapped(f"{sheet.trigger_kind} · {one.zone} · {one.stair}", 15, Face.BOLD, after=2)
    if one.floors:
        yield from _wrapped(", ".join(one.floors), 11.5, after=5)
    yield from _wrapped(one.name, 11.5, Face.BOLD)
    yield from _wrapped(sheet.standing(), 9.5)
    if sheet.test is not None:
        due = f" · due {show_date(sheet.test.due)}" if sheet.test.due else ""
        yield from _wrapped(f"Session {sheet.test.session}{due} · {sheet.test.identifier}", 9.5)


def _wrapped(text: str, size: float, face: Face = Face.REGULAR, after: float = 0.0) -> Iterator[_Title]:
    found = wrapped(text, face, size, ROOM)
    for place, line in enumerate(found, start=1):
        yield _Title(line, size, face, after=after if place == len(found) else 0.0)


def _warning(sheet: SiteSheet) -> Piece:
    """A frame that cannot be overlooked: this sheet is not for testing."""
    why = {
        "DRAFT": "This version is not published. Print the sheet again when it is.",
        "SUPERSEDED": "Another version is in force. Print its sheet and test by that.",
        "WITHDRAWN": "This scenario is no longer in force.",
    }[sheet.watermark]

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.frame(x + 1.5, y - 45, WIDTH - 3, 43, BLACK, 3)
        pen.text(x + 12, y - 21, f"{sheet.watermark} – not for testing", 15, Face.BOLD, BLACK)
        pen.text(x + 12, y - 36, why, 10, colour=BLACK)

    return Piece(53, draw)


def _what_to_do(sheet: SiteSheet) -> Piece:
    words = how_to_trigger(sheet.scenario.trigger_type, sheet.scenario.trigger)
    said = wrapped(words, Face.REGULAR, 12, WIDTH - 34 * MM)
    height = 16.0 * len(said) + 13

    def draw(pen: Pen, x: float, y: float) -> None:
        pen.frame(x, y - height, WIDTH, height, BLACK, 0.9)
        pen.text(x + 10, y - 19, "To trigger", 12, Face.BOLD, BLACK)
        for number, line in enumerate(said):
            pen.text(x + 28 * MM, y - 19 - 16 * number, line, 12, colour=BLACK)

    return Piece(height, draw)


def _plan(flow: Flow, sheet: SiteSheet) -> None:
    """The plan drawn in time."""
    if sheet.scenario.sequence:
        flow.space(14)
        chart(flow, plan((*sheet.musts, *sheet.must_nots)))


_VISIT = (
    (
        Blank("Date"),
        Blank("Time of the trigger"),
        Blank("Stopwatch, serial no.", 1.3),
        Blank("Supply", 1.5, ("normal", "standby")),
    ),
    (Blank("Weather, wind, temperature", 1.1), Blank("Doors, works, anything unusual", 2)),
    (
        Blank("Before the test", 1, ("signalling isolated", "occupants told")),
        Blank("After the test", 1, ("panel reset", "signalling restored")),
    ),
)
_RESULT = (
    (Blank("The sequence ran", 1.5, ("as planned", "not as planned")), Blank("Fault no.")),
    (Blank("Tested by (name)", 1.4), Blank("Signature", 1.3), Blank("Licence", 0.8), Blank("Date", 0.8)),
    (Blank("Witness (name)", 1.4), Blank("Signature", 1.3), Blank("For", 0.8), Blank("Date", 0.8)),
)

assert BOTTOM > FOOTER + 20  # text never runs into the footer
