"""Correcting a result beside the record: the original stays, the correction brings its own reading, verdict and reason.

A correction that fails opens a fault; one that passes proposes, in the history of the fault that the original opened,
to resolve it – a person does (docs/decisions/0017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.amendments import NOTES, RESULT, Given
from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.observed import ObservedEffect
from firemode_desktop.domain.outcome import stored
from firemode_desktop.domain.reading import ChecklistItem, Reading
from firemode_desktop.domain.running import Recorded as RunRecorded
from firemode_desktop.domain.running import RunTest
from firemode_desktop.domain.verdict import ValidationResult, validate
from firemode_desktop.domain.words import FaultDeed, InstanceStatus, SessionStatus
from firemode_desktop.models import ResultAmendment, TestInstance
from firemode_desktop.queries.testing import open_fault_of
from firemode_desktop.services import fault_events, people
from firemode_desktop.services.testing.bench import Bench, load, stored_reading, stored_text
from firemode_desktop.services.testing.completing import find, reason_given
from firemode_desktop.services.testing.content import next_revision
from firemode_desktop.services.testing.recording import Result, as_reading, fault_of, open_faults


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right: the result of its kind, another instrument, other notes; what is not given stays as it stands.

    Numbers are in the unit of the test, ``points`` are the nine of a doorway in m/s.
    """

    value: Decimal | None = None
    points: tuple[Decimal | None, ...] = ()
    observed: tuple[ObservedEffect, ...] | None = None
    result_observed: bool | None = None
    checklist: tuple[ChecklistItem, ...] = ()
    instrument_id: UUID | None = None
    notes: str | None = None

    @property
    def of_reading(self) -> bool:
        """Whether a reading is brought."""
        told = (self.value, self.observed, self.result_observed)
        return bool(self.points or self.checklist) or any(each is not None for each in told)

    @property
    def of_result(self) -> bool:
        """Whether it bears on the verdict."""
        return self.of_reading or self.instrument_id is not None


def amend(
    session: Session, session_id: UUID, identifier: str, correction: Correction, reason: str, *, by: UUID
) -> dict[str, Any]:
    """Correct a completed test beside the original; returns the amendment: id, identifier and what stands now.

    The recorded result stays as it is; the amendment carries the corrected reading with its own verdict.

    Raises:
        Refused: the test is not completed, the session was cancelled, or the person may not: before approval whoever
            tests, afterwards a supervisor.
        Invalid: the reason is blank, nothing is corrected, or what is given is no result of this kind of test.
    """
    bench = load(session, session_id, lock=True)
    _check_may(session, bench, by)
    instance = find(bench, identifier)
    if instance.status != InstanceStatus.COMPLETED:
        raise Refused(f"{instance.scoped_identifier} has no result yet that could be amended.")
    why = reason_given(reason)
    if correction.of_result:
        told = _amend_result(session, bench, instance, correction, why, by)
    elif correction.notes is not None:
        told = _amend_notes(session, bench, instance, correction.notes, why, by)
    else:
        raise Invalid(f"Say what is right for {instance.scoped_identifier}: nothing was given.")
    next_revision(session, session_id)
    session.flush()
    return told


def _check_may(session: Session, bench: Bench, by: UUID) -> None:
    if bench.visit.status == SessionStatus.CANCELLED:
        raise Refused("This session was cancelled. What was recorded stays as it is.")
    approved = bench.visit.status == SessionStatus.APPROVED
    allowed = people.SUPERVISORS if approved else people.TESTERS
    people.require(session, by, allowed, "amend a result" + (" of an approved session" if approved else ""))


def _amend_notes(
    session: Session, bench: Bench, instance: TestInstance, notes: str, reason: str, by: UUID
) -> dict[str, Any]:
    stands = bench.stands(instance)
    if notes.strip() == (stands.notes or ""):
        raise Invalid(f"{instance.scoped_identifier} has these notes already.")
    row = _row(bench, instance, NOTES, stands.notes, {"notes": notes.strip()}, reason, by)
    session.add(row)
    session.flush()
    return {"id": row.amendment_id, "identifier": instance.scoped_identifier, "notes": notes.strip()}


