"""The faults of a building by class: found session by session, and how long they stayed open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from firemode_desktop.charts.faults import CLASSES, FaultCounts, FaultMark, class_label
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.faults import fault_name, in_brief, location, overdue
from firemode_desktop.domain.lifecycle import OPEN_FAULTS
from firemode_desktop.domain.words import AS1851Class, FaultStatus, SessionStatus
from firemode_desktop.models import Building, Door, Doorway, Fault, Floor, Stair, TestSession, Zone

MOST_SESSIONS = 12
MOST_QUARTERS = 24
"""More sessions than the one are counted by quarter, more quarters than the other by year."""
ELSEWHERE = "other days"
"""The bar of the faults that were found in no session."""


def gather_faults(session: Session, asked: Asked, today: date) -> FaultCounts:
    """All faults of a building but void ones, by session, quarter or year; three statements.

    Raises ``Invalid`` without a building, ``Missing`` where it is no longer on record.
    """
    if asked.building_id is None:
        raise Invalid(f"“{asked.kind.label}” is a chart of one building; choose which.")
    building = session.execute(
        select(Building.name, Building.timezone).where(Building.id == asked.building_id)
    ).one_or_none()
    if building is None:
        raise Missing("The building of this chart is no longer on record.")
    zone = ZoneInfo(building.timezone)
    rows = _rows(session, asked.building_id)
    marks = [_mark(row, zone, today) for row in rows]
    visits = _visits(session, asked.building_id, zone)
    periods, faults = _by_period(marks, [row[0].test_session_id for row in rows], visits)
    by_age = asked.by == "age"
    title = f"{building.name} · {'how long faults stayed open' if by_age else 'faults by class'}"
    return FaultCounts(title, _words(faults, by_age), periods, tuple(faults), by_age)


def _rows(session: Session, building_id: UUID) -> Sequence[Row[*tuple[Any, ...]]]:
    names = (
        Stair.stair_name, Floor.floor_level, Door.door_identifier, Doorway.doorway_identifier, Zone.zone_name,
    )  # fmt: skip
    query = (
        select(Fault, *names)
        .outerjoin(Stair, Stair.stair_id == Fault.stair_id)
        .outerjoin(Floor, Floor.floor_id == Fault.floor_id)
        .outerjoin(Door, Door.door_id == Fault.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == Fault.doorway_id)
        .outerjoin(Zone, Zone.zone_id == Fault.zone_id)
        .where(Fault.building_id == building_id, Fault.status != FaultStatus.VOID.value)
    )
    return session.execute(query.order_by(Fault.detected_at, Fault.fault_number)).all()


def _mark(row: Row[*tuple[Any, ...]], zone: ZoneInfo, today: date) -> FaultMark:
    fault, stair, floor, door, doorway, served = row
    found = fault.detected_at.astimezone(zone).date()
    waits = fault.status in OPEN_FAULTS
    closed = None if waits or fault.resolved_at is None else fault.resolved_at.astimezone(zone).date()
    where = location(stair=stair, floor=floor, door=door, doorway=doorway, zone=served)
    limits = Limits(fault.min_threshold, fault.max_threshold, fault.unit or "")
    return FaultMark(
        name=fault_name(fault.fault_number),
        classed=AS1851Class(fault.as1851_class) if fault.as1851_class else None,
        what=in_brief(fault.measurement_type, fault.measured_value, limits, fault.description).rstrip("."),
        where=where or "the building",
        status=FaultStatus(fault.status).label,
        found=found,
        closed=closed,
        due=fault.due_date,
        overdue=overdue(fault.status, fault.due_date, today),
        days_open=max(((closed or today) - found).days, 0),
        key=str(fault.id),
    )


def _visits(session: Session, building_id: UUID, zone: ZoneInfo) -> dict[UUID, date]:
    """The day of every session that was carried out: when it was begun, else the day it was planned for."""
    query = select(TestSession.id, TestSession.started_at, TestSession.scheduled_for, TestSession.submitted_at).where(
        TestSession.building_id == building_id,
        TestSession.status.not_in([SessionStatus.DRAFT.value, SessionStatus.CANCELLED.value]),
    )
    found: dict[UUID, date] = {}
    for key, started, planned, submitted in session.execute(query):
        at = started or submitted
        day = planned or (at.astimezone(zone).date() if at else None)
        if day is not None:
            found[key] = day
    return found


# --- periods ----------------------------------------------------------------------------------------------------------


def _by_period(
    marks: Sequence[FaultMark], sessions: Sequence[UUID | None], visits: Mapping[UUID, date]
) -> tuple[tuple[str, ...], list[FaultMark]]:
    """The names of the bars, and the faults with the number of theirs; a session without a fault is a bar too."""
    if len(visits) <= MOST_SESSIONS:
        return _by_session(marks, sessions, visits)
    days = [*visits.values(), *(mark.found for mark in marks)]
    first, last = min(map(_quarter, days)), max(map(_quarter, days))
    if last - first < MOST_QUARTERS:
        periods = tuple(f"Q{number % 4 + 1} {number // 4}" for number in range(first, last + 1))
        return periods, [replace(mark, period=_quarter(mark.found) - first) for mark in marks]
    years = range(first // 4, last // 4 + 1)
    return tuple(map(str, years)), [replace(mark, period=mark.found.year - years[0]) for mark in marks]


def _by_session(
    marks: Sequence[FaultMark], sessions: Sequence[UUID | None], visits: Mapping[UUID, date]
) -> tuple[tuple[str, ...], list[FaultMark]]:
    ordered = sorted(visits, key=lambda key: (visits[key], key))
    places = {key: place for place, key in enumerate(ordered)}
    other = any(key not in places for key in sessions)
    periods = (*(show_date(visits[key]) for key in ordered), *([ELSEWHERE] if other else []))
    numbered = zip(marks, sessions, strict=True)
    return periods, [
        replace(mark, period=places.get(key, len(ordered)) if key else len(ordered)) for mark, key in numbered
    ]


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


# --- what it comes to -------------------------------------------------------------------------------------------------


def _words(faults: Sequence[FaultMark], by_age: bool) -> str:
    """What is open now and what is overdue; how long those took that are closed."""
    if not faults:
        return "No fault was found in this building."
    return " ".join((*_open(faults), *_overdue(faults), *(_ages(faults) if by_age else _closed(faults))))


def _open(faults: Sequence[FaultMark]) -> Iterator[str]:
    waiting = Counter(fault.classed for fault in faults if fault.open)
    if not waiting:
        yield "No fault is open."
        return
    classes = ", ".join(_so_many(waiting[one], one) for one in CLASSES if waiting[one])
    yield f"{waiting.total()} of {len(faults)} faults {'is' if waiting.total() == 1 else 'are'} open: {classes}."


def _so_many(many: int, one: AS1851Class | None) -> str:
    """``2 critical defects``, ``1 not classified``."""
    return f"{many} {class_label(one).lower()}{'s' if many > 1 and one else ''}"


def _overdue(faults: Sequence[FaultMark]) -> Iterator[str]:
    late = sorted((fault for fault in faults if fault.overdue), key=lambda fault: fault.due or date.max)
    if late:
        named = ", ".join(f"{fault.name} since {show_date(fault.due)}" for fault in late[:4] if fault.due)
        yield f"Overdue: {named}{f' and {len(late) - 4} more' if len(late) > 4 else ''}."
    elif any(fault.open for fault in faults):
        undated = sum(fault.open and fault.due is None for fault in faults)
        yield f"None is overdue{f'; {undated} without a due date' if undated else ''}."


def _closed(faults: Sequence[FaultMark]) -> Iterator[str]:
    closed = [fault.days_open for fault in faults if not fault.open]
    if closed:
        were = "1 was" if len(closed) == 1 else f"{len(closed)} were"
        yield f"{were} closed, half of them within {_days(median(closed))}."


def _ages(faults: Sequence[FaultMark]) -> Iterator[str]:
    """The median of each class, and the fault that has been open longest."""
    for one in CLASSES:
        closed = [fault.days_open for fault in faults if fault.classed is one and not fault.open]
        if closed:
            yield f"{class_label(one)}: {len(closed)} closed, half of them within {_days(median(closed))}."
    waiting = [fault for fault in faults if fault.open]
    if waiting:
        longest = max(waiting, key=lambda fault: fault.days_open)
        yield f"Open longest: {longest.name}, {_days(longest.days_open)}."


def _days(days: float) -> str:
    return "1 day" if days == 1 else f"{days:g} days"
