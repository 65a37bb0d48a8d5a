"""Cause-and-effect scenarios and interface definitions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.order import natural_key
from firemode_desktop.models import CEScenario, InterfaceTestDefinition, Stair, Zone
from firemode_desktop.queries.site import in_service


def active_scenarios(
    session: Session, building_id: UUID, scenario_types: Collection[str] | None = None
) -> list[CEScenario]:
    """The scenarios in force in a building, of some types if given: by stair, zone and name in natural order."""
    query = (
        select(CEScenario, Stair.stair_name, Zone.zone_name)
        .join(Stair, Stair.stair_id == CEScenario.stair_id)
        .join(Zone, Zone.zone_id == CEScenario.zone_id)
        .where(CEScenario.building_id == building_id, CEScenario.active)
    )
    if scenario_types is not None:
        query = query.where(CEScenario.scenario_type.in_([str(kind) for kind in scenario_types]))
    found = sorted(
        session.execute(query),
        key=lambda row: (natural_key(row[1]), natural_key(row[2]), natural_key(row[0].scenario_name), row[0].version),
    )
    return [scenario for scenario, _, _ in found]


def versions(session: Session, scenario: CEScenario) -> list[CEScenario]:
    """Every version of a scenario, the first first: those of the same name in the same zone."""
    return list(
        session.scalars(
            select(CEScenario)
            .where(CEScenario.zone_id == scenario.zone_id, CEScenario.scenario_name == scenario.scenario_name)
            .order_by(CEScenario.version)
        )
    )


def latest_version(session: Session, scenario: CEScenario) -> int:
    """The highest version number of a scenario; the next draft is one more."""
    latest = session.scalar(
        select(func.max(CEScenario.version)).where(
            CEScenario.zone_id == scenario.zone_id, CEScenario.scenario_name == scenario.scenario_name
        )
    )
    return latest or scenario.version


def definitions_for_stair(
    session: Session, stair_id: UUID, interface_type: str | None = None, *, on: date | None = None
) -> list[InterfaceTestDefinition]:
    """The interface definitions of a stair, of one type if given, by type and place in natural order."""
    table = InterfaceTestDefinition
    query = select(table).where(table.stair_id == stair_id, *in_service(table, on))
    if interface_type is not None:
        query = query.where(table.interface_type == str(interface_type))
    return sorted(session.scalars(query), key=lambda item: (item.interface_type, natural_key(item.location_id)))
