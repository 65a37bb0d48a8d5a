"""Names in a file that are odd, or that only differ a little: the place that is called exactly so is meant."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from firemode_desktop.domain.baselines import Place, Survey
from firemode_desktop.imports.tables.places import Places, Register
from firemode_desktop.imports.tables.values import Bad
from tests.imports.buildings import TODAY

STAIR = uuid4()
NAMES = ("Level-8", "L8", "l8", "…", "⇧", "6d6b2a0e-58d4-4b0e-9f38-6f2f5b1d7c11")


def places(floors: tuple[str, ...] = NAMES, scenarios: tuple[str, ...] = ("worst case",)) -> Places:
    stair = Place(STAIR, "Stair-A", STAIR)
    made = tuple(Place(UUID(int=number), name, STAIR, number=number) for number, name in enumerate(floors))
    return Places(Survey(uuid4(), "B", TODAY, (stair,), made, door_scenarios=scenarios))


@pytest.mark.parametrize("name", NAMES)
def test_that_a_floor_is_found_by_its_own_name_whatever_others_are_called(name: str) -> None:
    found = places().floors.find(name, Place(STAIR, "Stair-A", STAIR))
    assert isinstance(found, Place)
    assert found.name == name


def test_that_a_name_that_could_be_several_is_not_guessed() -> None:
    found = places(("Level-8", "L8")).floors.find("level 08", Place(STAIR, "Stair-A", STAIR))
    assert isinstance(found, Bad)
    assert found.code == "ambiguous_location"


@pytest.mark.parametrize("text", ["‡", "…", "-"])
def test_that_a_name_without_letters_is_no_other_such_name(text: str) -> None:
    found = places(("⇧", "Ground")).floors.find(text, Place(STAIR, "Stair-A", STAIR))
    assert isinstance(found, Bad)
    assert found.code == "unknown_floor"


def test_that_a_scenario_is_known_by_its_own_name_and_never_guessed_among_several() -> None:
    known = places(scenarios=("Worst 3", "worst-3", "⇧"))
    assert [known.scenario(name) for name in ("Worst 3", "worst-3", "⇧")] == ["Worst 3", "worst-3", "⇧"]
    doubtful, unknown = known.scenario("WORST 03"), known.scenario("…")
    assert isinstance(doubtful, Bad)
    assert isinstance(unknown, Bad)
    assert (doubtful.code, unknown.code) == ("ambiguous_scenario", "unknown_scenario")
    assert "Worst 3, worst-3" in doubtful.message


def test_that_the_word_for_a_place_may_stand_before_its_name() -> None:
    stair = Place(uuid4(), "A", uuid4())
    door = Place(uuid4(), "D-8", stair.id)
    assert Register("stair", [stair], by_stair=False).find("Stair A") is stair
    assert Register("door", [door]).find("Door D-8", stair) is door
    assert isinstance(Register("doorway", [door]).find("Door D-8", stair), Bad)
