"""What a fan serves together: the zones of a stair, and the control equipment that a cause sets in motion."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, CheckConstraint, Date, ForeignKeyConstraint, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, validates

from firemode_desktop.domain.errors import Invalid
from firemode_desktop.domain.words import EquipmentType
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
from firemode_desktop.models.documents import JsonArray, JsonObject
from firemode_desktop.models.judging import as_id
from firemode_desktop.models.site import Building, Floor, Stair

if TYPE_CHECKING:
    from firemode_desktop.models.scenario import CEScenario
    from firemode_desktop.models.testing import TestInstance


class Zone(Timestamps, Decommissionable, Base):
    """Floors of a stair that one fan or damper group serves together."""

    __tablename__ = "zones"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "zone_name", name="uq_zone_name"),
        UniqueConstraint("building_id", "stair_id", "zone_id", name="uq_zones_key"),
        ForeignKeyConstraint(
            ["building_id", "stair_id"],
            ["stairs.building_id", "stairs.stair_id"],
            name="fk_zones_stairs",
            ondelete="CASCADE",
        ),
        CheckConstraint(
            "CASE WHEN jsonb_typeof(floors_covered) = 'array'"
            " THEN jsonb_array_length(floors_covered) > 0 ELSE false END",
            name="ck_zones_floors_covered_not_empty",
        ),
        Index("idx_zones_stair", "stair_id"),
        Index("idx_zones_building", "building_id"),
    )

    zone_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(Uuid, label="Stair")
    zone_name: Mapped[str] = column(String(100), label="Zone")
    floors_covered: Mapped[list[str]] = column(
        JsonArray(), label="Floors", help="From the lowest floor to the highest."
    )
    floor_ids_covered: Mapped[list[uuid.UUID]] = column(ARRAY(Uuid), label="Floor ids")

    building: Mapped[Building] = to_one("Zone.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("Zone.stair_id", "Stair.stair_id", back_populates="zones")
    control_equipment: Mapped[list[ControlEquipment]] = to_many(
        "Zone.zone_id", "ControlEquipment.zone_id", "ControlEquipment.equipment_identifier"
    )
    ce_scenarios: Mapped[list[CEScenario]] = to_many(
        "Zone.zone_id", "CEScenario.zone_id", "[CEScenario.scenario_name, CEScenario.version]"
    )
    test_instances: Mapped[list[TestInstance]] = to_many(
        "Zone.zone_id", "TestInstance.zone_id", "TestInstance.sequence_order"
    )

    @validates("floors_covered", "floor_ids_covered")
    def _check_covered(self, key: str, value: list[Any]) -> list[Any]:
        if isinstance(value, str) or not isinstance(value, Sequence) or not value:
            raise Invalid("A zone covers at least one floor.")
        if key == "floor_ids_covered":
            return [as_id("Floor ids", item) for item in value]
        if not all(isinstance(item, str) and item.strip() for item in value):
            raise Invalid("The floors of a zone are given by their names.")
        return [str(item) for item in value]

    def check_together(self) -> None:
        if self.known("floors_covered") and self.known("floor_ids_covered") and not self.validate_floors_covered():
            raise Invalid("The names and the ids of the floors of this zone do not agree.")

    def cover(self, floors: Iterable[Floor]) -> None:
        """Cover exactly these floors, names and ids together, from the lowest up."""
        ordered = sorted(floors, key=lambda floor: floor.floor_number)
        self.floors_covered = [floor.floor_level for floor in ordered]
        self.floor_ids_covered = [floor.floor_id for floor in ordered]

    def get_floor_range_text(self) -> str:
        """``Ground to Level-3``; a single floor is just its name."""
        first, last = self.floors_covered[0], self.floors_covered[-1]
        return first if first == last else f"{first} to {last}"

    def get_equipment_list(self) -> list[str]:
        """Identifiers of the zone's equipment, which somebody must have loaded (else ``queries.site`` has them)."""
        return [equipment.equipment_identifier for equipment in self.control_equipment]

    def validate_floors_covered(self, floors: Iterable[Floor] | None = None) -> bool:
        """Whether names and ids agree: as many of each, none twice, and, given the stair's ``floors``, name by name.

        The database checks the last of these on its own whenever the zone is written (page 1, C6).
        """
        names, ids = list(self.floors_covered or ()), list(self.floor_ids_covered or ())
        if not names or len(names) != len(ids) or len(set(ids)) != len(ids):
            return False
        if floors is None:
            return True
        levels = {floor.floor_id: floor.floor_level for floor in floors}
        return names == [levels.get(floor_id) for floor_id in ids]

    def __repr__(self) -> str:
        return self._described(zone_name=self.known("zone_name"), floors_covered=self.known("floors_covered"))


