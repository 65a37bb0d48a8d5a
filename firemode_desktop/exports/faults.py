"""Faults as a workbook and as CSV: a line a fault with all that is known of it, a line for each step of its life."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.faults import shown
from firemode_desktop.exports.book import new_book, to_bytes
from firemode_desktop.exports.lists import Row, list_csv, list_sheet

FAULTS = (
    ("fault", 9), ("status", 12), ("class", 7), ("as1851_class", 20), ("class_decided_by", 22), ("class_reason", 30),
    ("severity", 10), ("location", 40), ("description", 60), ("action_required", 40), ("measured_value", 14),
    ("unit", 7), ("min_threshold", 14), ("max_threshold", 14), ("baseline_value", 14), ("deviation_pct", 14),
    ("rule", 10), ("rule_version", 20), ("detected", 22), ("due", 12), ("overdue", 9), ("age_days", 9),
    ("interim_measures", 30), ("notified", 20), ("notified_on", 12), ("resolved", 22), ("resolved_by", 22),
    ("resolution", 30), ("session", 28), ("test", 52), ("retest", 52),
)  # fmt: skip
STEPS = (("fault", 9), ("at", 22), ("what", 34), ("by", 22), ("note", 60), ("besides", 50))


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault as it goes out; times are written in the building's time, with its offset."""

    name: str
    status: str
    classification: str | None
    as1851_class: str | None
    decided_by: str | None
    reason: str | None
    severity: str
    location: str
    description: str
    action: str | None
    measured: Decimal | None
    limits: Limits
    baseline: Decimal | None
    deviation_pct: Decimal | None
    rule: str | None
    rule_version: str | None
    detected: str
    due: date | None
    overdue: bool
    age_days: int
    interim: str | None
    notified: str | None
    notified_on: date | None
    resolved: str | None
    resolved_by: str | None
    resolution: str | None
    session: str | None
    test: str | None
    retest: str | None
    steps: tuple[FaultStep, ...] = ()


def fault_row(one: FaultLine) -> Row:
    """One fault in the order of ``FAULTS``; a long mean as it is shown everywhere."""
    measured = None if one.measured is None else Decimal(shown(one.measured, one.limits))
    return (
        *(one.name, one.status, one.classification, one.as1851_class, one.decided_by, one.reason),
        *(one.severity, one.location, one.description, one.action, measured),
        *(one.limits.unit or None, one.limits.minimum, one.limits.maximum, one.baseline, one.deviation_pct),
        *(one.rule, one.rule_version, one.detected, one.due, "yes" if one.overdue else None, one.age_days),
        *(one.interim, one.notified, one.notified_on, one.resolved, one.resolved_by, one.resolution),
        *(one.session, one.test, one.retest),
    )


def faults_csv(lines: Sequence[FaultLine]) -> bytes:
    """The faults, a line each."""
    return list_csv(FAULTS, map(fault_row, lines))


def faults_workbook(lines: Sequence[FaultLine]) -> bytes:
    """Two sheets: the faults, and what happened to each."""
    book = new_book("Faults")
    list_sheet(book.create_sheet("Faults"), FAULTS, map(fault_row, lines))
    list_sheet(book.create_sheet("History"), STEPS, _steps(lines))
    return to_bytes(book)


def _steps(lines: Iterable[FaultLine]) -> Iterable[Row]:
    for line in lines:
        for step in line.steps:
            at = step.at.isoformat(timespec="minutes")
            yield (line.name, at, step.head, step.by, step.note, " ".join(step.more) or None)
