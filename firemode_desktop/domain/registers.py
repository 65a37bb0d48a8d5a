"""A building's registers as far as its tests depend on them: plain frozen entries, and those that are in service.

``in_service`` is false for what was decommissioned; whatever stands on it is then out of service as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from firemode_desktop.domain.words import EquipmentType

DEFAULT_DOOR_SCENARIO = "worst_case_3_doors_open"

Id: TypeAlias = str
"""The id of a row as the database writes it.

Nothing here looks into an id: thousands of them are compared and written, and text is quicker in both than ``UUID``.
"""


@dataclass(frozen=True, slots=True)
class StairEntry:
    """A stair."""

    stair_id: Id
    name: str
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class FloorEntry:
    """A floor of a stair; ``number`` orders floors from the bottom up."""

    floor_id: Id
    stair_id: Id
    level: str
    number: int
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class DoorEntry:
    """A door on a floor of a stair."""

    door_id: Id
    stair_id: Id
    floor_id: Id
    identifier: str
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class DoorwayEntry:
    """A doorway on a floor of a stair."""

    doorway_id: Id
    stair_id: Id
    floor_id: Id
    identifier: str
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class ScenarioEntry:
    """A version of a cause-and-effect scenario; ``in_service`` is that of its zone."""

    scenario_id: Id
    stair_id: Id
    zone_id: Id
    zone: str
    name: str
    scenario_type: str
    version: int = 1
    active: bool = True
    trigger_device_id: str = ""
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class InterfaceEntry:
    """An interface test definition."""

    definition_id: Id
    stair_id: Id
    interface_type: str
    location_id: str
    location_name: str | None = None
    test_action: str | None = None
    expected_result: str | None = None
    response_time_s: int | None = None
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class EquipmentEntry:
    """A piece of control equipment."""

    equipment_id: Id
    stair_id: Id
    equipment_type: str
    identifier: str
    in_service: bool = True


@dataclass(frozen=True, slots=True)
class DoorScenarioEntry:
    """A door scenario of the building: its name, and the doors it holds open."""

    name: str
    open_door_ids: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteRegisters:
    """All registers of one building, in any order."""

    stairs: tuple[StairEntry, ...] = ()
    floors: tuple[FloorEntry, ...] = ()
    doors: tuple[DoorEntry, ...] = ()
    doorways: tuple[DoorwayEntry, ...] = ()
    scenarios: tuple[ScenarioEntry, ...] = ()
    interfaces: tuple[InterfaceEntry, ...] = ()
    equipment: tuple[EquipmentEntry, ...] = ()
    door_scenarios: tuple[DoorScenarioEntry, ...] = ()

    @property
    def scenarios_for_doors(self) -> tuple[DoorScenarioEntry, ...]:
        """The building's door scenarios, or the default one alone."""
        return self.door_scenarios or (DoorScenarioEntry(DEFAULT_DOOR_SCENARIO),)

    @property
    def fans(self) -> tuple[EquipmentEntry, ...]:
        """The fans of the equipment register."""
        return tuple(entry for entry in self.equipment if entry.equipment_type == EquipmentType.FAN)

    def of_stair(self, stair_id: Id) -> SiteRegisters:
        """The registers narrowed to one stair."""
        return replace(
            self,
            stairs=tuple(entry for entry in self.stairs if entry.stair_id == stair_id),
            floors=tuple(entry for entry in self.floors if entry.stair_id == stair_id),
            doors=tuple(entry for entry in self.doors if entry.stair_id == stair_id),
            doorways=tuple(entry for entry in self.doorways if entry.stair_id == stair_id),
            scenarios=tuple(entry for entry in self.scenarios if entry.stair_id == stair_id),
            interfaces=tuple(entry for entry in self.interfaces if entry.stair_id == stair_id),
            equipment=tuple(entry for entry in self.equipment if entry.stair_id == stair_id),
        )

    def in_service(self) -> SiteRegisters:
        """What is tested: nothing decommissioned, nothing on it, and of each scenario the latest active version."""
        stairs = tuple(entry for entry in self.stairs if entry.in_service)
        standing = {entry.stair_id for entry in stairs}
        floors = tuple(entry for entry in self.floors if entry.in_service and entry.stair_id in standing)
        levels = {entry.floor_id for entry in floors}
        return replace(
            self,
            stairs=stairs,
            floors=floors,
            doors=tuple(entry for entry in self.doors if entry.in_service and entry.floor_id in levels),
            doorways=tuple(entry for entry in self.doorways if entry.in_service and entry.floor_id in levels),
            scenarios=_latest(entry for entry in self.scenarios if entry.in_service and entry.stair_id in standing),
            interfaces=tuple(entry for entry in self.interfaces if entry.in_service and entry.stair_id in standing),
            equipment=tuple(entry for entry in self.equipment if entry.in_service and entry.stair_id in standing),
        )


def _latest(scenarios: Iterable[ScenarioEntry]) -> tuple[ScenarioEntry, ...]:
    """Of each scenario (zone and name) the active version with the highest number."""
    latest: dict[tuple[Id, str], ScenarioEntry] = {}
    for entry in scenarios:
        key = (entry.zone_id, entry.name)
        if entry.active and (key not in latest or latest[key].version < entry.version):
            latest[key] = entry
    return tuple(latest.values())
