"""Recording what was read: judged at once, kept whole, and never written over.

The state machine is that of the customer's document. A retry after *failed* keeps the first attempt in
``instance_attempts``; a result that differs from a completed one is refused (page 1, C20), the same result again is no
change. A reading that breaches its limit opens one fault, unless its instrument was not fit to be used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain import lifecycle, reading
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.conditions import over
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.entry import when_measured
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.faults import FaultDraft
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.verdict import completion_problems, validate
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.evidence import StoredFile
from firemode_desktop.models import Fault, TestInstance
from firemode_desktop.services import fault_events, people
from firemode_desktop.services.testing.bench import Bench, load, stored_text
from firemode_desktop.services.testing.filing import evidence_record


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that is in the evidence store, the name it came with, and when it was added.

    When it was captured is what the camera wrote into it, where that can be so.
    """

    stored: StoredFile
    original_name: str
    captured_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a person brings back for one test; ``status`` is blank, ``skipped`` or ``failed`` (with a reason).

    Numbers are in the unit of the test; ``points`` are the nine of a doorway (m/s); ``measured_at`` has its offset.
    """

    identifier: str
    value: Decimal | None = None
    points: tuple[Decimal | None, ...] = ()
    observed: tuple[ObservedEffect, ...] | None = None
    result_observed: bool | None = None
    checklist: tuple[reading.ChecklistItem, ...] = ()
    measured_at: datetime | None = None
    instrument_id: UUID | None = None
    environment: Mapping[str, Any] = field(default_factory=dict)
    status: str = ""
    notes: str | None = None
    evidence: tuple[EvidenceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording did: identifiers by outcome, and the ids of the faults it opened."""

    completed: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    faults: tuple[UUID, ...] = ()


def record(
    session: Session,
    session_id: UUID,
    results: Sequence[Result],
    *,
    by: UUID,
    at: datetime,
    batch_id: UUID | None = None,
) -> Recorded:
    """Record results of a session, all of them or none.

    Raises:
        Refused: the person may not, the session takes no more results, or a test is final.
        Invalid: a result has no value, two values, was measured in the future, or differs from what is recorded
            already; one detail a result.
        Missing: an identifier is not a test of this session.
    """
    people.require(session, by, people.TESTERS, "record results")
    bench = load(session, session_id, lock=True, only={result.identifier for result in results})
    lifecycle.check_takes_results(bench.visit.status)
    by_identifier = bench.by_identifier()
    unknown = [result.identifier for result in results if result.identifier not in by_identifier]
    if unknown:
        raise Missing(f"{unknown[0]} is not a test of this session.", unknown)
    sitting = Sitting(session, bench, by, at, batch_id)
    problems = []
    for result in results:
        try:
            sitting.take(by_identifier[result.identifier], result)
        except (Invalid, Refused) as error:
            if batch_id is None and len(results) == 1:
                raise
            problems.append({"identifier": result.identifier, "message": error.message})
    if problems:
        raise Invalid(f"{len(problems)} of {len(results)} results cannot be recorded; nothing was written.", problems)
    _begin(bench, results, at)
    open_faults(session, bench, sitting.faults)
    return sitting.outcome()


def open_faults(session: Session, bench: Bench, faults: Sequence[Fault]) -> None:
    """Write the faults, then point their tests at them (each refers to the other)."""
    session.add_all(faults)
    session.flush()
    fault_events.opened(session, faults)
    by_id = {instance.instance_id: instance for instance in bench.instances}
    for fault in faults:
        if fault.instance_id is not None:
            by_id[fault.instance_id].fault_id = fault.id
    session.flush()


def _begin(bench: Bench, results: Sequence[Result], at: datetime) -> None:
    """The first result makes a draft session one in progress."""
    if results and bench.visit.status != SessionStatus.IN_PROGRESS:
        bench.visit.status = lifecycle.check_session_move(bench.visit.status, SessionStatus.IN_PROGRESS).value
        times = [result.measured_at for result in results if result.measured_at]
        bench.visit.started_at = bench.visit.started_at or min(times, default=at)


