"""The design of a building as it is put on the desk: each scenario in its latest version, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from firemode_desktop.domain.design import Component, Design, Scenario, Sequence, Surroundings, ZonePlace
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.scenarios import ScenarioState
from firemode_desktop.domain.sequence import Step, parse
from firemode_desktop.models import Building, CEScenario, ControlEquipment, Stair, User, Zone

_Publisher = aliased(User)


@dataclass(frozen=True, slots=True)
class Desk:
    """``design`` has each scenario once, its draft where there is one; ``in_force`` what lies beneath those drafts."""

    design: Design
    around: Surroundings
    in_force: tuple[Scenario, ...] = ()


def desk(session: Session, building_id: UUID) -> Desk:
    """The scenarios of a building that are in force or being made, by stair, zone and name in natural order."""
    found = session.execute(shown().where(CEScenario.building_id == building_id))
    by_name: dict[tuple[UUID, str], list[Scenario]] = {}
    for one in map(scenario_of, found):
        by_name.setdefault((one.zone_id, one.name), []).append(one)
    latest: list[Scenario] = []
    beneath: list[Scenario] = []
    for versions in by_name.values():
        top = standing(versions)
        latest.extend(top[:1])
        beneath.extend(top[1:])
    ordered = sorted(latest, key=lambda one: (natural_key(one.stair), natural_key(one.zone), natural_key(one.name)))
    return Desk(Design(tuple(ordered)), _around(session, building_id), tuple(beneath))


def standing(versions: Iterable[Scenario]) -> list[Scenario]:
    """Of all versions of one scenario: the draft being made, if there is one, then the version in force, if any.

    What is inactive without ever having been published, below the version in force, is an old version, no draft.
    """
    newest = sorted(versions, key=lambda one: -one.version)
    force = next((one for one in newest if one.state is ScenarioState.PUBLISHED), None)
    if force is None:
        return [one for one in newest if one.is_draft][:1]
    drafts = [one for one in newest if one.is_draft and one.version > force.version]
    return [*(replace(one, origin=one.origin or force.key) for one in drafts[:1]), force]


def shown() -> Select[CEScenario, str, str, list[str], str | None, str]:
    """Rows of scenarios with the names of what they refer to."""
    return (
        select(
            CEScenario,
            Stair.stair_name,
            Zone.zone_name,
            Zone.floors_covered,
            func.coalesce(CEScenario.published_name, _Publisher.full_name, _Publisher.username),
            Building.timezone,
        )
        .join(Stair, Stair.stair_id == CEScenario.stair_id)
        .join(Zone, Zone.zone_id == CEScenario.zone_id)
        .join(Building, Building.id == CEScenario.building_id)
        .outerjoin(_Publisher, _Publisher.id == CEScenario.published_by)
        .execution_options(populate_existing=True)
    )


def scenario_of(found: Iterable[Any]) -> Scenario:
    """The first six columns of ``shown()`` as a value; raises like ``steps_of``."""
    row, stair, zone, floors, published_by, timezone = found
    return Scenario(
        key=row.scenario_id,
        stair_id=row.stair_id,
        stair=stair,
        zone_id=row.zone_id,
        zone=zone,
        name=row.scenario_name,
        scenario_type=row.scenario_type,
        trigger=row.trigger_device_id,
        trigger_type=row.trigger_device_type,
        sequence=Sequence(steps_of(row, f"{stair} · {zone}")),
        version=row.version,
        state=ScenarioState.of(row.active, (row.published_at or row.superseded_at) is not None),
        origin=row.based_on,
        change_note=row.change_note or "",
        row_version=row.row_version,
        floors=tuple(map(str, floors or ())),
        published_at=row.published_at,
        published_by=published_by,
        timezone=timezone,
    )


def steps_of(row: CEScenario, place: str) -> tuple[Step, ...]:
    """The steps on record; raises ``Invalid``, naming the scenario, for what was written there by another program."""
    try:
        return parse(row.expected_sequence)
    except Invalid as error:
        raise Invalid(
            f"The steps of “{row.scenario_name}” (version {row.version}, {place}) cannot be read. {error.message}",
            error.details,
        ) from error


def _around(session: Session, building_id: UUID) -> Surroundings:
    retired = session.execute(
        select(ControlEquipment.equipment_identifier, ControlEquipment.decommissioned_on).where(
            ControlEquipment.building_id == building_id, ControlEquipment.decommissioned_on.is_not(None)
        )
    )
    equipment = session.execute(
        select(
            ControlEquipment.equipment_identifier,
            ControlEquipment.equipment_type,
            ControlEquipment.stair_id,
            ControlEquipment.zone_id,
        ).where(ControlEquipment.building_id == building_id, ControlEquipment.decommissioned_on.is_(None))
    )
    components = sorted((Component(*row) for row in equipment), key=lambda one: natural_key(one.identifier))
    zones = session.execute(
        select(Zone.zone_id, Zone.zone_name, Zone.stair_id, Stair.stair_name, Zone.floors_covered)
        .join(Stair, Stair.stair_id == Zone.stair_id)
        .where(Zone.building_id == building_id, Zone.decommissioned_on.is_(None))
    )
    places = sorted(
        (ZonePlace(*row[:4], tuple(map(str, row[4] or ()))) for row in zones),
        key=lambda one: (natural_key(one.stair), natural_key(one.zone)),
    )
    triggers = session.scalars(
        select(CEScenario.trigger_device_id).where(CEScenario.building_id == building_id).distinct()
    )
    return Surroundings(
        tuple(components),
        tuple(places),
        tuple(sorted(triggers, key=natural_key)),
        {one.identifier: one.kind for one in components},
        {name: day for name, day in retired if day is not None},
    )
