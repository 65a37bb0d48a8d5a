"""The tests of a session: what was read, the attempts that failed, and the corrections made afterwards."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
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
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.checks import to_decimal
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.identifiers import retest_identifier
from firemode_desktop.domain.lifecycle import VALID_TRANSITIONS, check_instance_move
from firemode_desktop.domain.submission import EvidenceSeen, missing_prompts
from firemode_desktop.domain.words import (
    Frequency,
    InstanceStatus,
    MeasurementType,
    Verdict,
)
from firemode_desktop.models.base import (
    Base,
    Recorded,
    new_id,
    to_building,
    to_many,
    to_one,
)
from firemode_desktop.models.columns import column, finite, one_of
from firemode_desktop.models.documents import Json, JsonArray, JsonObject
from firemode_desktop.models.expected import UX, Expected, TestInstanceTemplate, located
from firemode_desktop.models.instrument import Instrument
from firemode_desktop.models.people import User
from firemode_desktop.models.session import TestSession, not_before
from firemode_desktop.models.standard import AS1851Rule

if TYPE_CHECKING:
    from firemode_desktop.models.evidence import EvidenceRecord, EvidenceWaiver
    from firemode_desktop.models.fault import Fault


RESULTS = (
    "measured_value_numeric",
    "measured_value_text",
    "is_compliant",
    "verdict",
    "deviation_from_baseline_pct",
    "validation_result",
    "fault_id",
    "evidence_ids",
    "notes",
)
"""What a test has only once it was carried out."""


class TestInstance(Expected):
    """One test in one session: its context as it was on the day, and what was read."""

    __test__ = False
    __tablename__ = "test_instances"
    without_scenario = "SET NULL"
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
        finite("measured_value_numeric", "ck_instance_measured_finite"),
        Index("idx_instances_session", "session_id"),
        Index("idx_instances_status", "status"),
        Index(
            "idx_instances_stair_floor",
            "stair_id",
            "floor_id",
            "measurement_type",
            "door_configuration",
            text("completed_at DESC"),
            postgresql_include=["measured_value_numeric", "baseline_value", "is_compliant"],
        ),
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
    expected_sequence: Mapped[list[dict[str, Any]] | None] = column(JsonArray(), label="Steps, as they were on the day")
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
    environmental_conditions: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Conditions")

    measured_value_numeric: Mapped[Decimal | None] = column(
        Numeric(), label="Reading", help="As read: never rounded, never refused for being bad."
    )
    measured_value_text: Mapped[str | None] = column(
        Text, label="Reading in full", help="Nine points or an observed sequence, as JSON."
    )
    is_compliant: Mapped[bool | None] = column(Boolean, label="Compliant")
    verdict: Mapped[str | None] = column(String(20), label="Verdict", choices=Verdict)
    deviation_from_baseline_pct: Mapped[Decimal | None] = column(Numeric(), label="Deviation from baseline", unit="%")
    validation_result: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Checks")
    fault_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("faults.id", ondelete="SET NULL", use_alter=True), label="Fault"
    )
    evidence_ids: Mapped[list[uuid.UUID] | None] = column(ARRAY(Uuid), label="Evidence")
    notes: Mapped[str | None] = column(Text, label="Notes")

    recorded_at: Mapped[datetime | None] = column(
        label="Recorded",
        server_default=FetchedValue(),
        server_onupdate=FetchedValue(),
        help="The server's clock when the result was recorded.",
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
    waivers: Mapped[list[EvidenceWaiver]] = to_many(
        "TestInstance.instance_id", "EvidenceWaiver.instance_id", "EvidenceWaiver.prompt_index"
    )

    @validates("status")
    def _check_status(self, key: str, value: str) -> str:
        """A status follows another as the state machine has it, also where it is set by hand."""
        before = self.known("status")
        if before is not None and value != before and value not in VALID_TRANSITIONS[InstanceStatus(before)]:
            check_instance_move(before, value)
        return value

    @validates("completed_at")
    def _check_completed(self, key: str, value: datetime | None) -> datetime | None:
        not_before(self.known("started_at"), value)
        return value

    def check_together(self) -> None:
        not_before(self.known("started_at"), self.known("completed_at"))
        if self.known("status") == InstanceStatus.COMPLETED and self.known("completed_at") is None:
            raise Invalid("A completed test needs the time when it was completed.")

    def to_dict(self, include_results: bool = True, include_ux: bool = False) -> dict[str, Any]:
        """The columns; results unless ``include_results=False``, drawings and instructions with ``include_ux``."""
        return self._columns((*(() if include_results else RESULTS), *(() if include_ux else UX)))

    def start(self, at: datetime) -> None:
        """The test is under way since ``at``. Raises ``Refused`` unless it was pending."""
        self.status = check_instance_move(self.status, InstanceStatus.IN_PROGRESS).value
        self.started_at = at

    def complete(
        self,
        at: datetime,
        measured_value: Decimal | int | float | str | None,
        is_compliant: bool | None,
        validation_result: Mapping[str, Any] | None = None,
        *,
        measured_text: str | None = None,
        verdict: str | None = None,
        deviation_pct: Decimal | None = None,
    ) -> None:
        """Record the result: ``measured_value`` in the unit of the test, raw and whole, however bad it is.

        ``measured_text`` holds nine points or an observed sequence.
        ``is_compliant`` is None where no rule was in force.

        Raises:
            Refused: the test is not in progress.
            Invalid: there is no result at all, the value is not finite, or ``at`` is before the start.
        """
        after = check_instance_move(self.status, InstanceStatus.COMPLETED)
        if measured_value is None and measured_text is None and is_compliant is None:
            raise Invalid("A test is completed by its result: a reading, or whether what was expected was observed.")
        not_before(self.started_at, at)
        self.measured_value_numeric = None if measured_value is None else to_decimal(measured_value)
        self.completed_at = at
        self.measured_value_text = measured_text
        self.is_compliant, self.verdict = is_compliant, verdict
        self.validation_result = None if validation_result is None else dict(validation_result)
        self.deviation_from_baseline_pct = deviation_pct
        self.status = after.value

    def skip(self, reason: str) -> None:
        """It was not carried out, and why. Raises ``Refused`` without a reason, or when it is already finished."""
        self._end(InstanceStatus.SKIPPED, reason, None)

    def fail(self, reason: str, at: datetime | None = None) -> None:
        """It could not be carried out, and why; it can be retried. Raises ``Refused`` unless it was in progress."""
        self._end(InstanceStatus.FAILED, reason, at)

    def _end(self, status: InstanceStatus, reason: str, at: datetime | None) -> None:
        after = check_instance_move(self.status, status, reason)
        if at is not None:
            self.completed_at = at
        self.status_reason = reason.strip()
        self.notes = "\n".join(part for part in (self.notes, f"{after.label}: {reason.strip()}") if part)
        self.status = after.value

    def retry(self) -> InstanceAttempt:
        """Pending again after a failure; returns the record of the attempt that failed, to be added to the session.

        Raises ``Refused`` unless it failed (page 1, C20).
        """
        after = check_instance_move(self.status, InstanceStatus.PENDING)
        kept = InstanceAttempt(
            building_id=self.building_id,
            instance_id=self.instance_id,
            attempt=self.attempt,
            outcome=self.status,
            reason=self.status_reason,
            started_at=self.started_at,
            ended_at=self.completed_at,
            technician_id=self.technician_id,
        )
        self.status = after.value
        self.attempt += 1
        self.completed_at = self.started_at = self.status_reason = None
        return kept

    def retest(self, number: int) -> TestInstance:
        """A new pending instance that tests the same again, ``…_R2`` for the second time (page 1, C20).

        It keeps the limits, the baseline and the steps of the first, since it belongs to the same session.
        """
        return TestInstance(
            **self._shared(),
            template_instance_id=self.template_instance_id,
            session_id=self.session_id,
            scenario_id=self.scenario_id,
            expected_sequence=deepcopy(self.expected_sequence),
            rule_id=self.rule_id,
            scoped_identifier=retest_identifier(self.get_scoped_identifier(), number),
            retest_of=self.instance_id,
            status=InstanceStatus.PENDING.value,
            attempt=1,
        )

    def get_duration_seconds(self) -> Decimal | None:
        """Seconds from start to completion; None while one of them is missing."""
        if self.started_at is None or self.completed_at is None:
            return None
        return Decimal(str((self.completed_at - self.started_at).total_seconds()))

    def validate_before_completion(self) -> tuple[str, ...]:
        """What is still missing, one sentence each: the result, and every mandatory piece of evidence not waived.

        Evidence and waivers must be loaded. Nothing of it keeps a reading from being recorded; missing evidence keeps
        the session from being submitted (page 2).
        """
        missing = []
        if self.measured_value_numeric is None and self.measured_value_text is None and self.is_compliant is None:
            missing.append("No result was recorded.")
        prompts = self.evidence_prompts or []
        seen = [EvidenceSeen(record.evidence_type, record.prompt_index) for record in self.evidence_records]
        waived = frozenset(waiver.prompt_index for waiver in self.waivers)
        wanting = [prompts[index] for index in missing_prompts(prompts, seen, waived)]
        missing += [f"Evidence is missing: {prompt.get('description') or prompt.get('type')}." for prompt in wanting]
        return tuple(missing)


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
