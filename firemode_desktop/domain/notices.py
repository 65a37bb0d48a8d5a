"""The notice of defects to whoever owns the building: plain text that a person sends, saying what is on record only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.words import AS1851Class

LONGEST_LINK = 1900
"""Characters of a ``mailto:`` link that every mail program and system takes."""
LONGEST_SUBJECT = 100
"""Of the subject in a link that is too long otherwise; a character may take twelve there."""
_ADDRESS = re.compile(r"[^\s@<>,;()]+@[^\s@<>,;()]+\.[^\s@<>,;().]+")


@dataclass(frozen=True, slots=True)
class Defect:
    """What the record says of one fault, in the building's time; what is not known is None or blank."""

    name: str
    place: str
    found: str
    session: str | None
    description: str
    limits: str
    rule: str
    as1851_class: str | None
    classification: str | None
    decided: str | None
    """Who decided the class, when and why; None while it is the rule's proposal."""
    meaning: str
    action: str | None
    interim: str | None
    due: date | None
    period: str
    notice_by: str | None
    status: str
    corrected: str | None = None
    """What the reading was corrected to since."""


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Whose building it is, who writes, on which day, and of what."""

    building: str
    address: str
    owner: str | None
    owner_contact: str | None
    writer: str
    licence: str | None
    email: str | None
    day: date
    defects: tuple[Defect, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A text that is ready to send; ``to`` is an address where one is on record."""

    to: str
    subject: str
    text: str

    @property
    def whole(self) -> str:
        """Subject and text, as they are copied and saved."""
        return f"Subject: {self.subject}\n\n{self.text}"

    def link(self) -> tuple[str, bool]:
        """A ``mailto:`` link, and whether the text is in it; one that would be too long asks to paste it."""
        full = self._link(self.subject, self.text)
        if len(full) <= LONGEST_LINK:
            return full, True
        short = self.subject if len(self.subject) <= LONGEST_SUBJECT else f"{self.subject[:LONGEST_SUBJECT]}…"
        return self._link(short, "(Paste the notice here: it is on the clipboard.)"), False

    def _link(self, subject: str, body: str) -> str:
        lines = body.replace("\n", "\r\n")
        return f"mailto:{quote(self.to, safe='@')}?subject={quote(subject)}&body={quote(lines)}"


def write_notice(facts: NoticeFacts) -> Notice:
    """The notice of these defects, the first of them named in the subject where it is the only one."""
    return Notice(_address(facts.owner_contact), _subject(facts), "\n".join(_lines(facts)) + "\n")


def _address(contact: str | None) -> str:
    found = _ADDRESS.search(contact or "")
    return found[0] if found else ""


def _subject(facts: NoticeFacts) -> str:
    kind = _kind(facts.defects)
    if len(facts.defects) == 1:
        (only,) = facts.defects
        return f"Notice of a {kind}: {facts.building}, {only.place} ({only.name})"
    return f"Notice of {len(facts.defects)} {kind}s: {facts.building}"


def _kind(defects: Sequence[Defect]) -> str:
    """``critical defect`` where all are of one class that a person decided; else ``defect``."""
    kinds = {one.as1851_class if one.decided else None for one in defects}
    only = kinds.pop() if len(kinds) == 1 else None
    return AS1851Class(only).label.lower() if only else "defect"


def _lines(facts: NoticeFacts) -> list[str]:
    lines = [*(f"{name}: {text}" for name, text in addressed(facts)), "", begins(facts)]
    for defect in facts.defects:
        lines += ["", f"{defect.name} · {defect.place}", *(f"  {name}: {text}" for name, text in told(defect))]
    return [*lines, "", f"Contact: {contact(facts)}"]


def addressed(facts: NoticeFacts) -> tuple[tuple[str, str], ...]:
    """To whom, about which building, on which day: labels and what they say."""
    owner = f"{facts.owner} ({facts.owner_contact})" if facts.owner and facts.owner_contact else facts.owner
    return (
        ("To", owner or facts.owner_contact or "the owner of the building"),
        ("Building", ", ".join(part for part in (facts.building, facts.address) if part)),
        ("Date", show_date(facts.day)),
    )


def begins(facts: NoticeFacts) -> str:
    """The sentence that everything else follows."""
    return f"The following {'was' if len(facts.defects) == 1 else 'were'} found in the stair pressurisation system."


def contact(facts: NoticeFacts) -> str:
    """Who writes, with licence and address."""
    return ", ".join(part for part in (facts.writer, _licence(facts.licence), facts.email) if part)


def _licence(number: str | None) -> str:
    return f"licence {number}" if number else ""


def told(one: Defect) -> tuple[tuple[str, str], ...]:
    """What is said of one fault: labels and what they say; what is not known is left out."""
    said = (
        ("Found", f"{one.found}, session {one.session}" if one.session else one.found),
        ("What", one.description),
        ("Corrected since", one.corrected),
        ("Limits", one.limits),
        ("Rule", one.rule),
        ("Class", _class(one)),
        ("What this means", one.meaning),
        ("To be done", one.action),
        ("Meanwhile", one.interim or "no interim measures are on record"),
        ("Due", _due(one)),
        ("Notice", one.notice_by),
        ("Status", one.status),
    )
    return tuple((name, text) for name, text in said if text)


def _class(one: Defect) -> str:
    if one.as1851_class is None:
        return "not classified yet"
    name = f"{AS1851Class(one.as1851_class).label.lower()} ({one.classification})"
    return f"{name}, decided by {one.decided}" if one.decided else f"{name}, proposed; nobody has confirmed it yet"


def _due(one: Defect) -> str:
    day = show_date(one.due) if one.due else "no day is set"
    return f"{day}. {one.period}" if one.period else day
