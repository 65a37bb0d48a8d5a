"""Evidence of a test on record: which file, for what, when and where it was captured, whether it lies in the store."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.lifecycle import check_takes_results
from firemode_desktop.models import Building, EvidenceRecord, EvidenceWaiver, TestInstance, TestSession
from firemode_desktop.services import people
from firemode_desktop.services.testing.bench import load
from firemode_desktop.services.testing.completing import find
from firemode_desktop.services.testing.filing import evidence_record
from firemode_desktop.services.testing.recording import EvidenceFile


def add(
    session: Session,
    instance_id: UUID,
    file: EvidenceFile,
    *,
    by: UUID,
    prompt: int | None = None,
    now: datetime | None = None,
) -> UUID:
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
    check_prompt(instance, file, prompt)
    if file.captured_at is None:
        raise Refused("The time when the evidence was added is needed.")
    zone = ZoneInfo(session.get_one(Building, instance.building_id).timezone)
    at = file.captured_at
    record = evidence_record(instance, file, prompt, by=by, at=at, now=now or at, zone=zone)
    session.add(record)
    session.flush()
    instance.evidence_ids = [*(instance.evidence_ids or []), record.evidence_id]
    session.flush()
    return record.evidence_id


def check_prompt(instance: TestInstance, file: EvidenceFile, prompt: int | None) -> None:
    """Raises ``Invalid`` where the test has no such prompt, or the file is of another kind than it asks for."""
    prompts = instance.evidence_prompts or []
    if prompt is None:
        return
    if not 0 <= prompt < len(prompts):
        raise Invalid(f"{instance.scoped_identifier} has {len(prompts)} prompts; there is no number {prompt + 1}.")
    if prompts[prompt].get("type") != file.stored.evidence_type:
        wanted = str(prompts[prompt].get("type")).replace("_", " ")
        raise Invalid(
            f"Prompt {prompt + 1} of {instance.scoped_identifier} asks for a {wanted}; "
            f"“{file.original_name}” is a {file.stored.evidence_type.label.lower()}."
        )


def instance_named(session: Session, test: str, session_id: UUID | None = None) -> UUID:
    """The id of a test: by its id, or by its identifier in a session.

    Raises:
        Missing: there is none; near names are suggested.
    """
    if session_id is not None:
        return find(load(session, session_id), test).instance_id
    try:
        found = session.get(TestInstance, UUID(test))
    except ValueError as error:
        raise Invalid(f"{test} is no id; give the session’s id before the identifier of the test.") from error
    if found is None:
        raise Missing("There is no such test.", [test])
    return found.instance_id


def files(session: Session, session_id: UUID | None = None, *, building_id: UUID | None = None) -> list[dict[str, Any]]:
    """Every evidence file, of one session, of a building, or of all.

    Each with id, test, names, hash, size, kind, time, place, prompt (from 1), remarks and whether it is ``synced``.

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
    if building_id is not None:
        query = query.where(EvidenceRecord.building_id == building_id)
    return [_listed(record, identifier) for record, identifier in session.execute(query)]


def _listed(record: EvidenceRecord, identifier: str) -> dict[str, Any]:
    told = dict(record.evidence_metadata or {})
    return {
        "id": record.evidence_id,
        "instance": record.instance_id,
        "identifier": identifier,
        "evidence_type": record.evidence_type,
        "original_name": record.original_name,
        "file": record.file_path,
        "sha256": record.file_hash_sha256,
        "size_bytes": record.file_size_bytes,
        "mime_type": record.mime_type,
        "captured_at": record.captured_at,
        "position": record.gps_coordinates,
        "prompt": None if record.prompt_index is None else record.prompt_index + 1,
        "remarks": list(told.pop("remarks", ())),
        "metadata": told,
        "synced": record.is_synced(),
        "uploaded_at": record.uploaded_at,
    }


def waivers(session: Session, session_id: UUID) -> list[dict[str, Any]]:
    """Evidence of a session that may be missing: test, prompt (from 1) and why."""
    query = (
        select(EvidenceWaiver, TestInstance.scoped_identifier)
        .join(TestInstance, TestInstance.instance_id == EvidenceWaiver.instance_id)
        .where(TestInstance.session_id == session_id)
        .order_by(TestInstance.sequence_order, EvidenceWaiver.prompt_index)
    )
    return [
        {"identifier": identifier, "prompt": waiver.prompt_index + 1, "reason": waiver.reason}
        for waiver, identifier in session.execute(query)
    ]


def link(session: Session, evidence_id: UUID, store: object, seconds: int) -> str:
    """A link to a file in the bucket that works for so many seconds.

    Raises:
        Missing: there is no such evidence.
        Refused: it was not sent to the bucket yet, or the store is none.
    """
    record = session.get(EvidenceRecord, evidence_id)
    if record is None:
        raise Missing("There is no such evidence.", [str(evidence_id)])
    if not record.is_synced():
        raise Refused(f"“{record.original_name}” was not sent to the bucket yet.")
    return record.get_s3_url(store, seconds)


def unsynced(session: Session, session_id: UUID | None = None) -> int:
    """How many pieces of evidence, of a session or in all, wait to be sent."""
    query = select(func.count()).select_from(EvidenceRecord).where(EvidenceRecord.uploaded_at.is_(None))
    if session_id is not None:
        query = query.where(EvidenceRecord.session_id == session_id)
    return session.scalar(query) or 0
