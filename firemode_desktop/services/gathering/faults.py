"""The faults of a session: what was found, who decided, what protects people meanwhile, who was told, retests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.defects import Period
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.words import FaultDeed, FaultStatus
from firemode_desktop.models import Fault, FaultEvent
from firemode_desktop.reports.data import FaultFacts, Notice, RetestFacts
from firemode_desktop.services.faults import ShownFault, period_of, shown_faults
from firemode_desktop.services.gathering.files import People
from firemode_desktop.services.testing.bench import Bench

Events = Mapping[UUID, Sequence[FaultEvent]]


def faults(
    session: Session, bench: Bench, rows: Sequence[Fault], events: Events, person: People
) -> tuple[FaultFacts, ...]:
    """The faults of a session in the order of ``rows``; ``events`` are their histories, ``person`` names people."""
    shown = {fault.id: fault for fault in shown_faults(session, session_id=bench.visit.id)}
    return tuple(_fault(row, shown[row.id], events.get(row.id, ()), bench, person) for row in rows)


def _fault(row: Fault, shown: ShownFault, events: Sequence[FaultEvent], bench: Bench, person: People) -> FaultFacts:
    rule = " ".join(part for part in (row.rule_applied, row.rule_version) if part)
    period = period_of(row.defect_classification, shown.state) if row.defect_classification else None
    return FaultFacts(
        number=fault_name(row.fault_number),
        severity=row.severity,
        classification=row.defect_classification,
        proposed=row.proposed_classification,
        as1851_class=row.as1851_class,
        location=shown.location,
        description=row.description,
        action=row.action_required,
        due=row.due_date,
        status=FaultStatus(row.status),
        detected_at=row.detected_at,
        confirmed_by=person(row.class_confirmed_by),
        confirmed_at=row.class_confirmed_at,
        confirmed_why=row.class_reason,
        rule=rule or None,
        resolved_at=row.resolved_at,
        resolved_by=person(row.resolved_by),
        resolution=row.resolution_note,
        identifier=shown.identifier,
        due_source=_due_source(row, events, period, bench, person),
        notice_by=period.notice_by(row.detected_at) if period else None,
        interim=shown.interim,
        notices=tuple(_notice(event, person) for event in events if event.event == FaultDeed.NOTIFIED),
        retests=tuple(RetestFacts(one.identifier, one.is_compliant) for one in shown.retests),
    )


def _notice(event: FaultEvent, person: People) -> Notice:
    details = event.details or {}
    return Notice(str(details["to"]), date.fromisoformat(details["on"]), person(event.by_user))


def _due_source(
    row: Fault, events: Sequence[FaultEvent], period: Period | None, bench: Bench, person: People
) -> str | None:
    """Who says so: the law, where the day is the law's; else whoever put that day down last."""
    if row.due_date is None:
        return period.source if period else None
    if period and period.due(bench.local_day(row.detected_at)) == row.due_date:
        return period.in_words
    for event in reversed(events):
        if (event.details or {}).get("due") == row.due_date.isoformat():
            who = person(event.by_user)
            return f"set{f' by {who.name}' if who else ''} on {show_date(bench.local_day(event.recorded_at))}"
    return "as it was put down when the fault was raised"
