"""Where each kind of baseline is kept: table and columns, for statements that work on whole sets of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firemode_desktop.domain.words import BaselineKind


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of baselines: the column of its place, of its case (with its type), and of its value."""

    table: str
    place: str
    case: str
    case_type: str
    value: str

    def same_location(self, left: str, right: str) -> str:
        """The condition that two rows of such a table are about one location."""
        columns = ("building_id", "stair_id", self.place, self.case)
        return " AND ".join(f"{left}.{column} = {right}.{column}" for column in columns)


KEPT: Mapping[BaselineKind, Kept] = {
    BaselineKind.PRESSURE: Kept(
        "baseline_pressure_differentials", "floor_id", "door_configuration", "text", "pressure_pa"
    ),
    BaselineKind.VELOCITY: Kept("baseline_air_velocities", "doorway_id", "door_scenario", "text", "velocity_ms"),
    BaselineKind.DOOR_FORCE: Kept(
        "baseline_door_forces", "door_id", "pressurization_active", "boolean", "force_newtons"
    ),
}
