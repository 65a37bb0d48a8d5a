"""The baselines of a building for reading: what is there, and everything that was ever recorded of one location."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from firemode_desktop.domain.baselines import Location, Survey
from firemode_desktop.domain.completeness import Baselines, baselines_of
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BaselineKind
from firemode_desktop.models import (
    Baseline,
    Building,
    Doorway,
    ImportBatch,
    User,
)
from firemode_desktop.queries.baseline import TABLES
from firemode_desktop.services import importing
from firemode_desktop.services.catalogue import zone_of
from firemode_desktop.services.importing.tables import KEPT


@dataclass(frozen=True, slots=True)
class Recorded:
    """One baseline that was ever recorded of a location; ``value`` in the kind's unit, ``points`` in m/s.

    ``superseded_date`` is the first day on which it no longer held. ``source_ref`` names file, sheet and cell.
    """

    baseline_id: UUID
    value: Decimal
    commissioned_date: date
    commissioned_by: str | None
    provenance: str
    superseded_date: date | None
    recorded_at: datetime
    recorded_by: str | None
    file_name: str | None
    source_ref: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    withdrawn_reason: str | None
    commissioning_report_ref: str | None = None
    measurement_position: str | None = None
    conditions: tuple[tuple[str, Decimal], ...] = ()
    points: Grid | None = None
    batch_id: UUID | None = None

    @property
    def current(self) -> bool:
        """Whether it is the location's baseline now."""
        return self.superseded_date is None and self.withdrawn_at is None

    @property
    def corrected(self) -> bool:
        """Whether another of the same day took its place, so that it held on no day."""
        return self.superseded_date == self.commissioned_date


@dataclass(frozen=True, slots=True)
class LocationHistory:
    """Everything recorded of a location, the current baseline first, then the latest; a doorway's size in metres."""

    location: Location
    recorded: tuple[Recorded, ...]
    width_m: Decimal | None = None
    height_m: Decimal | None = None

    @property
    def current(self) -> Recorded | None:
        """The baseline that holds now."""
        return next((one for one in self.recorded if one.current), None)

    def corrected_from(self, one: Recorded) -> Recorded | None:
        """What ``one`` took the place of on the same day: the last that was recorded of it before."""
        before = [
            other
            for other in self.recorded
            if other.corrected
            and other.commissioned_date == one.commissioned_date
            and other.recorded_at < one.recorded_at
        ]
        return max(before, key=lambda other: other.recorded_at, default=None)


def building_day(session: Session, building_id: UUID, at: datetime) -> date:
    """The building's own date at ``at``. Raises ``Missing``."""
    building = session.get(Building, building_id)
    if building is None:
        raise Missing("There is no such building.", [str(building_id)])
    return at.astimezone(zone_of(building)).date()


def survey_at(session: Session, building_id: UUID, at: datetime) -> Survey:
    """What a file of baselines is held against at ``at``. Raises ``Missing``."""
    return importing.survey(session, building_id, building_day(session, building_id, at))


def baselines(session: Session, building_id: UUID, at: datetime) -> Baselines:
    """The current baselines of a building as matrices, judged by the rules in force at ``at``. Raises ``Missing``."""
    return baselines_of(survey_at(session, building_id, at))


def history(session: Session, location: Location) -> LocationHistory:
    """Everything that was ever recorded of a location, withdrawn and superseded baselines included."""
    kind, stair_id, place_id, case = location
    table, kept = TABLES[kind], KEPT[kind]
    recorder, withdrawer = aliased(User), aliased(User)
    rows = session.execute(
        select(table, recorder.full_name, withdrawer.full_name, ImportBatch.file_name)
        .outerjoin(recorder, recorder.id == table.recorded_by)
        .outerjoin(withdrawer, withdrawer.id == table.withdrawn_by)
        .outerjoin(ImportBatch, ImportBatch.batch_id == table.batch_id)
        .where(table.stair_id == stair_id, getattr(table, kept.place) == place_id, getattr(table, kept.case) == case)
        .order_by(table.commissioned_date.desc(), table.recorded_at.desc())
    )
    found = [_recorded(one, kept.value, by, withdrawn_by, file) for one, by, withdrawn_by, file in rows]
    found.sort(key=lambda one: not one.current)
    doorway = session.get(Doorway, place_id) if kind is BaselineKind.VELOCITY else None
    size = (doorway.width_m, doorway.height_m) if doorway is not None else (None, None)
    return LocationHistory(location, tuple(found), *size)


def _recorded(one: Baseline, value: str, by: str | None, withdrawn_by: str | None, file: str | None) -> Recorded:
    points = getattr(one, "measurement_points", None)
    conditions = getattr(one, "environmental_conditions", None) or {}
    return Recorded(
        one.baseline_id,
        getattr(one, value),
        one.commissioned_date,
        one.commissioned_by,
        one.provenance,
        one.superseded_date,
        one.recorded_at,
        by,
        file,
        one.source_ref,
        one.withdrawn_at,
        withdrawn_by,
        one.withdrawn_reason,
        getattr(one, "commissioning_report_ref", None),
        getattr(one, "measurement_position", None),
        tuple((name, Decimal(number)) for name, number in conditions.items() if isinstance(number, (int, Decimal))),
        Grid.from_points(points) if points else None,
        one.batch_id,
    )
