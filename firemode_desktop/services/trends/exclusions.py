"""Leaving a reading out of its trend with a reason, and taking it back in: decisions of a supervisor, kept for ever.

Only the trend follows from them. The reading, its verdict, its fault, its session and what is shown as the latest value
of its place stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import plain
from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing, Refused
from firemode_desktop.domain.leaving_out import reason_for
from firemode_desktop.domain.trend import Trend, analyse
from firemode_desktop.domain.words import InstanceStatus, SessionStatus
from firemode_desktop.models import ApprovedReading, Building, ReadingExclusion, TestInstance, TestSession
from firemode_desktop.queries import trends as queries
from firemode_desktop.services import people
from firemode_desktop.services.trends.places import PlaceLine, places_of
from firemode_desktop.services.trends.series import trend_point

DEED = "leave readings out of a trend or take them back in"
_RETEST = re.compile(r"_R[0-9]+$")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on a reading; ``measured`` and ``at`` (when it was decided) in the building's time zone.

    ``stands`` is whether no later decision was taken on the same reading.
    """

    exclusion_id: UUID
    instance_id: UUID
    identifier: str
    place_id: UUID
    measured: datetime
    value: Decimal
    unit: str
    excluded: bool
    reason: str
    by: str | None
    at: datetime
    stands: bool

    @property
    def words(self) -> str:
        """``left out by A. Name on 3 May 2026: the tube was blocked``."""
        who = f" by {self.by}" if self.by else ""
        return f"{'left out' if self.excluded else 'taken back in'}{who} on {show_date(self.at.date())}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Preview:
    """A reading as it was taken, and what its trend says ``now`` and once the other thing is decided (``then``)."""

    place: PlaceLine
    instance_id: UUID
    measured: datetime
    value: Decimal
    instrument: str | None
    excluded: bool
    now: Trend
    then: Trend
    history: tuple[Decision, ...]

    @property
    def read(self) -> str:
        """``41.2 Pa on 14 Mar 2026 with SN-12345``."""
        tool = f" with {self.instrument}" if self.instrument else ""
        return f"{plain(self.value)} {self.place.unit} on {show_date(self.measured.date())}{tool}"


def exclude(session: Session, instance_id: UUID, reason: str, *, by: UUID) -> UUID:
    """Leave a reading out of its trend; returns the id of the decision.

    Raises:
        Refused: the person is no supervisor, the reading counts in no trend, or is left out already.
        Invalid: the reason is blank or no more than a word.
        Missing: there is no such test.
    """
    return _decide(session, instance_id, True, reason, by)


def include(session: Session, instance_id: UUID, reason: str, *, by: UUID) -> UUID:
    """Take a reading back into its trend; returns the id of the decision. Raises as ``exclude`` does."""
    return _decide(session, instance_id, False, reason, by)


def _decide(session: Session, instance_id: UUID, excluded: bool, reason: str, by: UUID) -> UUID:
    people.require(session, by, people.SUPERVISORS, DEED)
    why = reason_for(reason)
    counted = _counted(session, instance_id)
    if counted.excluded is excluded:
        raise Refused(_already(session, instance_id, excluded))
    row = ReadingExclusion(
        building_id=counted.building_id, instance_id=instance_id, excluded=excluded, reason=why, decided_by=by
    )
    session.add(row)
    session.flush()
    return row.exclusion_id


def _counted(session: Session, instance_id: UUID) -> ApprovedReading:
    """The reading as it counts, held until the end of the transaction: two decisions on it come one after the other."""
    session.execute(select(TestInstance.instance_id).where(TestInstance.instance_id == instance_id).with_for_update())
    counted = session.get(ApprovedReading, instance_id, populate_existing=True)
    if counted is None:
        raise _in_no_trend(session, instance_id)
    return counted


def _in_no_trend(session: Session, instance_id: UUID) -> Missing | Refused:
    test = session.get(TestInstance, instance_id)
    if test is None:
        return Missing("There is no such test.")
    visit = session.get_one(TestSession, test.session_id)
    name = test.scoped_identifier
    if visit.status != SessionStatus.APPROVED:
        status = SessionStatus(visit.status).label.lower()
        return Refused(f"{name} stands in no trend: “{visit.session_name}” is {status}, not approved. Amend it there.")
    if test.status != InstanceStatus.COMPLETED:
        return Refused(f"{name} stands in no trend: nothing was measured.")
    return Refused(f"{name} stands in no trend: its result is no number that is followed over time.")


def _already(session: Session, instance_id: UUID, excluded: bool) -> str:
    before = decisions(session, ReadingExclusion.instance_id == instance_id)
    if not excluded and not before:
        return "This reading stands in its trend; it was never left out."
    return f"Nothing to decide: this reading was {before[0].words}"


# --- what was decided -------------------------------------------------------------------------------------------------


def decisions_of(session: Session, building_id: UUID) -> tuple[Decision, ...]:
    """All decisions on readings of a building, the latest first."""
    return decisions(session, ReadingExclusion.building_id == building_id)


def decisions_on(session: Session, instance_id: UUID) -> tuple[Decision, ...]:
    """All decisions on one reading, the latest first."""
    return decisions(session, ReadingExclusion.instance_id == instance_id)


