"""Evidence: photographs, videos, data and documents that belong to a test."""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.words import EvidenceType
from firemode_desktop.models.base import Base, Created, Recorded, new_id, to_building, to_one
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import JsonObject
from firemode_desktop.models.judging import sha256_hex
from firemode_desktop.models.links import signed_link
from firemode_desktop.models.session import TestSession
from firemode_desktop.models.testing import TestInstance

MAXIMUM_BYTES = 104_857_600


class EvidenceRecord(Recorded, Created, Base):
    """One file of evidence: where it is kept and the hash it must have."""

    __tablename__ = "evidence_records"
    __table_args__ = (
        one_of("evidence_type", EvidenceType, "ck_evidence_type"),
        CheckConstraint(
            f"file_size_bytes IS NULL OR (file_size_bytes > 0 AND file_size_bytes <= {MAXIMUM_BYTES})",
            name="ck_evidence_file_size",
        ),
        Index("idx_evidence_instance", "instance_id"),
        Index("idx_evidence_session", "session_id"),
        Index("idx_evidence_captured", "captured_at"),
        Index("idx_evidence_hash", "file_hash_sha256"),
    )

    evidence_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    instance_id: Mapped[uuid.UUID] = column(ForeignKey("test_instances.instance_id", ondelete="CASCADE"), label="Test")
    session_id: Mapped[uuid.UUID] = column(ForeignKey("test_sessions.id", ondelete="CASCADE"), label="Session")
    prompt_index: Mapped[int | None] = column(
        Integer, label="Answers prompt", minimum=0, help="Which of the test's evidence prompts, counted from 0."
    )
    evidence_type: Mapped[str] = column(String(50), label="Type", choices=EvidenceType)
    description: Mapped[str | None] = column(Text, label="Description")
    original_name: Mapped[str | None] = column(Text, label="File name")
    file_path: Mapped[str | None] = column(Text, label="Kept at")
    file_hash_sha256: Mapped[str | None] = column(String(64), label="SHA-256")
    device_attestation_token: Mapped[str | None] = column(Text, label="Device attestation")
    gps_coordinates: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Position")
    captured_at: Mapped[datetime] = column(label="Captured")
    uploaded_at: Mapped[datetime | None] = column(label="Stored")
    file_size_bytes: Mapped[int | None] = column(BigInteger, label="Size", unit="B", minimum=1, maximum=MAXIMUM_BYTES)
    mime_type: Mapped[str | None] = column(String(100), label="Content type")
    #: ``metadata`` is taken by SQLAlchemy's declarative base; the column keeps that name (page 1, C16).
    evidence_metadata: Mapped[dict[str, Any] | None] = column("metadata", JsonObject(), label="Details")

    instance: Mapped[TestInstance] = to_one("EvidenceRecord.instance_id", "TestInstance.instance_id")
    session: Mapped[TestSession] = to_one("EvidenceRecord.session_id", "TestSession.id")

    @validates("file_hash_sha256")
    def _check_hash(self, key: str, value: str | None) -> str | None:
        return sha256_hex("SHA-256", value)

    def verify_hash(self, data: bytes) -> bool:
        """Whether ``data``, read from the file again, has the hash that was recorded; False when none was."""
        return self.file_hash_sha256 is not None and hashlib.sha256(data).hexdigest() == self.file_hash_sha256

    def get_s3_url(self, store: object, expiry_seconds: int = 3600) -> str:
        """A signed link to the file; see ``links.signed_link``."""
        return signed_link(store, self.file_path, expiry_seconds)

    def is_synced(self) -> bool:
        """Whether the file lies in the evidence store."""
        return self.uploaded_at is not None

    def __repr__(self) -> str:
        return self._described(evidence_type=self.known("evidence_type"), original_name=self.known("original_name"))


class EvidenceWaiver(Base):
    """A supervisor's word that a mandatory piece of evidence may be missing, and why."""

    __tablename__ = "evidence_waivers"
    __table_args__ = (UniqueConstraint("instance_id", "prompt_index", name="uq_evidence_waiver"),)

    waiver_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    instance_id: Mapped[uuid.UUID] = column(ForeignKey("test_instances.instance_id"), label="Test")
    prompt_index: Mapped[int] = column(Integer, label="Prompt", minimum=0)
    reason: Mapped[str] = column(Text, label="Reason")
    waived_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Waived by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))

    instance: Mapped[TestInstance] = to_one("EvidenceWaiver.instance_id", "TestInstance.instance_id")
