"""Twelve months of a building, through a day: what was due and done, what was found, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Date, and_, cast, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits, plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.due import MONTHS, Timing, Visit, due_days, months_after
from firemode_desktop.domain.fault_steps import FaultStep
from firemode_desktop.domain.margin import margin
from firemode_desktop.domain.running import brief
from firemode_desktop.domain.words import (
    DefectClassification,
    FaultDeed,
    Frequency,
    InstanceStatus,
    MeasurementType,
    SessionDeed,
    SessionStatus,
    case_words,
)
from firemode_desktop.models import (
    ApprovedReading,
    Building,
    Floor,
    SessionEvent,
    Stair,
    TestInstance,
    TestInstanceTemplate,
    TestSession,
)
from firemode_desktop.queries.baseline import TABLES
from firemode_desktop.queries.testing import compliance_that_stands
from firemode_desktop.reports.papers.condition import (
    PROPOSED,
    UNCLASSED,
    ConditionPaper,
    DueLine,
    FaultLine,
    Kept,
    LeftOut,
    NearLine,
    SessionLine,
    Turn,
)
from firemode_desktop.services import calendars, fault_events, faults, instruments
from firemode_desktop.services.faults.shown import ShownFault
from firemode_desktop.services.papers.common import head_of

TITLE = "Yearly condition report"
MOST = 15
"""Places that are named as the nearest to their limits."""


def period(until: date) -> tuple[date, date]:
    """The twelve months through ``until``, first and last day: 1 Jul 2025 to 30 Jun 2026."""
    return months_after(until + timedelta(days=1), -12), until


def gather(session: Session, building: Building, until: date, today: date) -> ConditionPaper:
    """The twelve months through ``until`` as the record shows them at its end; days are those on site."""
    first, last = period(until)
    return ConditionPaper(
        head_of(building, TITLE, until, f"Twelve months to {show_date(until)}"),
        first,
        tuple(_due(session, building, first, last)),
        tuple(_sessions(session, building, first, last)),
        tuple(_faults(session, building, first, last)),
        _near(session, building, first, last),
        _kept(session, building, first, last),
        tuple(_uncounted(session, building, first, last)),
        today if today > until else None,
    )


def _end(building: Building, last: date) -> datetime:
    """The first moment on site after ``last``."""
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(building.timezone))


def _due(session: Session, building: Building, first: date, last: date) -> Iterator[DueLine]:
    expected = _expected(session, building, first, last)
    timings = calendars.timings(session, building.id)
    carried_out = [Visit(frequency or "", on) for frequency, on in _visits(session, building, last)]
    for frequency in sorted((each for each in expected if each in MONTHS), key=lambda each: MONTHS[each]):
        timing = timings.get(frequency, Timing(frequency))
        days = due_days(timing, carried_out, building.test_anchor_date, first, last)
        begun = expected[frequency].astimezone(ZoneInfo(building.timezone)).date()
        yield DueLine(Frequency(frequency).label, timing.tolerance, days, begun if begun > first else None)


def _expected(session: Session, building: Building, first: date, last: date) -> dict[str, datetime]:
    """Frequencies with expected tests that were not all retired before ``first``, and since when each is on record.

    Those that were put on record after ``last`` are kept, too: what was expected before is not known.
    """
    table = TestInstanceTemplate
    begins = datetime.combine(first, time(), ZoneInfo(building.timezone))
    since = func.min(table.created_at).label("since")
    query = (
        select(table.frequency, since)
        .where(table.building_id == building.id)
        .group_by(table.frequency)
        .having(func.bool_or(or_(table.retired_at.is_(None), table.retired_at >= begins)))
    )
    return {row.frequency: row.since for row in session.execute(query)}


def _visits(session: Session, building: Building, last: date) -> list[tuple[str | None, date]]:
    """The sessions carried out through ``last``: frequency and day."""
    on = calendars.visited(building.timezone)
    query = select(TestSession.frequency, on).where(
        TestSession.building_id == building.id, TestSession.status.in_(calendars.CARRIED_OUT), on <= last
    )
    return [(frequency, day) for frequency, day in session.execute(query) if day is not None]


def _sessions(session: Session, building: Building, first: date, last: date) -> Iterator[SessionLine]:
    """Every session of the period that was not cancelled by its end, the earliest first, as it stood then."""
    day, end = calendars.visited(building.timezone), _end(building, last)
    query = select(TestSession, day).where(TestSession.building_id == building.id, day.between(first, last))
    found = [(on, visit) for visit, on in session.execute(query) if on is not None]
    keys = [visit.id for _, visit in found]
    deeds, counted = _deeds(session, keys, end), _counted(session, keys, end)
    for on, visit in sorted(found, key=lambda pair: (pair[0], pair[1].session_name or "", str(pair[1].id))):
        status = _status(visit, deeds.get(visit.id), end)
        if status is not SessionStatus.CANCELLED:
            name = visit.session_name or "Session"
            yield SessionLine(on, name, status.label if status else NOT_YET, *counted.get(visit.id, (0, 0, 0)))


_AFTER: Mapping[SessionDeed, SessionStatus] = {
    SessionDeed.SUBMITTED: SessionStatus.SUBMITTED,
    SessionDeed.APPROVED: SessionStatus.APPROVED,
    SessionDeed.RETURNED: SessionStatus.RETURNED,
    SessionDeed.CANCELLED: SessionStatus.CANCELLED,
    SessionDeed.REVISED: SessionStatus.RETURNED,
}
NOT_YET = "Not handed in by then"


def _status(visit: TestSession, deed: SessionDeed | None, end: datetime) -> SessionStatus | None:
    """How a session stood before ``end``: by its last deed until then, else by the times its row tells.

    None where neither says that it was handed in by then.
    """
    now = SessionStatus(visit.status)
    if deed is not None and deed in _AFTER:
        return _AFTER[deed]
    if now is SessionStatus.APPROVED and visit.reviewed_at is not None and visit.reviewed_at < end:
        return now
    if now is SessionStatus.CANCELLED and visit.updated_at < end:
        return now
    if visit.submitted_at is not None:
        return SessionStatus.SUBMITTED if visit.submitted_at < end else None
    return None if now in (SessionStatus.CANCELLED, SessionStatus.APPROVED, SessionStatus.SUBMITTED) else now


def _deeds(session: Session, keys: Sequence[UUID], end: datetime) -> dict[UUID, SessionDeed]:
    """The last thing that happened to each session before ``end``."""
    table = SessionEvent
    query = (
        select(table.session_id, table.event)
        .where(table.session_id.in_(keys), table.recorded_at < end)
        .order_by(table.recorded_at, table.event_id)
    )
    return {key: SessionDeed(event) for key, event in session.execute(query)}


def _counted(session: Session, keys: Sequence[UUID], end: datetime) -> dict[UUID, tuple[int, int, int]]:
    """Of each session: its tests, and how many complied and did not by what was read and corrected before ``end``."""
    stands = and_(TestInstance.completed_at < end, compliance_that_stands(end))
    query = (
        select(
            TestInstance.session_id,
            func.count(),
            func.count().filter(stands.is_(True)),
            func.count().filter(TestInstance.completed_at < end, compliance_that_stands(end).is_(False)),
        )
        .where(TestInstance.session_id.in_(keys))
        .group_by(TestInstance.session_id)
    )
    return {key: (tests, comply, fail) for key, tests, comply, fail in session.execute(query)}


def _uncounted(session: Session, building: Building, first: date, last: date) -> Iterator[LeftOut]:
    """Sessions that the counts leave out, with the reason: cancelled in the period, or without any day."""
    day, end = calendars.visited(building.timezone), _end(building, last)
    query = select(TestSession, day).where(
        TestSession.building_id == building.id,
        or_(day.between(first, last), and_(day.is_(None), TestSession.created_at < end)),
    )
    found = session.execute(query.order_by(day, TestSession.session_name, TestSession.id)).all()
    deeds = _deeds(session, [visit.id for visit, _ in found], end)
    for visit, on in found:
        name = visit.session_name or "Session"
        cancelled = _status(visit, deeds.get(visit.id), end) is SessionStatus.CANCELLED
        if on is None and not cancelled:
            yield LeftOut(name, "no day is set and none is on record on which it began")
        elif cancelled and on is not None:
            yield LeftOut(name, f"cancelled; it was planned for {show_date(on)}")


def _faults(session: Session, building: Building, first: date, last: date) -> Iterator[FaultLine]:
    """Faults that were opened, closed or open in the period, as they stood at its end; void ones are none."""
    zone = ZoneInfo(building.timezone)
    found = sorted(faults.shown_faults(session, building_id=building.id), key=lambda each: each.number)
    lives = fault_events.histories(session, [one.id for one in found])
    for one in found:
        life = told([(step, step.at.astimezone(zone).date()) for step in lives[one.id]], last)
        opened = one.detected_at.astimezone(zone).date()
        if opened > last or life.void or (life.closed is not None and life.closed < first):
            continue
        classed = _classed(life.classification or _proposed(one), decided=bool(life.classification))
        age = ((life.closed or last) - opened).days
        yield FaultLine(one.name, one.location, one.description, classed, opened, life.closed, age, life.turns)


@dataclass(frozen=True, slots=True)
class Life:
    """What had become of a fault by a day; ``turns`` are the closings before the last and when it opened again."""

    closed: date | None = None
    void: bool = False
    classification: str | None = None
    turns: tuple[Turn, ...] = ()


def told(steps: Sequence[tuple[FaultStep, date]], last: date) -> Life:
    """The life of a fault through ``last``, from its steps with the day of each on site."""
    life = Life()
    for step, on in steps:
        if on > last:
            continue
        if step.deed is FaultDeed.CONFIRMED:
            life = replace(life, classification=step.details.get("class") or life.classification)
        elif step.deed in (FaultDeed.RESOLVED, FaultDeed.VOIDED):
            life = replace(life, closed=on, void=step.deed is FaultDeed.VOIDED)
        elif step.deed in (FaultDeed.STARTED, FaultDeed.REOPENED, FaultDeed.DEFERRED) and life.closed is not None:
            life = replace(life, closed=None, void=False, turns=(*life.turns, Turn(life.closed, on)))
    return life


def _proposed(one: ShownFault) -> str | None:
    return one.proposed_classification or (one.defect_classification if one.class_confirmed_at is None else None)


def _classed(classification: str | None, decided: bool) -> str:
    if classification is None:
        return UNCLASSED
    label = DefectClassification(classification).as1851_class.label.lower()
    return label if decided else f"{label}{PROPOSED}"


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
    bare = tuple(_unnamed(session, building, first, last))
    return Kept(begun, ended, readings, left_out, tuple(_uncalibrated(session, building, first, last)), bare)


def _unnamed(session: Session, building: Building, first: date, last: date) -> Iterator[tuple[str, date, int]]:
    """By session and day, the tests of the period that call for an instrument and name none."""
    table = TestInstance
    on = cast(func.timezone(building.timezone, table.completed_at), Date)
    query = (
        select(TestSession.session_name, on, func.count())
        .join(TestSession, TestSession.id == table.session_id)
        .where(
            table.building_id == building.id,
            table.status == InstanceStatus.COMPLETED.value,
            table.required_instrument_type.is_not(None),
            table.required_instrument_id.is_(None),
            on.between(first, last),
        )
        .group_by(TestSession.id, TestSession.session_name, on)
        .order_by(on, TestSession.session_name, TestSession.id)
    )
    for name, day, many in session.execute(query):
        yield name or "Session", day, many


def _baselines(session: Session, building: Building, first: date, last: date) -> tuple[int, int]:
    begun = ended = 0
    for table in TABLES.values():
        stood = or_(table.withdrawn_at.is_(None), table.withdrawn_at >= _end(building, last))
        here = (table.building_id == building.id, stood)
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
