"""The building as it stands: stairs, floors, doors, doorways, zones and the equipment that keeps them smoke-free."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import nine_points
from firemode_desktop.domain.words import AustralianState, DoorHand, DoorType, Orientation, StairType
from firemode_desktop.models.base import (
    Base,
    Decommissionable,
    Modelled,
    Timestamps,
    new_id,
    to_building,
    to_many,
    to_one,
    unique_outside,
)
from firemode_desktop.models.columns import column, one_of

if TYPE_CHECKING:
    from firemode_desktop.models.baseline import BaselineAirVelocity, BaselineDoorForce, BaselinePressureDifferential
    from firemode_desktop.models.fault import Fault
    from firemode_desktop.models.testing import TestInstance
    from firemode_desktop.models.zone import Zone


class Building(Timestamps, Decommissionable, Base):
    """A building with pressurised stairs."""

    __tablename__ = "buildings"
    __table_args__ = (
        UniqueConstraint("name", name="uq_buildings_name"),
        CheckConstraint("btrim(name) <> ''", name="ck_buildings_name"),
        one_of("state", AustralianState, "ck_buildings_state", nullable=True),
    )

    id: Mapped[uuid.UUID] = new_id()
    name: Mapped[str] = column(String(255), label="Building")
    timezone: Mapped[str] = column(
        String(64),
        label="Time zone",
        server_default=text("'Australia/Sydney'"),
        help="IANA name, e.g. Australia/Perth.",
    )
    address: Mapped[str | None] = column(String(255), label="Address")
    suburb: Mapped[str | None] = column(String(100), label="Suburb")
    state: Mapped[str | None] = column(String(3), label="State", choices=AustralianState)
    postcode: Mapped[str | None] = column(String(10), label="Postcode")
    building_class: Mapped[str | None] = column(String(50), label="NCC class")
    owner_name: Mapped[str | None] = column(String(255), label="Owner")
    owner_contact: Mapped[str | None] = column(String(255), label="Owner's contact")
    storeys: Mapped[int | None] = column(Integer, label="Storeys", minimum=0)
    notes: Mapped[str | None] = column(Text, label="Notes")
    drift_limit_pct: Mapped[Decimal] = column(
        Numeric(5, 2),
        label="Drift limit",
        unit="%",
        above=0,
        default=Decimal(20),
        server_default=text("20"),
        help="A reading further than this from its baseline is pointed out; it does not fail for it.",
    )
    test_anchor_date: Mapped[date | None] = column(
        Date, label="Testing counts from", help="The day from which the tests of the year are counted."
    )
    rule_set: Mapped[str | None] = column(
        String(100), label="Rule set", help="The edition its tests are judged by; blank: that of the program."
    )

    @validates("timezone")
    def _check_timezone(self, key: str, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise Invalid(f"“{value}” is no time zone; a name such as Australia/Perth is needed.") from error
        return value

    def __repr__(self) -> str:
        return self._described(name=self.known("name"))

    stairs: Mapped[list[Stair]] = to_many(
        "Building.id", "Stair.building_id", "Stair.stair_name", back_populates="building"
    )


class Stair(Timestamps, Decommissionable, Modelled, Base):
    """A fire stair of a building."""

    __tablename__ = "stairs"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_name", name="uq_building_stair_name"),
        UniqueConstraint("building_id", "stair_id", name="uq_stairs_building_stair"),
        one_of("orientation", Orientation, "ck_stairs_orientation", nullable=True),
        one_of("stair_type", StairType, "ck_stairs_type", nullable=True),
        Index("idx_stairs_building", "building_id"),
        Index("idx_stairs_building_type", "building_id", "stair_type"),
        unique_outside("stairs"),
    )

    stair_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_name: Mapped[str] = column(String(100), label="Stair")
    orientation: Mapped[str | None] = column(String(50), label="Orientation", choices=Orientation)
    stair_type: Mapped[str | None] = column(String(50), label="Type", choices=StairType)
    floor_range_bottom: Mapped[str | None] = column(String(50), label="Lowest floor")
    floor_range_top: Mapped[str | None] = column(String(50), label="Highest floor")
    design_standard: Mapped[str | None] = column(String(100), label="Design standard")

    building: Mapped[Building] = to_one("Stair.building_id", "Building.id", back_populates="stairs")
    floors: Mapped[list[Floor]] = to_many(
        "Stair.stair_id", "Floor.stair_id", "Floor.floor_number", back_populates="stair"
    )
    doors: Mapped[list[Door]] = to_many(
        "Stair.stair_id", "Door.stair_id", "Door.door_identifier", back_populates="stair"
    )
    doorways: Mapped[list[Doorway]] = to_many(
        "Stair.stair_id", "Doorway.stair_id", "Doorway.doorway_identifier", back_populates="stair"
    )
    zones: Mapped[list[Zone]] = to_many("Stair.stair_id", "Zone.stair_id", "Zone.zone_name", back_populates="stair")
    test_instances: Mapped[list[TestInstance]] = to_many(
        "Stair.stair_id", "TestInstance.stair_id", "TestInstance.sequence_order"
    )
    faults: Mapped[list[Fault]] = to_many("Stair.stair_id", "Fault.stair_id", "Fault.detected_at")

    def __repr__(self) -> str:
        return self._described(stair_name=self.known("stair_name"), stair_type=self.known("stair_type"))


class Floor(Timestamps, Decommissionable, Modelled, Base):
    """A floor that a stair serves; a floor of two stairs is two rows."""

    __tablename__ = "floors"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "floor_level", name="uq_building_stair_floor"),
        UniqueConstraint("building_id", "stair_id", "floor_id", name="uq_floors_key"),
        ForeignKeyConstraint(
            ["building_id", "stair_id"],
            ["stairs.building_id", "stairs.stair_id"],
            name="fk_floors_stairs",
            ondelete="CASCADE",
        ),
        CheckConstraint("floor_number >= -5 AND floor_number <= 200", name="ck_floors_number_range"),
        CheckConstraint("height_m IS NULL OR height_m >= 0 OR floor_number < 0", name="ck_floors_height"),
        Index("idx_floors_stair", "stair_id"),
        Index("idx_floors_building", "building_id"),
        Index("idx_floors_building_number", "building_id", "floor_number"),
        Index("idx_floors_stair_number", "stair_id", "floor_number"),
        unique_outside("floors"),
    )

    floor_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(Uuid, label="Stair")
    floor_level: Mapped[str] = column(
        String(50), label="Floor", help="As it is signed, e.g. Ground, Level-1, Basement-1."
    )
    floor_number: Mapped[int] = column(
        Integer, label="Number", minimum=-5, maximum=200, help="0 is the ground floor; basements are negative."
    )
    height_m: Mapped[Decimal | None] = column(
        Numeric(5, 2), label="Height above ground", unit="m", help="Below ground only for a basement."
    )

    building: Mapped[Building] = to_one("Floor.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("Floor.stair_id", "Stair.stair_id", back_populates="floors")
    doors: Mapped[list[Door]] = to_many(
        "Floor.floor_id", "Door.floor_id", "Door.door_identifier", back_populates="floor"
    )
    doorways: Mapped[list[Doorway]] = to_many(
        "Floor.floor_id", "Doorway.floor_id", "Doorway.doorway_identifier", back_populates="floor"
    )
    baseline_pressures: Mapped[list[BaselinePressureDifferential]] = to_many(
        "Floor.floor_id", "BaselinePressureDifferential.floor_id", "BaselinePressureDifferential.commissioned_date"
    )
    test_instances: Mapped[list[TestInstance]] = to_many(
        "Floor.floor_id", "TestInstance.floor_id", "TestInstance.sequence_order"
    )

    @validates("height_m")
    def _check_height(self, key: str, value: Decimal | None) -> Decimal | None:
        self._refuse_sunken(value, self.known("floor_number"))
        return value

    def check_together(self) -> None:
        self._refuse_sunken(self.known("height_m"), self.known("floor_number"))

    def _refuse_sunken(self, height_m: Decimal | None, floor_number: int | None) -> None:
        """Only a floor below ground may lie below ground (page 1, C11)."""
        if height_m is not None and floor_number is not None and height_m < 0 <= floor_number:
            raise Invalid(
                f"{self.known('floor_level') or 'This floor'} is not a basement; its height cannot be negative."
            )

    def __repr__(self) -> str:
        """``Floor(floor_level='Level-5', stair='Stair-A')``; the stair's id where the stair is not loaded."""
        stair: Stair | None = self.known("stair")
        name = stair.known("stair_name") if stair is not None else str(self.known("stair_id"))
        return self._described(floor_level=self.known("floor_level"), stair=name)


