"""What is done with a fault: each deed is allowed or refused, carried out, and filed in the fault's history.

``seen`` is the version a person looked at (``ShownFault.version``): where somebody has changed the fault since, the
deed is a conflict and nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.domain import lifecycle
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.defects import Defects, Period, load_defects
from firemode_desktop.domain.errors import Conflict, Invalid, Missing, Refused
from firemode_desktop.domain.faults import check_class, fault_name
from firemode_desktop.domain.words import (
    AS1851Class,
    DefectClassification,
    FaultDeed,
    FaultStatus,
    SessionStatus,
)
from firemode_desktop.models import Building, Fault, TestInstance, TestSession
from firemode_desktop.services import fault_events, people, testing
from firemode_desktop.services.faults.finding import check_due
from firemode_desktop.services.testing.content import next_revision


@cache
def defects() -> Defects:
    """What the classes mean, and by when something has to be done about them."""
    return load_defects(paths.resources())


def period_of(classification: str, state: str | None) -> Period:
    """By when something has to be done about a defect of that class in a state, and who says so."""
    return defects().period(DefectClassification(classification).as1851_class, state)


def meaning_of(as1851_class: str) -> str:
    """What a class means, in plain words."""
    return defects().meanings[AS1851Class(as1851_class)]


# Deciding the class.


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
    seen: str | None = None,
) -> None:
    """Confirm the class the rule proposed, or decide another one; who, when and why are kept (page 1, C15).

    ``makes_inoperable`` and ``likely_to_harm`` answer the two questions of AS 1851; one that is left out keeps the
    answer there was. Where a law sets a period and nobody has set a day, the fault becomes due by that law.

    Raises:
        Invalid: the class is none, or below what the answers say; or the reason is blank.
        Missing: there is no such fault.
        Conflict: somebody else has changed it since ``seen``.
    """
    people.require(session, by, people.TESTERS, "decide the class of a fault")
    fault = _fault(session, fault_id, seen)
    chosen = classification or fault.defect_classification
    if chosen is None:
        raise Invalid(f"This fault has no class yet; choose one of {', '.join(DefectClassification.values())}.")
    inoperable = fault.makes_inoperable if makes_inoperable is None else makes_inoperable
    harm = fault.likely_to_harm if likely_to_harm is None else likely_to_harm
    decided = check_class(chosen, inoperable, harm)
    why = _words(reason, "A reason is needed for the class of a fault.")
    before = fault.defect_classification if fault.class_confirmed_at is not None else fault.proposed_classification
    due, source = _due(session, fault, decided, due_date)
    fault.defect_classification, fault.as1851_class = decided.value, decided.as1851_class.value
    fault.makes_inoperable, fault.likely_to_harm = inoperable, harm
    fault.due_date = due or fault.due_date
    fault.class_reason, fault.class_confirmed_by = why, by
    fault.class_confirmed_at = session.scalar(select(func.now()))
    _file(
        session, fault, FaultDeed.CONFIRMED, by, why,
        **{"class": decided.value}, before=before, makes_inoperable=inoperable, likely_to_harm=harm,
        due=_iso(due), due_source=source,
    )  # fmt: skip


def _due(
    session: Session, fault: Fault, decided: DefectClassification, wanted: date | None
) -> tuple[date | None, str | None]:
    """The day that is set with a class, and the law where it is the day that one asks for."""
    building = session.get_one(Building, fault.building_id)
    period = defects().period(decided.as1851_class, building.state)
    found = fault.detected_at.astimezone(ZoneInfo(building.timezone)).date()
    if wanted == fault.due_date:
        wanted = None
    check_due(building, fault.detected_at, wanted)
    by_law = period.due(found)
    due = wanted or (by_law if fault.due_date is None else None)
    return due, period.source if due is not None and due == by_law else None


# What becomes of it.


def start(session: Session, fault_id: UUID, *, by: UUID, note: str | None = None, seen: str | None = None) -> None:
    """Somebody works on it."""
    fault = _move(session, fault_id, FaultStatus.IN_PROGRESS, by, "work on a fault", seen)
    _file(session, fault, FaultDeed.STARTED, by, (note or "").strip() or None)


def reopen(session: Session, fault_id: UUID, note: str, *, by: UUID, seen: str | None = None) -> None:
    """It waits again: nobody works on it, nor is it left for later; the note says why."""
    fault = _move(session, fault_id, FaultStatus.OPEN, by, "reopen a fault", seen)
    why = _words(note, "A note is needed to reopen a fault.")
    fault.resolution_note = None
    _file(session, fault, FaultDeed.REOPENED, by, why)


def resolve(session: Session, fault_id: UUID, note: str, *, by: UUID, seen: str | None = None) -> None:
    """It is put right; the note says how."""
    fault = _move(session, fault_id, FaultStatus.RESOLVED, by, "resolve a fault", seen)
    fault.resolution_note = _words(note, "A note is needed to resolve a fault.")
    fault.resolved_by = by
    fault.resolved_at = session.scalar(select(func.now()))
    _file(session, fault, FaultDeed.RESOLVED, by, fault.resolution_note)


def defer(
    session: Session,
    fault_id: UUID,
    note: str,
    *,
    by: UUID,
    due_date: date | None = None,
    interim: str | None = None,
    seen: str | None = None,
) -> None:
    """It is left for later; the note says why, the date until when, ``interim`` what protects people meanwhile."""
    fault = _move(session, fault_id, FaultStatus.DEFERRED, by, "defer a fault", seen)
    fault.resolution_note = _words(note, "A note is needed to defer a fault.")
    fault.due_date = due_date or fault.due_date
    _file(
        session, fault, FaultDeed.DEFERRED, by, fault.resolution_note,
        due=_iso(due_date), interim=(interim or "").strip() or None,
    )  # fmt: skip


def void(session: Session, fault_id: UUID, note: str, *, by: UUID, seen: str | None = None) -> None:
    """It is no fault after all; the note says why."""
    fault = _move(session, fault_id, FaultStatus.VOID, by, "void a fault", seen, people.SUPERVISORS)
    fault.resolution_note = _words(note, "A note is needed to void a fault.")
    _file(session, fault, FaultDeed.VOIDED, by, fault.resolution_note)


def remark(
    session: Session,
    fault_id: UUID,
    note: str,
    *,
    by: UUID,
    due_date: date | None = None,
    interim: str | None = None,
    seen: str | None = None,
) -> None:
    """Something to keep with a fault; with it another due day, or what protects people meanwhile.

    Raises:
        Refused: a due day is given and the fault waits no longer.
    """
    people.require(session, by, people.TESTERS, "remark on a fault")
    fault = _fault(session, fault_id, seen)
    why = _words(note, "A remark has to say something.")
    if due_date is not None and not fault.is_open():
        raise Refused(f"This fault is {FaultStatus(fault.status).label.lower()}; it is due no more.")
    fault.due_date = due_date or fault.due_date
    _file(
        session, fault, FaultDeed.REMARKED, by, why,
        due=_iso(due_date), interim=(interim or "").strip() or None,
    )  # fmt: skip


def notified(session: Session, fault_ids: Collection[UUID], *, to: str, on: date, by: UUID, at: datetime) -> None:
    """A person has sent the notice of these faults; the program itself sends nothing.

    Raises:
        Invalid: it is not said to whom, or the day is in the future or before a fault was found.
    """
    people.require(session, by, people.TESTERS, "note that a notice was sent")
    whom = _words(to, "Say to whom the notice was sent.")
    for fault_id in fault_ids:
        fault = _fault(session, fault_id, None)
        zone = ZoneInfo(session.get_one(Building, fault.building_id).timezone)
        found, today = fault.detected_at.astimezone(zone).date(), at.astimezone(zone).date()
        if not found <= on <= today:
            raise Invalid(
                f"The notice of {fault_name(fault.fault_number)} was sent between {show_date(found)}, when it was "
                f"found, and today, {show_date(today)}; {show_date(on)} is not."
            )
        _file(session, fault, FaultDeed.NOTIFIED, by, to=whom, on=on.isoformat())


def retest(session: Session, fault_id: UUID, *, by: UUID) -> str:
    """Add a retest of what failed to its session; the identifier of the retest (``…_R2``).

    Raises:
        Refused: no test opened the fault, its session takes no more results, or a retest is still to be done.
    """
    people.require(session, by, people.TESTERS, "add a retest")
    fault = _fault(session, fault_id, None)
    instance = session.get(TestInstance, fault.instance_id) if fault.instance_id else None
    if instance is None:
        raise Refused("No test opened this fault; there is none to repeat.")
    visit = session.get_one(TestSession, instance.session_id)
    if visit.status not in lifecycle.RESULTS_ALLOWED:
        was = SessionStatus(visit.status).label.lower()
        raise Refused(f"{visit.session_name} is {was}; test {instance.scoped_identifier} in the next session.")
    return testing.retest(session, visit.id, instance.scoped_identifier, by=by)


# Shared.


def _move(
    session: Session,
    fault_id: UUID,
    status: FaultStatus,
    by: UUID,
    deed: str,
    seen: str | None,
    roles: Collection[Any] = people.TESTERS,
) -> Fault:
    people.require(session, by, roles, deed)
    fault = _fault(session, fault_id, seen)
    fault.status = lifecycle.check_fault_move(fault.status, status).value
    return fault


def _fault(session: Session, fault_id: UUID, seen: str | None) -> Fault:
    """The fault, to be changed."""
    wanted = select(Fault).where(Fault.id == fault_id).with_for_update().execution_options(populate_existing=True)
    fault = session.scalar(wanted)
    if fault is None:
        raise Missing("There is no such fault.", [str(fault_id)])
    if seen is not None and fault.row_version != seen:
        raise Conflict(
            f"Somebody else has changed {fault_name(fault.fault_number)} in the meantime; look at it again.",
            [{"fault": str(fault_id), "status": fault.status}],
        )
    fault_events.carry_over(session, fault)
    return fault


def _file(
    session: Session, fault: Fault, deed: FaultDeed, by: UUID, note: str | None = None, **details: object
) -> None:
    """File the deed; a report of its session that is approved already gets a new revision by that."""
    session.flush()
    fault_events.file(session, fault, deed, by, note, **details)
    if fault.test_session_id is not None:
        next_revision(session, fault.test_session_id)


def _words(text: str, refusal: str) -> str:
    if not text.strip():
        raise Invalid(refusal)
    return text.strip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
