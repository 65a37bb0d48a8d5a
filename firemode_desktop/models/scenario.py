"""Cause and effect: what must happen when a detector sees smoke; and the interfaces other systems reach through."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, relationship

from firemode_desktop.domain.words import InterfaceType, ScenarioType, TriggerDeviceType
from firemode_desktop.models.base import (
    Base,
    Decommissionable,
    Timestamps,
    new_id,
    to_building,
    to_many,
    to_one,
)
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import json_array
from firemode_desktop.models.people import User
from firemode_desktop.models.site import Building, Stair
from firemode_desktop.models.zone import Zone

if TYPE_CHECKING:
    from firemode_desktop.models.testing import TestInstance


class CEScenario(Timestamps, Base):
    """One version of one cause-and-effect sequence; a draft until it is published, frozen from then on."""

    __tablename__ = "ce_scenarios"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "zone_id", "scenario_name", "version", name="uq_ce_scenario"),
        UniqueConstraint("building_id", "stair_id", "scenario_id", name="uq_ce_scenarios_key"),
        ForeignKeyConstraint(
            ["building_id", "stair_id", "zone_id"],
            ["zones.building_id", "zones.stair_id", "zones.zone_id"],
            name="fk_ce_scenarios_zones",
            ondelete="CASCADE",
        ),
        one_of("scenario_type", ScenarioType, "ck_ce_scenario_type"),
        one_of("trigger_device_type", TriggerDeviceType, "ck_ce_trigger_device_type", nullable=True),
        CheckConstraint(
            "jsonb_typeof(expected_sequence) = 'array' AND jsonb_array_length(expected_sequence) > 0",
            name="ck_ce_expected_sequence_format",
        ),
        Index("idx_ce_scenarios_zone", "zone_id"),
        Index("idx_ce_scenarios_active", "active"),
    )

    scenario_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(ForeignKey("stairs.stair_id", ondelete="CASCADE"), label="Stair")
    zone_id: Mapped[uuid.UUID] = column(Uuid, label="Zone")
    scenario_name: Mapped[str] = column(String(255), label="Scenario")
    scenario_type: Mapped[str] = column(String(50), label="Type", choices=ScenarioType)
    trigger_device_id: Mapped[str] = column(String(100), label="Trigger", help="E.g. SD-L8-01.")
    trigger_device_type: Mapped[str | None] = column(String(50), label="Trigger type", choices=TriggerDeviceType)
    expected_sequence: Mapped[list[dict[str, Any]]] = column(json_array(), label="Steps")
    created_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id", ondelete="SET NULL"), label="Created by")
    version: Mapped[int] = column(Integer, label="Version", minimum=1, default=1)
    active: Mapped[bool] = column(Boolean, label="Active", default=True)
    published_at: Mapped[datetime | None] = column(label="Published")
    published_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Published by")

    building: Mapped[Building] = to_one("CEScenario.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("CEScenario.stair_id", "Stair.stair_id")
    zone: Mapped[Zone] = to_one("CEScenario.zone_id", "Zone.zone_id")
    created_by_user: Mapped[User | None] = to_one("CEScenario.created_by", "User.id")
    test_instances: Mapped[list[TestInstance]] = to_many(
        "CEScenario.scenario_id", "TestInstance.scenario_id", "TestInstance.sequence_order"
    )


class InterfaceTestDefinition(Timestamps, Decommissionable, Base):
    """One interface of a stair: what to do at which panel, and what must then happen within how long."""

    __tablename__ = "interface_test_definitions"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "interface_type", "location_id", name="uq_interface_definition"),
        ForeignKeyConstraint(
            ["building_id", "stair_id"],
            ["stairs.building_id", "stairs.stair_id"],
            name="fk_interface_test_definitions_stairs",
            ondelete="CASCADE",
        ),
        one_of("interface_type", InterfaceType, "ck_interface_type"),
        Index("idx_interface_defs_stair_type", "stair_id", "interface_type"),
    )

    definition_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(Uuid, label="Stair")
    interface_type: Mapped[str] = column(String(50), label="Interface", choices=InterfaceType)
    location_id: Mapped[str] = column(String(100), label="Location", help="E.g. FIRE-PANEL-01.")
    location_name: Mapped[str | None] = column(String(255), label="Location name")
    test_action: Mapped[str | None] = column(Text, label="Action")
    expected_result: Mapped[str | None] = column(Text, label="Expected result")
    response_time_s: Mapped[int | None] = column(Integer, label="Response within", unit="s", minimum=1, maximum=300)

    building: Mapped[Building] = to_one("InterfaceTestDefinition.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("InterfaceTestDefinition.stair_id", "Stair.stair_id")
    # No foreign key leads here (page 1, C21): instances name the stair, the type and the place.
    test_instances: Mapped[list[TestInstance]] = relationship(
        primaryjoin="and_(InterfaceTestDefinition.stair_id == foreign(TestInstance.stair_id),"
        " InterfaceTestDefinition.interface_type == foreign(TestInstance.interface_type),"
        " InterfaceTestDefinition.location_id == foreign(TestInstance.location_id))",
        order_by="TestInstance.sequence_order",
        viewonly=True,
        lazy="raise",
    )
