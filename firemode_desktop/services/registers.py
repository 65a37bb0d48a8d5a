"""The registers of a building, each declared once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Uuid, cast, func, or_, select
from sqlalchemy.orm import Session

from firemode_desktop.domain.words import InstanceStatus, Role
from firemode_desktop.models import (
    AS1851Rule,
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
    TestInstance,
    User,
    Zone,
)
from firemode_desktop.services.certificates import refuse_issued_twice
from firemode_desktop.services.declaring import describe


def _here_or_travelling(building_id: UUID) -> ColumnElement[bool]:
    """Instruments of the building, and those of no building: they are everybody's."""
    return or_(Instrument.building_id == building_id, Instrument.building_id.is_(None))


def _of_those(building_id: UUID) -> ColumnElement[bool]:
    return CalibrationCertificate.instrument_id.in_(select(Instrument.id).where(_here_or_travelling(building_id)))


def _name_floors(session: Session, zones: list[Zone]) -> None:
    """A zone also keeps the names of its floors, in the order of its ids (page 1, C6)."""
    wanted = {floor_id for zone in zones for floor_id in zone.floor_ids_covered}
    found = session.execute(select(Floor.floor_id, Floor.floor_level).where(Floor.floor_id.in_(wanted)))
    levels: dict[UUID, str] = dict(found.all())
    for zone in zones:
        zone.floors_covered = [levels[floor_id] for floor_id in zone.floor_ids_covered if floor_id in levels]


def _copy_latest(session: Session, certificates: list[dict[str, Any]]) -> None:
    """An instrument's calibration columns are a copy of its latest certificate (page 1, C14)."""
    latest_first = (CalibrationCertificate.calibration_date.desc(), CalibrationCertificate.expiry_date.desc())
    for instrument_id in {certificate["instrument_id"] for certificate in certificates}:
        its = select(CalibrationCertificate).where(CalibrationCertificate.instrument_id == instrument_id)
        latest = session.scalar(its.order_by(*latest_first).limit(1))
        instrument = session.get_one(Instrument, instrument_id)
        instrument.calibration_cert_id = instrument.calibration_date = instrument.calibration_expiry = None
        if latest is not None:
            instrument.update_calibration(latest)
    session.flush()


def _zones_over(session: Session, floors: list[UUID]) -> list[tuple[str, int]]:
    """Zones name their floors in an array, which no foreign key watches."""
    count = select(func.count()).select_from(Zone).where(Zone.floor_ids_covered.op("&&")(cast(floors, ARRAY(Uuid))))
    return [("zone", session.scalar(count) or 0)]


def _readings_under(session: Session, certificates: list[UUID]) -> list[tuple[str, int]]:
    """Readings that were taken with the instrument while the certificate held."""
    under = (
        select(func.count())
        .select_from(TestInstance)
        .join(CalibrationCertificate, CalibrationCertificate.instrument_id == TestInstance.required_instrument_id)
        .where(
            CalibrationCertificate.cert_id.in_(certificates),
            TestInstance.status == InstanceStatus.COMPLETED.value,
            func.date(TestInstance.completed_at) >= CalibrationCertificate.calibration_date,
            func.date(TestInstance.completed_at) < CalibrationCertificate.expiry_date,
        )
    )
    return [("reading", session.scalar(under) or 0)]


