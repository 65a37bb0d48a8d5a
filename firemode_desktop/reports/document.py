"""Pages to PDF: header, footer, watermark, outline, and the properties of the file.

Everything that could differ between two runs is pinned: the dates in the file are those of the record, the fonts are
those of the program, and reportlab's ``invariant`` fixes the rest.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from firemode_desktop.domain.seal import Seal, short
from firemode_desktop.reports import typography
from firemode_desktop.reports.data import ReportData
from firemode_desktop.reports.pages import BOTTOM, LEFT, MM, PAGE, WIDTH, Entry, Flow, anchor
from firemode_desktop.reports.pen import Pen
from firemode_desktop.reports.shown import day
from firemode_desktop.reports.typography import Face, fitted

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

Tell = Callable[[int, int, str], None]
Dress = Callable[[Pen, int, int], None]
HEADER = PAGE[1] - 16 * MM
FOOTER = 12 * MM
WATERMARK = "#EDF0F3"
SMALL = 7.2
"""Size of header and footer."""


@dataclass(frozen=True, slots=True)
class About:
    """The properties of the file; ``dated`` is the latest time on record, with its zone."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    dated: datetime


def typeset(flow: Flow, data: ReportData, tell: Tell | None = None, sealed: Seal | None = None) -> bytes:
    """The pages of ``flow`` as the compliance report; ``tell(done, of, text)`` is called after each page."""
    seal = sealed.value if sealed else ""

    def dress(pen: Pen, number: int, pages: int) -> None:
        if data.draft:
            watermark(pen, "DRAFT")
        if not flow.pages[number - 1].plain:
            _frame(pen, data, seal, f"Page {number} of {pages}")

    return bind(flow, _about(data, seal), dress, tell, "report")


def bind(flow: Flow, about: About, dress: Dress, tell: Tell | None = None, what: str = "document") -> bytes:
    """The pages of ``flow`` as a PDF file; ``dress(pen, number, pages)`` draws what lies beneath the text of a page.

    ``tell(done, of, text)`` is called after each page; ``what`` is what is being written, in its words.
    """
    target = io.BytesIO()
    canvas = _canvas(target, about)
    pen, pages = Pen(canvas), len(flow.pages)
    for number, page in enumerate(flow.pages, start=1):
        dress(pen, number, pages)
        _mark(canvas, [(place, entry) for place, entry in enumerate(flow.outline) if entry.page == number])
        for x, y, draw in page.items:
            draw(pen, x, y)
        canvas.showPage()
        if tell is not None:
            tell(number, pages, f"Writing {what}, page {number} of {pages}")
    canvas.save()
    return target.getvalue()


def _about(data: ReportData, seal: str) -> About:
    return About(
        f"Compliance report {data.number} – {typography.clean(data.building.name)}",
        data.visit.lead.name if data.visit.lead else data.contractor or "FireMode Desktop",
        f"{data.visit.name}, revision {data.revision}{', draft' if data.draft else ''}",
        ("AS 1851", "stair pressurisation", data.number, *([f"seal {seal}"] if seal else [])),
        data.dated,
    )


def _canvas(target: io.BytesIO, about: About) -> Canvas:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas as NewCanvas

    settings: Any = rl_config
    settings.useA85 = 0  # bytes as they are: pictures written as letters take a quarter more and most of the time
    font: Any = typography.name(Face.REGULAR)  # else every page would name a font that is not embedded
    canvas: Any = NewCanvas(target, pagesize=PAGE, invariant=1, pageCompression=1, lang="en-AU", initialFontName=font)
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("FireMode Desktop")
    canvas.setKeywords(list(about.keywords))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    _date(canvas, about.dated)
    return cast("Canvas", canvas)


def _date(canvas: Any, dated: datetime) -> None:
    """Creation and modification dates of the file: the latest time on record, in UTC."""
    stamp = canvas._doc._timeStamp
    stamp.YMDhms = dated.astimezone(UTC).timetuple()[:6]
    stamp.dhh = stamp.dmm = 0


def _mark(canvas: Canvas, entries: Sequence[tuple[int, Entry]]) -> None:
    for place, entry in entries:
        canvas.bookmarkHorizontal(anchor(place), 0, entry.y + 12)
        canvas.addOutlineEntry(typography.clean(entry.title), anchor(place), level=entry.level, closed=entry.level > 0)


def watermark(pen: Pen, word: str, colour: str = WATERMARK) -> None:
    """One word across the page, beneath everything, as large as its length allows."""
    size = min(150.0, 560 / typography.width(word, Face.BOLD, 1))
    canvas = pen.canvas
    canvas.saveState()
    canvas.translate(PAGE[0] / 2, PAGE[1] / 2)
    canvas.rotate(54)
    pen.text(0, -0.3 * size, word, size, Face.BOLD, colour, "middle")
    canvas.restoreState()


def _frame(pen: Pen, data: ReportData, seal: str, page: str) -> None:
    """Header with building, session, report number and seal; footer with standing, page x of y and the whole seal."""
    mark = f"seal {short(seal)}" if seal else f"revision {data.revision}, no seal"
    number = fitted(typography.clean(data.number), Face.REGULAR, SMALL, WIDTH * 0.38)
    header(pen, data.building.name, data.visit.name, f"{number}  ·  {mark}")
    _footer(pen, data)
    page_number(pen, page)
    if seal:
        pen.text(LEFT, FOOTER - 10, f"Seal {seal}", 5.6, colour=pen.look.quiet)


def header(pen: Pen, building: str, subject: str, right: str) -> None:
    """The building in bold, what of it, and at the right what the paper is called; a line below them."""
    room = WIDTH - typography.width(right, Face.REGULAR, SMALL) - 24
    name = fitted(typography.clean(building), Face.BOLD, SMALL, room * (0.6 if subject else 1))
    pen.text(LEFT, HEADER, name, SMALL, Face.BOLD)
    after = LEFT + typography.width(name, Face.BOLD, SMALL) + 8
    about = fitted(typography.clean(subject), Face.REGULAR, SMALL, LEFT + room - after)
    pen.text(after, HEADER, about, SMALL, colour=pen.look.quiet)
    pen.text(LEFT + WIDTH, HEADER, right, SMALL, colour=pen.look.quiet, align="right")
    pen.rule(LEFT, HEADER - 7, WIDTH)


def page_number(pen: Pen, page: str) -> None:
    """``Page 3 of 26`` in the footer."""
    pen.text(LEFT + WIDTH, FOOTER, page, SMALL, colour=pen.look.quiet, align="right")


def _footer(pen: Pen, data: ReportData) -> None:
    visit = data.visit
    if data.draft:
        pen.text(LEFT, FOOTER, f"Draft: this session is {visit.status.label.lower()}, not approved.", SMALL, Face.BOLD,
                 pen.look.accent)  # fmt: skip
        return
    who = f" by {visit.reviewed_by.name}" if visit.reviewed_by else ""
    words = f"Approved {day(visit.reviewed_at, data.zone)}{who}{' (self-reviewed)' if visit.self_reviewed else ''}"
    words += f"  ·  revision {data.revision}"
    words = fitted(typography.clean(words), Face.REGULAR, SMALL, WIDTH * 0.7)
    pen.text(LEFT, FOOTER, words, SMALL, colour=pen.look.quiet)


assert BOTTOM > FOOTER + 12  # text never runs into the footer
