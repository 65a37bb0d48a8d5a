"""The files behind the records of evidence: whether they are what they were, on their way to the bucket, and out again.

A file always lies in the folder of the computer where it was added. Where the office has a bucket, it is sent there as
soon as that can be reached, and fetched from there on other computers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import FiremodeError, Invalid, Missing, Refused, Unreachable
from firemode_desktop.evidence import EvidenceFolder, access
from firemode_desktop.evidence.bucket import Bucket
from firemode_desktop.evidence.folder import file_sha256
from firemode_desktop.models import EvidenceRecord
from firemode_desktop.services.evidence import unsynced
from firemode_desktop.services.files import beside, free_name

Run = Callable[[Callable[[Session], Any]], Any]
Tell = Callable[[int, int, str], object]
"""``(files done, files in all, what is being done)``; may raise to stop."""

UNCHANGED, ALTERED, MISSING = "unchanged", "altered", "missing"


def altered(store: EvidenceFolder, found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of ``found`` whose file is missing or no longer has the recorded content."""
    wrong = []
    for entry in found:
        reason = state(store, entry["file"], entry["sha256"])
        if reason != UNCHANGED:
            wrong.append(
                {"id": entry["id"], "identifier": entry["identifier"], "file": entry["file"], "reason": reason}
            )
    return wrong


def state(store: EvidenceFolder, name: str | None, sha256: str | None) -> str:
    """Whether a file is ``unchanged``, ``altered`` or ``missing`` in the store of this computer."""
    try:
        return UNCHANGED if store.verify(name or "", sha256 or "") else ALTERED
    except (Missing, Invalid):
        return MISSING


# --- the bucket of the office ----------------------------------------------------------------------------------------


def bucket_of(store: EvidenceFolder) -> Bucket | None:
    """The bucket that files of this folder are sent to; None where none is set up.

    Raises:
        Invalid, Refused: what is set up cannot be used as it stands.
    """
    found = access.find(store.root)
    return None if found is None else Bucket(found)


@dataclass(frozen=True, slots=True)
class Synced:
    """What a round of sending did: files sent, files that lay there already, and what kept the others, in words."""

    sent: int = 0
    there: int = 0
    problems: tuple[dict[str, str], ...] = ()
    waiting: int = 0

    @property
    def sentence(self) -> str:
        """In one line."""
        there = f", {self.there} lay there already" if self.there else ""
        waits = f"; {self.waiting} wait on this computer" if self.waiting else ""
        return f"{self.sent} {'file' if self.sent == 1 else 'files'} sent to the bucket{there}{waits}."


def sync(
    run: Run, store: EvidenceFolder, bucket: Bucket, *, everything: bool = False, tell: Tell = lambda *_: None
) -> Synced:
    """Send what the bucket does not have yet, each file proven by its hash, and note that it lies there.

    What was sent before stays noted whatever happens later, so a round that broke off goes on where it was.
    ``everything`` asks the bucket about every file, also those it is said to have. A file that cannot be sent keeps no
    other from being sent; a bucket that does not answer ends the round.
    """
    waiting: list[_Waiting] = run(lambda session: _waiting(session, everything))
    sent = there = 0
    problems: list[dict[str, str]] = []
    for number, each in enumerate(waiting):
        tell(number, len(waiting), each.name)
        try:
            fresh = _send(store, bucket, each, partial(_tell_part, tell, number, len(waiting), each.name))
        except FiremodeError as error:
            problems.append({"file": each.name, "message": error.message})
            if isinstance(error, Unreachable):
                break
            continue
        run(partial(_note_sent, each.sha256))
        sent, there = sent + fresh, there + (not fresh)
    return Synced(sent, there, tuple(problems), run(lambda session: unsynced(session)))


@dataclass(frozen=True, slots=True)
class _Waiting:
    name: str
    file: str
    sha256: str
    mime_type: str


def _waiting(session: Session, everything: bool) -> list[_Waiting]:
    """Each content once, the oldest first."""
    query = select(EvidenceRecord).where(EvidenceRecord.file_path.is_not(None)).order_by(EvidenceRecord.created_at)
    if not everything:
        query = query.where(EvidenceRecord.uploaded_at.is_(None))
    found: dict[str, _Waiting] = {}
    for record in session.scalars(query):
        name, kind = record.original_name or record.file_path or "", record.mime_type or "application/octet-stream"
        if record.file_path and record.file_hash_sha256:
            one = _Waiting(name, record.file_path, record.file_hash_sha256, kind)
            found.setdefault(record.file_hash_sha256, one)
    return list(found.values())


def _send(store: EvidenceFolder, bucket: Bucket, one: _Waiting, tell: Callable[[int, int], object]) -> bool:
    if not store.holds(one.file) and bucket.holds(one.file):
        if bucket.verify(one.file, one.sha256):
            return False
        raise Refused(f"“{one.name}” lies in the bucket with another content; it is left as it is.")
    return bucket.send(store.path(one.file), one.file, one.sha256, one.mime_type, tell)


def _tell_part(tell: Tell, number: int, many: int, name: str, done: int, of: int) -> None:
    tell(number, many, f"{name}, {100 * done // of if of else 100} %")


def _note_sent(sha256: str, session: Session) -> None:
    session.execute(
        update(EvidenceRecord)
        .where(EvidenceRecord.file_hash_sha256 == sha256, EvidenceRecord.uploaded_at.is_(None))
        .values(uploaded_at=func.now())
    )


def bring(store: EvidenceFolder, bucket: Bucket | None, name: str, sha256: str) -> Path:
    """The file on this computer; one that somebody else added is fetched from the bucket, and kept once it is proven.

    Raises:
        Missing: it is neither here nor there.
        Invalid: what the bucket has is not what was recorded.
    """
    if store.holds(name) or bucket is None:
        return store.path(name)
    place = store.root / name
    place.parent.mkdir(parents=True, exist_ok=True)
    with beside(place) as part:
        bucket.fetch(name, part)
        if file_sha256(part) != sha256:
            raise Invalid(f"What the bucket has as {name} is not what was recorded.")
    return store.path(name)


# --- out of the store ------------------------------------------------------------------------------------------------


def export(
    store: EvidenceFolder, bucket: Bucket | None, found: Iterable[Mapping[str, Any]], folder: Path
) -> tuple[list[Path], list[dict[str, str]]]:
    """Copy files into a folder for each test, under the names they came with; what was written, and what was not.

    A file that was altered or is missing is not written: it would be taken for the evidence.

    Raises:
        Refused: the folder cannot be written.
    """
    written, problems = [], []
    for entry in found:
        name = str(entry["file"] or "")
        try:
            source = bring(store, bucket, name, entry["sha256"])
            if file_sha256(source) != entry["sha256"]:
                raise Invalid("it has been altered")
            target = free_name(
                folder / plain_name(entry["identifier"]) / plain_name(entry["original_name"] or Path(name).name)
            )
            target.parent.mkdir(parents=True, exist_ok=True)
            with beside(target) as part:
                store.fetch(name, part)
            written.append(target)
        except FiremodeError as error:
            problems.append({"identifier": entry["identifier"], "file": name, "message": error.message})
        except OSError as error:
            raise Refused(f"{folder} cannot be written: {error.strerror}.") from error
    return written, problems


def plain_name(name: str) -> str:
    """A name that is one on every system, and leads nowhere."""
    kept = "".join(each if each.isprintable() and each not in '<>:"/\\|?*' else "-" for each in name).strip(" .")
    return kept[-150:] or "file"
