"""The pilot building is the one of the customer's document."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from firemode_desktop import models
from firemode_desktop.domain.errors import Refused
from firemode_desktop.services import instruments, pilot
from tests.services.conftest import NOW


def count(session: Session, table: type[models.Base], building_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(table).where(table.building_id == building_id))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (models.Stair, 2),
        (models.Floor, 30),
        (models.Door, 30),
        (models.Doorway, 30),
        (models.Zone, 10),
        (models.CEScenario, 20),
        (models.InterfaceTestDefinition, 8),
    ],
)
def test_that_the_pilot_building_has_the_registers_of_the_document(
    session: Session, building_id: UUID, table: type[models.Base], expected: int
) -> None:
    assert count(session, table, building_id) == expected


def test_that_each_stair_has_one_fan_of_5_2_cubic_metres_a_second(session: Session, building_id: UUID) -> None:
    fans = session.scalars(select(models.ControlEquipment).where(models.ControlEquipment.equipment_type == "fan")).all()
    assert sorted(fan.equipment_identifier for fan in fans) == ["FAN-01-A", "FAN-01-B"]
    assert {float(fan.get_spec("capacity_m3_s")) for fan in fans} == {5.2}


def test_that_every_component_of_a_scenario_stands_in_the_equipment_register(
    session: Session, building_id: UUID
) -> None:
    equipment = {(e.stair_id, e.equipment_identifier) for e in session.scalars(select(models.ControlEquipment))}
    for scenario in session.scalars(select(models.CEScenario)):
        for step in scenario.expected_sequence:
            assert (scenario.stair_id, step["component_id"]) in equipment


def test_that_a_second_pilot_building_is_refused(session: Session, engineer: UUID, building_id: UUID) -> None:
    with pytest.raises(Refused, match="exists already"):
        pilot.seed_pilot(session, engineer, NOW)


def test_that_one_manometer_is_out_of_calibration_on_the_day_and_the_rest_are_not(
    session: Session, building_id: UUID
) -> None:
    states = {s.serial_number: s.state for s in instruments.states(session, NOW.date())}
    assert states.pop(pilot.OUT_OF_CALIBRATION) == "expired"
    assert set(states.values()) == {"valid"}


def test_that_an_instrument_is_expired_on_the_day_its_certificate_ends_and_due_the_day_before(
    session: Session, building_id: UUID
) -> None:
    end = max(s.expires_on for s in instruments.states(session, NOW.date()) if s.expires_on)
    on_the_day = {s.expires_on: s.state for s in instruments.states(session, end)}
    the_day_before = {s.expires_on: s.state for s in instruments.states(session, end - timedelta(days=1))}
    assert on_the_day[end] == "expired"
    assert the_day_before[end] == "due"
    assert date.min not in on_the_day
