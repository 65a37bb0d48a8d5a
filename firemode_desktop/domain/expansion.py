"""Archetypes × registers → the tests that are expected, in the order in which they are walked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from firemode_desktop.domain.archetypes import ALL, Archetype
from firemode_desktop.domain.identifiers import scoped_identifier, unique_identifiers
from firemode_desktop.domain.order import natural_key
from firemode_desktop.domain.registers import DoorScenarioEntry, FloorEntry, SiteRegisters, StairEntry
from firemode_desktop.domain.words import Frequency, InterfaceType, MeasurementType

_AT_A_PLACE = (
    MeasurementType.PRESSURE_DIFFERENTIAL,
    MeasurementType.DOOR_OPENING_FORCE,
    MeasurementType.DOOR_LATCHING,
    MeasurementType.AIR_VELOCITY,
    MeasurementType.CAUSE_AND_EFFECT_LOGIC,
    MeasurementType.INTERFACE_TEST,
    MeasurementType.FAN_OPERATION,
    MeasurementType.SOUND_PRESSURE_LEVEL,
    MeasurementType.PRESSURE_RESTORATION_TIME,
)
"""The order of the tests at one place: on a floor, then for the whole stair."""

CONTEXT_COLUMNS = (
    "stair_id",
    "floor_id",
    "door_id",
    "doorway_id",
    "zone_id",
    "scenario_id",
    "door_configuration",
    "door_scenario",
    "pressurization_active",
    "interface_type",
    "location_id",
)


@dataclass(frozen=True, slots=True)
class ExpectedTest:
    """One test that is due: its place by ids and by names, its choice, and what it needs.

    ``guidance`` holds the JSON columns; thresholds, baseline and setpoint are the service's to resolve for a date.
    """

    archetype_id: str
    measurement_type: str
    frequency: str
    stair_id: UUID
    stair: str
    floor_id: UUID | None = None
    floor: str | None = None
    door_id: UUID | None = None
    door: str | None = None
    doorway_id: UUID | None = None
    doorway: str | None = None
    zone_id: UUID | None = None
    zone: str | None = None
    scenario_id: UUID | None = None
    scenario: str | None = None
    door_configuration: str | None = None
    door_scenario: str | None = None
    pressurization_active: bool | None = None
    interface_type: str | None = None
    location_id: str | None = None
    unit: str | None = None
    required_instrument_type: str | None = None
    response_time_s: int | None = None
    expected_result: str | None = None
    scoped_identifier: str = ""
    sequence_order: int = 0
    guidance: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[object, ...]:
        """What makes this test the same test again, whatever its names and its order: archetype, place and choice."""
        return (self.archetype_id, *(getattr(self, name) for name in CONTEXT_COLUMNS))

    def columns(self) -> dict[str, Any]:
        """The columns of ``test_instance_templates`` that follow from archetype and registers."""
        own = {
            name: getattr(self, name) for name in ("archetype_id", "measurement_type", "frequency", *CONTEXT_COLUMNS)
        }
        needs = {
            "unit": self.unit,
            "required_instrument_type": self.required_instrument_type,
            "response_time_s": self.response_time_s,
            "expected_result": self.expected_result,
            "scoped_identifier": self.scoped_identifier,
            "sequence_order": self.sequence_order,
        }
        return {**own, **needs, **self.guidance}


def expected_tests(site: SiteRegisters, frequency: str, archetypes: Iterable[Archetype]) -> tuple[ExpectedTest, ...]:
    """The tests due at ``frequency``, in walking order, numbered from 1, each with its unique identifier.

    ``archetypes`` are those of ``schedule(...)``. Stairs by natural name; floors from the bottom up; on each floor
    pressure, force, latching, velocity; what belongs to the whole stair after its floors.
    """
    due = Frequency(frequency)
    survey = _Survey(site.in_service())
    places = [pair for archetype in archetypes for pair in _places(archetype, due, survey)]
    places.sort(key=lambda pair: pair[0])
    identifiers = unique_identifiers(_identifier(test) for _, test in places)
    return tuple(
        replace(test, scoped_identifier=identifier, sequence_order=order)
        for order, ((_, test), identifier) in enumerate(zip(places, identifiers, strict=True), start=1)
    )


_Key = tuple[Any, ...]


class _Survey:
    """The registers in service with their lookups."""

    def __init__(self, site: SiteRegisters) -> None:
        self.site = site
        self.stairs: dict[UUID, StairEntry] = {entry.stair_id: entry for entry in site.stairs}
        self.floors: dict[UUID, FloorEntry] = {entry.floor_id: entry for entry in site.floors}
        self.doors = {entry.door_id: entry for entry in site.doors}

    def floor(self, floor_id: UUID) -> dict[str, Any]:
        """Stair and floor of a place, by id and name."""
        floor = self.floors[floor_id]
        stair = self.stairs[floor.stair_id]
        return {"stair_id": stair.stair_id, "stair": stair.name, "floor_id": floor_id, "floor": floor.level}

    def stair(self, stair_id: UUID) -> dict[str, Any]:
        """Stair of a place, by id and name."""
        return {"stair_id": stair_id, "stair": self.stairs[stair_id].name}

    def walk(self, test: ExpectedTest, within: _Key) -> _Key:
        """Where the test stands in the walk; ``within`` orders the tests of one type at one place."""
        floor = self.floors.get(test.floor_id) if test.floor_id else None
        level = (
            (0, floor.number, natural_key(floor.level), str(floor.floor_id)) if floor else (1, 0, natural_key(""), "")
        )
        kind = _AT_A_PLACE.index(MeasurementType(test.measurement_type))
        return natural_key(test.stair), str(test.stair_id), level, kind, within


def _places(archetype: Archetype, frequency: Frequency, survey: _Survey) -> Iterator[tuple[_Key, ExpectedTest]]:
    due = archetype.due(frequency)
    if not due:
        return
    for context, extra, within in _EXPAND[archetype.per](survey, due):
        test = ExpectedTest(
            archetype.archetype_id,
            archetype.measurement_type,
            frequency.value,
            **context,
            unit=archetype.unit,
            required_instrument_type=archetype.instrument,
        )
        yield survey.walk(test, within), replace(test, guidance=_guidance(archetype, test, extra))


_Place = tuple[dict[str, Any], dict[str, str], _Key]
"""The context of a test, further words for its guidance, and its order among its kind at one place."""


def _per_floor(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    for floor in survey.site.floors:
        for order, configuration in enumerate(due):
            yield {**survey.floor(floor.floor_id), "door_configuration": configuration}, {}, (order,)


def _per_doorway(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    scenarios = sorted(survey.site.scenarios_for_doors, key=lambda entry: natural_key(entry.name))
    for doorway in survey.site.doorways:
        place = survey.floor(doorway.floor_id)
        for order, scenario in enumerate(scenarios):
            context = {"doorway_id": doorway.doorway_id, "doorway": doorway.identifier, "door_scenario": scenario.name}
            words = {"open_doors": _open_doors(survey, scenario)}
            yield {**place, **context}, words, (natural_key(doorway.identifier), order)


def _open_doors(survey: _Survey, scenario: DoorScenarioEntry) -> str:
    names = [survey.doors[door].identifier for door in scenario.open_door_ids if door in survey.doors]
    return ", ".join(sorted(names, key=natural_key)) or scenario.name.replace("_", " ")


def _per_door(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    for door in survey.site.doors:
        context = {**survey.floor(door.floor_id), "door_id": door.door_id, "door": door.identifier}
        for order, choice in enumerate(due):
            active = None if choice == ALL else choice == "active"
            yield {**context, "pressurization_active": active}, {}, (natural_key(door.identifier), order)


def _per_scenario(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    for entry in survey.site.scenarios:
        if entry.scenario_type not in due:
            continue
        context = {**survey.stair(entry.stair_id), "zone_id": entry.zone_id, "zone": entry.zone}
        context |= {"scenario_id": entry.scenario_id, "scenario": entry.name}
        yield context, {"trigger": entry.trigger_device_id}, (natural_key(entry.zone), natural_key(entry.name))


def _per_interface(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    kinds = InterfaceType.values()
    for entry in survey.site.interfaces:
        if entry.interface_type not in due:
            continue
        context = {**survey.stair(entry.stair_id), "interface_type": entry.interface_type}
        context |= {"location_id": entry.location_id, "expected_result": entry.expected_result}
        seconds = f"allowed: {entry.response_time_s} s" if entry.response_time_s else "no limit is set"
        words = {
            "location": entry.location_name or entry.location_id,
            "test_action": entry.test_action or f"Carry out the {entry.interface_type.replace('_', ' ')}",
            "expected_result": entry.expected_result or "as designed",
            "response_time": seconds,
        }
        order = (kinds.index(entry.interface_type), natural_key(entry.location_id))
        yield {**context, "response_time_s": entry.response_time_s}, words, order


def _per_fan(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    for fan in survey.site.fans:
        context = {**survey.stair(fan.stair_id), "location_id": fan.identifier}
        yield context, {"location": fan.identifier}, (natural_key(fan.identifier),)


def _per_stair(survey: _Survey, due: tuple[str, ...]) -> Iterator[_Place]:
    for stair in survey.site.stairs:
        yield survey.stair(stair.stair_id), {}, ()


_EXPAND: Mapping[str, Callable[[_Survey, tuple[str, ...]], Iterator[_Place]]] = {
    "floor": _per_floor,
    "doorway": _per_doorway,
    "door": _per_door,
    "scenario": _per_scenario,
    "interface": _per_interface,
    "fan": _per_fan,
    "stair": _per_stair,
}


def _guidance(archetype: Archetype, test: ExpectedTest, extra: Mapping[str, str]) -> dict[str, Any]:
    named = {name: getattr(test, name) for name in ("stair", "floor", "door", "doorway", "zone", "scenario")}
    words = {name: value for name, value in named.items() if value} | {k: v for k, v in extra.items() if v}
    chosen = {name: getattr(test, name) for name in ("door_configuration", "door_scenario", "interface_type")}
    if test.pressurization_active is not None:
        chosen["pressurization_active"] = "active" if test.pressurization_active else "inactive"
    return archetype.guidance.columns(words, chosen)


def _identifier(test: ExpectedTest) -> str:
    return scoped_identifier(
        measurement_type=test.measurement_type,
        stair=test.stair,
        floor=test.floor,
        door=test.door,
        doorway=test.doorway,
        door_configuration=test.door_configuration,
        door_scenario=test.door_scenario,
        pressurization_active=test.pressurization_active,
        zone=test.zone,
        scenario=test.scenario,
        interface_type=test.interface_type,
        location_id=test.location_id,
    )
