"""A report that comes back: genuine, superseded, altered – and where – or not ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.likeness import differences
from firemode_desktop.domain.seal import numbers_in, seals_in
from firemode_desktop.domain.signatures import Signature, told
from firemode_desktop.domain.words import Word
from firemode_desktop.imports.files.opening import bytes_of
from firemode_desktop.imports.papers import MAX_PAPER, Paper, Signed, can_read, is_signed, read_paper, read_signatures
from firemode_desktop.models import IssuedReport, SignedCopy
from firemode_desktop.queries import papers


class Standing(Word):
    """What a file that calls itself our report is."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file is found to be, in sentences; ``report_number`` and what follows only of a report of ours.

    ``present`` is the revision that the report of the session stands at now; ``signatures`` are those of a
    genuine file, where this installation can read them.
    """

    result: Standing
    details: tuple[str, ...] = ()
    report_number: str | None = None
    building: str | None = None
    session_name: str | None = None
    session_id: UUID | None = None
    building_id: UUID | None = None
    revision: int | None = None
    present: int | None = None
    seal: str | None = None
    issued_at: datetime | None = None
    signed: bool = False
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Traces:
    """What a file says of itself: read without the database, outside any transaction. ``refusal``: why it was not."""

    name: str
    sha256: str
    paper: Paper | None = None
    refusal: str | None = None
    seals: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """The issued report a file is to be held against, with its file; or the answer, where none is needed."""

    answer: Verified | None = None
    known: Verified = field(default_factory=lambda: Verified(Standing.NOT_OURS))
    file: bytes = b""


Read = Callable[[Callable[[Session], Candidate]], Candidate]
SET_BY_SIGNING = ("Producer", "ModDate")
"""Properties that other programs change when they sign; ours leaves them."""
ADDED_TO = "Every page reads and looks as it was issued, but the file was written anew or added to."
ELSEWHERE = "This signed copy is not on record: it was signed elsewhere, or its signature was put in anew."
UNCHECKED = "its signatures were not checked: this installation cannot; install it with the extra “sign”."


def verify(read: Read, content: bytes, name: str, trust: str | None = None) -> Verified:
    """What a file is, held against the database that should have issued it.

    ``read`` carries out one reading job in a transaction; the comparison of two PDF files, and the reading of
    signatures, run outside it. ``trust``: the certificates, in PEM, from which a signer's certificate should come.

    Raises:
        Invalid: ``trust`` holds no certificates.
    """
    traces = traces_of(content, name)
    found = read(lambda session: candidate(session, traces))
    if found.answer is not None:
        return _with_signatures(found.answer, content, trust) if found.answer.signed else found.answer
    if traces.paper is not None and content.startswith(found.file):
        return grown(traces, found, content, trust)
    return compared(traces, found)


def trusted_in(path: Path) -> str:
    """The text of a file of certificates.

    Raises:
        Missing: there is no such file.
        Invalid: it is no text.
    """
    try:
        return content_of(path).decode("ascii")
    except UnicodeDecodeError as error:
        raise Invalid(f"{path.name} holds no certificates in PEM.") from error


def content_of(path: Path) -> bytes:
    """The bytes of a file that is to be verified.

    Raises:
        Missing: there is no such file.
        Invalid: it is larger than any report of ours, or cannot be read.
    """
    content = bytes_of(path, MAX_PAPER)
    if len(content) > MAX_PAPER:
        raise Invalid(f"{path.name} is larger than {MAX_PAPER // 1024 // 1024} MB: no report of ours is.")
    return content


def of_seal(session: Session, digits: str) -> Verified | None:
    """The report whose seal begins with these digits (16 or all 64), as it stands now; None unless it is just one."""
    found = papers.by_seal(session, digits)
    if len(found) != 1:
        return None
    known = _known(session, found[0], Standing.GENUINE)
    return replace(known, details=tuple(_superseded(known)))


def traces_of(content: bytes, name: str) -> Traces:
    """Read a file that came back, in a process of its own; what cannot be read is known by its hash alone."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        paper = read_paper(content, name)
    except Invalid as refusal:
        return _damaged(content, Traces(name, sha256, refusal=refusal.message))
    said = "\n".join([*paper.properties.values(), *(page.text for page in paper.pages)])
    return Traces(name, sha256, paper, None, tuple(seals_in(said)), tuple(numbers_in(said)))


def _damaged(content: bytes, traces: Traces) -> Traces:
    """What a file that is no whole PDF still says of itself: its properties are written in plain letters."""
    said = content.decode("latin-1")
    return replace(traces, seals=tuple(seals_in(said)), numbers=tuple(numbers_in(said)))


def _foremost(reports: Sequence[IssuedReport], traces: Traces) -> IssuedReport | None:
    """The report that a file is a copy of: whose seal, or else whose number, it says most often."""
    by_seal, by_number = {one.seal: one for one in reports}, {one.number: one for one in reports}
    named = [by_seal.get(seal) for seal in traces.seals] + [by_number.get(number) for number in traces.numbers]
    return next((one for one in named if one is not None), None)


