"""Evidence as it is put on record: what a file tells about itself, and how far that is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import func

from firemode_desktop.domain.capture import captured
from firemode_desktop.domain.visible import one_line
from firemode_desktop.models import EvidenceRecord, TestInstance

if TYPE_CHECKING:
    from firemode_desktop.services.testing.recording import EvidenceFile


def evidence_record(
    instance: TestInstance,
    file: EvidenceFile,
    prompt_index: int | None,
    *,
    by: UUID,
    at: datetime,
    now: datetime,
    zone: ZoneInfo,
) -> EvidenceRecord:
    """The record of a file that is in the store; it answers the prompt if it is of the kind that is asked for there.

    When it was captured is what the camera says, where that can be so ``now``, else ``at`` (``domain.capture``).
    """
    prompt = None if prompt_index is None else (instance.evidence_prompts or [])[prompt_index]
    if prompt is not None and prompt.get("type") != file.stored.evidence_type:
        prompt = None
    details = file.stored.details
    captured_at, doubt = captured(details.taken, at, zone, now)
    return EvidenceRecord(
        evidence_id=uuid4(),
        building_id=instance.building_id,
        instance_id=instance.instance_id,
        session_id=instance.session_id,
        prompt_index=None if prompt is None else prompt_index,
        evidence_type=file.stored.evidence_type.value,
        description=None if prompt is None else prompt.get("description"),
        original_name=one_line(file.original_name),
        file_path=file.stored.name,
        file_hash_sha256=file.stored.sha256,
        file_size_bytes=file.stored.size_bytes,
        mime_type=file.stored.mime_type,
        captured_at=captured_at,
        uploaded_at=func.now() if file.stored.settled else None,
        gps_coordinates=details.position.to_dict() if details.position else None,
        evidence_metadata=_metadata(details.to_dict(), doubt),
        recorded_by=by,
    )


def _metadata(told: dict[str, Any], doubt: str | None) -> dict[str, Any] | None:
    """What the file tells, without its place, which has a column of its own, and with what is not believed."""
    kept = {key: value for key, value in told.items() if key != "position"}
    if doubt is not None:
        kept["remarks"] = [*kept.get("remarks", ()), doubt]
    return kept or None


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A piece of evidence as it is shown; ``remarks`` say what is doubtful, ``synced`` whether it lies in the store."""

    evidence_id: UUID
    name: str
    evidence_type: str
    captured_at: datetime
    file: str | None = None
    sha256: str | None = None
    size_bytes: int | None = None
    mime_type: str | None = None
    synced: bool = True
    position: Mapping[str, Any] | None = None
    camera: str | None = None
    remarks: tuple[str, ...] = ()


def shown_file(record: EvidenceRecord) -> ShownFile:
    """A record as a frozen value."""
    told = record.evidence_metadata or {}
    camera = " ".join(str(told[key]) for key in ("camera_make", "camera_model") if told.get(key))
    return ShownFile(
        record.evidence_id,
        record.original_name or record.file_path or "file",
        record.evidence_type,
        record.captured_at,
        record.file_path,
        record.file_hash_sha256,
        record.file_size_bytes,
        record.mime_type,
        record.is_synced(),
        record.gps_coordinates,
        camera or None,
        tuple(map(str, told.get("remarks") or ())),
    )
