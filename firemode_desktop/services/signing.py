"""Signing an issued report with a person's PKCS#12 file (extra ``sign``; docs/decisions/0033).

Who tests and who reviews signs: the certificate names a person who stands for what was tested. What is signed is never
a draft and never a revision that was replaced; a second person signs the copy that the first one signed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Conflict, Invalid, Refused
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.imports.files.opening import bytes_of
from firemode_desktop.imports.papers import can_read
from firemode_desktop.models import SignedCopy
from firemode_desktop.queries import papers
from firemode_desktop.services import people
from firemode_desktop.services.verifying import Standing, Verified

if TYPE_CHECKING:
    from firemode_desktop.reports.signature import Key

MAX_KEY = 1 << 20
MISSING = "This installation cannot sign; install it with the extra “sign”."
DRAFT = "Only an issued report is signed; this one is a draft until its session is approved."


@dataclass(frozen=True, slots=True)
class Wanted:
    """An issued report that is to be signed; ``file`` is it, or a signed copy of it that gets a further signature."""

    report_id: UUID
    building_id: UUID
    session_id: UUID
    number: str
    revision: int
    file: bytes

    @property
    def reason(self) -> str:
        """What the reader of the PDF shows beside the name."""
        return f"Report {self.number}, revision {self.revision}"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed copy: the file and whose certificate signed it, in words."""

    file: bytes
    signer: str

    @property
    def sha256(self) -> str:
        """What it is known by when it comes back."""
        return hashlib.sha256(self.file).hexdigest()


def can_sign() -> bool:
    """Whether this installation has what signs."""
    return can_read()


def check(session: Session, session_id: UUID, *, by: UUID) -> None:
    """Raises ``Refused`` where this person may not sign, the session is not approved, or the extra is missing."""
    people.require(session, by, people.TESTERS, "sign a report")
    if not can_sign():
        raise Refused(MISSING)
    if papers.visit(session, session_id).status != SessionStatus.APPROVED:
        raise Refused(DRAFT)


def wanted(session: Session, session_id: UUID, *, by: UUID) -> Wanted:
    """The present revision of a session's report, as it was issued.

    Raises:
        Refused: as ``check``, or it was not issued yet.
    """
    check(session, session_id, by=by)
    visit = papers.visit(session, session_id)
    kept = papers.issued_of(session, session_id, visit.report_revision)
    if kept is None:
        raise Refused("The report of this session is not issued yet; write it once, then sign it.")
    return Wanted(kept.report_id, kept.building_id, session_id, kept.number, kept.revision, kept.file)


def wanted_copy(session: Session, found: Verified, file: bytes, *, by: UUID) -> Wanted:
    """A file that was verified – the issued one or a signed copy – to be signed as it is.

    Raises:
        Refused: as ``check``, or it is not a genuine report of the present revision.
    """
    if found.session_id is None or found.result is not Standing.GENUINE:
        what = found.result.label.lower()
        raise Refused(f"Only a genuine report is signed; this file is {what}.", found.details)
    issued = wanted(session, found.session_id, by=by)
    return Wanted(issued.report_id, issued.building_id, issued.session_id, issued.number, issued.revision, file)


def read_key(path: Path, passphrase: str) -> Key:
    """The key of a PKCS#12 file; the passphrase is kept nowhere.

    Raises:
        Missing: there is no such file.
        Invalid: it cannot be read, is no such file, the passphrase is wrong, or it holds no private key.
        Refused: the key is too weak or not meant for signatures, or the extra is missing.
    """
    if not can_sign():
        raise Refused(MISSING)
    from firemode_desktop.reports import signature

    content = bytes_of(path, MAX_KEY)
    if len(content) > MAX_KEY:
        raise Invalid(f"{path.name} is no PKCS#12 file: it is larger than {MAX_KEY >> 20} MB.")
    return signature.read_key(content, passphrase, path.name)


def sign(report: Wanted, key: Key, at: datetime) -> Signed:
    """The report with a signature behind it; needs no database and no network.

    Raises:
        Refused: the certificate does not hold at that moment.
        Invalid: the copy takes no more signatures.
    """
    from firemode_desktop.reports import signature

    key.holder.check(at)
    return Signed(signature.signed(report.file, key, report.reason, at), key.holder.words)


def keep(session: Session, report: Wanted, signed: Signed, *, by: UUID) -> None:
    """Put a signed copy on record, by its hash; the file itself is the person's.

    Raises:
        Conflict: the report has another revision by now.
    """
    people.require(session, by, people.TESTERS, "sign a report")
    present = papers.visit(session, report.session_id).report_revision
    if present != report.revision:
        raise Conflict(
            f"What was signed is revision {report.revision}; the report stands at revision {present} by now. Sign that."
        )
    session.add(
        SignedCopy(
            file_sha256=signed.sha256,
            building_id=report.building_id,
            report_id=report.report_id,
            signer=signed.signer,
            signed_by=by,
        )
    )
    session.flush()
