"""The columns of the list of faults, and how a fault stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import AS1851Class, FaultStatus, Severity
from firemode_desktop.services.faults import ShownFault
from firemode_desktop.ui.language import show_date, tr
from firemode_desktop.ui.listing import Column, Mark

Clock = Callable[[], datetime]

SEVERITIES: Mapping[str, Mark] = {
    Severity.CRITICAL: Mark(Standing.FAIL),
    Severity.HIGH: Mark(Standing.FAIL, "near"),
    Severity.MEDIUM: Mark(Standing.NEAR),
    Severity.LOW: Mark(Standing.NOT_TESTED),
}
STATUSES: Mapping[str, Mark] = {
    FaultStatus.OPEN: Mark(Standing.NOT_TESTED, "accent_text"),
    FaultStatus.IN_PROGRESS: Mark(Standing.NOT_TESTED),
    FaultStatus.DEFERRED: Mark(Standing.NEAR),
    FaultStatus.RESOLVED: Mark(Standing.PASS),
    FaultStatus.VOID: Mark(Standing.SKIPPED),
}
OVERDUE = Mark(Standing.FAIL)
UNCONFIRMED = Mark(Standing.NOT_TESTED)
"""Of a class that no person has confirmed yet."""


class Shown(StrEnum):
    """Which faults are shown."""

    OPEN = tr("Open")
    OVERDUE = tr("Overdue")
    CLOSED = tr("Closed")
    ALL = tr("All")

    def holds(self, fault: ShownFault, now: datetime) -> bool:
        """Whether a fault is one of these."""
        if self is Shown.OVERDUE:
            return fault.overdue(now)
        return self is Shown.ALL or fault.waits == (self is Shown.OPEN)


def class_words(fault: ShownFault) -> str:
    """``critical defect``."""
    return AS1851Class(fault.as1851_class).label.lower() if fault.as1851_class else tr("not classified")


def status_words(status: str) -> str:
    """``in progress``."""
    return FaultStatus(status).label.lower()


def due_words(fault: ShownFault, now: datetime) -> str:
    """``5 May 2026``, ``5 May 2026, overdue``; nothing where no day is set or it waits no longer."""
    if fault.due_date is None or not fault.waits:
        return ""
    return tr(
        "{due_date}{overdue}", due_date=show_date(fault.due_date), overdue=tr(", overdue") if fault.overdue(now) else ""
    )


def due_in_brief(fault: ShownFault, now: datetime) -> str:
    """For a column: the day; once that is past, by how much: ``3 d overdue``."""
    if fault.due_date is None or not fault.waits:
        return ""
    late = (fault.day(now) - fault.due_date).days
    return tr("{late} d overdue", late=late) if late > 0 else show_date(fault.due_date)


def age_words(fault: ShownFault, now: datetime) -> str:
    """``17 d``."""
    return f"{fault.age_days(now)} d"


def matches(fault: ShownFault, words: str) -> bool:
    """Whether every word typed stands somewhere in what is said about it."""
    has = " ".join(
        (
            fault.name,
            fault.location,
            fault.description,
            fault.severity,
            class_words(fault),
            status_words(fault.status),
            fault.session_name or "",
            fault.identifier or "",
        )
    ).casefold()
    return all(word in has for word in words.casefold().split())


def _tip(fault: ShownFault) -> str:
    return f"{fault.location}\n{fault.description}"


def columns(clock: Clock) -> tuple[Column[ShownFault], ...]:
    """The columns; ``clock`` tells what is overdue, and how old a fault is."""
    return (
        Column("number", tr("Fault"), lambda one: one.name, width=62, strong=True, order=lambda one: one.number),
        Column(
            "class",
            tr("Class"),
            lambda one: one.defect_classification or "",
            width=60,
            tip=lambda one: (
                class_words(one)
                if one.class_confirmed_at
                else tr("{class_words}, to be confirmed", class_words=class_words(one))
            ),
            mark=lambda one: None if one.class_confirmed_at else UNCONFIRMED,
            tone=lambda one: "" if one.class_confirmed_at else "quiet",
        ),
        Column(
            "severity",
            tr("Severity"),
            lambda one: one.severity,
            width=82,
            mark=lambda one: SEVERITIES[one.severity],
            order=lambda one: list(Severity).index(Severity(one.severity)),
        ),
        Column("where", tr("Where"), lambda one: one.place, width=112, tip=_tip),
        Column("what", tr("What"), lambda one: one.in_brief, stretch=True, tip=_tip),
        Column(
            "status",
            tr("Status"),
            lambda one: status_words(one.status),
            width=106,
            mark=lambda one: STATUSES[one.status],
            order=lambda one: list(FaultStatus).index(FaultStatus(one.status)),
        ),
        Column(
            "due",
            tr("Due"),
            lambda one: due_in_brief(one, clock()),
            width=110,
            tip=lambda one: due_words(one, clock()),
            mark=lambda one: OVERDUE if one.overdue(clock()) else None,
            order=lambda one: one.due_date if one.waits else None,
        ),
        Column(
            "age",
            tr("Age"),
            lambda one: age_words(one, clock()),
            width=54,
            numeric=True,
            order=lambda one: one.age_days(clock()),
        ),
        Column(
            "detected",
            tr("Detected"),
            lambda one: show_date(one.day(one.detected_at)),
            width=92,
            order=lambda one: one.detected_at,
            roomy=True,
        ),
        Column("session", tr("Session"), lambda one: one.session_name or "", width=200, roomy=True),
    )
