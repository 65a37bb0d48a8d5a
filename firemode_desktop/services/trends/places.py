"""The places of a building: each location in one condition, its limits and its latest approved reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.errors import Missing
from firemode_desktop.domain.faults import location
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.service import in_service
from firemode_desktop.domain.standing import Measure, Standing, case_name, case_of, standing
from firemode_desktop.domain.words import InstanceStatus, MeasurementType
from firemode_desktop.queries import trends as queries
from firemode_desktop.services.trends.worked import WorkedOut


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One place: where it is, in what condition, and its latest reading (``at`` in the building's time zone).

    ``worked`` is what its readings come to, ``worsening`` the share of its room that it loses a year: None where that
    was not worked out since the last of them. From ``closed_on`` on it, or what it lies in, is out of service.
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
    closed_on: date | None = None
    worsening: float | None = None

    @property
    def measure(self) -> Measure | None:
        """Pressure, velocity or force; None for what belongs to no floor."""
        return Measure.of(self.measurement_type)

    def in_service(self, day: date) -> bool:
        """Whether the place and all that it lies in are in service on ``day``."""
        return in_service(self.closed_on, day)

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
    lying: dict[str, object] = {"building_id": building_id} if stair_id is None else {"stair_id": stair_id}
    if measurement_type is not None:
        lying["measurement_type"] = str(measurement_type)
    return in_order(line(row) for row in queries.places(session, **lying))


def places_of(session: Session, place_ids: Iterable[UUID]) -> tuple[PlaceLine, ...]:
    """These places, in the order they were asked for. Raises ``Missing`` where one has no approved reading."""
    asked = list(place_ids)
    found = {row.latest.place_id: line(row) for row in queries.places_by_key(session, asked)}
    if any(place_id not in found for place_id in asked):
        raise Missing("A place of this chart has no approved reading any more.")
    return tuple(found[place_id] for place_id in asked)


def first_in_service(
    lines: Iterable[PlaceLine], day: date, most: int | None = None
) -> tuple[tuple[PlaceLine, ...], int]:
    """Those (the first ``most``) in service on ``day``, and how many others were passed on the way to the last of them.

    Every list of places goes through here; a place that is asked for by name or by key is told, in service or not.
    """
    found: list[PlaceLine] = []
    passed = 0
    for one in lines:
        if one.in_service(day):
            found.append(one)
        else:
            passed += 1
        if len(found) == most:
            break
    return tuple(found), passed


def listed(lines: Sequence[PlaceLine], day: date) -> tuple[PlaceLine, ...]:
    """Those of a building or a stair that a list shows: the places in service on ``day``.

    Where none of them is, all: what is out of service altogether was asked for by name.
    """
    return first_in_service(lines, day)[0] or tuple(lines)


def left_out(closed: int) -> str:
    """``3 places out of service are left out.``; blank where there is none."""
    if not closed:
        return ""
    return "1 place out of service is left out." if closed == 1 else f"{closed:,} places out of service are left out."


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
    found, zone = row.latest, ZoneInfo(row.timezone)
    limits = Limits(found.min_threshold, found.max_threshold, found.unit or "")
    return PlaceLine(
        place_id=found.place_id,
        building_id=found.building_id,
        stair_id=found.stair_id,
        floor_id=found.floor_id,
        identifier=found.identifier,
        building=row.building,
        stair=row.stair,
        floor=row.floor,
        floor_number=row.floor_number,
        height_m=row.height_m,
        place=location(
            stair=row.stair,
            floor=row.floor,
            door=row.door,
            doorway=row.doorway,
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
        door=row.door,
        doorway=row.doorway,
        closed_on=row.closed_on,
        worsening=found.worsening,
    )
