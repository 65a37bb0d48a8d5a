"""The instruments of a building in time: their certificates, the days on which they were used, and what runs out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import CTE, Date, Integer, Subquery, and_, cast, func, or_, select, true
from sqlalchemy.orm import Session

from firemode_desktop.charts.calibration import Calibrated, Calibrations, Paper, UsedOn
from firemode_desktop.domain.calibration import State, covered_until
from firemode_desktop.domain.charting import Asked
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import Standing
from firemode_desktop.domain.words import InstanceStatus, InstrumentType, SessionStatus
from firemode_desktop.models import (
    ApprovedReading,
    Building,
    CalibrationCertificate,
    Instrument,
    TestInstance,
    TestSession,
)
from firemode_desktop.queries.site import in_service

AHEAD_DAYS = 60
"""What runs out within so many days is told."""
MARKS = {State.VALID: Standing.PASS, State.DUE: Standing.NEAR, State.EXPIRED: Standing.FAIL}


def gather_calibration(session: Session, asked: Asked, today: date) -> Calibrations:
    """The instruments of a building, and those that were used in it, as of ``today``; four statements.

    Raises ``Invalid`` without a building, ``Missing`` where it is no longer on record.
    """
    if asked.building_id is None:
        raise Invalid(f"“{asked.kind.label}” is a chart of one building; choose which.")
    building = session.execute(select(Building.name).where(Building.id == asked.building_id)).one_or_none()
    if building is None:
        raise Missing("The building of this chart is no longer on record.")
    used = _used(session, asked.building_id)
    rows = _instruments(session, asked.building_id, used, today)
    papers = _papers(session, [row.id for row in rows])
    found = [(_covered(papers[row.id], today), row) for row in rows]
    found.sort(key=lambda each: (each[0] or date.min, natural_key(each[1].serial_number or ""), each[1].id))
    shown = tuple(_calibrated(row, papers[row.id], used[row.id], until, today) for until, row in found)
    return Calibrations(
        f"{building.name} · calibration", _words(shown, [each[0] for each in found], today), today, shown
    )


def _used(session: Session, building_id: UUID) -> defaultdict[UUID, list[UsedOn]]:
    """By instrument: the building's days on which it read something, an instrument that was corrected as corrected."""
    visit = _visits(building_id)
    readings = cast(func.sum(visit.c.readings), Integer)
    query = select(visit.c.instrument, visit.c.day, readings, func.bool_and(visit.c.accepted))
    found: defaultdict[UUID, list[UsedOn]] = defaultdict(list)
    for instrument_id, on, many, let_stand in session.execute(
        query.group_by(visit.c.instrument, visit.c.day).order_by(visit.c.day)
    ):
        found[instrument_id].append(UsedOn(on, many, let_stand))
    return found


def _visits(building_id: UUID) -> Subquery:
    """What each instrument read on each day of each session. A session's tests lie together: each is read at once."""
    within = (
        select(TestSession.id, Building.timezone)
        .join(Building, Building.id == TestSession.building_id)
        .where(TestSession.building_id == building_id, TestSession.status != SessionStatus.CANCELLED.value)
        .subquery()
    )
    corrected = _corrected(building_id)
    day = cast(func.timezone(within.c.timezone, TestInstance.completed_at), Date).label("day")
    instrument = func.coalesce(corrected.c.instrument_id, TestInstance.required_instrument_id).label("instrument")
    accepted = func.bool_and(TestInstance.instrument_accepted_at.is_not(None)).label("accepted")
    used = (
        select(instrument, day, func.count().label("readings"), accepted)
        .select_from(TestInstance)
        .outerjoin(corrected, corrected.c.instance_id == TestInstance.instance_id)
        .where(
            TestInstance.session_id == within.c.id,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            instrument.is_not(None),
        )
        .group_by(instrument, day)
        .lateral()
    )
    return select(used).select_from(within.join(used, true())).subquery()


