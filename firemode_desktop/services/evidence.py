"""Evidence of a test: records of files in the store, and whether the files are still what they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.lifecycle import check_takes_results
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import EvidenceRecord, TestInstance, TestSession
from firemode_desktop.services import people
from firemode_desktop.services.testing.recording import EvidenceFile, evidence_record


def add(session: Session, instance_id: UUID, file: EvidenceFile, *, by: UUID, prompt: int | None = None) -> UUID:
    """Record a stored file as evidence of a test; ``prompt`` (from 0) says which of its prompts it answers.

    Raises:
        Missing: there is no such test.
        Refused: the session takes no more results.
        Invalid: the test has no such prompt, or asks for another kind of file there.
    """
    people.require(session, by, people.TESTERS, "add evidence")
    instance = session.scalar(select(TestInstance).where(TestInstance.instance_id == instance_id).with_for_update())
    if instance is None:
        raise Missing("There is no such test.", [str(instance_id)])
    check_takes_results(session.get_one(TestSession, instance.session_id).status)
    prompts = instance.evidence_prompts or []
    if prompt is not None and not 0 <= prompt < len(prompts):
        raise Invalid(f"{instance.scoped_identifier} has {len(prompts)} prompts; there is no number {prompt + 1}.")
    if prompt is not None and prompts[prompt].get("type") != file.stored.evidence_type:
        raise Invalid(
            f"Prompt {prompt + 1} of {instance.scoped_identifier} asks for a {prompts[prompt].get('type')}; "
            f"“{file.original_name}” is a {file.stored.evidence_type.label.lower()}."
        )
    if file.captured_at is None:
        raise Refused("The time when the evidence was captured is needed.")
    record = evidence_record(instance, file, prompt, by=by, at=file.captured_at)
    session.add(record)
    session.flush()
    instance.evidence_ids = [*(instance.evidence_ids or []), record.evidence_id]
    session.flush()
    return record.evidence_id


def files(session: Session, session_id: UUID | None = None) -> list[dict[str, Any]]:
    """Every evidence file, of one session or of all: id, test, name, store name, hash, size, kind, time.

    Raises:
        Missing: there is no such session.
    """
    if session_id is not None and session.get(TestSession, session_id) is None:
        raise Missing("There is no such session.", [str(session_id)])
    query = (
        select(EvidenceRecord, TestInstance.scoped_identifier)
        .join(TestInstance, TestInstance.instance_id == EvidenceRecord.instance_id)
        .order_by(TestInstance.sequence_order, EvidenceRecord.captured_at, EvidenceRecord.evidence_id)
    )
    if session_id is not None:
        query = query.where(EvidenceRecord.session_id == session_id)
    return [
        {
            "id": record.evidence_id,
            "identifier": identifier,
            "evidence_type": record.evidence_type,
            "original_name": record.original_name,
            "file": record.file_path,
            "sha256": record.file_hash_sha256,
            "size_bytes": record.file_size_bytes,
            "captured_at": record.captured_at,
            "prompt": None if record.prompt_index is None else record.prompt_index + 1,
        }
        for record, identifier in session.execute(query)
    ]


def altered(store: EvidenceFolder, found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of ``found`` whose file is missing or no longer has the recorded content."""
    wrong = []
    for entry in found:
        try:
            if store.verify(entry["file"], entry["sha256"]):
                continue
            reason = "altered"
        except Missing:
            reason = "missing"
        wrong.append({"id": entry["id"], "identifier": entry["identifier"], "file": entry["file"], "reason": reason})
    return wrong
