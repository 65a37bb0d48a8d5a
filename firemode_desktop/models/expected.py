"""Expected tests: what a template and an instance have in common, and the templates themselves."""

from __future__ import annotations

import uuid
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

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
from sqlalchemy.orm import Mapped, MappedColumn, declared_attr

from firemode_desktop.domain.identifiers import missing_context, scoped_identifier
from firemode_desktop.domain.words import (
    DoorConfiguration,
    Frequency,
    InstanceStatus,
    InstrumentType,
    InterfaceType,
    MeasurementType,
)
from firemode_desktop.models.base import (
    Base,
    Timestamps,
    new_id,
    to_building,
    to_many,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import JsonArray, JsonObject
from firemode_desktop.models.scenario import CEScenario
from firemode_desktop.models.site import Building, Door, Doorway, Floor, Stair
from firemode_desktop.models.zone import Zone

UX = ("visual_asset_path", "descriptive_instructions", "audible_cues", "safety_warnings")
"""What only the person in front of a test needs."""

_CONDITIONS = ("door_configuration", "door_scenario", "pressurization_active", "interface_type", "location_id")

if TYPE_CHECKING:
    from firemode_desktop.models.testing import TestInstance


def located(table: str) -> tuple[ForeignKeyConstraint, ...]:
    """The composite keys that keep building, stair and place of ``table`` consistent (page 1, C7)."""

    def key(parent: str, *names: str) -> ForeignKeyConstraint:
        own = ["building_id", "stair_id", *names]
        return ForeignKeyConstraint(
            own, [f"{parent}.{name}" for name in own], name=f"fk_{table}_{parent}", ondelete="CASCADE"
        )

    return (
        key("stairs"),
        key("floors", "floor_id"),
        key("doors", "door_id"),
        key("doorways", "doorway_id"),
        key("zones", "zone_id"),
    )


class Expected(Timestamps, Base):
    """What to test, where, against which values, with what, and in which order: the same in template and instance."""

    __abstract__ = True
    __test__ = False
    without_scenario: ClassVar[str] = "CASCADE"
    """What becomes of the row when its scenario is deleted."""

    building_id: Mapped[uuid.UUID] = to_building()
    archetype_id: Mapped[str] = column(String(50), label="Archetype", help="E.g. ARCH-PRESSURE-001.")
    measurement_type: Mapped[str] = column(String(50), label="Measurement", choices=MeasurementType)
    frequency: Mapped[str] = column(String(20), label="Frequency", choices=Frequency)
    scoped_identifier: Mapped[str] = column(Text, label="Test", help="E.g. PRESSURE_STAIR-A_L8_ALL-CLOSED.")

    stair_id: Mapped[uuid.UUID] = column(Uuid, label="Stair")
    floor_id: Mapped[uuid.UUID | None] = column(Uuid, label="Floor")
    door_id: Mapped[uuid.UUID | None] = column(Uuid, label="Door")
    doorway_id: Mapped[uuid.UUID | None] = column(Uuid, label="Doorway")
    zone_id: Mapped[uuid.UUID | None] = column(Uuid, label="Zone")
    door_configuration: Mapped[str | None] = column(String(50), label="Door configuration", choices=DoorConfiguration)
    door_scenario: Mapped[str | None] = column(String(50), label="Door scenario")
    pressurization_active: Mapped[bool | None] = column(Boolean, label="Pressurisation running")
    interface_type: Mapped[str | None] = column(String(50), label="Interface", choices=InterfaceType)
    location_id: Mapped[str | None] = column(String(100), label="Location")

    design_setpoint: Mapped[Decimal | None] = column(Numeric(10, 3), label="Design setpoint")
    baseline_value: Mapped[Decimal | None] = column(Numeric(10, 3), label="Baseline")
    baseline_date: Mapped[date | None] = column(Date, label="Baseline of")
    min_threshold: Mapped[Decimal | None] = column(Numeric(10, 3), label="Lower limit")
    max_threshold: Mapped[Decimal | None] = column(Numeric(10, 3), label="Upper limit")
    unit: Mapped[str | None] = column(String(20), label="Unit")
    rule_code: Mapped[str | None] = column(String(50), label="Rule")
    rule_version: Mapped[str | None] = column(String(50), label="Rule version")
    response_time_s: Mapped[int | None] = column(Integer, label="Response within", unit="s", minimum=1, maximum=300)
    expected_result: Mapped[str | None] = column(Text, label="Expected result")

    visual_asset_path: Mapped[str | None] = column(Text, label="Drawing")
    descriptive_instructions: Mapped[list[dict[str, Any]] | None] = column(JsonArray(), label="Instructions")
    audible_cues: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Audible cues")
    safety_warnings: Mapped[list[str] | None] = column(JsonArray(), label="Warnings")

    required_instrument_type: Mapped[str | None] = column(String(50), label="Instrument type", choices=InstrumentType)
    calibration_requirement: Mapped[dict[str, Any] | None] = column(JsonObject(), label="Calibration requirement")
    evidence_prompts: Mapped[list[dict[str, Any]] | None] = column(JsonArray(), label="Evidence asked for")
    sequence_order: Mapped[int] = column(Integer, label="Order", minimum=1, help="The walking order.")

    @declared_attr
    @classmethod
    def scenario_id(cls) -> Mapped[uuid.UUID | None]:
        return column(ForeignKey("ce_scenarios.scenario_id", ondelete=cls.without_scenario), label="Scenario")

    @declared_attr
    @classmethod
    def building(cls) -> Mapped[Building]:
        return to_one(f"{cls.__name__}.building_id", "Building.id")

    @declared_attr
    @classmethod
    def stair(cls) -> Mapped[Stair]:
        return to_one(f"{cls.__name__}.stair_id", "Stair.stair_id")

    @declared_attr
    @classmethod
    def floor(cls) -> Mapped[Floor | None]:
        return to_one(f"{cls.__name__}.floor_id", "Floor.floor_id")

    @declared_attr
    @classmethod
    def door(cls) -> Mapped[Door | None]:
        return to_one(f"{cls.__name__}.door_id", "Door.door_id")

    @declared_attr
    @classmethod
    def doorway(cls) -> Mapped[Doorway | None]:
        return to_one(f"{cls.__name__}.doorway_id", "Doorway.doorway_id")

    @declared_attr
    @classmethod
    def zone(cls) -> Mapped[Zone | None]:
        return to_one(f"{cls.__name__}.zone_id", "Zone.zone_id")

    @declared_attr
    @classmethod
    def scenario(cls) -> Mapped[CEScenario | None]:
        return to_one(f"{cls.__name__}.scenario_id", "CEScenario.scenario_id")

    def place(self) -> dict[str, Any]:
        """The names of the place and the conditions of this test, as ``domain.identifiers`` and ``domain.faults`` ask.

        Stair, floor, door, doorway, zone and scenario must be loaded where the test has them.
        """
        return {
            "stair": self.stair.stair_name if self.stair else None,
            "floor": self.floor.floor_level if self.floor_id and self.floor else None,
            "door": self.door.door_identifier if self.door_id and self.door else None,
            "doorway": self.doorway.doorway_identifier if self.doorway_id and self.doorway else None,
            "zone": self.zone.zone_name if self.zone_id and self.zone else None,
            "scenario": self.scenario.scenario_name if self.scenario_id and self.scenario else None,
            "door_configuration": self.door_configuration,
            "door_scenario": self.door_scenario,
            "pressurization_active": self.pressurization_active,
            "interface_type": self.interface_type,
            "location_id": self.location_id,
        }

    def get_scoped_identifier(self) -> str:
        """``PRESSURE_STAIR-A_L8_ALL-CLOSED``: the name it was given, else the one that its place gives it.

        The given one is unique (``-2``, ``_R2``). Raises ``Invalid`` when a part of the place is missing.
        """
        return self.scoped_identifier or scoped_identifier(measurement_type=self.measurement_type, **self.place())

    def get_missing_context(self) -> tuple[str, ...]:
        """Which parts of its place this kind of test needs and does not have, e.g. ``("floor",)``."""
        ids = {name: getattr(self, f"{name}_id") for name in ("stair", "floor", "door", "doorway", "zone", "scenario")}
        conditions = {name: getattr(self, name) for name in _CONDITIONS}
        return missing_context(self.measurement_type, {**ids, **conditions})

    def validate_context_completeness(self) -> bool:
        """Whether the place is complete for this kind of test."""
        return not self.get_missing_context()

    def _shared(self) -> dict[str, Any]:
        """The columns that templates and instances have in common, documents copied."""
        return {name: deepcopy(getattr(self, name)) for name in SHARED}

    def __repr__(self) -> str:
        return self._described(scoped_identifier=self.known("scoped_identifier"), frequency=self.known("frequency"))


class TestInstanceTemplate(Expected):
    """An expected test of a building at one frequency, generated from an archetype and the registers."""

    __tablename__ = "test_instance_templates"
    __table_args__ = (
        *located(__tablename__),
        one_of("frequency", Frequency, "ck_template_frequency"),
        one_of("measurement_type", MeasurementType, "ck_template_measurement_type"),
        CheckConstraint("sequence_order > 0", name="ck_template_sequence_positive"),
        Index(
            "uq_template_identifier",
            "building_id",
            "frequency",
            "scoped_identifier",
            unique=True,
            postgresql_where=text("retired_at IS NULL"),
        ),
        Index("idx_templates_building_freq", "building_id", "frequency"),
        Index("idx_templates_stair_floor", "stair_id", "floor_id"),
        Index("idx_templates_archetype", "archetype_id"),
        Index("idx_templates_measurement_type", "measurement_type"),
        Index("idx_templates_sequence", "building_id", "frequency", "sequence_order"),
    )

    template_instance_id: Mapped[uuid.UUID] = new_id()
    scoped_identifier: Mapped[str | None] = column(Text, label="Test", help="E.g. PRESSURE_STAIR-A_L8_ALL-CLOSED.")  # type: ignore[assignment]  # templates of older databases have none yet
    retired_at: Mapped[datetime | None] = column(label="Retired")

    test_instances: Mapped[list[TestInstance]] = to_many(
        "TestInstanceTemplate.template_instance_id", "TestInstance.template_instance_id", "TestInstance.created_at"
    )

    def to_dict(self, include_ux: bool = False) -> dict[str, Any]:
        """The columns; drawings, instructions, cues and warnings only with ``include_ux``."""
        return self._columns(() if include_ux else UX)

    def clone_to_session(self, session_id: uuid.UUID) -> TestInstance:
        """A pending instance of this template in a session, with the template's limits and baseline.

        Limits, baseline and setpoint of the session's own date are resolved by the service that starts a session, which
        clones all templates in one statement.
        """
        from firemode_desktop.models.testing import TestInstance

        return TestInstance(
            **self._shared(),
            template_instance_id=self.template_instance_id,
            session_id=session_id,
            scenario_id=self.scenario_id,
            scoped_identifier=self.get_scoped_identifier(),
            status=InstanceStatus.PENDING.value,
            attempt=1,
        )


#: The columns that an instance takes over from its template as they are.
SHARED = tuple(
    name for name in vars(Expected) if isinstance(vars(Expected)[name], MappedColumn) and name != "scoped_identifier"
)
