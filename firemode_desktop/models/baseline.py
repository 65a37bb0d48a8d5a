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
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, declared_attr, validates

from firemode_desktop.domain.checks import round_half_even
from firemode_desktop.domain.dates import holds, show_date
from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.grid import Grid
from firemode_desktop.domain.words import BatchKind, DoorConfiguration, MeasurementPosition, Provenance
from firemode_desktop.models.base import (
    Base,
    Recorded,
    Timestamps,
    new_id,
    to_building,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import JsonArray, JsonObject
from firemode_desktop.models.judging import not_in_the_future, sha256_hex
from firemode_desktop.models.site import Building, Door, Doorway, Floor, Stair

DOOR_FORCE_LIMIT_N = Decimal(110)
"""The limit of the seeded rule SP-03; a caller that judges hands in the limit of the rule in force."""

CURRENT = "superseded_date IS NULL AND withdrawn_at IS NULL"


class ImportBatch(Base):
    """One import: file, hash, rows, who and when. Its id is made by the client, so that a lost reply can be settled."""

    __tablename__ = "import_batches"

    batch_id: Mapped[uuid.UUID] = column(label="Batch", primary_key=True, default=uuid.uuid4)
    building_id: Mapped[uuid.UUID] = to_building()
    kind: Mapped[str] = column(Text, label="Kind", choices=BatchKind)
    session_id: Mapped[uuid.UUID | None] = column(ForeignKey("test_sessions.id"), label="Session")
    file_name: Mapped[str | None] = column(Text, label="File")
    file_sha256: Mapped[str | None] = column(String(64), label="SHA-256")
    rows_read: Mapped[int] = column(Integer, label="Rows read", minimum=0, default=0, server_default=text("0"))
    rows_new: Mapped[int] = column(Integer, label="New", minimum=0, default=0, server_default=text("0"))
    rows_changed: Mapped[int] = column(Integer, label="Changed", minimum=0, default=0, server_default=text("0"))
    rows_unchanged: Mapped[int] = column(Integer, label="Unchanged", minimum=0, default=0, server_default=text("0"))
    rows_skipped: Mapped[int] = column(Integer, label="Skipped", minimum=0, default=0, server_default=text("0"))
    mapping: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Mapping")
    imported_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Imported by")
    recorded_at: Mapped[datetime] = column(label="Recorded", server_default=text("now()"))
    undone_at: Mapped[datetime | None] = column(label="Undone")
    undone_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Undone by")
    undo_reason: Mapped[str | None] = column(Text, label="Reason for undoing")

    building: Mapped[Building] = to_one("ImportBatch.building_id", "Building.id")

    @validates("file_sha256")
    def _check_hash(self, key: str, value: str | None) -> str | None:
        return sha256_hex("SHA-256", value)

    def __repr__(self) -> str:
        return self._described(kind=self.known("kind"), file_name=self.known("file_name"))


class Baseline(Recorded, Timestamps, Base):
    """What the three kinds of baseline share: when it holds, where it comes from, and whether it was withdrawn."""

    __abstract__ = True

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

    @validates("commissioned_date")
    def _check_commissioned(self, key: str, value: date) -> date | None:
        return not_in_the_future("Commissioned", value)

    def check_together(self) -> None:
        begun, ended = self.known("commissioned_date"), self.known("superseded_date")
        if begun and ended and ended < begun:
            raise Invalid(f"A baseline of {show_date(begun)} cannot be superseded before, on {show_date(ended)}.")

    @property
    def is_current(self) -> bool:
        """Whether it is the baseline of its location now: neither superseded nor withdrawn."""
        return self.superseded_date is None and self.withdrawn_at is None

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on ``day`` (``commissioned_date ≤ day < superseded_date``) and was not withdrawn."""
        return self.withdrawn_at is None and holds(day, self.commissioned_date, self.superseded_date)

    def is_recent(self, today: date, days: int = 365) -> bool:
        """Whether it was commissioned within ``days`` before ``today``."""
        return 0 <= (today - self.commissioned_date).days <= days

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


def _period(table: str, kind: str, *location: str) -> tuple[Any, ...]:
    """The constraints of one kind of baseline at a ``location``: one current, and no two that hold on the same day."""
    place = [(text(f"({name}::int)") if name == "pressurization_active" else name, "=") for name in location]
    return (
        one_of("provenance", Provenance, f"ck_{table}_provenance"),
        CheckConstraint("superseded_date >= commissioned_date", name=f"ck_{table}_period"),
        Index(f"uq_baseline_{kind}", *location, unique=True, postgresql_where=text(CURRENT)),
        ExcludeConstraint(
            *place,
            (text("daterange(commissioned_date, superseded_date)"), "&&"),
            name=f"ex_baseline_{kind}_period",
            using="gist",
            where=text("withdrawn_at IS NULL"),
        ),
    )


class BaselinePressureDifferential(Baseline):
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
        JsonObject(), label="Conditions", help="E.g. temp_c, humidity_pct, wind_ms."
    )

    floor: Mapped[Floor] = to_one("BaselinePressureDifferential.floor_id", "Floor.floor_id")

    def get_condition(self, key: str, default: Any = None) -> Any:
        """One of the environmental conditions, e.g. ``temp_c``."""
        return (self.environmental_conditions or {}).get(key, default)

    def __repr__(self) -> str:
        return self._described(
            door_configuration=self.known("door_configuration"), pressure_pa=self.known("pressure_pa")
        )


class BaselineAirVelocity(Baseline):
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
        JsonArray(),
        label="Nine points",
        unit="m/s",
        help="point, x and y (fractions of width and height), velocity_ms.",
    )
    average_velocity_ms: Mapped[Decimal | None] = column(Numeric(5, 3), label="Mean of the grid", unit="m/s")

    doorway: Mapped[Doorway] = to_one("BaselineAirVelocity.doorway_id", "Doorway.doorway_id")

    @validates("measurement_points")
    def _check_points(self, key: str, points: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
        """All nine points or none; with them the mean is theirs."""
        if points is None:
            return None
        grid = Grid.from_points(points)
        if not grid.complete:
            missing = ", ".join(map(str, grid.missing))
            raise Invalid(f"A grid has nine points; without a velocity: {missing}.", [{"code": "grid_points"}])
        self.average_velocity_ms = grid.mean
        return [dict(point) for point in points]

    def check_together(self) -> None:
        """Where there is a grid, the mean is the grid's, whatever was given (page 1, C13: 1.159, not 1.15)."""
        super().check_together()
        mean = self.calculate_average_from_grid() if self.known("measurement_points") else None
        if mean is not None and mean != self.known("average_velocity_ms"):
            self.average_velocity_ms = mean

    def get_grid_points(self) -> list[dict[str, Any]]:
        """The nine points as stored, or nothing."""
        return [dict(point) for point in self.measurement_points or ()]

    def calculate_average_from_grid(self) -> Decimal | None:
        """The plain mean of the nine points in m/s, half-even at three decimals; None without a grid."""
        if not self.measurement_points:
            return None
        return round_half_even(Grid.from_points(self.measurement_points).mean, 3)

    def validate_grid_completeness(self) -> bool:
        """Whether all nine points are there, each with a velocity."""
        return bool(self.measurement_points) and Grid.from_points(self.measurement_points or ()).complete

    def __repr__(self) -> str:
        return self._described(door_scenario=self.known("door_scenario"), velocity_ms=self.known("velocity_ms"))


class BaselineDoorForce(Baseline):
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

    def is_compliant(self, limit: Decimal = DOOR_FORCE_LIMIT_N) -> bool:
        """Whether the force is at most ``limit`` newtons, that of the rule in force (page 1, C22)."""
        return self.force_newtons <= limit

    def get_compliance_margin(self, limit: Decimal = DOOR_FORCE_LIMIT_N) -> Decimal:
        """Newtons left below ``limit``; negative when it is exceeded."""
        return limit - self.force_newtons

    def __repr__(self) -> str:
        return self._described(
            pressurization_active=self.known("pressurization_active"), force_newtons=self.known("force_newtons")
        )