def measured_by_default(bench: Bench, at: datetime) -> datetime:
    """When a reading without a time was taken: now, or at noon of the session's day once that is past (page 1)."""
    return when_measured(bench.day, bench.zone, at)


class Sitting:
    """One call of ``record``: the bench, who records, and what has become of the results so far."""

    def __init__(self, session: Session, bench: Bench, by: UUID, at: datetime, batch_id: UUID | None) -> None:
        self.session, self.bench, self.by, self.batch_id = session, bench, by, batch_id
        self.today = bench.local_day(at)
        self.now = at
        self.at = measured_by_default(bench, at)
        self.done: dict[str, list[str]] = defaultdict(list)
        self.faults: list[Fault] = []

    def outcome(self) -> Recorded:
        names = {outcome: tuple(identifiers) for outcome, identifiers in self.done.items()}
        return Recorded(faults=tuple(fault.id for fault in self.faults), **names)

    def take(self, instance: TestInstance, result: Result) -> None:
        """Record one result of one test."""
        if result.measured_at is not None and self.bench.local_day(result.measured_at) > self.today:
            day = show_date(self.bench.local_day(result.measured_at))
            raise Invalid(f"A reading of {day} is in the future; say when it was measured.")
        if result.status:
            self._not_carried_out(instance, result)
            return
        taken = as_reading(self.bench, instance, result, self.at)
        if instance.status == InstanceStatus.COMPLETED:
            self._same_again(instance, result, taken)
            return
        measured_at = result.measured_at or self.at
        self._begin(instance, measured_at)
        instance.required_instrument_id = result.instrument_id
        instance.environmental_conditions = dict(taken.environment) or None
        judged = validate(self.bench.test(instance), taken, self.bench.context(instance, result.instrument_id))
        instance.complete(
            measured_at,
            taken.measured,
            judged.is_compliant,
            judged.to_dict(),
            measured_text=stored_text(taken),
            verdict=judged.verdict.value,
            deviation_pct=judged.deviation_from_baseline_pct,
        )
        self._sign(instance, result)
        instance.notes = result.notes
        self._keep_evidence(instance, result, measured_at)
        if judged.fault_draft is not None:
            self.faults.append(fault_of(instance, judged.fault_draft, measured_at))
        self.done["completed"].append(instance.scoped_identifier)

    def _begin(self, instance: TestInstance, at: datetime) -> None:
        """Under way, from wherever it may be taken up; an attempt that failed is kept."""
        if instance.status == InstanceStatus.FAILED:
            self._retry(instance)
        if instance.status == InstanceStatus.PENDING:
            instance.start(at)

    def _sign(self, instance: TestInstance, result: Result) -> None:
        instance.technician_id = self.by
        instance.recorded_by = self.by
        instance.import_batch_id = self.batch_id

    def _keep_evidence(self, instance: TestInstance, result: Result, measured_at: datetime) -> None:
        now, zone = self.now, self.bench.zone
        kept = [
            evidence_record(instance, file, prompt, by=self.by, at=file.captured_at or measured_at, now=now, zone=zone)
            for file, prompt in zip_longest(result.evidence, _prompts_in_order(instance)[: len(result.evidence)])
        ]
        self.session.add_all(kept)
        if kept:
            instance.evidence_ids = [*(instance.evidence_ids or []), *(record.evidence_id for record in kept)]

    def _not_carried_out(self, instance: TestInstance, result: Result) -> None:
        """Skip the test, or note that it could not be carried out; both want the reason."""
        reason, at = result.notes or "", result.measured_at or self.at
        told = (result.value, result.observed, result.result_observed)
        if result.points or result.checklist or any(each is not None for each in told):
            raise Invalid(f"{instance.scoped_identifier} is {result.status} and has a reading; it can only be one.")
        if instance.status == result.status and instance.status_reason == reason.strip():
            self.done["unchanged"].append(instance.scoped_identifier)
            return
        if result.status == InstanceStatus.FAILED:
            self._begin(instance, at)
            instance.fail(reason, at)
        else:
            if instance.status == InstanceStatus.FAILED:
                self._retry(instance)
            instance.skip(reason)
        self._sign(instance, result)
        self.done[instance.status].append(instance.scoped_identifier)

    def _retry(self, instance: TestInstance) -> None:
        """Back to pending after a failure; the attempt that failed is kept."""
        attempt = instance.retry()
        attempt.recorded_by = instance.recorded_by
        self.session.add(attempt)
        self.session.flush()

    def _same_again(self, instance: TestInstance, result: Result, taken: reading.Reading) -> None:
        """A completed test takes the same result again as no change, and any other as an error."""
        differences = _differences(self.bench, instance, result, taken)
        if differences:
            raise Refused(
                f"{instance.scoped_identifier} is completed with another result ({'; '.join(differences)}). "
                "Add a retest, or amend the recorded result with a reason."
            )
        self.done["unchanged"].append(instance.scoped_identifier)