BUILDING = describe(
    Building,
    "Building",
    "building",
    *("name", "address", "suburb", "state", "postcode", "timezone", "building_class", "storeys"),
    *("owner_name", "owner_contact", "drift_limit_pct", "test_anchor_date", "notes"),
    called=("name",),
    order=("name",),
    grows=False,
    shrinks=False,
    whose=lambda building_id: Building.id == building_id,
)
STAIRS = describe(
    Stair,
    "Stairs",
    "stair",
    *("stair_name", "stair_type", "orientation", "floor_range_bottom", "floor_range_top", "design_standard"),
    "external_id",
    called=("stair_name",),
    order=("stair_name",),
    hint="A stair is one pressurised shaft. Floors, doors and zones belong to it.",
)
FLOORS = describe(
    Floor,
    "Floors",
    "floor",
    *("stair_id", "floor_level", "floor_number", "height_m", "external_id"),
    called=("floor_level", "stair_id"),
    order=("stair_id", "floor_number"),
    hint="One row for each floor that a stair serves, numbered from the ground up; basements are negative.",
    uses=_zones_over,
)
DOORS = describe(
    Door,
    "Doors",
    "door",
    *("stair_id", "floor_id", "door_identifier", "door_type", "fire_rating_minutes", "door_hand"),
    *("width_m", "height_m", "door_closer_model", "external_id"),
    called=("door_identifier", "stair_id"),
    order=("stair_id", "floor_id", "door_identifier"),
    hint="The doors whose opening force is measured.",
)
DOORWAYS = describe(
    Doorway,
    "Doorways",
    "doorway",
    *("stair_id", "floor_id", "doorway_identifier", "width_m", "height_m", "orientation", "adjacent_space"),
    "external_id",
    called=("doorway_identifier", "stair_id"),
    order=("stair_id", "floor_id", "doorway_identifier"),
    hint="The openings through which the air velocity is measured, at nine points each.",
)
ZONES = describe(
    Zone,
    "Zones",
    "zone",
    *("stair_id", "zone_name", "floor_ids_covered"),
    called=("zone_name", "stair_id"),
    order=("stair_id", "zone_name"),
    labels={"floor_ids_covered": "Floors"},
    refers={"floor_ids_covered": "floors"},
    hint="Floors that are smoke-controlled together, e.g. “Ground to Level-3”.",
    prepare=_name_floors,
)
EQUIPMENT = describe(
    ControlEquipment,
    "Control equipment",
    "piece of equipment",
    *("stair_id", "zone_id", "equipment_type", "equipment_identifier", "manufacturer", "model", "serial_number"),
    *("installation_date", "specifications", "external_id"),
    called=("equipment_identifier", "stair_id"),
    variants={"specifications": "equipment_type"},
    order=("stair_id", "equipment_type", "equipment_identifier"),
    hint="Fans, dampers, sensors, panels, detectors and actuators, as cause-and-effect scenarios name them.",
)
INTERFACES = describe(
    InterfaceTestDefinition,
    "Interfaces",
    "interface",
    *("stair_id", "interface_type", "location_id", "location_name", "test_action", "expected_result"),
    "response_time_s",
    called=("location_id", "interface_type", "stair_id"),
    order=("stair_id", "interface_type", "location_id"),
    hint="What other systems must be able to do to the stair: override, alarm, shutdown, sprinkler.",
)
SETPOINTS = describe(
    DesignSetpoint,
    "Design setpoints",
    "design setpoint",
    *("stair_id", "measurement_type", "door_configuration", "setpoint", "unit"),
    called=("measurement_type", "door_configuration", "stair_id"),
    order=("stair_id", "measurement_type", "door_configuration"),
    hint="What a stair was designed for; without a door configuration it holds for all of them.",
)
INSTRUMENTS = describe(
    Instrument,
    "Instruments",
    "instrument",
    *("serial_number", "instrument_type", "manufacturer", "model", "unit", "range_min", "range_max", "accuracy"),
    *("calibration_frequency_months", "calibration_standard", "building_id"),
    *("calibration_cert_id", "calibration_date", "calibration_expiry"),
    called=("serial_number", "manufacturer", "model"),
    order=("instrument_type", "serial_number"),
    read_only=("calibration_cert_id", "calibration_date", "calibration_expiry"),
    whose=_here_or_travelling,
    hint="What readings are taken with. Their calibration follows from their certificates.",
)
CERTIFICATES = describe(
    CalibrationCertificate,
    "Certificates",
    "certificate",
    *("instrument_id", "cert_number", "calibration_authority", "calibration_date", "expiry_date", "standard"),
    *("expanded_uncertainty", "uncertainty_unit"),
    called=("cert_number", "instrument_id"),
    order=("instrument_id", "calibration_date"),
    whose=_of_those,
    hint="A reading counts only on a day that a certificate of its instrument covers.",
    prepare=refuse_issued_twice,
    follow=_copy_latest,
    uses=_readings_under,
)
RULES = describe(
    AS1851Rule,
    "Rules",
    "rule",
    *("rule_set", "rule_code", "version", "measurement_type", "min_threshold", "max_threshold", "unit"),
    *("severity_if_fail", "defect_classification", "effective_date", "superseded_date", "active"),
    *("reference_standard", "description"),
    called=("rule_code", "version"),
    order=("rule_code", "effective_date"),
    grows=False,
    shrinks=False,
    closed=True,
)
USERS = describe(
    User,
    "People",
    "person",
    *("username", "full_name", "role", "licence_number", "email", "active"),
    called=("username",),
    order=("username",),
    roles=(Role.ADMINISTRATOR, Role.SUPERVISOR),
)
