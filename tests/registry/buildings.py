"""A building for tests that need a database: two stairs of four floors, with what stands on them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.database import Database
from firemode_desktop.models import (
    BaselinePressureDifferential,
    Building,
    CalibrationCertificate,
    ControlEquipment,
    DesignSetpoint,
    Door,
    Doorway,
    Floor,
    Instrument,
    InterfaceTestDefinition,
    Stair,
    User,
    Zone,
)

LEVELS = ("Ground", "Level-1", "Level-2", "Level-10")


def engineer(session: Session) -> UUID:
    """A person who may change registers."""
    user = User(username="engineer", full_name="Engineer", role="engineer")
    session.add(user)
    session.flush()
    return user.id


def build(session: Session, name: str = "Test House") -> UUID:
    """Write the building and return its id."""
    building = Building(name=name, state="NSW")
    session.add(building)
    session.flush()
    for stair_name in ("Stair-A", "Stair-B"):
        _stair(session, building.id, stair_name)
    session.add(Instrument(serial_number=f"AN-{name}", building_id=building.id, instrument_type="anemometer"))
    gauge = Instrument(serial_number=f"MN-{name}", instrument_type="manometer", manufacturer="Dwyer", unit="Pa")
    session.add(gauge)
    session.flush()
    session.add(
        CalibrationCertificate(
            instrument_id=gauge.id,
            cert_number=f"C-{name}",
            calibration_date=date(2025, 3, 1),
            expiry_date=date(2026, 3, 1),
            calibration_authority="A laboratory",
        )
    )
    session.flush()
    return building.id


def _stair(session: Session, building_id: UUID, name: str) -> None:
    stair = Stair(building_id=building_id, stair_name=name, stair_type="pressurized")
    session.add(stair)
    session.flush()
    place = {"building_id": building_id, "stair_id": stair.stair_id}
    floors = [
        Floor(**place, floor_level=level, floor_number=number, height_m=Decimal("3.5") * number)
        for number, level in enumerate(LEVELS)
    ]
    session.add_all(floors)
    session.flush()
    for floor in floors:
        where = {**place, "floor_id": floor.floor_id}
        session.add(Door(**where, door_identifier=f"D-{floor.floor_number}", width_m=Decimal("0.9")))
        session.add(Doorway(**where, doorway_identifier=f"DW-{floor.floor_number}", width_m=Decimal("1.2")))
    zone = Zone(
        **place,
        zone_name="Zone-1",
        floors_covered=[floor.floor_level for floor in floors[:2]],
        floor_ids_covered=[floor.floor_id for floor in floors[:2]],
    )
    session.add(zone)
    session.flush()
    session.add(
        ControlEquipment(
            **place,
            zone_id=zone.zone_id,
            equipment_type="fan",
            equipment_identifier="FAN-01",
            specifications={"motor_kw": 15, "capacity_m3_s": Decimal("5.2")},
        )
    )
    session.add(InterfaceTestDefinition(**place, interface_type="manual_override", location_id="PANEL-01"))
    session.add(DesignSetpoint(**place, measurement_type="pressure_differential", setpoint=Decimal(45), unit="Pa"))
    session.flush()


def add_baseline(session: Session, floor_id: UUID) -> None:
    """A pressure baseline on a floor, so that something depends on it."""
    floor = session.get_one(Floor, floor_id)
    session.add(
        BaselinePressureDifferential(
            building_id=floor.building_id,
            stair_id=floor.stair_id,
            floor_id=floor_id,
            door_configuration="all_closed",
            pressure_pa=Decimal("45.20"),
            commissioned_date=date(2024, 1, 15),
        )
    )
    session.flush()


def height(database: Database, level: str = "Level-1") -> Decimal | None:
    """The height of a floor of Stair-A (m), as it is in the database."""
    return database.run(
        lambda session: session.scalar(
            select(Floor.height_m)
            .join(Stair, Stair.stair_id == Floor.stair_id)
            .where(Stair.stair_name == "Stair-A", Floor.floor_level == level)
        )
    )