def _corrected(building_id: UUID) -> CTE:
    """The readings of a building that were corrected, with the instruments that they were taken with."""
    table = ApprovedReading
    query = select(table.instance_id, table.instrument_id).where(table.building_id == building_id, table.corrected)
    return query.cte("corrected").prefix_with("MATERIALIZED")


def _instruments(session: Session, building_id: UUID, used: Iterable[UUID], today: date) -> Sequence[Instrument]:
    """Those of the building that are in service, and whatever was used in it, in service or not."""
    own = and_(Instrument.building_id == building_id, *in_service(Instrument, today))
    return session.scalars(select(Instrument).where(or_(own, Instrument.id.in_(list(used))))).all()


def _papers(session: Session, instrument_ids: Sequence[UUID]) -> defaultdict[UUID, list[Paper]]:
    table = CalibrationCertificate
    query = select(table).where(table.instrument_id.in_(instrument_ids))
    found: defaultdict[UUID, list[Paper]] = defaultdict(list)
    for row in session.scalars(query.order_by(table.calibration_date, table.expiry_date, table.cert_number)):
        paper = Paper(
            row.cert_number, row.calibration_date, row.expiry_date, row.calibration_authority or "", str(row.cert_id)
        )
        found[row.instrument_id].append(paper)
    return found


def _covered(papers: Iterable[Paper], today: date) -> date | None:
    return covered_until(((paper.since, paper.until) for paper in papers), today)


def _calibrated(
    row: Instrument, papers: Sequence[Paper], used: Sequence[UsedOn], until: date | None, today: date
) -> Calibrated:
    kind = InstrumentType(row.instrument_type).label if row.instrument_type else "instrument"
    what = f"{kind}, travels" if row.building_id is None else kind
    mark, words = _state(row, until, today)
    return Calibrated(row.serial_number or "", what, tuple(papers), tuple(used), mark, words, str(row.id))


def _state(row: Instrument, until: date | None, today: date) -> tuple[Standing, str]:
    """How it stands today, in a few words; out of service it needs no certificate any more."""
    if row.decommissioned_on is not None and row.decommissioned_on <= today:
        return Standing.SKIPPED, "out of service"
    if until is None:
        return Standing.FAIL, "no certificate"
    days = (until - today).days
    mark = MARKS[State.of(days, AHEAD_DAYS)]
    return mark, f"ended {show_date(until)}" if days <= 0 else f"until {show_date(until)}"


# --- what it comes to -------------------------------------------------------------------------------------------------


def _words(shown: Sequence[Calibrated], until: Sequence[date | None], today: date) -> str:
    """What is not in calibration, what runs out soon, and which days no certificate covered."""
    if not shown:
        return "No instrument belongs to this building, and none was used in it."
    return " ".join((*_ended(shown), *_soon(shown, until, today), *_outside(shown))) or (
        f"All instruments are in calibration for more than {AHEAD_DAYS} days, and were on every day of use."
    )


def _ended(shown: Sequence[Calibrated]) -> Iterator[str]:
    ended = [one.name for one in shown if one.mark is Standing.FAIL]
    if ended:
        yield f"Not in calibration today: {', '.join(ended)}."


def _soon(shown: Sequence[Calibrated], until: Sequence[date | None], today: date) -> Iterator[str]:
    soon = [
        f"{one.name} in {(end - today).days} {'day' if (end - today).days == 1 else 'days'} ({show_date(end)})"
        for one, end in zip(shown, until, strict=True)
        if one.mark is Standing.NEAR and end is not None
    ]
    if soon:
        yield f"Runs out within {AHEAD_DAYS} days: {', '.join(soon)}."


def _outside(shown: Sequence[Calibrated]) -> Iterator[str]:
    for one in shown:
        days = [show_date(use.day) for use in one.uncovered]
        if days:
            more = f" and {len(days) - 3} more days" if len(days) > 3 else ""
            yield f"{one.name} was used without a certificate that held on {', '.join(days[:3])}{more}."