class Door(Timestamps, Decommissionable, Modelled, Base):
    """A door between a stair and a floor; its opening force is measured."""

    __tablename__ = "doors"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "floor_id", "door_identifier", name="uq_door_identifier"),
        UniqueConstraint("building_id", "stair_id", "door_id", name="uq_doors_key"),
        ForeignKeyConstraint(
            ["building_id", "stair_id", "floor_id"],
            ["floors.building_id", "floors.stair_id", "floors.floor_id"],
            name="fk_doors_floors",
            ondelete="CASCADE",
        ),
        one_of("door_type", DoorType, "ck_doors_type", nullable=True),
        one_of("door_hand", DoorHand, "ck_doors_hand", nullable=True),
        CheckConstraint("width_m IS NULL OR (width_m > 0 AND width_m <= 3.0)", name="ck_doors_dimensions"),
        CheckConstraint("height_m IS NULL OR (height_m > 0 AND height_m <= 3.5)", name="ck_doors_height"),
        Index("idx_doors_stair_floor", "stair_id", "floor_id"),
        Index("idx_doors_building", "building_id"),
        unique_outside("doors"),
    )

    door_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(ForeignKey("stairs.stair_id", ondelete="CASCADE"), label="Stair")
    floor_id: Mapped[uuid.UUID] = column(Uuid, label="Floor")
    door_identifier: Mapped[str] = column(String(100), label="Door")
    door_type: Mapped[str | None] = column(String(50), label="Type", choices=DoorType)
    fire_rating_minutes: Mapped[int | None] = column(
        Integer, label="Fire rating", unit="min", minimum=0, help="Usually 60, 90 or 120."
    )
    door_closer_model: Mapped[str | None] = column(String(100), label="Door closer")
    door_hand: Mapped[str | None] = column(String(20), label="Hand", choices=DoorHand)
    width_m: Mapped[Decimal | None] = column(Numeric(4, 2), label="Width", unit="m", above=0, maximum="3.0")
    height_m: Mapped[Decimal | None] = column(Numeric(4, 2), label="Height", unit="m", above=0, maximum="3.5")

    building: Mapped[Building] = to_one("Door.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("Door.stair_id", "Stair.stair_id", back_populates="doors")
    floor: Mapped[Floor] = to_one("Door.floor_id", "Floor.floor_id", back_populates="doors")
    baseline_door_forces: Mapped[list[BaselineDoorForce]] = to_many(
        "Door.door_id", "BaselineDoorForce.door_id", "BaselineDoorForce.commissioned_date"
    )
    test_instances: Mapped[list[TestInstance]] = to_many(
        "Door.door_id", "TestInstance.door_id", "TestInstance.sequence_order"
    )

    def get_current_closer_spec(self) -> dict[str, Any]:
        """What is known of the door's closer and of what it has to close."""
        return {
            "model": self.door_closer_model,
            "door_hand": self.door_hand,
            "fire_rating_minutes": self.fire_rating_minutes,
            "width_m": self.width_m,
            "height_m": self.height_m,
        }

    def __repr__(self) -> str:
        return self._described(door_identifier=self.known("door_identifier"))


class Doorway(Timestamps, Decommissionable, Modelled, Base):
    """An opening between a stair and a floor; the air velocity through it is measured."""

    __tablename__ = "doorways"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "floor_id", "doorway_identifier", name="uq_doorway_identifier"),
        UniqueConstraint("building_id", "stair_id", "doorway_id", name="uq_doorways_key"),
        ForeignKeyConstraint(
            ["building_id", "stair_id", "floor_id"],
            ["floors.building_id", "floors.stair_id", "floors.floor_id"],
            name="fk_doorways_floors",
            ondelete="CASCADE",
        ),
        CheckConstraint("width_m IS NULL OR (width_m > 0 AND width_m <= 5.0)", name="ck_doorways_dimensions"),
        CheckConstraint("height_m IS NULL OR (height_m > 0 AND height_m <= 4.0)", name="ck_doorways_height"),
        Index("idx_doorways_stair_floor", "stair_id", "floor_id"),
        Index("idx_doorways_building", "building_id"),
        unique_outside("doorways"),
    )

    doorway_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(ForeignKey("stairs.stair_id", ondelete="CASCADE"), label="Stair")
    floor_id: Mapped[uuid.UUID] = column(Uuid, label="Floor")
    doorway_identifier: Mapped[str] = column(String(100), label="Doorway")
    width_m: Mapped[Decimal | None] = column(Numeric(4, 2), label="Width", unit="m", above=0, maximum="5.0")
    height_m: Mapped[Decimal | None] = column(Numeric(4, 2), label="Height", unit="m", above=0, maximum="4.0")
    orientation: Mapped[str | None] = column(String(50), label="Orientation")
    adjacent_space: Mapped[str | None] = column(String(100), label="Adjacent space", help="E.g. Corridor, Lobby.")

    building: Mapped[Building] = to_one("Doorway.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("Doorway.stair_id", "Stair.stair_id", back_populates="doorways")
    floor: Mapped[Floor] = to_one("Doorway.floor_id", "Floor.floor_id", back_populates="doorways")
    baseline_air_velocities: Mapped[list[BaselineAirVelocity]] = to_many(
        "Doorway.doorway_id", "BaselineAirVelocity.doorway_id", "BaselineAirVelocity.commissioned_date"
    )
    test_instances: Mapped[list[TestInstance]] = to_many(
        "Doorway.doorway_id", "TestInstance.doorway_id", "TestInstance.sequence_order"
    )

    def get_grid_layout(self) -> list[dict[str, int | float]]:
        """The nine points in metres from the left jamb and the sill: ``[{'point': 1, 'x': 0.3, 'y': 1.92}, …]``.

        Raises ``Invalid`` while the doorway has no width or no height.
        """
        if self.width_m is None or self.height_m is None:
            raise Invalid(f"Doorway {self.doorway_identifier} needs a width and a height before its grid can be drawn.")
        return [point.to_dict() for point in nine_points(self.width_m, self.height_m)]

    def __repr__(self) -> str:
        return self._described(doorway_identifier=self.known("doorway_identifier"))
