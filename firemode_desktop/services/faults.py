"""Faults: what was found, how bad it is and who says so, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased, load_only

from firemode_desktop.domain import lifecycle
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.faults import in_brief, location
from firemode_desktop.domain.words import DefectClassification, FaultStatus, Severity
from firemode_desktop.models import (
    Building,
    CEScenario,
    Door,
    Doorway,
    Fault,
    Floor,
    Stair,
    TestInstance,
    TestSession,
    User,
    Zone,
)
from firemode_desktop.services import people
from firemode_desktop.services.testing.content import next_revision

_Resolver = aliased(User)


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault as lists, screens and files show it."""

    id: UUID
    number: int
    building: str
    session_id: UUID | None
    session_name: str | None
    instance_id: UUID | None
    identifier: str | None
    severity: str
    defect_classification: str | None
    as1851_class: str | None
    proposed_classification: str | None
    class_confirmed_by: str | None
    class_confirmed_at: datetime | None
    class_reason: str | None
    location: str
    description: str
    action_required: str | None
    rule_applied: str | None
    rule_version: str | None
    status: str
    detected_at: datetime
    due_date: date | None
    resolution_note: str | None
    measurement_type: str | None
    measured_value: Decimal | None
    min_threshold: Decimal | None
    max_threshold: Decimal | None
    unit: str | None
    deviation_from_baseline_pct: Decimal | None
    baseline_value: Decimal | None = None
    makes_inoperable: bool | None = None
    likely_to_harm: bool | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    timezone: str = "UTC"
    retest: str | None = None
    """Identifier of a later retest that complies: it proposes to resolve the fault, a person does."""

    @property
    def name(self) -> str:
        """``F-0012``."""
        return f"F-{self.number:04d}"

    @property
    def limits(self) -> Limits:
        """The limits the reading was held against."""
        return Limits(self.min_threshold, self.max_threshold, self.unit or "")

    @property
    def place(self) -> str:
        """Where, in short: ``Stair-A · Level-8``."""
        return " · ".join(self.location.split(", ")[:2])

    @property
    def in_brief(self) -> str:
        """What, in short: ``Pressure 18.2 < 20 Pa``."""
        return in_brief(self.measurement_type, self.measured_value, self.limits, self.description)


def shown_faults(
    session: Session,
    *,
    building_id: UUID | None = None,
    session_id: UUID | None = None,
    statuses: Collection[str] = (),
) -> tuple[ShownFault, ...]:
    """Faults, the worst and then the latest first; of one building, session or status when asked so."""
    query = (
        select(
            Fault,
            Building.name,
            TestSession.session_name,
            TestInstance,
            Stair.stair_name,
            Floor.floor_level,
            Door.door_identifier,
            Doorway.doorway_identifier,
            Zone.zone_name,
            CEScenario.scenario_name,
            User.full_name,
            _Resolver.full_name,
            Building.timezone,
        )
        .join(Building, Building.id == Fault.building_id)
        .outerjoin(TestSession, TestSession.id == Fault.test_session_id)
        .outerjoin(TestInstance, TestInstance.instance_id == Fault.instance_id)
        .outerjoin(Stair, Stair.stair_id == Fault.stair_id)
        .outerjoin(Floor, Floor.floor_id == Fault.floor_id)
        .outerjoin(Door, Door.door_id == Fault.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == Fault.doorway_id)
        .outerjoin(Zone, Zone.zone_id == Fault.zone_id)
        .outerjoin(CEScenario, CEScenario.scenario_id == TestInstance.scenario_id)
        .outerjoin(User, User.id == Fault.class_confirmed_by)
        .outerjoin(_Resolver, _Resolver.id == Fault.resolved_by)
        .order_by(_worst_first(), Fault.detected_at.desc(), Fault.fault_number)
    )
    if building_id is not None:
        query = query.where(Fault.building_id == building_id)
    if session_id is not None:
        query = query.where(Fault.test_session_id == session_id)
    if statuses:
        query = query.where(Fault.status.in_(statuses))
    rows: Sequence[Any] = session.execute(query).all()
    passed = _passed_retests(session, {row[0].instance_id for row in rows if row[0].instance_id})
    return tuple(replace(_shown(*row), retest=passed.get(row[0].instance_id)) for row in rows)


def _passed_retests(session: Session, tests: set[UUID]) -> dict[UUID | None, str]:
    """By test: the latest retest of it that complies, also one of a retest in between."""
    found: dict[UUID | None, str] = {}
    origin, waiting = {test: test for test in tests}, tests
    while waiting:
        rows = session.scalars(
            select(TestInstance)
            .where(TestInstance.retest_of.in_(waiting))
            .order_by(TestInstance.created_at, TestInstance.scoped_identifier)
            .options(load_only(TestInstance.retest_of, TestInstance.is_compliant, TestInstance.scoped_identifier))
        ).all()
        waiting = set()
        for row in rows:
            assert row.retest_of is not None
            first = origin[row.instance_id] = origin[row.retest_of]
            waiting.add(row.instance_id)
            if row.is_compliant:
                found[first] = row.scoped_identifier
            elif row.is_compliant is False:
                found.pop(first, None)
    return found


def _worst_first() -> Any:
    return case({severity.value: rank for rank, severity in enumerate(Severity)}, value=Fault.severity, else_=9)


