"""What is remembered of how foreign files were read."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped

from firemode_desktop.models.base import Base, new_id
from firemode_desktop.models.columns import column
from firemode_desktop.models.documents import JsonObject


class ImportMapping(Base):
    """How a person read the columns under headings of one ``fingerprint``; the newest that is not forgotten holds.

    ``mapping`` is a ``FileMapping`` of one table. Without a building it holds everywhere; with one it also knows names
    of that building. Nothing but ``forgotten_at`` and ``forgotten_by`` ever changes, and those once.
    """

    __tablename__ = "import_mappings"
    __table_args__ = (
        CheckConstraint("fingerprint ~ '^[0-9a-f]{16}$'", name="ck_import_mappings_fingerprint"),
        Index("idx_import_mappings_fingerprint", "fingerprint", "recorded_at"),
    )

    mapping_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID | None] = column(ForeignKey("buildings.id", ondelete="CASCADE"), label="Building")
    fingerprint: Mapped[str] = column(String(16), label="Headings", help="What headings are recognised by.")
    name: Mapped[str] = column(Text, label="Name", help="The file and sheet it was made for.")
    mapping: Mapped[dict[str, Any]] = column(JsonObject(), label="Mapping")
    created_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Made by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))
    forgotten_at: Mapped[datetime | None] = column(label="Forgotten")
    forgotten_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Forgotten by")

    def __repr__(self) -> str:
        return self._described(fingerprint=self.known("fingerprint"), name=self.known("name"))
