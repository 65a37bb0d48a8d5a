"""A building of two stairs whose names and floors would be out of order if they were sorted as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.models import (
    Building,
    ControlEquipment,
    Door,
    Doorway,
    Floor,
    Stair,
    TestInstance,
    TestInstanceTemplate,
    TestSession,
    Zone,
)

LEVELS = (("Basement-1", -1), ("Ground", 0), ("Level-2", 2), ("Level-10", 10))


@dataclass
class Town:
    """The building, its stairs by name, and its floors by stair and level."""

    session: Session
    building: Building
    stairs: Mapping[str, Stair]
    floors: Mapping[tuple[str, str], Floor]
    zones: Mapping[str, Zone]

    def add(self, row: Any) -> Any:
        """Write ``row`` now."""
        self.session.add(row)
        self.session.flush()
        return row

    def place(self, stair: str = "Stair-2") -> dict[str, UUID]:
        """The ids of the building and one of its stairs."""
        return {"building_id": self.building.id, "stair_id": self.stairs[stair].stair_id}

    def door(self, stair: str, level: str, name: str) -> Door:
        """A door of a floor."""
        floor = self.floors[stair, level]
        return self.add(Door(**self.place(stair), floor_id=floor.floor_id, door_identifier=name))

    def doorway(self, stair: str, level: str, name: str) -> Doorway:
        """A doorway of a floor."""
        floor = self.floors[stair, level]
        return self.add(Doorway(**self.place(stair), floor_id=floor.floor_id, doorway_identifier=name))

    def equipment(self, name: str, kind: str = "fan", **values: Any) -> ControlEquipment:
        """A piece of equipment of Stair-2."""
        return self.add(ControlEquipment(**self.place(), equipment_type=kind, equipment_identifier=name, **values))

    def template(self, identifier: str, order: int, **values: Any) -> TestInstanceTemplate:
        """An annual noise test of Stair-2."""
        return self.add(TestInstanceTemplate(**self._expected(identifier, order, **values)))

    def visit(self, name: str = "Annual 2026", day: date | None = date(2026, 3, 2), **values: Any) -> TestSession:
        """A session of the building."""
        own = {"building_id": self.building.id, "session_name": name, "scheduled_for": day, **values}
        return self.add(TestSession(**own))

    def test(self, visit: TestSession, identifier: str, order: int = 1, **values: Any) -> TestInstance:
        """A test of a session."""
        return self.add(TestInstance(**self._expected(identifier, order, **values), session_id=visit.id))

    def _expected(self, identifier: str, order: int, **values: Any) -> dict[str, Any]:
        return {
            **self.place(),
            "archetype_id": "ARCH-NOISE-001",
            "measurement_type": "sound_pressure_level",
            "frequency": "annual",
            "scoped_identifier": identifier,
            "sequence_order": order,
            **values,
        }


@pytest.fixture
def town(session: Session) -> Town:
    building = Building(name="Query House")
    session.add(building)
    session.flush()
    stairs = {name: Stair(building_id=building.id, stair_name=name) for name in ("Stair-10", "Stair-2")}
    session.add_all(stairs.values())
    session.flush()
    floors = {
        (name, level): Floor(building_id=building.id, stair_id=stair.stair_id, floor_level=level, floor_number=number)
        for name, stair in stairs.items()
        for level, number in reversed(LEVELS)
    }
    session.add_all(floors.values())
    session.flush()
    own = {"building_id": building.id, "stair_id": stairs["Stair-2"].stair_id}
    zones = {
        name: Zone(
            **own,
            zone_name=name,
            floors_covered=[level],
            floor_ids_covered=[floors["Stair-2", level].floor_id],
        )
        for name, level in (("Zone-10", "Level-10"), ("Zone-2", "Level-2"))
    }
    session.add_all(zones.values())
    session.flush()
    return Town(session, building, stairs, floors, zones)
