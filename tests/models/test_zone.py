"""Zones and control equipment."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.models import ControlEquipment, Floor, Zone

from .conftest import Site


def test_that_a_zone_says_from_where_to_where_it_reaches(site: Site) -> None:
    assert site.zone.get_floor_range_text() == "Ground to Level-8"
    assert Zone(floors_covered=["Ground"], floor_ids_covered=[uuid4()]).get_floor_range_text() == "Ground"


@pytest.mark.parametrize("covered", [[], "Ground", {"Ground": 1}, [1], ["Ground", " "], None])
def test_that_the_floors_of_a_zone_are_a_list_of_names(covered: Any) -> None:
    with pytest.raises(Invalid):
        Zone(floors_covered=covered)


@pytest.mark.parametrize("covered", [[], None, "x"])
def test_that_the_floor_ids_of_a_zone_are_a_list(covered: Any) -> None:
    with pytest.raises(Invalid):
        Zone(floor_ids_covered=covered)


def test_that_what_is_no_id_is_refused_in_a_sentence() -> None:
    with pytest.raises(Invalid, match="must be an id"):
        Zone(floor_ids_covered=["Ground"])


def test_that_names_and_ids_must_be_as_many_and_each_floor_once() -> None:
    key = uuid4()
    with pytest.raises(Invalid, match="do not agree"):
        Zone(floors_covered=["Ground", "Level-1"], floor_ids_covered=[key])
    with pytest.raises(Invalid, match="do not agree"):
        Zone(floors_covered=["Ground", "Level-1"], floor_ids_covered=[key, key])


def test_that_names_and_ids_are_compared_floor_by_floor(site: Site) -> None:
    assert site.zone.validate_floors_covered()
    assert site.zone.validate_floors_covered(site.floors)
    site.floors[0].floor_level = "Lobby"
    assert not site.zone.validate_floors_covered(site.floors)
    assert not site.zone.validate_floors_covered([])


def test_that_a_zone_covers_floors_with_names_and_ids_from_the_lowest_up(site: Site) -> None:
    site.zone.cover([site.floors[2], site.floors[0]])
    site.session.flush()
    site.session.expire(site.zone)
    assert site.zone.floors_covered == ["Ground", "Level-8"]
    assert site.zone.validate_floors_covered(site.floors)
    with pytest.raises(Invalid, match="at least one floor"):
        site.zone.cover([])


def test_that_renaming_a_floor_renames_it_in_its_zones(site: Site) -> None:
    site.floors[1].floor_level = "Mezzanine"
    site.session.flush()
    site.session.refresh(site.zone)
    assert site.zone.floors_covered == ["Ground", "Mezzanine", "Level-8"]
    assert site.zone.validate_floors_covered(site.floors)


def test_that_equipment_is_kept_in_capitals_without_spaces_around_it() -> None:
    assert ControlEquipment(equipment_identifier="  fan-01-a ").equipment_identifier == "FAN-01-A"
    with pytest.raises(Invalid, match="Equipment is needed"):
        ControlEquipment(equipment_identifier="  ")


def test_that_specifications_are_read_and_set_one_by_one(site: Site) -> None:
    fan = site.add(
        ControlEquipment(
            **site.place,
            equipment_type="fan",
            equipment_identifier="fan-01",
            specifications={"capacity_m3_s": 5.2, "motor_kw": 15.0},
        )
    )
    assert fan.get_spec("capacity_m3_s") == 5.2
    assert fan.get_spec("vfd_installed") is None
    assert fan.get_spec("vfd_installed", False) is False
    fan.set_spec("max_rpm", 1450)
    site.session.flush()
    site.session.expire(fan)
    assert fan.get_spec("max_rpm") == 1450


def test_that_the_first_specification_is_saved_too(site: Site) -> None:
    damper = site.add(ControlEquipment(**site.place, equipment_type="damper", equipment_identifier="D-1"))
    assert damper.get_spec("type") is None
    damper.set_spec("type", "relief")
    site.session.flush()
    site.session.expire(damper)
    assert damper.specifications == {"type": "relief"}


def test_that_equipment_serialises_with_or_without_its_specifications() -> None:
    fan = ControlEquipment(equipment_identifier="F", specifications={"motor_kw": 15})
    assert fan.to_dict()["specifications"] == {"motor_kw": 15}
    assert "specifications" not in fan.to_dict(include_specs=False)


def test_that_a_zone_lists_its_equipment_once_it_was_loaded(site: Site) -> None:
    for name in ("FAN-01", "DAMPER-Z1-RELIEF"):
        site.add(
            ControlEquipment(**site.place, zone_id=site.zone.zone_id, equipment_type="fan", equipment_identifier=name)
        )
    site.session.expunge_all()
    zone = site.session.scalars(select(Zone).options(selectinload(Zone.control_equipment))).one()
    assert zone.get_equipment_list() == ["DAMPER-Z1-RELIEF", "FAN-01"]


def test_that_a_zone_of_a_foreign_floor_is_refused_by_the_database(site: Site) -> None:
    from sqlalchemy.exc import IntegrityError

    stray = Zone(**site.place, zone_name="Zone-2", floors_covered=["Ground"], floor_ids_covered=[uuid4()])
    site.session.add(stray)
    with pytest.raises(IntegrityError, match="only floors of its own stair"):
        site.session.flush()
    assert isinstance(site.floors[0], Floor)
