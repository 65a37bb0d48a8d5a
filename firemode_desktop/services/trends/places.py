"""The places of a building: each location in one condition, its limits and its latest approved reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.faults import location
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.standing import Measure, Standing, case_name, case_of, standing
from firemode_desktop.domain.words import InstanceStatus, MeasurementType
from firemode_desktop.models import LatestReading
from firemode_desktop.queries import trends as queries
from firemode_desktop.services.trends.worked import WorkedOut


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: where it is, in what condition, and its latest reading (``at`` in the building's time zone).

    ``worked`` is what its readings come to; None where that was not worked out since the last of them.
    """

    place_id: UUID
    building_id: UUID
    stair_id: UUID
    floor_id: UUID | None
    identifier: str
    building: str
    stair: str
    floor: str | None
    floor_number: int | None
    height_m: Decimal | None
    place: str
    measurement_type: MeasurementType
    case: str
    unit: str
    limits: Limits
    setpoint: Decimal | None
    instance_id: UUID
    session_id: UUID
    at: datetime
    value: Decimal
    baseline: Decimal | None
    standing: Standing
    readings: int
    zone: ZoneInfo
    margin: Decimal | None = None
    worked: WorkedOut | None = None
    door: str | None = None
    doorway: str | None = None

    @property
    def measure(self) -> Measure | None:
        """Pressure, velocity or force; None for what belongs to no floor."""
        return Measure.of(self.measurement_type)

    @property
    def where(self) -> str:
        """``Stair-A · Level-8``."""
        return " · ".join(part for part in (self.stair, self.floor) if part)

    @property
    def what(self) -> str:
        """``Pressure, doors closed``, ``Force, fan on``."""
        if self.measure is None or not self.case:
            return self.measurement_type.label
        return f"{self.measure.label}, {case_name(self.measure, self.case).lower()}"


def places(
    session: Session, building_id: UUID, stair_id: UUID | None = None, measurement_type: str | None = None
) -> tuple[PlaceLine, ...]:
    """The places of a building where an approved reading was taken, in walking order.

    Up to four statements, which read no more than the stairs in question. ``stair_id`` is a stair of the building.
    """
    among = [LatestReading.building_id == building_id if stair_id is None else LatestReading.stair_id == stair_id]
    if measurement_type is not None:
        among.append(LatestReading.measurement_type == str(measurement_type))
    return in_order(line(row) for row in queries.places(session, *among))


def places_of(session: Session, place_ids: Iterable[UUID]) -> tuple[PlaceLine, ...]:
    """These places, in the order they were asked for. Raises ``Missing`` where one has no approved reading."""
    asked = list(place_ids)
    found = {row.latest.place_id: line(row) for row in queries.places(session, LatestReading.place_id.in_(asked))}
    if any(place_id not in found for place_id in asked):
        raise Missing("A place of this chart has no approved reading any more.")
    return tuple(found[place_id] for place_id in asked)


def in_order(lines: Iterable[PlaceLine]) -> tuple[PlaceLine, ...]:
    """Walking order: stair by natural name, floors from the bottom up, then what was measured."""
    kinds = MeasurementType.values()
    return tuple(
        sorted(
            lines,
            key=lambda one: (
                natural_key(one.building),
                natural_key(one.stair),
                one.floor is None,
                one.floor_number or 0,
                kinds.index(one.measurement_type),
                one.identifier,
                one.place_id,
            ),
        )
    )


def line(row: queries.Named) -> PlaceLine:
    """A row of ``queries.trends.places``."""
    found, building, timezone, stair, floor, number, height, door, doorway = row
    zone = ZoneInfo(timezone)
    limits = Limits(found.min_threshold, found.max_threshold, found.unit or "")
    return PlaceLine(
        place_id=found.place_id,
        building_id=found.building_id,
        stair_id=found.stair_id,
        floor_id=found.floor_id,
        identifier=found.identifier,
        building=building,
        stair=stair,
        floor=floor,
        floor_number=number,
        height_m=height,
        place=location(
            stair=stair,
            floor=floor,
            door=door,
            doorway=doorway,
            door_configuration=found.door_configuration,
            door_scenario=found.door_scenario,
            pressurization_active=found.pressurization_active,
            location_id=found.location_id,
        ),
        measurement_type=MeasurementType(found.measurement_type),
        case=case_of(found.door_configuration, found.door_scenario, found.pressurization_active),
        unit=found.unit or "",
        limits=limits,
        setpoint=found.design_setpoint,
        instance_id=found.instance_id,
        session_id=found.session_id,
        at=found.at.astimezone(zone),
        value=found.value,
        baseline=found.baseline_value,
        standing=standing(InstanceStatus.COMPLETED, found.is_compliant, found.verdict, found.value, limits),
        readings=found.readings,
        zone=zone,
        margin=found.margin,
        worked=WorkedOut.from_json(found.worked_out),
        door=door,
        doorway=doorway,
    )
