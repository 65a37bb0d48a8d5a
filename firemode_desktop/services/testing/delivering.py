"""From the journal onto the record: what was entered, as it is kept, and the transaction that records it.

Each delivery may be made again: after a COMMIT whose answer was lost the same entry finds itself on record and changes
nothing. Where somebody else has recorded another result meanwhile, both are told and a person decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.entry import Entry, preview
from firemode_desktop.domain.errors import Conflict, FiremodeError, Invalid, Refused
from firemode_desktop.domain.running import Recorded as Shown
from firemode_desktop.domain.running import RunSheet, RunTest
from firemode_desktop.domain.words import InstanceStatus
from firemode_desktop.evidence import StoredFile
from firemode_desktop.models import EvidenceRecord, TestInstance
from firemode_desktop.services import evidence, people
from firemode_desktop.services.journal import Entered, Kind
from firemode_desktop.services.packing import classes_of, pack, unpack
from firemode_desktop.services.testing.bench import load, stored_text
from firemode_desktop.services.testing.completing import retest
from firemode_desktop.services.testing.recording import EvidenceFile, Recorded, Result, as_reading, record
from firemode_desktop.services.testing.running import run_sheet

CONTESTED = "recorded_by_somebody_else"


@dataclass(frozen=True, slots=True)
class Again:
    """A result that goes into a retest, because the test itself has another one by now."""

    result: Result


@dataclass(frozen=True, slots=True)
class Proof:
    """A file in the evidence store (as its ``to_dict`` tells it), for a test; ``prompt`` counts from 0."""

    stored: Mapping[str, Any]
    original_name: str
    captured_at: datetime
    prompt: int | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What became of an entry: the test it stands at, how many faults it opened, whether it stood there already."""

    identifier: str
    faults: int = 0
    unchanged: bool = False


_CLASSES = classes_of(Again, Proof, Entry)


def to_dict(content: Result | Again | Proof | Entry) -> Any:
    """As it is kept in the journal, JSON-ready, with every digit. Files of a ``Result`` are entries of their own."""
    if isinstance(content, Result) and content.evidence:
        raise TypeError("the evidence of a result is kept as entries of its own")
    return pack(content)


def from_dict(packed: Any) -> Any:
    """What ``to_dict`` made this of.

    Raises:
        Invalid: it is of a kind that this program does not know.
    """
    return unpack(packed, _CLASSES)


def as_retest(packed: Any) -> Any:
    """A kept result, as the wish that it goes into a retest."""
    content = from_dict(packed)
    return to_dict(content if isinstance(content, Again) else Again(content))


def deliver(session: Session, one: Entered, at: datetime) -> Delivered:
    """Put an entry on record on behalf of the person who made it.

    Raises:
        Conflict: another result is on record; the one detail has ``code`` CONTESTED, ``theirs``, ``by`` and ``at``.
        Refused, Invalid, Missing: it cannot be put on record, ever, as it stands.
    """
    content = from_dict(one.content)
    at = max(at, one.at)
    if isinstance(content, Proof):
        return _file(session, one, content)
    if isinstance(content, Again):
        return _again(session, one, content.result, at)
    try:
        return _outcome(content.identifier, record(session, one.session_id, [content], by=one.by, at=at))
    except FiremodeError as error:
        if _is_mine(session, one.instance_id, content, at):
            return Delivered(content.identifier, unchanged=True)
        if isinstance(error, Refused) and (theirs := _theirs(session, one)) is not None:
            raise Conflict(error.message, [theirs]) from error
        raise


def contested(error: FiremodeError) -> Mapping[str, Any] | None:
    """What somebody else recorded (``theirs``, ``by``), if that is what the error is about."""
    return next((each for each in error.details if isinstance(each, dict) and each.get("code") == CONTESTED), None)


def overlaid(sheet: RunSheet, waiting: Iterable[Entered]) -> RunSheet:
    """The session with what is on its way to the record shown as if it was there; itself where it is shown already."""
    tests = {test.instance_id: test for test in sheet.tests}
    shown = dict(tests)
    for one in waiting:
        if one.session_id == sheet.session_id and one.instance_id in shown and one.kind is not Kind.EVIDENCE:
            shown[one.instance_id] = _as_entered(sheet, shown[one.instance_id], one)
    if all(shown[key] is test for key, test in tests.items()):
        return sheet
    return replace(sheet, tests=tuple(shown.values()))


