"""What happened to the records: written by the database alone, whoever connects with whatever client."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Identity,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from firemode_desktop.models.base import Base
from firemode_desktop.models.columns import column
from firemode_desktop.models.documents import JsonArray


class AuditEntry(Base):
    """One statement that changed rows of one table in one building.

    ``rows`` are ``{"key": …, "columns": {name: [before, after]}}`` in the order of their keys, with the columns that
    differ, and nothing where rows of evidence were added: they stand in their own table. ``by_user`` is None where
    another program wrote, of which only the login of its connection is known.
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
    verb: Mapped[str] = column(
        Text, label="Verb", help="INSERT, UPDATE, DELETE; FOUND or GONE: as a new revision of the schema found it."
    )
    row_keys: Mapped[list[uuid.UUID]] = column(ARRAY(Uuid), label="Rows' keys")
    rows: Mapped[list[dict[str, Any]]] = column(JsonArray(), label="Rows")
    digests: Mapped[bytes | None] = column(
        LargeBinary, label="Rows' hashes", help="32 bytes a row in the order of the keys; zeros: the row is gone."
    )

    def __repr__(self) -> str:
        return self._described(verb=self.known("verb"), table_name=self.known("table_name"))


class AuditLink(Base):
    """The place of an entry in the chain: ``hash = sha256(hash before ‖ sha256(payload of the entry))``."""

    __tablename__ = "audit_chain"
    __table_args__ = (
        UniqueConstraint("entry_id", name="uq_audit_chain_entry"),
        CheckConstraint("octet_length(hash) = 32", name="ck_audit_chain_hash"),
    )

    seq: Mapped[int] = column(BigInteger, label="Place", primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = column(BigInteger, label="Entry")
    hash: Mapped[bytes] = column(LargeBinary, label="Hash")


class AuditHead(Base):
    """The end of the chain; one row. ``ledger`` tells the chain of one database from that of another."""

    __tablename__ = "audit_head"
    __table_args__ = (
        CheckConstraint("octet_length(hash) = 32", name="ck_audit_head_hash"),
        Index("uq_audit_head_one", text("(true)"), unique=True),
    )

    ledger: Mapped[uuid.UUID] = column(label="Ledger", primary_key=True, server_default=text("gen_random_uuid()"))
    seq: Mapped[int] = column(BigInteger, label="Last place")
    hash: Mapped[bytes] = column(LargeBinary, label="Hash")
