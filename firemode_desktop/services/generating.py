"""Generation: the registers of a building become its expected tests (templates), by what the archetypes say.

Nothing is written when nothing changed. What no longer applies is retired, never deleted: its instances keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from firemode_desktop import paths
from firemode_desktop.domain import registers
from firemode_desktop.domain.archetypes import Archetype, ArchetypeSetting, load_archetypes, schedule
from firemode_desktop.domain.checks import Limits
from firemode_desktop.domain.counting import Count, check_complete, expected_count
from firemode_desktop.domain.difference import Difference, ExistingTest, difference
from firemode_desktop.domain.errors import Conflict
from firemode_desktop.domain.expansion import ExpectedTest, expected_tests
from firemode_desktop.domain.service import in_service
from firemode_desktop.domain.words import Frequency, MeasurementType
from firemode_desktop.models import (
    ArchetypeSetting as ArchetypeSettingRow,
)
from firemode_desktop.models import (
    BaselineAirVelocity,
    BaselineDoorForce,
    BaselinePressureDifferential,
    Building,
    CEScenario,
    ControlEquipment,
    DesignSetpoint,
    Door,
    DoorScenario,
    Doorway,
    Floor,
    InterfaceTestDefinition,
    Stair,
    TestInstanceTemplate,
    Zone,
)
from firemode_desktop.queries import baseline, standard
from firemode_desktop.services.template_writing import write

_Template = TestInstanceTemplate
CHANGED_MEANWHILE = (
    "The registers, baselines, rules or settings changed since these tests were shown, so nothing was written. "
    "Look at what is new and bring them up to date then."
)


@dataclass(frozen=True, slots=True)
class Generation:
    """What generating a frequency came to, or would come to: the count with its arithmetic, and the difference."""

    frequency: str
    count: Count
    existing: int
    difference: Difference
    identifiers: tuple[str, ...] = field(default=(), repr=False)
    """Those of the expected tests, in walking order."""

    def to_dict(self) -> dict[str, Any]:
        """The counts of ``firemode generate --json``."""
        return {
            "frequency": self.frequency,
            "expected": self.count.total,
            "existing": self.existing,
            **self.difference.to_dict(),
        }


def generate(
    session: Session,
    building_id: UUID,
    frequency: str,
    *,
    today: date,
    at: datetime,
    dry_run: bool = False,
    shown: str | None = None,
) -> Generation:
    """Bring the templates of a building and frequency up to its registers, limits and baselines of ``today``.

    ``shown`` is the digest of the difference that a person looked at: that one is written, or none.

    Raises:
        Invalid: what was generated is not what the arithmetic expects; the message names what is missing or extra.
        Conflict: the difference is another one than ``shown``.
    """
    if not dry_run:  # one at a time: the second finds the first one's templates and has nothing left to write
        session.execute(select(Building.id).where(Building.id == building_id).with_for_update(key_share=True))
    basis = _basis(session, building_id, today)
    planned = _planned(session, basis, frequency)
    if shown is not None and planned.difference.digest != shown:
        raise Conflict(CHANGED_MEANWHILE)
    if not dry_run:
        if not planned.difference.empty:
            write(session, building_id, planned.difference, at)
        check_complete(planned.count, frequency, planned.identifiers, _written(session, building_id, frequency))
    return planned


def outlooks(session: Session, building_id: UUID, today: date) -> tuple[Generation, ...]:
    """What generating each frequency would come to, in their order; nothing is written."""
    basis = _basis(session, building_id, today)
    return tuple(_planned(session, basis, frequency) for frequency in Frequency.values())


@dataclass(frozen=True, slots=True)
class _Basis:
    """What the tests of a building follow from, read once for all frequencies."""

    building_id: UUID
    site: registers.SiteRegisters
    active: tuple[Archetype, ...]
    resolved: Callable[[ExpectedTest], Mapping[str, Any]]


def _basis(session: Session, building_id: UUID, today: date) -> _Basis:
    active = schedule(archetypes(), settings(session, building_id))
    site = site_registers(session, building_id, today)
    return _Basis(building_id, site, active, _today(session, building_id, today))


def _planned(session: Session, basis: _Basis, frequency: str) -> Generation:
    templates = _existing(session, basis.building_id, frequency)
    expected = expected_tests(basis.site, frequency, basis.active)
    count = expected_count(basis.site, frequency, basis.active)
    found = difference(expected, templates, basis.resolved)
    return Generation(frequency, count, len(templates), found, tuple(test.scoped_identifier for test in expected))


def _written(session: Session, building_id: UUID, frequency: str) -> Sequence[str]:
    """The identifiers of the templates that are in force now."""
    query = select(_Template.scoped_identifier).where(
        _Template.building_id == building_id, _Template.frequency == frequency, _Template.retired_at.is_(None)
    )
    return [identifier or "" for identifier in session.scalars(query)]


@cache
def archetypes() -> tuple[Archetype, ...]:
    """The archetypes that ship with the program."""
    return load_archetypes(paths.resources())


def settings(session: Session, building_id: UUID) -> tuple[ArchetypeSetting, ...]:
    """What a building decided about its archetypes."""
    rows = session.scalars(select(ArchetypeSettingRow).where(ArchetypeSettingRow.building_id == building_id))
    return tuple(ArchetypeSetting(row.archetype_id, row.active, row.frequencies) for row in rows)


def site_registers(session: Session, building_id: UUID, today: date) -> registers.SiteRegisters:
    """The registers that tests depend on, one statement each; out of service is what ended by ``today``."""

    def rows(table: type[Any]) -> list[Any]:
        return list(session.scalars(select(table).where(table.building_id == building_id)))

    def serving(row: Any) -> bool:
        return in_service(row.decommissioned_on, today)

    zones = {zone.zone_id: zone for zone in rows(Zone)}
    return registers.SiteRegisters(
        stairs=tuple(registers.StairEntry(r.stair_id, r.stair_name, serving(r)) for r in rows(Stair)),
        floors=tuple(
            registers.FloorEntry(r.floor_id, r.stair_id, r.floor_level, r.floor_number, serving(r)) for r in rows(Floor)
        ),
        doors=tuple(
            registers.DoorEntry(r.door_id, r.stair_id, r.floor_id, r.door_identifier, serving(r)) for r in rows(Door)
        ),
        doorways=tuple(
            registers.DoorwayEntry(r.doorway_id, r.stair_id, r.floor_id, r.doorway_identifier, serving(r))
            for r in rows(Doorway)
        ),
        scenarios=tuple(_scenario(r, zones[r.zone_id], serving(zones[r.zone_id])) for r in rows(CEScenario)),
        interfaces=tuple(
            registers.InterfaceEntry(
                r.definition_id,
                r.stair_id,
                r.interface_type,
                r.location_id,
                r.location_name,
                r.test_action,
                r.expected_result,
                r.response_time_s,
                serving(r),
            )
            for r in rows(InterfaceTestDefinition)
        ),
        equipment=tuple(
            registers.EquipmentEntry(r.equipment_id, r.stair_id, r.equipment_type, r.equipment_identifier, serving(r))
            for r in rows(ControlEquipment)
        ),
        door_scenarios=tuple(
            registers.DoorScenarioEntry(r.scenario_name, tuple(r.open_door_ids or ())) for r in rows(DoorScenario)
        ),
    )


def _scenario(row: CEScenario, zone: Zone, in_service: bool) -> registers.ScenarioEntry:
    return registers.ScenarioEntry(
        row.scenario_id,
        row.stair_id,
        row.zone_id,
        zone.zone_name,
        row.scenario_name,
        row.scenario_type,
        row.version,
        row.active,
        row.trigger_device_id,
        in_service,
    )


def _existing(session: Session, building_id: UUID, frequency: str) -> tuple[ExistingTest, ...]:
    """The templates in force, their columns by name; without making objects of them."""
    columns = _Template.__table__.columns
    query = select(*columns).where(
        _Template.building_id == building_id, _Template.frequency == frequency, _Template.retired_at.is_(None)
    )
    return tuple(ExistingTest(row["template_instance_id"], dict(row)) for row in session.execute(query).mappings())


def _today(session: Session, building_id: UUID, today: date) -> Callable[[ExpectedTest], Mapping[str, Any]]:
    """How a test finds its limits, baseline and setpoint of today, all looked up once."""
    rules = standard.rules_in_force(session, today, standard.rule_set_of(session, building_id))
    pressures: dict[tuple[Any, Any], tuple[Any, date]] = {
        (b.floor_id, b.door_configuration): (b.pressure_pa, b.commissioned_date)
        for b in _held(session, BaselinePressureDifferential, building_id, today)
    }
    velocities: dict[tuple[Any, Any], tuple[Any, date]] = {
        (b.doorway_id, b.door_scenario): (b.velocity_ms, b.commissioned_date)
        for b in _held(session, BaselineAirVelocity, building_id, today)
    }
    forces: dict[tuple[Any, Any], tuple[Any, date]] = {
        (b.door_id, b.pressurization_active): (b.force_newtons, b.commissioned_date)
        for b in _held(session, BaselineDoorForce, building_id, today)
    }
    setpoints = {
        (s.stair_id, s.measurement_type, s.door_configuration): s.setpoint
        for s in session.scalars(select(DesignSetpoint).where(DesignSetpoint.building_id == building_id))
    }

    def resolved(test: ExpectedTest) -> Mapping[str, Any]:
        rule = rules.get(test.measurement_type)
        value, day = {
            MeasurementType.PRESSURE_DIFFERENTIAL: pressures.get((test.floor_id, test.door_configuration)),
            MeasurementType.AIR_VELOCITY: velocities.get((test.doorway_id, test.door_scenario)),
            MeasurementType.DOOR_OPENING_FORCE: forces.get((test.door_id, test.pressurization_active)),
        }.get(MeasurementType(test.measurement_type)) or (None, None)
        exact = setpoints.get((test.stair_id, test.measurement_type, test.door_configuration))
        return {
            "min_threshold": rule.min_threshold if rule else None,
            "max_threshold": rule.max_threshold if rule else None,
            "unit": (rule.unit if rule else None) or test.unit,
            "rule_code": rule.rule_code if rule else None,
            "rule_version": rule.version if rule else None,
            "baseline_value": value,
            "baseline_date": day,
            "design_setpoint": exact
            if exact is not None
            else setpoints.get((test.stair_id, test.measurement_type, None)),
            "visual_asset_path": _drawing(test),
        }

    def _drawing(test: ExpectedTest) -> str | None:
        """The path of the floor's drawing in the customer's scheme."""
        if test.floor_id is None:
            return None
        return f"assets/floor_plans/{building_id}/{test.stair_id}/{test.floor_id}.svg"

    return resolved


def _held(session: Session, table: type[baseline.Kind], building_id: UUID, today: date) -> list[baseline.Kind]:
    query = select(table).where(table.building_id == building_id, baseline.holds_on(table, today))
    return list(session.scalars(query))


@dataclass(frozen=True, slots=True)
class ShownTemplate:
    """An expected test as lists show it."""

    template_id: UUID
    identifier: str
    archetype_id: str
    measurement_type: str
    sequence_order: int
    min_threshold: Any
    max_threshold: Any
    unit: str | None
    baseline_value: Any
    baseline_date: date | None
    design_setpoint: Any
    rule_code: str | None
    rule_version: str | None

    @property
    def limits(self) -> Limits:
        """The limits of the rule in force when it was generated."""
        return Limits(self.min_threshold, self.max_threshold, self.unit or "")


def templates(session: Session, building_id: UUID, frequency: str) -> tuple[ShownTemplate, ...]:
    """The expected tests of a building and frequency in walking order."""
    query = (
        select(
            _Template.template_instance_id.label("template_id"),
            _Template.scoped_identifier.label("identifier"),
            _Template.archetype_id,
            _Template.measurement_type,
            _Template.sequence_order,
            _Template.min_threshold,
            _Template.max_threshold,
            _Template.unit,
            _Template.baseline_value,
            _Template.baseline_date,
            _Template.design_setpoint,
            _Template.rule_code,
            _Template.rule_version,
        )
        .where(_Template.building_id == building_id, _Template.frequency == frequency, _Template.retired_at.is_(None))
        .order_by(_Template.sequence_order)
    )
    return tuple(ShownTemplate(**row) for row in session.execute(query).mappings())
