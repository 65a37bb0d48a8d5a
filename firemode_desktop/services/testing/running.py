"""The run view's questions: a session with everything a verdict needs, and one test with how it is done.

Only frozen values leave: the window judges what is typed with the same ``domain.verdict`` as the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, load_only

from firemode_desktop.domain.amendments import NOTES, RESULT, Amendment, Given, corrected
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.countdown import Instruction
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.judges import NUMERIC
from firemode_desktop.domain.reading import Test
from firemode_desktop.domain.running import FaultLink, Recorded, RunSheet, RunTest, ShownCheck, Tool
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.standing import Standing, standing
from firemode_desktop.domain.submission import EvidenceSeen, asked_for, missing_prompts
from firemode_desktop.domain.words import CheckResult, InstanceStatus, MeasurementType, SessionStatus
from firemode_desktop.models import (
    CEScenario,
    EvidenceRecord,
    EvidenceWaiver,
    Fault,
    InstanceAttempt,
    Instrument,
    ResultAmendment,
    TestInstance,
    TestSession,
    User,
)
from firemode_desktop.queries.site import in_service
from firemode_desktop.queries.testing import last_corrections
from firemode_desktop.services import people
from firemode_desktop.services.testing.bench import Bench, corrections, load, read_back, recorded, stored_reading
from firemode_desktop.services.testing.completing import submission_items
from firemode_desktop.services.testing.filing import ShownFile, shown_file
from firemode_desktop.services.testing.physics import site_of

MOST_BEFORE = 6
"""Readings of the past that are shown beside a test."""


def run_sheet(session: Session, session_id: UUID) -> RunSheet:
    """A session with its tests in walking order.

    Raises:
        Missing: there is no such session.
    """
    bench = load(session, session_id)
    visit = bench.visit
    reviewer = session.get(User, visit.reviewed_by) if visit.reviewed_by else None
    evidence = _evidence_state(session, bench)
    faults = _faults(session, bench)
    superseded = bench.superseded
    return RunSheet(
        session_id=visit.id,
        name=visit.session_name or "",
        status=visit.status,
        frequency=visit.frequency,
        scheduled_for=visit.scheduled_for,
        decision_rule=visit.decision_rule,
        drift_limit_pct=bench.building.drift_limit_pct,
        timezone=bench.building.timezone,
        tests=tuple(_run_test(bench, one, evidence, faults, one.instance_id in superseded) for one in bench.instances),
        rules=dict(bench.rules),
        tools=tools(session, bench),
        review_note=visit.review_note,
        reviewed_by=reviewer.full_name if reviewer else None,
        conditions=bench.conditions,
        site=site_of(session, bench),
    )


def _run_test(
    bench: Bench,
    instance: TestInstance,
    evidence: Mapping[str, tuple[int, int]],
    faults: Mapping[UUID, FaultLink],
    superseded: bool,
) -> RunTest:
    have, wanting = evidence[instance.scoped_identifier]
    return RunTest(
        instance_id=instance.instance_id,
        test=bench.test(instance),
        status=InstanceStatus(instance.status),
        rule_id=instance.rule_id,
        retest_of=instance.retest_of,
        superseded=superseded,
        evidence=have,
        evidence_wanting=wanting,
        seconds=sum(line.seconds for line in _instructions(instance)),
        recorded=_recorded(bench, instance, faults.get(instance.instance_id)),
    )


def _instructions(instance: TestInstance) -> tuple[Instruction, ...]:
    """How it is done; what is to be looked at on a checklist stands among them and is none of them."""
    steps = (each for each in instance.descriptive_instructions or () if not each.get("check"))
    return tuple(
        Instruction(str(step.get("instruction", "")), int(step.get("estimated_time_s") or 0)) for step in steps
    )


def _recorded(bench: Bench, instance: TestInstance, fault: FaultLink | None) -> Recorded:
    made, stands = bench.corrections(instance), bench.stands(instance)
    checks = (stands.validation_result or {}).get("checks", ())
    completed = instance.status == InstanceStatus.COMPLETED
    return Recorded(
        taken=stored_reading(bench, instance, stands) if completed else None,
        is_compliant=stands.is_compliant,
        verdict=stands.verdict,
        deviation_pct=stands.deviation_from_baseline_pct,
        checks=tuple(ShownCheck(c["code"], CheckResult(c["result"]), c["message"]) for c in checks),
        at=instance.completed_at,
        instrument_id=stands.required_instrument_id,
        accepted_because=instance.instrument_accepted_reason,
        reason=instance.status_reason,
        notes=stands.notes,
        fault=fault,
        amended=any(one.field == RESULT for one in made),
    )


def _evidence_state(session: Session, bench: Bench) -> dict[str, tuple[int, int]]:
    """By identifier: how many files there are, and how many mandatory prompts want one."""
    return {
        item.identifier: (
            len(item.evidence),
            len(missing_prompts(item.evidence_prompts, item.evidence, item.waived_prompts)),
        )
        for item in submission_items(session, bench)
    }


def _faults(session: Session, bench: Bench) -> dict[UUID, FaultLink]:
    """By test: the fault it opened; a retest that opened none leads to the fault of what it repeats."""
    rows = session.scalars(
        select(Fault)
        .where(Fault.test_session_id == bench.visit.id)
        .order_by(Fault.fault_number)
        .options(load_only(Fault.instance_id, Fault.fault_number, Fault.status))
    )
    found = {row.instance_id: FaultLink(row.id, row.fault_number, row.status) for row in rows if row.instance_id}
    for again in bench.instances:  # a retest comes after what it repeats
        if again.retest_of in found and again.instance_id not in found:
            found[again.instance_id] = replace(found[again.retest_of], of_retest=True)
    return found


def tools(session: Session, bench: Bench) -> tuple[Tool, ...]:
    """Instruments in service, those of other buildings left out; any that this session used stays to be named."""
    used = {one.required_instrument_id for one in bench.instances if one.required_instrument_id}
    rows = session.execute(
        select(Instrument.id, Instrument.manufacturer, Instrument.model)
        .where(
            or_(
                Instrument.id.in_(used),
                or_(Instrument.building_id.is_(None), Instrument.building_id == bench.visit.building_id)
                & and_(*in_service(Instrument, bench.day or func.current_date())),
            )
        )
        .order_by(Instrument.instrument_type, Instrument.serial_number)
    )
    return tuple(
        Tool(key, bench.instruments[key], " ".join(part for part in (maker, model) if part))
        for key, maker, model in rows
    )


@dataclass(frozen=True, slots=True)
class Prompt:
    """One piece of evidence that is asked for, and what answers it."""

    index: int
    description: str
    evidence_type: str
    mandatory: bool
    files: tuple[ShownFile, ...] = ()
    waived_because: str | None = None
    wanting: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """A reading of the same place in an earlier session, or earlier in this one."""

    at: datetime
    session_name: str
    reading: str
    standing: Standing
    value: Decimal | None = None
    """The number of a measurement; the seconds of a response are none."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One test as the panel shows it beside its result: how it is done, what it needs, what was before."""

    instance_id: UUID
    instructions: tuple[Instruction, ...] = ()
    warnings: tuple[str, ...] = ()
    expected_result: str | None = None
    prompts: tuple[Prompt, ...] = ()
    other_files: tuple[ShownFile, ...] = ()
    before: tuple[Before, ...] = ()
    attempts: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()
    recorded_by: str | None = None
    recorded_at: datetime | None = None
    accepted_by: str | None = None


