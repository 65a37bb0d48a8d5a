"""A fire panel's event log as the result of a cause-and-effect test: looked at first, then recorded like any other.

What a person said of points is remembered for the building (``import_mappings``, under a fingerprint of its own).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.event_log import Answers, Becomes, Expected, Key, LogReading, read_log
from firemode_desktop.domain.words import MeasurementType
from firemode_desktop.imports.event_logs import EventLog, event_words, open_event_log, read_event_log
from firemode_desktop.models import CEScenario, ControlEquipment, ImportMapping, TestInstance
from firemode_desktop.services.testing.bench import Bench, load
from firemode_desktop.services.testing.recording import EvidenceFile, Recorded, Result, record

FINGERPRINT = hashlib.sha256(b"points of a fire panel's event log").hexdigest()[:16]
_KIND = "firemode_event_log"


@dataclass(frozen=True)
class LogPlan:
    """What a log would record for one test, and what has to be said before it can be."""

    session_id: UUID
    instance_id: UUID
    identifier: str
    building_id: UUID
    log: EventLog
    answers: Answers
    said: Mapping[Key, Becomes]
    """What was said this time, to be remembered when it is recorded."""
    reading: LogReading
    measured_at: datetime | None
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether it can be recorded as it stands."""
        return not self.reading.questions

    @property
    def remark(self) -> str:
        """What the record says of where its seconds come from."""
        trigger = self.reading.trigger
        zero = f"trigger {trigger.words} at {trigger.written}" if trigger else "seconds counted from the trigger"
        return f"Read from the panel log “{self.log.file_name}” ({zero}); SHA-256 {self.log.sha256}."


def survey_log(
    session: Session, instance_id: UUID, content: bytes, name: str, answers: Answers | None = None
) -> LogPlan:
    """What the log ``content`` of a file called ``name`` says of a test; nothing is written.

    Raises:
        Missing: there is no such test.
        Invalid: it is not a cause-and-effect test, the file is no log, or rows of it cannot be read.
    """
    bench, instance = _test(session, instance_id)
    log = read_event_log(open_event_log(content, name, event_words()), event_words(), bench.zone)
    expected = _expected(session, bench, instance)
    given = answers or Answers()
    whole = replace(given, points={**remembered(session, bench.building.id), **given.points})
    reading = read_log(log.events, expected, event_words(), whole, zero=log.zero)
    moment = reading.trigger.moment if reading.trigger else None
    notes = (*log.notes, *_day_notes(bench, moment), *_unused(log))
    return LogPlan(
        bench.visit.id,
        instance.instance_id,
        instance.scoped_identifier,
        bench.building.id,
        log,
        whole,
        given.points,
        reading,
        moment,
        notes,
    )


def observe(session: Session, plan: LogPlan, file: EvidenceFile | None, *, by: UUID, at: datetime) -> Recorded:
    """Record what a log says as the result of its test; ``file`` is the log in the evidence store.

    The same log again changes nothing. What was said of points is remembered for the building.

    Raises:
        Invalid: something has to be said first; one detail a question.
        Refused: the person may not, the session takes no more results, or the test is completed with another result.
    """
    if not plan.ready:
        questions = plan.reading.questions
        raise Invalid(f"Nothing was recorded. {' '.join(questions)}", [{"message": each} for each in questions])
    day = plan.measured_at if plan.measured_at is not None and plan.measured_at <= at else None
    evidence = () if file is None else (file,)
    seen = plan.reading.recorded
    result = Result(plan.identifier, observed=seen, measured_at=day, notes=plan.remark, evidence=evidence)
    done = record(session, plan.session_id, [result], by=by, at=at)
    remember(session, plan.building_id, plan.said, plan.log.file_name, by=by)
    return done


def remembered(session: Session, building_id: UUID) -> dict[Key, Becomes]:
    """What was said of points of a building's panel before."""
    row = _newest(session, building_id)
    if row is None or row.mapping.get(_KIND) != 1:
        return {}
    return {(one["point"], one["event"]): (one["component"], one["action"]) for one in row.mapping["points"]}


def remember(session: Session, building_id: UUID, said: Mapping[Key, Becomes], name: str, *, by: UUID) -> None:
    """Keep what was said of points from now on; what is known already is not kept again."""
    known = remembered(session, building_id)
    points = {**known, **said}
    if points == known:
        return
    mapping = {_KIND: 1, "points": [_point(key, becomes) for key, becomes in sorted(points.items())]}
    session.add(
        ImportMapping(building_id=building_id, fingerprint=FINGERPRINT, name=name, mapping=mapping, created_by=by)
    )
    session.flush()


def _point(key: Key, becomes: Becomes) -> dict[str, Any]:
    return {"point": key[0], "event": key[1], "component": becomes[0], "action": becomes[1]}


def _newest(session: Session, building_id: UUID) -> ImportMapping | None:
    return session.scalar(
        select(ImportMapping)
        .where(
            ImportMapping.building_id == building_id,
            ImportMapping.fingerprint == FINGERPRINT,
            ImportMapping.forgotten_at.is_(None),
        )
        .order_by(ImportMapping.recorded_at.desc(), ImportMapping.mapping_id)
        .limit(1)
    )


def _test(session: Session, instance_id: UUID) -> tuple[Bench, TestInstance]:
    found = session.get(TestInstance, instance_id)
    if found is None:
        raise Missing("There is no such test.", [str(instance_id)])
    if found.measurement_type != MeasurementType.CAUSE_AND_EFFECT_LOGIC:
        raise Invalid(f"{found.scoped_identifier} is not a cause-and-effect test; a panel’s log says nothing of it.")
    bench = load(session, found.session_id, only={found.scoped_identifier})
    return bench, bench.by_identifier()[found.scoped_identifier]


def _expected(session: Session, bench: Bench, instance: TestInstance) -> Expected:
    scenario = session.get(CEScenario, instance.scenario_id) if instance.scenario_id else None
    query = select(ControlEquipment.equipment_identifier).where(ControlEquipment.building_id == bench.building.id)
    names = tuple(sorted(set(session.scalars(query))))
    return Expected(bench.test(instance).expected_sequence, scenario.trigger_device_id if scenario else "", names)


def _day_notes(bench: Bench, moment: datetime | None) -> tuple[str, ...]:
    if moment is None or bench.day is None or bench.local_day(moment) == bench.day:
        return ()
    day, planned = show_date(bench.local_day(moment)), show_date(bench.day)
    return (f"The panel’s clock says {day}; the session is planned for {planned}.",)


def _unused(log: EventLog) -> tuple[str, ...]:
    return tuple(f"Row {row} is no event: {text}" for row, text in log.skipped)