def _amend_result(
    session: Session, bench: Bench, instance: TestInstance, correction: Correction, reason: str, by: UUID
) -> dict[str, Any]:
    stands = bench.stands(instance)
    taken, instrument_id = _corrected(bench, instance, stands, correction)
    judged = _judged(bench, instance, taken, instrument_id)
    text = stored_text(taken)
    now = (taken.measured, text, instrument_id)
    if now == (stands.measured_value_numeric, stands.measured_value_text, stands.required_instrument_id):
        raise Invalid(f"{instance.scoped_identifier} stands with this result already.")
    told = {
        "measured_value": taken.measured,
        "is_compliant": judged.is_compliant,
        "verdict": judged.verdict.value,
        "deviation_from_baseline_pct": judged.deviation_from_baseline_pct,
    }
    new = {
        **{name: stored(value) for name, value in told.items()},
        "measured_value_text": text,
        "instrument_id": None if instrument_id is None else str(instrument_id),
        "validation_result": judged.to_dict(),
        "words": _words(bench, instance, taken, instrument_id, stands),
        **({} if correction.notes is None else {"notes": correction.notes.strip()}),
    }
    was = _words(bench, instance, stored_reading(bench, instance, stands), stands.required_instrument_id, None)
    row = _row(bench, instance, RESULT, was, new, reason, by)
    session.add(row)
    session.flush()
    _settle_fault(session, bench, instance, judged, str(new["words"]), by)
    return {"id": row.amendment_id, "identifier": instance.scoped_identifier, **told, "fault_id": instance.fault_id}


def _corrected(
    bench: Bench, instance: TestInstance, stands: Given, correction: Correction
) -> tuple[Reading, UUID | None]:
    """The reading and the instrument once the correction stands."""
    instrument_id = correction.instrument_id or stands.required_instrument_id
    before = stored_reading(bench, instance, stands)
    if not correction.of_reading:
        return before, instrument_id
    at = instance.completed_at or bench.visit.created_at
    result = Result(
        instance.scoped_identifier,
        value=correction.value,
        points=correction.points,
        observed=correction.observed,
        result_observed=correction.result_observed,
        checklist=correction.checklist,
        measured_at=at,
    )
    return replace(as_reading(bench, instance, result, at), environment=before.environment), instrument_id


def _judged(bench: Bench, instance: TestInstance, taken: Reading, instrument_id: UUID | None) -> ValidationResult:
    """The verdict; a word that was given for one instrument does not count for another."""
    test = bench.test(instance)
    same = instrument_id == instance.required_instrument_id
    test = replace(test, instrument_accepted=test.instrument_accepted and same)
    return validate(test, taken, bench.context(instance, instrument_id))


def _settle_fault(
    session: Session, bench: Bench, instance: TestInstance, judged: ValidationResult, words: str, by: UUID
) -> None:
    """Open a fault for a correction that fails; tell the open one how the corrected reading came out."""
    fault = open_fault_of(session, instance.instance_id)
    if fault is None:
        if judged.fault_draft is not None:
            at = instance.completed_at or bench.visit.created_at
            open_faults(session, bench, [fault_of(instance, judged.fault_draft, at)])
        return
    passes = "which passes: it is proposed to resolve this fault" if judged.is_compliant else "which does not pass"
    note = f"The reading was amended to {words}, {passes}."
    fault_events.carry_over(session, fault)
    fault_events.file(session, fault, FaultDeed.REMARKED, by, note)


def _row(
    bench: Bench, instance: TestInstance, field: str, old: object, new: Mapping[str, Any], reason: str, by: UUID
) -> ResultAmendment:
    number = len(bench.amendments.get(instance.instance_id, ())) + 1
    return ResultAmendment(
        building_id=instance.building_id,
        instance_id=instance.instance_id,
        field=field,
        old_value=old,
        new_value={**new, "number": number},
        reason=reason,
        amended_by=by,
    )


def _words(
    bench: Bench, instance: TestInstance, taken: Reading, instrument_id: UUID | None, before: Given | None
) -> str:
    """What was read, in a word or two; the instrument where it is another one than before."""
    value = taken.measured
    test = RunTest(instance.instance_id, bench.test(instance), InstanceStatus.COMPLETED, recorded=RunRecorded(taken))
    words = plain(value) if value is not None and taken.result_observed is None else test.reading
    if before is None or before.required_instrument_id == instrument_id or instrument_id is None:
        return words
    return f"{words} with {bench.instruments[instrument_id].serial_number}"
