"""What was approved and what was issued: the sealed text of a session, its report as files, signed copies of them."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from firemode_desktop.models.base import Base, new_id, to_building
from firemode_desktop.models.columns import column

SHA256 = String(64)


class SealedContent(Base):
    """What a session consisted of when it was approved: the canonical text that its ``content_sha256`` is of."""

    __tablename__ = "sealed_contents"
    __table_args__ = (
        CheckConstraint("sha256 = encode(sha256(convert_to(content, 'UTF8')), 'hex')", name="ck_sealed_content_sha256"),
        Index("idx_sealed_contents_building", "building_id"),
    )

    session_id: Mapped[uuid.UUID] = column(ForeignKey("test_sessions.id"), primary_key=True, label="Session")
    building_id: Mapped[uuid.UUID] = to_building()
    content: Mapped[str] = column(Text, label="Content")
    sha256: Mapped[str] = column(SHA256, label="SHA-256")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))


class IssuedReport(Base):
    """One revision of the report of a session, as the file that was handed out."""

    __tablename__ = "issued_reports"
    __table_args__ = (
        UniqueConstraint("session_id", "revision", name="uq_issued_report_revision"),
        UniqueConstraint("seal", name="uq_issued_report_seal"),
        CheckConstraint("revision >= 0", name="ck_issued_report_revision"),
        CheckConstraint("pages >= 1", name="ck_issued_report_pages"),
        CheckConstraint(
            "record_sha256 = encode(sha256(convert_to(record, 'UTF8')), 'hex')", name="ck_issued_report_record"
        ),
        CheckConstraint("file_sha256 = encode(sha256(file), 'hex')", name="ck_issued_report_file"),
        Index("idx_issued_reports_number", "number"),
        Index("idx_issued_reports_file", "file_sha256"),
        Index("idx_issued_reports_building", "building_id"),
    )

    report_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    session_id: Mapped[uuid.UUID] = column(ForeignKey("test_sessions.id"), label="Session")
    number: Mapped[str] = column(String(100), label="Report number")
    revision: Mapped[int] = column(Integer, label="Revision")
    seal: Mapped[str] = column(SHA256, label="Seal")
    replaces: Mapped[str | None] = column(SHA256, label="Seal of the revision replaced")
    record: Mapped[str] = column(Text, label="Record", help="All that the report says, in its canonical form.")
    record_sha256: Mapped[str] = column(SHA256, label="SHA-256 of the record")
    program_version: Mapped[str] = column(String(50), label="Program version")
    pages: Mapped[int] = column(Integer, label="Pages")
    file: Mapped[bytes] = column(LargeBinary, label="File")
    file_sha256: Mapped[str] = column(SHA256, label="SHA-256 of the file")
    issued_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Issued by")
    recorded_at: Mapped[datetime] = column(label="Issued", server_default=text("now()"))


class SignedCopy(Base):
    """A copy of an issued report with a person's digital signature, known by its hash."""

    __tablename__ = "signed_copies"
    __table_args__ = (
        CheckConstraint("file_sha256 ~ '^[0-9a-f]{64}$'", name="ck_signed_copy_sha256"),
        Index("idx_signed_copies_report", "report_id"),
        Index("idx_signed_copies_building", "building_id"),
    )

    file_sha256: Mapped[str] = column(SHA256, primary_key=True, label="SHA-256 of the file")
    building_id: Mapped[uuid.UUID] = to_building()
    report_id: Mapped[uuid.UUID] = column(ForeignKey("issued_reports.report_id"), label="Report")
    signer: Mapped[str] = column(Text, label="Signer")
    signed_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Signed by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))
