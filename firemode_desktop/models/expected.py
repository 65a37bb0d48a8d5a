"""Expected tests: what a template and an instance have in common, and the templates themselves."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

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
from sqlalchemy.orm import Mapped, declared_attr

from firemode_desktop.domain.words import DoorConfiguration, Frequency, InstrumentType, InterfaceType, MeasurementType
from firemode_desktop.models.base import (
    Base,
    Timestamps,
    new_id,
    to_building,
    to_many,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import json_array, json_object
from firemode_desktop.models.scenario import CEScenario
from firemode_desktop.models.site import Building, Door, Doorway, Floor, Stair
from firemode_desktop.models.zone import Zone

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


class Expected(Timestamps):
    """What to test, where, against which values, with what, and in which order: the same in template and instance."""

    __test__ = False

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
    descriptive_instructions: Mapped[list[dict[str, Any]] | None] = column(json_array(), label="Instructions")
    audible_cues: Mapped[dict[str, Any] | None] = column(json_object(), label="Audible cues")
    safety_warnings: Mapped[list[str] | None] = column(json_array(), label="Warnings")

    required_instrument_type: Mapped[str | None] = column(String(50), label="Instrument type", choices=InstrumentType)
    calibration_requirement: Mapped[dict[str, Any] | None] = column(json_object(), label="Calibration requirement")
    evidence_prompts: Mapped[list[dict[str, Any]] | None] = column(json_array(), label="Evidence asked for")
    sequence_order: Mapped[int] = column(Integer, label="Order", minimum=1, help="The walking order.")

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


class TestInstanceTemplate(Expected, Base):
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
    scenario_id: Mapped[uuid.UUID | None] = column(
        ForeignKey("ce_scenarios.scenario_id", ondelete="CASCADE"), label="Scenario"
    )
    retired_at: Mapped[datetime | None] = column(label="Retired")

    test_instances: Mapped[list[TestInstance]] = to_many(
        "TestInstanceTemplate.template_instance_id", "TestInstance.template_instance_id", "TestInstance.created_at"
    )
