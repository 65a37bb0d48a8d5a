"""What happened to the registers: written by the database alone, whoever connects with whatever client."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Identity, Index, Text, Uuid, text
from sqlalchemy.orm import Mapped

from firemode_desktop.models.base import Base
from firemode_desktop.models.columns import column
from firemode_desktop.models.documents import JsonArray


class AuditEntry(Base):
    """One statement that changed rows of one register in one building.

    ``rows`` are ``{"key": …, "columns": {name: [before, after]}}`` in the order of their keys, with the columns that
    differ; ``by_user`` is None where another program wrote, of which only the login of its connection is known.
    Nothing refers to an entry and it refers to nothing, so that it outlives what it tells of.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("idx_audit_building", "building_id", "entry_id"),
        Index("idx_audit_keys", "row_keys", postgresql_using="gin"),
    )

    entry_id: Mapped[int] = column(BigInteger, Identity(always=True), label="Number", primary_key=True)
    at: Mapped[datetime] = column(label="At", server_default=text("clock_timestamp()"))
    by_user: Mapped[uuid.UUID | None] = column(label="By")
    by_login: Mapped[str] = column(Text, label="Login", server_default=text("SESSION_USER"))
    transaction_id: Mapped[int] = column(
        BigInteger, label="Transaction", server_default=text("pg_current_xact_id()::text::bigint")
    )
    building_id: Mapped[uuid.UUID | None] = column(label="Building")
    table_name: Mapped[str] = column(Text, label="Register")
    verb: Mapped[str] = column(Text, label="Verb", help="INSERT, UPDATE or DELETE.")
    row_keys: Mapped[list[uuid.UUID]] = column(ARRAY(Uuid), label="Rows' keys")
    rows: Mapped[list[dict[str, Any]]] = column(JsonArray(), label="Rows")

    def __repr__(self) -> str:
        return self._described(verb=self.known("verb"), table_name=self.known("table_name"))
