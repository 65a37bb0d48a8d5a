"""Twelve months of a building, through a day: what was due and done, what was found, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, cast, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.due import MONTHS, Timing, Visit, due_days, months_after
from firemode_desktop.domain.margin import margin
from firemode_desktop.domain.running import brief
from firemode_desktop.domain.words import (
    AS1851Class,
    FaultStatus,
    Frequency,
    MeasurementType,
    SessionStatus,
    case_words,
)
from firemode_desktop.models import ApprovedReading, Building, Floor, Stair, TestInstance, TestSession
from firemode_desktop.queries.baseline import TABLES
from firemode_desktop.reports.papers.condition import (
    UNCLASSED,
    ConditionPaper,
    DueLine,
    FaultLine,
    Kept,
    NearLine,
    SessionLine,
)
from firemode_desktop.services import calendars, faults, instruments
from firemode_desktop.services.papers.common import head_of
from firemode_desktop.services.testing.showing import summaries

TITLE = "Yearly condition report"
MOST = 15
"""Places that are named as the nearest to their limits."""


def period(until: date) -> tuple[date, date]:
    """The twelve months through ``until``, first and last day: 1 Jul 2025 to 30 Jun 2026."""
    return months_after(until + timedelta(days=1), -12), until


def gather(session: Session, building: Building, until: date) -> ConditionPaper:
    """The twelve months through ``until``; days are those on site."""
    first, last = period(until)
    return ConditionPaper(
        head_of(building, TITLE, until, f"Twelve months to {show_date(until)}"),
        first,
        tuple(_due(session, building, first, last)),
        tuple(_sessions(session, building, first, last)),
        tuple(_faults(session, building, first, last)),
        _near(session, building, first, last),
        _kept(session, building, first, last),
    )


def _due(session: Session, building: Building, first: date, last: date) -> Iterator[DueLine]:
    expected = calendars.expected_frequencies(session, building.id)
    timings = calendars.timings(session, building.id)
    carried_out = [Visit(frequency or "", on) for frequency, on in _visits(session, building, last)]
    for frequency in sorted((each for each in expected if each in MONTHS), key=lambda each: MONTHS[each]):
        timing = timings.get(frequency, Timing(frequency))
        days = due_days(timing, carried_out, building.test_anchor_date, first, last)
        yield DueLine(Frequency(frequency).label, timing.tolerance, days)


def _visits(session: Session, building: Building, last: date) -> list[tuple[str | None, date]]:
    """The sessions carried out through ``last``: frequency and day."""
    on = calendars.visited(building.timezone)
    query = select(TestSession.frequency, on).where(
        TestSession.building_id == building.id, TestSession.status.in_(calendars.CARRIED_OUT), on <= last
    )
    return [(frequency, day) for frequency, day in session.execute(query) if day is not None]


def _sessions(session: Session, building: Building, first: date, last: date) -> Iterator[SessionLine]:
    """Every session of the period that was not cancelled, the earliest first."""
    on = calendars.visited(building.timezone)
    query = select(TestSession.id, on).where(
        TestSession.building_id == building.id,
        TestSession.status != SessionStatus.CANCELLED.value,
        on.between(first, last),
    )
    told = {one.session_id: one for one in summaries(session, building.id)}
    days = {key: day for key, day in session.execute(query) if day is not None}
    for key, day in sorted(days.items(), key=lambda pair: (pair[1], told[pair[0]].name, str(pair[0]))):
        one = told[key]
        label = SessionStatus(one.status).label
        yield SessionLine(day, one.name, label, one.progress.total, one.compliant, one.non_compliant)


def _faults(session: Session, building: Building, first: date, last: date) -> Iterator[FaultLine]:
    """Faults that were opened, closed or open in the period, as they stood at its end; void ones are none."""
    zone = ZoneInfo(building.timezone)
    for one in sorted(faults.shown_faults(session, building_id=building.id), key=lambda each: each.number):
        found = one.detected_at.astimezone(zone).date()
        ended = one.resolved_at.astimezone(zone).date() if one.resolved_at else None
        if one.status == FaultStatus.VOID or found > last or (ended is not None and ended < first):
            continue
        closed = ended if ended is not None and ended <= last else None
        classed = AS1851Class(one.as1851_class).label.lower() if one.as1851_class else UNCLASSED
        age = ((closed or last) - found).days
        yield FaultLine(one.name, one.location, one.description, classed, found, closed, age)


def _on_site(building: Building) -> ColumnElement[date]:
    return cast(func.timezone(building.timezone, ApprovedReading.at), Date)


def _near(session: Session, building: Building, first: date, last: date) -> tuple[NearLine, ...]:
    """The last reading of each place that counts, those with the least room first."""
    reading, on = ApprovedReading, _on_site(building)
    query = (
        select(reading.value, on, TestInstance, Stair.stair_name, Floor.floor_level)
        .join(TestInstance, TestInstance.instance_id == reading.instance_id)
        .outerjoin(Stair, Stair.stair_id == TestInstance.stair_id)
        .outerjoin(Floor, Floor.floor_id == TestInstance.floor_id)
        .where(reading.building_id == building.id, reading.excluded.is_(False), on.between(first, last))
        .ext(distinct_on(reading.place_id))
        .order_by(reading.place_id, reading.at.desc(), reading.turn.desc())
    )
    found = []
    for value, day, test, stair, floor in session.execute(query):
        limits = Limits(test.min_threshold, test.max_threshold, test.unit or "")
        room = margin(value, limits)
        if room is not None:
            where = " · ".join(part for part in (stair, floor, _what(test)) if part)
            shown = f"{plain(value)} {test.unit or ''}".strip()
            found.append(NearLine(test.scoped_identifier, where, shown, brief(limits), day, float(room)))
    return tuple(sorted(found, key=lambda one: (one.margin, one.identifier))[:MOST])


def _what(test: TestInstance) -> str:
    fan = test.pressurization_active
    case = fan if fan is not None else test.door_configuration or test.door_scenario
    label = MeasurementType(test.measurement_type).label
    return label if case is None else f"{label}, {case_words(case)}"


def _kept(session: Session, building: Building, first: date, last: date) -> Kept:
    here = (ApprovedReading.building_id == building.id, _on_site(building).between(first, last))
    counted = select(func.count(), func.count().filter(ApprovedReading.excluded)).where(*here)
    readings, left_out = session.execute(counted).one()
    begun, ended = _baselines(session, building, first, last)
    return Kept(begun, ended, readings, left_out, tuple(_uncalibrated(session, building, first, last)))


def _baselines(session: Session, building: Building, first: date, last: date) -> tuple[int, int]:
    begun = ended = 0
    for table in TABLES.values():
        here = (table.building_id == building.id, table.withdrawn_at.is_(None))
        query = select(
            func.count().filter(table.commissioned_date.between(first, last)),
            func.count().filter(table.superseded_date.between(first, last)),
        )
        new, old = session.execute(query.where(*here)).one()
        begun, ended = begun + new, ended + old
    return begun, ended


def _uncalibrated(session: Session, building: Building, first: date, last: date) -> Iterator[tuple[str, date, int]]:
    """Readings of the period in this building whose instrument held no certificate that day."""
    table = TestInstance
    on = cast(func.timezone(building.timezone, table.completed_at), Date)
    query = (
        select(table.required_instrument_id, on, func.count())
        .where(table.building_id == building.id, table.required_instrument_id.is_not(None), on.between(first, last))
        .group_by(table.required_instrument_id, on)
        .order_by(on, table.required_instrument_id)
    )
    known = instruments.on_file(session, building.id)
    for key, day, many in session.execute(query):
        serial, certificates = known[key] if key else ("", ())
        if not any(one.covers(day) for one in certificates):
            yield serial, day, many
