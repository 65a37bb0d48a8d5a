"""Faults as lists, screens and files show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased, load_only

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.faults import fault_name, in_brief, location, overdue
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.words import FaultDeed, InstanceStatus, Severity
from firemode_desktop.models import (
    Building,
    CEScenario,
    Door,
    Doorway,
    EvidenceRecord,
    Fault,
    FaultEvent,
    Floor,
    Instrument,
    ResultAmendment,
    Stair,
    TestInstance,
    TestSession,
    User,
    Zone,
)
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services import fault_events

_Resolver = aliased(User)
WHOLE_BUILDING = "The building"
"""Where a fault is that names no place."""


@dataclass(frozen=True, slots=True)
class Retest:
    """A later test of what failed; ``is_compliant`` None: still to be done, or not judged."""

    instance_id: UUID
    session_id: UUID
    identifier: str
    status: str
    is_compliant: bool | None
    fault_id: UUID | None = None
    """The fault that this retest opened in its turn."""


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault with its whole context. Times have their offset; ``timezone`` is the building's."""

    id: UUID
    number: int
    version: str
    """Changes whenever anybody writes the fault."""
    building: str
    state: str | None
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
    stair: str | None
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
    design_setpoint: Decimal | None = None
    makes_inoperable: bool | None = None
    likely_to_harm: bool | None = None
    resolved_at: datetime | None = None
    resolved_by: str | None = None
    timezone: str = "UTC"
    instrument: str | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    retests: tuple[Retest, ...] = ()
    """Later tests of the same, the oldest first."""
    history_count: int = 0
    evidence_count: int = 0
    interim: str | None = None
    """What protects people until it is put right, as it was last put down."""
    corrected: str | None = None
    """What the reading was corrected to since, in words; ``measured_value`` is what opened the fault."""
    corrected_complies: bool | None = None
    notified: str | None = None
    """To whom the latest notice went."""
    notified_on: date | None = None

    @property
    def name(self) -> str:
        """``F-0012``."""
        return fault_name(self.number)

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

    @property
    def judged_retest(self) -> Retest | None:
        """The latest retest that was judged."""
        return next((one for one in reversed(self.retests) if one.is_compliant is not None), None)

    @property
    def retest(self) -> str | None:
        """Identifier of the latest retest where it complies: it proposes to resolve the fault, a person does."""
        latest = self.judged_retest
        return latest.identifier if latest is not None and latest.is_compliant else None

    @property
    def waiting_retest(self) -> Retest | None:
        """A retest that is still to be done."""
        waiting = (InstanceStatus.PENDING, InstanceStatus.IN_PROGRESS)
        return next((one for one in reversed(self.retests) if one.status in waiting), None)

    @property
    def waits(self) -> bool:
        """Whether it still waits for somebody."""
        return self.status in OPEN_FAULTS

    def day(self, at: datetime) -> date:
        """The day of a moment where the building stands."""
        return at.astimezone(ZoneInfo(self.timezone)).date()

    def overdue(self, now: datetime) -> bool:
        """Whether it waits after the day it was due, by the building's calendar."""
        return overdue(self.status, self.due_date, self.day(now))

    def age_days(self, now: datetime) -> int:
        """For how many days it has been known, until it was resolved."""
        return max(0, (self.day(self.resolved_at or now) - self.day(self.detected_at)).days)


def shown_faults(
    session: Session,
    *,
    building_id: UUID | None = None,
    session_id: UUID | None = None,
    statuses: Collection[str] = (),
    ids: Collection[UUID] | None = None,
) -> tuple[ShownFault, ...]:
    """Faults, the worst and then the latest first; of one building, session or status, or these, when asked so.

    Raises:
        Missing: there is no such session.
    """
    if session_id is not None and session.get(TestSession, session_id) is None:
        raise Missing("There is no such session.", [str(session_id)])
    query = _query().order_by(_worst_first(), Fault.detected_at.desc(), Fault.fault_number)
    if building_id is not None:
        query = query.where(Fault.building_id == building_id)
    if session_id is not None:
        query = query.where(Fault.test_session_id == session_id)
    if statuses:
        query = query.where(Fault.status.in_(statuses))
    if ids is not None:
        query = query.where(Fault.id.in_(ids))
    rows: Sequence[Any] = session.execute(query).all()
    tests = {row[0].instance_id for row in rows if row[0].instance_id}
    retests, evidence = _retests(session, tests), _evidence(session, tests)
    stands = _corrections(session, tests)
    events = fault_events.summaries(session, [row[0].id for row in rows])
    return tuple(
        replace(
            _shown(*row),
            retests=retests.get(row[0].instance_id, ()),
            evidence_count=evidence.get(row[0].instance_id, 0),
            **stands.get(row[0].instance_id, {}),
            **_told(events.get(row[0].id, ()), row[0]),
        )
        for row in rows
    )


