"""The baseline of a location: now, on a day, and all there ever were."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from firemode_desktop.domain.words import BaselineKind, DoorConfiguration
from firemode_desktop.models import (
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    ImportBatch,
)
from firemode_desktop.queries import baseline

from .conftest import Town

FIRST, SECOND = date(2024, 1, 15), date(2025, 6, 1)


def pressure(town: Town, value: Any, begun: date, ended: date | None = None, **values: Any) -> Any:
    own = {"floor_id": town.floors["Stair-2", "Ground"].floor_id, "door_configuration": "all_closed", **values}
    dates = {"commissioned_date": begun, "superseded_date": ended}
    return town.add(BaselinePressureDifferential(**town.place(), **own, **dates, pressure_pa=value))


def asked(town: Town, *more: Any) -> tuple[Any, ...]:
    return (town.stairs["Stair-2"].stair_id, town.floors["Stair-2", "Ground"].floor_id, "all_closed", *more)


def test_that_the_current_baseline_is_the_one_that_nothing_superseded(town: Town) -> None:
    pressure(town, 44, FIRST, SECOND)
    new = pressure(town, 46, SECOND)
    pressure(town, 50, FIRST, door_configuration="evac_doors_open")
    assert baseline.current_pressure(town.session, *asked(town)) is new
    word = (*asked(town)[:2], DoorConfiguration.ALL_CLOSED)
    assert baseline.current_pressure(town.session, *word) is new


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (FIRST - timedelta(days=1), None),
        (FIRST, 44),
        (SECOND - timedelta(days=1), 44),
        (SECOND, 46),
        (date(2030, 1, 1), 46),
    ],
)
def test_that_a_day_finds_the_baseline_that_held_on_it(town: Town, day: date, found: int | None) -> None:
    pressure(town, 44, FIRST, SECOND)
    pressure(town, 46, SECOND)
    held = baseline.baseline_pressure_on(town.session, *asked(town, day))
    assert (held and held.pressure_pa) == found


def test_that_a_withdrawn_baseline_is_history_only(town: Town) -> None:
    wrong = pressure(town, 44, FIRST)
    wrong.withdrawn_at = datetime(2026, 1, 1, tzinfo=UTC)
    wrong.withdrawn_reason = "wrong floor"
    town.session.flush()
    assert baseline.current_pressure(town.session, *asked(town)) is None
    assert baseline.baseline_pressure_on(town.session, *asked(town, FIRST)) is None
    right = pressure(town, 45, FIRST)
    assert baseline.current_pressure(town.session, *asked(town)) is right
    assert baseline.pressure_history(town.session, *asked(town)) == [wrong, right]


def test_that_velocities_are_found_by_doorway_and_scenario(town: Town) -> None:
    doorway = town.doorway("Stair-2", "Ground", "DW")
    own = {**town.place(), "doorway_id": doorway.doorway_id, "velocity_ms": "1.2"}
    old = town.add(
        BaselineAirVelocity(**own, door_scenario=baseline.WORST_CASE, commissioned_date=FIRST, superseded_date=SECOND)
    )
    new = town.add(BaselineAirVelocity(**own, door_scenario=baseline.WORST_CASE, commissioned_date=SECOND))
    other = town.add(BaselineAirVelocity(**own, door_scenario="one_door_open", commissioned_date=FIRST))
    key = doorway.doorway_id
    assert baseline.current_velocity(town.session, key) is new
    assert baseline.current_velocity(town.session, key, "one_door_open") is other
    assert baseline.baseline_velocity_on(town.session, key, baseline.WORST_CASE, FIRST) is old
    assert baseline.velocity_history(town.session, key) == [old, new]


def test_that_forces_are_found_by_door_and_whether_the_fan_runs(town: Town) -> None:
    door = town.door("Stair-2", "Ground", "D")
    own = {**town.place(), "door_id": door.door_id, "commissioned_date": FIRST}
    on = town.add(BaselineDoorForce(**own, pressurization_active=True, force_newtons=95))
    off = town.add(BaselineDoorForce(**own, pressurization_active=False, force_newtons=40))
    assert baseline.current_door_force(town.session, door.door_id) is on
    assert baseline.current_door_force(town.session, door.door_id, False) is off
    assert baseline.baseline_door_force_on(town.session, door.door_id, True, FIRST) is on
    assert baseline.baseline_door_force_on(town.session, door.door_id, True, date(2023, 1, 1)) is None
    assert baseline.door_force_history(town.session, door.door_id, False) == [off]


def test_that_current_baselines_are_counted_by_kind(town: Town) -> None:
    pressure(town, 44, FIRST, SECOND)
    new = pressure(town, 46, SECOND)
    door = town.door("Stair-2", "Ground", "D")
    town.add(
        BaselineDoorForce(
            **town.place(), door_id=door.door_id, commissioned_date=FIRST, force_newtons=95, pressurization_active=True
        )
    )
    assert baseline.current_counts(town.session, town.building.id) == {
        BaselineKind.PRESSURE: 1,
        BaselineKind.VELOCITY: 0,
        BaselineKind.DOOR_FORCE: 1,
    }
    assert baseline.current_baselines(town.session, BaselinePressureDifferential, town.building.id) == [new]


def test_that_the_imports_of_a_building_are_listed(town: Town) -> None:
    batch = town.add(ImportBatch(building_id=town.building.id, kind="baseline", file_name="baseline.xlsx"))
    assert baseline.batches(town.session, town.building.id) == [batch]
