"""Faults that go out as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.exports.faults import FaultLine, faults_csv, faults_workbook
from firemode_desktop.services import fault_events
from firemode_desktop.services.faults.shown import ShownFault

WRITERS = {".csv": faults_csv, ".xlsx": faults_workbook}


def exported(session: Session, found: Sequence[ShownFault], path: Path, *, at: datetime) -> bytes:
    """The faults as the file at ``path`` is to hold them, by the ending of its name; ``at`` tells what is overdue.

    Raises:
        Invalid: the name ends neither in .csv nor in .xlsx.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise Invalid(f"“{path.name}” should end in .xlsx or .csv; that says which file is written.")
    lives = fault_events.histories(session, [fault.id for fault in found])
    return write([_line(fault, lives[fault.id], at) for fault in found])


def _line(fault: ShownFault, steps: Sequence[FaultStep], at: datetime) -> FaultLine:
    zone = ZoneInfo(fault.timezone)
    return FaultLine(
        name=fault.name,
        status=fault.status,
        classification=fault.defect_classification,
        as1851_class=fault.as1851_class,
        decided_by=fault.class_confirmed_by,
        reason=fault.class_reason,
        severity=fault.severity,
        location=fault.location,
        description=fault.description,
        action=fault.action_required,
        measured=fault.measured_value,
        limits=fault.limits,
        baseline=fault.baseline_value,
        deviation_pct=fault.deviation_from_baseline_pct,
        rule=fault.rule_applied,
        rule_version=fault.rule_version,
        detected=_moment(fault.detected_at, zone),
        due=fault.due_date,
        overdue=fault.overdue(at),
        age_days=fault.age_days(at),
        interim=fault.interim,
        notified=fault.notified,
        notified_on=fault.notified_on,
        resolved=_moment(fault.resolved_at, zone) if fault.resolved_at else None,
        resolved_by=fault.resolved_by,
        resolution=fault.resolution_note,
        session=fault.session_name,
        test=fault.identifier,
        retest=fault.retests[-1].identifier if fault.retests else None,
        steps=tuple(replace(step, at=step.at.astimezone(zone)) for step in steps),
    )


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="minutes")
