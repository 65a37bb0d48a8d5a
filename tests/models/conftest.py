"""A stair to stand on: the smallest building in which every kind of row has its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from firemode_desktop.models import Building, Door, Doorway, Floor, Stair, TestInstance, TestSession, User, Zone

STEPS = [
    {
        "step_order": order,
        "component_id": component,
        "component_type": kind,
        "expected_action": action,
        "expected_delay_seconds": delay,
        "tolerance_seconds": 2,
    }
    for order, (component, kind, action, delay) in enumerate(
        (("ALARM-PANEL", "alarm", "activate", 0), ("FAN-01", "fan", "start", 3)), start=1
    )
]

POINTS = [
    {"point": number, "x": x, "y": y, "velocity_ms": velocity}
    for number, (x, y, velocity) in enumerate(
        (
            (0.25, 0.8, 1.2),
            (0.5, 0.8, 1.3),
            (0.75, 0.8, 1.1),
            (0.25, 0.5, 1.15),
            (0.5, 0.5, 1.25),
            (0.75, 0.5, 1.18),
            (0.25, 0.2, 1.08),
            (0.5, 0.2, 1.12),
            (0.75, 0.2, 1.05),
        ),
        start=1,
    )
]
"""The nine points of the customer's document; their mean is 1.158889 (by hand)."""


@dataclass
class Site:
    """A building with one stair of three floors, a door and a doorway on each, and one zone over all."""

    session: Session
    building: Building
    stair: Stair
    floors: list[Floor]
    doors: list[Door]
    doorways: list[Doorway]
    zone: Zone
    user: User
    place: dict[str, UUID] = field(default_factory=dict)

    def add(self, row: Any) -> Any:
        """Write ``row`` now."""
        self.session.add(row)
        self.session.flush()
        return row

    def visit(self, **values: Any) -> TestSession:
        """A session of this building."""
        return self.add(
            TestSession(
                **{
                    "building_id": self.building.id,
                    "session_name": "Annual 2026",
                    "frequency": "annual",
                    "scheduled_for": date(2026, 3, 2),
                    **values,
                }
            )
        )

    def test(self, visit: TestSession, identifier: str, **values: Any) -> TestInstance:
        """A pressure test of the ground floor in a session, not written yet."""
        return TestInstance(
            **{
                **self.place,
                "session_id": visit.id,
                "archetype_id": "ARCH-PRESSURE-001",
                "measurement_type": "pressure_differential",
                "frequency": "annual",
                "floor_id": self.floors[0].floor_id,
                "door_configuration": "all_closed",
                "scoped_identifier": identifier,
                "status": "pending",
                "sequence_order": 1,
                **values,
            }
        )


@pytest.fixture
def site(session: Session) -> Site:
    building = Building(name="Model House", state="NSW")
    user = User(username="model-tester", full_name="Model tester", role="engineer")
    session.add_all([building, user])
    session.flush()
    stair = Stair(building_id=building.id, stair_name="Stair-A", orientation="North", stair_type="pressurized")
    session.add(stair)
    session.flush()
    place = {"building_id": building.id, "stair_id": stair.stair_id}
    floors = [
        Floor(**place, floor_level=level, floor_number=number, height_m=number * 3.5)
        for number, level in enumerate(("Ground", "Level-1", "Level-8"))
    ]
    session.add_all(floors)
    session.flush()
    doors = [Door(**place, floor_id=f.floor_id, door_identifier=f"D-{f.floor_level}") for f in floors]
    doorways = [
        Doorway(**place, floor_id=f.floor_id, doorway_identifier=f"DW-{f.floor_level}", width_m="1.20", height_m="2.40")
        for f in floors
    ]
    zone = Zone(
        **place,
        zone_name="Zone-1",
        floors_covered=[f.floor_level for f in floors],
        floor_ids_covered=[f.floor_id for f in floors],
    )
    session.add_all([*doors, *doorways, zone])
    session.flush()
    return Site(session, building, stair, floors, doors, doorways, zone, user, place)


@pytest.fixture
def noon() -> datetime:
    """A moment at which something is measured."""
    return datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def steps() -> list[dict[str, Any]]:
    """Two steps of a cause-and-effect sequence: the panel, then the fan."""
    return [dict(step) for step in STEPS]


@pytest.fixture
def points() -> list[dict[str, Any]]:
    """The nine points of the customer's document."""
    return [dict(point) for point in POINTS]
