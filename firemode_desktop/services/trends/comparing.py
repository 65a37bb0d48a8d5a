"""Which places stand beside one when its chart is asked to compare it: other floors, other stairs, other buildings."""

from __future__ import annotations

from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from firemode_desktop.domain.comparison import MOST, Elsewhere, others
from firemode_desktop.models import Building, Floor, LatestReading, Stair
from firemode_desktop.queries import trends as queries
from firemode_desktop.queries.site import in_service
from firemode_desktop.services.trends.places import PlaceLine, first_in_service, line, places, places_of

LOOKED_AT = 1_000
"""Places of all buildings among which others are looked for: those with the least room to their limit."""
WIDE = 40
"""Of them, so many that are like the one in question are read."""


def alone(elsewhere: str) -> str:
    """What is said where nothing stands beside a place: ``No other floor has readings like these.``"""
    if elsewhere == "buildings":
        return f"Of the {LOOKED_AT:,} places with the least room, none in another building has readings like these."
    return f"No other {elsewhere.removesuffix('s')} has readings like these."


def beside(session: Session, place_id: UUID, elsewhere: str, today: date) -> tuple[UUID, ...]:
    """The places in service ``today`` to compare with ``place_id``; none where ``elsewhere`` is blank."""
    if not elsewhere:
        return ()
    (place,) = places_of(session, [place_id])
    if elsewhere == "buildings":
        lines = _of_other_buildings(session, place, today)
    else:
        lines = places(session, place.building_id, measurement_type=place.measurement_type)
    standing, _ = first_in_service(lines, today)
    return others(place, cast(Elsewhere, elsewhere), standing, MOST)


def _of_other_buildings(session: Session, place: PlaceLine, today: date) -> tuple[PlaceLine, ...]:
    """The same floor in the same condition elsewhere, the least room first: a walk along one index that ends."""
    here = session.get_one(LatestReading, place.place_id)
    nearest = select(LatestReading).order_by(LatestReading.margin).limit(LOOKED_AT).subquery()
    table = aliased(LatestReading, nearest)
    query = (
        select(table.place_id)
        .join(Floor, Floor.floor_id == table.floor_id)
        .join(Stair, Stair.stair_id == table.stair_id)
        .join(Building, Building.id == table.building_id)
        .where(
            table.building_id != place.building_id,
            table.measurement_type == here.measurement_type,
            table.door_configuration.is_not_distinct_from(here.door_configuration),
            table.door_scenario.is_not_distinct_from(here.door_scenario),
            table.pressurization_active.is_not_distinct_from(here.pressurization_active),
            Floor.floor_number == place.floor_number,
            *in_service(Building, today),
            *in_service(Stair, today),
            *in_service(Floor, today),
        )
        .order_by(table.margin, table.place_id)
        .limit(WIDE)
    )
    found = session.scalars(query).all()
    return tuple(line(row) for row in queries.places_by_key(session, found))
