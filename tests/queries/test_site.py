"""The registers, in the order in which people read them."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from firemode_desktop.models import Building
from firemode_desktop.queries import site

from .conftest import Town

TODAY = date(2026, 3, 2)


def test_that_a_building_is_found_by_its_name(town: Town) -> None:
    found = site.building_named(town.session, " Query House ")
    assert found is town.building
    assert site.building_named(town.session, "Query") is None


def test_that_stairs_come_in_natural_order(town: Town) -> None:
    town.add(Building(name="Another"))
    found = site.stairs(town.session, town.building.id)
    assert [stair.stair_name for stair in found] == ["Stair-2", "Stair-10"]
    assert site.stair_named(town.session, town.building.id, "Stair-10") is town.stairs["Stair-10"]
    assert site.stair_named(town.session, town.building.id, "Stair-1") is None


def test_that_what_is_out_of_service_is_left_out_from_its_day_on(town: Town) -> None:
    town.stairs["Stair-10"].decommissioned_on = TODAY
    town.session.flush()
    before, after = date(2026, 3, 1), TODAY
    assert len(site.stairs(town.session, town.building.id, on=before)) == 2
    assert [stair.stair_name for stair in site.stairs(town.session, town.building.id, on=after)] == ["Stair-2"]
    assert len(site.stairs(town.session, town.building.id)) == 2


def test_that_floors_come_from_the_bottom_up(town: Town) -> None:
    key = town.stairs["Stair-2"].stair_id
    assert [f.floor_level for f in site.floors(town.session, key)] == ["Basement-1", "Ground", "Level-2", "Level-10"]
    assert site.floor_count(town.session, key) == 4
    assert site.floor_count(town.session, uuid4()) == 0


def test_that_the_floors_of_a_building_come_stair_by_stair(town: Town) -> None:
    found = site.floors_of_building(town.session, town.building.id)
    assert [floor.stair_id for floor in found[:4]] == [town.stairs["Stair-2"].stair_id] * 4
    assert [floor.floor_number for floor in found] == [-1, 0, 2, 10, -1, 0, 2, 10]


def test_that_doors_are_counted_on_the_floor_of_their_stair(town: Town) -> None:
    for name in ("D-1", "D-2"):
        town.door("Stair-2", "Ground", name)
    town.door("Stair-10", "Ground", "D-1")
    stair, floor = town.stairs["Stair-2"], town.floors["Stair-2", "Ground"]
    assert site.door_count(town.session, stair.stair_id, floor.floor_id) == 2
    assert site.door_count(town.session, stair.stair_id, town.floors["Stair-2", "Level-2"].floor_id) == 0


def test_that_doors_and_doorways_come_floor_by_floor_then_by_name(town: Town) -> None:
    for level, name in (("Level-10", "A"), ("Level-2", "D-10"), ("Level-2", "D-9"), ("Basement-1", "Z")):
        town.door("Stair-2", level, name)
        town.doorway("Stair-2", level, name)
    key = town.stairs["Stair-2"].stair_id
    assert [door.door_identifier for door in site.doors(town.session, key)] == ["Z", "D-9", "D-10", "A"]
    assert [way.doorway_identifier for way in site.doorways(town.session, key)] == ["Z", "D-9", "D-10", "A"]


def test_that_zones_and_equipment_come_in_natural_order(town: Town) -> None:
    key = town.stairs["Stair-2"].stair_id
    for name, kind in (("FAN-10", "fan"), ("FAN-9", "fan"), ("D-1", "damper")):
        town.equipment(name, kind, zone_id=town.zones["Zone-2"].zone_id)
    town.equipment("FAN-1", "fan")
    assert [zone.zone_name for zone in site.zones(town.session, key)] == ["Zone-2", "Zone-10"]
    fans = site.equipment(town.session, key, "fan")
    assert [item.equipment_identifier for item in fans] == ["FAN-1", "FAN-9", "FAN-10"]
    assert len(site.equipment(town.session, key)) == 4
    assert site.equipment_identifiers(town.session, town.zones["Zone-2"].zone_id) == ["D-1", "FAN-9", "FAN-10"]
    assert site.equipment_identifiers(town.session, town.zones["Zone-10"].zone_id) == []


def test_that_floor_ids_of_nowhere_and_of_other_stairs_are_named(town: Town) -> None:
    stray, foreign = uuid4(), town.floors["Stair-10", "Ground"].floor_id
    own = town.floors["Stair-2", "Ground"].floor_id
    key = town.stairs["Stair-2"].stair_id
    assert site.unknown_floor_ids(town.session, key, [stray, own, foreign]) == [stray, foreign]
    assert site.unknown_floor_ids(town.session, key, []) == []
