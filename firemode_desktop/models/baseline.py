"""What was measured when a stair was commissioned, as periods: a new baseline closes the old one (page 1, C9)."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    String,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, declared_attr

from firemode_desktop.domain.words import DoorConfiguration, MeasurementPosition, Provenance
from firemode_desktop.models.base import (
    Base,
    Recorded,
    Timestamps,
    new_id,
    to_building,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import json_array, json_object
from firemode_desktop.models.site import Building, Door, Doorway, Floor, Stair

CURRENT = "superseded_date IS NULL AND withdrawn_at IS NULL"


class ImportBatch(Base):
    """One import: file, hash, rows, who and when. Its id is made by the client, so that a lost reply can be settled."""

    __tablename__ = "import_batches"

    batch_id: Mapped[uuid.UUID] = column(label="Batch", primary_key=True, default=uuid.uuid4)
    building_id: Mapped[uuid.UUID] = to_building()
    kind: Mapped[str] = column(Text, label="Kind")
    session_id: Mapped[uuid.UUID | None] = column(ForeignKey("test_sessions.id"), label="Session")
    file_name: Mapped[str | None] = column(Text, label="File")
    file_sha256: Mapped[str | None] = column(String(64), label="SHA-256")
    rows_read: Mapped[int] = column(Integer, label="Rows read", minimum=0, default=0, server_default=text("0"))
    rows_new: Mapped[int] = column(Integer, label="New", minimum=0, default=0, server_default=text("0"))
    rows_changed: Mapped[int] = column(Integer, label="Changed", minimum=0, default=0, server_default=text("0"))
    rows_unchanged: Mapped[int] = column(Integer, label="Unchanged", minimum=0, default=0, server_default=text("0"))
    rows_skipped: Mapped[int] = column(Integer, label="Skipped", minimum=0, default=0, server_default=text("0"))
    mapping: Mapped[dict[str, Any] | None] = column(json_object(), label="Mapping")
    imported_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Imported by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))
    undone_at: Mapped[datetime | None] = column(label="Undone")
    undone_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Undone by")
    undo_reason: Mapped[str | None] = column(Text, label="Reason for undoing")

    building: Mapped[Building] = to_one("ImportBatch.building_id", "Building.id")


class Baseline(Recorded, Timestamps):
    """What the three kinds of baseline share: when it holds, where it comes from, and whether it was withdrawn."""

    baseline_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(ForeignKey("stairs.stair_id", ondelete="CASCADE"), label="Stair")
    commissioned_date: Mapped[date] = column(Date, label="Commissioned")
    commissioned_by: Mapped[str | None] = column(String(255), label="Commissioned by")
    provenance: Mapped[str] = column(
        String(20),
        label="Provenance",
        choices=Provenance,
        default=Provenance.COMMISSIONED.value,
        server_default=text("'commissioned'"),
    )
    superseded_date: Mapped[date | None] = column(Date, label="Superseded", help="The first day it no longer holds.")
    withdrawn_at: Mapped[datetime | None] = column(label="Withdrawn")
    withdrawn_reason: Mapped[str | None] = column(Text, label="Reason for withdrawing")
    source_ref: Mapped[str | None] = column(Text, label="Source", help="E.g. baseline.xlsx · Pressure!D14.")

    @declared_attr
    @classmethod
    def withdrawn_by(cls) -> Mapped[uuid.UUID | None]:
        return column(ForeignKey("users.id"), label="Withdrawn by")

    @declared_attr
    @classmethod
    def batch_id(cls) -> Mapped[uuid.UUID | None]:
        return column(ForeignKey("import_batches.batch_id"), label="Import batch")

    @declared_attr
    @classmethod
    def building(cls) -> Mapped[Building]:
        return to_one(f"{cls.__name__}.building_id", "Building.id")

    @declared_attr
    @classmethod
    def stair(cls) -> Mapped[Stair]:
        return to_one(f"{cls.__name__}.stair_id", "Stair.stair_id")


def _period(table: str, kind: str, *location: Any) -> tuple[Any, ...]:
    """The constraints of one kind of baseline at a ``location``: one current, and no two that hold on the same day."""
    names = [name for name in location if isinstance(name, str)]
    place = [(name.removesuffix("::int"), "=") for name in names]
    return (
        one_of("provenance", Provenance, f"ck_{table}_provenance"),
        CheckConstraint("superseded_date >= commissioned_date", name=f"ck_{table}_period"),
        Index(f"uq_baseline_{kind}", *names, unique=True, postgresql_where=text(CURRENT)),
        ExcludeConstraint(
            *place,
            (func.daterange(text("commissioned_date"), text("superseded_date")), "&&"),
            name=f"ex_baseline_{kind}_period",
            using="gist",
            where=text("withdrawn_at IS NULL"),
        ),
    )


class BaselinePressureDifferential(Baseline, Base):
    """The pressure of a stair over a floor, Pa, with the doors of one configuration."""

    __tablename__ = "baseline_pressure_differentials"
    __table_args__ = (
        ForeignKeyConstraint(
            ["building_id", "stair_id", "floor_id"],
            ["floors.building_id", "floors.stair_id", "floors.floor_id"],
            name="fk_baseline_pressure_differentials_floors",
            ondelete="RESTRICT",
        ),
        *_period(__tablename__, "pressure", "building_id", "stair_id", "floor_id", "door_configuration"),
        CheckConstraint("pressure_pa >= 10 AND pressure_pa <= 100", name="ck_baseline_pressure_range"),
        one_of("door_configuration", DoorConfiguration, "ck_baseline_pressure_door_config"),
        Index("idx_baseline_pressure_stair_floor", "stair_id", "floor_id"),
    )

    floor_id: Mapped[uuid.UUID] = column(Uuid, label="Floor")
    door_configuration: Mapped[str] = column(String(50), label="Door configuration", choices=DoorConfiguration)
    pressure_pa: Mapped[Decimal] = column(Numeric(6, 2), label="Pressure", unit="Pa", minimum=10, maximum=100)
    commissioning_report_ref: Mapped[str | None] = column(String(255), label="Commissioning report")
    environmental_conditions: Mapped[dict[str, Any] | None] = column(
        json_object(), label="Conditions", help="E.g. temp_c, humidity_pct, wind_ms."
    )

    floor: Mapped[Floor] = to_one("BaselinePressureDifferential.floor_id", "Floor.floor_id")


class BaselineAirVelocity(Baseline, Base):
    """The air velocity through a doorway, m/s, with the doors of one scenario open."""

    __tablename__ = "baseline_air_velocities"
    __table_args__ = (
        ForeignKeyConstraint(
            ["building_id", "stair_id", "doorway_id"],
            ["doorways.building_id", "doorways.stair_id", "doorways.doorway_id"],
            name="fk_baseline_air_velocities_doorways",
            ondelete="RESTRICT",
        ),
        *_period(__tablename__, "velocity", "building_id", "stair_id", "doorway_id", "door_scenario"),
        CheckConstraint("velocity_ms >= 0.5 AND velocity_ms <= 5.0", name="ck_baseline_velocity_range"),
        Index("idx_baseline_velocity_doorway", "doorway_id"),
    )

    doorway_id: Mapped[uuid.UUID] = column(Uuid, label="Doorway")
    door_scenario: Mapped[str] = column(String(50), label="Door scenario")
    velocity_ms: Mapped[Decimal] = column(Numeric(5, 3), label="Velocity", unit="m/s", minimum="0.5", maximum="5.0")
    measurement_points: Mapped[list[dict[str, Any]] | None] = column(
        json_array(),
        label="Nine points",
        unit="m/s",
        help="point, x and y (fractions of width and height), velocity_ms.",
    )
    average_velocity_ms: Mapped[Decimal | None] = column(Numeric(5, 3), label="Mean of the grid", unit="m/s")

    doorway: Mapped[Doorway] = to_one("BaselineAirVelocity.doorway_id", "Doorway.doorway_id")


class BaselineDoorForce(Baseline, Base):
    """The force that opens a door, N, with the pressurisation running or not."""

    __tablename__ = "baseline_door_forces"
    __table_args__ = (
        ForeignKeyConstraint(
            ["building_id", "stair_id", "door_id"],
            ["doors.building_id", "doors.stair_id", "doors.door_id"],
            name="fk_baseline_door_forces_doors",
            ondelete="RESTRICT",
        ),
        *_period(__tablename__, "door_force", "building_id", "stair_id", "door_id", "pressurization_active"),
        CheckConstraint("force_newtons >= 0 AND force_newtons <= 200", name="ck_baseline_door_force_range"),
        one_of("measurement_position", MeasurementPosition, "ck_baseline_door_force_position", nullable=True),
        Index("idx_baseline_door_force_door", "door_id"),
    )

    door_id: Mapped[uuid.UUID] = column(Uuid, label="Door")
    pressurization_active: Mapped[bool] = column(Boolean, label="Pressurisation running", default=True)
    force_newtons: Mapped[Decimal] = column(Numeric(6, 2), label="Force", unit="N", minimum=0, maximum=200)
    measurement_position: Mapped[str | None] = column(String(50), label="Position", choices=MeasurementPosition)

    door: Mapped[Door] = to_one("BaselineDoorForce.door_id", "Door.door_id")
