"""The pilot building of the customer's document (its step 4), whole, so that everybody can try the program on it.

Two pressurised stairs of fifteen floors, a door and a doorway a floor, five zones and one fan a stair; besides, what
its tests need: the equipment of its C&E steps, one six-monthly and one annual scenario a zone, four interface
definitions a stair, and instruments with certificates around the day of the session.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop.domain.errors import Refused
from firemode_desktop.domain.words import (
    EquipmentType,
    InstrumentType,
    InterfaceType,
    ScenarioType,
    TriggerDeviceType,
)
from firemode_desktop.models import (
    Building,
    CalibrationCertificate,
    CEScenario,
    ControlEquipment,
    Door,
    Doorway,
    Floor,
    Instrument,
    InterfaceTestDefinition,
    Stair,
    User,
    Zone,
)
from firemode_desktop.services.people import acts

NAME = "Pilot Building 123"
STAIRS = (("Stair-A", "A", "North"), ("Stair-B", "B", "South"))
LEVELS = ("Ground", *(f"Level-{number}" for number in range(1, 15)))
ZONES = ((1, 0, 4), (2, 4, 7), (3, 7, 10), (4, 10, 13), (5, 13, 15))
"""Number of the zone, its first floor and the one after its last, as positions in ``LEVELS``."""

INTERFACES = (
    (
        InterfaceType.MANUAL_OVERRIDE,
        "FIRE-PANEL-01",
        "Main Fire Control Panel",
        "Press the manual override button on the fire control panel.",
        "The system switches to manual and the fan keeps running under manual control.",
        5,
    ),
    (
        InterfaceType.ALARM_COORDINATION,
        "FIRE-ALARM-PANEL",
        "Fire Alarm Control Panel",
        "Raise a fire alarm through the panel's test function.",
        "Stair pressurisation starts within 3 to 5 seconds.",
        4,
    ),
    (
        InterfaceType.SHUTDOWN_SEQUENCE,
        "BMS-WORKSTATION",
        "Building management workstation",
        "Start the shutdown from the building management system.",
        "The fan stops, the dampers close, the pressure falls away.",
        20,
    ),
    (
        InterfaceType.SPRINKLER_ACTIVATION,
        "SPRINKLER-PANEL",
        "Sprinkler Control Panel",
        "Simulate the sprinkler flow signal. Do not discharge any sprinkler.",
        "The system keeps running as designed.",
        5,
    ),
)

INSTRUMENTS = (
    ("SN-12345", InstrumentType.MANOMETER, "Dwyer", "475-1-FM", "Pa", "0", "250", "±1 Pa", "0.5"),
    ("SN-12377", InstrumentType.MANOMETER, "Dwyer", "475-1-FM", "Pa", "0", "250", "±1 Pa", "0.5"),
    ("AN-07", InstrumentType.ANEMOMETER, "Kanomax", "6501", "m/s", "0.1", "30", "±0.03 m/s", "0.02"),
    ("FG-21", InstrumentType.FORCE_GAUGE, "Sauter", "FK 250", "N", "0", "250", "±1 N", "0.8"),
)
OUT_OF_CALIBRATION = "SN-12377"
"""The manometer whose certificate ended before the day of the demonstration's session."""


def seed_pilot(session: Session, by: UUID, at: datetime) -> UUID:
    """Write the pilot building's registers; ``at`` is now, around which its calibration certificates lie.

    Raises:
        Refused: a building of that name exists.
    """
    if session.scalar(select(Building.id).where(Building.name == NAME)):
        raise Refused(f"“{NAME}” exists already.")
    acts(session, by)
    building = Building(
        name=NAME,
        address="123 Example Street",
        suburb="Sydney",
        state="NSW",
        postcode="2000",
        building_class="Class 5",
        timezone="Australia/Sydney",
        owner_name="Owner of Pilot Building 123",
        storeys=len(LEVELS),
    )
    session.add(building)
    session.flush()
    for stair_name, letter, orientation in STAIRS:
        _stair(session, building.id, stair_name, letter, orientation, by, at)
    _instruments(session, at.date())
    session.flush()
    return building.id


def _stair(
    session: Session, building_id: UUID, name: str, letter: str, orientation: str, by: UUID, at: datetime
) -> None:
    stair = Stair(
        building_id=building_id,
        stair_name=name,
        orientation=orientation,
        stair_type="pressurized",
        floor_range_bottom=LEVELS[0],
        floor_range_top=LEVELS[-1],
        design_standard="AS/NZS 1668.1:2015",
    )
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
        session.add_all(_openings(place, floor, name, orientation))
    session.add_all(_shared_equipment(place, letter))
    for number, first, after in ZONES:
        _zone(session, place, number, floors[first:after], letter, by, at)
    for interface_type, location, title, action, result, seconds in INTERFACES:
        session.add(
            InterfaceTestDefinition(
                **place,
                interface_type=interface_type.value,
                location_id=location,
                location_name=title,
                test_action=action,
                expected_result=result,
                response_time_s=seconds,
            )
        )


def _openings(place: dict[str, UUID], floor: Floor, stair_name: str, orientation: str) -> tuple[Door, Doorway]:
    door = Door(
        **place,
        floor_id=floor.floor_id,
        door_identifier=f"D-{floor.floor_level}-{stair_name}",
        door_type="fire_rated",
        fire_rating_minutes=60,
        door_closer_model="LCN 4040XP",
        door_hand="right",
        width_m=Decimal("0.90"),
        height_m=Decimal("2.10"),
    )
    doorway = Doorway(
        **place,
        floor_id=floor.floor_id,
        doorway_identifier=f"DW-{floor.floor_level}-{stair_name}",
        width_m=Decimal("1.20"),
        height_m=Decimal("2.40"),
        orientation=orientation,
        adjacent_space="Main Corridor",
    )
    return door, doorway


