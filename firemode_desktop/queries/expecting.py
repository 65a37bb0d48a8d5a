"""What the expected tests of buildings follow from: registers, and what rules and baselines of a day say of a test.

Read for many buildings at once, one statement a table, without making objects of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Text, Uuid, and_, any_, cast, literal, select
from sqlalchemy.orm import Session

from firemode_desktop.domain import registers
from firemode_desktop.domain.archetypes import ArchetypeSetting
from firemode_desktop.domain.expansion import ExpectedTest, Resolved
from firemode_desktop.domain.registers import Id
from firemode_desktop.domain.service import in_service
from firemode_desktop.domain.words import DEFAULT_RULE_SET, MeasurementType
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
    Zone,
)
from firemode_desktop.queries import baseline, standard

_Rows = Mapping[UUID, Sequence[Sequence[Any]]]


def among(column: Any, building_ids: Iterable[UUID]) -> ColumnElement[bool]:
    """The condition that ``column`` names one of the buildings: one parameter, however many they are."""
    return column == any_(literal(list(building_ids), ARRAY(Uuid)))  # type: ignore[no-any-return]


def settings(session: Session, building_ids: Sequence[UUID]) -> Mapping[UUID, tuple[ArchetypeSetting, ...]]:
    """What each building decided about its archetypes."""
    table = ArchetypeSettingRow
    rows = _rows(session, building_ids, table.building_id, table.archetype_id, table.active, table.frequencies)
    return {each: tuple(ArchetypeSetting(*row) for row in rows[each]) for each in building_ids}


def site_registers(
    session: Session, building_ids: Sequence[UUID], today: date
) -> Mapping[UUID, registers.SiteRegisters]:
    """The registers that tests depend on; out of service is what ended by ``today``."""

    def read(table: Any, *columns: Any) -> _Rows:
        return _rows(session, building_ids, table.building_id, *columns, table.decommissioned_on)

    def made(entry: Callable[..., Any], rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
        return tuple(entry(*row[:-1], in_service=in_service(row[-1], today)) for row in rows)

    stairs = read(Stair, Stair.stair_id, Stair.stair_name)
    floors = read(Floor, Floor.floor_id, Floor.stair_id, Floor.floor_level, Floor.floor_number)
    doors = read(Door, Door.door_id, Door.stair_id, Door.floor_id, Door.door_identifier)
    doorways = read(Doorway, Doorway.doorway_id, Doorway.stair_id, Doorway.floor_id, Doorway.doorway_identifier)
    scenarios = _scenarios(session, building_ids)
    interfaces = read(InterfaceTestDefinition, *_interface())
    kinds = (ControlEquipment.equipment_type, ControlEquipment.equipment_identifier)
    equipment = read(ControlEquipment, ControlEquipment.equipment_id, ControlEquipment.stair_id, *kinds)
    table = DoorScenario
    opened = _rows(session, building_ids, table.building_id, table.scenario_name, table.open_door_ids)
    return {
        each: registers.SiteRegisters(
            stairs=made(registers.StairEntry, stairs[each]),
            floors=made(registers.FloorEntry, floors[each]),
            doors=made(registers.DoorEntry, doors[each]),
            doorways=made(registers.DoorwayEntry, doorways[each]),
            scenarios=made(registers.ScenarioEntry, scenarios[each]),
            interfaces=made(registers.InterfaceEntry, interfaces[each]),
            equipment=made(registers.EquipmentEntry, equipment[each]),
            door_scenarios=tuple(registers.DoorScenarioEntry(name, tuple(ids or ())) for name, ids in opened[each]),
        )
        for each in building_ids
    }


def _scenarios(session: Session, building_ids: Sequence[UUID]) -> _Rows:
    """The versions of the scenarios, each with its zone: a scenario is in service as long as that is."""
    table = CEScenario
    columns = (
        table.scenario_id, table.stair_id, table.zone_id, Zone.zone_name, table.scenario_name, table.scenario_type,
        table.version, table.active, table.trigger_device_id, Zone.decommissioned_on,
    )  # fmt: skip
    return _rows(session, building_ids, table.building_id, *columns, where=(Zone.zone_id == table.zone_id,))


def _interface() -> tuple[Any, ...]:
    table = InterfaceTestDefinition
    return (
        table.definition_id, table.stair_id, table.interface_type, table.location_id, table.location_name,
        table.test_action, table.expected_result, table.response_time_s,
    )  # fmt: skip


def _rows(
    session: Session, building_ids: Iterable[UUID], building: Any, *columns: Any, where: tuple[Any, ...] = ()
) -> _Rows:
    """The columns of the rows of each building, ids as text."""
    query = select(*map(as_text, (building, *columns))).where(among(building, building_ids), *where)
    found: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in session.execute(query):
        found[row[0]].append(row[1:])
    return defaultdict(list, {building_id: found[str(building_id)] for building_id in building_ids})


def as_text(column: Any) -> Any:
    """The column as it is, ids as text: that is how registers and expected tests name rows."""
    if isinstance(column.type, ARRAY):
        return cast(column, ARRAY(Text)) if isinstance(column.type.item_type, Uuid) else column
    return cast(column, Text).label(column.key) if isinstance(column.type, Uuid) else column


def resolvers(
    session: Session, building_ids: Sequence[UUID], today: date
) -> Mapping[UUID, Callable[[ExpectedTest], Resolved]]:
    """How a test of each building finds its limits, baseline, setpoint and drawing of ``today``, looked up once."""
    sets = _rule_sets(session, building_ids)
    rules = {name: standard.rules_in_force(session, today, name) for name in set(sets.values())}
    force, velocity, pressure = BaselineDoorForce, BaselineAirVelocity, BaselinePressureDifferential
    held = {
        MeasurementType.PRESSURE_DIFFERENTIAL.value: _held(
            session, building_ids, pressure, pressure.floor_id, pressure.door_configuration, pressure.pressure_pa, today
        ),
        MeasurementType.AIR_VELOCITY.value: _held(
            session, building_ids, velocity, velocity.doorway_id, velocity.door_scenario, velocity.velocity_ms, today
        ),
        MeasurementType.DOOR_OPENING_FORCE.value: _held(
            session, building_ids, force, force.door_id, force.pressurization_active, force.force_newtons, today
        ),
    }
    setpoints = _setpoints(session, building_ids)
    return {each: _Resolver(each, rules[sets[each]], held, setpoints).of for each in building_ids}


def _rule_sets(session: Session, building_ids: Iterable[UUID]) -> dict[UUID, str]:
    found = session.execute(select(Building.id, Building.rule_set).where(among(Building.id, building_ids)))
    return {building_id: named or DEFAULT_RULE_SET for building_id, named in found}


_Held = Mapping[tuple[Any, Any], tuple[Any, date]]


def _held(
    session: Session, building_ids: Iterable[UUID], table: Any, where: Any, choice: Any, value: Any, today: date
) -> _Held:
    """The baselines that hold today, by place and choice: value and day."""
    query = select(as_text(where), choice, value, table.commissioned_date).where(
        and_(among(table.building_id, building_ids), baseline.holds_on(table, today))
    )
    return {(place, chosen): (found, day) for place, chosen, found, day in session.execute(query)}


def _setpoints(session: Session, building_ids: Iterable[UUID]) -> Mapping[tuple[Any, Any, Any], Any]:
    """Setpoints by stair, measurement and door configuration (None is any)."""
    table = DesignSetpoint
    query = select(as_text(table.stair_id), table.measurement_type, table.door_configuration, table.setpoint)
    found = session.execute(query.where(among(table.building_id, building_ids)))
    return {(stair, measurement, doors): setpoint for stair, measurement, doors, setpoint in found}


_AT: Mapping[str, Callable[[ExpectedTest], tuple[Any, Any]]] = {
    MeasurementType.PRESSURE_DIFFERENTIAL.value: lambda test: (test.at.floor_id, test.kind.door_configuration),
    MeasurementType.AIR_VELOCITY.value: lambda test: (test.at.doorway_id, test.kind.door_scenario),
    MeasurementType.DOOR_OPENING_FORCE.value: lambda test: (test.at.door_id, test.kind.pressurization_active),
}
"""What a baseline of each measurement is held for."""


class _Resolver:
    """A building's rules, baselines and setpoints of a day."""

    def __init__(
        self,
        building_id: UUID,
        rules: Mapping[str, Any],
        held: Mapping[str, _Held],
        setpoints: Mapping[tuple[Any, Any, Any], Any],
    ) -> None:
        self._building_id, self._rules, self._held, self._setpoints = building_id, rules, held, setpoints
        self._limits: dict[tuple[str, str | None], Mapping[str, Any]] = {}
        self._drawings: dict[Id, str] = {}

    def of(self, test: ExpectedTest) -> Resolved:
        """What holds for a test."""
        at, kind, measurement = test.at, test.kind, test.measurement_type
        limits = self._limits.get((measurement, kind.archetype.unit))
        known = self._held.get(measurement)
        value, day = known.get(_AT[measurement](test), (None, None)) if known else (None, None)
        return Resolved(
            self._read_limits(measurement, kind.archetype.unit) if limits is None else limits,
            value,
            day,
            self._setpoint(at.stair_id, measurement, kind.door_configuration) if self._setpoints else None,
            None if at.floor_id is None else self._drawings.get(at.floor_id) or self._drawing(at.stair_id, at.floor_id),
        )

    def _read_limits(self, measurement: str, unit: str | None) -> Mapping[str, Any]:
        rule = self._rules.get(measurement)
        self._limits[measurement, unit] = {
            "min_threshold": rule.min_threshold if rule else None,
            "max_threshold": rule.max_threshold if rule else None,
            "unit": (rule.unit if rule else None) or unit,
            "rule_code": rule.rule_code if rule else None,
            "rule_version": rule.version if rule else None,
        }
        return self._limits[measurement, unit]

    def _setpoint(self, stair_id: Id, measurement: str, doors: str | None) -> Any:
        """For the door configuration if there is one, else for any."""
        exact = self._setpoints.get((stair_id, measurement, doors))
        return self._setpoints.get((stair_id, measurement, None)) if exact is None else exact

    def _drawing(self, stair_id: Id, floor_id: Id) -> str:
        """The path of the floor's drawing in the customer's scheme."""
        self._drawings[floor_id] = path = f"assets/floor_plans/{self._building_id}/{stair_id}/{floor_id}.svg"
        return path
