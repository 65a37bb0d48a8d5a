"""The history of a fault: written with each deed, never changed, and read as steps.

A fault from before there was a history is told by its row. The first deed that follows files what the row says, so that
nothing of it is lost when the row changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.fault_steps import DEED_OF_STATUS, FaultStep
from firemode_desktop.domain.words import FaultDeed, FaultStatus
from firemode_desktop.models import Fault, FaultEvent
from firemode_desktop.services import people

STEP, AT = "step", "at"
"""Details of ours: the number of the step in its history, and when it happened where that was before it was filed."""


def opened(session: Session, faults: Iterable[Fault]) -> None:
    """File that faults were found, as the first step of each; they must have been written."""
    by = people.who_acts(session)
    session.add_all(_event(fault, 1, FaultDeed.DETECTED, by, None, _found(fault)) for fault in faults)
    session.flush()


def carry_over(session: Session, fault: Fault) -> None:
    """File what the row of a fault without a history says; to be called before the row is changed."""
    if _count(session, fault.id):
        return
    told = enumerate(_told_by_row(fault), start=1)
    session.add_all(_event(fault, number, deed, by, note, details) for number, (deed, by, note, details) in told)
    session.flush()


def file(session: Session, fault: Fault, deed: FaultDeed, by: UUID, note: str | None = None, **details: object) -> None:
    """File a deed as the next step; details that are None are left out. The fault must be locked."""
    given = {name: value for name, value in details.items() if value is not None}
    session.add(_event(fault, _count(session, fault.id) + 1, deed, by, note, given))
    session.flush()


def history(session: Session, fault_id: UUID) -> tuple[FaultStep, ...]:
    """The life of a fault from the first step on.

    Raises:
        Missing: there is no such fault.
    """
    found = histories(session, [fault_id])
    if fault_id not in found:
        raise Missing("There is no such fault.", [str(fault_id)])
    return found[fault_id]


def histories(session: Session, fault_ids: Collection[UUID]) -> Mapping[UUID, tuple[FaultStep, ...]]:
    """The lives of several faults, in three statements."""
    faults = session.scalars(select(Fault).where(Fault.id.in_(fault_ids))).all()
    events = summaries(session, fault_ids)
    filed = [event.by_user for own in events.values() for event in own]
    told = [by for fault in faults for by in (fault.class_confirmed_by, fault.resolved_by)]
    names = people.names(session, filed + told)
    return {fault.id: _steps(fault, events.get(fault.id, ()), names) for fault in faults}


def _steps(fault: Fault, events: Sequence[FaultEvent], names: Mapping[UUID, str]) -> tuple[FaultStep, ...]:
    if events:
        return tuple(_step(e.event, e.by_user, e.note, e.details or {}, e.recorded_at, names) for e in events)
    return tuple(
        _step(deed, by, note, details, fault.detected_at, names) for deed, by, note, details in _told_by_row(fault)
    )


def steps_told_by_row(fault: Fault) -> int:
    """How many steps the row of a fault without a history tells of."""
    return len(_told_by_row(fault))


def summaries(session: Session, fault_ids: Collection[UUID]) -> Mapping[UUID, list[FaultEvent]]:
    """The events of several faults in their order; a fault without any is left out."""
    found: dict[UUID, list[FaultEvent]] = {}
    events = session.scalars(select(FaultEvent).where(FaultEvent.fault_id.in_(fault_ids)))
    for event in sorted(events, key=lambda event: (_number(event.details), event.recorded_at)):
        found.setdefault(event.fault_id, []).append(event)
    return found


def _count(session: Session, fault_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(FaultEvent).where(FaultEvent.fault_id == fault_id)) or 0


def _event(
    fault: Fault, number: int, deed: FaultDeed, by: UUID | None, note: str | None, details: Mapping[str, Any]
) -> FaultEvent:
    return FaultEvent(
        building_id=fault.building_id,
        fault_id=fault.id,
        event=deed.value,
        note=note,
        details={**details, STEP: number},
        by_user=by,
    )


def _step(
    deed: str,
    by: UUID | None,
    note: str | None,
    details: Mapping[str, Any],
    at: datetime,
    names: Mapping[UUID, str],
) -> FaultStep:
    happened = datetime.fromisoformat(details[AT]) if AT in details else at
    shown = {name: value for name, value in details.items() if name not in (STEP, AT)}
    return FaultStep(FaultDeed(deed), happened, names.get(by) if by else None, note, shown)


def _number(details: Mapping[str, Any] | None) -> int:
    return int((details or {}).get(STEP, 0))


def _found(fault: Fault) -> dict[str, Any]:
    """When and as what a fault was found."""
    proposed = {"proposed": fault.proposed_classification} if fault.proposed_classification else {}
    return {**proposed, "severity": fault.severity, AT: fault.detected_at.isoformat()}


def _told_by_row(fault: Fault) -> list[tuple[FaultDeed, UUID | None, str | None, dict[str, Any]]]:
    """What is known of the life of a fault from its row alone: found, its class decided, how it stands."""
    told: list[tuple[FaultDeed, UUID | None, str | None, dict[str, Any]]] = [
        (FaultDeed.DETECTED, None, None, _found(fault))
    ]
    if fault.class_confirmed_at is not None:
        told.append((FaultDeed.CONFIRMED, fault.class_confirmed_by, fault.class_reason, _decided(fault)))
    deed = DEED_OF_STATUS.get(FaultStatus(fault.status))
    if deed is not None:
        at = fault.resolved_at or fault.updated_at
        told.append((deed, fault.resolved_by, fault.resolution_note, {AT: at.isoformat()}))
    return told


def _decided(fault: Fault) -> dict[str, Any]:
    details = {
        "class": fault.defect_classification,
        "before": fault.proposed_classification,
        "makes_inoperable": fault.makes_inoperable,
        "likely_to_harm": fault.likely_to_harm,
        AT: fault.class_confirmed_at and fault.class_confirmed_at.isoformat(),
    }
    return {name: value for name, value in details.items() if value is not None}