def _shared_equipment(place: dict[str, UUID], letter: str) -> list[ControlEquipment]:
    fan = ControlEquipment(
        **place,
        equipment_type=EquipmentType.FAN.value,
        equipment_identifier=f"FAN-01-{letter}",
        manufacturer="Woods",
        model="EDXM-450",
        serial_number=f"WD-2024-{letter}001",
        specifications={"capacity_m3_s": 5.2, "motor_kw": 15.0},
    )
    panel = ControlEquipment(
        **place, equipment_type=EquipmentType.CONTROL_PANEL.value, equipment_identifier="ALARM-PANEL"
    )
    return [fan, panel]


def _zone(
    session: Session, place: dict[str, UUID], number: int, floors: list[Floor], letter: str, by: UUID, at: datetime
) -> None:
    zone = Zone(
        **place,
        zone_name=f"Zone-{number}",
        floors_covered=[floor.floor_level for floor in floors],
        floor_ids_covered=[floor.floor_id for floor in floors],
    )
    session.add(zone)
    session.flush()
    middle = floors[len(floors) // 2]
    storey = "GF" if middle.floor_number == 0 else f"L{middle.floor_number}"
    damper, sensor = f"DAMPER-RELIEF-Z{number}", f"PRESSURE-SENSOR-{storey}"
    detector, call_point = f"SD-{storey}-01", f"MCP-{storey}-01"
    for kind, identifier, facts in (
        (EquipmentType.DAMPER, damper, {"type": "relief", "fail_position": "open", "size_mm": "600x400"}),
        (EquipmentType.PRESSURE_SENSOR, sensor, {"range_pa": "0-100", "accuracy": "±1 Pa"}),
        (EquipmentType.DETECTOR, detector, {}),
        (EquipmentType.ACTUATOR, call_point, {}),
    ):
        session.add(
            ControlEquipment(
                **place,
                zone_id=zone.zone_id,
                equipment_type=kind.value,
                equipment_identifier=identifier,
                specifications=facts or None,
            )
        )
    person = session.get_one(User, by)
    published = {
        "version": 1,
        "active": True,
        "created_by": by,
        "published_by": by,
        "published_name": person.full_name or person.username,
        "published_at": at,
    }
    session.add(
        CEScenario(
            **place,
            **published,
            zone_id=zone.zone_id,
            scenario_name=f"Fire Floor {middle.floor_number}",
            scenario_type=ScenarioType.ANNUAL.value,
            trigger_device_id=detector,
            trigger_device_type=TriggerDeviceType.SMOKE_DETECTOR.value,
            expected_sequence=_sequence(letter, damper, sensor),
        )
    )
    session.add(
        CEScenario(
            **place,
            **published,
            zone_id=zone.zone_id,
            scenario_name=f"Call Point Floor {middle.floor_number}",
            scenario_type=ScenarioType.SIX_MONTHLY.value,
            trigger_device_id=call_point,
            trigger_device_type=TriggerDeviceType.MANUAL_CALL_POINT.value,
            expected_sequence=_sequence(letter, damper, sensor)[:3],
        )
    )


def _sequence(letter: str, damper: str, sensor: str) -> list[dict[str, object]]:
    """The four steps of the customer's document: panel, fan, relief damper, setpoint reached."""
    steps = (
        ("ALARM-PANEL", "alarm", "activate", 0, 2),
        (f"FAN-01-{letter}", "fan", "start", 3, 2),
        (damper, "damper", "open", 5, 2),
        (sensor, "sensor", "reach_setpoint", 15, 5),
    )
    return [
        {
            "step_order": order,
            "component_id": component,
            "component_type": kind,
            "expected_action": action,
            "expected_delay_seconds": delay,
            "tolerance_seconds": tolerance,
        }
        for order, (component, kind, action, delay, tolerance) in enumerate(steps, start=1)
    ]


def _instruments(session: Session, today: date) -> None:
    """Instruments that travel (no building), each with four certificates that follow one another.

    All are in calibration around ``today`` but one, whose last certificate ended 40 days before.
    """
    for serial, kind, maker, model, unit, low, high, accuracy, uncertainty in INSTRUMENTS:
        instrument = session.scalar(
            select(Instrument).where(Instrument.serial_number == serial, Instrument.manufacturer == maker)
        )
        if instrument is not None:
            continue
        instrument = Instrument(
            serial_number=serial,
            manufacturer=maker,
            model=model,
            instrument_type=kind.value,
            calibration_frequency_months=12,
            calibration_standard="ISO/IEC 17025",
            accuracy=accuracy,
            range_min=Decimal(low),
            range_max=Decimal(high),
            unit=unit,
        )
        session.add(instrument)
        session.flush()
        ends = today - timedelta(days=40) if serial == OUT_OF_CALIBRATION else today + timedelta(days=200)
        for year in (3, 2, 1, 0):
            expiry = ends - timedelta(days=365 * year)
            certificate = CalibrationCertificate(
                instrument_id=instrument.id,
                cert_number=f"CERT-{serial}-{expiry.year}",
                calibration_date=expiry - timedelta(days=365),
                expiry_date=expiry,
                calibration_authority="NATA accredited laboratory",
                standard="ISO/IEC 17025",
                expanded_uncertainty=Decimal(uncertainty),
                uncertainty_unit=unit,
            )
            session.add(certificate)
            instrument.update_calibration(certificate)
