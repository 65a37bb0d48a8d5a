"""Buildings whose records were handed over whole, and in which nothing changes any more."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped

from firemode_desktop.models.base import Base, new_id
from firemode_desktop.models.columns import column


class BuildingArchive(Base):
    """That a building was archived with a file of all its records, and whether it was taken up again (decision 42)."""

    __tablename__ = "building_archives"
    __table_args__ = (
        CheckConstraint("btrim(reason) <> ''", name="ck_building_archives_reason"),
        CheckConstraint("file_sha256 ~ '^[0-9a-f]{64}$'", name="ck_building_archives_file"),
        CheckConstraint("audit_head ~ '^[0-9a-f]{64}$'", name="ck_building_archives_head"),
        CheckConstraint("LEAST(records, files, files_missing) >= 0", name="ck_building_archives_counts"),
        CheckConstraint(
            "num_nulls(reopened_by, reopened_at, reopened_reason) = 3 "
            "OR num_nulls(reopened_by, reopened_at, reopened_reason) = 0 AND btrim(reopened_reason) <> ''",
            name="ck_building_archives_reopened",
        ),
        Index(
            "uq_building_archive_current",
            "building_id",
            unique=True,
            postgresql_where=text("reopened_at IS NULL"),
        ),
        Index("idx_building_archives_building", "building_id"),
    )

    archive_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = column(ForeignKey("buildings.id"), label="Building")
    archived_by: Mapped[uuid.UUID] = column(ForeignKey("users.id"), label="Archived by")
    reason: Mapped[str] = column(Text, label="Reason")
    file_name: Mapped[str] = column(String(255), label="File")
    file_sha256: Mapped[str] = column(String(64), label="SHA-256 of the file")
    audit_head: Mapped[str] = column(String(64), label="End of the log", help="In the file; nothing was written since.")
    records: Mapped[int] = column(Integer, label="Records in the file")
    files: Mapped[int] = column(Integer, label="Files of evidence in it")
    files_missing: Mapped[int] = column(Integer, label="Files of evidence that were missing")
    recorded_at: Mapped[datetime] = column(label="Archived", server_default=text("now()"))
    reopened_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Taken up again by")
    reopened_at: Mapped[datetime | None] = column(label="Taken up again")
    reopened_reason: Mapped[str | None] = column(Text, label="Why it was taken up again")
