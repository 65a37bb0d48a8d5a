"""Faults: what was found, against which limit, how bad it is, and what became of it."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from firemode_desktop.domain.faults import location
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.words import (
    AS1851Class,
    DefectClassification,
    DoorConfiguration,
    FaultDeed,
    FaultStatus,
    MeasurementType,
    Severity,
)
from firemode_desktop.models.base import Base, Timestamps, new_id, to_building, to_one
from firemode_desktop.models.columns import column, finite, one_of
from firemode_desktop.models.documents import JsonObject
from firemode_desktop.models.session import TestSession
from firemode_desktop.models.site import Building, Door, Doorway, Floor, Stair
from firemode_desktop.models.testing import TestInstance
from firemode_desktop.models.zone import Zone

CONTEXT = (
    "instance_id",
    "stair_id",
    "floor_id",
    "door_id",
    "doorway_id",
    "zone_id",
    "door_configuration",
    "measurement_type",
    "measured_value",
    "design_setpoint",
    "baseline_value",
    "min_threshold",
    "max_threshold",
    "unit",
    "deviation_from_baseline_pct",
    "rule_applied",
    "rule_version",
    "environmental_conditions",
)
"""The columns that tell a fault's whole context (source, migration 009)."""


class Fault(Timestamps, Base):
    """A reading outside its limits, or a defect found otherwise, with its whole context."""

    __tablename__ = "faults"
    __table_args__ = (
        one_of("severity", Severity, "ck_faults_severity"),
        one_of("defect_classification", DefectClassification, "ck_faults_defect_class", nullable=True),
        one_of("status", FaultStatus, "ck_faults_status"),
        finite("measured_value", "ck_fault_measured_finite"),
        Index(
            "uq_fault_open_per_instance",
            "instance_id",
            unique=True,
            postgresql_where=text("status IN ('open','in_progress','deferred')"),
        ),
        Index("idx_faults_instance", "instance_id"),
        Index("idx_faults_stair_floor", "stair_id", "floor_id"),
        Index("idx_faults_measurement_type", "measurement_type"),
    )

    id: Mapped[uuid.UUID] = new_id()
    fault_number: Mapped[int] = column(Integer, Identity(), label="Number")
    test_session_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("test_sessions.id", ondelete="SET NULL"), label="Session"
    )
    building_id: Mapped[uuid.UUID] = to_building()
    severity: Mapped[str] = column(String(20), label="Severity", choices=Severity)
    defect_classification: Mapped[str | None] = column(String(10), label="Class", choices=DefectClassification)
    as1851_class: Mapped[str | None] = column(String(30), label="AS 1851 class", choices=AS1851Class)
    proposed_classification: Mapped[str | None] = column(
        String(10), label="Proposed class", choices=DefectClassification, help="What the rule proposes."
    )
    class_confirmed_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Class confirmed by")
    class_confirmed_at: Mapped[datetime | None] = column(label="Class confirmed")
    class_reason: Mapped[str | None] = column(Text, label="Reason for the class")
    makes_inoperable: Mapped[bool | None] = column(Boolean, label="Makes the system inoperable")
    likely_to_harm: Mapped[bool | None] = column(Boolean, label="Likely to harm")
    description: Mapped[str] = column(Text, label="Description")
    action_required: Mapped[str | None] = column(Text, label="Action required")
    status: Mapped[str] = column(
        String(20), label="Status", choices=FaultStatus, default=FaultStatus.OPEN.value, server_default=text("'open'")
    )
    detected_at: Mapped[datetime] = column(label="Detected", server_default=text("now()"))
    due_date: Mapped[date | None] = column(Date, label="Due")
    resolved_at: Mapped[datetime | None] = column(label="Resolved")
    resolved_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id", ondelete="SET NULL"), label="Resolved by")
    resolution_note: Mapped[str | None] = column(Text, label="Resolution")
    evidence_ids: Mapped[list[uuid.UUID] | None] = column(ARRAY(Uuid), label="Evidence")

    instance_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("test_instances.instance_id", ondelete="SET NULL"), label="Test"
    )
    stair_id: Mapped[uuid.UUID | None] = column(ForeignKey("stairs.stair_id", ondelete="SET NULL"), label="Stair")
    floor_id: Mapped[uuid.UUID | None] = column(ForeignKey("floors.floor_id", ondelete="SET NULL"), label="Floor")
    door_id: Mapped[uuid.UUID | None] = column(ForeignKey("doors.door_id", ondelete="SET NULL"), label="Door")
    doorway_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("doorways.doorway_id", ondelete="SET NULL"), label="Doorway"
    )
    zone_id: Mapped[uuid.UUID | None] = column(ForeignKey("zones.zone_id", ondelete="SET NULL"), label="Zone")
    door_configuration: Mapped[str | None] = column(String(50), label="Door configuration", choices=DoorConfiguration)
    measurement_type: Mapped[str | None] = column(String(50), label="Measurement", choices=MeasurementType)
    measured_value: Mapped[Decimal | None] = column(Numeric(), label="Reading")
    design_setpoint: Mapped[Decimal | None] = column(Numeric(10, 3), label="Design setpoint")
    baseline_value: Mapped[Decimal | None] = column(Numeric(10, 3), label="Baseline")
    min_threshold: Mapped[Decimal | None] = column(Numeric(10, 3), label="Lower limit")
    max_threshold: Mapped[Decimal | None] = column(Numeric(10, 3), label="Upper limit")
    unit: Mapped[str | None] = column(String(20), label="Unit")
    deviation_from_baseline_pct: Mapped[Decimal | None] = column(Numeric(), label="Deviation from baseline", unit="%")
    rule_applied: Mapped[str | None] = column(String(50), label="Rule")
    rule_version: Mapped[str | None] = column(String(50), label="Rule version")
    environmental_conditions: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Conditions")

    building: Mapped[Building] = to_one("Fault.building_id", "Building.id")
    session: Mapped[TestSession | None] = to_one("Fault.test_session_id", "TestSession.id")
    instance: Mapped[TestInstance | None] = to_one("Fault.instance_id", "TestInstance.instance_id")
    stair: Mapped[Stair | None] = to_one("Fault.stair_id", "Stair.stair_id")
    floor: Mapped[Floor | None] = to_one("Fault.floor_id", "Floor.floor_id")
    door: Mapped[Door | None] = to_one("Fault.door_id", "Door.door_id")
    doorway: Mapped[Doorway | None] = to_one("Fault.doorway_id", "Doorway.doorway_id")
    zone: Mapped[Zone | None] = to_one("Fault.zone_id", "Zone.zone_id")

    def get_location_description(self) -> str:
        """``Stair-A, Level-8, All Doors Closed``; what the fault names must be loaded."""
        return location(
            stair=self.stair.stair_name if self.stair_id and self.stair else None,
            floor=self.floor.floor_level if self.floor_id and self.floor else None,
            door=self.door.door_identifier if self.door_id and self.door else None,
            doorway=self.doorway.doorway_identifier if self.doorway_id and self.doorway else None,
            zone=self.zone.zone_name if self.zone_id and self.zone else None,
            door_configuration=self.door_configuration,
        )

    def get_full_context(self) -> dict[str, Any]:
        """Where it was found, what was read, against which values and by which rule."""
        return {"location": self.get_location_description(), **{name: getattr(self, name) for name in CONTEXT}}

    def is_critical(self) -> bool:
        """Whether its severity is critical."""
        return self.severity == Severity.CRITICAL

    def requires_urgent_action(self) -> bool:
        """Whether its severity is critical or high."""
        return self.severity in (Severity.CRITICAL, Severity.HIGH)

    def is_open(self) -> bool:
        """Whether it still waits for somebody."""
        return self.status in OPEN_FAULTS

    def __repr__(self) -> str:
        return self._described(severity=self.known("severity"), status=self.known("status"))


class FaultEvent(Base):
    """One step in the life of a fault, never changed: what was done or decided, why, by whom, and when."""

    __tablename__ = "fault_events"
    __table_args__ = (Index("idx_fault_events_fault", "fault_id", "recorded_at"),)

    event_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    fault_id: Mapped[uuid.UUID] = column(ForeignKey("faults.id"), label="Fault")
    event: Mapped[str] = column(String(20), label="Event", choices=FaultDeed)
    note: Mapped[str | None] = column(Text, label="Note")
    details: Mapped[dict[str, Any] | None] = column(
        JsonObject(), label="Details", help="What was set: class, answers, due date, to whom it was sent."
    )
    by_user: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="By")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))

    fault: Mapped[Fault] = to_one("FaultEvent.fault_id", "Fault.id")
