"""From the database to ``ReportData``: everything a report says, in a fixed number of statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain import identifiers
from firemode_desktop.domain.conditions import recorded
from firemode_desktop.domain.due import MONTHS, months_after
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.statements import Statements, load_statements
from firemode_desktop.domain.submission import asked_for
from firemode_desktop.domain.words import (
    DecisionRule,
    Frequency,
    InstanceStatus,
    MeasurementType,
    SessionStatus,
    TriggerDeviceType,
)
from firemode_desktop.evidence import EvidenceFolder
from firemode_desktop.models import (
    CEScenario,
    Doorway,
    EvidenceWaiver,
    Floor,
    InstanceAttempt,
    TestInstance,
    User,
)
from firemode_desktop.paths import resources
from firemode_desktop.queries.papers import issued_before
from firemode_desktop.queries.testing import faults_for_session
from firemode_desktop.reports.data import (
    Acceptance,
    Amendment,
    Attempt,
    Person,
    Replaced,
    ReportData,
    TestFacts,
    Visit,
    Waiver,
)
from firemode_desktop.services import fault_events
from firemode_desktop.services.calendars import timings
from firemode_desktop.services.gathering import faults, files, site, tools
from firemode_desktop.services.gathering.changes import changes_since
from firemode_desktop.services.gathering.rows import grouped, of_building, of_checks, of_floor
from firemode_desktop.services.gathering.trends import trends
from firemode_desktop.services.testing.bench import Bench, load, stored_reading
from firemode_desktop.services.testing.physics import conditions_of, physics_of


@cache
def statements() -> Statements:
    """What a report states for each state."""
    return load_statements(resources())


def report_number(building: str, session_id: UUID, revision: int) -> str:
    """``FM-PILOT-BUILDING-123-1A2B3C4D-R1``: the same for the same revision of the same session."""
    return f"FM-{identifiers.slug(building)[:40].rstrip('-')}-{session_id.hex[:8].upper()}-R{revision}"


def gather(session: Session, session_id: UUID, store: EvidenceFolder | None = None) -> ReportData:
    """Everything the compliance report of a session says; files are looked up in ``store``, where it is at hand.

    Raises:
        Missing: there is no such session.
    """
    return gathered(session, load(session, session_id), store)


def gathered(session: Session, bench: Bench, store: EvidenceFolder | None = None) -> ReportData:
    """The same of a session that is loaded already."""
    return _Gathering(session, bench, store).report()


def _people(session: Session) -> dict[UUID, Person]:
    users = session.scalars(select(User))
    return {user.id: Person(user.full_name or user.username, user.licence_number) for user in users}


class _Gathering:
    """One session, and the rows of its building that the report speaks of."""

    def __init__(self, session: Session, bench: Bench, store: EvidenceFolder | None) -> None:
        self.session, self.bench, self.visit, self.store = session, bench, bench.visit, store
        building_id = bench.visit.building_id
        self.people = _people(session)
        floors = select(Floor).where(Floor.building_id == building_id).order_by(Floor.floor_number, Floor.floor_level)
        self.floors = list(session.scalars(floors))
        self.doorways = self._by_id(Doorway, "doorway_id")
        self.scenarios = self._by_id(CEScenario, "scenario_id")
        self.faults = faults_for_session(session, bench.visit.id)
        self.names_of_faults = {fault.id: fault_name(fault.fault_number) for fault in self.faults}
        self.identifiers = {each.instance_id: each.scoped_identifier for each in bench.instances}
        self.files = files.records(session, bench.visit.id)
        self.evidence = Counter(record.instance_id for record, _ in self.files)
        self.events = fault_events.summaries(session, [fault.id for fault in self.faults])
        self.attempts = self._of_tests(InstanceAttempt, InstanceAttempt.attempt)
        self.waivers = self._of_tests(EvidenceWaiver, EvidenceWaiver.prompt_index)
        self.trends = trends(session, bench)

    def _by_id(self, table: Any, key: str) -> dict[UUID, Any]:
        rows = self.session.scalars(select(table).where(table.building_id == self.visit.building_id))
        return {getattr(row, key): row for row in rows}

    def _of_tests(self, table: Any, order: Any) -> dict[UUID, list[Any]]:
        ours = select(TestInstance.instance_id).where(TestInstance.session_id == self.visit.id)
        rows = self.session.scalars(select(table).where(table.instance_id.in_(ours)).order_by(order))
        return grouped(rows, "instance_id")

    def person(self, user_id: UUID | None) -> Person | None:
        """A person by id."""
        return self.people.get(user_id) if user_id else None

    def report(self) -> ReportData:
        """The whole of it."""
        revision = self.visit.report_revision
        tests = tuple(self.test(instance) for instance in self.bench.instances)
        return ReportData(
            number=report_number(self.bench.building.name, self.visit.id, revision),
            revision=revision,
            building=of_building(self.bench.building),
            visit=self.of_visit(),
            dated=self.dated(),
            stairs=site.stairs(self.session, self.bench, self.floors),
            rules=tools.rules(self.session, self.bench),
            instruments=tools.instruments(self.session, self.bench, self.store),
            tests=tests,
            faults=faults.faults(self.session, self.bench, self.faults, self.events, self.person),
            drift_limit_pct=self.bench.building.drift_limit_pct,
            conditions=recorded(conditions_of(self.bench)),
            physics=physics_of(self.session, self.bench),
            trends=self.trends,
            replaces=self.replaces(),
            evidence=tuple(files.evidence_of(*each, self.store, self.person) for each in self.files),
            store_at_hand=self.store is not None,
            next_visit=self.next_visit(tests),
            anchor=self.anchor(),
            statement=statements().of(self.bench.building.state),
        )

    def next_visit(self, tests: Sequence[TestFacts]) -> date | None:
        """When tests of this frequency fall due again, counted from the last reading."""
        months, last = MONTHS.get(self.visit.frequency or ""), [test.measured_at for test in tests if test.measured_at]
        return months_after(self.bench.local_day(max(last)), months) if months and last else None

    def anchor(self) -> date | None:
        """The day from which annual tests of the building are counted."""
        annual = timings(self.session, self.visit.building_id).get(Frequency.ANNUAL)
        return (annual and annual.anchor) or self.bench.building.test_anchor_date

    def replaces(self) -> Replaced | None:
        """The revision that was issued before this one, and what happened since."""
        before = issued_before(self.session, self.visit.id, self.visit.report_revision)
        if before is None:
            return None
        since = tuple(changes_since(self.session, self.visit, before.recorded_at))
        return Replaced(before.revision, before.seal, before.recorded_at, since)

    def dated(self) -> datetime:
        """The latest time on record of anything the report says."""
        times: list[datetime | None] = [self.visit.created_at, self.visit.submitted_at, self.visit.reviewed_at]
        times += self.trends.dated
        for instance in self.bench.instances:
            times += [instance.recorded_at, instance.instrument_accepted_at]
        for fault in self.faults:
            times += [fault.detected_at, fault.class_confirmed_at, fault.resolved_at]
        times += [record.recorded_at for record, _ in self.files]
        for rows in (
            *self.events.values(),
            *self.attempts.values(),
            *self.bench.amendments.values(),
            *self.waivers.values(),
        ):
            times += [row.recorded_at for row in rows]
        return max(time for time in times if time is not None)

    def of_visit(self) -> Visit:
        """The session and the people who stand for it."""
        visit = self.visit
        lead = visit.lead_technician_id or visit.created_by
        hands = dict.fromkeys(i.technician_id or i.recorded_by for i in self.bench.instances)
        return Visit(
            name=visit.session_name or "Session",
            frequency=visit.frequency,
            status=SessionStatus(visit.status),
            decision_rule=DecisionRule(visit.decision_rule),
            scheduled_for=visit.scheduled_for,
            reviewed_at=visit.reviewed_at,
            reviewed_by=self.person(visit.reviewed_by),
            review_note=visit.review_note,
            self_reviewed=visit.self_reviewed,
            lead=self.person(lead),
            technicians=tuple(self.people[key] for key in hands if key in self.people),
            content_sha256=visit.content_sha256,
            audit_head=visit.audit_head,
        )

    # --- tests --------------------------------------------------------------------------------------------------------

    def test(self, instance: TestInstance) -> TestFacts:
        """One test as its record stands; a correction beside the record is what counts."""
        key = instance.instance_id
        known, done = self.bench.test(instance), instance.status == InstanceStatus.COMPLETED
        stands, made = self.bench.stands(instance), self.bench.corrections(instance)
        taken = stored_reading(self.bench, instance, stands) if done else None
        used = self.bench.instruments.get(stands.required_instrument_id) if stands.required_instrument_id else None
        return TestFacts(
            identifier=instance.scoped_identifier,
            measurement=MeasurementType(instance.measurement_type),
            stair=known.stair,
            status=InstanceStatus(instance.status),
            floor=next((of_floor(floor) for floor in self.floors if floor.floor_id == instance.floor_id), None),
            door=known.door,
            doorway=known.doorway,
            doorway_size_m=self.size(instance.doorway_id),
            zone=known.zone,
            scenario=known.scenario,
            trigger=self.trigger(instance.scenario_id),
            interface_type=known.interface_type,
            location_id=known.location_id,
            door_configuration=known.door_configuration,
            door_scenario=known.door_scenario,
            pressurization_active=known.pressurization_active,
            limits=known.limits,
            baseline=known.baseline_value,
            expected_sequence=known.expected_sequence,
            expected_result=known.expected_result,
            response_time_s=known.response_time_s,
            value=stands.measured_value_numeric,
            grid=taken.grid if taken else None,
            observed=taken.observed if taken else None,
            is_compliant=stands.is_compliant,
            verdict=stands.verdict,
            deviation_pct=stands.deviation_from_baseline_pct,
            checks=of_checks(stands.validation_result),
            rule=instance.rule_code,
            rule_version=instance.rule_version,
            instrument=used.serial_number if used and done else None,
            acceptance=self.acceptance(instance),
            measured_at=instance.completed_at if done else None,
            technician=self.person(instance.technician_id or instance.recorded_by),
            reason=instance.status_reason,
            notes=stands.notes,
            fault=self.names_of_faults.get(instance.fault_id) if instance.fault_id else None,
            evidence=self.evidence.get(instance.instance_id, 0),
            retest_of=self.identifiers.get(instance.retest_of) if instance.retest_of else None,
            attempts=tuple(Attempt(row.attempt, row.outcome, row.reason) for row in self.attempts.get(key, [])),
            instructions=tuple(str(line["instruction"]) for line in instance.descriptive_instructions or ()),
            waivers=tuple(self.waiver(waiver, instance) for waiver in self.waivers.get(key, [])),
            amendments=tuple(
                Amendment(one.field, one.old, one.new, one.reason, self.person(one.by), one.at) for one in made
            ),
        )

    def size(self, doorway_id: UUID | None) -> tuple[Decimal, Decimal] | None:
        """Width and height of a doorway, where both are known."""
        doorway = self.doorways.get(doorway_id) if doorway_id else None
        return (doorway.width_m, doorway.height_m) if doorway and doorway.width_m and doorway.height_m else None

    def trigger(self, scenario_id: UUID | None) -> str | None:
        """``SD-L8-01 (smoke detector)``."""
        scenario = self.scenarios.get(scenario_id) if scenario_id else None
        if scenario is None:
            return None
        kind = scenario.trigger_device_type
        words = f" ({TriggerDeviceType(kind).label.lower()})" if kind else ""
        return f"{scenario.trigger_device_id}{words}"

    def acceptance(self, instance: TestInstance) -> Acceptance | None:
        """Who accepted the instrument of a reading, and why."""
        if instance.instrument_accepted_at is None:
            return None
        reason = instance.instrument_accepted_reason or "no reason was given"
        return Acceptance(self.person(instance.instrument_accepted_by), instance.instrument_accepted_at, reason)

    def waiver(self, waiver: EvidenceWaiver, instance: TestInstance) -> Waiver:
        """A piece of evidence that may be missing, in the words that asked for it."""
        prompts = instance.evidence_prompts or []
        known = prompts[waiver.prompt_index] if waiver.prompt_index < len(prompts) else {}
        return Waiver(asked_for(known, waiver.prompt_index), waiver.reason, self.person(waiver.waived_by))
