"""The buildings there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.service import in_service
from firemode_desktop.models import Building, Stair
from firemode_desktop.queries import site

TIMEZONES = {
    "NSW": "Australia/Sydney",
    "ACT": "Australia/Sydney",
    "VIC": "Australia/Melbourne",
    "QLD": "Australia/Brisbane",
    "SA": "Australia/Adelaide",
    "WA": "Australia/Perth",
    "TAS": "Australia/Hobart",
    "NT": "Australia/Darwin",
}
"""The time zone a building gets from its state (page 1, 000_base); without a state it is Sydney's."""


@dataclass(frozen=True, slots=True)
class BuildingSummary:
    """A building as a list shows it."""

    building_id: UUID
    name: str
    suburb: str | None
    state: str | None
    stairs: int
    decommissioned: bool


def buildings(session: Session, at: datetime) -> tuple[BuildingSummary, ...]:
    """All buildings in natural order, those out of service at the moment ``at`` last."""
    counted = session.execute(select(Stair.building_id, func.count()).group_by(Stair.building_id))
    stairs = {row[0]: row[1] for row in counted}
    found = [
        BuildingSummary(b.id, b.name, b.suburb, b.state, stairs.get(b.id, 0), not _serves(b, at))
        for b in session.scalars(select(Building))
    ]
    return tuple(sorted(found, key=lambda b: (b.decommissioned, natural_key(b.name))))


def names(session: Session, ids: Collection[UUID]) -> tuple[str, ...]:
    """What these buildings are called, in natural order."""
    found = session.scalars(select(Building.name).where(Building.id.in_(ids)))
    return tuple(sorted(found, key=natural_key))


def _serves(building: Building, at: datetime) -> bool:
    return in_service(building.decommissioned_on, at.astimezone(zone_of(building)).date())


def building_named(session: Session, name: str) -> Building:
    """The building called ``name``, or whose id it is.

    Raises:
        Missing: there is none; the details name those there are.
    """
    building = site.building_named(session, name)
    if building is None:
        try:
            building = session.get(Building, UUID(name))
        except ValueError:
            building = None
    if building is None:
        names = session.scalars(select(Building.name).order_by(Building.name).limit(20))
        raise Missing(f"There is no building called “{name}”.", list(names))
    return building


def zone_of(building: Building) -> ZoneInfo:
    """The building's time zone."""
    return ZoneInfo(building.timezone)


def create_building(session: Session, values: Mapping[str, Any]) -> UUID:
    """Write a building; its time zone follows from its state unless one is given.

    Raises:
        Invalid: the name is taken, or a value is not acceptable.
    """
    given = {key: value for key, value in values.items() if value is not None}
    if session.scalar(select(Building.id).where(Building.name == str(given.get("name", "")).strip())):
        raise Invalid(f"A building called “{str(given['name']).strip()}” exists already.")
    given.setdefault("timezone", TIMEZONES.get(given.get("state", ""), "Australia/Sydney"))
    building = Building(**given)
    session.add(building)
    session.flush()
    return building.id
