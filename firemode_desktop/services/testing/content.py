"""What an approved session consists of, in one canonical form whose SHA-256 is frozen at approval."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from firemode_desktop.domain.canonical import canonical_text
from firemode_desktop.domain.words import SessionStatus
from firemode_desktop.models import EvidenceRecord, Fault, TestSession
from firemode_desktop.services.testing.bench import Bench

_VISIT = [
    "id",
    "building_id",
    "session_name",
    "frequency",
    "scheduled_for",
    "started_at",
    "completed_at",
    "decision_rule",
    "rule_version",
]
_TEST = [
    "instance_id",
    "scoped_identifier",
    "archetype_id",
    "measurement_type",
    "stair_id",
    "floor_id",
    "door_id",
    "doorway_id",
    "zone_id",
    "door_configuration",
    "door_scenario",
    "pressurization_active",
    "interface_type",
    "location_id",
    "scenario_id",
    "design_setpoint",
    "baseline_value",
    "baseline_date",
    "min_threshold",
    "max_threshold",
    "unit",
    "rule_code",
    "rule_version",
    "expected_sequence",
    "response_time_s",
    "expected_result",
    "required_instrument_id",
    "attempt",
    "retest_of",
    "status",
    "status_reason",
    "started_at",
    "completed_at",
    "measured_value_numeric",
    "measured_value_text",
    "is_compliant",
    "verdict",
    "deviation_from_baseline_pct",
    "validation_result",
    "environmental_conditions",
    "notes",
    "technician_id",
    "recorded_by",
    "instrument_accepted_by",
    "instrument_accepted_reason",
]
_FAULT = [
    "id",
    "instance_id",
    "severity",
    "defect_classification",
    "as1851_class",
    "description",
    "rule_applied",
    "rule_version",
]
_AMENDMENT = [
    "amendment_id",
    "instance_id",
    "field",
    "old_value",
    "new_value",
    "reason",
    "amended_by",
]
_EVIDENCE = [
    "evidence_id",
    "instance_id",
    "prompt_index",
    "evidence_type",
    "file_hash_sha256",
    "file_size_bytes",
    "captured_at",
]


def content(session: Session, bench: Bench) -> dict[str, Any]:
    """The session, its tests with their corrections, its evidence by hash and the faults its readings opened."""
    evidence = select(EvidenceRecord).where(EvidenceRecord.session_id == bench.visit.id)
    faults = select(Fault).where(Fault.test_session_id == bench.visit.id)
    return {
        "building": bench.building.name,
        "session": _picked(bench.visit, _VISIT),
        "tests": [_picked(i, _TEST) for i in sorted(bench.instances, key=lambda i: i.scoped_identifier)],
        "evidence": [_picked(row, _EVIDENCE) for row in session.scalars(evidence.order_by(EvidenceRecord.evidence_id))],
        "amendments": sorted(_amendments(bench), key=lambda each: str(each["amendment_id"])),
        "faults": [_picked(row, _FAULT) for row in session.scalars(faults.order_by(Fault.id))],
    }


def _amendments(bench: Bench) -> list[dict[str, Any]]:
    return [_picked(row, _AMENDMENT) for rows in bench.amendments.values() for row in rows]


def content_text(session: Session, bench: Bench) -> str:
    """The content of a session in its canonical form, as it is sealed at approval."""
    session.flush()
    return canonical_text(content(session, bench))


def next_revision(session: Session, session_id: UUID) -> None:
    """What happens to an approved session afterwards (a fault decided, a result amended) makes a new report revision.

    To be called after that is written: the database raises the revision for nothing else (``guard_session``, 025).
    Content and audit head stay those frozen at approval (specification, page 3).
    """
    session.flush()
    session.execute(
        update(TestSession)
        .where(TestSession.id == session_id, TestSession.status == SessionStatus.APPROVED.value)
        .values(report_revision=TestSession.report_revision + 1)
    )


def _picked(row: object, names: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
