"""A defect that was found otherwise than by a test; and faults and places found by the names people give them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.dates import show_date
from firemode_desktop.domain.errors import Invalid, Missing
from firemode_desktop.domain.faults import fault_name
from firemode_desktop.domain.names import folded
from firemode_desktop.domain.words import DefectClassification, Severity
from firemode_desktop.models import Building, Door, Fault, Floor, Stair
from firemode_desktop.queries import site
from firemode_desktop.services import fault_events, people


@dataclass(frozen=True, slots=True)
class FoundFault:
    """A defect that no test found: what a person says of it. The class is proposed by that person until confirmed."""

    severity: str
    description: str
    classification: str | None = None
    action: str | None = None
    stair_id: UUID | None = None
    floor_id: UUID | None = None
    door_id: UUID | None = None
    due_date: date | None = None


def add(session: Session, building_id: UUID, found: FoundFault, *, by: UUID, at: datetime) -> UUID:
    """File a defect that was found otherwise than by a test; its id.

    Raises:
        Invalid: it does not say what is wrong, its severity, class or place is none, or it was due before it was found.
        Missing: there is no such building.
    """
    people.require(session, by, people.TESTERS, "add a fault")
    if session.get(Building, building_id) is None:
        raise Missing("There is no such building.")
    if not found.description.strip():
        raise Invalid("Say what is wrong.")
    _one_of("severity", found.severity, Severity.values())
    if found.classification is not None:
        _one_of("class", found.classification, DefectClassification.values())
    check_due(session.get_one(Building, building_id), at, found.due_date)
    decided = DefectClassification(found.classification) if found.classification else None
    fault = Fault(
        building_id=building_id,
        severity=found.severity,
        defect_classification=decided.value if decided else None,
        proposed_classification=decided.value if decided else None,
        as1851_class=decided.as1851_class.value if decided else None,
        description=found.description.strip(),
        action_required=(found.action or "").strip() or None,
        detected_at=at,
        due_date=found.due_date,
        **_place(session, building_id, found),
    )
    session.add(fault)
    session.flush()
    fault_events.opened(session, [fault])
    return fault.id


def check_due(building: Building, found: datetime, due: date | None) -> None:
    """Raises ``Invalid`` where a fault would have been due before the day it was found."""
    day = found.astimezone(ZoneInfo(building.timezone)).date()
    if due is not None and due < day:
        raise Invalid(f"It was found on {show_date(day)}; it cannot have been due on {show_date(due)}.")


def _place(session: Session, building_id: UUID, found: FoundFault) -> dict[str, UUID | None]:
    """Where it is, each part within the one before."""
    door = session.get(Door, found.door_id) if found.door_id else None
    floor_id = found.floor_id or (door.floor_id if door else None)
    floor = session.get(Floor, floor_id) if floor_id else None
    stair_id = found.stair_id or (floor.stair_id if floor else None)
    stair = session.get(Stair, stair_id) if stair_id else None
    whole = (stair is None or stair.building_id == building_id) and (floor is None or floor.stair_id == stair_id)
    if not whole or (door is not None and door.floor_id != floor_id):
        raise Invalid("That floor or door does not belong to that stair.")
    return {"stair_id": stair_id, "floor_id": floor_id, "door_id": found.door_id}


@dataclass(frozen=True, slots=True)
class StairPlaces:
    """A stair and its floors from the bottom up, to choose a place from."""

    stair_id: UUID
    name: str
    floors: tuple[tuple[UUID, str], ...]


def places(session: Session, building_id: UUID, *, on: date) -> tuple[StairPlaces, ...]:
    """Where a fault can be on a day: the stairs in service in natural order."""
    floors: dict[UUID, list[tuple[UUID, str]]] = {}
    for floor in site.floors_of_building(session, building_id, on=on):
        floors.setdefault(floor.stair_id, []).append((floor.floor_id, floor.floor_level))
    stairs = site.stairs(session, building_id, on=on)
    return tuple(StairPlaces(one.stair_id, one.stair_name, tuple(floors.get(one.stair_id, ()))) for one in stairs)


def ids_of(session: Session, names: Sequence[UUID | int]) -> list[UUID]:
    """The ids of faults that are named by id or by number.

    Raises:
        Missing: there is no fault of that number.
    """
    numbers = [name for name in names if isinstance(name, int)]
    rows = session.execute(select(Fault.fault_number, Fault.id).where(Fault.fault_number.in_(numbers)))
    known = {row[0]: row[1] for row in rows}
    unknown = [name for name in numbers if name not in known]
    if unknown:
        raise Missing(f"There is no fault {fault_name(unknown[0])}.", list(map(fault_name, unknown)))
    return [known[name] if isinstance(name, int) else name for name in names]


def place_named(
    session: Session, building_id: UUID, stair: str | None, floor: str | None
) -> tuple[UUID | None, UUID | None]:
    """The stair and the floor called so, in any case; None for what is not named.

    Raises:
        Invalid: a floor is named and no stair.
        Missing: there is none of that name; the details are those that are called nearly so.
    """
    if stair is None:
        if floor is not None:
            raise Invalid(f"Name the stair of the floor {floor} too.")
        return None, None
    stairs = {one.stair_name: one.stair_id for one in site.stairs(session, building_id)}
    stair_id = _named("stair", stair, stairs)
    if floor is None:
        return stair_id, None
    return stair_id, _named("floor", floor, {one.floor_level: one.floor_id for one in site.floors(session, stair_id)})


def _named(what: str, name: str, known: dict[str, UUID]) -> UUID:
    found = [key for each, key in known.items() if folded(each) == folded(name)]
    if found:
        return found[0]
    near = get_close_matches(name, known)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise Missing(f"There is no {what} called {name}.{hint}", near)


def _one_of(what: str, value: str, values: Collection[str]) -> None:
    if value not in values:
        raise Invalid(f"“{value}” is no {what}; choose one of {', '.join(values)}.")
