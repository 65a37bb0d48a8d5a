"""What a building decides for its tests: design setpoints, which doors stand open, which archetypes run."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from firemode_desktop.domain.words import DoorConfiguration, Frequency, MeasurementType
from firemode_desktop.models.base import Base, Timestamps, new_id, to_building, to_one
from firemode_desktop.models.columns import column, one_of
from firemode_desktop.models.documents import Json
from firemode_desktop.models.site import Building, Stair


class DesignSetpoint(Timestamps, Base):
    """The value a stair was designed for; without a door configuration it holds for all of them."""

    __tablename__ = "design_setpoints"
    __table_args__ = (
        UniqueConstraint(
            "stair_id",
            "measurement_type",
            "door_configuration",
            name="uq_design_setpoint",
            postgresql_nulls_not_distinct=True,
        ),
    )

    setpoint_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(ForeignKey("stairs.stair_id", ondelete="CASCADE"), label="Stair")
    measurement_type: Mapped[str] = column(String(50), label="Measurement", choices=MeasurementType)
    door_configuration: Mapped[str | None] = column(
        String(50), label="Door configuration", choices=DoorConfiguration, help="Blank: for all of them."
    )
    setpoint: Mapped[Decimal] = column(Numeric(10, 3), label="Setpoint", minimum=0)
    unit: Mapped[str] = column(String(20), label="Unit", help="E.g. Pa, m/s, N.")

    def __repr__(self) -> str:
        return self._described(measurement_type=self.known("measurement_type"), setpoint=self.known("setpoint"))

    building: Mapped[Building] = to_one("DesignSetpoint.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("DesignSetpoint.stair_id", "Stair.stair_id")


class DoorScenario(Timestamps, Base):
    """Which doors stand open while air velocities are measured, under the name that readings carry."""

    __tablename__ = "door_scenarios"
    __table_args__ = (UniqueConstraint("building_id", "scenario_name", name="uq_door_scenario"),)

    door_scenario_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    scenario_name: Mapped[str] = column(String(50), label="Door scenario", help="E.g. worst_case_3_doors_open.")
    open_door_ids: Mapped[list[uuid.UUID]] = column(
        ARRAY(Uuid), label="Open doors", default=list, server_default=text("'{}'")
    )
    description: Mapped[str | None] = column(Text, label="Description")

    building: Mapped[Building] = to_one("DoorScenario.building_id", "Building.id")

    def __repr__(self) -> str:
        return self._described(scenario_name=self.known("scenario_name"))


class FrequencySetting(Timestamps, Base):
    """When a building's tests of one frequency fall due: the day they are counted from, and the days around a due day.

    ``early_days`` before and ``late_days`` after the due day still count as on time; ``source`` says who set that.
    """

    __tablename__ = "frequency_settings"
    __table_args__ = (
        UniqueConstraint("building_id", "frequency", name="uq_frequency_setting"),
        one_of("frequency", Frequency, "ck_frequency_setting_frequency"),
        CheckConstraint("early_days >= 0 AND late_days >= 0", name="ck_frequency_setting_days"),
    )

    setting_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    frequency: Mapped[str] = column(String(20), label="Frequency", choices=Frequency)
    anchor_date: Mapped[date | None] = column(
        Date, label="Counts from", help="Blank: from the day of the building, else from the last visit."
    )
    early_days: Mapped[int] = column(
        Integer, label="Days early", minimum=0, maximum=366, default=0, server_default=text("0")
    )
    late_days: Mapped[int] = column(
        Integer, label="Days late", minimum=0, maximum=366, default=0, server_default=text("0")
    )
    source: Mapped[str | None] = column(Text, label="Source", help="The clause or agreement the days are taken from.")

    building: Mapped[Building] = to_one("FrequencySetting.building_id", "Building.id")

    def __repr__(self) -> str:
        return self._described(frequency=self.known("frequency"))


class ArchetypeSetting(Timestamps, Base):
    """A building's own word on one archetype: whether it runs, and at which frequencies."""

    __tablename__ = "archetype_settings"
    __table_args__ = (UniqueConstraint("building_id", "archetype_id", name="uq_archetype_setting"),)

    setting_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    archetype_id: Mapped[str] = column(String(50), label="Archetype")
    active: Mapped[bool] = column(Boolean, label="Active")
    frequencies: Mapped[Any | None] = column(
        Json(), label="Frequencies", help="Instead of the archetype's own; blank: as shipped."
    )

    building: Mapped[Building] = to_one("ArchetypeSetting.building_id", "Building.id")

    def __repr__(self) -> str:
        return self._described(archetype_id=self.known("archetype_id"), active=self.known("active"))