def detail(session: Session, instance_id: UUID) -> Detail:
    """One test with its instructions, evidence and history.

    Raises:
        Missing: there is no such test.
    """
    instance = session.get(TestInstance, instance_id)
    if instance is None:
        raise Missing("There is no such test.", [str(instance_id)])
    prompts, others = _prompts(session, instance)
    names = people.names(session, (instance.recorded_by, instance.instrument_accepted_by))
    return Detail(
        instance_id=instance_id,
        instructions=_instructions(instance),
        warnings=tuple(map(str, instance.safety_warnings or ())),
        expected_result=instance.expected_result,
        prompts=prompts,
        other_files=others,
        before=_before(session, instance),
        attempts=_attempts(session, instance),
        amendments=_amendments(session, instance),
        recorded_by=names.get(instance.recorded_by) if instance.recorded_by else None,
        recorded_at=instance.recorded_at,
        accepted_by=names.get(instance.instrument_accepted_by) if instance.instrument_accepted_by else None,
    )


def _prompts(session: Session, instance: TestInstance) -> tuple[tuple[Prompt, ...], tuple[ShownFile, ...]]:
    """The prompts with what answers them, and the files that answer none."""
    asked = instance.evidence_prompts or []
    records = session.scalars(
        select(EvidenceRecord)
        .where(EvidenceRecord.instance_id == instance.instance_id)
        .order_by(EvidenceRecord.created_at, EvidenceRecord.evidence_id)
    ).all()
    waivers = select(EvidenceWaiver.prompt_index, EvidenceWaiver.reason).where(
        EvidenceWaiver.instance_id == instance.instance_id
    )
    waived = {row[0]: row[1] for row in session.execute(waivers)}
    seen = [EvidenceSeen(record.evidence_type, record.prompt_index) for record in records]
    wanting = missing_prompts(asked, seen, frozenset(waived))
    shown = tuple(
        Prompt(
            index,
            asked_for(prompt, index),
            str(prompt.get("type") or ""),
            bool(prompt.get("mandatory")),
            tuple(shown_file(record) for record in records if record.prompt_index == index),
            waived.get(index),
            index in wanting,
        )
        for index, prompt in enumerate(asked)
    )
    return shown, tuple(shown_file(record) for record in records if record.prompt_index is None)


