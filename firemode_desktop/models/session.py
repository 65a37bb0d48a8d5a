"""A visit: one session of tests from draft to approval, and what happened to it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.lifecycle import RESULTS_ALLOWED
from firemode_desktop.domain.words import (
    DecisionRule,
    Frequency,
    SessionDeed,
    SessionStatus,
)
from firemode_desktop.models.base import (
    Base,
    Timestamps,
    new_id,
    to_building,
    to_many,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import JsonObject
from firemode_desktop.models.judging import sha256_hex
from firemode_desktop.models.people import User
from firemode_desktop.models.site import Building

if TYPE_CHECKING:
    from firemode_desktop.models.testing import TestInstance


def not_before(started: datetime | None, completed: datetime | None) -> None:
    """Raises ``Invalid`` when something was completed before it was started."""
    if started is not None and completed is not None and completed < started:
        raise Invalid("A test cannot be completed before it was started.")


class TestSession(Timestamps, Base):
    """One visit: the tests of a building at one frequency, from draft to approval."""

    __test__ = False
    __tablename__ = "test_sessions"
    __table_args__ = (
        UniqueConstraint("building_id", "id", name="uq_sessions_key"),
        one_of("status", SessionStatus, "ck_sessions_status"),
        one_of("frequency", Frequency, "ck_sessions_frequency", nullable=True),
        one_of("decision_rule", DecisionRule, "ck_sessions_decision_rule"),
    )

    id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    session_name: Mapped[str | None] = column(String(255), label="Session")
    session_type: Mapped[str | None] = column(String(50), label="Type")
    frequency: Mapped[str | None] = column(String(20), label="Frequency", choices=Frequency)
    status: Mapped[str] = column(
        String(20),
        label="Status",
        choices=SessionStatus,
        default=SessionStatus.DRAFT.value,
        server_default=text("'draft'"),
    )
    scheduled_for: Mapped[date | None] = column(Date, label="Scheduled for")
    started_at: Mapped[datetime | None] = column(label="Started")
    completed_at: Mapped[datetime | None] = column(label="Completed")
    lead_technician_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("users.id", ondelete="SET NULL"), label="Lead technician"
    )
    reviewed_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id", ondelete="SET NULL"), label="Reviewed by")
    reviewed_at: Mapped[datetime | None] = column(label="Reviewed")
    review_note: Mapped[str | None] = column(Text, label="Review note")
    environmental_conditions: Mapped[dict[str, Any] | None] = column(
        JsonObject(), label="Conditions", help="E.g. temp_out_c, temp_stair_c, wind_ms."
    )
    rule_version: Mapped[str | None] = column(String(50), label="Rule version")
    notes: Mapped[str | None] = column(Text, label="Notes")
    decision_rule: Mapped[str] = column(
        String(20),
        label="Decision rule",
        choices=DecisionRule,
        default=DecisionRule.SIMPLE.value,
        server_default=text("'simple'"),
        help="Agreed before measuring.",
    )
    submitted_at: Mapped[datetime | None] = column(label="Submitted")
    submitted_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Submitted by")
    content_sha256: Mapped[str | None] = column(String(64), label="SHA-256 of the content")
    audit_head: Mapped[str | None] = column(String(64), label="Audit head")
    self_reviewed: Mapped[bool] = column(Boolean, label="Self-reviewed", default=False, server_default=text("false"))
    report_revision: Mapped[int] = column(
        Integer, label="Report revision", minimum=0, default=0, server_default=text("0")
    )
    created_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Created by")

    building: Mapped[Building] = to_one("TestSession.building_id", "Building.id")
    lead_technician: Mapped[User | None] = to_one("TestSession.lead_technician_id", "User.id")
    reviewer: Mapped[User | None] = to_one("TestSession.reviewed_by", "User.id")
    submitter: Mapped[User | None] = to_one("TestSession.submitted_by", "User.id")
    instances: Mapped[list[TestInstance]] = to_many(
        "TestSession.id", "TestInstance.session_id", "TestInstance.sequence_order", back_populates="session"
    )
    events: Mapped[list[SessionEvent]] = to_many(
        "TestSession.id", "SessionEvent.session_id", "SessionEvent.recorded_at"
    )

    @validates("content_sha256", "audit_head")
    def _check_hash(self, key: str, value: str | None) -> str | None:
        return sha256_hex("The hash", value)

    @validates("completed_at")
    def _check_completed(self, key: str, value: datetime | None) -> datetime | None:
        not_before(self.known("started_at"), value)
        return value

    def check_together(self) -> None:
        not_before(self.known("started_at"), self.known("completed_at"))

    def takes_results(self) -> bool:
        """Whether readings may still be recorded."""
        return self.status in RESULTS_ALLOWED

    def __repr__(self) -> str:
        return self._described(session_name=self.known("session_name"), status=self.known("status"))


class SessionEvent(Base):
    """One step in the life of a session: created, submitted, approved, returned, cancelled."""

    __tablename__ = "session_events"

    event_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    session_id: Mapped[uuid.UUID] = column(ForeignKey("test_sessions.id"), label="Session")
    event: Mapped[str] = column(String(20), label="Event", choices=SessionDeed)
    note: Mapped[str | None] = column(Text, label="Note")
    by_user: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="By")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))

    session: Mapped[TestSession] = to_one("SessionEvent.session_id", "TestSession.id")
