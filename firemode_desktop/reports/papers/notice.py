"""The notice of defects as a letter: word for word what the window shows and copies, with lines for the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from firemode_desktop.domain.notices import NoticeFacts, addressed, begins, contact, told, write_notice
from firemode_desktop.reports.document import Tell
from firemode_desktop.reports.pages import Flow, paragraph, subheading
from firemode_desktop.reports.papers.frame import Head, begin, typeset
from firemode_desktop.reports.sheet.blanks import Blank, blanks
from firemode_desktop.reports.tables import facts
from firemode_desktop.reports.typography import Face

CLOSING = 140.0
"""Points that the contact and the lines for the receipt take together: they stay on one page."""


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """The notice of one or more defects of a building."""

    head: Head
    facts: NoticeFacts
    written: str = ""
    """The time of writing on site: a period of hours is held against it."""
    late: tuple[str, ...] = ()
    """Names of the defects whose notice was to be given before that."""


def render(paper: NoticePaper, tell: Tell | None = None) -> bytes:
    """The letter as the bytes of a PDF, A4."""
    flow, notice = Flow(), paper.facts
    begin(flow, paper.head, (*addressed(notice), *((("Written", paper.written),) if paper.written else ())))
    paragraph(flow, write_notice(notice).subject, 11, Face.BOLD, after=8)
    paragraph(flow, begins(notice))
    for defect in notice.defects:
        subheading(flow, f"{defect.name} · {defect.place}")
        facts(flow, told(defect))
        if defect.name in paper.late:
            facts(flow, (("", "This notice was written after the time by which it was to be given."),))
    flow.need(CLOSING)
    flow.space(10)
    facts(flow, (("Contact", contact(notice)),))
    flow.space(12)
    blanks(flow, "Given and received", _RECEIPT)
    return typeset(flow, paper.head, tell)


_RECEIPT = (
    (Blank("Given to (name)", 1.4), Blank("How", 1.5, ("by hand", "e-mail", "post")), Blank("Date and time")),
    (Blank("Received by (name)", 1.4), Blank("Signature", 1.5), Blank("Date and time")),
)
