"""A plain little building, for tests that say which single thing is allowed and which is not."""

from __future__ import annotations

import uuid
from typing import Any

from tests.migrations.awkward import Row
from tests.migrations.population import insert
from tests.migrations.schema import Schema


class Site:
    """One stair of two floors with a door, a doorway, a zone, a session and a person; ``ids`` by name."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.ids = {name: uuid.uuid4() for name in ("building", "stair", "ground", "level", "door", "doorway", "zone")}
        self.ids |= {name: uuid.uuid4() for name in ("session", "engineer", "elsewhere", "other_stair", "other_floor")}
        self.here: Row = {"building_id": self.ids["building"], "stair_id": self.ids["stair"]}
        for table, row in self._rows():
            self.add(table, **row)

    def _rows(self) -> list[tuple[str, Row]]:
        at, here = self.ids, self.here
        on_level = {**here, "floor_id": at["level"]}
        other = {"building_id": at["building"], "stair_id": at["other_stair"]}
        return [
            ("users", {"id": at["engineer"], "username": f"user-{at['engineer']}", "role": "engineer"}),
            ("buildings", {"id": at["building"], "name": f"Building {at['building']}"}),
            ("buildings", {"id": at["elsewhere"], "name": f"Building {at['elsewhere']}"}),
            ("stairs", {**here, "stair_name": "Stair-A"}),
            ("stairs", {**other, "stair_name": "Stair-B"}),
            ("floors", {**here, "floor_id": at["ground"], "floor_level": "Ground", "floor_number": 0}),
            ("floors", {**on_level, "floor_level": "Level-1", "floor_number": 1}),
            ("floors", {**other, "floor_id": at["other_floor"], "floor_level": "Level-1", "floor_number": 1}),
            ("doors", {**on_level, "door_id": at["door"], "door_identifier": "D-1"}),
            ("doorways", {**on_level, "doorway_id": at["doorway"], "doorway_identifier": "DW-1"}),
            ("zones", self.zone("Zone-1", ["Ground", "Level-1"], [at["ground"], at["level"]], zone_id=at["zone"])),
            ("test_sessions", {"id": at["session"], "building_id": at["building"], "status": "in_progress"}),
        ]

    def zone(self, name: str, names: list[str], ids: list[uuid.UUID], **more: Any) -> Row:
        """A row of zones."""
        return {**self.here, "zone_name": name, "floors_covered": names, "floor_ids_covered": ids, **more}

    def instance(self, **more: Any) -> Row:
        """A row of test_instances: pending, a pressure on Level-1."""
        return {
            **self.here,
            "session_id": self.ids["session"],
            "floor_id": self.ids["level"],
            "archetype_id": "ARCH-PRESSURE-001",
            "measurement_type": "pressure_differential",
            "frequency": "annual",
            "door_configuration": "all_closed",
            "status": "pending",
            "sequence_order": 1,
            "scoped_identifier": f"T-{uuid.uuid4()}",
            "instance_id": uuid.uuid4(),
            **more,
        }

    def completed(self, **more: Any) -> Row:
        """A row of test_instances: completed with 44.2 Pa."""
        return self.instance(
            status="completed",
            completed_at="2025-03-01T09:00:00Z",
            measured_value_numeric="44.2",
            is_compliant=True,
            **more,
        )

    def pressure(self, **more: Any) -> Row:
        """A row of baseline_pressure_differentials: 44.2 Pa on Level-1 since 2024-01-15."""
        return {
            **self.here,
            "baseline_id": uuid.uuid4(),
            "floor_id": self.ids["level"],
            "door_configuration": "all_closed",
            "pressure_pa": "44.20",
            "commissioned_date": "2024-01-15",
            **more,
        }

    def template(self, **more: Any) -> Row:
        """A row of test_instance_templates: a pressure on Level-1."""
        row = self.instance(template_instance_id=uuid.uuid4(), **more)
        return {name: value for name, value in row.items() if name not in ("session_id", "status", "instance_id")}

    def scenario(self, **more: Any) -> Row:
        """A row of ce_scenarios in the zone."""
        return {
            **self.here,
            "scenario_id": uuid.uuid4(),
            "zone_id": self.ids["zone"],
            "scenario_name": "Fire Floor 1",
            "scenario_type": "annual",
            "trigger_device_id": "SD-1",
            "expected_sequence": [{"step_order": 1}],
            "version": 1,
            "active": True,
            **more,
        }

    def fault(self, **more: Any) -> Row:
        """A row of faults."""
        return {"id": uuid.uuid4(), "building_id": self.ids["building"], "severity": "high", "description": "x", **more}

    def add(self, table: str, **row: Any) -> Row:
        """Insert a row; the row as it was given."""
        with self.schema.begin() as connection:
            insert(connection, table, row)
        return row
