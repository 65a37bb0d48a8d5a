"""Where each kind of baseline is kept: table and columns, for statements that work on whole sets of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firemode_desktop.domain.forms import BASELINE_COLUMNS
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


def _kept(kind: BaselineKind, table: str, case_type: str) -> Kept:
    named = BASELINE_COLUMNS[kind]
    return Kept(table, f"{named.place}_id", named.case, case_type, named.value)


KEPT: Mapping[BaselineKind, Kept] = {
    BaselineKind.PRESSURE: _kept(BaselineKind.PRESSURE, "baseline_pressure_differentials", "text"),
    BaselineKind.VELOCITY: _kept(BaselineKind.VELOCITY, "baseline_air_velocities", "text"),
    BaselineKind.DOOR_FORCE: _kept(BaselineKind.DOOR_FORCE, "baseline_door_forces", "boolean"),
}