def marked(sheet: RunSheet, unsaved: Collection[UUID]) -> RunSheet:
    """The session with these tests marked as not saved yet, and no others; the same value where nothing changes."""
    if all(one.unsaved == (one.instance_id in unsaved) for one in sheet.tests):
        return sheet
    return replace(sheet, tests=tuple(replace(one, unsaved=one.instance_id in unsaved) for one in sheet.tests))


def _as_entered(sheet: RunSheet, test: RunTest, one: Entered) -> RunTest:
    content = from_dict(one.content)
    if not isinstance(content, Result) or not (test.to_do or test.status is InstanceStatus.FAILED):
        return test
    at = content.measured_at or one.at
    if content.status:
        shown = Shown(at=at, reason=content.notes)
        return replace(test, status=InstanceStatus(content.status), recorded=shown)
    day = at.astimezone(sheet.zone).date()
    found = preview(from_dict(one.typed), test.test, sheet.context(test, content.instrument_id), day)
    if found.reading is None or found.result is None:
        return test
    return test.with_result(found.reading, found.result, at, content.instrument_id)


def _outcome(identifier: str, done: Recorded) -> Delivered:
    return Delivered(identifier, len(done.faults), bool(done.unchanged))


def _is_mine(session: Session, instance_id: UUID, result: Result, at: datetime) -> bool:
    """Whether this very result is on record: the answer to its COMMIT was lost, and the session has gone on since."""
    instance = session.get(TestInstance, instance_id)
    if instance is None or instance.status == InstanceStatus.PENDING:
        return False
    if result.status:
        return instance.status == result.status and instance.status_reason == (result.notes or "").strip()
    if instance.status != InstanceStatus.COMPLETED or instance.completed_at != result.measured_at:
        return False
    try:
        taken = as_reading(load(session, instance.session_id), instance, result, at)
    except Invalid:
        return False
    mine = (taken.measured, stored_text(taken), result.instrument_id)
    return mine == (instance.measured_value_numeric, instance.measured_value_text, instance.required_instrument_id)


def _theirs(session: Session, one: Entered) -> dict[str, Any] | None:
    """The result that is on record in the place of ours, JSON-ready; None where there is none."""
    instance = session.get(TestInstance, one.instance_id)
    if instance is None or instance.status not in (InstanceStatus.COMPLETED, InstanceStatus.SKIPPED):
        return None
    shown = run_sheet(session, one.session_id).find(one.instance_id)
    who = people.names(session, [instance.recorded_by])
    theirs = (shown.reading or shown.word) if shown is not None else instance.status
    return {"code": CONTESTED, "theirs": theirs, "by": next(iter(who.values()), "")}


def _again(session: Session, one: Entered, result: Result, at: datetime) -> Delivered:
    """A retest with this result: the one that has it already, the one that waits for it, or a new one."""
    for instance in _retests(session, one.instance_id):
        if _is_mine(session, instance.instance_id, result, at):
            return Delivered(instance.scoped_identifier, unchanged=True)
        if instance.status == InstanceStatus.PENDING:
            return _record_as(session, one, instance.scoped_identifier, result, at)
    return _record_as(session, one, retest(session, one.session_id, result.identifier, by=one.by), result, at)


def _record_as(session: Session, one: Entered, identifier: str, result: Result, at: datetime) -> Delivered:
    mine = replace(result, identifier=identifier)
    return _outcome(identifier, record(session, one.session_id, [mine], by=one.by, at=at))


def _retests(session: Session, instance_id: UUID) -> list[TestInstance]:
    """The retests of a test, and theirs."""
    found: list[TestInstance] = []
    wanted = [instance_id]
    while wanted:
        more = list(session.scalars(select(TestInstance).where(TestInstance.retest_of.in_(wanted))))
        wanted = [each.instance_id for each in more if each not in found]
        found += [each for each in more if each not in found]
    return found


def _file(session: Session, one: Entered, proof: Proof) -> Delivered:
    """Record a file of evidence, unless the test has this content there already."""
    stored = StoredFile.from_dict(proof.stored)
    there = select(EvidenceRecord.evidence_id).where(
        EvidenceRecord.instance_id == one.instance_id,
        EvidenceRecord.file_hash_sha256 == stored.sha256,
        EvidenceRecord.prompt_index.is_not_distinct_from(proof.prompt),
    )
    if session.scalar(there.limit(1)) is not None:
        return Delivered(one.title, unchanged=True)
    file = EvidenceFile(stored, proof.original_name, proof.captured_at)
    evidence.add(session, one.instance_id, file, by=one.by, prompt=proof.prompt)
    return Delivered(one.title)
