"""A session of tests and what happened in it: instances, attempts, amendments and events."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    FetchedValue,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from firemode_desktop.domain.words import (
    DecisionRule,
    Frequency,
    InstanceStatus,
    MeasurementType,
    SessionStatus,
    Verdict,
)
from firemode_desktop.models.base import (
    Base,
    Recorded,
    Timestamps,
    new_id,
    to_building,
    to_many,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import Json, json_array, json_object, uuid_array
from firemode_desktop.models.expected import Expected, TestInstanceTemplate, located
from firemode_desktop.models.instrument import Instrument
from firemode_desktop.models.people import User
from firemode_desktop.models.site import Building
from firemode_desktop.models.standard import AS1851Rule

if TYPE_CHECKING:
    from firemode_desktop.models.evidence import EvidenceRecord
    from firemode_desktop.models.fault import Fault

FINITE = "{0} NOT IN ('NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric)"


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
        json_object(), label="Conditions", help="E.g. temp_out_c, temp_stair_c, wind_ms."
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
    instances: Mapped[list[TestInstance]] = to_many(
        "TestSession.id", "TestInstance.session_id", "TestInstance.sequence_order", back_populates="session"
    )
    events: Mapped[list[SessionEvent]] = to_many(
        "TestSession.id", "SessionEvent.session_id", "SessionEvent.recorded_at"
    )


class TestInstance(Expected, Base):
    """One test in one session: its context as it was on the day, and what was read."""

    __test__ = False
    __tablename__ = "test_instances"
    __table_args__ = (
        *located(__tablename__),
        ForeignKeyConstraint(
            ["building_id", "session_id"],
            ["test_sessions.building_id", "test_sessions.id"],
            name="fk_test_instances_test_sessions",
            ondelete="CASCADE",
        ),
        UniqueConstraint("session_id", "scoped_identifier", name="uq_instance_identifier"),
        one_of("status", InstanceStatus, "ck_instance_status"),
        one_of("frequency", Frequency, "ck_instance_frequency"),
        one_of("measurement_type", MeasurementType, "ck_instance_measurement_type"),
        CheckConstraint(
            "(status = 'completed' AND completed_at IS NOT NULL) OR (status != 'completed')",
            name="ck_instance_completed_timestamps",
        ),
        CheckConstraint(FINITE.format("measured_value_numeric"), name="ck_instance_measured_finite"),
        Index("idx_instances_session", "session_id"),
        Index("idx_instances_status", "status"),
        Index("idx_instances_stair_floor", "stair_id", "floor_id"),
        Index("idx_instances_template", "template_instance_id"),
        Index("idx_instances_session_sequence", "session_id", "sequence_order"),
        Index("idx_instances_technician", "technician_id"),
        Index("idx_instances_measurement_type", "measurement_type"),
        Index("idx_instances_compliance", "is_compliant"),
    )

    instance_id: Mapped[uuid.UUID] = new_id()
    template_instance_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("test_instance_templates.template_instance_id", ondelete="SET NULL"), label="Template"
    )
    session_id: Mapped[uuid.UUID] = column(Uuid, label="Session")
    scenario_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("ce_scenarios.scenario_id", ondelete="SET NULL"), label="Scenario"
    )
    expected_sequence: Mapped[list[dict[str, Any]] | None] = column(
        json_array(), label="Steps, as they were on the day"
    )
    rule_id: Mapped[uuid.UUID | None] = column(ForeignKey("as1851_rules.rule_id"), label="Rule")
    required_instrument_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("instruments.id", ondelete="SET NULL"), label="Instrument used"
    )
    attempt: Mapped[int] = column(Integer, label="Attempt", minimum=1, default=1, server_default=text("1"))
    retest_of: Mapped[uuid.UUID | None] = column(ForeignKey("test_instances.instance_id"), label="Retest of")

    status: Mapped[str] = column(
        String(20), label="Status", choices=InstanceStatus, default=InstanceStatus.PENDING.value
    )
    status_reason: Mapped[str | None] = column(Text, label="Reason", help="Why it was skipped or could not be done.")
    started_at: Mapped[datetime | None] = column(label="Started")
    completed_at: Mapped[datetime | None] = column(label="Completed")
    technician_id: Mapped[uuid.UUID | None] = column(ForeignKey("users.id", ondelete="SET NULL"), label="Technician")
    environmental_conditions: Mapped[dict[str, Any] | None] = column(json_object(), label="Conditions")

    measured_value_numeric: Mapped[Decimal | None] = column(
        Numeric(), label="Reading", help="As read: never rounded, never refused for being bad."
    )
    measured_value_text: Mapped[str | None] = column(
        Text, label="Reading in full", help="Nine points or an observed sequence, as JSON."
    )
    is_compliant: Mapped[bool | None] = column(Boolean, label="Compliant")
    verdict: Mapped[str | None] = column(String(20), label="Verdict", choices=Verdict)
    deviation_from_baseline_pct: Mapped[Decimal | None] = column(Numeric(), label="Deviation from baseline", unit="%")
    validation_result: Mapped[dict[str, Any] | None] = column(json_object(), label="Checks")
    fault_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("faults.id", ondelete="SET NULL", use_alter=True), label="Fault"
    )
    evidence_ids: Mapped[list[uuid.UUID] | None] = column(uuid_array(), label="Evidence")
    notes: Mapped[str | None] = column(Text, label="Notes")

    recorded_at: Mapped[datetime | None] = column(
        label="Recorded", server_onupdate=FetchedValue(), help="The server's clock when the result was recorded."
    )
    recorded_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Recorded by")
    import_batch_id: Mapped[uuid.UUID | None] = column(ForeignKey("import_batches.batch_id"), label="Import batch")
    instrument_accepted_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Instrument accepted by")
    instrument_accepted_at: Mapped[datetime | None] = column(label="Instrument accepted")
    instrument_accepted_reason: Mapped[str | None] = column(Text, label="Reason for accepting the instrument")

    template: Mapped[TestInstanceTemplate | None] = to_one(
        "TestInstance.template_instance_id", "TestInstanceTemplate.template_instance_id"
    )
    session: Mapped[TestSession] = to_one("TestInstance.session_id", "TestSession.id", back_populates="instances")
    rule: Mapped[AS1851Rule | None] = to_one("TestInstance.rule_id", "AS1851Rule.rule_id")
    instrument: Mapped[Instrument | None] = to_one("TestInstance.required_instrument_id", "Instrument.id")
    technician: Mapped[User | None] = to_one("TestInstance.technician_id", "User.id")
    fault: Mapped[Fault | None] = to_one("TestInstance.fault_id", "Fault.id", post_update=True)
    original: Mapped[TestInstance | None] = to_one("TestInstance.retest_of", "TestInstance.instance_id")
    evidence_records: Mapped[list[EvidenceRecord]] = to_many(
        "TestInstance.instance_id", "EvidenceRecord.instance_id", "EvidenceRecord.captured_at"
    )
    attempts: Mapped[list[InstanceAttempt]] = to_many(
        "TestInstance.instance_id", "InstanceAttempt.instance_id", "InstanceAttempt.attempt"
    )
    amendments: Mapped[list[ResultAmendment]] = to_many(
        "TestInstance.instance_id", "ResultAmendment.instance_id", "ResultAmendment.recorded_at"
    )


class InstanceAttempt(Recorded, Base):
    """What a retry keeps of an attempt that could not be carried out (page 1, C20)."""

    __tablename__ = "instance_attempts"

    attempt_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    instance_id: Mapped[uuid.UUID] = column(ForeignKey("test_instances.instance_id"), label="Test")
    attempt: Mapped[int] = column(Integer, label="Attempt", minimum=1)
    outcome: Mapped[str] = column(String(20), label="Outcome", choices=InstanceStatus)
    reason: Mapped[str | None] = column(Text, label="Reason")
    started_at: Mapped[datetime | None] = column(label="Started")
    ended_at: Mapped[datetime | None] = column(label="Ended")
    technician_id: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Technician")

    instance: Mapped[TestInstance] = to_one("InstanceAttempt.instance_id", "TestInstance.instance_id")


class ResultAmendment(Base):
    """A correction beside a completed result, which itself stays as it was recorded."""

    __tablename__ = "result_amendments"

    amendment_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    instance_id: Mapped[uuid.UUID] = column(ForeignKey("test_instances.instance_id"), label="Test")
    field: Mapped[str] = column(Text, label="What was corrected")
    old_value: Mapped[Any | None] = column(Json(), label="Recorded value")
    new_value: Mapped[Any | None] = column(Json(), label="Corrected value")
    reason: Mapped[str] = column(Text, label="Reason")
    amended_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Amended by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))

    instance: Mapped[TestInstance] = to_one("ResultAmendment.instance_id", "TestInstance.instance_id")


class SessionEvent(Base):
    """One step in the life of a session: created, submitted, approved, returned, cancelled."""

    __tablename__ = "session_events"

    event_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    session_id: Mapped[uuid.UUID] = column(ForeignKey("test_sessions.id"), label="Session")
    event: Mapped[str] = column(String(20), label="Event")
    note: Mapped[str | None] = column(Text, label="Note")
    by_user: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="By")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))

    session: Mapped[TestSession] = to_one("SessionEvent.session_id", "TestSession.id")
