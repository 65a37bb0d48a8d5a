"""From the last reading to the approved record: accept, waive, submit, approve or return; retest and amend."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain import lifecycle
from firemode_desktop.domain.canonical import sha256_of
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.submission import (
    EvidenceSeen,
    SubmissionItem,
    check_submission,
    missing_prompts,
    submission_blockers,
)
from firemode_desktop.domain.verdict import instrument_unfit
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.models import (
    EvidenceRecord,
    EvidenceWaiver,
    SealedContent,
    SessionEvent,
    TestInstance,
)
from firemode_desktop.queries import audit_chain
from firemode_desktop.services import people
from firemode_desktop.services.testing.bench import Bench, load
from firemode_desktop.services.testing.content import content_text
from firemode_desktop.services.testing.hands import hands
from firemode_desktop.services.testing.rechecking import judge_again
from firemode_desktop.services.testing.recording import fault_of, open_faults

_FINISHED = (InstanceStatus.COMPLETED, InstanceStatus.SKIPPED, InstanceStatus.FAILED)


def find(bench: Bench, identifier: str) -> TestInstance:
    """The test of this session called ``identifier`` (in any case), or whose id it is.

    Raises:
        Missing: there is none; the details are those that are called nearly so.
    """
    wanted = identifier.strip()
    for instance in bench.instances:
        if instance.scoped_identifier == wanted.upper() or str(instance.instance_id) == wanted.lower():
            return instance
    near = get_close_matches(wanted.upper(), [instance.scoped_identifier for instance in bench.instances])
    hint = f" Did you mean {near[0]}?" if near else ""
    raise Missing(f"{identifier} is not a test of this session.{hint}", near)


def accept(session: Session, session_id: UUID, identifier: str, reason: str, *, by: UUID) -> UUID | None:
    """Accept a reading although its instrument was not fit on the day; opens the fault if the reading fails.

    Returns the fault's id, if one was opened.

    Raises:
        Refused: the person is no supervisor, or no check of the instrument failed.
        Invalid: the reason is blank.
    """
    people.require(session, by, people.SUPERVISORS, "accept a reading whose instrument was not fit")
    bench = load(session, session_id, lock=True)
    lifecycle.check_takes_results(bench.visit.status)
    instance = find(bench, identifier)
    if instance.status != InstanceStatus.COMPLETED or not instrument_unfit(bench.stands(instance).validation_result):
        raise Refused(f"{instance.scoped_identifier} has no instrument check to accept.")
    if instance.instrument_accepted_at is not None:
        raise Refused(f"The instrument of {instance.scoped_identifier} is accepted already.")
    _accept(session, bench, instance, reason_given(reason), by)
    session.flush()
    return instance.fault_id


def _accept(session: Session, bench: Bench, instance: TestInstance, reason: str, by: UUID) -> None:
    instance.instrument_accepted_by = by
    instance.instrument_accepted_reason = reason
    instance.instrument_accepted_at = session.scalar(select(func.now()))
    draft = judge_again(bench, instance, accepted=True).fault_draft
    if draft is not None and instance.fault_id is None:
        open_faults(session, bench, [fault_of(instance, draft, instance.completed_at or bench.visit.created_at)])


def waive(session: Session, session_id: UUID, identifier: str, prompt: int, reason: str, *, by: UUID) -> UUID:
    """Let a mandatory piece of evidence be missing; ``prompt`` counts from 0.

    Raises:
        Refused: the person is no supervisor, or the prompt is not mandatory.
        Invalid: the reason is blank.
    """
    people.require(session, by, people.SUPERVISORS, "waive mandatory evidence")
    bench = load(session, session_id, lock=True)
    lifecycle.check_takes_results(bench.visit.status)
    instance = find(bench, identifier)
    prompts = instance.evidence_prompts or []
    if not 0 <= prompt < len(prompts) or not prompts[prompt].get("mandatory"):
        raise Refused(f"{instance.scoped_identifier} has no mandatory evidence number {prompt + 1}.")
    waiver = _waiver(instance, prompt, reason_given(reason), by)
    session.add(waiver)
    session.flush()
    return waiver.waiver_id


def _waiver(instance: TestInstance, prompt: int, reason: str, by: UUID) -> EvidenceWaiver:
    return EvidenceWaiver(
        building_id=instance.building_id,
        instance_id=instance.instance_id,
        prompt_index=prompt,
        reason=reason,
        waived_by=by,
    )


@dataclass(frozen=True)
class Settled:
    """What was settled at once: readings accepted although the instrument was not fit, pieces of evidence waived."""

    accepted: int
    waived: int


def settle(session: Session, session_id: UUID, reason: str, *, by: UUID) -> Settled:
    """Accept every reading whose instrument was not fit, and waive all evidence that is missing, for one reason.

    Each acceptance and each waiver stands on record as if it were made alone. What was not carried out stays so.

    Raises:
        Refused: the person is no supervisor, or there is nothing of that kind.
        Invalid: the reason is blank.
    """
    people.require(session, by, people.SUPERVISORS, "settle what keeps a session from being submitted")
    bench, why, accepted, waived = load(session, session_id, lock=True), reason_given(reason), 0, 0
    lifecycle.check_takes_results(bench.visit.status)
    for instance, item in zip(bench.instances, submission_items(session, bench), strict=True):
        if instance.status != InstanceStatus.COMPLETED or item.superseded:
            continue
        if instrument_unfit(item.validation_result) and not item.instrument_accepted:
            _accept(session, bench, instance, why, by)
            accepted += 1
        missing = missing_prompts(item.evidence_prompts, item.evidence, item.waived_prompts)
        session.add_all(_waiver(instance, prompt, why, by) for prompt in missing)
        waived += len(missing)
    if not accepted + waived:
        raise Refused("No instrument is to be accepted in this session, and no evidence is missing.")
    session.flush()
    return Settled(accepted, waived)


def blockers(session: Session, session_id: UUID) -> list[dict[str, str]]:
    """What keeps the session from being submitted: identifier, code and sentence each."""
    return blockers_of(session, load(session, session_id))


def blockers_of(session: Session, bench: Bench) -> list[dict[str, str]]:
    """The same of a session that is loaded already."""
    return [blocker.to_dict() for blocker in submission_blockers(submission_items(session, bench))]


def submit(session: Session, session_id: UUID, *, by: UUID) -> None:
    """Hand the session to a supervisor.

    Raises:
        Refused: something is in the way; the details say what, test by test.
    """
    people.require(session, by, people.TESTERS, "submit a session")
    bench = load(session, session_id, lock=True)
    if bench.visit.status in lifecycle.RESULTS_ALLOWED:
        check_submission(submission_items(session, bench))
    status = lifecycle.check_session_move(bench.visit.status, SessionStatus.SUBMITTED)
    now = session.scalar(select(func.now()))  # asked first: what is submitted changes no more, so it is one statement
    measured = [instance.completed_at for instance in bench.instances if instance.completed_at]
    bench.visit.completed_at = max(measured, default=None)
    bench.visit.submitted_by, bench.visit.submitted_at = by, now
    bench.visit.status = status.value
    _event(session, bench, "submitted", by)


def approve(session: Session, session_id: UUID, *, by: UUID, note: str | None = None) -> str:
    """Approve a submitted session and freeze it; returns the SHA-256 of its content.

    Raises:
        Refused: the person is no supervisor, or recorded or imported readings of this session (four eyes) while
            somebody else could review it.
    """
    people.require(session, by, people.SUPERVISORS, "approve a session")
    bench = load(session, session_id, lock=True)
    status = lifecycle.check_session_move(bench.visit.status, SessionStatus.APPROVED)
    visit = bench.visit
    visit.self_reviewed = by in hands(session, session_id)
    if visit.self_reviewed and not people.only_one_active(session):
        raise Refused("You recorded readings of this session; somebody else has to approve it.")
    visit.reviewed_by, visit.review_note = by, note
    visit.reviewed_at = session.scalar(select(func.now()))
    visit.report_revision = 1
    sealed = content_text(session, bench)
    visit.content_sha256, visit.audit_head = sha256_of(sealed), audit_chain.head(session).hash.hex()
    session.add(
        SealedContent(session_id=session_id, building_id=visit.building_id, content=sealed, sha256=visit.content_sha256)
    )
    visit.status = status.value
    _event(session, bench, "approved", by, note)
    return visit.content_sha256


def return_to_tester(session: Session, session_id: UUID, note: str, *, by: UUID) -> None:
    """Give a submitted session back with a note that says what is to be done.

    Raises:
        Refused: the person is no supervisor, or the session is not submitted.
        Invalid: the note is blank.
    """
    people.require(session, by, people.SUPERVISORS, "return a session")
    bench = load(session, session_id, lock=True)
    bench.visit.status = lifecycle.check_session_move(bench.visit.status, SessionStatus.RETURNED).value
    bench.visit.review_note = reason_given(note)
    bench.visit.reviewed_by = by
    bench.visit.reviewed_at = session.scalar(select(func.now()))
    _event(session, bench, "returned", by, note)


def cancel(session: Session, session_id: UUID, *, by: UUID, note: str | None = None) -> None:
    """Cancel a session; what was recorded in it stays on record."""
    people.require(session, by, people.TESTERS, "cancel a session")
    bench = load(session, session_id, lock=True)
    bench.visit.status = lifecycle.check_session_move(bench.visit.status, SessionStatus.CANCELLED).value
    _event(session, bench, "cancelled", by, note)


def retest(session: Session, session_id: UUID, identifier: str, *, by: UUID) -> str:
    """Add a retest of a finished test; returns its identifier (``…_R2``).

    Raises:
        Refused: the test is not finished, or the latest retest of it is still to be done.
    """
    people.require(session, by, people.TESTERS, "add a retest")
    bench = load(session, session_id, lock=True)
    lifecycle.check_takes_results(bench.visit.status)
    original = find(bench, identifier)
    family = _family(bench, original)
    latest = family[-1]
    if latest.status not in _FINISHED:
        raise Refused(f"{latest.scoped_identifier} is still to be done.")
    again = latest.retest(len(family) + 1)
    session.add(again)
    session.flush()
    return again.scoped_identifier


def submission_items(session: Session, bench: Bench) -> list[SubmissionItem]:
    """The tests of a session as far as submitting it goes."""
    evidence: dict[UUID, list[EvidenceSeen]] = {}
    wanted = select(EvidenceRecord).where(EvidenceRecord.session_id == bench.visit.id)
    for record in session.scalars(wanted.order_by(EvidenceRecord.created_at)):
        evidence.setdefault(record.instance_id, []).append(EvidenceSeen(record.evidence_type, record.prompt_index))
    waived: dict[UUID, set[int]] = {}
    ours = select(EvidenceWaiver).join(TestInstance, EvidenceWaiver.instance_id == TestInstance.instance_id)
    for waiver in session.scalars(ours.where(TestInstance.session_id == bench.visit.id)):
        waived.setdefault(waiver.instance_id, set()).add(waiver.prompt_index)
    superseded = bench.superseded
    return [
        SubmissionItem(
            identifier=instance.scoped_identifier,
            status=instance.status,
            status_reason=instance.status_reason,
            validation_result=bench.stands(instance).validation_result,
            instrument_accepted=instance.instrument_accepted_at is not None,
            superseded=instance.instance_id in superseded,
            evidence_prompts=instance.evidence_prompts or (),
            evidence=tuple(evidence.get(instance.instance_id, ())),
            waived_prompts=frozenset(waived.get(instance.instance_id, ())),
        )
        for instance in bench.instances
    ]


def _family(bench: Bench, original: TestInstance) -> list[TestInstance]:
    """A test and its retests, each a retest of the one before."""
    by_original = {instance.retest_of: instance for instance in bench.instances if instance.retest_of}
    before = {instance.instance_id: instance for instance in bench.instances}
    while original.retest_of is not None:
        original = before[original.retest_of]
    family = [original]
    while (again := by_original.get(family[-1].instance_id)) is not None:
        family.append(again)
    return family


def _event(session: Session, bench: Bench, event: str, by: UUID, note: str | None = None) -> None:
    visit = bench.visit
    session.add(SessionEvent(building_id=visit.building_id, session_id=visit.id, event=event, note=note, by_user=by))
    session.flush()


def reason_given(text: str) -> str:
    """The reason without spaces around it; raises ``Invalid`` when it is blank."""
    if not text.strip():
        raise Invalid("A reason is needed; it is kept with the record.")
    return text.strip()
