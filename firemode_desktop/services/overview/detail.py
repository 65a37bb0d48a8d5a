"""One floor of one stair: every reading there, what it was before, and what is wrong with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, load_only

from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.standing import Measure, Standing
from firemode_desktop.domain.words import AS1851Class, FaultStatus, InstanceStatus, SessionStatus
from firemode_desktop.models import Building, Door, Doorway, Fault, Floor, TestInstance, TestSession
from firemode_desktop.services.overview.finding import OPEN_FAULTS
from firemode_desktop.services.overview.reading import MEASURED, SHOWN, case_of, corrections, reading_of

MOST_POINTS = 400
"""Of one floor: more than thirty years of every measurement."""
Series = tuple[Measure, str, str]
"""Measure, case and place: what belongs on one line."""


@dataclass(frozen=True, slots=True)
class Point:
    """One reading in the past of a place."""

    at: datetime
    value: Decimal
    standing: Standing
    baseline: Decimal | None


@dataclass(frozen=True, slots=True)
class OpenFault:
    """A fault of this floor that is not resolved."""

    fault_id: UUID
    number: int
    class_words: str
    status: FaultStatus
    description: str
    due: date | None
    measure: Measure | None

    @property
    def name(self) -> str:
        """``F-0012``."""
        return fault_name(self.number)


@dataclass(frozen=True, slots=True)
class FloorDetail:
    """What the side panel shows beside the section."""

    floor_id: UUID
    histories: tuple[tuple[Series, tuple[Point, ...]], ...] = ()
    """Oldest first."""
    faults: tuple[OpenFault, ...] = ()

    def history(self, measure: Measure, case: str, place: str) -> tuple[Point, ...]:
        """The readings of one place in time."""
        return dict(self.histories).get((measure, case, place), ())


def floor_detail(session: Session, floor_id: UUID) -> FloorDetail:
    """The readings of a floor in time and its open faults, in three statements."""
    return FloorDetail(floor_id, _histories(session, floor_id), _faults(session, floor_id))


def _histories(session: Session, floor_id: UUID) -> tuple[tuple[Series, tuple[Point, ...]], ...]:
    rows = session.execute(
        select(
            TestInstance,
            func.coalesce(Door.door_identifier, Doorway.doorway_identifier, Floor.floor_level),
            Building.timezone,
        )
        .join(TestSession, TestSession.id == TestInstance.session_id)
        .join(Floor, Floor.floor_id == TestInstance.floor_id)
        .join(Building, Building.id == TestInstance.building_id)
        .outerjoin(Door, Door.door_id == TestInstance.door_id)
        .outerjoin(Doorway, Doorway.doorway_id == TestInstance.doorway_id)
        .where(
            TestInstance.stair_id == Floor.stair_id,
            TestInstance.floor_id == floor_id,
            TestInstance.measurement_type.in_(MEASURED),
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestInstance.measured_value_numeric.isnot(None),
            TestSession.status != SessionStatus.CANCELLED.value,
        )
        .order_by(TestInstance.completed_at.desc())
        .limit(MOST_POINTS)
        .options(load_only(*SHOWN))
    ).all()
    corrected = corrections(session, [instance.instance_id for instance, *_ in rows])
    lines: dict[Series, list[Point]] = defaultdict(list)
    for instance, place, zone in rows:
        reading = reading_of(instance, "", place, ZoneInfo(zone), corrected.get(instance.instance_id))
        assert reading.value is not None
        assert reading.at is not None
        point = Point(reading.at, reading.value, reading.standing, reading.baseline)
        lines[reading.measure, case_of(instance), place].append(point)
    return tuple((series, tuple(reversed(points))) for series, points in lines.items())


def _faults(session: Session, floor_id: UUID) -> tuple[OpenFault, ...]:
    rows = session.scalars(
        select(Fault).where(Fault.floor_id == floor_id, Fault.status.in_(OPEN_FAULTS)).order_by(Fault.fault_number)
    )
    return tuple(
        OpenFault(
            fault_id=fault.id,
            number=fault.fault_number,
            class_words=AS1851Class(fault.as1851_class).label.lower() if fault.as1851_class else "not classified",
            status=FaultStatus(fault.status),
            description=fault.description,
            due=fault.due_date,
            measure=Measure.of(fault.measurement_type or ""),
        )
        for fault in rows
    )