def decisions(session: Session, *among: ColumnElement[bool]) -> tuple[Decision, ...]:
    """The decisions that ``among`` tells, the latest first; two statements."""
    query = (
        select(ReadingExclusion, TestInstance, ApprovedReading, Building.timezone)
        .join(TestInstance, TestInstance.instance_id == ReadingExclusion.instance_id)
        .join(ApprovedReading, ApprovedReading.instance_id == ReadingExclusion.instance_id)
        .join(Building, Building.id == ReadingExclusion.building_id)
        .where(*among)
        .order_by(ReadingExclusion.recorded_at.desc(), ReadingExclusion.number.desc(), ReadingExclusion.instance_id)
    )
    rows = session.execute(query).all()
    names = people.names(session, {row[0].decided_by for row in rows})
    latest: dict[UUID, int] = {}
    for row in rows:
        latest[row[0].instance_id] = max(row[0].number, latest.get(row[0].instance_id, 0))
    return tuple(_decision(row, names, latest) for row in rows)


def _decision(row: Any, names: Mapping[UUID, str], latest: Mapping[UUID, int]) -> Decision:
    made, test, counted, timezone = row
    zone = ZoneInfo(timezone)
    return Decision(
        exclusion_id=made.exclusion_id,
        instance_id=made.instance_id,
        identifier=test.scoped_identifier,
        place_id=counted.place_id,
        measured=counted.at.astimezone(zone),
        value=counted.value,
        unit=test.unit or "",
        excluded=made.excluded,
        reason=made.reason,
        by=names.get(made.decided_by) if made.decided_by else None,
        at=made.recorded_at.astimezone(zone),
        stands=made.number == latest[made.instance_id],
    )


# --- which reading, and what would follow -----------------------------------------------------------------------------


def reading_named(session: Session, building_id: UUID, identifier: str, day: date) -> UUID:
    """The reading of a test (in any case, a retest by its own name) on a day of the building's calendar.

    Raises:
        Missing: no approved reading of this name; the details are those called nearly so, or its days.
        Invalid: several on that day; the details name them.
    """
    wanted = identifier.strip().upper()
    found = _called(session, building_id, wanted)
    if not found:
        raise _unknown(session, building_id, identifier.strip(), wanted)
    on_day = [row for row in found if row.day == day]
    chosen = [row for row in on_day if row.scoped_identifier == wanted] if len(on_day) > 1 else on_day
    if not chosen:
        days = sorted({row.day for row in found})
        raise Missing(
            f"{wanted} has no approved reading of {show_date(day)}. It was read on {_and(map(show_date, days))}.",
            [each.isoformat() for each in days],
        )
    if len(chosen) > 1:
        ids = [str(row.instance_id) for row in chosen]
        raise Invalid(f"{wanted} was read {len(chosen)} times on {show_date(day)}; name one by its id.", ids)
    return UUID(str(chosen[0].instance_id))


def _called(session: Session, building_id: UUID, wanted: str) -> list[Row[Any]]:
    """Readings of the test of this name and of its retests, or of the one retest."""
    day = func.date(func.timezone(Building.timezone, ApprovedReading.at)).label("day")
    stem = func.regexp_replace(TestInstance.scoped_identifier, "_R[0-9]+$", "")
    called = TestInstance.scoped_identifier == wanted if _RETEST.search(wanted) else stem == wanted
    query = (
        select(ApprovedReading.instance_id, TestInstance.scoped_identifier, day)
        .join(TestInstance, TestInstance.instance_id == ApprovedReading.instance_id)
        .join(Building, Building.id == ApprovedReading.building_id)
        .where(ApprovedReading.building_id == building_id, called)
    )
    return list(session.execute(query.order_by(ApprovedReading.at, ApprovedReading.turn)))


def _unknown(session: Session, building_id: UUID, identifier: str, wanted: str) -> Missing:
    names = session.scalars(
        select(TestInstance.scoped_identifier)
        .join(ApprovedReading, ApprovedReading.instance_id == TestInstance.instance_id)
        .where(ApprovedReading.building_id == building_id)
        .distinct()
    )
    near = get_close_matches(wanted, list(names))
    hint = f" Did you mean {near[0]}?" if near else ""
    return Missing(f"“{identifier}” has no approved reading in this building.{hint}", near)


def _and(words: Any) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else str(last)


def preview(session: Session, instance_id: UUID) -> Preview:
    """What was read, and what the trend of its place says with and without it. Raises as ``exclude`` does."""
    counted = session.get(ApprovedReading, instance_id)
    if counted is None:
        raise _in_no_trend(session, instance_id)
    (place,) = places_of(session, [counted.place_id])
    rows = queries.readings_of(session, [place.place_id])
    serials = queries.serials(session, {row.instrument_id for row in rows if row.instrument_id is not None})
    reasons = queries.reasons(session, [row.instance_id for row in rows if row.excluded])
    points = [trend_point(row, place, reasons, serials) for row in rows]
    other = None if counted.excluded else "as is proposed here"
    turned = [replace(point, excluded=other) if point.instance_id == instance_id else point for point in points]
    return Preview(
        place=place,
        instance_id=instance_id,
        measured=counted.at.astimezone(place.zone),
        value=counted.value,
        instrument=serials.get(counted.instrument_id) if counted.instrument_id else None,
        excluded=counted.excluded,
        now=analyse(points, place.limits),
        then=analyse(turned, place.limits),
        history=decisions_on(session, instance_id),
    )
