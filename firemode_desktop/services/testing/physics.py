"""Do the readings of a session agree with each other? The register and the record, as ``session_physics`` asks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.conditions import recorded
from firemode_desktop.domain.plausibility import PhysicsCheck
from firemode_desktop.domain.session_physics import Measured, Opening, Site, leakage_areas
from firemode_desktop.domain.session_physics import session_physics as checks_of
from firemode_desktop.domain.words import (
    DoorConfiguration,
    EquipmentType,
    InstanceStatus,
    MeasurementType,
    SessionStatus,
)
from firemode_desktop.models import ControlEquipment, Door, DoorScenario, Doorway, Floor, TestInstance, TestSession
from firemode_desktop.queries.site import in_service
from firemode_desktop.services.testing.bench import Bench, load, stored_reading


def session_physics(session: Session, session_id: UUID) -> tuple[PhysicsCheck, ...]:
    """Every check of the physics that can be put to the readings of a session, stair by stair.

    Raises:
        Missing: there is no such session.
    """
    return physics_of(session, load(session, session_id))


def physics_of(session: Session, bench: Bench) -> tuple[PhysicsCheck, ...]:
    """The same of a session that is loaded already."""
    site = site_of(session, bench)
    site = replace(site, areas=_areas_before(session, bench, site))
    return checks_of(measured(bench), site, recorded(conditions_of(bench)))


def _areas_before(session: Session, bench: Bench, site: Site) -> dict[str, Decimal]:
    """The leakage areas of the stairs in the approved session before, from its pressures."""
    day = bench.day or bench.local_day(bench.visit.created_at)
    before = (
        select(TestSession.id)
        .join(TestInstance, TestInstance.session_id == TestSession.id)
        .where(
            TestSession.building_id == bench.visit.building_id,
            TestSession.status == SessionStatus.APPROVED.value,
            TestSession.scheduled_for < day,
            TestInstance.status == InstanceStatus.COMPLETED.value,
            TestInstance.measurement_type == MeasurementType.PRESSURE_DIFFERENTIAL.value,
            TestInstance.door_configuration == DoorConfiguration.ALL_CLOSED.value,
        )
        .order_by(TestSession.scheduled_for.desc(), TestSession.id)
        .limit(1)
    )
    found = session.scalar(before)
    return {} if found is None else leakage_areas(measured(load(session, found)), site)


def measured(bench: Bench) -> tuple[Measured, ...]:
    """The numbers that stand in a session, those with a completed retest left out."""
    superseded = bench.superseded
    return tuple(
        Measured(bench.test(instance), value)
        for instance in bench.instances
        if instance.status == InstanceStatus.COMPLETED
        and instance.instance_id not in superseded
        and (value := stored_reading(bench, instance, bench.stands(instance)).measured) is not None
    )


def conditions_of(bench: Bench) -> Mapping[str, Decimal]:
    """The conditions of the visit; where it has none, those that its readings were recorded with, the first first."""
    found: dict[str, Any] = {}
    for instance in bench.instances:
        found = {**(instance.environmental_conditions or {}), **found}
    return {**found, **bench.conditions}


def site_of(session: Session, bench: Bench) -> Site:
    """What the register tells of the building on the day of the session; a fixed number of statements."""
    building_id = bench.visit.building_id
    name = bench.names.of
    floors = session.execute(select(Floor).where(Floor.building_id == building_id)).scalars()
    doors = session.scalars(select(Door).where(Door.building_id == building_id)).all()
    doorways = session.scalars(select(Doorway).where(Doorway.building_id == building_id))
    equipment = _equipment(session, bench)
    return Site(
        heights={
            (name(floor.stair_id) or "", floor.floor_level): floor.height_m
            for floor in floors
            if floor.height_m is not None
        },
        doors={_place(bench, door, door.door_id): Opening(door.width_m, door.height_m) for door in doors},
        doorways={_place(bench, way, way.doorway_id): Opening(way.width_m, way.height_m) for way in doorways},
        capacities=_capacities(bench, equipment),
        steady=frozenset(name(stair_id) or "" for stair_id, own in equipment.items() if _steady(own)),
        opened=_opened(session, bench, doors),
    )


def _place(bench: Bench, opening: Door | Doorway, key: UUID) -> tuple[str, str, str]:
    name = bench.names.of
    return name(opening.stair_id) or "", name(opening.floor_id) or "", name(key) or ""


def _equipment(session: Session, bench: Bench) -> dict[UUID, list[ControlEquipment]]:
    """The equipment of each stair that was in service on the day."""
    day: date = bench.day or bench.local_day(bench.visit.created_at)
    rows = select(ControlEquipment).where(
        ControlEquipment.building_id == bench.visit.building_id, *in_service(ControlEquipment, day)
    )
    found: dict[UUID, list[ControlEquipment]] = defaultdict(list)
    for row in session.scalars(rows):
        found[row.stair_id].append(row)
    return found


def _capacities(bench: Bench, equipment: Mapping[UUID, Sequence[ControlEquipment]]) -> dict[str, Decimal]:
    """What the fans of a stair give together; a stair with a fan of unknown capacity is left out."""
    found = {}
    for stair_id, own in equipment.items():
        given = [_number(fan, "capacity_m3_s") for fan in own if fan.equipment_type == EquipmentType.FAN]
        known = [capacity for capacity in given if capacity is not None]
        if known and len(known) == len(given):
            found[bench.names.of(stair_id) or ""] = sum(known, Decimal(0))
    return found


def _number(one: ControlEquipment, key: str) -> Decimal | None:
    value = (one.specifications or {}).get(key)
    return Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None


def _steady(own: Iterable[ControlEquipment]) -> bool:
    """Whether the fan gives the same with doors open and closed: nothing slows it down or lets air out."""
    facts = [(one.equipment_type, one.specifications or {}) for one in own]
    driven = any(kind == EquipmentType.FAN and given.get("vfd_installed") is not False for kind, given in facts)
    relieved = any(kind == EquipmentType.DAMPER for kind, _ in facts)
    return not driven and not relieved


def _opened(session: Session, bench: Bench, doors: Iterable[Door]) -> dict[tuple[str, str], tuple[str, ...]]:
    """By stair and door scenario: the floors whose doors stand open in it."""
    scenarios = select(DoorScenario).where(DoorScenario.building_id == bench.visit.building_id)
    by_id = {door.door_id: door for door in doors}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for scenario in session.scalars(scenarios):
        for door_id in scenario.open_door_ids or ():
            if (door := by_id.get(door_id)) is not None:
                stair, floor, _ = _place(bench, door, door_id)
                found[stair, scenario.scenario_name].append(floor)
    return {key: tuple(dict.fromkeys(floors)) for key, floors in found.items()}
