"""Buildings, stairs, floors, doors and doorways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import Session, selectinload

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import Building, Door, Doorway, Floor, Stair

from .conftest import Site


@pytest.mark.parametrize("zone", ["Australia/Sydney", "Australia/Lord_Howe", "UTC"])
def test_that_a_building_keeps_a_time_zone_of_the_world(zone: str) -> None:
    assert Building(name="A", timezone=zone).timezone == zone


@pytest.mark.parametrize("zone", ["Sydney", "Australia/", "../../etc/passwd", "AEST+11"])
def test_that_what_is_no_time_zone_is_refused(zone: str) -> None:
    with pytest.raises(Invalid, match="is no time zone"):
        Building(name="A", timezone=zone)


def test_that_only_a_floor_below_ground_may_lie_below_ground() -> None:
    assert Floor(floor_level="Basement-1", floor_number=-1, height_m="-3.5").height_m == Decimal("-3.50")
    assert Floor(floor_level="Ground", floor_number=0, height_m=0).height_m == 0
    with pytest.raises(Invalid, match="Ground is not a basement"):
        Floor(floor_level="Ground", floor_number=0, height_m="-0.01")


def test_that_the_order_in_which_height_and_number_are_given_does_not_matter() -> None:
    assert Floor(height_m="-3.5", floor_number=-1).floor_number == -1
    with pytest.raises(Invalid, match="cannot be negative"):
        Floor(height_m="-3.5", floor_number=1)


def test_that_a_basement_cannot_become_a_level_and_stay_below_ground(site: Site) -> None:
    cellar = site.add(Floor(**site.place, floor_level="Basement-1", floor_number=-1, height_m="-3.5"))
    cellar.floor_number = 5
    with pytest.raises(Invalid, match="cannot be negative"):
        site.session.flush()


def test_that_a_doorway_lays_its_grid_out_in_metres() -> None:
    grid = Doorway(doorway_identifier="DW", width_m="1.20", height_m="2.40").get_grid_layout()
    assert grid[:2] == [{"point": 1, "x": 0.3, "y": 1.92}, {"point": 2, "x": 0.6, "y": 1.92}]
    assert grid[8] == {"point": 9, "x": 0.9, "y": 0.48}
    assert len(grid) == 9


def test_that_a_doorway_without_a_size_has_no_grid() -> None:
    with pytest.raises(Invalid, match="needs a width and a height"):
        Doorway(doorway_identifier="DW", width_m="1.20").get_grid_layout()


def test_that_a_door_tells_what_is_known_of_its_closer() -> None:
    door = Door(door_closer_model="LCN 4040XP", door_hand="right", fire_rating_minutes=60, width_m="0.9")
    assert door.get_current_closer_spec() == {
        "model": "LCN 4040XP",
        "door_hand": "right",
        "fire_rating_minutes": 60,
        "width_m": Decimal("0.90"),
        "height_m": None,
    }


def test_that_a_floor_names_its_stair_when_it_knows_it_and_its_id_otherwise(site: Site) -> None:
    site.session.expunge_all()
    alone = site.session.scalars(select(Floor).where(Floor.floor_level == "Level-8")).one()
    assert repr(alone) == f"Floor(floor_level='Level-8', stair='{site.stair.stair_id}')"
    site.session.expunge_all()
    together = site.session.scalars(
        select(Floor).where(Floor.floor_level == "Level-8").options(selectinload(Floor.stair))
    ).one()
    assert repr(together) == "Floor(floor_level='Level-8', stair='Stair-A')"


def test_that_a_relationship_nobody_asked_for_is_not_fetched_behind_ones_back(site: Site) -> None:
    site.session.expunge_all()
    stair = site.session.get_one(Stair, site.stair.stair_id)
    with pytest.raises(InvalidRequestError, match="lazy='raise'"):
        _ = stair.floors


def test_that_floors_come_from_the_bottom_up(site: Site) -> None:
    site.add(Floor(**site.place, floor_level="Basement-1", floor_number=-1))
    site.session.expunge_all()
    stair = site.session.scalars(select(Stair).options(selectinload(Stair.floors))).one()
    assert [floor.floor_number for floor in stair.floors] == [-1, 0, 1, 2]


def test_that_a_row_may_be_given_its_parents_by_relationship(session: Session) -> None:
    building = Building(name="By relationship")
    stair = Stair(building=building, stair_name="Stair-1")
    session.add(stair)
    session.flush()
    assert stair.building_id == building.id
    assert building.stairs == [stair]


def test_that_a_register_row_serialises_without_its_version(site: Site) -> None:
    shown = site.stair.to_dict()
    assert shown["stair_name"] == "Stair-A"
    assert shown["building_id"] == site.building.id
    assert shown["decommissioned_on"] is None
    assert "row_version" not in shown
    assert "xmin" not in shown
