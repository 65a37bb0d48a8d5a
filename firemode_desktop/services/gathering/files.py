"""The files of a session: its evidence and the scans of certificates, looked up in the evidence store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import CalibrationCertificate, EvidenceRecord, TestInstance
from firemode_desktop.reports.data import EvidenceFacts, Keeping, KeptFile, Person
from firemode_desktop.services.evidence_files import state

People = Callable[[UUID | None], Person | None]
_MEDIA = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


def records(session: Session, session_id: UUID) -> list[tuple[EvidenceRecord, str]]:
    """The evidence of a session with the identifier of its test, in the order of the tests."""
    query = (
        select(EvidenceRecord, TestInstance.scoped_identifier)
        .join(TestInstance, TestInstance.instance_id == EvidenceRecord.instance_id)
        .where(EvidenceRecord.session_id == session_id)
        .order_by(TestInstance.sequence_order, TestInstance.scoped_identifier)
        .order_by(EvidenceRecord.captured_at, EvidenceRecord.file_hash_sha256, EvidenceRecord.original_name)
        .order_by(EvidenceRecord.evidence_id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def evidence_of(record: EvidenceRecord, identifier: str, store: EvidenceFolder | None, person: People) -> EvidenceFacts:
    """One file of evidence as the store holds it."""
    name = record.original_name or record.file_path or "without a name"
    file = kept(store, record.file_path, record.file_hash_sha256, name, record.mime_type, record.file_size_bytes)
    return EvidenceFacts(
        test=identifier,
        kind=EvidenceType(record.evidence_type),
        file=file,
        taken=record.captured_at,
        by=person(record.recorded_by),
        description=record.description,
    )


def scan_of(paper: CalibrationCertificate, store: EvidenceFolder | None) -> KeptFile | None:
    """The scan of a certificate, whose name in the store is the hash of its content; None where none is attached."""
    if paper.certificate_file_path is None:
        return None
    place = PurePosixPath(paper.certificate_file_path)
    return kept(store, paper.certificate_file_path, place.stem, place.name, _MEDIA.get(place.suffix))


def kept(
    store: EvidenceFolder | None,
    place: str | None,
    sha256: str | None,
    name: str,
    mime_type: str | None,
    size_bytes: int | None = None,
) -> KeptFile:
    """A file as the store holds it; read once over to hold it against its hash."""
    keeping = Keeping(state(store, place, sha256)) if store is not None else Keeping.NOT_LOOKED_UP
    path: Path | None = None
    if store is not None and place is not None and keeping is Keeping.UNCHANGED:
        path = store.path(place)
    return KeptFile(name, sha256, keeping, size_bytes, mime_type, path)