def as_reading(bench: Bench, instance: TestInstance, result: Result, at: datetime) -> reading.Reading:
    """The result as a reading on the day of the site.

    Raises:
        Invalid: what this kind of test needs to be completed is missing.
    """
    day = bench.local_day(result.measured_at or at)
    taken = reading.Reading(
        day=day,
        value=None if result.points else result.value,
        grid=Grid.of(result.points) if result.points else None,
        observed=result.observed,
        result_observed=result.result_observed,
        checklist=result.checklist,
        environment=over(bench.conditions, result.environment),
    )
    missing = completion_problems(bench.test(instance), taken)
    if missing:
        raise Invalid(f"{instance.scoped_identifier} cannot be completed: {' '.join(missing)}", missing)
    return taken


def _prompts_in_order(instance: TestInstance) -> list[int]:
    """The prompts as files answer them: the mandatory ones first."""
    prompts = instance.evidence_prompts or []
    return sorted(range(len(prompts)), key=lambda index: not prompts[index].get("mandatory"))


def fault_of(instance: TestInstance, draft: FaultDraft, detected_at: datetime) -> Fault:
    """The fault a reading opens, with its whole context; the class is a proposal until a person confirms it."""
    drafted = {entry.name: getattr(draft, entry.name) for entry in fields(draft) if entry.name != "location"}
    drafted["environmental_conditions"] = dict(draft.environmental_conditions) or None
    return Fault(
        **drafted,
        proposed_classification=draft.defect_classification,
        test_session_id=instance.session_id,
        building_id=instance.building_id,
        instance_id=instance.instance_id,
        stair_id=instance.stair_id,
        floor_id=instance.floor_id,
        door_id=instance.door_id,
        doorway_id=instance.doorway_id,
        zone_id=instance.zone_id,
        detected_at=detected_at,
        evidence_ids=list(instance.evidence_ids or []) or None,
    )


def _differences(bench: Bench, instance: TestInstance, result: Result, taken: reading.Reading) -> list[str]:
    """In words: in what a result differs from the one that is recorded."""
    found = []
    if taken.measured != instance.measured_value_numeric:
        was = instance.measured_value_numeric
        found.append(f"recorded {'nothing' if was is None else plain(was)}, now {_shown(taken.measured)}")
    elif stored_text(taken) != instance.measured_value_text:
        found.append("the details differ")
    if result.instrument_id != instance.required_instrument_id:
        found.append("another instrument")
    if result.measured_at is not None and result.measured_at != instance.completed_at:
        found.append("another time")
    return found


def _shown(value: Decimal | None) -> str:
    return "nothing" if value is None else plain(value)
