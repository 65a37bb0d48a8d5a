"""Readings in time, location by location: from approved sessions, with what the statistics make of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from firemode_desktop.charts.digits import signed
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import Standing, standing
from firemode_desktop.domain.trend import Trend, TrendPoint, analyse
from firemode_desktop.domain.words import InstanceStatus, MeasurementType
from firemode_desktop.models import Building, Stair
from firemode_desktop.queries import trends as queries
from firemode_desktop.services.trends.places import PlaceLine, places, places_of


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One approved reading by its latest correction; ``at`` is when it was measured, in the building's time zone.

    ``excluded`` is why it is left out of the trend; ``instrument`` is its serial number.
    """

    at: datetime
    value: Decimal
    baseline: Decimal | None
    is_compliant: bool | None
    verdict: str | None = None
    instance_id: UUID | None = None
    instrument: str | None = None
    corrected: bool = False
    excluded: str | None = None
    temp_out_c: Decimal | None = None
    temp_stair_c: Decimal | None = None

    def standing(self, limits: Limits) -> Standing:
        """How it stands against ``limits``."""
        return standing(InstanceStatus.COMPLETED, self.is_compliant, self.verdict, self.value, limits)


@dataclass(frozen=True, slots=True)
class Series:
    """One place: its readings, oldest first, and their trend against the limits of the latest of them."""

    at_place: PlaceLine
    points: tuple[SeriesPoint, ...]
    trend: Trend

    @property
    def identifier(self) -> str:
        """What its test is called."""
        return self.at_place.identifier

    @property
    def stair(self) -> str:
        return self.at_place.stair

    @property
    def floor(self) -> str | None:
        return self.at_place.floor

    @property
    def place(self) -> str:
        """``Stair-A, Level-8, All Doors Closed``."""
        return self.at_place.place

    @property
    def measurement_type(self) -> MeasurementType:
        return self.at_place.measurement_type

    @property
    def unit(self) -> str:
        return self.at_place.unit

    @property
    def limits(self) -> Limits:
        return self.at_place.limits

    @property
    def sentence(self) -> str:
        """``−3.4 Pa a year. The limit … is expected to be met …`` or why nothing is projected."""
        slope = self.trend.slope_per_year
        if slope is None or self.trend.projection is None:
            return self.trend.sentence
        return f"{signed(Decimal(str(slope)))} {self.unit} a year. {self.trend.sentence}"


def trend(
    session: Session,
    building_id: UUID,
    stair_name: str | None = None,
    measurement_type: str | None = None,
) -> tuple[Series, ...]:
    """The series of a building, of one stair or one measurement when asked so, in walking order.

    Only completed readings of approved sessions count; a correction beside a reading stands for it. A few statements,
    however many places.

    Raises:
        Missing: there is no such building, or no such stair in it.
    """
    session.get_one(Building, building_id)
    stair_id = None if stair_name is None else _stair(session, building_id, stair_name)
    lines = places(session, building_id, stair_id, measurement_type)
    if stair_id is None and measurement_type is None:
        rows = queries.readings_in(session, building_id)
    else:
        rows = queries.readings_of(session, [one.place_id for one in lines])
    return with_trends(session, lines, rows)


def series_of(session: Session, place_ids: Iterable[UUID]) -> tuple[Series, ...]:
    """The series of these places, in the order asked for. Raises ``Missing`` where one has no approved reading."""
    lines = places_of(session, place_ids)
    return with_trends(session, lines, queries.readings_of(session, [one.place_id for one in lines]))


def _stair(session: Session, building_id: UUID, stair_name: str) -> UUID:
    found = {row[0]: row[1] for row in session.execute(
        select(Stair.stair_name, Stair.stair_id).where(Stair.building_id == building_id)
    )}  # fmt: skip
    if stair_name not in found:
        raise Missing(f"There is no stair called “{stair_name}”.", sorted(found, key=natural_key))
    return found[stair_name]


def with_trends(session: Session, lines: Sequence[PlaceLine], rows: Sequence[Row[Any]]) -> tuple[Series, ...]:
    """The series of ``lines`` from their readings (``queries.trends.COUNTED``, oldest first)."""
    serials = queries.serials(session, {row.instrument_id for row in rows if row.instrument_id is not None})
    reasons = queries.reasons(session, [row.instance_id for row in rows if row.excluded])
    by_place: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        by_place.setdefault(row.place_id, []).append(row)
    return tuple(_one(place, by_place.get(place.place_id, ()), serials, reasons) for place in lines)


def _one(
    place: PlaceLine, rows: Sequence[Row[Any]], serials: Mapping[UUID, str], reasons: Mapping[UUID, str]
) -> Series:
    points = tuple(
        SeriesPoint(
            at=row.at.astimezone(place.zone),
            value=row.value,
            baseline=row.baseline_value,
            is_compliant=row.is_compliant,
            verdict=row.verdict,
            instance_id=row.instance_id,
            instrument=serials.get(row.instrument_id),
            corrected=row.corrected,
            excluded=reasons.get(row.instance_id) if row.excluded else None,
            temp_out_c=row.temp_out_c,
            temp_stair_c=row.temp_stair_c,
        )
        for row in rows
    )
    given = [trend_point(row, place, reasons, serials) for row in rows]
    return Series(place, points, analyse(given, place.limits))


def trend_point(
    row: Row[Any], place: PlaceLine, reasons: Mapping[UUID, str], serials: Mapping[UUID, str]
) -> TrendPoint:
    """A reading as the statistics take it: its day in the building's time zone."""
    instrument = None if row.instrument_id is None else serials.get(row.instrument_id, str(row.instrument_id))
    return TrendPoint(
        at=row.at.astimezone(place.zone).date(),
        value=row.value,
        baseline=row.baseline_value,
        is_compliant=row.is_compliant,
        door_configuration=place.case,
        instrument=instrument,
        instance_id=row.instance_id,
        baseline_date=row.baseline_date,
        excluded=reasons.get(row.instance_id, "") if row.excluded else None,
        temp_out_c=row.temp_out_c,
        temp_stair_c=row.temp_stair_c,
    )