class ControlEquipment(Timestamps, Decommissionable, Modelled, Base):
    """A fan, damper, sensor, panel, detector or actuator of a stair."""

    __tablename__ = "control_equipment"
    __table_args__ = (
        UniqueConstraint("building_id", "stair_id", "equipment_identifier", name="uq_equipment_identifier"),
        ForeignKeyConstraint(
            ["building_id", "stair_id"],
            ["stairs.building_id", "stairs.stair_id"],
            name="fk_control_equipment_stairs",
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["building_id", "stair_id", "zone_id"],
            ["zones.building_id", "zones.stair_id", "zones.zone_id"],
            name="fk_control_equipment_zones",
            ondelete="SET NULL (zone_id)",
        ),
        one_of("equipment_type", EquipmentType, "ck_equipment_type"),
        Index("idx_equipment_stair_zone", "stair_id", "zone_id"),
        Index("idx_equipment_type", "equipment_type"),
        unique_outside("control_equipment"),
    )

    equipment_id: Mapped[uuid.UUID] = new_id()
    building_id: Mapped[uuid.UUID] = to_building()
    stair_id: Mapped[uuid.UUID] = column(Uuid, label="Stair")
    zone_id: Mapped[uuid.UUID | None] = column(Uuid, label="Zone")
    equipment_type: Mapped[str] = column(String(50), label="Type", choices=EquipmentType)
    equipment_identifier: Mapped[str] = column(String(100), label="Equipment", help="Kept in capitals, e.g. FAN-01-A.")
    manufacturer: Mapped[str | None] = column(String(100), label="Manufacturer")
    model: Mapped[str | None] = column(String(100), label="Model")
    serial_number: Mapped[str | None] = column(String(100), label="Serial number")
    installation_date: Mapped[date | None] = column(Date, label="Installed")
    specifications: Mapped[dict[str, Any] | None] = column(
        JsonObject(), label="Specifications", help="E.g. capacity_m3_s, motor_kw."
    )

    building: Mapped[Building] = to_one("ControlEquipment.building_id", "Building.id")
    stair: Mapped[Stair] = to_one("ControlEquipment.stair_id", "Stair.stair_id")
    zone: Mapped[Zone | None] = to_one("ControlEquipment.zone_id", "Zone.zone_id")

    @validates("equipment_identifier")
    def _upper_case(self, key: str, value: str) -> str:
        return value.upper()

    def to_dict(self, include_specs: bool = True) -> dict[str, Any]:
        """The columns; ``include_specs=False`` leaves the specifications out."""
        return self._columns(() if include_specs else ("specifications",))

    def get_spec(self, key: str, default: Any = None) -> Any:
        """One of the specifications, e.g. ``capacity_m3_s``."""
        return (self.specifications or {}).get(key, default)

    def set_spec(self, key: str, value: Any) -> None:
        """Set one of the specifications; the change is noticed and saved."""
        if self.specifications is None:
            self.specifications = {}
        self.specifications[key] = value

    def __repr__(self) -> str:
        return self._described(
            equipment_type=self.known("equipment_type"), equipment_identifier=self.known("equipment_identifier")
        )