def _query() -> Any:
    return (
        select(
            Fault,
            Building,
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
            Instrument.serial_number,
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
        .outerjoin(Instrument, Instrument.id == TestInstance.required_instrument_id)
    )


def _worst_first() -> Any:
    return case({severity.value: rank for rank, severity in enumerate(Severity)}, value=Fault.severity, else_=9)


def _retests(session: Session, tests: set[UUID]) -> dict[UUID | None, tuple[Retest, ...]]:
    """By test: the later tests of it, also those of a retest in between, in the order in which they were added."""
    found: dict[UUID | None, tuple[Retest, ...]] = {}
    origins, waiting = {test: {test} for test in tests}, set(tests)
    while waiting:
        query = select(TestInstance).where(TestInstance.retest_of.in_(waiting))
        rows = session.scalars(
            query.order_by(TestInstance.created_at, TestInstance.scoped_identifier).options(
                load_only(
                    TestInstance.retest_of,
                    TestInstance.session_id,
                    TestInstance.status,
                    TestInstance.is_compliant,
                    TestInstance.fault_id,
                    TestInstance.scoped_identifier,
                )
            )
        ).all()
        waiting = set()
        stands = _corrections(session, {row.instance_id for row in rows})
        for row in rows:
            assert row.retest_of is not None
            origins.setdefault(row.instance_id, set()).update(origins[row.retest_of])
            waiting.add(row.instance_id)
            for origin in origins[row.retest_of]:
                found[origin] = (*found.get(origin, ()), _retest(row, stands.get(row.instance_id, {})))
    return found


def _retest(row: TestInstance, corrected: Mapping[str, Any]) -> Retest:
    complies = corrected.get("corrected_complies", row.is_compliant)
    return Retest(row.instance_id, row.session_id, row.scoped_identifier, row.status, complies, row.fault_id)


def _corrections(session: Session, tests: set[UUID]) -> dict[UUID | None, dict[str, Any]]:
    """By test: what its result was corrected to last, and whether that complies."""
    last = last_corrections(session, ResultAmendment.instance_id.in_(tests))
    return {test: _corrected(new) for test, new in last.items()}


def _corrected(new: Mapping[str, Any]) -> dict[str, Any]:
    words = new.get("words") or new.get("measured_value")
    return {"corrected": words, "corrected_complies": new.get("is_compliant")}


def _evidence(session: Session, tests: set[UUID]) -> dict[UUID | None, int]:
    counted = (
        select(EvidenceRecord.instance_id, func.count())
        .where(EvidenceRecord.instance_id.in_(tests))
        .group_by(EvidenceRecord.instance_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _told(events: Sequence[FaultEvent], fault: Fault) -> dict[str, Any]:
    """What the history says of a fault as it stands; one without a history has the steps its row tells."""
    told: dict[str, Any] = {"history_count": len(events) or fault_events.steps_told_by_row(fault)}
    for event in events:
        details = event.details or {}
        if details.get("interim"):
            told["interim"] = details["interim"]
        if event.event == FaultDeed.NOTIFIED:
            told["notified"] = details["to"]
            told["notified_on"] = date.fromisoformat(details["on"])
    return told


def _shown(
    fault: Fault,
    building: Building,
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
    instrument: str | None,
) -> ShownFault:
    where = location(
        stair=stair,
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
        version=fault.row_version,
        building=building.name,
        state=building.state,
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
        stair=stair,
        location=where or WHOLE_BUILDING,
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
        design_setpoint=fault.design_setpoint,
        makes_inoperable=fault.makes_inoperable,
        likely_to_harm=fault.likely_to_harm,
        resolved_at=fault.resolved_at,
        resolved_by=resolved_by,
        timezone=building.timezone,
        instrument=instrument,
        environment=dict(fault.environmental_conditions or {}),
    )
