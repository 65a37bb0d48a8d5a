"""Cause and effect: what must happen when a detector sees smoke; and the interfaces other systems reach through."""

from __future__ import annotations

import uuid
from copy import deepcopy
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
from sqlalchemy.orm import Mapped, relationship, validates

from firemode_desktop.domain.errors import Invalid, Refused
from firemode_desktop.domain.sequence import parse
from firemode_desktop.domain.sequence_checks import check
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
from firemode_desktop.models.documents import JsonArray
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
    expected_sequence: Mapped[list[dict[str, Any]]] = column(JsonArray(), label="Steps")
    created_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id", ondelete="SET NULL"), label="Created by")
    version: Mapped[int] = column(Integer, label="Version", minimum=1, default=1)
    active: Mapped[bool] = column(Boolean, label="Active", default=True)
    published_at: Mapped[datetime | None] = column(label="Published")
    published_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Published by")
    published_name: Mapped[str | None] = column(String(255), label="Signed", help="The name as it stood on the day.")
    change_note: Mapped[str | None] = column(Text, label="What changed")
    based_on: Mapped[uuid.UUID | None] = column(
        ForeignKey("ce_scenarios.scenario_id", ondelete="SET NULL"), label="Made from"
    )
    superseded_at: Mapped[datetime | None] = column(label="Out of force")
    superseded_by: Mapped[uuid.UUID | None] = column(ForeignKey("users.id"), label="Taken out of force by")
    superseded_reason: Mapped[str | None] = column(Text, label="Why it was taken out of force")

    building: Mapped[Building] = to_one("CEScenario.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("CEScenario.stair_id", "Stair.stair_id")
    zone: Mapped[Zone] = to_one("CEScenario.zone_id", "Zone.zone_id")
    created_by_user: Mapped[User | None] = to_one("CEScenario.created_by", "User.id")
    test_instances: Mapped[list[TestInstance]] = to_many(
        "CEScenario.scenario_id", "TestInstance.scenario_id", "TestInstance.sequence_order"
    )

    @validates("expected_sequence")
    def _check_sequence(self, key: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """At least one step, each with the six fields of a step; a published sequence stays as it is."""
        parse(steps)
        if self.on_record and self.known("published_at") is not None and steps != self.known("expected_sequence"):
            raise Refused(f"Version {self.version} of “{self.scenario_name}” is published; edit a new version of it.")
        return [dict(step) for step in steps]

    def to_dict(self, include_sequence: bool = True) -> dict[str, Any]:
        """The columns; ``include_sequence=False`` leaves the steps out."""
        return self._columns(() if include_sequence else ("expected_sequence",))

    def get_step_count(self) -> int:
        """How many steps the sequence has."""
        return len(self.expected_sequence)

    def get_step(self, step_order: int) -> dict[str, Any] | None:
        """The step of that number, or None."""
        return next((dict(step) for step in self.expected_sequence if step.get("step_order") == step_order), None)

    def validate_sequence_format(self) -> bool:
        """Whether there is a step, and every step has its six fields; ``domain.sequence.parse`` says what is wrong."""
        try:
            return bool(parse(self.expected_sequence))
        except Invalid:
            return False

    def clone_to_new_version(self, version: int | None = None) -> CEScenario:
        """A draft of the next version (or of ``version``); this one stays in force until the draft is published."""
        return CEScenario(
            building_id=self.building_id,
            stair_id=self.stair_id,
            zone_id=self.zone_id,
            scenario_name=self.scenario_name,
            scenario_type=self.scenario_type,
            trigger_device_id=self.trigger_device_id,
            trigger_device_type=self.trigger_device_type,
            expected_sequence=deepcopy(list(self.expected_sequence)),
            version=self.version + 1 if version is None else version,
            active=False,
            based_on=self.scenario_id,
        )

    def publish(self, at: datetime, by: uuid.UUID | None, before: CEScenario | None = None) -> None:
        """Put this draft in force and ``before``, the version it replaces, out of force; frozen from now on.

        Raises ``Refused`` when it is published already, and ``Invalid`` for a sequence that cannot stand.
        """
        if self.published_at is not None:
            raise Refused(f"Version {self.version} of “{self.scenario_name}” is published already.")
        check(parse(self.expected_sequence))
        self.active, self.published_at, self.published_by = True, at, by
        if before is not None:
            before.active = False

    def __repr__(self) -> str:
        return self._described(scenario_name=self.known("scenario_name"), version=self.known("version"))


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

    def get_full_description(self) -> str:
        """What to do and what must then happen: ``Press the button → The fan keeps running (within 5 s)``."""
        name = InterfaceType(self.interface_type).label
        parts = [part for part in (self.test_action, self.expected_result) if part]
        within = f" (within {self.response_time_s} s)" if self.response_time_s is not None else ""
        return f"{name} at {self.location_name or self.location_id}: {' → '.join(parts) or 'not described'}{within}"

    def __repr__(self) -> str:
        return self._described(interface_type=self.known("interface_type"), location_id=self.known("location_id"))
