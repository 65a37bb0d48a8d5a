"""Sessions as lists and screens show them: progress, and every test with its result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.amendments import Amendment
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.models import Building, TestInstance, TestSession, User
from firemode_desktop.queries.testing import compliance_that_stands
from firemode_desktop.services.testing.bench import Bench, load


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session is: tests by status."""

    total: int = 0
    pending: int = 0
    in_progress: int = 0
    completed: int = 0
    skipped: int = 0
    failed: int = 0

    @property
    def percent(self) -> float:
        """Completed tests in percent of all, one decimal."""
        return round(100 * self.completed / self.total, 1) if self.total else 0.0

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        counts = {name: getattr(self, name) for name in ("total", *InstanceStatus.values())}
        return {**counts, "percent": self.percent}


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A session as a list shows it."""

    session_id: UUID
    building_id: UUID
    building: str
    name: str
    frequency: str | None
    status: str
    scheduled_for: date | None
    submitted_at: datetime | None
    reviewed_at: datetime | None
    reviewed_by: str | None
    review_note: str | None
    progress: Progress
    compliant: int
    non_compliant: int


def summaries(
    session: Session, building_id: UUID | None = None, session_id: UUID | None = None
) -> tuple[SessionSummary, ...]:
    """Sessions, the latest first; of one building, or one session alone, when asked so."""
    stands = compliance_that_stands()
    counted = [func.count().filter(TestInstance.status == status) for status in InstanceStatus.values()]
    query = (
        select(
            TestSession,
            Building.name,
            User.full_name,
            func.count(TestInstance.instance_id),
            *counted,
            func.count().filter(stands.is_(True)),
            func.count().filter(stands.is_(False)),
        )
        .join(Building, Building.id == TestSession.building_id)
        .outerjoin(User, User.id == TestSession.reviewed_by)
        .outerjoin(TestInstance, TestInstance.session_id == TestSession.id)
        .group_by(TestSession.id, Building.name, User.full_name)
        .order_by(
            case((TestSession.scheduled_for.is_(None), 0), else_=1),
            TestSession.scheduled_for.desc(),
            TestSession.created_at.desc(),
        )
    )
    if building_id is not None:
        query = query.where(TestSession.building_id == building_id)
    if session_id is not None:
        query = query.where(TestSession.id == session_id)
    return tuple(_summary(*row) for row in session.execute(query))


def _summary(visit: TestSession, building: str, reviewer: str | None, total: int, *counts: int) -> SessionSummary:
    *by_status, compliant, non_compliant = counts
    return SessionSummary(
        visit.id,
        visit.building_id,
        building,
        visit.session_name or "",
        visit.frequency,
        visit.status,
        visit.scheduled_for,
        visit.submitted_at,
        visit.reviewed_at,
        reviewer,
        visit.review_note,
        Progress(total, *by_status),
        compliant,
        non_compliant,
    )


@dataclass(frozen=True, slots=True)
class ShownAmendment:
    """A correction beside a recorded result: what it says, why, and how the test stands with it."""

    field: str
    old: str
    new: str
    reason: str
    amended_by: UUID | None
    recorded_at: datetime
    measured_value: Decimal | None
    is_compliant: bool | None
    verdict: str | None
    deviation_from_baseline_pct: Decimal | None
    checks: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ShownTest:
    """One test of a session with its result as it was recorded; names for ids, numbers in ``unit``.

    The last of ``amendments`` stands for the test.
    """

    instance_id: UUID
    template_id: UUID | None
    identifier: str
    measurement_type: str
    stair: str
    floor: str | None
    door: str | None
    doorway: str | None
    door_configuration: str | None
    door_scenario: str | None
    pressurization_active: bool | None
    zone: str | None
    scenario: str | None
    interface_type: str | None
    location_id: str | None
    status: str
    measured_value: Decimal | None
    unit: str | None
    min_threshold: Decimal | None
    max_threshold: Decimal | None
    baseline_value: Decimal | None
    deviation_from_baseline_pct: Decimal | None
    is_compliant: bool | None
    verdict: str | None
    checks: tuple[Mapping[str, Any], ...]
    fault_id: UUID | None
    status_reason: str | None
    completed_at: datetime | None
    instrument_type: str | None
    instrument: str | None
    instrument_accepted_reason: str | None
    attempt: int
    retest_of: UUID | None
    notes: str | None
    amendments: tuple[ShownAmendment, ...] = ()

    @property
    def stands(self) -> tuple[Decimal | None, str | None]:
        """The value and the verdict that count."""
        last = self.amendments[-1] if self.amendments else self
        return last.measured_value, last.verdict


@dataclass(frozen=True, slots=True)
class ShownSession:
    """A session with all its tests in walking order."""

    summary: SessionSummary
    tests: tuple[ShownTest, ...]


def show(session: Session, session_id: UUID) -> ShownSession:
    """A session with its tests.

    Raises:
        Missing: there is no such session.
    """
    bench = load(session, session_id)
    (summary,) = summaries(session, session_id=session_id)
    return ShownSession(summary, tuple(_shown(bench, instance) for instance in bench.instances))


def _shown(bench: Bench, instance: TestInstance) -> ShownTest:
    name = bench.names.of
    used = bench.instruments.get(instance.required_instrument_id) if instance.required_instrument_id else None
    return ShownTest(
        instance_id=instance.instance_id,
        template_id=instance.template_instance_id,
        identifier=instance.scoped_identifier,
        measurement_type=instance.measurement_type,
        stair=name(instance.stair_id) or "",
        floor=name(instance.floor_id),
        door=name(instance.door_id),
        doorway=name(instance.doorway_id),
        door_configuration=instance.door_configuration,
        door_scenario=instance.door_scenario,
        pressurization_active=instance.pressurization_active,
        zone=name(instance.zone_id),
        scenario=name(instance.scenario_id),
        interface_type=instance.interface_type,
        location_id=instance.location_id,
        status=instance.status,
        measured_value=instance.measured_value_numeric,
        unit=instance.unit,
        min_threshold=instance.min_threshold,
        max_threshold=instance.max_threshold,
        baseline_value=instance.baseline_value,
        deviation_from_baseline_pct=instance.deviation_from_baseline_pct,
        is_compliant=instance.is_compliant,
        verdict=instance.verdict,
        checks=_checks(instance.validation_result),
        fault_id=instance.fault_id,
        status_reason=instance.status_reason,
        completed_at=instance.completed_at,
        instrument_type=instance.required_instrument_type,
        instrument=used.serial_number if used else None,
        instrument_accepted_reason=instance.instrument_accepted_reason,
        attempt=instance.attempt,
        retest_of=instance.retest_of,
        notes=instance.notes,
        amendments=tuple(map(_amendment, bench.corrections(instance))),
    )


def _checks(result: Mapping[str, Any] | None) -> tuple[Mapping[str, Any], ...]:
    stored = (result or {}).get("checks", ())
    return tuple({"code": c["code"], "result": c["result"], "message": c["message"]} for c in stored)


def _amendment(one: Amendment) -> ShownAmendment:
    given = one.given
    return ShownAmendment(
        field=one.field,
        old=one.old,
        new=one.new,
        reason=one.reason,
        amended_by=one.by,
        recorded_at=one.at,
        measured_value=given.measured_value_numeric,
        is_compliant=given.is_compliant,
        verdict=given.verdict,
        deviation_from_baseline_pct=given.deviation_from_baseline_pct,
        checks=_checks(given.validation_result),
    )