def _shown(
    fault: Fault,
    building: str,
    session_name: str | None,
    instance: TestInstance | None,
    stair: str | None,
    floor: str | None,
    door: str | None,
    doorway: str | None,
    zone: str | None,
    scenario: str | None,
    confirmed_by: str | None,
    resolved_by: str | None,
    timezone: str,
) -> ShownFault:
    where = location(
        stair=stair or "",
        floor=floor,
        door=door,
        doorway=doorway,
        zone=zone,
        scenario=scenario,
        door_configuration=fault.door_configuration,
        door_scenario=instance.door_scenario if instance else None,
        pressurization_active=instance.pressurization_active if instance else None,
        interface_type=instance.interface_type if instance else None,
        location_id=instance.location_id if instance else None,
    )
    return ShownFault(
        id=fault.id,
        number=fault.fault_number,
        building=building,
        session_id=fault.test_session_id,
        session_name=session_name,
        instance_id=fault.instance_id,
        identifier=instance.scoped_identifier if instance else None,
        severity=fault.severity,
        defect_classification=fault.defect_classification,
        as1851_class=fault.as1851_class,
        proposed_classification=fault.proposed_classification,
        class_confirmed_by=confirmed_by,
        class_confirmed_at=fault.class_confirmed_at,
        class_reason=fault.class_reason,
        location=where,
        description=fault.description,
        action_required=fault.action_required,
        rule_applied=fault.rule_applied,
        rule_version=fault.rule_version,
        status=fault.status,
        detected_at=fault.detected_at,
        due_date=fault.due_date,
        resolution_note=fault.resolution_note,
        measurement_type=fault.measurement_type,
        measured_value=fault.measured_value,
        min_threshold=fault.min_threshold,
        max_threshold=fault.max_threshold,
        unit=fault.unit,
        deviation_from_baseline_pct=fault.deviation_from_baseline_pct,
        baseline_value=fault.baseline_value,
        makes_inoperable=fault.makes_inoperable,
        likely_to_harm=fault.likely_to_harm,
        resolved_at=fault.resolved_at,
        resolved_by=resolved_by,
        timezone=timezone,
    )


def confirm(
    session: Session,
    fault_id: UUID,
    *,
    by: UUID,
    reason: str,
    classification: str | None = None,
    makes_inoperable: bool | None = None,
    likely_to_harm: bool | None = None,
    due_date: date | None = None,
) -> None:
    """Confirm the class the rule proposed, or decide another one; who, when and why are kept (page 1, C15).

    ``makes_inoperable`` and ``likely_to_harm`` answer the two questions of AS 1851.

    Raises:
        Invalid: the class is none, or the reason is blank.
        Missing: there is no such fault.
    """
    people.require(session, by, people.TESTERS, "decide the class of a fault")
    if classification is not None and classification not in DefectClassification.values():
        raise Invalid(f"“{classification}” is no class; choose one of {', '.join(DefectClassification.values())}.")
    fault = _fault(session, fault_id)
    chosen = classification or fault.defect_classification
    if chosen is None:
        raise Invalid(f"This fault has no class yet; choose one of {', '.join(DefectClassification.values())}.")
    decided = DefectClassification(chosen)
    fault.defect_classification = decided.value
    fault.as1851_class = decided.as1851_class.value
    fault.makes_inoperable, fault.likely_to_harm = makes_inoperable, likely_to_harm
    fault.due_date = due_date or fault.due_date
    fault.class_reason = _words(reason, "A reason is needed for the class of a fault.")
    fault.class_confirmed_by = by
    fault.class_confirmed_at = session.scalar(select(func.now()))
    session.flush()


def start(session: Session, fault_id: UUID, *, by: UUID) -> None:
    """Somebody works on it."""
    _move(session, fault_id, FaultStatus.IN_PROGRESS, by, "work on a fault")


def resolve(session: Session, fault_id: UUID, note: str, *, by: UUID) -> None:
    """It is put right; the note says how."""
    fault = _move(session, fault_id, FaultStatus.RESOLVED, by, "resolve a fault", note)
    fault.resolved_by = by
    fault.resolved_at = session.scalar(select(func.now()))
    session.flush()


def defer(session: Session, fault_id: UUID, note: str, *, by: UUID, due_date: date | None = None) -> None:
    """It is left for later; the note says why, the date until when."""
    fault = _move(session, fault_id, FaultStatus.DEFERRED, by, "defer a fault", note)
    fault.due_date = due_date or fault.due_date
    session.flush()


def void(session: Session, fault_id: UUID, note: str, *, by: UUID) -> None:
    """It is no fault after all; the note says why."""
    _move(session, fault_id, FaultStatus.VOID, by, "void a fault", note, people.SUPERVISORS)


def _move(
    session: Session,
    fault_id: UUID,
    status: FaultStatus,
    by: UUID,
    deed: str,
    note: str | None = None,
    roles: Collection[Any] = people.TESTERS,
) -> Fault:
    people.require(session, by, roles, deed)
    fault = _fault(session, fault_id)
    fault.status = lifecycle.check_fault_move(fault.status, status).value
    if note is not None:
        fault.resolution_note = _words(note, f"A note is needed to {deed}.")
    session.flush()
    return fault


def _fault(session: Session, fault_id: UUID) -> Fault:
    """The fault, to be changed; a report of its session that is approved already gets a new revision by that."""
    fault = session.scalar(select(Fault).where(Fault.id == fault_id).with_for_update())
    if fault is None:
        raise Missing("There is no such fault.", [str(fault_id)])
    if fault.test_session_id is not None:
        next_revision(session, fault.test_session_id)
    return fault


def _words(text: str, refusal: str) -> str:
    if not text.strip():
        raise Invalid(refusal)
    return text.strip()