def candidate(session: Session, traces: Traces) -> Candidate:
    """The answer, where the hash of the file or its lack of any mark gives it; else what it is to be held against."""
    exact = papers.by_file(session, traces.sha256)
    if exact is not None:
        return Candidate(_untouched(session, *exact))
    marked = _foremost(papers.by_marks(session, traces.seals, traces.numbers), traces)
    if marked is None:
        return Candidate(_not_ours(traces))
    known = _known(session, marked, Standing.ALTERED)
    return Candidate(None, known, papers.file_of(session, marked.report_id))


def compared(traces: Traces, found: Candidate) -> Verified:
    """What differs between the file and the report as it was issued; needs no database."""
    if traces.paper is None:
        return replace(found.known, details=(traces.refusal or "", *_superseded(found.known)))
    return _altered(found, _differing(found, traces.paper) or [ADDED_TO])


def grown(traces: Traces, found: Candidate, content: bytes, trust: str | None) -> Verified:
    """A file that begins with the issued one, byte for byte: genuine where all that was added is signatures that hold.

    What a file shows is what its end says it shows, so its pages are compared all the same.
    """
    assert traces.paper is not None
    parts = _differing(found, traces.paper, SET_BY_SIGNING)
    if parts or not is_signed(content):
        return _altered(found, parts or [ADDED_TO])
    if not can_read():
        return _altered(found, [f"{ADDED_TO} Whether only by a signature is not known – {UNCHECKED}"])
    signed = read_signatures(content, len(found.file), trust)
    parts = [*([signed.more] if signed.more else []), *(told(signed.signatures) if signed.broken else [])]
    if parts:
        return _altered(found, parts)
    return _genuine(found.known, signed, ELSEWHERE)


def _altered(found: Candidate, parts: Sequence[str]) -> Verified:
    return replace(found.known, details=(*parts, *_superseded(found.known)))


def _with_signatures(known: Verified, content: bytes, trust: str | None) -> Verified:
    """What the signatures of a copy on record are worth."""
    if not can_read():
        return replace(known, details=(f"The copy is known by its hash; {UNCHECKED}", *known.details))
    return _genuine(known, read_signatures(content, None, trust), known.details[0])


def _genuine(known: Verified, signed: Signed, record: str) -> Verified:
    result = Standing.SUPERSEDED if known.present != known.revision else Standing.GENUINE
    said = (*told(signed.signatures), *([signed.more] if signed.more else []), record, *_superseded(known))
    return replace(known, result=result, details=said, signed=True, signatures=signed.signatures)


def _differing(found: Candidate, paper: Paper, but: Collection[str] = ()) -> list[str]:
    """What differs between the issued file and what a file shows, a sentence each."""
    issued = read_paper(found.file, found.known.report_number or "the issued report")
    parts = [each.words for each in differences(issued.pages, paper.pages, sections_of(issued))]
    return parts + _properties(issued, paper, but)


def sections_of(paper: Paper) -> dict[int, str]:
    """What stands on each page, by the bookmarks: the last one at or before it, the first where several begin on it."""
    found: dict[int, str] = {}
    for title, page in paper.outline:
        found.setdefault(page, title)
    said, last = {}, ""
    for page in range(1, len(paper.pages) + 1):
        last = found.get(page, last)
        said[page] = last
    return said


def _properties(issued: Paper, found: Paper, but: Collection[str]) -> list[str]:
    """The properties of the file that differ, apart from some, one sentence each."""
    names = [*issued.properties, *(name for name in found.properties if name not in issued.properties)]
    changed = [name for name in names if issued.properties.get(name) != found.properties.get(name) and name not in but]
    return [
        f"The property {name} of the file is “{found.properties.get(name, '')}”; "
        f"“{issued.properties.get(name, '')}” was issued."
        for name in changed
    ]


def _untouched(session: Session, report: IssuedReport, signed: SignedCopy | None) -> Verified:
    """The file is, bit by bit, one that was issued."""
    known = _known(session, report, Standing.GENUINE)
    said = [f"This copy is on record as signed by {signed.signer}."] if signed else []
    said += _superseded(known)
    result = Standing.SUPERSEDED if known.present != known.revision else Standing.GENUINE
    return replace(known, result=result, details=tuple(said), signed=signed is not None)


def _superseded(known: Verified) -> list[str]:
    if known.present == known.revision:
        return []
    return [f"Revision {known.revision} is superseded: the report of this session stands at revision {known.present}."]


def _known(session: Session, report: IssuedReport, result: Standing) -> Verified:
    about = papers.standing_of(session, report)
    return Verified(
        result,
        (),
        report.number,
        about.building,
        about.session_name,
        report.session_id,
        report.building_id,
        report.revision,
        about.revision,
        report.seal,
        report.recorded_at,
    )


def _not_ours(traces: Traces) -> Verified:
    """Why a file is none of this database."""
    if traces.refusal:
        why = traces.refusal
    elif traces.seals and traces.numbers:
        why = f"It calls itself {traces.numbers[0]}, which this database never issued."
    elif traces.numbers:
        why = f"It calls itself {traces.numbers[0]} and carries no seal: a draft, which proves nothing, or no report."
    else:
        why = "It carries neither the number nor the seal of a report."
    return Verified(Standing.NOT_OURS, (why,))
