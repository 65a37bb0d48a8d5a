"""A baseline as a value, and the picture of a building that a file of baselines is held against.

A *location* is a stair, a place on it (floor, doorway or door, by the kind) and a case (door configuration, door
scenario, or whether the pressurization runs). A location has at most one baseline on any day; its periods are
half-open: from ``commissioned_date`` until, not including, ``superseded_date``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.dates import holds
from firemode_desktop.domain.reading import Rule
from firemode_desktop.domain.service import in_service
from firemode_desktop.domain.words import BaselineKind, MeasurementType, Provenance

Case = str | bool
Location = tuple[BaselineKind, UUID, UUID, Case]
"""(kind, stair, floor or doorway or door, door configuration or door scenario or pressurization active)."""

MEASURES: Mapping[BaselineKind, MeasurementType] = {
    BaselineKind.PRESSURE: MeasurementType.PRESSURE_DIFFERENTIAL,
    BaselineKind.VELOCITY: MeasurementType.AIR_VELOCITY,
    BaselineKind.DOOR_FORCE: MeasurementType.DOOR_OPENING_FORCE,
}
UNITS: Mapping[BaselineKind, str] = {
    BaselineKind.PRESSURE: "Pa",
    BaselineKind.VELOCITY: "m/s",
    BaselineKind.DOOR_FORCE: "N",
}
DECIMALS: Mapping[BaselineKind, int] = {BaselineKind.PRESSURE: 2, BaselineKind.VELOCITY: 3, BaselineKind.DOOR_FORCE: 2}
"""Scale of the column that stores the value (source, migration 005)."""

ALLOWED: Mapping[BaselineKind, Limits] = {
    BaselineKind.PRESSURE: Limits(Decimal(10), Decimal(100), "Pa"),
    BaselineKind.VELOCITY: Limits(Decimal("0.5"), Decimal(5), "m/s"),
    BaselineKind.DOOR_FORCE: Limits(Decimal(0), Decimal(200), "N"),
}
"""What a baseline may be at all: the CHECKs of the source, migration 005. A measured result may be anything (C10)."""


@dataclass(frozen=True, slots=True)
class BaselineFacts:
    """What a baseline says, whatever its location: Pa, m/s or N at the column's scale, and who found it when.

    ``points`` belongs to velocities, ``measurement_position`` to door forces; report and environment to pressures.
    """

    value: Decimal
    commissioned_date: date
    commissioned_by: str | None = None
    commissioning_report_ref: str | None = None
    temp_c: Decimal | None = None
    humidity_pct: Decimal | None = None
    wind_ms: Decimal | None = None
    points: tuple[Decimal, ...] | None = None
    measurement_position: str | None = None
    provenance: str = Provenance.COMMISSIONED.value


@dataclass(frozen=True, slots=True)
class Standing:
    """A baseline that is on record: not withdrawn, and in force on at least one day."""

    baseline_id: UUID
    facts: BaselineFacts
    superseded_date: date | None = None

    @property
    def current(self) -> bool:
        """Whether this is the location's current baseline."""
        return self.superseded_date is None

    def covers(self, day: date) -> bool:
        """Whether this baseline was in force on ``day``."""
        return holds(day, self.facts.commissioned_date, self.superseded_date)


@dataclass(frozen=True, slots=True)
class Place:
    """A stair, floor, door or doorway by id and name; ``floor_id`` and ``number`` where they apply.

    ``decommissioned_on`` is the first day out of service. Metres: ``height_m`` of a floor is its level above
    ground, of a door or doorway its opening.
    """

    id: UUID
    name: str
    stair_id: UUID
    floor_id: UUID | None = None
    number: int | None = None
    decommissioned_on: date | None = None
    width_m: Decimal | None = None
    height_m: Decimal | None = None

    def serves(self, day: date) -> bool:
        """Whether it is in service on ``day``."""
        return in_service(self.decommissioned_on, day)


@dataclass(frozen=True)
class Survey:
    """What of a building is needed to read, check and write its baselines. ``today`` is the building's own date.

    ``baselines`` holds the periods of each location, oldest first. ``setpoints`` are design setpoints in Pa by stair
    and door configuration. ``rules`` are those in force today.
    """

    building_id: UUID
    building: str
    today: date
    stairs: tuple[Place, ...] = ()
    floors: tuple[Place, ...] = ()
    doors: tuple[Place, ...] = ()
    doorways: tuple[Place, ...] = ()
    door_scenarios: tuple[str, ...] = ("worst_case_3_doors_open",)
    baselines: Mapping[Location, tuple[Standing, ...]] = field(default_factory=dict)
    setpoints: Mapping[tuple[UUID, str], Decimal] = field(default_factory=dict)
    rules: Mapping[MeasurementType, Rule] = field(default_factory=dict)

    def current(self, location: Location) -> Standing | None:
        """The current baseline of a location."""
        return next((standing for standing in self.baselines.get(location, ()) if standing.current), None)

    def on(self, location: Location, day: date) -> Standing | None:
        """The baseline of a location that was in force on ``day``."""
        standings = self.baselines.get(location)
        return None if standings is None else next((found for found in standings if found.covers(day)), None)