def _attempts(session: Session, instance: TestInstance) -> tuple[str, ...]:
    rows = session.scalars(
        select(InstanceAttempt)
        .where(InstanceAttempt.instance_id == instance.instance_id)
        .order_by(InstanceAttempt.attempt)
    )
    return tuple(f"Attempt {row.attempt} could not be done: {row.reason or 'no reason given'}" for row in rows)


def _amendments(session: Session, instance: TestInstance) -> tuple[str, ...]:
    rows = session.scalars(select(ResultAmendment).where(ResultAmendment.instance_id == instance.instance_id)).all()
    made = corrections(instance, rows)
    names = people.names(session, (one.by for one in made))
    return tuple(_amended(one, names.get(one.by, "somebody") if one.by else "somebody", instance) for one in made)


def _amended(one: Amendment, by: str, instance: TestInstance) -> str:
    """``Amended from 44.1 Pa to 14.4 Pa (fail) by …: Digits swapped.``"""
    if one.field == NOTES:
        return f"Notes amended to “{one.new}” by {by}: {one.reason}"
    numeric = instance.measurement_type in NUMERIC
    old, new = (f"{words} {instance.unit}" if numeric and instance.unit else words for words in (one.old, one.new))
    verdict = f" ({one.given.verdict.replace('_', ' ')})" if one.given.verdict else ""
    return f"Amended from {old or 'nothing'} to {new}{verdict} by {by}: {one.reason}"


_SHOWN = (
    TestInstance.instance_id,
    TestInstance.measurement_type,
    TestInstance.status,
    TestInstance.completed_at,
    TestInstance.measured_value_numeric,
    TestInstance.measured_value_text,
    TestInstance.is_compliant,
    TestInstance.verdict,
    TestInstance.min_threshold,
    TestInstance.max_threshold,
    TestInstance.unit,
    TestInstance.expected_sequence,
    TestInstance.environmental_conditions,
)


def _before(session: Session, instance: TestInstance) -> tuple[Before, ...]:
    """What was read at this place before, the latest first; sessions that were cancelled are left out."""
    rows = session.execute(
        select(TestInstance, TestSession.session_name)
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .where(
            *_same_place(session, instance),
            TestInstance.instance_id != instance.instance_id,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestSession.status != SessionStatus.CANCELLED.value,
            TestInstance.completed_at < (instance.completed_at or func.now()),
        )
        .order_by(TestInstance.completed_at.desc())
        .limit(MOST_BEFORE)
        .options(load_only(*_SHOWN))
    ).all()
    brought = last_corrections(session, ResultAmendment.instance_id.in_(row.instance_id for row, _ in rows))
    return tuple(as_before(row, name, brought.get(row.instance_id)) for row, name in rows)


PLACE = (
    "building_id",
    "stair_id",
    "floor_id",
    "measurement_type",
    "door_configuration",
    "door_id",
    "doorway_id",
    "door_scenario",
    "pressurization_active",
    "interface_type",
    "location_id",
    "zone_id",
)
"""What makes another test one of the same place; a scenario is told apart besides."""


def _same_place(session: Session, instance: TestInstance) -> Iterable[ColumnElement[bool]]:
    """The columns that make another test the same one; a scenario is the same in every version."""
    for name in PLACE:
        value = getattr(instance, name)
        yield getattr(TestInstance, name).is_(None) if value is None else getattr(TestInstance, name) == value
    if instance.scenario_id is not None:
        ours = select(CEScenario.scenario_name).where(CEScenario.scenario_id == instance.scenario_id)
        same = select(CEScenario.scenario_id).where(
            CEScenario.zone_id == instance.zone_id, CEScenario.scenario_name == ours.scalar_subquery()
        )
        yield TestInstance.scenario_id.in_(same)


def as_before(row: TestInstance, session_name: str | None, brought: Mapping[str, Any] | None) -> Before:
    """A reading as it stands: what its last correction ``brought``, else as it was recorded."""
    given = row if brought is None else corrected(recorded(row), RESULT, brought)
    limits = Limits(row.min_threshold, row.max_threshold, row.unit or "")
    assert row.completed_at is not None
    timed = row.measurement_type in (MeasurementType.INTERFACE_TEST, MeasurementType.CAUSE_AND_EFFECT_LOGIC)
    near = None if timed else given.measured_value_numeric
    how = standing(row.status, given.is_compliant, given.verdict, near, limits)
    return Before(row.completed_at, session_name or "Session", read_in_words(row, given), how, near)


def read_in_words(row: TestInstance, given: TestInstance | Given | None = None) -> str:
    """What was read, with its unit, as the run view writes it; ``given`` where a correction stands for it."""
    assert row.completed_at is not None
    test = Test(
        row.measurement_type,
        "",
        min_threshold=row.min_threshold,
        max_threshold=row.max_threshold,
        unit=row.unit,
        expected_sequence=parse(row.expected_sequence) if row.expected_sequence else (),
    )
    taken = read_back(given or row, row.completed_at.date())
    return RunTest(row.instance_id, test, InstanceStatus.COMPLETED, recorded=Recorded(taken=taken)).reading
